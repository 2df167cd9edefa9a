"""Ids: readable, stable, alike for what is the same and different for what is not."""

import re
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from greffier.graph.identity import (
    claim_id,
    digest,
    document_id,
    event_id,
    fold,
    name_key,
    named_thing_id,
    occurrence_id,
    slug,
    value_text,
)
from greffier.graph.records import Amount, AmountKind, Claim, Quote, Status

# The letters of names in French and English.
names = st.text("abcdefghijklmnopqrstuvwxyzàâäçéèêëîïôöùûüÿœæABCDÉ 0123456789&'’-.", min_size=1, max_size=40)


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("L’Unique assurances générales inc.", "unique assurances generales"),
        ("The Royal Bank", "royal bank"),
        ("BANQUE LÉMANE S.A.", "banque lemane"),
        ("Kestrel Telecom Co. Ltd", "kestrel telecom"),
        ("« La Mutuelle »", "mutuelle"),
        ("Smith & Sons, LLC", "smith sons"),
        ("d'Aurore", "aurore"),
        ("SA", "sa"),
        ("Théâtre", "theatre"),
        ("Landes", "landes"),
        ("23andMe", "23andme"),
        ("", ""),
        ("…", ""),
    ],
)
def test_a_name_is_compared_without_what_varies(name: str, key: str) -> None:
    assert name_key(name) == key


@given(names)
def test_case_and_spaces_do_not_matter_to_a_name(name: str) -> None:
    assert name_key(name.upper()) == name_key(name) == name_key(f"  {name.replace(' ', '  ')} ")


@given(names)
def test_the_typographic_apostrophe_is_the_plain_one(name: str) -> None:
    assert name_key(name.replace("'", "’")) == name_key(name)


@given(names)
def test_a_key_is_made_of_words(name: str) -> None:
    assert re.fullmatch(r"(?:\w+(?: \w+)*)?", name_key(name))


@given(st.text())
@example("ŉ")
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_folding_keeps_words_apart() -> None:
    assert fold(" L’ÉTÉ\n 2020\t à Œuf ") == "l'ete 2020 a œuf"


@pytest.mark.parametrize(
    ("text", "length", "expected"),
    [
        ("Fédération des caisses Desjardins du Québec", 48, "federation-des-caisses-desjardins-du-quebec"),
        ("one two three", 9, "one-two"),
        ("onetwothree", 4, "onet"),
        ("—", 10, ""),
        ("日本", 10, ""),
        ("a//b  c", 10, "a-b-c"),
    ],
)
def test_a_slug_is_words_joined_by_hyphens(text: str, length: int, expected: str) -> None:
    assert slug(text, length) == expected


@given(st.text(), st.integers(1, 60))
def test_a_slug_fits_an_address(text: str, length: int) -> None:
    found = slug(text, length)
    assert len(found) <= length
    assert re.fullmatch(r"(?:[a-z0-9]+(?:-[a-z0-9]+)*)?", found)


def test_ids_stay_as_they_are() -> None:
    """Ids stand in the graphs of users: a change of these is a change of every graph."""
    assert document_id("Title\n\nBody.") == "document/4e41b7f7f851b617"
    assert occurrence_id("document/abc", "e12", 3, 9) == "occurrence/abc/e3-9"
    assert named_thing_id("organization", "The Banque Lémane SA") == "organization/banque-lemane-3ae9e0de"
    assert named_thing_id("law", "日本法") == "law/unnamed-517e9375"
    assert event_id("action", "occurrence/abc/a3-9", "bank", "Fine", "", "2020-12") == (
        "action/bank-fine-2020-12-54ce3877"
    )


@given(names, names)
def test_one_name_is_one_thing(one: str, other: str) -> None:
    same = named_thing_id("organization", one) == named_thing_id("organization", other)
    assert same == (name_key(one) == name_key(other))


def test_scope_and_family_tell_things_of_one_name_apart() -> None:
    ids = {
        named_thing_id("law", "Data Act"),
        named_thing_id("law", "Data Act", "FR"),
        named_thing_id("law", "Data Act", "GB"),
        named_thing_id("organization", "Data Act"),
    }
    assert len(ids) == 4


def test_entities_and_events_at_one_place_are_told_apart() -> None:
    assert len({occurrence_id("document/abc", local, 3, 9) for local in ("e1", "i1", "a1")}) == 3


@given(st.lists(st.text("abc"), max_size=4), st.lists(st.text("abc"), max_size=4))
def test_a_digest_tells_its_parts_apart(one: list[str], other: list[str]) -> None:
    if one and other:
        assert (digest(*one) == digest(*other)) == (one == other)


def test_a_text_that_is_no_unicode_has_an_id_too() -> None:
    assert document_id("a\ud800") != document_id("a\ud801")


CLAIM = Claim("occurrence/d/a1-4", "target", Quote(1, 4, "abc"), "rule", 0.5, object="occurrence/d/e7-9")


@pytest.mark.parametrize(
    "other",
    [
        replace(CLAIM, subject="occurrence/d/a2-4"),
        replace(CLAIM, predicate="issuer"),
        replace(CLAIM, object="occurrence/d/e7-8"),
        replace(CLAIM, object=None, value="2020"),
        replace(CLAIM, status=Status.DENIED),
        replace(CLAIM, evidence=Quote(1, 5, "abcd")),
    ],
)
def test_claims_that_state_something_else_have_other_ids(other: Claim) -> None:
    assert claim_id("document/d", other) != claim_id("document/d", CLAIM)


def test_how_a_claim_was_found_is_no_part_of_its_id() -> None:
    other = replace(CLAIM, rule="another rule", confidence=0.9)
    assert claim_id("document/d", other) == claim_id("document/d", CLAIM)
    assert re.fullmatch(r"claim/d/[0-9a-f]{12}", claim_id("document/d", CLAIM))


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, None),
        ("2020-12", "2020-12"),
        (Amount(Decimal("10000.00"), "CAD", "day", AmountKind.EXPOSURE), "10000 CAD per day, exposure"),
        (Amount(Decimal("1.83E+8"), "GBP", None, AmountKind.IMPOSED), "183000000 GBP, imposed"),
        (Amount(Decimal("0.50"), "EUR", None, AmountKind.IMPOSED), "0.5 EUR, imposed"),
    ],
)
def test_a_value_is_written_in_one_way(value: str | Amount | None, text: str | None) -> None:
    assert value_text(value) == text
