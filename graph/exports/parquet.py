"""The tables as Parquet files (https://parquet.apache.org/), typed, for pandas, DuckDB, R and others."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Decimal, InvalidOperation, localcontext
from itertools import batched
from pathlib import Path
from typing import TYPE_CHECKING, Final

from greffier.graph.errors import StoreError
from greffier.graph.exports.extras import needed
from greffier.graph.exports.tables import Cell, Table, tables
from greffier.graph.store import Store

if TYPE_CHECKING:
    import pyarrow

ROWS: Final = 20_000  # rows of a group, held at once
DIGITS: Final = 38  # of a sum of money,
DECIMALS: Final = 6  # as many of them after the point


def write_parquet(store: Store, folder: Path, *, with_text: bool = False) -> dict[str, int]:
    """Write each table as NAME.parquet into a folder that is there; return the numbers of rows by table.

    Dates are date32, lists list<string>, sums decimal128(38, 6). The same graph gives the same bytes with the same
    version of pyarrow. Raise StoreError where a sum has more digits than that, InputError where pyarrow is missing.
    """
    with needed("parquet"):
        from pyarrow import RecordBatch, array
        from pyarrow.parquet import ParquetWriter

    counts = {}
    for table in tables(with_text=with_text):
        schema = _schema(table)
        counts[table.name] = 0
        with ParquetWriter(folder / f"{table.name}.parquet", schema, compression="zstd") as writer:
            for rows in batched(table.rows(store), ROWS):
                columns = [
                    array([_exact(row[at], row) for row in rows], type=field.type) for at, field in enumerate(schema)
                ]
                writer.write_batch(RecordBatch.from_arrays(columns, schema=schema), row_group_size=ROWS)
                counts[table.name] += len(rows)
    return counts


def _schema(table: Table) -> pyarrow.Schema:
    import pyarrow

    types = {
        "text": pyarrow.string(),
        "texts": pyarrow.list_(pyarrow.string()),
        "number": pyarrow.float64(),
        "integer": pyarrow.int64(),
        "date": pyarrow.date32(),
        "boolean": pyarrow.bool_(),
        "amount": pyarrow.decimal128(DIGITS, DECIMALS),
    }
    return pyarrow.schema([(column.name, types[column.type]) for column in table.columns])


def _exact(value: Cell, row: tuple[Cell, ...]) -> Cell:
    """Return a sum with as many decimals as its column has; other values as they are."""
    if not isinstance(value, Decimal):
        return value
    try:
        with localcontext(prec=DIGITS):
            return value.quantize(Decimal(1).scaleb(-DECIMALS), ROUND_HALF_EVEN)
    except InvalidOperation as error:
        raise StoreError(f"{row[0]}: the sum {value} has more digits than a column of Parquet; export csv") from error
