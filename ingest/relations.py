"""Relations: which organisation belongs to, was bought by, informed or is supervised by which.

Sentences are read with their organisations put as marks, so that a pattern is a plain sentence:
« ⟨1⟩, filiale de ⟨2⟩ ». The patterns are in `knowledge/relations.yaml`.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Final

from greffier.graph.errors import KnowledgeError
from greffier.graph.records import Claim, Status
from greffier.ingest.scenes import Place, Scene
from greffier.ingest.texts import Sentence
from greffier.ingest.triggers import status_at

RELATIONS_FILE: Final = Path(__file__).with_name("knowledge") / "relations.yaml"
MARK: Final = "⟨{}⟩"
_ENUMERATION: Final = (
    r"⟨\d+⟩(?:(?:, | et | and | & |, et |, and | ainsi que )(?:la |le |l'|les |the |à la |à l'|au )?⟨\d+⟩)*"
)


@cache
def _patterns(language: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    import yaml

    data = yaml.safe_load(RELATIONS_FILE.read_text("utf-8"))
    found = []
    for predicate, languages in data.items():
        for pattern in languages.get(language, ()):
            written = pattern.replace("{a}", f"(?P<a>{_ENUMERATION})").replace("{b}", f"(?P<b>{_ENUMERATION})")
            try:
                found.append((predicate, re.compile(written, re.I)))
            except re.error as error:
                raise KnowledgeError(f"{RELATIONS_FILE.name}: {pattern!r} is no pattern: {error}") from error
    return tuple(found)


def find_relations(scene: Scene) -> list[Claim]:
    """Return the relations that a text states between organisations, each once."""
    claims: dict[tuple[str, str, str], Claim] = {}
    for sentence in scene.text.sentences:
        places = scene.places_in(sentence)
        if len({p.entity for p in places}) < 2:
            continue
        marked, marks = _marked(scene, sentence, places)
        for predicate, pattern in _patterns(scene.text.document.language):
            for match in pattern.finditer(marked):
                for one in _entities(match["a"], marks):
                    for other in _entities(match["b"], marks):
                        claim = _claim(scene, sentence, predicate, one, other)
                        if claim:
                            claims.setdefault((claim.subject, predicate, claim.object or ""), claim)
    return list(claims.values())


def _marked(scene: Scene, sentence: Sentence, places: list[Place]) -> tuple[str, dict[int, Place]]:
    """Return a sentence with its organisations put as marks, brackets after them left out."""
    pieces: list[str] = []
    marks: dict[int, Place] = {}
    at = sentence.start
    for number, place in enumerate(places):
        if place.start < at:
            continue
        pieces += [scene.text.plain[at : place.start], MARK.format(number)]
        marks[number] = place
        at = place.end
    pieces.append(scene.text.plain[at : sentence.end])
    return re.sub(r" \( ?(?:⟨\d+⟩|[A-Z0-9]+\.[A-Z]+) ?\)", "", "".join(pieces)), marks


def _entities(enumeration: str, marks: dict[int, Place]) -> list[Place]:
    return [marks[int(n)] for n in re.findall(r"⟨(\d+)⟩", enumeration) if int(n) in marks]


def _claim(scene: Scene, sentence: Sentence, predicate: str, one: Place, other: Place) -> Claim | None:
    subject, object_ = scene.entity(one.entity), scene.entity(other.entity)
    if subject.id == object_.id:
        return None
    if predicate in ("notified", "regulated_by") and object_.kind != "Regulator":
        return None
    if predicate in ("notified", "acquired") and subject.kind == "Regulator":
        return None
    status = status_at(scene.text, other.start if other.start > one.start else one.start, other.end)
    if status in (Status.DENIED, Status.HYPOTHETICAL):
        return None
    return Claim(
        subject=subject.id,
        predicate=predicate,
        evidence=scene.evidence(sentence),
        rule=f"relation.{predicate}",
        confidence=0.85,
        object=object_.id,
        status=Status.ASSERTED,
    )
