"""What one document states, as RDF: the document, its occurrences and its claims, with their quotes.

Each claim is a node with status and confidence, so nothing here reads as a fact. A passage is a
node of its own: its words and offsets in the vocabulary of the Web Annotation Data Model.
https://www.w3.org/TR/annotation-vocab/
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from greffier.graph.model import model
from greffier.graph.rdf.terms import (
    DERIVED,
    OA,
    TYPE,
    Names,
    Triple,
    class_iri,
    date_literal,
    decimal_literal,
    grouped,
    in_order,
    literal,
    own_properties,
    property_iri,
    property_literals,
)
from greffier.graph.store import Row, Store

_SELECTOR: Final = f"<{OA}hasSelector>"


def describe_documents(
    store: Store, names: Names, ids: list[str], *, with_text: bool
) -> Iterator[tuple[str, list[Triple]]]:
    """Yield each of these documents, in the order of their ids, with what it states."""
    wanted = [p for p in own_properties("Document") if with_text or p != "text"]
    documents = store.read(
        "UNWIND $ids AS id MATCH (d:Document {id: id}) "
        f"RETURN d.id AS id, {', '.join(f'd.{p} AS {p}' for p in wanted)}",
        {"ids": ids},
    )
    occurrences = store.read(
        "UNWIND $ids AS id MATCH (d:Document {id: id})<-[:IN]-(o:Occurrence) "
        "RETURN d.id AS document, properties(o) AS stored",
        {"ids": ids},
    )
    claims = store.read(
        "UNWIND $ids AS id MATCH (d:Document {id: id})<-[:STATED_IN]-(c:Claim)-[:ABOUT]->(s:Occurrence) "
        "OPTIONAL MATCH (c)-[:OBJECT]->(x:Occurrence) "
        "RETURN d.id AS document, properties(c) AS stored, s.id AS subject, x.id AS object",
        {"ids": ids},
    )
    told, stated = grouped(occurrences, "document"), grouped(claims, "document")
    for row in sorted(documents, key=lambda d: str(d["id"])):
        id_, language = row["id"], row["language"]
        triples = _own(names.node(id_), "Document", row, language, wanted)
        for occurrence in told[id_]:
            triples += _occurrence(names, id_, occurrence["stored"], language)
        for claim in stated[id_]:
            triples += _claim(names, id_, claim)
        yield id_, in_order(triples)


def _own(
    subject: str, family: str, stored: Mapping[str, Any], language: str | None, wanted: Iterable[str]
) -> list[Triple]:
    """Return class and properties of a node; only what the document itself words has its language."""
    known = model().families[family].properties
    worded = {"Document": ("title", "text"), "Occurrence": ("name",)}.get(family, ())
    triples = [(subject, TYPE, class_iri(family, family))]
    for name in wanted:
        values = property_literals(known[name], stored.get(name), language if name in worded else None)
        triples += [(subject, property_iri(name), value) for value in values]
    return triples


def _occurrence(names: Names, document: str, stored: Mapping[str, Any], language: str | None) -> list[Triple]:
    subject = names.node(stored["id"])
    own = [p for p in own_properties("Occurrence") if p not in ("mentions", "starts")]
    triples = _own(subject, "Occurrence", stored, language, own)
    triples.append((subject, DERIVED, names.node(document)))
    triples += _passage(names, subject, _SELECTOR, document, stored)
    places = []
    for place, text in zip(stored.get("starts") or (), stored.get("mentions") or (), strict=True):
        start, end = map(int, place.split("-"))
        places.append((start, end))
        mention = {"start": start, "stop": end, "quote": text}
        triples += _passage(names, subject, property_iri("mentions"), document, mention)
    if places != sorted(set(places)):
        triples.append((subject, property_iri("starts"), literal(" ".join(stored["starts"]))))
    return triples


def _claim(names: Names, document: str, row: Row) -> list[Triple]:
    stored = row["stored"]
    subject = names.node(stored["id"])
    own = [p for p in own_properties("Claim") if p != "value"]
    triples = _own(subject, "Claim", stored, None, own)
    triples.append((subject, DERIVED, names.node(document)))
    triples.append((subject, property_iri("ABOUT"), names.node(row["subject"])))
    if row["object"]:
        triples.append((subject, property_iri("OBJECT"), names.node(row["object"])))
    kind, value = stored.get("amount_kind"), stored.get("value")
    if kind:
        # The text has every digit of the sum, the number only those of a float.
        triples.append((subject, property_iri(kind), decimal_literal(value.split(" ", 1)[0])))
        for detail in ("currency", "per"):
            if stored.get(detail):
                triples.append((subject, property_iri(f"{kind}_{detail}"), literal(stored[detail])))
    elif value and stored["predicate"] not in own:  # what has a property of its own is told by that
        dated = model().predicates[stored["predicate"]].value == "date"
        told = "value" if dated else stored["predicate"]
        triples.append((subject, property_iri(told), date_literal(value) if dated else literal(value)))
    triples += _passage(names, subject, _SELECTOR, document, stored)
    return triples


def _passage(names: Names, subject: str, predicate: str, document: str, quote: Mapping[str, Any]) -> list[Triple]:
    """Return what leads to a passage of the document, and the passage.

    Its words bear no language: the range of oa:exact is xsd:string. The document tells the language.
    """
    passage = names.passage(document, quote["start"], quote["stop"])
    return [
        (subject, predicate, passage),
        (passage, TYPE, f"<{OA}TextPositionSelector>"),
        (passage, TYPE, f"<{OA}TextQuoteSelector>"),
        (passage, f"<{OA}exact>", literal(quote["quote"])),
        (passage, f"<{OA}start>", literal(str(quote["start"]), "integer")),
        (passage, f"<{OA}end>", literal(str(quote["stop"]), "integer")),
    ]
