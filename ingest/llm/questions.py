"""Questions: what is asked of a model about one part of one document.

The wordings are the files in `prompts/`, one a language; the kinds that they list are those of the graph
model. `fingerprint` changes with every word of them and of the form of the answer, so that what was read
under other wordings is read again.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from string import Template
from typing import Any, Final, TypedDict

from greffier.graph.identity import digest
from greffier.graph.model import model
from greffier.ingest.languages import LANGUAGES
from greffier.ingest.llm.answers import answer_schema
from greffier.ingest.llm.parts import Part
from greffier.ingest.texts import Text

PROMPTS: Final = Path(__file__).with_name("prompts")
HEADS: Final = {
    "en": "Language: English. Date of publication: {published}. Part {number} of {count}.",
    "fr": "Langue : français. Date de publication : {published}. Partie {number} sur {count}.",
}
# Endpoints that do not hold a model to a schema leave it to these words.
FORM: Final = """\
{"entities": [{"id": "e1", "type": "…", "mentions": ["…", "…"]}],
 "incidents": [{"id": "i1", "type": "…", "affected": ["e1"], "date": {"value": "…", "quote": "…"}, "announced": null,
  "status": "asserted", "evidence": "…"}],
 "actions": [{"id": "a1", "type": "…", "issuer": ["e2"], "target": ["e1"], "law": ["e3"], "concerns": ["i1"],
  "date": null, "amount": {"value": 0, "currency": "…", "per": null, "kind": "imposed", "quote": "…"},
  "status": "asserted", "evidence": "…"}],
 "relations": [{"subject": "e1", "type": "…", "object": "e4", "evidence": "…"}]}"""
UNKNOWN: Final = {"en": "unknown", "fr": "inconnue"}
MARK_LENGTH: Final = 16
FINGERPRINT_LENGTH: Final = 8


class Message(TypedDict):
    """Hold one message of a chat."""

    role: str
    content: str


@cache
def instructions(language: str) -> str:
    """Return what a model is told to do, in a language."""

    def listed(kinds: Iterable[tuple[str, str]]) -> str:
        return "\n".join(f"- {name}: {summary}" for name, summary in kinds)

    families = model().families
    return Template((PROMPTS / f"{language}.txt").read_text("utf-8")).substitute(
        organization_kinds=listed(families["Organization"].kinds.items()),
        incident_kinds=listed(families["Incident"].kinds.items()),
        action_kinds=listed(families["Action"].kinds.items()),
        form=FORM,
        relations=listed((name, p.summary) for name, p in model().predicates.items() if p.subject == "Organization"),
    )


@cache
def schema() -> dict[str, Any]:
    """Return the JSON Schema of the answer."""
    return answer_schema()


@cache
def fingerprint() -> str:
    """Return a short hash of all that is asked: wordings, kinds and form of the answer."""
    wordings = [*(instructions(language) for language in LANGUAGES), *HEADS.values()]
    return digest(*wordings, json.dumps(schema(), sort_keys=True))[:FINGERPRINT_LENGTH]


def build_messages(text: Text, part: Part, number: int, count: int) -> tuple[Message, ...]:
    """Return the messages that ask about one part of a text.

    All that is the document's stands between two lines with a mark made of its own hash, which it can therefore not
    contain. A later part is led by the title, which often says who is meant.
    """
    document = text.document
    words = text.quote(part.start, part.end).text
    if part.start > 0:
        words = f"{document.title}\n[…]\n{words}"
    mark = f"=== {digest(words)[:MARK_LENGTH]} ==="
    head = HEADS[document.language].format(
        published=document.published or UNKNOWN[document.language],
        number=number,
        count=count,
    )
    return (
        {"role": "system", "content": instructions(document.language)},
        {"role": "user", "content": f"{head}\n{mark}\n{words}\n{mark}"},
    )
