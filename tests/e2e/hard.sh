#!/bin/sh
# Hard conditions: full disks, closed pipes, lines and archives without end, broken and hostile input. Each is told
# with file and line, the rest is read, memory and time stay within bounds.
. "$(dirname "$0")/lib.sh"
cd "$work"
# within SECONDS MEGABYTES COMMAND...: status of the command; 99 where it took longer or more memory.
within() {
  python3 - "$@" <<'P'
import resource, subprocess, sys
seconds, megabytes, command = float(sys.argv[1]), int(sys.argv[2]), sys.argv[3:]
try:
    status = subprocess.run(command, timeout=seconds, stdin=open("stdin"), stdout=open("out", "w"), stderr=open("err", "w")).returncode
except subprocess.TimeoutExpired:
    sys.exit(99)
peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
if peak > megabytes:
    print(f"  {peak:.0f} MB")
    sys.exit(99)
sys.exit(status)
P
}
: >stdin
good='{"id":"good","text":"La Russie a condamné la France."}'
python3 "$here/corpus.py" 300 9 >in.jsonl
"$dragoman" code in.jsonl >one.jsonl

# A disk that is full: at once, and in the midst of a run. What was written is gone on with.
for out in /dev/full; do
  [ -e $out ] || continue
  "$dragoman" code in.jsonl >$out 2>err && fail "a full disk went unnoticed"
  expect_in err 'No space left'
  expect_status 2 "$dragoman" code in.jsonl -o $out
done
for out in full.jsonl full.db; do
  (ulimit -f 1500; "$dragoman" code in.jsonl -o $out) 2>err
  [ $? = 2 ] || fail "$out: a limit on its size went unnoticed"
  [ -s err ] || fail "$out: no reason given"
  "$dragoman" code in.jsonl -o $out 2>/dev/null || fail "$out: the rerun failed"
done
same one.jsonl full.jsonl
"$dragoman" export full.db >exported.jsonl
same one.jsonl exported.jsonl
if mkdir small && mount -t tmpfs -o size=700k tmpfs small 2>/dev/null; then
  expect_status 2 "$dragoman" code in.jsonl -o small/x.db
  expect_status 2 "$dragoman" code in.jsonl -o small/x.jsonl
  umount small
fi
mkdir locked && chmod 555 locked
[ "$(id -u)" = 0 ] || expect_status 2 "$dragoman" code in.jsonl -o locked/x.jsonl
expect_status 2 "$dragoman" code in.jsonl -o /proc/x.db

# A reader that goes away.
{ "$dragoman" code in.jsonl 2>err; echo $? >status; } | head -c 100 >/dev/null
[ "$(cat status)" = 2 ] || fail "a closed pipe: status $(cat status)"
expect_in err 'Broken pipe'

# One malformed line among many.
awk 'NR == 7 { print "{\"id\": \"7\", \"text\": \"cut" } { print }' in.jsonl >seven.jsonl
expect_status 1 "$dragoman" code seven.jsonl
expect_in err 'seven.jsonl:7: error'
same one.jsonl out

# A line of a gigabyte, and one document behind it.
mkfifo pipe
{ printf '{"id":"long","text":"'; head -c 1000000000 /dev/zero | tr '\0' 'a'; printf '"}\n%s\n' "$good"; } >pipe &
within 120 400 "$dragoman" code --from jsonl -j 1 pipe
[ $? = 1 ] || fail "a line of 1 GB"
expect_in err 'pipe:1: error: a line longer'
expect_in out '"document":"good"'

# Bombs: a gigabyte in a megabyte.
head -c 1000000000 /dev/zero | gzip -1 >bomb.txt.gz
within 120 400 "$dragoman" code -j 1 bomb.txt.gz
[ $? = 1 ] || fail "a gzip bomb"
expect_in err 'larger than 64 MiB'
if command -v zstd >/dev/null; then
  head -c 1000000000 /dev/zero | zstd -q >bomb.csv.zst
  within 120 500 "$dragoman" code -j 1 bomb.csv.zst
  [ $? = 1 ] || fail "a zstd bomb"
  [ -s err ] || fail "a zstd bomb is not named"
fi
printf '%s\n' "$good" | gzip >cut.jsonl.gz
head -c 40 cut.jsonl.gz >cut2.jsonl.gz
expect_status 1 "$dragoman" code cut2.jsonl.gz
expect_in err 'cut2.jsonl.gz.*truncated gzip'

# Markup without bottom.
python3 -c 'print("<html><body>" + "<div>" * 300000 + "<p>La Russie a condamné la France.</p>")' >deep.html
within 60 400 "$dragoman" code -j 1 deep.html
[ $? -le 1 ] || fail "deep HTML"
python3 -c 'print("<table><tr><td>" * 50000 + "<a b=\"" + "x" * 100000 + "<!--" * 1000)' >odd.html
within 60 400 "$dragoman" code -j 1 odd.html
[ $? -le 1 ] || fail "odd HTML"
python3 -c 'print("<rss><channel>" + "<item>" * 100000)' >deep.xml
within 60 400 "$dragoman" code -j 1 deep.xml
[ $? -le 1 ] || fail "a deep feed"
python3 -c 'print("<!DOCTYPE r [<!ENTITY a \"aaaaaaaaaa\">" + "".join(f"<!ENTITY {chr(98+i)} \"{(chr(38)+chr(97+i)+chr(59))*10}\">" for i in range(12)) + "]><rss><channel><item><title>&m;</title></item></channel></rss>")' >laughs.xml
within 60 400 "$dragoman" code -j 1 laughs.xml
[ $? -le 1 ] || fail "entities of entities"

# Archives whose lengths are wrong; quotes that never close; NULs.
for length in 5 99999999 99999999999999999999999 -1 x; do
  printf 'WARC/1.0\r\nWARC-Type: conversion\r\nWARC-Target-URI: http://example.org/a\r\nContent-Length: %s\r\n\r\nLa Russie a condamné la France.\r\n\r\n' $length >w.warc
  within 20 400 "$dragoman" code -j 1 w.warc
  [ $? -le 1 ] || fail "a WARC record of length $length"
done
expect_status 1 "$dragoman" code w.warc
expect_in err "w.warc:1: error: a record without a length"
printf 'id,text\n1,"La Russie a condamné la France."\n2,"never closed\n3,"x"\n' >quotes.csv
"$dragoman" code quotes.csv >out 2>err
expect_in out '"document":"1"'
python3 -c 'print("id,text\n1,\"" + "a\n" * 2000000)' >unclosed.csv
expect_status 1 "$dragoman" code unclosed.csv
expect_in err 'unclosed.csv:2: error: a quoted field is not closed'
printf 'a\0b\n{"id":"1","text":"La Russie\\u0000 a condamné la France."}\n' >nul.jsonl
expect_status 1 "$dragoman" code nul.jsonl
expect_in out '"document":"1"'

# A sentence of a million words.
python3 -c 'print("La Russie " + "a condamné la France et " * 200000)' >endless.txt
within 300 2000 "$dragoman" code -j 1 --language fr endless.txt
[ $? = 0 ] || fail "a sentence of a million words"
finish
