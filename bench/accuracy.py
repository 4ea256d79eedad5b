#!/usr/bin/env python3
"""Accuracy from raw text against UDPipe 1, by the metrics of the CoNLL 2018 shared task, with words a second of both.

accuracy.py BUILD [SHARED]                      French (sequoia-dev) and English (ewt-dev), models and treebanks in SHARED
accuracy.py BUILD LANGUAGE MODEL GOLD.conllu    any other: a UDPipe 1 model and a treebank

Both get the same text: the treebank's documents, their paragraphs parted by an empty line.
Needs `pip install ufal.udpipe`."""
import importlib.util
import os
import subprocess
import sys
import tempfile
import time

METRICS = ("Tokens", "Sentences", "Words", "UPOS", "UFeats", "Lemmas", "UAS", "LAS", "CLAS")


def documents(path):
    """The raw text of each document, put together from tokens and SpaceAfter as `dragoman eval` does it."""
    text, gap, last = "", "", 0
    for line in open(path, encoding="utf-8"):
        if line.startswith("# newdoc"):
            if text:
                yield text
            text, gap = "", ""
        elif line.startswith("# newpar") and text:
            gap = "\n\n"
        elif not line.strip():
            last = 0
        elif line[0] != "#":
            column = line.rstrip("\n").split("\t")
            first = column[0].split("-")
            if "." in column[0] or int(first[0]) <= last:
                continue
            last = int(first[-1])
            text += gap + column[1]
            gap = "" if "SpaceAfter=No" in column[9].split("|") else " "
    if text:
        yield text


def udpipe(model, gold, out):
    """Parses into `out`; words a second."""
    from ufal.udpipe import Model, Pipeline
    loaded = Model.load(model)  # the pipeline does not keep it alive
    pipeline = Pipeline(loaded, "tokenize", "", "", "conllu")
    texts, words, start = list(documents(gold)), 0, time.time()
    with open(out, "w", encoding="utf-8") as f:
        for text in texts:
            parsed = pipeline.process(text)
            if not parsed.startswith("# newdoc"):
                parsed = "# newdoc\n" + parsed
            words += sum(1 for l in parsed.splitlines() if l.split("\t")[0].isdigit())
            f.write(parsed)
    return words / (time.time() - start)


def scores(build, *arguments):
    out = subprocess.run([build + "/dragoman", "eval", *arguments], stdout=subprocess.PIPE, text=True, check=True).stdout
    return {l.split()[0]: float(l.split()[3]) for l in out.splitlines()[1:]}


def compare(build, language, model, gold):
    with tempfile.TemporaryDirectory() as work:
        out = work + "/udpipe.conllu"
        speed = udpipe(model, gold, out)
        theirs, ours = scores(build, gold, "--system", out), scores(build, gold, "--language", language)
    print(f"== {os.path.basename(gold)}, F1 from raw text")
    print(f"{'':10}{'dragoman':>10}{'UDPipe 1':>10}{'more':>8}")
    for m in METRICS:
        print(f"{m:10}{ours[m]:10.2f}{theirs[m]:10.2f}{ours[m] - theirs[m]:+8.2f}")
    print(f"UDPipe 1: {speed:.0f} words/s (tokenise, tag, parse)")


def main(build, *rest):
    if len(rest) == 3:
        return compare(build, *rest)
    shared = rest[0] if rest else os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../shared")
    if not importlib.util.find_spec("ufal"):
        return print("== UDPipe: skipped (no ufal.udpipe)")
    for language, gold in (("fr", "fr_sequoia-ud-dev"), ("en", "en_ewt-ud-dev")):
        model = f"{shared}/baselines/{language}.udpipe"
        if not os.path.exists(model):
            print(f"== {language}: skipped (no {os.path.basename(model)})")
            continue
        compare(build, language, model, f"{shared}/treebanks/{language}/{gold}.conllu")


if __name__ == "__main__":
    main(*sys.argv[1:])
