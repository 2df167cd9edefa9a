"""Estimates: what reading documents with a model would take, told without asking it anything."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from greffier.graph.records import Document
from greffier.ingest.llm.cache import Cache, cache_key
from greffier.ingest.llm.costs import Usage, estimate
from greffier.ingest.llm.parts import split
from greffier.ingest.llm.plans import Plan
from greffier.ingest.llm.questions import build_messages, schema
from greffier.ingest.texts import Text


@dataclass(frozen=True, slots=True)
class Estimate:
    """Say what reading documents would take: questions, those answered in the cache already, tokens of the others."""

    documents: int
    questions: int
    cached: int
    usage: Usage
    cost: float


def estimate_reading(documents: Iterable[Document], plan: Plan, model: str | None) -> Estimate:
    """Return what reading documents would take; without a model's name, none of its answers is known to be kept."""
    cache = Cache(plan.cache)
    count = questions = cached = 0
    usage = Usage()
    for document in documents:
        count += 1
        text = Text(document)
        parts = split(text, plan.size)
        for number, part in enumerate(parts, 1):
            questions += 1
            messages = build_messages(text, part, number, len(parts))
            if model and cache.get(cache_key(model, messages, schema())):
                cached += 1
            else:
                usage += estimate(messages, part.end - part.start)
    return Estimate(count, questions, cached, usage, plan.prices.of(usage))
