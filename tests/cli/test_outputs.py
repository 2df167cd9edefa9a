"""Rows in the forms that can be asked for."""

import csv
import io
import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from greffier.cli.outputs import CONTROL, cell, plain, write_rows

ROWS = [
    {"name": "Été", "sum": 1500000.0, "sum_currency": "EUR", "sum_per": None, "on": date(2024, 1, 2), "of": ["a", "b"]},
    {"name": "tab\tand\nline", "sum": None, "sum_currency": None, "sum_per": None, "on": None, "of": []},
]
COLUMNS = ("name", "sum", "sum_currency", "sum_per", "on", "of")


def written(capsys: pytest.CaptureFixture[str], form: str, rows: Any = ROWS, columns: Any = COLUMNS) -> str:
    write_rows(rows, columns, form)
    return capsys.readouterr().out


def test_tab_separated_values(capsys: pytest.CaptureFixture[str]) -> None:
    assert written(capsys, "tsv") == (
        "name\tsum\tsum_currency\tsum_per\ton\tof\n"
        "Été\t1500000\tEUR\t\t2024-01-02\ta; b\n"
        "tab and line\t\t\t\t\t\n"
    )  # fmt: skip


def test_comma_separated_values_keep_the_text(capsys: pytest.CaptureFixture[str]) -> None:
    rows = list(csv.reader(io.StringIO(written(capsys, "csv"))))
    assert rows == [
        [*COLUMNS],
        ["Été", "1500000", "EUR", "", "2024-01-02", "a; b"],
        ["tab\tand\nline", "", "", "", "", ""],
    ]


def test_json_keeps_types(capsys: pytest.CaptureFixture[str]) -> None:
    text = written(capsys, "json")
    assert text.startswith('[\n {\n  "name": "Été",\n  "sum": 1500000,\n')
    assert json.loads(text)[0]["of"] == ["a", "b"]
    assert json.loads(text)[1] == dict.fromkeys(COLUMNS) | {"name": "tab\tand\nline", "of": []}


def test_json_lines_are_one_object_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    lines = written(capsys, "jsonl").splitlines()
    assert [json.loads(line)["name"] for line in lines] == ["Été", "tab\tand\nline"]


def test_a_table_joins_sums_and_leaves_out_what_is_empty(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    lines = [line.rstrip() for line in written(capsys, "table").splitlines()]
    assert lines == [
        "name                    sum  on          of",
        "─" * len(lines[1]),
        "Été           1,500,000 EUR  2024-01-02  a; b",
        "tab and line",
    ]


def test_a_narrow_table_is_a_block_a_row(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "30")
    assert written(capsys, "table") == (
        "name  Été\nsum   1,500,000 EUR\non    2024-01-02\nof    a; b\n\nname  tab and line\n"
    )


def test_what_would_move_the_cursor_of_a_terminal_is_not_written(capsys: pytest.CaptureFixture[str]) -> None:
    rows = [{"x": "red \x1b[31m and \x9b0m over\rwritten \u202e back"}]
    for form in ("table", "tsv"):
        assert not CONTROL.search(written(capsys, form, rows, ("x",)).replace("\n", "").replace("\t", ""))


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (True, "true"),
        (3.0, "3"),
        (0.5, "0.5"),
        (date(2024, 1, 2), "2024-01-02"),
        (["a", "b"], "a; b"),
        ([], ""),
        ([1, 2], "[1, 2]"),
        ({"a": date(2024, 1, 2)}, '{"a": "2024-01-02"}'),
    ],
)
def test_values_are_written_plainly(value: object, text: str) -> None:
    assert cell(value) == text


VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text()
    | st.dates(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@given(VALUES)
def test_any_value_can_be_json(value: object) -> None:
    assert json.loads(json.dumps(plain(value))) == plain(value)
