#!/usr/bin/env python3
"""Write a synthetic corpus: `corpus.py N [SEED]` prints N articles as JSON Lines, each put together from varied
French (two thirds) and English sentences of the project's own. The same N and seed give the same bytes."""
import json
import random
import sys

FR_STATES = ["la Russie", "la Chine", "le Mali", "la Turquie", "l'Iran", "le Niger", "la France", "l'Algérie", "le Soudan",
             "l'Ukraine", "Israël", "l'Égypte", "le Maroc", "la Serbie", "l'Éthiopie", "le Venezuela", "la Syrie", "le Liban"]
FR_TITLES = ["le ministre des Affaires étrangères", "le porte-parole du gouvernement", "le président", "la ministre de la Défense",
             "un responsable militaire", "l'ambassadeur", "le chef de la diplomatie", "un haut responsable"]
FR = ["{S} a condamné {jour} l'attaque menée par {s} contre un poste frontière.",
      "Selon {t}, {s} refuse de retirer ses troupes de la zone.",
      "« Nous ne céderons pas aux menaces », a déclaré {t} devant la presse.",
      "{T} a rencontré {jour} son homologue pour discuter d'un cessez-le-feu.",
      "{S} menace d'expulser des diplomates si {s} ne libère pas les prisonniers d'ici le {d} {m}.",
      "Des milliers de personnes ont manifesté {jour} dans la capitale pour demander la démission du gouvernement.",
      "La police a arrêté {n} manifestants, selon une organisation de défense des droits humains.",
      "{S} et {s} ont signé un accord de coopération militaire.",
      "L'ONU a appelé {s} à la retenue et proposé sa médiation.",
      "{S} a annoncé une aide humanitaire de {n} millions d'euros.",
      "Au moins {n} civils ont été tués dans un bombardement attribué à l'armée.",
      "{T} a démenti avoir autorisé la livraison d'armes à des groupes rebelles.",
      "Le Parlement a voté de nouvelles sanctions contre {s}.",
      "L'équipe nationale a battu son adversaire trois buts à un dans un stade comble.",
      "Les prix du blé ont reculé de {n} pour cent sur les marchés.",
      "Les rebelles ont pris le contrôle de plusieurs localités du nord du pays.",
      "« La situation reste préoccupante », a-t-il ajouté, appelant les deux parties à reprendre les négociations."]
EN_STATES = ["Russia", "China", "Mali", "Turkey", "Iran", "Niger", "France", "Algeria", "Sudan", "Ukraine", "Israel", "Egypt",
             "Serbia", "Ethiopia", "Venezuela", "Syria", "Lebanon", "India", "Pakistan", "Japan"]
EN = ["{S} on {day} condemned an attack by {s} on a border post.",
      "{S} refuses to withdraw its troops from the area, a government spokesman said.",
      "\"We will not give in to threats,\" the foreign minister told reporters.",
      "The president met his counterpart on {day} to discuss a ceasefire.",
      "{S} threatened to expel diplomats unless {s} releases the prisoners by {mon} {d}.",
      "Thousands of people protested in the capital on {day} to demand the resignation of the government.",
      "Police arrested {n} protesters, a rights group said.",
      "{S} and {s} signed an agreement on military cooperation.",
      "The United Nations urged {s} to show restraint.",
      "At least {n} civilians were killed in an air strike.",
      "The team won three games in a row before a crowd of thousands.",
      "Wheat prices fell by {n} percent."]
JOURS = ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"]
DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
MOIS = ["janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"]
MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"]
SOURCES = ["Le Courrier du Sahel", "La Gazette des frontières", "The Border Post", "Dépêches du Sud", "Northern Wire"]


def capital(s):
    return s[0].upper() + s[1:]


def article(i, rng):
    french = rng.random() < 0.67
    states = FR_STATES if french else EN_STATES
    lines = []
    for _ in range(rng.randint(8, 18)):
        a, b = rng.sample(states, 2)
        t = rng.choice(FR_TITLES)
        k = rng.randint(0, 11)
        s = rng.choice(FR if french else EN)
        lines.append(s.format(S=capital(a), s=b, t=t, T=capital(t), jour=rng.choice(JOURS), day=rng.choice(DAYS),
                              n=rng.randint(2, 90), d=rng.randint(1, 28), m=MOIS[k], mon=MONTHS[k]))
    paragraphs, at = [], 0
    while at < len(lines):
        n = rng.randint(1, 4)
        paragraphs.append(" ".join(lines[at:at + n]))
        at += n
    y, m, d = rng.randint(2015, 2024), rng.randint(1, 12), rng.randint(1, 28)
    lead = (f"PARIS, {d} {MOIS[m - 1]} {y} (AFP) - " if french else f"LONDON, {MONTHS[m - 1]} {d}, {y} (Reuters) - ")
    return {"id": f"article-{i:06d}", "text": lead + "\n\n".join(paragraphs), "date": f"{y:04d}-{m:02d}-{d:02d}",
            "title": lines[0], "source": rng.choice(SOURCES), "url": f"https://example.org/{y}/{i}"}


def main():
    n = int(sys.argv[1])
    rng = random.Random(int(sys.argv[2]) if len(sys.argv) > 2 else 1)
    for i in range(n):
        sys.stdout.write(json.dumps(article(i, rng), ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
