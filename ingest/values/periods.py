"""What a sum is due for each time: « par jour de retard », "for each day of delay", "a daily penalty of"."""

import re
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Final, Literal

from greffier.ingest.values.calendars import spelled

Period = Literal["day", "week", "month", "year", "record"]

_NOUNS: Final[Mapping[str, Mapping[Period, str]]] = MappingProxyType(
    {
        "fr": MappingProxyType(
            {
                "day": r"jour(?:née)?|j(?=\b)",
                "week": r"semaine",
                "month": r"mois",
                "year": r"an(?:née)?",
                "record": r"enregistrement|dossier|fiche|donnée",
            }
        ),
        "en": MappingProxyType(
            {
                "day": r"(?:calendar\s|business\s|working\s|additional\s|further\s|single\s)?day|diem",
                "week": r"week",
                "month": r"month",
                "year": r"year|annum",
                "record": r"(?:(?:lost|stolen|exposed|compromised|breached|affected)\s)?(?:record|file)",
            }
        ),
    }
)
_ADVERBS: Final[Mapping[str, Mapping[Period, str]]] = MappingProxyType(
    {
        "fr": MappingProxyType({"day": "quotidiennement", "month": "mensuellement", "year": "annuellement"}),
        "en": MappingProxyType({"day": "daily", "week": "weekly", "month": "monthly", "year": "annually|yearly"}),
    }
)
_ADJECTIVES: Final[Mapping[str, Mapping[Period, str]]] = MappingProxyType(
    {
        "fr": MappingProxyType(
            {
                "day": r"journali(?:er|ère)s?|quotidien(?:ne)?s?",
                "week": r"hebdomadaires?",
                "month": r"mensuel(?:le)?s?",
                "year": r"annuel(?:le)?s?",
            }
        ),
        "en": MappingProxyType(
            {
                "day": "daily|per[ -]day|per[ -]diem",
                "week": "weekly",
                "month": "monthly",
                "year": "annual|yearly",
            }
        ),
    }
)


def _named(words: Mapping[Period, str]) -> str:
    return "|".join(f"(?P<{period}>{pattern})" for period, pattern in words.items())


@cache
def _patterns(lang: str) -> tuple[tuple[re.Pattern[str], ...], tuple[re.Pattern[str], ...]]:
    """Return what may follow a sum, and what may stand before it."""
    after: tuple[str, ...]
    before: tuple[str, ...]
    nouns, adverbs, adjectives = _named(_NOUNS[lang]), _named(_ADVERBS[lang]), _named(_ADJECTIVES[lang])
    if lang == "fr":
        each = r"(?:par|pour\s(?:chaque|tout)|chaque|à\schaque|au\stitre\sde\schaque)"
        after = (
            rf"(?:\s[\w\x27’-]+){{0,3}}?,?\s{each}\s(?:{nouns})(?!\w)",
            rf"\s?/\s?(?:{nouns})(?!\w)",
            rf"\s(?:{adverbs})\b",
        )
        before = (
            rf"\b(?:{adjectives})\s(?:[\w\x27’-]+\s){{0,3}}?(?:de\s|d'|à\s|atteindre\s)(?:[\w\x27’-]+\s){{0,2}}?$",
            rf"\b{each}\s(?:{nouns})(?:\s[\w\x27’-]+){{0,4}}?,?\s(?:de\s|d')?$",
        )
    else:
        each = r"(?:per|(?:for\s)?(?:each|every|any))"
        after = (
            rf"(?:\s[\w\x27’-]+){{0,3}}?,?\s{each}\s(?:{nouns})(?!\w)",
            rf"(?:\s|-)a(?:\s|-)(?:{nouns})(?!\w)(?!\s(?:ago|earlier|before|after|later|in)\b)",
            rf"\s?/\s?(?:{nouns})(?!\w)",
            rf"(?:\sfine|\spenalty)?\s(?:{adverbs})\b",
        )
        before = (
            rf"\b(?:{adjectives})\s(?:[\w\x27’-]+\s){{0,3}}?of\s(?:[\w\x27’-]+\s){{0,3}}?$",
            rf"\b{each}\s(?:{nouns})(?:\s[\w\x27’-]+){{0,4}}?,?\s(?:of\s)?$",
        )
    return (
        tuple(re.compile(spelled(pattern), re.IGNORECASE) for pattern in after),
        tuple(re.compile(spelled(pattern), re.IGNORECASE) for pattern in before),
    )


def find_period(text: str, start: int, end: int, lang: str) -> Period | None:
    """Return for what a sum at `start` to `end` is due each time; None for a sum that is due once."""
    after, before = _patterns(lang)
    near = re.split(r"[.;:\n](?=\s|$)", text[max(0, start - 64) : start])[-1]
    found = next((match for pattern in after if (match := pattern.match(text, end, end + 64))), None)
    found = found or next((match for pattern in before if (match := pattern.search(near))), None)
    if found is None:
        return None
    periods: tuple[Period, ...] = ("day", "week", "month", "year", "record")
    groups = found.groupdict()
    return next(period for period in periods if groups.get(period) is not None)
