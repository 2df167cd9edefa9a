"""Numbers of persons, customers, members, accounts, records and contracts in French and English text."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Final

from greffier.ingest.bounds import Bound, find_bound
from greffier.ingest.calendars import spelled
from greffier.ingest.numbers import (
    NUMERAL,
    is_rough,
    parse_numeral,
    parse_words,
    scale_pattern,
    scale_value,
    words_pattern,
)

_MOST: Final = 10**12

# The nouns of each unit, as patterns. Compounds come first: "customer records" are records.
_NOUNS: Final[Mapping[str, Mapping[str, tuple[str, ...]]]] = MappingProxyType(
    {
        "fr": MappingProxyType(
            {
                "records": (
                    r"enregistrements?|dossiers?|fichiers?|fiches?|lignes|entrées|documents?|données",
                    r"adresses|numéros|mots\sde\spasse|courriels",
                ),
                "accounts": (r"comptes?|iban|cartes?|portefeuilles",),
                "contracts": (r"contrats?|polices?",),
                "members": (r"membres?|sociétaires?|adhérents?|affiliés?",),
                "customers": (
                    r"clients?|clientes?|abonnés?|assurés?|souscripteurs?|titulaires|utilisat(?:eurs?|rices?)",
                    r"emprunteurs?|épargnants?|investisseurs?|bénéficiaires?|allocataires?|déposants?",
                ),
                "persons": (
                    r"personnes?|individus?|victimes?|particuliers?|patients?|consommat(?:eurs?|rices?)",
                    r"salariés?|employés?|collaborateurs?|citoyens?|résidents?|habitants?|contribuables?",
                    r"demandeurs\sd'emploi|internautes|usagers?|français|canadiens|québécois|américains",
                ),
            }
        ),
        "en": MappingProxyType(
            {
                "records": (
                    r"(?:customer\s|client\s|personal\s|data\s|patient\s)?(?:records?|files?)|documents?|rows",
                    r"e-?mail\saddresses|emails|passwords|(?:social\ssecurity|(?:credit\s)?card)\snumbers",
                ),
                "accounts": (
                    r"(?:customer\s|bank\s|user\s|client\s|(?:credit\s)?card\s)?accounts?",
                    r"(?:credit\s|debit\s|payment\s|bank\s)?cards?",
                ),
                "contracts": (r"contracts?|(?:insurance\s)?polic(?:y|ies)",),
                "members": (r"members?",),
                "customers": (
                    r"customers?|clients?|subscribers?|(?:policy|account|card)[\s-]?holders?|users?",
                    r"borrowers?|investors?|savers|depositors|beneficiaries",
                ),
                "persons": (
                    r"people|persons?|individuals?|victims?|patients?|consumers?|employees?|workers|citizens",
                    r"residents|taxpayers|jobseekers|applicants|americans|britons|canadians|australians",
                ),
            }
        ),
    }
)

# Words that may stand between the number and what it counts.
_BETWEEN: Final[Mapping[str, str]] = MappingProxyType(
    {
        "fr": r"(?:(?:de\s(?:ses|leurs|nos|nouveaux|nouvelles|jeunes)|des|de|d')\s?)?"
        r"(?:(?:anciens?|anciennes|nouveaux|nouvelles|autres|différents|différentes|jeunes)\s){0,2}",
        "en": r"(?:of\s(?:(?:its|their|the|our|these|those)\s)?)?"
        r"(?:(?:affected|past|present|and|current|former|existing|potential|individual|different|unique|other"
        r"|additional|new|more|active|bank|banking|insurance|retail|personal|business|private|corporate|mobile"
        r"|online|internet|broadband|loan|mortgage|pension|credit|debit|card|health|life|motor|home|young"
        r"|elderly|vulnerable|innocent|registered|u\.?s\.?|uk|eu|u\.k\.|american|british|canadian|australian"
        r"|french|irish|japanese|indian|european|swiss|german|dutch|italian|spanish|korean|chinese|nigerian"
        r"|(?-i:[A-Z])[\w\x27’&]+)\s){0,3}",
    }
)

# "in 2016 Wonga customers were told" has a year, no count.
_YEAR: Final = re.compile(r"(?:19|20)[0-9]{2}")
_IN: Final = re.compile(r"\b(?:in|since|en|depuis)\s$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class CountMention:
    """A number of persons or things as a text mentions it.

    `start` and `end` are code points into the text that was searched, `end` exclusive; the noun is included.
    `unit` is "persons", "customers", "members", "accounts", "records" or "contracts"; `bound` is "up_to",
    "at_least", "more_than", "about" or None. A range is one mention with its lower end, bound "at_least".
    """

    start: int
    end: int
    value: int
    bound: str | None
    unit: str


def find_counts(text: str, lang: str) -> tuple[CountMention, ...]:
    """Find how many persons or things of a kind `text` speaks of, sorted by place, none overlapping another.

    `lang` is "fr" or "en". "One customer" is no count: only numbers from two are found.

    >>> find_counts("up to 245,000 customers", "en")
    (CountMention(start=6, end=23, value=245000, bound='up_to', unit='customers'),)
    """
    mentions = (_read(match, text, lang) for match in _pattern(lang).finditer(text))
    return tuple(mention for mention in mentions if mention is not None)


@cache
def _pattern(lang: str) -> re.Pattern[str]:
    scale = scale_pattern(lang)
    link = r"\s?[-‐‑–—]\s?|\s(?:à|to|et|and)\s"
    lower = rf"(?:(?P<lower>{NUMERAL})(?:[\s-]?(?P<lower_scale>{scale}))?(?P<link>{link}))?"
    nouns = "|".join(f"(?P<{unit}>{'|'.join(words)})" for unit, words in _NOUNS[lang].items())
    return re.compile(
        spelled(
            rf"(?<![\w$€£¥₹/-])(?<![0-9][.,:])(?<![$€£¥₹]\s){lower}"
            rf"(?:(?P<number>{NUMERAL})(?:[\s-]?(?P<scale>{scale})|(?!\w))|(?P<words>{words_pattern(lang)}))"
            r"(?P<plus>\+|-plus\b|\sor\smore\b|\sou\splus\b)?"
            rf"(?:\s|(?<=d')){_BETWEEN[lang]}(?:{nouns})(?!\w)"
        ),
        re.IGNORECASE,
    )


def _read(match: re.Match[str], text: str, lang: str) -> CountMention | None:
    value = _value(match, lang)
    start, end = match.span()
    bound: Bound | None
    lower = _lower_value(match, value, text, lang)
    if lower is not None:
        value, bound = lower, "at_least"
    else:
        start = match.start("words" if match["number"] is None else "number")
        bound = "at_least" if match["plus"] else find_bound(text, start, end, lang)
    if _YEAR.fullmatch(match["number"] or "") and _IN.search(text, max(0, start - 8), start):
        return None
    if not 1 < value < _MOST:
        return None
    if bound is None and is_rough(match["words"]):
        bound = "about"
    unit = next(unit for unit in _NOUNS[lang] if match[unit] is not None)
    return CountMention(start, end, value, bound, unit)


def _value(match: re.Match[str], lang: str) -> int:
    """Return the number counted; 0 when its words make none."""
    if match["words"] is not None:
        return int(parse_words(match["words"], lang) or 0)
    number = parse_numeral(match["number"], lang, match["scale"] is not None)
    return int(number * scale_value(match["scale"], lang))


def _lower_value(match: re.Match[str], upper: int, text: str, lang: str) -> int | None:
    """Return the lower end of a range; None when the number before the count is no part of it."""
    if match["lower"] is None:
        return None
    before = text[max(0, match.start() - 10) : match.start()]
    if match["link"].strip().lower() in {"et", "and"} and not re.search(r"\b(?i:entre|between)\s$", before):
        return None
    scale = match["lower_scale"] or match["scale"]
    lower = int(parse_numeral(match["lower"], lang, scale is not None) * scale_value(scale, lang))
    return lower if 0 < lower < upper else None
