#!/bin/sh
# The PostgreSQL store against a real server, which this script starts on a socket and port of its own: the same
# rows as in SQLite, runs that go on, kills, an unreachable server, exports.
. "$(dirname "$0")/lib.sh"
bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | tail -1)
if [ -z "$bin" ]; then
  echo "  skipped: no PostgreSQL server is installed"
  exit 77
fi
cd "$work"
as_owner() { # PostgreSQL refuses to run as root, and wants a folder that it may enter
  cd /
  if [ "$(id -u)" = 0 ]; then su postgres -s /bin/sh -c "$*"; else sh -c "$*"; fi
  status=$?
  cd "$work"
  return $status
}
data=$(mktemp -d)
[ "$(id -u)" = 0 ] && chown postgres "$data"
port=$((20000 + $$ % 20000))
as_owner "$bin/initdb -D $data/db -A trust -U dragoman -E UTF8 >/dev/null 2>&1" || { echo "  skipped: initdb failed"; exit 77; }
as_owner "$bin/pg_ctl -D $data/db -o '-p $port -k $data -c listen_addresses=127.0.0.1 -c fsync=off' -w -l $data/log start >/dev/null" ||
  { echo "  skipped: the server did not start"; exit 77; }
stop() { as_owner "$bin/pg_ctl -D $data/db -m immediate stop >/dev/null 2>&1"; rm -rf "$data" "$work"; }
trap stop EXIT
url() { echo "postgresql://dragoman@127.0.0.1:$port/$1"; }
sql() { "$bin/psql" -qAt -h 127.0.0.1 -p "$port" -U dragoman -d "$1" -c "$2"; }
for db in whole killed; do sql postgres "create database $db"; done

python3 "$here/corpus.py" 600 5 >in.jsonl
"$dragoman" code in.jsonl -o s.db || fail "coding into SQLite failed"
"$dragoman" code in.jsonl -o "$(url whole)" || fail "coding into PostgreSQL failed"
for table in documents sentences entities mentions dates statements events parties relations labels nearness sketches; do
  a=$(sqlite3 s.db "select count(*) from $table")
  b=$(sql whole "select count(*) from $table")
  [ "$a" = "$b" ] || fail "$table: $a rows in SQLite, $b in PostgreSQL"
done
sqlite3 s.db "select id, event, cameo, actor, recipient, event_text from events order by id" >a
sql whole "select id, event, cameo, actor, recipient, event_text from events order by id collate \"C\"" >b
same a b
"$dragoman" code in.jsonl -o "$(url whole)" 2>err || fail "the second run failed"
expect_in err 'were there already'
for view in events_plover events_cameo events_daily occurrences; do
  [ "$(sql whole "select count(*) > 0 from $view")" = t ] || fail "view $view is empty"
done

i=0
while [ $i -lt 6 ]; do
  "$dragoman" code in.jsonl -j 2 -o "$(url killed)" 2>/dev/null &
  pid=$!
  sleep "0.$(awk -v s=$i 'BEGIN { srand(s + 3); printf "%03d", rand() * 500 }')"
  kill -9 $pid 2>/dev/null
  wait $pid 2>/dev/null
  i=$((i + 1))
done
"$dragoman" code in.jsonl -o "$(url killed)" 2>/dev/null || fail "the rerun after kills failed"
sql killed "select id, event, cameo, actor, recipient, event_text from events order by id collate \"C\"" >b
same a b

# Errors are kept once, text with every awkward character arrives, and exports agree.
printf '{"id":"x","text":"Tab\\tligne\\nRetour \\\\ « guillemets » \\u0000 fin. La Russie a condamné la France."}\n{bad\n' >odd.jsonl
"$dragoman" code odd.jsonl -o "$(url whole)" 2>/dev/null
"$dragoman" code odd.jsonl -o "$(url whole)" 2>/dev/null
[ "$(sql whole 'select count(*) from errors')" = 1 ] || fail "an error is not kept once"
[ "$(sql whole "select count(*) from documents where id = 'x'")" = 1 ] || fail "awkward text did not arrive"
"$dragoman" export "$(url killed)" --to gdelt | sort >a
"$dragoman" export s.db --to gdelt | sort >b
same a b
"$dragoman" export "$(url killed)" --type ASSAULT --to csv >a
"$dragoman" export s.db --type ASSAULT --to csv >b
same a b

# Every filter in every format, as over SQLite.
sql postgres 'create database part'
head -80 in.jsonl >part.jsonl
"$dragoman" code part.jsonl -o part.db || fail "coding into SQLite failed"
"$dragoman" code part.jsonl -o "$(url part)" || fail "coding into PostgreSQL failed"
python3 "$here/filters.py" "$dragoman" part.db "$(url part)" || fail "filters of export"

# A server that dies in the midst of a run: told, and the next run completes what is there.
sql postgres "create database died"
"$dragoman" code in.jsonl -o "$(url died)" 2>err &
pid=$!
n=0
while [ "$(sql died 'select count(*) > 0 from documents' 2>/dev/null)" != t ] && [ $n -lt 200 ] && kill -0 $pid 2>/dev/null; do sleep 0.05; n=$((n + 1)); done
as_owner "$bin/pg_ctl -D $data/db -m immediate stop >/dev/null 2>&1"
wait $pid
status=$?
# Where the run was quicker than the server's end it is whole.
[ $status = 2 ] || [ $status = 0 ] || fail "a server that died: status $status"
[ $status = 0 ] || [ -s err ] || fail "a server that died went unsaid"
expect_status 2 "$dragoman" code in.jsonl -o "$(url whole)"
as_owner "$bin/pg_ctl -D $data/db -o '-p $port -k $data -c listen_addresses=127.0.0.1' -w -l $data/log start >/dev/null"
"$dragoman" code in.jsonl -o "$(url died)" 2>/dev/null || fail "the rerun after the server died failed"
sqlite3 s.db "select id, event, cameo, actor, recipient, event_text from events order by id" >a
sql died "select id, event, cameo, actor, recipient, event_text from events order by id collate \"C\"" >b
same a b
finish
