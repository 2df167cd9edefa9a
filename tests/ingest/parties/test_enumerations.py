"""Enumerations: which names stand in one list, with what is said of each."""

from __future__ import annotations

import pytest

from greffier.ingest.parties.enumerations import in_one_list


def listed(text: str) -> bool:
    """Return whether the two names in angle brackets of a text stand in one list."""
    first, _, rest = text.partition("<")[2].partition(">")
    between, _, last = rest.partition("<")
    second, _, tail = last.partition(">")
    plain = first + between + second + tail
    return in_one_list(plain, len(first), len(first + between), len(first + between + second))


@pytest.mark.parametrize(
    "text",
    [
        "<Kestrel> and <Noroît> were hit",
        "<Kestrel>, <Noroît> et Lémane",
        "<Kestrel> et sa filiale <Noroît>",
        "<Kestrel> et de sa filiale bancaire <Noroît>",
        "<Kestrel> and its banking subsidiary <Noroît>",
        "<Kestrel> as well as its Irish arm <Noroît> were hit",
        "<Kestrel> et l'australienne <Noroît> ont été attaquées",
        "<Kestrel>, the engineering consultancy, and private hospital operator <Noroît> were among them",
        "<Kestrel>, US supermarket chain <Noroît> and others",
        "<Kestrel> (KB) and the Swiss insurer <Noroît> were hit",
        "<Kestrel> and New Zealand's <Noroît> opened an inquiry",
        "Kestrel Bank (<KB>) et la <Noroît>",
    ],
)
def test_names_of_one_list(text: str) -> None:
    assert listed(text)


@pytest.mark.parametrize(
    "text",
    [
        "<Kestrel> told customers of <Noroît>",
        "<Kestrel>, the owner of <Noroît>",
        "<Kestrel> sold its banking subsidiary <Noroît>",
        "<Kestrel> was hit and insurer <Noroît> paid",
        "<Kestrel> et l'assureur <Noroît> a porté plainte",
        "<Kestrel> and regulator <Noroît> said it would look into it",
        "<Kestrel>, broker <Noroît> said",
        "<Kestrel> and Chairman Mark <Noroît>",
        "<Kestrel> et le rachat de <Noroît>",
    ],
)
def test_names_that_are_in_no_list(text: str) -> None:
    assert not listed(text)
