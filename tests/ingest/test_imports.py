"""What was exported as JSON lines, taken into a store again."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from greffier.graph.changes import Changes, Edge, Node
from greffier.graph.errors import InputError
from greffier.graph.exports.jsonlines import write_jsonlines
from greffier.graph.exports.jsonlines_reading import read_jsonlines
from greffier.graph.judgements import Verdict, read_judgements
from greffier.graph.model import MODEL_FILE, model
from greffier.graph.store import Store
from greffier.ingest.imports import Summary, take_in
from greffier.ingest.integration import Ruling, integrate
from greffier.ingest.rulings import Author, judge
from tests.ingest.generated import Report, contents, fresh_store, generate_testimonies
from tests.ingest.generated import take_in as ingest
from tests.stores.wild_reports import wild_testimonies

SEEDS = st.integers(0, 2**32)


def exported(store: Store) -> bytes:
    stream = io.BytesIO()
    write_jsonlines(store, stream)
    return stream.getvalue()


def imported(store: Store, content: bytes, *, replacing: bool = False) -> Summary:
    return take_in(store, read_jsonlines(io.BytesIO(content), "graph.jsonl"), replacing=replacing)


def lines(content: bytes) -> list[Any]:
    return [json.loads(line) for line in content.splitlines()]


def joined(told: list[Any]) -> bytes:
    return b"".join(json.dumps(line).encode() + b"\n" for line in told)


def small() -> bytes:
    """What a store of two documents exports as."""
    with fresh_store() as store:
        ingest(store, generate_testimonies(5, 2))
        return exported(store)


@settings(max_examples=12)
@given(seed=SEEDS, make=st.sampled_from((generate_testimonies, wild_testimonies)), count=st.integers(0, 8))
def test_an_import_gives_the_same_store_and_the_same_export(seed: int, make: Any, count: int) -> None:
    with fresh_store() as store, fresh_store() as copy:
        ingest(store, make(seed, count))
        content = exported(store)
        summary = imported(copy, content)
        assert (summary.new, summary.known, summary.beside) == (count, 0, 0)
        assert exported(copy) == content
        assert contents(copy) == contents(store)


@settings(max_examples=12)
@given(seed=SEEDS, split=st.integers(0, 8))
def test_an_import_beside_others_is_as_if_all_had_been_ingested_together(seed: int, split: int) -> None:
    testimonies = generate_testimonies(seed, 8)
    with fresh_store() as together, fresh_store() as some, fresh_store() as others:
        ingest(together, testimonies)
        ingest(some, testimonies[:split])
        ingest(others, testimonies[split:])
        imported(others, exported(some))
        assert contents(others) == contents(together)
        assert exported(others) == exported(together)


def test_an_import_twice_changes_nothing() -> None:
    content = small()
    with fresh_store() as store:
        imported(store, content)
        before = contents(store)
        assert imported(store, content) == Summary(known=2)
        assert contents(store) == before


def renamed(content: bytes, **properties: Any) -> bytes:
    told = lines(content)
    for line in told:
        if line.get("node") == "Document":
            line["properties"] |= properties
    return joined(told)


def test_a_known_document_stays_as_it_was_read_and_has_the_sources_of_both() -> None:
    content = small()
    other = renamed(content, reader="another", sources=["a/Also.txt"], file="Also")
    with fresh_store() as store:
        imported(store, content)
        assert imported(store, other) == Summary(known=2)
        (row, _) = store.read("MATCH (d:Document) RETURN d.sources AS s, d.file AS f, d.reader AS r ORDER BY d.title")
        assert row == {"s": ["Report 5-0.txt", "a/Also.txt"], "f": "Report 5-0", "r": "made for tests"}


def test_a_known_document_is_replaced_where_that_is_asked_for() -> None:
    content = small()
    told = lines(renamed(content, reader="another"))
    claims = {line["id"] for line in told if line.get("node") == "Claim"}
    told = [line for line in told if line.get("id") not in claims and line.get("from", [0, 0])[1] not in claims]
    told[-1]["end"] = {
        "nodes": sum("node" in line for line in told),
        "relations": sum("relation" in line for line in told),
    }
    with fresh_store() as store:
        imported(store, content)
        assert imported(store, joined(told), replacing=True) == Summary(replaced=2)
        assert store.read("MATCH (c:Claim) RETURN count(c) AS n") == [{"n": 0}]
        assert store.read("MATCH (d:Document) RETURN DISTINCT d.reader AS r") == [{"r": "another"}]
        assert store.read("MATCH (d:Document {file: 'Report 5-0'}) RETURN d.sources AS s") == [
            {"s": ["Report 5-0.txt"]}
        ]


def test_things_are_projected_anew_not_believed() -> None:
    told = lines(small())
    for line in told:
        if line.get("node") == "Organization":
            line["properties"]["name"] = "Forged"
    with fresh_store() as store:
        imported(store, joined(told))
        assert store.read("MATCH (o:Organization {name: 'Forged'}) RETURN o") == []
        assert store.read("MATCH (o:Organization) RETURN count(o) > 0 AS some") == [{"some": True}]


def change(**properties: Any) -> Callable[[Any], None]:
    return lambda line: line["properties"].update(properties)


@pytest.mark.parametrize(
    ("family", "spoil", "message"),
    [
        ("Document", change(text="Another text."), "ids come from the text"),
        ("Document", change(sha256="0" * 64), "is not that of its text"),
        ("Document", change(published="2020-12-15", published_on="2020-12-16"), "are not the same day"),
        ("Document", change(published_on="soon"), "is no day: write YYYY-MM-DD"),
        ("Document", change(sources=[]), "needs `file`, `language` and one of `sources`"),
        ("Document", change(title="\ud800"), "half a character"),
        ("Document", change(colour="red"), "no properties ['colour']"),
        ("Document", lambda line: line.update(node="Letter"), "no family 'Letter'"),
        ("Document", lambda line: line.update(id="claim/1"), "is no id of Document"),
        ("Occurrence", change(quote="Never said."), "does not stand in the document"),
        ("Occurrence", change(mentions=["Never said."]), "is not well-formed"),
        ("Occurrence", change(kind="Bakery"), "of the kind 'Bakery'"),
        ("Occurrence", change(start=True), "should be of type int"),
        ("Occurrence", change(gazetteer="law/x", family="Organization", kind="Bank"), "is no id of Organization"),
        ("Claim", change(confidence="high"), "should be of type float"),
        ("Claim", change(predicate="praised"), "is not well-formed"),
        ("Claim", change(status="certain"), "'certain' is not a valid Status"),
        ("Claim", change(start=0, stop=10**6), "does not stand in the document"),
    ],
)
def test_what_does_not_fit_is_named_with_its_line(family: str, spoil: Callable[[Any], None], message: str) -> None:
    told = lines(small())
    at = next(number for number, line in enumerate(told) if line.get("node") == family)
    spoil(told[at])
    with fresh_store() as store:
        with pytest.raises(InputError) as error:
            imported(store, joined(told))
        assert str(error.value).startswith(f"graph.jsonl:{at + 1}: ")
        assert message in str(error.value)
        assert contents(store) == ([], [])


@settings(max_examples=15)
@given(data=st.data())
def test_a_file_that_is_cut_off_is_refused_and_leaves_nothing_half(data: st.DataObject) -> None:
    content = small()
    cut = data.draw(st.integers(0, len(content) - 2))
    with fresh_store() as store:
        with pytest.raises(InputError, match=r"^graph\.jsonl"):
            imported(store, content[:cut])
        assert contents(store) == ([], [])


def test_a_line_that_is_missing_is_noticed() -> None:
    told = lines(small())
    del told[next(number for number, line in enumerate(told) if line.get("node") == "Law" or "IS" in line.values())]
    with fresh_store() as store, pytest.raises(InputError, match="lines are missing"):
        imported(store, joined(told))


def test_what_stands_before_the_broken_place_is_taken_in_by_whole_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("greffier.ingest.imports.BATCH", 2)
    testimonies = generate_testimonies(3, 5)
    with fresh_store() as whole, fresh_store() as store, fresh_store() as expected:
        ingest(whole, testimonies)
        content = exported(whole)
        at = content.index(b'{"node":"Document"', content.rindex(b'{"node":"Document"') - 1)
        summary = Summary()
        with pytest.raises(InputError, match="is no JSON"):
            take_in(store, read_jsonlines(io.BytesIO(content[:at] + b"{\n"), "graph.jsonl"), summary)
        assert summary.new == 2 + 2 * (store.read("MATCH (d:Document) RETURN count(d) AS n") == [{"n": 4}])
        stored = {row["id"] for row in store.read("MATCH (d:Document) RETURN d.id AS id")}
        expected.write(integrate(expected, [t for t in testimonies if t.document.id in stored]))
        assert contents(store) == contents(expected)
        imported(store, content)
        assert contents(store) == contents(whole)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "ends at line 0"),
        (b"[]\n", "is no object"),
        (b'{"node": "Document"}\n', "is not what `greffier export jsonl` writes"),
        (b'{"greffier": "graph", "version": 9, "texts": true}\n', "of version 9"),
        (b'{"greffier": "graph", "version": 1, "texts": false}\n', "without the texts of documents"),
        (b"\xff\n", "is no JSON"),
        (b"[" * 100_000 + b"\n", "is no JSON"),
    ],
)
def test_what_is_no_export_is_refused(content: bytes, message: str) -> None:
    with fresh_store() as store, pytest.raises(InputError, match=r"^graph\.jsonl") as error:
        imported(store, content)
    assert message in str(error.value)


def test_no_text_goes_out_where_none_is_to() -> None:
    report = Report("One")
    report.entity("Bank", "Ostrava Bank")
    report.quote("A sentence of which nothing is told.")
    with fresh_store() as store:
        ingest(store, [report.testimony()])
        stream = io.BytesIO()
        write_jsonlines(store, stream, with_text=False)
    assert b"A sentence of which" not in stream.getvalue()
    assert lines(stream.getvalue())[0] == {"greffier": "graph", "version": 1, "texts": False}


def judged(store: Store) -> None:
    """Decide that a body of a store is one with another, of which it may know nothing so far."""
    (row, *_) = store.read("MATCH (o:Organization) RETURN o.id AS id ORDER BY id")
    author = Author("A. Reader", "2026-11-02T10:00:00Z")
    judge(store, Verdict.SAME, "Organization", row["id"], "regulator/bb-markets", author)


@settings(max_examples=8)
@given(seed=SEEDS, split=st.integers(1, 6))
def test_judgements_go_along_and_bind_what_they_are_imported_into(seed: int, split: int) -> None:
    testimonies = generate_testimonies(seed, 7)
    with fresh_store() as together, fresh_store() as some, fresh_store() as others, fresh_store() as copy:
        ingest(some, testimonies[:split])
        judged(some)
        ingest(others, testimonies[split:])
        content = exported(some)
        assert imported(copy, content).judgements == 1
        assert contents(copy) == contents(some)
        imported(others, content)
        ingest(together, testimonies)
        together.write(integrate(together, ruling=Ruling(read_judgements(some))))
        assert contents(others) == contents(together)


def test_of_two_judgements_about_the_same_the_later_holds() -> None:
    with fresh_store() as store:
        ingest(store, generate_testimonies(5, 2))
        judged(store)
        content = exported(store)
        older = content.replace(b"2026-11-02T10:00:00Z", b"2025-01-01T00:00:00Z")
        newer = content.replace(b"2026-11-02T10:00:00Z", b"2027-01-01T00:00:00Z")
        assert [imported(store, c).judgements for c in (older, content, newer)] == [0, 0, 1]
        assert [j.at for j in read_judgements(store)] == ["2027-01-01T00:00:00Z"]


def test_a_judgement_that_is_none_is_named_with_its_line() -> None:
    with fresh_store() as store:
        ingest(store, generate_testimonies(5, 2))
        judged(store)
        told = lines(exported(store))
    assert told[1]["node"] == "Judgement"
    spoils: tuple[dict[str, Any], ...] = ({"verdict": "perhaps"}, {"left": []}, {"by": ""}, {"right": ["bank/x"]})
    for spoil in spoils:
        wrong = [told[0], told[1] | {"properties": told[1]["properties"] | spoil}, *told[2:]]
        with fresh_store() as store, pytest.raises(InputError, match=r"^graph\.jsonl:2: judgement/"):
            imported(store, joined(wrong))


@pytest.fixture
def wider_model(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The graph model with a family more, of which no document says anything."""
    told = yaml.safe_load(MODEL_FILE.read_text("utf-8"))
    told["families"]["Verdict"] = {
        "prefix": "verdict",
        "summary": "What somebody decided.",
        "kinds": {"Same": "They are one.", "Different": "They are two."},
        "properties": {"by": {"type": "text", "summary": "Who."}, "on": {"type": "date", "summary": "When."}},
    }
    told["relations"]["JUDGES"] = {
        "from": ["Verdict"],
        "to": ["Occurrence"],
        "summary": "it is about it",
        "properties": {"side": "integer"},
    }
    (tmp_path / "model.yaml").write_text(yaml.safe_dump(told, sort_keys=False), "utf-8")
    monkeypatch.setattr("greffier.graph.model.MODEL_FILE", tmp_path / "model.yaml")
    model.cache_clear()
    yield
    model.cache_clear()


def test_nodes_of_no_document_are_carried_too(wider_model: None) -> None:
    with fresh_store() as store, fresh_store() as copy:
        ingest(store, generate_testimonies(5, 2))
        (row, *_) = store.read("MATCH (o:Occurrence) RETURN o.id AS id ORDER BY id")
        verdict = Node("Verdict", "verdict/1", "Same", {"by": "A. Reader", "on": date(2026, 11, 2)})
        edge = Edge("JUDGES", "Verdict", verdict.id, "Occurrence", row["id"], {"side": 1})
        store.write(Changes((verdict,), (edge,)))
        content = exported(store)
        assert imported(copy, content) == Summary(new=2, claims=store_claims(store), beside=1)
        assert contents(copy) == contents(store)
        assert exported(copy) == content
    assert lines(content)[1] == {
        "node": "Verdict",
        "kind": "Same",
        "id": "verdict/1",
        "properties": {"by": "A. Reader", "on": "2026-11-02"},
    }


def store_claims(store: Store) -> int:
    (row,) = store.read("MATCH (c:Claim) RETURN count(c) AS n")
    return int(row["n"])
