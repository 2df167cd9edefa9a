"""Kinds and sums in words."""

from decimal import Decimal

import pytest

from greffier.queries.wordings import kind_in_words, sum_in_words


@pytest.mark.parametrize(
    ("value", "currency", "per", "words"),
    [
        (10000.0, "CAD", "day", "10,000 CAD per day"),
        (1500000, "EUR", None, "1,500,000 EUR"),
        (0.5, "EUR", None, "0.5 EUR"),
        (1234.5, "USD", None, "1,234.5 USD"),
        (Decimal("20000000000.00"), "GBP", None, "20,000,000,000 GBP"),
        (746e6, None, None, "746,000,000"),
    ],
)
def test_a_sum_has_separators_currency_and_period(
    value: float | Decimal, currency: str | None, per: str | None, words: str
) -> None:
    assert sum_in_words(value, currency, per) == words


@pytest.mark.parametrize(
    ("kind", "words"),
    [("DataBreach", "data breach"), ("Fine", "fine"), ("ControlFailure", "control failure")],
)
def test_a_kind_is_said_in_words(kind: str, words: str) -> None:
    assert kind_in_words(kind) == words
