"""When what happened happened, and when it was made known; firms are invented, nothing told here happened."""

import pytest

from tests.ingest.readings import Incident, read

PUBLISHED = "2023-05-18"  # a Thursday
TITLES = {"fr": "Nouvelles du jour", "en": "News of the day"}


def told(language: str, text: str) -> list[Incident]:
    """Return the incidents of a text, below a title that says nothing."""
    return list(read(f"{TITLES[language]}\n\n{text}", language, PUBLISHED).incidents)


@pytest.mark.parametrize(
    ("language", "text", "date"),
    [
        (
            "en",
            "The Financial Conduct Authority fined Kestrel Bank £3 million in March for weak controls against money "
            "laundering. Between April 2015 and November 2019 the bank let such customers in.",
            "2015-04",
        ),
        (
            "fr",
            "L'ACPR a infligé en mars une amende de 3 millions d'euros à la Banque Lémane pour des lacunes de son "
            "contrôle interne. De 2016 à 2020, la Banque Lémane n'a pas vérifié l'identité de ses clients.",
            "2016",
        ),
        # the time of the inspection
        (
            "en",
            "The Financial Conduct Authority fined Kestrel Bank £3 million in March for weak controls against money "
            "laundering. Inspectors stayed at Kestrel Bank between April 2021 and June 2021.",
            None,
        ),
        # the time of another firm
        (
            "en",
            "The Financial Conduct Authority fined Kestrel Bank £3 million in March for weak controls against money "
            "laundering. Northwind Insurance grew fast between April 2015 and November 2019.",
            None,
        ),
        # after the fine
        (
            "fr",
            "L'ACPR a infligé en mars 2019 une amende de 3 millions d'euros à la Banque Lémane pour des lacunes de son "
            "contrôle interne. La Banque Lémane a fermé des agences entre avril 2020 et mai 2021.",
            None,
        ),
        # the day on which it was fined
        (
            "fr",
            "L'ACPR a infligé vendredi 3 millions d'euros d'amende à la Banque Lémane pour de graves lacunes de son "
            "contrôle interne.",
            None,
        ),
    ],
)
def test_a_failing_has_the_time_in_which_it_lasted(language: str, text: str, date: str | None) -> None:
    assert [i.date for i in told(language, text)] == [date]


@pytest.mark.parametrize(
    ("language", "text", "date"),
    [
        ("en", "Kestrel Bank's website has been down since Monday after a cyberattack on Kestrel Bank.", "2023-05-15"),
        ("fr", "La Banque Lémane est victime d'une cyberattaque depuis lundi.", "2023-05-15"),
        ("en", "It was the third cyberattack on Kestrel Bank since 2019.", None),
        ("fr", "La Banque Lémane est victime de la pire cyberattaque depuis 2019.", None),
        ("en", "On 3 May a gang claimed the ransomware attack on Kestrel Bank.", None),
        ("fr", "Le 3 mai, un groupe a revendiqué la cyberattaque contre la Banque Lémane.", None),
        ("en", "Kestrel Bank was hit by ransomware on Christmas Eve.", "2022-12-24"),
    ],
)
def test_when_an_attack_began(language: str, text: str, date: str | None) -> None:
    assert {i.date for i in told(language, text)} == {date}


@pytest.mark.parametrize(
    ("language", "text", "announced"),
    [
        ("en", "Kestrel Bank was hit by a cyberattack on 22 April. The bank disclosed it on 25 April.", "2023-04-25"),
        ("en", "Hackers stole the data of customers of Kestrel Bank. The breach came to light in April.", "2023-04"),
        (
            "fr",
            "Des pirates ont volé les données des clients de la Banque Lémane. L'affaire a été révélée le 25 avril.",
            "2023-04-25",
        ),
        ("en", "Hackers stole the data of customers of Kestrel Bank. The bank opened a hotline on 25 April.", None),
        (
            "fr",
            "Des pirates ont volé les données des clients de la Banque Lémane. Ses comptes ont paru le 25 avril.",
            None,
        ),
    ],
)
def test_another_sentence_tells_when_it_was_made_known(language: str, text: str, announced: str | None) -> None:
    assert [i.announced for i in told(language, text)] == [announced]
