"""The lexicon of names: the patterns of `knowledge/names.yaml`, compiled once, when first needed.

Patterns of `heads`, `cues` and the lists of words are matched on folded text (lower case, no
accents), `short_names` and `descriptions` on plain text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from greffier.graph.errors import KnowledgeError
from greffier.ingest.knowledge import KNOWLEDGE

NAMES_FILE: Final = KNOWLEDGE / "names.yaml"

# The list of words in a pattern of short names: its first group.
_LIST: Final = re.compile(r"(?<!\\)\(((?!\?)[^()]+)\)")


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Hold the compiled patterns; see names.yaml for what each is."""

    heads: tuple[tuple[str, re.Pattern[str]], ...]
    organization_words: re.Pattern[str]
    before: tuple[tuple[str, re.Pattern[str]], ...]
    after: tuple[tuple[str, re.Pattern[str]], ...]
    short_names: dict[str, re.Pattern[str]]
    descriptions: dict[str, tuple[tuple[str, re.Pattern[str]], ...]]
    media: re.Pattern[str]
    not_organizations: re.Pattern[str]
    others: re.Pattern[str]
    member_words: re.Pattern[str]
    short_words: re.Pattern[str]
    organs: re.Pattern[str]

    def kind_of_name(self, folded: str) -> str | None:
        """Return the kind that a folded name tells by its words, or None."""
        return next((kind for kind, pattern in self.heads if pattern.search(folded)), None)

    def kind_beside(self, folded: str, start: int, end: int) -> str | None:
        """Return the kind that the words beside a name tell, or None."""
        lead = folded[max(0, start - 60) : start]
        for kind, pattern in self.before:
            if pattern.search(lead):
                return kind
        for kind, pattern in self.after:
            if pattern.match(folded, end):
                return kind
        return None


@cache
def lexicon() -> Lexicon:
    """Return the lexicon of names; raise KnowledgeError where its file is not well-formed."""
    import yaml

    data = yaml.safe_load(NAMES_FILE.read_text("utf-8"))

    def one(patterns: list[str] | str, prefix: str = "", suffix: str = "", flags: int = 0) -> re.Pattern[str]:
        text = "|".join(patterns) if isinstance(patterns, list) else patterns
        try:
            return re.compile(f"{prefix}(?:{text}){suffix}", flags)
        except re.error as error:
            raise KnowledgeError(f"{NAMES_FILE.name}: {text[:60]!r} is no pattern: {error}") from error

    try:
        return Lexicon(
            heads=tuple((kind, one(patterns)) for kind, patterns in data["heads"].items()),
            organization_words=one(data["organization_words"]),
            before=tuple(
                (kind, one(c["before"], r"\b", r",?\s+(?:the |la |le |l')?$")) for kind, c in data["cues"].items()
            ),
            after=tuple((kind, one(c["after"])) for kind, c in data["cues"].items()),
            short_names={language: one(pattern) for language, pattern in data["short_names"].items()},
            descriptions={
                language: tuple((kind, one(p, r"(?<!\w)", r"(?!\w)", re.I)) for kind, p in kinds.items())
                for language, kinds in data["descriptions"].items()
            },
            media=one(data["media"], "^(?:the |le |la )?", "$"),
            not_organizations=one(data["not_organizations"], "^(?:the |le |la |l')?", "$"),
            others=one(data["others"], "^(?:the |le |la |l')?", "$"),
            member_words=one(data["member_words"], "^", "$"),
            organs=one(data["organs"]),
            short_words=one(
                [found[1] for p in data["short_names"].values() for found in _LIST.finditer(p)],
                "^",
                "s?$",
                re.I,
            ),
        )
    except KeyError as error:
        raise KnowledgeError(f"{NAMES_FILE.name}: the part {error.args[0]!r} is missing") from error
