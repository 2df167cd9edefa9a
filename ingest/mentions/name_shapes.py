"""Name shapes: where a written name begins and ends, and what cannot be the name of a party at all."""

from __future__ import annotations

import re
from typing import Final

from greffier.ingest.knowledge.lexicon import lexicon
from greffier.ingest.places import place_names
from greffier.ingest.texts import Text

CAPITAL: Final = r"[A-ZÀ-ÖØ-Þ]"
NAME_RUN: Final = re.compile(rf"(?<!\w)(?<![^dlDLu]'){CAPITAL}[\w&-]+(?: {CAPITAL}[\w&-]+){{0,3}}")
ACRONYM_AFTER: Final = re.compile(r"\s?\(\s?(?:ci-après |the |l')?[\"«]?\s?([A-Z][A-Za-z&.-]{1,9})\s?[\"»]?\s?[),;]")
LEGAL_FORM_AFTER: Final = re.compile(
    r",? (?:Co\.?,? (?:Ltd|Limited|Inc|LLC)|Inc|Corp|Corporation|Co|Ltd|Limited|LLC|LLP|PLC|Plc|plc|SA|"
    r"S\.A|NA|N\.A|AG|SE|NV|Ltée|SAS|GmbH)\b(?!-\w)\.?"
)
# What may stand before a name at the start of a sentence, and is no part of it.
ARTICLE: Final = re.compile(
    r"^(?:(?:Dès|Lors|Pendant|Durant|Face|Grâce|Suite|Malgré|Parmi|Entre|Vers|Puis|Ainsi|Alors|Enfin|Toutefois|"
    r"Cependant|"
    r"Cette|Ce|Ces|Cet|Aucune?|Chaque|Plusieurs|Deux|Trois|During|Despite|Although|Because|Until|Through|Among|Some|"
    r"Several|"
    r"Ensuite|Aussi|Pourtant|Donc|Finalement|Notamment|Seule?|Même|Toute?s?|Tous|Certaine?s|Quelques|Contre|Sauf|Hormis|Concernant|"
    r"Lorsque|Puisque|Son|Sa|Ses|Leurs?|Notre|Votre|Nos|Vos|Aujourd'hui|Demain|Then|Also|Later|Earlier|Now|Even|Only|Once|Why|How|"
    r"Where|Whether|Like|Unlike|Against|Between|Without|Within|Throughout|Over|About|Around|Per|Via|Every|Each|Many|Most|All|Any|"
    r"Si|Selon|Dans|En|À|Au|Aux|Quant|Où|Pour|Par|Avec|Sur|Chez|Sans|Sous|Après|Avant|Depuis|Mais|Et|Or|Ni|Car|Comme|Quand|Outre|"
    r"In|On|At|By|For|From|With|If|When|While|After|Before|Since|But|And|As|Under|Both|Two|Three|Four|Its|His|Her|"
    r"Their|Our|Former|That|This|These|What|Meanwhile|However|Yesterday|Today|Tomorrow|Hier|"
    r"Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|"
    r"Lundi|Mardi|Mercredi|Jeudi|Vendredi|Samedi|Dimanche|"
    r"Insurers|Banks|Lenders|Brokers|Regulators|Assureurs|Banques|Courtiers) |"
    r"[Tt]he |D'après |[Ll]e |[Ll]a |[Ll]es |[Ll]'|[Dd]es |[Dd]u |[Dd]e |[Aa]n? |[Uu]ne? )"
)
_OF_PLACE: Final = re.compile(r"([A-ZÀ-Þ][\w-]+(?: [A-ZÀ-Þ][\w-]+)?)'s (?=[A-ZÀ-Þ])")
_SMALL: Final = re.compile(r"(?:[a-zà-ÿ][\w'-]* )+(?=[A-ZÀ-ÖØ-Þ])")
NO_NAME: Final = ("DATE", "TIME", "CARDINAL", "ORDINAL", "NORP", "MONEY", "QUANTITY", "PERCENT")
TICKER: Final = re.compile(r"[A-Z0-9]{1,5}\.[A-Z]{1,2}$")
_TITLE_CASE: Final = 0.6  # share of capitalised words from which a line is no evidence of names


def with_legal_form(plain: str, end: int) -> int:
    """Return where a name ends with its legal form, without the dot of the sentence; `end` where it has none."""
    form = LEGAL_FORM_AFTER.match(plain, end)
    if not form and plain[end - 3 : end] == " Co":  # "Services Co. Limited"
        form = LEGAL_FORM_AFTER.match(plain, end - 3)
    if not form or form.end() <= end:
        return end
    return form.end() - (plain[form.end() - 1] == "." and ends_sentence(plain, form.end()))


def singular(key: str) -> str:
    """Return a name's key without the plurals of its words: « Assurances » and « Assurance » are one."""
    return " ".join(w[:-1] if len(w) > 4 and w.endswith("s") else w for w in key.split())


def ends_sentence(plain: str, end: int) -> bool:
    return not plain[end : end + 2].strip() or bool(re.match(rf"\s+{CAPITAL}", plain[end : end + 4]))


def title_case(text: Text, offset: int) -> bool:
    """Return whether the sentence is written in capitals throughout, as headlines are."""
    sentence = text.sentence_at(offset)
    if text.plain.startswith(("|", "- ", "• ", "* "), sentence.start):  # a row of a table, an item of a list
        return False
    if not sentence.title and text.plain[sentence.end - 1] in ".!?;":
        return False
    words = re.findall(r"[^\W\d_]{4,}", text.plain[sentence.start : sentence.end])
    return len(words) >= 4 and sum(w[0].isupper() for w in words) / len(words) >= _TITLE_CASE


# The months and days of English, which it writes with a capital as it does names.
CALENDAR: Final = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|"
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)"
)
# "In March Kestrel was fined": the month is none of the name.
_DATED: Final = re.compile(rf"{CALENDAR},? (?=[A-ZÀ-Þ])")
# "Insurer Kestrel", « L'assureur Kestrel »: at the head of a sentence what a body is takes a capital as well.
_WHAT: Final = re.compile(
    r"(?:Insurer|Reinsurer|Lender|Broker|Airline|Carrier|Retailer|Fintech|Insurtech|Neobank|Watchdog|Regulator|"
    r"Assureur|Réassureur|Néobanque|Courtier) (?=[A-ZÀ-Þ])"
)
_WHEN: Final = re.compile(r"\b(?:in|on|since|by|until|from|late|early|last|this|next) (?:the )?$", re.I)


def trimmed(plain: str, start: int, end: int) -> tuple[int, int]:
    """Return a span without date, article, the place that it is of (« Utopia's First Bank »), and loose ends."""
    place = _OF_PLACE.match(plain[start:end])
    if place and place[1] in place_names():
        start += place.end()
    while True:
        article = ARTICLE.match(plain[start:end])
        if not article:
            break
        start += article.end()
    dated = _DATED.match(plain, start, end)
    if dated and _WHEN.search(plain[max(0, start - 12) : start]):
        start = dated.end()
    what = _WHAT.match(plain, start, end)
    if what and (
        start == 0 or plain[start - 1] in "\n'" or plain[max(0, start - 2) : start] in (". ", ": ", "! ", "? ")
    ):
        start = what.end()
    begun = _SMALL.match(plain, start, end)  # « L'assureur Zéphyr »
    start = begun.end() if begun else start
    while end > start and plain[end - 1] in " .,;:'\"«»()-&":
        end -= 1
    if plain[start:end].endswith("'s"):
        end -= 2
    return start, end


def excluded(folded: str) -> bool:
    words = lexicon()
    bare = folded.strip(" .'")
    parts = re.split(r" (?:and|et|&) (?:the |le |la |l')?", bare)
    if len(parts) > 1 and all(excluded(part) for part in parts):
        return True
    if any(words.media.match(article + bare) for article in ("le ", "la ", "l'", "les ")):
        return True
    return bool(
        words.media.match(bare)
        or words.media.match(f"the {bare}")
        or words.not_organizations.match(bare)
        or words.others.match(bare)
    )
