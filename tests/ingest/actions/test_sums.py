"""Which sum is that of an action, and in which currency; firms are invented, nothing told here happened."""

import pytest

from tests.ingest.readings import read

TITLES = {"fr": "Nouvelles du jour", "en": "News of the day"}


def sums(language: str, text: str) -> set[str | None]:
    """Return the sums of the fines of a text, below a title that says nothing."""
    found = read(f"{TITLES[language]}\n\n{text}", language, "2023-05-18").actions
    return {a.amount for a in found if a.kind == "Fine"}


@pytest.mark.parametrize(
    ("language", "text", "amount"),
    [
        # pounds are none of Switzerland, pesos none of the United States, where the text is about these
        (
            "en",
            "The Swiss bank Helvia, of Zurich in Switzerland, was fined 18 million pounds by the Financial Conduct "
            "Authority for weak controls.",
            "18000000 GBP, imposed",
        ),
        (
            "fr",
            "À New York, aux États-Unis, on suit l'affaire de Manille. La banque centrale des Philippines a infligé "
            "une amende de 3 millions de pesos à la Banque Lémane, des États-Unis.",
            "3000000 PHP, imposed",
        ),
        (
            "en",
            "The Swiss Financial Market Supervisory Authority FINMA fined Helvia Bank of Switzerland 3 million francs.",
            "3000000 CHF, imposed",
        ),
        (
            "en",
            "The Financial Conduct Authority ordered the £15 billion lender Kestrel Bank to pay a fine of £3 million.",
            "3000000 GBP, imposed",
        ),
        # what one sentence rounds another tells in full
        (
            "en",
            "Kestrel Bank must pay a fine of £6 million imposed by the Financial Conduct Authority. "
            "The Financial Conduct Authority imposed the fine of £6,002,000 on Kestrel Bank for weak controls.",
            "6002000 GBP, imposed",
        ),
    ],
)
def test_the_sum_of_a_fine(language: str, text: str, amount: str) -> None:
    assert sums(language, text) == {amount}
