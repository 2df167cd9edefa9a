"""What became of actions: what the graph holds, and what the question `outcomes` answers."""

from collections.abc import Iterator

import pytest

from greffier.graph.store import Store, open_store
from greffier.ingest.pipeline import ingest
from greffier.queries.catalogue import load
from greffier.queries.phrases import read_events

FINED = (
    "CNIL fines Banque du Fleuve\n\ndate: 2023-03-02\n\n"
    "On 1 March 2023 the French data protection authority, the CNIL, fined Banque du Fleuve 1.5 million euros for "
    "failing to protect its customers' data. Banque du Fleuve said it would appeal.\n"
)
APPEALED = (
    "Banque du Fleuve saisit le Conseil d'État\n\ndate: 2023-05-10\n\n"
    "La CNIL avait infligé le 1er mars 2023 une amende de 1,5 million d'euros à Banque du Fleuve pour un défaut de "
    "sécurité. La banque a formé un recours contre la sanction.\n"
)
REDUCED = (
    "Le Conseil d'État donne raison en partie à Banque du Fleuve\n\ndate: 2024-11-20\n\n"
    "Le Conseil d'État a réduit l'amende de 1,5 million d'euros que la CNIL avait infligée à Banque du Fleuve le "
    "1er mars 2023.\n"
)


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A store of three documents, each with more of one story."""
    folder = tmp_path_factory.mktemp("outcomes")
    for name, text in {"fined": FINED, "appealed": APPEALED, "reduced": REDUCED}.items():
        (folder / f"{name}.txt").write_text(text, "utf-8")
    with open_store(str(folder / "outcomes.kgl"), writable=True) as store:
        ingest(store, [str(folder)])
        yield store


def rows(store: Store, **parameters: object) -> list[tuple[object, ...]]:
    found = load()["outcomes"].run(store, parameters)
    return [(row["outcome"], row["status"], row["published"], row["quote"]) for row in found]


def test_each_document_says_what_became_of_the_fine(told: Store) -> None:
    assert rows(told) == [
        ("appealed", "asserted", "2023-05-10", "La banque a formé un recours contre la sanction."),
        ("reduced", "asserted", "2024-11-20", REDUCED.rstrip("\n").rsplit("\n", 1)[1]),
    ]
    (one,) = load()["outcomes"].run(told, {"outcome": "reduced", "institution": "Banque du Fleuve"})
    assert (one["date"], one["kind"], one["targets"]) == ("2023-03-01", "Fine", ["Banque du Fleuve"])
    assert (one["imposed"], one["imposed_currency"]) == (1500000.0, "EUR")
    assert one["regulators"] == ["Commission nationale de l'informatique et des libertés (FR)"]


def test_an_appeal_that_is_only_announced_is_not_shown_as_made(told: Store) -> None:
    assert ("appealed", "hypothetical", "2023-03-02") in [row[:3] for row in rows(told, unproven=True)]


def test_the_action_bears_what_became_of_it_last(told: Store) -> None:
    assert told.read("MATCH (a:Fine) RETURN a.outcome AS outcome") == [{"outcome": "reduced"}]


def test_what_the_court_did_is_an_action_of_its_own(told: Store) -> None:
    ruled = "MATCH (c:Court)-[:ISSUED]->(a:Action)-[:ADDRESSED_TO]->(b) RETURN c.name AS court, b.name AS bank"
    assert told.read(ruled) == [{"court": "Conseil d'État", "bank": "Banque du Fleuve"}]


def test_a_ruling_is_called_one(told: Store) -> None:
    (ruling,) = told.read("MATCH (:Court)-[:ISSUED]->(a:Action) RETURN a.id AS id")
    phrase = read_events(told, [ruling["id"]])[ruling["id"]]
    assert (
        phrase.text == "ruling by Conseil d'État (FR) on Banque du Fleuve"
    )  # undated: the day told is that of the fine
    (fine,) = load()["fines"].run(told)
    assert (fine["outcome"], fine["status"]) == ("reduced", "asserted")


def test_periods_and_authorities_choose(told: Store) -> None:
    assert len(rows(told, since="2023-03-01", until="2023-03-01", regulator="CNIL")) == 2
    assert rows(told, since="2023-03-02") == []
    assert rows(told, institution="CNIL") == []
