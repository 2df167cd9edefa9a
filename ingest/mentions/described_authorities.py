"""Authorities by description: those that a text tells by what they do and where ("the Irish data watchdog").

A description with a place (« l'autorité irlandaise de protection des données », "the Kansas banking regulator") is that
of the one authority of the gazetteer that has this task there; where it has several, the description tells nobody.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from greffier.ingest.knowledge.gazetteers import Entry, entries
from greffier.ingest.mentions.name_shapes import CAPITAL
from greffier.ingest.mentions.offices import PLACE, Described, find_offices
from greffier.ingest.places import main_jurisdiction, told_places, weigh_jurisdictions
from greffier.ingest.texts import Text

LEAST: Final = 3.0  # and what has to point to it at least
MOST: Final = 0.6  # share of what points to places from which a text is about one country
_PLURAL: Final = re.compile(r"^\w+(?:s|x)\b|(?:s|ies)$")


@dataclass(frozen=True, slots=True)
class _Task:
    """Hold the words for a task that authorities have, and the roles of a gazetteer's entry of which they tell."""

    roles: frozenset[str]
    pattern: re.Pattern[str]


_DATA_FR: Final = (
    r"protection (?:des données(?: personnelles| à caractère personnel)?|de la vie privée|"
    r"des renseignements personnels)"
)
# The words of tasks; "%" in a French one stands for where an adjective of a place may stand.
_TASKS: Final[dict[str, tuple[tuple[str, str], ...]]] = {
    "fr": (
        (
            "data_protection",
            rf"(?:autorité|agence|régulateur|préposée?|commissaire)s?% (?:de|à|pour) (?:la )?{_DATA_FR}|"
            r"(?:régulateur|gendarme|contrôleur)s?% (?:de la vie privée|des données(?: personnelles)?|"
            r"de la protection des données)|"
            r"commissaires?% à (?:la vie privée|l'information(?: et à la (?:protection de la )?vie privée)?)|"
            r"gendarme% (?:des données(?: personnelles)?|de la vie privée)",
        ),
        ("competition", r"(?:autorité|gendarme|régulateur|commission|conseil)s?% (?:de la concurrence|antitrust)"),
        (
            "consumer_protection",
            r"(?:autorité|agence|gendarme|régulateur|office|commission|organisme)s?% (?:de la consommation|"
            r"(?:de|à) (?:la )?(?:protection|défense) d(?:es|u) consommateurs?)",
        ),
        (
            "insurance",
            r"(?:régulateur|superviseur|gendarme|autorité|commission)s?% (?:de (?:contrôle|surveillance) )?"
            r"(?:des assurances|de l'assurance)|commissaires?% aux assurances",
        ),
        (
            "telecommunications",
            r"(?:régulateur|gendarme|autorité)% (?:des (?:télécoms?|télécommunications|communications électroniques)|"
            r"télécoms)",
        ),
        (
            "securities",
            r"(?:régulateur|gendarme|autorité)s? boursi(?:er|ère)s?%|"
            r"(?:régulateur|gendarme|superviseur|autorité|commission|surveillant)s?% (?:boursi(?:er|ère)s?|"
            r"de la [Bb]ourse|"
            r"des valeurs mobilières|(?:de surveillance )?des marchés(?: (?:financiers|de capitaux))?)",
        ),
        ("prudential_supervision", r"(?:régulateur|superviseur|gendarme)s?(?: bancaires?| des banques| prudentiels?)%"),
        ("", r"(?:régulateur|superviseur|gendarme)s?(?: financiers?| des services financiers)?%"),
    ),
    "en": (
        (
            "data_protection",
            r"(?:data[- ]protection|data[- ]privacy|privacy|information(?: and privacy)?|data) "
            r"(?:regulators?|watchdogs?|authority|authorities|commissioner(?:'s office|s)?|agency)",
        ),
        ("competition", r"(?:competition|antitrust) (?:regulator|watchdog|authority|agency|commission)"),
        (
            "consumer_protection",
            r"consumer(?:[- ]protection)? (?:regulator|watchdog|authority|agency|commission|ombudsman|council)",
        ),
        ("insurance", r"insurance (?:regulator|commissioner|department|supervisor)s?"),
        ("telecommunications", r"(?:telecoms?|telecommunications|communications) (?:regulator|watchdog|authority)"),
        (
            "securities",
            r"(?:securities|stock[- ]market|markets?) (?:regulator|watchdog|commission|supervisor|authority)s?",
        ),
        (
            "prudential_supervision",
            r"(?:bank|banking|prudential) (?:regulator|watchdog|supervisor|authority|commissioner)",
        ),
        (
            "",
            r"(?:(?:state|top|main) )?(?:financial(?:[- ](?:services|conduct|markets))? )?(?:regulator|watchdog|"
            r"supervisor)s?",
        ),
    ),
}
_FINANCIAL: Final = frozenset({"prudential_supervision", "securities", "insurance"})
_LAND: Final = r"(?:Land (?:de |d'|du )|l'État (?:de |d'|du )|l'Etat (?:de |d'|du )|canton (?:de |d'|du ))?"
_TAIL: Final = re.compile(rf" (?:de la |de l'|de |du |d'|des )({_LAND}{PLACE})")
_BEFORE: Final = re.compile(
    rf"(?<![\w-])((?:{CAPITAL}[\w.-]+ ){{0,2}}{CAPITAL}[\w.-]+?)(?:'s)? (?:state |federal |own )?$"
)
_AND_OF: Final = re.compile(
    rf"(?:, et|, and|,| et| and) (?:de la |de l'|de |du |d'|des |of )?({PLACE}(?: {CAPITAL}[\w-]+)?)"
)
_OF_EN: Final = re.compile(rf" (?:of|in|for) (?:the )?({PLACE}(?: {CAPITAL}[\w-]+)?)")
_AND_BEFORE: Final = re.compile(rf"({PLACE}),? (?:and|,) (?:the )?$")
# Where a sentence says first where it is: « À Hong Kong, … le commissaire à la protection des données ».
_AT_FIRST: Final = re.compile(rf"(?:À|En|Au|Aux|In|Across) ((?:{CAPITAL}[\w-]+)(?: {CAPITAL}[\w-]+)?),")
_THE_ONE: Final = re.compile(r"(?:\b(?:the|le|la)|\bl') ?$", re.I)
# Tasks of which a text of one country need not say whose they are: « le commissaire à la vie privée ».
_AT_HOME: Final = ("data_protection", "competition", "telecommunications")
_BARE: Final = re.compile(
    r"(?:state |top |main )?(?:régulateur|superviseur|gendarme|regulator|watchdog|supervisor)s?( [a-zà-ÿ-]+)?", re.I
)
_NAMED: Final = re.compile(rf" {CAPITAL}|,? \(?(?:l'|la |le |the )?[A-Z]{{3,}}|, (?:l'|la |le |the )?{CAPITAL}")
_NAME_BEFORE: Final = re.compile(rf"{CAPITAL}[\w-]*\)?, (?:l'|la |le |the )?$")


def find_described(text: Text) -> Iterator[Described]:
    """Yield the authorities that are told by what they do and where, in no order; some may stand over others."""
    yield from find_offices(text)
    yield from _by_task(text, text.document.language)


def _by_task(text: Text, language: str) -> Iterator[Described]:
    """Yield the authorities that are told by a task and a place."""
    plain = text.plain
    for task in _tasks(language):
        for match in task.pattern.finditer(plain):
            start, end = match.span()
            where = told_places(match[0])
            tail = (_TAIL if language == "fr" else _OF_EN).match(plain, end)
            before = _BEFORE.search(plain, max(0, start - 40), start) if language == "en" else None
            if tail and told_places(tail[1]) and not (before and told_places(before[1])):
                size = _size_of_place(tail[1])
                end, where = tail.start(1) + size, told_places(tail[1][:size])
            elif before and told_places(before[1]):
                start, where = before.start(1) + 4 * before[1].startswith("The "), told_places(before[1])
            elif not where:
                yield from _of_no_place(text, task, start, end)
                continue
            several = bool(_PLURAL.search(match[0]))
            if several:
                yield from _others(text, task, start, end)
            found = _authorities_of(task.roles, where)
            if len(found) > 1:
                found = _named(plain, found) or found
                if len(found) == 1 and len(_named(plain, _all_of(task.roles, where))) > 1:
                    continue  # the text names a part of another one, too, which may be meant
            bare = task.roles == _FINANCIAL and _BARE.fullmatch(match[0]) and not any("-" in place for place in where)
            if bare and not (len(found) == 1 and len(_authorities_of(task.roles, where)) > 1):
                continue  # "the Irish watchdog" may be any, but for the one that the text names
            if len(found) == 1:
                yield Described(start, end, "name.task", found)
            elif task.roles != _FINANCIAL and not found and not several and not _is_beside_name(plain, start, end):
                yield Described(start, end, "name.task")


def _size_of_place(words: str) -> int:
    """Return how many characters of these words name a place, of those with which they begin."""
    sizes = [m.end() for m in re.finditer(r"[\w-]+", words)]
    whole = told_places(words)
    return next(size for size in sizes if told_places(words[:size]) == whole)


def _others(text: Text, task: _Task, start: int, end: int) -> Iterator[Described]:
    """Yield the authorities of the same task of other places (« les régulateurs de l'Ontario et du Québec »)."""
    plain, at = text.plain, end
    while another := _AND_OF.match(plain, at):
        size = next(
            (s for s in [m.end() for m in re.finditer(r"[\w-]+", another[1])] if told_places(another[1][:s])), 0
        )
        found = _authorities_of(task.roles, told_places(another[1][:size]))
        if len(found) == 1:
            yield Described(another.start(1), another.start(1) + size, "name.task", found)
        at = another.start(1) + size
        if not size:
            break
    before = _AND_BEFORE.search(plain, max(0, start - 40), start)
    if before:  # "the Ontario and Quebec regulators"
        found = _authorities_of(task.roles, told_places(before[1]))
        if len(found) == 1:
            yield Described(*before.span(1), "name.task", found)


def _of_no_place(text: Text, task: _Task, start: int, end: int) -> Iterator[Described]:
    """Yield the one authority of this task where the sentence begins with its place, or which only one country has.

    It is so where most of what points to places in the text points to that country.
    """
    sentence = text.sentence_at(start)
    first = _AT_FIRST.match(text.plain, sentence.start)
    if not _THE_ONE.search(text.plain, max(0, start - 5), start) or _NAMED.match(text.plain, end):
        return
    if not first and _is_beside_name(text.plain, start, end):
        return
    where = told_places(first[1]) if first else frozenset()
    if not where and task.roles <= frozenset(_AT_HOME):
        weights = weigh_jurisdictions(text.plain, ())
        home = main_jurisdiction(weights)
        where = frozenset({home}) if home and weights[home] >= max(sum(weights.values()) * MOST, LEAST) else frozenset()
    found = _authorities_of(task.roles, where) if where else ()
    if len(found) == 1:
        yield Described(start, end, "name.task", found)


def _named(plain: str, found: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """Return those of these authorities that a text names."""
    return tuple(e for e in found if any(_stands(plain, name) for name in (*e.forms, *e.acronyms)))


def _stands(plain: str, name: str) -> bool:
    at = plain.find(name)
    return at >= 0 and not plain[at - 1 : at].isalnum() and not plain[at + len(name) : at + len(name) + 1].isalnum()


def _is_beside_name(plain: str, start: int, end: int) -> bool:
    """Return whether a name stands beside a description, which then only says what is named."""
    return bool(_NAMED.match(plain, end) or _NAME_BEFORE.search(plain, max(0, start - 40), start))


@cache
def _tasks(language: str) -> tuple[_Task, ...]:
    """Return the tasks of a language, compiled; in French with room for the adjective of a place."""
    adjective = r"(?: (?:[a-zà-ÿ]+-)?[a-zà-ÿ]{4,})?" if language == "fr" else ""
    return tuple(
        _Task(
            frozenset({role}) if role else _FINANCIAL,
            re.compile(rf"(?<![\w-])(?:{words.replace('%', adjective)})(?![\w-])", re.I),
        )
        for role, words in _TASKS[language]
    )


def _authorities_of(roles: frozenset[str], where: frozenset[str]) -> tuple[Entry, ...]:
    """Return the authorities that have one of these roles in the smallest of these places; parts of others apart."""
    smallest = {p for p in where if not any(other.startswith(f"{p}-") for other in where)}
    found = tuple(e for place in sorted(smallest) for e in _at_home().get(place, ()) if e.roles & roles)
    supervising = tuple(e for e in found if not e.roles & {"prosecution", "court"})
    return supervising if len(found) > 1 and len(supervising) == 1 else found


@cache
def _all_of(roles: frozenset[str], where: frozenset[str]) -> tuple[Entry, ...]:
    """Return all authorities that have one of these roles in one of these places, parts of others too."""
    return tuple(e for e in entries().values() if e.kind == "Regulator" and e.jurisdiction in where and e.roles & roles)


@cache
def _at_home() -> dict[str, tuple[Entry, ...]]:
    """Return the authorities of each jurisdiction."""
    found: dict[str, list[Entry]] = {}
    for entry in entries().values():
        if entry.kind == "Regulator" and entry.jurisdiction and not entry.parent:
            found.setdefault(entry.jurisdiction, []).append(entry)
    return {place: tuple(members) for place, members in found.items()}
