#!/bin/sh
# The viewer's server: every answer against the records themselves, on SQLite and on PostgreSQL; paging, filters, exports, wrong
# parameters; who is let in; hostile text; stores of earlier versions.
. "$(dirname "$0")/lib.sh"
cd "$work"
checks=$here/serve.py
"$dragoman" serve --help >help || fail "no help"
if "$dragoman" serve nowhere.db 2>&1 | grep -q 'without libmicrohttpd'; then
  echo "  skipped: built without libmicrohttpd"
  exit 77
fi
expect_status 2 "$dragoman" serve
expect_status 2 "$dragoman" serve a.db b.db
expect_status 2 "$dragoman" serve nowhere.db
expect_status 2 "$dragoman" serve nowhere.db --port 70000
: >empty.db
expect_status 2 "$dragoman" serve empty.db
expect_in err 'no dragoman store'

python3 "$checks" make "$here" >in.jsonl || fail "no input"
"$dragoman" code in.jsonl -o a.db || fail "coding failed"

# serve STORE: starts it on a free port; $server and $port tell which.
serve() {
  rm -f address
  "$dragoman" serve "$1" --port 0 >address 2>serve.err &
  server=$!
  i=0
  while [ ! -s address ] && [ $i -lt 100 ]; do sleep 0.1; i=$((i + 1)); done
  port=$(sed 's/.*:\([0-9]*\).*/\1/' address)
  [ -n "$port" ] || { fail "serve did not start"; cat serve.err; finish; }
}
end() {
  kill -TERM $server
  wait $server
  status=$?
  [ $status = 0 ] || fail "serve ended with status $status: $(cat serve.err)"
}

serve a.db
python3 "$checks" check "$port" a.db "$dragoman" "$here/../../docs/openapi.yaml" answers.sqlite || fail "checks on SQLite"
expect_status 2 "$dragoman" serve a.db --port "$port"
expect_in err 'cannot listen'
# What another process adds shows at once, addresses of answers change.
python3 "$checks" grows "$port" a.db "$dragoman" || fail "a store that grows"
end
"$dragoman" code in.jsonl -o plain.db
[ "$(sqlite3 plain.db 'select count(*) from actors')" = 0 ] || fail "a store that nobody views pays for the viewer"

# Stores of earlier schema versions are brought up to date, to the same records.
"$dragoman" code in.jsonl -o old.db
sqlite3 old.db "drop table places; alter table relations drop column subject_entity; alter table relations drop column object_entity;
  drop table totals; drop table actors; drop table filed; drop table appearances; drop table sayings; drop table dyads; drop table daily;
  drop table countries; drop table spots; drop table located; drop table spot_totals; drop table located_months; alter table documents add column simhash bigint; pragma user_version = 2" || fail "no old store"
"$dragoman" code in.jsonl -o new.db
for store in old.db new.db; do
  serve $store
  end
done
for table in totals actors filed appearances sayings dyads daily countries spots located spot_totals located_months; do
  sqlite3 old.db "select * from $table" | grep -v '^changes|' | sort >a
  sqlite3 new.db "select * from $table" | grep -v '^changes|' | sort >b
  same a b
  [ -s a ] || fail "$table is empty"
done
[ "$(sqlite3 old.db 'pragma user_version')" = 5 ] || fail "the version was not raised"
# Of another version, they are made anew.
sqlite3 new.db "select * from daily order by day, event" >a
sqlite3 new.db 'alter table documents add column simhash bigint; pragma user_version = 3; delete from daily' || fail "no store of version 3"
serve new.db
end
sqlite3 new.db "select * from daily order by day, event" >b
same a b
# In two portions, what is derived is the same as in one.
head -40 in.jsonl >first.jsonl
"$dragoman" code first.jsonl -o two.db
serve two.db
end
"$dragoman" code in.jsonl -o two.db 2>/dev/null
for table in daily countries located_months; do
  sqlite3 two.db "select * from $table" | sort >a
  sqlite3 new.db "select * from $table" | sort >b
  same a b
done
sqlite3 two.db "select key, events, as_actor, as_recipient, statements, first_day, last_day from actors order by key" >a
sqlite3 new.db "select key, events, as_actor, as_recipient, statements, first_day, last_day from actors order by key" >b
same a b
sqlite3 old.db 'pragma user_version = 99'
expect_status 2 "$dragoman" serve old.db
expect_in err 'newer than this program'

start_postgres
if [ $? = 77 ]; then
  echo "  PostgreSQL: skipped, no server is installed"
  finish
fi
sql postgres "create database a" && "$dragoman" code in.jsonl -o "$(url a)" || fail "coding into PostgreSQL failed"
serve "$(url a)"
python3 "$checks" check "$port" "$(url a)" "$dragoman" "$here/../../docs/openapi.yaml" answers.postgres || fail "checks on PostgreSQL"
end
python3 "$checks" compare answers.sqlite answers.postgres || fail "SQLite and PostgreSQL answer differently"
finish
