#!/usr/bin/env python3
"""bench/store.py BUILD [ARTICLES]: what a SQLite store costs beside coding alone, both at once, so that what else the machine
does burdens both alike: processor time, time, peak memory. 100,000 articles take some twenty minutes on two quiet cores."""
import os
import subprocess
import sys
import tempfile
import threading
import time

build = sys.argv[1]
articles = sys.argv[2] if len(sys.argv) > 2 else "100000"
corpus = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "tests", "e2e", "corpus.py")
cost = {}


def run(name, source, out):
    start = time.monotonic()
    process = subprocess.Popen([build + "/dragoman", "code", "-j", "2", source, "-o", out], stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    cost[name] = used.ru_utime + used.ru_stime
    print(f"{name}: {cost[name]:.1f} s of processor time, {time.monotonic() - start:.0f} s, {used.ru_maxrss // 1024} MB"
          + (f", status {status}" if status else ""), flush=True)


with tempfile.TemporaryDirectory() as work:
    source = os.path.join(work, "in.jsonl")
    with open(source, "wb") as f:
        subprocess.run([sys.executable, corpus, articles, "5"], stdout=f, check=True)
    both = [threading.Thread(target=run, args=(name, source, os.path.join(work, out)))
            for name, out in (("lines", "out.jsonl"), ("SQLite", "out.db"))]
    for t in both:
        t.start()
    for t in both:
        t.join()
print(f"{articles} articles: a store adds {100 * (cost['SQLite'] / cost['lines'] - 1):.1f} % of processor time")
