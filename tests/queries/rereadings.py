"""A document that the rules and a model have read, each in its own way, and one that the rules alone have read."""

from __future__ import annotations

from dataclasses import replace

from greffier.graph.occurrences import locate
from greffier.graph.records import Bound, Claim, Count, Counted, Document, Entity, Event, Extraction, Quote, Status
from greffier.graph.store import Store
from greffier.ingest.documents import parse_document
from greffier.ingest.integration import integrate
from greffier.ingest.llm.joining import READERS, join

TEXT = (
    "A fine\n\ndate: 2022-05-20\n\nThe watchdog fined Harbour Bank on 3 May after an outage at Lakeside Bank in April. "
    "Harbour Bank sued the watchdog.\n"
)


def quote(document: Document, words: str) -> Quote:
    """Return where these words stand first in a document."""
    start = document.text.index(words)
    return document.quote(start, start + len(words))


def reading(document: Document, rule: str, day: str, kind: str, target: str, *, lawsuit: bool) -> Extraction:
    """Return what a reader tells of the fine: its day, the kind of the incident, and who was fined.

    Of the outage the rules tell how many it touched; the model tells it as alleged, at what it takes for a company.
    """
    by_model = rule.startswith("llm ")
    names = {"e1": ("Regulator", "watchdog"), "e2": ("Bank", "Harbour Bank"), "e3": ("Bank", "Lakeside Bank")}
    names["e3"] = ("Company" if by_model else "Bank", "Lakeside Bank")
    entities = tuple(
        Entity(local, of, name, (quote(document, name),), rule, 0.9) for local, (of, name) in names.items()
    )
    told = quote(document, "fined Harbour Bank on 3 May")
    down = quote(document, "an outage at Lakeside Bank in April")
    sued = quote(document, "Harbour Bank sued the watchdog")
    actions = [Event("a1", "Fine", told, told, rule, 0.8)]
    claims = [
        Claim("i1", "affected", down, rule, 0.8, object="e3", status=Status.ALLEGED if by_model else Status.ASSERTED),
        Claim("a1", "issuer", told, rule, 0.8, object="e1"),
        Claim("a1", "target", told, rule, 0.8, object=target),
        Claim("a1", "date", told, rule, 0.9, value=day),
    ]
    if lawsuit:
        actions.append(Event("a2", "Lawsuit", sued, sued, rule, 0.8))
        claims.append(Claim("a2", "target", sued, rule, 0.8, object="e1"))
    incident = Event("i1", kind, down, down, rule, 0.8, Status.ALLEGED if by_model else Status.ASSERTED)
    if not by_model:
        count = Count(200, None, Counted.CUSTOMERS, Bound.EXACT)
        claims.append(Claim("i1", "persons", down, rule, 0.8, value=count))
    return Extraction(document, rule, entities, (incident,), tuple(actions), tuple(claims))


def fill(store: Store) -> None:
    """Write both documents."""
    document = parse_document(TEXT, "both", "both.txt")
    rules = reading(document, "rule", "2022-05-03", "Outage", "e2", lawsuit=False)
    model = reading(document, "llm m", "2022-04", "Cyberattack", "e3", lawsuit=True)
    joined = join(rules, model, READERS, "rules 1 + llm m 1")
    other = parse_document(TEXT.replace("2022-05-20", "2022-05-21"), "rules", "rules.txt")
    alone = replace(reading(other, "rule", "2022-05-03", "Outage", "e2", lawsuit=True), reader="rules 1")
    store.write(integrate(store, [locate(joined), locate(alone)]))
