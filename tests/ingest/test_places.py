"""Places: what a text is about, and which of several bodies of one name it means."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from greffier.ingest.knowledge.gazetteers import Entry, entries, jurisdictions
from greffier.ingest.places import choose, currency_of, fit, main_jurisdiction, weigh_jurisdictions

QUEBEC, FRANCE = entries()["regulator/ca-qc-amf"], entries()["regulator/fr-amf"]
ALBANIA = entries()["regulator/al-amf"]


def weights(text: str, *certain: str) -> dict[str, float]:
    return weigh_jurisdictions(text, [entries()[name] for name in certain])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Un courtier de Montréal, au Québec.", "CA-QC"),
        ("A broker in Toronto, Ontario.", "CA-ON"),
        ("Une société parisienne, en France.", "FR"),
        ("The Irish bank in Dublin.", "IE"),
        ("Une banque luxembourgeoise.", "LU"),
        ("Des banques suisses, à Zurich.", "CH-ZH"),
        ("A lender in Sydney, Australia.", "AU-NSW"),
        ("The British firm, in London.", "GB"),
        ("The insurer, of New York.", "US-NY"),
        ("La banque belge.", "BE"),
        ("A bank.", None),
    ],
)
def test_places_and_peoples_tell_the_jurisdiction(text: str, found: str | None) -> None:
    assert main_jurisdiction(weights(text)) in (found, found and found.split("-")[0])


def test_cues_are_whole_words_in_exact_case() -> None:
    assert weights("A frenchman, the Parisians, a montréal of old, and canada dry.") == {}


def test_of_two_cues_at_one_place_the_longer_counts() -> None:
    assert "AU-NSW" in weights("New South Wales")
    assert weights("Andorra la Vella") == {"AD": 1.0}


def test_a_body_named_without_doubt_tells_its_own_jurisdiction() -> None:
    assert weights("", "regulator/gb-fca") == {"GB": 2.0}
    assert main_jurisdiction(weights("", "organization/federation-des-caisses-desjardins-du-quebec")) == "CA-QC"


def test_the_finer_place_is_told_where_the_text_does() -> None:
    assert main_jurisdiction({"CA": 3.0, "CA-QC": 1.0}) == "CA-QC"
    assert main_jurisdiction({"CA": 4.0, "CA-QC": 1.0}) == "CA"
    assert main_jurisdiction({"FR": 2.0, "CA": 1.5, "CA-QC": 1.0}) == "CA-QC"
    assert main_jurisdiction({}) is None


def test_the_one_that_the_places_speak_for_is_chosen() -> None:
    both = (QUEBEC, FRANCE)
    assert choose(both, weights("Un courtier de Montréal")) == QUEBEC
    assert choose(both, weights("Un courtier de Lyon, en France")) == FRANCE
    assert choose(both, weights("Un courtier canadien")) == QUEBEC


def test_nobody_is_chosen_where_the_places_do_not_tell() -> None:
    both = (QUEBEC, FRANCE)
    assert choose(both, {}) is None
    assert choose(both, weights("A broker in Tokyo")) is None
    assert choose(both, {"CA-QC": 1.0, "FR": 1.0}) is None
    assert choose(both, {"CA-QC": 1.2, "FR": 1.0}) is None
    assert choose(both, {"CA-QC": 1.3, "FR": 1.0}) == QUEBEC
    assert choose((), {"FR": 1.0}) is None


def test_a_country_speaks_less_for_its_province_than_the_province_itself() -> None:
    assert fit(QUEBEC, {"CA-QC": 1.0}) > fit(QUEBEC, {"CA": 1.0}) > fit(QUEBEC, {"FR": 1.0}) == 0.0


@pytest.mark.parametrize(
    ("code", "currency"),
    [
        ("CA-QC", "CAD"),
        ("FR", "EUR"),
        ("GB", "GBP"),
        ("US-NY", "USD"),
        ("AU-NSW", "AUD"),
        ("CH", "CHF"),
        ("LU", "EUR"),
        ("IE", "EUR"),
        ("XO", "XOF"),
        ("ZZ", None),
        (None, None),
    ],
)
def test_a_jurisdiction_has_its_currency_or_that_of_what_contains_it(code: str | None, currency: str | None) -> None:
    assert currency_of(code) == currency


WEIGHTS = st.dictionaries(
    st.sampled_from(("CA", "CA-QC", "FR", "AL", "GB")), st.floats(0.5, 9.0, allow_nan=False), max_size=5
)


@given(WEIGHTS, st.permutations([QUEBEC, FRANCE, ALBANIA]))
def test_the_choice_does_not_depend_on_the_order_of_the_candidates(
    found: dict[str, float], candidates: list[Entry]
) -> None:
    assert choose(candidates, found) == choose((QUEBEC, FRANCE, ALBANIA), found)


@given(WEIGHTS)
def test_the_main_jurisdiction_is_one_that_the_text_points_to(found: dict[str, float]) -> None:
    main = main_jurisdiction(found)
    if not found:
        assert main is None
        return
    assert main in found or any(code.startswith(f"{main}-") for code in found)
    assert main in jurisdictions()
