"""Doubtful names: capitalised words and finds of the statistical model, judged by what was learnt of names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from greffier.ingest.lexicon import lexicon
from greffier.ingest.mention import Mention, Taken
from greffier.ingest.models import NamedSpan
from greffier.ingest.name_shapes import (
    LEGAL_FORM_AFTER,
    NAME_RUN,
    NO_NAME,
    TICKER,
    ends_sentence,
    excluded,
    title_case,
    trimmed,
)
from greffier.ingest.places import place_names
from greffier.ingest.scorers.names import NONE, Candidate, kinds_of
from greffier.ingest.texts import Text

TOLD: Final = ("Regulator", "Law")  # kinds that the words of a name, or beside it, have to tell
LEAST: Final = 0.25  # support that a doubtful name needs to be looked at further
_DATELINE: Final = re.compile(
    r"(?<![^\n])[A-ZÀ-Ý][A-ZÀ-Ý ,.'/-]+(?: \([\w ]+\))? ?[-|]+ |(?<![^\n])[A-ZÀ-Ý]{2}[A-ZÀ-Ý ,.'-]* \("
)


def doubtful(text: Text, named: Iterable[NamedSpan], sure: Sequence[Mention]) -> list[Candidate]:
    """Return the names of which it is to be asked what they are, in order.

    They are those of the statistical model, with its labels, and capitalised words that it passed over; none over
    another, or over what is surely named.
    """
    taken = Taken(len(text.plain))
    for mention in sure:
        taken.add(mention)
    spans = [(s.start, s.end, s.label) for s in named if s.label not in NO_NAME]
    spans += [(m.start(), m.end(), "") for m in NAME_RUN.finditer(text.plain) if not title_case(text, m.start())]
    neighbours: dict[int, list[str]] = {}
    for mention in sure:
        if mention.kind and not mention.weak:
            neighbours.setdefault(text.sentence_at(mention.start).index, []).append(mention.kind)
    found = []
    for first, last, label in spans:
        start, end = _bounded(text, first, last)
        if _may_name(text, start, end):
            name = Mention(start, end, text.plain[start:end], "Organization", "", 0.0)
            if taken.add(name):
                beside = neighbours.get(text.sentence_at(start).index, [])
                found.append(Candidate(start, end, label, tuple(beside)))
    return sorted(found, key=lambda c: c.start)


def _bounded(text: Text, start: int, end: int) -> tuple[int, int]:
    """Return a span without its article and loose ends, up to what cuts a name off, with its legal form."""
    cut = re.search(r"\n|\s?\||\s[-:(]\s|\s\d", text.plain[start:end])
    start, end = trimmed(text.plain, start, start + cut.start() if cut else end)
    form = LEGAL_FORM_AFTER.match(text.plain, end)
    return (start, form.end()) if form and not ends_sentence(text.plain, form.end()) else (start, end)


def _may_name(text: Text, start: int, end: int) -> bool:
    """Return whether a span can be a name at all: no ticker, dateline, medium, address or long phrase."""
    written, folded = text.plain[start:end], text.folded[start:end]
    if len(written) < 2 or not (written[0].isupper() or written[0].isdigit()) or "@" in written:
        return False
    if TICKER.match(written) or _DATELINE.match(text.plain, start) or excluded(folded) or len(written.split()) > 8:
        return False
    first, *rest = written.split()
    return not lexicon().short_words.match(first.lower()) or any(w[:1].isupper() for w in rest)


def judged(text: Text, candidates: Iterable[Candidate], sure: Sequence[Mention]) -> Iterator[Mention]:
    """Yield the doubtful names for which something speaks, with how much, and the likeliest kind.

    Nothing is taken for an authority or a law that its own words, or those beside it, do not call one. Of several words
    with which a sure name begins (« Northwind Mutual » of « Northwind Mutual Insurance ») no more is asked.
    """
    begun = {m.text[: space.start()]: m.kind for m in sure for space in re.finditer(" ", m.text)}
    for candidate in candidates:
        written = text.plain[candidate.start : candidate.end]
        if " " in written and written in begun and written not in place_names():
            kind = begun[written]
            yield Mention(candidate.start, candidate.end, written, "Organization", "begun-name", 0.75, kind)
            continue
        chances = kinds_of(text, candidate)
        support = 1 - chances.pop(NONE)
        if support > LEAST:
            folded = text.folded[candidate.start : candidate.end]
            told = lexicon().kind_of_name(folded) or lexicon().kind_beside(text.folded, candidate.start, candidate.end)
            kind = told or max((k for k in chances if k not in TOLD), key=chances.__getitem__)
            family = "Law" if kind == "Law" else "Organization"
            rule = f"model.{candidate.label or 'capitals'}"
            yield Mention(candidate.start, candidate.end, written, family, rule, min(support, 0.95), kind)
