"""Full text, with the passage around the words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from greffier.graph.store import Store
from greffier.queries.finds import COLUMNS, find, snippet_of

LONG = (
    "One sentence about nothing that matters here goes first, to fill the line well beyond what a snippet "
    "shows. "
    "Then L’Été d’une œuvre comes, and after it goes one more sentence that is there to be cut off by the "
    "end of it all."
)


def test_documents_and_things_are_found_with_a_snippet(store: Store) -> None:
    rows = find(store, "vol de donnees", 20)
    assert [tuple(row) for row in rows[:1]] == [COLUMNS]
    assert [(row["kind"], row["name"], row["snippet"], row["published"]) for row in rows[:1]] == [
        (
            "Document",
            "Vol de données chez Assurance Boréale",
            "Vol de données chez Assurance Boréale date: 2024-03-05 Assurance Boréale, membre …",
            "2024-03-05",
        )
    ]


def test_a_thing_is_shown_where_it_is_first_named(store: Store) -> None:
    rows = [row for row in find(store, "boreal", 20) if row["id"] == "organization/groupe-boreal"]
    assert [(row["kind"], row["published"]) for row in rows] == [("Federation", "2024-03-05")]
    assert "membre du Groupe Boréal, a annoncé" in rows[0]["snippet"]


def test_words_that_every_text_has_find_nothing_more(store: Store) -> None:
    assert [row["id"] for row in find(store, "le vol de la", 20)] == [row["id"] for row in find(store, "vol", 20)]
    assert find(store, "le vol de la", 20) != []


def test_the_number_of_finds_is_limited(store: Store) -> None:
    assert len(find(store, "boreale", 2)) == 2


@pytest.mark.parametrize("text", ["xyzzy", "!!!", "''", "\\", "*", "(" * 50])
def test_words_that_nothing_has_find_nothing(store: Store, text: str) -> None:
    assert find(store, text, 20) == []


def test_an_empty_store_finds_nothing(empty_store: Store) -> None:
    assert find(empty_store, "CNIL", 20) == []


@pytest.mark.parametrize(
    ("words", "snippet"),
    [
        (
            "l'ete",
            "… goes first, to fill the line well beyond what a snippet shows. Then L’Été d’une œuvre "
            "comes, and after "
            "it goes one more sentence that is there …",
        ),
        (
            "one",
            "One sentence about nothing that matters here goes first, to fill the line …",
        ),
        (
            "sentence end",
            "… shows. Then L’Été d’une œuvre comes, and after it goes one more sentence that is there to "
            "be cut off by "
            "the end of it all.",
        ),
    ],
)
def test_a_snippet_is_cut_between_words(words: str, snippet: str) -> None:
    assert snippet_of(LONG, words) == snippet


@given(st.text(max_size=400), st.text(max_size=20))
def test_a_snippet_is_made_of_the_text(text: str, words: str) -> None:
    shown = snippet_of(text, words).removeprefix("… ").removesuffix(" …")
    assert shown in " ".join(text.split()) or not shown
