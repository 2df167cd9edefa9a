"""The shapes: what an export must look like, as SHACL, from the graph model. https://www.w3.org/TR/shacl/

`python -m greffier.graph.rdf` writes `shapes.ttl` beside this file again. They are made for all named graphs
of an export taken together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from greffier.graph.model import EVENTS, THINGS, Property, model
from greffier.graph.rdf.ontology import exported_families
from greffier.graph.rdf.terms import (
    VOCABULARY,
    camel_case,
    class_iri,
    class_name,
    own_properties,
    partial_dates,
    property_iri,
)
from greffier.graph.rdf.vocabularies import vocabularies
from greffier.graph.records import AmountKind, Outcome, Status

FILE: Final = Path(__file__).with_name("shapes.ttl")
SHAPES: Final = "https://greffier.example/shapes#"
_PREFIXES: Final = ("dcterms", "edtf", "oa", "prov", "rdf", "rdfs", "sh", "xsd")
# What is always known of whatever has it.
_REQUIRED: Final = frozenset(
    "name names documents status confidence title file sources language sha256 reader local family kind rule "
    "predicate rank mentions claims".split()
)
_IN_A_LANGUAGE: Final = frozenset({"name", "names", "title", "text"})
_PATTERNS: Final = {
    "jurisdiction": "^[A-Z]{2}(-[A-Z0-9]{1,3})?$",
    "imposed_currency": "^[A-Z]{3}$",
    "exposure_currency": "^[A-Z]{3}$",
    "sha256": "^[0-9a-f]{64}$",
    "language": "^[a-z]{2}$",
}
_DATATYPES: Final = {
    "text": "xsd:string",
    "texts": "xsd:string",
    "number": "xsd:decimal",
    "integer": "xsd:integer",
    "date": "xsd:date",
    "boolean": "xsd:boolean",
}
_FROM_ONE: Final = frozenset({"documents", "claims"})
_UP_TO_ONE: Final = frozenset({"confidence", "score"})
_PASSAGE: Final = """shapes:Passage a sh:NodeShape ;
    sh:targetClass oa:TextPositionSelector ;
    sh:property [ sh:path oa:exact ; sh:minCount 1 ; sh:maxCount 1 ; sh:datatype xsd:string ] ;
    sh:property [ sh:path oa:start ; sh:minCount 1 ; sh:maxCount 1 ; sh:datatype xsd:integer ; sh:minInclusive 0 ;
        sh:lessThanOrEquals oa:end ] ;
    sh:property [ sh:path oa:end ; sh:minCount 1 ; sh:maxCount 1 ; sh:datatype xsd:integer ] .
"""
_EVIDENCE: Final = (
    "    sh:property [ sh:path prov:wasDerivedFrom ; sh:minCount 1 ; sh:maxCount 1 ; sh:class greffier:Document ] ;\n"
    "    sh:property [ sh:path oa:hasSelector ; sh:minCount 1 ; sh:maxCount 1 ; sh:class oa:TextQuoteSelector ] ;\n"
)


def build_shapes() -> str:
    """Return the shapes as Turtle; raise KnowledgeError where the model or what goes with it is malformed."""
    known = vocabularies()
    prefixes = [(prefix, known[prefix].iri) for prefix in _PREFIXES]
    prefixes += [("greffier", VOCABULARY), ("shapes", SHAPES)]
    head = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in sorted(prefixes))
    parts = [*_families(), *_kinds(), *_relations(), *_sums(), _statement(), _firmness(), _PASSAGE]
    body = "\n".join(parts)
    for prefix, iri in prefixes:
        body = _shortened(body, prefix, iri)
    return f"# Made by `python -m greffier.graph.rdf` from graph/model.yaml: change it there.\n{head}\n{body}"


def _shortened(text: str, prefix: str, iri: str) -> str:
    return re.sub(f"<{re.escape(iri)}([A-Za-z]\\w*)>", f"{prefix}:\\1", text)


def _families() -> Iterator[str]:
    for name in exported_families():
        lines = [f"shapes:{name} a sh:NodeShape ;\n    sh:targetClass {class_iri(name, name)} ;\n"]
        known = model().families[name].properties
        lines += [_property(known[prop]) for prop in own_properties(name)]
        if name in ("Occurrence", "Claim"):
            lines.append(_EVIDENCE)
        if name == "Occurrence":
            is_ = property_iri("IS")
            lines.append(f"    sh:property [ sh:path {is_} ; sh:minCount 1 ; sh:maxCount 1 ; sh:nodeKind sh:IRI ] ;\n")
        if name == "Claim":
            about = f"sh:path {property_iri('ABOUT')} ; sh:minCount 1 ; sh:maxCount 1"
            lines.append(f"    sh:property [ {about} ; sh:class {class_iri('Occurrence', 'Occurrence')} ] ;\n")
            own = [p for p in model().predicates if p in own_properties(name)]
            said = [property_iri(p) for p in ("OBJECT", "value", "outcome", *(kind.value for kind in AmountKind), *own)]
            ways = " ".join(f"[ sh:property [ sh:path {path} ; sh:minCount 1 ; sh:maxCount 1 ] ]" for path in said)
            lines.append(f"    sh:xone ( {ways} ) ;\n")
        yield "".join(lines).removesuffix(" ;\n") + " .\n"
    things = class_iri("Occurrence", "Occurrence")
    yield (
        f"shapes:Identity a sh:NodeShape ;\n    sh:targetSubjectsOf {property_iri('IS')} ;\n    sh:class {things} .\n"
    )
    yield (
        f"shapes:Thing a sh:NodeShape ;\n    sh:targetObjectsOf {property_iri('IS')} ;\n"
        "    sh:property [ sh:path rdfs:label ; sh:minCount 1 ; sh:maxCount 1 ] .\n"
    )
    yield (
        f"shapes:Object a sh:NodeShape ;\n    sh:targetObjectsOf {property_iri('OBJECT')} ;\n    sh:class {things} .\n"
    )


def _property(prop: Property) -> str:
    path = property_iri(prop.name)
    said = [f"sh:path {path}"]
    if prop.name in _REQUIRED:
        said.append("sh:minCount 1")
    if prop.type != "texts":
        said.append("sh:maxCount 1")
    said.append(_range(prop))
    if prop.name in _PATTERNS:
        said.append(f'sh:pattern "{_PATTERNS[prop.name]}"')
    if prop.name == "status":
        said.append(f"sh:in ( {' '.join(_quoted(s.value) for s in Status)} )")
    if prop.name == "outcome":
        said.append(f"sh:in ( {' '.join(_quoted(o.value) for o in Outcome)} )")
    if prop.name == "family":
        said.append(f"sh:in ( {' '.join(map(_quoted, THINGS))} )")
    if prop.name == "predicate":
        said.append(f"sh:in ( {' '.join(map(_quoted, model().predicates))} )")
    if prop.name in _FROM_ONE:
        said.append("sh:minInclusive 1")
    if prop.name in _UP_TO_ONE:
        said.append("sh:minInclusive 0 ; sh:maxInclusive 1")
    if prop.name.endswith("_from"):
        said.append(f"sh:lessThanOrEquals {property_iri(prop.name.removesuffix('from') + 'to')}")
    return f"    sh:property [ {' ; '.join(said)} ] ;\n"


def _range(prop: Property) -> str:
    if prop.name == "mentions":
        return "sh:class oa:TextQuoteSelector"
    if prop.name in partial_dates() or prop.name == "value":
        return _one_of("xsd:gYear", "xsd:gYearMonth", "xsd:date", "edtf:EDTF")
    if prop.name in _IN_A_LANGUAGE:
        return _one_of("xsd:string", "rdf:langString")
    return f"sh:datatype {_DATATYPES[prop.type]}"


def _one_of(*datatypes: str) -> str:
    return f"sh:or ( {' '.join(f'[ sh:datatype {datatype} ]' for datatype in datatypes)} )"


def _quoted(text: str) -> str:
    return f'"{text}"'


def _kinds() -> Iterator[str]:
    for family in exported_families():
        for kind in model().families[family].kinds:
            yield (
                f"shapes:{class_name(kind, family)} a sh:NodeShape ;\n    sh:targetClass {class_iri(kind, family)} ;\n"
                f"    sh:class {class_iri(family, family)} .\n"
            )


def _relations() -> Iterator[str]:
    """Yield shapes of the relations between things: what both ends are."""
    for predicate in model().predicates.values():
        if not predicate.relation:
            continue
        relation = model().relations[predicate.relation]
        shape, path = camel_case(relation.name), property_iri(relation.name)
        for name, target, (family,) in (
            (shape, "sh:targetSubjectsOf", relation.start),
            (f"{shape}Object", "sh:targetObjectsOf", relation.end),
        ):
            yield f"shapes:{name} a sh:NodeShape ;\n    {target} {path} ;\n    sh:class {class_iri(family, family)} .\n"


def _sums() -> Iterator[str]:
    """Yield shapes of what bears a sum: it says in which currency."""
    for kind in AmountKind:
        currency = property_iri(f"{kind.value}_currency")
        yield (
            f"shapes:{kind.value} a sh:NodeShape ;\n    sh:targetSubjectsOf {property_iri(kind.value)} ;\n"
            f"    sh:property [ sh:path {currency} ; sh:minCount 1 ; sh:maxCount 1 ; "
            f'sh:pattern "{_PATTERNS["imposed_currency"]}" ] .\n'
        )


def _statement() -> str:
    """Return the shape of statements."""
    bears = next(r for r in model().relations.values() if "claims" in r.properties).properties.values()
    # A statement of a class, a date or a sum has no numbers of its own, only one of a relation has.
    numbers = "".join(_property(prop).replace("sh:minCount 1 ; ", "") for prop in bears if prop.name != "status")
    statuses = " ".join(_quoted(s.value) for s in Status)
    claim = class_iri("Claim", "Claim")
    return (
        "shapes:Statement a sh:NodeShape ;\n    sh:targetClass rdf:Statement ;\n"
        "    sh:property [ sh:path rdf:subject ; sh:minCount 1 ; sh:maxCount 1 ; sh:nodeKind sh:IRI ] ;\n"
        "    sh:property [ sh:path rdf:predicate ; sh:minCount 1 ; sh:maxCount 1 ; sh:nodeKind sh:IRI ] ;\n"
        "    sh:property [ sh:path rdf:object ; sh:minCount 1 ; sh:maxCount 1 ] ;\n"
        f"    sh:property [ sh:path {property_iri('status')} ; sh:minCount 1 ; sh:maxCount 1 ; "
        f"sh:in ( {statuses} ) ] ;\n"
        f"    sh:property [ sh:path prov:wasDerivedFrom ; sh:class {claim} ] ;\n"
        "    sh:or ( [ sh:property [ sh:path rdf:predicate ; sh:hasValue rdf:type ] ] "
        "[ sh:property [ sh:path prov:wasDerivedFrom ; sh:minCount 1 ] ] ) ;\n"
        f"{numbers}"
    ).removesuffix(" ;\n") + " .\n"


def _firmness() -> str:
    """Return the shape that holds of all statements together: a plain triple stands exactly where one is asserted.

    It looks at them all at once, from one node: a query for each statement takes a hundred times as long.
    """
    rdf, status = vocabularies()["rdf"].iri, property_iri("status")
    parts = f"<{rdf}subject> ?s ; <{rdf}predicate> ?p ; <{rdf}object> ?o"
    missing = f'SELECT $this ?value WHERE {{ ?value {parts} ; {status} "asserted" . FILTER NOT EXISTS {{ ?s ?p ?o }} }}'
    wrong = (
        f"SELECT $this ?value WHERE {{ ?value {parts} ; {status} ?status . "
        'FILTER(?status != "asserted") FILTER EXISTS { ?s ?p ?o } }'
    )
    bare = (
        "SELECT $this ?value WHERE { ?value a ?class ; ?p ?o . "
        f"FILTER(?class IN ({', '.join(class_iri(name, name) for name in THINGS)})) "
        f"FILTER(?p IN ({', '.join(_stated_properties())})) FILTER NOT EXISTS {{ ?statement "
        f'<{rdf}subject> ?value ; <{rdf}predicate> ?p ; <{rdf}object> ?o ; {status} "asserted" }} }}'
    )
    return (
        "shapes:Firmness a sh:NodeShape ;\n    sh:targetNode rdf:Statement ;\n"
        f"    {_sparql(missing, 'it is asserted, and the triple is not there')} ;\n"
        f"    {_sparql(wrong, 'the triple is there, and it is not asserted')} ;\n"
        f"    {_sparql(bare, 'it has a relation, date or sum without an asserted statement')} .\n"
    )


def _stated_properties() -> list[str]:
    """Return what is said of things by statements: relations, and the values that claims give."""
    relations = [p.relation for p in model().predicates.values() if p.relation]
    values = {p.name for p in model().predicates.values() if p.value} | {kind.value for kind in AmountKind}
    known = {name for family in EVENTS for name in model().families[family].properties}
    return [property_iri(name) for name in (*relations, *sorted(values & known))]


def _sparql(select: str, message: str) -> str:
    prefixes = f"PREFIX rdf: <{vocabularies()['rdf'].iri}> PREFIX greffier: <{VOCABULARY}>"
    kept = f"{prefixes} {select}".replace('"', '\\"')
    return f'sh:sparql [ sh:message "{message}" ; sh:select "{kept}" ]'
