#!/bin/sh
# Makes the pictures of the README: `tools/pictures.sh [BUILD]`, into docs/pictures/. Needs chromium, node and npm.
set -eu
cd "$(dirname "$0")/.."
build=${1:-build}
dragoman=$build/dragoman
work=$(mktemp -d)
trap 'kill "$(cat "$work/pid" 2>/dev/null)" 2>/dev/null || true; rm -rf "$work"' EXIT

command -v chromium >/dev/null || { echo "pictures need chromium (apt-get install chromium)" >&2; exit 2; }
[ -d web/node_modules/playwright-core ] || (cd web && npm ci --ignore-scripts)
mkdir -p docs/pictures
python3 tests/e2e/viewer/articles.py 230 >"$work/articles.jsonl"
"$dragoman" code "$work/articles.jsonl" examples/*.fr.txt -o "$work/sahel.db"
"$dragoman" read --to html examples/2023-03-14-frontiere.fr.txt >"$work/reading.html"
"$dragoman" serve "$work/sahel.db" --port 0 >"$work/log" 2>&1 &
echo $! >"$work/pid"
for _ in $(seq 50); do
  url=$(grep -o 'http://127.0.0.1:[0-9]*' "$work/log" | head -1)
  [ -n "$url" ] && break
  sleep 0.1
done
node tools/pictures.mjs "$url" "$work/reading.html" docs/pictures
