"""rdflib, pyoxigraph and Jena read the same triples in every form, whatever the words in them.

Jena (its `riot`) is the one on the PATH, or its jars are fetched, by their hashes, into the user's cache, as those of
Neo4j are; GREFFIER_TEST_JENA=0 turns that off.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

import pyoxigraph
import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st

from greffier.graph.errors import ServerError
from greffier.graph.rdf import FORMATS, dataset, export
from greffier.graph.rdf.exports import library_format
from greffier.graph.store import Store
from greffier.ingest.pipeline import ingest
from tests.graph.rdf.hostile import hostile_report
from tests.ingest.generated import Report, fresh_store, generate_testimonies, take_in

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")
SWITCH = "GREFFIER_TEST_JENA"
LOCK = Path(__file__).with_name("jena-5.3.0.lock")
RDFLIB = {
    "turtle": "turtle",
    "trig": "trig",
    "ntriples": "nt",
    "nquads": "nquads",
    "jsonld": "json-ld",
    "rdfxml": "xml",
}
WITH_GRAPHS = ("trig", "nquads", "jsonld")
Riot = Callable[[Path, str], bytes]


@pytest.fixture(scope="session")
def riot() -> Riot:
    """Have Jena read a file in a format, and give what it has read as N-Quads."""
    command = _riot_command()

    def run(path: Path, format: str) -> bytes:
        language = {"ntriples": "nt", "jsonld": "jsonld"}.get(format, format)
        done = subprocess.run(
            [*command, "--strict", f"--syntax={language}", "--output=nquads", str(path)],
            capture_output=True,
            check=False,
        )
        told = [line for line in done.stderr.decode().splitlines() if "SLF4J" not in line]
        assert (done.returncode, told) == (0, [])
        return done.stdout

    return run


def _riot_command() -> list[str]:
    from greffier.graph.neo4j.jars import fetch_jars
    from greffier.graph.neo4j.java import find_java
    from greffier.graph.neo4j.places import cache_folder

    on_path = shutil.which("riot")
    if on_path:
        return [on_path]
    if os.environ.get(SWITCH) == "0":
        pytest.skip(f"there is no Jena to test with: {SWITCH} is 0")
    try:
        java = find_java()
        folder = fetch_jars(lock=LOCK, folder=cache_folder() / LOCK.stem)
    except ServerError as error:
        pytest.skip(f"there is no Jena to test with: {error}")
    return [java.path, "-cp", str(folder / "*"), "riotcmd.riot"]


def written(store: Store, format: str) -> bytes:
    stream = BytesIO()
    export(store, stream, format, with_text=True)
    return stream.getvalue()


def read(data: bytes, format: str) -> set[pyoxigraph.Quad]:
    return set(pyoxigraph.parse(data, format=library_format(format)))


def without_graphs(quads: set[pyoxigraph.Quad]) -> set[pyoxigraph.Triple]:
    return {quad.triple for quad in quads}


@pytest.fixture(scope="module")
def store(project_root: Path) -> Iterator[Store]:
    """A store of the examples, of hostile words, and of all kinds of claims."""
    with fresh_store() as opened:
        ingest(opened, [str(project_root / "examples/documents")])
        take_in(opened, [hostile_report().testimony(), *generate_testimonies(31, 5)])
        yield opened


@pytest.mark.parametrize("format", FORMATS)
def test_jena_reads_what_was_written(riot: Riot, tmp_path: Path, store: Store, format: str) -> None:
    path = tmp_path / "export"
    path.write_bytes(written(store, format))
    expected = read(written(store, "nquads"), "nquads")
    found = read(riot(path, format), "nquads")
    if format in WITH_GRAPHS:
        assert found == expected
    else:
        assert without_graphs(found) == without_graphs(expected)


@pytest.mark.parametrize("format", FORMATS)
def test_rdflib_reads_hostile_words_as_they_were_written(format: str) -> None:
    with fresh_store() as store:
        take_in(store, [hostile_report().testimony()])
        data, expected = written(store, format), dataset(store, with_text=True)
    found = rdflib.Dataset(default_union=True)
    found.parse(data=data, format=RDFLIB[format])
    assert set(found.triples((None, None, None))) == set(expected.triples((None, None, None)))


ANY = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20)


@settings(max_examples=10)
@given(st.lists(ANY, min_size=1, max_size=3), st.text(max_size=8))
def test_any_words_come_through_every_form(words: list[str], ending: str) -> None:
    """Of RDF/XML, all that XML can hold."""
    report = Report("Report", "2021-01-01")
    for number, name in enumerate(words):
        report.entity("Bank", name, known_as=f"organization/{number}{ending}")
    with fresh_store() as store:
        take_in(store, [report.testimony()])
        expected = read(written(store, "nquads"), "nquads")
        for format in FORMATS:
            found = read(written(store, format), format)
            if format == "rdfxml":
                assert len(found) == len(expected)
            elif format in WITH_GRAPHS:
                assert found == expected
            else:
                assert without_graphs(found) == without_graphs(expected)
