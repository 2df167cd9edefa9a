"""A model cannot rename anybody, nor make a body of words that name nobody."""

from __future__ import annotations

from typing import Any

import pytest

from greffier.ingest.llm.drops import Drop, Drops
from tests.ingest.llm.papers import action, entity
from tests.ingest.llm.test_grounding import grounded

TEXT = (
    "A fine\n\n"
    "The Financial Conduct Authority (FCA) fined Northwind Mutual £2 million. The insurer said nobody told A of it, "
    "and that Barclays (the Eagle) and HSBC knew. The Authority, as the City calls the FCA, was helped by the Bank of "
    "England. Kestrel Bank is no part of Deutsche Bank, nor of Bouygues Telecom (BT). La loi de 1978 was read by the "
    "CNIL. It was pleased, nobody else.\n"
)


def named(*entities: dict[str, Any]) -> tuple[dict[str, tuple[str, list[str]]], Drops]:
    """Return the kinds and the mentions that are kept of some entities, by their entry or their name."""
    evidence = "fined Northwind Mutual £2 million"
    issuer = entity("e90", "Regulator", "Financial Conduct Authority")
    target = entity("e91", "Insurer", "Northwind Mutual")
    answer = {"entities": [issuer, target, *entities], "actions": [action("a1", "Fine", evidence, "e90", "e91")]}
    extraction, drops = grounded(TEXT, answer)
    return {
        e.known_as or e.name: (e.kind, list(dict.fromkeys(m.text for m in e.mentions))) for e in extraction.entities
    }, drops


FCA = ("Regulator", ["Financial Conduct Authority"])
NORTHWIND = ("Insurer", ["Northwind Mutual"])


@pytest.mark.parametrize("words", ["the", "A", "nobody", "It", "The insurer", "insurer", "told", "2"])
def test_words_that_name_nobody_make_no_body(words: str) -> None:
    found, drops = named(entity("e1", "Company", words))
    assert found == {"regulator/gb-fca": FCA, "Northwind Mutual": NORTHWIND}
    assert drops == {Drop.NO_NAME: 1}


def test_the_acronym_of_an_authority_is_no_name_of_an_insurer() -> None:
    found, drops = named(entity("e1", "Insurer", "Northwind Mutual", "FCA"))
    assert found == {"regulator/gb-fca": FCA, "Northwind Mutual": NORTHWIND}
    found, _ = named(entity("e1", "Insurer", "FCA", "Northwind Mutual"))
    assert found == {"regulator/gb-fca": FCA, "Northwind Mutual": NORTHWIND}
    assert drops == {Drop.OTHER_NAME: 1}


def test_an_authority_is_called_by_its_names_only() -> None:
    found, drops = named(entity("e1", "Regulator", "Northwind Mutual", "FCA", "Authority"))
    assert found == {
        "regulator/gb-fca": ("Regulator", ["Financial Conduct Authority", "FCA", "Authority"]),
        "Northwind Mutual": NORTHWIND,
    }
    assert drops == {Drop.OTHER_NAME: 1}


def test_two_known_bodies_are_not_one() -> None:
    found, drops = named(entity("e1", "Bank", "Barclays", "HSBC"))
    assert [mentions for _, mentions in found.values()] == [FCA[1], NORTHWIND[1], ["Barclays"]]
    assert drops == {Drop.OTHER_NAME: 1}
    found, drops = named(entity("e1", "Regulator", "FCA", "CNIL"), entity("e2", "Regulator", "CNIL"))
    assert found["regulator/gb-fca"] == ("Regulator", ["Financial Conduct Authority", "FCA"])
    assert found["regulator/fr-cnil"] == ("Regulator", ["CNIL"])
    assert drops == {Drop.OTHER_NAME: 1}


def test_a_word_that_many_names_share_makes_no_alias() -> None:
    found, drops = named(entity("e1", "Bank", "Kestrel Bank", "Deutsche Bank"))
    assert found["Kestrel Bank"] == ("Bank", ["Kestrel Bank"])
    assert drops == {Drop.OTHER_NAME: 1}


def test_a_short_name_that_the_text_introduces_is_one_of_the_body() -> None:
    found, drops = named(entity("e1", "Bank", "Barclays", "the Eagle"))
    assert ["Barclays", "the Eagle"] in [mentions for _, mentions in found.values()]
    assert drops == {}


def test_an_acronym_does_not_make_its_body_a_better_known_one() -> None:
    found, drops = named(entity("e1", "Company", "Bouygues Telecom", "BT"))
    assert ["Bouygues Telecom"] in [mentions for _, mentions in found.values()]
    assert drops == {Drop.OTHER_NAME: 1}


def test_a_law_may_be_named_by_its_year() -> None:
    found, drops = named(entity("e1", "Law", "loi de 1978"), entity("e2", "Law", "of it"))
    assert ("Law", ["loi de 1978"]) in found.values()
    assert drops == {Drop.NO_NAME: 1}


def test_names_that_no_gazetteer_knows_are_the_models_word() -> None:
    found, drops = named(entity("e1", "Bank", "Kestrel Bank", "City"))
    assert ("Bank", ["City", "Kestrel Bank"]) in found.values()
    assert drops == {}
