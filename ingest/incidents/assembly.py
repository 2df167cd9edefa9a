"""Incidents: what a text tells of attacks, leaks, outages and frauds, each once.

Every trigger is a telling: who was hit is decided in `victims`, when in `times` and `chronicles`, whether two tell
of one incident in `same_incidents`. What names nobody is of the incident that it takes up, or of the main party.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from greffier.graph.records import Status
from greffier.ingest.dating.chronicles import entry_date, is_entry
from greffier.ingest.dating.times import dates_of, is_ground
from greffier.ingest.drafts import Draft, date_filler, dates_agree, entity_fillers
from greffier.ingest.incidents.likewise import told_likewise
from greffier.ingest.incidents.mere_mentions import only_mentions
from greffier.ingest.incidents.other_victims import tells_of_another
from greffier.ingest.incidents.same_incidents import SORTS, is_other, same, shares
from greffier.ingest.incidents.several import dates_in_turn, each_apart
from greffier.ingest.parties.main_parties import main_parties, section_parties
from greffier.ingest.parties.unnamed_parties import is_about_unnamed
from greffier.ingest.parties.victims import hit_by
from greffier.ingest.scenes import Place, Scene
from greffier.ingest.triggers import Trigger, patterns

_GENERIC: Final = re.compile(r"(?:les |des )?(?:cyber)?incidents\b|(?:cyber[- ]?)?attaques\b|cyber[- ]?attacks\b", re.I)
_CRIME: Final = re.compile(
    r"(?:(?:an?|the|la|le|l'|une?|of|d'|de) ?)?(?:\w+ )?(?:frauds?|scams?|embezzlement|fraudes?|escroqueries?|"
    r"détournements?|ponzi)"
    r"(?: \w+)?",
    re.I,
)
_GROUND: Final = re.compile(r"\b(?:pour|for|d'une|de)\s$", re.I)
_NEUTRAL: Final = re.compile(r"\bincident", re.I)
_NAMED_ATTACK: Final = re.compile(r"attaque|attack|hack|fuite|leak", re.I)
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
    likewise = list(told_likewise(scene))
    for trigger, others in likewise:
        told += _tellings(scene, trigger, others) if others else []
    said = {t.sentence for t, _ in likewise}
    for trigger in scene.prose_first():
        if trigger.family != "Incident" or trigger.status in (Status.DENIED, Status.HYPOTHETICAL):
            continue
        if only_mentions(scene, trigger):
            continue
        hit = hit_by(scene, trigger)
        of_another = (trigger.learnt and trigger.sentence in said) or tells_of_another(scene, trigger)
        if of_another and all(not p.named or p.sentence != trigger.sentence for p in hit):
            continue
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


def _give_to_main_party(scene: Scene, incidents: list[Draft], trigger: Trigger) -> None:
    """Let a telling that names nobody be of the organisation that the text is about, if there is one."""
    if is_about_unnamed(scene, trigger):
        return
    parties = main_parties(scene, trigger.sentence)
    named = {
        p.entity for p in scene.places_in(scene.sentence(trigger.sentence)) if p.named and not scene.is_authority(p)
    }
    if not parties or not trigger.strong or named - set(parties):
        return
    if trigger.kind == "Fraud" and not _is_what_it_is_about(scene, incidents, trigger, parties):
        return
    if is_other(scene, trigger) and not is_entry(scene, trigger):
        return
    lead = scene.text.plain[max(0, trigger.start - 12) : trigger.start]
    if _GENERIC.match(_words(scene, trigger)) or _GROUND.search(lead):
        return
    nearest = [
        min((p for p in scene.places if p.entity == party), key=lambda p: abs(p.start - trigger.start))
        for party in parties
    ]
    _join(scene, incidents, _draft(scene, trigger, nearest, dated=True, rule="role.main-party"))


def _is_what_it_is_about(scene: Scene, incidents: list[Draft], trigger: Trigger, parties: tuple[int, ...]) -> bool:
    """Return whether a fraud is what befell these parties: it is named, too, as what may come of an attack on them.

    A mere word for the crime says nothing, either: it may be that of a customer.
    """
    ids = {scene.entity(party).id for party in parties}
    attacked = any(d.fillers("affected") & ids and "Fraud" not in d.kinds for d in incidents)
    return not attacked and not _CRIME.fullmatch(_words(scene, trigger))


def _name_by_taking_up(scene: Scene, incidents: list[Draft], taken_up: list[Draft], nameless: list[Trigger]) -> None:
    """Join tellings that take an event up; where the event named nobody, they say who was hit."""
    named = [t.start for d in incidents for t in d.triggers]
    for draft in taken_up:
        trigger = draft.triggers[0]
        sorts = {SORTS[k] for k in draft.kinds}
        neutral = bool(_NEUTRAL.search(_words(scene, trigger)))
        known = next((k for k in incidents if same(scene, k, draft) or (neutral and shares(k, draft))), None)
        if known:
            draft.kinds.clear()
            known.absorb(draft)
            continue
        if is_other(scene, trigger) and _NAMED_ATTACK.search(_words(scene, trigger)):
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
    in_turn = dates_in_turn(scene, trigger)
    if len(in_turn) > 1:
        told = [_draft(scene, trigger, hit, dated=False) for _ in in_turn]
        for draft, date in zip(told, in_turn, strict=True):
            draft.add("date", date_filler([date], scene.evidence(sentence)))
        return [*told, *others]
    if each_apart(scene, trigger, hit):
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
    grounds = is_ground(scene, trigger, scene.sentence(trigger.sentence).start)
    above = None if own or announced or grounds else entry_date(scene, trigger)
    if above:
        incident.add("date", date_filler([above], scene.evidence(scene.text.sentence_at(above.start))))
    incident.add("date", date_filler(own, evidence))
    incident.add("announced", date_filler(announced, evidence))


def _join(scene: Scene, incidents: list[Draft], draft: Draft) -> None:
    """Add a telling to the incident that it tells again, or as a new one."""
    fitting = [known for known in incidents if same(scene, known, draft)]
    if fitting:
        max(fitting, key=lambda known: bool(known.dates()) and dates_agree(known.dates(), draft.dates())).absorb(draft)
    else:
        incidents.append(draft)


def _words(scene: Scene, trigger: Trigger) -> str:
    return scene.text.plain[trigger.start : trigger.end]


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
        about = {scene.entity(e).id for e in section_parties(scene, trigger.sentence)} if trigger.strong else set()
        close = [d for d in fitting if not about or d.fillers("affected") & scene.kin(about)]
    own, _ = dates_of(scene, trigger)
    above = entry_date(scene, trigger)
    dated = own[:1] or ([above] if above else [])
    close = [d for d in close if dates_agree(d.dates(), [m.value for m in dated])]
    if not trigger.strong:  # what takes up an event comes after it
        close = [d for d in close if any(t.start < trigger.start for t in d.triggers)]
    if not close or (len(close) > 1 and not ids):
        return False
    if all(is_other(scene, d.triggers[0]) for d in close) or (is_other(scene, trigger) and close[0].dates()):
        return False
    known = min(close, key=lambda d: min(abs(t.start - trigger.start) for t in d.triggers))
    if trigger.strong:
        known.kinds[trigger.kind] += TITLE_VOTES if scene.sentence(trigger.sentence).title else 1
    _add_telling(scene, known, trigger)
    return True
