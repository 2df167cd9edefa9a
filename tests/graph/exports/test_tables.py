"""The graph as tables: comma-separated values and Parquet."""

import csv
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow
import pyarrow.parquet
import pytest

from greffier.graph.changes import Changes, Node
from greffier.graph.errors import StoreError
from greffier.graph.exports.parquet import write_parquet
from greffier.graph.exports.spreadsheets import cell, write_spreadsheets
from greffier.graph.store import Store
from tests.ingest.generated import fresh_store

FINE = "action/banque-du-fleuve-fine-2025-01-17-9a33f1a7"
ORDER = "action/assurance-boreale-order-2024-06-10-d2884842"
COUNTS = {"organizations": 6, "laws": 1, "incidents": 3, "actions": 3, "relations": 13, "claims": 25, "documents": 6}


def read(folder: Path, name: str) -> list[dict[str, str]]:
    with folder.joinpath(f"{name}.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def test_there_is_a_file_for_each_table(corpus: Store, tmp_path: Path) -> None:
    counts = write_spreadsheets(corpus, tmp_path)
    assert counts == COUNTS
    assert {p.stem: len(read(tmp_path, p.stem)) for p in tmp_path.iterdir()} == counts


def test_imposed_and_threatened_sums_have_columns_of_their_own(corpus: Store, tmp_path: Path) -> None:
    write_spreadsheets(corpus, tmp_path)
    sums = {row["id"]: (row["imposed"], row["exposure"]) for row in read(tmp_path, "actions")}
    assert (sums[FINE], sums[ORDER]) == (("1500000", ""), ("", "5000"))
    told = {row["subject"]: row for row in read(tmp_path, "claims") if row["predicate"] == "amount"}
    assert (told[FINE]["imposed"], told[FINE]["exposure"], told[FINE]["per"]) == ("1500000", "", "")
    assert (told[ORDER]["imposed"], told[ORDER]["exposure"], told[ORDER]["per"]) == ("", "5000", "day")


def test_a_claim_has_its_document_and_its_quote(corpus: Store, tmp_path: Path) -> None:
    write_spreadsheets(corpus, tmp_path)
    (row,) = [r for r in read(tmp_path, "claims") if r["subject"] == FINE and r["predicate"] == "target"]
    assert row["quote"] == "à la Banque du Fleuve"
    assert (row["object_name"], row["title"], row["published"], row["status"]) == (
        "Banque du Fleuve",
        "Sanction de la Banque du Fleuve",
        "2025-01-20",
        "asserted",
    )


def test_every_status_is_told(corpus: Store, tmp_path: Path) -> None:
    write_spreadsheets(corpus, tmp_path)
    assert sorted(row["status"] for row in read(tmp_path, "incidents")) == ["alleged", "asserted", "denied"]
    hit = [row["status"] for row in read(tmp_path, "relations") if row["relation"] == "AFFECTED"]
    assert sorted(hit) == ["alleged", "asserted", "denied"]


def test_texts_and_marks_come_only_where_they_are_asked_for(corpus: Store, tmp_path: Path) -> None:
    plain, full = tmp_path / "plain", tmp_path / "full"
    for folder in (plain, full):
        folder.mkdir()
    write_spreadsheets(corpus, plain)
    write_spreadsheets(corpus, full, bom=True, with_text=True)
    assert "text" not in read(plain, "documents")[0]
    content = (full / "documents.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbfid,title,")
    assert "Each day would cost it 5,000 dollars." in content.decode()


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("=1+1", "'=1+1"),
        ("-2", "'-2"),
        ("＠x", "'＠x"),
        ("\tx", "'\tx"),
        ("'t Hooft", "''t Hooft"),
        ("a=1", "a=1"),
        (["+a", "b"], "'+a; b"),
        (["a", "+b"], "a; +b"),
        (-2, "-2"),
        (Decimal("-2.50"), "-2.5"),
        (Decimal("1E+6"), "1000000"),
        (0.1, "0.1"),
        (date(2020, 2, 1), "2020-02-01"),
        (None, ""),
        ([], ""),
    ],
)
def test_a_text_is_no_formula_and_a_number_is_one(value: Any, shown: str) -> None:
    assert cell(value) == shown


def test_parquet_has_the_same_rows_with_types(corpus: Store, tmp_path: Path) -> None:
    assert write_parquet(corpus, tmp_path) == COUNTS
    actions = pyarrow.parquet.read_table(tmp_path / "actions.parquet")
    assert actions.schema.field("date_from").type == pyarrow.date32()
    assert actions.schema.field("imposed").type == pyarrow.decimal128(38, 6)
    (fine,) = [row for row in actions.to_pylist() if row["id"] == FINE]
    assert (fine["imposed"], fine["exposure"], fine["date_from"]) == (Decimal("1500000"), None, date(2025, 1, 17))
    bodies = pyarrow.parquet.read_table(tmp_path / "organizations.parquet")
    assert bodies.schema.field("names").type == pyarrow.list_(pyarrow.string())
    names = {row["id"]: row["names"] for row in bodies.to_pylist()}
    assert names["regulator/ca-qc-amf"] == ["AMF", "Autorité des marchés financiers"]


def test_a_sum_that_no_column_holds_is_named(tmp_path: Path) -> None:
    with fresh_store() as store:
        store.write(Changes((Node("Action", "action/1", "Fine", {"imposed": 1e300}),)))
        with pytest.raises(StoreError, match=r"action/1: the sum 1E\+300 "):
            write_parquet(store, tmp_path)
