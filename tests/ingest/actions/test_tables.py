"""Tables and lists of sanctions: an action a row."""

import pytest

from greffier.ingest.actions.tables import find_tables
from greffier.ingest.documents import parse_document
from greffier.ingest.texts import Text
from tests.ingest.readings import Action, read

BARS = """AML fines of the year

date: 2024-12-20
Institution | Authority | Date | Amount | Remarks
Starling Bank | FCA | 27 September 2024 | £28.9m | screening failings
TD Bank | FinCEN | 10 October 2024 | USD 1.3 bn | four-year monitor
same | OCC | 10 October 2024 | USD 450 m | assets capped
Total | | | |
"""


def rows(text: str) -> list[list[list[str]]]:
    view = Text(parse_document(text, "t", "t.txt"))
    return [[[view.plain[c.start : c.end] for c in row] for row in table.rows] for table in find_tables(view)]


def test_a_table_is_rows_of_cells_with_its_headings_apart() -> None:
    (table,) = find_tables(Text(parse_document(BARS, "t", "t.txt")))
    assert table.columns == {"party": 0, "issuer": 1, "date": 2, "amount": 3}
    assert rows(BARS)[0][1] == ["TD Bank", "FinCEN", "10 October 2024", "USD 1.3 bn", "four-year monitor"]
    assert len(rows(BARS)[0]) == 3, "« Total » names nothing in the other cells"


def test_tabs_part_cells_too_and_an_empty_cell_keeps_its_place() -> None:
    assert rows("T\n\nBank\tYear\tFine\nAIB\t2022\t€83.3m\nEBS\t\t€13.4m\n") == [
        [["AIB", "2022", "€83.3m"], ["EBS", "", "€13.4m"]]
    ]


@pytest.mark.parametrize("text", ["T\n\nOne | two | three\n", "T\n\nNo table here, only | a bar.\n", ""])
def test_a_row_alone_is_no_table(text: str) -> None:
    assert rows(f"Title\n{text}") == []


def test_each_row_is_an_action_and_same_is_who_stands_above() -> None:
    told = read(BARS)
    assert set(told.actions) == {
        Action(
            "Fine",
            frozenset({"Financial Conduct Authority"}),
            frozenset({"Starling Bank"}),
            "28900000 GBP, imposed",
            "2024-09-27",
            concerns=("ControlFailure",),
        ),
        Action(
            "Fine",
            frozenset({"Financial Crimes Enforcement Network"}),
            frozenset({"TD Bank"}),
            "1300000000 USD, imposed",
            "2024-10-10",
        ),
        Action(
            "Fine",
            frozenset({"Office of the Comptroller of the Currency"}),
            frozenset({"TD Bank"}),
            "450000000 USD, imposed",
            "2024-10-10",
        ),
    }


def test_bare_numbers_take_their_unit_from_the_heading_or_the_caption() -> None:
    headed = read(
        "Amendes de l'ACPR\n\nBanque | Date | Amende (M€) | Motif\nCrédit Agricole | 2017 | 2,5 | LCB-FT\n"
        "La Banque Postale | 2018 | 50 | gel des avoirs\n"
    )
    assert {a.amount for a in headed.actions} == {"2500000 EUR, imposed", "50000000 EUR, imposed"}
    captioned = read(
        "Sanctions de la MAS\n\nRécapitulatif, en dollars singapouriens.\n\nÉtablissement | Date | Montant\n"
        "UBS | 2016 | 1,3 M\nDBS | 2016 | 1,0 M\n"
    )
    assert {a.amount for a in captioned.actions} == {"1300000 SGD, imposed", "1000000 SGD, imposed"}


def test_a_table_that_is_not_about_sanctions_tells_none() -> None:
    told = read(
        "Résultats\n\nBanque | 2023 | 2024\nUBS | 27 Md$ | 29 Md$\nDBS | 10 Md$ | 11 Md$\n"
        "Une cyberattaque a touché UBS.\n"
    )
    assert told.actions == ()


def test_an_item_of_a_list_may_name_several_firms_and_leave_the_currency_out() -> None:
    text = (
        "Fines of the year\n\nThe Financial Conduct Authority fined four firms this year.\n\n"
        "- Kestrel Bank (2 May): £3 million.\n- Northwind Bank and Maple Leaf Credit Union (4 May): 2 million.\n"
    )
    told = {(action.targets, action.amount, action.date) for action in read(text, "en", "2023-06-15").actions}
    assert told == {
        (frozenset({"Kestrel Bank"}), "3000000 GBP, imposed", "2023-05-02"),
        (frozenset({"Northwind Bank", "Maple Leaf Credit Union"}), "2000000 GBP, imposed", "2023-05-04"),
    }


def test_each_firm_of_an_item_has_a_fine_of_its_own_where_that_is_said() -> None:
    text = (
        "Amendes de l'année\n\nL'ACPR a infligé des amendes à trois établissements.\n\n"
        "- Banque Lémane et Mutuelle des Érables : 3 millions d'euros chacune ;\n"
        "- Caisse du Noroît : 2 millions d'euros.\n"
    )
    told = [action.targets for action in read(text, "fr", "2023-06-15").actions]
    assert frozenset({"Banque Lémane"}) in told
    assert frozenset({"Mutuelle des Érables"}) in told
