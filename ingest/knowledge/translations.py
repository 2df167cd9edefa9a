"""Translations: in which language the names of the gazetteer are, where its files tell.

The regulators' file has a French and an English name beside the one of their own country.
"""

from __future__ import annotations

import csv
from functools import cache

from greffier.ingest.knowledge import KNOWLEDGE
from greffier.ingest.knowledge.gazetteers import FILES
from greffier.ingest.languages import LANGUAGES


@cache
def name_languages() -> dict[tuple[str, str], str]:
    """Return the language (fr, en) of names by the id of the entry and the name; a name of both is in neither."""
    found: dict[tuple[str, str], str] = {}
    for name in FILES:
        with (KNOWLEDGE / name).open(encoding="utf-8", newline="") as stream:
            for row in csv.DictReader(stream):
                told = {language: row.get(f"name_{language}") or "" for language in LANGUAGES}
                if len(set(told.values()) - {""}) == len([word for word in told.values() if word]):
                    found |= {(row["id"], word): language for language, word in told.items() if word}
    return found
