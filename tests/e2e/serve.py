#!/usr/bin/env python3
"""Checks of the viewer's server, for serve.sh: what it answers must be what the records say.

  serve.py make HERE                                   input documents, hostile ones among them
  serve.py check PORT STORE DRAGOMAN OPENAPI ANSWERS   all checks; answers are kept for compare
  serve.py grows PORT STORE DRAGOMAN                   a document is added while the server runs
  serve.py compare ANSWERS ANSWERS"""
import http.client
import json
import socket
import subprocess
import sys
from urllib.parse import quote, urlencode

HOSTILE = ("<script>alert(1)</script> « guillemets » \"droits\" 'simples' & &amp; </body> \\u0000 \u2028 \u202e\U0001f600 "
           "%s ${x} '); drop table events; --")
PLACED = ["BAMAKO, 14 mars 2023 - Des hommes armés ont attaqué mardi le marché de Gao. L'armée malienne a repris le contrôle de Kidal. "
          "Le Niger a menacé le Mali de sanctions si la frontière n'est pas rouverte avant le 31 mars 2023. "
          "« Nous ne céderons pas », a déclaré le ministre malien de la Défense à Tombouctou.",
          "NIAMEY, 15 mars 2023 - La France a livré des armes au Niger à Agadez. L'Union africaine a demandé au Mali de libérer les "
          "prisonniers. Les jihadistes* contrôlent trois localités près de Ménaka.\n\n* Groupe classé terroriste par le gouvernement."]

failed = []


def check(ok, what):
    if not ok:
        failed.append(what)
        print("  failed:", what)
    return ok


def make(here):
    lines = subprocess.run([sys.executable, here + "/corpus.py", "60", "9"], stdout=subprocess.PIPE, check=True).stdout.decode()
    sys.stdout.write(lines)
    for i, text in enumerate(PLACED):
        print(json.dumps({"id": f"placed/{i}", "text": text, "title": "À la frontière", "source": "Dépêches du Sud"}, ensure_ascii=False))
    print(json.dumps({"id": "hostile " + HOSTILE, "title": HOSTILE, "source": HOSTILE, "url": "javascript:alert(1)", "date": "2023-03-16",
                      "text": HOSTILE + "\n\nLa Russie a condamné « " + HOSTILE + " » la France. Le Mali a accusé le Niger."}))


class Client:
    def __init__(self, port):
        self.port = int(port)

    def get(self, path, method="GET", headers=None):
        c = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        c.request(method, path, headers=headers or {})
        r = c.getresponse()
        body = r.read()
        c.close()
        return r.status, r.headers, body

    def json(self, path, **params):
        status, headers, body = self.get(path + ("?" + urlencode(params) if params else ""))
        if not check(status == 200, f"{path} {params}: {status} {body[:200]!r}"):
            raise SystemExit(1)
        check(headers["Content-Type"] == "application/json; charset=utf-8", f"{path}: type {headers['Content-Type']}")
        return json.loads(body)

    def raw(self, data):
        with socket.create_connection(("127.0.0.1", self.port), timeout=10) as s:
            s.sendall(data)
            out = b""
            try:
                while True:
                    got = s.recv(65536)
                    if not got:
                        break
                    out += got
            except socket.timeout:
                pass
        return out


def all_events(c, **params):
    items, cursor = [], None
    while True:
        page = c.json("/api/events", limit=500, **params, **({"cursor": cursor} if cursor else {}))
        items += page["items"]
        cursor = page["next"]
        if not cursor:
            return items


def ids(events):
    return sorted(e["id"] for e in events)


def doors(c):
    """Who is let in, and what every answer carries."""
    p = c.port
    for host, want in ((f"localhost:{p}", 200), (f"127.0.0.1:{p}", 200), (f"[::1]:{p}", 200), (f"LOCALHOST:{p}", 200), ("localhost", 403),
                       (f"localhost:{p + 1}", 403), ("evil.example", 403), (f"evil.example:{p}", 403), (f"127.0.0.1.evil.example:{p}", 403),
                       ("", 403), (f"localhost:{p}.evil.example", 403), (f"x@localhost:{p}", 403)):
        for path in ("/api/summary", "/", "/app.js"):
            check(c.get(path, headers={"Host": host})[0] == want, f"Host « {host} » on {path} is not {want}")
    for request in (b"GET /api/summary HTTP/1.0\r\n\r\n", b"GET /api/summary HTTP/1.1\r\nConnection: close\r\n\r\n"):
        check(c.raw(request).split()[1:2] in ([b"403"], [b"400"]), "a request without Host is let in")
    two = f"GET /api/summary HTTP/1.1\r\nHost: localhost:{p}\r\nHost: localhost:{p}\r\nConnection: close\r\n\r\n".encode()
    check(c.raw(two).split()[1:2] in ([b"403"], [b"400"]), "two Host headers are let in")
    absolute = f"GET http://evil.example/api/summary HTTP/1.1\r\nHost: localhost:{p}\r\nConnection: close\r\n\r\n".encode()
    check(b" 200 " not in c.raw(absolute)[:20], "an absolute address is let in")
    for method in ("POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"):
        check(c.get("/api/events", method)[0] == 405, f"{method} is not refused")
    check(c.get("/api/events", headers={"Content-Length": "5"})[0] == 413, "a body is not refused")
    check(c.get("/api/events?q=" + "x" * 9000)[0] in (400, 414), "an address without end is not refused")
    for site, want in (("cross-site", 403), ("same-site", 403), ("same-origin", 200), ("none", 200)):
        check(c.get("/api/summary", headers={"Sec-Fetch-Site": site})[0] == want, f"Sec-Fetch-Site {site}")
    check(c.get("/events", headers={"Sec-Fetch-Site": "cross-site"})[0] == 200, "a link from another site to a page")
    status, headers, body = c.get("/api/summary", "HEAD")
    check(status == 200 and not body and int(headers["Content-Length"]) > 10, "HEAD")
    for path in ("/", "/api/summary", "/api/nothing", "/nothing.js", "/events", "/api/events?limit=x", "/openapi.yaml",
                 "/api/events/export?to=csv"):
        h = c.get(path)[1]
        csp = h["Content-Security-Policy"] or ""
        for part in ("default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self' data:", "connect-src 'self'", "base-uri 'none'",
                     "form-action 'none'", "frame-ancestors 'none'"):
            check(part in csp, f"{path}: no {part}")
        check("unsafe" not in csp, f"{path}: {csp}")
        check(h["X-Content-Type-Options"] == "nosniff" and h["Referrer-Policy"] == "no-referrer" and
              h["Cross-Origin-Resource-Policy"] == "same-origin", f"{path}: headers")
        check("Access-Control-Allow-Origin" not in h, f"{path}: others may read it")
    listening = subprocess.run("ss -ltnH 2>/dev/null | grep -F :%d" % p, shell=True, stdout=subprocess.PIPE).stdout.decode()
    for line in listening.splitlines():
        check(line.split()[3].rsplit(":", 1)[0] in ("127.0.0.1", "[::1]"), "listens on " + line.split()[3])


def page(c):
    index = c.get("/")[2]
    for path in ("/events", "/document/12", "/actor/Mali", "/map", "/search", "/actor/St.%20Kitts", "/actor/a%2Fb.c", "/events?type=ASSAULT"):
        status, headers, body = c.get(path)
        check(status == 200 and body == index and headers["Content-Type"].startswith("text/html"), f"{path} is not the page")
    for path in ("/nothing.js", "/api/nothing", "/api/", "/api", "/api/events/x/y.js", "/assets.json", "/%2e%2e/%2e%2e/etc/passwd.txt"):
        check(c.get(path)[0] == 404, f"{path} is not missing")
    check(b"openapi: 3" in c.get("/openapi.yaml")[2], "openapi.yaml")
    status, headers, _ = c.get("/")
    check(c.get("/", headers={"If-None-Match": headers["ETag"]})[0] == 304, "the page's ETag")


def wrong(c):
    """Each wrong parameter is named, each answer is JSON."""
    cases = [("/api/events", "limit", "0"), ("/api/events", "limit", "501"), ("/api/events", "limit", "-1"), ("/api/events", "limit", "1e2"),
             ("/api/events", "limit", ""), ("/api/events", "cursor", "x"), ("/api/events", "cursor", "1.2.3"), ("/api/events", "cursor", "999999.1"),
             ("/api/events", "type", "A;B"), ("/api/events", "type", ",".join(["A"] * 30)), ("/api/events", "quad", "5"), ("/api/events", "from", "2023-02-30"),
             ("/api/events", "until", "2023"), ("/api/events", "from", "2023-1-1"), ("/api/events", "country", "ml"), ("/api/events", "country", "MLI'"),
             ("/api/events", "language", "french"), ("/api/events", "aux", "maybe"), ("/api/events", "place", "0"), ("/api/events", "bbox", "1,2,3"),
             ("/api/events", "bbox", "0,50,10,40"), ("/api/events", "bbox", "nan,0,1,1"), ("/api/events", "bbox", "-200,0,1,1"), ("/api/events", "doc", "x"),
             ("/api/events", "q", "***"), ("/api/events", "q", "-sans"), ("/api/events", "q", ""), ("/api/events", "q", "a " * 17), ("/api/events", "sort", "rule"),
             ("/api/events", "actor", "x" * 2000), ("/api/events", "unknown", "1"), ("/api/today", "date", "hier"), ("/api/today", "days", "0"),
             ("/api/today", "days", "99999"), ("/api/today", "q", "x"), ("/api/timeline", "by", "year"), ("/api/timeline", "limit", "5"),
             ("/api/actors", "kind", "god"), ("/api/actors", "sort", "x"), ("/api/map", "limit", "5001"), ("/api/documents", "sort", "x"),
             ("/api/search", "in", "x"), ("/api/search", "q", '""'), ("/api/events/export", "to", "xls"), ("/api/summary", "x", "1")]
    for path, name, value in cases:
        status, headers, body = c.get(f"{path}?{name}={quote(value)}")
        error = json.loads(body)["error"]
        check(status == 400 and error["status"] == 400 and error["parameter"] == name and error["message"] and
              headers["Content-Type"].startswith("application/json"), f"{path}?{name}={value[:30]}: {status} {body[:150]!r}")
    for query in ("q=%ff", "q=%00", "q=%0a", "q=%", "q=%2", "q=%zz", "actor=%c3%28", "q=a&q=b"):
        status, _, body = c.get("/api/events?" + query)
        check(status == 400 and json.loads(body)["error"]["parameter"] in ("q", "actor"), f"?{query}: {status} {body[:100]!r}")
    for query in ("=x", "%ff=1", "&".join(f"a{i}=1" for i in range(40)), "x" * 50 + "=1"):
        check(c.get("/api/events?" + query)[0] == 400, f"?{query[:20]}")
    for path in ("/api/search", "/api/events/export"):
        check(c.get(path)[0] == 400, path)
    check(c.get("/api/events?from=2023-02-01&until=2023-01-01")[0] == 400, "from behind until")
    for path in ("/api/events/nothing", "/api/actors/nobody", "/api/documents/999999", "/api/documents/nothing"):
        check(c.get(path)[0] == 404 and json.loads(c.get(path)[2])["error"]["message"], path)
    # SQL and FTS syntax in every text parameter is text.
    for evil in ("' or 1=1 --", '" OR text:x', "NEAR(a b)", "a AND", "(", "x:*", "'); drop table events; --", "%", "_", "\\", "$1", "a'b", "*", "^a"):
        for name in ("actor", "recipient", "party", "source", "q"):
            status, _, body = c.get(f"/api/events?{name}={quote(evil)}")
            check(status == 200 or (status == 400 and name == "q"), f"{name}={evil}: {status} {body[:100]!r}")
        for path in ("/api/actors?q=", "/api/documents?q=", "/api/search?speaker=", "/api/actors/", "/api/events/", "/api/documents/"):
            check(c.get(path + quote(evil, safe=""))[0] in (200, 404), path + evil)


def events(c):
    every = all_events(c)
    summary = c.json("/api/summary")
    check(len(every) == summary["events"] > 500, f"{len(every)} events listed, {summary['events']} counted")
    check(sum(t["events"] for t in summary["types"]) == summary["events"], "types do not sum up")
    check(summary["documents"] == 63, f"{summary['documents']} documents")
    check([e["day"] for e in every] == sorted((e["day"] for e in every), reverse=True), "not by day")
    check(summary["first_day"] == every[-1]["day"] and summary["last_day"] == every[0]["day"], "first and last day")

    # Each sort, in pages: every event once, in order, those without the value last.
    column = {"date": lambda e: e["day"], "scale": lambda e: e["scale"], "type": lambda e: e["type"], "deadline": lambda e: e["deadline"],
              "actor": lambda e: " ; ".join(a["name"] for a in e["actors"]) or None,
              "recipient": lambda e: " ; ".join(a["name"] for a in e["recipients"]) or None}
    for sort in ("-date", "date", "scale", "-scale", "type", "-type", "actor", "-actor", "recipient", "-recipient", "deadline", "-deadline"):
        seen, cursor = [], None
        while True:
            got = c.json("/api/events", sort=sort, limit=97, **({"cursor": cursor} if cursor else {}))
            check(len(got["items"]) <= 97 and (got["total"] is None) == (cursor is not None), f"{sort}: a page's size or total")
            seen += got["items"]
            cursor = got["next"]
            if not cursor:
                break
        check(ids(seen) == ids(every), f"sort {sort}: {len(seen)} of {len(every)} events")
        values = [column[sort.lstrip("-")](e) for e in seen]
        filled = [v for v in values if v is not None]
        check(values == filled + [None] * (len(values) - len(filled)), f"sort {sort}: without a value is not last")
        check(filled == sorted(filled, key=lambda v: v.encode() if isinstance(v, str) else v, reverse=sort[0] == "-"), f"sort {sort}: order")

    def is_party(e, side, test):
        return any(test(p) for p in e[side])

    def expect(want, **params):
        page_of = c.json("/api/events", limit=1, **params)
        got = all_events(c, **params)
        want = [e for e in every if want(e)]
        check(ids(got) == ids(want), f"{params}: {len(got)} events, wanted {len(want)}")
        check(page_of["total"] == len(want) and page_of["total_is_exact"], f"{params}: total {page_of['total']}, wanted {len(want)}")
        line = c.json("/api/timeline", **params)
        check(line["events"] == len(want), f"{params}: timeline {line['events']}, wanted {len(want)}")
        days = {}
        for e in want:
            days.setdefault(e["day"], [0] * 4)[e["quad"] - 1] += 1
        check(line["days"] == [{"day": d, "events": sum(q), "quads": q} for d, q in sorted(days.items())], f"{params}: days")
        on_map = c.json("/api/map", **params)
        placed = [e for e in want if e["place"] and e["place"]["lat"] is not None]
        check(on_map["placed"] == len(placed) == sum(p["events"] for p in on_map["places"]) and on_map["unplaced"] == len(want) - len(placed),
              f"{params}: map {on_map['placed']} + {on_map['unplaced']}, wanted {len(placed)} of {len(want)}")
        status, headers, body = c.get("/api/events/export?" + urlencode(dict(params, to="jsonl")))
        check(status == 200 and sorted(json.loads(l)["id"] for l in body.splitlines()) == ids(want), f"{params}: export")
        for sort in ("scale", "actor", "-deadline"):
            check(ids(all_events(c, sort=sort, **params)) == ids(want), f"{params} sorted by {sort}")
        return want

    expect(lambda e: True)
    expect(lambda e: e["type"] in ("ASSAULT", "CONSULT"), type="ASSAULT,CONSULT")
    expect(lambda e: e["quad"] in (2, 4), quad="2,4")
    expect(lambda e: "2018-01-01" <= e["day"] <= "2021-06-30", **{"from": "2018-01-01", "until": "2021-06-30"})
    expect(lambda e: "2018-01-01" <= e["day"], **{"from": "2018-01-01"})
    expect(lambda e: e["day"] <= "2018-01-01" and e["type"] == "REQUEST", until="2018-01-01", type="REQUEST")
    for mode in ("historical", "future", "hypothetical", "negation"):
        expect(lambda e: mode in e["auxiliary"], aux=mode)
    expect(lambda e: not e["auxiliary"] or "negation" in e["auxiliary"], aux="none,negation")
    check(expect(lambda e: is_party(e, "actors", lambda p: p["key"] == "Mali"), actor="Mali"), "no events of Mali")
    expect(lambda e: is_party(e, "recipients", lambda p: p["key"] == "France"), recipient="France")
    expect(lambda e: any(is_party(e, s, lambda p: p["key"] == "Niger") for s in ("actors", "recipients")), party="Niger")
    expect(lambda e: is_party(e, "actors", lambda p: (p["code"] or "").startswith("RUS")), actor="RUS")
    expect(lambda e: any(is_party(e, s, lambda p: "minist" in p["name"].lower()) for s in ("actors", "recipients")), party="Minist")
    expect(lambda e: is_party(e, "actors", lambda p: p["key"] == "Russie") and
           is_party(e, "recipients", lambda p: p["key"] == "France"), actor="Russie", recipient="France")
    expect(lambda e: any(is_party(e, s, lambda p: p["country"] == "MLI") for s in ("actors", "recipients")), country="MLI")
    expect(lambda e: any(is_party(e, s, lambda p: p["country"] == "NER") for s in ("actors", "recipients")) and e["type"] == "THREATEN",
           country="NER", type="THREATEN")
    expect(lambda e: is_party(e, "actors", lambda p: p["key"] == "Mali") and not e["auxiliary"], actor="Mali", aux="none")
    expect(lambda e: e["document"]["source"] == "Northern Wire", source="Northern Wire")
    expect(lambda e: e["document"]["source"] == HOSTILE, source=HOSTILE)
    expect(lambda e: e["document"]["language"] == "en" and e["quad"] == 3, language="en", quad="3")
    expect(lambda e: e["document"]["doc"] == 7, doc=7)
    expect(lambda e: e["document"]["doc"] == 61 and is_party(e, "actors", lambda p: p["country"] == "MLI"), doc=61, actor="MLI")
    expect(lambda e: "capitale" in e["sentence"]["text"].lower(), q="capitale")
    expect(lambda e: "capitale" in e["sentence"]["text"].lower() and is_party(e, "actors", lambda p: "personnes" in p["name"]),
           q="CAPITALE", actor="personnes")
    expect(lambda e: "la capitale" in e["sentence"]["text"].lower() and "lundi" not in e["sentence"]["text"], q='"la capitale" -lundi')
    inside = expect(lambda e: e["place"] and e["place"]["lat"] is not None and -5 <= e["place"]["lon"] <= 5 and 10 <= e["place"]["lat"] <= 20,
                    bbox="-5,10,5,20")
    check(inside, "nothing in the box")
    expect(lambda e: e["place"] and e["place"]["lat"] is not None and (e["place"]["lon"] >= 100 or e["place"]["lon"] <= 5), bbox="100,-90,5,90")
    for place in c.json("/api/map")["places"][:3]:
        same = expect(lambda e: e["place"] and e["place"]["geonameid"] == place["geonameid"], place=place["id"])
        check(len(same) == place["events"] and min(e["day"] for e in same) == place["first_day"], f"{place['name']}")
    check(c.json("/api/events", actor="MLI")["matched"]["actor"], "matched")
    week = c.json("/api/timeline", by="week")
    check(sum(d["events"] for d in week["days"]) == len(every), "weeks do not sum up")
    import datetime
    check(all(datetime.date.fromisoformat(d["day"]).weekday() == 0 for d in week["days"]), "weeks do not begin on Monday")
    check(all(d["day"].endswith("-01") for d in c.json("/api/timeline", by="month")["days"]), "months")
    return every


def one_event(c, every, store, dragoman):
    lines = {}
    for line in subprocess.run([dragoman, "export", store], stdout=subprocess.PIPE, check=True).stdout.splitlines():
        lines[json.loads(line)["id"]] = json.loads(line)
    for e in every[::40]:
        got = c.json("/api/events/" + e["id"])
        check(got["record"] == lines[e["id"]], f"{e['id']}: record")
        check({k: v for k, v in got.items() if k not in ("record", "reports", "occurrence")} == e, f"{e['id']}: differs from the list")
        check(got["reports"] == len(got["occurrence"]) + 1 or got["reports"] > 20, "reports")
    for to in ("jsonl", "csv", "gdelt", "icews", "phoenix", "polecat", "petrarch"):
        mine = subprocess.run([dragoman, "export", store, "--to", to], stdout=subprocess.PIPE, check=True).stdout
        status, headers, body = c.get("/api/events/export?to=" + to)
        check(status == 200 and body == mine, f"export to {to} differs from dragoman export")
        check(headers["Content-Disposition"].startswith("attachment; filename=\"events."), f"export to {to}: no attachment")


def documents(c, every):
    listed, cursor = [], None
    while True:
        got = c.json("/api/documents", limit=9, **({"cursor": cursor} if cursor else {}))
        listed += got["items"]
        cursor = got["next"]
        if not cursor:
            break
    check(sorted(d["doc"] for d in listed) == list(range(1, 64)), "documents")
    check([d["date"] for d in listed] == sorted((d["date"] for d in listed), reverse=True), "documents are not by date")
    check(sum(d["events"] for d in listed) == len(every), "events of documents")
    check([d["doc"] for d in c.json("/api/documents", sort="date", limit=500)["items"]] == [d["doc"] for d in reversed(listed)], "documents by date, upwards")
    check(len(c.json("/api/documents", q="FRONTI")["items"]) >= 2, "documents by title")
    for doc in (1, 20, 61, 62, 63):
        d = c.json(f"/api/documents/{doc}")
        text = d["text"]
        points = list(text)
        check(d["characters"] == len(points), f"document {doc}: {d['characters']} characters of {len(points)}")
        for e in d["events"]:
            s = e["sentence"]
            check("".join(points[s["start"]:s["end"]]) == s["text"], f"{e['id']}: the sentence's place")
            for side in ("actors", "recipients"):
                for p in e[side]:
                    if p["start"] is not None:
                        check(" ".join("".join(points[p["start"]:p["end"]]).split()) == p["text"], f"{e['id']}: {p['text']}")
        check(ids(d["events"]) == ids(e for e in every if e["document"]["doc"] == doc), f"document {doc}: events")
        for s in d["statements"]:
            check("".join(points[s["content"]["start"]:s["content"]["end"]]) == s["content"]["text"], f"document {doc}: a statement's place")
        for part in ("mentions", "dates", "sentences", "places"):
            check(all(0 <= x["start"] <= x["end"] <= len(points) for x in d[part]), f"document {doc}: {part}")
        for m in d["mentions"]:
            check(any(x["n"] == m["entity"] for x in d["entities"]), "a mention of nobody")
        for e in d["entities"]:
            if e["key"]:
                check(c.get("/api/actors/" + quote(e["key"], safe=""))[0] == 200, f"no actor {e['key']}")
        check(c.json("/api/documents/" + quote(d["id"], safe=""))["doc"] == doc, f"document {doc} by its id")
    check(c.json("/api/documents/62")["labels"] and c.json("/api/documents/62")["relations"], "labels and relations")
    hostile = c.json("/api/documents/63")
    check(hostile["title"] == HOSTILE and hostile["source"] == HOSTILE and HOSTILE in hostile["text"], "hostile text is changed")
    body = c.get("/api/documents/63")[2]
    check(not any(b < 0x20 or b == 0x7f for b in body), "control characters in JSON")


def actors(c, every):
    listed, cursor = [], None
    while True:
        got = c.json("/api/actors", limit=50, **({"cursor": cursor} if cursor else {}))
        listed += got["items"]
        cursor = got["next"]
        if not cursor:
            break
    count = {}
    for e in every:
        for key in {p["key"] for p in e["actors"] + e["recipients"]}:
            count[key] = count.get(key, 0) + 1
    check({a["key"]: a["events"] for a in listed if a["events"]} == count, "actors' events")
    check(len({a["key"] for a in listed}) == len(listed) == c.json("/api/summary")["actors"], "actors")
    for sort in ("name", "-last"):
        seen, cursor = [], None
        while True:
            got = c.json("/api/actors", sort=sort, limit=50, **({"cursor": cursor} if cursor else {}))
            seen += [a["key"] for a in got["items"]]
            cursor = got["next"]
            if not cursor:
                break
        check(sorted(seen) == sorted(a["key"] for a in listed), f"actors by {sort}")
    check(all(a["country"] == "MLI" for a in c.json("/api/actors", country="MLI")["items"]), "actors of a country")
    check(all(a["kind"] == "person" for a in c.json("/api/actors", kind="person")["items"]), "actors of a kind")
    for a in listed[:12]:
        one = c.json("/api/actors/" + quote(a["key"], safe=""))
        mine = [e for e in every if any(p["key"] == a["key"] for p in e["actors"] + e["recipients"])]
        check(one["events"] == len(mine) and one["documents"] == len({e["document"]["doc"] for e in mine}), f"{a['key']}: events")
        check(all(any(p["key"] == a["key"] for p in e["actors"]) for e in one["events_by"]), f"{a['key']}: events by it")
        check(all(any(p["key"] == a["key"] for p in e["recipients"]) for e in one["events_towards"]), f"{a['key']}: events towards it")
        check(all(s["speaker"]["key"] == a["key"] for s in one["statements"]), f"{a['key']}: statements")
        for edge in one["edges"]:
            check(edge["events"] == sum(edge["by"]) + sum(edge["towards"]), f"{a['key']}: an edge does not sum up")
        check(sum(one["quads"]["by"]) == one["as_actor"] and sum(one["quads"]["towards"]) == one["as_recipient"], f"{a['key']}: classes")
    inner = c.json("/api/actors/Mali", **{"from": "2018-01-01", "until": "2019-12-31"})
    check(all("2018" <= e["day"][:4] <= "2019" for e in inner["events_by"] + inner["events_towards"]), "an actor's window")


def today(c, every):
    last = max(e["day"] for e in every)
    t = c.json("/api/today")
    check(t["date"] == last and t["until"] == last and t["following"] is None, "today")
    check(t["day_events"] == sum(e["day"] == last for e in every) == sum(t["day_quads"]), "today's events")
    t = c.json("/api/today", date="2020-01-01", days=3660, limit=50)
    window = [e for e in every if t["from"] <= e["day"] <= "2020-01-01"]
    check(t["events"] == len(window) == sum(d["events"] for d in t["days"]) == sum(x["events"] for x in t["types"]), "a window's events")
    check(all(e["type"] == "THREATEN" for e in t["threats"]) and all(e["type"] == "REQUEST" for e in t["requests"]), "threats and requests")
    check(t["deadlines"] == sorted(t["deadlines"], key=lambda e: e["deadline"]) and all(e["deadline"] >= "2020-01-01" for e in t["deadlines"]), "deadlines")
    check(len(t["actors"]) > 5 and t["actors"][0]["events"] >= t["actors"][-1]["events"], "a window's actors")
    check(t["dyads"] and all(d["events"] == sum(d["quads"]) for d in t["dyads"]), "dyads")
    check(c.json("/api/today", date="2023-03-15", days=10)["control"], "no control told")
    check(c.json("/api/today", date="1950-01-01")["events"] == 0, "a day without events")


def search(c):
    got = c.json("/api/search", q="capitale", limit=500)
    check(got["items"] and all("capitale" in i["text"].lower() for i in got["items"]), "search")
    for i in got["items"]:
        check([i["text"][h["start"]:h["end"]].lower() for h in i["hits"]] == ["capitale"] * len(i["hits"]) and i["hits"], "hits")
    seen, cursor = [], None
    while True:
        page_of = c.json("/api/search", q="capitale", limit=7, **({"cursor": cursor} if cursor else {}))
        seen += [(i["document"]["doc"], i["n"]) for i in page_of["items"]]
        cursor = page_of["next"]
        if not cursor:
            break
    check(seen == [(i["document"]["doc"], i["n"]) for i in got["items"]], "pages of a search")
    check(seen == sorted(seen, reverse=True), "the order of a search")
    check(all("la capitale" in i["text"] and "lundi" not in i["text"] for i in c.json("/api/search", q='"la capitale" -lundi')["items"]), "phrases")
    check(c.json("/api/search", q="capit*")["total"] >= got["total"], "beginnings")
    said = c.json("/api/search", **{"q": "menaces", "in": "statements"})
    check(said["items"] and all(i["what"] == "statement" for i in said["items"]), "statements by word")
    for speaker in ("Mali", "minist"):
        said = c.json("/api/search", speaker=speaker, limit=500)
        check(said["items"] and all(speaker in i["speaker"]["name"] for i in said["items"]), f"statements of {speaker}")
        check(said["total"] == len(said["items"]), f"total of {speaker}")
    some = c.json("/api/search", speaker="minist", q="menaces")
    check(some["total"] == len(some["items"]) and all("menaces" in i["text"] or i["hits"] == [] for i in some["items"]), "a speaker's words")
    check(all(i["document"]["language"] == "fr" for i in c.json("/api/search", q="capitale", language="fr")["items"]), "search by language")


def etags(c):
    status, headers, body = c.get("/api/events?limit=3")
    check(headers["ETag"], "no ETag")
    check(c.get("/api/events?limit=3", headers={"If-None-Match": headers["ETag"]})[0] == 304, "no 304")
    check(c.get("/api/events?limit=3")[2] == body, "the second answer differs")


def crowd(c):
    """Many at once, some of whom hang up in the middle."""
    import threading
    want = {p: c.get(p)[2] for p in ("/api/summary", "/api/today", "/api/events?limit=100", "/api/actors/Mali", "/api/map", "/api/documents/61", "/app.css")}
    wrong_answers = []

    def one(i):
        for k, (path, body) in enumerate(want.items()):
            if (i + k) % 4 == 0:
                with socket.create_connection(("127.0.0.1", c.port), timeout=10) as s:
                    s.sendall(f"GET /api/events/export?to=polecat HTTP/1.1\r\nHost: localhost:{c.port}\r\n\r\n".encode())
                    s.recv(100)
                    continue
            status, _, got = c.get(path)
            if status != 200 or got != body:
                wrong_answers.append((path, status))
    threads = [threading.Thread(target=one, args=(i,)) for i in range(24)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    check(not wrong_answers, f"a crowd: {wrong_answers[:5]}")
    with socket.create_connection(("127.0.0.1", c.port)) as s:
        s.sendall(b"GET /api/summ")  # and never more
        check(c.get("/api/summary")[0] == 200, "somebody slow holds up the others")


def grows(c, store, dragoman):
    before = c.json("/api/summary")
    tag = c.get("/api/summary")[1]["ETag"]
    line = json.dumps({"id": "later", "date": "2031-05-05", "text": "PARIS, 5 mai 2031 - La Chine a condamné le Japon.", "source": "Plus tard"})
    subprocess.run([dragoman, "code", "-", "--from", "jsonl", "-o", store], input=line.encode(), check=True, stderr=subprocess.DEVNULL)
    after = c.json("/api/summary")
    check(c.get("/api/summary", headers={"If-None-Match": tag})[0] == 200, "an old ETag still holds")
    check(after["documents"] == before["documents"] + 1 and after["events"] > before["events"], "what was added does not show")
    check(c.json("/api/today")["date"] == after["last_day"] > before["last_day"], "today is not the new day")


def answers(c):
    paths = ["/api/summary", "/api/today", "/api/today?date=2020-01-01&days=3000&limit=50", "/api/timeline?by=week&country=MLI", "/api/events?limit=200",
             "/api/events?sort=scale&limit=200", "/api/events?sort=-deadline", "/api/events?party=minist&limit=100", "/api/events?actor=MLI&recipient=FRA",
             "/api/map", "/api/map?country=MLI", "/api/actors?limit=300", "/api/actors?q=mil", "/api/actors/Mali", "/api/actors/Russie?limit=100",
             "/api/documents?limit=100", "/api/documents/1", "/api/documents/61", "/api/documents/62", "/api/documents/63", "/api/search?q=capitale&limit=100",
             "/api/search?q=menaces&in=statements", "/api/search?speaker=Mali", "/api/search?speaker=minist&q=menaces", "/api/events?q=%22la+capitale%22+-lundi"]
    return {p: c.json(p) for p in paths}


def schema_check(c, openapi, got):
    """Each answer against the schema that describes it: no field missing, none unknown, types right."""
    try:
        import yaml
    except ImportError:
        print("  answers against openapi.yaml: skipped, no python3-yaml")
        return
    spec = yaml.safe_load(open(openapi))
    kinds = {"string": str, "integer": int, "number": (int, float), "boolean": bool, "array": list, "object": dict, "null": type(None)}

    def resolve(s):
        while "$ref" in s:
            to = spec
            for part in s["$ref"].lstrip("#/").split("/"):
                to = to[part]
            s = to
        return s

    def errors(value, s, at):
        s = resolve(s)
        if "oneOf" in s:
            all_of = [list(errors(value, x, at)) for x in s["oneOf"]]
            return min(all_of, key=len)
        if "allOf" in s:
            merged = {"type": "object", "properties": {}}
            stack = list(s["allOf"])
            while stack:
                x = resolve(stack.pop())
                stack += x.get("allOf", [])
                merged["properties"].update(x.get("properties", {}))
            return errors(value, merged, at)
        out = []
        types = s.get("type")
        if types:
            types = types if isinstance(types, list) else [types]
            if not isinstance(value, tuple(t for k in types for t in (kinds[k] if isinstance(kinds[k], tuple) else (kinds[k],)))):
                return [f"{at}: {type(value).__name__}, not {types}"]
        if isinstance(value, dict) and "properties" in s:
            out += [f"{at}.{k}: not described" for k in value if k not in s["properties"]]
            optional = {"kind", "code", "country"} if at.endswith("speaker") else set()
            for k, sub in s["properties"].items():
                if k in value:
                    out += errors(value[k], sub, f"{at}.{k}")
                elif "not " not in str(resolve(sub).get("description", sub.get("description", ""))) and k not in optional:
                    out.append(f"{at}.{k}: missing")
        if isinstance(value, list) and "items" in s:
            for x in value[:50]:
                out += errors(x, s["items"], at + "[]")
        return out

    seen = set()
    for path, value in got.items():
        template = path.split("?")[0]
        for known in spec["paths"] if template not in spec["paths"] else []:
            if known.split("{")[0].rstrip("/") == template or ("{" in known and template.startswith(known.split("{")[0]) and known != "/{path}"):
                template = known
        schema = spec["paths"][template]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
        for e in errors(value, schema, template):
            if e not in seen:
                seen.add(e)
                if "/api/documents/{doc}" in e and (".document: missing" in e or ".text: missing" in e or ".what: missing" in e):
                    continue
                check(False, "openapi: " + e)


def main():
    what = sys.argv[1]
    if what == "make":
        return make(sys.argv[2])
    if what == "compare":
        a, b = (json.load(open(p)) for p in sys.argv[2:4])
        for path in a:
            for side in (a, b):
                if "kind" in side[path] and path == "/api/summary":
                    side[path].update(kind="", store="")
            check(a[path] == b[path], f"{path} differs" + "".join(f"; {k}: {v!r:.300} / {b[path].get(k)!r:.300}" for k, v in a[path].items() if v != b[path].get(k)))
    else:
        c = Client(sys.argv[2])
        store, dragoman = sys.argv[3:5]
        if what == "grows":
            grows(c, store, dragoman)
        else:
            doors(c)
            page(c)
            wrong(c)
            every = events(c)
            one_event(c, every, store, dragoman)
            documents(c, every)
            actors(c, every)
            today(c, every)
            search(c)
            etags(c)
            crowd(c)
            got = answers(c)
            schema_check(c, sys.argv[5], got)
            json.dump(got, open(sys.argv[6], "w"))
    sys.exit(1 if failed else 0)


main()
