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

RELATIONS_FILE: Final = Path(__file__).with_name("knowledge") / "relations.yaml"
MARK: Final = "⟨{}⟩"
_ONE: Final = r"⟨\d+⟩"
# What leads from a part of a body to the name of the body, as the last such words of a name.
_LAST_LINK: Final = re.compile(r".* (?:de la |de l'|du |of the |of )(?=\w{2})")
# « ⟨1⟩, filiale de ⟨2⟩, a informé ⟨3⟩ »: it is the first that did.
_ASIDE: Final = re.compile(
    r"(⟨\d+⟩), (?:[\w'-]+ ){0,4}"
    r"(?:subsidiary|unit|arm|division|part|owned|acquired|filiale|détenue?|rachetée?|membre|marque)"
    r"\b[^,⟨⟩]*⟨\d+⟩[^,⟨⟩]*, ",
    re.I,
)
_UNCERTAIN: Final = re.compile(
    r"\b(?:n'a(?:vait)? pas|n'ont pas|n'est pas|not|never|denied|dément\w*|pourrait|envisage\w*|could|might|would|"
    r"doi(?:t|vent)|devra\w*|must|should|if|si)\b",
    re.I,
)
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
            written = pattern
            for name in ("a", "b"):
                written = written.replace(f"{{{name}}}", f"(?P<{name}>{_ONE})")
                written = written.replace(f"{{{name}s}}", f"(?P<{name}>{_ENUMERATION})")
            try:
                found.append((predicate, re.compile(written, re.I)))
            except re.error as error:
                raise KnowledgeError(f"{RELATIONS_FILE.name}: {pattern!r} is no pattern: {error}") from error
    return tuple(found)


def find_groups(scene: Scene) -> list[Claim]:
    """Return what a text states of who is part of whom, each once."""
    claims = _find(scene, ("part_of",), frozenset())
    for sentence in scene.text.sentences:
        for place in scene.places_in(sentence):
            group = _named_within(scene, place)
            if group:
                claim = _claim(scene, sentence, "part_of", scene.entity(place.entity).id, group)
                if claim:
                    claims.setdefault((claim.subject, "part_of", group), claim)
    return list(claims.values())


def find_dealings(scene: Scene, hit: frozenset[str]) -> list[Claim]:
    """Return who informed, bought or supervises whom; `hit` are those hit by the incidents of the text.

    A notice whose sender is not named (« déclaration à la CNIL ») is taken for that of those hit,
    where the text tells of one party only.
    """
    return list(_find(scene, ("notified", "acquired", "regulated_by"), hit).values())


def _find(scene: Scene, predicates: tuple[str, ...], hit: frozenset[str]) -> dict[tuple[str, str, str], Claim]:
    claims: dict[tuple[str, str, str], Claim] = {}
    patterns = [p for p in _patterns(scene.text.document.language) if p[0] in predicates]
    for sentence in scene.text.sentences:
        places = scene.places_in(sentence)
        if not places:
            continue
        marked, marks = _marked(scene, sentence, places)
        if "part_of" not in predicates:
            marked = _ASIDE.sub(r"\1 ", marked)
        for predicate, pattern in patterns:
            for match in pattern.finditer(marked):
                named = match.groupdict()
                ones = _entities(scene, named["a"], marks) if "a" in named else sorted(hit) if len(hit) <= 2 else []
                for one in ones:
                    for other in _entities(scene, named["b"], marks):
                        claim = _claim(scene, sentence, predicate, one, other)
                        if claim:
                            claims.setdefault((one, predicate, other), claim)
    return claims


def _named_within(scene: Scene, place: Place) -> str | None:
    """Return the entity whose name a longer name ends with (« formation restreinte de la CNIL »)."""
    written = scene.text.folded[place.start : place.end]
    link = _LAST_LINK.search(written)
    if not link:
        return None
    for other in scene.places:
        if scene.text.folded[other.start : other.end] == written[link.end() :] and other.entity != place.entity:
            return scene.entity(other.entity).id
    return None


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


def _entities(scene: Scene, enumeration: str, marks: dict[int, Place]) -> list[str]:
    numbers = (int(n) for n in re.findall(r"⟨(\d+)⟩", enumeration))
    return [scene.entity(marks[n].entity).id for n in numbers if n in marks]


def _claim(scene: Scene, sentence: Sentence, predicate: str, one: str, other: str) -> Claim | None:
    kinds = {e.id: e.kind for e in scene.cast.entities}
    if one == other:
        return None
    if predicate in ("notified", "regulated_by") and kinds[other] != "Regulator":
        return None
    if predicate in ("notified", "acquired") and kinds[one] == "Regulator":
        return None
    if _UNCERTAIN.search(scene.text.plain[sentence.start : sentence.end]):
        return None
    return Claim(
        subject=one,
        predicate=predicate,
        evidence=scene.evidence(sentence),
        rule=f"relation.{predicate}",
        confidence=0.85,
        object=other,
        status=Status.ASSERTED,
    )
