"""Frames: how texts state relations between bodies, made of lists of words, as patterns over marked lines.

`knowledge/relations.yaml` has for each language lists of words (parts of a group, its head, verbs of owning and of
telling) and frames that put them between two bodies, `{a}` and `{b}`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from greffier.graph.errors import KnowledgeError
from greffier.ingest.prefilters import Prefilter

RELATIONS_FILE: Final = Path(__file__).with_name("knowledge") / "relations.yaml"
MARKS: Final = {"firm": r"⟨\d+⟩", "authority": r"⟪\d+⟫"}
DEPTH: Final = 6  # how far words may be made of words
_BETWEEN: Final = re.compile(r"\s\|\s")
_WORDS: Final = re.compile(r"\{([a-z]\w*)\}")


@dataclass(frozen=True, slots=True)
class Frames:
    """Hold the frames of some relations in one language; `predicates` and `refused` belong to the patterns in order.

    What a match of a pattern holds of `refused` makes it no statement (negation, plans, duties).
    """

    predicates: tuple[str, ...]
    refused: tuple[re.Pattern[str], ...]
    prefilter: Prefilter


@cache
def frames(language: str, predicates: tuple[str, ...]) -> Frames:
    """Return the frames of these relations; raise KnowledgeError where the file is not well-formed."""
    data = _data()
    known: list[tuple[str, re.Pattern[str], re.Pattern[str]]] = []
    for relation in data["relations"]:
        if relation["relation"] not in predicates:
            continue
        words = {name: _one_of(written) for name, written in data["words"][language].items()}
        for name in ("a", "b"):
            one = MARKS[relation[name]]
            words[name] = f"(?P<{name}>{one})"
            words[f"{name}s"] = f"(?P<{name}>{one}(?:{words['next']}{one}(?!'s))*)"
            words[f"{name}_all"] = f"(?P<{name}>{one}(?:(?:{words['next']}{one})*{words['last']}{one})?)"
        refused = _compiled(relation["refused"][language], words)
        known += [(relation["relation"], _compiled(f, words), refused) for f in relation[language]]
    return Frames(
        tuple(predicate for predicate, _, _ in known),
        tuple(refused for _, _, refused in known),
        Prefilter([pattern for _, pattern, _ in known], by_line=True),
    )


@cache
def _data() -> dict[str, Any]:
    import yaml

    return dict(yaml.safe_load(RELATIONS_FILE.read_text("utf-8")))


def _one_of(written: str) -> str:
    """Return a list of words (« unit | arm ») as a pattern for one of them; any other piece as it is."""
    members = _BETWEEN.split(written)
    return f"(?:{'|'.join(members)})" if len(members) > 1 else written


def _compiled(frame: str, words: dict[str, str]) -> re.Pattern[str]:
    written = frame
    try:
        for _ in range(DEPTH):
            written = _WORDS.sub(lambda m: words[m[1]], written)
        return re.compile(written, re.I)
    except (KeyError, re.error) as error:
        raise KnowledgeError(f"{RELATIONS_FILE.name}: {frame!r} is no frame: {error}") from error
