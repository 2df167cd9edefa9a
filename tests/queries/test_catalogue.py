"""The files of the catalogue, and what is refused when one of them is wrong."""

from pathlib import Path

import pytest

from greffier.graph.errors import KnowledgeError, QueryError
from greffier.queries.catalogue import FOLDER, get_query, load, read_query

GOOD = """\
// name: sample
// summary: Actions of an authority.
//
// parameter regulator (thing[Regulator], required): Who acted.
// parameter kind (text[Order|Fine], default Fine): Of which kind,
//    one of two.
// parameter since (date, default none): Not before.
// column date (text): When.
// column id (text): The id.
//
// example: greffier query sample -p regulator=CNIL

MATCH (x:Organization {id: $regulator})-[made:ISSUED]->(a:Action)
// a comment with $unknown and (:Nothing)
WHERE $kind IN labels(a) AND made.status <> 'denied: (:Nothing)' AND ($since IS NULL OR a.date_to >= $since)
RETURN a.date AS date, a.id AS id
ORDER BY date, id
"""


def read(folder: Path, text: str) -> None:
    file = folder / "sample.cypher"
    file.write_text(text, "utf-8")
    read_query(file)


def test_the_catalogue_has_these_questions() -> None:
    assert list(load()) == [
        "actions",
        "contradictions",
        "copies",
        "disagreements",
        "documents",
        "evidence",
        "exposures",
        "fines",
        "incidents",
        "laws",
        "notifications",
        "organizations",
        "outcomes",
        "persons",
        "timeline",
        "unresolved",
    ]


def test_the_catalogue_is_read_once() -> None:
    assert load() is load()


@pytest.mark.parametrize("file", sorted(FOLDER.glob("*.cypher")), ids=lambda file: file.stem)
def test_every_file_has_no_line_too_long_and_ends_with_one_newline(file: Path) -> None:
    text = file.read_text("utf-8")
    assert max(map(len, text.splitlines())) <= 120
    assert text == text.rstrip() + "\n"


def test_a_file_becomes_a_question(tmp_path: Path) -> None:
    file = tmp_path / "sample.cypher"
    file.write_text(GOOD, "utf-8")
    query = read_query(file)
    assert (query.name, query.summary) == ("sample", "Actions of an authority.")
    assert query.example == "greffier query sample -p regulator=CNIL"
    assert [(p.name, p.form, p.required, p.default, p.summary) for p in query.parameters] == [
        ("regulator", "thing[Regulator]", True, None, "Who acted."),
        ("kind", "text[Order|Fine]", False, "Fine", "Of which kind, one of two."),
        ("since", "date", False, None, "Not before."),
    ]
    assert [(c.name, c.type, c.summary) for c in query.columns] == [
        ("date", "text", "When."),
        ("id", "text", "The id."),
    ]
    assert query.text.startswith("MATCH (x:Organization {id: $regulator})")


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            "// summary: Actions of an authority.\n",
            "",
            "sample.cypher:1: the head has no line `// summary: …`",
        ),
        ("name: sample", "name: other", "sample.cypher:1: the head names the query 'other'; name both alike"),
        (
            "// column id (text): The id.",
            "// column id: The id.",
            "sample.cypher:9: 'column id: The id.' is no line",
        ),
        (
            "(text): The id.",
            "(string): The id.",
            "sample.cypher:9: a column has no type 'string'; it is one of text",
        ),
        ("(date, default none)", "(day, default none)", "sample.cypher:7: a parameter has no type 'day'"),
        ("(date, default none)", "(date[middle], default none)", "sample.cypher:7: date[middle] is no type"),
        (
            "(date, default none)",
            "(date, default soon)",
            "sample.cypher:7: the default of since: 'soon' is not a date",
        ),
        (
            "default Fine",
            "default Fines",
            "sample.cypher:5: the default of kind: 'Fines' is none of Order, Fine",
        ),
        ("thing[Regulator]", "thing[Watchdog]", "sample.cypher:4: the graph model has no label 'Watchdog'"),
        ("// column date", "// column id", "sample.cypher:9: id is documented in line 8 already; keep one"),
        (
            "// summary: A",
            "// name: sample\n// summary: A",
            "sample.cypher:2: there is a second `name:`; keep one",
        ),
        (
            "// name: sample",
            "//    lost\n// name: sample",
            "sample.cypher:1: this line goes on with no line before it",
        ),
        ("a.id AS id\n", "a.id AS id, $top AS top\n", "sample.cypher:16: $top is not documented in the head"),
        (
            "$since IS NULL OR a.date_to >= $since",
            "true",
            "sample.cypher:7: $since is documented, but not in the text",
        ),
        ("-[made:ISSUED]->", "-[made:ISUED]->", "sample.cypher:13: the graph model has no relation 'ISUED'"),
        ("(a:Action)", "(a:Acton)", "sample.cypher:13: the graph model has no label 'Acton'"),
        (
            "WHERE $kind",
            "WHERE a:Nothing OR $kind",
            "sample.cypher:15: the graph model has no label 'Nothing'",
        ),
        ("a.date_to", "a.date_end", "sample.cypher:15: the graph model gives Action no property 'date_end'"),
        ("made.status", "made.state", "sample.cypher:15: the graph model gives ISSUED no property 'state'"),
        (
            "{id: $reg",
            "{ident: $reg",
            "sample.cypher:13: the graph model gives nodes Organization no property 'ident'",
        ),
        (
            "a.id AS id\n",
            "a.id AS ident\n",
            "sample.cypher:16: returns date, ident, but the head documents date, id",
        ),
        (
            "a.date AS date, a.id AS id",
            "a.id AS id",
            "sample.cypher:16: returns id, but the head documents date, id",
        ),
        ("ORDER BY date, id\n", "", "sample.cypher:16: the rows have no order; add ORDER BY, down to an id"),
        ("RETURN a.date", "SET a.x = 1 RETURN a.date", "sample.cypher:16: SET writes; a question only reads"),
        (
            "sample -p regulator=CNIL",
            "sample",
            "sample.cypher:1: the example 'greffier query sample' does not run",
        ),
        ("-p regulator=CNIL", "-p regulator=CNIL -p x=1", "sample.cypher:1: the example"),
    ],
)
def test_a_file_that_is_wrong_is_refused_with_its_line(tmp_path: Path, old: str, new: str, message: str) -> None:
    assert GOOD.count(old) == 1
    with pytest.raises(KnowledgeError) as caught:
        read(tmp_path, GOOD.replace(old, new))
    assert str(caught.value).startswith(message)


def test_a_file_that_is_not_utf8_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "sample.cypher"
    file.write_bytes(GOOD.encode("utf-8") + b"\xe9")
    with pytest.raises(KnowledgeError, match=r"sample\.cypher:1: is not UTF-8"):
        read_query(file)


def test_a_question_that_is_not_there_is_answered_with_those_that_are() -> None:
    with pytest.raises(
        QueryError, match=r"there is no query 'fine'; there are actions, contradictions, .*, unresolved"
    ):
        get_query("fine")
