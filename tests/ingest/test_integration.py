"""Integration: the graph depends on the documents that are in it, and on nothing of how they came."""

import random
from collections.abc import Mapping, Sequence
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from greffier.graph import occurrences
from greffier.graph.model import EVENTS, model
from greffier.graph.store import Store
from greffier.ingest.integration import integrate
from tests.ingest.generated import (
    Report,
    contents,
    exposure,
    fresh_store,
    generate,
    generate_testimonies,
    imposed,
    take_in,
    withdraw,
)

# The seed and the number of documents of a set.
sets = st.tuples(st.integers(0, 10**6), st.integers(2, 7))


def graph_of(testimonies: Sequence[occurrences.Testimony], batch: int = 100) -> tuple[list[str], list[str]]:
    with fresh_store() as store:
        take_in(store, testimonies, batch)
        return contents(store)


@settings(max_examples=25)
@given(sets, st.integers(0, 10**6), st.integers(1, 4))
def test_the_order_and_the_batches_of_documents_leave_no_trace(
    drawn: tuple[int, int], shuffle: int, batch: int
) -> None:
    testimonies = list(generate_testimonies(*drawn))
    expected = graph_of(testimonies)
    random.Random(shuffle).shuffle(testimonies)
    assert graph_of(testimonies, batch) == expected


@settings(max_examples=20)
@given(sets, st.integers(0, 10**6), st.integers(1, 4))
def test_documents_that_are_withdrawn_might_never_have_come(drawn: tuple[int, int], shuffle: int, batch: int) -> None:
    testimonies = list(generate_testimonies(*drawn))
    random.Random(shuffle).shuffle(testimonies)
    gone, kept = testimonies[: len(testimonies) // 2], testimonies[len(testimonies) // 2 :]
    with fresh_store() as store:
        take_in(store, testimonies, batch)
        withdraw(store, gone[:1])
        withdraw(store, gone[1:])
        assert contents(store) == graph_of(kept)
        take_in(store, gone, batch)
        assert contents(store) == graph_of(testimonies)
        withdraw(store, testimonies)
        assert contents(store) == ([], [])


@settings(max_examples=15)
@given(sets, st.integers(0, 10**6))
def test_a_document_that_is_read_anew_replaces_itself(drawn: tuple[int, int], shuffle: int) -> None:
    """Another reader finds less in half of the documents: the graph is that of what it finds."""
    extractions = list(generate(*drawn))
    testimonies = [occurrences.locate(e) for e in extractions]
    chance = random.Random(shuffle)
    poorer = [
        occurrences.locate(
            type(e)(e.document, "another reader", e.entities, e.incidents, (), _without_actions(e, chance))
        )
        for e in extractions[::2]
    ]
    with fresh_store() as store:
        take_in(store, testimonies)
        changes = integrate(store, poorer, [t.document.id for t in poorer])
        store.write(changes)
        assert contents(store) == graph_of([*poorer, *testimonies[1::2]])
        same = [*poorer, *testimonies[1::2]]
        store.write(integrate(store, same, [t.document.id for t in same]))
        assert contents(store) == graph_of(same)


def _without_actions(extraction: Any, chance: random.Random) -> tuple[Any, ...]:
    return tuple(c for c in extraction.claims if not c.subject.startswith("a") and chance.random() < 0.8)


@settings(max_examples=15)
@given(sets, st.integers(1, 3))
def test_the_graph_hangs_together(drawn: tuple[int, int], batch: int) -> None:
    """Every occurrence is one thing, every thing is spoken of, every relation counts its claims."""
    testimonies = generate_testimonies(*drawn)
    with fresh_store() as store:
        take_in(store, testimonies, batch)
        rows = store.read("MATCH (o:Occurrence) RETURN COUNT { (o)-[:IS]->() } AS things, COUNT { (o)-[:IN]->() } AS d")
        assert {(row["things"], row["d"]) for row in rows} <= {(1, 1)}
        for family in ("Organization", "Law", *EVENTS):
            rows = store.read(
                f"MATCH (t:{family}) OPTIONAL MATCH (t)<-[:IS]-(o:Occurrence)-[:IN]->(d:Document) "
                "RETURN t.id AS id, t.documents AS told, count(DISTINCT d) AS documents"
            )
            assert [r for r in rows if r["told"] != r["documents"] or not r["told"]] == []
        for predicate in model().predicates.values():
            if predicate.relation:
                start, end = ("x", "s") if predicate.inverse else ("s", "x")
                stated = store.read(
                    f"MATCH ({start}t)<-[:IS]-({start}:Occurrence), ({end}t)<-[:IS]-({end}:Occurrence), "
                    f"(s)<-[:ABOUT]-(c:Claim {{predicate: '{predicate.name}'}})-[:OBJECT]->(x) "
                    f"WHERE xt.id <> st.id RETURN {start}t.id AS a, {end}t.id AS b, count(c) AS claims"
                )
                shown = store.read(
                    f"MATCH (a)-[r:{predicate.relation}]->(b) RETURN a.id AS a, b.id AS b, r.claims AS claims"
                )
                assert sorted(map(_row, shown)) == sorted(map(_row, stated))


def _row(row: dict[str, Any]) -> tuple[str, str, int]:
    return (row["a"], row["b"], row["claims"])


def fined(name: str, bank: str, *, date: str, published: str | None = None) -> Report:
    report = Report(name, published)
    target = report.entity("Bank", bank)
    office = report.entity("Regulator", "Office of Markets", known_as="regulator/bb-markets")
    report.action("Fine", target, issuer=office, date=date, amount=imposed("500000"))
    return report


def test_the_order_of_an_authority_that_two_languages_tell_is_one_with_both_their_words() -> None:
    """Facts: the AMF of Québec ordered the Fédération to correct what had let the leak of 2019 happen."""
    french = Report("Ordonnance", "2020-12-14", "fr")
    group = french.entity("Federation", "Mouvement Desjardins", known_as="organization/desjardins")
    federation = french.entity("Federation", "Fédération des caisses Desjardins", known_as="organization/fcdq")
    amf = french.entity("Regulator", "l'Autorité", known_as="regulator/ca-qc-amf")
    fuite = french.incident("DataBreach", group, announced="2019-06-20")
    french.action("Order", federation, issuer=amf, concerns=fuite, date="2020-12-14", amount=exposure("10000"))
    french.claim(federation, "part_of", object=group)
    english = Report("Order", "2020-12-15", "en")
    desjardins = english.entity("Federation", "Desjardins Group", known_as="organization/desjardins")
    body = english.entity("Federation", "Desjardins Federation", known_as="organization/fcdq")
    regulator = english.entity("Regulator", "AMF", known_as="regulator/ca-qc-amf")
    breach = english.incident("DataBreach", desjardins, announced="2019-06")
    english.action("Order", body, issuer=regulator, concerns=breach, date="2020-12", amount=exposure("10000"))
    with fresh_store() as store:
        take_in(store, [french.testimony(), english.testimony()], 1)
        assert store.read(
            "MATCH (r:Regulator)-[i:ISSUED]->(a:Order)-[:ADDRESSED_TO]->(o), (a)-[:CONCERNS]->(x)-[:AFFECTED]->(g) "
            "RETURN r.id AS who, a.date AS date, a.exposure AS exposure, a.exposure_per AS per, a.imposed AS fine, "
            "a.documents AS documents, i.claims AS claims, o.id AS whom, x.announced AS announced, g.id AS hit"
        ) == [
            {
                "who": "regulator/ca-qc-amf",
                "date": "2020-12-14",
                "exposure": 10000.0,
                "per": "day",
                "fine": None,
                "documents": 2,
                "claims": 2,
                "whom": "organization/fcdq",
                "announced": "2019-06-20",
                "hit": "organization/desjardins",
            }
        ]
        assert store.read("MATCH (a)-[:PART_OF]->(b) RETURN a.id AS a, b.id AS b") == [
            {"a": "organization/fcdq", "b": "organization/desjardins"}
        ]
        (row,) = store.read("MATCH (o:Organization {id: 'regulator/ca-qc-amf'}) RETURN o.names AS names")
        assert row["names"] == ["AMF", "l'Autorité"]
        withdraw(store, [french.testimony()])
        assert store.read("MATCH (a:Order) RETURN a.documents AS documents, a.date AS date") == [
            {"documents": 1, "date": "2020-12"}
        ]
        assert store.read("MATCH ()-[r:PART_OF]->() RETURN r") == []


def test_an_earlier_telling_gives_the_event_its_name_and_the_old_one_is_gone() -> None:
    later = fined("Later", "Ostrava Bank", date="2021-03-02", published="2021-03-10").testimony()
    earlier = fined("Earlier", "Ostrava Bank", date="2021-03", published="2021-03-03").testimony()
    with fresh_store() as store:
        take_in(store, [later])
        (before,) = store.read("MATCH (a:Action) RETURN a.id AS id")
        take_in(store, [earlier])
        (after,) = store.read("MATCH (a:Action) RETURN a.id AS id, a.documents AS documents")
        assert after["documents"] == 2
        assert after["id"] != before["id"]
        assert store.read("MATCH (:Organization)-[r]-(a:Action) RETURN count(r) AS n") == [{"n": 2}]
        withdraw(store, [earlier])
        assert store.read("MATCH (a:Action) RETURN a.id AS id") == [before]


def test_what_stays_as_it_was_is_not_written() -> None:
    with fresh_store() as store:
        take_in(store, [fined("One", "Ostrava Bank", date="2021-03").testimony()])
        report = Report("Two")
        report.incident("Outage", report.entity("Bank", "Banque Lémane"))
        changes = integrate(store, [report.testimony()])
        assert {n.family for n in changes.nodes} == {"Document", "Occurrence", "Claim", "Organization", "Incident"}
        assert {e.start for e in changes.edges if e.type not in ("IN", "IS", "ABOUT", "OBJECT", "STATED_IN")} == {
            n.id for n in changes.nodes if n.family == "Incident"
        }
        assert (changes.removed_nodes, changes.removed_edges) == ((), ())


def test_nothing_to_take_in_changes_nothing() -> None:
    with fresh_store() as store:
        assert not integrate(store, [])


class Counting:
    """A store that counts the rows of claims that are read from it."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.claims = 0

    def read(self, text: str, parameters: Mapping[str, Any] | None = None) -> list[dict[str, Any]]:
        rows = self.store.read(text, parameters)
        self.claims += len(rows) if ":ABOUT]" in text else 0
        return rows

    def __getattr__(self, name: str) -> Any:
        return getattr(self.store, name)


def test_what_an_authority_did_to_others_is_not_read() -> None:
    """Else each new document about a busy authority would cost as much as all before it."""
    read = []
    for others in (2, 12):
        with fresh_store() as store:
            told = [fined(f"Report {n}", f"Bank {n}", date="2021-03").testimony() for n in range(others)]
            take_in(store, told)
            counting = Counting(store)
            integrate(counting, [fined("One more", "Bank 1", date="2021-03").testimony()])
            read.append(counting.claims)
    assert read[0] == read[1] > 0
