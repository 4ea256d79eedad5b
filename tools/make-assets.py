#!/usr/bin/env python3
"""make-assets.py OUT.c OPENAPI FOLDER: the files of the viewer's page as arrays of C, so that the program needs none of them.

Files of FOLDER (and of folders in it) become served names: « app.js » is /app.js."""
import hashlib
import os
import sys

TYPES = {".html": "text/html; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8",
         ".json": "application/json; charset=utf-8", ".svg": "image/svg+xml", ".png": "image/png", ".ico": "image/x-icon",
         ".txt": "text/plain; charset=utf-8", ".yaml": "application/yaml; charset=utf-8", ".woff2": "font/woff2",
         ".webmanifest": "application/manifest+json"}


def c_string(s):
    return '"' + s.replace("\\", "\\\\").replace('"', '\\"') + '"'


def main(out, openapi, folder):
    files = [("/openapi.yaml", openapi)]
    for at, folders, names in os.walk(folder):
        folders.sort()
        for name in sorted(names):
            path = os.path.join(at, name)
            if os.path.splitext(name)[1] in TYPES:
                files.append(("/" + os.path.relpath(path, folder).replace(os.sep, "/"), path))
    with open(out + ".new", "w") as f:
        f.write('/* Made by tools/make-assets.py from web/dist and docs/openapi.yaml. */\n#include "serve/assets.h"\n\n')
        rows = []
        for i, (name, path) in enumerate(files):
            data = open(path, "rb").read()
            f.write(f"static const unsigned char FILE_{i}[] = {{\n")
            for k in range(0, len(data), 32):
                f.write(",".join(map(str, data[k:k + 32])) + ",\n")
            f.write("0};\n")
            kind = TYPES[os.path.splitext(path)[1]]
            tag = hashlib.sha256(data).hexdigest()[:16]
            rows.append(f'    {{{c_string(name)}, "{kind}", "\\"{tag}\\"", FILE_{i}, {len(data)}u}},')
        f.write("\nconst Asset ASSETS[] = {\n" + "\n".join(rows) + "\n};\n")
        f.write("const size_t N_ASSETS = sizeof ASSETS / sizeof *ASSETS;\n")
    os.replace(out + ".new", out)
    # What the build must look at again: ninja reads it as a depfile.
    with open(out + ".d", "w") as f:
        f.write(out.replace(" ", "\\ ") + ": " + " ".join(p.replace(" ", "\\ ") for _, p in files) + "\n")


main(*sys.argv[1:4])
