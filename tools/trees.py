"""What the grammars of trees-en.py and trees-fr.py share: trees, chance, and reading the lexicon and the world."""
import glob, random, re

R = random.Random()
pick = R.choice


def chance(p):
    return R.random() < p


class Node:
    """A word with its relation to the word above and what hangs on it to the left and to the right, in order."""

    def __init__(self, form, lemma, upos, feats="_", rel="dep"):
        self.form, self.lemma, self.upos, self.feats, self.rel = form, lemma, upos, feats, rel
        self.left, self.right = [], []
        self.glue = False  # no space before it
        self.gender, self.number = "Masc", "Sing"

    def before(self, *nodes):
        self.left += [n for n in nodes if n]
        return self

    def after(self, *nodes):
        self.right += [n for n in nodes if n]
        return self

    def first(self, *nodes):
        self.left[:0] = [n for n in nodes if n]
        return self

    def as_(self, rel):
        self.rel = rel
        return self

    def like(self, gender, number):
        self.gender, self.number = gender, number
        return self

    def line(self):
        out = []
        for n in self.left:
            out += n.line()
        out.append(self)
        for n in self.right:
            out += n.line()
        return out

    def drop(self, gone):
        """Takes a word out of the tree, with what hangs on it."""
        self.left = [n for n in self.left if n is not gone]
        self.right = [n for n in self.right if n is not gone]
        for n in self.left + self.right:
            n.drop(gone)


def adp(word, rel="case"):
    return Node(word, word, "ADP", "_", rel)


def comma():
    n = Node(",", ",", "PUNCT", "_", "punct")
    n.glue = True
    return n


def full_stop():
    n = comma()
    n.form = n.lemma = "."
    return n


def count(low, high):
    k = str(R.randint(low, high))
    return Node(k, k, "NUM")


def pp(word, np, rel="nmod"):
    return np.first(adp(word)).as_(rel)


def heads(kept, root):
    """The numbers of the words above, by word; the root's is 0."""
    index = {id(n): i + 1 for i, n in enumerate(kept)}
    head = {id(root): 0}

    def hang(node):
        for n in node.left + node.right:
            head[id(n)] = index[id(node)]
            hang(n)

    hang(root)
    return [head[id(n)] for n in kept]


def kept_words(root):
    """The words in order; of two marks of punctuation side by side one goes, as does a comma at the end."""
    kept = []
    for n in root.line():
        if n.upos == "PUNCT" and kept and kept[-1].upos == "PUNCT":
            if n.form != ".":
                root.drop(n)
                continue
            root.drop(kept.pop())
        kept.append(n)
    if kept and kept[-1].form == ",":
        root.drop(kept.pop())
    return kept


def joined(head, other, words):
    """« A and B »."""
    word = pick(words)
    return head.after(other.first(Node(word, word, "CCONJ", "_", "cc")).as_("conj"))


# --- the world and the lexicon

def lines(path):
    """The columns of a text source."""
    for row in open(path, encoding="utf-8"):
        if row[0] != "#" and "|" in row:
            yield [c.strip() for c in row.split("|")]


def rows(world, pattern):
    for path in sorted(glob.glob(f"{world}/{pattern}")):
        yield from lines(path)


def names(cell):
    return [n.strip() for n in cell.split(";")]


def frames(lang):
    return {c[0]: c[1].split("#")[0].strip() for c in lines(f"{lang}/frames.txt")}


def classes(lang, known):
    return {c[0]: [m for m in names(c[1]) if m in known] for c in lines(f"{lang}/classes.txt")}


def asked(conditions, known, members_of):
    """Which nouns an entry asks for, by slot; None where it asks for anything at all, or for an actor."""
    asks = {}
    for where, what in re.findall(r'(\w+):("[^"]*"|[!\w-]+)', conditions):
        words = names(what[1:-1]) if what[0] == '"' else members_of.get(what, [])
        words = [w for w in words if w in known]
        if words:
            asks[where] = words
        elif what in ("any", "actor", "person", "country", "armed", "state"):
            asks[where] = None
    return asks


def slots(column, plain, frame_of):
    return [s.split("=") for s in frame_of.get(column or plain, column).split() if "=" in s]


def act_nouns(lang, frame_of, known, prepositions):
    """Nouns of the lexicon that name events, with those of their slots."""
    out = []
    for path in sorted(glob.glob(f"{lang}/events/nouns-*.txt")):
        for c in lines(path):
            if len(c) > 3 and c[1] == "n" and c[0] in known and c[3] != "none":
                has = dict(slots(c[2], "nt", frame_of))
                if any(w in prepositions for w in has):
                    out.append((c[0], has))
    return out


class Entry:
    """A verb with its particle or noun, its slots, and the nouns that its conditions ask for."""

    def __init__(self, verb, parts, slots, asks, reflexive=False):
        self.verb, self.parts, self.slots, self.asks, self.reflexive = verb, parts, slots, asks, reflexive


def filler(role, where, entry, thing, actor, place):
    """A noun phrase for a slot, made by one of the three."""
    words = entry.asks.get(where)
    if words:
        return thing(words)
    if role in ("recipient", "with", "both", "actor"):
        return actor()
    if role == "place":
        return place()
    return thing() if chance(0.85) else actor()


def verb_lines(lang):
    """The words, slots' column and conditions of the lexicon's verbs."""
    for path in sorted(glob.glob(f"{lang}/events/*.txt")):
        for c in lines(path):
            if len(c) > 3 and c[1] == "v":
                yield [w.strip() for w in c[0].replace(" +", "+").split("+")], c[2], c[4] if len(c) > 4 else ""


def write_all(n, verbs, sentence, write):
    """Sentences about each verb in turn, until there are n."""
    number, order = 0, []
    while number < n:
        if not order:
            order = verbs[:]
            R.shuffle(order)
        root = sentence(order.pop())
        if root and write(root, number + 1):
            number += 1
