#!/bin/sh
# Stores: the same records whatever the number of threads; a run killed at 20 random moments leaves whole documents
# only and is completed by the next, without duplicate or gap; duplicates grouped; exports column by column.
. "$(dirname "$0")/lib.sh"
cd "$work"
python3 "$here/corpus.py" 1000 7 >in.jsonl
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
[ "$(sqlite3 whole.db 'select count(*) from documents')" = 1000 ] || fail "documents are missing"
[ "$(sqlite3 whole.db 'select count(*) from events')" = "$(wc -l <one.jsonl)" ] || fail "events in the store and in the file differ in number"
[ -z "$(sqlite3 whole.db 'pragma foreign_key_check; pragma integrity_check' | grep -v '^ok$')" ] || fail "the store is not consistent"
for view in events_plover events_cameo events_daily occurrences; do
  [ "$(sqlite3 whole.db "select count(*) > 0 from $view")" = 1 ] || fail "view $view is empty"
done
[ "$(sqlite3 whole.db "select count(*) > 0 from sentences_text where sentences_text match 'condamne'")" = 1 ] || fail "full-text search finds nothing"

# kill -9 (and SIGINT) at random moments, for the store and for a file of lines. The seed is printed: a failure can be
# had again with DRAGOMAN_SEED.
seed=${DRAGOMAN_SEED:-$(date +%s)}
rm -f killed.db* killed.jsonl* killed.csv*
python3 "$here/kill.py" 20 "$seed" "$dragoman" code in.jsonl -j 2 -o killed.db || fail "the rerun after kills failed (seed $seed)"
python3 "$here/kill.py" 20 "$seed" "$dragoman" code in.jsonl -j 2 -o killed.jsonl || fail "the rerun after kills failed (lines, seed $seed)"
python3 "$here/kill.py" 6 "$seed" "$dragoman" code in.jsonl -j 1 --to csv -o killed.csv || fail "the rerun after kills failed (csv, seed $seed)"
"$dragoman" code in.jsonl --to csv >one.csv
same one.csv killed.csv
count killed.db >killed.count
same whole.count killed.count
[ "$(sqlite3 killed.db 'pragma integrity_check')" = ok ] || fail "the killed store is damaged"
sqlite3 killed.db "insert into sentences_text (sentences_text) values ('integrity-check')" || fail "the killed store's full-text index is damaged"
"$dragoman" export killed.db >exported.jsonl
same one.jsonl exported.jsonl
same one.jsonl killed.jsonl
# Notes cut short in the middle, and lines without notes, as a kill or a full disk leaves them.
for bytes in 1 40 63 64 65 66 70; do
  head -c $((9 + 67 * 3 + bytes)) killed.jsonl.done >cut && cp cut killed.jsonl.done
  echo '{"half a li' >>killed.jsonl
  "$dragoman" code in.jsonl -o killed.jsonl 2>/dev/null || fail "a torn note stopped the rerun"
  same one.jsonl killed.jsonl
done
head -c 100000 killed.jsonl >cut && cp cut killed.jsonl
"$dragoman" code in.jsonl -o killed.jsonl 2>/dev/null || fail "lines that were lost stopped the rerun"
same one.jsonl killed.jsonl
expect_status 2 "$dragoman" code in.jsonl --to csv -o killed.jsonl
expect_in err 'another format'

# Two runs at once on one store share the work; a file of lines has one writer.
"$dragoman" code in.jsonl -j 1 -o shared.db 2>/dev/null &
pid=$!
"$dragoman" code in.jsonl -j 1 -o shared.db 2>/dev/null || fail "two runs on one store"
wait $pid || fail "two runs on one store"
count shared.db >shared.count
same whole.count shared.count
[ "$(sqlite3 shared.db 'select count(*) = count(distinct id) from events')" = 1 ] || fail "two runs on one store: events twice"

# And so do three that start in the same moment on a store that does not exist yet, time and again.
head -40 in.jsonl >few.jsonl
for round in 1 2 3 4 5 6 7 8; do
  rm -f new.db*
  pids=
  for run in 1 2 3; do
    "$dragoman" code few.jsonl -j 1 -o new.db 2>busy.$run &
    pids="$pids $!"
  done
  for pid in $pids; do wait $pid || fail "three runs on a new store: $(cat busy.1 busy.2 busy.3 | grep -v documents)"; done
  [ "$(sqlite3 new.db 'select count(*) from documents')" = 40 ] || fail "three runs on a new store: documents are missing"
done

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

# Every filter and every combination of them, over a part of the documents.
head -200 in.jsonl >part.jsonl
"$dragoman" code part.jsonl -o part.db || fail "coding failed"
python3 "$here/filters.py" "$dragoman" part.db || fail "filters of export"
finish
