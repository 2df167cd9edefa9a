"""Doubtful names: capitalised words and finds of the statistical model, judged by what was learnt of names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from greffier.ingest.knowledge.lexicon import lexicon
from greffier.ingest.mentions.body_signs import is_told
from greffier.ingest.mentions.mention import Mention, Taken
from greffier.ingest.mentions.name_shapes import (
    LEGAL_FORM_AFTER,
    NAME_RUN,
    NO_NAME,
    TICKER,
    ends_sentence,
    excluded,
    title_case,
    trimmed,
)
from greffier.ingest.models import NamedSpan
from greffier.ingest.places import place_names
from greffier.ingest.scorers.names import NONE, Candidate, kinds_of
from greffier.ingest.texts import Text, fold_characters

TOLD: Final = ("Regulator", "Law")  # kinds that the words of a name, or beside it, have to tell
PERSONS: Final = ("PERSON", "PER")
LEAST: Final = 0.25  # support that a doubtful name needs to be looked at further
SOME: Final = 0.35  # support from which what stands beside a name decides
BETWEEN: Final = 0.7  # support of a name that stands in a list between two sure ones, or with what is said of bodies
_NEXT_ITEM: Final = re.compile(r"(?:, (?:and |et )?| and | et )(?:the |la |le |l')?")
_DATELINE: Final = re.compile(
    r"(?<![^\n])[A-ZÀ-Ý][A-ZÀ-Ý ,.'/-]+(?: \([\w ]+\))? ?[-|]+ |(?<![^\n])[A-ZÀ-Ý]{2}[A-ZÀ-Ý ,.'-]* \("
)


_AMOUNT: Final = re.compile(
    r"(?:SEK|NOK|DKK|PLN|CZK|HUF|RON|USD|EUR|GBP|CHF|CAD|AUD|NZD|HKD|SGD|JPY|INR|ZAR|NGN|KES|GHS|MAD) ?\d"
)
# Words in lower case that an acronym is said to stand for: « papier commercial adossé à des actifs (PCAA) ».
_TERM: Final = re.compile(r"((?:[a-zà-ÿ][\w'-]* ){2,8})\((?:(?:les|la|le|the) )?([A-Z]{2,6})s?\)")
_BODY_HEAD: Final = re.compile(
    r"(?:agence|autorite|commission|office|institut|societe|caisse|union|federation|banque|bureau|direction|"
    r"centre|comite|"
    r"conseil|organisme|groupe|mutuelle|service|regie|compagnie|association|chambre|ordre|fonds|ministere|"
    r"departement|"
    r"cellule|inspection|etablissement|hopital|universite|ecole|tribunal|parquet|police|syndicat|fondation|"
    r"confederation)"
)
_LINK: Final = frozenset("de du des d la le les l a au aux en et ou of the for and in on to".split())


def defined_terms(text: Text) -> frozenset[str]:
    """Return the acronyms that a text says to stand for words in lower case that are no body's name.

    In French bodies are written small, too: their first word tells.
    """
    found = set()
    for match in _TERM.finditer(text.plain):
        words = re.findall(r"[a-z]+", fold_characters(match[1]))
        heads = [w for w in words if w not in _LINK]
        for size in range(2, len(heads) + 1):
            first = heads[-size:]
            if "".join(w[0] for w in first).upper() == match[2] and not _BODY_HEAD.match(first[0]):
                found.add(match[2])
    return frozenset(found)


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
    terms = defined_terms(text)
    for first, last, label in spans:
        start, end = _bounded(text, first, last)
        if text.plain[start:end] in terms or _AMOUNT.match(text.plain, start):
            continue
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


def _is_between(plain: str, candidate: Candidate, ends: set[int], starts: set[int]) -> bool:
    """Return whether a name stands in a list between two that are surely those of bodies.

    One of several words that the model of names takes for an organisation needs only the one after it.
    """
    item = _NEXT_ITEM.match(plain, candidate.end)
    if not item or item.end() not in starts or plain[candidate.start : candidate.end] in place_names():
        return False
    if plain[candidate.start - 2 : candidate.start] == ", " and candidate.start - 2 in ends:
        return True
    return candidate.label == "ORG" and " " in plain[candidate.start : candidate.end]


def judged(text: Text, candidates: Iterable[Candidate], sure: Sequence[Mention]) -> Iterator[Mention]:
    """Yield the doubtful names for which something speaks, with how much, and the likeliest kind.

    Nothing is taken for an authority or a law that its own words, or those beside it, do not call one. Of several words
    with which a sure name begins (« Northwind Mutual » of « Northwind Mutual Insurance ») no more is asked.
    """
    begun = {m.text[: space.start()]: m.kind for m in sure for space in re.finditer(" ", m.text)}
    bodies = [m for m in sure if m.family == "Organization" and not m.weak]
    ends, starts = {m.end for m in bodies}, {m.start for m in bodies}
    for candidate in candidates:
        written = text.plain[candidate.start : candidate.end]
        if " " in written and written in begun and written not in place_names():
            kind = begun[written]
            yield Mention(candidate.start, candidate.end, written, "Organization", "begun-name", 0.75, kind)
            continue
        chances = kinds_of(text, candidate)
        support = 1 - chances.pop(NONE)
        if _is_between(text.plain, candidate, ends, starts) or (
            support > SOME and candidate.label not in PERSONS and is_told(text.plain, candidate.start, candidate.end)
        ):
            support = max(support, BETWEEN)
        if support > LEAST:
            folded = text.folded[candidate.start : candidate.end]
            told = lexicon().kind_of_name(folded) or lexicon().kind_beside(text.folded, candidate.start, candidate.end)
            kind = told or max((k for k in chances if k not in TOLD), key=chances.__getitem__)
            family = "Law" if kind == "Law" else "Organization"
            rule = f"model.{candidate.label or 'capitals'}"
            yield Mention(candidate.start, candidate.end, written, family, rule, min(support, 0.95), kind)
