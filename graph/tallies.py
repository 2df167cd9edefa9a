"""Tallies: what documents say of an organisation or a law, counted, from which its node is made.

Counts can be taken from a store without reading what is counted, and be added: so the cost of a further
document does not grow with what is known already.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from greffier.graph.occurrences import Occurrence
from greffier.graph.store import Store


@dataclass(slots=True)
class Tally:
    """Count what documents call one thing: `names` by documents, `kinds` and `jurisdictions` by occurrences.

    `forms` are its surface forms, `known` its gazetteer entries, `candidates` those between which a document
    does not let one choose; `documents` is the number of documents that speak of it.
    """

    family: str
    names: Counter[str] = field(default_factory=Counter)
    forms: set[str] = field(default_factory=set)
    kinds: Counter[str] = field(default_factory=Counter)
    jurisdictions: Counter[str] = field(default_factory=Counter)
    known: set[str] = field(default_factory=set)
    candidates: set[str] = field(default_factory=set)
    documents: int = 0

    def add(self, other: Tally) -> None:
        """Add what other documents say."""
        self.names.update(other.names)
        self.forms |= other.forms
        self.kinds.update(other.kinds)
        self.jurisdictions.update(other.jurisdictions)
        self.known |= other.known
        self.candidates |= other.candidates
        self.documents += other.documents


def tally(
    occurrences: Iterable[Occurrence], things: Mapping[str, str], stories: Mapping[str, str] | None = None
) -> dict[str, Tally]:
    """Return the tallies of the things that these occurrences are; `stories` gives the originals of documents."""
    originals = stories or {}
    found: dict[str, Tally] = {}
    told: dict[str, set[tuple[str, str]]] = {}
    for o in occurrences:
        thing = things[o.id]
        counted = found.setdefault(thing, Tally(o.family))
        told.setdefault(thing, set()).add((originals.get(o.document, o.document), o.name))
        counted.forms |= {o.name, *(m.text for m in o.mentions)}
        counted.kinds[o.kind] += 1
        if o.jurisdiction:
            counted.jurisdictions[o.jurisdiction] += 1
        if o.known_as:
            counted.known.add(o.known_as)
        counted.candidates.update(o.candidates)
    for thing, pairs in told.items():
        found[thing].names = Counter(name for _, name in pairs)
        found[thing].documents = len({document for document, _ in pairs})
    return found


def read_tallies(store: Store, things: Iterable[str], family: str, without: Iterable[str] = ()) -> dict[str, Tally]:
    """Return the tallies of stored things of a family, `without` what these documents say."""
    asked = {"ids": sorted(things), "without": sorted(without)}
    if not asked["ids"]:
        return {}
    told = (
        f"UNWIND $ids AS id MATCH (t:{family} {{id: id}})<-[:IS]-(o:Occurrence)-[:IN]->(d:Document) "
        "WHERE NOT d.id IN $without "
    )
    found: dict[str, Tally] = {}
    for row in store.read(told + "RETURN t.id AS thing, count(DISTINCT coalesce(d.story, d.id)) AS documents", asked):
        found[row["thing"]] = Tally(family, documents=row["documents"])
    for row in store.read(
        told + "RETURN t.id AS thing, o.name AS name, count(DISTINCT coalesce(d.story, d.id)) AS documents", asked
    ):
        found[row["thing"]].names[row["name"]] = row["documents"]
        found[row["thing"]].forms.add(row["name"])
    for row in store.read(
        told + "RETURN t.id AS thing, o.kind AS kind, o.jurisdiction AS jurisdiction, o.gazetteer AS known, "
        "o.mentions AS forms, o.candidates AS candidates, count(o.id) AS occurrences",
        asked,
    ):
        counted = found[row["thing"]]
        counted.kinds[row["kind"]] += row["occurrences"]
        counted.forms.update(row["forms"] or ())
        counted.candidates.update(row["candidates"] or ())
        if row["jurisdiction"]:
            counted.jurisdictions[row["jurisdiction"]] += row["occurrences"]
        if row["known"]:
            counted.known.add(row["known"])
    return found
