"""Stretches of text that look like dates and are none: titles of laws, file numbers, opening hours."""

import re
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Final

from greffier.ingest.prefilters import Prefilter
from greffier.ingest.values.calendars import MONTHS, SHORT_MONTHS, WEEKDAYS, spelled

_YEAR: Final = "(?:19|20)[0-9]{2}(?![0-9])"

# Nouns that a year-like number counts rather than dates: "2019 clients", "in 2000 cases".
COUNTED: Final[Mapping[str, str]] = MappingProxyType(
    {
        "fr": r"euros?|dollars?|francs?|livres|millions?|milliards?|milliers|fois|pages|m²|km|kg|heures?"
        r"|jours|personnes",
        "en": r"euros?|dollars?|pounds|francs|millions?|billions?|thousand|times|pages|miles|km|kg|hours|days"
        r"|people|persons|customers|clients|members|accounts|users|cases|records|files|policies|policyholders"
        r"|employees|workers|staff|companies|firms|banks|branches|complaints|shares|investors|consumers"
        r"|individuals|victims|subscribers|patients|residents|households|incidents|breaches|attacks|items"
        r"|copies|units|stores|countries|cards|loans|claims|emails|documents|transactions",
    }
)

_ANY: Final = (
    r"https?://\S+|www\.\S+|(?<![\w.+-])[\w.+-]{1,64}@[\w.-]{1,64}",
    # CVE-2017-5638, SAN-2026-001, ISO/IEC 27001:2013, but not DEC-2020.
    r"\b(?!(?:JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEPT?|OCT|NOV|DEC)-)[A-Z]{2,}[0-9]*"
    r"(?:[-_/][A-Za-z0-9]{1,12}){0,5}[-_/][0-9][\w/-]*",
    r"\b(?i:versions?|v\.?)\s?[0-9][\w.]*",
    r"\bISO(?:/IEC)?\s?[0-9][0-9:.-]*",
    r"(?:\bn[°º]|\b[Nn]uméros?|\bN[o°º]\.|#)\s?[\w./-]*[0-9][\w./-]*",
)

_FR_DAYS: Final = "|".join(WEEKDAYS["fr"])
_FR_LAW: Final = r"(?i:décrets?(?:-lois?)?|règlements?|directives?|arrêtés?|circulaires?|lois?)"
_FR_DATE: Final = (
    rf"(?:[0-9]{{1,2}}(?:er)?|premier)\s(?:{'|'.join((*MONTHS['fr'], *SHORT_MONTHS['fr']))})(?:\s{_YEAR})?"
)
_FR_TITLE: Final = r"(?:sur|relati(?:f|ve)s?|fédérale?|[A-ZÉ«])[^.,;:()\n]{0,80}?"

_FR: Final = (
    # loi n° 2018-493 du 20 juin 2018, règlement (UE) 2016/679 du 27 avril 2016, directive 95/46/CE
    rf"\b{_FR_LAW}(?:\s\w+){{0,2}}?(?:\s\((?:UE|CE|CEE)\))?(?:\sn[°ºo]?\.?)?\s?[0-9]+[-/.][0-9]+"
    rf"(?:/(?:UE|CE|CEE))?(?:(?:\s\w+){{0,7}}?\sdu\s{_FR_DATE})?",
    # la loi du 6 janvier 1978, la loi Informatique et Libertés du …, la loi fédérale sur … du …
    rf"\b{_FR_LAW}(?:\s(?:modifiée?|fédérale?|ministériel|royal|organique))?\sdu\s{_FR_DATE}",
    rf"\b{_FR_LAW}\s{_FR_TITLE}\sdu\s{_FR_DATE}",
    rf"\b{_FR_LAW}(?:\s(?:fédérale?|modifiée?))?\sde\s{_YEAR}",
    rf"\b{_FR_LAW}\s{_FR_TITLE}\s(?:de\s|\(){_YEAR}\)?",
    # The number of a decision; its date stays.
    r"\b(?i:ordonnances?|délibérations?|décisions?)\sn[°ºo]\.?\s?[\w./-]*[0-9][\w./-]*",
    r"\b(?i:décisions?|délibérations?|avis|recommandations?|instructions?|positions?|affaires?|arrêts?"
    r"|jugements?|ordonnances?)(?:\s[A-Z]+)?\s[0-9]{4}[-/.][0-9]+",
    r"\b(?i:articles?|art\.|alinéas?|sections?|chapitres?|dossiers?)\s[\w.-]*[0-9][\w./-]*",
    r"\b(?i:rue|avenue|place|boulevard|quai|cours|allée|square)\s(?:du|de\sl'|des|de\sla)\s?"
    rf"(?:{_FR_DATE}|[0-9]{{1,2}}-\w+)",
    rf"\b(?i:du\s(?:{_FR_DAYS})\sau\s(?:{_FR_DAYS})|(?:tous\sles|chaque|les)\s(?:{_FR_DAYS})s?)\b(?!\s[0-9])",
    rf"\b(?i:(?:journal|hebdo)\sdu\s(?:{_FR_DAYS}))\b",
    r"\b(?i:vendredi\s(?:saint|noir|fou)|(?:lundi|mardi|jeudi)\snoir|mardi\sgras|mercredi\sdes\scendres"
    r"|lundi\sde\sp\w+)\b",
)

_EN_DAYS: Final = "|".join(WEEKDAYS["en"])
_EN_LAW: Final = r"(?:Acts?|Codes?|Regulations?|Rules?|Laws?|Ordinances?|Directives?|Bill|Decrees?|Statutes?)"
_EN_DATE: Final = (
    rf"(?:[0-9]{{1,2}}(?:st|nd|rd|th)?\s(?:{'|'.join(MONTHS['en'])})\s{_YEAR}"
    rf"|(?:{'|'.join(MONTHS['en'])})\s[0-9]{{1,2}},\s{_YEAR})"
)

_EN: Final = (
    # Regulation (EU) 2016/679 of … of 27 April 2016, Directive 95/46/EC
    r"\b(?:Regulations?|Directives?|Laws?|Decrees?)(?:\s\((?:EU|EC|EEC|UE)\))?(?:\sN[o°]\.?)?"
    rf"\s?[0-9]+[-/.][0-9]+(?:/(?:EU|EC|EEC))?(?:(?:\s\w+){{0,9}}?\sof\s{_EN_DATE})?",
    # Data Protection Act 2018, Computer Fraud and Abuse Act of 1986, Companies Act, 2013
    rf"\b(?:{_EN_LAW}(?:\s\([^)\n]{{1,40}}\))?,?\s(?:of\s)?(?:the\s)?|Order\s){_YEAR}",
    rf"\b{_EN_LAW}\sof\s{_EN_DATE}",
    # the 2018 Data Protection Act
    rf"\b{_YEAR}\s(?:[A-Z][\w&’-]*\s(?:(?:and|of|on|for|the|in|to)\s){{0,2}}){{1,6}}"
    r"(?:Act|Regulations|Code|Directive)\b",
    # The number of a decision; its date stays.
    r"\b(?i:decisions?|releases?|notices?|circulars?|guidance|cases?|bulletins?|matters?|orders?|opinions?"
    r"|rulings?)(?:\s[A-Z]+)?\s[0-9]{4}[-/.][0-9]+",
    r"\b(?i:articles?|art\.|sections?|chapters?|rules?|file|docket)\s[\w.-]*[0-9][\w./-]*",
    r"\bNo\.?\s[\w./-]*[0-9][\w./-]*",
    rf"(?<!\bnight\sfrom\s)(?<!\bnight\sof\s)\b(?:{_EN_DAYS})s?\s?(?:to|through|thru|[-–—])\s?(?:{_EN_DAYS})s?\b",
    rf"\b(?i:black|cyber|good|super|easter|ash|man|holy|every|each|any|palm|ruby)\s(?:{_EN_DAYS})\b",
    r"\b(?:Mail|Independent|Scotland|Telegraph|Ireland)\son\sSunday\b",
    r"\bSunday\s(?:Times|Telegraph|Mail|Mirror|Express|Herald|Post|Independent|World|Sport|People|Business)\b",
)


@cache
def _patterns(lang: str) -> tuple[re.Pattern[str], ...]:
    own = _FR if lang == "fr" else _EN
    return tuple(re.compile(spelled(pattern)) for pattern in (*_ANY, *own))


def find_traps(text: str, folded: str, lang: str) -> tuple[tuple[int, int], ...]:
    """Find the stretches of `text` in which nothing is a date, as (start, end), in order of their start.

    `folded` is the same text in lower case without accents, of the same length.
    """
    return tuple(sorted(match.span() for _, match in _prefilter(lang).finditer(text, folded)))


@cache
def _prefilter(lang: str) -> Prefilter:
    return Prefilter(_patterns(lang))
