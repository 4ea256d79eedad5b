#!/bin/sh
# The language that is found in short texts where none is told.
. "$(dirname "$0")/lib.sh"
python3 "$here/language.py" "$dragoman" || fail "languages of short texts"
finish
