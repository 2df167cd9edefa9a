"""Asking the questions of the catalogue."""

import csv
import io
import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run


def test_the_queries_are_listed(run: Run) -> None:
    for words in (("query",), ("query", "--list")):
        result = run(*words)
        assert result.exit_code == 0
        lines = [line.split("\t") for line in result.stdout.splitlines()]
        assert lines[0] == ["query", "summary"]
        assert ["incidents", "The incidents that hit an institution, in order of date."] in lines
        assert len(lines) == 17


def test_a_query_is_described_without_a_store(run: Run) -> None:
    result = run("query", "notifications", "--describe")
    assert result.exit_code == 0
    assert result.stdout.startswith(
        "notifications: Who informed whom, and where it is said.\n"
        "\n"
        "Parameters:\n"
        "  institution (thing[Organization], optional)\n"
        "      Only where this body informed or was informed.\n"
        "\n"
        "Columns:\n"
        "  informer (text)\n"
        "      Who informed.\n"
    )
    assert result.stdout.endswith("\nExample:\n  greffier query notifications -p institution=CNIL\n")


def test_a_description_comes_as_data_too(run: Run) -> None:
    result = run("query", "--describe", "incidents", "--format", "json")
    assert json.loads(result.stdout)[:2] == [
        {
            "role": "parameter",
            "name": "institution",
            "type": "thing[Organization]",
            "required": True,
            "default": None,
            "meaning": "The institution, by name or id.",
        },
        {
            "role": "parameter",
            "name": "parts",
            "type": "boolean",
            "required": False,
            "default": "false",
            "meaning": "Also what hit the organisations that are part of it.",
        },
    ]


def test_an_answer_in_a_pipe_is_tab_separated(run: Run, corpus_path: Path) -> None:
    result = run("query", "exposures", "--store", corpus_path)
    assert result.exit_code == 0
    header, row = (line.split("\t") for line in result.stdout.splitlines())
    assert dict(zip(header, row, strict=True)) == {
        "date": "2024-06-10",
        "kind": "Order",
        "regulators": "Autorité des marchés financiers (CA-QC)",
        "targets": "Assurance Boréale",
        "exposure": "5000",
        "exposure_currency": "CAD",
        "exposure_per": "day",
        "status": "asserted",
        "quote": "Each day would cost it",
        "document": "Quebec's AMF acts against Assurance Boréale",
        "published": "2024-06-11",
        "regulator_ids": "regulator/ca-qc-amf",
        "target_ids": "organization/assurance-boreale",
        "id": "action/assurance-boreale-order-2024-06-10-d2884842",
    }


def test_a_table_that_does_not_fit_is_a_block_a_row(run: Run, corpus_path: Path) -> None:
    result = run("query", "exposures", "--store", corpus_path, "-f", "table")
    assert result.stdout == (
        "date        2024-06-10\n"
        "kind        Order\n"
        "regulators  Autorité des marchés financiers (CA-QC)\n"
        "targets     Assurance Boréale\n"
        "exposure    5,000 CAD per day\n"
        "status      asserted\n"
        "quote       Each day would cost it\n"
        "document    Quebec's AMF acts against Assurance Boréale\n"
        "published   2024-06-11\n"
        "id          action/assurance-boreale-order-2024-06-10-d2884842\n"
    )


def test_a_table_that_fits_has_a_line_a_row(run: Run, corpus_path: Path) -> None:
    result = run("query", "exposures", "--store", corpus_path, "-f", "table", columns=260)
    lines = result.stdout.splitlines()
    assert lines[0].split() == [
        *("date", "kind", "regulators", "targets", "exposure"),
        *("status", "quote", "document", "published", "id"),
    ]
    assert "5,000 CAD per day" in lines[2]
    assert len(lines) == 3
    assert "\x1b" not in result.stdout


def test_other_forms_hold_the_same_rows(run: Run, corpus_path: Path) -> None:
    answer = ("query", "timeline", "-p", "institution=Groupe Boréal", "-p", "parts=true", "--store", corpus_path)
    as_json = json.loads(run(*answer, "-f", "json").stdout)
    as_lines = [json.loads(line) for line in run(*answer, "-f", "jsonl").stdout.splitlines()]
    as_csv = list(csv.DictReader(io.StringIO(run(*answer, "-f", "csv").stdout)))
    assert [row["kind"] for row in as_json] == ["DataBreach", "Order", "Investigation"]
    assert as_lines == as_json
    assert [row["id"] for row in as_csv] == [row["id"] for row in as_json]
    assert as_csv[1]["exposure"] == "5000"
    assert as_json[1]["exposure"] == 5000
    assert as_json[1]["laws"] == ["Loi sur les assureurs"]
    assert as_csv[0]["quote"] == "Assurance Boréale, membre du Groupe Boréal, a annoncé"


def test_what_a_name_was_taken_for_is_told_beside_the_data(run: Run, corpus_path: Path) -> None:
    result = run("query", "incidents", "-p", "institution=boreale", "--store", corpus_path)
    assert result.stderr == "institution: organization/assurance-boreale (Assurance Boréale, Insurer, CA-QC)\n"
    by_id = ("-p", "institution=organization/assurance-boreale")
    assert run("query", "incidents", *by_id, "--store", corpus_path).stderr == ""
    assert run("query", "incidents", "-p", "institution=boreale", "--store", corpus_path, "-q").stderr == ""


def test_the_cypher_is_told_if_asked_for(run: Run, corpus_path: Path) -> None:
    assert "MATCH (a:Action)" in run("query", "fines", "--store", corpus_path, "-v").stderr


@pytest.mark.parametrize(
    ("form", "shown"),
    [("table", ""), ("json", "[]\n"), ("jsonl", "")],
)
def test_no_rows_are_said_to_be_none(run: Run, corpus_path: Path, form: str, shown: str) -> None:
    result = run("query", "fines", "-p", "since=2030", "--store", corpus_path, "-f", form)
    assert (result.exit_code, result.stdout, result.stderr) == (0, shown, "No rows.\n")


def test_no_rows_have_a_header_still(run: Run, corpus_path: Path) -> None:
    for form in ("tsv", "csv"):
        result = run("query", "fines", "-p", "since=2030", "--store", corpus_path, "-f", form)
        assert result.stdout.splitlines()[0].startswith("date")
        assert result.stdout.count("\n") == 1


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("nothing",), "there is no query 'nothing'; there are actions, contradictions, copies, "),
        (("incidents",), "incidents: the parameter 'institution' is missing; it takes institution ("),
        (("fines", "-p", "who=x"), "fines: there is no parameter 'who'; it takes regulator (thing[Organization]), "),
        (("fines", "-p", "since=hier"), "fines: the parameter 'since': 'hier' is not a date: write YYYY, YYYY-MM"),
        (
            ("actions", "-p", "regulator=Autorité des marchés financiers"),
            "'Autorité des marchés financiers' names 3 things; give the id of one: regulator/ca-qc-amf (",
        ),
        (("actions", "-p", "regulator=Fluve"), "'Fluve' names nothing in "),
    ],
)
def test_a_question_that_cannot_be_answered_is_one_line(
    run: Run, corpus_path: Path, words: tuple[str, ...], message: str
) -> None:
    result = run("query", *words, "--store", corpus_path)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith(f"greffier: {message}")
    assert result.stderr.count("\n") == 1
