#!/usr/bin/env python3
"""Writes French newswire sentences with their trees, made by a grammar from the event lexicon, to train the parser on.

usage: trees-fr.py LANG WORLD WORDS.tsv N SEED > trees.conllu

LANG is lang/fr, WORLD the folder world, WORDS.tsv the lexicon that tools/lexicon-fr.py writes. The verbs of the event lexicon come
in turn, each with the arguments that its entries give it, in active, passive and reflexive clauses, headings,
relative and participial clauses, beside inserted verbs of saying. The sentences need not make sense: what they teach is
which arguments a verb takes and how newswire is built. Relations are those of UD Sequoia.
"""
import re, sys
from collections import defaultdict

import trees
from trees import Node, R, adp, chance, comma, count, full_stop, kept_words, pick, pp

LANG, WORLD, WORDS, N, SEED = sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4]), int(sys.argv[5])
R.seed(SEED)


# --- words and their forms

VERB_FORMS, GENDER, PLURALS_OF, ADJ = defaultdict(dict), {}, defaultdict(dict), defaultdict(dict)
for row in open(WORDS, encoding="utf-8"):
    form, upos, feats, lemma = row.rstrip("\n").split("\t")
    f = dict(x.split("=") for x in feats.split("|") if "=" in x)
    if upos == "VERB":
        key = f.get("VerbForm", ""), f.get("Mood", ""), f.get("Tense", ""), f.get("Person", ""), f.get("Number", ""), f.get("Gender", "")
        VERB_FORMS[lemma].setdefault(key, form)
    elif upos == "NOUN" and form.islower():
        if f.get("Number") == "Plur":
            PLURALS_OF[lemma][f.get("Gender", "")] = form
        if form == lemma and f.get("Gender"):
            GENDER[lemma] = f["Gender"]
    elif upos == "ADJ":
        for g in [f["Gender"]] if "Gender" in f else ["Masc", "Fem"]:
            for n in [f["Number"]] if "Number" in f else ["Sing", "Plur"]:
                ADJ[lemma].setdefault((g, n), form)
GENDER.update(policier="Masc", président="Masc", ministre="Masc", chef="Masc", porte="Fem", junte="Fem")
PLURAL = {l: f[GENDER[l]] if GENDER.get(l) in f else f[""] for l, f in PLURALS_OF.items() if GENDER.get(l) in f or "" in f}
PLURAL["jihadiste"] = "jihadistes"
BE = set("aller venir arriver partir entrer sortir rentrer retourner naître mourir tomber rester devenir revenir parvenir intervenir repartir survenir".split())
VOWELS = "aeiouyàâäéèêëîïôöùûüœæh"
ASPIRATED = ("haut", "hors", "hausse", "hutu", "hezbollah", "hamas", "houthi", "huit", "hongr", "hollande", "harcel", "hauss", "haïr", "hisser", "honte", "hurl", "heurt", "hangar", "haine", "halte", "héros")


def elides(form):
    low = form.lower()
    return low[0] in VOWELS and not low.startswith(ASPIRATED) and not low.startswith(("onz", "oui", "ya", "yé", "you"))


# --- trees

def the(n):
    if n.number == "Plur":
        return Node("les", "le", "DET", "Definite=Def|Number=Plur|PronType=Art", "det")
    return Node("le" if n.gender == "Masc" else "la", "le", "DET", f"Definite=Def|Gender={n.gender}|Number=Sing|PronType=Art", "det")


def a(n):
    if n.number == "Plur":
        return Node("des", "un", "DET", "Definite=Ind|Number=Plur|PronType=Art", "det")
    return Node("un" if n.gender == "Masc" else "une", "un", "DET", f"Definite=Ind|Gender={n.gender}|Number=Sing|PronType=Art", "det")


def its(n):
    if n.number == "Plur":
        return Node(pick(["ses", "leurs"]), "son", "DET", "Number=Plur|Number[psor]=Sing|Person[psor]=3|Poss=Yes|PronType=Prs", "det")
    form = "son" if n.gender == "Masc" or elides(n.form) else "sa"
    return Node(form, "son", "DET", f"Gender={n.gender}|Number=Sing|Number[psor]=Sing|Person[psor]=3|Poss=Yes|PronType=Prs", "det")


def propn(form, gender=None, number="Sing", rel="dep"):
    feats = f"Gender={gender}|Number={number}" if gender else "_"
    return Node(form, form, "PROPN", feats, rel).like(gender or "Masc", number)


def noun(lemma, plural=False, rel="dep"):
    gender = GENDER.get(lemma, "Masc")
    number = "Plur" if plural and lemma in PLURAL else "Sing"
    form = PLURAL[lemma] if number == "Plur" else lemma
    return Node(form, lemma, "NOUN", f"Gender={gender}|Number={number}", rel).like(gender, number)


def digits(low, high):
    n = count(low, high)
    n.feats = "NumType=Card"
    return n


def adj(lemma, n, rel="amod"):
    form = ADJ.get(lemma, {}).get((n.gender, n.number))
    return form and Node(form, lemma, "ADJ", f"Gender={n.gender}|Number={n.number}", rel)


# --- names of the world

BARE = "Israël Cuba Chypre Malte Madagascar Haïti Oman Djibouti Singapour Taïwan Bahreïn Monaco Kiribati Maurice Nauru Tuvalu Saint-Marin Andorre".split()
MASCULINE_E = "Mexique Cambodge Mozambique Zimbabwe Belize Suriname".split()
COUNTRIES, GENTILICS, CAPITALS = [], [], []
for c in trees.rows(WORLD, "countries.txt"):
    name = c[2].split(";")[0].strip()
    if re.fullmatch(r"[A-ZÉÎ][\w'-]+", name) and not name.endswith("s"):
        COUNTRIES.append(name)
    forms_ = [x.strip() for x in c[4].split(";")]
    if len(forms_) == 4 and all(x.islower() for x in forms_):
        GENTILICS.append(forms_[0])
        for (g, n), f in zip((("Masc", "Sing"), ("Fem", "Sing"), ("Masc", "Plur"), ("Fem", "Plur")), forms_):
            ADJ[forms_[0]][g, n] = f
    elif len(forms_) == 3 and all(x.islower() for x in forms_):  # « français ; française ; françaises »
        GENTILICS.append(forms_[0])
        for (g, n), f in zip((("Masc", "Sing"), ("Fem", "Sing"), ("Masc", "Plur"), ("Fem", "Plur")), (forms_[0], forms_[1], forms_[0], forms_[2])):
            ADJ[forms_[0]][g, n] = f
    if len(c) > 8 and re.fullmatch(r"[A-ZÉ][\w'-]+", c[8].split(";")[0].strip()):
        CAPITALS.append(c[8].split(";")[0].strip())
PEOPLE = [n for c in trees.rows(WORLD, "persons-*.txt") for n in [c[0].split(";")[0].strip()] if re.fullmatch(r"[^\W\d_]+(?:-[^\W\d_]+)? [^\W\d_]+", n)]
ORGS = sorted({n.strip() for f in ("organisations-igo.txt", "groups-rebels.txt", "groups-jihadist.txt", "organisations-ngo.txt", "parties-world.txt")
               for c in trees.rows(WORLD, f) for n in c[1].split(";") if re.fullmatch(r"[A-Z]{2,7}|Hamas|Amnesty|Hezbollah|Fatah", n.strip())})
# A few of each: every further name is rows in the model, and what they are called teaches nothing.
PEOPLE, ORGS, COUNTRIES = R.sample(PEOPLE, 250), R.sample(ORGS, 60), R.sample(COUNTRIES, 80)
TOWNS = R.sample(CAPITALS, 60) + "Goma Alep Mossoul Kharkiv Kandahar Tombouctou Donetsk Idleb Benghazi Gaza Peshawar Maiduguri Marib Hodeïda Gao Bunia Kidal Ménaka Agadez Diffa".split()
FIRST = "Paul Amina Jean Marie Ahmed Sergueï Li Fatou David Hélène Ibrahim Grâce Omar Anne Carlos Leïla Moussa Aïssata".split()

ROLE = ("président ministre porte-parole ambassadeur général commandant député sénateur gouverneur maire responsable juge procureur diplomate émissaire "
        "militant journaliste avocat dirigeant chef officier colonel opposant candidat chancelier négociateur secrétaire représentant conseiller évêque").split()
GROUP = ("gouvernement armée police parlement opposition junte tribunal ministère coalition parti syndicat groupe entreprise agence conseil comité "
         "commission délégation ambassade régime administration sénat marine milice mouvement justice présidence diplomatie").split()
PLURALS = ("soldat militaire rebelle manifestant combattant insurgé séparatiste ouvrier étudiant agriculteur enseignant mineur réfugié migrant civil villageois "
           "habitant femme enfant journaliste militant député responsable policier prisonnier otage commerçant chauffeur médecin avocat opposant "
           "partisan force autorité jihadiste assaillant gendarme").split()
GROUP_ADJ = "militaire local régional national fédéral armé détenu central étranger exilé proche principal".split()
THEME = ("plan décision proposition accord loi projet réforme politique résolution rapport déclaration demande offre avertissement sommet visite "
         "traité trêve sanction embargo attaque opération campagne élection vote aide prêt arme missile char véhicule argent fonds vivre "
         "médicament frontière base aéroport route pont immeuble pétrole gaz territoire village corps document preuve accusation affaire "
         "crise guerre conflit crime corruption violence taxe marchandise visa passeport compte bien soutien convoi mandat retrait").split()
QUALITY = ("nouveau récent prochain humanitaire militaire nucléaire économique politique diplomatique controversé commun contesté important "
           "immédiat international").split()
WEEKDAYS = "lundi mardi mercredi jeudi vendredi samedi dimanche".split()
CLASSES = trees.classes(LANG, GENDER)


# --- noun phrases

def person(full=False):
    name = pick(PEOPLE).split() if chance(0.7) else [pick(FIRST), pick(PEOPLE).split()[-1]]
    if not full and chance(0.15):
        return Node("M.", "monsieur", "NOUN", "Gender=Masc|Number=Sing").after(propn(name[1], rel="flat:name"))
    if not full and chance(0.25):
        return propn(name[1])
    head = propn(name[0]).after(propn(name[1], rel="flat:name"))
    if full or chance(0.5):
        return head
    title = noun(pick(["président", "ministre", "général", "sénateur", "colonel", "chef", "porte-parole", "député", "opposant", "journaliste"]))
    title.before(the(title))
    title.after(adj(pick(GENTILICS), title) if chance(0.6) else None)
    if title.lemma == "ministre":
        topic = noun(pick(["affaire", "défense", "intérieur", "justice", "commerce", "finance"]), False)
        if topic.lemma in ("affaire", "finance"):
            topic = noun(topic.lemma, True)
            topic.after(adj("étranger", topic) if topic.lemma == "affaire" else None)
        title.after(pp("de", topic.first(the(topic))))
    elif title.lemma in ("chef", "porte-parole"):
        title.after(pp("de", group()))
    name_node = head.as_("nmod")
    return title.after(name_node)


def with_article(n, indefinite=0.25):
    return n.first(a(n) if chance(indefinite) else the(n))


def role():
    n = noun(pick(ROLE))
    n.after(adj(pick(GENTILICS), n) if chance(0.35) else None)
    with_article(n)
    if chance(0.25):
        n.after(pp("de", pick([country, group])()))
    elif chance(0.2):
        n.after(comma(), person(True).as_("appos"), comma())
    return n


def group():
    n = noun(pick(GROUP))
    kind = R.random()
    if kind < 0.45:
        n.after(adj(pick(GENTILICS), n))
    elif kind < 0.55:
        n.after(adj(pick(GROUP_ADJ), n))
    elif kind < 0.75:
        n.after(pp("de", country()))
    return n.first(the(n))


def crowd():
    n = noun(pick(PLURALS), True)
    kind = R.random()
    n.after(adj(pick(GENTILICS), n) if kind < 0.3 else adj(pick(GROUP_ADJ), n) if kind < 0.45 else None)
    if chance(0.1):
        n.after(pp("de", place_name()))
    elif chance(0.12):
        n.after(participle(n))
    kind = R.random()
    if kind < 0.3:
        return n.first(the(n))
    if kind < 0.55:
        return n.first(a(n))
    if kind < 0.75:
        return n.first(digits(2, 400).as_("nummod"))
    many = noun(pick(["dizaine", "centaine", "millier"]), True)
    return many.first(a(many)).after(pp("de", n))


def gender_of(name):
    return "Fem" if name.endswith("e") and name not in MASCULINE_E else "Masc"


def country():
    if chance(0.1):
        n = propn("États-Unis", "Masc", "Plur")
        return n.before(the(n))
    name = pick(COUNTRIES)
    n = propn(name, gender_of(name))
    return n if name in BARE else n.before(the(n))


def in_country(rel):
    """« en France », « au Mali », « à Cuba », « aux États-Unis »."""
    n = country()
    article = bool(n.left)
    if not article:
        return n.first(adp("à")).as_(rel)
    if n.number == "Sing" and (n.gender == "Fem" or elides(n.form)):
        n.left = [adp("en")]
        return n.as_(rel)
    return n.first(adp("à")).as_(rel)


def place_name():
    if chance(0.7):
        return propn(pick(TOWNS))
    n = noun(pick(["capitale", "ville", "région", "province", "village", "localité"]))
    if n.lemma == "capitale":
        n.after(adj(pick(GENTILICS), n))
    else:
        n.after(pp("de", propn(pick(TOWNS))))
    return n.first(the(n))


def at_place(rel="obl:mod"):
    if chance(0.4):
        return in_country(rel)
    n = place_name()
    return pp("dans" if n.left else "à", n, rel)


def organisation():
    n = propn(pick(ORGS))
    return n.first(the(n)) if chance(0.7) else n


def simple_actor():
    return pick([person, person, role, group, group, crowd, crowd, country, country, organisation])()


def actor():
    n = simple_actor()
    if chance(0.1):
        other = simple_actor()
        trees.joined(n, other, ["et", "et", "ou"])
        n.number, n.gender = "Plur", "Masc" if "Masc" in (n.gender, other.gender) else "Fem"
    return n


def act():
    """« le retrait des troupes de Syrie », « l'arrestation de journalistes par la police »: a noun with its arguments."""
    lemma, slots = pick(ACTS)
    n = noun(lemma, chance(0.12))
    n.after(adj(pick(GENTILICS), n) if "adj" in slots and chance(0.3) else adj(pick(QUALITY), n) if chance(0.15) else None)
    kind = R.random()
    n.first(the(n) if kind < 0.7 else a(n) if kind < 0.85 else its(n))
    preps = [w for w in slots if w in PREPOSITIONS and w not in ("par", "en", "auprès", "encontre", "hors")]
    R.shuffle(preps)
    if "de" in preps and chance(0.65):
        preps.remove("de")
        preps.insert(0, "de")
    for w in preps[:pick([1, 1, 1, 2])]:
        n.after(pp(w, place_name() if slots[w] == "place" else simple_actor() if slots[w] in ("recipient", "actor", "both", "with") else thing(THEME)))
    if "par" in slots and chance(0.35):
        n.after(pp("par", simple_actor()))
    return n


def thing(words=None):
    if not words and chance(0.3):
        return act()
    n = noun(pick(words or THEME), chance(0.35))
    plain = False
    kind = R.random()
    if kind < 0.25:
        n.after(adj(pick(GENTILICS), n))
    elif kind < 0.4:
        n.after(adj(pick(QUALITY), n))
    if chance(0.35):
        prep = pick(["de", "de", "de", "sur", "avec", "contre", "entre", "pour"])
        n.after(pp(prep, pick([country, group, crowd, person])()))
    kind = R.random()
    if kind < 0.45:
        n.first(the(n))
    elif kind < 0.75:
        n.first(a(n))
    elif kind < 0.9:
        n.first(its(n))
    else:
        plain = True
    if plain and n.number == "Plur":
        n.first(digits(2, 90).as_("nummod"))
    elif plain:
        n.first(the(n))
    return n


# --- verbs from the lexicon

PREPOSITIONS = set("de à par pour sur avec contre dans en entre vers chez envers auprès sous depuis hors encontre".split())
FRAMES = trees.frames(LANG)
LIGHT = set("être avoir pouvoir devoir faire falloir".split())


def entries():
    by_verb = defaultdict(list)
    for words, column, conditions in trees.verb_lines(LANG):
        m = re.fullmatch(r"(se |s')?([\w-]+)", words[0])
        if m and m[2] in VERB_FORMS and len(words) < 3 and m[2] not in LIGHT:
            by_verb[m[2]].append(trees.Entry(m[2], words[1:], trees.slots(column, "t", FRAMES), trees.asked(conditions, GENDER, CLASSES), bool(m[1])))
    return by_verb


ENTRIES, ACTS = entries(), trees.act_nouns(LANG, FRAMES, GENDER, PREPOSITIONS)
VERBS = sorted(ENTRIES)


def filler(role_name, where, entry):
    return trees.filler(role_name, where, entry, thing, actor, place_name)


def finite(lemma, mood, tense, number):
    return VERB_FORMS[lemma].get(("Fin", mood, tense, "3", number, ""))


def past_participle(lemma, gender, number):
    f = VERB_FORMS[lemma]
    for key in (("Part", "", "Past", "", number, gender), ("Part", "", "Past", "", "", gender), ("Part", "", "Past", "", number, ""), ("Part", "", "Past", "", "", "")):
        if key in f:
            return f[key]
    return None


AUX = {("avoir", "Ind", "Pres"): ("a", "ont"), ("avoir", "Ind", "Imp"): ("avait", "avaient"), ("avoir", "Cnd", "Pres"): ("aurait", "auraient"),
       ("avoir", "Ind", "Fut"): ("aura", "auront"), ("être", "Ind", "Pres"): ("est", "sont"), ("être", "Ind", "Imp"): ("était", "étaient"),
       ("être", "Cnd", "Pres"): ("serait", "seraient"), ("être", "Ind", "Fut"): ("sera", "seront")}


def auxiliary(lemma, mood, tense, number, rel):
    form = AUX[lemma, mood, tense][number == "Plur"]
    return Node(form, lemma, "AUX", f"Mood={mood}|Number={number}|Person=3|Tense={tense}|VerbForm=Fin", rel)


def reflexive():
    return Node("se", "soi", "PRON", "Person=3|PronType=Prs|Reflex=Yes", "expl:pv")


def not_around(v, first_aux):
    """« ne ... pas » around the finite word."""
    ne = Node("ne", "ne", "ADV", "Polarity=Neg", "advmod")
    pas = Node(pick(["pas", "pas", "plus"]), "pas", "ADV", "Polarity=Neg", "advmod")
    pas.lemma = pas.form
    at = v.left.index(first_aux) if first_aux else len(v.left)
    pronouns = [n for n in v.left if n.rel == "expl:pv"]
    at_ne = v.left.index(pronouns[0]) if pronouns else at
    if first_aux:
        v.left.insert(v.left.index(first_aux) + 1, pas)
    else:
        v.right.insert(0, pas)
    v.left.insert(at_ne, ne)


def active(entry, shape, subject):
    """The verb with its auxiliaries and pronoun."""
    lemma, number = entry.verb, subject.number if subject else "Sing"
    gender = subject.gender if subject else "Masc"
    kind, mood, tense = shape
    first = None
    if kind == "simple":
        f = finite(lemma, mood, tense, number)
        v = f and Node(f, lemma, "VERB", f"Mood={mood}|Number={number}|Person=3|Tense={tense}|VerbForm=Fin")
        if v and entry.reflexive:
            v.before(reflexive())
    elif kind == "compound":
        be = entry.reflexive or lemma in BE
        g, n = (gender, number) if be else ("Masc", "Sing")
        f = past_participle(lemma, g, n)
        v = f and Node(f, lemma, "VERB", f"Gender={g}|Number={n}|Tense=Past|VerbForm=Part")
        if v:
            first = auxiliary("être" if be else "avoir", mood, tense, number, "aux:tense")
            v.before(reflexive() if entry.reflexive else None, first)
    elif kind == "inf":
        v = Node(lemma, lemma, "VERB", "VerbForm=Inf")
        if entry.reflexive:
            v.before(reflexive())
    else:
        f = VERB_FORMS[lemma].get(("Part", "", "Pres", "", "", ""))
        v = f and Node(f, lemma, "VERB", "Tense=Pres|VerbForm=Part")
        if v and entry.reflexive:
            v.before(reflexive())
    if v and kind in ("simple", "compound") and chance(0.12):
        not_around(v, first)
    return v


def part_nodes(entry):
    """The noun or the prepositional phrase that an entry has besides its verb; None where it is something else."""
    out = []
    for part in entry.parts:
        prep, word = part.split(":", 1) if ":" in part else ("", part)
        if word not in GENDER or (prep and prep not in PREPOSITIONS):
            return None
        n = noun(word)
        kind = R.random()
        if prep:
            n.first(the(n)) if chance(0.3) else None
            out.append(pp(prep, n, "obl:arg"))
        else:
            n.first(the(n) if kind < 0.4 else a(n) if kind < 0.7 else its(n))
            out.append(n.as_("obj"))
    return out


ARGUMENT = {"à": "obl:arg", "de": "obl:arg", "contre": "obl:arg", "sur": "obl:arg", "envers": "obl:arg", "auprès": "obl:arg", "avec": "obl:arg"}


def arguments(v, entry, depth, subject):
    parts = part_nodes(entry)
    if parts is None:
        return False
    slot, need, used = dict(entry.slots), set(entry.asks), 0
    clause = "clause" in slot and depth < 2 and not parts and ("clause" in need or (chance(0.4) and "inf" not in need))
    if any(n.rel == "obj" for n in parts):
        v.after(*parts)
    else:
        if "obj" in slot and not entry.reflexive and not (clause and slot["obj"] in ("content", "theme")) and \
                not ("inf" in need and slot["obj"] == "content") and (chance(0.92) or "obj" in need):
            v.after(filler(slot["obj"], "obj", entry).as_("obj"))
        v.after(*parts)
    others = [w for w in slot if w in PREPOSITIONS and w not in ("en", "par") and slot[w] != "place"]
    R.shuffle(others)
    for w in others:
        if w in need or chance(0.7 if not used else 0.15):
            v.after(pp(w, filler(slot[w], w, entry), ARGUMENT.get(w, "obl:mod")) if w not in ("auprès", "encontre", "hors") else None)
            used += 1
        if used == 2:
            break
    if "inf" in slot and depth < 2 and not clause and ("inf" in need or chance(0.55)):
        inner = clause_of(None, ("inf", "", ""), depth + 1)
        if inner:
            word = "à" if slot.get("à") == "content" else "de" if ("de" in slot or chance(0.8)) else None
            inner.first(adp(word, "mark") if word else None)
            v.after(inner.as_("xcomp"))
    elif clause:
        inner = full_clause(depth + 1)
        if inner:
            v.after(inner.first(Node("que", "que", "SCONJ", "_", "mark")).as_("ccomp"))
    return True


def clause_of(subject, shape, depth=0, verb=None):
    for _ in range(6):
        lemma = verb or pick(VERBS)
        entry = pick(ENTRIES[lemma])
        v = active(entry, shape, subject)
        if v and arguments(v, entry, depth, subject):
            return v.first(subject.as_("nsubj")) if subject else v
    return None


def passive_clause(verb=None, depth=0):
    for _ in range(8):
        lemma = verb or pick(VERBS)
        entry = pick(ENTRIES[lemma])
        slot = dict(entry.slots)
        if "obj" not in slot or entry.reflexive or entry.parts or slot["obj"] == "place":
            continue
        subject = filler(slot["obj"], "obj", entry)
        f = past_participle(lemma, subject.gender, subject.number)
        if not f:
            continue
        v = Node(f, lemma, "VERB", f"Gender={subject.gender}|Number={subject.number}|Tense=Past|VerbForm=Part|Voice=Pass")
        kind = R.random()
        been = Node("été", "être", "AUX", "Tense=Past|VerbForm=Part", "aux:pass")
        if kind < 0.65:
            mood, tense = ("Cnd", "Pres") if kind < 0.08 else ("Ind", "Imp") if kind < 0.14 else ("Ind", "Pres")
            v.before(auxiliary("avoir", mood, tense, subject.number, "aux:tense"), been)
        else:
            v.before(auxiliary("être", "Ind", pick(["Pres", "Imp", "Fut"]), subject.number, "aux:pass"))
        if chance(0.45):
            v.after(pp("par", actor(), "obl:agent"))
        for w in slot:
            if w in ("à", "de", "contre", "pour") and slot[w] in ("recipient", "theme", "content") and chance(0.35):
                v.after(pp(w, filler(slot[w], w, entry), ARGUMENT.get(w, "obl:mod")))
                break
        return v.first(subject.as_("nsubj:pass"))
    return None


def participle(n):
    """« accusés de ... », « fuyant ... », behind a noun."""
    if chance(0.3):
        v = clause_of(None, ("ing", "", ""), 2)
        return v and v.as_("acl")
    lemma = pick("accuser soupçonner arrêter détenir condamner capturer blesser tuer envoyer signer déployer mener soutenir adopter décréter".split())
    f = past_participle(lemma, n.gender, n.number)
    if not f:
        return None
    v = Node(f, lemma, "VERB", f"Gender={n.gender}|Number={n.number}|Tense=Past|VerbForm=Part|Voice=Pass", "acl")
    if lemma in ("accuser", "soupçonner"):
        return v.after(pp("de", noun(pick(["terrorisme", "corruption", "espionnage", "trahison"])), "obl:arg"))
    return v.after(pp("par", actor(), "obl:agent") if chance(0.5) else at_place())


def adjunct():
    kind = R.random()
    if kind < 0.45:
        return noun(pick(WEEKDAYS), rel="obl:mod")
    if kind < 0.55:
        n = noun(pick(["semaine", "mois", "année"]))
        return n.after(adj("dernier", n)).first(the(n)).as_("obl:mod")
    if kind < 0.65:
        return pp("en", digits(1990, 2026), "obl:mod")
    return at_place()


SHAPES = [("compound", "Ind", "Pres")] * 10 + [("simple", "Ind", "Pres")] * 4 + [("simple", "Ind", "Fut")] * 2 + [("compound", "Ind", "Imp")] * 2 + \
         [("compound", "Cnd", "Pres"), ("simple", "Cnd", "Pres"), ("simple", "Ind", "Imp"), ("simple", "Ind", "Past")]


def full_clause(depth=0, verb=None):
    if chance(0.22):
        v = passive_clause(verb, depth)
    else:
        subject = actor()
        if chance(0.08):
            relative(subject)
        v = clause_of(subject, pick(SHAPES), depth, verb=verb)
    if not v:
        return None
    if chance(0.4):
        time = adjunct()
        if chance(0.4) and time.upos == "NOUN" and not time.left and not v.right[:1] == [] and v.right[0].rel != "advmod":
            v.right.insert(0, time)  # « a annoncé mardi un accord »
        else:
            v.after(time)
    if depth == 0 and chance(0.15):
        word = pick(["après", "pour", "sans", "avant", "en"])
        shape = ("ing", "", "") if word == "en" else ("inf", "", "")
        inner = clause_of(None, shape, 2)
        if inner and word in ("pour", "sans", "en"):
            v.after(inner.first(adp(word, "mark")).as_("advcl"))
    if depth == 0 and chance(0.1):
        inner = clause_of(None, ("ing", "", ""), 2)
        if inner:
            v.after(inner.first(comma()).as_("advcl"))
    if depth == 0 and chance(0.1):
        same = next((n for n in v.left if n.rel.startswith("nsubj")), None)
        other = same and clause_of(same, ("compound", "Ind", "Pres"), 1)
        if other:
            same.rel = "nsubj:pass" if v.feats.endswith("Voice=Pass") else "nsubj"
            other.left = [n for n in other.left if n is not same]
            v.after(other.first(Node("et", "et", "CCONJ", "_", "cc")).as_("conj"))
    return v


def relative(np):
    inner = clause_of(None, ("simple", "Ind", "Pres"), 2) if np.number == "Sing" else None
    if inner:
        inner.first(Node("qui", "qui", "PRON", "PronType=Rel", "nsubj"))
        np.after(inner.as_("acl:relcl"))


SAY = "déclarer annoncer rapporter ajouter affirmer indiquer préciser souligner expliquer confirmer estimer assurer".split()


def said(subject):
    s = Node(past_participle(pick(SAY), "Masc", "Sing"), "", "VERB", "Gender=Masc|Number=Sing|Tense=Past|VerbForm=Part")
    for lemma in SAY:
        if past_participle(lemma, "Masc", "Sing") == s.form:
            s.lemma = lemma
    return s.before(auxiliary("avoir", "Ind", "Pres", subject.number, "aux:tense"))


def sentence(verb):
    kind = R.random()
    if kind < 0.1:
        return heading(verb)
    v = full_clause(0 if kind > 0.3 else 1, verb)
    if not v:
        return None
    if kind < 0.22:  # « ..., a déclaré un porte-parole lundi »
        speaker = pick([person, role, crowd, group])()
        s = said(speaker).after(adjunct() if chance(0.35) else None)
        s.right.append(speaker.as_("nsubj")) if chance(0.6) else s.right.insert(0, speaker.as_("nsubj"))
        v.after(s.first(comma()).as_("parataxis:insert"))
    elif kind < 0.3:  # « X a déclaré que ... »
        speaker = actor()
        s = said(speaker)
        v.first(Node("que", "que", "SCONJ", "_", "mark"))
        s.after(adjunct() if chance(0.35) else None, v.as_("ccomp"))
        v = s.first(speaker.as_("nsubj"))
    elif kind < 0.4:
        v.first(adjunct(), comma())
    elif kind < 0.46:
        v.first(pp("selon", pick([person, role, organisation])(), "obl:mod"), comma())
    return v.after(full_stop())


def heading(verb):
    """« Russie : l'armée rappelle ses troupes », « Mali : trois soldats tués par des jihadistes »."""
    if chance(0.4):
        n = crowd() if chance(0.7) else role()
        p = participle(n)
        if not p or not n:
            return None
        v = n.after(p)
    else:
        v = clause_of(pick([country, group, crowd, person, organisation])(), ("simple", "Ind", "Pres"), 2, verb=verb)
    return v


# --- writing

CONTRACTED = {("de", "le"): "du", ("de", "les"): "des", ("à", "le"): "au", ("à", "les"): "aux"}
ELIDED = {"le": "l'", "la": "l'", "de": "d'", "que": "qu'", "se": "s'", "ne": "n'"}


def tidy(root):
    """The words in order: no two marks side by side, no « de des », elision before a vowel."""
    kept = kept_words(root)
    for before, n in zip(kept[:], kept[1:]):
        if n.form == "des" and n.lemma == "un" and before.lemma == "de" and before.upos == "ADP":
            root.drop(n)
            kept.remove(n)
    for i, n in enumerate(kept[:-1]):
        if n.form in ELIDED and n.upos in ("DET", "ADP", "SCONJ", "PRON", "ADV") and elides(kept[i + 1].form) and kept[i + 1].upos not in ("NUM", "PUNCT"):
            n.form = ELIDED[n.form]
            if n.upos == "DET":
                n.feats = "Definite=Def|Number=Sing|PronType=Art"
            kept[i + 1].glue = True
    return kept


def write(root, number):
    root.rel = "root"
    kept = tidy(root)
    if not 3 <= len(kept) <= 45 or kept[0].upos == "PUNCT" or any(n.upos == "X" for n in kept):
        return False
    joined = {i: CONTRACTED.get((kept[i].form, kept[i + 1].form)) for i in range(len(kept) - 1)
              if kept[i].upos == "ADP" and kept[i + 1].upos == "DET" and kept[i + 1].lemma == "le"}
    joined = {i: f for i, f in joined.items() if f}
    if 0 in joined:
        return False
    kept[0].form = kept[0].form[0].upper() + kept[0].form[1:]
    out, text = [], ""
    for i, (n, head) in enumerate(zip(kept, trees.heads(kept, root))):
        after = kept[i + 1] if i + 1 < len(kept) else None
        if i in joined:
            after = kept[i + 2] if i + 2 < len(kept) else None
            glued = after is not None and after.glue
            out.append(f"{i + 1}-{i + 2}\t{joined[i]}" + "\t_" * 7 + ("\tSpaceAfter=No" if glued else "\t_"))
            text += ("" if n.glue or not text else " ") + joined[i]
        elif i - 1 not in joined:
            text += ("" if n.glue or not text else " ") + n.form
        inside = i in joined or i - 1 in joined
        misc = "SpaceAfter=No" if not inside and after is not None and after.glue else "_"
        out.append("\t".join([str(i + 1), n.form, n.lemma, n.upos, "_", n.feats, str(head), n.rel, "_", misc]))
    print(f"# sent_id = made-fr-{number}\n# text = {text}")
    print("\n".join(out) + "\n")
    return True


trees.write_all(N, VERBS, sentence, write)
