#!/bin/sh
# Learns lang/XX/judge.txt anew from the sentences under tests/, some seconds a language. Usage: sh tools/judge.sh BUILD
# Held-out sentences (held-out-quiet-*.txt, wire-held-out-*.txt) are left out, so that they can tell how well it does.
set -e
build=$1
cd "$(dirname "$0")/.."
learn() { # language, share of true events that may be lost
  "$build/dragoman-judge" "$build/data" "$1" "$2" --politics tests/cases/events/frames.txt tests/cases/events/newswire-fr.txt \
    tests/cases/events/conflict-*.txt tests/cases/events/cooperation-en.txt tests/cases/events/constructions-en.txt \
    tests/cases/events/wire-"$1".txt tests/cases/events/beside-*.txt --quiet tests/cases/events/quiet-"$1".txt tests/quiet/"$1".txt > "$build/judge-$1.txt"
  mv "$build/judge-$1.txt" lang/"$1"/judge.txt
}
learn fr 0.008
learn en 0.006
