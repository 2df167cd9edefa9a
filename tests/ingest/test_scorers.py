"""What was learnt: linear models as text, the features they look at, and what they make of a text."""

import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from greffier.graph.errors import KnowledgeError
from greffier.graph.records import Document, Status
from greffier.ingest.documents import parse_document
from greffier.ingest.extraction import extract, stage
from greffier.ingest.mentions.doubtful_names import doubtful
from greffier.ingest.mentions.recognition import find_mentions, sure_mentions
from greffier.ingest.models import NamedSpan, find_names
from greffier.ingest.scorers import linear
from greffier.ingest.scorers.linear import INTERCEPT, LinearModel, model, parse, render
from greffier.ingest.scorers.names import NONE, Candidate, features_of, kinds_of
from greffier.ingest.scorers.parties import log_odds, suits
from greffier.ingest.scorers.sentences import add_tellings, look_at
from greffier.ingest.scorers.words import Span, stem, words_of
from greffier.ingest.texts import Text
from greffier.ingest.triggers import Trigger, find_triggers
from greffier.ingest.values.dates import find_dates
from greffier.ingest.values.money import find_money


def document(body: str, title: str = "News of the day") -> Document:
    return parse_document(f"{title}\n\ndate: 2024-05-14\n{body}\n", "news", "news.txt")


def tellings(body: str, title: str = "News of the day") -> list[Trigger]:
    """Return the triggers that only the words of a sentence tell."""
    text = Text(document(body, title))
    language = text.document.language
    dates = find_dates(text.plain, language, text.document.published)
    money = find_money(text.plain, language)
    return [t for t in add_tellings(text, find_triggers(text), find_mentions(text, ()), dates, money) if t.learnt]


# Models as text


def test_independent_labels_each_have_their_probability() -> None:
    small = parse("independent\tA\tB\n(intercept)\t0:0\t1:-2\nw:fined\t0:2\t1:1\n")
    assert small.probabilities([]) == {"A": 0.5, "B": pytest.approx(0.1192, abs=1e-4)}
    assert small.probabilities(["w:fined", "w:unknown"]) == {
        "A": pytest.approx(0.8808, abs=1e-4),
        "B": pytest.approx(0.2689, abs=1e-4),
    }
    assert (small.weight("w:fined", "B"), small.weight("w:unknown", "B")) == (1.0, 0.0)


def test_exclusive_labels_share_their_probability() -> None:
    small = parse("exclusive\tA\tB\n(intercept)\nw:bank\t0:1\n")
    assert small.probabilities(["w:bank"]) == {
        "A": pytest.approx(0.7311, abs=1e-4),
        "B": pytest.approx(0.2689, abs=1e-4),
    }


def test_a_feature_that_is_there_twice_weighs_once() -> None:
    small = parse("independent\tA\n(intercept)\nw:bank\t0:1\n")
    assert small.probabilities(["w:bank", "w:bank"]) == small.probabilities(["w:bank"])


@pytest.mark.parametrize(
    "text", ["", "linear\tA\n(intercept)\n", "independent\tA\nw:bank\t0:1\n", "independent\tA\n(intercept)\t0:x\n"]
)
def test_what_is_no_model_is_refused(text: str) -> None:
    with pytest.raises((ValueError, KeyError)):
        parse(text)


def test_a_damaged_model_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(linear, "WEIGHTS", tmp_path)
    with pytest.raises(KnowledgeError, match=r"^broken\.tsv: no trained model: .*; install greffier again$"):
        model("broken")


WEIGHTS = st.floats(-9, 9).map(lambda w: float(f"{w:.3g}")).filter(lambda w: abs(w) >= 0.005)
FEATURES = st.text(st.characters(exclude_characters="\t\n\r", exclude_categories=("Cs", "Cc", "Zl", "Zp")), min_size=1)


@given(st.dictionaries(FEATURES, st.tuples(WEIGHTS, WEIGHTS), max_size=8))
def test_a_model_comes_back_from_its_text(weights: dict[str, tuple[float, float]]) -> None:
    every = {feature: list(values) for feature, values in {INTERCEPT: (1.0, -1.0), **weights}.items()}
    back = parse(render(["A", "B"], "independent", every))
    assert {feature: back.weights[row].tolist() for feature, row in back.rows.items()} == every


def test_a_model_is_written_the_same_whatever_the_order() -> None:
    weights = {"b": [1.0], "a": [0.5], INTERCEPT: [0.0], "nothing": [0.001]}
    written = "independent\tA\n(intercept)\na\t0:0.5\nb\t0:1\n"
    assert render(["A"], "independent", weights) == written
    assert render(["A"], "independent", dict(reversed(weights.items()))) == written


# Words


def test_names_sums_and_dates_stand_for_themselves() -> None:
    text = Text(document("L'Été Bank paid £4m, and 12 others, in May."))
    sentence = text.sentences[1]
    at = text.plain.index
    spans = [Span(at("L'Été"), at(" paid"), "<Name>"), Span(at("£4m"), at(", and"), "<sum>")]
    assert [w.form for w in words_of(text, sentence, spans)] == [
        *("<Name>", "paid", "<sum>", "and", "<num>", "others", "in", "may"),
    ]


def test_long_words_share_their_beginning() -> None:
    assert [stem(w) for w in ("fined", "breached", "sanctionnée", "sanctionné")] == [
        "fined",
        "breach",
        "sancti",
        "sancti",
    ]


# What sentences tell


FINED = "The Financial Conduct Authority fined Kestrel Bank £4 million on Monday."
FAILED = "The bank failed to monitor transactions properly and its controls were weak between 2015 and 2019."


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("Kestrel Bank fined", f"{FINED}\n{FAILED}"),
        (
            "Valcourt sanctionnée",
            "L'ACPR a infligé lundi une amende de 4 millions d'euros à Valcourt.\n"
            "L'assureur n'a pas respecté ses obligations de vigilance et son dispositif présentait de graves carences.",
        ),
    ],
)
def test_words_tell_a_failing_that_no_trigger_does(title: str, body: str) -> None:
    assert {t.family for t in find_triggers(Text(document(body, title)))} == {"Action"}
    found = tellings(body, title)
    assert [(t.family, t.kind, t.strong, t.status, t.sentence) for t in found] == [
        ("Incident", "ControlFailure", True, Status.ASSERTED, 2)
    ]


@pytest.mark.parametrize(
    "body",
    [
        "The lender Northmoor opened three branches in May and hired forty people.",
        "L'assureur Valcourt a publié un résultat en hausse de 4 % et relève son dividende.",
        f"{FINED}\nThe bank denied that it failed to monitor transactions properly or that its controls were weak.",
        f"{FINED}\nHad the bank failed to monitor transactions properly, and were its controls weak until 2019?",
        f"{FINED}\nIf the bank failed to monitor transactions properly, it could face a further fine.",
    ],
)
def test_business_doubts_and_questions_tell_nothing(body: str) -> None:
    assert [t for t in tellings(body) if t.status is Status.ASSERTED] == []


def test_where_a_trigger_tells_of_an_incident_no_other_is_made() -> None:
    body = "Hackers broke into the network of Northmoor and stole files of 4,000 clients in a ransomware attack."
    assert any(t.family == "Incident" and t.strong for t in find_triggers(Text(document(body))))
    assert [t for t in tellings(body) if t.family == "Incident"] == []


def test_what_only_words_tell_is_held_to_be_less_sure() -> None:
    (extraction,) = extract([document(f"{FINED}\n{FAILED}", "Kestrel Bank fined")])
    assert [(i.kind, i.rule, i.confidence, i.evidence.text) for i in extraction.incidents] == [
        ("ControlFailure", "incident.learnt", 0.5, FAILED)
    ]


def test_features_of_a_sentence_do_not_depend_on_who_is_named() -> None:
    def of(name: str) -> tuple[str, ...]:
        text = Text(document(f"The regulator looked at {name} in May."))
        at = text.plain.index(name)
        found = find_mentions(text, ())
        assert [(m.start, m.end) for m in found] == [(at, at + len(name))]
        return look_at(text, (), found, (), ())[-1].features

    assert of("Kestrel Bank") == of("Mutuelle des Lacs")


# Names


def test_features_of_a_name_are_its_words_form_and_neighbours() -> None:
    text = Text(document("Regulators fined Zephyr Ltd and two others."))
    start = text.plain.index("Zephyr")
    features = set(features_of(text, Candidate(start, start + len("Zephyr Ltd"), "ORG")))
    assert {"label:ORG", "first:zephyr", "last:ltd", "before1:fined", "after1:and", "shape:Xxx", "again:1"} <= features


def test_probabilities_of_a_name_sum_to_one() -> None:
    text = Text(document("Regulators fined Zephyr and two others."))
    start = text.plain.index("Zephyr")
    chances = kinds_of(text, Candidate(start, start + 6, "ORG"))
    assert NONE in chances
    assert sum(chances.values()) == pytest.approx(1.0)


def test_a_place_is_less_of_an_organisation_than_a_firm() -> None:
    text = Text(
        document("Regulators fined Quillmark Ltd, a payments firm in Bristol. Quillmark Ltd said it would appeal.")
    )

    def support(name: str, label: str) -> float:
        start = text.plain.index(name)
        return 1 - kinds_of(text, Candidate(start, start + len(name), label))[NONE]

    assert support("Quillmark Ltd", "ORG") > 0.4
    assert support("Bristol", "GPE") < 0.1


def test_doubtful_names_are_not_over_sure_ones_nor_over_each_other() -> None:
    text = Text(document("The FCA and Zephyr Payments met in Leeds. Kestrel Bank did not."))
    named = [NamedSpan(text.plain.index("Zephyr"), text.plain.index(" met"), "ORG")]
    sure = sure_mentions(text, named)
    spans = sorted([(m.start, m.end) for m in sure] + [(c.start, c.end) for c in doubtful(text, named, sure)])
    assert all(a[1] <= b[0] for a, b in pairwise(spans))


# Parties


def candidates_in(body: str) -> dict[str, tuple[str, ...]]:
    """Return the features of each candidate for the roles of the first telling of an action, by its name."""
    text = Text(document(body))
    named = next(iter(find_names([text.plain], "en")))
    scene, _ = stage(text, find_triggers(text), named)
    trigger = next(t for t in scene.triggers if t.family == "Action")
    return {scene.entity(suit.place.entity).name: suit.features for suit in suits(scene, trigger)}


def test_each_organisation_is_one_candidate_and_stands_where_it_is_nearest() -> None:
    found = candidates_in(
        "Kestrel Bank and Northwind Insurance compete. The Financial Conduct Authority fined Kestrel Bank, which sold "
        "Kestrel Bank's card business."
    )
    assert set(found) == {"Kestrel Bank", "Northwind Insurance", "Financial Conduct Authority"}
    assert {"O|in:after", "O|dist:0:after"} <= set(found["Kestrel Bank"])
    assert {"O|out", "O|back:1", "O|out:has1"} <= set(found["Northwind Insurance"])
    assert {"R|in:before", "R|sole:True"} <= set(found["Financial Conduct Authority"])


@pytest.mark.parametrize(
    ("role", "likelier", "other"),
    [
        ("issuer", "Financial Conduct Authority", "Kestrel Bank"),
        ("target", "Kestrel Bank", "Financial Conduct Authority"),
        ("target", "Kestrel Bank", "Northwind Insurance"),
    ],
)
def test_who_fines_and_who_is_fined_is_told_apart(role: str, likelier: str, other: str) -> None:
    found = candidates_in(
        "Northwind Insurance was founded in 1901. The Financial Conduct Authority has fined Kestrel Bank £3 million."
    )
    assert log_odds(found[likelier], role) > log_odds(found[other], role)


def test_features_of_parties_do_not_depend_on_who_is_named() -> None:
    one = candidates_in("The Financial Conduct Authority has fined Kestrel Bank £3 million.")
    other = candidates_in("The Financial Conduct Authority has fined Heron Bank £3 million.")
    assert one["Kestrel Bank"] == other["Heron Bank"]


# The models of the package


@pytest.mark.parametrize("name", ["sentences", "names", "parties"])
def test_the_models_are_small_and_as_they_are_rendered(name: str) -> None:
    written = (linear.WEIGHTS / f"{name}.tsv").read_text("utf-8")
    assert len(written.encode()) < 25_000_000
    known: LinearModel = model(name)
    weights = {feature: known.weights[row].tolist() for feature, row in known.rows.items()}
    assert render(known.labels, known.link, weights) == written


def test_training_on_the_corpus_gives_the_same_models_again(tmp_path: Path) -> None:
    """On one kind of processor the bytes are the same; another one may round the last digit of some weights."""
    pytest.importorskip("sklearn")
    training = Path(__file__).resolve().parents[2] / "corpus" / "training" / "train.py"
    subprocess.run([sys.executable, str(training), "--out", str(tmp_path)], check=True, capture_output=True)
    for name in ("sentences", "names", "parties"):
        again = parse((tmp_path / f"{name}.tsv").read_text("utf-8"))
        shipped = model(name)
        assert again.labels == shipped.labels
        shared = again.rows.keys() & shipped.rows.keys()
        assert len(shared) >= 0.99 * max(len(again.rows), len(shipped.rows))
        near = sum(
            abs(again.weight(feature, label) - shipped.weight(feature, label)) <= 0.02
            for feature in shared
            for label in shipped.labels
        )
        assert near >= 0.99 * len(shared) * len(shipped.labels)
