"""The day of a decision, where another sentence tells it; firms are invented, nothing told here happened."""

import pytest

from tests.ingest.readings import read

PUBLISHED = "2023-05-18"  # a Thursday
TITLES = {"fr": "Nouvelles du jour", "en": "News of the day"}


def days(language: str, text: str, published: str | None = PUBLISHED) -> list[str]:
    """Return of each action its kind, its party and its date, below a title that says nothing."""
    found = read(f"{TITLES[language]}\n\n{text}", language, published).actions
    return sorted(f"{a.kind} {' & '.join(sorted(a.targets))} {a.date}" for a in found)


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        (
            "en",
            "The Financial Conduct Authority has fined Kestrel Bank £3 million for weak controls. "
            "The decision was taken on 3 May.",
            "Fine Kestrel Bank 2023-05-03",
        ),
        (
            "en",
            "The Financial Conduct Authority has fined Kestrel Bank £3 million for weak controls. "
            "The ruling, made on 3 May after a hearing in April, was published a week later.",
            "Fine Kestrel Bank 2023-05-03",
        ),
        (
            "en",
            "The Financial Conduct Authority has fined Kestrel Bank £3 million for weak controls. "
            "The penalty was announced on 4 May.",
            "Fine Kestrel Bank 2023-05-04",
        ),
        (
            "en",
            "The Financial Conduct Authority has fined Kestrel Bank £3 million for weak controls.\n\n"
            "Date of decision: 20 April 2023. Publication: 22 April 2023.",
            "Fine Kestrel Bank 2023-04-20",
        ),
        (
            "fr",
            "L'ACPR a infligé une amende de 3 millions d'euros à la Banque Lémane. "
            "Cette décision a été rendue le 3 mai et publiée le 10 mai.",
            "Fine Banque Lémane 2023-05-03",
        ),
        (
            "fr",
            "L'ACPR a infligé une amende de 3 millions d'euros à la Banque Lémane. "
            "La sanction, datée du 3 mai, est lourde.",
            "Fine Banque Lémane 2023-05-03",
        ),
        (
            "en",
            "The Financial Conduct Authority has fined Kestrel Bank £3 million for weak controls. "
            "The FCA said on Tuesday that the bank had done too little.",
            "Fine Kestrel Bank 2023-05-16",
        ),
        (
            "fr",
            "L'ACPR a infligé une amende de 3 millions d'euros à la Banque Lémane. "
            "L'ACPR a indiqué mardi que les contrôles étaient faibles.",
            "Fine Banque Lémane 2023-05-16",
        ),
        (
            "en",
            "On Wednesday the Financial Conduct Authority closed its file. "
            "The regulator ordered Kestrel Bank to pay a fine of £3 million.",
            "Fine Kestrel Bank 2023-05-17",
        ),
        (
            "en",
            "LONDON, May 17 - The Financial Conduct Authority has fined Kestrel Bank £3 million for weak controls.",
            "Fine Kestrel Bank 2023-05-17",
        ),
    ],
)
def test_another_sentence_tells_the_day_of_a_decision(language: str, text: str, found: str) -> None:
    assert found in days(language, text)


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        (
            "en",
            "Regulators on Wednesday fined Kestrel Bank £5 million for weak controls.\n\n"
            "The Financial Conduct Authority imposed a fine of £3 million on Kestrel Bank.",
            "Fine Kestrel Bank 2023-05-17",
        ),
        (
            "fr",
            "L'ACPR a infligé mercredi 3 millions d'euros d'amende à la Banque Lémane.\n\n"
            "L'autorité a aussi prononcé un blâme contre la Banque Lémane.",
            "Penalty Banque Lémane 2023-05-17",
        ),
    ],
)
def test_what_belongs_to_an_announcement_is_of_its_day(language: str, text: str, found: str) -> None:
    assert found in days(language, text)


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        # what came of it is of another day
        (
            "en",
            "The Financial Conduct Authority has fined Kestrel Bank £3 million for weak controls. "
            "The decision can be appealed until 3 June.",
            "Fine Kestrel Bank None",
        ),
        (
            "fr",
            "L'ACPR a infligé une amende de 3 millions d'euros à la Banque Lémane. La décision prend effet le 3 juin.",
            "Fine Banque Lémane None",
        ),
        # an earlier one
        (
            "en",
            "On Wednesday the Financial Conduct Authority fined Kestrel Bank £3 million for weak controls.\n\n"
            "The Financial Conduct Authority had previously ordered Kestrel Bank to hire an expert.",
            "Order Kestrel Bank None",
        ),
        (
            "fr",
            "L'ACPR a infligé mercredi une amende de 3 millions d'euros à la Banque Lémane.\n\n"
            "L'ACPR avait déjà prononcé un blâme contre la Banque Lémane.",
            "Penalty Banque Lémane None",
        ),
        # another firm
        (
            "en",
            "On Wednesday the Financial Conduct Authority fined Kestrel Bank £3 million for weak controls.\n\n"
            "The Financial Conduct Authority also imposed a fine of £1 million on Northwind Insurance.",
            "Fine Northwind Insurance None",
        ),
        # the day on which somebody else spoke
        (
            "en",
            "The Financial Conduct Authority has fined Kestrel Bank £3 million for weak controls. "
            "Analysts at Northwind Insurance said on Tuesday that it was low.",
            "Fine Kestrel Bank None",
        ),
        # years in which it failed
        (
            "en",
            "The Financial Conduct Authority has censured Kestrel Bank for serious breaches of its rules "
            "between April 2015 and November 2019.",
            "Penalty Kestrel Bank None",
        ),
    ],
)
def test_the_day_of_another_thing_is_none(language: str, text: str, found: str) -> None:
    assert found in days(language, text)


def test_the_day_of_a_report_is_no_better_than_any_other() -> None:
    text = (
        "LONDON, May 17 - The Financial Conduct Authority has fined Kestrel Bank £3 million for weak controls.\n\n"
        "The Financial Conduct Authority imposed the fine of £3 million on Kestrel Bank on 2 May."
    )
    assert days("en", text) == ["Fine Kestrel Bank 2023-05-02"]


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Binding Bank pleaded guilty in March to violating sanctions laws, the Department of Justice said.", None),
        ("The fine tops the £2 million levied on Kestrel Bank in March over a data breach.", None),
        ("Kestrel Bank suffered a data breach in March, the Information Commissioner's Office said.", "2023-03"),
    ],
)
def test_the_day_of_a_punishment_is_not_that_of_what_it_punishes(text: str, date: str | None) -> None:
    incidents = read(f"News of the day\n\n{text}", "en", PUBLISHED).incidents
    assert {i.date for i in incidents} <= {date}


@pytest.mark.parametrize(
    ("language", "text", "date"),
    [
        (
            "en",
            "In a decision dated 6 March, the Upper Tribunal cut the fine that the Financial Conduct Authority "
            "had imposed on Kestrel Bank to £3 million.",
            None,
        ),
        (
            "en",
            "The Financial Conduct Authority, which was given that power in 2008, fined Kestrel Bank £3 million.",
            None,
        ),
        (
            "en",
            "Kestrel Bank must pay £3 million because its staff did not check who the customers of its branches in "
            "five countries were and what they did with the money that they put into their accounts, the Financial "
            "Conduct Authority said on Tuesday.",
            "2023-05-16",
        ),
        ("fr", "L'ACPR a infligé mardi 3 millions d'euros d'amende à la Banque Lémane.", "2023-05-16"),
        # the date of what happened, of what was only meant, of what follows a colon
        ("fr", "Après la panne de 2021, l'ACPR inflige 3 millions d'euros d'amende à la Banque Lémane.", None),
        ("en", "The FCA fined Kestrel Bank £3 million, less than the £9 million it intended in 2021.", None),
        (
            "en",
            "The FCA fined Kestrel Bank £3 million. It is the ninth to be sanctioned: last year Heron Bank was warned.",
            None,
        ),
        ("fr", "L'ACPR a prononcé ce jour une amende de 3 millions d'euros contre la Banque Lémane.", "2023-05-18"),
    ],
)
def test_a_sentence_dates_its_decision(language: str, text: str, date: str | None) -> None:
    (fine,) = [a for a in read(f"{TITLES[language]}\n\n{text}", language, PUBLISHED).actions if a.kind == "Fine"]
    assert fine.date == date
