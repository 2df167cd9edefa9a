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
