"""Documents to annotations, without a store."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Run

pytestmark = pytest.mark.usefixtures("known_texts")


def read(path: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(Path(path).read_text("utf-8"))
    return found


def test_each_document_becomes_a_file(run: Run, texts: Path) -> None:
    result = run("extract", texts, "-o", "out/deep")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "6 annotated.\n")
    assert sorted(p.name for p in Path("out/deep").iterdir()) == [
        "2024-03-boreale.json",
        "2024-06-order.json",
        "2024-06-ordonnance.json",
        "2025-01-fleuve.json",
        "2025-02-fleuve.json",
        "sans-date.json",
    ]
    assert sorted(p.name for p in Path.cwd().iterdir()) == ["out"]


def test_an_annotation_holds_what_the_document_says(run: Run, texts: Path) -> None:
    run("extract", texts / "2025-01-fleuve.txt", "-o", ".")
    assert read("2025-01-fleuve.json") == {
        "id": "2025-01-fleuve",
        "lang": "fr",
        "published": "2025-01-20",
        "entities": [
            {
                "id": "e1",
                "type": "Bank",
                "name": "Banque du Fleuve",
                "mentions": [{"text": "Banque du Fleuve", "start": 148, "end": 164}],
                "node": "organization/banque-du-fleuve",
            },
            {
                "id": "e2",
                "type": "Regulator",
                "name": "Autorité des marchés financiers",
                "mentions": [{"text": "Autorité des marchés financiers", "start": 53, "end": 84}],
                "node": "regulator/fr-amf",
            },
        ],
        "incidents": [],
        "actions": [
            {
                "id": "a1",
                "type": "Fine",
                "issuer": ["e2"],
                "target": ["e1"],
                "law": [],
                "concerns": [],
                "date": "2025-01-17",
                "amount": {"value": 1500000, "currency": "EUR", "per": None, "kind": "imposed"},
                "evidence": {"text": "une amende de 1,5 million d'euros", "start": 109, "end": 142},
                "node": "action/banque-du-fleuve-fine-2025-01-17-9a33f1a7",
            }
        ],
        "relations": [],
    }


def test_the_file_is_utf8_with_an_indent_of_one_and_accents_as_they_are(run: Run, texts: Path) -> None:
    run("extract", texts / "sans-date.txt", "-o", ".")
    assert Path("sans-date.json").read_bytes().startswith(b'{\n "id": "sans-date",\n "lang": "fr",\n')
    assert "Autorité des marchés financiers".encode() in Path("sans-date.json").read_bytes()


def test_one_thing_has_one_node_in_all_documents(run: Run, texts: Path) -> None:
    run("extract", texts, "-o", ".")
    order, ordonnance = read("2024-06-order.json"), read("2024-06-ordonnance.json")
    assert order["actions"][0]["node"] == ordonnance["actions"][0]["node"]
    assert order["incidents"][0]["node"] == read("2024-03-boreale.json")["incidents"][0]["node"]
    assert read("2025-01-fleuve.json")["entities"][1]["node"] == "regulator/fr-amf"
    assert order["entities"][1]["node"] == "regulator/ca-qc-amf"


def test_what_is_denied_is_left_out(run: Run, texts: Path) -> None:
    run("extract", texts, "-o", ".")
    assert [i["type"] for i in read("2025-02-fleuve.json")["incidents"]] == ["Fraud"]


def test_json_lines_go_to_standard_output(run: Run, texts: Path) -> None:
    result = run("extract", texts, "-o", "-")
    assert result.stderr == "6 annotated.\n"
    assert [json.loads(line)["id"] for line in result.stdout.splitlines()] == [
        "2024-03-boreale",
        "2024-06-order",
        "2024-06-ordonnance",
        "2025-01-fleuve",
        "2025-02-fleuve",
        "sans-date",
    ]


def test_lines_and_files_say_the_same(run: Run, texts: Path) -> None:
    lines = run("extract", texts, "-o", "-").stdout.splitlines()
    run("extract", texts, "-o", ".")
    assert [read(f"{json.loads(line)['id']}.json") for line in lines] == [json.loads(line) for line in lines]


def test_two_documents_of_one_name_are_told_apart(run: Run, texts: Path) -> None:
    other = texts / "other"
    other.mkdir()
    (other / "sans-date.txt").write_text("Another text\n\nOf the same name.\n", "utf-8")
    result = run("extract", texts / "sans-date.txt", other / "sans-date.txt", "-o", ".")
    assert (result.exit_code, result.stderr.splitlines()) == (
        0,
        [
            "sans-date.txt: another document is named 'sans-date', so this one is 'sans-date-378bc810'",
            "2 annotated.",
        ],
    )
    assert read("sans-date.json")["id"] == "sans-date"
    assert read("sans-date-378bc810.json")["id"] == "sans-date-378bc810"


def test_one_text_under_two_names_is_annotated_twice_with_the_same_nodes(run: Run, texts: Path) -> None:
    (texts / "copy.txt").write_bytes((texts / "2025-01-fleuve.txt").read_bytes())
    run("extract", texts / "copy.txt", texts / "2025-01-fleuve.txt", "-o", ".")
    assert read("copy.json") | {"id": "2025-01-fleuve"} == read("2025-01-fleuve.json")


def test_one_file_given_twice_is_annotated_once(run: Run, texts: Path) -> None:
    result = run("extract", texts / "sans-date.txt", texts / "sans-date.txt", "-o", ".")
    assert (result.exit_code, result.stderr) == (0, "1 annotated.\n")


def test_what_cannot_be_read_is_one_line_and_exit_code_1(run: Run, texts: Path) -> None:
    (texts / "bad.txt").write_bytes(b"")
    result = run("extract", texts / "bad.txt", texts / "sans-date.txt", "-o", ".")
    assert result.exit_code == 1
    assert result.stderr.splitlines() == ["greffier: bad.txt: is empty; nothing to read", "1 annotated, 1 not read."]
    assert Path("sans-date.json").exists()


def test_nothing_to_read_writes_nothing(run: Run) -> None:
    result = run("extract", "missing", "-o", "out")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.splitlines()[-1] == "0 annotated, 1 not read."


def test_a_folder_that_cannot_be_made_is_one_line(run: Run, texts: Path) -> None:
    Path("taken").write_text("", "utf-8")
    result = run("extract", texts, "-o", "taken")
    assert result.exit_code == 2
    assert "taken is a file; give a folder to write into" in result.stderr


def test_explaining_shows_every_find_and_each_candidate_with_its_score(run: Run, tmp_path: Path) -> None:
    told = "Amende\n\nParis. L'Autorité des marchés financiers a infligé à la Banque du Fleuve une amende de 2 M€.\n"
    Path(tmp_path, "fleuve.txt").write_text(told, "utf-8")
    result = run("extract", tmp_path / "fleuve.txt", "--explain")
    assert (result.exit_code, result.stderr) == (0, "1 explained.\n")
    shown = result.stdout.splitlines()
    assert any(
        "Autorité des marchés financiers" in line and "= regulator/fr-amf  [gazetteer]" in line for line in shown
    )
    assert any("→ a1: tells it" in line for line in shown)
    assert any(line.strip().startswith("✓") and "Banque du Fleuve" in line for line in shown)
    assert any(line.strip().startswith("·") for line in shown)
    assert "\x1b" not in result.stdout


def test_an_explanation_is_a_page_that_shows_the_text_as_it_is(run: Run, tmp_path: Path) -> None:
    hostile = (
        'Une amende <script>alert(1)</script>\n\nL\'AMF a infligé à la Banque du Fleuve une amende de 2 M€ & "plus".\n'
    )
    Path(tmp_path, "hostile.txt").write_text(hostile, "utf-8")
    result = run("extract", tmp_path / "hostile.txt", "--explain", "-o", "pages")
    assert (result.exit_code, result.stdout) == (0, "")
    page = Path("pages/hostile.html").read_text("utf-8")
    assert "<script>" not in page
    assert "&lt;script&gt;" in page
    assert '<mark class="action"' in page


def test_a_text_that_tells_of_nothing_is_explained_too(run: Run, tmp_path: Path) -> None:
    Path(tmp_path, "quiet.txt").write_text("Résultats\n\nLa Banque du Fleuve publie ses résultats.\n", "utf-8")
    result = run("extract", tmp_path / "quiet.txt", "--explain")
    assert "nothing is kept of this document" in result.stdout


def test_a_place_to_write_to_or_an_explanation_has_to_be_asked_for(run: Run, texts: Path) -> None:
    result = run("extract", texts)
    assert result.exit_code == 2
    assert "--output FOLDER" in result.stderr
    assert "--explain" in result.stderr
