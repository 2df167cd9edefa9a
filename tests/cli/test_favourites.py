"""The questions as favourites, and every query that the Browser is given: what they answer on the example documents."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from greffier.cli.favourites import ASKED, EXAMPLE_IDS, example_values, favourite, questions
from greffier.graph.neo4j.browser import FIRST_DRAWING, drawings
from greffier.graph.neo4j.guides import read_guide
from greffier.graph.store import Store, open_store
from greffier.ingest.pipeline import ingest
from greffier.queries.catalogue import Query, get_query, load
from greffier.queries.names import get_thing


@pytest.fixture(scope="module")
def examples(tmp_path_factory: pytest.TempPathFactory, project_root: Path) -> Iterator[Store]:
    """A store of the example documents."""
    path = tmp_path_factory.mktemp("examples") / "examples.kgl"
    with open_store(str(path), writable=True) as store:
        assert ingest(store, [str(project_root / "examples" / "documents")]).new == 16
    with open_store(str(path)) as store:
        yield store


def things(query: Query) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield what the example of a question names, with the labels that it may bear."""
    given = example_values(query)
    for parameter in query.parameters:
        if parameter.type == "thing" and parameter.name in given:
            yield given[parameter.name], parameter.of


def test_a_question_is_one_statement_with_what_is_asked_in_its_first_lines() -> None:
    text = favourite(get_query("notifications")).content
    assert text.splitlines()[:7] == [
        "// notifications: Who informed whom, and where it is said.",
        "WITH {",
        "  // Only where this body informed or was informed. Its id.",
        "  institution: 'regulator/fr-cnil'",
        "} AS ask",
        "CALL (ask) {",
        "  CALL (ask) {",
    ]
    assert text.splitlines()[-1] == (
        "RETURN informer, informed, status, confidence, quote, document, published, informer_id, informed_id, id"
    )


def test_values_are_written_as_cypher_writes_them() -> None:
    lines = favourite(get_query("fines")).text.splitlines()
    for line in (
        "  regulator: 'regulator/fr-cnil',",
        "  institution: null,",
        "  currency: 'EUR',",
        "  since: date('2024-01-01'),",
        "  unproven: false",
    ):
        assert line in lines


def test_a_question_that_asks_for_nothing_is_its_text() -> None:
    assert favourite(get_query("unresolved")).text == get_query("unresolved").text


def test_no_question_has_a_variable_of_the_name_that_is_used_for_what_is_asked() -> None:
    assert [q.name for q in load().values() if f" {ASKED} " in q.text or f"({ASKED}" in q.text] == []


def test_all_questions_are_there_and_no_parameter_is_left() -> None:
    assert [f.name for f in questions()] == list(load())
    assert [f.name for f in questions() if "$" in f.text] == []


def test_the_ids_are_those_of_what_the_examples_name(examples: Store) -> None:
    named = {thing for query in load().values() for thing in things(query)}
    assert {name for name, _ in named} == EXAMPLE_IDS.keys()
    for name, labels in named:
        assert get_thing(examples, name, labels).id == EXAMPLE_IDS[name]


def test_every_query_of_the_guide_answers(examples: Store) -> None:
    rows = {step.title["en"]: len(examples.read(step.query)) for step in read_guide().steps}
    assert rows == {
        "What you see here": 15,
        "Who was hit?": 1,
        "Who acted?": 4,
        "Under which law?": 2,
        "Imposed, or only threatened?": 4,
        "Which sentence says so?": 13,
        "The same, drawn": 13,
        "What is left open?": 5,
        "And the others?": 31,
    }


def test_what_the_guide_says_is_so(examples: Store) -> None:
    step = {step.title["en"]: step.query for step in read_guide().steps}
    sums = examples.read(step["Imposed, or only threatened?"])
    assert [row["imposed"] for row in sums] == [None, None, None, None]
    assert [(row["exposure"], row["currency"], row["per"]) for row in sums if row["exposure"]] == [
        (10000.0, "CAD", "day")
    ]
    said = examples.read(step["Which sentence says so?"])
    assert (len({row["document"] for row in said}), {row["language"] for row in said}) == (3, {"en", "fr"})
    left = examples.read(step["What is left open?"])
    assert [(row["authority"], row["action"], row["date"], row["law"]) for row in left] == [
        (
            "Autorité des marchés financiers",
            "Order · 2020-12-14",
            "2020-12-14",
            "Loi sur les coopératives de services financiers",
        ),
        (
            "Commission d'accès à l'information du Québec",
            "Order",
            None,
            "Loi sur la protection des renseignements personnels dans le secteur privé",
        ),
        ("Commission d'accès à l'information du Québec", "Investigation", None, None),
        ("Office of the Privacy Commissioner of Canada", "Investigation", None, None),
        ("Office of the Privacy Commissioner of Canada", None, None, None),
    ]
    assert get_query("unresolved").run(examples) == []


def test_every_drawing_has_something_to_draw(examples: Store) -> None:
    rows = {drawing.name: len(examples.read(drawing.text)) for drawing in drawings("en")}
    assert rows == {"case": 19, "acted": 7, "evidence": 13, "names": 3, "hit": 37, "network": 47, "laws": 9}


def test_the_first_drawing_is_the_case_that_most_documents_tell(examples: Store) -> None:
    drawn = {node["properties"]["id"] for row in examples.read(FIRST_DRAWING) for node in row["near"]["nodes"]}
    assert {
        "organization/mouvement-desjardins",
        "organization/federation-des-caisses-desjardins-du-quebec",
        "incident/mouvement-desjardins-databreach-afc09816",
    } <= drawn
