"""Under which law an action is; firms are invented, nothing told here happened."""

import pytest

from tests.ingest.readings import read

TITLES = {"fr": "Nouvelles du jour", "en": "News of the day"}
GDPR = "General Data Protection Regulation"


def laws(language: str, text: str) -> dict[str, set[str]]:
    """Return by action, as its kind and party, the laws that it is under."""
    found = read(f"{TITLES[language]}\n\n{text}", language, "2023-05-18").actions
    return {f"{a.kind} {' & '.join(sorted(a.targets))}": set(a.laws) for a in found}


@pytest.mark.parametrize(
    ("language", "text", "action", "law"),
    [
        (
            "en",
            "The Information Commissioner's Office has fined Kestrel Bank £3 million. "
            "The office found a breach of section 4 of the Data Protection Act 1998.",
            "Fine Kestrel Bank",
            "Data Protection Act 1998",
        ),
        (
            "en",
            "The Information Commissioner's Office has fined Kestrel Bank £3 million.\n\nFindings:\n"
            "- Section 4 of the Data Protection Act 1998. Data were kept too long.",
            "Fine Kestrel Bank",
            "Data Protection Act 1998",
        ),
        (
            "fr",
            "L'ACPR a infligé une amende de 3 millions d'euros à la Banque Lémane. "
            "Elle reproche à la Banque Lémane des manquements au Code monétaire et financier.",
            "Fine Banque Lémane",
            "Code monétaire et financier",
        ),
    ],
)
def test_a_sentence_tells_what_law_was_broken(language: str, text: str, action: str, law: str) -> None:
    assert laws(language, text)[action] == {law}


def test_each_of_several_is_under_the_law() -> None:
    found = laws(
        "en",
        "The Information Commissioner's Office fined Kestrel Bank £3 million and Northwind Insurance £2 million. "
        "Each was found to have breached the Data Protection Act 1998.",
    )
    assert found == {
        "Fine Kestrel Bank": {"Data Protection Act 1998"},
        "Fine Northwind Insurance": {"Data Protection Act 1998"},
    }


@pytest.mark.parametrize(
    ("language", "text", "action"),
    [
        # another's decision on the same firm
        (
            "en",
            "The Financial Conduct Authority fined Kestrel Bank £3 million in March 2021. "
            "The Information Commissioner's Office fined Kestrel Bank £2 million in May 2023. "
            "The Information Commissioner's Office found that Kestrel Bank breached the Data Protection Act 1998.",
            "Fine Kestrel Bank",
        ),
        # another firm
        (
            "en",
            "The Financial Conduct Authority fined Kestrel Bank £3 million. "
            "Northwind Insurance said that it had never breached the Data Protection Act 1998.",
            "Fine Kestrel Bank",
        ),
        # a power, or a law to come
        (
            "en",
            "The Financial Conduct Authority fined Kestrel Bank £3 million. "
            "Breaches of the Data Protection Act 1998 could be fined even more.",
            "Fine Kestrel Bank",
        ),
        (
            "fr",
            "L'ACPR a infligé une amende de 3 millions d'euros à la Banque Lémane. "
            "Les manquements au Code monétaire et financier peuvent être punis plus sévèrement.",
            "Fine Banque Lémane",
        ),
    ],
)
def test_the_law_of_another_thing_is_none(language: str, text: str, action: str) -> None:
    found = read(f"{TITLES[language]}\n\n{text}", language, "2023-05-18").actions
    (first,) = [a for a in found if a.amount and a.amount.startswith("3000000 ")]
    assert f"{first.kind} {' & '.join(first.targets)}" == action
    assert not first.laws
