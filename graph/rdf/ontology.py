"""The ontology: what the classes and properties of exports mean, from the graph model and `labels.yaml`.

`python -m greffier.graph.rdf` writes `ontology.ttl` beside this file again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final

from greffier.graph.errors import KnowledgeError
from greffier.graph.model import Property, model
from greffier.graph.rdf.terms import (
    STANDARD,
    TYPE,
    VOCABULARY,
    Triple,
    class_iri,
    class_name,
    literal,
    own_properties,
    partial_dates,
    property_iri,
)
from greffier.graph.rdf.vocabularies import LABELS_FILE, Label, labels, term, vocabularies

FILE: Final = Path(__file__).with_name("ontology.ttl")
_WORD: Final = re.compile(r"[A-Z]?[a-z0-9]+|[A-Z]+(?![a-z])")
_RANGES: Final = {
    "text": "xsd:string",
    "texts": "xsd:string",
    "number": "xsd:decimal",
    "integer": "xsd:integer",
    "date": "xsd:date",
    "boolean": "xsd:boolean",
}
_PARTIAL_RANGES: Final = ("xsd:gYear", "xsd:gYearMonth", "xsd:date", "edtf:EDTF")
_MATCHES: Final = {
    "close": "skos:closeMatch",
    "related": "skos:relatedMatch",
    "narrower": "skos:narrowMatch",
    "broader": "skos:broadMatch",
    "see": "rdfs:seeAlso",
}


def build_ontology() -> str:
    """Return the ontology as Turtle; raise KnowledgeError where a term of the model has no label."""
    triples = [*_header(), *_classes(), *_relations(), *_properties()]
    return as_turtle(triples, {"greffier": VOCABULARY})


def exported_families() -> list[str]:
    """Return the families that are written to RDF as such."""
    return [name for name in model().families if name not in labels().left_out]


def as_turtle(triples: Iterable[Triple], more_prefixes: Mapping[str, str]) -> str:
    """Return triples as Turtle, by subject, with the prefixes of the vocabularies that they use."""
    import pyoxigraph

    lines = "".join(f"{s} {p} {o} .\n" for s, p, o in sorted(set(triples), key=lambda t: (t[0], t[1] != TYPE, t)))
    every = {v.prefix: v.iri for v in vocabularies().values()} | dict(more_prefixes)
    used = {prefix: iri for prefix, iri in every.items() if f"<{iri}" in lines}
    parsed = pyoxigraph.parse(lines, format=pyoxigraph.RdfFormat.N_TRIPLES)
    written = pyoxigraph.serialize(
        (quad.triple for quad in parsed), format=pyoxigraph.RdfFormat.TURTLE, prefixes=dict(sorted(used.items()))
    )
    assert written is not None
    return f"# Made by `python -m greffier.graph.rdf` from graph/model.yaml: change it there.\n{written.decode()}"


def _header() -> Iterator[Triple]:
    subject = f"<{VOCABULARY.removesuffix('#')}>"
    yield subject, TYPE, term("owl:Ontology")
    yield subject, term("dcterms:title"), literal("The words of Greffier", "", "en")
    yield subject, term("dcterms:title"), literal("Le vocabulaire de Greffier", "", "fr")
    said = "Institutions, incidents, authorities, what these did, and the words of documents that say so."
    yield subject, term("dcterms:description"), literal(said, "", "en")
    said = "Institutions, incidents, autorités, leurs actes, et les mots des documents qui le disent."
    yield subject, term("dcterms:description"), literal(said, "", "fr")


def _classes() -> Iterator[Triple]:
    for name in exported_families():
        family = model().families[name]
        yield from _class(class_iri(name, name), name, family.summary)
        for kind, summary in family.kinds.items():
            subject = class_iri(kind, name)
            yield from _class(subject, class_name(kind, name), summary)
            yield subject, term("rdfs:subClassOf"), class_iri(name, name)


def _class(subject: str, name: str, summary: str) -> Iterator[Triple]:
    yield subject, TYPE, term("owl:Class")
    yield from _told(subject, name, [summary], _label(labels().classes, name, "classes"), "rdfs:subClassOf")


def _relations() -> Iterator[Triple]:
    projected = {p.relation for p in model().predicates.values() if p.relation}
    for name, relation in model().relations.items():
        subject = property_iri(name)
        if name in STANDARD or any(f in labels().left_out for f in (*relation.start, *relation.end)):
            continue
        yield subject, TYPE, term("owl:ObjectProperty")
        label = _label(labels().relations, name, "relations")
        yield from _told(subject, name.lower(), [relation.summary], label, "rdfs:subPropertyOf")
        # Only of what is asserted is there a plain triple, so that its ends have these classes.
        infers = name in projected or name in ("ABOUT", "OBJECT")
        for families, word, weak in (
            (relation.start, "rdfs:domain", "schema:domainIncludes"),
            (relation.end, "rdfs:range", "schema:rangeIncludes"),
        ):
            for family in families:
                yield subject, term(word if infers else weak), class_iri(family, family)


def _properties() -> Iterator[Triple]:
    summaries: dict[str, dict[str, None]] = {}
    for holder, prop in _held_properties():
        if prop.name in STANDARD:
            continue
        subject = property_iri(prop.name)
        summaries.setdefault(prop.name, {})[prop.summary] = None
        yield subject, term("schema:domainIncludes"), holder
        if prop.name == "mentions":
            yield subject, TYPE, term("owl:ObjectProperty")
            yield subject, term("rdfs:range"), term("oa:TextQuoteSelector")
            continue
        yield subject, TYPE, term("owl:DatatypeProperty")
        if prop.name in partial_dates() or prop.name == "value":
            yield from ((subject, term("schema:rangeIncludes"), term(range_)) for range_ in _PARTIAL_RANGES)
        else:
            # A name may have a language, so its range is no xsd:string.
            range_ = "rdf:langString" if prop.name in ("names", "text") else _RANGES[prop.type]
            yield subject, term("schema:rangeIncludes"), term(range_)
    for name, told in summaries.items():
        label = _label(labels().properties, name, "properties")
        english = [summary for summary in told if summary] or [label.en or ""]
        yield from _told(property_iri(name), name, english, label, "rdfs:subPropertyOf")


def _held_properties() -> Iterator[tuple[str, Property]]:
    """Yield the class that bears a property, and the property, for all that are written."""
    statement = term("rdf:Statement")
    for name in exported_families():
        known = model().families[name].properties
        yield from ((class_iri(name, name), known[p]) for p in own_properties(name))
    for relation in model().relations.values():
        holder = class_iri("Occurrence", "Occurrence") if relation.name == "IS" else statement
        yield from ((holder, prop) for prop in relation.properties.values())


def _told(subject: str, name: str, english: Iterable[str], label: Label, is_: str) -> Iterator[Triple]:
    """Yield what a term is called and means, in both languages, and what others have that is alike."""
    yield subject, term("rdfs:label"), literal(_in_words(name), "", "en")
    yield subject, term("rdfs:label"), literal(label.fr, "", "fr")
    for summary in english:
        yield subject, term("skos:definition"), literal(summary[:1].upper() + summary[1:], "", "en")
    yield subject, term("skos:definition"), literal(label.definition, "", "fr")
    yield subject, term("rdfs:isDefinedBy"), f"<{VOCABULARY.removesuffix('#')}>"
    for match, other in label.matches:
        yield subject, term(_MATCHES.get(match, is_)), other


def _in_words(name: str) -> str:
    """Return a name of the model in words.

    >>> _in_words("ControlFailure"), _in_words("imposed_currency")
    ('control failure', 'imposed currency')
    """
    return " ".join(word.lower() for word in _WORD.findall(name))


def _label(known: Mapping[str, Label], name: str, group: str) -> Label:
    if name not in known:
        raise KnowledgeError(f"{LABELS_FILE.name}: {group} needs {name!r}, which the graph model has")
    return known[name]
