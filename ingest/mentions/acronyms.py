"""Acronyms: short names that a text introduces in brackets, or that the initials of one of its names make.

In brackets stand initials (« Société de crédit (SCP) »), or words of the name itself ("Kestrel Life plc (Kestrel)").
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from greffier.graph.identity import name_key
from greffier.ingest.mentions.courts import KINDS
from greffier.ingest.mentions.mention import Mention
from greffier.ingest.mentions.name_shapes import ACRONYM_AFTER, CAPITAL, TICKER
from greffier.ingest.texts import Text, fold_characters

_PAIR: Final = re.compile(rf"({CAPITAL})[\w'-]+ (?:&|and|et) ({CAPITAL})")  # « Marsh & Heron »: M&H
_LINK_WORD: Final = re.compile(r"of|de|du|des|and|et|the|for|la|le|les|l|d|à|a|en|in|on|&|sur|aux|au|pour")
_OPENS: Final = re.compile(r" \((?:the |la |le |l')?")
# « la Société de crédit, ou SCP, »: no mere list, so that it has to be its initials
_OR: Final = re.compile(
    r",? (?:or|ou|known as|better known as|dite?|dit|plus connue? sous le nom de)(?: the| la| le| l'| )?[\"« ]*"
    r"([A-Z][A-Z&]{1,7})[\"» ]*(?=[,.;)])"
)
_WORDS_AFTER: Final = re.compile(
    r"\s?\(\s?(?:(?:ci-après|hereinafter|hereafter|the|la|le|l'|dite?|known as|or|ou)[ :,]*){0,3}"
    rf"[\"«]?\s?({CAPITAL}[\w&'-]+(?: [\w&'-]+){{0,3}}?)\s?[\"»]?\s?[),]"
)


def with_acronyms(text: Text, mentions: list[Mention]) -> tuple[Mention, ...]:
    """Return the mentions, with short names introduced in brackets tied to the names they stand for."""
    found = []
    by_start = {m.start: m for m in mentions}
    tied: dict[int, int] = {}
    for mention in mentions:
        words = _WORDS_AFTER.match(text.plain, mention.end)
        if words and words.start(1) in by_start and _is_of_words(words[1], mention.text):
            tied[words.start(1)] = mention.start
            continue
        opened = _OPENS.match(text.plain, mention.end)
        full = by_start.get(opened.end()) if opened else None
        if full and mention.text.isupper() and mention.text in _initials(full.text):
            tied[mention.start] = full.start  # « SCP (Société de crédit populaire) »
            continue
        bracket = ACRONYM_AFTER.match(text.plain, mention.end) or _OR.match(text.plain, mention.end)
        initials = bracket is not None and bracket[1] in _initials(mention.text)
        if bracket and (initials or (bracket.re is ACRONYM_AFTER and _introduces(bracket[1], mention.text))):
            inner = by_start.get(bracket.start(1))
            others = inner and inner.entries and mention.entries and not set(inner.entries) & set(mention.entries)
            if others and not initials:
                continue  # « formation restreinte de la Commission … (CNIL) »: the acronym is the Commission's
            stranger = inner and inner.entries and not mention.entries and mention.rule.startswith("model.")
            if stranger and not initials:
                continue  # « Yak Yew Chee (BSI) »: somebody of that bank
            tied[bracket.start(1)] = mention.start
            if not any(m.start < bracket.end(1) and bracket.start(1) < m.end for m in mentions):
                short = Mention(
                    bracket.start(1),
                    bracket.end(1),
                    bracket[1],
                    mention.family,
                    "acronym",
                    mention.support,
                    mention.kind,
                )
                found.append(replace(short, acronym_of=mention.start))
    spelled = _spelled_out(mentions)
    for mention in mentions:
        start = tied.get(mention.start)
        if start is None and (mention.weak or not mention.entries):
            start = spelled.get(mention.text)
        found.append(mention if start is None else replace(mention, acronym_of=start))
    return tuple(sorted(found, key=lambda m: m.start))


def _spelled_out(mentions: Iterable[Mention]) -> dict[str, int]:
    """Return the acronyms that the initials of one name in the text make, each with where that name stands first."""
    named: dict[str, dict[str, int]] = {}
    for mention in mentions:
        if mention.family == "Organization" and " " in mention.text and mention.kind not in KINDS:
            for acronym in _initials(mention.text):
                named.setdefault(acronym, {}).setdefault(name_key(mention.text), mention.start)
    return {acronym: next(iter(names.values())) for acronym, names in named.items() if len(names) == 1}


def _initials(name: str) -> set[str]:
    """Return the acronyms of a name: of its words in capitals, and of all its words that are no mere links."""
    words = [w for w in re.split(r"[\s'-]+", name) if w]
    capitals = "".join(w[0] for w in words if w[0].isupper())
    full = "".join(w[0] for w in words if not _LINK_WORD.fullmatch(w.lower()))
    found = {fold_characters(initials).upper() for initials in (capitals, full)}
    found |= {f"{pair[1]}&{pair[2]}" for pair in _PAIR.finditer(name)}
    return {initials for initials in found if len(initials) >= 3}


def _introduces(short: str, name: str) -> bool:
    """Return whether what stands in brackets after a name may be short for it."""
    return not TICKER.match(short) and _stands_for(short, name)


def _stands_for(short: str, name: str) -> bool:
    """Return whether a short name can stand for a name: capitals, some of them its initials."""
    capitals = [c.lower() for c in short if c.isupper()]
    if len(capitals) < 2:
        return False
    initials = [w[0] for w in fold_characters(name).replace("'", " ").replace("-", " ").split() if w]
    return sum(c in initials for c in capitals) >= len(capitals) / 2 or short.isupper()


def _is_of_words(short: str, name: str) -> bool:
    """Return whether a short name has some of the words of a name, and no others."""
    own, words = name_key(short).split(), name_key(name).split()
    return 0 < len(own) < len(words) and set(own) <= set(words)
