"""Marked lines: the sentences of a text with marks in the place of bodies, as the frames of relations read them.

« ⟨3⟩, filiale de ⟨5⟩, a informé ⟪8⟫ »: a mark tells whether a body is an authority (⟪8⟫) or not (⟨3⟩), so that a
frame can be plain words between two marks and still not take a customer for a regulator.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import Final

from greffier.ingest.scenes import Place, Scene
from greffier.ingest.texts import Sentence, fold_characters

FIRM: Final = "⟨{}⟩"
AUTHORITY: Final = "⟪{}⟫"
MARK: Final = re.compile(r"[⟨⟪](\d+)[⟩⟫]")
# A legal form, an acronym or a ticker after a name.
_LABEL: Final = re.compile(
    r"(?<=[⟩⟫])(?P<form>,? (?:Inc|Corp|plc|PLC|Ltd|NV|SA|AG|SE|LLC|Limited|N\.A|S\.A)\b\.?)?(?P<own>'s)?"
    r"(?: \( ?(?:the )?\"?(?:[A-Z0-9][A-Za-z0-9&-]{0,9}|(?:[A-Z]+|⟨\d+⟩)[.:] ?[A-Z]+)\"? ?\))?"
)
# « Groupe Mirabeau », « au régulateur »: the word leads to the name, as any other.
_LEAD: Final = re.compile(r"(?:groupe|au|aux|du|des) (?=\S)", re.I)
# A description that a name follows (« la banque britannique ⟨4⟩ »), or that tells whose part a body is.
_GOES_ON: Final = re.compile(r" (?:[\w'-]+ ){0,3}$")
_KIN: Final = re.compile(
    r"filiale|succursale|maison|branche|subsidiary|unit\b|arm\b|parent|division|affiliate|owner|propriétaire", re.I
)
_NAMED_TWICE: Final = re.compile(r"[⟨⟪](\d+)[⟩⟫] \( ?[⟨⟪](\d+)[⟩⟫] ?\)")
# « ⟨1⟩, filiale de ⟨2⟩, a informé ⟪3⟫ »: it is the first that did.
_ASIDE: Final = re.compile(
    r"(⟨\d+⟩), (?:[\w'-]+ ){0,4}"
    r"(?:subsidiary|unit|arm|division|part|owned|acquired|brand|filiale|détenue?|rachetée?|membre|marque|maison|owner|"
    r"parent|propriétaire)"
    r"\b[^,⟨⟩]*⟨\d+⟩[^,⟨⟩]*, ",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Marked:
    """Hold the lines of the sentences that name bodies, joined, and what the marks in them stand for.

    `places` are by number of mark those that share it; `short` is the text without asides about whose a body is.
    """

    lines: str
    folded: str
    sentences: tuple[Sentence, ...]
    starts: tuple[int, ...]
    places: dict[int, tuple[Place, ...]]

    def sentence_at(self, offset: int) -> Sentence:
        """Return the sentence that an offset of the lines lies in."""
        return self.sentences[bisect_right(self.starts, offset) - 1]


def mark(scene: Scene, *, asides: bool = True) -> Marked:
    """Return the marked lines of a text; without `asides` those that say whose a body is are left out."""
    lines: list[str] = []
    sentences: list[Sentence] = []
    starts: list[int] = []
    marks: dict[int, tuple[Place, ...]] = {}
    at = 0
    for sentence, places in _by_sentence(scene):
        line = _line(scene, sentence, places, marks)
        if not asides:
            line = _ASIDE.sub(r"\1 ", line)
        lines.append(line)
        sentences.append(sentence)
        starts.append(at)
        at += len(line) + 1
    joined = "\n".join(lines)
    return Marked(joined, fold_characters(joined), tuple(sentences), tuple(starts), marks)


def _by_sentence(scene: Scene) -> list[tuple[Sentence, list[Place]]]:
    found: dict[int, list[Place]] = {}
    for place in scene.places:
        if scene.entity(place.entity).kind != "Law":
            found.setdefault(place.sentence, []).append(place)
    return [(scene.sentence(index), _without_lead(scene, found[index])) for index in sorted(found)]


def _without_lead(scene: Scene, places: list[Place]) -> list[Place]:
    """Return the places of a sentence without the descriptions that tell of kin, or that a name follows."""
    plain = scene.text.plain
    kept = []
    for number, place in enumerate(places):
        following = next((p for p in places[number + 1 :] if p.start >= place.end), None)
        if not place.named and (
            _KIN.search(plain, place.start, place.end)
            or (following and following.named and _GOES_ON.fullmatch(plain, place.end, following.start))
            or (number and places[number - 1].named and plain[places[number - 1].end : place.start] == ", ")
        ):
            continue
        kept.append(place)
    return kept


def _line(scene: Scene, sentence: Sentence, places: list[Place], marks: dict[int, tuple[Place, ...]]) -> str:
    """Return the line of a sentence; what its marks stand for is added to `marks`."""
    plain = scene.text.plain
    pieces: list[str] = []
    at = sentence.start
    last = 0
    for place in places:
        if place.start < at:
            if last in marks and (marks[last][0].start, marks[last][0].end) == (place.start, place.end):
                marks[last] = (*marks[last], place)
            continue
        last = len(marks) + 1
        form = AUTHORITY if scene.is_authority(place) else FIRM
        lead = _LEAD.match(plain, place.start, place.end)
        pieces += [plain[at : place.start], lead[0] if lead else "", form.format(last)]
        marks[last] = (place,)
        at = place.end
    pieces.append(plain[at : sentence.end] if at < sentence.end else "")

    def once(match: re.Match[str]) -> str:
        same = marks[int(match[1])][0].entity == marks[int(match[2])][0].entity
        return match[0].split(" (")[0] if same else match[0]

    return _LABEL.sub(r"\g<own>", _NAMED_TWICE.sub(once, "".join(pieces))).replace("\n", " ")
