#!/usr/bin/env python3
"""Words a second of UDPipe 1 (tokenise, tag, parse) on texts of a corpus: udpipe.py MODEL CORPUS.jsonl [SECONDS].
Prints one number. Needs `pip install ufal.udpipe`."""
import json
import sys
import time

from ufal.udpipe import Model, Pipeline

model = Model.load(sys.argv[1])
limit = float(sys.argv[3]) if len(sys.argv) > 3 else 20
pipeline = Pipeline(model, "tokenize", "", "", "conllu")
words, start = 0, time.time()
for line in open(sys.argv[2], encoding="utf-8"):
    parsed = pipeline.process(json.loads(line)["text"])
    words += sum(1 for l in parsed.splitlines() if l[:1].isdigit() and l.split("\t")[0].isdigit())
    if time.time() - start > limit:
        break
print(round(words / (time.time() - start)))
