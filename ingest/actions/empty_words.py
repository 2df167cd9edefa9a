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

# "Kestrel is looking into the leak", « la banque Kestrel a ouvert une enquête »: whoever does so and is no authority.
_INQUIRES: Final = re.compile(
    r"(?:'s)?(?: (?:is|are|was|were|has|have|had|been|be|said|says|it|they|also|now|still|itself|themselves|already|"
    r"launched|opened|started|begun|began|conducting|carrying out|an?|its|own|"
    r"a|ont|avait|avaient|dit|indique|affirme|elle|il|elles|ils|mène|mènent|conduit|lance|poursuit|diligente|"
    r"lancé|ouvert|diligenté|mené|commandé|une|sa|propre|"
    r"toujours|aussi|également|encore|désormais|de son côté)|, (?:which|who|qui))* $"
)
_DONE_TO_IT: Final = re.compile(
    r".*\b(?:being|been|under)\b|(?:a|ont|avait|avaient) été|(?:was|were|is|are) \w+ed\b", re.I
)
_OBJECT: Final = re.compile(
    r"\b(?:of|into|at|on|against|from|with|by|de|du|des|d'|chez|contre|sur|par|à|au|aux|auprès d[eu])"
    r"\s*(?:the |la |le |l'|les )?$",
    re.I,
)

# "a warning to the industry", « a mis en garde le secteur »: nobody in particular.
_TO_ALL: Final = re.compile(
    r" (?:to |for |at |à |au |aux |à l')?(?:the |all |its |la |le |l'|les |tous les |tout le )?"
    r"(?:(?:whole|entire|wider|financial|insurance|banking|ensemble du) )?"
    r"(?:industry|sector|market|firms|insurers|lenders|banks|profession|secteur|marché|assureurs|banques|"
    r"professionnels|établissements|place|public|consumers|investors|consommateurs|épargnants|"
    r"investisseurs)\b(?! [a-zé]*(?:group|like|such|comme|dont)\b)",
    re.I,
)
# "after a complaint by the group to the agency": asked of it, and no suit.
_COMPLAINT: Final = re.compile(r"complaint|plainte|saisine", re.I)
_LODGED: Final = re.compile(r"\b(?:to|with|auprès d[eu']|à|au|devant) ?(?:the |la |le |l')?$", re.I)
# « a porté plainte »: against whom is not said, and it is no suit against whom the text spoke of.
_COMPLAINS: Final = re.compile(r"(?:port|dépos)\w+(?: [\w'à-ÿ-]+){0,4}? plaintes?", re.I)
_AGAINST: Final = re.compile(r"\b(?:contre|visant|à l'encontre)\b(?! x\b| inconnu)", re.I)


def tells_nothing(scene: Scene, trigger: Trigger) -> bool:
    """Return whether a trigger tells of no action against anybody whom the graph keeps."""
    return (
        threatens(scene.text, trigger)
        or is_on_person(scene, trigger)
        or _is_of_name(scene, trigger)
        or _is_for_costs(scene, trigger)
        or _GOES_TO.match(scene.text.plain, trigger.end) is not None
        or _is_against_authority(scene, trigger)
        or _is_own_inquiry(scene, trigger)
        or _is_against_nobody(scene, trigger)
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


def _is_against_nobody(scene: Scene, trigger: Trigger) -> bool:
    """Return whether a warning is to a whole trade, or a complaint says nothing of against whom it is."""
    plain = scene.text.plain
    sentence = scene.sentence(trigger.sentence)
    after = [p for p in scene.places_in(sentence) if p.start >= trigger.end]
    if trigger.kind in ("Penalty", "Recommendation"):
        return _TO_ALL.match(plain, trigger.end) is not None and all(map(scene.is_authority, after))
    if trigger.kind != "Lawsuit" or not _COMPLAINT.search(plain, trigger.start, trigger.end):
        return False
    if any(scene.is_authority(p) and _LODGED.search(plain, trigger.end, p.start) for p in after):
        return True
    complains = _COMPLAINS.search(plain, trigger.start, trigger.end)
    return bool(complains) and not _AGAINST.search(plain, trigger.start, sentence.end)


def _is_own_inquiry(scene: Scene, trigger: Trigger) -> bool:
    """Return whether who inquires is no authority ("the bank is looking into the leak")."""
    if trigger.kind != "Investigation":
        return False
    plain = scene.text.plain
    before = [p for p in scene.places_in(scene.sentence(trigger.sentence)) if p.end <= trigger.start]
    if not before or scene.is_authority(before[-1]):
        return False
    subject = before[-1]
    gap = plain[subject.end : trigger.start]
    words = gap + plain[trigger.start : trigger.end]
    return bool(
        _INQUIRES.fullmatch(gap)
        and not _DONE_TO_IT.match(words.strip())
        and not _OBJECT.search(plain[max(0, subject.start - 20) : subject.start])
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
