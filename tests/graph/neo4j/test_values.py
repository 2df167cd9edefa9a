"""Values of the Neo4j driver as the protocol of stores wants them."""

from datetime import UTC, date, datetime, time

import pytest
from neo4j.spatial import CartesianPoint, WGS84Point
from neo4j.time import Date, DateTime, Duration, Time

from greffier.graph.neo4j.values import in_order, plain_value


@pytest.mark.parametrize(
    ("value", "plain"),
    [
        (None, None),
        ("é", "é"),
        (True, True),
        (2**40, 2**40),
        (0.1, 0.1),
        (Date(2020, 2, 29), date(2020, 2, 29)),
        (DateTime(2020, 2, 29, 10, 30, 5), datetime(2020, 2, 29, 10, 30, 5)),
        (DateTime(2020, 2, 29, 10, tzinfo=UTC), datetime(2020, 2, 29, 10, tzinfo=UTC)),
        (Time(10, 30), time(10, 30)),
        (Duration(months=14, days=3, seconds=1, milliseconds=500), {"months": 14, "days": 3, "seconds": 1.5}),
        (WGS84Point((2.0, 48.0)), {"x": 2.0, "y": 48.0, "srid": 4326}),
        (CartesianPoint((1, 2, 3)), {"x": 1.0, "y": 2.0, "z": 3.0, "srid": 9157}),
        ([Date(1999, 12, 31), [None, "a"]], [date(1999, 12, 31), [None, "a"]]),
        ({"a": Date(1999, 12, 31), "b": {"c": []}}, {"a": date(1999, 12, 31), "b": {"c": []}}),
    ],
)
def test_values_are_plain(value: object, plain: object) -> None:
    assert plain_value(value) == plain
    assert type(plain_value(value)) is type(plain)


@pytest.mark.parametrize(
    ("labels", "ordered"),
    [
        ({"Bank", "Organization"}, ["Organization", "Bank"]),
        ({"Action", "Fine"}, ["Action", "Fine"]),
        ({"Other", "Incident"}, ["Incident", "Other"]),
        ({"Zebra", "Law", "Ape"}, ["Law", "Ape", "Zebra"]),
        (set(), []),
    ],
)
def test_the_family_is_the_first_label(labels: set[str], ordered: list[str]) -> None:
    assert in_order(frozenset(labels)) == ordered
