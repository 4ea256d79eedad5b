#!/usr/bin/env python3
"""Write C source that holds the style and the script of the page that `dragoman read --to html` makes, and the policy
that allows these two and nothing else: `embed-page.py STYLE SCRIPT OUT.c`."""
import base64
import hashlib
import sys


def array(name, data):
    rows = [", ".join(str(b) for b in data[i:i + 24]) for i in range(0, len(data), 24)]
    return f"const char {name}[] = {{\n  " + ",\n  ".join(rows) + ", 0};\n"


def hashed(data):
    return "'sha256-" + base64.b64encode(hashlib.sha256(data).digest()).decode() + "'"


def main():
    style, script, out = sys.argv[1:4]
    with open(style, "rb") as f:
        css = f.read().strip()
    with open(script, "rb") as f:
        js = f.read().strip()
    for data in (css, js):
        if b"</style" in data.lower() or b"</script" in data.lower() or b"<!--" in data:
            sys.exit("a style or script that ends its own element cannot stand in a page")
        if max(data) > 127:
            sys.exit("the style and the script must be ASCII")
    policy = f"default-src 'none'; style-src {hashed(css)}; script-src {hashed(js)}"
    with open(out, "w", encoding="utf-8") as f:
        f.write("/* Written by tools/embed-page.py. */\n#include \"io/html_page.h\"\n\n")
        f.write(array("HTML_STYLE", css) + array("HTML_SCRIPT", js) + array("HTML_POLICY", policy.encode()))


main()
