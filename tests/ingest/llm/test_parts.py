"""Long documents are cut between sentences, into parts that overlap and leave nothing out."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from greffier.ingest.llm.parts import Part, halves, split
from tests.ingest.llm.papers import read

SENTENCE = "Northwind Mutual told the regulator about the breach number {n}. "


def test_a_short_document_is_one_part() -> None:
    text = read("Title\n\nOne sentence.\n")
    assert split(text, 1000) == (Part(0, len(text.plain)),)


def test_parts_begin_with_sentences_and_take_up_the_end_of_the_last() -> None:
    text = read("Title\n\n" + "".join(SENTENCE.format(n=n) for n in range(100)))
    parts = split(text, 1000, 200)
    assert len(parts) > 5
    for before, part in itertools.pairwise(parts):
        assert text.plain[part.start :].startswith("Northwind Mutual told")
        assert 0 < before.end - part.start <= 201


@given(st.lists(st.integers(0, 120), min_size=1, max_size=60), st.integers(40, 400), st.integers(0, 200))
def test_parts_cover_the_text_and_are_no_longer_than_asked(words: list[int], size: int, overlap: int) -> None:
    text = read("Title\n\nA" + "".join("b" * n + (". A" if n % 3 else " c") for n in words))
    parts = split(text, size, overlap)
    assert parts[0].start == 0
    assert parts[-1].end == len(text.plain)
    assert all(p.end - p.start <= size for p in parts)
    assert all(a.start < b.start <= a.end < b.end for a, b in itertools.pairwise(parts))


def test_a_part_is_halved_until_it_is_short() -> None:
    text = read("Title\n\n" + "".join(SENTENCE.format(n=n) for n in range(30)))
    whole = Part(0, len(text.plain))
    pieces = halves(text, whole)
    assert len(pieces) == 2
    assert (pieces[0].start, pieces[-1].end) == (0, len(text.plain))
    assert halves(text, Part(0, 300)) == (Part(0, 300),)
