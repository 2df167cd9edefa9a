"""The network of organisations, on the command line."""

import json
from pathlib import Path

from tests.cli.conftest import Run


def test_centrality_is_a_table_to_go_on_with(run: Run, corpus_path: Path) -> None:
    result = run("network", "centrality", "--by", "acted_on", "-n", "2", "--format", "json", "--store", corpus_path)
    assert (result.exit_code, result.stderr) == (0, "")
    told = json.loads(result.stdout)
    assert [(row["id"], row["acted_on"]) for row in told] == [
        ("organization/assurance-boreale", 1),
        ("organization/banque-du-fleuve", 1),
    ]
    assert list(told[0])[:3] == ["id", "name", "kind"]


def test_groups_tell_their_members(run: Run, corpus_path: Path) -> None:
    result = run("network", "components", "--format", "json", "--store", corpus_path)
    assert result.exit_code == 0
    told = json.loads(result.stdout)
    assert [(row["number"], row["size"], row["regulators"]) for row in told] == [(1, 4, 2), (2, 2, 1)]
    assert told[1]["ids"] == ["organization/banque-du-fleuve", "regulator/fr-amf"]
    result = run("network", "communities", "--link", "acted", "--format", "csv", "--store", corpus_path)
    assert result.stdout.splitlines()[0] == "number,size,regulators,names,ids"
    assert result.stderr.startswith("Modularity 0.")


def test_a_figure_has_the_form_of_its_name(run: Run, corpus_path: Path) -> None:
    for name, start in (("network.svg", b"<?xml"), ("network.png", b"\x89PNG"), ("network", b"<?xml")):
        result = run("network", "figure", "-o", name, "--store", corpus_path)
        assert (result.exit_code, result.stdout) == (0, "")
        assert result.stderr.startswith("6 organisations and 4 links drawn, ")
        assert Path(name).read_bytes().startswith(start)


def test_an_unknown_link_is_wrong_usage(run: Run, corpus_path: Path) -> None:
    assert run("network", "components", "--link", "fined", "--store", corpus_path).exit_code == 2
