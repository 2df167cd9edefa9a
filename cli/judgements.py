"""The commands of `judgements`: what people decided about things being the same."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from typing import TYPE_CHECKING, TextIO

import click

from greffier.cli.outputs import write_rows
from greffier.cli.settings import Settings, format_option, loudness_options, pass_settings, store_option

if TYPE_CHECKING:
    from greffier.graph.judgements import Judgement

COLUMNS = ("id", "verdict", "family", "left", "right", "by", "at", "note", "holds")


@click.group()
def judgements() -> None:
    """List, carry over and take back what people decided about things being the same.

    \b
    Examples:
      greffier judgements list
      greffier judgements export > decisions.jsonl
      greffier judgements undo 1f2e3d4c5a6b
    """


@judgements.command("list")
@format_option
@store_option
@loudness_options
@pass_settings
def list_(settings: Settings, form: str | None) -> None:
    """List the judgements, the latest last; `holds` is no where a later one goes against it.

    \b
    Examples:
      greffier judgements list
      greffier judgements list --format json
    """
    from greffier.graph.judgements import read_judgements
    from greffier.ingest.resolution.judged import weigh

    with settings.open_store() as store:
        found = read_judgements(store)
    void = weigh(found).void
    rows = [_as_row(j) | {"holds": "no" if j.id in void else "yes"} for j in found]
    write_rows(rows, COLUMNS, form)


def _as_row(judgement: Judgement) -> dict[str, object]:
    data = asdict(judgement)
    return {"id": judgement.id} | {k: list(v) if isinstance(v, tuple) else str(v) for k, v in data.items()}


@judgements.command("export")
@click.option(
    "--output",
    "-o",
    type=click.File("w", encoding="utf-8", lazy=True),
    default="-",
    metavar="FILE",
    help="The file to write. Default: standard output.",
)
@store_option
@loudness_options
@pass_settings
def export_(settings: Settings, output: TextIO) -> None:
    """Write the judgements as JSON lines, for `greffier judgements import` into another store.

    \b
    Examples:
      greffier judgements export -o decisions.jsonl
      greffier judgements export --store neo4j://localhost:7687 | sort > decisions.jsonl
    """
    from greffier.graph.judgements import read_judgements

    with settings.open_store() as store:
        found = read_judgements(store)
    for judgement in found:
        output.write(json.dumps(_as_row(judgement), ensure_ascii=False) + "\n")
    settings.note(f"{len(found)} judgement{'' if len(found) == 1 else 's'} written.")


@judgements.command("import")
@click.argument("file", type=click.File("r", encoding="utf-8"), default="-", metavar="FILE")
@store_option
@loudness_options
@pass_settings
def import_(settings: Settings, file: TextIO) -> None:
    """Take in judgements that were exported; all of them, or none where one cannot be read.

    \b
    Examples:
      greffier judgements import decisions.jsonl
      greffier judgements export --store old.kgl | greffier judgements import - --store new.kgl

    They bind documents that are there already, and those that come later.
    """
    from greffier.ingest.rulings import take_in

    read = [_parse(line, f"{file.name}:{number}") for number, line in enumerate(file, 1) if line.strip()]
    with settings.open_store(writable=True) as store:
        new = take_in(store, read)
    settings.note(f"{new} of {len(read)} judgements are new.")


def _parse(line: str, place: str) -> Judgement:
    from greffier.graph.errors import InputError
    from greffier.graph.judgements import Judgement, Verdict

    try:
        data = json.loads(line)
        left, right = (tuple(data[side]) for side in ("left", "right"))
        if not all(isinstance(item, str) for item in (*left, *right)):
            raise TypeError("the items of a side are texts")
        texts = [data[name] for name in ("family", "by", "at")]
        if not all(isinstance(text, str) for text in texts):
            raise TypeError("family, by and at are texts")
        family, by, at = texts
        return Judgement(Verdict(data["verdict"]), family, left, right, by, at, str(data.get("note") or ""))
    except (ValueError, KeyError, TypeError, InputError) as error:
        raise InputError(f"{place}: is no judgement as `greffier judgements export` writes them: {error}") from error


@judgements.command()
@click.argument("names", nargs=-1, required=True, metavar="ID...")
@store_option
@loudness_options
@pass_settings
def undo(settings: Settings, names: tuple[str, ...]) -> None:
    """Take judgements back: the graph is as if they had never been made.

    \b
    Examples:
      greffier judgements undo judgement/1f2e3d4c5a6b
      greffier judgements undo 1f2e3d4c5a6b 0a1b2c3d4e5f
    """
    from greffier.ingest.rulings import undo as take_back

    with settings.open_store(writable=True) as store:
        gone = take_back(store, names)
    for judgement in gone:
        settings.note(f"{judgement.id}: taken back.")
    sys.stdout.flush()
