#!/bin/sh
# The progress bar of `code`: on a terminal only, and with what it promises.
. "$(dirname "$0")/lib.sh"
script --version 2>/dev/null | grep -q util-linux || { echo "  skipped: no script of util-linux"; exit 77; }
cd "$work"
python3 "$here/corpus.py" 100 7 >in.jsonl
TERM=xterm script -qec "'$dragoman' code in.jsonl -o bar.db" /dev/null >screen 2>/dev/null </dev/null || fail "coding on a terminal failed"
tr '\r' '\n' <screen >lines
expect_in lines '100 documents, [1-9][0-9]* a second, [1-9][0-9]* events, 0 failed'
"$dragoman" code in.jsonl -o file.db 2>err || fail "coding failed"
! grep -q 'a second,' err || fail "a bar is shown where there is no terminal"
! grep -q "$(printf '\033')\|$(printf '\r')" err || fail "control characters where there is no terminal"
finish
