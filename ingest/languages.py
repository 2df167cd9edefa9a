"""Language: French or English, the two that Greffier reads."""

from __future__ import annotations

from functools import cache
from typing import Any, Final

LANGUAGES: Final = ("en", "fr")
SAMPLE: Final = 4000


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE)
    identifier.set_languages(list(LANGUAGES))
    return identifier


def detect_language(text: str) -> str:
    """Return "fr" or "en", whichever the first 4,000 characters look like more."""
    return str(_identifier().classify(text[:SAMPLE])[0])
