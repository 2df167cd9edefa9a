"""Finds of a full-text search, each with the passage in which the words stand."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from greffier.graph.identity import fold
from greffier.graph.model import model
from greffier.graph.store import Row, Store

COLUMNS: Final = ("kind", "name", "snippet", "published", "id")
AROUND: Final = 70  # code points of a snippet on either side of the words
# Words that say nothing of what is sought: nearly every text has them.
EMPTY_WORDS: Final = {
    *("a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to", "with"),
    *("au", "aux", "avec", "d", "dans", "de", "des", "du", "en", "et", "l", "la", "le", "les", "ou", "par", "pour"),
    *("sur", "un", "une"),
}
_WORD: Final = re.compile(r"\w+")
_FIELDS: Final = {
    "Document": "n.title AS name, n.text AS text, n.published AS published, labels(n) AS labels",
    "Organization": "n.name AS name, null AS text, null AS published, labels(n) AS labels",
    "Law": "n.name AS name, null AS text, null AS published, labels(n) AS labels",
}


def find(store: Store, text: str, limit: int) -> list[Row]:
    """Return the things and documents that have words of the text, best first, as rows of COLUMNS."""
    rows = []
    for hit in store.search(telling(text), limit):
        (found,) = store.read(f"MATCH (n:{hit.family} {{id: $id}}) RETURN {_FIELDS[hit.family]}", {"id": hit.id})
        kind = model().kind_among(found["labels"], hit.family) or hit.family
        passage, published = found["text"], found["published"]
        if passage is None:
            passage, published = _first_mention(store, hit.family, hit.id)
            snippet = passage
        else:
            snippet = snippet_of(passage, text)
        rows.append({"kind": kind, "name": found["name"], "snippet": snippet, "published": published, "id": hit.id})
    return rows


def telling(text: str) -> str:
    """Return the words of a text that say what is sought; all of them where none does."""
    words = [word for word in _WORD.findall(fold(text)) if word not in EMPTY_WORDS]
    return " ".join(words) or text


def snippet_of(text: str, words: str) -> str:
    """Return what stands around the first place where the words, or most of them, stand in the text.

    Whole words, with … where something is left out; the start of the text where none of them is found.
    """
    folded, places = _fold_with_places(text)
    wanted = fold(words)
    spans = [m.span() for m in re.finditer(rf"\b{re.escape(wanted)}", folded)] or _spans(folded, telling(words).split())
    start, end = (places[spans[0][0]], places[spans[0][1] - 1] + 1) if spans else (0, 0)
    return around(text, start, end)


def around(text: str, start: int, end: int) -> str:
    """Return a passage of a text with what stands around it, on one line, cut between words."""
    left, right = max(start - AROUND, 0), min(end + AROUND, len(text))
    while 0 < left < start and not text[left - 1].isspace():
        left += 1
    while end < right < len(text) and not text[right].isspace():
        right -= 1
    shown = " ".join(text[left:right].split())
    return f"{'… ' if left > 0 else ''}{shown}{' …' if right < len(text) else ''}"


def _spans(folded: str, words: list[str]) -> list[tuple[int, int]]:
    """Return where the words stand, the place with most different words near it first."""
    found = [(m.start(), m.end(), w) for w in words for m in re.finditer(rf"\b{re.escape(w)}", folded)]

    def near(span: tuple[int, int, str]) -> int:
        return len({w for start, _, w in found if 0 <= start - span[0] <= AROUND})

    return [(start, end) for start, end, _ in sorted(found, key=lambda s: (-near(s), s[0]))]


def _fold_with_places(text: str) -> tuple[str, list[int]]:
    """Return the text without case and accents, and the offset in the text of each character of that."""
    folded: list[str] = []
    places: list[int] = []
    for at, character in enumerate(text.replace("’", "'").replace("ʼ", "'")):
        for part in unicodedata.normalize("NFKD", " " if character.isspace() else character):
            if not unicodedata.combining(part):
                for letter in part.casefold():
                    folded.append(letter)
                    places.append(at)
    return "".join(folded), places


def _first_mention(store: Store, family: str, thing: str) -> tuple[str, str | None]:
    rows = store.read(
        f"MATCH (n:{family} {{id: $id}})<-[:IS]-(o:Occurrence)-[:IN]->(d:Document) "
        "RETURN d.text AS text, d.published AS published, o.start AS start, o.stop AS stop "
        "ORDER BY coalesce(d.published, '9999'), d.id, o.start, o.id LIMIT 1",
        {"id": thing},
    )
    if not rows:
        return "", None
    row = rows[0]
    return around(row["text"], row["start"], row["stop"]), row["published"]
