#!/bin/sh
# Stores of the first schema version: exported as they are, brought up to date by the next run, nothing lost. Stores of
# a version that this program does not know are refused.
. "$(dirname "$0")/lib.sh"
cd "$work"
python3 "$here/corpus.py" 60 7 >all.jsonl
head -50 all.jsonl >in.jsonl
"$dragoman" code in.jsonl -o now.db || fail "coding failed"
"$dragoman" export now.db >now.jsonl

# The first schema, with today's rows in it: bands without hashes, relations without entities, events with whole
# lines.
python3 - "$here/store-v1.sql" <<'P' || fail "the old store could not be made"
import json, sqlite3, sys
db = sqlite3.connect("old.db")
db.executescript(open(sys.argv[1], encoding="utf-8").read())
db.execute("attach 'now.db' as now")
lines = {json.loads(l)["id"]: l for l in open("now.jsonl", encoding="utf-8")}
for (table,) in db.execute("select name from main.sqlite_master where type = 'table' and name not like 'sentences_text%'").fetchall():
    columns = ", ".join(r[1] for r in db.execute(f"pragma main.table_info({table})") if r[1] != "simhash")
    db.execute(f"insert into main.{table} ({columns}) select {columns} from now.{'nearness' if table == 'bands' else table}")
db.execute("update main.documents set simhash = doc * 7919")
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
for table in 'nearness order by band, doc' 'sketches order by doc' 'documents order by doc'; do
  sqlite3 now.db "select * from $table" >a
  sqlite3 old.db "select * from $table" >b
  same a b
  [ -s a ] || fail "nothing in $table"
done
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

# PostgreSQL: a store of the first version, made of today's rows as above.
start_postgres
case $? in
  0) ;;
  *) echo "  no PostgreSQL server: SQLite alone was tested"; finish ;;
esac
for db in old now; do
  sql postgres "create database $db"
  "$dragoman" code in.jsonl -o "$(url $db)" || fail "coding into PostgreSQL failed"
done
sql old 'alter schema public rename to today; create schema public'
grep -v 'virtual table\|^create trigger\|^pragma' "$here/store-v1.sql" |
  sed 's/) without rowid;/);/; s/ real\([,)]\)/ double precision\1/g; s/,goldstein real/,goldstein double precision/' >v1.sql
"$pg_bin/psql" -qAt -v ON_ERROR_STOP=1 -h 127.0.0.1 -p "$pg_port" -U dragoman -d old -f v1.sql 2>err || { fail "the first schema"; head -3 err; }
for table in documents sentences entities mentions dates statements events parties relations labels errors bands; do
  from=$table
  [ $table = bands ] && from=nearness
  columns=$(sql old "select string_agg(column_name, ', ' order by ordinal_position) from information_schema.columns
    where table_schema = 'public' and table_name = '$table' and column_name <> 'simhash'")
  sql old "insert into public.$table ($columns) select $columns from today.$from" || fail "old rows of $table"
done
sql old "update documents set simhash = doc * 7919; create index sentences_text on sentences using gin (to_tsvector('simple', text))"
sql old 'create table dragoman_schema (version integer); insert into dragoman_schema values (1); drop schema today cascade' 2>/dev/null
"$dragoman" export "$(url now)" | sort >now.jsonl
"$dragoman" export "$(url old)" | sort >old.jsonl
same now.jsonl old.jsonl
[ -s old.jsonl ] || fail "the old store is empty"
"$dragoman" code in.jsonl -o "$(url old)" 2>err || { fail "an old store in PostgreSQL is not opened"; cat err; }
expect_in err 'were there already'
[ "$(sql old 'select max(version) from dragoman_schema')" = "$(sql now 'select max(version) from dragoman_schema')" ] ||
  fail "the old store in PostgreSQL was not brought up to date"
"$dragoman" code all.jsonl -o "$(url old)" 2>err || { fail "a migrated store in PostgreSQL takes no more documents"; cat err; }
"$dragoman" code all.jsonl -o "$(url now)" 2>/dev/null
for table in 'nearness order by band, doc' 'sketches order by doc' 'documents order by doc' 'relations order by doc, n'; do
  columns=$(sql now "select string_agg(column_name, ', ' order by ordinal_position) from information_schema.columns
    where table_schema = 'public' and table_name = '${table%% *}'")
  sql now "select $columns from $table" >a
  sql old "select $columns from $table" >b
  case $table in relations*) cut -d'|' -f1-13 a >c && mv c a; cut -d'|' -f1-13 b >c && mv c b ;; esac
  [ -s a ] || fail "nothing in $table"
  same a b
done
"$dragoman" export "$(url now)" | sort >now.jsonl
"$dragoman" export "$(url old)" | sort >old.jsonl
same now.jsonl old.jsonl
for view in events_plover events_cameo events_daily occurrences; do
  [ "$(sql old "select count(*) > 0 from $view")" = t ] || fail "view $view is empty in the migrated store"
done
sql now 'insert into dragoman_schema values (99)'
expect_status 2 "$dragoman" code all.jsonl -o "$(url now)"
expect_in err 'newer than this program'
finish
