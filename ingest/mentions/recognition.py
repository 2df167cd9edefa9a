"""Mentions: the places in a text where organisations and laws are named.

Three sources, the surer first: gazetteers, patterns of names (legal citations; capitalised words
with a word that makes an organisation of them), and the statistical model. Each mention says which
rule found it, which entries it may be, and how much speaks for its being an organisation at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from greffier.ingest.knowledge.lexicon import lexicon
from greffier.ingest.mentions.acronyms import with_acronyms
from greffier.ingest.mentions.capitalised_names import find_capitalised, tells
from greffier.ingest.mentions.courts import find_courts
from greffier.ingest.mentions.described_authorities import find_described
from greffier.ingest.mentions.doubtful_names import doubtful, judged
from greffier.ingest.mentions.french_bodies import find_french_bodies
from greffier.ingest.mentions.introduced_names import find_introduced, introduces
from greffier.ingest.mentions.known_names import find_known_names
from greffier.ingest.mentions.laws import find_citations
from greffier.ingest.mentions.listed_names import find_listed
from greffier.ingest.mentions.mention import Mention, Taken
from greffier.ingest.mentions.name_shapes import ARTICLE, NO_NAME, title_case
from greffier.ingest.mentions.public_bodies import find_public_bodies
from greffier.ingest.mentions.weak_names import confirmed, is_date
from greffier.ingest.models import NamedSpan
from greffier.ingest.texts import Text, fold_characters

_JOINT: Final = re.compile(r" (?:and|et) (?:the |la |le |l'|les )?")


def find_mentions(text: Text, named: Iterable[NamedSpan]) -> tuple[Mention, ...]:
    """Return the mentions in a text, in order, none over another; `named` is what the model found."""
    named = tuple(named)
    sure = confirmed(text, sure_mentions(text, named), named)
    others = judged(text, doubtful(text, named, sure), sure)
    return with_acronyms(text, sorted((*sure, *others), key=lambda m: m.start))


def sure_mentions(text: Text, named: Sequence[NamedSpan]) -> list[Mention]:
    """Return the mentions that gazetteers and patterns tell, in order, none over another."""
    taken = Taken(len(text.plain))
    introduced = list(find_introduced(text, named))
    sequences = find_capitalised(text)
    longer = [(m.start, m.end) for m in (*sequences, *introduced)]
    longer += [(s.start, s.end) for s in named if s.label == "ORG" and not title_case(text, s.start)]
    known = [
        m
        for m in find_known_names(text, named)
        if m.family == "Law" or not (m.weak and _is_part(text.plain, m, longer))
    ]
    known = [m for m in known if not (m.weak and is_date(text, m))]
    others = [(s.start, s.end) for s in named if s.label in NO_NAME]
    known = [
        m
        for m in known
        if m.acronym
        or not m.weak
        or introduces(text, m.start, m.end)
        or not any(a < m.end and m.start < b for a, b in others)
    ]
    citations = find_citations(text.plain, text.document.language)
    for mention in (
        *(m for m in known if not m.weak),
        *(Mention(start, end, text.plain[start:end], "Law", rule, 0.95, "Law") for start, end, rule in citations),
        *_courts(text),
        *find_public_bodies(text),
        *(m for m in known if m.weak),
        *_described(text),
        *find_french_bodies(text),
        *_after_known(text.plain, sequences, known),
        *introduced,
        *find_listed(text, known),
    ):
        taken.add(mention)
    return taken.mentions()


def _after_known(plain: str, sequences: Iterable[Mention], known: Iterable[Mention]) -> Iterator[Mention]:
    """Yield capitalised sequences, each without a known name and the "and" after it with which it begins."""
    ends = {m.start: m.end for m in known if not m.weak}
    for sequence in sequences:
        joint = _JOINT.match(plain, ends.get(sequence.start, sequence.end))
        rest = plain[joint.end() : sequence.end] if joint else ""
        if joint and " " in rest and tells(fold_characters(rest)):
            kind = lexicon().kind_of_name(fold_characters(rest))
            yield replace(sequence, start=joint.end(), text=rest, kind=kind)
        else:
            yield sequence


def _is_part(plain: str, mention: Mention, longer: Iterable[tuple[int, int]]) -> bool:
    """Return whether a doubtful short name is but a part of a longer capitalised one."""
    for start, end in longer:
        if start <= mention.start and mention.end <= end and end - start > mention.end - mention.start + 2:
            rest = plain[start : mention.start] + plain[mention.end : end]
            if re.search(r"\b[A-Z]\w{2,}", ARTICLE.sub("", rest)) and not re.search(r"[,()|\n]", plain[start:end]):
                return True
    return False


def _courts(text: Text) -> list[Mention]:
    """Return courts and police, known ones and those that their words tell."""
    return [
        Mention(
            m.start,
            m.end,
            text.plain[m.start : m.end],
            "Organization",
            "gazetteer" if m.entries else "name.court",
            0.9,
            m.kind,
            m.entries,
        )
        for m in find_courts(text)
    ]


def _described(text: Text) -> list[Mention]:
    """Return authorities that are told by what they do and where they are."""
    return [
        Mention(d.start, d.end, text.plain[d.start : d.end], "Organization", d.rule, 0.85, "Regulator", d.entries)
        for d in find_described(text)
    ]
