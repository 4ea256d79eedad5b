#!/usr/bin/env python3
"""Check every export column by column: `formats.py DRAGOMAN STORE EVENTS.jsonl`."""
import csv
import io
import json
import re
import subprocess
import sys

dragoman, store, lines = sys.argv[1:4]
events = {e["id"]: e for e in map(json.loads, open(lines, encoding="utf-8"))}
failures = []


def export(to, *more):
    done = subprocess.run([dragoman, "export", store, "--to", to, *more], stdout=subprocess.PIPE)
    assert done.returncode == 0, to
    return done.stdout.decode()


def check(what, ok, row=None):
    if not ok:
        failures.append(f"{what}: {row}"[:200])


def rows(text):
    return [l.split("\t") for l in text.splitlines()]


def any_of(pattern):
    return lambda v: re.fullmatch(pattern, v) is not None


DAY, DATE, INT, FLOAT = any_of(r"(\d{8})?"), any_of(r"(\d{4}(-\d{2}(-\d{2})?)?)?"), any_of(r"-?\d+"), any_of(r"-?\d+\.\d+")
POINT, CAMEO, CODE, ISO = any_of(r"(-?\d+\.\d+)?"), any_of(r"(\d{2,4})?"), any_of(r"([A-Z]{3})*"), any_of(r"([A-Z]{3})?")
SECTORS = any_of(r"([A-Z]{3}(;[A-Z]{3})*)?")
ANY = lambda v: True
NONE = lambda v: v == ""
QUAD = any_of(r"[1-4]")

actor = [CODE, ANY, ISO, ISO, NONE, NONE, NONE, ISO, ISO, ISO]
place = [any_of("[0-5]"), ANY, ISO, NONE, NONE, POINT, POINT, any_of(r"\d*")]
FORMATS = {
    "gdelt": (False, [INT, DAY, any_of(r"(\d{6})?"), any_of(r"(\d{4})?"), any_of(r"(\d{4}\.\d{4})?")] + actor * 2 +
              [any_of("[01]"), CAMEO, CAMEO, CAMEO, QUAD, FLOAT, INT, INT, INT, NONE] + place * 3 + [any_of(r"(\d{14})?"), ANY], 61),
    "icews": (True, [ANY, DATE, ANY, SECTORS, ISO, ANY, CAMEO, FLOAT, ANY, SECTORS, ISO, ANY, INT, ANY, ANY, NONE, NONE, ISO, POINT, POINT], 20),
    "phoenix": (False, [ANY, any_of(r"\d*"), any_of(r"(\d{4})?"), any_of(r"(\d\d)?"), any_of(r"(\d\d)?")] + [CODE, ISO, ISO, ISO] * 2 +
                [CAMEO, CAMEO, any_of("[0-4]"), FLOAT, ANY, POINT, POINT, ANY, NONE, ISO, any_of(r".*_\d+"), ANY, ANY], 26),
    "petrarch": (False, [any_of(r"\d*"), CODE, CODE, CAMEO, ANY, any_of(r".*_\d+"), ANY, ANY, ANY, ANY, ANY, ISO, ISO], 13),
    "polecat": (True, [ANY, DATE, any_of("[A-Z]+"), ANY, FLOAT, QUAD, ANY] + [ANY, ISO, NONE, ISO, SECTORS, ANY, ANY, NONE] * 2 +
                [ANY, ANY, NONE, NONE, ISO, POINT, POINT, any_of(r"\d*"), ANY, NONE, ANY, DATE, NONE, NONE, NONE, any_of("[a-z]{2}"), any_of("dragoman/1")], 40),
}
HEADS = {"icews": "Event ID,Event Date,Source Name,Source Sectors,Source Country,Event Text,CAMEO Code,Intensity,Target Name,Target Sectors,Target Country,Story ID,Sentence Number,Publisher,City,District,Province,Country,Latitude,Longitude",
         "polecat": "Event ID,Event Date,Event Type,Event Mode,Intensity,Quad Code,Contexts,Actor Name,Actor Country,Actor COW,Primary Actor Sector,Actor Sectors,Actor Title,Actor Name Raw,Wikipedia Actor ID,Recipient Name,Recipient Country,Recipient COW,Primary Recipient Sector,Recipient Sectors,Recipient Title,Recipient Name Raw,Wikipedia Recipient ID,Placename,City,District,Province,Country,Latitude,Longitude,GeoNames ID,Raw Placename,Feature Type,Source,Publication Date,Story People,Story Organizations,Story Locations,Language,Version"}

for name, (headed, tests, n) in FORMATS.items():
    table = rows(export(name))
    if headed:
        check(f"{name}: header", table[0] == HEADS[name].split(","), table[0])
        table = table[1:]
    check(f"{name}: no rows", len(table) >= len(events), len(table))
    assert len(tests) == n, (name, len(tests))
    for row in table:
        if len(row) != n:
            check(f"{name}: {len(row)} columns, not {n}", False, row)
            break
        bad = [i + 1 for i, (test, v) in enumerate(zip(tests, row)) if not test(v)]
        if bad:
            check(f"{name}: column {bad[0]} holds « {row[bad[0] - 1]} »", False, row)
            break

table = list(csv.DictReader(io.StringIO(export("csv"))))
check("csv: rows", len(table) == len(events), len(table))
for row in table:
    e = events.get(row["id"])
    ok = e and row["event"] == e["event"][0] and row["date"] == (e["date"] or "") and row["document"] == e["document"] and \
        row["quad_code"] == str(e["quad_code"]) and row["auxiliary"] == ";".join(e["auxiliary"])
    if not ok:
        check("csv: a row is not its event", False, row)
        break
check("jsonl: not the lines of code", sorted(export("jsonl").splitlines()) == sorted(open(lines, encoding="utf-8").read().splitlines()))

some = next(iter(events.values()))["event"][0]
for args, test in ((("--type", some), lambda e: e["event"] == [some]),
                   (("--country", "RUS"), lambda e: any(p["country"] == "RUS" for p in e["actor"] + e["recipient"])),
                   (("--from", "2018-01-01", "--until", "2019-12-31"), lambda e: "2018-01-01" <= (e["date"] or "") <= "2019-12-31")):
    got = {json.loads(l)["id"] for l in export("jsonl", *args).splitlines()}
    want = {i for i, e in events.items() if test(e)}
    check(f"filter {args}: {len(got)} events, not {len(want)}", got == want)

for f in failures:
    print("  " + f)
sys.exit(1 if failures else 0)
