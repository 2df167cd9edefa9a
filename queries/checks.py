"""The check of a query's text: against its own head, and against the graph model.

A question that names a label, relation or property that the model does not have would answer
nothing, in silence; so it is refused when the catalogue is loaded.
"""

from __future__ import annotations

import re
import shlex
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Final

from greffier.graph.errors import KnowledgeError
from greffier.graph.model import Model, model
from greffier.queries.heads import Head

_QUIET: Final = re.compile(r"'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\"|//[^\n]*|/\*.*?\*/", re.S)
_NODE: Final = re.compile(r"\(\s*(?P<name>[a-z]\w*)?\s*(?P<labels>(?::\s*[A-Z]\w*)+)\s*(?P<map>\{[^{}]*\})?\s*\)")
_RELATION: Final = re.compile(r"\[\s*(?P<name>[a-z]\w*)?\s*:\s*(?P<types>[A-Z_|]+)[^\[\]{}]*(?P<map>\{[^{}]*\})?\s*\]")
_LABEL_TEST: Final = re.compile(r"\b(?P<name>[a-z]\w*):(?P<label>[A-Z]\w*)")
_ACCESS: Final = re.compile(r"\b(?P<name>[a-z]\w*)\.(?P<property>\w+)")
_KEY: Final = re.compile(r"[{,]\s*(\w+)\s*:")
_PARAMETER: Final = re.compile(r"\$(\w+)")
_ALIAS: Final = re.compile(r".*\bAS\s+(\w+)\s*", re.S)
_WRITING: Final = re.compile(r"\b(?:CREATE|MERGE|SET|DELETE|REMOVE|DROP|LOAD\s+CSV)\b", re.I)


@dataclass(slots=True)
class _Names:
    """Hold what the names of a text stand for: labels of nodes, types of relations."""

    nodes: dict[str, set[str]] = field(default_factory=dict)
    relations: dict[str, set[str]] = field(default_factory=dict)


def check_text(text: str, head: Head, file: Path) -> None:
    """Raise KnowledgeError, with file and line, where the text does not fit its head or the model."""
    bare = _QUIET.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), text)

    def fail(at: int, message: str) -> KnowledgeError:
        return KnowledgeError(f"{file.name}:{bare.count(chr(10), 0, at) + 1}: {message}")

    if found := _WRITING.search(bare):
        raise fail(found.start(), f"{found[0]} writes; a question only reads")
    documented = {p.name for p in head.parameters}
    for found in _PARAMETER.finditer(bare):
        if found[1] not in documented:
            raise fail(
                found.start(),
                f"${found[1]} is not documented in the head; add `// parameter {found[1]} (…): …`",
            )
    used = set(_PARAMETER.findall(bare))
    for name in sorted(documented - used):
        raise KnowledgeError(f"{file.name}:{head.lines[f'${name}']}: ${name} is documented, but not in the text")
    for parameter in head.parameters:
        for label in parameter.of if parameter.type == "thing" else ():
            if label not in model().labels():
                line = head.lines[f"${parameter.name}"]
                raise KnowledgeError(f"{file.name}:{line}: the graph model has no label {label!r}")
    at, columns = _returned(bare)
    if columns != [c.name for c in head.columns]:
        raise fail(
            at,
            f"returns {', '.join(columns)}, but the head documents {', '.join(c.name for c in head.columns)}",
        )
    if not re.search(r"\bORDER\s+BY\b", bare[at:], re.I):
        raise fail(at, "the rows have no order; add ORDER BY, down to an id")
    for place, message in _unknown(bare, model()):
        raise fail(place, message)
    _check_example(head, file)


def _returned(bare: str) -> tuple[int, list[str]]:
    """Return where the last RETURN outside of braces stands, and the names of what it returns."""
    outside = _blank_inside(bare, "{", "}")
    returns = [found.start() for found in re.finditer(r"\bRETURN\b", outside)]
    at = returns[-1] if returns else len(bare)
    end = re.search(r"\bORDER\s+BY\b|\bSKIP\b|\bLIMIT\b|;", outside[at:])
    part = bare[at : at + end.start() if end else len(bare)]
    part = re.sub(r"^RETURN(\s+DISTINCT)?\b", "", part)
    for opening, closing in ("()", "[]", "{}"):
        part = _blank_inside(part, opening, closing)
    names = []
    for item in part.split(","):
        found = _ALIAS.fullmatch(item)
        names.append(found[1] if found else item.strip())
    return at, names


def _blank_inside(text: str, opening: str, closing: str) -> str:
    """Return the text with spaces for what stands between such brackets, of the same length."""
    depth, out = 0, []
    for character in text:
        depth -= character == closing
        out.append(" " if depth > 0 and character != "\n" else character)
        depth += character == opening
    return "".join(out)


def _unknown(bare: str, known: Model) -> list[tuple[int, str]]:
    """Return the labels, relations and properties that the model lacks, each with its place."""
    faults: list[tuple[int, str]] = []
    names = _Names()
    for found in _NODE.finditer(bare):
        labels = set(re.findall(r"\w+", found["labels"]))
        faults += [
            (found.start(), f"the graph model has no label {label!r}") for label in sorted(labels - known.labels())
        ]
        if found["name"]:
            names.nodes.setdefault(found["name"], set()).update(labels)
        faults += _keys(found, _properties_of_labels(labels, known), f"nodes {'|'.join(sorted(labels))}")
    for found in _RELATION.finditer(bare):
        types = set(found["types"].split("|"))
        faults += [
            (found.start(), f"the graph model has no relation {t!r}") for t in sorted(types - known.relations.keys())
        ]
        if found["name"]:
            names.relations.setdefault(found["name"], set()).update(types)
        faults += _keys(found, _properties_of_relations(types, known), f"relations {'|'.join(sorted(types))}")
    for found in _LABEL_TEST.finditer(_RELATION.sub(lambda relation: " " * len(relation[0]), bare)):
        if found["label"] not in known.labels():
            faults.append((found.start(), f"the graph model has no label {found['label']!r}"))
        else:
            names.nodes.setdefault(found["name"], set()).add(found["label"])
    for found in _ACCESS.finditer(bare):
        name = found["name"]
        if name in names.nodes:
            properties = _properties_of_labels(names.nodes[name], known)
        elif name in names.relations:
            properties = _properties_of_relations(names.relations[name], known)
        else:
            continue  # a map made by the query itself
        if found["property"] not in properties:
            labels = names.nodes.get(name) or names.relations[name]
            faults.append(
                (
                    found.start(),
                    f"the graph model gives {'|'.join(sorted(labels))} no property {found['property']!r}",
                )
            )
    return sorted(faults)


def _keys(found: re.Match[str], properties: set[str], what: str) -> list[tuple[int, str]]:
    return [
        (found.start(), f"the graph model gives {what} no property {key!r}")
        for key in _KEY.findall(found["map"] or "")
        if key not in properties
    ]


def _properties_of_labels(labels: set[str], known: Model) -> set[str]:
    families = [f for f in known.families.values() if f.name in labels or labels & f.kinds.keys()]
    return {"id"}.union(*(f.properties for f in families))


def _properties_of_relations(types: set[str], known: Model) -> set[str]:
    return set().union(*(known.relations[t].properties for t in types if t in known.relations))


def _check_example(head: Head, file: Path) -> None:
    words = shlex.split(head.example)
    given = [w.split("=", 1)[0] for flag, w in pairwise(words) if flag == "-p"]
    needed = {p.name for p in head.parameters if p.required}
    if words[:3] != ["greffier", "query", head.name] or not needed <= set(given) <= {p.name for p in head.parameters}:
        raise KnowledgeError(
            f"{file.name}:1: the example {head.example!r} does not run; write `greffier query {head.name}` "
            "with `-p NAME=VALUE` for each required parameter"
        )
