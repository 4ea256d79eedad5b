#!/bin/sh
# The Python module over the shared library.
. "$(dirname "$0")/lib.sh"
command -v python3 >/dev/null || { echo "  skipped: no python3"; exit 77; }
DRAGOMAN_LIBRARY=$build/libdragoman.so DRAGOMAN_DATA=$build/data PYTHONPATH=$here/../../python python3 - <<'P' || fail "the module"
import json, threading
import dragoman
assert dragoman.version()
text = "La Russie a condamné lundi la France, a déclaré à Moscou le porte-parole du Kremlin."
with dragoman.Engine() as engine:
    reading = engine.read(text, date="2021-08-25", id="x")
    assert reading["schema"] == "dragoman/1" and reading["document"]["id"] == "x"
    event = reading["events"][0]
    assert event["event"] == ["ACCUSE"] and event["actor"][0]["country"] == "RUS" and event["date"] == "2021-08-23", event
    lines = engine.events(text, date="2021-08-25", id="x")
    assert [e["event"] for e in lines] == [e["event"] for e in reading["events"]] and lines[0]["text"] == text
    assert engine.read(text.encode("latin-1"), date="2021-08-25", id="x") == reading | {"document": reading["document"]}
    parsed = engine.write(text, "conllu")
    again = json.loads(engine.write(parsed, "json", conllu=True, language="fr", date="2021-08-25"))
    assert [e["event"] for e in again["events"]] == [e["event"] for e in reading["events"]]
    assert engine.read("")["events"] == []
    for wrong in (lambda: engine.write(text, "nonsense"), lambda: engine.read(text, colour="red")):
        try: wrong()
        except (ValueError, TypeError): pass
        else: raise AssertionError("taken without complaint")
    out = []
    threads = [threading.Thread(target=lambda: out.append(engine.write(text, "json", date="2021-08-25"))) for _ in range(8)]
    for t in threads: t.start()
    for t in threads: t.join()
    assert len(set(out)) == 1 and len(out) == 8
for wrong in (lambda: engine.read(text), lambda: dragoman.Engine(data_folder="/nonexistent")):
    try: wrong()
    except dragoman.Error: pass
    else: raise AssertionError("no error")
P
finish
