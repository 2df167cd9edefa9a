"""Member descriptions: the one member of a group that a text names, told as its arm (« la filiale suisse de Kestrel »).

"The Luxembourg arm of Kestrel", "Kestrel's private bank in Jersey": where the text names one body whose name goes on
from that of the group, that body is meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from greffier.graph.identity import name_key
from greffier.graph.records import Entity
from greffier.ingest.texts import Text

BESIDE: Final = 90  # characters on either side of the name of a group in which its member is told
_ARM_OF: Final = re.compile(
    r"(?<![\w-])((?:the |a |an |la |une |sa |l')?(?:[\w.-]+ ){0,2}"
    r"(?:arm|unit|subsidiary|division|affiliate|entity|filiale|succursale|antenne|entité|branche)"
    r"(?: [\w-]+){0,2}) (?:of|d[eu]|de la|de l'|d')(?: the| la| l'| le)?(?: [\w'-]+){0,5} ?$",
    re.I,
)
_OWN_ARM: Final = re.compile(
    r"'s ((?:[\w.-]+ ){0,3}(?:arm|unit|subsidiary|division|affiliate|private bank|retail bank|"
    r"investment bank|insurer))\b"
)


def find_members_told(
    text: Text, built: Sequence[Entity], places: Sequence[tuple[int, int, int]]
) -> Iterator[tuple[int, int, int]]:
    """Yield where a member of a group is told as its arm, as (start, end, index of the member)."""
    members = _members(built)
    for start, end, entity in places:
        if entity not in members:
            continue
        sentence = text.sentence_at(start)
        before = _ARM_OF.search(text.plain, max(sentence.start, start - BESIDE), start)
        after = _OWN_ARM.match(text.plain, end)
        told = before or after
        if told and not any(told.start(1) < last and first < told.end(1) for first, last, _ in places):
            yield *told.span(1), members[entity]


def _members(built: Sequence[Entity]) -> dict[int, int]:
    """Return the only member that a text names of each group that it names, told by its name."""
    firms = [n for n, e in enumerate(built) if e.kind not in ("Law", "Regulator", "Court", "Police")]
    names = {n: {name_key(t) for t in (built[n].name, *(m.text for m in built[n].mentions))} for n in firms}
    found: dict[int, int] = {}
    for group in firms:
        own = [
            n
            for n in firms
            if n != group and any(longer.startswith(f"{name} ") for longer in names[n] for name in names[group])
        ]
        if len(own) == 1:
            found[group] = own[0]
    return found
