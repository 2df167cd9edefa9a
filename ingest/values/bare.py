"""Bare sums: millions that leave their currency out, as it was told before (« et sa filiale de 6 millions »).

Such a number may count customers or accounts as well. It is a sum where the words before it ask for one (a fine of, was
handed, pays), where it goes to a name beside another sum (« A 10 million euros, B 5 million »), where it stands in
brackets as the sum before does, or stands after the name of an item of a list (« - A (2 May): 10 million »), as a sum
before does, and no noun follows that says what is counted.
"""

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import cache
from typing import Final

from greffier.ingest.values.money import MoneyMention
from greffier.ingest.values.numbers import NUMERAL, parse_numeral, scale_value

LEAD: Final = 70  # characters before a number in which words ask for a sum
_NUMBERS: Final = {
    "fr": rf"(?<![\w.,$€£-])(?P<number>{NUMERAL})[ \u00a0\u202f](?P<scale>millions?|milliards?)\b",
    "en": rf"(?<![\w.,$€£-])(?P<number>{NUMERAL})[ \u00a0-](?P<scale>million|billion)\b",
}
_ROUGH: Final = {
    "fr": (
        r"(?:(?:un total de|un montant de|à hauteur de|plus de|près de|moins de|environ|quelque|presque|de|d'|à)"
        r"\s*)*"
    ),
    "en": (
        r"(?:(?:a total of|a|an|some|about|around|almost|nearly|more than|over|just under|just over|roughly|of|at)"
        r"\s+)*"
    ),
}
_ASKING: Final = {
    "fr": (
        r"\b(?:(?:amendes?|sanctions?|pénalités?|transactions?|règlements?)(?: (?!de\b|d')[\wà-ÿ-]+){0,2}|"
        r"écop[\wà-ÿ]+|une? (?:autre|seconde?|deuxième|première?|troisième|dernière?)|(?:l'une|la seconde|l'autre),?|"
        r"(?:pay|vers|débours|réclam|inflig|impos|perç|ajout|régl|acquitt)[\wà-ÿ]+|reçoit|reçu|perçoit|règle|paie|"
        r"(?:condamn|sanctionn)[\wà-ÿ]+)(?: (?:lui|aussi|déjà|encore|ensuite|mardi|lundi|mercredi|jeudi|vendredi))? $"
    ),
    "en": (
        r"\b(?:(?:fines?|penalt(?:y|ies)|settlements?|sanctions?)(?: (?:total(?:l?ing)?|worth))?|fined(?: \w+){1,3}?|"
        r"paid|pays?|paying|handed(?: over)?|hit with|impos(?:ed|es|ing)|levied|adding|added|collect(?:s|ed)|took|"
        r"another|(?:a )?(?:second|first|further|record|additional|separate)|one|forfeit(?:s|ed|ing)?|received|"
        r"got|gets|given|with) $"
    ),
}
# A name between two sums: "…, the group Up 45 million", « … et la FCA une autre de 27 millions ».
_BESIDE: Final = {
    "fr": (
        r"^(?: en (?:[a-zûé]+ )?\d{4})?"
        r"(?:[,;]| et|, et|, puis)(?: [\wà-ÿ'’-]+){0,4}? ?(?-i:[A-ZÀ-Ý])[^,;.:\d]{0,50}?(?:\([^)]*\))?,?"
        r"(?: une? (?:autre|seconde?))? $|^(?: et|,) (?:sa|la|le|l'|son) ?[\wà-ÿ]+(?: [\wà-ÿ]+)? $"
    ),
    "en": (
        r"^(?: in (?:\w+ )?\d{4})?"
        r"(?:[,;]| and|, and|, while|, with)(?: [\w'’-]+){0,4}? ?(?-i:[A-Z])[^,;.:\d]{0,50}?(?:\([^)]*\))?,?"
        r"(?: another| a further| with)? $|^(?: and|,) (?:its|the) \w+(?: \w+)? $"
    ),
}
# What others do with sums than bear them: "…, and the group earned 4 million".
_DOES: Final = re.compile(
    r"\b(?:earn|invest|rais|count|employ|serv|ha[sd]\b|have\b|ma[dk]e|los[te]|sold|sell|spen[dt]|"
    r"gagn|lev[aéè]|compt|emplo|provision|perd|réalis|vend|dépens)"
)
# What may follow a sum: its end, or how and why it came; never a noun that it counts.
_GOES_ON: Final = {
    "fr": (
        r"(?=\s*(?:[.,;:!?)»”]|$)|\s(?:pour|à|au|aux|en|et|par|dans|sur|contre|avec|soit|après|il|l['’]|le|la|du|"
        r"d['’]amende|de (?:pénalité|sanction|la part)|lundi|mardi|mercredi|jeudi|vendredi)\b|\s(?-i:[A-ZÀ-Ý]))"
    ),
    "en": (
        r"(?=\s*(?:[.,;:!?)»”]|$)|\s(?:in|for|over|from|by|to|and|on|after|last|this|each|against|at|with|"
        r"as|while|but|because|fine|penalty|settlement|when|earlier|respectively|apiece)\b)"
    ),
}
# What opens an item of a list up to its sum.
_ITEM: Final = re.compile(
    r"\s*(?:[-•*–]|\d{1,2}[.)])\s+(?-i:[A-ZÀ-Ý])[^:;|]{1,110}:\s*(?:about |environ |plus de |près de )?$"
)


@cache
def _grammar(lang: str) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    return (
        re.compile(_NUMBERS[lang] + _GOES_ON[lang], re.I),
        re.compile(_ROUGH[lang] + "$", re.I),
        re.compile(_ASKING[lang], re.I),
        re.compile(_BESIDE[lang], re.I),
    )


def _bracketed(text: str, start: int, end: int) -> bool:
    """Return whether brackets hold a number and nothing else: so do those of one sum after the other."""
    return text[start - 1 : start] == "(" and text[end : end + 1] == ")"


def _line(text: str, at: int) -> str:
    """Return what stands before an offset in its line."""
    return text[text.rfind("\n", 0, at) + 1 : at]


def with_bare(
    text: str, lang: str, money: Sequence[MoneyMention], taken: Iterable[tuple[int, int]] = ()
) -> tuple[MoneyMention, ...]:
    """Return the sums of a text with those that leave their currency out, in order.

    These have the currency of the sum before, so that there are none in a text without a sum. `taken` are spans, such
    as those of dates, in which no number is a sum.
    """
    if not money:
        return ()
    number, rough, asking, beside = _grammar(lang)
    spans = [(m.start, m.end) for m in money] + list(taken)
    found = list(money)
    listed = min((m.end for m in money if _ITEM.match(_line(text, m.start))), default=len(text))
    for match in number.finditer(text):
        if any(start < match.end() and match.start() < end for start, end in spans):
            continue
        item = listed <= match.start() and _ITEM.match(_line(text, match.start())) is not None
        lead = text[max(0, match.start() - LEAD) : match.start()].rpartition("\n")[2]
        known = max((m for m in found if m.end <= match.start()), key=lambda m: m.start, default=money[0])
        after = text[known.end : match.start()] if 0 < match.start() - known.end <= LEAD else "."
        plain = rough.sub("", lead)
        between = rough.sub("", after)
        row = _bracketed(text, known.start, known.end) and _bracketed(text, match.start(), match.end())
        if row or item or asking.search(plain) or (beside.search(between) and not _DOES.search(between)):
            value = parse_numeral(match["number"], lang, True) * scale_value(match["scale"], lang)
            value = Decimal(int(value)) if value == int(value) else value
            mention = MoneyMention(
                match.start(), match.end(), value, known.currency, None, None, "money.bare", known.symbol
            )
            found.append(mention)
    return tuple(sorted(found, key=lambda m: (m.start, m.end)))
