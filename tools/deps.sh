#!/bin/sh
# Makes sure that the Debian packages are there which `build` and `test` need: installs them as root, and
# otherwise prints the one command that does. On another system it looks for the tools only.
set -eu

BUILD="gcc make meson ninja-build pkg-config python3 libutf8proc-dev libjansson-dev libmd-dev libsqlite3-dev
  libpq-dev libxml2-dev libcurl4-openssl-dev zlib1g-dev libzstd-dev libmicrohttpd-dev"
TEST="libcmocka-dev sqlite3 postgresql zstd clang libclang-rt-14-dev clang-format clang-tidy valgrind curl"

wanted=""
for kind in "$@"; do
  case "$kind" in
    build) wanted="$wanted $BUILD" ;;
    test) wanted="$wanted $TEST" ;;
    *) echo "usage: deps.sh [build] [test]" >&2; exit 2 ;;
  esac
done

if ! command -v dpkg-query >/dev/null 2>&1; then
  for tool in cc meson ninja pkg-config; do
    command -v "$tool" >/dev/null 2>&1 || { echo "dragoman needs $tool; on Debian: apt-get install$wanted" >&2; exit 1; }
  done
  exit 0
fi

missing=""
for package in $wanted; do
  dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing="$missing $package"
done
[ -n "$missing" ] || exit 0

if [ "$(id -u)" = 0 ]; then
  echo "installing:$missing"
  export DEBIAN_FRONTEND=noninteractive
  # A fresh machine has no package list; an old one may name versions that are gone.
  apt-get install -y --no-install-recommends $missing >/dev/null 2>&1 ||
    { apt-get update -q >/dev/null && apt-get install -y --no-install-recommends $missing >/dev/null; }
else
  echo "These packages are missing. Run:" >&2
  echo "  sudo apt-get update && sudo apt-get install -y$missing" >&2
  exit 1
fi
