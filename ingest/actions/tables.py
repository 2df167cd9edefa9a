"""Tables: rows of cells in a text, set apart by bars or tabs, and what stands in their columns.

A table of sanctions or settlements tells one action a row: who was sanctioned, by whom, when, for how much.
What a column holds is told by its heading, else by what its cells hold.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from greffier.ingest.texts import Text

FEWEST_CELLS: Final = 3
FEWEST_ROWS: Final = 2
_WORD: Final = re.compile(r"[^\W\d_]{2}")
_HEADINGS: Final = {
    "party": re.compile(
        r"\b(?:institutions?|firms?|banks?|entit(?:y|ies)|compan(?:y|ies)|insurers?|lenders?|respondents?|names?|who|"
        r"operators?|licensees?|members?|établissements?|entreprises?|sociétés?|assureurs?|banques?|organismes?|"
        r"mis en cause|personnes?|noms?|opérateurs?|intimée?s?|courtiers?|parties?)\b",
        re.I,
    ),
    "issuer": re.compile(r"\b(?:authorit(?:y|ies)|regulators?|by|supervisors?|autorités?|régulateurs?|par)\b", re.I),
    "date": re.compile(r"\b(?:dates?|when|years?|années?|décision du|quand)\b", re.I),
    "amount": re.compile(
        r"\b(?:amounts?|fines?|penalt(?:y|ies)|sums?|montants?|amendes?|sanctions?|pénalités?|paid|settlements?)\b|[€$£₦₹]",
        re.I,
    ),
}
SAME: Final = re.compile(r"^(?:same|ditto|idem|id\.?|\"|''|″|〃|-|le même|la même|as above)$", re.I)


@dataclass(frozen=True, slots=True)
class Cell:
    """Hold one cell: offsets into `Text.plain`, without the spaces around its words."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Table:
    """Hold a table: its rows of cells, the one of headings apart.

    `columns` gives the column of each thing that a heading names (party, issuer, date, amount).
    """

    rows: tuple[tuple[Cell, ...], ...]
    header: tuple[Cell, ...]
    columns: dict[str, int]

    def cell(self, row: tuple[Cell, ...], name: str) -> Cell | None:
        """Return the cell of a row in the column of this name; None where there is no such column or cell."""
        at = self.columns.get(name)
        return row[at] if at is not None and at < len(row) else None


def find_tables(text: Text) -> tuple[Table, ...]:
    """Return the tables of a text, in order."""
    found = []
    for separated, lines in groupby(_lines(text), key=lambda line: line is not None):
        rows = [cells for cells in lines if cells] if separated else []
        if len(rows) >= FEWEST_ROWS:
            found.append(_table(text, rows))
    return tuple(found)


def _lines(text: Text) -> Iterator[tuple[Cell, ...] | None]:
    """Yield each line as cells; None where it is no row."""
    start = 0
    for line in text.plain.split("\n"):
        end = start + len(line)
        cells = _cells(text, start, end)
        yield cells if len(cells) >= FEWEST_CELLS else None
        start = end + 1


def _cells(text: Text, start: int, end: int) -> tuple[Cell, ...]:
    bars = [at for at in range(start, end) if text.plain[at] == "|"]
    edges = bars or [at for at in range(start, end) if at in text.tabs]
    found = []
    for first, last in zip([start, *(at + 1 for at in edges)], [*edges, end], strict=True):
        piece = text.plain[first:last]
        if piece.strip():
            lead = len(piece) - len(piece.lstrip())
            found.append(Cell(first + lead, first + len(piece.rstrip())))
        elif found or not bars:  # an empty cell, but not what stands before the bar that opens a row
            found.append(Cell(first, first))
    while found and bars and found[-1].start == found[-1].end:
        found.pop()
    return tuple(found)


def _table(text: Text, rows: list[tuple[Cell, ...]]) -> Table:
    rows = [row for row in rows if any(_WORD.search(text.plain[c.start : c.end]) for c in row)]
    first = [text.plain[cell.start : cell.end] for cell in rows[0]]
    columns: dict[str, int] = {}
    for name, pattern in _HEADINGS.items():
        at = next((n for n, words in enumerate(first) if pattern.search(words) and len(words) < 40), None)
        if at is not None and at not in columns.values():
            columns[name] = at
    headed = len(columns) >= 2 and not any(re.search(r"\d{3}|\d[.,]\d", words) for words in first)
    return Table(tuple(rows[headed:]), rows[0] if headed else (), columns if headed else {})
