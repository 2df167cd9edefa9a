"""The ontology follows from the graph model, and uses no term of another vocabulary that was not looked up."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pyoxigraph
import pytest
import rdflib
import rdflib.namespace
from rdflib.namespace import OWL, RDF, RDFS, SKOS, XSD

from greffier.graph.errors import KnowledgeError
from greffier.graph.model import model
from greffier.graph.rdf import VOCABULARY, dataset, export, ontology, shapes
from greffier.graph.rdf.terms import class_iri, property_iri
from greffier.graph.rdf.vocabularies import Vocabulary, labels, term, vocabularies
from tests.ingest.generated import fresh_store, generate_testimonies, take_in

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")
G = rdflib.Namespace(VOCABULARY)
CLOSED = [v for v in vocabularies().values() if v.checked.startswith("rdflib.")]


@pytest.fixture(scope="module")
def graph() -> rdflib.Graph:
    return rdflib.Graph().parse(ontology.FILE, format="turtle")


def iris(data: bytes | str, format: pyoxigraph.RdfFormat) -> set[str]:
    """Return the IRIs that stand in RDF, those of datatypes included."""
    found: set[str] = set()
    for quad in pyoxigraph.parse(data, format=format):
        for said in (quad.subject, quad.predicate, quad.object):
            if isinstance(said, pyoxigraph.NamedNode):
                found.add(said.value)
            elif isinstance(said, pyoxigraph.Literal):
                found.add(said.datatype.value)
    return found


def test_the_files_are_what_is_made() -> None:
    assert ontology.FILE.read_text("utf-8") == ontology.build_ontology()
    assert shapes.FILE.read_text("utf-8") == shapes.build_shapes()


def test_nothing_is_used_that_was_not_looked_up() -> None:
    known = {iri for vocabulary in vocabularies().values() for iri in vocabulary.terms}
    used = iris(ontology.FILE.read_bytes(), pyoxigraph.RdfFormat.TURTLE)
    used |= iris(shapes.FILE.read_bytes(), pyoxigraph.RdfFormat.TURTLE)
    with fresh_store() as store:
        take_in(store, generate_testimonies(11, 8))
        stream = BytesIO()
        export(store, stream, "nquads", with_text=True)
    used |= iris(stream.getvalue(), pyoxigraph.RdfFormat.N_QUADS)
    lists = {f"{RDF}first", f"{RDF}rest", f"{RDF}nil"}
    others = {iri for iri in used - known - lists if not iri.startswith("https://greffier.example/")}
    assert others == set()


def test_nothing_was_looked_up_in_vain() -> None:
    """A term that nothing uses any more goes out of the file."""
    texts = [ontology.FILE.read_text("utf-8"), shapes.FILE.read_text("utf-8")]
    used = set().union(*(iris(text, pyoxigraph.RdfFormat.TURTLE) for text in texts))
    known = {iri for vocabulary in vocabularies().values() for iri in vocabulary.terms}
    assert known - used <= {f"{XSD}boolean"}  # a type of the model that no property has


@pytest.mark.parametrize("vocabulary", CLOSED, ids=[v.prefix for v in CLOSED])
def test_terms_are_in_the_closed_namespace_of_their_vocabulary(vocabulary: Vocabulary) -> None:
    namespace = getattr(rdflib.namespace, vocabulary.checked.removeprefix("rdflib."))
    assert str(namespace) == vocabulary.iri
    assert [name for name in (*vocabulary.classes, *vocabulary.properties) if name not in namespace] == []


def test_every_vocabulary_says_its_version_and_how_it_was_checked() -> None:
    assert all(v.version and v.checked and v.iri.endswith(("/", "#")) for v in vocabularies().values())
    assert len({v.iri for v in vocabularies().values()}) == len(vocabularies())


def test_every_term_has_a_label_and_a_definition_in_both_languages(graph: rdflib.Graph) -> None:
    kinds = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty)
    terms = {subject for kind in kinds for subject in graph.subjects(RDF.type, kind)}
    assert len(terms) >= 80
    for name in terms:
        for predicate in (RDFS.label, SKOS.definition):
            told = {getattr(text, "language", None) for text in graph.objects(name, predicate)}
            assert told == {"en", "fr"}, (name, predicate)
            assert all(str(text).strip() for text in graph.objects(name, predicate))


def test_every_class_and_property_of_an_export_is_defined(graph: rdflib.Graph) -> None:
    with fresh_store() as store:
        take_in(store, generate_testimonies(12, 12))
        found = dataset(store, with_text=True)
    used = {p for p in found.predicates() if str(p).startswith(VOCABULARY)}
    used |= {o for o in found.objects(None, RDF.type) if str(o).startswith(VOCABULARY)}
    assert len(used) > 40
    assert {name for name in used if (name, RDF.type, None) not in graph} == set()


def test_every_label_is_of_something_in_the_model() -> None:
    """What the model has no more goes out of the labels."""
    classes = {class_iri(name, name) for name in model().families}
    classes |= {class_iri(kind, f.name) for f in model().families.values() for kind in f.kinds}
    classes -= {class_iri(name, name) for name in labels().left_out}
    assert {f"<{VOCABULARY}{name}>" for name in labels().classes} == classes
    assert set(labels().left_out) <= set(model().families)
    assert set(labels().relations) <= set(model().relations)
    known = {name for family in model().families.values() for name in family.properties}
    known |= {name for relation in model().relations.values() for name in relation.properties}
    assert set(labels().properties) <= known


def test_kinds_are_subclasses_of_their_family(graph: rdflib.Graph) -> None:
    for family in model().families.values():
        for kind in family.kinds:
            subject = rdflib.URIRef(class_iri(kind, family.name)[1:-1])
            assert (subject, RDFS.subClassOf, G[family.name]) in graph
    assert (G.OtherIncident, RDFS.subClassOf, G.Action) not in graph


def test_a_sum_imposed_and_one_that_threatens_have_no_property_in_common(graph: rdflib.Graph) -> None:
    for name in (G.imposed, G.exposure):
        assert list(graph.objects(name, RDFS.subPropertyOf)) == []
    assert (G.exposure, SKOS.relatedMatch, rdflib.URIRef("http://www.w3.org/ns/odrl/2/consequence")) in graph
    assert property_iri("imposed") != property_iri("exposure")


def test_what_is_alike_elsewhere_is_told(graph: rdflib.Graph) -> None:
    def turtle(name: str) -> rdflib.URIRef:
        return rdflib.URIRef(term(name)[1:-1])

    for subject, predicate, other in (
        ("Organization", RDFS.subClassOf, "org:Organization"),
        ("Insurer", SKOS.closeMatch, "fibo-fse:InsuranceCompany"),
        ("Bank", SKOS.closeMatch, "fibo-fse:Bank"),
        ("Federation", SKOS.closeMatch, "fibo-fct:CooperativeSociety"),
        ("Regulator", SKOS.closeMatch, "cmns-rga:RegulatoryAgency"),
        ("Law", RDFS.subClassOf, "eli:LegalResource"),
        ("Incident", RDFS.subClassOf, "sem:Event"),
        ("DataBreach", SKOS.closeMatch, "risk:DataBreach"),
        ("Cyberattack", SKOS.closeMatch, "risk:SecurityAttack"),
        ("Document", SKOS.narrowMatch, "schema:NewsArticle"),
        ("regulatedBy", RDFS.subPropertyOf, "cmns-rga:isRegulatedBy"),
        ("partOf", RDFS.subPropertyOf, "org:subOrganizationOf"),
    ):
        assert (G[subject], predicate, turtle(other)) in graph, subject


@pytest.mark.parametrize("name", ["org:Organisation", "fibo:Bank", "Bank", "schema:NoSuchTerm"])
def test_a_term_that_was_not_looked_up_is_refused(name: str) -> None:
    with pytest.raises(KnowledgeError, match=r"is no term of vocabularies\.yaml"):
        term(name)


def test_what_has_no_label_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(labels().classes, "Insurer")
    with pytest.raises(KnowledgeError, match=r"labels\.yaml: classes needs 'Insurer'"):
        ontology.build_ontology()


def test_the_command_writes_the_files_again(project_root: Path) -> None:
    assert "python -m greffier.graph.rdf" in ontology.FILE.read_text("utf-8").splitlines()[0]
    assert (project_root / "graph/rdf/__main__.py").is_file()
