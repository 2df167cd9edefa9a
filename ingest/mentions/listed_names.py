"""Listed names: what stands where bodies stand in the other rows of a table, or the other items of a list.

Where two rows or more begin with a body that is known, and more do than do not, the other rows begin with one, too.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from greffier.ingest.mentions.introduced_names import may_be_body
from greffier.ingest.mentions.mention import Mention
from greffier.ingest.mentions.name_shapes import CAPITAL
from greffier.ingest.texts import Text

LEAST: Final = 2  # rows that begin with a known body
SUPPORT: Final = 0.7
_LINE: Final = re.compile(r"[^\n]+")
_MARK: Final = re.compile(r"\s*(?:\| *|[-•*–] +|\d{1,2}[.)] +)?(?:\*\*)?")
_ITEM: Final = re.compile(
    rf"((?:{CAPITAL}|\d)[\w'&.-]*(?: (?:{CAPITAL}[\w'&.-]*|de|du|des|of|and|et|&|la|le|the|"
    rf"\({CAPITAL}[\w .-]+\))){{0,6}})"
    r"(?= ?[:|(–—]|, | - | -- |\*\*)"
)
_NO_ITEM: Final = re.compile(
    r"(?:Total|Date|Source|Note|Name|Nom|Amount|Montant|Bank|Banque|Firm|Company|Year|Année|N°)\b", re.I
)
_MARKED: Final = re.compile(r"\s*(?:\||[-•*–] |\d{1,2}[.)] )|[^\n]*\|")


def find_listed(text: Text, sure: Sequence[Mention]) -> Iterator[Mention]:
    """Yield the names that begin rows or items among which those of known bodies do; `sure` are known mentions."""
    kinds = {
        m.start: m.kind for m in sure if m.family == "Organization" and m.kind and m.kind != "Regulator" and not m.weak
    }
    block: list[tuple[int, int]] = []
    for line in (*_LINE.finditer(text.plain), None):
        marked = line is not None and _MARKED.match(line[0])
        if line is not None and marked and (not block or line.start() - block[-1][1] <= 2):
            block.append(line.span())
            continue
        yield from _of_block(text, block, kinds)
        block = [line.span()] if line is not None and marked else []


def _of_block(text: Text, block: Sequence[tuple[int, int]], kinds: dict[int, str]) -> Iterator[Mention]:
    if len(block) <= LEAST:
        return
    items: list[tuple[int, int]] = []
    known: Counter[str] = Counter()
    for start, end in block:
        # the first row of a table is its head
        mark = _MARK.match(text.plain, start, end)
        begin = mark.end() if mark else start
        item = _ITEM.match(text.plain, begin, end)
        kind = kinds.get(begin)
        if kind:
            known[kind] += 1
        elif item and not _NO_ITEM.match(item[1]) and not (start == block[0][0] and "|" in text.plain[start:end]):
            items.append(item.span(1))
    if sum(known.values()) < max(LEAST, len(items) + 1):
        return
    kind = min(known, key=lambda k: (-known[k], k))
    for start, end in items:
        if may_be_body(text, start, end) and len(text.plain[start:end]) > 1:
            yield Mention(start, end, text.plain[start:end], "Organization", "name.listed", SUPPORT, kind)
