#!/usr/bin/env python3
"""Which language `--language auto` finds in short texts: `detect.py DRAGOMAN`. Prints the shares that were right."""
import json
import subprocess
import sys

SENTENCES = {
    "fr": """Le maire a inauguré la nouvelle gare.
Des milliers de manifestants ont défilé samedi à Lyon contre la réforme.
Pékin proteste auprès de Tokyo.
Les négociateurs se retrouveront à Genève la semaine prochaine.
« Nous ne céderons rien », a prévenu le chef des rebelles.
Deux soldats tués, trois autres blessés près de Gao.
Moscou rappelle son ambassadeur.
L'Union européenne prolonge ses sanctions contre Minsk.
Un tribunal d'Ankara a condamné quatre journalistes.
Washington et Hanoï signent un accord commercial.
La police disperse une marche de l'opposition à Kampala. Plusieurs blessés.
Berlin expulse deux diplomates russes.
Le Parlement rejette la motion de censure. Le Premier ministre reste en place.
Qui succédera au secrétaire général ?
LE PRÉSIDENT LIMOGE SON MINISTRE DE LA DÉFENSE
Aucune rançon n'a été versée, assure Niamey.""",
    "en": """The mayor opened the new station.
Thousands of protesters marched in Leeds on Saturday against the reform.
Beijing protests to Tokyo.
Negotiators meet again in Geneva next week.
"We will give up nothing," the rebel leader warned.
Two soldiers killed, three others wounded near Gao.
Moscow recalls its ambassador.
European Union extends sanctions against Minsk.
A court in Ankara sentenced four journalists.
Washington and Hanoi sign trade deal.
Police disperse opposition march in Kampala. Several people were hurt.
Berlin expels two Russian diplomats.
Parliament rejects the motion. The prime minister stays in office.
Who will succeed the secretary-general?
PRESIDENT SACKS HIS DEFENCE MINISTER
No ransom was paid, Niamey insists.""",
}
texts = [(language, line) for language, lines in SENTENCES.items() for line in lines.splitlines()]
# Read as one of the two that there are; names and numbers alone as the first of them.
OTHERS = ["Die Kanzlerin hat am Montag den Vorschlag abgelehnt.", "El presidente rechazó el lunes la propuesta.",
          "Il presidente ha respinto la proposta.", "O presidente rejeitou a proposta na segunda-feira.",
          "De premier heeft het voorstel maandag afgewezen.", "رفض الرئيس الاقتراح يوم الاثنين.", "Prezident otklonil predlozhenie.",
          "Angela Merkel", "1234"]


def languages(texts):
    out = []
    for t in texts:
        done = subprocess.run([sys.argv[1], "read", "-", "--language", "auto", "--to", "json"], input=t.encode(), stdout=subprocess.PIPE)
        out.append(json.loads(done.stdout)["document"]["language"] if done.returncode == 0 else None)
    return out


found = languages([t for _, t in texts])
wrong = [(got, t) for (want, t), got in zip(texts, found) if got != want]
for got, text in wrong:
    print(f"  taken for {got}: {text}")
share = 1 - len(wrong) / len(texts)
print(f"  language found: {len(texts) - len(wrong)} of {len(texts)} ({share:.1%})")
other = languages(OTHERS)
print("  other languages are read as:", " ".join(map(str, other)))
sys.exit(share < 0.98 or not set(other) <= {"fr", "en"} or other[-2:] != ["en", "en"])
