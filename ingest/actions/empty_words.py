"""Empty words: triggers of actions that tell of none against anybody whom the graph keeps.

A sanction that only threatens, one of a person, part of an authority's name, a suit against an authority.
"""

from __future__ import annotations

import re
from typing import Final

from greffier.ingest.actions.tellings import IMPOSING
from greffier.ingest.parties.persons import is_on_person
from greffier.ingest.scenes import Scene
from greffier.ingest.texts import Text
from greffier.ingest.triggers import Trigger, patterns

THREAT: Final = 45  # characters before a sanction in which a word says that it only threatens
_AT_MOST: Final = re.compile(
    r"(?: of| de| d'| pouvant| qui peu\w+)? ?"
    r"(?:up to|jusqu'à|a maximum|au plus|maximales?|aller jusqu|atteindre|s'élever)",
    re.I,
)
# "the ceiling on fines", « le plafond des pénalités »: how high they may be.
_CEILING: Final = re.compile(
    r"\b(?:ceilings?|caps?|limits?|maximum|tariffs?|scales?|levels?|plafonds?|barèmes?|montant maximal|niveau|échelle)"
    r" (?:of|on|for|des|de|d'|de la|de l') ?(?:the |such |civil |its |les |ces )?$",
    re.I,
)
_SUES: Final = re.compile(r"(?:to )?su(?:ed|es|ing|e)|(?:a |ont )?(?:assigné|assigne|poursuivi)", re.I)
_NEXT: Final = re.compile(r" (?:the |la |le |l')?", re.I)
# "it will fine firms which …": whoever they may be.
_WHOEVER: Final = re.compile(
    r"(?<=fine|lise|lize|tion|nish) (?:any |all |those )?"
    r"(?:firms?|compan(?:y|ies)|insurers?|banks?|business(?:es)?|brokers?|lenders?|providers?|organi[sz]ations?) "
    r"(?:that|which|who|if|for not)\b",
    re.I,
)
# "Fines go to the Treasury": what is done with the money, and no fine of anybody.
_GOES_TO: Final = re.compile(
    r" (?:go|goes|are paid|is paid|are payable|vont|va|reviennent|revient|sont versées?|est versée?|alimentent) "
    r"(?:(?:in)?to|à|au|aux|dans)\b(?! [£$€\d])"
)
# "ordered to pay £20,000 towards the authority's costs": costs are no fine.
_PAYS: Final = re.compile(r"pay|payer|verser|s'acquitter|à \d+", re.I)
_COSTS: Final = re.compile(
    r"(?:(?:[^.;:,]|,\d){0,40}? (?:towards?|to cover|in))?(?: (?!for\b|over\b)[\w'.-]+){0,3}? costs\b|"
    r"(?:[^.;:,]|,\d){0,40}? (?:aux|les|de|des) (?:entiers )?"
    r"(?:dépens|frais (?:de (?:justice|procédure)|irrépétibles))\b",
    re.I,
)


def tells_nothing(scene: Scene, trigger: Trigger) -> bool:
    """Return whether a trigger tells of no action against anybody whom the graph keeps."""
    return (
        threatens(scene.text, trigger)
        or is_on_person(scene, trigger)
        or _is_of_name(scene, trigger)
        or _is_for_costs(scene, trigger)
        or _GOES_TO.match(scene.text.plain, trigger.end) is not None
        or _is_against_authority(scene, trigger)
    )


def threatens(text: Text, trigger: Trigger) -> bool:
    """Return whether a fine or sanction is told as what may come (« s'expose à une sanction »)."""
    if trigger.kind not in ("Fine", "Sanction", "Penalty"):
        return False
    if _AT_MOST.match(text.plain, trigger.end) or _WHOEVER.match(text.plain, trigger.end):
        return True
    start = max(text.sentences[trigger.sentence].start, trigger.start - THREAT)
    lead = re.split(r"[;:]", text.plain[start : trigger.start])[-1]
    if _CEILING.search(lead):
        return True
    return patterns(text.document.language).status["exposure"].search(lead) is not None


def _is_of_name(scene: Scene, trigger: Trigger) -> bool:
    """Return whether a word for a sanction is only part of an authority's name (« la commission des sanctions »).

    Beside another word for what is imposed it does tell whose that is.
    """
    if trigger.learnt or any(
        t.sentence == trigger.sentence and t is not trigger and t.kind in IMPOSING for t in scene.triggers
    ):
        return False
    return any(
        p.named and p.start <= trigger.start and trigger.end <= p.end and scene.is_authority(p)
        for p in scene.places_in(scene.sentence(trigger.sentence))
    )


def _is_for_costs(scene: Scene, trigger: Trigger) -> bool:
    """Return whether somebody is told to pay the costs of a case, and nothing else."""
    plain = scene.text.plain
    if trigger.kind not in ("Fine", "Settlement") or not _PAYS.search(plain, trigger.start, trigger.end):
        return False
    costs = _COSTS.match(plain, trigger.end)
    sums = [m for m in scene.money if trigger.end <= m.start and costs and m.end <= costs.end()]
    return costs is not None and len(sums) < 2


def _is_against_authority(scene: Scene, trigger: Trigger) -> bool:
    """Return whether somebody sues an authority, who then neither sues nor is a target ("the bank sued the agency")."""
    if trigger.kind != "Lawsuit" or not _SUES.fullmatch(scene.text.plain, trigger.start, trigger.end):
        return False
    following = [p for p in scene.places_in(scene.sentence(trigger.sentence)) if p.start >= trigger.end]
    return bool(
        following
        and scene.is_authority(following[0])
        and _NEXT.fullmatch(scene.text.plain, trigger.end, following[0].start)
    )
