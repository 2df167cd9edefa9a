"""Names: pairs of one body and of two, in both languages, written without looking at what tells them apart."""

import csv
from pathlib import Path

import pytest

from greffier.ingest.names import key_of, known_as, unplaced
from greffier.ingest.resolution.bodies import body_of

PAIRS = Path(__file__).parents[1] / "gold" / "names"
LEAST = {"open.csv": (0.97, 0.97), "locked.csv": (0.93, 0.87)}  # precision and F1, as recorded


def read(name: str) -> list[dict[str, str]]:
    with (PAIRS / name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def figures(pairs: list[dict[str, str]]) -> tuple[float, float]:
    """Return precision and F1."""
    right = extra = missed = 0
    for pair in pairs:
        one, other = (body_of(pair[x], pair[f"kind_{x}"], pair[f"jurisdiction_{x}"] or None, x) for x in "ab")
        same, said = pair["same"] == "yes", one.thing == other.thing
        right += same and said
        extra += said and not same
        missed += same and not said
    return right / (right + extra), 2 * right / (2 * right + extra + missed)


@pytest.mark.parametrize("name", LEAST)
def test_names_are_told_apart_as_well_as_before(name: str) -> None:
    precision, f1 = figures(read(name))
    assert (precision >= LEAST[name][0], f1 >= LEAST[name][1]) == (True, True), (precision, f1)


def test_all_pairs_together_reach_the_aim() -> None:
    pairs = read("open.csv") + read("locked.csv")
    assert len(pairs) == 460
    precision, f1 = figures(pairs)
    assert precision >= 0.95
    assert f1 >= 0.93


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Banque Royale du Canada", "The Royal Bank of Canada"),
        ("L’Olivier assurances", "l'olivier Assurance SA"),
        ("Ohio Dept. of Insurance", "Ohio Department of Insurance"),
        ("Département des assurances de l'Ohio", "Ohio Department of Insurance"),
        ("Fédération des caisses Aurore", "Aurore Federation of caisses"),
        ("Harbour Mutual", "Harbour Mutual Insurance Company"),
    ],
)
def test_spellings_and_translations_share_their_words(one: str, other: str) -> None:
    assert str(key_of(one)) == str(key_of(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Free", "Free Mobile"),
        ("National Bank of Canada", "Bank of Canada"),
        ("Desjardins Assurances", "Fédération des caisses Desjardins du Québec"),
        ("Groupe Aurore", "Aurore"),
        ("Data Protection Act 1998", "Data Protection Act 2018"),
        ("Ohio Department of Insurance", "Iowa Department of Insurance"),
    ],
)
def test_other_bodies_have_other_words(one: str, other: str) -> None:
    assert str(key_of(one)) != str(key_of(other))


def test_a_homonym_is_told_by_its_place_or_left_open() -> None:
    name = "Autorité des marchés financiers"
    assert [entry.id for entry in known_as(name, "Regulator", "CA-QC")] == ["regulator/ca-qc-amf"]
    assert [entry.id for entry in known_as(name, "Regulator", "FR")] == ["regulator/fr-amf"]
    assert len(known_as(name, "Regulator")) == 2


def test_a_name_of_common_words_is_of_a_body_only_with_a_place() -> None:
    assert unplaced("Department of Insurance")
    assert not unplaced("Ohio Department of Insurance")
    assert not unplaced("Equifax")
    here, there = (body_of("Department of Insurance", "Regulator", None, d) for d in ("document/1", "document/2"))
    assert here.thing != there.thing
    assert body_of("Insurance Dept.", "Regulator", "ZZ", "document/1").thing == (
        body_of("Department of Insurance", "Regulator", "ZZ", "document/2").thing
    )
