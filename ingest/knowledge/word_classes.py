"""Word classes: lists of words under a name, which patterns take up as `{name}`.

"fined | penalised | docked" is one of three words wherever a pattern says `{fined}`; a class may be made of classes.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

DEPTH: Final = 6  # how far classes may be made of classes
PLACE: Final = re.compile(r"\{([a-z]\w*)\}")
_BETWEEN: Final = re.compile(r"\s\|\s")


def one_of(written: str) -> str:
    """Return a list of words (« unit | arm ») as a pattern for one of them; any other piece as it is."""
    members = _BETWEEN.split(written)
    return f"(?:{'|'.join(members)})" if len(members) > 1 else written


def expanded(pattern: str, classes: Mapping[str, str]) -> str:
    """Return a pattern with its classes, and theirs, put in; raise KeyError for a class that is not known."""
    for _ in range(DEPTH):
        if "{" not in pattern:
            break
        pattern = PLACE.sub(lambda m: classes[m[1]], pattern)
    return pattern
