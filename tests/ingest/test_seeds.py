"""The two articles that the project starts from: what must be read from them. They lie outside of this repository."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from greffier.graph.annotations import to_annotation
from greffier.graph.identity import digest
from greffier.graph.occurrences import locate
from greffier.graph.records import Extraction
from greffier.graph.store import Row, Store, open_store
from greffier.graph.testimonies import read_extractions, read_nodes
from greffier.ingest.extraction import extract
from greffier.ingest.integration import integrate
from greffier.ingest.pipeline import ingest, read_documents
from tests.ingest.readings import misquoted

EVALUATION = Path(__file__).resolve().parents[3] / "shared" / "evaluation"
SEEDS = EVALUATION / "seeds"
SCORER = EVALUATION / "score.py"

PROMUTUEL, UNIQUE = "organization/promutuel-assurance", "organization/l-unique-assurances-generales"
GROUP, FEDERATION = "organization/mouvement-desjardins", "organization/federation-des-caisses-desjardins-du-quebec"
AMF = "regulator/ca-qc-amf"

pytestmark = pytest.mark.skipif(
    not SEEDS.is_dir(), reason="the two seed articles are not beside this repository (../shared/evaluation/seeds)"
)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A store of the two articles."""
    path = str(tmp_path_factory.mktemp("seeds") / "graph.kgl")
    with open_store(path, writable=True) as opened:
        summary = ingest(opened, [str(SEEDS)])
        assert (summary.new, summary.unread) == (2, [])
        yield opened


def one(rows: list[Row]) -> Row:
    (row,) = rows
    return row


def documents_of(store: Store, thing: str) -> set[str]:
    """Return the languages of the documents that speak of a thing; the two articles have one each."""
    rows = store.read(
        "MATCH (t {id: $id})<-[:IS]-(:Occurrence)-[:IN]->(d:Document) RETURN DISTINCT d.language AS language",
        {"id": thing},
    )
    return {row["language"] for row in rows}


def incidents_of(store: Store, organization: str) -> list[Row]:
    return store.read(
        "MATCH (i:Incident)-[:AFFECTED]->(o:Organization {id: $id}) "
        "RETURN i.id AS id, labels(i) AS labels, i.date AS date, i.announced AS announced, i.status AS status",
        {"id": organization},
    )


def the_order(store: Store) -> dict[str, Any]:
    """Return the one order of 14 December 2020; the English article tells of a later one, too."""
    rows = store.read("MATCH (a:Order {date: $date}) RETURN properties(a) AS order", {"date": "2020-12-14"})
    found: dict[str, Any] = one(rows)["order"]
    return found


def ends(store: Store, order: dict[str, Any], pattern: str) -> list[str]:
    """Return the ids of what stands at `x` in a pattern about the order."""
    rows = store.read(f"MATCH {pattern} WHERE a.id = $id RETURN x.id AS id ORDER BY id", {"id": order["id"]})
    return [row["id"] for row in rows]


@pytest.mark.parametrize("organization", [PROMUTUEL, UNIQUE])
def test_each_of_the_two_insurers_was_hit_by_a_cyberattack(store: Store, organization: str) -> None:
    row = one(incidents_of(store, organization))
    assert "Cyberattack" in row["labels"]
    assert row["status"] == "asserted"


def test_the_two_attacks_are_two(store: Store) -> None:
    assert one(incidents_of(store, PROMUTUEL))["id"] != one(incidents_of(store, UNIQUE))["id"]


def test_the_leak_announced_in_june_2019_is_one_incident_of_both_articles(store: Store) -> None:
    rows = {row["id"]: row for name in (GROUP, FEDERATION) for row in incidents_of(store, name)}
    row = one([row for row in rows.values() if row["announced"] == "2019-06"])
    assert "DataBreach" in row["labels"]
    assert documents_of(store, row["id"]) == {"fr", "en"}
    assert len(rows) == 1


def test_the_order_of_december_2020_is_one_of_both_articles(store: Store) -> None:
    order = the_order(store)
    assert documents_of(store, order["id"]) == {"fr", "en"}
    assert ends(store, order, "(x:Regulator)-[:ISSUED]->(a:Order)") == [AMF]
    assert ends(store, order, "(a:Order)-[:ADDRESSED_TO]->(x:Organization)") == [FEDERATION]
    assert ends(store, order, "(a:Order)-[:UNDER]->(x:Law)") == ["law/ca-qc-coop-sf"]
    (leak,) = ends(store, order, "(a:Order)-[:CONCERNS]->(x:Incident)")
    assert [row["announced"] for row in incidents_of(store, GROUP) if row["id"] == leak] == ["2019-06"]


def test_the_order_carries_no_fine_but_exposes_to_one(store: Store) -> None:
    order = the_order(store)
    assert order.get("imposed") is None
    assert order.get("imposed_currency") is None
    assert (order["exposure"], order["exposure_currency"], order["exposure_per"]) == (10000.0, "CAD", "day")
    assert store.read("MATCH (a:Action) WHERE a.imposed IS NOT NULL RETURN a.id AS id") == []
    assert store.read("MATCH (a:Fine) RETURN a.id AS id") == []
    assert store.read("MATCH (c:Claim) WHERE c.amount_kind = 'imposed' RETURN c.id AS id") == []


def test_the_group_and_its_federation_are_two(store: Store) -> None:
    rows = store.read("MATCH (o:Organization) WHERE o.id IN $ids RETURN o.id AS id", {"ids": [GROUP, FEDERATION]})
    assert {row["id"] for row in rows} == {GROUP, FEDERATION}
    for name in (GROUP, FEDERATION):
        assert documents_of(store, name) == {"fr", "en"}


def test_nobody_is_said_to_have_been_notified(store: Store) -> None:
    assert store.read("MATCH (a)-[:NOTIFIED]->(b) RETURN a.id AS id") == []


def test_every_claim_and_mention_is_verbatim_at_its_offsets(store: Store) -> None:
    found = [extraction for extraction, _ in read_extractions(store)]
    assert [misquoted(extraction) for extraction in found] == [[], []]
    rows = store.read(
        "MATCH (c:Claim)-[:STATED_IN]->(d:Document) "
        "RETURN c.quote AS quote, c.start AS start, c.stop AS stop, d.id AS id"
    )
    texts = {e.document.id: e.document.text for e in found}
    assert len(rows) > 20
    assert all(texts[row["id"]][row["start"] : row["stop"]] == row["quote"] for row in rows)


def test_the_texts_are_kept_as_they_are(store: Store) -> None:
    rows = store.read("MATCH (d:Document) RETURN d.text AS text, d.sha256 AS sha256")
    files = {path.read_bytes().decode("utf-8") for path in SEEDS.glob("*.txt")}
    assert {row["text"] for row in rows} == files
    assert {row["sha256"] for row in rows} == {digest(text) for text in files}


@pytest.fixture(scope="module")
def figures(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What the scorer says of our annotations."""
    if not SCORER.is_file():
        pytest.skip("the scorer is not beside this repository (../shared/evaluation/score.py)")
    folder = tmp_path_factory.mktemp("predictions")
    extractions: list[Extraction] = list(
        extract(d for d in read_documents([str(SEEDS)]) if not isinstance(d, Exception))
    )
    with open_store(str(folder / "graph.kgl"), writable=True) as opened:
        opened.write(integrate(opened, [locate(e) for e in extractions]))
        for extraction in extractions:
            annotation = to_annotation(extraction, read_nodes(opened, extraction.document.id))
            (folder / f"{annotation['id']}.json").write_text(json.dumps(annotation), "utf-8")
    run = subprocess.run(
        [sys.executable, str(SCORER), str(SEEDS), str(folder), "--json"], check=True, capture_output=True, text=True
    )
    found: dict[str, Any] = json.loads(run.stdout)
    return found


def test_the_articles_are_read_as_well_as_they_have_to_be(figures: dict[str, Any]) -> None:
    assert figures["documents"] == 2
    assert figures["grounding"]["precision"] == 1.0
    assert figures["entities"]["f1"] >= 0.9
    assert figures["incidents"]["f1"] >= 0.85
    assert figures["actions"]["f1"] >= 0.85
    assert figures["slots"]["f1"] >= 0.85


def test_what_is_one_in_both_articles_is_linked(figures: dict[str, Any]) -> None:
    # One pair more than the annotations have: a group under its French and its English name, see docs/decisions/0006.
    assert figures["links_entities"]["recall"] == 1.0
    assert figures["links_entities"]["fp"] <= 1
    assert figures["links_events"]["f1"] == 1.0
