"""Rulings: what people judge binds what is the same, in whatever order it and the documents come, and can be undone."""

from __future__ import annotations

import random
from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from greffier.graph import occurrences
from greffier.graph.judgements import Judgement, Verdict
from greffier.graph.model import EVENTS
from greffier.graph.occurrences import Occurrence
from greffier.graph.store import Store
from greffier.ingest.integration import Ruling, integrate
from greffier.ingest.resolution.bodies import known_body
from tests.ingest.generated import contents, fresh_store, generate_testimonies, take_in, withdraw

sets = st.tuples(st.integers(0, 10**6), st.integers(2, 6))


def rule(store: Store, *made: Judgement, undone: Sequence[Judgement] = ()) -> None:
    store.write(integrate(store, ruling=Ruling(made, tuple(undone))))


def invent(testimonies: Sequence[occurrences.Testimony], count: int, seed: int) -> list[Judgement]:
    """Return judgements about what these documents speak of, contradicting ones among them."""
    chance = random.Random(seed)
    every = [o for t in testimonies for o in t.occurrences]
    made: dict[str, Judgement] = {}
    while len(made) < count:
        family = chance.choice(("Organization", "Organization", "Incident", "Action"))
        items = [o for o in every if o.family == family]
        verdicts = [Verdict.SAME, Verdict.SAME, Verdict.DIFFERENT, Verdict.UNSURE]
        if family not in EVENTS:
            verdicts.append(Verdict.SPLIT)
        verdict = chance.choice(verdicts)
        if len(items) < 2:
            count -= 1
            continue
        left, right = sides(chance, verdict, items)
        if not left or not right or set(left) & set(right):
            continue
        judgement = Judgement(verdict, family, left, right, "Ada", f"2026-01-01T00:00:{len(made):02}Z")
        made.setdefault(judgement.id, judgement)
    return list(made.values())


def sides(chance: random.Random, verdict: Verdict, items: list[Occurrence]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    if items[0].family in EVENTS:
        drawn = [o.id for o in chance.sample(items, min(chance.choice((2, 2, 3)), len(items)))]
        return (drawn[0],), tuple(drawn[1:])
    one, other = (known_body(o).thing for o in chance.sample(items, 2))
    if verdict is Verdict.SPLIT:
        named = [o.id for o in items if known_body(o).thing == one]
        return (one,), tuple(chance.sample(named, chance.randint(1, len(named))))
    return (one,), (other,)


def graph_of(
    testimonies: Sequence[occurrences.Testimony], judgements: Sequence[Judgement]
) -> tuple[list[str], list[str]]:
    with fresh_store() as store:
        rule(store, *judgements)
        take_in(store, testimonies)
        return contents(store)


@settings(max_examples=25)
@given(sets, st.integers(0, 10**6), st.integers(1, 4), st.integers(1, 3))
def test_documents_and_judgements_may_come_in_any_order(
    drawn: tuple[int, int], seed: int, count: int, batch: int
) -> None:
    testimonies = list(generate_testimonies(*drawn))
    judgements = invent(testimonies, count, seed)
    expected = graph_of(testimonies, judgements)
    chance = random.Random(seed)
    chance.shuffle(testimonies)
    cut = chance.randint(0, len(testimonies))
    with fresh_store() as store:
        take_in(store, testimonies[:cut], batch)
        for judgement in chance.sample(judgements, len(judgements)):
            rule(store, judgement)
        take_in(store, testimonies[cut:], batch)
        assert contents(store) == expected


@settings(max_examples=20)
@given(sets, st.integers(0, 10**6), st.integers(1, 4))
def test_what_is_undone_leaves_no_trace(drawn: tuple[int, int], seed: int, count: int) -> None:
    testimonies = generate_testimonies(*drawn)
    judgements = invent(testimonies, count, seed)
    chance = random.Random(seed)
    with fresh_store() as store:
        take_in(store, testimonies)
        states = [contents(store)]
        for judgement in judgements:
            rule(store, judgement)
            states.append(contents(store))
        for judgement, state in zip(reversed(judgements), reversed(states[:-1]), strict=True):
            rule(store, undone=[judgement])
            assert contents(store) == state
        rule(store, *judgements)
        gone = chance.choice(judgements) if judgements else None
        if gone:
            rule(store, undone=[gone])
            assert contents(store) == graph_of(testimonies, [j for j in judgements if j != gone])


@settings(max_examples=15)
@given(sets, st.integers(0, 10**6), st.integers(1, 4))
def test_judgements_outlive_documents(drawn: tuple[int, int], seed: int, count: int) -> None:
    testimonies = list(generate_testimonies(*drawn))
    judgements = invent(testimonies, count, seed)
    random.Random(seed).shuffle(testimonies)
    with fresh_store() as store:
        take_in(store, testimonies)
        rule(store, *judgements)
        expected = contents(store)
        withdraw(store, testimonies[::2])
        assert contents(store) == graph_of(testimonies[1::2], judgements)
        take_in(store, testimonies[::2], 1)
        assert contents(store) == expected
