"""Parties: how likely an organisation takes a role of an event, by what stands between them and where it is named.

Each organisation is a candidate at one place: the one nearest to the telling in its sentence, else the last one before.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from greffier.ingest.parties.signs import weigh
from greffier.ingest.scenes import Place, Scene
from greffier.ingest.scorers.linear import INTERCEPT, column
from greffier.ingest.scorers.words import stem
from greffier.ingest.texts import Sentence
from greffier.ingest.triggers import Trigger, patterns

MODEL: Final = "parties"
ROLES: Final = ("affected", "issuer", "target")
OF_FAMILY: Final = {"Incident": ("affected",), "Action": ("issuer", "target")}  # the roles of its events
STEPS: Final = (-4, -3, -2, -1.5, -1, -0.5, 0, 0.5, 1, 1.5, 2, 3)  # of what signs weigh: each one passed is a feature
BACK: Final = 4  # sentences back in which any organisation is a candidate
MAIN: Final = 2  # how many of those named most are candidates wherever they were named
SUBJECT: Final = 30  # characters of a sentence before which its subject is named
BESIDE: Final = 30  # characters on either side of a name or a telling in which the words beside it stand
FAR: Final = (0, 1, 3, 6, 10, 16, 25)  # words between a name and a telling: where one step of distance ends
SHORT_GAP: Final = 5  # words between the two that are a feature as a whole
OF_KIND: Final = (
    "side",
    "in",
    "out",
    "back",
    "dist",
    "pattern",
    "sole",
)  # features that are told apart by kind of event
_TOKEN: Final = re.compile(r"[^\W\d_]+|\d+|[^\w\s]")
_PRONOUN: Final = re.compile(
    r"\b(?:it|its|they|their|them|elles?|ils?|son|sa|ses|leurs?|lui|celle|celui|celle-ci|celui-ci)\b", re.I
)


@dataclass(frozen=True, slots=True)
class Suit:
    """Hold a candidate for the roles of an event with its features."""

    place: Place
    features: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """Hold how the organisations of a text stand among each other, authorities and others apart.

    `counts` is how often each is named, `ranks` its place in that order, `titled` those in the title, `sizes` how
    many authorities (True) and others (False) there are.
    """

    counts: Counter[int]
    ranks: dict[int, int]
    titled: frozenset[int]
    sizes: dict[bool, int]


def log_odds(features: Iterable[str], role: str) -> float:
    """Return how much speaks for a candidate with these features taking a role: the logarithm of its odds."""
    known = column(MODEL, role)
    return known[INTERCEPT] + sum(known.get(feature, 0.0) for feature in features)


@lru_cache(maxsize=1)
def suits(scene: Scene, trigger: Trigger) -> tuple[Suit, ...]:
    """Return the candidates for the roles of an event, in the order of the text."""
    inside = scene.places_in(scene.sentence(trigger.sentence))
    here: dict[int, Place] = {}
    for place in inside:
        if place.entity not in here or _apart(place, trigger) < _apart(here[place.entity], trigger):
            here[place.entity] = place
    before = _before(scene, trigger, here)
    order: dict[int, int] = {}  # how many of its sort were named since
    for place in sorted(before.values(), key=lambda p: -p.start):
        order[place.entity] = sum(_acts(scene, e) is _acts(scene, place.entity) for e in order)
    present = {acts: any(_acts(scene, e) is acts for e in here) for acts in (False, True)}
    found = []
    for place in sorted((*here.values(), *before.values()), key=lambda p: (p.start, p.entity)):
        if place.entity in here:
            own = list(_in_sentence(scene, trigger, place, inside))
        else:
            own = list(_from_before(scene, trigger, place, order[place.entity], present))
        found.append(Suit(place, (*_named(scene, trigger, place, own), *_signs(scene, trigger, place.entity))))
    return tuple(found)


def _signs(scene: Scene, trigger: Trigger, entity: int) -> Iterator[str]:
    """Yield what the signs that are weighed by hand make of a candidate for each role."""
    for role in OF_FAMILY[trigger.family]:
        weighed = weigh(scene, trigger, role)
        if entity not in weighed:
            yield f"signs:{role}:none"
            continue
        weight, _ = weighed[entity]
        yield from (f"signs:{role}:>{step}" for step in STEPS if weight > step)
        if weight == max(w for w, _ in weighed.values()):
            yield f"signs:{role}:best"
            yield f"signs:{role}:best:{weight > 0}"


def _named(scene: Scene, trigger: Trigger, place: Place, own: Sequence[str]) -> tuple[str, ...]:
    """Return the features of a candidate, each told apart by its sort, some by the kind of event as well."""
    kind = scene.entity(place.entity).kind
    sort = "R" if kind == "Regulator" else "O"
    every = [f"{sort}|{f}" for f in (*own, *_in_text(scene, place))]
    every += [f"{sort}|{trigger.kind}|{f}" for f in own if f.startswith(OF_KIND)]
    every += [f"kind:{kind}", sort, f"{sort}|k:{trigger.kind}", f"kind:{kind}|{trigger.kind}"]
    return tuple(dict.fromkeys(every))


def _acts(scene: Scene, entity: int) -> bool:
    """Return whether an entity is an authority."""
    return scene.entity(entity).kind == "Regulator"


def _apart(place: Place, trigger: Trigger) -> tuple[bool, int]:
    return (not place.named, max(place.start - trigger.end, trigger.start - place.end, 0))


@lru_cache(maxsize=1)
def _standing(scene: Scene) -> Standing:
    counts = Counter(p.entity for p in scene.places if p.named and scene.entity(p.entity).kind != "Law")
    ranks: dict[int, int] = {}
    sizes: dict[bool, int] = {}
    for acts in (False, True):
        own = sorted((e for e in counts if _acts(scene, e) is acts), key=lambda e: (-counts[e], e))
        ranks |= {e: n for n, e in enumerate(own)}
        sizes[acts] = len(own)
    titled = frozenset(p.entity for p in scene.places if scene.sentence(p.sentence).title)
    return Standing(counts, ranks, titled, sizes)


def _before(scene: Scene, trigger: Trigger, here: Iterable[int]) -> dict[int, Place]:
    """Return where those were named last that the sentence does not name: a few sentences back, or much spoken of."""
    standing = _standing(scene)
    present = set(here)
    found: dict[int, Place] = {}
    for place in scene.places:
        if place.sentence >= trigger.sentence:
            break
        if place.entity in present or scene.entity(place.entity).kind == "Law":
            continue
        main = standing.ranks.get(place.entity, MAIN) < MAIN or place.entity in standing.titled
        if main or trigger.sentence - place.sentence <= BACK:
            found[place.entity] = place
    return found


def _in_text(scene: Scene, place: Place) -> Iterator[str]:
    """Yield how a candidate stands in the whole text."""
    standing = _standing(scene)
    acts = _acts(scene, place.entity)
    total = sum(standing.counts.values()) or 1
    yield f"rank:{min(standing.ranks.get(place.entity, 9), 3)}"
    yield f"size:{min(standing.sizes[acts], 4)}"
    yield f"share:{min(standing.counts[place.entity] * 5 // total, 4)}"
    if place.entity in standing.titled:
        yield "titled"
        if sum(_acts(scene, e) is acts for e in standing.titled) == 1:
            yield "titled alone"
    entity = scene.entity(place.entity)
    if entity.id in scene.parents:
        yield "group"
    if entity.id in scene.cast.tentative:
        yield "tentative"


def _from_before(scene: Scene, trigger: Trigger, place: Place, order: int, present: dict[bool, bool]) -> Iterator[str]:
    """Yield how a candidate that the sentence does not name was named before it."""
    sentence, other = scene.sentence(trigger.sentence), scene.sentence(place.sentence)
    back = sentence.index - other.index
    near = back if back < 3 else 3 if back < 6 else 4
    there = f"has{int(present[_acts(scene, place.entity)])}"  # another of its sort is named in the sentence
    subject = place.start - other.start < SUBJECT
    yield "out"
    yield f"out:{there}"
    yield f"back:{near}"
    yield f"back:{near}:{there}"
    yield f"order:{min(order, 3)}"
    yield f"order:{min(order, 3)}:{there}"
    yield f"back:{near}:order:{min(order, 2)}:{there}"
    yield f"line:{min(sentence.line - other.line, 2)}:{there}"
    yield f"section:{sentence.section == other.section}"
    yield f"subject:{subject}:{near}"
    yield f"pronoun:{_pronoun(scene, sentence)}:{subject}:{near}"
    if other.title:
        yield "from title"
    if sentence.title:
        yield "of title"
    if not place.named:
        yield "anaphor"


def _pronoun(scene: Scene, sentence: Sentence) -> str:
    words = scene.text.plain[sentence.start : sentence.end]
    return "begins" if _PRONOUN.match(words) else "some" if _PRONOUN.search(words) else "none"


def _in_sentence(scene: Scene, trigger: Trigger, place: Place, inside: Sequence[Place]) -> Iterator[str]:
    """Yield how a candidate stands to the telling in its sentence."""
    sentence = scene.sentence(trigger.sentence)
    before = place.end <= trigger.start
    side = "before" if before else "after" if place.start >= trigger.end else "within"
    start, end = (place.end, trigger.start) if before else (trigger.gap_from(scene.text.plain), place.start)
    gap = scene.gap(start, end) if start < end else ""
    tokens = _TOKEN.findall(gap.lower())
    far = next((n for n, limit in enumerate(FAR) if len(tokens) <= limit), len(FAR))
    rivals = [p for p in inside if _acts(scene, p.entity) is _acts(scene, place.entity)]
    between = {p.entity for p in rivals if start <= p.start and p.end <= end} - {place.entity}
    yield f"in:{side}"
    yield f"dist:{far}:{side}"
    yield f"between:{min(len(between), 2)}:{side}"
    yield f"sole:{all(p.entity == place.entity for p in rivals)}"
    yield f"first:{place.start == min(p.start for p in rivals)}"
    if place.start - sentence.start < SUBJECT:
        yield f"subject:{side}"
    if not place.named:
        yield f"anaphor:{side}"
    if ";" in gap:
        yield "clause"
    yield from (f"g:{side}:{stem(token)}" for token in dict.fromkeys(tokens))
    if len(tokens) <= SHORT_GAP:
        yield f"gap:{side}:{' '.join(map(stem, tokens))}"
    known = patterns(scene.text.document.language).roles
    for role in ROLES:
        if any(p.search(gap) for p in known[role, "before" if before else "after"]):
            yield f"pattern:{role}:{side}"
    yield from _words_beside(scene, trigger, place, side, far)
    others = [t for t in scene.triggers if t.sentence == trigger.sentence and start <= t.start and t.end <= end]
    others = [t for t in others if t is not trigger]
    for family in sorted({t.family for t in others}):
        yield f"over:{family}:{family == trigger.family}:{side}"
    if any(t.kind == trigger.kind for t in others):
        yield f"over same:{side}"


def _words_beside(scene: Scene, trigger: Trigger, place: Place, side: str, far: int) -> Iterator[str]:
    """Yield the words of the telling, and those right beside the name and the telling."""
    sentence = scene.sentence(trigger.sentence)
    folded = _nameless(scene, sentence)
    told = folded[trigger.start - sentence.start : trigger.end - sentence.start].split() or ["-"]
    first, last = place.start - sentence.start, place.end - sentence.start
    lead = _TOKEN.findall(folded[max(0, first - BESIDE) : first])[-2:] or ["^"]
    tail = _TOKEN.findall(folded[last : last + BESIDE])[:2] or ["$"]
    first, last = trigger.start - sentence.start, trigger.end - sentence.start
    before = _TOKEN.findall(folded[max(0, first - BESIDE) : first])[-2:] or ["^"]
    after = _TOKEN.findall(folded[last : last + BESIDE])[:1] or ["$"]
    yield f"side:{side}:{stem(told[0])}"
    yield f"side:{side}:{stem(told[-1])}"
    yield f"pre:{lead[-1]}"
    yield f"pre2:{' '.join(lead)}"
    yield f"post:{tail[0]}"
    yield f"post2:{' '.join(tail)}"
    yield f"pre:{lead[-1]}:{side}:{min(far, 4)}"
    yield f"post:{tail[0]}:{side}"
    yield f"tb:{side}:{' '.join(before)}"
    yield f"tb1:{side}:{before[-1]}"
    yield f"ta1:{side}:{after[0]}"


@lru_cache(maxsize=1)
def _nameless(scene: Scene, sentence: Sentence) -> str:
    """Return a sentence, folded, with a mark in place of each name: who is named says nothing of roles."""
    folded = scene.text.folded[sentence.start : sentence.end]
    for place in scene.places:
        if place.sentence == sentence.index and place.named:
            first, last = place.start - sentence.start, place.end - sentence.start
            folded = folded[:first] + "@".ljust(last - first) + folded[last:]
    return folded
