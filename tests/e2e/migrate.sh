#!/bin/sh
# Stores of the first schema version: exported as they are, brought up to date by the next run, nothing lost. Stores of
# a version that this program does not know are refused.
. "$(dirname "$0")/lib.sh"
cd "$work"
python3 "$here/corpus.py" 60 7 >all.jsonl
head -50 all.jsonl >in.jsonl
"$dragoman" code in.jsonl -o now.db || fail "coding failed"
"$dragoman" export now.db >now.jsonl

# The first schema, with today's rows in it: bands without hashes, relations without entities, events with whole lines.
python3 - "$here/store-v1.sql" <<'P' || fail "the old store could not be made"
import json, sqlite3, sys
db = sqlite3.connect("old.db")
db.executescript(open(sys.argv[1], encoding="utf-8").read())
db.execute("attach 'now.db' as now")
lines = {json.loads(l)["id"]: l for l in open("now.jsonl", encoding="utf-8")}
for (table,) in db.execute("select name from main.sqlite_master where type = 'table' and name not like 'sentences_text%'").fetchall():
    columns = ", ".join(r[1] for r in db.execute(f"pragma main.table_info({table})"))
    db.execute(f"insert into main.{table} ({columns}) select {columns} from now.{'nearness' if table == 'bands' else table}")
db.executemany("update main.events set json = ? where id = ?", [(l, i) for i, l in lines.items()])
db.commit()
P
[ "$(sqlite3 old.db 'pragma user_version')" = 1 ] || fail "the old store is not of version 1"
counts() {
  for table in documents sentences entities mentions dates statements events parties relations labels errors; do
    echo "$table $(sqlite3 "$1" "select count(*) from $table")"
  done
}
counts old.db >before
"$dragoman" export old.db >old.jsonl || fail "an old store is not exported"
same now.jsonl old.jsonl

"$dragoman" code in.jsonl -o old.db 2>err || { fail "an old store is not opened"; cat err; }
expect_in err 'were there already'
[ "$(sqlite3 old.db 'pragma user_version')" = "$(sqlite3 now.db 'pragma user_version')" ] || fail "the old store was not brought up to date"
counts old.db >after
same before after
"$dragoman" export old.db >after.jsonl
same now.jsonl after.jsonl
sqlite3 now.db 'select * from nearness order by band, doc' >a
sqlite3 old.db 'select * from nearness order by band, doc' >b
same a b
[ -z "$(sqlite3 old.db "select name from sqlite_master where name = 'bands'")" ] || fail "the old table of bands is still there"

# And it goes on as a store of today would.
"$dragoman" code all.jsonl -o old.db 2>err || { fail "a migrated store takes no more documents"; cat err; }
"$dragoman" code all.jsonl -o now.db 2>/dev/null
"$dragoman" export now.db >now.jsonl
"$dragoman" export old.db >old.jsonl
same now.jsonl old.jsonl
[ "$(sqlite3 old.db 'pragma integrity_check')" = ok ] || fail "the migrated store is damaged"
sqlite3 old.db "insert into sentences_text (sentences_text, rank) values ('integrity-check', 1)" ||
  fail "the migrated store's full-text index is damaged"
for word in gouvernement condamne; do
  for db in old now; do sqlite3 $db.db "select count(*) from sentences_text where sentences_text match '$word'" >$db.found; done
  same old.found now.found
done

sqlite3 now.db 'pragma user_version = 99'
expect_status 2 "$dragoman" code all.jsonl -o now.db
expect_in err 'schema version 99, newer than'
expect_status 2 "$dragoman" export now.db
expect_in err 'schema version 99, newer than'
finish
