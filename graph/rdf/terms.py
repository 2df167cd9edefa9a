"""RDF terms as N-Triples text: IRIs, literals, and the vocabulary that the graph model gives.

Classes are the labels of the model, properties its properties and relations in camelCase; where a
standard says the same (Dublin Core, RDF Schema), the standard's property is used. The vocabulary's
IRI does not follow the base, so that the exports of two users can be joined and asked alike.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Final
from urllib.parse import quote

from greffier.graph.errors import InputError
from greffier.graph.identity import digest
from greffier.graph.model import LOOKUP, Property, model
from greffier.graph.store import Row

Triple = tuple[str, str, str]
# The language (`fr`, `en`) of names of things, by (id, name).
KnownLanguages = Mapping[tuple[str, str], str]
NO_LANGUAGES: Final[KnownLanguages] = {}

DEFAULT_BASE: Final = "https://greffier.example/"
VOCABULARY: Final = "https://greffier.example/vocabulary#"
RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS: Final = "http://www.w3.org/2000/01/rdf-schema#"
XSD: Final = "http://www.w3.org/2001/XMLSchema#"
DCTERMS: Final = "http://purl.org/dc/terms/"
PROV: Final = "http://www.w3.org/ns/prov#"
OA: Final = "http://www.w3.org/ns/oa#"
EDTF: Final = "http://id.loc.gov/datatypes/edtf/EDTF"

TYPE: Final = f"<{RDF}type>"
DERIVED: Final = f"<{PROV}wasDerivedFrom>"
STANDARD: Final = {
    "name": f"<{RDFS}label>",
    "title": f"<{DCTERMS}title>",
    "published": f"<{DCTERMS}issued>",
    "language": f"<{DCTERMS}language>",
    "sources": f"<{DCTERMS}source>",
    "IN": DERIVED,
    "STATED_IN": DERIVED,
}
# What is not written: what only finds things, and `published_on`, which repeats `published`.
LEFT_OUT: Final = LOOKUP | {"published_on"}
# What becomes a passage, and what becomes `imposed` or `exposure` with its details.
_PASSAGE: Final = frozenset({"start", "stop", "quote"})
_SUM: Final = frozenset({"amount", "amount_kind", "currency", "per"})
_BASE: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^#?]*[/:]")
_ADDRESS: Final = re.compile(r"[A-Za-z0-9/._~+:@!$&'()*,;=-]*")  # what an id may keep in an IRI
_LANGUAGE: Final = re.compile(r"[a-zA-Z]+(?:-[a-zA-Z0-9]+)*")
_PARTIAL_DATE: Final = re.compile(r"[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?")
_GREGORIAN: Final = {4: "gYear", 7: "gYearMonth", 10: "date"}
# What canonical N-Triples escapes. A lone surrogate has no UTF-8: the replacement character stands for it.
# https://www.w3.org/TR/rdf12-n-triples/#canonical-ntriples
_SPECIAL: Final = re.compile('[\x00-\x1f"\\\\\x7f\ud800-\udfff\ufffe\uffff]')
_SHORT: Final = {"\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r", '"': '\\"', "\\": "\\\\"}


def camel_case(name: str) -> str:
    """Return a name of the model as the local name of a property.

    >>> camel_case("ADDRESSED_TO")
    'addressedTo'
    """
    first, *rest = name.lower().split("_")
    return first + "".join(word.capitalize() for word in rest)


@cache
def property_iri(name: str) -> str:
    """Return the IRI, in angle brackets, of a property or relation of the model."""
    return STANDARD.get(name) or f"<{VOCABULARY}{camel_case(name)}>"


def class_name(label: str, family: str) -> str:
    """Return the local name of the class of a family or kind; a kind of two families has the family's behind it.

    >>> class_name("Other", "Incident")
    'OtherIncident'
    """
    shared = sum(label in f.kinds for f in model().families.values()) > 1
    return f"{label}{family}" if shared else label


@cache
def class_iri(label: str, family: str) -> str:
    """Return the IRI, in angle brackets, of the class of a family or of one of its kinds."""
    return f"<{VOCABULARY}{class_name(label, family)}>"


def literal(text: str, datatype: str = "", language: str | None = None) -> str:
    """Return a literal; `datatype` is a local name of XML Schema, `language` used where it is a tag."""
    quoted = f'"{_SPECIAL.sub(_escaped, text)}"' if _SPECIAL.search(text) else f'"{text}"'
    if datatype:
        return f"{quoted}^^<{XSD}{datatype}>"
    return f"{quoted}@{language.lower()}" if language and _LANGUAGE.fullmatch(language) else quoted


def _escaped(found: re.Match[str]) -> str:
    character = found[0]
    if "\ud800" <= character <= "\udfff":
        return "\ufffd"
    return _SHORT.get(character) or f"\\u{ord(character):04X}"


def date_literal(edtf: str) -> str:
    """Return a date typed by its precision: xsd:gYear, xsd:gYearMonth or xsd:date, else (a range) as EDTF.

    >>> date_literal("2020-12/2021-02")
    '"2020-12/2021-02"^^<http://id.loc.gov/datatypes/edtf/EDTF>'
    """
    if _PARTIAL_DATE.fullmatch(edtf):
        return literal(edtf, _GREGORIAN[len(edtf)])
    return f"{literal(edtf)}^^<{EDTF}>"


def decimal_literal(number: float | str) -> str:
    """Return a number as the shortest xsd:decimal that is read as the same float."""
    return literal(f"{Decimal(str(number)).normalize():f}", "decimal")


def property_literals(prop: Property, value: object, language: str | None = None) -> list[str]:
    """Return the literals of a property's value: none for null, one for each text of a list."""
    if value is None:
        return []
    match prop.type:
        case "texts" if isinstance(value, list):
            return [literal(text, "", language) for text in value]
        case "date" if isinstance(value, date):
            return [literal(value.isoformat(), "date")]
        case "number":
            return [decimal_literal(str(value))]
        case "integer":
            return [literal(str(value), "integer")]
        case "boolean":
            return [literal(str(value).lower(), "boolean")]
    if prop.name in partial_dates():
        return [date_literal(str(value))]
    return [literal(str(value), "", language)]


@cache
def own_properties(family: str) -> tuple[str, ...]:
    """Return the properties of a family that are written under their own names."""
    other = LEFT_OUT | (_PASSAGE if family in ("Occurrence", "Claim") else frozenset())
    other |= _SUM if family == "Claim" else frozenset()
    return tuple(name for name in model().families[family].properties if name not in other)


@cache
def partial_dates() -> frozenset[str]:
    """Return the names of the properties that hold EDTF text."""
    return frozenset(p.name for p in model().predicates.values() if p.value == "date") | {"published"}


@dataclass(frozen=True, slots=True)
class Names:
    """Make IRIs, in angle brackets, from ids: `base`, then the id, percent-encoded where needed."""

    base: str

    def __post_init__(self) -> None:
        """Raise InputError where the base is no absolute IRI that an id can follow."""
        import pyoxigraph

        try:
            pyoxigraph.NamedNode(self.base)
        except ValueError as error:
            raise InputError(f"{self.base!r} is no IRI, so no base of others: {error}") from error
        if not _BASE.fullmatch(self.base):
            raise InputError(f"{self.base!r} cannot be the base of IRIs: write it as https://example.org/graph/")

    def node(self, id_: str) -> str:
        """Return the IRI of a node of the graph."""
        return f"<{self.base}{_encoded(id_)}>"

    def graph(self, id_: str) -> str:
        """Return the IRI of the named graph of a document, or of the view named `merged`."""
        return f"<{self.base}graph/{_encoded(id_)}>"

    def passage(self, document: str, start: int, end: int) -> str:
        """Return the IRI of a passage, as RFC 5147 writes it: code points from 0, end exclusive."""
        return f"<{self.base}{_encoded(document)}#char={start},{end}>"

    def statement(self, triple: Triple) -> str:
        """Return the IRI of the statement of a triple; the base has no part in its hash."""
        own = f"<{self.base}"
        parts = (t if t.startswith(f"<{VOCABULARY}") else t.removeprefix(own) for t in triple)
        return f"{own}statement/{digest(*parts)[:16]}>"

    def prefixes(self) -> dict[str, str]:
        """Return short names for the namespaces: of the standards, and of each family of nodes."""
        return {
            "greffier": VOCABULARY,
            "rdf": RDF,
            "rdfs": RDFS,
            "xsd": XSD,
            "dcterms": DCTERMS,
            "prov": PROV,
            "oa": OA,
            "edtf": EDTF.removesuffix("EDTF"),
            "regulator": f"{self.base}regulator/",
            "statement": f"{self.base}statement/",
            "graph": f"{self.base}graph/",
        } | {f.prefix: f"{self.base}{f.prefix}/" for f in model().families.values()}


def in_order(triples: Iterable[Triple]) -> list[Triple]:
    """Return the triples, each once, by subject, its class first, as a reader wants them."""
    return sorted(set(triples), key=lambda t: (t[0], t[1] != TYPE, t[1], t[2]))


def grouped(rows: Iterable[Row], key: str) -> dict[str, list[Row]]:
    """Return the rows of a query by one of their columns; a group that is not there is empty."""
    groups: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        groups[row[key]].append(row)
    return groups


def _encoded(id_: str) -> str:
    if _ADDRESS.fullmatch(id_):
        return id_
    return quote(id_, safe="/-._~+:@!$&'()*,;=", errors="replace")
