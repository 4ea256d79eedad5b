#!/bin/sh
# Feeds from a server of this script's own on 127.0.0.1: new items once, unchanged feeds not again, failures told and not
# fatal, hostile answers, an end by signal.
. "$(dirname "$0")/lib.sh"
cd "$work"
mkdir t
export TMPDIR="$work/t"
"$dragoman" watch --help >help || fail "no help"
expect_status 2 "$dragoman" watch
expect_status 2 "$dragoman" watch http://127.0.0.1:1/
expect_status 2 "$dragoman" watch http://127.0.0.1:1/ -o lines.jsonl
expect_status 2 "$dragoman" watch http://127.0.0.1:1/ -o a.db --every 1
if grep -q 'without libcurl' err; then
  echo "  skipped: built without libcurl"
  exit 77
fi
expect_status 2 "$dragoman" watch nowhere.txt -o a.db
echo 'file:///etc/passwd' >bad.txt
expect_status 2 "$dragoman" watch bad.txt -o a.db
expect_in err 'bad.txt:1: no http'
cat >server.py <<'P'
import http.server, sys, gzip
ITEM = "<item><title>%s</title><guid>%s</guid><pubDate>Tue, 14 Mar 2023 08:00:00 GMT</pubDate><description>%s</description></item>"
TEXTS = ["La Russie a condamné la France.", "Le Mali a accusé le Niger.", "L'armée a attaqué un village près de Gao."]
state = {"items": 2}
class H(http.server.BaseHTTPRequestHandler):
    def log_message(self, *a):
        with open("requests", "a") as f: f.write("%s %s %s\n" % (self.path, self.headers.get("If-None-Match"), self.headers.get("User-Agent")))
    def answer(self, status, body=b"", **headers):
        self.send_response(status)
        for k, v in headers.items(): self.send_header(k.replace("_", "-"), v)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
    def do_GET(self):
        p = self.path
        items = "".join(ITEM % ("Titre %d" % i, "guid-%d" % i, TEXTS[i]) for i in range(state["items"]))
        rss = ("<rss><channel><title>x</title>%s</channel></rss>" % items).encode()
        if p == "/more": state["items"] = 3; return self.answer(200, b"ok")
        if p == "/rss":
            tag = '"v%d"' % state["items"]
            return self.answer(304) if self.headers.get("If-None-Match") == tag else self.answer(200, rss, ETag=tag)
        if p == "/gzip": return self.answer(200, gzip.compress(rss), Content_Encoding="gzip")
        if p == "/moved": return self.answer(302, Location="/rss")
        if p == "/loop": return self.answer(302, Location="/loop")
        if p == "/tofile": return self.answer(302, Location="file:///etc/passwd")
        if p == "/empty": return self.answer(200)
        if p == "/html": return self.answer(200, b"<html><body>no feed</body></html>")
        if p == "/bad": return self.answer(200, b"<rss><channel><item><title>A</title")
        if p == "/huge":
            self.send_response(200); self.end_headers()
            try:
                for i in range(40): self.wfile.write(b"x" * (1 << 20))
            except OSError: pass
            return
        if p == "/bomb":
            return self.answer(200, b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">'
                b'<!ENTITY d SYSTEM "file:///etc/passwd">]><rss><channel><item><title>&c;&d;</title></item></channel></rss>')
        if p == "/items":
            return self.answer(200, b"<rss><channel><item><guid>e</guid></item>" + (ITEM % ("Bon", "good", "La Chine a condamn\xe9 l'Inde.")).encode() + b"</channel></rss>")
        self.answer(404)
s = http.server.ThreadingHTTPServer(("127.0.0.1", 0), H)
open("port", "w").write(str(s.server_port))
s.serve_forever()
P
python3 server.py 2>/dev/null &
feeds=$!
trap 'kill $feeds 2>/dev/null; rm -rf "$work"' EXIT
i=0
while [ ! -s port ] && [ $i -lt 100 ]; do sleep 0.1; i=$((i + 1)); done
at=http://127.0.0.1:$(cat port)
count() { sqlite3 "$1" "select count(*) from $2"; }

"$dragoman" watch $at/rss -o a.db --once 2>err || fail "one feed, once: $(cat err)"
[ "$(count a.db documents)" = 2 ] || fail "$(count a.db documents) documents of 2"
[ "$(sqlite3 a.db 'select group_concat(distinct source) from documents')" = "127.0.0.1:$(cat port)" ] || fail "the source is not the host"
[ "$(sqlite3 a.db 'select count(*) from documents where date = "2023-03-14" and title like "Titre %" and id like "guid-%"')" = 2 ] || fail "date, title, id"
[ "$(count a.db events)" -ge 2 ] || fail "no events"
[ "$(count a.db actors)" -ge 3 ] || fail "the viewer would see nothing"
expect_in err '2 new documents'
expect_in requests 'dragoman/'
"$dragoman" watch $at/rss -o a.db --once 2>err || fail "again"
expect_in err '0 new documents, 0 events, 2 known'
"$dragoman" watch $at/gzip $at/moved -o b.db --once 2>err || fail "compressed, moved: $(cat err)"
[ "$(count b.db documents)" = 2 ] || fail "compressed, moved: $(count b.db documents) documents"

# Each failure is told with its address, the others are read, the status is 1.
printf '# feeds\n\n%s/items\n%s/nothing\n' "$at" "$at" >list.txt
expect_status 1 "$dragoman" watch list.txt $at/loop $at/tofile $at/empty $at/html $at/huge $at/rss http://127.0.0.1:1/x -o c.db --once
for path in nothing loop tofile empty html huge; do expect_in err "$at/$path.*error: "; done
expect_in err 'http://127.0.0.1:1/x: error: '
[ "$(sqlite3 c.db "select count(*) from documents where text like '%Inde%'")" = 1 ] || fail "the good item beside a bad one"
[ "$(count c.db errors)" -ge 1 ] || fail "the bad item is not in the store"
[ "$(sqlite3 c.db "select count(*) from documents where id like 'guid%'")" = 2 ] || fail "the feed behind those that fail"
"$dragoman" watch $at/bomb $at/bad -o d.db --once 2>err
[ "$(sqlite3 d.db "select count(*) from documents where text like '%root:%'")" = 0 ] || fail "an external entity was read"

# Polling: what is new comes with the next turn, an unchanged feed costs one short answer; SIGTERM ends it cleanly.
: >requests
"$dragoman" watch $at/rss -o e.db --every 10 2>err &
pid=$!
i=0
while [ "$(grep -c '2 new documents' err)" != 1 ] && [ $i -lt 100 ]; do sleep 0.1; i=$((i + 1)); done
sleep 11
python3 -c "import urllib.request; urllib.request.urlopen('$at/more')"
i=0
while [ "$(grep -c '1 new documents' err)" != 1 ] && [ $i -lt 150 ]; do sleep 0.1; i=$((i + 1)); done
kill -TERM $pid
wait $pid
[ $? = 0 ] || fail "the end by signal is an error: $(cat err)"
[ "$(count e.db documents)" = 3 ] || fail "$(count e.db documents) documents of 3 after the feed grew"
[ "$(grep -c '^/rss "v2"' requests)" -ge 1 ] || fail "no conditional request"
[ "$(grep -c 'new documents' err)" = 2 ] || fail "an unchanged feed was read again"
[ -z "$(ls t)" ] || fail "a temporary folder is left"
finish
