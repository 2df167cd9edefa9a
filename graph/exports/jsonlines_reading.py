"""JSON lines as `jsonlines` writes them, read back: what each document says, and what was kept beside.

Everything is checked before it is given out: types and ids by the graph model, quotes against the text of their
document, documents against the hash of their text.
"""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from greffier.graph.changes import Edge, Node, PropertyValue
from greffier.graph.dates import date_bounds
from greffier.graph.errors import InputError
from greffier.graph.exports.jsonlines import RECORD, SAID, VERSION, derived
from greffier.graph.identity import document_id
from greffier.graph.judgements import FAMILY as JUDGEMENT
from greffier.graph.judgements import Judgement, judgement_from
from greffier.graph.model import PROPERTY_TYPES, THINGS, Property, model
from greffier.graph.occurrences import LocatedClaim, Occurrence, Testimony, claim_from, occurrence_from
from greffier.graph.records import Amount, Count, Document, Outcome, Quote

_LARGEST: Final = 2**63 - 1
_VALUES: Final[dict[type, str]] = {
    str: "date",
    Amount: "amount",
    Count: "count",
    Outcome: "outcome",
}  # as the model calls them


@dataclass(frozen=True, slots=True)
class Told:
    """Hold what one document says, and all places where it was read."""

    testimony: Testimony
    sources: tuple[str, ...]


@dataclass(slots=True)
class _Group:
    """Hold the lines of one document as they come."""

    document: Node
    line: int
    nodes: dict[str, tuple[Node, int]] = field(default_factory=dict)
    ends: dict[tuple[str, str], str] = field(default_factory=dict)  # by type and start of a relation


def read_jsonlines(stream: Iterable[bytes], name: str) -> Iterator[Told | Judgement | Node | Edge]:
    """Yield what each document says, and the nodes and relations that are no document's, in the order of the lines.

    Things, and what else follows from what documents say, are passed over. Raise InputError, with the name and the
    number of the line, where something is not as `write_jsonlines` writes it; what was yielded before is whole.
    """
    counts = {"nodes": 0, "relations": 0}
    group: _Group | None = None
    number = 0
    ended = False
    for number, raw in enumerate(stream, 1):
        where = f"{name}:{number}"
        line = _parsed(raw, where)
        if number == 1:
            _check_header(line, where)
            continue
        if ended:
            raise InputError(f"{where}: something stands after the end")
        if "end" in line:
            if line["end"] != counts:
                raise InputError(f"{where}: should hold {line['end']!r}, but there were {counts!r}: lines are missing")
            ended = True
            if group:
                yield _told(group, name)
        elif "node" in line:
            counts["nodes"] += 1
            node = _node(line, where)
            if node.family in RECORD[1:] and group:
                group.nodes[node.id] = (node, number)
                continue
            if node.family in RECORD[1:]:
                raise InputError(f"{where}: {node.id!r} stands before any document")
            if group:
                yield _told(group, name)
                group = None
            if node.family == "Document":
                group = _Group(node, number)
            elif node.family == JUDGEMENT:
                yield _judgement(node, where)
            elif node.family not in THINGS:
                yield node
        else:
            counts["relations"] += 1
            edge = _edge(line, where)
            if edge.type in SAID:
                _take(edge, group, where)
            elif not derived((edge.type, edge.start_family, edge.end_family)):
                if group:
                    yield _told(group, name)
                    group = None
                yield edge
    if not ended:
        raise InputError(f"{name}: ends at line {number}, before its end: it was cut off; get the whole file")


def _parsed(raw: bytes, where: str) -> Mapping[str, Any]:
    try:
        line = json.loads(raw)
    except (ValueError, RecursionError) as error:
        raise InputError(f"{where}: is no JSON: {error}") from error
    if not isinstance(line, dict):
        raise InputError(f"{where}: is no object of JSON")
    return line


def _check_header(line: Mapping[str, Any], where: str) -> None:
    if line.get("greffier") != "graph":
        raise InputError(f"{where}: is not what `greffier export jsonl` writes: its first line says so there")
    if line.get("version") != VERSION:
        raise InputError(f"{where}: is of version {line.get('version')!r}, and this Greffier reads {VERSION}; renew it")
    if line.get("texts") is not True:
        raise InputError(f"{where}: was written without the texts of documents; export it again without --without-text")


def _node(line: Mapping[str, Any], where: str) -> Node:
    family, kind, name = line["node"], line.get("kind"), line.get("id")
    known = model().families.get(family) if isinstance(family, str) else None
    if known is None:
        raise InputError(f"{where}: the graph model has no family {family!r}")
    if kind is not None and kind not in known.kinds:
        raise InputError(f"{where}: the graph model has no kind {kind!r} of {family}")
    return Node(family, _id(name, family, where), kind, _properties(line, known.properties, where))


def _judgement(node: Node, where: str) -> Judgement:
    try:
        found = judgement_from(node.properties)
    except (KeyError, ValueError, TypeError, InputError) as error:
        raise InputError(f"{where}: {node.id} is no judgement: {error}") from error
    if found.id != node.id or not (found.by and found.at):
        raise InputError(f"{where}: {node.id} is not the id of what it decides, or nobody decided it")
    return found


def _edge(line: Mapping[str, Any], where: str) -> Edge:
    kind = line.get("relation")
    known = model().relations.get(kind) if isinstance(kind, str) else None
    if known is None:
        raise InputError(f"{where}: the graph model has no relation {kind!r}")
    ends: list[tuple[str, str]] = []
    for key, families in (("from", known.start), ("to", known.end)):
        end = line.get(key)
        if not isinstance(end, list) or len(end) != 2 or end[0] not in families:
            raise InputError(f"{where}: {end!r} is no {key!r} of {known.name}: write [FAMILY, ID]")
        ends.append((end[0], _id(end[1], end[0], where)))
    return Edge(known.name, *ends[0], *ends[1], _properties(line, known.properties, where))


def _id(name: Any, family: str, where: str) -> str:
    known = model().families[family]
    prefixes = tuple(f"{prefix}/" for prefix in (known.prefix, *known.known))
    if not isinstance(name, str) or not name.startswith(prefixes):
        raise InputError(f"{where}: {name!r} is no id of {family}: it begins with {' or '.join(prefixes)}")
    return _text(name, where)


def _properties(line: Mapping[str, Any], known: Mapping[str, Property], where: str) -> dict[str, PropertyValue]:
    given = line.get("properties")
    if not isinstance(given, dict) or not given.keys() <= known.keys():
        unknown = sorted(given.keys() - known.keys()) if isinstance(given, dict) else given
        raise InputError(f"{where}: the graph model has no properties {unknown!r} there")
    return {name: _value(given.get(name), p, where) for name, p in known.items()}


def _value(value: Any, known: Property, where: str) -> PropertyValue:
    if value is None:
        return None
    if known.type == "date" and isinstance(value, str):
        try:
            return date.fromisoformat(value)
        except ValueError as error:
            raise InputError(f"{where}: {known.name} {value!r} is no day: write YYYY-MM-DD") from error
    if known.type == "number" and isinstance(value, int | float) and not isinstance(value, bool):
        if math.isfinite(value):
            return float(value)
    elif known.type == "integer" and isinstance(value, int) and not isinstance(value, bool):
        if abs(value) <= _LARGEST:
            return value
    elif known.type == "texts" and isinstance(value, list) and all(isinstance(v, str) for v in value):
        return [_text(v, where) for v in value]
    elif known.type == "text" and isinstance(value, str):
        return _text(value, where)
    elif known.type == "boolean" and isinstance(value, bool):
        return value
    raise InputError(f"{where}: {known.name} is {value!r}, and should be of type {PROPERTY_TYPES[known.type].__name__}")


def _text(value: str, where: str) -> str:
    try:
        value.encode()
    except UnicodeEncodeError as error:
        raise InputError(f"{where}: {value!r} holds half a character (a lone surrogate)") from error
    return value


def _take(edge: Edge, group: _Group | None, where: str) -> None:
    """Take a relation of what a document says to the lines of that document."""
    if group is None or edge.start not in group.nodes:
        raise InputError(f"{where}: {edge.start!r} is not among what the document before it says")
    if edge.end != group.document.id and edge.end not in group.nodes:
        raise InputError(f"{where}: {edge.end!r} is not among what {group.document.id} says")
    group.ends[edge.type, edge.start] = edge.end


def _told(group: _Group, name: str) -> Told:
    """Return what a document says, from its lines; raise InputError where they do not fit each other."""
    document = _document(group.document, f"{name}:{group.line}")
    occurrences: list[Occurrence] = []
    claims: list[LocatedClaim] = []
    families = {n.id: n.properties["family"] for n, _ in group.nodes.values() if n.family == "Occurrence"}
    for node, line in group.nodes.values():
        where = f"{name}:{line}"
        _check_place(node, group, where)
        try:
            if node.family == "Occurrence":
                occurrences.append(_occurrence(node, document, where))
            else:
                claims.append(_claim(node, document, group, families))
        except (KeyError, ValueError, TypeError, ArithmeticError, AttributeError) as error:
            raise InputError(f"{where}: {node.id} is not well-formed: {error}") from error
    reader = str(group.document.properties.get("reader") or "")
    sources = group.document.properties.get("sources")
    testimony = Testimony(document, reader, tuple(occurrences), tuple(claims))
    return Told(testimony, tuple(sources) if isinstance(sources, list) else (document.source,))


def _document(node: Node, where: str) -> Document:
    told = node.properties
    text, sources = told.get("text"), told.get("sources")
    published = told.get("published")
    if not isinstance(text, str) or document_id(text) != node.id:
        raise InputError(f"{where}: the text of {node.id} is not there, or is another's: ids come from the text")
    if told.get("sha256") != hashlib.sha256(text.encode()).hexdigest():
        raise InputError(f"{where}: the hash of {node.id} is not that of its text")
    if not isinstance(sources, list) or not sources or not all(told.get(key) for key in ("file", "language")):
        raise InputError(f"{where}: {node.id} needs `file`, `language` and one of `sources` at least")
    day = told.get("published_on")
    if (published is None) != (day is None) or (isinstance(day, date) and published != day.isoformat()):
        raise InputError(f"{where}: `published` and `published_on` of {node.id} are not the same day")
    return Document(
        *(
            node.id,
            str(told["file"]),
            str(told.get("title") or ""),
            text,
            None if published is None else str(published),
        ),
        *(str(told["language"]), sources[0], str(told["sha256"])),
    )


def _check_place(node: Node, group: _Group, where: str) -> None:
    """Raise InputError where a node does not say whose it is."""
    own = f"{node.family.lower()}/{group.document.id.removeprefix('document/')}/"
    tie = "IN" if node.family == "Occurrence" else "STATED_IN"
    if not node.id.startswith(own) or group.ends.get((tie, node.id)) != group.document.id:
        raise InputError(f"{where}: {node.id} belongs to no document, or not to {group.document.id}")


def _occurrence(node: Node, document: Document, where: str) -> Occurrence:
    found = occurrence_from(node.properties | {"id": node.id}, document.id)  # type: ignore[operator]
    known = model().families[found.family]
    if found.family not in THINGS or found.kind not in (known.kinds or {found.family}):
        raise ValueError(f"there is no {found.family} of the kind {found.kind!r}")
    if found.known_as is not None:
        _id(found.known_as, found.family, where)
    if not (found.local and found.name and found.mentions):
        raise ValueError("it has no name, no id within its document, or no mention")
    for quote in (found.quote, *found.mentions):
        _check_quote(quote, document)
    return found


def _claim(node: Node, document: Document, group: _Group, families: Mapping[str, Any]) -> LocatedClaim:
    subject, object_ = group.ends[("ABOUT", node.id)], group.ends.get(("OBJECT", node.id))
    claim = claim_from(node.properties | {"id": node.id}, subject, object_)  # type: ignore[operator]
    known = model().predicates[claim.predicate]
    value = _VALUES.get(type(claim.value))
    if not known.fits(families[subject]) or known.object != (families[object_] if object_ else None):
        raise ValueError(f"{claim.predicate!r} does not go from {families[subject]} to what it goes to")
    if known.value != value:
        raise ValueError(f"the value of {claim.predicate!r} is {claim.value!r}")
    if known.value == "date":
        date_bounds(str(claim.value))
    _check_quote(claim.evidence, document)
    rank = node.properties["rank"]
    return LocatedClaim(node.id, document.id, claim, rank if isinstance(rank, int) else 0)


def _check_quote(quote: Quote, document: Document) -> None:
    if not 0 <= quote.start <= quote.end or document.text[quote.start : quote.end] != quote.text:
        raise ValueError(f"{quote.text!r} does not stand in the document at {quote.start}")
