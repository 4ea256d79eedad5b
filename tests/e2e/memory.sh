#!/bin/sh
# Memory that runs out: the k-th allocation of a whole run fails, for k all over the run, in every reader, writer, command
# and store. The program ends with a status and a reason, never with a signal.
. "$(dirname "$0")/lib.sh"
cd "$work"
cc -shared -fPIC -O1 -o failing.so "$here/failmalloc.c" 2>/dev/null || { echo "  skipped: no compiler"; exit 77; }
LD_PRELOAD=$work/failing.so DG_FAIL_COUNT=$work/n "$dragoman" --version >/dev/null 2>&1
[ -s n ] || { echo "  skipped: the allocator cannot be replaced here"; exit 77; }

text='La Russie a condamné lundi la France, a annoncé le ministre. « Nous ne céderons pas », a-t-il dit à Paris.'
printf '%s\n' "$text" >a.txt
printf '{"id":"1","text":"%s"}\n{"id":"2","text":"%s"}\n' "$text" "$text" >b.jsonl
printf 'id,text\n1,"%s"\n2,"%s"\n' "$text" "$text" >c.csv
printf '<html><head><title>t</title></head><body><article><p>%s</p><p>%s</p></article></body></html>' "$text" "$text" >d.html
printf '<rss version="2.0"><channel><item><title>T</title><description>%s</description></item></channel></rss>' "$text" >e.xml
printf 'WARC/1.0\r\nWARC-Type: conversion\r\nWARC-Target-URI: http://example.org/a\r\nContent-Length: %s\r\n\r\n%s\r\n\r\n' "$(printf '%s' "$text" | wc -c)" "$text" >f.warc
"$dragoman" parse --language fr a.txt >g.conllu
gzip -k b.jsonl
"$dragoman" code b.jsonl -o s.db

# try POINTS COMMAND...: fails at as many points, spread over the run.
try() {
  points=$1
  shift
  rm -f n made.*
  LD_PRELOAD=$work/failing.so DG_FAIL_COUNT=$work/n "$@" >/dev/null 2>&1
  all=$(cat n)
  k=1
  while [ "$k" -le "$all" ]; do
    rm -f made.*
    timeout 30 env DG_FAIL_AT=$k ${sticky:+DG_FAIL_ALL=1} LD_PRELOAD=$work/failing.so "$@" >out 2>err
    status=$?
    [ $status -le 2 ] || { fail "status $status where allocation $k of $all fails: $*"; head -2 err; }
    # Densely at the start, where everything is opened, then in steps.
    k=$((k + 1 + (k > 12) * (all / points)))
  done
}
for sticky in "" 1; do
  try 25 "$dragoman" read --to json a.txt
  for input in b.jsonl.gz c.csv d.html e.xml f.warc g.conllu; do try 14 "$dragoman" code -j 1 "$input"; done
  try 14 "$dragoman" code -j 2 b.jsonl -o made.jsonl
  try 25 "$dragoman" code -j 2 b.jsonl -o made.db
  try 14 "$dragoman" export s.db --to polecat
done
finish
