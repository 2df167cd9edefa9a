"""Same incidents: which tellings of one text are one incident, and which are another.

Firms are invented; no sentence tells of anything that happened. All is published on Monday 15 May 2023.
"""

from __future__ import annotations

import pytest

from tests.ingest.readings import read

PUBLISHED = "2023-05-15"


def told(language: str, text: str) -> list[str]:
    """Return each incident as its kind, who was hit, and when."""
    found = read(text, language, PUBLISHED).incidents
    return [f"{i.kind}: {' & '.join(sorted(i.hit)) or 'nobody'}: {i.date}" for i in found]


# Dates


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        (
            "en",
            "Hackers enter Kestrel Bank\n\nKestrel Bank was hacked in March 2023. Kestrel Bank was hacked in "
            "June 2019.",
            ["Cyberattack: Kestrel Bank: 2023-03", "Cyberattack: Kestrel Bank: 2019-06"],
        ),
        (
            "fr",
            "Intrusion chez Banque Lémane\n\nLa Banque Lémane a été piratée en mars 2023. "
            "La Banque Lémane a été piratée en juin 2019.",
            ["Cyberattack: Banque Lémane: 2023-03", "Cyberattack: Banque Lémane: 2019-06"],
        ),
        # A day and the month of its discovery are of one event.
        (
            "en",
            "Hackers enter Kestrel Bank\n\nKestrel Bank was hacked on 3 March 2023. "
            "The bank discovered the intrusion in April 2023.",
            ["Cyberattack: Kestrel Bank: 2023-03-03"],
        ),
        (
            "en",
            "Kestrel Bank: letter to members\n\nKestrel Bank suffered data breaches in May 2021 and July 2022.",
            ["DataBreach: Kestrel Bank: 2021-05", "DataBreach: Kestrel Bank: 2022-07"],
        ),
        (
            "fr",
            "Banque Lémane : lettre aux clients\n\nLa Banque Lémane a subi deux pannes informatiques, en mai "
            "2021 et juillet 2022.",
            ["Outage: Banque Lémane: 2021-05", "Outage: Banque Lémane: 2022-07"],
        ),
        # An interval is one event.
        (
            "en",
            "Kestrel Bank: letter to members\n\nKestrel Bank suffered a data breach between May 2021 and July 2022.",
            ["DataBreach: Kestrel Bank: 2021-05"],
        ),
    ],
)
def test_years_and_dates_in_turn_part_tellings(language: str, text: str, found: list[str]) -> None:
    assert told(language, text) == found


CHRONICLE = """Banque Lémane : la chronologie

3 mars 2022. La Banque Lémane subit une panne informatique.

8 avril 2022. Le directeur informatique démissionne.

20 septembre 2022. Nouvelle panne informatique.

2 février 2023. La banque change de prestataire.
"""

PROSE = """Kestrel Bank goes dark

Kestrel Bank suffered an outage on 3 March 2023.
The outage of 5 March 2023 lasted for hours.
"""


def test_each_entry_of_a_chronicle_tells_of_its_own_day() -> None:
    assert told("fr", CHRONICLE) == ["Outage: Banque Lémane: 2022-03-03", "Outage: Banque Lémane: 2022-09-20"]


def test_two_near_days_in_prose_are_of_one_event() -> None:
    assert len(told("en", PROSE)) == 1


# The words of a title


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "fr",
            "Banque Lémane touchée à son tour par une fuite de données\n\nLa Banque Lémane a averti d'une fuite "
            "de données.",
        ),
        ("en", "Kestrel Bank suffers another data breach\n\nKestrel Bank has reported a data breach."),
    ],
)
def test_what_a_title_calls_another_is_what_the_text_is_about(language: str, text: str) -> None:
    assert len(told(language, text)) == 1


def test_another_one_told_further_on_is_apart() -> None:
    text = (
        "Kestrel Bank reports a data breach\n\nKestrel Bank has reported a data breach. It affects many. "
        "It is being looked into. Kestrel Bank had already suffered an earlier data breach."
    )
    assert len(told("en", text)) == 2


# Several who were hit


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        (
            "en",
            "Maple Leaf Credit Union hacked\n\nMaple Leaf Credit Union was hacked. Staff worked by hand. The "
            "system is back. "
            "Northwind Insurance, the farm insurer, and private lender Kestrel Bank were hacked in the "
            "following weeks.",
            ["Maple Leaf Credit Union", "Northwind Insurance", "Kestrel Bank"],
        ),
        (
            "fr",
            "Mutuelle des Érables piratée\n\nLa Mutuelle des Érables a été piratée. Tout est revenu. "
            "La compagnie Assurances Noroît et l'autrichienne Banque Lémane ont été piratées dans les semaines "
            "suivantes.",
            ["Mutuelle des Érables", "Assurances Noroît", "Banque Lémane"],
        ),
        # One announcement about the two that the title names is of one event.
        (
            "en",
            "Northwind Insurance and Kestrel Bank hacked\n\nNorthwind Insurance and Kestrel Bank were hacked.",
            ["Kestrel Bank & Northwind Insurance"],
        ),
    ],
)
def test_others_who_were_hit_are_so_each_in_an_event_of_its_own(language: str, text: str, found: list[str]) -> None:
    assert [line.split(": ")[1] for line in told(language, text)] == found


# Failings


def test_an_earlier_sanction_punished_another_failing() -> None:
    text = (
        "Kestrel Bank fined over weak controls\n\n"
        "The Financial Conduct Authority fined Kestrel Bank £2 million on Thursday for weak controls against "
        "money laundering. "
        "It is not the first time. "
        "In April 2017, the Financial Conduct Authority fined Kestrel Bank £1 million for weak controls over "
        "client money."
    )
    assert len(told("en", text)) == 2


def test_a_failing_told_again_beside_its_own_sanction_is_one() -> None:
    text = (
        "Kestrel Bank fined over weak controls\n\n"
        "The Financial Conduct Authority fined Kestrel Bank £2 million on Thursday for weak controls against "
        "money laundering. "
        "The bank had weak controls against money laundering."
    )
    assert len(told("en", text)) == 1


# Attacks and what stopped in them


def test_what_stopped_in_an_attack_on_its_day_is_part_of_it() -> None:
    text = (
        "Kestrel Bank: letter to members\n\nKestrel Bank was hit by a cyberattack that came on 12 March 2023 "
        "and took its website offline."
    )
    assert told("en", text) == ["Cyberattack: Kestrel Bank: 2023-03-12"]


def test_an_outage_of_another_month_is_no_part_of_an_attack() -> None:
    text = (
        "Kestrel Bank: letter to members\n\nKestrel Bank was hit by a cyberattack on 12 March 2023. "
        "Kestrel Bank had suffered an outage in April 2022."
    )
    assert told("en", text) == ["Cyberattack: Kestrel Bank: 2023-03-12", "Outage: Kestrel Bank: 2022-04"]
