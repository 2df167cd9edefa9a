"""The graph as FollowTheMoney entities (https://followthemoney.tech/), one a line, for Aleph and the tools around it.

Only what a document asserts is written. Organisations are Company, Organization or PublicBody; orders, fines and the
like with an addressee are Sanction, other actions and incidents Event; relations between organisations UnknownLink
with their role, for Ownership and Membership say more than « part of »; documents Article, and each claim a
Documentation that ties a document to who or what it speaks of, with the quote. Laws are names in `program`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, BinaryIO, Final

from greffier.graph.exports.extras import needed
from greffier.graph.exports.facts import (
    ClaimFact,
    EventFact,
    LinkFact,
    Proof,
    read_claims,
    read_events,
    read_links,
    told,
)
from greffier.graph.mirrors import pages
from greffier.graph.model import PUBLIC, model
from greffier.graph.neighbourhood import read_nodes
from greffier.graph.store import Store

if TYPE_CHECKING:
    from followthemoney.entity import ValueEntity

SCHEMATA: Final = {
    "Insurer": "Company",
    "Bank": "Company",
    "Company": "Company",
    **dict.fromkeys(sorted(PUBLIC), "PublicBody"),
}  # other kinds are Organization
TOPICS: Final = {"Bank": "fin.bank", "Insurer": "fin", **dict.fromkeys(sorted(PUBLIC), "gov")}
SANCTIONS: Final = frozenset({"Fine", "Penalty", "Order", "Settlement", "Undertaking"})
# Controls, which FollowTheMoney takes out: words that they part would grow together.
_UNSAFE: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
# What ids of entities may not hold (followthemoney.types.entity).
_NOT_IN_IDS: Final = re.compile(r"[^0-9A-Za-z-]")

Values = Mapping[str, str | Iterable[str] | None]


def write_ftm(store: Store, stream: BinaryIO) -> int:
    """Write what a store's documents assert as FollowTheMoney entities; return how many.

    Each is checked by the library as it is made. Ids are those of the graph with `-` for `/`; the same graph gives
    the same bytes. Raise InputError where the library is missing.
    """
    with needed("ftm"):
        import followthemoney  # noqa: F401 (so that its absence is told before anything is written)
        import orjson

    count = 0
    for count, entity in enumerate(_entities(store), 1):  # noqa: B007 (what is left is the number)
        data: dict[str, Any] = entity.to_dict()
        schema: Any = entity.schema
        schema.validate(data)
        stream.write(orjson.dumps(data, option=orjson.OPT_SORT_KEYS) + b"\n")
    return count


def ftm_id(name: str) -> str:
    """Return the id of an entity for that of a node; other characters than letters, digits and `-` by their number.

    >>> ftm_id("regulator/ca-qc-amf")
    'regulator-ca-qc-amf'
    """
    return _NOT_IN_IDS.sub(lambda found: f".{ord(found[0]):x}", name.replace("/", "-"))


def _entities(store: Store) -> Iterator[ValueEntity]:
    for page in pages(store, "Organization"):
        for name, node in sorted(read_nodes(store, page, "Organization").items()):
            yield _organization(name, node.kind, node.properties)
    for page in pages(store, "Document"):
        for name, node in sorted(read_nodes(store, page, "Document").items()):
            yield _article(name, node.properties)
    for event in read_events(store, "Incident"):
        involved = [ftm_id(p.id) for p in event.of("AFFECTED")]
        yield _event(event, {"involved": involved, "description": _told_of(event)})
    targets: dict[str, list[str]] = {}  # of the actions that are no Things, and that nothing can be tied to
    for action in read_events(store, "Action"):
        entities = [ftm_id(p.id) for p in action.of("ADDRESSED_TO")]
        if action.kind in SANCTIONS and entities:
            targets[action.id] = entities
            yield _sanction(action, entities)
        else:
            organizers = [ftm_id(p.id) for p in action.of("ISSUED")]
            laws = [p.name for p in action.of("UNDER")]
            sums = [told(s) for s in action.sums]
            yield _event(
                action,
                {
                    "organizer": organizers,
                    "involved": entities,
                    "program": laws,
                    "description": [*sums, *_told_of(action)],
                },
            )
    for link in read_links(store):
        yield _link(link)
    for claim in read_claims(store):
        entities = [e for name in (claim.subject, claim.object) for e in _things(name, targets)]
        if entities:
            yield _documentation(claim, entities)


def _things(name: str | None, targets: Mapping[str, list[str]]) -> list[str]:
    """Return what a claim about this can be tied to: itself, or those whom an action is addressed to."""
    if name is None or name.startswith(f"{model().families['Law'].prefix}/"):
        return []
    return targets.get(name, [ftm_id(name)])


def _organization(name: str, kind: str | None, stored: Mapping[str, Any]) -> ValueEntity:
    where = (stored.get("jurisdiction") or "").lower()
    return _made(
        SCHEMATA.get(kind or "", "Organization"),
        name,
        {
            "name": _name(stored["name"], name),
            "alias": [form for form in stored.get("names") or () if form != stored["name"]],
            "country": where if _known_country(where) else where.split("-")[0],
            "topics": TOPICS.get(kind or ""),
        },
    )


def _article(name: str, stored: Mapping[str, Any]) -> ValueEntity:
    return _made(
        "Article",
        name,
        {
            "fileName": _name(stored["file"], name),
            "title": stored.get("title"),
            "publishedAt": stored.get("published"),
            "language": stored.get("language"),
            "sourceUrl": [s for s in stored.get("sources") or () if s.startswith(("https://", "http://"))],
        },
    )


def _event(event: EventFact, more: Values) -> ValueEntity:
    return _made(
        "Event",
        event.id,
        {"name": event.name, "date": event.date, "keywords": event.kind, **_proven(event.proofs), **more},
    )


def _told_of(event: EventFact) -> list[str]:
    announced = [f"announced {event.announced}"] if event.announced else []
    touched = [f"touched {event.persons}"] if event.persons else []
    return [*announced, *touched, *([event.outcome] if event.outcome else [])]


def _sanction(action: EventFact, entities: list[str]) -> ValueEntity:
    return _made(
        "Sanction",
        action.id,
        {
            "entity": entities,
            "authority": [p.name for p in action.of("ISSUED")],
            "program": [p.name for p in action.of("UNDER")],
            "provisions": [action.kind, *map(told, action.sums)],
            "reason": [p.name for p in action.of("CONCERNS")],
            "startDate": action.date,
            "status": action.outcome,
            **_proven(action.proofs),
        },
    )


def _link(link: LinkFact) -> ValueEntity:
    return _made(
        "UnknownLink",
        f"{link.start}-{link.type.lower().replace('_', '-')}-{link.end}",
        {
            "subject": ftm_id(link.start),
            "object": ftm_id(link.end),
            "role": link.type.lower().replace("_", " "),
            "description": link.meaning,
            **_proven(link.proofs),
        },
    )


def _documentation(claim: ClaimFact, entities: Iterable[str]) -> ValueEntity:
    return _made(
        "Documentation",
        claim.id,
        {
            "document": ftm_id(claim.document),
            "entity": entities,
            "role": f"{claim.predicate} {claim.value}" if claim.value else claim.predicate,
            "summary": claim.quote,
            "recordId": claim.id,
        },
    )


def _proven(proofs: Iterable[Proof]) -> Values:
    found = list(proofs)
    return {"proof": [ftm_id(p.document) for p in found], "summary": [p.quote for p in found]}


def _made(schema: str, name: str, values: Values) -> ValueEntity:
    from followthemoney.entity import ValueEntity

    entity = ValueEntity.from_dict({"schema": schema, "id": ftm_id(name), "properties": {}})
    for key, given in values.items():
        for value in [given] if isinstance(given, str) else given or ():
            entity.add(key, _UNSAFE.sub(" ", value))
    return entity


def _name(text: str, otherwise: str) -> str:
    """Return a name, or the id where there is no name that can be shown."""
    from followthemoney.types import registry

    return text if registry.name.clean(_UNSAFE.sub(" ", text)) else otherwise


def _known_country(code: str) -> bool:
    from followthemoney.types import registry

    return registry.country.clean(code) is not None
