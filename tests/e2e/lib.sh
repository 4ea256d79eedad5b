# Helpers of the end-to-end scripts. Each script is called with the build folder.
set -u
build=$(cd "$1" && pwd)
here=$(cd "$(dirname "$0")" && pwd)
dragoman=$build/dragoman
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failures=0

fail() {
  echo "  failed: $*"
  failures=$((failures + 1))
}
# expect_status WANT COMMAND...
expect_status() {
  want=$1
  shift
  "$@" >"$work/out" 2>"$work/err"
  got=$?
  [ "$got" = "$want" ] || { fail "status $got, wanted $want: $*"; head -3 "$work/err"; }
}
# expect_in FILE PATTERN
expect_in() { grep -q -- "$2" "$1" || { fail "« $2 » is not in $(basename "$1")"; head -3 "$1"; }; }
same() { cmp -s "$1" "$2" || fail "$(basename "$1") and $(basename "$2") differ"; }
finish() {
  [ "$failures" = 0 ] && echo "  ok"
  exit $((failures > 0))
}

# start_postgres: a server of this script's own, on 127.0.0.1; status 77 where there is none to be had. Then url DATABASE,
# sql DATABASE STATEMENT, and stop_postgres.
start_postgres() {
  pg_bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | tail -1)
  [ -n "$pg_bin" ] || return 77
  pg_data=$(mktemp -d)
  [ "$(id -u)" = 0 ] && chown postgres "$pg_data"
  pg_port=$((20000 + $$ % 20000))
  pg_as_owner "$pg_bin/initdb -D $pg_data/db -A trust -U dragoman -E UTF8 --locale=C >/dev/null 2>&1" || return 77
  trap 'stop_postgres; rm -rf "$work"' EXIT
  pg_as_owner "$pg_bin/pg_ctl -D $pg_data/db -o '-p $pg_port -k $pg_data -c listen_addresses=127.0.0.1 -c fsync=off' -w -l $pg_data/log start >/dev/null" ||
    return 77
}
pg_as_owner() { # PostgreSQL refuses to run as root, and wants a folder that it may enter
  cd /
  if [ "$(id -u)" = 0 ]; then su postgres -s /bin/sh -c "$*"; else sh -c "$*"; fi
  pg_status=$?
  cd "$work"
  return $pg_status
}
stop_postgres() {
  [ -n "${pg_data:-}" ] || return 0
  pg_as_owner "$pg_bin/pg_ctl -D $pg_data/db -m immediate stop >/dev/null 2>&1"
  rm -rf "$pg_data"
  pg_data=
}
url() { echo "postgresql://dragoman@127.0.0.1:$pg_port/$1"; }
sql() { "$pg_bin/psql" -qAt -h 127.0.0.1 -p "$pg_port" -U dragoman -d "$1" -c "$2"; }
