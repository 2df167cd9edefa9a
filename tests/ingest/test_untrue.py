"""What is planned, proposed, counted or converted is not told as done; all firms are invented."""

import pytest

from tests.ingest.readings import read

PUBLISHED = "2023-05-15"
TITLES = {"fr": "Nouvelles du jour", "en": "News of the day"}


def told(language: str, text: str) -> list[str]:
    found = read(f"{TITLES[language]}\n\n{text}", language, PUBLISHED)
    incidents = [f"{i.kind}: {' & '.join(sorted(i.hit))}" for i in found.incidents]
    actions = [f"{a.kind}: {' & '.join(sorted(a.targets))}, {a.amount}" for a in found.actions]
    return sorted(incidents + actions)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The FCA warned insurers that it will fine firms which treat customers badly. Kestrel Bank was there."),
        ("fr", "Le rapporteur a proposé une amende de 3 millions d'euros à l'encontre de la Banque Lémane."),
        ("fr", "La commission des sanctions de l'ACPR a mis hors de cause la Banque Lémane."),
        ("en", "Kestrel Bank published a report on cyberattacks. It says 40% of firms were attacked."),
        ("fr", "La Banque Lémane a publié un baromètre des cyberattaques."),
        ("en", "The FCA is considering a fine against Kestrel Bank."),
        ("en", "The FCA is about to fine Kestrel Bank £3 million."),
        ("en", "Heron Legal is preparing a class action against Kestrel Bank."),
        ("en", "Customers threatened to sue Kestrel Bank."),
        ("fr", "La CNIL s'apprête à infliger une amende de 3 millions d'euros à la Banque Lémane."),
        ("fr", "Le cabinet Mercier étudie une action collective contre la Banque Lémane."),
        ("fr", "L'ACPR compte infliger une amende à la Banque Lémane."),
        ("en", "Kestrel Bank is looking into the matter. The Information Commissioner's Office was told."),
        ("en", "Kestrel Bank has launched an investigation into it, and informed the FCA."),
        ("fr", "La Banque Lémane enquête sur la fuite ; elle a prévenu la CNIL."),
        ("en", "Kestrel Bank denied that its systems were breached after a list of its clients was posted online."),
        ("fr", "La Banque Lémane dément avoir été piratée après la publication en ligne d'une liste de clients."),
    ],
)
def test_what_did_not_happen_to_a_firm_is_not_told(language: str, text: str) -> None:
    assert told(language, text) == []


def test_what_another_earns_beside_a_fine_is_no_fine() -> None:
    text = "The FCA fined Kestrel Bank £3 million, and Heron Insurance earned 4 million."
    assert told("en", text) == ["Fine: Kestrel Bank, 3000000 GBP, imposed"]


def test_a_suit_against_an_authority_is_none_of_that_authority() -> None:
    assert told("en", "Kestrel Bank was fined £2 million by the PRA. Heron Insurance sued the FCA.") == [
        "Fine: Kestrel Bank, 2000000 GBP, imposed"
    ]


def test_a_sum_in_brackets_after_soit_is_the_same_sum() -> None:
    text = "La BaFin a infligé à la Banque Lémane une amende de 1,2 million d'euros (soit 1,3 million de dollars)."
    assert told("fr", text) == ["Fine: Banque Lémane, 1200000 EUR, imposed"]


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("en", "Kestrel Bank helped Heron Insurance after the ransomware attack.", ["Ransomware: Heron Insurance"]),
        (
            "fr",
            "La Banque Lémane a accompagné Assurances Ventoux après l'attaque par rançongiciel.",
            ["Ransomware: Assurances Ventoux"],
        ),
    ],
)
def test_who_helps_is_not_who_was_hit(language: str, text: str, found: list[str]) -> None:
    assert told(language, text) == found


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The FCA fined Kestrel Bank £3.5 million, less a 30% discount to £2.45 million."),
        ("en", "The FCA fined Kestrel Bank £2.45 million, reduced from £3.5 million for settling early."),
        ("fr", "L'ACPR a infligé à la Banque Lémane une amende de 3 millions d'euros, ramenée à 2 millions d'euros."),
    ],
)
def test_a_discount_makes_no_second_fine(language: str, text: str) -> None:
    assert len([a for a in told(language, text) if "Fine" in str(a)]) == 1


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        (
            "en",
            "The FCA is considering appealing the £3 million fine that the tribunal imposed on Kestrel Bank.",
            ["Fine: Kestrel Bank, 3000000 GBP, imposed"],
        ),
        (
            "en",
            "The Information Commissioner's Office is looking into the breach at Kestrel Bank.",
            ["DataBreach: Kestrel Bank", "Investigation: Kestrel Bank, None"],
        ),
        (
            "en",
            "Kestrel Bank is being investigated by the FCA.",
            ["Investigation: Kestrel Bank, None"],
        ),
        (
            "fr",
            "La Banque Lémane fait l'objet d'une enquête de la CNIL.",
            ["Investigation: Banque Lémane, None"],
        ),
    ],
)
def test_what_an_authority_does_is_told_beside_what_it_weighs(language: str, text: str, found: list[str]) -> None:
    assert told(language, text) == found


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        # a sum that was only meant, and one that only costs
        (
            "en",
            "The FCA fined Kestrel Bank £20m. That is less than the £183m that the FCA had intended to impose.",
            ["Fine: Kestrel Bank, 20000000 GBP, imposed"],
        ),
        (
            "fr",
            "L'ACPR a infligé 2 millions d'euros à la Banque Lémane, loin des 5 millions réclamés par le collège.",
            ["Fine: Banque Lémane, 2000000 EUR, imposed"],
        ),
        (
            "en",
            "Kestrel Bank was hacked. The ICO is investigating Kestrel Bank. The bank expects to spend up to £20m.",
            ["Cyberattack: Kestrel Bank", "Investigation: Kestrel Bank, None"],
        ),
        (
            "en",
            "The ICO is investigating Kestrel Bank and could fine the bank up to £17m.",
            ["Investigation: Kestrel Bank, 17000000 GBP, exposure"],
        ),
        # warnings to a trade, complaints against nobody
        (
            "en",
            "The FCA fined Kestrel Bank £5m. It also issued a warning to the industry.",
            ["Fine: Kestrel Bank, 5000000 GBP, imposed"],
        ),
        (
            "fr",
            "La Banque Lémane a été piratée. Elle a porté plainte. La société Ventoux SA l'assiste.",
            ["Cyberattack: Banque Lémane"],
        ),
        ("fr", "La Banque Lémane a porté plainte contre la société Ventoux SA.", ["Lawsuit: Ventoux SA, None"]),
        (
            "fr",
            "L'AMF a imposé à la Banque Lémane une pénalité de 25 000 €. Elle met en garde le public contre Brindo.",
            ["Fine: Banque Lémane, 25000 EUR, imposed"],
        ),
        # an inquiry into somebody who is not known is not one into whom the text is about
        (
            "fr",
            "La Banque Lémane a été piratée. La CNIL a ouvert une enquête contre l'Office Machin de la Santé.",
            ["Cyberattack: Banque Lémane"],
        ),
    ],
)
def test_what_is_told_of_others_or_only_meant_is_left_out(language: str, text: str, found: list[str]) -> None:
    assert told(language, text) == found


def test_the_treasury_imposes_nothing_that_is_paid_to_it() -> None:
    text = "Kestrel Bank will pay $31.5 million to settle a case of the FCC. It is a civil penalty to the US Treasury."
    found = read(f"News of the day\n\n{text}", "en", PUBLISHED)
    assert {i for a in found.actions for i in a.issuers} == {"Federal Communications Commission"}


def test_those_who_attacked_are_not_the_group_that_a_text_is_about() -> None:
    text = "Le groupe de hackers Play a publié des données volées à l'éditeur bernois Ventoux SA."
    found = read(f"La Banque Lémane attend\n\n{text}", "fr", PUBLISHED)
    assert [i.hit for i in found.incidents] == [frozenset({"Ventoux SA"})]
