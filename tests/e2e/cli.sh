#!/bin/sh
# The command line: exit statuses, help, formats, bad input named with file, line and reason.
. "$(dirname "$0")/lib.sh"
cd "$work"

expect_status 0 "$dragoman" --help
expect_status 0 "$dragoman" --version
expect_status 2 "$dragoman"
expect_status 2 "$dragoman" nonsense
for command in read code parse explain pack check export; do
  expect_status 0 "$dragoman" $command --help
  expect_in out usage
  expect_status 0 "$dragoman" $command --version
done
printf 'La Russie a condamné lundi la France.\n' >a.txt
expect_status 0 "$dragoman" read a.txt
expect_in out Events
expect_status 0 "$dragoman" read --to json a.txt
python3 - out <<'P' || fail "the JSON record lacks a part of the schema"
import json, sys
r = json.load(open(sys.argv[1]))
assert r["schema"] == "dragoman/1"
for part in "document sentences entities dates places labels statements events relations".split():
    assert part in r, part
assert len(r["document"]["text_sha256"]) == 64
P
expect_status 0 "$dragoman" read --to html a.txt
expect_in out '</html>'
expect_status 0 "$dragoman" parse a.txt
expect_in out "condamner"
expect_status 0 "$dragoman" explain "La Russie a condamné la France."
expect_status 2 "$dragoman" read --to nonsense a.txt
expect_status 2 "$dragoman" read --no-such-option a.txt
expect_status 2 "$dragoman" read --date 2021-02-30 a.txt
expect_status 2 "$dragoman" read --data /nonexistent a.txt
expect_status 1 "$dragoman" read missing.txt
expect_in err missing.txt

# Colour only on a terminal.
"$dragoman" read a.txt | grep -q "$(printf '\033')" && fail "colour in a pipe"

# A malformed line among good ones: named, and the rest is read.
printf '{"id":"1","text":"La Russie a condamné la France."}\n{"id":"2", oops}\n{"id":"3"}\n{"id":"4","text":"La Chine a condamné la France."}\n' >b.jsonl
expect_status 1 "$dragoman" code b.jsonl
expect_in err 'b.jsonl:2: error'
expect_in err 'b.jsonl:3: error'
grep -q '"document":"1"' out && grep -q '"document":"4"' out || fail "good lines around bad ones were not coded"
expect_status 1 "$dragoman" code --strict b.jsonl
grep -q '"document":"4"' out && fail "--strict went on"

# Every input format, plain and compressed.
printf 'id,text,date\n1,"La Russie a condamné la France, a dit ""un porte-parole"".\nDeux lignes.",2021-01-01\n' >c.csv
expect_status 0 "$dragoman" code c.csv
expect_in out '"document":"1"'
# Fields by other names, in French too; a semicolon parts columns where there is no comma.
printf 'lien;titre;Texte;publication_date\nhttps://example.org/1;Un titre;La Russie a condamné la France.;2021-01-02\n' >d.csv
expect_status 0 "$dragoman" code d.csv
expect_in out '"title":"Un titre","url":"https://example.org/1".*"date":"2021-01-02"'
printf '{"headline":"A title","body":"Russia condemned France.","published":"2021-01-03","text":""}\n' >d.jsonl
expect_status 0 "$dragoman" code d.jsonl
expect_in out '"title":"A title".*"date":"2021-01-03"'
printf 'id;words\n1;La Russie a condamné la France.\n' >e.csv
expect_status 1 "$dragoman" code e.csv
expect_in err 'no column named text'
printf '<html lang="fr"><head><title>t</title><meta property="article:published_time" content="2021-08-23T10:00:00Z"></head><body><nav><p>Menu</p></nav><article><p>La Russie a condamné lundi la France dans un long communiqué officiel.</p></article><script>alert(1)</script></body></html>' >d.html
expect_status 0 "$dragoman" code d.html
expect_in out 'condamné'
grep -q alert out && fail "a script's text was read"
printf '<rss version="2.0"><channel><item><title>Titre</title><guid>g1</guid><pubDate>Mon, 23 Aug 2021 10:00:00 GMT</pubDate><description>La Russie a condamné la France.</description></item></channel></rss>' >e.xml
expect_status 0 "$dragoman" code e.xml
expect_in out '"document":"g1"'
expect_in out '2021-08-23'
body='<html><body><p>La Russie a condamné la France dans un long communiqué officiel publié lundi.</p></body></html>'
http=$(printf 'HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n%s' "$body")
printf 'WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://example.org/a\r\nWARC-Date: 2021-08-23T00:00:00Z\r\nContent-Length: %s\r\n\r\n%s\r\n\r\n' "$(printf '%s' "$http" | wc -c)" "$http" >f.warc
expect_status 0 "$dragoman" code f.warc
expect_in out 'http://example.org/a'
expect_status 0 "$dragoman" parse --language fr a.txt
cp out g.conllu
expect_status 0 "$dragoman" code --language fr --from conllu g.conllu
expect_in out 'condamné'
gzip -k b.jsonl
expect_status 1 "$dragoman" code b.jsonl.gz
expect_in err 'b.jsonl.gz:2: error'
if command -v zstd >/dev/null; then
  zstd -q c.csv
  expect_status 0 "$dragoman" code c.csv.zst
  expect_in out '"document":"1"'
fi
head -c 60 b.jsonl.gz >cut.jsonl.gz
expect_status 1 "$dragoman" code cut.jsonl.gz
expect_in err truncated
mkdir folder && cp a.txt folder/x.txt && cp b.jsonl folder/y.jsonl
expect_status 1 "$dragoman" code folder
expect_in out '"document":"x.txt"'
"$dragoman" code - <b.jsonl >out 2>err
expect_in out '"document":"4"'

# What cannot be written or read at all.
if [ -e /dev/full ]; then
  "$dragoman" read a.txt >/dev/full 2>err
  [ $? = 2 ] || fail "a full disk went unnoticed"
fi
expect_status 2 "$dragoman" code a.txt -o /nonexistent/out.jsonl
expect_status 2 "$dragoman" code a.txt -o /nonexistent/out.db
expect_status 2 "$dragoman" code a.txt -o postgresql://127.0.0.1:1/none
"$dragoman" code b.jsonl 2>/dev/null | head -c 10 >/dev/null

# Any bytes: nothing crashes.
head -c 200000 /dev/urandom >junk.txt
expect_status 0 "$dragoman" read --to json junk.txt
: >empty.txt
expect_status 0 "$dragoman" read --to json empty.txt
printf '\0\0\0' >nul.txt
expect_status 0 "$dragoman" read --to json nul.txt
printf '\351t\351 \340 Paris, la Russie a condamn\351 la France' >latin.txt
expect_status 0 "$dragoman" read --to json latin.txt
expect_in out 'condamné'

# What parse writes scores as eval's own reading of the same text does, and a parse of another text is refused.
gold=$here/../news/fr-test.conllu
expect_status 0 "$dragoman" eval "$gold" --language fr
cp out own
sed -n 's/^# text = //p' "$gold" | sed 's/$/\n/' >news.txt
"$dragoman" parse --language fr news.txt >news.conllu
expect_status 0 "$dragoman" eval "$gold" --system news.conllu
cp out other
same own other
"$dragoman" parse --language fr a.txt >a.conllu
expect_status 2 "$dragoman" eval "$gold" --system a.conllu
expect_in err 'not that of the gold file'

finish
