#!/bin/sh
# The pool and the store's thread under the thread sanitizer, in a build of its own beside the given one.
. "$(dirname "$0")/lib.sh"
tsan=$build-thread
if [ ! -e "$tsan/build.ninja" ]; then
  meson setup "$tsan" "$here/../.." --buildtype=debug -Doptimization=1 -Db_sanitize=thread -Db_lundef=false -Dwerror=false >/dev/null ||
    { echo "  skipped: no thread sanitizer"; exit 77; }
fi
ninja -C "$tsan" dragoman >/dev/null || { echo "  skipped: no build with the thread sanitizer"; exit 77; }
cd "$work"
python3 "$here/corpus.py" 60 3 >in.jsonl
export TSAN_OPTIONS="halt_on_error=1 exitcode=66"
setarch -R true 2>/dev/null && fixed="setarch -R" || fixed=""
run() {
  DRAGOMAN_DATA=$build/data $fixed "$tsan/dragoman" code in.jsonl "$@" >out 2>err
  status=$?
  if grep -q 'unexpected memory mapping' err; then echo "  skipped: the thread sanitizer cannot run here"; exit 77; fi
  [ $status = 0 ] || { fail "status $status: code $*"; head -30 err; }
}
run -j 4
"$dragoman" code in.jsonl -j 1 >one
same one out
run -j 3 -o t.db
run -j 3 -o t.jsonl
finish
