"""Authorities: who imposed what is told without saying who; prosecutors and police, who inquire in another way."""

from __future__ import annotations

import re
from typing import Final

from greffier.ingest.actions.justice import of_police
from greffier.ingest.actions.tellings import kind_of
from greffier.ingest.drafts import Draft, Filler
from greffier.ingest.scenes import Scene

# "ordered by a Manchester judge", « condamnée par la justice »: no authority did it.
_BY_COURT: Final = re.compile(
    r"\b(?:by|before) (?:an?|the) (?:[\w.'-]+ ){0,3}(?:judges?|jury|courts?|tribunals?|magistrates?)\b|"
    r"\b(?:par|devant) (?:une? |les? |la |l')(?:[\wà-ÿ'-]+ ){0,2}(?:juges?|jury|cour|tribunal|magistrats?|justice)\b",
    re.I,
)
_ARRESTS: Final = re.compile(r"arrest|arrêt|interpell", re.I)
_PROSECUTION: Final = re.compile(r"parquet|procureur|ministère public|prosecut|attorney|police|gendarmerie|crime", re.I)


def is_criminal_inquiry(scene: Scene, draft: Draft) -> bool:
    """Return whether prosecutors or police inquire, or arrest: then who was hit is the victim, and not addressed."""
    issuers = draft.fillers("issuer")
    if issuers and kind_of(draft) in ("Investigation", "Other") and of_police(scene, issuers):
        return True
    names = [_name_of(scene, i) for i in issuers]
    if not names or not all(map(_PROSECUTION.search, names)):
        return False
    arrests = any(_ARRESTS.search(scene.text.plain, t.start, t.end) for t in draft.triggers)
    return kind_of(draft) == "Investigation" or (kind_of(draft) == "Other" and arrests)


def find_issuers_near(scene: Scene, actions: list[Draft]) -> None:
    """Give a sanction without an issuer the one authority that its paragraph names, its sentence and the next first."""
    for draft in actions:
        if draft.fillers("issuer") or kind_of(draft) not in ("Fine", "Penalty", "Order", "Undertaking"):
            continue
        if _is_by_court(scene, draft):
            continue
        trigger = min(draft.triggers, key=lambda t: (scene.sentence(t.sentence).title, t.start))
        sentence = scene.sentence(trigger.sentence)
        if sentence.title:
            continue
        near = [
            p
            for p in scene.places
            if p.named
            and scene.is_authority(p)
            and scene.entity(p.entity).id not in draft.fillers("target")
            and scene.sentence(p.sentence).line == sentence.line
        ]
        here = [p for p in near if p.sentence == sentence.index]
        next_too = [p for p in near if 0 <= p.sentence - sentence.index <= 1]
        for places in (here, next_too, near):
            found = {p.entity for p in places}
            if len(found) == 1:
                issuer = scene.entity(found.pop())
                if not _PROSECUTION.search(issuer.name):
                    evidence = scene.evidence(sentence)
                    draft.add("issuer", [Filler(issuer.id, evidence, "role.near-authority", 0.6)])
                break
            if found:
                break


def borrow_issuer(scene: Scene, actions: list[Draft]) -> None:
    """Give an action without an issuer the one authority that acts in the text, else the only one that it names."""
    named = {e.id for e in scene.cast.entities if e.kind == "Regulator" and e.id not in scene.cast.tentative}
    acting = {i for d in actions for i in d.fillers("issuer")}
    sole = acting if len(acting) == 1 and acting <= named and len(named) <= 2 else named
    if len(sole) != 1 or (not acting and _PROSECUTION.search(_name_of(scene, next(iter(sole))))):
        return
    (issuer,) = sole
    for draft in actions:
        if draft.fillers("issuer") or _is_by_court(scene, draft):
            continue
        if kind_of(draft) in ("Fine", "Penalty", "Order"):
            evidence = scene.evidence(scene.sentence(draft.triggers[0].sentence))
            draft.add("issuer", [Filler(issuer, evidence, "role.only-authority", 0.6)])


def _is_by_court(scene: Scene, draft: Draft) -> bool:
    """Return whether a sentence that tells of an action says that a court took it, one with a name or without."""
    sentences = {t.sentence for t in draft.triggers}
    return any(p.sentence in sentences for p in scene.judicial) or any(
        _BY_COURT.search(scene.text.plain, scene.sentence(s).start, scene.sentence(s).end) for s in sentences
    )


def _name_of(scene: Scene, entity: str) -> str:
    return next(e.name for e in scene.cast.entities if e.id == entity)
