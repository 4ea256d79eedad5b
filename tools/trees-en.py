#!/usr/bin/env python3
"""Writes English newswire sentences with their trees, made by a grammar from the event lexicon, to train the parser on.

usage: trees-en.py LANG WORLD WORDS.tsv N SEED > trees.conllu

LANG is lang/en, WORLD the folder world, WORDS.tsv the lexicon that tools/lexicon-en.py writes. The verbs of the event lexicon come
in turn, each with the arguments that its entries give it (particles, prepositions, infinitives, clauses), in active
and passive clauses, headings, relative and participial clauses, under verbs of saying. The sentences need not make sense:
what they teach is which arguments a verb takes and how newswire is built. Relations are those of UD EWT.
"""
import re, sys
from collections import defaultdict

import trees
from trees import Node, R, adp, chance, comma, count, full_stop, kept_words, pick, pp

LANG, WORLD, WORDS, N, SEED = sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4]), int(sys.argv[5])
R.seed(SEED)


# --- words and their forms

INFLECTED, NOUNS, ADJECTIVES = defaultdict(dict), set(), set()
PLURAL = {}
for row in open(WORDS, encoding="utf-8"):
    form, upos, feats, lemma = row.rstrip("\n").split("\t")
    if upos == "VERB":
        key = {"VerbForm=Inf": "inf", "Tense=Pres|VerbForm=Part": "ing", "Tense=Past|VerbForm=Fin": "ed", "Tense=Past|VerbForm=Part": "en"}.get(feats)
        if not key and "Person=3" in feats:
            key = "s"
        if key:
            INFLECTED[lemma].setdefault(key, []).append(form)
    elif upos == "NOUN":
        if "Plur" in feats and form != lemma and (lemma not in PLURAL or PLURAL[lemma].endswith("s")):
            PLURAL[lemma] = form
        elif form == lemma:
            NOUNS.add(lemma)
    elif upos == "ADJ" and form == lemma:
        ADJECTIVES.add(lemma)
for lemma in NOUNS:
    if lemma.endswith("man") and lemma not in ("human", "german", "talisman"):
        PLURAL[lemma] = lemma[:-2] + "en"
PLURAL.update(child="children", person="people", schoolchild="schoolchildren")
for lemma in "police personnel staff police aid wounded displaced airfare relations news information evidence goods".split():
    PLURAL.pop(lemma, None)
# Where a list of forms has both, as for « wrote, written ».
STRONG = {l: f for l, f in (p.split("=") for p in (
    "write=wrote/written take=took/taken give=gave/given see=saw/seen break=broke/broken steal=stole/stolen speak=spoke/spoken "
    "choose=chose/chosen fall=fell/fallen drive=drove/driven rise=rose/risen begin=began/begun sing=sang/sung draw=drew/drawn "
    "withdraw=withdrew/withdrawn throw=threw/thrown overthrow=overthrew/overthrown grow=grew/grown know=knew/known show=showed/shown "
    "fly=flew/flown go=went/gone undergo=underwent/undergone come=came/come become=became/become overcome=overcame/overcome "
    "run=ran/run forgive=forgave/forgiven forbid=forbade/forbidden freeze=froze/frozen unfreeze=unfroze/unfrozen "
    "shake=shook/shaken forsake=forsook/forsaken undertake=undertook/undertaken overtake=overtook/overtaken eat=ate/eaten "
    "hide=hid/hidden ride=rode/ridden override=overrode/overridden bite=bit/bitten beat=beat/beaten sink=sank/sunk "
    "do=did/done undo=undid/undone tear=tore/torn swear=swore/sworn bear=bore/born wear=wore/worn drink=drank/drunk "
    "shrink=shrank/shrunk spring=sprang/sprung swim=swam/swum foresee=foresaw/foreseen oversee=oversaw/overseen "
    "rewrite=rewrote/rewritten blow=blew/blown get=got/got forget=forgot/forgotten strive=strove/striven").split())}


def forms(lemma, key):
    """The form of a verb: inf, s, ed, en or ing; None where it is not known."""
    if key == "inf":
        return lemma
    if lemma in STRONG and key in ("ed", "en"):
        return STRONG[lemma].split("/")[key == "en"]
    known = INFLECTED.get(lemma, {}).get(key)
    if not known:
        return None
    rule = (lemma + "d" if lemma.endswith("e") else lemma + "ed") if key in ("ed", "en") else None
    return next((f for f in known if f != rule), rule or known[0]) if rule and rule not in known[:1] else known[0]


# --- trees

def the():
    return Node("the", "the", "DET", "Definite=Def|PronType=Art", "det")


def a(word):
    return Node("an" if word[0] in "aeiou" else "a", "a", "DET", "Definite=Ind|PronType=Art", "det")


def mark(word):
    return Node(word, word, "SCONJ", "_", "mark")


def to():
    return Node("to", "to", "PART", "_", "mark")


def adj(word):
    return Node(word, word.lower() if word.islower() else word, "ADJ", "Degree=Pos", "amod")


def propn(word, rel="dep", plural=False):
    return Node(word, word, "PROPN", "Number=Plur" if plural else "Number=Sing", rel)


def noun(lemma, plural=False, rel="dep"):
    if plural and lemma in PLURAL:
        return Node(PLURAL[lemma], lemma, "NOUN", "Number=Plur", rel)
    return Node(lemma, lemma, "NOUN", "Number=Sing", rel)


def digits(low, high):
    n = count(low, high)
    n.feats = "NumForm=Digit|NumType=Card"
    return n


def is_plural(n):
    return "Number=Plur" in n.feats or any(c.rel == "conj" for c in n.right)


# --- names of the world

COUNTRIES, GENTILICS, CAPITALS = [], [], []
for c in trees.rows(WORLD, "countries.txt"):
    name, gentilic = c[1].split(";")[0].strip(), c[3].split(";")[0].strip()
    if re.fullmatch(r"[A-Z][a-z]+", name):
        COUNTRIES.append(name)
        if len(c) > 7 and re.fullmatch(r"[A-Z][a-z]+", c[7].split(";")[0].strip()):
            CAPITALS.append(c[7].split(";")[0].strip())
    if re.fullmatch(r"[A-Z][a-z]+", gentilic):
        GENTILICS.append(gentilic)
PEOPLE = [n.split(";")[0].strip() for c in trees.rows(WORLD, "persons-*.txt") for n in [c[0]] if re.fullmatch(r"[^\W\d_]+(?:-[^\W\d_]+)? [^\W\d_]+", n.split(";")[0].strip())]
ORGS = sorted({n.strip() for f in ("organisations-igo.txt", "groups-rebels.txt", "groups-jihadist.txt", "organisations-ngo.txt", "parties-world.txt")
               for c in trees.rows(WORLD, f) for n in c[0].split(";") if re.fullmatch(r"[A-Z][A-Za-z]{1,12}", n.strip())})
TOWNS = CAPITALS + "Goma Aleppo Mosul Kharkiv Kandahar Timbuktu Donetsk Idlib Benghazi Gaza Peshawar Srinagar Maiduguri Marib Hodeidah Gao Bunia".split()
FIRST = "Paul Amina John Maria Ahmed Sergei Li Fatou David Elena Ibrahim Grace Omar Anna Carlos Leila".split()

ROLE = ("president minister premier spokesman spokeswoman ambassador general commander lawmaker senator governor mayor official judge prosecutor "
        "diplomat envoy activist journalist lawyer leader chief officer colonel opponent dissident critic candidate chancellor negotiator "
        "secretary representative adviser bishop cleric").split()
GROUP = ("government army military police parliament opposition junta court ministry coalition party union group company agency council committee "
         "commission delegation embassy regime administration cabinet senate navy militia movement").split()
PLURALS = ("soldier troop rebel protester demonstrator militant fighter insurgent gunman separatist worker student farmer teacher miner refugee migrant "
           "civilian villager resident woman child journalist activist lawmaker official policeman prisoner hostage trader driver doctor nurse lawyer "
           "opponent supporter force authority police").split()
MODIFIER = ("foreign defence interior finance trade health justice prime former deputy senior top military local regional national federal new armed "
            "masked angry striking detained wounded exiled pro-government anti-government far-right ruling main central unknown suspected").split()
THEME = ("plan decision proposal deal agreement law bill reform policy resolution report statement request demand offer warning talks summit visit "
         "treaty ceasefire sanction embargo attack operation campaign election vote project aid loan weapon missile tank vehicle money fund food "
         "medicine border base airport road bridge building embassy oil gas territory village prisoner body document evidence charge case "
         "crisis war conflict crime corruption violence abuse law tariff goods visa passport asset account property").split()
WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
CLASSES = trees.classes(LANG, NOUNS)


# --- noun phrases

def person():
    name = pick(PEOPLE).split() if chance(0.7) else [pick(FIRST), pick(PEOPLE).split()[-1]]
    head = propn(name[0]).after(propn(name[1], "flat"))
    if chance(0.35):
        return propn(name[1])
    if chance(0.6):
        head.before(title())
    return head


def title():
    """« President », « French Foreign Minister », before a name."""
    word = pick(["President", "Minister", "General", "Senator", "Ambassador", "Governor", "Chancellor", "Colonel", "Secretary", "spokesman", "leader", "lawmaker"])
    head = propn(word, "nmod:desc") if word[0].isupper() else noun(word, rel="nmod:desc")
    if chance(0.5):
        head.before(adj(pick(GENTILICS)))
    if word == "Minister":
        head.before(adj("Prime") if chance(0.4) else adj("Foreign") if chance(0.4) else propn(pick(["Defence", "Interior", "Finance", "Justice"]), "compound"))
    elif word == "Secretary":
        head.before(adj("Foreign"))
    elif word == "leader":
        head.before(noun(pick(["opposition", "rebel", "militia", "party"]), rel="compound"))
    return head


def genitive(np):
    s = Node("'s", "'s", "PART", "_", "case")
    s.glue = True
    np.after(s)
    return np.as_("nmod:poss")


def role():
    word = pick(ROLE)
    head = noun(word)
    if chance(0.3):
        head.before(genitive(country()))
    else:
        head.before(the() if chance(0.6) else a(word))
    if chance(0.3):
        m = adj(pick(MODIFIER))
        if head.left and head.left[0].lemma == "a":
            head.left[0] = a(m.form)
        head.before(m)
    if chance(0.25):
        head.after(pp("of", country()) if word in ("president", "leader", "chief", "governor", "commander") else pp("for", group()) if word.startswith("spokes") else None)
    if chance(0.15):
        p = person()
        head.after(comma(), p.as_("appos"))
        p.right.append(comma())
    return head


def group():
    head = noun(pick(GROUP))
    kind = R.random()
    if kind < 0.35:
        head.before(the(), adj(pick(GENTILICS)))
    elif kind < 0.55:
        head.before(genitive(country()))
        if chance(0.4):
            head.before(adj(pick(MODIFIER)))
    elif kind < 0.75:
        head.before(the()).after(pp("of", country()))
    else:
        head.before(the())
    if head.lemma in ("court", "ministry") and chance(0.4):
        head.left.append(noun(pick(["justice", "defence", "interior", "appeals", "trade"]), rel="compound"))
    return head


def crowd():
    head = noun(pick(PLURALS), True)
    kind = R.random()
    if kind < 0.3:
        head.before(adj(pick(GENTILICS)))
    elif kind < 0.45:
        head.before(digits(2, 400).as_("nummod"))
    elif kind < 0.6:
        few = noun(pick(["dozen", "hundred", "thousand", "score"]), True)
        return few.after(pp("of", head))
    elif kind < 0.7:
        head.before(the())
    if chance(0.25):
        head.before(adj(pick(MODIFIER)))
    if chance(0.12):
        head.after(pp("in", place()))
    elif chance(0.12):
        head.after(participle())
    return head


def country():
    kind = R.random()
    if kind < 0.1:
        return propn("States", plural=True).before(the(), adj("United"))
    if kind < 0.16:
        return propn("Korea").before(propn(pick(["North", "South"]), "compound"))
    if kind < 0.2:
        return propn("Arabia").before(adj("Saudi"))
    if kind < 0.26:
        return propn(pick(["U.S.", "UK", "US", "EU", "UN"])).before(the())
    return propn(pick(COUNTRIES))


def organisation():
    if chance(0.2):
        return propn("Nations", plural=True).before(the(), adj("United"))
    head = propn(pick(ORGS))
    if chance(0.25):
        head.before(the())
    return head


def place():
    kind = R.random()
    if kind < 0.5:
        return propn(pick(TOWNS))
    if kind < 0.75:
        return country()
    if kind < 0.9:
        return propn(pick(COUNTRIES)).before(adj(pick(["northern", "southern", "eastern", "western", "central"])))
    return noun("capital").before(the(), adj(pick(GENTILICS))) if chance(0.5) else noun(pick(["city", "town", "region", "province"])).before(the()).after(pp("of", propn(pick(TOWNS))))


def simple_actor():
    return pick([person, person, role, group, group, crowd, country, country, organisation])()


def actor():
    head = simple_actor()
    if chance(0.1):
        trees.joined(head, simple_actor(), ["and", "and", "or"])
    return head


def act():
    """« Russia's withdrawal of troops from Syria », « the arrest of journalists by police »: a noun with its arguments."""
    lemma, slots = pick(ACTS)
    head = noun(lemma, chance(0.15))
    if "poss" in slots and chance(0.35):
        head.before(genitive(simple_actor()))
    elif "adj" in slots and chance(0.3):
        head.before(the() if chance(0.6) else None, adj(pick(GENTILICS)))
    else:
        head.before(the() if chance(0.7) or is_plural(head) else a(lemma))
        if chance(0.2):
            m = pick(["recent", "alleged", "planned", "immediate", "violent", "peaceful", "illegal"])
            if head.left[0].lemma == "a":
                head.left[0] = a(m)
            head.before(adj(m))
    preps = [w for w in slots if w in PREPOSITIONS and w != "by"]
    R.shuffle(preps)
    if "of" in preps and chance(0.6):
        preps.remove("of")
        preps.insert(0, "of")
    for w in preps[:pick([1, 1, 1, 2])]:
        head.after(pp(w, place() if slots[w] == "place" else simple_actor() if slots[w] in ("recipient", "actor", "both", "with") else thing(THEME)))
    if "by" in slots and chance(0.35):
        head.after(pp("by", simple_actor()))
    return head


def thing(words=None):
    if not words and chance(0.3):
        return act()
    word = pick(words or THEME)
    head = noun(word, chance(0.35))
    if word == "talks":
        head = Node("talks", "talk", "NOUN", "Number=Plur", "dep")
    kind = R.random()
    plural = "Plur" in head.feats
    if kind < 0.3:
        head.before(the())
    elif kind < 0.45 and not plural:
        head.before(a(word))
    elif kind < 0.6:
        head.before(genitive(pick([country, person, group])()))
    elif kind < 0.75:
        head.before(adj(pick(GENTILICS)))
    if chance(0.2):
        m = pick(["new", "recent", "planned", "alleged", "joint", "humanitarian", "military", "nuclear", "economic", "disputed", "controversial"])
        if head.left and head.left[-1].lemma == "a":
            head.left[-1] = a(m)
        head.before(adj(m))
    if chance(0.12):
        head.before(noun(pick(["trade", "peace", "border", "oil", "security", "arms", "refugee", "election", "travel", "war"]), rel="compound"))
        if head.left and head.left[0].lemma == "a":
            head.left[0] = a(head.left[1].form)
    if chance(0.2):
        head.after(pp(pick(["of", "on", "with", "against", "between", "for", "in"]), pick([country, group, crowd, place])()))
    return head


# --- verbs from the lexicon

PARTICLE = {"up", "out", "off", "down", "over", "back", "away", "on", "in", "through", "along", "around"}
PREPOSITIONS = set("of to from with for on in at by against over into upon about as between under towards toward before after among across".split())


FRAMES = trees.frames(LANG)


def entries():
    by_verb = defaultdict(list)
    for words, column, conditions in trees.verb_lines(LANG):
        if re.fullmatch("[a-z]+", words[0]) and words[0] in INFLECTED and len(words) < 4:
            by_verb[words[0]].append(trees.Entry(words[0], words[1:], trees.slots(column, "t", FRAMES), trees.asked(conditions, NOUNS, CLASSES)))
    return by_verb


ENTRIES, ACTS = entries(), trees.act_nouns(LANG, FRAMES, NOUNS, PREPOSITIONS)
VERBS = sorted(ENTRIES)


def filler(role_name, where, entry):
    return trees.filler(role_name, where, entry, thing, actor, place)


def verb_node(lemma, shape):
    """The verb in a shape, with its auxiliaries; shape is a pair (tense, plural subject)."""
    tense, plural = shape
    number = "Plur" if plural else "Sing"
    fin = f"Mood=Ind|Number={number}|Person=3|Tense=%s|VerbForm=Fin"

    def word(key, feats):
        f = forms(lemma, key)
        return Node(f, lemma, "VERB", feats) if f else None

    def aux(form, base, feats):
        return Node(form, base, "AUX", feats, "aux")

    if tense == "past":
        return word("ed", fin % "Past")
    if tense == "pres":
        return word("inf", fin % "Pres") if plural else word("s", fin % "Pres")
    if tense == "perf":
        v = word("en", "Tense=Past|VerbForm=Part")
        return v and v.before(aux("have" if plural else "has", "have", fin % "Pres"))
    if tense == "plup":
        v = word("en", "Tense=Past|VerbForm=Part")
        return v and v.before(aux("had", "have", fin % "Past"))
    if tense == "prog":
        v = word("ing", "Tense=Pres|VerbForm=Part")
        past = chance(0.4)
        be = ("were" if plural else "was") if past else ("are" if plural else "is")
        return v and v.before(aux(be, "be", fin % ("Past" if past else "Pres")))
    if tense == "modal":
        v = word("inf", "VerbForm=Inf")
        m = pick(["will", "will", "would", "could", "may", "must", "should", "might"])
        if v:
            v.before(aux(m, m, "VerbForm=Fin"))
            if chance(0.25):
                v.before(Node("not", "not", "PART", "Polarity=Neg", "advmod"))
        return v
    if tense == "not":
        v = word("inf", "VerbForm=Inf")
        return v and v.before(aux("did", "do", fin % "Past"), Node("not", "not", "PART", "Polarity=Neg", "advmod"))
    if tense == "inf":
        return word("inf", "VerbForm=Inf")
    if tense == "ger":
        return word("ing", "VerbForm=Ger")
    if tense == "ing":
        return word("ing", "Tense=Pres|VerbForm=Part")
    return None


def passive_node(lemma, shape):
    tense, plural = shape
    f = forms(lemma, "en")
    if not f:
        return None
    v = Node(f, lemma, "VERB", "Tense=Past|VerbForm=Part|Voice=Pass")
    fin = f"Mood=Ind|Number={'Plur' if plural else 'Sing'}|Person=3|Tense=%s|VerbForm=Fin"

    def be(form, feats):
        return Node(form, "be", "AUX", feats, "aux:pass")

    if tense == "perf":
        return v.before(Node("have" if plural else "has", "have", "AUX", fin % "Pres", "aux"), be("been", "Tense=Past|VerbForm=Part"))
    if tense == "modal":
        return v.before(Node(pick(["will", "would", "could"]), "will", "AUX", "VerbForm=Fin", "aux"), be("be", "VerbForm=Inf"))
    if tense == "pres":
        return v.before(be("are" if plural else "is", fin % "Pres"))
    if tense == "prog":
        return v.before(Node("are" if plural else "is", "be", "AUX", fin % "Pres", "aux"), be("being", "VerbForm=Ger"))
    return v.before(be("were" if plural else "was", fin % "Past"))


def parts_of(v, entry):
    """Particles and nouns of the entry behind the verb: (particle, noun objects, prepositional parts)."""
    particle, objects, oblique = None, [], []
    for part in entry.parts:
        if ":" in part:
            prep, word = part.split(":", 1)
            if word in NOUNS and prep in PREPOSITIONS:
                oblique.append((prep, word))
            else:
                return None
        elif part in PARTICLE:
            particle = part
        elif part in NOUNS:
            objects.append(part)
        elif part in ADJECTIVES or part in PREPOSITIONS:
            return None
        else:
            return None
    return particle, objects, oblique


def arguments(v, entry, depth, subject_plural, passive):
    """Hangs the entry's particle, object and a few of its other arguments on the verb. False where it cannot be done."""
    parts = parts_of(v, entry)
    if parts is None:
        return False
    particle, objects, oblique = parts
    slot = {w: r for w, r in entry.slots}
    prt = adp(particle, "compound:prt") if particle else None
    need = {w for w in entry.asks}
    obj = None
    if objects:
        obj = thing(objects)
    elif "obj" in slot and (chance(0.9) or "obj" in need):
        obj = filler(slot["obj"], "obj", entry)
    clause = slot.get("clause") and depth < 2 and ("clause" in need or (chance(0.5) and "inf" not in need)) and not passive
    if clause and slot.get("obj") in ("content", "theme", "noun"):
        obj = None
    if passive and not obj:
        return False
    subject = None
    if passive:
        subject, obj = obj, None
    if obj and prt and chance(0.3):
        v.after(obj.as_("obj"), prt)
    else:
        v.after(prt, obj and obj.as_("obj"))
    for prep, word in oblique:
        v.after(pp(prep, thing([word]), "obl"))
    if passive and chance(0.5):
        v.after(pp("by", actor(), "obl:agent"))
    others = [w for w in slot if w in PREPOSITIONS and w not in ("in", "at") and not (passive and w == "by")]
    R.shuffle(others)
    used = 0
    for w in others:
        if w in need or chance(0.75 if not used else 0.2):
            v.after(pp(w, filler(slot[w], w, entry), "obl"))
            used += 1
        if used == 2:
            break
    if "inf" in slot and depth < 2 and not clause and ("inf" in need or chance(0.5)):
        inner = clause_of(None, ("inf", False), depth + 1)
        if inner:
            inner.left.insert(0, to())
            v.after(inner.as_("xcomp"))
    elif "ger" in slot and depth < 2 and not clause and others and not used and chance(0.6):
        inner = clause_of(None, ("ger", False), depth + 1)
        if inner:
            inner.left.insert(0, mark(others[0]))
            v.after(inner.as_("advcl"))
    elif clause:
        inner = full_clause(depth + 1)
        if inner:
            if chance(0.7):
                inner.left.insert(0, mark("that"))
            v.after(inner.as_("ccomp"))
    return subject or True


def clause_of(subject, shape, depth=0, passive=False, verb=None):
    """A clause with this subject, or without one."""
    for _ in range(6):
        lemma = verb or pick(VERBS)
        entry = pick(ENTRIES[lemma])
        v = verb_node(lemma, shape)
        if v and arguments(v, entry, depth, shape[1], False):
            if subject:
                v.left.insert(0, subject.as_("nsubj"))
            return v
    return None


def passive_clause(verb=None, depth=0, tense=None):
    for _ in range(8):
        lemma = verb or pick(VERBS)
        entry = pick(ENTRIES[lemma])
        if not any(w == "obj" for w, _ in entry.slots) and not entry.parts:
            continue
        v = Node("", lemma, "VERB")
        subject = arguments(v, entry, depth, False, True)
        if not isinstance(subject, Node):
            continue
        real = passive_node(lemma, (tense or pick(["past", "past", "perf", "modal", "pres", "prog"]), is_plural(subject)))
        if not real:
            continue
        real.right = v.right
        real.left.insert(0, subject.as_("nsubj:pass"))
        return real
    return None


def participle():
    """« accused of ... », « fleeing ... », behind a noun."""
    if chance(0.5):
        v = clause_of(None, ("ing", False), 2)
        return v and v.as_("acl")
    lemma = pick(["accuse", "suspect", "back", "arrest", "detain", "convict", "capture", "wound", "kill", "hold", "impose", "deploy", "send", "sign"])
    v = Node(forms(lemma, "en") or lemma, lemma, "VERB", "Tense=Past|VerbForm=Part|Voice=Pass", "acl")
    prep, np = pick([("of", thing()), ("by", actor()), ("in", place()), ("by", actor())])
    return v.after(pp(prep, np, "obl:agent" if prep == "by" else "obl"))


def adjunct():
    kind = R.random()
    if kind < 0.35:
        return pp("on", propn(pick(WEEKDAYS)), "obl")
    if kind < 0.55:
        return propn(pick(WEEKDAYS), "obl:unmarked")
    if kind < 0.7:
        return noun(pick(["week", "month", "year"]), rel="obl:unmarked").before(adj("last"))
    if kind < 0.8:
        return pp("in", digits(1990, 2026), "obl")
    return pp("in", place(), "obl")


def after_clause():
    word = pick(["after", "while", "before", "by", "without", ""])
    inner = clause_of(None, ("ger" if word else "ing", False), 2)
    if not inner:
        return None
    if word:
        inner.left.insert(0, mark(word))
    else:
        inner.left.insert(0, comma())
    return inner.as_("advcl")


TENSES = ["past"] * 9 + ["perf"] * 4 + ["modal"] * 3 + ["prog"] * 2 + ["pres"] * 3 + ["plup", "not"]


def full_clause(depth=0, verb=None):
    if chance(0.22):
        v = passive_clause(verb, depth)
    else:
        subject = actor()
        if chance(0.08):
            relative(subject)
        v = clause_of(subject, (pick(TENSES), is_plural(subject)), depth, verb=verb)
    if not v:
        return None
    if chance(0.45):
        v.after(adjunct())
    if depth == 0 and chance(0.18):
        v.after(after_clause())
    if depth == 0 and chance(0.12):
        other = clause_of(None, (pick(["past", "perf"]), False), 1)
        if other:
            other.left.insert(0, Node("and", "and", "CCONJ", "_", "cc"))
            v.after(other.as_("conj"))
    return v


def relative(np):
    inner = clause_of(None, (pick(["past", "perf", "pres"]), is_plural(np)), 2)
    if inner:
        inner.left.insert(0, Node("who", "who", "PRON", "PronType=Rel", "nsubj"))
        np.after(inner.as_("acl:relcl"))


SAY = "say announce report add tell declare state warn insist note stress explain confirm claim".split()


def sentence(verb):
    kind = R.random()
    if kind < 0.16:
        return heading(verb)
    v = full_clause(0 if kind > 0.36 else 1, verb)
    if not v:
        return None
    if kind < 0.26:  # « ..., a spokesman said on Monday »
        speaker = pick([person, role, crowd, group])()
        s = verb_node(pick(["say", "report", "announce", "add", "claim"]), ("past", False))
        s.before(v.as_("ccomp"), comma(), speaker.as_("nsubj"))
        if chance(0.5):
            s.after(adjunct())
        v = s
    elif kind < 0.36:  # « X said that ... »
        speaker = actor()
        s = verb_node(pick(SAY), ("past", is_plural(speaker)))
        if chance(0.5):
            v.left.insert(0, mark("that"))
        if s.lemma == "tell":
            s.after(noun("reporter", True).as_("obj"))
        if chance(0.3):
            s.after(adjunct())
        s.left.insert(0, speaker.as_("nsubj"))
        v = s.after(v.as_("ccomp"))
    elif kind < 0.45:  # « On Monday, ... »
        v.left[:0] = [adjunct(), comma()]
    return v.after(full_stop())


def heading(verb):
    """« Russia rolls back sanctions on Iran »: present tense, articles left out, no full stop, at times in title case."""
    subject = pick([country, country, group, crowd, person, organisation])()
    if chance(0.2):
        v = passive_clause(verb, 2)
        if not v:
            return None
        v.left = [n for n in v.left if n.rel not in ("aux", "aux:pass")]
    else:
        v = clause_of(subject, ("pres", is_plural(subject)), 2, verb=verb)
        if not v:
            return None
    strip_articles(v)
    if chance(0.5):
        for n in v.line():
            if n.upos not in ("ADP", "CCONJ", "PART", "PUNCT", "DET") and n.form[0].islower():
                n.form = n.form[0].upper() + n.form[1:]
    return v


def strip_articles(node):
    node.left = [n for n in node.left if n.upos != "DET"]
    for n in node.left + node.right:
        strip_articles(n)


# --- writing

def write(root, number):
    root.rel = "root"
    kept = kept_words(root)
    if not 3 <= len(kept) <= 45 or kept[0].upos == "PUNCT":
        return False
    first = kept[0]
    first.form = first.form[0].upper() + first.form[1:]
    text = ""
    for i, n in enumerate(kept):
        text += ("" if not i or n.glue else " ") + n.form
    print(f"# sent_id = made-en-{number}\n# text = {text}")
    for i, (n, head) in enumerate(zip(kept, trees.heads(kept, root))):
        glued = i + 1 < len(kept) and kept[i + 1].glue
        print(i + 1, n.form, n.lemma, n.upos, "_", n.feats, head, n.rel, "_", "SpaceAfter=No" if glued else "_", sep="\t")
    print()
    return True


trees.write_all(N, VERBS, sentence, write)
