"""The graph as tables: things, the relations between them, claims with document and quote, and documents.

Whatever a document says is here, with its status: what is only alleged, feared or denied is no less a row, so that
who counts has to choose. A sum that was imposed and one that only threatens never stand in one column.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final

from greffier.graph.mirrors import pages, relations
from greffier.graph.model import THINGS, Property, model
from greffier.graph.neighbourhood import read_nodes
from greffier.graph.records import AmountKind
from greffier.graph.store import Row, Store

Cell = str | int | float | Decimal | date | list[str] | None
Cells = tuple[Cell, ...]

NAMES: Final = {
    "Organization": "organizations",
    "Law": "laws",
    "Incident": "incidents",
    "Action": "actions",
    "Document": "documents",
}
# Names and texts once more, for full-text search, and the keys by which copies of a text are found.
LEFT_OUT: Final = ("search", "print1", "print2", "print3", "print4")
AMOUNTS: Final = tuple(kind.value for kind in AmountKind)
PERSONS: Final = {
    "persons": "integer",
    "persons_most": "integer",
    "persons_kind": "text",
    "persons_bound": "text",
}  # of a claim
_CLAIMS: Final = (
    "UNWIND $ids AS id MATCH (c:Claim {id: id})-[:STATED_IN]->(d:Document) "
    "MATCH (c)-[:ABOUT]->(:Occurrence)-[:IS]->(t) "
    "OPTIONAL MATCH (c)-[:OBJECT]->(:Occurrence)-[:IS]->(o) RETURN id, properties(c) AS claim, t.id AS subject, "
    "t.name AS subject_name, o.id AS object, o.name AS object_name, d.id AS document, d.title AS title, "
    "d.published AS published ORDER BY id"
)


@dataclass(frozen=True, slots=True)
class Column:
    """Describe a column: its name, and its type: one of the graph model's, or `amount` for a sum of money."""

    name: str
    type: str


@dataclass(frozen=True, slots=True)
class Table:
    """Describe a table; `rows` reads them from a store, in a fixed order."""

    name: str
    columns: tuple[Column, ...]
    rows: Callable[[Store], Iterator[Cells]]


def tables(*, with_text: bool = False) -> tuple[Table, ...]:
    """Return the tables; the texts of documents are a column only where they are asked for."""
    things = tuple(_of_family(family, LEFT_OUT) for family in THINGS)
    documents = _of_family("Document", LEFT_OUT if with_text else (*LEFT_OUT, "text"))
    return (*things, _RELATIONS, _CLAIMS_TABLE, documents)


def _of_family(family: str, left_out: tuple[str, ...]) -> Table:
    known = model().families[family]
    properties = {name: p for name, p in known.properties.items() if name not in left_out}
    head = (Column("id", "text"), Column("kind", "text")) if known.kinds else (Column("id", "text"),)

    def rows(store: Store) -> Iterator[Cells]:
        for page in pages(store, family):
            for name, node in sorted(read_nodes(store, page, family).items()):
                start = (name, node.kind) if known.kinds else (name,)
                yield (*start, *(_cell(node.properties.get(p), properties[p]) for p in properties))

    return Table(NAMES[family], (*head, *(Column(p.name, _type(p)) for p in properties.values())), rows)


def _type(known: Property) -> str:
    return "amount" if _is_amount(known) else known.type


def _is_amount(known: Property) -> bool:
    return known.type == "number" and known.name.startswith(AMOUNTS)


def _cell(value: Any, known: Property) -> Cell:
    if value is None:
        return None
    if _is_amount(known):
        return Decimal(repr(float(value)))
    found: Cell = float(value) if known.type == "number" else value
    return found


def _relation_rows(store: Store) -> Iterator[Cells]:
    for kind, start, end in sorted(relations()):
        if start not in THINGS or end not in THINGS:
            continue
        known = model().relations[kind].properties
        for page in pages(store, start):
            found = store.read(
                f"UNWIND $ids AS id MATCH (a:{start} {{id: id}})-[r:{kind}]->(b:{end}) "
                "RETURN id AS a, a.name AS a_name, b.id AS b, b.name AS b_name, properties(r) AS told ORDER BY a, b",
                {"ids": list(page)},
            )
            for row in found:
                ends = (row["a"], row["a_name"], kind, row["b"], row["b_name"])
                yield (*ends, *(_cell(row["told"].get(p), known[p]) for p in known))


def _claim_rows(store: Store) -> Iterator[Cells]:
    for page in pages(store, "Claim"):
        yield from map(_claim_row, store.read(_CLAIMS, {"ids": list(page)}))


def _claim_row(row: Row) -> Cells:
    claim: Mapping[str, Any] = row["claim"]
    kind = claim.get("amount_kind")
    amount = None if kind is None else Decimal(str(claim["value"]).split(" ", 1)[0])
    return (
        *(row["id"], claim["predicate"], row["subject"], row["subject_name"], row["object"], row["object_name"]),
        None if kind or claim.get("persons") is not None else claim.get("value"),
        *(amount if kind == name else None for name in AMOUNTS),
        *(claim.get("currency"), claim.get("per"), *(claim.get(name) for name in PERSONS)),
        *(claim["status"], float(claim["confidence"]), claim["quote"]),
        *(claim["start"], claim["stop"], row["document"], row["title"], row["published"], claim["rule"]),
    )


_RELATIONS: Final = Table(
    "relations",
    (
        *(Column(name, "text") for name in ("from", "from_name", "relation", "to", "to_name")),
        *(Column("claims", "integer"), Column("documents", "integer"), Column("confidence", "number")),
        *(Column("status", "text"), Column("first", "date"), Column("last", "date")),
    ),
    _relation_rows,
)
_CLAIMS_TABLE: Final = Table(
    "claims",
    (
        *(Column(name, "text") for name in ("id", "predicate", "subject", "subject_name", "object", "object_name")),
        *(Column("date", "text"), *(Column(name, "amount") for name in AMOUNTS)),
        *(Column(name, "text") for name in ("currency", "per")),
        *(Column(name, kind) for name, kind in PERSONS.items()),
        *(
            Column("status", "text"),
            Column("confidence", "number"),
            Column("quote", "text"),
            Column("start", "integer"),
        ),
        *(Column("stop", "integer"), *(Column(name, "text") for name in ("document", "title", "published", "rule"))),
    ),
    _claim_rows,
)
