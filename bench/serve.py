#!/usr/bin/env python3
"""serve.py DRAGOMAN [EVENTS [ADDRESS]]: how fast the viewer answers on a store of a million synthetic events.

Codes some hundred synthetic articles, multiplies their rows by plain SQL until there are EVENTS events (1,000,000), lets
`dragoman serve` make ready what it reads, and asks each question: cold (the first time) and the median of what
follows when every address is new to its cache. ADDRESS: an empty PostgreSQL database instead of SQLite; psql must be installed."""
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request

dragoman = os.path.abspath(sys.argv[1])
events = int(sys.argv[2]) if len(sys.argv) > 2 else 1_000_000
address = sys.argv[3] if len(sys.argv) > 3 else None
here = os.path.dirname(os.path.abspath(__file__))
work = tempfile.TemporaryDirectory()
store = address or os.path.join(work.name, "million.db")

# Copies of document `doc` are told apart by « {k} »; an actor in three is somebody else in each of fifty copies, and two events
# in five are given one of 2,000 places.
NAMES = "case when kind in ('person', 'group') then name || ' ' || (k.k % 50) else name end"
SQL = """
insert into documents select doc + {docs} * k.k, key || '-' || k.k, id || '-' || k.k, language, date, date_evidence, title, url,
 source, text_sha256, characters, text, doc + {docs} * k.k from documents, k where doc <= {docs};
insert into sentences select doc + {docs} * k.k, n, start_at, end_at, kind, text from sentences, k where doc <= {docs};
insert into entities select doc + {docs} * k.k, n, """ + NAMES + """, kind, code, country, sectors, role, office_from, office_to
 from entities, k where doc <= {docs};
insert into statements select s.doc + {docs} * k.k, s.n, s.speaker, case when t.kind in ('person', 'group') then s.speaker_name || ' ' ||
 (k.k % 50) else s.speaker_name end, s.cue, s.cue_kind, s.kind, s.start_at, s.end_at, s.content_start, s.content_end, s.content,
 s.quotes, s.audience, s.date, s.medium from statements s left join entities t on t.doc = s.doc and t.n = s.speaker, k where s.doc <= {docs};
insert into events select id || '-' || k.k, doc + {docs} * k.k, n, date, event, mode, context, quad_code, event_scale, goldstein, cameo, auxiliary, deadline,
 condition, statement, said_by, sentence, start_at, end_at, event_text,
 case when (doc + n + k.k) % 5 < 2 then 'Place ' || ((doc * 7919 + n * 104729 + k.k * 31) % 2000) end,
 case when (doc + n + k.k) % 5 < 2 then 'MLI' end,
 case when (doc + n + k.k) % 5 < 2 then (((doc * 7919 + n * 104729 + k.k * 31) % 2000) % 50) - 25.5 end,
 case when (doc + n + k.k) % 5 < 2 then (((doc * 7919 + n * 104729 + k.k * 31) % 2000) / 50) * 2 - 40.5 end,
 case when (doc + n + k.k) % 5 < 2 then (doc * 7919 + n * 104729 + k.k * 31) % 2000 + 1 end,
 actor, actor_code, actor_country, recipient, recipient_code, recipient_country, link, rule, json from events, k where doc <= {docs};
insert into parties select p.event || '-' || k.k, p.side, p.n, p.entity, p.doc + {docs} * k.k, case when t.kind in ('person', 'group')
 then p.name || ' ' || (k.k % 50) else p.name end, p.text, p.code, p.country, p.sectors, p.role
 from parties p left join entities t on t.doc = p.doc and t.n = p.entity, k where p.doc <= {docs};
"""


def sql(text):
    if address:
        subprocess.run(["psql", "-qAt", "-v", "ON_ERROR_STOP=1", "-d", address], input=text.encode(), check=True)
    else:
        subprocess.run(["sqlite3", store], input=("pragma journal_mode = wal;\n" + text).encode(), check=True,
                       stdout=subprocess.DEVNULL)


def number(text):
    args = ["psql", "-qAt", "-d", address, "-c", text] if address else ["sqlite3", store, text]
    return int(subprocess.run(args, stdout=subprocess.PIPE, check=True).stdout)


def build():
    t = time.time()
    articles = os.path.join(work.name, "in.jsonl")
    with open(articles, "wb") as f:
        subprocess.run([sys.executable, os.path.join(here, "../tests/e2e/corpus.py"), "600", "5"], stdout=f, check=True)
    subprocess.run([dragoman, "code", articles, "-o", store], check=True, stderr=subprocess.DEVNULL)
    docs, each = number("select max(doc) from documents"), number("select count(*) from events")
    copies = max(0, -(-events // each) - 1)
    table = f"create table k as with recursive c (k) as (select 1 union all select k + 1 from c where k < {copies}) select k from c;\n"
    body = SQL.replace("{docs}", str(docs))
    if not address:
        body += "insert into sentences_text (rowid, text) select rowid, text from sentences where rowid > (select count(*) from" \
                f" sentences where doc <= {docs});\n"
    sql("begin;\n" + table + body + "drop table k;\ncommit;\n")
    print(f"{number('select count(*) from events'):,} events of {number('select count(*) from documents'):,} documents, made in {time.time() - t:.0f} s")


def get(port, path):
    t = time.time()
    body = urllib.request.urlopen(f"http://127.0.0.1:{port}{path}").read()
    return time.time() - t, body


QUESTIONS = {
    "summary": ["/api/summary"],
    "today (30 days)": [f"/api/today?date=2020-0{m}-15" for m in range(1, 8)],
    "today (365 days)": [f"/api/today?date=2020-0{m}-15&days=365" for m in range(1, 8)],
    "today (ten years)": [f"/api/today?date=2024-0{m}-15&days=3650" for m in range(1, 4)],
    "timeline, all": ["/api/timeline?by=month", "/api/timeline?by=week"],
    "timeline, one actor": [f"/api/timeline?actor={a}" for a in ("Mali", "France", "Niger")],
    "events, newest": ["/api/events", "/api/events?limit=20", "/api/events?limit=500"],
    "events, a type": [f"/api/events?type={t}" for t in ("ASSAULT", "CONSULT", "REJECT")],
    "events, an actor": [f"/api/events?actor={a}" for a in ("Mali", "France", "Niger")],
    "events, a code": [f"/api/events?actor={a}" for a in ("MLIMIL", "FRA", "NERGOV")],
    "events, part of a name": [f"/api/events?party={a}" for a in ("rebelle", "soldat", "minist")],
    "events, two sides": ["/api/events?actor=Mali&recipient=France", "/api/events?actor=France&recipient=FRA"],
    "events, a country": [f"/api/events?country={c}" for c in ("MLI", "FRA", "NER")],
    "events, a source": ["/api/events?source=Northern+Wire", "/api/events?language=en"],
    "events, negated": ["/api/events?aux=negation", "/api/events?aux=none"],
    "events, a word": ["/api/events?q=lundi", "/api/events?q=prisonniers"],
    "events, by scale": ["/api/events?sort=scale", "/api/events?sort=-scale", "/api/events?sort=actor"],
    "events, by scale, a country": ["/api/events?sort=scale&country=MLI"],
    "events, a box": ["/api/events?bbox=-10,0,20,20"],
    "map, all": ["/api/map", "/api/map?limit=500"],
    "map, a year": [f"/api/map?from={y}-01-01&until={y}-12-31" for y in range(2016, 2020)],
    "map, a country": ["/api/map?country=FRA", "/api/map?country=MLI"],
    "actors": ["/api/actors", "/api/actors?sort=name", "/api/actors?q=minist"],
    "an actor": ["/api/actors/France", "/api/actors/Mali", "/api/actors/Niger"],
    "documents": ["/api/documents", "/api/documents?q=sanctions"],
    "a document": ["/api/documents/3", "/api/documents/300", "/api/documents/600"],
    "search": ["/api/search?q=capitale", "/api/search?q=lundi", "/api/search?q=%22poste+fronti%C3%A8re%22"],
    "search, said": ["/api/search?q=menaces&in=statements", "/api/search?q=capitale&in=statements"],
    "search, a speaker": ["/api/search?speaker=Mali", "/api/search?speaker=France&q=sanctions"],
}

build()
t = time.time()
server = subprocess.Popen([dragoman, "serve", store, "--port", "0"], stdout=subprocess.PIPE)
port = int(server.stdout.readline().decode().rstrip("/\n").rsplit(":", 1)[1])
print(f"made ready for the viewer in {time.time() - t:.0f} s", "" if address else f"({os.path.getsize(store) / events:.0f} bytes an event)")
worst = 0
try:
    for name, paths in QUESTIONS.items():
        times = []
        for path in paths:
            try:
                seconds, body = get(port, path)
                json.loads(body)
                times.append(seconds)
            except urllib.error.HTTPError as e:
                print(f"  {path}: {e.code} {e.read().decode()}")
                times.append(9.999)
        print(f"{name:28} first {times[0] * 1000:7.1f} ms   median {statistics.median(times) * 1000:7.1f} ms   worst {max(times) * 1000:7.1f} ms")
        if name in ("summary", "today (30 days)", "events, newest", "map, all", "actors"):
            worst += times[0]
    print(f"first view (summary, today, events, map and actors one after another): {worst:.2f} s")
finally:
    server.terminate()
    server.wait()
