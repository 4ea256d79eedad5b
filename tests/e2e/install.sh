#!/bin/sh
# What `meson install` puts down, put into a folder of its own: the program, the README's C example compiled by
# pkg-config against the shared and against the static library, the Python module, the manual page.
. "$(dirname "$0")/lib.sh"
for tool in meson pkg-config cc python3; do
  command -v $tool >/dev/null || { echo "  skipped: no $tool"; exit 77; }
done
cd "$work"
root=$work/root
DESTDIR=$root meson install -C "$build" --no-rebuild >log 2>&1 || { fail "meson install"; tail -5 log; finish; }
one() { # the installed file of this name
  find "$root" -name "$1" | head -1 | grep . || fail "$1 is not installed" >&2
}
pc=$(dirname "$(one dragoman.pc)")
program=$(find "$root" -path '*/bin/dragoman')
data=$(dirname "$(one world.pack)")
module=$(dirname "$(one dragoman.py)")
page=$(one dragoman.1)
for name in fr.pack fr.model en.pack en.model dragoman.h libdragoman.so libdragoman.a; do one $name >/dev/null; done

# The program, as it would find its data in place.
echo "La Russie a condamné lundi la France." >text.txt
DRAGOMAN_DATA=$data "$program" read text.txt --language fr --date 2021-08-25 --to jsonl >read 2>&1 ||
  fail "the installed program does not read"
expect_in read ACCUSE

# The README's example, by the README's command.
sed -n '/^```c$/,/^```$/p' "$here/../../README.md" | sed '/^```/d' >example.c
grep -q dragoman_open example.c || fail "README.md has no C example"
command=$(grep '^    cc example.c ' "$here/../../README.md" | head -1)
[ -n "$command" ] || fail "README.md does not say how to compile it"
export PKG_CONFIG_PATH="$pc" PKG_CONFIG_SYSROOT_DIR="$root"
compile() {
  rm -f a.out
  sh -c "$command" 2>cc.log || { fail "the README's example does not compile ($1)"; tail -5 cc.log; }
}
expect_event() {
  "$@" >out 2>&1 || fail "the README's example stops with an error: $*"
  expect_in out '^ACCUSE on 2021-08-23$'
}
shared=$(dirname "$(one libdragoman.so)")
compile shared
ldd a.out | grep -q libdragoman || fail "the example is not linked with the shared library"
expect_event env DRAGOMAN_DATA="$data" LD_LIBRARY_PATH="$shared" ./a.out
command=$(echo "$command" | sed 's/ dragoman)/ dragoman-static)/')
compile static
ldd a.out | grep -q libdragoman && fail "the example needs the shared library"
expect_event env DRAGOMAN_DATA="$data" ./a.out
expect_status 1 env DRAGOMAN_DATA="$work/nowhere" ./a.out
unset PKG_CONFIG_PATH PKG_CONFIG_SYSROOT_DIR

[ "$(cd / && PYTHONPATH=$module DRAGOMAN_LIBRARY=$shared/libdragoman.so python3 -c 'import dragoman; print(dragoman.__file__)')" = "$module/dragoman.py" ] ||
  fail "the Python module is not importable from where it was installed"

grep -q '^\.TH ' "$page" || fail "the manual page has no title"
for command in read code export serve; do expect_in "$page" "$command"; done
if command -v man >/dev/null; then
  LC_ALL=C man -l -P cat "$page" >page 2>warnings || fail "man does not show the manual page"
  expect_in page NAME
fi
finish
