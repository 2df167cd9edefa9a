"""The head of a query file: what the question is called, asks for and answers, as comments.

    // name: incidents
    // summary: The incidents that hit an institution, in order of date.
    // parameter institution (thing[Organization], required): The institution, by name or id.
    // parameter since (date, default none): Only what may have happened on this day or later.
    // column date (text): When it happened.
    // example: greffier query incidents -p institution="Promutuel Assurance"

A line that starts with `//` and three spaces or more goes on with the line before; `//` alone
separates. The head ends with the first line that is no comment.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from greffier.graph.errors import KnowledgeError, ValueFormatError
from greffier.queries.values import COLUMN_TYPES, PARAMETER_TYPES, parse_value

NONE: Final = "none"
_FIELD: Final = re.compile(r"(?P<key>name|summary|example): (?P<text>\S.*)")
_PARAMETER: Final = re.compile(
    r"parameter (?P<name>[a-z_]+) \((?P<type>[a-z]+)(?:\[(?P<of>[A-Za-z_| ]+)\])?, "
    r"(?:(?P<required>required)|default (?P<default>[^()]+))\): (?P<doc>\S.*)"
)
_COLUMN: Final = re.compile(r"column (?P<name>[a-z_]+) \((?P<type>[a-z]+)\): (?P<doc>\S.*)")


@dataclass(frozen=True, slots=True)
class Parameter:
    """Describe what a query asks for.

    `type` is one of PARAMETER_TYPES. `of` narrows it: the labels that a thing may bear, the texts
    to choose from, or which end of a partial date is meant (`first` or `last`). `default` is the
    text that stands for it where it is not given, None where nothing does.
    """

    name: str
    type: str
    of: tuple[str, ...]
    required: bool
    default: str | None
    summary: str

    @property
    def form(self) -> str:
        """Return its type as it is written in the head."""
        return f"{self.type}[{'|'.join(self.of)}]" if self.of else self.type


@dataclass(frozen=True, slots=True)
class Column:
    """Describe a column of the answer; `type` is one of COLUMN_TYPES."""

    name: str
    type: str
    summary: str


@dataclass(frozen=True, slots=True)
class Head:
    """Hold what the head of a query file says; `lines` gives the line of each parameter and column."""

    name: str
    summary: str
    example: str
    parameters: tuple[Parameter, ...]
    columns: tuple[Column, ...]
    lines: dict[str, int]


def parse_head(text: str, file: Path) -> Head:
    """Return the head of a query file; raise KnowledgeError, with file and line, where it is malformed."""
    fields: dict[str, str] = {}
    parameters: list[Parameter] = []
    columns: list[Column] = []
    lines: dict[str, int] = {}
    for number, line in _entries(text, file):
        where = f"{file.name}:{number}"
        if found := _FIELD.fullmatch(line):
            if found["key"] in fields:
                raise KnowledgeError(f"{where}: there is a second `{found['key']}:`; keep one")
            fields[found["key"]] = found["text"]
        elif found := _PARAMETER.fullmatch(line):
            parameters.append(_parameter(found, where))
            _note(lines, f"${found['name']}", number, where)
        elif found := _COLUMN.fullmatch(line):
            if found["type"] not in COLUMN_TYPES:
                raise KnowledgeError(f"{where}: a column has no type {found['type']!r}; {_choice(COLUMN_TYPES)}")
            columns.append(Column(found["name"], found["type"], found["doc"]))
            _note(lines, found["name"], number, where)
        else:
            raise KnowledgeError(
                f"{where}: {line!r} is no line of a head; write `name: …`, `summary: …`, `example: …`, "
                "`parameter NAME (TYPE, required): …` or `column NAME (TYPE): …`"
            )
    for key in ("name", "summary", "example"):
        if key not in fields:
            raise KnowledgeError(f"{file.name}:1: the head has no line `// {key}: …`; add one")
    if fields["name"] != file.stem:
        raise KnowledgeError(f"{file.name}:1: the head names the query {fields['name']!r}; name both alike")
    if not columns:
        raise KnowledgeError(f"{file.name}:1: the head documents no column; add `// column NAME (TYPE): …`")
    return Head(fields["name"], fields["summary"], fields["example"], tuple(parameters), tuple(columns), lines)


def _entries(text: str, file: Path) -> list[tuple[int, str]]:
    """Return the lines of the head with their numbers, those that go on joined to the one before."""
    entries: list[tuple[int, str]] = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.startswith("//"):
            break
        content = line[2:]
        if not content.strip():
            continue
        if content.startswith("   "):
            if not entries:
                raise KnowledgeError(f"{file.name}:{number}: this line goes on with no line before it")
            entries[-1] = (entries[-1][0], f"{entries[-1][1]} {content.strip()}")
        else:
            entries.append((number, content.strip()))
    return entries


def _parameter(found: re.Match[str], where: str) -> Parameter:
    of = tuple(choice.strip() for choice in found["of"].split("|")) if found["of"] else ()
    if found["type"] not in PARAMETER_TYPES:
        raise KnowledgeError(f"{where}: a parameter has no type {found['type']!r}; {_choice(PARAMETER_TYPES)}")
    if (of and found["type"] not in ("thing", "text", "date")) or (
        found["type"] == "date" and of not in ((), ("first",), ("last",))
    ):
        raise KnowledgeError(
            f"{where}: {found['type']}[{found['of']}] is no type; write thing[LABEL], text[ONE|OTHER], "
            "date[first] or date[last]"
        )
    default = None if found["required"] or found["default"].strip() == NONE else found["default"].strip()
    parameter = Parameter(found["name"], found["type"], of, bool(found["required"]), default, found["doc"])
    if default is not None:
        try:
            parse_value(default, parameter.type, parameter.of)
        except ValueFormatError as error:
            raise KnowledgeError(f"{where}: the default of {parameter.name}: {error}") from error
    return parameter


def _note(lines: dict[str, int], name: str, number: int, where: str) -> None:
    if name in lines:
        raise KnowledgeError(f"{where}: {name} is documented in line {lines[name]} already; keep one")
    lines[name] = number


def _choice(types: tuple[str, ...]) -> str:
    return f"it is one of {', '.join(types)}"
