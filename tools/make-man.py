#!/usr/bin/env python3
"""make-man.py DRAGOMAN OUT: the page dragoman(1) from the program's own help texts, so that both have one source."""
import re
import subprocess
import sys

program, out = sys.argv[1:3]


def help_of(*args):
    return subprocess.run([program, *args, "--help"], stdout=subprocess.PIPE, check=True).stdout.decode()


def escape(s):
    return s.replace("\\", "\\e").replace("-", "\\-")


top = help_of()
version = subprocess.run([program, "--version"], stdout=subprocess.PIPE).stdout.decode().split()[1]
names = re.findall(r"^  (\S+) ", top.split("commands\n")[1], re.M)
page = [f'.TH DRAGOMAN 1 "" "dragoman {version}" "User Commands"', ".SH NAME",
        "dragoman \\- read news dispatches into sourced event records", ".SH SYNOPSIS", ".B dragoman",
        ".I COMMAND", "[OPTIONS] [ARGUMENTS]", ".SH DESCRIPTION",
        escape(" ".join(top.split("\n\n")[1].split())),
        "Output is the schema dragoman/1: one JSON object a document, or one event a line.", ".SH COMMANDS"]
for name in names:
    text = help_of(name)
    usage, summary, options = text.split("\n\n", 2)
    page += [f".SS {escape(usage.replace('usage: ', ''))}", escape(summary.strip())]
    for line in options.splitlines():
        m = re.match(r"^  (-\S+(?: \S+)?)\s+(.*)$", line)
        if m:
            page += [".TP", f".B {escape(m.group(1))}", escape(m.group(2))]
page += [".SH EXIT STATUS", ".TP", ".B 0", "Everything was read.", ".TP", ".B 1",
         "Some documents failed: each is named on standard error with file, line and reason, and kept in the store's table of errors.",
         ".TP", ".B 2", "The command could not run.", ".SH ENVIRONMENT", ".TP", ".B DRAGOMAN_DATA",
         "The folder with packs and models, where it is not the installed one.", ".TP", ".B NO_COLOR",
         "Set to anything: no colour.", ".SH EXAMPLES", ".nf",
         escape("dragoman read dispatch.txt\ndragoman code articles.jsonl.gz -o sahel.db\n"
                "dragoman export sahel.db --to gdelt --country MLI --from 2021-01-01\ndragoman serve sahel.db"), ".fi",
         ".SH BUGS", "What does not work yet stands in README.md."]
open(out, "w").write("\n".join(page) + "\n")
