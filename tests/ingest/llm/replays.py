"""Readings of a careful reader, turned into what a model would answer: the same items, with words for the values.

The reader has not noted which words say a date or a sum. They are looked for here: the words nearest to the
evidence in which our own grammar reads that value, else the line with the date of publication, else the evidence.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from greffier.graph.records import Document
from greffier.ingest.texts import Text
from greffier.ingest.values.dates import find_dates
from greffier.ingest.values.money import find_money


def answer_of(reading: Mapping[str, Any], document: Document) -> dict[str, list[dict[str, Any]]]:
    """Return a reading in the form in which a model is asked to answer."""
    text = Text(document)
    dates = [(m.start, m.end, m.value) for m in find_dates(text.plain, document.language, document.published)]
    sums = [(m.start, m.end, m.value) for m in find_money(text.plain, document.language)]

    def words(value: object, evidence: str, places: Iterable[tuple[int, int, object]]) -> str | None:
        at = document.text.find(evidence)
        fitting = [(abs(start - at), start, end) for start, end, found in places if found == value]
        if not fitting:
            return None
        _, start, end = min(fitting)
        return text.quote(start, end).text

    def dated(value: str | None, evidence: str) -> dict[str, str] | None:
        if not value:
            return None
        published = document.published if (document.published or "").startswith(value) else None
        return {"value": value, "quote": words(value, evidence, dates) or published or evidence}

    def counted(amount: Mapping[str, Any] | None, evidence: str) -> dict[str, Any] | None:
        return {**amount, "quote": words(amount["value"], evidence, sums) or evidence} if amount else None

    return {
        "entities": [{key: e[key] for key in ("id", "type", "mentions")} for e in reading["entities"]],
        "incidents": [
            {
                **{key: i[key] for key in ("id", "type", "affected", "evidence")},
                "date": dated(i["date"], i["evidence"]),
                "announced": dated(i["announced"], i["evidence"]),
            }
            for i in reading["incidents"]
        ],
        "actions": [
            {
                **{key: a[key] for key in ("id", "type", "issuer", "target", "law", "concerns", "evidence")},
                "date": dated(a["date"], a["evidence"]),
                "amount": counted(a["amount"], a["evidence"]),
            }
            for a in reading["actions"]
        ],
        "relations": [{key: r[key] for key in ("subject", "type", "object", "evidence")} for r in reading["relations"]],
    }
