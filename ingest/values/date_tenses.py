"""Whether the words around a date speak of what is still to come."""

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

_FUTURE_FR: Final = (
    r"(?:\w+(?:era|eront|erez|erons|dra|dront|iront|ttra|ttront|ourra|ourront|evra|evront)"
    r"|sera|seront|fera|feront|aura|auront|ira|iront)"
)
_FUTURE_EN: Final = r"(?:will|shall|['’]ll|(?:is|are)\s(?:due|set|expected|scheduled)\sto)"

# The verb, then at most six words up to the date. A participle among them belongs to what has already
# happened, "will appeal the fine imposed on 3 March", unless it is the verb's own: "will be heard".
_BEFORE: Final[Mapping[str, re.Pattern[str]]] = MappingProxyType(
    {
        "fr": re.compile(
            rf"\b{_FUTURE_FR}(?:\s\w+(?:é|i|u|is)e?s?(?=\s))?(?:\s(?!\w+ée?s?\b)[\w'’-]+){{0,6}}\s?$"
            r"|\bd['’]ici\s(?:le\s|au\s|à\s)?$|\bau\splus\stard\s(?:le\s|en\s)?$",
            re.IGNORECASE,
        ),
        "en": re.compile(
            rf"\b{_FUTURE_EN}\s(?:\w+\s){{0,2}}?(?:be\s\w+ed\s|\w+\s)(?:(?!\w+ed\b)[\w'’-]+\s){{0,6}}$"
            r"|\bno\slater\sthan\s$|\b(?:due|scheduled|expected)\s(?:\w+\s){0,3}$"
        ),
    }
)
_AFTER: Final[Mapping[str, re.Pattern[str]]] = MappingProxyType(
    {
        "fr": re.compile(rf",?\s(?:[\w'’-]+\s){{0,8}}?{_FUTURE_FR}\b", re.IGNORECASE),
        "en": re.compile(rf",?\s(?:[\w'’-]+\s){{0,8}}?{_FUTURE_EN}\b"),
    }
)
# What may stand between the beginning of a sentence and a date that sets the time of all of it.
_OPENING: Final = re.compile(
    r"(?:^|[.!?:;\n»”])\s*(?:(?:le|la|en|on|in|from|du|à partir du|ce)\s|l['’])?$", re.IGNORECASE
)
_CLAUSE_END: Final = re.compile(r"[.,;:()\n](?=\s)|\n")

_WINDOW: Final = 90


def is_future(text: str, start: int, end: int, lang: str) -> bool:
    """Tell whether the clause around the date at `start` to `end` is in the future tense.

    Looked for: a verb in the future shortly before the date, or after a date that opens the sentence.
    """
    before = text[max(0, start - _WINDOW) : start]
    if _BEFORE[lang].search(_CLAUSE_END.split(before)[-1]):
        return True
    return bool(_OPENING.search(before)) and bool(_AFTER[lang].match(text[end : end + _WINDOW]))
