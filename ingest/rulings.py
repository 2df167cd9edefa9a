"""Rulings: what a person decides about the things of a store, written with all that follows from it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from greffier.graph.errors import InputError
from greffier.graph.identity import OCCURRENCE
from greffier.graph.judgements import Judgement, Verdict, in_order, read_judgements
from greffier.graph.model import EVENTS
from greffier.graph.store import Store
from greffier.ingest.integration import Ruling, integrate


@dataclass(frozen=True, slots=True)
class Author:
    """Say who decides, when (UTC, ISO 8601), and why."""

    by: str
    at: str
    note: str = ""


def now() -> str:
    """Return the time as judgements have it; to the microsecond, so that the later of two is told."""
    return datetime.now(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def items_of(store: Store, family: str, thing: str) -> tuple[str, ...]:
    """Return the items by which a judgement speaks of a thing: itself, or the occurrences of an event.

    An occurrence speaks for itself.
    """
    if family not in EVENTS or thing.startswith(f"{OCCURRENCE}/"):
        return (thing,)
    rows = store.read(
        f"MATCH (:{family} {{id: $id}})<-[:IS]-(o:Occurrence) RETURN o.id AS id ORDER BY id", {"id": thing}
    )
    return tuple(row["id"] for row in rows)


def judge(store: Store, verdict: Verdict, family: str, one: str, other: str, author: Author) -> Judgement:
    """Decide about two things of one family, or two occurrences of events; return what was decided.

    Raise InputError where they are one.
    """
    if one == other:
        raise InputError(f"{one} is one thing already; to take occurrences out of it, use `greffier split`")
    sides = (items_of(store, family, one), items_of(store, family, other))
    made = Judgement(verdict, family, *sides, author.by, author.at, author.note)
    apply(store, [made])
    return made


def split(store: Store, family: str, thing: str, occurrences: Collection[str], author: Author) -> Judgement:
    """Decide that these occurrences of a thing are another; return what was decided.

    Raise InputError where one is not of the thing, or none is left to it.
    """
    rows = store.read(f"MATCH (:{family} {{id: $id}})<-[:IS]-(o:Occurrence) RETURN o.id AS id", {"id": thing})
    members = {row["id"] for row in rows}
    strangers = sorted(set(occurrences) - members)
    if strangers:
        raise InputError(f"{strangers[0]}: is no occurrence of {thing}; `greffier why {thing}` lists them")
    rest = members - set(occurrences)
    if not rest:
        raise InputError(f"{thing}: these are all of its occurrences; leave some to it")
    gone = tuple(sorted(occurrences))
    if family in EVENTS:
        made = Judgement(Verdict.DIFFERENT, family, tuple(sorted(rest)), gone, author.by, author.at, author.note)
    else:
        made = Judgement(Verdict.SPLIT, family, (thing,), gone, author.by, author.at, author.note)
    apply(store, [made])
    return made


def undo(store: Store, names: Iterable[str]) -> tuple[Judgement, ...]:
    """Take back judgements named by id or the end of one; what they changed is as if they had never been made.

    Raise InputError where a name is that of no judgement, and take none back then.
    """
    known = read_judgements(store)
    found = []
    for name in names:
        fitting = [j for j in known if j.id == name or j.id.endswith(f"/{name}")]
        if not fitting:
            raise InputError(f"{name!r} is no judgement of {store.location}; `greffier judgements list` shows them")
        found += fitting
    apply(store, undone=tuple(dict.fromkeys(found)))
    return tuple(dict.fromkeys(found))


def apply(store: Store, made: Sequence[Judgement] = (), undone: Sequence[Judgement] = ()) -> None:
    """Write judgements that come and take out those that go, with all that follows, as one unit."""
    store.exclusively(lambda: store.write(integrate(store, ruling=Ruling(tuple(made), tuple(undone)))))


def take_in(store: Store, judgements: Iterable[Judgement]) -> int:
    """Take in judgements from elsewhere, those that are there already left out; return how many are new."""
    known = {j.id: j for j in read_judgements(store)}
    new = [j for j in judgements if j.id not in known or j.order > known[j.id].order]
    if new:
        apply(store, in_order({j.id: j for j in in_order(new)}.values()))
    return len(new)
