"""Same incidents: whether two tellings tell of one incident.

They do where they are of one sort, about one organisation or a group and its member, unless the words say that it
is another one, or the dates do: years lie between, or each is an entry of a chronology with a date of its own.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from greffier.graph.dates import compatible, date_bounds
from greffier.ingest.dating.chronicles import is_entry
from greffier.ingest.dating.times import dates_of
from greffier.ingest.drafts import Draft, dates_agree
from greffier.ingest.scenes import Scene
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
OTHER_REACH: Final = 45  # characters beside a trigger in which a word makes it another event
LEAD: Final = 1  # sentences after the title that tell what the text is about
YEAR: Final = 4  # characters of a date that is only a year
YEARS_APART: Final = 400  # days between the dates of two tellings from which they are of two events
MONTHS_APART: Final = 60  # the same for what was done about failings
WEEKS_APART: Final = 14  # the same where one is about a group and the other about its member


def same(scene: Scene, known: Draft, draft: Draft) -> bool:
    """Return whether a telling tells of a known incident."""
    if not _alike(scene, known, draft):
        return False
    apart = _is_apart(scene, known, draft)
    if _is_failing(known) and _is_failing(draft) and _punished_apart(scene, known, draft):
        return False
    if known.dates() and draft.dates():
        return dates_agree(known.dates(), draft.dates()) or not (apart or _parted_by_dates(scene, known, draft))
    return not apart


def shares(known: Draft, draft: Draft) -> bool:
    """Return whether two tellings have somebody who was hit in common, and dates that agree."""
    return bool(known.fillers("affected") & draft.fillers("affected")) and dates_agree(known.dates(), draft.dates())


def is_other(scene: Scene, trigger: Trigger) -> bool:
    """Return whether the words beside a trigger say that it is another event than the one told so far."""
    sentence = scene.sentence(trigger.sentence)
    beside = scene.text.plain[max(sentence.start, trigger.start - OTHER_REACH) : trigger.start]
    beside += " " + scene.text.plain[trigger.end : min(sentence.end, trigger.end + OTHER_REACH // 2)]
    return bool(patterns(scene.text.document.language).status["other_event"].search(beside))


def days_between(one: Iterable[str], other: Iterable[str]) -> int:
    """Return how many days lie at least between dates of the one and of the other; 0 where some of them agree."""
    return min((_days(a, b) for a in one for b in other), default=0)


def _days(one: str, other: str) -> int:
    if compatible(one, other):
        return 0
    (first, last), (start, end) = date_bounds(one), date_bounds(other)
    return max((start - last).days, (first - end).days)


def _alike(scene: Scene, known: Draft, draft: Draft) -> bool:
    """Return whether two tellings are of one sort, about one organisation or a group and its member."""
    kin = scene.kin(draft.fillers("affected"))
    own, sorts = {SORTS[k] for k in known.kinds}, {SORTS[k] for k in draft.kinds}
    stopped = known if "outage" in own else draft
    beside = draft.triggers[0].sentence in {t.sentence for t in known.triggers}
    one_day = beside and any(len(day) > YEAR for day in {*known.dates()} & {*draft.dates()})
    if {"outage", "cyber"} <= own | sorts and (one_day or not stopped.dates()):
        sorts = sorts | own  # services that stopped in an attack are part of it
    return bool(own & sorts and known.fillers("affected") & kin)


def _is_apart(scene: Scene, known: Draft, draft: Draft) -> bool:
    """Return whether the words tell that two tellings are of two events.

    What a text is about is no other event than what it tells of it further on, even if there was one before it.
    """
    new, old = is_other(scene, draft.triggers[0]), is_other(scene, known.triggers[0])
    if old and not new:
        return not any(_in_lead(scene, t) for t in known.triggers)
    return new != old and not scene.sentence(draft.triggers[0].sentence).title


def _in_lead(scene: Scene, trigger: Trigger) -> bool:
    sentence = scene.sentence(trigger.sentence)
    return sentence.title or sentence.index <= LEAD


def _parted_by_dates(scene: Scene, known: Draft, draft: Draft) -> bool:
    days = days_between(known.dates(), draft.dates())
    if days > YEARS_APART or (days > WEEKS_APART and _names_member(scene, known, draft)):
        return True
    return draft.triggers[0] in known.triggers or is_entry(scene, draft.triggers[0])


def _names_member(scene: Scene, known: Draft, draft: Draft) -> bool:
    """Return whether a telling names another member of the group than the one known to be hit, or its head."""
    own = draft.fillers("affected")
    named = {scene.entity(p.entity).id for p in scene.places_in(scene.sentence(draft.triggers[0].sentence)) if p.named}
    return not known.fillers("affected") & own and bool(named & own)


def _is_failing(draft: Draft) -> bool:
    return all(SORTS[kind] == "failing" for kind in draft.kinds)


def _punished_apart(scene: Scene, known: Draft, draft: Draft) -> bool:
    """Return whether what was done about two failings was done at different times."""
    one, other = _acted_on(scene, known), _acted_on(scene, draft)
    if one and other:
        return not dates_agree(one, other)
    # What the text is about is told before; a sentence that dates a sanction of its own looks back at an earlier one.
    own = other or one
    main = _acted_before(scene, min(t.sentence for t in (draft if one else known).triggers))
    return bool(own and main) and days_between(own, main) > MONTHS_APART


def _acted_on(scene: Scene, draft: Draft) -> list[str]:
    """Return the days that the sentences of a failing give to it and to what an authority did about it."""
    days = _action_days(scene, {t.sentence for t in draft.triggers})
    return days + draft.dates() if days is not None else []


def _acted_before(scene: Scene, sentence: int) -> list[str]:
    """Return the days of the action that a text tells last before a sentence, else that of its publication."""
    published = scene.text.document.published
    told = sorted({t.sentence for t in scene.triggers if t.family == "Action" and t.strong and t.sentence < sentence})
    dated = (_action_days(scene, {index}) for index in reversed(told))
    return next((days for days in dated if days), [published] if published else [])


def _action_days(scene: Scene, sentences: set[int]) -> list[str] | None:
    """Return the days that sentences give to actions; None where they tell of none."""
    acted = [t for t in scene.triggers if t.family == "Action" and t.strong and t.sentence in sentences]
    return [m.value for t in acted for found in dates_of(scene, t) for m in found[:1]] if acted else None
