#!/bin/sh
# fuzz/run.sh [SECONDS [TARGET...]]: runs each target under the address and undefined-behaviour sanitizers; the inputs
# that libFuzzer keeps stay in build-fuzz/corpus. Default: 600 seconds a target.
set -eu
seconds=${1:-600}
[ $# -gt 0 ] && shift
cd "$(dirname "$0")/.."
if [ ! -e build-fuzz/build.ninja ]; then
  CC=clang meson setup build-fuzz --buildtype=debugoptimized -Dfuzz=true -Db_sanitize=address,undefined -Db_lundef=false \
    -Dwerror=false '-Dc_args=-fsanitize=fuzzer-no-link -fno-sanitize-coverage=trace-cmp' >/dev/null
fi
ninja -C build-fuzz >/dev/null
for target in ${*:-read text inputs files address}; do
  mkdir -p build-fuzz/corpus/$target
  cp examples/*.txt lang/fr/frequent.txt build-fuzz/corpus/$target/ 2>/dev/null || true
  echo "== fuzz_$target, $seconds seconds"
  DRAGOMAN_DATA=$PWD/build-fuzz/data build-fuzz/fuzz/fuzz_$target -max_total_time="$seconds" -max_len=8192 -timeout=25 \
    -rss_limit_mb=4096 -print_final_stats=1 -artifact_prefix=build-fuzz/ build-fuzz/corpus/$target 2>&1 |
    grep -E 'ERROR|SUMMARY|runtime error|stat::number_of_executed|Done|crash' || true
done
