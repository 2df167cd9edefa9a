"""Outputs: rows to standard output, as a table, tab- or comma-separated values, JSON or JSON lines."""

from __future__ import annotations

import csv
import json
import re
import shutil
import sys
import textwrap
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Final

from greffier.queries.wordings import sum_in_words

CONTROL: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]+")
WRAPPED: Final = 24  # columns of a terminal below which a text column is not squeezed
GAP: Final = 2

Row = Mapping[str, Any]


def write_rows(
    rows: Sequence[Row], columns: Sequence[str], form: str | None = None, *, hidden: Collection[str] = ()
) -> None:
    """Write rows to standard output; by default a table on a terminal, tab-separated values elsewhere.

    A table leaves out the hidden columns; the other forms have all.
    """
    form = form or ("table" if sys.stdout.isatty() else "tsv")
    if form == "json":
        json.dump([plain(dict(row)) for row in rows], sys.stdout, ensure_ascii=False, indent=1)
        sys.stdout.write("\n")
    elif form == "jsonl":
        for row in rows:
            sys.stdout.write(json.dumps(plain(dict(row)), ensure_ascii=False) + "\n")
    elif form == "csv":
        writer = csv.writer(sys.stdout, lineterminator="\n")
        if columns:
            writer.writerow(columns)
        writer.writerows([cell(row[c]) for c in columns] for row in rows)
    elif form == "tsv":
        for line in (columns, *([one_line(cell(row[c])) for c in columns] for row in rows)):
            if line:
                sys.stdout.write("\t".join(line) + "\n")
    else:
        _write_table(rows, [c for c in columns if c not in hidden])


def plain(value: Any) -> Any:
    """Return a value as JSON can hold it: dates in ISO form, whole numbers without a point."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, dict):
        return {k: plain(v) for k, v in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(v) for v in value]
    return value


def cell(value: Any) -> str:
    """Return a value as the text of a cell; the members of a list are joined by `; `."""
    value = plain(value)
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, list) and all(isinstance(v, str) for v in value):
        return "; ".join(value)
    return json.dumps(value, ensure_ascii=False)


def one_line(text: str) -> str:
    """Return a text without what would move the cursor of a terminal or break a line."""
    return CONTROL.sub(" ", text)


def _write_table(rows: Sequence[Row], columns: Sequence[str]) -> None:
    """Write a table where it fits the terminal, else one block a row; columns with no value are left out."""
    shown = [{k: one_line(v) for k, v in _with_sums(row, columns).items()} for row in rows]
    names = [c for c in (shown[0] if shown else ()) if any(row[c] for row in shown)]
    if not shown or not names:
        return
    width = shutil.get_terminal_size().columns
    numeric = {c for c in columns if any(isinstance(row[c], (int, float)) for row in rows)}
    natural = {c: max(_width(c), *(_width(row[c]) for row in shown)) for c in names}
    least = {c: natural[c] if " " not in "".join(row[c] for row in shown) else min(natural[c], WRAPPED) for c in names}
    if sum(least.values()) + GAP * (len(names) - 1) > width:
        _write_blocks(shown, names, width)
        return
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0), show_edge=False, header_style="bold")
    for name in names:
        justify = "right" if name in numeric else "left"
        table.add_column(Text(name), justify=justify, min_width=least[name], overflow="fold")  # type: ignore[arg-type]
    for row in shown:
        table.add_row(*(Text(row[c]) for c in names))
    Console(file=sys.stdout, width=width, highlight=False).print(table)


def _write_blocks(rows: Iterable[Mapping[str, str]], names: Sequence[str], width: int) -> None:
    indent = max(len(n) for n in names) + GAP
    for number, row in enumerate(rows):
        if number:
            sys.stdout.write("\n")
        for name in names:
            if row[name]:
                lines = textwrap.wrap(row[name], max(width - indent, WRAPPED), break_on_hyphens=False)
                for at, line in enumerate(lines):
                    sys.stdout.write(f"{name if at == 0 else '':<{indent}}{line}\n")


def _with_sums(row: Row, columns: Sequence[str]) -> dict[str, str]:
    """Return the cells of a row; a sum, its currency and its period are one cell."""
    cells: dict[str, str] = {}
    for name in columns:
        if f"{name}_currency" in columns and row[name] is not None:
            cells[name] = sum_in_words(row[name], row[f"{name}_currency"], row.get(f"{name}_per"))
        elif not any(name == f"{other}_{part}" for other in columns for part in ("currency", "per")):
            cells[name] = cell(row[name])
    return cells


def _width(text: str) -> int:
    from rich.cells import cell_len

    return cell_len(text)
