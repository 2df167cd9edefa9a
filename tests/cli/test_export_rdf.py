"""The graph as RDF on the command line: forms, subsets, and what is wrong with a file."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from greffier.cli import export_rdf
from greffier.graph.rdf.exports import FORMATS, WITH_GRAPHS
from tests.cli.conftest import Run

BASE = "https://greffier.example/"


@pytest.mark.parametrize(
    ("name", "words", "beginning"),
    [
        ("graph.ttl", (), b"@prefix "),
        ("graph.trig", (), b"@prefix "),
        ("graph.nq", (), b"<https://greffier.example/"),
        ("graph", (), b"@prefix "),
        ("graph.nt", (), b"<https://greffier.example/"),
        ("graph.jsonld", (), b'[{"@id":"https://greffier.example/'),
        ("graph.rdf", (), b"<?xml "),
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


def test_the_forms_are_those_that_can_be_written() -> None:
    assert export_rdf.FORMATS == FORMATS
    assert export_rdf.WITH_GRAPHS == WITH_GRAPHS
    assert sorted(export_rdf.SUFFIXES.values()) == sorted(FORMATS)


def documents_in(name: str) -> set[str]:
    """Return the titles of the documents in a file of N-Quads."""
    return set(re.findall(r'dc/terms/title> "([^"]*)"', Path(name).read_text("utf-8")))


@pytest.mark.parametrize(
    ("words", "titles"),
    [
        (("--document", "2024-06-order"), {"Quebec's AMF acts against Assurance Boréale"}),
        (("--until", "2024-05"), {"Vol de données chez Assurance Boréale"}),
        (("--since", "2025-01-20", "--until", "2025-01"), {"Sanction de la Banque du Fleuve"}),
        (("--query", "fines", "-p", "since=2025"), {"Sanction de la Banque du Fleuve"}),
        (
            ("--institution", "Banque du Fleuve"),
            {"Sanction de la Banque du Fleuve", "Banque du Fleuve answers rumours"},
        ),
        (("--institution", "Banque du Fleuve", "--since", "2025-02"), {"Banque du Fleuve answers rumours"}),
        (
            ("--document", "2024-06-order", "--document", "2025-01-fleuve"),
            {"Quebec's AMF acts against Assurance Boréale", "Sanction de la Banque du Fleuve"},
        ),
    ],
)
def test_a_subset_has_the_documents_that_fit_all_options(
    run: Run, corpus_path: Path, words: tuple[str, ...], titles: set[str]
) -> None:
    result = run("export", "rdf", "-o", "part.nq", *words, "--store", corpus_path)
    assert (result.exit_code, result.stdout) == (0, "")
    assert documents_in("part.nq") == titles
    assert re.search(rf"quads of {len(titles)} documents? written", result.stderr)
    assert run("check-rdf", "part.nq").exit_code == 0


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        (("--institution", "Nobody at all"), 1, "'Nobody at all' names nothing"),
        (("--institution", "Banque du Fleuve", "--until", "2024"), 1, "no document in .* is what is asked for"),
        (("--since", "yesterday"), 2, "'yesterday' is not a date"),
        (("--query", "fine"), 1, "there is no query 'fine'"),
        (("--query", "timeline"), 1, "the parameter 'institution' is missing"),
    ],
)
def test_a_subset_that_cannot_be_made_is_one_error(
    run: Run, corpus_path: Path, words: tuple[str, ...], code: int, message: str
) -> None:
    result = run("export", "rdf", "-o", "part.nq", *words, "--store", corpus_path)
    assert result.exit_code == code
    assert re.search(message, " ".join(result.stderr.split()))
    assert list(Path.cwd().iterdir()) == []


def test_a_name_of_the_gazetteer_has_the_language_that_it_tells(run: Run, corpus_path: Path) -> None:
    run("export", "rdf", "-o", "graph.nt", "--store", corpus_path)
    name = (
        f'<{BASE}regulator/fr-amf> <http://www.w3.org/2000/01/rdf-schema#label> "Autorité des marchés financiers"@fr .'
    )
    assert name in Path("graph.nt").read_text("utf-8").splitlines()


def test_what_is_wrong_with_a_file_is_told(run: Run, corpus_path: Path) -> None:
    run("export", "rdf", "-o", "graph.nq", "--store", corpus_path)
    result = run("check-rdf", "graph.nq")
    assert (result.exit_code, result.stdout, result.stderr) == (
        0,
        "node\tpath\tmessage\tvalue\n",
        "Nothing is wrong.\n",
    )
    broken = (
        Path("graph.nq")
        .read_bytes()
        .replace(b'vocabulary#exposureCurrency> "CAD"', b'vocabulary#exposureCurrency> "$"')
    )
    result = run("check-rdf", "-", "--rdf-format", "nquads", "-f", "csv", stdin=broken)
    assert result.exit_code == 1
    assert "vocabulary#exposureCurrency" in result.stdout
    assert result.stderr.endswith(" faults.\n")


def test_a_file_that_is_not_there_or_no_rdf_is_one_line(run: Run) -> None:
    result = run("check-rdf", "none.ttl")
    assert (result.exit_code, result.stderr) == (1, "greffier: none.ttl: No such file or directory\n")
    Path("x.ttl").write_text("no RDF", "utf-8")
    result = run("check-rdf", "x.ttl")
    assert result.exit_code == 1
    assert result.stderr.startswith("greffier: x.ttl: is not turtle: ")
    assert result.stderr.count("\n") == 1
