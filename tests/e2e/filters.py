#!/usr/bin/env python3
"""Every filter of `export` against the same filter over the unfiltered lines, and over the rows of every other format:
`filters.py DRAGOMAN STORE [ADDRESS]`. ADDRESS: another store of the same documents, which is exported in its stead."""
import itertools
import json
import sqlite3
import subprocess
import sys

dragoman, store = sys.argv[1:3]
address = sys.argv[3] if len(sys.argv) > 3 else store
failures = []


def export(*options):
    done = subprocess.run([dragoman, "export", address, *options], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
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


def events_of_rows(rows, event_of):
    return [event_of(r.split("\t")[0]) for r in rows]


# The other formats: a row for each pair of parties of an event, in the order of the events. Phoenix tells whose row it
# is; GDELT and PETRARCH have the same rows. A format with a header keeps it whatever is filtered.
owners = events_of_rows(export("--to", "phoenix")[1].splitlines(), lambda v: v.rsplit("_", 1)[0])
HEADED = {"csv": True, "gdelt": False, "icews": True, "phoenix": False, "polecat": True, "petrarch": False}
CHOSEN = [[(name, value)] for name, (_, values) in FILTERS.items() for value in values]
CHOSEN += [[(name, values[0]) for name, (_, values) in FILTERS.items() if name in names] for names in
           (("--type", "--country"), ("--actor", "--from"), ("--country", "--from", "--until"), ("--type", "--actor", "--until"), tuple(FILTERS))]
for to, headed in HEADED.items():
    whole = export("--to", to)[1].splitlines()
    head, rows = (whole[:1], whole[1:]) if headed else ([], whole)
    whose = [e["id"] for e in events] if to == "csv" else owners
    if len(rows) != len(whose) or (to in ("icews", "polecat") and events_of_rows(rows, lambda v: v.rsplit("-", 1)[0]) != owners):
        failures.append(f"--to {to}: {len(rows)} rows, wanted {len(whose)}, or not in the order of the events")
        continue
    for chosen in CHOSEN:
        keep = {e["id"] for e in events if all(FILTERS[name][0](e, v) for name, v in chosen)}
        want = head + [r for r, e in zip(rows, whose) if e in keep]
        status, out, err = export("--to", to, *(x for pair in chosen for x in pair))
        tried += 1
        found += bool(keep)
        if status or out.splitlines() != want:
            failures.append(f"--to {to} {chosen}: {len(out.splitlines())} rows, wanted {len(want)}; {err.strip()}")
for options in (["--from", "2021-02-29"], ["--until", "2021-13-01"], ["--from", "yesterday"], ["--until", "2021-1-1"],
                ["--type", "assault "], ["--to", "nothing"], ["--type"], ["--sort", "x"]):
    status, out, err = export(*options)
    if status != 2 or out or not err.strip():
        failures.append(f"{options}: status {status}, {len(out)} bytes, reason « {err.strip()} »")
for f in failures[:20]:
    print("  failed:", f)
print(f"  {tried} filters, {found} of them with events")
sys.exit(bool(failures))
