"""Chronicles: texts that go by dates, each entry of which tells of a day of its own.

An entry opens its line with a date (« 12 mars 2023 – … », "2019-04-03: …"), or stands below one that is alone.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from greffier.ingest.dating.times import dates_of
from greffier.ingest.scenes import Scene
from greffier.ingest.triggers import Trigger
from greffier.ingest.values.dates import DateMention

ENTRIES: Final = 3  # dated entries that make a chronicle
BELOW: Final = 6  # sentences that an entry has at most
# What may stand before the date with which an entry opens, and what follows it.
_BEFORE: Final = re.compile(r"[\s\-–—•*·]*(?:le |on |en |in )?", re.I)
_AFTER: Final = re.compile(r"\s*(?:[:–—.]|- |-$|\s-|$)")


def is_entry(scene: Scene, trigger: Trigger) -> bool:
    """Return whether the date of what a trigger tells is that of its entry in a chronicle."""
    entries = _entries(scene)
    if len(entries) < ENTRIES:
        return False
    own, _ = dates_of(scene, trigger)
    if own:
        return own[0].start in {d.start for d in entries}
    return entry_date(scene, trigger) is not None


def entry_date(scene: Scene, trigger: Trigger) -> DateMention | None:
    """Return the date that stands alone above the sentence of a trigger; None where the text is no chronicle."""
    sentence = scene.sentence(trigger.sentence)
    heads = {scene.text.sentence_at(d.start).index: d for d in _entries(scene) if _is_head(scene, d)}
    if len(heads) < ENTRIES:
        return None
    above = range(sentence.index - 1, max(-1, sentence.index - 1 - BELOW), -1)
    return next((heads[i] for i in above if i in heads), None)


@lru_cache(maxsize=1)
def _entries(scene: Scene) -> tuple[DateMention, ...]:
    """Return the dates with which the entries of a text open."""
    return tuple(d for d in scene.dates if _AFTER.match(scene.text.plain, d.end) and _opens_line(scene, d.start))


def _opens_line(scene: Scene, at: int) -> bool:
    sentence = scene.text.sentence_at(at)
    before = _BEFORE.match(scene.text.plain, sentence.start)
    first = not sentence.index or scene.sentence(sentence.index - 1).line != sentence.line
    return first and before is not None and before.end() == at


def _is_head(scene: Scene, date: DateMention) -> bool:
    sentence = scene.text.sentence_at(date.start)
    return not scene.text.plain[date.end : sentence.end].strip(" .:–—-\n")
