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
