#!/bin/sh
# The viewer in a real browser: every page over a store of 230 example articles, filters, export, shared addresses,
# languages and themes, keyboard, a phone's width, hostile text shown as text, and axe-core on every page.
. "$(dirname "$0")/lib.sh"
cd "$here/../.." || exit 1

skip() {
  echo "  skipped: $*"
  exit 77
}
install() { # PACKAGE...: as root, quietly
  [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null || return 1
  export DEBIAN_FRONTEND=noninteractive
  apt-get install -y --no-install-recommends "$@" >/dev/null 2>&1 ||
    { apt-get update -q >/dev/null 2>&1 && apt-get install -y --no-install-recommends "$@" >/dev/null 2>&1; }
}
command -v chromium >/dev/null || install chromium fonts-dejavu || skip "chromium cannot be installed here (apt-get install chromium)"
command -v npm >/dev/null || install nodejs npm || skip "chromium's driver needs node and npm (apt-get install nodejs npm)"
if [ ! -d web/node_modules/playwright-core ] || [ ! -d web/node_modules/axe-core ]; then
  (cd web && npm ci --ignore-scripts >"$work/npm.log" 2>&1) || skip "the packages that drive chromium cannot be fetched (npm ci in web/)"
fi

# The committed bundle should be what the sources give; countries of world/ may be newer than their names in it.
if [ -x web/node_modules/.bin/esbuild ]; then
  mkdir "$work/repo" "$work/repo/world"
  cp world/countries.txt "$work/repo/world/"
  cp -r web "$work/repo/web" && (cd "$work/repo/web" && node build.mjs >"$work/build.log" 2>&1) || fail "the bundle does not build"
  for file in app.css app.js reading.css reading.js index.html map.json; do
    cmp -s "web/dist/$file" "$work/repo/web/dist/$file" || echo "  note: web/dist/$file is not what web/src gives: make web"
  done
fi

python3 tests/e2e/viewer/articles.py 230 >"$work/articles.jsonl" || fail "no articles"
python3 tests/e2e/viewer/hostile.py >"$work/hostile.jsonl" || fail "no hostile articles"
"$dragoman" code "$work/articles.jsonl" "$work/hostile.jsonl" examples/*.fr.txt -o "$work/viewer.db" >"$work/code.log" 2>&1 || fail "the articles were not coded"
: >"$work/none.jsonl"
"$dragoman" code "$work/none.jsonl" -o "$work/empty.db" >>"$work/code.log" 2>&1
mkdir "$work/read"
python3 - "$work" <<'P'
import json, sys
first = json.loads(open(sys.argv[1] + "/hostile.jsonl", encoding="utf-8").readline())
open(sys.argv[1] + "/read/<img src=x onerror=window.hacked=3>.txt", "w", encoding="utf-8").write(first["text"])
P
"$dragoman" read --to html "$work/read"/*.txt >"$work/reading.html" || fail "no page of the hostile text"

serve() { # STORE NAME: prints nothing, leaves the address in $work/NAME.url
  "$dragoman" serve "$1" --port 0 >"$work/$2.log" 2>&1 &
  echo $! >"$work/$2.pid"
  for _ in $(seq 100); do
    url=$(grep -o 'http://127.0.0.1:[0-9]*' "$work/$2.log" | head -1)
    [ -n "$url" ] && break
    sleep 0.1
  done
  [ -n "$url" ] || { fail "the viewer did not start"; cat "$work/$2.log"; finish; }
  echo "$url" >"$work/$2.url"
}
serve "$work/viewer.db" viewer
serve "$work/empty.db" empty
trap 'kill $(cat "$work"/*.pid) 2>/dev/null; rm -rf "$work"' EXIT

CHROMIUM=$(command -v chromium) timeout 420 node tests/e2e/viewer/viewer.mjs "$(cat "$work/viewer.url")" "$(cat "$work/empty.url")" "$work/reading.html" ||
  fail "the viewer's checks"
finish
