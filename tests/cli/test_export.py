"""The store for other tools."""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import networkx
import pytest

from tests.cli.conftest import Run


def test_annotations_are_those_of_extract(run: Run, texts: Path, corpus_path: Path, known_texts: None) -> None:
    run("extract", texts, "-o", "extracted")
    result = run("export", "annotations", "-o", "exported", "--store", corpus_path)
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "6 annotations written.\n")
    names = sorted(p.name for p in Path("extracted").iterdir())
    assert sorted(p.name for p in Path("exported").iterdir()) == names
    for name in names:
        assert Path("exported", name).read_bytes() == Path("extracted", name).read_bytes()


def test_annotations_go_to_standard_output_as_lines(run: Run, corpus_path: Path) -> None:
    result = run("export", "annotations", "-o", "-", "--store", corpus_path)
    assert sorted(json.loads(line)["id"] for line in result.stdout.splitlines()) == [
        "2024-03-boreale",
        "2024-06-order",
        "2024-06-ordonnance",
        "2025-01-fleuve",
        "2025-02-fleuve",
        "sans-date",
    ]


def test_a_folder_that_is_not_there_is_named(run: Run, corpus_path: Path) -> None:
    result = run("export", "rdf", "-o", "nowhere/graph.ttl", "--store", corpus_path)
    assert result.exit_code == 2
    assert "there is no folder nowhere to write graph.ttl into; make it first" in result.stderr


@pytest.mark.parametrize(("form", "read"), [("graphml", networkx.read_graphml), ("gexf", networkx.read_gexf)])
def test_networks_are_what_other_tools_read(run: Run, corpus_path: Path, form: str, read: Callable[[str], Any]) -> None:
    for name in ("one", "other"):
        result = run("export", form, "-o", f"{name}.{form}", "--store", corpus_path)
        assert (result.exit_code, result.stdout) == (0, "")
    graph = read(f"one.{form}")
    assert graph.nodes["regulator/fr-amf"]["name"] == "Autorité des marchés financiers"
    assert result.stderr == f"{len(graph)} things and {graph.size()} relations written.\n"
    content = Path(f"one.{form}").read_bytes()
    assert Path(f"other.{form}").read_bytes() == content
    assert run("export", form, "-o", "-", "--store", corpus_path).stdout_bytes == content
    assert sorted(p.name for p in Path.cwd().iterdir()) == [f"one.{form}", f"other.{form}"]


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_tables_come_as_a_folder_only_once_they_are_whole(
    run: Run, corpus_path: Path, form: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    result = run("export", form, "-o", "tables", "--store", corpus_path)
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr.startswith("6 organizations, 1 laws, 3 incidents, 3 actions, 13 relations, ")
    before = {p.name: p.read_bytes() for p in Path("tables").iterdir()}
    assert sorted(before) == [
        f"{name}.{form}"
        for name in ("actions", "claims", "documents", "incidents", "laws", "organizations", "relations")
    ]
    Path("tables", "mine.txt").write_text("mine", "utf-8")
    assert run("export", form, "-o", "tables", "--store", corpus_path).exit_code == 0
    after = {p.name: p.read_bytes() for p in Path("tables").iterdir()}
    assert after == {**before, "mine.txt": b"mine"}

    def fail(_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("greffier.graph.exports.tables._claim_row", fail)
    result = run("export", form, "-o", "other", "--store", corpus_path)
    assert result.exit_code == 1
    assert [p.name for p in Path.cwd().iterdir()] == ["tables"]


@pytest.mark.parametrize("form", ["ftm", "stix"])
def test_standards_are_one_file_of_the_same_bytes(run: Run, corpus_path: Path, form: str) -> None:
    if form == "ftm":
        pytest.importorskip("followthemoney", reason="the extra `ftm` is not installed")
    result = run("export", form, "-o", "one.json", "--store", corpus_path)
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr.endswith({"ftm": " entities written.\n", "stix": " objects written.\n"}[form])
    assert run("export", form, "-o", "-", "--store", corpus_path).stdout_bytes == Path("one.json").read_bytes()


def test_files_for_neo4j_admin_are_named_where_they_lie(run: Run, corpus_path: Path) -> None:
    result = run("export", "csv", "-o", "import", "--for", "neo4j-admin", "--store", corpus_path)
    folder = Path.cwd() / "import"
    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        f"neo4j-admin database import full neo4j @{folder / 'arguments'}",
        f"cypher-shell -f {folder / 'afterwards.cypher'}",
    ]
    told = (folder / "arguments").read_text("utf-8").splitlines()
    named = [line.strip('"').rsplit("=", 1)[1] for line in told if ".csv" in line]
    assert sorted(named) == sorted(str(p) for p in folder.glob("*.csv"))


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("csv", "-o", "-"), "name a folder"),
        (("csv", "-o", "file"), "file is a file; give a folder to write into"),
        (("csv", "-o", "x", "--for", "neo4j-admin", "--bom"), "--bom and --with-text are for spreadsheets"),
        (("parquet", "-o", "nowhere/tables"), "there is no folder nowhere to write tables into"),
    ],
)
def test_a_place_that_cannot_be_written_to_is_named(
    run: Run, corpus_path: Path, words: tuple[str, ...], message: str
) -> None:
    Path("file").write_text("", "utf-8")
    result = run("export", *words, "--store", corpus_path)
    assert result.exit_code == 2
    assert message in " ".join(result.stderr.split())


@pytest.mark.parametrize(
    ("words", "module", "extra"),
    [
        (("export", "ftm", "-o", "x"), "followthemoney", "ftm"),
        (("export", "stix", "-o", "x"), "stix2", "stix"),
        (("export", "parquet", "-o", "x"), "pyarrow", "parquet"),
        (("network", "figure", "-o", "x"), "matplotlib", "network"),
        (("network", "centrality"), "scipy", "network"),
    ],
)
def test_what_is_not_installed_is_named_with_its_extra(
    run: Run, corpus_path: Path, words: tuple[str, ...], module: str, extra: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    result = run(*words, "--store", corpus_path)
    assert result.exit_code == 1
    assert f"pip install 'greffier[{extra}]'" in result.stderr
    assert list(Path.cwd().iterdir()) == []
