"""The reference pages of docs/, made from the commands, the queries and the graph model themselves.

    python -m greffier.cli.reference [FOLDER]

writes them into a folder (docs, by default).
"""

from __future__ import annotations

import inspect
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from greffier.graph.model import Model, Property
    from greffier.queries.catalogue import Query

MADE = "<!-- Made by `python -m greffier.cli.reference` from the code; change it there. -->"
VERBATIM = "\b"
ABOUT_COMMANDS = """\
# Commands

The store is the file, or the Neo4j by its URL ([neo4j.md](neo4j.md)), that `--store` names, before or after
the name of the command; else the one in the environment variable `GREFFIER_STORE`; else `greffier.kgl` in the
current folder.

Data goes to standard output in UTF-8, everything else to standard error. Commands that list take
`--format`: `table`, `tsv`, `json`, `jsonl` or `csv`. A table joins a sum with its currency, and leaves
out columns that are empty and the ids that go with names; where the terminal is too narrow for it, each
row is a block of lines. The other forms hold every column.

Exit codes: 0 done; 1 something failed, or a file could not be read; 2 wrong usage; 130 interrupted; 141
the reader of the output has gone. An interrupted `ingest` leaves in the store what it had taken in by
then.
"""
ABOUT_QUERIES = """\
# Queries

`greffier query NAME -p KEY=VALUE …` asks the store one of these questions; `greffier query NAME
--describe` tells on the command line what stands here.

A parameter of type `thing` is given as an id or a name; case, accents, articles and legal forms do not
matter, and a part of a name will do where it fits one thing only. A name that fits several is answered
with their ids. The labels in brackets say what it may be. A `date` is `YYYY`, `YYYY-MM` or `YYYY-MM-DD`;
of a year or month, `date` takes the first day and `date[last]` the last. Rows come in a fixed order.
"""
ABOUT_MODEL = """\
# The graph

What documents say is kept as occurrences and claims; organisations, laws, incidents and actions, and the
relations between them, follow from these ([decision 1](decisions/0001-claims-are-the-record.md)). A thing
bears the label of its family and that of its kind: `(:Organization:Insurer)`, `(:Action:Fine)`. Every node
has an `id`, unique in its family. A property that nothing is known of is null. Dates are text in EDTF
(`2020`, `2020-12`, `2020-12-14`), with the first and last day that they may mean beside them.
"""


def pages() -> dict[str, str]:
    """Return the pages by file name."""
    from greffier.cli.main import cli
    from greffier.graph.model import model
    from greffier.queries.catalogue import load

    return {
        "graph-model.md": "\n".join([MADE, ABOUT_MODEL, *_graph(model())]).rstrip() + "\n",
        "cli.md": "\n".join([MADE, ABOUT_COMMANDS, *_command(cli, "greffier", None)]).rstrip() + "\n",
        "queries.md": "\n".join([MADE, ABOUT_QUERIES, *_catalogue(load())]).rstrip() + "\n",
    }


def main() -> None:
    """Write the pages into the folder that the command line names."""
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "docs")
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in pages().items():
        (folder / name).write_text(text, "utf-8")


def _command(command: click.Command, path: str, parent: click.Context | None) -> Iterator[str]:
    context = click.Context(command, info_name=path.rsplit(" ", 1)[-1], parent=parent, **command.context_settings)
    yield f"## {path}"
    yield ""
    yield "```"
    yield " ".join([path, *command.collect_usage_pieces(context)])
    yield "```"
    yield ""
    yield from _paragraphs(inspect.cleandoc(command.help or ""))
    options = [p for p in command.get_params(context) if isinstance(p, click.Option)]
    if options:
        yield "| option | meaning |"
        yield "| --- | --- |"
        for option in options:
            record = option.get_help_record(context)
            if record:
                form, text = (part.replace("|", "\\|") for part in record)
                yield f"| `{form}` | {text} |"
        yield ""
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            member = command.get_command(context, name)
            if member:
                yield from _command(member, f"{path} {name}", context)


def _paragraphs(text: str) -> Iterator[str]:
    """Yield a help text as Markdown: what is marked as verbatim becomes a block of code."""
    for paragraph in text.split("\n\n"):
        if paragraph.startswith(VERBATIM):
            title, *lines = paragraph.removeprefix(VERBATIM).strip("\n").split("\n")
            yield title
            yield ""
            yield "```sh"
            yield from (line.strip() for line in lines)
            yield "```"
        else:
            yield " ".join(paragraph.split())
        yield ""


def _catalogue(queries: dict[str, Query]) -> Iterator[str]:
    yield "| query | answers |"
    yield "| --- | --- |"
    for query in queries.values():
        yield f"| [{query.name}](#{query.name}) | {query.summary} |"
    yield ""
    for query in queries.values():
        yield f"## {query.name}"
        yield ""
        yield query.summary
        yield ""
        yield "```sh"
        yield query.example
        yield "```"
        yield ""
        if query.parameters:
            yield "| parameter | type | default | meaning |"
            yield "| --- | --- | --- | --- |"
            for p in query.parameters:
                default = "required" if p.required else p.default or "none"
                form = p.form.replace("|", "\\|")
                yield f"| `{p.name}` | {form} | {default} | {p.summary} |"
            yield ""
        yield "| column | type | meaning |"
        yield "| --- | --- | --- |"
        for c in query.columns:
            yield f"| `{c.name}` | {c.type} | {c.summary} |"
        yield ""


def _graph(model: Model) -> Iterator[str]:
    yield "## Relations between things"
    yield ""
    yield "| relation | from | to | from the claim | meaning |"
    yield "| --- | --- | --- | --- | --- |"
    for predicate in model.predicates.values():
        if predicate.relation:
            relation = model.relations[predicate.relation]
            ends = f"{', '.join(relation.start)} | {', '.join(relation.end)}"
            yield f"| `{relation.name}` | {ends} | `{predicate.name}` | {predicate.summary} |"
    yield ""
    yield "Each bears:"
    yield ""
    projected = next(p.relation for p in model.predicates.values() if p.relation)
    yield from _properties(model.relations[projected].properties)
    yield "## Relations of the record"
    yield ""
    yield "| relation | from | to | properties | meaning |"
    yield "| --- | --- | --- | --- | --- |"
    made = {p.relation for p in model.predicates.values()}
    for relation in model.relations.values():
        if relation.name not in made:
            own = ", ".join(f"`{name}`" for name in relation.properties)
            ends = f"{', '.join(relation.start)} | {', '.join(relation.end)}"
            yield f"| `{relation.name}` | {ends} | {own} | {relation.summary} |"
    yield ""
    for family in model.families.values():
        yield f"## {family.name}"
        yield ""
        yield family.summary
        yield ""
        if family.kinds:
            yield "| kind | meaning |"
            yield "| --- | --- |"
            yield from (f"| `{kind}` | {meaning} |" for kind, meaning in family.kinds.items())
            yield ""
        yield from _properties(family.properties)
    yield "## Predicates of claims"
    yield ""
    yield "| predicate | of | has | meaning |"
    yield "| --- | --- | --- | --- |"
    for predicate in model.predicates.values():
        has = predicate.object or f"a value: {predicate.value}"
        yield f"| `{predicate.name}` | {predicate.subject} | {has} | {predicate.summary} |"
    yield ""


def _properties(properties: dict[str, Property]) -> Iterator[str]:
    yield "| property | type | meaning |"
    yield "| --- | --- | --- |"
    for p in properties.values():
        yield f"| `{p.name}` | {p.type} | {p.summary} |"
    yield ""


if __name__ == "__main__":
    main()
