"""The reference pages, docs/cli.md and docs/queries.md, made from the commands and queries themselves.

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


def pages() -> dict[str, str]:
    """Return the pages by file name."""
    from greffier.cli.main import cli
    from greffier.queries.catalogue import load

    return {
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


if __name__ == "__main__":
    main()
