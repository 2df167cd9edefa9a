"""Blocks: what scores as one event meets, and what cannot score so mostly does not."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from greffier.ingest.resolution.blocks import block_keys
from greffier.ingest.resolution.comparison import RELATED_KINDS, SAME_EVENT, compare
from greffier.ingest.resolution.tellings import Profile

BANK, AUTHORITY = frozenset({"organization/bank"}), frozenset({"regulator/authority"})
days = st.dates(date(2019, 11, 1), date(2020, 3, 31)).map(date.isoformat)
times = st.lists(st.sampled_from(["2019", "2020", "2019-12", "2020-01"]) | days, max_size=2, unique=True).map(tuple)
sums = st.lists(st.tuples(st.sampled_from(["EUR", "CAD"]), st.floats(95, 105)), max_size=2).map(tuple)


@st.composite
def profiles(draw: st.DrawFn) -> Profile:
    """Draw a telling about one bank."""
    family = draw(st.sampled_from(["Incident", "Action"]))
    kinds = sorted({kind for related in RELATED_KINDS for kind in related})
    dates, announced = draw(times), draw(times) if family == "Incident" else ()
    return Profile(
        family,
        draw(st.sampled_from(kinds)),
        parties=BANK,
        issuers=AUTHORITY if family == "Action" and draw(st.booleans()) else frozenset(),
        dates=dates,
        announced=announced,
        imposed=draw(sums) if family == "Action" else (),
        exposure=draw(sums) if family == "Action" else (),
        published=draw(days) if family == "Incident" and not dates and not announced else None,
    )


def meet(one: Profile, other: Profile) -> bool:
    """Return whether two tellings share a key that one of them seeks."""
    keys, others = set(block_keys(one)), set(block_keys(other))
    return any((key, True) in others or (seeks and (key, False) in others) for key, seeks in keys)


@given(profiles(), profiles())
def test_tellings_that_score_as_one_event_meet(one: Profile, other: Profile) -> None:
    if compare(one, other).score >= SAME_EVENT:
        assert meet(one, other)


def leak(date: str | None = None, published: str | None = None) -> Profile:
    """Return a leak at a bank."""
    return Profile("Incident", "DataBreach", BANK, frozenset(), (date,) if date else (), (), (), (), published)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (leak("2020-03-01"), leak("2020-03-03"), True),
        (leak("2020-03-01"), leak("2020-03-21"), False),
        (leak("2020-03"), leak("2020-03-21"), True),
        (leak("2020"), leak("2020-03-21"), True),
        (leak("2020"), leak("2021"), False),
        (leak("2020-03-01"), leak(published="2020-04-20"), True),
        (leak("2020-03-01"), leak(published="2020-09-20"), False),
    ],
)
def test_leaks_meet_where_their_times_may_be_one(one: Profile, other: Profile, expected: bool) -> None:
    assert meet(one, other) is meet(other, one) is expected
