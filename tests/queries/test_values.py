"""From what a user types to what a query compares with."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from greffier.graph.errors import ValueFormatError
from greffier.queries.values import check_value, parse_value


@pytest.mark.parametrize(
    ("text", "kind", "of", "value"),
    [
        ("CNIL", "text", (), "CNIL"),
        ("CNIL", "thing", ("Regulator",), "CNIL"),
        ("fine", "text", ("Order", "Fine"), "Fine"),
        (" ORDER ", "text", ("Order", "Fine"), "Order"),
        ("2020", "date", (), date(2020, 1, 1)),
        ("2020", "date", ("first",), date(2020, 1, 1)),
        ("2020", "date", ("last",), date(2020, 12, 31)),
        ("2020-02", "date", ("last",), date(2020, 2, 29)),
        (" 2020-12-14 ", "date", ("last",), date(2020, 12, 14)),
        ("12", "integer", (), 12),
        ("-3", "integer", (), -3),
        ("1 000 000", "integer", (), 1000000),
        ("1 000,5".replace(",", "."), "number", (), 1000.5),
        ("1\u202f500\u00a0000", "number", (), 1500000.0),
        ("1e6", "number", (), 1000000.0),
        ("true", "boolean", (), True),
        ("Yes", "boolean", (), True),
        ("1", "boolean", (), True),
        ("no", "boolean", (), False),
        ("0", "boolean", (), False),
    ],
)
def test_a_text_is_read_as_its_type(text: str, kind: str, of: tuple[str, ...], value: object) -> None:
    assert parse_value(text, kind, of) == value
    assert type(parse_value(text, kind, of)) is type(value)


@pytest.mark.parametrize(
    ("text", "kind", "of", "message"),
    [
        ("", "text", (), "the text is empty"),
        ("  ", "thing", (), "the text is empty"),
        ("fined", "text", ("Order", "Fine"), "'fined' is none of Order, Fine"),
        ("14/12/2020", "date", (), "'14/12/2020' is not a date: write YYYY, YYYY-MM or YYYY-MM-DD"),
        ("2021-02-29", "date", (), "'2021-02-29' is not a day, month or year of the calendar: correct it"),
        ("", "date", (), "'' is not a date: write YYYY, YYYY-MM or YYYY-MM-DD"),
        ("2.5", "integer", (), "'2.5' is no whole number"),
        ("", "integer", (), "'' is no whole number"),
        ("many", "number", (), "'many' is no number; write it like 1000000 or 1000000.50"),
        ("nan", "number", (), "'nan' is no number; write it like 1000000 or 1000000.50"),
        ("inf", "number", (), "'inf' is no number; write it like 1000000 or 1000000.50"),
        ("perhaps", "boolean", (), "'perhaps' is neither true nor false"),
    ],
)
def test_a_text_in_another_form_is_refused(text: str, kind: str, of: tuple[str, ...], message: str) -> None:
    with pytest.raises(ValueFormatError) as caught:
        parse_value(text, kind, of)
    assert str(caught.value) == message


@given(st.dates())
def test_a_full_date_means_itself_at_both_ends(day: date) -> None:
    text = day.isoformat()
    assert parse_value(text, "date") == parse_value(text, "date", ("last",)) == day


@given(st.integers(min_value=1, max_value=9999))
def test_a_year_begins_before_it_ends(year: int) -> None:
    text = f"{year:04}"
    assert (parse_value(text, "date"), parse_value(text, "date", ("last",))) == (
        date(year, 1, 1),
        date(year, 12, 31),
    )


@given(st.integers(min_value=-(2**53), max_value=2**53))
def test_whole_numbers_are_read_back(number: int) -> None:
    assert parse_value(str(number), "integer") == number
    assert parse_value(str(number), "number") == number


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        (date(2020, 1, 1), "date"),
        (3, "integer"),
        (3, "number"),
        (3.5, "number"),
        (True, "boolean"),
        ("x", "text"),
    ],
)
def test_a_value_of_the_right_type_is_taken_as_it_is(value: object, kind: str) -> None:
    assert check_value(value, kind) is value


@pytest.mark.parametrize(
    ("value", "kind"),
    [(2020, "date"), (True, "integer"), (True, "number"), (1, "boolean"), (None, "text"), (["x"], "text")],
)
def test_a_value_of_another_type_is_refused(value: object, kind: str) -> None:
    with pytest.raises(ValueFormatError, match=f"is no {kind}"):
        check_value(value, kind)
