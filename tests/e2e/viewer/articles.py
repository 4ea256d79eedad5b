#!/usr/bin/env python3
"""Articles for the viewer's tests and pictures: `articles.py N` prints N as JSON Lines. They tell eight weeks of an
invented crisis between real neighbours, in French and English, with towns, quotations, deadlines, labels and fronts.
The same N gives the same bytes."""
import datetime
import json
import random
import sys

TOWNS = {"Mali": ["Gao", "Tombouctou", "Kidal", "Mopti", "Bamako", "Ségou"], "Niger": ["Niamey", "Agadez", "Tillabéri", "Diffa", "Tahoua"],
         "Burkina Faso": ["Ouagadougou", "Djibo", "Dori", "Fada N'Gourma"], "Tchad": ["N'Djamena", "Abéché"],
         "Algérie": ["Alger", "Tamanrasset"], "Mauritanie": ["Nouakchott", "Néma"], "Nigeria": ["Abuja", "Maiduguri", "Sokoto"]}
ENGLISH = {"Mali": "Mali", "Niger": "Niger", "Burkina Faso": "Burkina Faso", "Tchad": "Chad", "Algérie": "Algeria", "Mauritanie": "Mauritania", "Nigeria": "Nigeria"}
THE = {"Mali": "le Mali", "Niger": "le Niger", "Burkina Faso": "le Burkina Faso", "Tchad": "le Tchad", "Algérie": "l'Algérie",
       "Mauritanie": "la Mauritanie", "Nigeria": "le Nigeria"}
ADJ = {"Mali": ("malien", "malienne"), "Niger": ("nigérien", "nigérienne"), "Burkina Faso": ("burkinabè", "burkinabè"), "Tchad": ("tchadien", "tchadienne"),
       "Algérie": ("algérien", "algérienne"), "Mauritanie": ("mauritanien", "mauritanienne"), "Nigeria": ("nigérian", "nigériane")}
OTHERS = ["l'Union africaine", "la Cédéao", "l'Union européenne", "l'ONU", "la France", "la Russie", "la Turquie", "le Maroc"]
OTHERS_EN = ["the African Union", "ECOWAS", "the European Union", "the United Nations", "France", "Russia", "Turkey", "Morocco"]
FR = ["{A} a fermé {jour} sa frontière avec {b} et rappelé son ambassadeur.",
      "Des jihadistes* ont attaqué {jour} un convoi de l'armée {adjf} près de {town}, tuant {n} soldats.",
      "« Nous ne céderons pas aux menaces », a déclaré devant la presse le ministre {adj} des Affaires étrangères.",
      "{A} menace d'expulser les diplomates de {bare} si les prisonniers ne sont pas libérés d'ici le {dl}.",
      "Le président {adj} a rencontré {jour} à {town} le chef de la diplomatie de {bare}.",
      "Des milliers de personnes ont manifesté {jour} à {town} pour demander le départ des troupes étrangères.",
      "{O} a appelé {b} à la retenue et proposé sa médiation.",
      "{O} a annoncé une aide humanitaire de {n} millions d'euros aux déplacés de {town}.",
      "La police a arrêté {n} manifestants à {town}, selon une organisation de défense des droits humains.",
      "{A} et {b} ont signé {jour} à {town} un accord de coopération militaire.",
      "L'aviation {adjf} a bombardé {jour} des positions jihadistes* aux environs de {town}.",
      "« Une rupture serait une faute », a averti le président {adj}, appelant les deux voisins à reprendre les négociations.",
      "{A} refuse de retirer ses troupes de la région de {town}, a affirmé un porte-parole de l'armée.",
      "La ville de {town} est désormais entre les mains des jihadistes*.",
      "{O} exige de {bare} la réouverture des frontières d'ici le {dl}.",
      "Le gouvernement {adj} a démenti {jour} avoir livré des armes à des groupes rebelles.",
      "{A} a libéré {n} prisonniers en signe d'apaisement.",
      "Selon le porte-parole du gouvernement {adj}, les pourparlers doivent reprendre la semaine prochaine à {town}."]
EN = ["{A} closed its border with {B} on {day} and recalled its ambassador.",
      "Jihadists attacked an army convoy near {town} on {day}, killing {n} soldiers, the defence ministry said.",
      "\"We will not give in to threats,\" {A}'s foreign minister told reporters in {town}.",
      "{A} threatened to expel diplomats of {B} unless the prisoners are released by {dle}.",
      "The president of {A} met the foreign minister of {B} in {town} on {day}.",
      "Thousands of people protested in {town} on {day} to demand the withdrawal of foreign troops.",
      "{O} urged {B} to show restraint and offered to mediate.",
      "{O} pledged {n} million euros in humanitarian aid to people displaced around {town}.",
      "Police arrested {n} protesters in {town}, a rights group said.",
      "{A} and {B} signed an agreement on military cooperation in {town} on {day}.",
      "{A} refused to withdraw its troops from the region of {town}, an army spokesman said.",
      "{O} demanded that {B} reopen its borders by {dle}."]
HEADINGS = ["La région retient son souffle", "Appels au calme", "Le front du nord", "La rue gronde"]
JOURS = ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"]
DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
MOIS = ["janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"]
MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"]
SOURCES = ["Le Courrier du Sahel", "La Gazette des frontières", "The Border Post", "Dépêches du Sud"]
START = datetime.date(2023, 1, 18)


def capital(s):
    return s[0].upper() + s[1:]


def article(i, rng, of):
    french = rng.random() < 0.7
    # The crisis grows: later days have more articles.
    day = START + datetime.timedelta(days=int(55.999 * (i / of) ** 0.7))
    countries = list(TOWNS)
    a, b = rng.choices(countries[:3], k=2) if rng.random() < 0.5 else rng.sample(countries, 2)
    if a == b:
        b = countries[(countries.index(a) + 1) % 3]
    towns = TOWNS[a]
    lines = []
    for _ in range(rng.randint(5, 9)):
        deadline = day + datetime.timedelta(days=rng.randint(3, 24))
        back = day - datetime.timedelta(days=rng.randint(0, 2))
        of_b = THE[b].replace("le ", "du ", 1) if THE[b].startswith("le ") else "de " + THE[b]
        k = rng.randrange(len(OTHERS))
        line = rng.choice(FR if french else EN).format(
            A=capital(THE[a]) if french else ENGLISH[a], B=ENGLISH[b], b=THE[b], bare="@", adj=ADJ[a][0], adjf=ADJ[a][1], town=rng.choice(towns),
            O=capital(OTHERS[k]) if french else capital(OTHERS_EN[k]), jour=JOURS[back.weekday()], day=DAYS[back.weekday()], n=rng.randint(2, 60),
            dl=f"{deadline.day} {MOIS[deadline.month - 1]}", dle=f"{MONTHS[deadline.month - 1]} {deadline.day}")
        lines.append(line.replace("de @", of_b))
    lines = list(dict.fromkeys(lines))
    parts, at = [], 0
    while at < len(lines):
        n = rng.randint(1, 3)
        parts.append(" ".join(lines[at:at + n]))
        at += n
    if french and len(parts) > 2:
        parts.insert(2, rng.choice(HEADINGS))
    if french and any("*" in line for line in lines):
        parts.append(f"*Groupes classés terroristes par le gouvernement {ADJ[a][0]}")
    town = towns[-1] if rng.random() < 0.3 else towns[0]
    lead = (f"{town.upper()}, {day.day} {MOIS[day.month - 1]} {day.year} (AFP) - " if french
            else f"{town.upper()}, {MONTHS[day.month - 1]} {day.day}, {day.year} (Reuters) - ")
    return {"id": f"depeche-{i:04d}", "text": lead + "\n\n".join(parts), "date": day.isoformat(), "title": lines[0].rstrip(".").replace("*", ""),
            "source": SOURCES[i % 3] if french else "The Border Post", "url": f"https://example.org/{day.year}/{i}", "language": "fr" if french else "en"}


def main():
    n = int(sys.argv[1])
    rng = random.Random(11)
    for i in range(n):
        sys.stdout.write(json.dumps(article(i, rng, n), ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
