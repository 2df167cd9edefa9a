"""The corpus: its form, its parts, and that every span of its annotations stands in the text."""

import csv
import hashlib
import importlib.util
import json
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

CORPUS = Path(__file__).resolve().parents[1] / "corpus"
PARTS = ("train", "development", "test")
READERS = ("first", "second", "gold")
ENTITIES = {"Insurer", "Bank", "Federation", "Institution", "Company", "Regulator", "Law", "Person", "Other"}
INCIDENTS = {"Cyberattack", "DataBreach", "Ransomware", "Outage", "Fraud", "ControlFailure", "Other"}
ACTIONS = {
    "Order",
    "Fine",
    "Penalty",
    "Settlement",
    "Recommendation",
    "Investigation",
    "Lawsuit",
    "Undertaking",
    "Other",
}
RELATIONS = {"PART_OF", "SUBSIDIARY_OF", "REGULATED_BY", "NOTIFIED", "ACQUIRED"}
DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
PUBLISHED = re.compile(r"^date: (\d{4}-\d\d-\d\d)$", re.M)


def rows() -> list[dict[str, str]]:
    with (CORPUS / "cases.tsv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream, delimiter="\t"))


def annotations() -> list[Path]:
    return sorted(path for part in PARTS for reader in READERS for path in (CORPUS / part / reader).glob("*.json"))


def part_of(case: str) -> str:
    """Return the part of a case: its hash decides, and nobody's choice."""
    tenth = int(hashlib.sha256(case.encode()).hexdigest(), 16) % 10
    return "test" if tenth < 2 else "development" if tenth == 2 else "train"


def test_every_document_is_listed_once_and_stands_in_the_part_of_its_case() -> None:
    listed = {row["name"]: row for row in rows()}
    assert len(listed) == len(rows())
    assert {name: row["part"] for name, row in listed.items()} == {
        name: part_of(row["case"]) for name, row in listed.items()
    }
    there = {path.stem: part for part in PARTS for path in (CORPUS / part / "documents").glob("*.txt")}
    assert there == {name: row["part"] for name, row in listed.items()}


def test_documents_have_the_form_that_is_read() -> None:
    for part in PARTS:
        for path in (CORPUS / part / "documents").glob("*.txt"):
            title, blank, *body = path.read_text("utf-8").split("\n")
            assert title.strip(), path.name
            assert blank == "", path.name
            assert 50 <= len(" ".join(body).split()) <= 400, path.name


def strings(annotation: dict[str, Any]) -> Iterator[str]:
    """Yield every piece of text that an annotation takes from its document."""
    for entity in annotation["entities"]:
        yield from entity["mentions"]
    for kind in ("incidents", "actions", "relations"):
        yield from (item["evidence"] for item in annotation[kind])


def faults(annotation: dict[str, Any], text: str, name: str) -> list[str]:
    """Return what is wrong with an annotation."""
    found = [f"not in the text: {piece!r}" for piece in strings(annotation) if not piece or piece not in text]
    published = PUBLISHED.search(text)
    if (annotation["id"], annotation["lang"]) != (name, name[:2]):
        found.append("another id or language than its name tells")
    if annotation["published"] != (published and published[1]):
        found.append(f"published {annotation['published']!r}")
    entities = {entity["id"] for entity in annotation["entities"]}
    incidents = {incident["id"] for incident in annotation["incidents"]}
    ids: dict[str, int] = defaultdict(int)
    for kind, types in (("entities", ENTITIES), ("incidents", INCIDENTS), ("actions", ACTIONS)):
        for item in annotation[kind]:
            ids[item["id"]] += 1
            found += [f"{item['id']}: type {t!r}" for t in (item["type"], *item.get("alt_types", ())) if t not in types]
            for slot in ("date", "announced"):
                if item.get(slot) is not None and not DATE.fullmatch(item[slot]):
                    found.append(f"{item['id']}: {slot} {item[slot]!r}")
            for slot, known in (
                ("affected", entities),
                ("issuer", entities),
                ("target", entities),
                ("law", entities),
                ("concerns", incidents),
            ):
                found += [f"{item['id']}: {slot} {x!r}" for x in item.get(slot) or () if x not in known]
    found += [f"twice: {name}" for name, count in ids.items() if count > 1]
    for relation in annotation["relations"]:
        if relation["type"] not in RELATIONS or not {relation["subject"], relation["object"]} <= entities:
            found.append(f"relation {relation}")
    return found


def test_there_are_annotations() -> None:
    assert len(annotations()) > 300


@pytest.mark.parametrize("path", annotations(), ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_an_annotation_is_well_formed_and_verbatim(path: Path) -> None:
    text = (path.parents[1] / "documents" / f"{path.stem}.txt").read_text("utf-8")
    assert faults(json.loads(path.read_text("utf-8")), text, path.stem) == []


def settling() -> Any:
    spec = importlib.util.spec_from_file_location("settle", CORPUS / "training" / "settle.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_settled_annotations_for_training_are_what_two_readers_and_a_third_made_of_them() -> None:
    settled = settling().settle_part(CORPUS / "train")
    assert len(settled) == 504
    for name, annotation in settled.items():
        assert json.loads((CORPUS / "train" / "gold" / f"{name}.json").read_text("utf-8")) == annotation, name


def test_a_third_reader_settled_every_difference_for_training() -> None:
    settle = settling()
    verdicts = settle.read_verdicts(CORPUS / "train")
    open_ones = []
    for path in sorted((CORPUS / "train" / "first").glob("*.json")):
        first, second = (json.loads((CORPUS / "train" / r / path.name).read_text("utf-8")) for r in ("first", "second"))
        open_ones += [(path.stem, *d) for d in settle.differences(first, second) if d not in verdicts[path.stem]]
    assert open_ones == []


def test_a_verdict_drops_keeps_or_leaves_open_what_one_reader_has() -> None:
    bank = {"id": "e1", "type": "Bank", "name": "Kestrel", "mentions": ["Kestrel"]}
    fine = {"id": "a1", "type": "Fine", "issuer": [], "target": ["e1"], "date": "2020", "evidence": "x"}
    empty: dict[str, Any] = {"entities": [], "incidents": [], "actions": [], "relations": []}
    first = {**empty, "entities": [bank], "actions": [fine]}
    second = {**empty, "entities": [{**bank, "type": "Insurer"}]}
    settle = settling()
    assert settle.differences(first, second) == {("e1", "type"), ("a1", "item")}
    left_open = settle.settle(first, second)
    assert left_open["actions"] == [{**fine, "optional": True}]
    assert left_open["entities"] == [{**bank, "alt_types": ["Insurer"]}]
    settled = settle.settle(first, second, {("e1", "type"): "second", ("a1", "item"): "yes"})
    assert (settled["entities"], settled["actions"]) == ([{**bank, "type": "Insurer"}], [fine])
    assert settle.settle(first, second, {("a1", "item"): "no"})["actions"] == []


def test_an_unknown_verdict_is_refused(tmp_path: Path) -> None:
    (tmp_path / "verdicts.tsv").write_text("document\titem\twhat\tverdict\treason\nx\ta1\titem\tperhaps\t\n")
    with pytest.raises(ValueError, match="x a1: unknown verdict 'perhaps'"):
        settling().read_verdicts(tmp_path)
