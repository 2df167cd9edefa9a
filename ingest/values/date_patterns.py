"""The forms in which French and English write dates: one named pattern for each.

A pattern gives what it found by the names of its groups; greffier.ingest.values.date_expressions reads them:
    x            the words of the mention, when the pattern also looks at what stands before or after
    y m d wd     year, month (a word or a number), day, weekday; y2 d2 the last year or day of several
    q h season   quarter, half, season
    dir          last, this or next, as the text says it;  rel  "of last year" and the like
    n unit       a number and a unit of time;  phrase  an expression that stands in a table
"""

import re
from functools import cache
from typing import Final, NamedTuple

from greffier.ingest.values.calendars import FEASTS, MONTHS, SHORT_MONTHS, WEEKDAYS, spelled
from greffier.ingest.values.date_phrases import NUMBERS, PHRASES, UNITS, YEAR_PHRASES
from greffier.ingest.values.date_traps import COUNTED


class DatePattern(NamedTuple):
    """A compiled pattern and the rule it stands for."""

    rule: str
    regex: re.Pattern[str]


# A space of any width, or one line break: lines of a text are often folded.
_GAP: Final = r"(?:[^\S\n]{1,3}(?:\n[^\S\n]{0,3})?|\n[^\S\n]{0,3})"
_YEAR: Final = r"(?:19|20)[0-9]{2}(?!\w)(?![.,][0-9])"
# Hyphens, the non-breaking one included, and dashes.
_DASH: Final = r"[-‐‑–—]"
_BEFORE: Final = r"(?<![0-9][.,:/-])(?<![\w/])"
_DAY_NUMBER: Final = r"3[01]|[12][0-9]|0?[1-9]"


def _any_of(words: tuple[str, ...]) -> str:
    return "(?:" + "|".join(word.replace(".", r"\.") for word in sorted(words, key=len, reverse=True)) + ")"


def _shared() -> dict[str, str]:
    numbers = rf"(?P<y>(?:19|20)[0-9]{{2}})(?P<s>[-/.])(?P<m>0?[1-9]|1[0-2])(?P=s)(?P<d>{_DAY_NUMBER})"
    return {
        "date.iso": rf"(?<![\w/.-]){numbers}(?![0-9/-])(?!\.[0-9])",
        "date.iso-month": r"(?i:\b(?:en|de|depuis|in|since|from|to|à|date|until)[:\s]\s?)"
        r"(?P<x>(?P<y>(?:19|20)[0-9]{2})-(?P<m>0[1-9]|1[0-2]))(?![\w/-])",
        "date.numeric": r"(?<![\w/.-])(?P<a>[0-9]{1,2})(?P<s>[/.-])(?P<b>[0-9]{1,2})(?P=s)"
        r"(?P<y>(?:19|20)[0-9]{2})(?![\w/-])(?!\.[0-9])",
    }


def _years(counted: str) -> dict[str, str]:
    """Build the forms of years that stand alone; `counted` forbids what would make a number of them."""
    first = r"(?<![\w/.,$€£-])(?P<y>(?:19|20)[0-9]{2})"
    return {
        "date.years": rf"{first}(?:{_DASH}|\s{_DASH}\s)(?P<y2>(?:19|20)[0-9]{{2}})(?![\w/-]){counted}",
        # 2019-20; a hyphen before the number of a month makes a month of it.
        "date.years-short": rf"{first}(?:{_DASH}|/)(?P<y2>1[3-9]|[2-9][0-9])(?![\w/-])",
        "date.weak-year": rf"(?<![\w/.,$€£¥#°-])(?P<y>{_YEAR}){counted}(?![/-]\w)",
    }


def _french() -> dict[str, str]:
    _ = _GAP
    # "sept" alone is the number seven.
    seven = rf"sept(?={_}(?:19|20)[0-9]{{2}}\b)"
    month = rf"(?P<m>{_any_of(MONTHS['fr'])}\b|{_any_of(SHORT_MONTHS['fr'])}(?!\w)|{seven})"
    full_month = rf"(?P<m>{_any_of(MONTHS['fr'])})\b"
    any_month = f"(?:{'|'.join(MONTHS['fr'])})"
    day = rf"(?:{_DAY_NUMBER})(?:{_}?er\b|ᵉʳ)?|premier"
    weekday = f"(?:{'|'.join(WEEKDAYS['fr'])})"
    year = rf"(?P<y>{_YEAR})"
    rel = rf"(?:{_}(?:de{_})?(?P<rel>{YEAR_PHRASES['fr']}))"
    direction = rf"(?:{_}(?P<dir>derni(?:er|ère)|prochaine?|passée?)\b)"
    part = rf"(?:début|fin|mi|courant)(?:{_}|{_}?-{_}?)"
    ordinal = (
        r"(?:premi(?:er|ère)|1(?:er|ère|re)|deuxième|seconde?|2(?:e|ème|nde?)|troisième|3(?:e|ème)"
        r"|quatrième|4(?:e|ème)|derni(?:er|ère))"
    )
    counted = (
        rf"(?!{_}?(?:%|€|\$|£|(?:{COUNTED['fr']})\b))"
        # "de 2019 clients", but "de 2019 les clients"
        rf"(?!{_}(?!(?:les|des|ses|ces|nos|leurs|plus|dans|sous|vers|puis|mais|après|très|alors|lors|depuis"
        rf"|plusieurs|certaines?|certains|deux|trois|six|dix|suis|toutes|tous|nous|vous|aux|sans|jamais|hors"
        rf"|près|pas|dès|chez)\b)(?-i:[^\W\d_A-Z])\w{{2,}}[sx]\b)"
    )
    sum_of = r"(?:[0-9]{3}|millions?|milliards?|milliers|mille|euros?|dollars?|francs?|livres?|%|€|\$|£)"
    of_year = rf"(?:{_}(?:de{_})?(?:l'(?:année|exercice){_})?{year}|{rel})"
    number = rf"(?P<n>[0-9]{{1,3}}|{'|'.join(NUMBERS['fr'])})"
    unit = rf"(?P<unit>{'|'.join(UNITS['fr'])})"
    return {
        **_years(counted),
        "date.days": rf"{_BEFORE}(?:(?P<wd>{weekday}){_})?(?P<d>{day})(?:,{_}(?:le{_})?(?:{day})){{0,6}}"
        rf"(?:{_}(?:et|ou|au|à|puis)(?:{_}le)?{_}|{_}?{_DASH}{_}?)(?:{weekday}{_})?(?P<d2>{day})"
        rf"{_}{month}(?:,?{_}{year}|{rel})?{direction}?",
        "date.day": rf"{_BEFORE}(?:(?P<wd>{weekday}),?{_}(?:le{_})?)?(?P<d>{day}){_}(?:du{_}mois{_}de{_})?"
        rf"{month}(?:,?{_}{year}|{rel})?{direction}?",
        "date.day-hyphens": rf"(?<![\w/-])(?P<d>{day})-{month}-{year}",
        "date.numeric-short": rf"\b(?:le|du|au){_}(?P<x>(?P<a>[0-9]{{1,2}})(?P<s>[/.])(?P<b>[0-9]{{1,2}})"
        rf"(?P=s)(?P<yy>[0-9]{{2}}))(?![\w/-])(?!\.[0-9])",
        "date.month": rf"(?<!\w)(?:{part}(?:du{_}mois{_}de{_})?)?{month}"
        rf"(?:(?:,?{_}(?:de{_})?|-){year}|{rel})",
        "date.month-alone": rf"(?<![\w-])(?P<x>"
        rf"(?:{part}(?:du{_}mois{_}de{_})?|(?P<this>ce{_}mois{_}d(?:e{_}|')))?"
        rf"{full_month}{direction}?)(?!\w)(?![-‐‑](?!{any_month}|{_DAY_NUMBER}))",
        "date.year": rf"(?:\b(?:en|depuis|dès|année|années|exercices?|l'an|courant|avant|après|pendant|durant"
        rf"|jusqu'en|d'ici|vers|rapports?{_}annuels?|résultats|bilan|budget|millésime|édition|pour|par|de|sur){_}"
        rf"(?:l'(?:année|exercice){_})?|\bd')(?P<x>{year}){counted}(?![/-]\w)",
        "date.year-part": rf"(?<![\w-])(?P<x>{part}(?:de{_})?(?:l'(?:année|an){_})?{year}){counted}"
        r"(?![/-]\w)",
        "date.year-part-relative": rf"(?<![\w-])(?P<x>{part}(?:de{_})?(?P<rel>{YEAR_PHRASES['fr']}))",
        "date.quarter": rf"\b(?P<q>{ordinal}){_}trimestre\b{of_year}?",
        "date.quarter-short": rf"\b[TQ](?P<q>[1-4])(?:{_}|-)?{year}",
        "date.quarter-after": rf"(?<![\w-]){year}[ -]?[TQ](?P<q>[1-4])\b",
        "date.half": rf"\b(?P<h>{ordinal}){_}semestre\b{of_year}?",
        "date.half-first": rf"\b(?P<h>{ordinal}){_}moitié{of_year}",
        "date.half-short": rf"\b[SH](?P<h>[12])(?:{_}|-)?{year}",
        "date.season": rf"\b(?P<season>printemps|été|automne|hiver)(?:{_}(?:de{_})?|-){year}"
        rf"(?:[-/–](?P<y2>(?:20)?[0-9]{{2}})(?!\w))?",
        "date.season-alone": rf"\b(?P<x>(?P<season>printemps|été|automne|hiver)(?:{direction}|{rel}))",
        "date.season-this": rf"\b(?P<x>(?P<this>cet?){_}(?P<season>printemps|été|automne|hiver))\b",
        "date.weekday": rf"(?<![\w-])(?P<le>(?:le|les){_})?(?P<x>(?P<wd>{weekday})"
        rf"(?:{_}(?P<dir>dernier|prochain|passé|suivant|précédent)\b|(?P<dir2>-là)\b)?)"
        rf"(?:{_}(?:matin|soir|après-midi))?(?!\w)(?!{_}(?:{_DAY_NUMBER})(?![\w.,]*[0-9]|{_}{sum_of}))",
        "date.weekday-day": rf"(?<![\w-])(?P<wd>{weekday}){_}(?P<d>{day})(?![\w.,/-]*[0-9])(?!\w)(?!{_}{sum_of})",
        "date.weekday-week": rf"(?<![\w-])(?P<wd>{weekday}){_}(?:de{_})?(?P<rel>la{_}semaine{_}"
        r"(?:dernière|passée|prochaine))\b",
        "date.ago": rf"\b(?:il{_}y{_}a|voilà|voici){_}"
        rf"(?:(?:environ|près{_}de|plus{_}de|à{_}peine|déjà|moins{_}de){_})?"
        rf"{number}{_}{unit}\b(?!{_}(?:que|de|d')\b)",
        "date.away": rf"\b(?:{number}){_}{unit}{_}(?P<away>plus{_}tôt|auparavant|plus{_}tard)\b",
        "date.day-feast": rf"(?<!\w)(?P<feast>{_feasts('fr')})(?!\w)(?:{_}(?:de{_})?{year}|{rel}{_}|{direction})?",
        "date.phrase": rf"(?<![\w-])(?P<phrase>{_phrases('fr')})(?!\w)",
    }


def _english() -> dict[str, str]:
    _ = _GAP
    names = MONTHS["en"]
    upper = tuple(name.upper() for name in names)
    month = rf"(?P<m>{_any_of((*names, *upper))}\b|{_any_of(SHORT_MONTHS['en'])}(?!\w))"
    folded = rf"(?P<m>(?i:{_any_of(names)}\b|{_any_of(SHORT_MONTHS['en'])}(?!\w)))"
    day = rf"(?:{_DAY_NUMBER})(?:st|nd|rd|th)?(?!\w)(?![.,]?[0-9])"
    weekday = rf"(?:{'|'.join(WEEKDAYS['en'])}|(?:Mon|Tue|Tues|Wed|Thu|Thur|Thurs|Fri|Sat|Sun)\b\.?)"
    year = rf"(?P<y>{_YEAR})"
    rel = rf"(?:,?{_}(?i:of{_})?(?P<rel>(?i:{YEAR_PHRASES['en']})))"
    tail = rf"(?:,?{_}(?:in{_})?{year}|{rel})"
    part = rf"(?i:(?:early|late|mid|middle{_}of|beginning{_}of|start{_}of|end{_}of)(?:{_}|-)(?:in{_})?)"
    counted = rf"(?!{_}?(?:%|€|\$|£|(?:(?:new|other|different|affected|individual){_})?(?:{COUNTED['en']})\b))"
    not_counted = rf"(?!{_}?(?:%|percent|per{_}cent|{COUNTED['en']})\b)"
    ordinal = r"(?i:first|1st|second|2nd|third|3rd|fourth|4th|final|last)"
    of_year = rf"(?:,?{_}(?i:of{_}|in{_})?(?i:the{_}|fiscal{_}|financial{_}|calendar{_}|year{_})*{year}|{rel})"
    number = rf"(?P<n>[0-9]{{1,3}}|(?i:{'|'.join(NUMBERS['en'])}))"
    unit = rf"(?P<unit>(?i:{'|'.join(UNITS['en'])}))"
    preposition = (
        r"(?i:in|since|by|until|till|from|to|through|during|of|for|before|after|between|about"
        r"|around|throughout|and)"
    )
    direction = rf"(?P<dir>(?i:last|this|next|past|coming)){_}"
    return {
        **_years(counted),
        "date.days": rf"{_BEFORE}(?:(?P<wd>{weekday}),?{_})?(?P<d>{day})(?:,{_}(?:{day})){{0,6}},?"
        rf"(?:{_}(?:and|to|or|through|until){_}(?:the{_})?|{_}?{_DASH}{_}?)"
        rf"(?:{weekday},?{_})?(?P<d2>{day}){_}(?:of{_})?{month}{tail}?",
        "date.days-after": rf"(?<![\w-])(?:(?P<wd>{weekday}),?{_})?{month}{_}(?P<d>{day})"
        rf"(?:,{_}(?:{day})){{0,6}},?(?:{_}(?:and|to|or|through|until){_}|{_}?{_DASH}{_}?)(?P<d2>{day}){not_counted}{tail}?",
        "date.day": rf"{_BEFORE}(?:(?P<wd>{weekday}),?{_}(?:the{_})?)?(?P<d>{day}){_}(?:day{_}of{_}|of{_})?"
        rf"{month}{tail}?",
        "date.day-after": rf"(?<![\w-])(?:(?P<wd>{weekday}),?{_})?(?:{direction})?{month}{_}(?:the{_})?"
        rf"(?P<d>{day}){not_counted}{tail}?",
        "date.day-folded": rf"{_BEFORE}(?P<d>{day})(?:{_}(?:of{_})?|-){folded}(?:,?{_}|-){year}",
        "date.day-after-folded": rf"(?<![\w-]){folded}{_}(?P<d>{day}),?{_}{year}",
        "date.month": rf"(?<!\w)(?:{part})?{month}(?:(?:,?{_}(?:of{_})?|-){year}|{rel})",
        "date.month-alone": rf"(?<![\w-])(?P<pre>{preposition}(?:{_}|-))?(?P<x>(?:{part})?(?:{direction})?"
        rf"(?P<m>{_any_of(names)}))(?!\w)(?![-‐‑](?!{'|'.join(names)}))",
        "date.year": rf"\b(?i:in|since|by|from|until|till|during|before|after|of|through|throughout|as{_}of"
        rf"|around|circa|for|years?|report|results|edition){_}(?:(?i:the{_}|fiscal{_}|financial{_}|calendar{_}|year{_})*)"
        rf"(?P<x>{year}){counted}(?![/-]\w)",
        "date.year-fiscal": rf"\bFY{_}?(?P<x>{year})",
        "date.year-of": rf"(?:\b(?i:the|its|his|her|their|our|a|that|this)|'s){_}(?P<x>{year}){counted}"
        rf"(?={_}[A-Za-z])",
        "date.year-part": rf"(?<![\w-])(?P<x>{part}{year}){counted}(?![/-]\w)",
        "date.year-part-relative": rf"(?<![\w-])(?P<x>{part}(?P<rel>(?i:{YEAR_PHRASES['en']})))",
        "date.quarter": rf"\b(?P<q>{ordinal}){_}(?i:quarter)\b{of_year}?",
        "date.quarter-short": rf"\bQ(?P<q>[1-4])(?:{_}(?:of{_})?|-)?{year}",
        "date.quarter-after": rf"(?<![\w-]){year}[ -]?Q(?P<q>[1-4])\b",
        "date.quarter-last": rf"(?<![\w-]){year}{_}(?P<q>{ordinal}){_}(?i:quarter)\b",
        "date.half": rf"\b(?P<h>{ordinal}){_}(?i:half){of_year}",
        "date.half-short": rf"\bH(?P<h>[12])(?:{_}(?:of{_})?|-)?{year}",
        "date.season": rf"\b(?P<season>(?i:spring|summer|autumn|fall|winter))"
        rf"(?:,?{_}(?:(?i:of|in){_})?|-){year}(?:[-/–](?P<y2>(?:20)?[0-9]{{2}})(?!\w))?",
        "date.season-alone": rf"\b(?P<x>{direction}(?P<season>(?i:spring|summer|autumn|fall|winter)))\b",
        "date.weekday": rf"(?<![\w-])(?P<x>(?:(?P<dir>(?i:last|next|this|that|previous|following)){_})?"
        rf"(?P<wd>{'|'.join(WEEKDAYS['en'])}))(?:{_}(?:morning|afternoon|evening|night))?(?!\w)",
        "date.weekday-week": rf"(?<![\w-])(?P<wd>{'|'.join(WEEKDAYS['en'])})(?:,?{_}(?:of{_})?)"
        rf"(?P<rel>(?:last|this|next){_}week)\b",
        "date.ago": rf"\b{number}{_}{unit}{_}(?i:ago)\b",
        "date.away": rf"\b{number}{_}{unit}{_}(?P<away>(?i:earlier|later|previously))\b",
        "date.day-feast": rf"(?<!\w)(?P<feast>(?i:{_feasts('en')}))(?!\w)(?:,?{_}(?:in{_})?{year}|{rel})?",
        "date.phrase": rf"(?<![\w-])(?P<phrase>(?i:{_phrases('en')}))(?!\w)",
    }


def _phrases(lang: str) -> str:
    phrases = sorted(PHRASES[lang], key=len, reverse=True)
    return "|".join(phrase.replace(" ", _GAP) for phrase in phrases)


def _feasts(lang: str) -> str:
    feasts = sorted(FEASTS[lang], key=len, reverse=True)
    return "|".join(feast.replace(" ", _GAP) for feast in feasts)


@cache
def date_patterns(lang: str) -> tuple[DatePattern, ...]:
    """Return the compiled patterns of a language, "fr" or "en"."""
    own = _french() if lang == "fr" else _english()
    flags = re.IGNORECASE if lang == "fr" else 0
    return tuple(
        DatePattern(rule, re.compile(spelled(pattern), flags)) for rule, pattern in (*_shared().items(), *own.items())
    )
