"""Incidents: what a text tells of attacks, leaks, outages and frauds, each once.

Every trigger is a telling: who was hit is decided in `roles`, when in `times`. Tellings of the same
sort about the same organisation are one incident, unless the text says that it is another one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from greffier.graph.records import Status
from greffier.ingest.drafts import Draft, date_filler, dates_agree, entity_fillers
from greffier.ingest.roles import fill
from greffier.ingest.scenes import Place, Scene
from greffier.ingest.times import dates_of
from greffier.ingest.triggers import Trigger, patterns

SORTS: Final = {
    "Ransomware": "cyber",
    "DataBreach": "cyber",
    "Cyberattack": "cyber",
    "Outage": "outage",
    "Fraud": "fraud",
    "ControlFailure": "failing",
    "Other": "failing",
}
MAIN_SHARE: Final = 0.5  # share of all mentions of organisations from which a text is about one
_PLURAL: Final = re.compile(
    r"(?:[\w-]*(?:attaques|attacks|fuites|vols|violations|pannes|fraudes|intrusions|piratages|breaches|leaks|hacks|outages))\b",
    re.I,
)
SHARED: Final = 0.25  # share of the mentions that each of those has who share a title
_GENERIC: Final = re.compile(r"(?:les |des )?(?:cyber)?incidents\b|(?:cyber[- ]?)?attaques\b|cyber[- ]?attacks\b", re.I)
_GROUND: Final = re.compile(r"\b(?:pour|for|d'une|de)\s$", re.I)
_NEUTRAL: Final = re.compile(r"\bincident", re.I)
_NAMED_ATTACK: Final = re.compile(r"attaque|attack|hack|fuite|leak", re.I)
OTHER_REACH: Final = 45  # characters beside a trigger in which a word makes it another event
TITLE_VOTES: Final = 2  # what a title's word counts in the choice of a kind
_FIRST_HIT: Final = re.compile(
    r"\b(?:après|comme|à l'instar de|after|like|following)\s*(?:la |le |l'|les |the )?$", re.I
)
_IN_TURN: Final = re.compile(
    r"\b(?:c'est au tour|à son tour|c'est maintenant|the latest|is next|also|too|aussi|également)\b", re.I
)


def find_incidents(scene: Scene) -> list[Draft]:
    """Return the incidents of a text, in the order of their first telling."""
    told: list[Draft] = []
    taken_up: list[Draft] = []
    nameless: list[Trigger] = []
    for trigger in scene.prose_first():
        if trigger.family != "Incident" or trigger.status in (Status.DENIED, Status.HYPOTHETICAL):
            continue
        hit = fill(scene, trigger, "affected")
        if not hit:
            nameless.append(trigger)
        elif trigger.strong:
            told += _tellings(scene, trigger, hit)
        else:
            taken_up.append(_draft(scene, trigger, hit, dated=True))
    incidents: list[Draft] = []
    for draft in told:
        _join(scene, incidents, draft)
    _name_by_taking_up(scene, incidents, taken_up, nameless)
    for trigger in [t for t in nameless if not _take_up(scene, incidents, t)]:
        _give_to_main_party(scene, incidents, trigger)
    for incident in incidents:
        _settle_dates(scene, incident)
    return sorted(incidents, key=lambda d: min(t.start for t in d.triggers))


def _settle_dates(scene: Scene, incident: Draft) -> None:
    """Put the date first that says most: prose before title, then the more precise one."""
    title = {scene.sentence(t.sentence).start for t in incident.triggers if scene.sentence(t.sentence).title}
    detected = patterns(scene.text.document.language).status["detected"]
    incident.slots.get("date", []).sort(
        key=lambda f: (
            f.evidence.start in title,
            bool(detected.search(f.evidence.text)),
            -len(str(f.filler)),
            f.evidence.start,
        )
    )
    incident.slots.get("announced", []).sort(key=lambda f: (str(f.filler), f.evidence.start))


def main_parties(scene: Scene, sentence: int) -> tuple[int, ...]:
    """Return whom the section of a sentence is about, else whom the whole text is about.

    It is the organisation with most of the mentions, or those that share the title; none where there
    is no such one.
    """
    section = scene.sentence(sentence).section
    inside = [p for p in scene.places if scene.sentence(p.sentence).section == section]
    whole = _most_named(scene, scene.places)
    if not any(_may_be_hit(scene, p) for p in inside):
        return whole
    own = _most_named(scene, inside)
    # The title names several, and the section has spoken of one of them so far: all of them are meant.
    return whole if len(whole) > 1 and len(own) == 1 and own[0] in whole and _all_named(scene, whole, inside) else own


def _all_named(scene: Scene, entities: tuple[int, ...], inside: Sequence[Place]) -> bool:
    named = {p.entity for p in inside if p.named and not scene.sentence(p.sentence).title}
    return set(entities) <= named


def _may_be_hit(scene: Scene, place: Place) -> bool:
    entity = scene.entity(place.entity)
    return place.named and entity.kind not in ("Regulator", "Law") and entity.id not in scene.cast.tentative


def _most_named(scene: Scene, places: Sequence[Place]) -> tuple[int, ...]:
    counts = Counter(p.entity for p in places if _may_be_hit(scene, p))
    titled = [p.entity for p in places if p.entity in counts and scene.sentence(p.sentence).title]
    counts = Counter({e: n for e, n in counts.items() if e in titled or scene.entity(e).id not in scene.parents})
    if not counts:
        return ()
    (best, most), *others = sorted(counts.items(), key=lambda c: (-c[1], c[0]))
    shared = sorted(e for e in set(titled) if counts[e] >= SHARED * sum(counts.values()))
    if len(shared) > 1 and len(shared) == len(set(titled)):
        return tuple(shared)
    if not others or most >= MAIN_SHARE * sum(counts.values()) or set(titled) == {best}:
        return (best,)
    return ()


def _give_to_main_party(scene: Scene, incidents: list[Draft], trigger: Trigger) -> None:
    """Let a telling that names nobody be of the organisation that the text is about, if there is one."""
    parties = main_parties(scene, trigger.sentence)
    if not parties or not trigger.strong or trigger.kind == "Fraud" or _is_other(scene, trigger):
        return
    lead = scene.text.plain[max(0, trigger.start - 12) : trigger.start]
    if _GENERIC.match(_words(scene, trigger)) or _GROUND.search(lead):
        return
    nearest = [
        min((p for p in scene.places if p.entity == party), key=lambda p: abs(p.start - trigger.start))
        for party in parties
    ]
    _join(scene, incidents, _draft(scene, trigger, nearest, dated=True, rule="role.main-party"))


def _name_by_taking_up(scene: Scene, incidents: list[Draft], taken_up: list[Draft], nameless: list[Trigger]) -> None:
    """Join tellings that take an event up; where the event named nobody, they say who was hit."""
    named = [t.start for d in incidents for t in d.triggers]
    for draft in taken_up:
        trigger = draft.triggers[0]
        sorts = {SORTS[k] for k in draft.kinds}
        neutral = bool(_NEUTRAL.search(_words(scene, trigger)))
        known = next((k for k in incidents if _same(scene, k, draft) or (neutral and _shares(k, draft))), None)
        if known:
            draft.kinds.clear()
            known.absorb(draft)
            continue
        if _is_other(scene, trigger) and _NAMED_ATTACK.search(_words(scene, trigger)):
            incidents.append(draft)
            continue
        before = [
            t
            for t in nameless
            if t.strong
            and t.start < trigger.start
            and (neutral or SORTS[t.kind] in sorts)
            and not any(t.start < place < trigger.start for place in named)
        ]
        if before:
            draft.kinds = Counter(t.kind for t in before)
            for earlier in before:
                _add_telling(scene, draft, earlier)
                nameless.remove(earlier)
            incidents.append(draft)


def _shares(known: Draft, draft: Draft) -> bool:
    return bool(known.fillers("affected") & draft.fillers("affected")) and dates_agree(known.dates(), draft.dates())


def _alike(scene: Scene, known: Draft, draft: Draft) -> bool:
    """Return whether two tellings are of one sort, about one organisation or a group and its member."""
    kin = scene.kin(draft.fillers("affected"))
    own, sorts = {SORTS[k] for k in known.kinds}, {SORTS[k] for k in draft.kinds}
    stopped = known if "outage" in own else draft
    if {"outage", "cyber"} <= own | sorts and not stopped.dates():
        sorts = sorts | own  # services that stopped in an attack are part of it
    return bool(own & sorts and known.fillers("affected") & kin)


def kind_of(draft: Draft) -> str:
    """Return the kind: a ransom makes it ransomware, data that got out a breach; an attack explains an outage."""
    for kind in ("Ransomware", "DataBreach", "Cyberattack"):
        if draft.kinds[kind]:
            return kind
    order = ("Outage", "Fraud", "ControlFailure", "Other")
    return min(draft.kinds, key=lambda k: (-draft.kinds[k], order.index(k)))


def _tellings(scene: Scene, trigger: Trigger, hit: tuple[Place, ...]) -> list[Draft]:
    """Return the telling that a trigger makes, and that of the one hit before (« après X, c'est… »)."""
    sentence = scene.sentence(trigger.sentence)
    others = []
    if _IN_TURN.search(scene.text.plain[sentence.start : sentence.end]):
        for place in scene.places_in(sentence):
            if place.named and place.entity not in {p.entity for p in hit}:
                lead = scene.text.plain[max(sentence.start, place.start - 20) : place.start]
                if _FIRST_HIT.search(lead) and not scene.is_authority(place):
                    others.append(_draft(scene, trigger, (place,), dated=False))
    if len({p.entity for p in hit}) > 1 and _PLURAL.match(_words(scene, trigger)):
        return [*(_draft(scene, trigger, (place,), dated=True) for place in hit), *others]
    return [_draft(scene, trigger, hit, dated=True), *others]


def _draft(scene: Scene, trigger: Trigger, hit: Sequence[Place], dated: bool, rule: str = "role.affected") -> Draft:
    sentence = scene.sentence(trigger.sentence)
    draft = Draft("Incident", Counter({trigger.kind: TITLE_VOTES if sentence.title else 1}), [trigger])
    evidence = scene.evidence(sentence)
    draft.add("affected", entity_fillers(scene, hit, evidence, rule))
    if dated:
        _date(scene, draft, trigger)
    return draft


def _date(scene: Scene, incident: Draft, trigger: Trigger) -> None:
    """Give an incident the dates of a telling."""
    evidence = scene.evidence(scene.sentence(trigger.sentence))
    own, announced = dates_of(scene, trigger)
    incident.add("date", date_filler(own, evidence))
    incident.add("announced", date_filler(announced, evidence))


def _join(scene: Scene, incidents: list[Draft], draft: Draft) -> None:
    """Add a telling to the incident that it tells again, or as a new one."""
    for known in incidents:
        if _same(scene, known, draft):
            known.absorb(draft)
            return
    incidents.append(draft)


def _same(scene: Scene, known: Draft, draft: Draft) -> bool:
    if not _alike(scene, known, draft):
        return False
    apart = _is_other(scene, draft.triggers[0]) != _is_other(scene, known.triggers[0])
    if _is_failing(known) and _is_failing(draft) and not dates_agree(_acted_on(scene, known), _acted_on(scene, draft)):
        return False
    if known.dates() and draft.dates():
        return dates_agree(known.dates(), draft.dates()) or not apart
    return not apart


def _is_failing(draft: Draft) -> bool:
    return all(SORTS[kind] == "failing" for kind in draft.kinds)


def _acted_on(scene: Scene, draft: Draft) -> list[str]:
    """Return the days that the sentences of a failing give to it and to what an authority did about it."""
    sentences = {t.sentence for t in draft.triggers}
    acted = [t for t in scene.triggers if t.family == "Action" and t.strong and t.sentence in sentences]
    days = [m.value for t in acted for found in dates_of(scene, t) for m in found[:1]]
    return days + draft.dates() if acted else []


def _words(scene: Scene, trigger: Trigger) -> str:
    return scene.text.plain[trigger.start : trigger.end]


def _is_other(scene: Scene, trigger: Trigger) -> bool:
    """Return whether the words beside a trigger say that it is another event than the one told so far."""
    sentence = scene.sentence(trigger.sentence)
    beside = scene.text.plain[max(sentence.start, trigger.start - OTHER_REACH) : trigger.start]
    beside += " " + scene.text.plain[trigger.end : min(sentence.end, trigger.end + OTHER_REACH // 2)]
    return bool(patterns(scene.text.document.language).status["other_event"].search(beside))


def _add_telling(scene: Scene, incident: Draft, trigger: Trigger) -> None:
    """Add a telling that names nobody to an incident, with its dates."""
    incident.triggers.append(trigger)
    _date(scene, incident, trigger)


def _take_up(scene: Scene, incidents: list[Draft], trigger: Trigger) -> bool:
    """Give a telling that names nobody to the incident that it takes up; return whether there is one."""
    neutral = bool(_NEUTRAL.search(_words(scene, trigger)))
    fitting = [d for d in incidents if neutral or SORTS[trigger.kind] in {SORTS[k] for k in d.kinds}]
    named = {p.entity for p in scene.places_in(scene.sentence(trigger.sentence)) if p.named}
    ids = {scene.entity(e).id for e in named}
    others = {scene.entity(e).id for e in named if scene.entity(e).kind != "Regulator"}
    close = [d for d in fitting if d.fillers("affected") & ids]
    if not close and (not trigger.strong or not others):
        close = fitting
    own, _ = dates_of(scene, trigger)
    close = [d for d in close if dates_agree(d.dates(), [m.value for m in own[:1]])]
    if not trigger.strong:  # what takes up an event comes after it
        close = [d for d in close if any(t.start < trigger.start for t in d.triggers)]
    if not close or (len(close) > 1 and not ids):
        return False
    if all(_is_other(scene, d.triggers[0]) for d in close) or (_is_other(scene, trigger) and close[0].dates()):
        return False
    known = min(close, key=lambda d: min(abs(t.start - trigger.start) for t in d.triggers))
    if trigger.strong:
        known.kinds[trigger.kind] += TITLE_VOTES if scene.sentence(trigger.sentence).title else 1
    _add_telling(scene, known, trigger)
    return True
