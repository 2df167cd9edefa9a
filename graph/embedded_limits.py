"""What the embedded engine gets wrong, refused before it is run, with the way to say it instead.

What it cannot parse it says itself; `find_remedy` adds how to write it.

kglite 0.21 misses matches where existence is asked of a path of two or more relations
(`EXISTS { (a)-[]->()-[]->(c) }`, or such a path as a condition in WHERE). `COUNT { … } > 0` is right.
"""

from __future__ import annotations

import re
from typing import Final

from greffier.graph.errors import QueryError

_QUIET: Final = re.compile(r"'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\"|`[^`]*`|//[^\n]*|/\*.*?\*/", re.S)
_HOP: Final = re.compile(r"\)\s*<?-\s*(?:\[[^\]]*\]\s*)?->?\s*(?=\()")
_NODE: Final = r"\((?:[^()]|\([^()]*\))*\)"
_LINK: Final = r"\s*<?-\s*(?:\[[^\]]*\]\s*)?->?\s*"
_LONG_PATH: Final = re.compile(f"{_NODE}(?:{_LINK}{_NODE}){{2,}}")
# `[(a)-->()-->(c) | c.name]`: a list made of matches, which comes out right.
_COMPREHENSION: Final = re.compile(rf"\[\s*(?:\w+\s*=\s*)?{_NODE}(?:{_LINK}{_NODE})+\s*(?=\||\bWHERE\b)", re.I)
_CLAUSE: Final = re.compile(
    r"(?<![.:$\w])(MATCH|CREATE|MERGE|WHERE|WITH|RETURN|UNWIND|SET|DELETE|DETACH|ORDER\s+BY|UNION|CALL)\b", re.I
)
# What it cannot parse, with the way to say it.
_UNPARSED: Final = (
    (re.compile(r"\bIN\s*\[\s*(\w+)\s+IN\b", re.I), "write IN ([{} IN …])"),
    (re.compile(r"\(\s*COUNT\s*\{", re.I), "write (0 + COUNT {{ … }} …)"),
)
# `-[hops:PART_OF*1..3]-`: a list of relations under a name.
_NAMED_LENGTH: Final = re.compile(r"\[\s*(?:\w+|`[^`]*`)\s*(?::[^\]*]*)?\*")
_OF_PATTERNS: Final = ("MATCH", "CREATE", "MERGE")
REMEDY: Final = "write COUNT { … } > 0 instead"


def check_supported(text: str) -> None:
    """Raise QueryError where the query asks for the existence of a path of two or more relations."""
    bare = _QUIET.sub(lambda found: " " * len(found[0]), text)
    outside = bare
    for word in ("EXISTS", "COUNT"):
        for start, end in _blocks(bare, word):
            if word == "EXISTS" and len(_HOP.findall(bare[start:end])) > 1:
                raise QueryError(f"EXISTS over two or more relations is not reliable on the embedded store: {REMEDY}")
            outside = outside[:start] + " " * (end - start) + outside[end:]
    outside = _COMPREHENSION.sub(lambda found: " " * len(found[0]), outside)
    clauses = list(_CLAUSE.finditer(outside))
    ends = [clause.start() for clause in clauses[1:]] + [len(outside)]
    for clause, end in zip(clauses, ends, strict=False):
        if clause[1].upper() in _OF_PATTERNS:
            continue
        condition = _LONG_PATH.search(outside, clause.end(), end)
        if condition:
            raise QueryError(
                f"the path {condition[0].strip()!r} as a condition is not reliable on the embedded store: {REMEDY}"
            )


def names_relations_of_length(text: str) -> bool:
    """Return whether a query may name the relations of a step of many lengths.

    Where the planner starts such a path at its other end, it gives these relations from there.
    """
    return _NAMED_LENGTH.search(text) is not None


def find_remedy(text: str) -> str | None:
    """Return how to write what the engine could not parse; None where nothing is known of it."""
    bare = _QUIET.sub(lambda found: " " * len(found[0]), text)
    return next((remedy.format(*found.groups()) for form, remedy in _UNPARSED if (found := form.search(bare))), None)


def _blocks(text: str, word: str) -> list[tuple[int, int]]:
    """Return the offsets of what stands in braces after a word."""
    blocks = []
    for found in re.finditer(rf"\b{word}\s*\{{", text, re.I):
        depth, at = 1, found.end()
        while at < len(text) and depth:
            depth += {"{": 1, "}": -1}.get(text[at], 0)
            at += 1
        blocks.append((found.end(), at))
    return blocks
