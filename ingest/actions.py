"""Actions: what a text tells of fines, orders, settlements, inquiries and suits, each once.

Every trigger is a telling: who acted and on whom is decided in `roles`, the sum in `sums`. Tellings
of one kind between the same parties are one action, unless their sums or dates tell them apart.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from greffier.graph.records import Amount, AmountKind, Status
from greffier.ingest.drafts import Draft, Filler, date_filler, dates_agree, entity_fillers
from greffier.ingest.entities import parent_of
from greffier.ingest.incidents import main_parties
from greffier.ingest.lexicon import lexicon
from greffier.ingest.roles import fill
from greffier.ingest.scenes import Place, Scene
from greffier.ingest.sums import exposures, imposed, sums_of
from greffier.ingest.texts import Sentence, fold_characters
from greffier.ingest.times import dates_of
from greffier.ingest.triggers import Trigger, patterns

# Kinds of which one may be told with the other's words.
SORTS: Final = {"Fine": "money", "Penalty": "penalty", "Settlement": "settlement"}
NEEDS_ISSUER: Final = ("Investigation", "Recommendation", "Other", "Order", "Undertaking", "Penalty")
NEEDS_NAMED_ISSUER: Final = ("Investigation", "Recommendation", "Other")
_PUBLISHED: Final = re.compile(r"\b(?:publiée?s?|rendue?s? publique?s?|published|made public)\b", re.I)
_SEPARATE: Final = re.compile(
    r"\b(?:separately|in a separate|another|also, in|in that case|distinct\w*|par ailleurs|en outre|une? autre)\b",
    re.I,
)
_LIST_LEAD: Final = re.compile(
    r"(?:[^.;:|]{0,40}(?:\([^)]*\))?)?\s*(?::|\|)(?:[^.;|]{0,30}(?:\|))?\s*(?:[\w' ]{0,24}\b(?:et|and) )?$"
)
_BY: Final = re.compile(r"[^.;]{0,40}?\b(?:by|from|par|de la part d)", re.I)
_AGAINST: Final = re.compile(r"\s*(?:contre|à l'encontre d|à|au|aux|pour|to|on|against|for)\b", re.I)
DATE_BESIDE: Final = 12  # characters between a sum and the date that is its own
THREAT: Final = 45  # characters before a sanction in which a word says that it only threatens
_RESPECTIVELY: Final = re.compile(r"\b(?:respectivement|respectively)\b", re.I)


@dataclass(frozen=True, slots=True)
class _Parties:
    """Hold who acts on whom in one telling."""

    issuers: tuple[Place, ...]
    targets: tuple[Place, ...]


def find_actions(scene: Scene, incidents: Sequence[Draft]) -> list[Draft]:
    """Return the actions of a text, in the order of their first telling.

    `incidents` are those of the text: an inquiry "into the breach" is one into whom it hit.
    """
    actions: list[Draft] = []
    partial: list[Draft] = []
    for trigger in scene.prose_first():
        if trigger.family != "Action" or trigger.status in (Status.DENIED, Status.HYPOTHETICAL):
            continue
        if threatens(scene, trigger):
            continue
        for draft in _tellings(scene, trigger):
            _aim_at_hit(scene, draft, incidents)
            (actions if _complete(draft) else partial).append(draft)
    joined: list[Draft] = []
    actions = _with_listed(scene, actions)
    for draft in actions:
        _join(scene, joined, draft)
    for draft in partial:
        if kind_of(draft) == "Investigation" and not draft.fillers("issuer"):
            continue  # a firm's own inquiry, or one of nobody named
        if not _take_up(scene, joined, draft):
            _stand_alone(scene, joined, draft, incidents)
    _borrow_issuer(scene, joined)
    hit = {e for i in incidents for e in i.fillers("affected")}
    joined = [d for d in joined if _sound(d) and not (kind_of(d) == "Investigation" and d.fillers("issuer") & hit)]
    for exposure, sentence in exposures(scene):
        _expose(scene, joined, exposure, sentence)
    return sorted(joined, key=lambda d: min(t.start for t in d.triggers))


def kind_of(draft: Draft) -> str:
    """Return the kind that most tellings give; a sum makes a sanction a fine."""
    kinds = draft.kinds
    if kinds["Fine"] and draft.amounts():
        return "Fine"
    return min(kinds, key=lambda k: (-kinds[k], k))


def threatens(scene: Scene, trigger: Trigger) -> bool:
    """Return whether a fine or sanction is told as what may come (« s'expose à une sanction »)."""
    if trigger.kind not in ("Fine", "Sanction", "Penalty"):
        return False
    start = max(scene.sentence(trigger.sentence).start, trigger.start - THREAT)
    lead = re.split(r"[;:]", scene.text.plain[start : trigger.start])[-1]
    return patterns(scene.text.document.language).status["exposure"].search(lead) is not None


def _tellings(scene: Scene, trigger: Trigger) -> list[Draft]:
    """Return the actions that a trigger tells: one, or one a sum where it tells several."""
    issuers = fill(scene, trigger, "issuer")
    acting = frozenset(p.entity for p in issuers)
    targets = fill(scene, trigger, "target", acting)
    sums = sums_of(scene, trigger)
    sentence = scene.sentence(trigger.sentence)
    words = scene.text.plain[sentence.start : sentence.end]
    if len(sums) > 1 and _RESPECTIVELY.search(words):
        if len(issuers) == len(sums) and len(targets) < 2:
            return [_draft(scene, trigger, _Parties((i,), targets), (s,)) for i, s in zip(issuers, sums, strict=True)]
        several = _enumerated(scene, trigger, len(sums), acting) or list(targets)
        if len(several) == len(sums):
            return [_draft(scene, trigger, _Parties(issuers, (t,)), (s,)) for t, s in zip(several, sums, strict=True)]
    if len(sums) > 1 and not targets:
        return [_draft(scene, trigger, _Parties(issuers, targets), sums[:1])]
    if len(sums) > 1:
        return [_of_sum(scene, trigger, s, _Parties(issuers, targets)) for s in sums]
    return [_draft(scene, trigger, _Parties(issuers, targets), sums)]


def _of_sum(scene: Scene, trigger: Trigger, mention: Filler, parties: _Parties) -> Draft:
    """Return the action of one of several sums of a sentence, with the parties and the date named beside it."""
    start = int(mention.rule.rsplit("@", 1)[1])
    sentence = scene.sentence(trigger.sentence)
    sums = [m for m in scene.money if sentence.start <= m.start < sentence.end]
    this = next(m for m in sums if m.start == start)
    before = max([m.end for m in sums if m.end <= start], default=sentence.start)
    after = min([m.start for m in sums if m.start > start], default=sentence.end)

    def beside(authority: bool, chosen: tuple[Place, ...], link: re.Pattern[str]) -> tuple[Place, ...]:
        fitting = [
            p
            for p in scene.places_in(sentence)
            if (scene.entity(p.entity).kind == "Regulator") is authority and p.named
        ]
        following = [p for p in fitting if this.end <= p.start < after]
        if following and link.match(scene.text.plain, this.end):
            return tuple(following)
        preceding = [p for p in fitting if before <= p.start < start]
        return tuple(preceding) or chosen

    issuers = beside(True, parties.issuers, _BY)
    targets = beside(False, parties.targets, _AGAINST)
    draft = _draft(scene, trigger, _Parties(issuers, targets), (mention,))
    own = [d for d in scene.dates if this.end <= d.start < after and d.start - this.end < DATE_BESIDE]
    if own:
        evidence = scene.evidence(sentence)
        draft.slots["date"] = date_filler(own, evidence)
    return draft


def _enumerated(scene: Scene, trigger: Trigger, count: int, acting: frozenset[int]) -> list[Place]:
    """Return the last enumeration of as many organisations before a trigger, two sentences back at most."""
    for back in range(3):
        index = trigger.sentence - back
        if index < 0:
            break
        places = [
            p
            for p in scene.places_in(scene.sentence(index))
            if p.named and p.entity not in acting and scene.entity(p.entity).kind != "Regulator"
        ]
        for at in range(len(places) - count, -1, -1):
            group = places[at : at + count]
            if all(scene.joined(a, b) for a, b in pairwise(group)):
                return group
    return []


def _draft(scene: Scene, trigger: Trigger, parties: _Parties, sums: Sequence[Filler]) -> Draft:
    sentence = scene.sentence(trigger.sentence)
    evidence = scene.evidence(sentence)
    kind = ("Fine" if sums else "Penalty") if trigger.kind == "Sanction" else trigger.kind
    draft = Draft("Action", Counter({kind: 1}), [trigger])
    draft.add("issuer", _authorities(scene, entity_fillers(scene, parties.issuers, evidence, "role.issuer")))
    draft.add("target", entity_fillers(scene, parties.targets, evidence, "role.target"))
    own, announced = dates_of(scene, trigger)
    plain = scene.text.plain
    announced = [d for d in announced if not _PUBLISHED.search(plain[max(0, d.start - 25) : d.start])]
    draft.add("date", date_filler(own or announced, evidence))
    draft.add("amount", sums)
    return draft


def _authorities(scene: Scene, fillers: list[Filler]) -> list[Filler]:
    """Return who acted, an authority for an organ of its own (« la formation restreinte »)."""
    by_known = {e.known_as: e.id for e in scene.cast.entities if e.known_as}
    by_id = {e.id: e for e in scene.cast.entities}
    found = []
    for filler in fillers:
        entity = by_id[str(filler.filler)]
        parent = by_known.get(parent_of(entity) or "")
        if parent and lexicon().organs.search(fold_characters(entity.name)):
            found.append(Filler(parent, filler.evidence, "role.organ", filler.confidence))
        else:
            found.append(filler)
    return found


def _with_listed(scene: Scene, actions: list[Draft]) -> list[Draft]:
    """Return the actions with those of a list (« 1. Free : 15 millions d'euros ») for the one that announces it.

    A list is two lines or more that name a body, then a colon or bar, then a sum, in a text that tells of fines
    or settlements; what announced all of them together with no sum or party of its own makes room for them.
    """
    announced = [t for t in scene.triggers if t.kind in ("Fine", "Sanction", "Settlement")]
    items = [item for sentence in scene.text.sentences if (item := _listed(scene, sentence, announced))]
    if len(items) < 2:
        return actions
    sums = {amount for item in items for amount in _imposed(item)}
    parties = set().union(*(item.fillers("target") for item in items))
    issuers = next((d.slots["issuer"] for d in actions if d.fillers("issuer") and _sorts(d) & {"money"}), [])
    for item in items:
        if not item.fillers("issuer"):
            item.add("issuer", (Filler(f.filler, f.evidence, "role.of-list", 0.7) for f in issuers))
    kept = [
        d
        for d in actions
        if not (set(d.kinds) & {"Fine", "Settlement"} and (_imposed(d) <= sums) and d.fillers("target") & parties)
    ]
    return kept + items


def _listed(scene: Scene, sentence: Sentence, announced: list[Trigger]) -> Draft | None:
    money = [m for m in scene.money if sentence.start <= m.start < sentence.end]
    places = [p for p in scene.places_in(sentence) if p.named]
    bodies = [p for p in places if scene.entity(p.entity).kind != "Regulator"]
    before = [t for t in announced if t.sentence <= sentence.index]
    if not money or not bodies or not before or sentence.title or scene.text.plain[sentence.end - 1] == "?":
        return None
    mention = money[0]
    lead = scene.text.plain[bodies[0].end : mention.start]
    if bodies[0].start > mention.start or not _LIST_LEAD.match(lead):
        return None
    filler = imposed(scene, mention)
    if filler is None:
        return None
    kind = "Settlement" if before[-1].kind == "Settlement" else "Fine"
    trigger = Trigger(mention.start, mention.end, "Action", kind, True, sentence.index, before[-1].status)
    issuers = [p for p in places if scene.entity(p.entity).kind == "Regulator"]
    draft = _draft(scene, trigger, _Parties(tuple(issuers[:1]), (bodies[0],)), (filler,))
    dates = [d for d in scene.dates if sentence.start <= d.start < bodies[0].start]
    if dates:
        evidence = scene.evidence(sentence)
        draft.slots["date"] = date_filler(dates, evidence)
    return draft


def _complete(draft: Draft) -> bool:
    """Return whether a telling names enough to stand by itself."""
    kind = next(iter(draft.kinds))
    if not draft.fillers("target"):
        return False
    if kind in NEEDS_NAMED_ISSUER:
        named = draft.slots["issuer"]
        return bool(named)
    if kind == "Lawsuit":
        return True
    return bool(draft.fillers("issuer") or draft.amounts())


def _sound(draft: Draft) -> bool:
    kind = kind_of(draft)
    if kind in NEEDS_ISSUER:
        return bool(draft.fillers("issuer") and draft.fillers("target"))
    return bool(draft.fillers("target"))


def _join(scene: Scene, actions: list[Draft], draft: Draft) -> None:
    """Add a telling to the action that it tells again, or as a new one."""
    trigger = draft.triggers[0]
    fitting = [known for known in actions if _same(scene, known, draft) and not _is_separate(scene, known, draft)]
    if fitting:
        best = max(
            fitting,
            key=lambda k: (bool(_imposed(k) & _imposed(draft)), -min(abs(t.start - trigger.start) for t in k.triggers)),
        )
        best.absorb(draft)
    else:
        actions.append(draft)


def _is_separate(scene: Scene, known: Draft, draft: Draft) -> bool:
    """Return whether a sentence says that it tells of a further action, and no equal sum says otherwise."""
    if _imposed(known) & _imposed(draft):
        return False
    told = {t.sentence for t in known.triggers}
    sentence = scene.sentence(draft.triggers[0].sentence)
    return sentence.index not in told and bool(_SEPARATE.search(scene.text.plain[sentence.start : sentence.end]))


def _same(scene: Scene, known: Draft, draft: Draft) -> bool:
    if not _sorts(known) & _sorts(draft):
        return False
    sums, others = _imposed(known), _imposed(draft)
    for role in ("issuer", "target"):
        one, other = known.fillers(role), draft.fillers(role)
        if sums & others:
            one, other = scene.kin(one), scene.kin(other)
        if one and other and not one & other:
            return False
    if sums and others and not sums & others:
        return False
    return dates_agree(known.dates(), draft.dates()) or bool(sums & others)


def _sorts(draft: Draft) -> set[str]:
    found = {SORTS.get(k, k) for k in draft.kinds}
    if found & {"money", "settlement"} and draft.amounts():
        found |= {"money", "settlement"}
    if "penalty" in found and any(t.kind == "Sanction" for t in draft.triggers):
        found.add("money")
    return found


def _imposed(draft: Draft) -> set[tuple[str, str]]:
    return {(str(a.value), a.currency) for a in draft.amounts() if a.kind is AmountKind.IMPOSED}


def _take_up(scene: Scene, actions: list[Draft], draft: Draft) -> bool:
    """Give a telling that lacks a party to the one action that it can be; return whether there is one."""
    fitting = [k for k in actions if _same(scene, k, draft)]
    if fitting:
        trigger = draft.triggers[0]
        known = min(fitting, key=lambda d: min(abs(t.start - trigger.start) for t in d.triggers))
        known.absorb(draft)
    return bool(fitting)


def _aim_at_hit(scene: Scene, draft: Draft, incidents: Sequence[Draft]) -> None:
    """Address an action that names no target to those hit by the one incident that its sentence tells of."""
    sentence = draft.triggers[0].sentence
    if draft.fillers("target"):
        return
    told = [i for i in incidents if any(t.sentence == sentence for t in i.triggers)]
    if len(told) == 1:
        evidence = scene.evidence(scene.sentence(sentence))
        hit = [Filler(f, evidence, "role.of-incident", 0.7) for f in sorted(told[0].fillers("affected"))]
        draft.add("target", hit)


def _stand_alone(scene: Scene, actions: list[Draft], draft: Draft, incidents: Sequence[Draft]) -> None:
    """Complete an action by the parties of the text, where these leave no choice."""
    kind = kind_of(draft)
    evidence = scene.evidence(scene.sentence(draft.triggers[0].sentence))
    if draft.fillers("target"):
        beside = {i for d in actions if d.fillers("target") & draft.fillers("target") for i in d.fillers("issuer")}
        if kind in ("Order", "Penalty") and len(beside) == 1:
            draft.add("issuer", [Filler(i, evidence, "role.same-authority", 0.6) for i in beside])
    elif (draft.fillers("issuer") or draft.amounts()) and kind not in ("Other", "Recommendation"):
        targets = {t for d in actions for t in d.fillers("target")}
        hit = {t for d in incidents for t in d.fillers("affected")}
        parties = {scene.entity(p).id for p in main_parties(scene, draft.triggers[0].sentence)}
        if len(targets) == 1:
            found = targets
        elif not targets and hit and len(incidents) == 1:
            found = hit
        elif parties and not targets - parties:
            found = parties
        else:
            found = set()
        draft.add("target", [Filler(t, evidence, "role.main-party", 0.6) for t in sorted(found)])
    if _complete(draft):
        _join(scene, actions, draft)


def _borrow_issuer(scene: Scene, actions: list[Draft]) -> None:
    """Give an action without an issuer the one authority that acts in the text, where there is only one."""
    acting = {i for d in actions for i in d.fillers("issuer")}
    regulators = {e.id for e in scene.cast.entities if e.kind == "Regulator"}
    if len(acting) != 1 or not acting <= regulators or len(regulators) > 2:
        return
    (issuer,) = acting
    for draft in actions:
        if not draft.fillers("issuer") and kind_of(draft) in ("Fine", "Penalty", "Order"):
            evidence = scene.evidence(scene.sentence(draft.triggers[0].sentence))
            draft.add("issuer", [Filler(issuer, evidence, "role.only-authority", 0.6)])


def _expose(scene: Scene, actions: list[Draft], exposure: Amount, index: int) -> None:
    """Give a sum that only threatens to the order (or else the action) on whom it threatens."""
    sentence = scene.sentence(index)
    ids = {scene.entity(p.entity).id for p in scene.places_in(sentence)}
    orders = [d for d in actions if "Order" in d.kinds] or [d for d in actions if not d.amounts()]
    fitting = [d for d in orders if d.fillers("target") & ids] or (orders if len(orders) == 1 else [])
    if fitting:
        evidence = scene.evidence(sentence)
        fitting[0].add("amount", [Filler(exposure, evidence, "sum.exposure", 0.85)])
