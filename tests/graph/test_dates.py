"""Partial dates: which texts are dates, what they cover, which of two says more."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from greffier.graph.dates import compatible, date_bounds, more_precise, parse_date
from greffier.graph.errors import GreffierError, ValueFormatError

DAYS = st.dates(min_value=date(1, 1, 1))
VALUES = st.builds(lambda day, length: day.isoformat()[:length], DAYS, st.sampled_from([4, 7, 10]))


@pytest.mark.parametrize("text", ["2020", "0001", "9999", "2020-12", "2020-12-14", "2020-02-29"])
def test_dates_of_the_calendar_are_accepted(text: str) -> None:
    assert parse_date(text) == text


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            "20",
            "20201214",
            "2020-13",
            "2020-00",
            "2020-12-32",
            "2021-02-29",
            "2020-12-00",
            "0000",
            "0000-01-01",
        ),
        *(" 2020", "2020 ", "2020\n", "2020-1", "2020-1-1", "2020/12/14", "14-12-2020", "2020-12-14T10:00"),
        *("٢٠٢٠", "-2020", "2020-12-", "2020~", "2020-12/2021-01", "19xx"),
    ],
)
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(ValueFormatError, match="is not a d"):
        parse_date(text)
    with pytest.raises(ValueFormatError):
        date_bounds(text)
    with pytest.raises(ValueFormatError):
        compatible("2020", text)
    with pytest.raises(ValueFormatError):
        more_precise(text, "2020")


def test_the_error_names_the_value_and_the_form() -> None:
    with pytest.raises(GreffierError, match=r"'14/12/2020'.*YYYY-MM-DD"):
        parse_date("14/12/2020")


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2020", date(2020, 1, 1), date(2020, 12, 31)),
        ("2020-02", date(2020, 2, 1), date(2020, 2, 29)),
        ("2021-02", date(2021, 2, 1), date(2021, 2, 28)),
        ("2020-12", date(2020, 12, 1), date(2020, 12, 31)),
        ("2020-12-14", date(2020, 12, 14), date(2020, 12, 14)),
        ("9999-12", date(9999, 12, 1), date(9999, 12, 31)),
    ],
)
def test_bounds_are_the_first_and_the_last_day(value: str, first: date, last: date) -> None:
    assert date_bounds(value) == (first, last)


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("2020", "2020", True),
        ("2020", "2020-12", True),
        ("2020-12-14", "2020", True),
        ("2020-12", "2020-12-14", True),
        ("2020-12", "2020-11-14", False),
        ("2020", "2021", False),
        ("2020-12-14", "2020-12-15", False),
    ],
)
def test_dates_are_compatible_when_one_contains_the_other(a: str, b: str, expected: bool) -> None:
    assert compatible(a, b) is expected


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("2020", "2020-12", "2020-12"),
        ("2020-12-14", "2020-12", "2020-12-14"),
        ("2020-12", "2020-12", "2020-12"),
        ("2019", "2020", "2019"),
    ],
)
def test_the_more_precise_date_says_more(a: str, b: str, expected: str) -> None:
    assert more_precise(a, b) == expected


@given(VALUES)
def test_parsing_keeps_the_text_and_bounds_are_in_order(value: str) -> None:
    first, last = date_bounds(parse_date(value))
    assert first <= last
    assert first.isoformat().startswith(value)
    assert last.isoformat().startswith(value)


@given(VALUES, VALUES)
def test_compatible_means_that_the_days_of_one_contain_those_of_the_other(a: str, b: str) -> None:
    (a_first, a_last), (b_first, b_last) = date_bounds(a), date_bounds(b)
    contains = (a_first <= b_first and b_last <= a_last) or (b_first <= a_first and a_last <= b_last)
    assert compatible(a, b) == contains == compatible(b, a)


@given(VALUES, VALUES)
def test_the_more_precise_date_covers_no_more_days(a: str, b: str) -> None:
    first, last = date_bounds(more_precise(a, b))
    assert last - first <= min(date_bounds(x)[1] - date_bounds(x)[0] for x in (a, b)) or len(a) == len(b)
