"""French bodies: names that begin with the word for a body and go on in lower case.

« La Caisse de retraite des notaires (CRN) » says its acronym, « l'Agence de l'eau Rhin-Meuse » ends with a name; what a
body that is written with a capital within a sentence looks after (« l'Inspection du travail ») tells an authority.
"""

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


_SORT: Final = (
    r"(?:Autorité|Agence|Commission|Conseil|Office|Régie|Surintendance|Inspection|Direction|Bureau|Commissariat|"
    r"Haute [Aa]utorité|Haut [Cc]onseil|Médiateur|Médiation|Contrôle|Observatoire|Secrétariat)"
)
_TASK: Final = (
    r"(?:concurrence|consommation|consommateurs?|répression des fraudes|fraudes?|assurances?|banques?|microfinance|"
    r"marchés?(?: financiers| publics| de capitaux)?|valeurs mobilières|bourse|énergie|électricité|gaz|eaux?|jeux|"
    r"travail|"
    r"santé|médicaments?|transports?|aviation civile|télécommunications|communications|postes|audiovisuel|médias?|"
    r"données(?: personnelles| à caractère personnel)?|vie privée|renseignements personnels|prix|douanes?|impôts|"
    r"corruption|transparence|blanchiment|contrôle|surveillance|régulation|protection|supervision|cybersécurité|"
    r"cyberdéfense|sécurité (?:des systèmes d'information|informatique|sanitaire|sociale|financière|nucléaire)|"
    r"informatique|prévoyance|pensions|environnement|métrologie|propriété intellectuelle|normalisation|numérique|"
    r"Trésor|comptes|résolution|lutte contre [a-zà-ÿ' ]{3,30})"
)
_AUTHORITY: Final = re.compile(
    r"(?:(?<=[a-zà-ÿ,;] )|(?<= [ld]'))(?!Conseil de (?:surveillance|prévoyance|résolution)|"
    r"Direction (?:de la |du |de l'|des )(?:contrôle|sécurité|numérique|surveillance|informatique|comptes|conformité))"
    rf"(?P<name>{_SORT}(?: {_ADJECTIVE}|(?: centrale?))?"
    rf"(?: (?:de la |de l'|de |du |des |d'|à la |pour la |aux |en )|(?<=')){_TASK}"
    rf"(?: (?:et )?(?:de la |de l'|du |des |d'|de |à la |aux ){_TASK}| {_ADJECTIVE})*)(?![\w-])"
)


def find_french_bodies(text: Text) -> list[Mention]:
    """Return names that begin with the word for a body and go on in lower case, as French ones do."""
    if text.document.language != "fr":
        return []
    found = [
        Mention(*m.span("name"), m["name"], "Organization", "name.authority", 0.8, "Regulator")
        for m in _AUTHORITY.finditer(text.plain)
    ]
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
