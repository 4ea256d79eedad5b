#!/usr/bin/env python3
"""Write a synthetic corpus: `corpus.py N [SEED]` prints N articles as JSON Lines, each put together from varied
French (two thirds) and English sentences of the project's own, most of them composed of parts that vary by
themselves (some hundred thousand different ones before numbers and days). The same N and seed give the same bytes."""
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
# Sentences put together from parts: who, what was done, to whom, where or how; each part varies by itself.
FR_WHO = ["le ministère de l'Intérieur", "la junte", "l'opposition", "le chef des rebelles", "un groupe armé", "la Cour constitutionnelle",
          "le Conseil de sécurité", "l'Union africaine", "la Commission européenne", "le gouverneur de la région", "un porte-parole de l'armée",
          "le syndicat des enseignants", "la mission de l'ONU", "le Premier ministre", "l'état-major", "la coalition", "le Kremlin",
          "la Maison-Blanche", "le président Emmanuel Macron", "Vladimir Poutine", "le Hamas", "la Cédéao", "les talibans", "Human Rights Watch"]
FR_DID = ["a dénoncé", "a salué", "a rejeté", "a critiqué", "a condamné", "a approuvé", "a suspendu", "a annoncé", "a réclamé",
          "a promis", "menace de rompre", "souhaite relancer", "refuse de signer", "a confirmé", "a reporté", "veut renforcer"]
FR_WHAT = ["l'accord de paix", "la visite de la délégation", "le retrait des forces étrangères", "la livraison de munitions",
           "l'ouverture d'un couloir humanitaire", "la fermeture de la frontière", "l'embargo sur les armes", "le projet de résolution",
           "la libération de {n} otages", "l'élection de {m}", "le déploiement de {n} soldats", "une enquête internationale",
           "la coopération avec {s}", "les négociations avec {s}", "l'aide destinée à {s}", "les sanctions visant {s}"]
FR_HOW = ["", " {jour}", " lors d'une conférence de presse", " à l'issue d'un conseil extraordinaire", " malgré l'opposition de {s}",
          " pour la {d}e fois", " dans un communiqué publié {jour}", " en marge d'un sommet", ", a indiqué {t}", ", selon la presse locale",
          " au lendemain d'un attentat qui a fait {n} morts", " tandis que des combats se poursuivaient dans l'est du pays"]
FR_MORE = ["", "", ", alors que la situation humanitaire se dégrade dans plusieurs provinces du pays", ", où près de {n} mille déplacés vivent sous des tentes",
           ", une décision attendue depuis des mois par les habitants de la capitale", ", selon un rapport de {n} pages consulté par plusieurs journaux",
           ", au moment où les prix des denrées augmentent sur tous les marchés", ", en dépit des appels au calme des autorités religieuses",
           ", ce qui inquiète les commerçants et les transporteurs de la région", ", dans un contexte de fortes tensions entre les deux voisins"]
EN_WHO = ["the interior ministry", "the junta", "the opposition", "a rebel commander", "an armed group", "the constitutional court",
          "the Security Council", "the African Union", "the European Commission", "the regional governor", "an army spokesman",
          "the teachers' union", "the UN mission", "the prime minister", "the Kremlin", "the White House", "President Emmanuel Macron",
          "Vladimir Putin", "Hamas", "the Taliban", "Human Rights Watch", "the foreign minister"]
EN_DID = ["denounced", "welcomed", "rejected", "criticized", "condemned", "approved", "suspended", "announced", "demanded",
          "promised", "threatened to break off", "wants to resume", "refused to sign", "confirmed", "postponed"]
EN_WHAT = ["the peace deal", "the delegation's visit", "the withdrawal of foreign troops", "a shipment of ammunition",
           "the opening of an aid corridor", "the closure of the border", "the arms embargo", "the draft resolution",
           "the release of {n} hostages", "the {mon} election", "the deployment of {n} soldiers", "an international inquiry",
           "cooperation with {s}", "talks with {s}", "aid to {s}", "sanctions against {s}"]
EN_HOW = ["", " on {day}", " at a news conference", " after an emergency meeting", " despite opposition from {s}", " in a statement",
          " on the sidelines of a summit", ", an official said", ", local media reported", " a day after a bombing that killed {n} people",
          " while fighting continued in the east of the country"]
EN_MORE = ["", "", ", as living conditions worsen in several provinces of the country", ", where nearly {n},000 displaced people live in tents",
           ", a decision that residents of the capital had awaited for months", ", according to a report of {n} pages seen by several newspapers",
           ", at a time when food prices are rising in every market", ", despite calls for calm from religious leaders",
           ", to the concern of traders and hauliers in the region", ", amid sharp tension between the two neighbours"]
JOURS = ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"]
DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
MOIS = ["janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"]
MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"]
SOURCES = ["Le Courrier du Sahel", "La Gazette des frontières", "The Border Post", "Dépêches du Sud", "Northern Wire"]


def capital(s):
    return s[0].upper() + s[1:]


def sentence(french, rng):
    if rng.random() < 0.4:
        return rng.choice(FR if french else EN)
    parts = (FR_WHO, FR_DID, FR_WHAT, FR_HOW, FR_MORE) if french else (EN_WHO, EN_DID, EN_WHAT, EN_HOW, EN_MORE)
    who, did, what, how, more = (rng.choice(p) for p in parts)
    return f"{capital(who)} {did} {what}{how}{more}."


def article(i, rng):
    french = rng.random() < 0.67
    states = FR_STATES if french else EN_STATES
    lines = []
    for _ in range(rng.randint(8, 16)):
        a, b = rng.sample(states, 2)
        t = rng.choice(FR_TITLES)
        k = rng.randint(0, 11)
        s = sentence(french, rng)
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
