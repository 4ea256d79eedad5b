#!/usr/bin/env python3
"""Articles whose every field tries to be markup or script, as JSON Lines. What they try sets window.hacked."""
import json

SCRIPT = "<script>window.hacked=1</script>"
IMAGE = "<img src=x onerror=\"window.hacked=2\">"
ARTICLES = [
    {"id": f"hostile-1{IMAGE}", "title": f"{SCRIPT}La Russie « condamne »{IMAGE}", "source": f"\"><b>Gras</b>{IMAGE}", "url": "javascript:window.hacked=4",
     "date": "2023-03-12", "language": "fr",
     "text": f"PARIS, 12 mars 2023 (AFP) - La Russie a condamné lundi {SCRIPT} la décision de la France. « Nous ne céderons pas {IMAGE} aux menaces »,"
             f" a déclaré le ministre russe des Affaires étrangères </p></span></script><svg onload=window.hacked=5>.\n\n"
             f"Le Mali menace d'expulser l'ambassadeur du Niger si les prisonniers ne sont pas libérés d'ici le 31 mars &lt;b&gt; &amp;amp; ' \" `.\n\n"
             f"𝕄𝕒𝕝𝕚 👩‍👩‍👧 : la France a expulsé deux diplomates russes."},
    {"id": "hostile-2", "title": "</title><style>*{display:none}</style>", "source": "'; drop table events; --", "url": "https://example.org/\"onmouseover=\"window.hacked=6",
     "date": "2023-03-12", "language": "en",
     "text": f"Russia on Monday condemned {IMAGE} an attack by France. \"We will <i>not</i> give in\", the foreign minister of Mali said.{SCRIPT}"},
]

for article in ARTICLES:
    print(json.dumps(article, ensure_ascii=False))
