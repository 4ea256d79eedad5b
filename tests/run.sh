#!/bin/sh
# Runs every test: unit and case tests in the plain and in the sanitizer build, then the program end to end.
# Closes with one line that counts them all. Fails where any failed.
set -u
build=$1
sanitized=$2
cd "$(dirname "$0")/.."
passed=0 failed=0 skipped=0

count() { # log of `meson test`
  set -- $(python3 - "$1" <<'P'
import json, sys
ok = bad = skip = 0
try:
    for line in open(sys.argv[1]):
        r = json.loads(line)["result"]
        if r in ("OK", "EXPECTEDFAIL"): ok += 1
        elif r == "SKIP": skip += 1
        else: bad += 1
except OSError:
    bad = 1
print(ok, bad, skip)
P
)
  passed=$((passed + $1)) failed=$((failed + $2)) skipped=$((skipped + $3))
}

for folder in "$build" "$sanitized"; do
  rm -f "$folder/meson-logs/testlog.json"
  echo "== unit and case tests in $folder"
  ASAN_OPTIONS=detect_leaks=1 UBSAN_OPTIONS=halt_on_error=1:print_stacktrace=1 \
    meson test -C "$folder" --no-rebuild --print-errorlogs --timeout-multiplier 4
  count "$folder/meson-logs/testlog.json"
done

for script in tests/e2e/*.sh; do
  [ -e "$script" ] || continue
  echo "== $script"
  sh "$script" "$build"
  status=$?
  case $status in
    0) passed=$((passed + 1)) ;;
    77) skipped=$((skipped + 1)) ;;
    *) failed=$((failed + 1)); echo "FAILED: $script (status $status)" ;;
  esac
done

echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" = 0 ] && [ "$passed" -gt 0 ]
