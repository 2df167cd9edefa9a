"""The graph model: that its file is checked, and that what it says hangs together."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from greffier.graph import model as module
from greffier.graph.annotations import ACTION_ROLES, INCIDENT_DATES
from greffier.graph.errors import KnowledgeError
from greffier.graph.model import EVENTS, MODEL_FILE, PROPERTY_TYPES, THINGS, Model, model
from greffier.graph.projection import TELLING
from greffier.graph.records import AmountKind

Data = dict[str, Any]


def read_model(path: Path, text: str, monkeypatch: pytest.MonkeyPatch) -> Model:
    """Read the text as the model's file, past what is remembered of the real one."""
    file = path / "model.yaml"
    file.write_text(text, encoding="utf-8")
    monkeypatch.setattr(module, "MODEL_FILE", file)
    return model.__wrapped__()


def without(*path: str) -> Callable[[Data], None]:
    def change(data: Data) -> None:
        for key in path[:-1]:
            data = data[key]
        del data[path[-1]]

    return change


def with_(value: object, *path: str) -> Callable[[Data], None]:
    def change(data: Data) -> None:
        for key in path[:-1]:
            data = data[key]
        data[path[-1]] = value

    return change


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (without("families"), "model.yaml: the file needs 'families'"),
        (without("search"), "model.yaml: the file needs 'search'"),
        (without("families", "Law", "prefix"), "model.yaml: families.Law needs 'prefix'"),
        (
            without("families", "Law", "properties", "name", "type"),
            "model.yaml: families.Law.name needs 'type'",
        ),
        (
            with_("string", "families", "Law", "properties", "name", "type"),
            "model.yaml: families.Law.name has the unknown type 'string'",
        ),
        (
            with_({"score": "float"}, "relations", "IS", "properties"),
            "model.yaml: relations.IS.score has the unknown type 'float'",
        ),
        (with_("no mapping", "predicates", "law"), "model.yaml: predicates.law needs 'subject'"),
        (
            without("predicates", "law", "object"),
            "model.yaml: predicates.law needs an object or a value, and only one",
        ),
        (
            with_("date", "predicates", "law", "value"),
            "model.yaml: predicates.law needs an object or a value, and only one",
        ),
        (
            with_("colour", "predicates", "date", "value"),
            "model.yaml: predicates.date has the unknown value 'colour'",
        ),
        (
            with_("Ship", "predicates", "law", "object"),
            "model.yaml: predicates.law names 'Ship', which is no family",
        ),
        (
            with_(["Ship"], "relations", "IS", "to"),
            "model.yaml: relations.IS names 'Ship', which is no family",
        ),
        (with_(["Action"], "search"), "model.yaml: search names 'Action', which has no property `search`"),
    ],
)
def test_a_wrong_model_is_an_error_that_names_the_place(
    change: Callable[[Data], None], message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = yaml.safe_load(MODEL_FILE.read_text(encoding="utf-8"))
    change(data)
    with pytest.raises(KnowledgeError) as caught:
        read_model(tmp_path, yaml.safe_dump(data), monkeypatch)
    assert str(caught.value) == message


@pytest.mark.parametrize("text", ["", "families: {", "- a\n- b\n"])
def test_a_file_that_is_no_model_is_an_error(text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(KnowledgeError, match=r"^model\.yaml: "):
        read_model(tmp_path, text, monkeypatch)


def test_the_model_is_read_once() -> None:
    assert model() is model()


def test_no_label_names_two_things_but_other() -> None:
    labels = [*model().families, *(k for f in model().families.values() for k in f.kinds)]
    assert [x for x in sorted(set(labels)) if labels.count(x) > 1] == ["Other"]
    assert model().labels() == frozenset(labels)


def test_every_family_has_a_prefix_of_its_own_and_a_name() -> None:
    families = model().families.values()
    assert len({f.prefix for f in families}) == len(families)
    assert {f.name for f in families if "name" not in f.properties} == {"Document"}


def test_a_property_has_one_type_in_all_families() -> None:
    types: dict[str, set[str]] = {}
    for family in model().families.values():
        for prop in family.properties.values():
            types.setdefault(prop.name, set()).add(prop.type)
    assert {name: found for name, found in types.items() if len(found) > 1} == {}


def test_things_say_how_many_documents_speak_of_them() -> None:
    for name in THINGS:
        assert model().families[name].properties["documents"].type == "integer"
    assert model().relations["IS"].end == THINGS


@pytest.mark.parametrize("name", EVENTS)
def test_events_have_what_the_projection_sets(name: str) -> None:
    known = model().families[name].properties
    wanted = {"name", "status", "confidence", "documents", "earliest", "latest"}
    wanted.add("undated" if name == "Incident" else "outcome")
    for predicate in model().predicates.values():
        if predicate.fits(name) and predicate.value == "date":
            wanted |= {predicate.name, f"{predicate.name}_from", f"{predicate.name}_to"}
        if predicate.fits(name) and predicate.value == "amount":
            wanted |= {
                f"{kind.value}{end}" for kind in AmountKind for end in ("", "_currency", "_per", "_least", "_most")
            }
        if predicate.fits(name) and predicate.value == "count":
            wanted |= {f"{predicate.name}{end}" for end in ("", "_most", "_kind", "_bound")}
    assert set(known) == wanted


def test_every_predicate_with_an_object_has_its_relation() -> None:
    ends = {}
    for predicate in model().predicates.values():
        if predicate.object:
            assert predicate.relation
            relation = model().relations[predicate.relation]
            (start,), (end,) = relation.start, relation.end
            ends[predicate.name] = (start, relation.name, end)
            assert set(relation.properties) == {
                "claims",
                "documents",
                "confidence",
                "status",
                "first",
                "last",
            }
        else:
            assert predicate.relation is None
    assert ends == {
        "affected": ("Incident", "AFFECTED", "Organization"),
        "issuer": ("Organization", "ISSUED", "Action"),
        "target": ("Action", "ADDRESSED_TO", "Organization"),
        "law": ("Action", "UNDER", "Law"),
        "concerns": ("Action", "CONCERNS", "Incident"),
        "part_of": ("Organization", "PART_OF", "Organization"),
        "regulated_by": ("Organization", "REGULATED_BY", "Organization"),
        "notified": ("Organization", "NOTIFIED", "Organization"),
        "acquired": ("Organization", "ACQUIRED", "Organization"),
    }


def test_a_date_is_a_slot_of_both_kinds_of_event() -> None:
    date = model().predicates["date"]
    assert [name for name in THINGS if date.fits(name)] == ["Incident", "Action"]
    assert [name for name in THINGS if model().predicates["law"].fits(name)] == ["Action"]


def test_annotations_speak_of_predicates_of_the_model() -> None:
    slots = {p.name for p in model().predicates.values() if p.fits("Action") or p.fits("Incident")}
    assert slots == {"affected", *INCIDENT_DATES, *ACTION_ROLES, "amount", "outcome", "persons"}


def test_the_projection_ranks_every_kind() -> None:
    assert set(TELLING) == {k for name in THINGS for k in model().families[name].kinds}


def test_every_type_of_property_is_known() -> None:
    types = {p.type for family in model().families.values() for p in family.properties.values()}
    types |= {p.type for relation in model().relations.values() for p in relation.properties.values()}
    assert types <= PROPERTY_TYPES.keys()


@pytest.mark.parametrize(("kind", "family"), [("Bank", "Organization"), ("Law", "Law")])
def test_a_kind_belongs_to_a_family(kind: str, family: str) -> None:
    assert model().family_of(kind) == family


@pytest.mark.parametrize("kind", ["Person", "Fine", "bank", ""])
def test_a_kind_of_no_family_is_an_error(kind: str) -> None:
    with pytest.raises(KnowledgeError, match="no family has the kind"):
        model().family_of(kind)
