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
  # Sentences one by one: what each sets going can be crossed with what others do.
  [ "$target" != read ] || awk -v to=build-fuzz/corpus/read/s '!/^#/ && length > 20 && n++ < 200 { f = to n; print > f; close(f) }' \
    tests/news/fr-sentences.txt tests/news/en-sentences.txt
  echo "== fuzz_$target, $seconds seconds"
  # The whole reading is slow under the sanitizers: a paragraph finds as much as a page, eight times as often.
  length=8192
  [ "$target" = read ] && length=1024
  DRAGOMAN_DATA=$PWD/build-fuzz/data build-fuzz/fuzz/fuzz_$target -max_total_time="$seconds" -max_len=$length -timeout=25 \
    -rss_limit_mb=4096 -print_final_stats=1 -artifact_prefix=build-fuzz/ build-fuzz/corpus/$target 2>&1 |
    grep -E 'ERROR|SUMMARY|runtime error|stat::number_of_executed|Done|crash' || true
done
