#!/usr/bin/env python3
"""Every filter of `export` against the same filter over the unfiltered lines: `filters.py DRAGOMAN STORE`."""
import itertools
import json
import sqlite3
import subprocess
import sys

dragoman, store = sys.argv[1:3]
failures = []


def export(*options):
    done = subprocess.run([dragoman, "export", store, *options], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    return done.returncode, done.stdout.decode(), done.stderr.decode()


lines = export()[1].splitlines()
events = [json.loads(l) for l in lines]


def parties(e):
    return e["actor"] + e["recipient"]

names_of = {}
for event, name in sqlite3.connect(store).execute("select event, name from parties where name is not null"):
    names_of.setdefault(event, []).append(name.lower())


def has_type(e, value):
    return value in e["event"]


def has_actor(e, value):
    return any(value == p.get("code") for p in parties(e)) or any(value.lower() in n for n in names_of.get(e["id"], []))


def has_country(e, value):
    return any(value == p.get("country") for p in parties(e))


def is_from(e, value):
    return bool(e.get("date")) and e["date"] >= value


def is_until(e, value):
    return bool(e.get("date")) and e["date"] <= value


days = sorted(e["date"] for e in events if len(e.get("date") or "") == 10)
FILTERS = {
    "--type": (has_type, ["ACCUSE", "ASSAULT"]),
    "--actor": (has_actor, ["RUS", "minis"]),
    "--country": (has_country, ["FRA", "CHN"]),
    "--from": (is_from, [days[len(days) // 3]]),
    "--until": (is_until, [days[2 * len(days) // 3]]),
}
tried = found = 0
for n in range(1, len(FILTERS) + 1):
    for names in itertools.combinations(FILTERS, n):
        for values in itertools.product(*(FILTERS[name][1] for name in names)):
            options = [x for pair in zip(names, values) for x in pair]
            status, out, err = export(*options)
            want = [l for l, e in zip(lines, events) if all(FILTERS[name][0](e, v) for name, v in zip(names, values))]
            tried += 1
            found += bool(want)
            if n == 1 and not 0 < len(want) < len(lines):
                failures.append(f"{options} tells nothing: {len(want)} of {len(lines)}")
            if status or out.splitlines() != want:
                failures.append(f"{options}: {len(out.splitlines())} lines, wanted {len(want)}; {err.strip()}")
for options in (["--from", "2021-02-29"], ["--until", "2021-13-01"], ["--from", "yesterday"], ["--until", "2021-1-1"],
                ["--type", "assault "], ["--to", "nothing"], ["--type"], ["--sort", "x"]):
    status, out, err = export(*options)
    if status != 2 or out or not err.strip():
        failures.append(f"{options}: status {status}, {len(out)} bytes, reason « {err.strip()} »")
for f in failures[:20]:
    print("  failed:", f)
print(f"  {tried} filters, {found} of them with events")
sys.exit(bool(failures))
