"""Numbers of persons, customers, accounts, cards, records and contracts in French and English text."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Final

from greffier.ingest.values.bounds import Bound, find_bound
from greffier.ingest.values.calendars import spelled
from greffier.ingest.values.numbers import (
    NUMERAL,
    is_rough,
    parse_numeral,
    parse_words,
    scale_pattern,
    scale_value,
    words_pattern,
)

_MOST: Final = 10**12
_FEWEST_PAPERS: Final = 20  # « deux dossiers » are two matters, "three policies" three rules

# The nouns of each unit, as patterns. Compounds come first: "customer records" are records. Those who work
# for somebody are in none of them: a number of employees says how large a firm is.
_NOUNS: Final[Mapping[str, Mapping[str, str]]] = MappingProxyType(
    {
        "fr": MappingProxyType(
            {
                "cards": r"(?:numéros\sde\s)?cartes",
                "records": r"enregistrements|dossiers|fichiers|fiches|entrées|documents|données|adresses|numéros"
                r"|mots\sde\spasse|courriels|identifiants",
                "accounts": r"comptes|iban|portefeuilles",
                "contracts": r"contrats|polices",
                "members": r"membres|sociétaires|adhérents|affiliés",
                "policyholders": r"assurés|souscripteurs",
                "patients": r"patients|patientes",
                "customers": r"clients|clientes|abonnés|titulaires|utilisat(?:eurs|rices)|emprunteurs|épargnants"
                r"|investisseurs|allocataires|déposants|usagers|locataires|donateurs",
                "persons": r"personnes|individus|victimes|particuliers|consommat(?:eurs|rices)|citoyens|résidents"
                r"|habitants|contribuables|demandeurs\sd'emploi|internautes|bénéficiaires|passagers|étudiants|élèves"
                r"|retraités|français|canadiens|québécois|américains|britanniques|australiens|new-yorkais",
            }
        ),
        "en": MappingProxyType(
            {
                "cards": r"(?:(?:credit|debit|payment|bank)\s(?:and\s(?:credit|debit|payment|bank)\s)?)?"
                r"card(?:s|\snumbers)",
                "records": r"(?:customer\s|client\s|personal\s|data\s|patient\s)?(?:records|files)|documents|rows"
                r"|e-?mail\saddresses|emails|passwords|social\ssecurity\snumbers|driver'?s\slicence\snumbers",
                "accounts": r"(?:customer\s|bank\s|user\s|client\s|(?:credit\s)?card\s)?accounts",
                "contracts": r"contracts|(?:insurance\s)?policies",
                "members": r"members|enrollees",
                "policyholders": r"policy[\s-]?holders|insureds",
                "patients": r"patients",
                "customers": r"customers|clients|subscribers|(?:account|card)[\s-]?holders|users|borrowers|investors"
                r"|savers|depositors|tenants|donors",
                "persons": r"people|persons|individuals|victims|consumers|citizens|residents|taxpayers|jobseekers"
                r"|applicants|beneficiaries|passengers|students|pupils|pensioners|retirees|drivers|guests|americans"
                r"|britons|canadians|australians|new\syorkers|quebeck?ers|californians",
            }
        ),
    }
)
UNITS: Final = tuple(_NOUNS["en"])
_PAPERS: Final = frozenset({"records", "contracts"})

# Words that may stand between the number and what it counts.
_BETWEEN: Final[Mapping[str, str]] = MappingProxyType(
    {
        "fr": r"(?:(?:de\s(?:ses|leurs|nos|nouveaux|nouvelles|jeunes)|des|de|d')\s?)?"
        r"(?:(?:anciens?|anciennes|nouveaux|nouvelles|autres|différents|différentes|jeunes)\s){0,2}",
        "en": r"(?:of\s(?:(?:its|their|the|our|these|those)\s)?)?"
        r"(?:(?:affected|past|present|and|current|former|existing|potential|individual|different|unique|other"
        r"|additional|new|more|active|bank|banking|insurance|retail|personal|business|private|corporate|mobile"
        r"|online|internet|broadband|loan|mortgage|pension|health|life|motor|home|young|small"
        r"|elderly|vulnerable|innocent|registered|u\.?s\.?|uk|eu|u\.k\.|american|british|canadian|australian"
        r"|french|irish|japanese|indian|european|swiss|german|dutch|italian|spanish|korean|chinese|nigerian"
        r"|(?-i:[A-Z])[\w\x27’&]+)\s){0,3}",
    }
)

# « aucun client n'a », "no customers were": nobody. "No customer data" speaks of data.
_NOBODY: Final[Mapping[str, str]] = MappingProxyType(
    {
        "fr": r"\baucune?\s(?:de\s(?:ses|nos|leurs)\s)?(?:(?P<customers>cliente?s?|abonnée?s?|usagers?)"
        r"|(?P<policyholders>assurée?s?)|(?P<members>membres?|sociétaires?|adhérente?s?)|(?P<patients>patiente?s?)"
        r"|(?P<accounts>comptes?)|(?P<persons>personnes?|victimes?))(?=(?:\s\w+){0,2}\sn(?:'|e\s))",
        "en": r"\b(?:no|none\sof\s(?:its|the|our|their))\s(?:(?P<customers>customers|clients|users|subscribers)"
        r"|(?P<policyholders>policyholders)|(?P<members>members)|(?P<patients>patients)|(?P<accounts>accounts)"
        r"|(?P<persons>people|individuals))(?=\s(?:was|were|are|is|has|have|had|lost|suffered)\b)",
    }
)

# "in 2016 Wonga customers were told" has a year, no count.
_YEAR: Final = re.compile(r"(?:19|20)[0-9]{2}")
_DATED: Final = re.compile(
    r"(?:\b(?:in|since|en|depuis|until|by|of|the|late|early|mid-?|fin|début|d'ici|avant|before|after|"
    r"jan\w*|feb\w*|mar\w*|apr\w*|may|june?|july?|aug\w*|sep\w*|oct\w*|nov\w*|dec\w*|févr\w*|avril|mai|juin|juillet|"
    r"août|déc\w*)\s|\b[0-9]{1,2}[.,]?\s)$",
    re.IGNORECASE,
)
_SHARE: Final = re.compile(r"\b(?:one|une?(?:\s\w+)?|[0-9]+)\s(?:in|out\sof|sur)\s(?:every\s)?$", re.IGNORECASE)
# « 50 000 personnes par mois » is a pace.
_PACE: Final = re.compile(
    r"\s(?:par\s(?:jour|semaine|mois|an|heure)|(?:per|an?|each|every)\s(?:day|week|month|year|hour))\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class CountMention:
    """A number of persons or things as a text mentions it.

    `start` and `end` are code points into the text that was searched, `end` exclusive; the noun is included.
    `unit` is one of UNITS; `bound` is "up_to", "at_least", "more_than", "about" or None. A range is one
    mention: `value` is its lower end, `most` its upper one; `most` is None for a single number.
    """

    start: int
    end: int
    value: int
    most: int | None
    bound: str | None
    unit: str


def find_counts(text: str, lang: str) -> tuple[CountMention, ...]:
    """Find how many persons or things of a kind `text` speaks of, sorted by place, none overlapping another.

    `lang` is "fr" or "en". "One customer" is no count: only numbers from two are found, and nobody at all.

    >>> find_counts("up to 245,000 customers", "en")
    (CountMention(start=6, end=23, value=245000, most=None, bound='up_to', unit='customers'),)
    """
    some, none = _patterns(lang)
    found = [mention for match in some.finditer(text) if (mention := _read(match, text, lang))]
    found += [CountMention(*match.span(), 0, None, None, _unit(match)) for match in none.finditer(text)]
    return tuple(sorted(found, key=lambda mention: mention.start))


@cache
def _patterns(lang: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    scale = scale_pattern(lang)
    link = r"\s?[-‐‑–—]\s?|\s(?:à|to|et|and)\s"
    lower = rf"(?:(?P<lower>{NUMERAL})(?:[\s-]?(?P<lower_scale>{scale}))?(?P<link>{link}))?"
    nouns = "|".join(f"(?P<{unit}>{words})" for unit, words in _NOUNS[lang].items())
    some = (
        rf"(?<![\w$€£¥₹/-])(?<![0-9][.,:])(?<![$€£¥₹]\s){lower}"
        rf"(?:(?P<number>{NUMERAL})(?:[\s-]?(?P<scale>{scale})|(?!\w))|(?P<words>{words_pattern(lang)}))"
        r"(?P<plus>\+|-plus\b|\sor\smore\b|\sou\splus\b)?"
        rf"(?:\s|(?<=d'))(?:or\sso\s)?{_BETWEEN[lang]}(?:{nouns})(?!\w)"
    )
    return re.compile(spelled(some), re.IGNORECASE), re.compile(spelled(_NOBODY[lang]), re.IGNORECASE)


def _unit(match: re.Match[str]) -> str:
    groups = match.groupdict()
    return next(unit for unit in UNITS if groups.get(unit) is not None)


def _read(match: re.Match[str], text: str, lang: str) -> CountMention | None:
    value = _value(match, lang)
    start, end = match.span()
    bound: Bound | None = None
    lower = _lower_value(match, value, text, lang)
    if lower is None:
        start = match.start("words" if match["number"] is None else "number")
        bound = "at_least" if match["plus"] else find_bound(text, start, end, lang)
    lead = text[max(0, start - 32) : start]
    if (_YEAR.fullmatch(match["number"] or "") and _DATED.search(lead)) or _SHARE.search(lead):
        return None
    unit = _unit(match)
    if not (_FEWEST_PAPERS if unit in _PAPERS else 2) <= value < _MOST or _PACE.match(text, end):
        return None
    if lower is None and bound is None and is_rough(match["words"]):
        bound = "about"
    return CountMention(start, end, value if lower is None else lower, None if lower is None else value, bound, unit)


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
