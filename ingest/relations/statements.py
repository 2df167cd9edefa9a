"""Relations: which organisation belongs to, was bought by, informed or is supervised by which.

Sentences are read with their organisations put as marks, so that a frame is a plain sentence: « ⟨1⟩, filiale de
⟨2⟩ ». What a text leaves to be understood is filled in only where one answer fits: the group of a name, the party hit.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import permutations
from typing import Final

from greffier.graph.identity import LEGAL_FORMS, name_key
from greffier.graph.records import Claim, Entity, Status
from greffier.ingest.coreference.entities import known_groups
from greffier.ingest.coreference.shared_names import GENERIC
from greffier.ingest.relations.frames import frames
from greffier.ingest.relations.marked_lines import MARK, Marked, mark
from greffier.ingest.scenes import Place, Scene
from greffier.ingest.texts import Sentence

MAIN: Final = 2  # how often a firm is named, times the next, that a text is about
BACK: Final = 2  # sentences back in which the party of a notice without a sender is looked for
# A body that something is of, or is done to, is not the one that acts; one that somebody speaks for is.
_OBLIQUE: Final = re.compile(
    r"\b(?:of|by|from|against|at|with|for|to|de|du|d'|des|par|chez|contre|avec|à|au|pour)\s?"
    r"(?:(?:the|la|le|les) |l')?(?:[\w'-]+ ){0,2}$",
    re.I,
)
_SPEAKING: Final = re.compile(
    r"\b(?:spokes\w+|porte-parole|direction|groupe?|president|président\w*|head|chief executive|patron\w*|directeur|"
    r"directrice|conseil|board|behalf|chief|officer|executives?|lawyers?|avocats?|dirigeants?) "
    r"(?:of|for|de|du|d'|des)\b",
    re.I,
)

# « une filiale de ⟨2⟩, a été vendue à ⟨3⟩ », « le courtier de ⟨2⟩ a été racheté »: of whom it is told stands before.
_FINITE: Final = re.compile(r"[⟨⟪]\d+[⟩⟫],? (?:a|ont|avait|avaient|est|était|sont|was|were|is|are|has|had|have) ")

Found = dict[tuple[str, str, str], Claim]


def find_groups(scene: Scene) -> list[Claim]:
    """Return what a text states of who is part of whom, each once."""
    marked = mark(scene)
    members = _members(scene)
    claims: Found = {}
    for predicate, sentence, groups in _matches(scene, marked, ("part_of",)):
        for one in _parts(scene, sentence, groups, members):
            for other in _wholes(scene, sentence, groups, one, members):
                _add(claims, scene, sentence, predicate, one, other)
    return list(claims.values())


def find_dealings(scene: Scene, hit: frozenset[str]) -> list[Claim]:
    """Return who informed, bought or supervises whom; `hit` are those hit by the incidents of the text.

    A notice whose sender is not named (« déclaration à la CNIL ») is taken for that of the one hit that is named
    just before; « nous » is the one hit of the text.
    """
    claims: Found = {}
    views = ((mark(scene, asides=False), ("notified",)), (mark(scene), ("acquired", "regulated_by")))
    for marked, predicates in views:
        for predicate, sentence, groups in _matches(scene, marked, predicates):
            if groups.get("a"):
                senders = [scene.entity(p.entity).id for p in groups["a"]]
            else:
                senders = _hit_before(scene, sentence, hit, near="we" not in groups)
            for one in senders:
                objects = {scene.entity(p.entity).id for p in groups.get("b", ())}
                for other in sorted(objects) or _spoken_of(scene, sentence, {one}):
                    _add(claims, scene, sentence, predicate, one, other)
    return list(claims.values())


Groups = dict[str, list[Place]]


def _matches(scene: Scene, marked: Marked, predicates: tuple[str, ...]) -> Iterator[tuple[str, Sentence, Groups]]:
    """Yield every statement with its sentence and the places that its {a} and {b} are."""
    known = frames(scene.text.document.language, predicates)
    for predicate, match in known.finditer(marked.lines, marked.folded):
        sentence = marked.sentence_at(match.start())
        if scene.text.plain[sentence.end - 1] == "?":
            continue
        if predicate in ("notified", "acquired") and _is_oblique(marked, match):
            continue
        groups = {
            name: [place for n in MARK.findall(written) for place in marked.places[int(n)]]
            for name, written in match.groupdict().items()
            if written
        }
        yield predicate, sentence, groups


def _is_oblique(marked: Marked, match: re.Match[str]) -> bool:
    """Return whether the one that a statement begins with is not the one it is of (« un client de ⟨1⟩ a … »)."""
    groups = match.groupdict()
    acts = "a" in groups and match.start("a") == match.start()
    suffers = "b" in groups and match.start("b") == match.start() and _FINITE.match(match[0])
    acts |= groups.get("someone") is not None and match.start("someone") == match.start()
    if not acts and not suffers:
        return False
    lead = marked.lines[max(0, match.start() - 60) : match.start()].rsplit("\n")[-1]
    return bool(_OBLIQUE.search(lead)) and not _SPEAKING.search(lead)


def _parts(scene: Scene, sentence: Sentence, groups: Groups, members: frozenset[tuple[str, str]]) -> list[str]:
    """Return those that a statement says are part of a group: named, of the name of the group, or spoken of."""
    if "a" in groups:
        return [scene.entity(p.entity).id for p in groups["a"]]
    whole = scene.entity(groups["b"][0].entity).id
    found = [member for member, group in sorted(members) if group == whole]
    if len(found) == 1 or "several" in groups:
        return found
    return _spoken_of(scene, sentence, {whole}) if "someone" in groups else []


def _wholes(
    scene: Scene, sentence: Sentence, groups: Groups, one: str, members: frozenset[tuple[str, str]]
) -> list[str]:
    """Return the groups that a statement says somebody is part of: named, of the same name, or spoken of."""
    if "b" in groups and (len(groups["b"]) > 1 or scene.entity(groups["b"][0].entity).id != one):
        return [scene.entity(p.entity).id for p in groups["b"]]
    if "b" in groups and groups["b"][0].named:
        return []
    found = [group for member, group in sorted(members) if member == one]
    if len(found) == 1:
        return found
    named = {scene.entity(p.entity).id for p in groups.get("a", ())}
    return _spoken_of(scene, sentence, {one, *named}) if "someone" in groups else []


def _spoken_of(scene: Scene, sentence: Sentence, others: set[str]) -> list[str]:
    """Return the one firm that a sentence goes on about beside others: the one just before, or that of the whole text.

    Where several stand just before, that of the whole text is among them.
    """
    firms = [p for p in scene.places if scene.entity(p.entity).kind not in ("Law", "Regulator")]
    firms = [p for p in firms if scene.entity(p.entity).id not in others]
    before = {p.entity for p in firms if sentence.index - 1 <= p.sentence <= sentence.index and p.start < sentence.end}
    if len(before) == 1:
        return [scene.entity(before.pop()).id]
    ranked = Counter(p.entity for p in firms).most_common(2)
    if not ranked or (before and ranked[0][0] not in before):
        return []
    if len(ranked) > 1 and ranked[0][1] < MAIN * ranked[1][1]:
        return []
    return [scene.entity(ranked[0][0]).id]


def _members(scene: Scene) -> frozenset[tuple[str, str]]:
    """Return pairs (member, group) that gazetteers know, or of which one name goes on from the other.

    « Kestrel Life » may be of « Kestrel »: what the text says of it has to tell.
    """
    firms = [e for e in scene.cast.entities if e.kind not in ("Law", "Regulator")]
    cores = {e.id: _cores(e) for e in firms}
    pairs = {
        (one.id, other.id)
        for one, other in permutations(firms, 2)
        if one is not other
        and any(a[: len(b)] == b and len(a) > len(b) for a in cores[one.id] for b in cores[other.id])
    }
    return frozenset(pairs) | known_groups(scene.cast.entities)


def _cores(entity: Entity) -> set[tuple[str, ...]]:
    names = {entity.name, *(m.text for m in entity.mentions)}
    cores = (tuple(w for w in name_key(n).split() if w not in GENERIC | LEGAL_FORMS) for n in names)
    return {core for core in cores if core}


def _hit_before(scene: Scene, sentence: Sentence, hit: frozenset[str], *, near: bool) -> list[str]:
    """Return the one hit that a notice without a sender is of, one named just before if `near`."""
    found = set(hit)
    if near or len(found) > 1:
        sentences = range(sentence.index - BACK, sentence.index + 1)
        found &= {scene.entity(p.entity).id for p in scene.places if p.sentence in sentences}
    return list(found) if len(found) == 1 else []


def _add(claims: Found, scene: Scene, sentence: Sentence, predicate: str, one: str, other: str) -> None:
    if one == other:
        return
    claim = Claim(
        subject=one,
        predicate=predicate,
        evidence=scene.evidence(sentence),
        rule=f"relation.{predicate}",
        confidence=0.85,
        object=other,
        status=Status.ASSERTED,
    )
    claims.setdefault((one, predicate, other), claim)
