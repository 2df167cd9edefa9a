"""Periods: the time in which a failing, a leak or a fraud lasted, where another sentence than its own gives it.

"Between April 2015 and November 2019 the firm did not…", « la faille est restée ouverte d'octobre 2018 à février
2021 »: the interval is that of the one thing of its firm that has no date, if it ended before anybody acted on it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from greffier.graph.dates import date_bounds
from greffier.ingest.drafts import Draft, Filler, dates_before
from greffier.ingest.scenes import Scene
from greffier.ingest.values.dates import DateMention

LASTING: Final = ("ControlFailure", "Other", "DataBreach", "Fraud")
# Whose time it is that an interval tells, if not that of what was done wrong.
_OF_OTHER: Final = re.compile(
    r"\b(?:inspect\w+|investigat\w+|audit\w*|hearings?|appeals?|on-site|contrôles? (?:sur place|mené\w*|diligenté\w*|"
    r"effectué\w*)|enquêt\w+|audition\w*|mission|chief executive|directeur|directrice|dirigé|présid\w+|chairman|CEO|"
    r"turnover|revenue|profits?|chiffre d['’]affaires|bénéfices?|résultats|sentenced|prison|remediat\w+|redress|"
    r"recapitalis\w+|budget\w*|"
    r"indemnis\w+|rembours\w+|refund\w*|compensat\w+|repaid|plan|strateg\w+|stratégi\w+|will|sera|seront|devra|"
    r"expected|until|d['’]ici|suspend\w*|monitor\w*)\b",
    re.I,
)


def date_by_periods(scene: Scene, incidents: Sequence[Draft], actions: Sequence[Draft]) -> None:
    """Date what lasted, and has no date, by the one interval that is told of its firm."""
    written = date_bounds(scene.text.document.published or "9999")[1]
    intervals = [
        d
        for d in scene.dates
        if d.until and date_bounds(d.until)[0] <= written and not scene.text.sentence_at(d.start).title
    ]
    if not intervals:
        return
    lasting = [d for d in incidents if set(d.kinds) & set(LASTING)]
    for draft in [d for d in lasting if not d.dates()]:
        kin = scene.kin(draft.fillers("affected"))
        if any(d is not draft and d.fillers("affected") & kin for d in lasting):
            continue  # it may be the time of the other
        acted = [day for a in actions if a.fillers("target") & draft.fillers("affected") for day in a.dates()]
        early = [d for d in intervals if not any(dates_before([day], [d.value]) for day in acted)]
        found = [d for d in early if _is_of(scene, d, draft, kin)]
        if found:
            first = min(found, key=lambda d: (_distance(scene, d, draft), d.start))
            evidence = scene.evidence(scene.text.sentence_at(first.start))
            draft.slots["date"] = [Filler(first.value, evidence, "date.of-period", 0.65)]


def _is_of(scene: Scene, interval: DateMention, draft: Draft, kin: set[str]) -> bool:
    """Return whether an interval is told of nobody but the firm of an incident, and of what it did."""
    sentence = scene.text.sentence_at(interval.start)
    if sentence.section != scene.sentence(draft.triggers[0].sentence).section:
        return False
    if _OF_OTHER.search(scene.text.plain, sentence.start, sentence.end):
        return False
    line = [p for p in scene.places if scene.sentence(p.sentence).line == sentence.line and not scene.is_authority(p)]
    firms = {scene.entity(p.entity).id for p in line if p.named and scene.entity(p.entity).kind != "Law"}
    here = {scene.entity(p.entity).id for p in line if p.sentence == sentence.index} & firms
    return here <= kin and (not firms or bool(firms & kin))


def _distance(scene: Scene, interval: DateMention, draft: Draft) -> int:
    index = scene.text.sentence_at(interval.start).index
    return min(abs(index - t.sentence) for t in draft.triggers)
