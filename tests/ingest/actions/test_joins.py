"""Which tellings are one action and which are two; firms are invented, and nothing told here happened."""

import pytest

from greffier.ingest.dating.datelines import with_years
from greffier.ingest.documents import parse_document
from greffier.ingest.texts import Text
from greffier.ingest.values.bare import with_bare
from greffier.ingest.values.dates import find_dates
from greffier.ingest.values.money import find_money
from tests.ingest.readings import Action, read

PUBLISHED = "2024-05-15"
TITLES = {"fr": "Nouvelles du jour", "en": "News of the day"}
ACPR = "Autorité de contrôle prudentiel et de résolution"
CNIL = "Commission nationale de l'informatique et des libertés"
FCA = "Financial Conduct Authority"
PRA = "Prudential Regulation Authority"


def actions(language: str, text: str) -> tuple[Action, ...]:
    return read(f"{TITLES[language]}\n\n{text}", language, PUBLISHED).actions


def told(language: str, text: str) -> list[str]:
    """Return each action as its kind, who acted, on whom, and the sum, below a title that says nothing."""
    return sorted(
        f"{a.kind}: {' & '.join(sorted(a.issuers))} -> {' & '.join(sorted(a.targets))}: {a.amount}"
        for a in actions(language, text)
    )


def dated(language: str, text: str) -> list[str]:
    """Return each action as its kind and date."""
    return sorted(f"{a.kind}: {a.date}" for a in actions(language, text))


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        (
            "fr",
            "La commission des sanctions de l'ACPR a prononcé un blâme et une amende de 3 millions d'euros "
            "à l'encontre de la Banque Lémane.",
            [f"Fine: {ACPR} -> Banque Lémane: 3000000 EUR, imposed", f"Penalty: {ACPR} -> Banque Lémane: None"],
        ),
        (
            "fr",
            "L'ACPR a sanctionné la Banque Lémane en mars. "
            "Elle lui a infligé un blâme et une amende de 3 millions d'euros.",
            [f"Fine: {ACPR} -> Banque Lémane: 3000000 EUR, imposed", f"Penalty: {ACPR} -> Banque Lémane: None"],
        ),
        (
            "en",
            "The Financial Conduct Authority has sanctioned Kestrel Bank: "
            "it censured the bank and fined it £3 million.",
            [f"Fine: {FCA} -> Kestrel Bank: 3000000 GBP, imposed", f"Penalty: {FCA} -> Kestrel Bank: None"],
        ),
        (
            "en",
            "Kestrel Bank has been sanctioned by the Financial Conduct Authority. "
            "The Financial Conduct Authority fined Kestrel Bank £3 million.",
            [f"Fine: {FCA} -> Kestrel Bank: 3000000 GBP, imposed"],
        ),
    ],
)
def test_a_reprimand_beside_a_fine_is_another_action_and_a_sanction_is_either(
    language: str, text: str, found: list[str]
) -> None:
    assert told(language, text) == found


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        (
            "fr",
            "La CNIL a un long dossier sur la Banque Lémane.\n\n"
            "12 mars 2022. La CNIL adresse une mise en demeure à la Banque Lémane. Tout rentre dans l'ordre.\n\n"
            "3 juin. La CNIL adresse une mise en demeure à la Banque Lémane.",
            ["Order: 2022-03-12", "Order: 2022-06-03"],
        ),
        (
            "en",
            "2021, July - The Financial Conduct Authority orders Kestrel Bank to stop taking deposits.\n\n"
            "2022, 7 February - The Financial Conduct Authority orders Kestrel Bank to review its controls.",
            ["Order: 2021-07", "Order: 2022-02-07"],
        ),
        (
            "fr",
            "La CNIL en trois décisions.\n\n"
            "Banque Lémane, 4 mai 2021\n\nLa CNIL a mis en demeure la Banque Lémane de revoir ses accès.\n\n"
            "Banque Lémane, 9 juin 2022\n\nLa CNIL a mis en demeure la Banque Lémane de revoir ses contrats.",
            ["Order: 2021-05-04", "Order: 2022-06-09"],
        ),
        (
            "en",
            "On 3 March 2022 the Financial Conduct Authority fined Kestrel Bank £3 million. "
            "The Financial Conduct Authority fined Kestrel Bank for weak controls.",
            ["Fine: 2022-03-03"],
        ),
    ],
)
def test_the_entries_of_a_chronology_have_each_their_date(language: str, text: str, found: list[str]) -> None:
    assert dated(language, text) == found


@pytest.mark.parametrize(
    ("language", "body", "found"),
    [
        (
            "en",
            "2022, 7 February - A fine.\n\n5 May - Another.\n\n2 January - A third.",
            ["2022-02-07", "2022-05-05", "2023-01-02"],
        ),
        ("fr", "Août 2015. La banque.\n\n26 octobre. Elle paie.", ["2015-08", "2015-10-26"]),
        ("fr", "Août 2015. La banque.\n\nLe 26 octobre, elle paie.", ["2015-08", "2023-10-26"]),
    ],
)
def test_an_entry_without_a_year_follows_the_one_before(language: str, body: str, found: list[str]) -> None:
    text = Text(parse_document(f"Title\n\ndate: {PUBLISHED}\n{body}\n", "t", language))
    assert [d.value for d in with_years(text, find_dates(text.plain, language, PUBLISHED))] == found


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        (
            "en",
            "The Financial Conduct Authority and the Prudential Regulation Authority each opened an investigation "
            "into Kestrel Bank.",
            [f"Investigation: {FCA} -> Kestrel Bank: None", f"Investigation: {PRA} -> Kestrel Bank: None"],
        ),
        (
            "fr",
            "La CNIL et l'ACPR ont ouvert chacune une enquête sur la Banque Lémane.",
            [f"Investigation: {ACPR} -> Banque Lémane: None", f"Investigation: {CNIL} -> Banque Lémane: None"],
        ),
        (
            "en",
            "The Financial Conduct Authority and the Prudential Regulation Authority have opened an investigation "
            "into Kestrel Bank.",
            [f"Investigation: {FCA} & {PRA} -> Kestrel Bank: None"],
        ),
        (
            "en",
            "The Financial Conduct Authority fined Kestrel Bank and Northwind Insurance £3 million each.",
            [
                f"Fine: {FCA} -> Kestrel Bank: 3000000 GBP, imposed",
                f"Fine: {FCA} -> Northwind Insurance: 3000000 GBP, imposed",
            ],
        ),
        (
            "en",
            "The Financial Conduct Authority fined Kestrel Bank and Northwind Insurance a total of £3 million.",
            [f"Fine: {FCA} -> Kestrel Bank & Northwind Insurance: 3000000 GBP, imposed"],
        ),
        (
            "en",
            "The Financial Conduct Authority fined Kestrel Bank and Northwind Insurance last month.",
            [f"Fine: {FCA} -> Kestrel Bank: None", f"Fine: {FCA} -> Northwind Insurance: None"],
        ),
        (
            "en",
            "The Financial Conduct Authority ordered Kestrel Bank and Northwind Insurance to stop selling bonds.",
            [f"Order: {FCA} -> Kestrel Bank & Northwind Insurance: None"],
        ),
    ],
)
def test_each_has_an_action_of_its_own_where_the_words_say_so(language: str, text: str, found: list[str]) -> None:
    assert told(language, text) == found


@pytest.mark.parametrize(
    ("language", "text", "count"),
    [
        (
            "en",
            "The Financial Conduct Authority ordered Kestrel Bank to review its controls. "
            "The Financial Conduct Authority handed Kestrel Bank a second enforcement notice.",
            2,
        ),
        (
            "fr",
            "La CNIL a mis en demeure la Banque Lémane de revoir ses accès. "
            "La CNIL avait déjà adressé une mise en demeure à la Banque Lémane.",
            2,
        ),
        (
            "en",
            "The Financial Conduct Authority ordered Kestrel Bank to review its controls. "
            "The Financial Conduct Authority said that its order against Kestrel Bank stands.",
            1,
        ),
    ],
)
def test_what_is_said_to_come_again_or_to_have_come_before_is_another(language: str, text: str, count: int) -> None:
    assert len([a for a in actions(language, text) if a.kind == "Order"]) == count


def test_a_title_with_the_same_sum_tells_the_same_fine_whomever_it_names() -> None:
    text = (
        "Fall of Maple Leaf Credit Union: Kestrel Bank fined £3.2 million\n\n"
        "The Financial Conduct Authority fined Kestrel Bank £3.2 million for weak controls."
    )
    assert len(read(text, "en", PUBLISHED).actions) == 1


@pytest.mark.parametrize(
    ("language", "text", "count"),
    [
        (
            "en",
            "The Financial Conduct Authority fined Kestrel Bank £3 million. "
            "The fine was imposed on Kestrel Holdings, which runs the branches.",
            1,
        ),
        (
            "en",
            "The Financial Conduct Authority fined Kestrel Bank £294.4 million in May 2022. "
            "In 2017 the Financial Conduct Authority had fined Kestrel Bank £300 million.",
            2,
        ),
    ],
)
def test_the_fine_is_the_one_told_before_but_no_round_sum_of_another_year(language: str, text: str, count: int) -> None:
    assert len([a for a in actions(language, text) if a.kind == "Fine"]) == count


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "L'ACPR a infligé à la Banque Lémane une amende de 980 000 livres (un peu plus d'un million d'euros)."),
        ("en", "The Financial Conduct Authority fined Kestrel Bank £980,000 (about $1.2 million)."),
    ],
)
def test_a_rough_conversion_in_brackets_is_no_second_fine(language: str, text: str) -> None:
    assert len(actions(language, text)) == 1


def test_who_imposes_a_sum_that_follows_does_not_impose_the_one_before() -> None:
    text = (
        "La Prudential Regulation Authority a prononcé une amende de 33 millions de livres contre Kestrel Bank "
        "et la Financial Conduct Authority une autre de 27 millions."
    )
    assert told("fr", text) == [
        f"Fine: {FCA} -> Kestrel Bank: 27000000 GBP, imposed",
        f"Fine: {PRA} -> Kestrel Bank: 33000000 GBP, imposed",
    ]


def test_a_date_that_ends_one_telling_is_not_that_of_the_next() -> None:
    text = (
        "The Financial Conduct Authority opened an investigation into Kestrel Bank in May 2021, "
        "and fined it £3 million in June 2022."
    )
    assert dated("en", text) == ["Fine: 2022-06", "Investigation: 2021-05"]


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        (
            "fr",
            "La CNIL a infligé à la Banque Lémane une amende de 9 millions d'euros. "
            "Une notification tardive compte pour beaucoup (6 millions d'euros), un registre incomplet pour le reste "
            "(3 millions).",
            ["3000000 EUR, imposed", "6000000 EUR, imposed", "9000000 EUR, imposed"],
        ),
        (
            "en",
            "The Financial Conduct Authority fined Kestrel Bank £9 million. "
            "The late notice weighed £6 million and the missing register £3 million.",
            ["3000000 GBP, imposed", "6000000 GBP, imposed", "9000000 GBP, imposed"],
        ),
        (
            "en",
            "The Financial Conduct Authority fined Kestrel Bank £9 million. "
            "The bank spent £6 million on software and £2 million on training.",
            ["9000000 GBP, imposed"],
        ),
    ],
)
def test_sums_that_add_up_to_a_fine_are_fines(language: str, text: str, found: list[str]) -> None:
    assert sorted(str(a.amount) for a in actions(language, text) if a.kind == "Fine") == found


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        (
            "en",
            "The Financial Conduct Authority ordered Kestrel Bank to pay a penalty of £4 million "
            "and at least £2 million in redress.",
            [
                f"Fine: {FCA} -> Kestrel Bank: 4000000 GBP, imposed",
                f"Order: {FCA} -> Kestrel Bank: 2000000 GBP, imposed",
            ],
        ),
        (
            "fr",
            "L'ACPR a infligé à la Banque Lémane une amende de 4 millions d'euros, "
            "qui s'ajoute à 2 millions d'euros à restituer aux clients.",
            [
                f"Fine: {ACPR} -> Banque Lémane: 4000000 EUR, imposed",
                f"Order: {ACPR} -> Banque Lémane: 2000000 EUR, imposed",
            ],
        ),
        (
            "en",
            "The Financial Conduct Authority fined Kestrel Bank £4 million. "
            "Kestrel Bank has refunded £2 million to customers.",
            [f"Fine: {FCA} -> Kestrel Bank: 4000000 GBP, imposed"],
        ),
    ],
)
def test_what_is_to_be_paid_back_beside_a_fine_is_an_order(language: str, text: str, found: list[str]) -> None:
    assert told(language, text) == found


def test_an_order_to_pay_back_is_not_the_order_to_stop() -> None:
    text = (
        "The Financial Conduct Authority ordered Kestrel Bank to pay a penalty of £4 million and £2 million "
        "in redress. "
        "The Financial Conduct Authority ordered Kestrel Bank to stop selling bonds."
    )
    assert len([a for a in actions("en", text) if a.kind == "Order"]) == 2


@pytest.mark.parametrize(
    ("language", "body", "found"),
    [
        ("fr", "Le retard (8 millions d'euros) et le registre (3 millions).", ["8000000 EUR", "3000000 EUR"]),
        ("fr", "L'amende de 8 millions d'euros vise la fuite (3 millions).", ["8000000 EUR"]),
        ("en", "The delay (€8 million) and the register (3 million).", ["8000000 EUR", "3000000 EUR"]),
        ("en", "The delay (€8 million) and the register (3 million records).", ["8000000 EUR"]),
    ],
)
def test_numbers_in_brackets_are_sums_after_a_sum_in_brackets(language: str, body: str, found: list[str]) -> None:
    assert [f"{m.value} {m.currency}" for m in with_bare(body, language, find_money(body, language))] == found


@pytest.mark.parametrize(
    ("title", "count"),
    [
        ("Kestrel Bank fined $4 million over weak controls", 1),
        ("Kestrel Bank fined £4 million over weak controls", 2),
    ],
)
def test_a_title_may_tell_a_fine_in_another_currency(title: str, count: int) -> None:
    text = f"{title}\n\nThe Financial Conduct Authority fined Kestrel Bank £3.2 million for weak controls."
    assert len(read(text, "en", PUBLISHED).actions) == count


def test_things_imposed_in_one_sentence_share_its_one_date() -> None:
    text = (
        "On 3 March 2022 the Financial Conduct Authority censured Kestrel Bank, whose staff had warned it for years "
        "that its old computers could not cope with the load, and fined it £3 million."
    )
    assert dated("en", text) == ["Fine: 2022-03-03", "Penalty: 2022-03-03"]


def test_a_list_has_the_date_of_what_announces_it() -> None:
    text = (
        "On 3 March 2022 the Financial Conduct Authority fined Kestrel Bank and Northwind Insurance.\n\n"
        "The fines are:\n- Kestrel Bank: £3 million\n- Northwind Insurance: £2 million"
    )
    assert dated("en", text) == ["Fine: 2022-03-03", "Fine: 2022-03-03"]
