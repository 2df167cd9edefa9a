"""Whether a number is meant as it stands: "up to 245,000", « au moins », "$50m or more"."""

import re
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Final, Literal

from greffier.ingest.values.calendars import spelled

Bound = Literal["up_to", "at_least", "more_than", "about"]

# « de » that may have lost its vowel
_DE: Final = r"(?:de|d')"

_BEFORE: Final[Mapping[str, Mapping[Bound, tuple[str, ...]]]] = MappingProxyType(
    {
        "fr": MappingProxyType(
            {
                "up_to": (
                    r"jusqu'à(?:\shauteur\sde)?",
                    r"(?:tout\s)?au\s(?:plus|maximum)(?:\sde)?",
                    rf"(?:maximum|maximale?|plafond)\s{_DE}",
                    rf"pas\splus\s{_DE}",
                    rf"moins\s{_DE}",
                    r"(?:plafonnée?s?|limitée?s?|inférieure?s?)\sà",
                    rf"dans\sla\slimite\s{_DE}",
                    r"(?:n'excédant|ne\sdépassant|n'excède|ne\sdépasse)\spas",
                    r"ne\s(?:peut|peuvent|pourra|pourront)\s(?:pas\s)?(?:excéder|dépasser)",
                ),
                "at_least": (
                    r"au\s(?:moins|minimum)(?:\sde)?",
                    rf"(?:minimum|minimale?)\s{_DE}",
                    rf"à\spartir\s{_DE}",
                    r"entre",
                ),
                "more_than": (
                    rf"plus\s{_DE}",
                    r"supérieure?s?\sà",
                    r"(?:dépass|excéd)(?:e|ent|ant|ait|é)",
                    rf"au-(?:delà|dessus)\s{_DE}",
                ),
                "about": (
                    r"environ",
                    rf"près\s{_DE}",
                    r"quelque",
                    r"presque",
                    rf"(?:autour|aux\salentours)\s{_DE}",
                    r"approximativement",
                    rf"de\sl'ordre\s{_DE}",
                    r"à\speu\sprès",
                    r"(?:avoisin|approch)(?:e|ent|ant|ait)",
                ),
            }
        ),
        "en": MappingProxyType(
            {
                "up_to": (
                    r"up\sto",
                    r"at\s(?:the\s)?most",
                    r"maximum(?:\s\w+){0,2}?\sof",
                    r"(?:the|a)\smaximum",
                    r"(?:no|not)\smore\sthan",
                    r"(?:less|fewer)\sthan",
                    r"capped\sat",
                    r"a\scap\sof",
                    r"as\s(?:much|many|high)\sas",
                    r"not\s(?:to\s)?exceed(?:ing)?",
                    r"under",
                    r"below",
                ),
                "at_least": (
                    r"at\sleast",
                    r"minimum(?:\s\w+){0,2}?\sof",
                    r"(?:no|not)\s(?:less|fewer)\sthan",
                    r"between",
                ),
                "more_than": (
                    r"(?:more|greater)\sthan",
                    r"over",
                    r"above",
                    r"in\sexcess\sof",
                    r"exceed(?:ing|s|ed)",
                    r"upwards?\sof",
                    r"topp(?:ing|ed)",
                ),
                "about": (
                    r"about",
                    r"around",
                    r"nearly",
                    r"almost",
                    r"approximately",
                    r"approx\.?",
                    r"roughly",
                    r"some",
                    r"close\sto",
                    r"an\sestimated",
                    r"estimated\sat",
                    r"in\sthe\sregion\sof",
                    r"approaching",
                ),
            }
        ),
    }
)
_AFTER: Final[Mapping[str, Mapping[Bound, tuple[str, ...]]]] = MappingProxyType(
    {
        "fr": MappingProxyType(
            {
                "up_to": (r"(?:tout\s)?au\s(?:plus|maximum)", r"maximum"),
                "at_least": (r"au\s(?:moins|minimum)", r"(?:ou|et)\splus", r"minimum"),
                "about": (r"environ",),
            }
        ),
        "en": MappingProxyType(
            {
                "up_to": (r"at\s(?:the\s)?most", r"or\s(?:less|fewer)", r"maximum"),
                "at_least": (r"at\s(?:least|a\sminimum)", r"(?:or|and)\smore", r"and\sup", r"minimum"),
                "about": (r"or\sso",),
            }
        ),
    }
)
# What may stand between the words of a bound and the number.
_FILLER: Final[Mapping[str, str]] = MappingProxyType(
    {
        "fr": r"(?:\s(?:un\stotal\sde|la\ssomme\sde|un\smontant\sde|les|la|le|de|d'|quelque|à))?\s?",
        "en": r"(?:\s(?:a\stotal\sof|(?:the|a)\ssum\sof|the\sequivalent\sof|of|an?|the|some))?\s?",
    }
)
_WINDOW: Final = 48


@cache
def _patterns(lang: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    def named(table: Mapping[Bound, tuple[str, ...]]) -> str:
        return "|".join(f"(?P<{bound}>{'|'.join(words)})" for bound, words in table.items())

    return (
        re.compile(spelled(rf"\b(?:{named(_BEFORE[lang])}){_FILLER[lang]}$"), re.IGNORECASE),
        re.compile(spelled(rf"(?P<plus>-?\+|-plus\b)|,?\s(?:{named(_AFTER[lang])})(?!\w)"), re.IGNORECASE),
    )


def find_bound(text: str, start: int, end: int, lang: str) -> Bound | None:
    """Return how the words around a number at `start` to `end` limit it; None when it stands alone."""
    before, after = _patterns(lang)
    # A bound that another one contains ("no more than") begins later, and the leftmost match wins.
    match = before.search(text[max(0, start - _WINDOW) : start]) or after.match(text[end : end + _WINDOW])
    if match is None:
        return None
    groups = match.groupdict()
    if groups.get("plus") is not None:
        return "at_least"
    bounds: tuple[Bound, ...] = ("up_to", "at_least", "more_than", "about")
    return next(bound for bound in bounds if groups.get(bound) is not None)
