"""French bodies: names that begin with the word for a body and go on in lower case (« la Caisse de retraite des notaires »)."""

from __future__ import annotations

import re
from typing import Final

from greffier.ingest.knowledge.lexicon import lexicon
from greffier.ingest.mentions.mention import Mention
from greffier.ingest.mentions.name_shapes import ACRONYM_AFTER, excluded
from greffier.ingest.texts import Text, fold_characters

_ADJECTIVE: Final = (
    r"[a-zà-ÿ-]+(?:ois|oise|ais|aise|ain|aine|ien|ienne|al|ale|aux|ique|if|ive|el|elle|ier|ière|aire|eur|eure|ée|é)s?"
)
_FRENCH_BODY: Final = re.compile(
    r"(?<!\w)(?:Hôpital|Hôpitaux|Centre hospitalier|Clinique|Université|Institut|Agence|Caisse|Mutuelle|Banque|"
    r"Fédération|"
    r"Autorité|Commission|Office|Organisation|Organisme|Conseil|Chambre|Ordre|Commissariat|Haute Autorité|Union|"
    r"Société)"
    rf"(?: (?:{_ADJECTIVE}|mutualiste|universitaire|suprême|populaire))*"
    r"(?: (?:de la|de l'|du|des|de|d'|et|pour la|pour le|pour) ?(?:\w[\w'-]*)(?: (?:financiers?|financière|"
    r"nationale?|"
    r"sociale?|"
    r"personnels|publiques?|privée?|informatiques?|complémentaires?|populaires?|prudentiel(?:le)?))?){1,5}"
)
_FRENCH_TAIL: Final = re.compile(r"[A-ZÀ-ÖØ-Þ]")


def find_french_bodies(text: Text) -> list[Mention]:
    """Return names that begin with the word for a body and go on in lower case, as French ones do."""
    if text.document.language != "fr":
        return []
    found = []
    for match in _FRENCH_BODY.finditer(text.plain):
        written = match[0]
        if not ACRONYM_AFTER.match(text.plain, match.end()):
            last = max((m.start() for m in _FRENCH_TAIL.finditer(written)), default=0)
            if last == 0:
                continue
            tail = re.compile(r"[\w'-]+").match(written, last)
            written = written[: tail.end()] if tail else written
        folded = fold_characters(written)
        if excluded(folded):
            continue
        kind = lexicon().kind_of_name(folded)
        found.append(
            Mention(match.start(), match.start() + len(written), written, "Organization", "name.body", 0.85, kind)
        )
    return found
