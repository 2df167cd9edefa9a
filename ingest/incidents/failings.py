"""Failings: what a sanction punishes, where the text tells of no attack or leak of its party that came of it.

Three ways lead to one. A pattern names it (« lacunes dans… », "weak controls") where the sanction is told or
where its party is said to have failed. Else the sanction gives its reason ("fined for…"): that is taken for
the failing, unless the reason is plain non-compliance (consent, competition), which is no incident. Else the
sentence of the sanction says what it was about ("its money-laundering fine").
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from greffier.graph.records import Status
from greffier.ingest.dating.times import dates_of
from greffier.ingest.drafts import Draft, date_filler, dates_agree, dates_before
from greffier.ingest.knowledge.gazetteers import entries
from greffier.ingest.scenes import Scene
from greffier.ingest.texts import Sentence
from greffier.ingest.triggers import Reasons, Trigger, patterns, status_at
from greffier.ingest.values.dates import DateMention

SANCTIONS: Final = ("Fine", "Penalty", "Settlement")
PUNISHING: Final = (*SANCTIONS, "Order", "Undertaking")
FAILINGS: Final = ("ControlFailure", "Other")
CAUSED: Final = ("DataBreach", "Cyberattack", "Ransomware")  # weak controls are the cause of these, and no more
REACH: Final = 220  # characters that a reason may take
_END_OF_CLAUSE: Final = re.compile(r";|, (?:and|but|while|mais|tandis|alors|a (?:indiqué|annoncé|précisé)|said)\b")
_PARTS: Final = re.compile(r",| and | et | ainsi que | as well as ")
NEAR: Final = 2  # sentences after an action in which it is said what it punishes
# Authorities whose sanctions mostly punish non-compliance: for them a reason alone is no failing.
OF_COMPLIANCE: Final = frozenset({"data_protection", "competition", "telecommunications"})
BROKEN: Final = re.compile(
    r"manque\w*|violation|viol[ée]|infraction|non-conformit|contrevenu|méconnu|enfrein|"
    r"vertu|au titre d|application d|fondement|"
    r"breach|violat|contrav|infring|non-compliance|fail|under|pursuant|in accordance",
    re.I,
)
_OF_LAW: Final = re.compile(r"en violation|in (?:breach|violation|contravention)|au mépris", re.I)
LACKED: Final = re.compile(
    r"\b(?:pas|jamais|omi[st]\w*|néglig\w+|absence|défauts?|lacun\w+|insuffisan\w+|carences?|défaillan\w+|retards?|"
    r"not|never|lack\w*|omit\w*|neglect\w*|short of|weak\w*|deficien\w+|shortcomings?|inadequa\w+|poor|late)\b",
    re.I,
)


def find_failings(scene: Scene, found_actions: list[Draft], found_incidents: list[Draft]) -> list[Draft]:
    """Return the failings that sanctions name as what they punish, one for those of the same parties.

    What another sanction punishes, on another day and for a reason of its own, is another one.
    """
    failings: list[tuple[Draft, Draft]] = []
    for action in found_actions:
        if not set(action.kinds) & set(PUNISHING):
            continue
        kin = scene.kin(action.fillers("target"))
        told = [
            d
            for d in found_incidents
            if d.fillers("affected") & kin and "Fraud" not in d.kinds and not dates_before(action.dates(), d.dates())
        ]
        if any(set(d.kinds) & set(CAUSED) for d in told):
            continue
        known = [d for d in told if set(d.kinds) & set(FAILINGS)]
        if known and not all(_punished_by_another(d, action, found_actions) for d in known):
            continue
        failing = _named(scene, action, bool(known))
        if not failing and (known or not told) and set(action.kinds) & set(SANCTIONS):
            failing = _reason(scene, action)
        if failing:
            _join(failings, failing, action)
    return [failing for failing, _ in failings]


def _join(failings: list[tuple[Draft, Draft]], failing: Draft, action: Draft) -> None:
    """Add what an action punishes to the failing of the same parties that it tells again, or as a new one."""
    for known, punished_by in failings:
        if known.fillers("affected") & failing.fillers("affected") and not (
            _gives_own_reason(failing, action)
            and _gives_own_reason(known, punished_by)
            and failing.triggers[0].sentence != known.triggers[0].sentence
            and not dates_agree(action.dates(), punished_by.dates())
        ):
            known.absorb(failing)
            return
    failings.append((failing, action))


def _gives_own_reason(failing: Draft, action: Draft) -> bool:
    return any(0 <= failing.triggers[0].sentence - t.sentence <= NEAR for t in action.triggers)


def _punished_by_another(failing: Draft, action: Draft, every: list[Draft]) -> bool:
    """Return whether a failing stands nearest to an action of another day, or of another authority, than this one."""
    at = {t.sentence for t in failing.triggers}

    def distance(other: Draft) -> int:
        return min(abs(t.sentence - i) for t in other.triggers for i in at)

    punishing = [d for d in every if set(d.kinds) & set(PUNISHING) and d.fillers("target") & action.fillers("target")]
    nearest = min(punishing, key=distance)
    issuers, own = nearest.fillers("issuer"), action.fillers("issuer")
    first = min(t.sentence for t in action.triggers) < min(at)  # who joins in later punishes the same
    other_issuer = first and bool(issuers) and bool(own) and not issuers & own
    apart = other_issuer or not dates_agree(nearest.dates(), action.dates())
    return apart and distance(nearest) < distance(action)


def _named(scene: Scene, action: Draft, known: bool) -> Draft | None:
    """Return the first failing that a pattern names; where one is known, only in the sentences of the action."""
    own = sorted({t.sentence for t in action.triggers})
    compliance = patterns(scene.text.document.language).reasons.compliance
    strict = _punishes_non_compliance(scene, action)
    near: list[int] = []
    others: list[int] = []
    if not known:
        near = [i for i in _following(scene, own) if _of_party_only(scene, i, action)]
        others = [s.index for s in scene.text.sentences if s.index not in own and _speaks_of(scene, s.index, action)]
    for index in (*own, *near, *others):
        sentence = scene.sentence(index)
        for kind, pattern in reversed(patterns(scene.text.document.language).failings):
            match = pattern.search(scene.text.plain, sentence.start, sentence.end)
            if match and status_at(scene.text, *match.span()) is Status.HYPOTHETICAL:
                continue  # « en cas de non-respect »
            if match and strict and _OF_LAW.match(match[0]):
                continue  # "in breach of the Act": by itself it tells of plain non-compliance
            if match and not (strict and compliance.search(_clause(scene, match.start(), sentence.end))):
                return _draft(scene, action, sentence, match.start(), match.end(), kind)
    return None


def _reason(scene: Scene, action: Draft) -> Draft | None:
    """Return what a sanction gives as its reason, prose before title; None where that is no failing."""
    reasons = patterns(scene.text.document.language).reasons
    strict = _punishes_non_compliance(scene, action)
    own = sorted({t.sentence for t in action.triggers}, key=lambda i: (scene.sentence(i).title, i))
    for index in own:
        sentence = scene.sentence(index)
        for match in _after(
            scene, action, index, [*reasons.link.finditer(scene.text.plain, sentence.start, sentence.end)]
        ):
            clause = _clause(scene, match.end(), sentence.end)
            kind = _topic(reasons, clause)
            if kind is None and (strict or reasons.compliance.search(clause) or not reasons.doing.match(clause)):
                continue
            return _draft(scene, action, sentence, match.start(), match.end(), kind or "ControlFailure")
    return None if strict else _subject(scene, action, own)


def _subject(scene: Scene, action: Draft, own: Sequence[int]) -> Draft | None:
    """Return what the words beside a sanction say that it was about ("its money-laundering fine"), if they do."""
    reasons = patterns(scene.text.document.language).reasons
    for index in own:
        sentence = scene.sentence(index)
        told = [t for t in action.triggers if t.sentence == index and t.kind != "Order"]
        kind = _topic(reasons, scene.gap(sentence.start, sentence.end)) if told else None
        if kind:
            trigger = min(told, key=lambda t: t.start)
            return _draft(scene, action, sentence, trigger.start, trigger.end, kind)
    return None


def _after(scene: Scene, action: Draft, index: int, links: Sequence[re.Match[str]]) -> list[re.Match[str]]:
    """Return what leads to reasons in a sentence, first that between what tells the action and what tells the next."""
    own = max(t.end for t in action.triggers if t.sentence == index)
    others = [t.start for t in scene.triggers if t.sentence == index and t.family == "Action" and t.kind in SANCTIONS]
    end = min((start for start in others if start > own), default=scene.sentence(index).end)
    return sorted(links, key=lambda link: (not own <= link.start() < end, link.start()))


def _clause(scene: Scene, start: int, end: int) -> str:
    """Return the reason that begins at an offset, without names and sums, up to where another thing is told."""
    return _END_OF_CLAUSE.split(scene.gap(start, min(end, start + REACH)), maxsplit=1)[0]


def _topic(reasons: Reasons, clause: str) -> str | None:
    """Return the kind of failing that a clause has for its topic; what is plain non-compliance is passed over."""
    parts = [part for part in _PARTS.split(clause) if not reasons.compliance.search(part)]
    return next((kind for kind, pattern in reasons.topics if any(pattern.search(part) for part in parts)), None)


def _punishes_non_compliance(scene: Scene, action: Draft) -> bool:
    """Return whether no authority is known to have acted, or only one that mostly punishes non-compliance."""
    known = [entries().get(e.known_as or "") for e in scene.cast.entities if e.id in action.fillers("issuer")]
    roles = [entry.roles for entry in known if entry]
    return not roles or all(r and r <= OF_COMPLIANCE for r in roles)


def _following(scene: Scene, own: list[int]) -> list[int]:
    """Return the sentences right after those where an action is told, in the same section."""
    last = len(scene.text.sentences)
    found = [i + step for i in own for step in range(1, NEAR + 1) if i + step < last and i + step not in own]
    return [i for i in found if any(scene.sentence(i).section == scene.sentence(j).section for j in own)]


def _of_party_only(scene: Scene, index: int, action: Draft) -> bool:
    """Return whether a sentence speaks of nobody beside authorities and the party of a sanction."""
    places = scene.places_in(scene.sentence(index))
    firms = {scene.entity(p.entity).id for p in places if not scene.is_authority(p)}
    return firms <= action.fillers("target")


def _speaks_of(scene: Scene, index: int, action: Draft) -> bool:
    """Return whether a sentence says of the party of a sanction that it broke or failed something."""
    sentence = scene.sentence(index)
    named = {scene.entity(p.entity).id for p in scene.places_in(sentence)}
    words = scene.text.plain[sentence.start : sentence.end]
    return bool(named & action.fillers("target")) and bool(BROKEN.search(words) or LACKED.search(words))


def _draft(scene: Scene, action: Draft, sentence: Sentence, start: int, end: int, kind: str) -> Draft:
    told = Trigger(start, end, "Incident", kind, True, sentence.index, action.status)
    draft = Draft("Incident", Counter({kind: 1}), [told])
    draft.slots["affected"] = list(action.slots["target"])
    draft.add("date", date_filler(_dates(scene, told, sentence), scene.evidence(sentence)))
    return draft


def _dates(scene: Scene, told: Trigger, sentence: Sentence) -> list[DateMention]:
    """Return the interval in which it lasted, else the year or month that its own clause gives."""
    own, _ = dates_of(scene, told)
    after = [d for d in scene.dates if told.start < d.start < sentence.end]
    return [d for d in own if d.until] or [d for d in after if d.until] or [d for d in after if len(d.value) < 8]
