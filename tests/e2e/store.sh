#!/bin/sh
# Stores: the same records whatever the number of threads; a run killed at 20 random moments leaves whole documents
# only and is completed by the next, without duplicate or gap; duplicates grouped; exports column by column.
. "$(dirname "$0")/lib.sh"
cd "$work"
python3 "$here/corpus.py" 1500 7 >in.jsonl
"$dragoman" code in.jsonl -j 1 >one.jsonl || fail "coding failed"
"$dragoman" code in.jsonl -j 2 >two.jsonl || fail "coding with two threads failed"
"$dragoman" code in.jsonl -j 7 >seven.jsonl || fail "coding with seven threads failed"
same one.jsonl two.jsonl
same one.jsonl seven.jsonl
[ "$(python3 -c 'import json,sys; ids=[json.loads(l)["id"] for l in open("one.jsonl")]; print(len(ids)==len(set(ids))>0)')" = True ] ||
  fail "event ids are not unique"

"$dragoman" code in.jsonl -o whole.db || fail "coding into SQLite failed"
count() { sqlite3 "$1" 'select count(*) from documents; select count(*) from events; select count(*) from mentions; select count(*) from statements;'; }
count whole.db >whole.count
[ "$(sqlite3 whole.db 'select count(*) from documents')" = 1500 ] || fail "documents are missing"
[ "$(sqlite3 whole.db 'select count(*) from events')" = "$(wc -l <one.jsonl)" ] || fail "events in the store and in the file differ in number"
[ -z "$(sqlite3 whole.db 'pragma foreign_key_check; pragma integrity_check' | grep -v '^ok$')" ] || fail "the store is not consistent"
for view in events_plover events_cameo events_daily occurrences; do
  [ "$(sqlite3 whole.db "select count(*) > 0 from $view")" = 1 ] || fail "view $view is empty"
done
[ "$(sqlite3 whole.db "select count(*) > 0 from sentences_text where sentences_text match 'condamne'")" = 1 ] || fail "full-text search finds nothing"

# kill -9 at 20 random moments, for the store and for a file of lines.
rm -f killed.db* killed.jsonl*
i=0
while [ $i -lt 20 ]; do
  out=killed.db
  [ $((i % 2)) = 0 ] || out=killed.jsonl
  "$dragoman" code in.jsonl -j 2 -o $out 2>/dev/null &
  pid=$!
  sleep "0.$(awk -v s=$i 'BEGIN { srand(s + 11); printf "%03d", rand() * 400 }')"
  kill -9 $pid 2>/dev/null
  wait $pid 2>/dev/null
  i=$((i + 1))
done
"$dragoman" code in.jsonl -o killed.db 2>/dev/null || fail "the rerun after kills failed"
"$dragoman" code in.jsonl -o killed.jsonl 2>/dev/null || fail "the rerun after kills failed (lines)"
count killed.db >killed.count
same whole.count killed.count
[ "$(sqlite3 killed.db 'pragma integrity_check')" = ok ] || fail "the killed store is damaged"
same one.jsonl killed.jsonl

# SIGINT keeps what was read and says so.
"$dragoman" code in.jsonl -j 2 -o interrupted.db 2>err &
pid=$!
sleep 0.15
kill -INT $pid 2>/dev/null
wait $pid
"$dragoman" code in.jsonl -o interrupted.db 2>/dev/null
count interrupted.db >interrupted.count
same whole.count interrupted.count

# The same story on two sites counts as one.
python3 - <<'P' >twice.jsonl
import json
lines = [json.loads(l) for l in open("in.jsonl")][:20]
for d in lines: print(json.dumps(d, ensure_ascii=False))
for d in lines:
    d["id"] += "-copy"; d["source"] = "Another Site"; d["text"] += " (avec agences)"
    print(json.dumps(d, ensure_ascii=False))
P
"$dragoman" code twice.jsonl -o twice.db || fail "coding failed"
[ "$(sqlite3 twice.db 'select count(distinct story) from documents')" -le 22 ] || fail "near-identical documents were not grouped"
[ "$(sqlite3 twice.db 'select max(documents) >= 2 and min(stories) = 1 from occurrences')" = 1 ] || fail "occurrences are not linked"

python3 "$here/formats.py" "$dragoman" whole.db one.jsonl || fail "exports"
finish
