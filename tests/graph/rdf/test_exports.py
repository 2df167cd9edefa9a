"""The graph as RDF: what is said, in which graph, and that every reader of RDF reads the same."""

import random
import re
from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO
from typing import Any

import pyoxigraph
import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib.namespace import PROV, RDF, RDFS

from greffier.graph.changes import Changes, Node
from greffier.graph.errors import InputError
from greffier.graph.model import model
from greffier.graph.rdf import FORMATS, dataset, export, parts
from greffier.graph.rdf.terms import (
    DEFAULT_BASE,
    STANDARD,
    VOCABULARY,
    camel_case,
    date_literal,
    decimal_literal,
    literal,
    property_iri,
)
from greffier.graph.records import Status
from greffier.graph.store import Store
from tests.ingest.generated import (
    Report,
    exposure,
    fresh_store,
    generate_testimonies,
    imposed,
    take_in,
)

# rdflib warns of what it uses itself.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")

OXIGRAPH = {
    "turtle": pyoxigraph.RdfFormat.TURTLE,
    "trig": pyoxigraph.RdfFormat.TRIG,
    "ntriples": pyoxigraph.RdfFormat.N_TRIPLES,
    "nquads": pyoxigraph.RdfFormat.N_QUADS,
    "jsonld": pyoxigraph.RdfFormat.JSON_LD,
    "rdfxml": pyoxigraph.RdfFormat.RDF_XML,
}
RDFLIB = {
    "turtle": "turtle",
    "trig": "trig",
    "ntriples": "nt",
    "nquads": "nquads",
    "jsonld": "json-ld",
    "rdfxml": "xml",
}
WITH_GRAPHS = ("trig", "nquads", "jsonld")
PREFIXES = """
@base <https://greffier.example/> .
@prefix g: <https://greffier.example/vocabulary#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix oa: <http://www.w3.org/ns/oa#> .
"""
G = rdflib.Namespace(VOCABULARY)
OA = rdflib.Namespace("http://www.w3.org/ns/oa#")


def exported(store: Store, format: str = "nquads", **options: Any) -> bytes:
    stream = BytesIO()
    export(store, stream, format, **options)
    return stream.getvalue()


def in_graph(data: bytes, graph: str) -> set[str]:
    """Return the triples of one named graph, as lines."""
    quads = pyoxigraph.parse(data, format=pyoxigraph.RdfFormat.N_QUADS)
    name = f"https://greffier.example/graph/{graph}"
    return {
        str(q.triple) for q in quads if isinstance(q.graph_name, pyoxigraph.NamedNode) and q.graph_name.value == name
    }


def triples_of(turtle: str) -> set[str]:
    quads = pyoxigraph.parse(f"{PREFIXES}\n{turtle}", format=pyoxigraph.RdfFormat.TURTLE)
    return {str(q.triple) for q in quads}


def order() -> Report:
    """Return what a regulator's notice says: an order, with what breaking it would cost."""
    report = Report("Order", "2020-12-14", "fr")
    body = report.entity("Federation", "Fédération Aurore")
    office = report.entity("Regulator", "Office of Markets", known_as="regulator/bb-markets")
    leak = report.incident("DataBreach", body, date="2019", evidence=report.quote("La fuite de « 2019 »."))
    report.action(
        "Order",
        body,
        issuer=office,
        concerns=leak,
        date="2020-12",
        amount=exposure("10000.50"),
        evidence=report.quote("L'Office ordonne."),
    )
    return report


@pytest.fixture
def store() -> Iterator[Store]:
    with fresh_store() as opened:
        yield opened


# What is said


def test_a_document_says_what_it_states_in_a_graph_of_its_own(store: Store) -> None:
    testimony = order().testimony()
    take_in(store, [testimony])
    document = testimony.document.id
    body, office, leak, action = (o.id for o in testimony.occurrences)
    claims = {(c.claim.subject, c.claim.predicate): c.id for c in testimony.claims}
    entity = 'g:family "Organization" ; g:confidence 0.9 ; g:status "asserted" ; g:rule "rule"'
    event = 'g:confidence 0.8 ; g:status "asserted" ; g:rule "rule"'
    claim = f'a g:Claim ; prov:wasDerivedFrom <{document}> ; g:confidence 0.7 ; g:status "asserted" ; g:rule "rule"'
    passage = "a oa:TextQuoteSelector , oa:TextPositionSelector"
    expected = f"""
    <{document}> a g:Document ; dcterms:title "Order"@fr ; g:file "Order" ; dcterms:source "Order.txt" ;
        dcterms:issued "2020-12-14"^^xsd:date ; dcterms:language "fr" ; g:reader "made for tests" ;
        g:sha256 "{testimony.document.sha256}" .
    <{body}> a g:Occurrence ; rdfs:label "Fédération Aurore"@fr ; g:local "e1" ; g:kind "Federation" ; {entity} ;
        prov:wasDerivedFrom <{document}> ; oa:hasSelector <{document}#char=7,24> ;
        g:mentions <{document}#char=7,24> .
    <{office}> a g:Occurrence ; rdfs:label "Office of Markets"@fr ; g:local "e2" ; g:kind "Regulator" ; {entity} ;
        g:gazetteer "regulator/bb-markets" ; prov:wasDerivedFrom <{document}> ;
        oa:hasSelector <{document}#char=25,42> ; g:mentions <{document}#char=25,42> .
    <{leak}> a g:Occurrence ; rdfs:label "La fuite de « 2019 »."@fr ; g:local "i1" ; g:family "Incident" ;
        g:kind "DataBreach" ; {event} ; prov:wasDerivedFrom <{document}> ;
        oa:hasSelector <{document}#char=43,64> ; g:mentions <{document}#char=43,64> .
    <{action}> a g:Occurrence ; rdfs:label "L'Office ordonne."@fr ; g:local "a1" ; g:family "Action" ;
        g:kind "Order" ; {event} ; prov:wasDerivedFrom <{document}> ;
        oa:hasSelector <{document}#char=65,82> ; g:mentions <{document}#char=65,82> .
    <{claims[leak, "affected"]}> {claim} ; g:rank 0 ; g:predicate "affected" ; rdfs:label "affected" ;
        g:about <{leak}> ; g:object <{body}> ; oa:hasSelector <{document}#char=43,64> .
    <{claims[leak, "date"]}> {claim} ; g:rank 1 ; g:predicate "date" ; rdfs:label "date 2019" ;
        g:about <{leak}> ; g:value "2019"^^xsd:gYear ; oa:hasSelector <{document}#char=43,64> .
    <{claims[action, "target"]}> {claim} ; g:rank 2 ; g:predicate "target" ; rdfs:label "target" ;
        g:about <{action}> ; g:object <{body}> ; oa:hasSelector <{document}#char=65,82> .
    <{claims[action, "issuer"]}> {claim} ; g:rank 3 ; g:predicate "issuer" ; rdfs:label "issuer" ;
        g:about <{action}> ; g:object <{office}> ; oa:hasSelector <{document}#char=65,82> .
    <{claims[action, "concerns"]}> {claim} ; g:rank 4 ; g:predicate "concerns" ; rdfs:label "concerns" ;
        g:about <{action}> ; g:object <{leak}> ; oa:hasSelector <{document}#char=65,82> .
    <{claims[action, "date"]}> {claim} ; g:rank 5 ; g:predicate "date" ; rdfs:label "date 2020-12" ;
        g:about <{action}> ; g:value "2020-12"^^xsd:gYearMonth ; oa:hasSelector <{document}#char=65,82> .
    <{claims[action, "amount"]}> {claim} ; g:rank 6 ; g:predicate "amount" ;
        rdfs:label "amount 10000.5 CAD per day, exposure" ; g:about <{action}> ;
        g:exposure 10000.5 ; g:exposureCurrency "CAD" ; g:exposurePer "day" ;
        oa:hasSelector <{document}#char=65,82> .
    <{document}#char=7,24> {passage} ; oa:exact "Fédération Aurore" ; oa:start 7 ; oa:end 24 .
    <{document}#char=25,42> {passage} ; oa:exact "Office of Markets" ; oa:start 25 ; oa:end 42 .
    <{document}#char=43,64> {passage} ; oa:exact "La fuite de « 2019 »." ; oa:start 43 ; oa:end 64 .
    <{document}#char=65,82> {passage} ; oa:exact "L'Office ordonne." ; oa:start 65 ; oa:end 82 .
    """
    assert in_graph(exported(store), document) == triples_of(expected)


def test_the_merged_view_says_what_follows_and_leads_to_the_claims(store: Store) -> None:
    testimony = order().testimony()
    take_in(store, [testimony])
    body, office, leak, action = (o.id for o in testimony.occurrences)
    claims = {(c.claim.subject, c.claim.predicate): c.id for c in testimony.claims}
    aurore, authority, fault, measure = (thing_of(store, o) for o in (body, office, leak, action))
    data = exported(store)
    names = statement_names(data)

    def stated(subject: str, predicate: str, object_: str, claim: str) -> str:
        """Say it, and of its statement that it is said, and where."""
        return f"""<{subject}> g:{predicate} {object_} . <{names[subject, predicate]}> a rdf:Statement ;
            rdf:subject <{subject}> ; rdf:predicate g:{predicate} ; rdf:object {object_} ;
            g:status "asserted" ; prov:wasDerivedFrom <{claim}> ."""

    def related(subject: str, predicate: str, object_: str, claim: str) -> str:
        return f"""{stated(subject, predicate, object_, claim)} <{names[subject, predicate]}>
            g:claims 1 ; g:documents 1 ; g:confidence 0.7 ;
            g:first "2020-12-14"^^xsd:date ; g:last "2020-12-14"^^xsd:date ."""

    assert authority == "regulator/bb-markets"
    assert in_graph(data, "merged") == triples_of(f"""
    <{aurore}> a g:Organization , g:Federation ; rdfs:label "Fédération Aurore"@fr ;
        g:names "Fédération Aurore"@fr ; g:documents 1 .
    <{authority}> a g:Organization , g:Regulator ; rdfs:label "Office of Markets"@fr ;
        g:names "Office of Markets"@fr ; g:gazetteer "regulator/bb-markets" ; g:documents 1 .
    <{fault}> a g:Incident , g:DataBreach ; rdfs:label "DataBreach · 2019" ; g:status "asserted" ;
        g:confidence 0.8 ; g:documents 1 ;
        g:dateFrom "2019-01-01"^^xsd:date ; g:dateTo "2019-12-31"^^xsd:date .
    <{measure}> a g:Action , g:Order ; rdfs:label "Order · 2020-12" ; g:status "asserted" ;
        g:confidence 0.8 ; g:documents 1 ; g:exposureCurrency "CAD" ; g:exposurePer "day" ;
        g:dateFrom "2020-12-01"^^xsd:date ; g:dateTo "2020-12-31"^^xsd:date .
    {related(fault, "affected", f"<{aurore}>", claims[leak, "affected"])}
    {stated(fault, "date", '"2019"^^xsd:gYear', claims[leak, "date"])}
    {related(authority, "issued", f"<{measure}>", claims[action, "issuer"])}
    {related(measure, "addressedTo", f"<{aurore}>", claims[action, "target"])}
    {related(measure, "concerns", f"<{fault}>", claims[action, "concerns"])}
    {stated(measure, "date", '"2020-12"^^xsd:gYearMonth', claims[action, "date"])}
    {stated(measure, "exposure", "10000.5", claims[action, "amount"])}
    <{body}> g:is <{aurore}> ; g:by "rules" ; g:score 0.9 ; g:why "named 'aurore federation'" .
    <{office}> g:is <{authority}> ; g:by "rules" ; g:score 0.9 ; g:why "recognised as a gazetteer entry" .
    <{leak}> g:is <{fault}> ; g:by "rules" ; g:score "1"^^xsd:decimal ;
        g:why "no other telling is the same event" .
    <{action}> g:is <{measure}> ; g:by "rules" ; g:score "1"^^xsd:decimal ;
        g:why "no other telling is the same event" .
    """)


def thing_of(store: Store, occurrence: str) -> str:
    (row,) = store.read("MATCH (o:Occurrence {id: $id})-[:IS]->(t) RETURN t.id AS id", {"id": occurrence})
    return str(row["id"])


def statement_names(data: bytes) -> dict[tuple[str, str], str]:
    """Return the name of the statement about each subject and predicate, all without what comes before."""
    found = rdflib.Dataset(default_union=True)
    found.parse(data=data, format="nquads")
    return {
        (subject.removeprefix(DEFAULT_BASE), predicate.removeprefix(VOCABULARY)): name.removeprefix(DEFAULT_BASE)
        for name, subject, predicate in (
            (str(name), str(found.value(name, RDF.subject)), str(found.value(name, RDF.predicate)))
            for name in found.subjects(RDF.type, RDF.Statement)
        )
    }


def test_a_sum_that_threatens_and_one_imposed_are_two_properties(store: Store) -> None:
    report = Report("Report")
    bank = report.entity("Bank", "Ostrava Bank")
    report.action("Fine", bank, amount=imposed("0.10", "USD"))
    report.action("Order", bank, amount=exposure("12345678901234567.89"))
    take_in(store, [report.testimony()])
    sums = {
        (str(quad.predicate.value).removeprefix(VOCABULARY), quad.object.value, quad.object.datatype.value)
        for quad in pyoxigraph.parse(exported(store), format=OXIGRAPH["nquads"])
        if isinstance(quad.object, pyoxigraph.Literal)
        and quad.predicate.value in (f"{VOCABULARY}imposed", f"{VOCABULARY}exposure", f"{VOCABULARY}amount")
    }
    decimal = "http://www.w3.org/2001/XMLSchema#decimal"
    assert sums == {
        ("imposed", "0.1", decimal),
        ("exposure", "12345678901234567.89", decimal),  # as the document says it
        ("exposure", "12345678901234568", decimal),  # what the merged view can hold of it
    }


NOT_FACTS = [Status.ALLEGED, Status.HYPOTHETICAL, Status.DENIED]


@pytest.mark.parametrize("status", NOT_FACTS)
def test_a_relation_that_is_no_fact_is_only_a_statement_with_its_status(store: Store, status: Status) -> None:
    report = Report("Report")
    bank, group = report.entity("Bank", "Ostrava Bank"), report.entity("Company", "Kestrel Telecom")
    report.claim(bank, "part_of", object=group, status=status)
    take_in(store, [report.testimony()])
    found = dataset(store)
    assert not list(found.quads((None, G.partOf, None, None)))
    (statement,) = found.subjects(RDF.predicate, G.partOf)
    assert found.value(statement, G.status) == rdflib.Literal(status.value)
    assert found.value(found.value(statement, PROV.wasDerivedFrom), G.status) == rdflib.Literal(status.value)


@pytest.mark.parametrize("status", NOT_FACTS)
def test_an_event_that_is_no_fact_has_no_class_no_date_no_sum_and_no_relations(store: Store, status: Status) -> None:
    """Nothing that asks for plain triples may find it, even where its claims are asserted."""
    report = Report("Report")
    bank, office = report.entity("Bank", "Ostrava Bank"), report.entity("Regulator", "Office")
    words = report.quote("It is not so that it was fined.")
    fine = report.action("Fine", status=status, evidence=words)
    real = report.incident("Outage", bank)
    for predicate, filler in (("target", bank), ("issuer", office), ("concerns", real)):
        report.claim(fine, predicate, object=filler)
    report.claim(fine, "date", value="2021-02")
    report.claim(fine, "amount", value=imposed("500"))
    take_in(store, [report.testimony()])
    found = dataset(store)
    action = rdflib.URIRef(DEFAULT_BASE + thing_of(store, report.testimony().occurrences[-1].id))
    plain = {str(p).removeprefix(VOCABULARY) for p in found.predicates(action)}
    assert plain == {str(RDFS.label), "status", "confidence", "documents"}
    assert not list(found.quads((None, G.issued, None, None)))
    stated = set()
    for name in found.subjects(RDF.subject, action):
        assert found.value(name, G.status) == rdflib.Literal(status.value)
        stated.add((found.value(name, RDF.predicate), str(found.value(name, RDF.object))))
    assert {p for p, _ in stated} == {RDF.type, G.addressedTo, G.concerns, G.date, G.imposed}
    assert {o for p, o in stated if p in (RDF.type, G.date, G.imposed)} == {
        f"{VOCABULARY}Action",
        f"{VOCABULARY}Fine",
        "2021-02",
        "500",
    }
    sum_ = found.value(predicate=RDF.predicate, object=G.imposed)
    assert found.value(sum_, G.imposedCurrency) == rdflib.Literal("EUR")


def test_a_date_that_is_only_alleged_of_a_real_event_is_only_a_statement(store: Store) -> None:
    report = Report("Report")
    leak = report.incident("DataBreach", report.entity("Bank", "Ostrava Bank"))
    report.claim(leak, "date", value="2021", status=Status.ALLEGED)
    take_in(store, [report.testimony()])
    found = dataset(store)
    assert not list(found.quads((None, G.date, None, None)))
    statement = found.value(predicate=RDF.predicate, object=G.date)
    assert found.value(statement, G.status) == rdflib.Literal("alleged")
    assert str(found.value(statement, G.dateTo)) == "2021-12-31"


@settings(max_examples=8)
@given(st.integers(0, 10**6))
def test_every_plain_relation_has_an_asserted_statement_that_leads_to_claims(seed: int) -> None:
    with fresh_store() as store:
        take_in(store, generate_testimonies(seed, 5))
        found = dataset(store)
    relations = {rdflib.URIRef(property_iri(p.relation)[1:-1]) for p in model().predicates.values() if p.relation}
    relations |= {G.date, G.announced, G.imposed, G.exposure, G.outcome}
    merged = found.graph(rdflib.URIRef(f"{DEFAULT_BASE}graph/merged"))
    stated = {}
    for name in merged.subjects(RDF.type, RDF.Statement):
        triple = tuple(merged.value(name, part) for part in (RDF.subject, RDF.predicate, RDF.object))
        stated[triple] = str(merged.value(name, G.status))
        claims = list(merged.objects(name, PROV.wasDerivedFrom))
        assert claims or triple[1] == RDF.type
        for claim in claims:
            assert (claim, RDF.type, G.Claim) in found
            assert found.value(claim, OA.hasSelector) is not None
    plain = {t for t in merged if t[1] in relations}
    assert plain == {t for t, status in stated.items() if status == "asserted"}


# Names, dates, languages


def test_a_name_has_the_language_of_the_documents_that_alone_use_it(store: Store) -> None:
    first, second = Report("One", language="fr"), Report("Two", language="en")
    for report, mentions in ((first, ("Office", "l'Office")), (second, ("Office", "the Office"))):
        report.entity("Regulator", "Office", known_as="regulator/aa-office", mentions=mentions)
    take_in(store, [first.testimony(), second.testimony()])
    found = dataset(store)
    office = rdflib.URIRef(f"{DEFAULT_BASE}regulator/aa-office")
    assert set(found.objects(office, G.names)) == {
        rdflib.Literal("Office"),
        rdflib.Literal("l'Office", lang="fr"),
        rdflib.Literal("the Office", lang="en"),
    }
    assert found.value(office, RDFS.label) == rdflib.Literal("Office")


@pytest.mark.parametrize("language", ["", "not a tag", "fr_CA"])
def test_what_is_no_language_tag_is_left_out(language: str) -> None:
    assert literal("x", "", language) == '"x"'


@pytest.mark.parametrize(
    ("edtf", "expected"),
    [
        ("2020", '"2020"^^<http://www.w3.org/2001/XMLSchema#gYear>'),
        ("2020-12", '"2020-12"^^<http://www.w3.org/2001/XMLSchema#gYearMonth>'),
        ("2020-12-14", '"2020-12-14"^^<http://www.w3.org/2001/XMLSchema#date>'),
    ],
)
def test_a_date_is_typed_by_its_precision(edtf: str, expected: str) -> None:
    assert date_literal(edtf) == expected


@pytest.mark.parametrize(
    ("number", "expected"), [(10000.0, "10000"), (0.9, "0.9"), ("1.83E+8", "183000000"), (1e-7, "0.0000001")]
)
def test_a_number_is_a_decimal_without_exponent(number: float | str, expected: str) -> None:
    assert decimal_literal(number) == f'"{expected}"^^<http://www.w3.org/2001/XMLSchema#decimal>'


def test_no_two_names_of_the_model_become_one_property() -> None:
    names = {p for f in model().families.values() for p in f.properties}
    names |= {p for r in model().relations.values() for p in r.properties} | set(model().relations)
    iris = [property_iri(name) for name in names if name not in STANDARD]
    assert len(set(iris)) == len(iris)
    assert camel_case("imposed_currency") == "imposedCurrency"


# Form


@pytest.mark.parametrize("format", FORMATS)
def test_every_reader_reads_as_many_as_were_written(store: Store, format: str) -> None:
    take_in(store, generate_testimonies(7, 6))
    stream = BytesIO()
    count = export(store, stream, format)
    quads = set(pyoxigraph.parse(stream.getvalue(), format=OXIGRAPH[format]))
    assert len(quads) == count > 500
    read = rdflib.Dataset()
    read.parse(data=stream.getvalue(), format=RDFLIB[format])
    assert len(list(read.quads())) == count


def test_all_formats_say_the_same(store: Store) -> None:
    take_in(store, generate_testimonies(8, 6))
    read = {f: set(pyoxigraph.parse(exported(store, f), format=OXIGRAPH[f])) for f in FORMATS}
    for format in FORMATS:
        if format in WITH_GRAPHS:
            assert read[format] == read["nquads"]
        else:
            assert {q.triple for q in read[format]} == {q.triple for q in read["nquads"]}
            assert len(read[format]) == len(read["nquads"])
    in_memory = dataset(store).serialize(format="nquads", encoding="utf-8")
    assert set(pyoxigraph.parse(in_memory, format=OXIGRAPH["nquads"])) == read["nquads"]


def test_what_people_read_has_prefixes_and_groups(store: Store) -> None:
    take_in(store, [order().testimony()])
    turtle = exported(store, "turtle").decode()
    assert "@prefix greffier: <https://greffier.example/vocabulary#> ." in turtle
    assert "regulator:bb-markets a greffier:Organization , greffier:Regulator ;" in turtle
    assert "<" not in re.sub(r"@prefix .*\n", "", turtle)
    trig = exported(store, "trig").decode()
    assert re.findall(r"^(\S+) \{", trig, re.M)[0] == "graph:merged"
    assert len(re.findall(r"^\S+ \{", trig, re.M)) == 2


@pytest.mark.parametrize("format", FORMATS)
def test_an_empty_graph_is_written_too(store: Store, format: str) -> None:
    stream = BytesIO()
    assert export(store, stream, format) == 0
    assert list(pyoxigraph.parse(stream.getvalue(), format=OXIGRAPH[format])) == []
    assert len(dataset(store)) == 0


@given(st.text())
def test_a_text_is_escaped_as_the_canonical_form_asks(text: str) -> None:
    triple = pyoxigraph.Triple(pyoxigraph.NamedNode("urn:s"), pyoxigraph.NamedNode("urn:p"), pyoxigraph.Literal(text))
    written = pyoxigraph.serialize([triple], format=pyoxigraph.RdfFormat.N_TRIPLES)
    assert written == f"<urn:s> <urn:p> {literal(text)} .\n".encode()


def test_every_character_is_escaped_as_the_canonical_form_asks() -> None:
    for start in (0, 0x80, 0x2000, 0xFDD0, 0xFFF0, 0x1F600, 0x1FFF0):
        text = "".join(map(chr, range(start, start + 0x80)))
        triple = pyoxigraph.Triple(
            pyoxigraph.NamedNode("urn:s"), pyoxigraph.NamedNode("urn:p"), pyoxigraph.Literal(text)
        )
        written = pyoxigraph.serialize([triple], format=pyoxigraph.RdfFormat.N_TRIPLES)
        assert written == f"<urn:s> <urn:p> {literal(text)} .\n".encode()
    assert literal("a\ud800b") == '"a�b"'


NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe]")
HOSTILE = [
    "javascript:alert('x')//<!-- ]]> &amp; &#0;",
    "\u202eright to left\u202c \u2066isolate\u2069 \u200f",
    'He said "no"',
    "back\\slash \\u0041 \\",
    "two\nlines\r\nand\ttabs",
    "<script>alert(1)</script> <http://x/> ^^<y>",
    "😀 é 日本 \u2028 \u0085 \ufeff",
    "".join(map(chr, range(32))) + "\x7f\ufffe",
    "''' \"\"\" . } # comment @en",
]


@pytest.mark.parametrize("format", FORMATS)
def test_hostile_words_come_through_every_format(store: Store, format: str) -> None:
    report = Report('Title "x" \\ <y>')
    for number, words in enumerate(HOSTILE):
        report.entity("Bank", words, known_as=f"organization/{number}")
    report.incident("Fraud", evidence=report.quote("".join(HOSTILE)))
    take_in(store, [report.testimony()])
    data = exported(store, format)
    by_oxigraph = {q.object.value for q in pyoxigraph.parse(data, format=OXIGRAPH[format])}
    read = rdflib.Dataset()
    read.parse(data=data, format=RDFLIB[format])
    by_rdflib = {str(o) for _, _, o, _ in read.quads()}
    for words in (*HOSTILE, "".join(HOSTILE), 'Title "x" \\ <y>'):
        expected = NOT_IN_XML.sub("\ufffd", words) if format == "rdfxml" else words
        assert expected in by_oxigraph
        assert expected in by_rdflib


@pytest.mark.parametrize("format", FORMATS)
def test_hostile_ids_become_addresses(store: Store, format: str) -> None:
    ids = {
        'organization/a b<c>"{}|\\^`': "organization/a%20b%3Cc%3E%22%7B%7D%7C%5C%5E%60",
        "organization/é/😀#x?y": "organization/%C3%A9/%F0%9F%98%80%23x%3Fy",
        "organization/100%": "organization/100%25",
        "organization/100%25": "organization/100%2525",
        "organization/a\n\x00": "organization/a%0A%00",
        "organization/(a),b+c'd": "organization/(a),b+c'd",
    }
    store.write(Changes(tuple(Node("Organization", id_, "Bank", {"name": "x"}) for id_ in ids)))
    data = exported(store, format)
    subjects = {q.subject.value for q in pyoxigraph.parse(data, format=OXIGRAPH[format])}
    assert subjects == {DEFAULT_BASE + name for name in ids.values()}
    read = rdflib.Dataset()
    read.parse(data=data, format=RDFLIB[format])
    assert {str(s) for s, _, _, _ in read.quads()} == subjects


def test_the_text_goes_out_only_when_it_is_asked_for(store: Store) -> None:
    report = order()
    report.quote("Words that nobody quotes.")
    take_in(store, [report.testimony()])
    for format in FORMATS:
        assert b"nobody quotes" not in exported(store, format)
        assert "La fuite de « 2019 ».".encode() in exported(store, format)
        assert b"nobody quotes" in exported(store, format, with_text=True)
    assert not list(dataset(store).quads((None, G.text, None, None)))
    (text,) = dataset(store, with_text=True).objects(None, G.text)
    assert text == rdflib.Literal(report.text, lang="fr")


@pytest.mark.parametrize("base", ["https://example.org/graph/", "urn:greffier:"])
def test_another_base_changes_the_names_of_things_alone(store: Store, base: str) -> None:
    take_in(store, [order().testimony()])
    usual = exported(store).decode()
    other = exported(store, base=base).decode()
    assert f"<{base}regulator/bb-markets>" in other
    usual = usual.replace(f"<{VOCABULARY}", "<vocabulary#").replace(f"<{DEFAULT_BASE}", f"<{base}")
    assert other == usual.replace("<vocabulary#", f"<{VOCABULARY}")
    assert len(dataset(store, base)) == other.count("\n")


@pytest.mark.parametrize(
    "base",
    [
        "",
        "graph/",
        "https://x.example",
        "https://x.example/g#",
        "https://x.example/?q=/",
        "https://x.example/a b/",
        "http://x/<y>/",
        "http://[x/",
    ],
)
def test_what_cannot_be_a_base_is_refused(store: Store, base: str) -> None:
    with pytest.raises(InputError, match="base of"):
        export(store, BytesIO(), "nquads", base)
    with pytest.raises(InputError, match="base of"):
        dataset(store, base)


def test_another_format_is_refused(store: Store) -> None:
    with pytest.raises(
        InputError, match=r"'xml' is no format of RDF .* turtle, trig, ntriples, nquads, jsonld, rdfxml"
    ):
        export(store, BytesIO(), "xml")


# The same graph, the same bytes


@settings(max_examples=5)
@given(st.integers(0, 10**6), st.randoms(use_true_random=False))
def test_the_order_of_ingestion_leaves_no_trace(seed: int, chance: random.Random) -> None:
    testimonies = list(generate_testimonies(seed, 5))
    written: list[list[bytes]] = []
    for batch in (5, 1, 2):
        with fresh_store() as store:
            take_in(store, testimonies, batch)
            written.append([exported(store, format) for format in FORMATS])
        chance.shuffle(testimonies)
    assert written[0] == written[1] == written[2]


def test_the_size_of_pages_leaves_no_trace(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    take_in(store, generate_testimonies(3, 7))
    usual = [exported(store, format) for format in FORMATS]
    for size in (1, 3):
        monkeypatch.setattr(parts, "DOCUMENTS_PER_PAGE", size)
        monkeypatch.setattr(parts, "THINGS_PER_PAGE", size)
        monkeypatch.setattr(parts, "IDS_PER_PAGE", size + 1)
        assert [exported(store, format) for format in FORMATS] == usual


class Unordered:
    """A store whose rows come in another order than they were asked for."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.most = 0

    def read(self, text: str, parameters: Mapping[str, Any] | None = None) -> list[dict[str, Any]]:
        rows = self.store.read(text, parameters)
        self.most = max(self.most, len(rows))
        return rows[::-1]

    def __getattr__(self, name: str) -> Any:
        return getattr(self.store, name)


def test_the_order_of_rows_leaves_no_trace(store: Store) -> None:
    take_in(store, generate_testimonies(4, 7))
    assert exported(Unordered(store)) == exported(store)


class Measured(BytesIO):
    """A stream that knows the longest piece written to it."""

    longest = 0

    def write(self, data: Any) -> int:
        self.longest = max(self.longest, len(data))
        return super().write(data)


def test_a_larger_graph_is_not_held_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts, "DOCUMENTS_PER_PAGE", 5)
    monkeypatch.setattr(parts, "THINGS_PER_PAGE", 5)
    monkeypatch.setattr(parts, "IDS_PER_PAGE", 5)
    measured = {}
    for count in (10, 40):
        with fresh_store() as store:
            testimonies = []
            for number in range(count):
                report = Report(f"Report {number:02}", "2021-01-01")
                bank = report.entity("Bank", f"Bank {number:02}")
                report.action("Fine", bank, amount=imposed("1000"))
                testimonies.append(report.testimony())
            take_in(store, testimonies)
            counting, stream = Unordered(store), Measured()
            written = export(counting, stream, "nquads")
            measured[count] = (counting.most, stream.longest, written)
    assert measured[10][:2] == measured[40][:2]
    assert measured[40][2] == 4 * measured[10][2]


# In Python


def test_a_dataset_answers_questions_with_the_words_of_the_document(store: Store) -> None:
    take_in(store, [order().testimony()])
    rows = dataset(store).query("""
        SELECT ?who ?what ?words ?start WHERE {
            ?action a greffier:Order ; greffier:addressedTo ?body ; greffier:exposure ?what .
            ?body rdfs:label ?who .
            ?statement rdf:subject ?action ; rdf:predicate greffier:exposure ; prov:wasDerivedFrom ?claim .
            ?claim oa:hasSelector [ oa:exact ?words ; oa:start ?start ]
        }""")
    assert [tuple(map(str, row)) for row in rows if isinstance(row, Sequence)] == [
        ("Fédération Aurore", "10000.5", "L'Office ordonne.", "65")
    ]
