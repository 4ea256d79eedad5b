#!/bin/sh
# bench/run.sh BUILD [ARTICLES]: speed and memory, by stage; ratios to UDPipe 1 and the cost of a store in the same run.
set -eu
build=$1
articles=${2:-4000}
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
ninja -C "$build" bench/bench >/dev/null
python3 "$here/../tests/e2e/corpus.py" "$articles" 3 >"$work/both.jsonl"
python3 - "$work" <<'P'
import json, sys
w = sys.argv[1]
fr, en = open(w + "/fr.jsonl", "w"), open(w + "/en.jsonl", "w")
for line in open(w + "/both.jsonl"):
    (fr if "(AFP)" in json.loads(line)["text"] else en).write(line)
P
for language in fr en; do
  echo "== $language"
  "$build/bench/bench" "$build/data" "$work/$language.jsonl" $language 2 | tee "$work/$language.out"
done
model="$here/../../shared/baselines/fr.udpipe"
if [ -e "$model" ] && python3 -c 'import ufal.udpipe' 2>/dev/null; then
  theirs=$(python3 "$here/udpipe.py" "$model" "$work/fr.jsonl" 15)
  ours=$(sed -n 's/^1 thread: \([0-9]*\).*/\1/p' "$work/fr.out")
  syntax=$(awk '$1 == "text+syntax" { print $3 }' "$work/fr.out")
  echo "== UDPipe 1 on the same French texts: $theirs words/s (tokenise, tag, parse)"
  echo "text to events is $((ours / theirs)) times as fast, text to trees $((syntax / theirs)) times"
else
  echo "== UDPipe: skipped (no model in ../shared/baselines, or no ufal.udpipe)"
fi
echo "== a store's cost"
t0=$(date +%s.%N); "$build/dragoman" code "$work/both.jsonl" >/dev/null; t1=$(date +%s.%N)
"$build/dragoman" code "$work/both.jsonl" -o "$work/x.db"; t2=$(date +%s.%N)
awk -v a="$t0" -v b="$t1" -v c="$t2" 'BEGIN { printf "lines %.1f s, SQLite %.1f s: %+.0f %%\n", b - a, c - b, 100 * ((c - b) / (b - a) - 1) }'
