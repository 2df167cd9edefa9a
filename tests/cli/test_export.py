"""The store for other tools."""

import json
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


@pytest.mark.parametrize(
    ("name", "words", "beginning"),
    [
        ("graph.ttl", (), b"@prefix "),
        ("graph.trig", (), b"@prefix "),
        ("graph.nq", (), b"<https://greffier.example/"),
        ("graph", (), b"@prefix "),
        ("graph.ttl", ("--format", "nquads"), b"<https://greffier.example/"),
        ("graph.nq", ("--base", "https://data.example/"), b"<https://data.example/"),
    ],
)
def test_rdf_has_the_form_of_the_option_or_the_name(
    run: Run, corpus_path: Path, name: str, words: tuple[str, ...], beginning: bytes
) -> None:
    result = run("export", "rdf", "-o", name, *words, "--store", corpus_path)
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr.endswith(" written.\n")
    assert Path(name).read_bytes().startswith(beginning)
    assert [p.name for p in Path.cwd().iterdir()] == [name]


def test_the_same_store_gives_the_same_bytes(run: Run, corpus_path: Path) -> None:
    for name in ("one.trig", "other.trig"):
        run("export", "rdf", "-o", name, "--store", corpus_path)
    assert Path("one.trig").read_bytes() == Path("other.trig").read_bytes()


def test_rdf_goes_to_standard_output(run: Run, corpus_path: Path) -> None:
    result = run("export", "rdf", "-o", "-", "--format", "nquads", "--store", corpus_path)
    run("export", "rdf", "-o", "graph.nq", "--store", corpus_path)
    assert result.stdout_bytes == Path("graph.nq").read_bytes()


def test_texts_go_out_only_if_asked_for(run: Run, corpus_path: Path) -> None:
    sentence = "A former manager is said to have diverted"
    without = run("export", "rdf", "-o", "-", "--format", "nquads", "--store", corpus_path)
    with_texts = run("export", "rdf", "-o", "-", "--format", "nquads", "--with-text", "--store", corpus_path)
    assert sentence not in without.stdout
    assert sentence in with_texts.stdout


def test_an_export_that_fails_leaves_the_file_as_it_was(run: Run, corpus_path: Path) -> None:
    Path("graph.ttl").write_text("before", "utf-8")
    result = run("export", "rdf", "-o", "graph.ttl", "--base", "no iri", "--store", corpus_path)
    assert (result.exit_code, result.stderr.count("\n")) == (1, 1)
    assert [(p.name, p.read_text("utf-8")) for p in Path.cwd().iterdir()] == [("graph.ttl", "before")]


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
