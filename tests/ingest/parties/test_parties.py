"""Parties: who sues whom, whom a sentence means that does not name it, and who only was the way in.

Firms are invented, authorities are not; no sentence tells of anything that happened.
"""

from __future__ import annotations

import pytest

from greffier.ingest.extraction import stage
from greffier.ingest.parties.signs import weigh
from greffier.ingest.scenes import Scene
from greffier.ingest.texts import Text
from greffier.ingest.triggers import find_triggers
from tests.ingest.readings import make_document, read
from tests.ingest.test_events import hits, parties


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("en", "Maple Leaf Credit Union sued Kestrel Bank over unpaid invoices.", ["Lawsuit: Maple Leaf -> Kestrel"]),
        ("en", "Maple Leaf Credit Union is suing Kestrel Bank.", ["Lawsuit: Maple Leaf -> Kestrel"]),
        ("en", "Kestrel Bank was sued by Maple Leaf Credit Union.", ["Lawsuit: Maple Leaf -> Kestrel"]),
        ("en", "Kestrel Bank has filed a suit against Northwind Insurance.", ["Lawsuit: Kestrel -> Northwind"]),
        ("fr", "La Mutuelle des Érables poursuit la Banque Lémane en justice.", ["Lawsuit: Érables -> Lémane"]),
        ("fr", "La Banque Lémane a assigné la Mutuelle des Érables en justice.", ["Lawsuit: Lémane -> Érables"]),
        ("fr", "La Banque Lémane est poursuivie par la Mutuelle des Érables.", ["Lawsuit: Érables -> Lémane"]),
    ],
)
def test_any_firm_may_sue(language: str, text: str, found: list[str]) -> None:
    assert parties(language, text) == found


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("en", "Kestrel Bank was sued by a supplier for breach of contract.", ["Lawsuit: nobody -> Kestrel"]),
        ("en", "Customers want $5 million from Kestrel Bank in a class action.", ["Lawsuit: nobody -> Kestrel"]),
        ("fr", "La Banque Lémane a assigné un prestataire en justice.", []),
    ],
)
def test_nobody_sues_itself(language: str, text: str, found: list[str]) -> None:
    assert parties(language, text) == found


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        (
            "en",
            "Kestrel Bank has 400 branches in the north. Its parent is listed in London. "
            "The FCA imposed a fine of £5 million on Friday.",
            ["Fine: FCA -> Kestrel"],
        ),
        (
            "en",
            "Kestrel Bank said that it would close 40 branches. The FCA has also fined Northwind Insurance £3 million.",
            ["Fine: FCA -> Northwind"],
        ),
        (
            "fr",
            "La Banque Lémane a négligé ses contrôles pendant des années. L'ACPR a prononcé un blâme.",
            ["Penalty: ACPR -> Lémane"],
        ),
    ],
)
def test_whom_a_sentence_does_not_name_is_the_one_spoken_of_before(language: str, text: str, found: list[str]) -> None:
    assert parties(language, text) == found


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        (
            "fr",
            "Une attaque contre un prestataire, Acme Logiciels SA, a exposé les données de la Banque Lémane.",
            ["DataBreach: Lémane"],
        ),
        (
            "en",
            "An attack on a vendor, Acme Software Inc, exposed data of its customers.",
            ["DataBreach: Acme Software Inc"],
        ),
    ],
)
def test_a_supplier_is_only_the_way_in_where_another_is_hit(language: str, text: str, found: list[str]) -> None:
    assert hits(language, text) == found


@pytest.mark.parametrize(
    ("text", "passive"),
    [
        ("Kestrel Bank was sued on Friday.", 1.0),
        ("Kestrel Bank has recently been sued.", 1.0),
        ("Kestrel Bank sued on Friday.", 0.0),
        ("Kestrel Bank is suing its supplier.", 0.0),
    ],
)
def test_the_passive_speaks_against_having_acted(text: str, passive: float) -> None:
    scene = _scene(text)
    (_, signs), *_ = weigh(scene, scene.triggers[0], "issuer").values()
    assert signs["passive"] == passive


def _scene(text: str) -> Scene:
    told = Text(make_document(f"News of the day\n\n{text}", "en", "2023-05-15"))
    return stage(told, find_triggers(told), ())[0]


def test_who_is_the_subject_of_what_was_done_is_its_target() -> None:
    text = (
        "The FCA and the PRA fined Heron Bank £48m. It is the third lender to be sanctioned this year: in March "
        "Kestrel Insurance was fined £2m."
    )
    found = read(f"News of the day\n\n{text}", "en", "2024-05-15")
    assert [(set(a.targets), a.amount) for a in found.actions] == [
        ({"Heron Bank"}, "48000000 GBP, imposed"),
        ({"Kestrel Insurance"}, "2000000 GBP, imposed"),
    ]


def test_two_that_act_together_are_both_told_though_acronyms_stand_between() -> None:
    text = (
        "La Financial Conduct Authority (FCA) et la Prudential Regulation Authority (PRA) ont condamné la banque TSB."
    )
    found = read(f"Nouvelles du jour\n\n{text} L'amende est de 48 millions de livres.", "fr", "2024-05-15")
    assert {frozenset(a.issuers) for a in found.actions} == {
        frozenset({"Financial Conduct Authority", "Prudential Regulation Authority"})
    }


def test_where_a_complaint_is_lodged_does_not_inquire() -> None:
    text = "The Data Protection Commission fined Kestrel Ltd. The inquiry was launched after a complaint to the CNIL."
    found = read(f"News of the day\n\n{text}", "en", "2024-05-15")
    assert {i for a in found.actions for i in a.issuers} == {"Data Protection Commission"}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The CFPB and the OCC are looking at Kestrel Bank. In 2022 the two agencies fined it $225 million."),
        (
            "fr",
            "Le CFPB et l'OCC se penchent sur la Banque Lémane. Les deux autorités avaient infligé à la banque "
            "une amende de 225 millions de dollars.",
        ),
    ],
)
def test_two_authorities_are_taken_up_as_two(language: str, text: str) -> None:
    found = read(f"News of the day\n\n{text}", language, "2024-05-15")
    assert [sorted(a.issuers) for a in found.actions if a.kind == "Fine"] == [
        ["Consumer Financial Protection Bureau", "Office of the Comptroller of the Currency"]
    ]


def test_who_is_arrested_is_not_who_was_hit() -> None:
    text = "Hackers stole the data of Kestrel Bank clients. Four people were arrested by the National Crime Agency."
    found = read(f"News of the day\n\n{text}", "en", "2024-05-15")
    assert [(a.kind, a.issuers, a.targets) for a in found.actions] == [
        ("Other", frozenset({"National Crime Agency"}), frozenset())
    ]
