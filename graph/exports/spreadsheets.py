"""The tables as files of comma-separated values, which spreadsheets open without running anything in them.

A spreadsheet takes a cell that begins with `=`, `+`, `-` or `@` for a formula, whoever wrote it
(https://owasp.org/www-community/attacks/CSV_Injection). So a text that begins with one of these, with their wide
forms, with a tab, a line break or an apostrophe, gets an apostrophe before it; to have the text as it was, take one
leading apostrophe away. Numbers and dates stay as they are.
"""

from __future__ import annotations

import csv
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Final

from greffier.graph.exports.tables import Cell, tables
from greffier.graph.store import Store

BETWEEN: Final = "; "  # the members of a list
DEFUSED: Final = "'"
_BOM: Final = "\ufeff"
_DANGEROUS: Final = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n", DEFUSED)


def write_spreadsheets(store: Store, folder: Path, *, bom: bool = False, with_text: bool = False) -> dict[str, int]:
    """Write each table as NAME.csv into a folder that is there; return the numbers of rows by table.

    UTF-8, with a byte order mark where Excel is to take it for that. The same graph gives the same bytes.
    """
    counts = {}
    for table in tables(with_text=with_text):
        with folder.joinpath(f"{table.name}.csv").open("w", encoding="utf-8", newline="") as stream:
            stream.write(_BOM if bom else "")
            writer = csv.writer(stream)  # lines end in \r\n: with \n alone it would not quote a cell that holds \r
            writer.writerow(column.name for column in table.columns)
            counts[table.name] = 0
            for row in table.rows(store):
                writer.writerow(map(cell, row))
                counts[table.name] += 1
    return counts


def cell(value: Cell) -> str:
    """Return a value as the text of a cell; what is not known is nothing."""
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    if isinstance(value, int | float):
        return repr(value)
    if isinstance(value, date):
        return value.isoformat()
    return defused(BETWEEN.join(value) if isinstance(value, list) else value)


def defused(text: str) -> str:
    """Return a text as no spreadsheet takes it for a formula.

    >>> defused("=1+1")
    "'=1+1"
    """
    return DEFUSED + text if text.startswith(_DANGEROUS) else text
