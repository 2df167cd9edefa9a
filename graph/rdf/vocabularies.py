"""The terms of other vocabularies that may be used, from `vocabularies.yaml`, and the words of `labels.yaml`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from greffier.graph.errors import KnowledgeError

VOCABULARIES_FILE: Final = Path(__file__).with_name("vocabularies.yaml")
LABELS_FILE: Final = Path(__file__).with_name("labels.yaml")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Hold a vocabulary: its prefix and namespace, its version, how its terms were checked, and those that are used."""

    prefix: str
    iri: str
    version: str
    checked: str
    classes: tuple[str, ...]
    properties: tuple[str, ...]

    @property
    def terms(self) -> frozenset[str]:
        """The IRIs of its terms that are used."""
        return frozenset(self.iri + name for name in (*self.classes, *self.properties))


@dataclass(frozen=True, slots=True)
class Label:
    """Hold what the model does not say of a term.

    `matches` are (key of `MATCHES`, IRI in angle brackets); `en` is an English definition, where the model has none.
    """

    fr: str
    definition: str
    en: str | None
    matches: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Labels:
    """Hold the words for classes, properties and relations, and the families that are not written."""

    classes: dict[str, Label]
    properties: dict[str, Label]
    relations: dict[str, Label]
    left_out: tuple[str, ...]


MATCHES: Final = ("is", "close", "related", "narrower", "broader", "see")


@cache
def vocabularies() -> dict[str, Vocabulary]:
    """Return the vocabularies by their prefixes; raise KnowledgeError where the file is not well-formed."""
    found = {}
    for prefix, entry in _read(VOCABULARIES_FILE).items():
        try:
            words = (entry["iri"], entry["version"], entry["checked"])
            found[prefix] = Vocabulary(prefix, *words, tuple(entry["classes"]), tuple(entry["properties"]))
        except (KeyError, TypeError) as error:
            raise KnowledgeError(f"{VOCABULARIES_FILE.name}: {prefix}: needs {error}") from error
    return found


def term(name: str) -> str:
    """Return the IRI, in angle brackets, of `prefix:name`; raise KnowledgeError where it is not among the terms."""
    prefix, _, local = name.partition(":")
    vocabulary = vocabularies().get(prefix)
    if vocabulary is None or local not in (*vocabulary.classes, *vocabulary.properties):
        raise KnowledgeError(f"{name!r} is no term of {VOCABULARIES_FILE.name}: look it up, and add it there")
    return f"<{vocabulary.iri}{local}>"


@cache
def labels() -> Labels:
    """Return the words for the terms of the ontology; raise KnowledgeError where the file is not well-formed."""
    data = _read(LABELS_FILE)
    groups = {}
    for group in ("classes", "properties", "relations"):
        try:
            groups[group] = {name: _label(name, entry) for name, entry in data[group].items()}
        except (KeyError, TypeError) as error:
            raise KnowledgeError(f"{LABELS_FILE.name}: {group}: needs {error}") from error
    return Labels(**groups, left_out=tuple(data.get("left_out", ())))


def _label(name: str, entry: dict[str, Any]) -> Label:
    unknown = entry.keys() - {"fr", "definition", "en", *MATCHES}
    if unknown:
        raise KnowledgeError(f"{LABELS_FILE.name}: {name}: {min(unknown)!r} is not known there")
    matches = tuple((match, term(other)) for match in MATCHES for other in entry.get(match, ()))
    return Label(entry["fr"], entry["definition"], entry.get("en"), matches)


def _read(file: Path) -> dict[str, Any]:
    import yaml

    try:
        found = yaml.safe_load(file.read_text("utf-8"))
    except yaml.YAMLError as error:
        raise KnowledgeError(f"{file.name}: is not YAML: {error}") from error
    if not isinstance(found, dict):
        raise KnowledgeError(f"{file.name}: should be a mapping")
    return found
