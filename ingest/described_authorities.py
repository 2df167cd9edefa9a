"""Authorities by description: those that a text tells by what they do and where (« le parquet de Limoges »).

A description with a place (« l'autorité irlandaise de protection des données », "the Kansas banking regulator") is that
of the one authority of the gazetteer that has this task there; where it has several, the description tells nobody.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from greffier.ingest.gazetteers import Entry, entries
from greffier.ingest.name_shapes import CAPITAL
from greffier.ingest.places import told_places
from greffier.ingest.texts import Text

_OF: Final = r"(?:de la |de l'|de |du |d'|des )"
_PLACE: Final = rf"{CAPITAL}[\w-]+(?: (?:{CAPITAL}[\w-]+))?"
_PROSECUTORS: Final = re.compile(
    rf"(?<!\w)(?:[Pp]arquet(?: général| national financier| fédéral)?|[Mm]inistère public|"
    rf"[Pp]rocureure?(?:s(?= f))?(?: générale?| fédéra(?:le?|ux))?(?: de la République)?)"
    rf" (?:près le tribunal (?:judiciaire )?)?{_OF}(?:tribunal (?:judiciaire )?{_OF})?{CAPITAL}[\w-]+|"
    rf"(?<!\w)[Mm]inistère public (?:genevois|zurichois|vaudois|bernois|bâlois|tessinois|fribourgeois|neuchâtelois|"
    rf"valaisan|"
    rf"lucernois|saint-gallois|argovien|central)(?!\w)|"
    rf"(?<!\w)[Pp]arquet près (?:le|la) (?:tribunal|pôle|cour)"
    rf"(?: (?:judiciaire|économique|financier|antiterroriste|d'appel|régional|"
    rf"de première instance))+(?: {_OF}{_PLACE})?|"
    rf"(?<!\w){CAPITAL}[\w-]+(?:'s)? (?:(?:public |state |federal |district )?prosecutor(?:'s office|s' office|s)|"
    rf"district attorney(?:'s office)?)|"
    rf"(?<!\w)[Pp]rosecutors (?:in|of) {CAPITAL}[\w-]+"
)
_FIELD: Final = (
    r"(?:santé|justice|défense|intérieur|finances|économie|emploi|travail|transports|commerce|numérique|communication|"
    r"éducation|agriculture|logement|affaires étrangères|industrie|"
    rf"{CAPITAL}[\w-]+(?: (?:de la |de l'|des )(?:communication|information|télécommunications))?)"
    r"(?: (?:publique|nationale|sociales?|étrangères|supérieur|écologique|numérique|extérieur|fédéral))?"
)
_NATION: Final = (
    r"(?: [a-zà-ÿ-]+(?:ais|aise|ain|aine|ien|ienne|ois|oise|ique|ol|ole|and|ande|fédéral|fédérale|grec|turc|belge))?"
)
_MINISTRIES: Final = {
    "fr": re.compile(rf"(?<!\w)[Mm]inistère{_NATION} {_OF}{_FIELD}(?:,? (?:et )?{_OF}{_FIELD})*"),
    "en": re.compile(
        r"(?<![\w-])(?:Interior|Finance|Justice|Health|Transport|Transportation|Labou?r|Defen[cs]e|Economy|"
        r"Home Affairs|"
        r"Foreign|Education|Trade|Industry|Communications|Information|Agriculture|Commerce) Ministry(?!\w)|"
        r"(?<!\w)ministry of (?:the )?(?:interior|finance|justice|health|transport|labou?r|defence|economy|"
        r"home affairs)(?!\w)"
    ),
}
_SECRETARIES: Final = re.compile(
    rf"(?<!\w)[Ss]ecrétaire d'État (?:du |de la |de l'|de |d')({_PLACE})|"
    rf"(?<!\w)({_PLACE})(?:'s)? (?i:secretary of (?:state|the commonwealth))(?!\w)"
)


@dataclass(frozen=True, slots=True)
class Described:
    """Hold a place where an authority is told by a description, the rule that says so, and which it may be."""

    start: int
    end: int
    rule: str
    entries: tuple[Entry, ...] = ()


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
            r"commissaires?% à (?:la vie privée|l'information(?: et à la (?:protection de la )?vie privée)?)|"
            r"gendarme% (?:des données(?: personnelles)?|de la vie privée)",
        ),
        ("competition", r"(?:autorité|gendarme|régulateur|commission)% de la concurrence"),
        (
            "insurance",
            r"(?:régulateur|superviseur|gendarme)% (?:des assurances|de l'assurance)|commissaire% aux assurances",
        ),
        (
            "telecommunications",
            r"(?:régulateur|gendarme|autorité)% (?:des (?:télécoms?|télécommunications|communications électroniques)|"
            r"télécoms)",
        ),
        (
            "securities",
            r"(?:régulateur|gendarme|superviseur|autorité)% (?:boursier|de la [Bb]ourse|des marchés(?: financiers)?)|"
            r"(?:régulateur|gendarme) boursier%",
        ),
        ("prudential_supervision", r"(?:régulateur|superviseur|gendarme)(?: bancaire| des banques| prudentiel)%"),
        ("", r"(?:régulateur|superviseur|gendarme)(?: financier| des services financiers)?%"),
    ),
    "en": (
        (
            "data_protection",
            r"(?:data[- ]protection|data[- ]privacy|privacy|information(?: and privacy)?|data) "
            r"(?:regulator|watchdog|authority|commissioner(?:'s office|s)?|agency)",
        ),
        ("competition", r"(?:competition|antitrust) (?:regulator|watchdog|authority|agency|commission)"),
        ("insurance", r"insurance (?:regulator|commissioner|department|supervisor)"),
        ("telecommunications", r"(?:telecoms?|telecommunications|communications) (?:regulator|watchdog|authority)"),
        (
            "securities",
            r"(?:securities|stock[- ]market|markets?) (?:regulator|watchdog|commission|supervisor|authority)",
        ),
        (
            "prudential_supervision",
            r"(?:bank|banking|prudential) (?:regulator|watchdog|supervisor|authority|commissioner)",
        ),
        (
            "",
            r"(?:(?:state|top|main) )?(?:financial(?:[- ](?:services|conduct|markets))? )?(?:regulator|watchdog|"
            r"supervisor)",
        ),
    ),
}
_FINANCIAL: Final = frozenset({"prudential_supervision", "securities", "insurance"})
_LAND: Final = r"(?:Land (?:de |d'|du )|l'État (?:de |d'|du )|l'Etat (?:de |d'|du )|canton (?:de |d'|du ))?"
_TAIL: Final = re.compile(rf" (?:de la |de l'|de |du |d'|des )({_LAND}{_PLACE})")
_BEFORE: Final = re.compile(
    rf"(?<![\w-])((?:{CAPITAL}[\w.-]+ ){{0,2}}{CAPITAL}[\w.-]+?)(?:'s)? (?:state |federal |own )?$"
)
_AND_OF: Final = re.compile(rf"(?:,| et| and) (?:de la |de l'|de |du |d'|des )?({_PLACE})")
_BARE: Final = re.compile(
    r"(?:state |top |main )?(?:régulateur|superviseur|gendarme|regulator|watchdog|supervisor)( [a-zà-ÿ-]+)?", re.I
)
_NAMED: Final = re.compile(rf" {CAPITAL}|,? \(?(?:l'|la |le |the )?[A-Z]{{3,}}|, (?:l'|la |le |the )?{CAPITAL}")
_NAME_BEFORE: Final = re.compile(rf"{CAPITAL}[\w-]*\)?, (?:l'|la |le |the )?$")


def find_described(text: Text) -> Iterator[Described]:
    """Yield the authorities that are told by what they do and where, in no order; some may stand over others."""
    language = text.document.language
    for match in _PROSECUTORS.finditer(text.plain):
        yield Described(*match.span(), "name.prosecutor")
    for match in _MINISTRIES[language].finditer(text.plain):
        yield Described(*match.span(), "name.ministry")
    for match in _SECRETARIES.finditer(text.plain):
        where = told_places(match[1] or match[2])
        if any(place.startswith("US-") for place in where):
            yield Described(*match.span(), "name.secretary")
    yield from _by_task(text, language)


def _by_task(text: Text, language: str) -> Iterator[Described]:
    """Yield the authorities that are told by a task and a place."""
    plain = text.plain
    for task in _tasks(language):
        for match in task.pattern.finditer(plain):
            start, end = match.span()
            where = told_places(match[0])
            tail = _TAIL.match(plain, end) if language == "fr" else None
            before = _BEFORE.search(plain, max(0, start - 40), start) if language == "en" else None
            if tail and told_places(tail[1]):
                end, where = tail.end(1), told_places(tail[1])
            elif before and told_places(before[1]):
                start, where = before.start(1) + 4 * before[1].startswith("The "), told_places(before[1])
            if task.roles == _FINANCIAL and _BARE.fullmatch(match[0]) and not any("-" in place for place in where):
                continue  # "the Irish watchdog" may be any
            found = _authorities_of(task.roles, where) if where else ()
            if len(found) == 1:
                yield Described(start, end, "name.task", found)
            elif where and task.roles != _FINANCIAL and not found and not _is_beside_name(plain, start, end):
                yield Described(start, end, "name.task")
            another = _AND_OF.match(plain, end) if tail and match[0].split()[0].endswith("s") else None
            if another:
                found = _authorities_of(task.roles, told_places(another[1]))
                if len(found) == 1:
                    yield Described(another.start(1), another.end(1), "name.task", found)


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
    return tuple(e for place in sorted(smallest) for e in _at_home().get(place, ()) if e.roles & roles)


@cache
def _at_home() -> dict[str, tuple[Entry, ...]]:
    """Return the authorities of each jurisdiction."""
    found: dict[str, list[Entry]] = {}
    for entry in entries().values():
        if entry.kind == "Regulator" and entry.jurisdiction and not entry.parent:
            found.setdefault(entry.jurisdiction, []).append(entry)
    return {place: tuple(members) for place, members in found.items()}
