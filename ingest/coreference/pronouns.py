"""Pronouns: whom one takes up that begins a sentence, or that says which of those named before is meant.

« Elle a été condamnée »: the body that begins the sentence before, by name, as what it is, or by a pronoun itself;
where what follows is said of bodies alone ("It was fined"), the only firm of that sentence as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from greffier.graph.records import Entity
from greffier.ingest.texts import Sentence, Text

SUBJECT: Final = 30  # characters of a sentence before which its subject is named
_BEGINS: Final = re.compile(
    r"(It|They|Elle|Il|Elles|Ils)\b"
    r"(?! (?:is (?:un|not )?(?:clear|possible|likely)|y a|s'agit|faut|est (?:possible|probable)|"
    r"was not (?:immediately )?clear|remains|appears|seems|semble|reste))"
)
# What is said of bodies alone, after "It".
_OF_BODIES: Final = re.compile(
    r" (?:has |had |have |also |then |later |will |must |is |was |were |been |being |already |itself |once |twice |"
    r"previously |now )*"
    r"(?:fined|sued|penali[sz]ed|reprimanded|censured|sanctioned|ordered to|told to|accused|charged|convicted|"
    r"acquitted|agreed|admitted|denied|denies|apologi[sz]ed|apologi[sz]es|notified|reported|informed|paid|pays|pay|"
    r"settled|hacked|breached|alerted|disclosed|said|says|told|failed|declined|neither admit|"
    r"did not (?:admit|notify|report)|pleaded|appealed|undertook|hired|employs|serves|insures|operates)\b"
)
_SUFFERS: Final = re.compile(
    r" (?:has |had |was |were |been |also |then |later |previously |already |a |avait |été |aussi |ensuite |est |"
    r"fut )+(?:fined|sued|penali[sz]ed|reprimanded|censured|sanctioned|ordered|charged|convicted|hacked|breached|"
    r"condamnée?|sanctionnée?|poursuivie?|inculpée?|visée?|piratée?|attaquée?|mise? en (?:demeure|examen))\b"
)
_LATTER: Final = re.compile(r"(?<![\w-])(?:cette dernière|celle-ci|the latter)(?![\w-])(?!'s)", re.I)

Standing = tuple[int, int]  # where a body is named or taken up, and its index


def find_pronouns(text: Text, built: Sequence[Entity], standing: Sequence[Standing]) -> Iterator[tuple[int, int, int]]:
    """Yield the pronouns of a text as (start, end, index); `standing` is who stands where before they are read."""
    by_sentence: dict[int, list[Standing]] = {}
    for start, entity in sorted(standing):
        if built[entity].kind != "Law":
            by_sentence.setdefault(text.sentence_at(start).index, []).append((start, entity))
    for sentence in text.sentences[1:]:
        match = _BEGINS.match(text.plain, sentence.start)
        if match:
            before = text.sentences[sentence.index - 1]
            meant = _meant(text, built, before, sentence, by_sentence.get(before.index, []), match.end(1))
            if meant is not None:
                by_sentence.setdefault(sentence.index, []).insert(0, (match.start(1), meant))
                yield match.start(1), match.end(1), meant
    for match in _LATTER.finditer(text.plain):
        sentence = text.sentence_at(match.start())
        here = [s for s in by_sentence.get(sentence.index, []) if s[0] < match.start()]
        if here:
            yield match.start(), match.end(), here[-1][1]


def _meant(
    text: Text, built: Sequence[Entity], before: Sentence, sentence: Sentence, named: list[Standing], end: int
) -> int | None:
    """Return whom a pronoun takes up from the sentence before."""
    if before.title or before.section != sentence.section:
        return None
    suffers = bool(_SUFFERS.match(text.plain, end))
    fitting = [(start, e) for start, e in named if not (suffers and built[e].kind == "Regulator")]
    if before.line == sentence.line and named and named[0][0] - before.start < SUBJECT and named[0] in fitting:
        return named[0][1]
    firms = {e for _, e in fitting if built[e].kind != "Regulator"}
    if text.document.language == "en" and len(firms) == 1 and _OF_BODIES.match(text.plain, end):
        return firms.pop()
    return None
