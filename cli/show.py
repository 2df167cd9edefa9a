"""The command `show`: all that is known of one thing."""

from __future__ import annotations

import json
import shutil
import sys
import textwrap
from collections.abc import Iterator
from dataclasses import asdict
from itertools import groupby
from typing import TYPE_CHECKING, Final

import click

from greffier.cli.outputs import one_line, plain
from greffier.cli.settings import Settings, loudness_options, pass_settings, store_option, text_format_option

if TYPE_CHECKING:
    from greffier.queries.cards import Card, Fact, Source, Telling

SOURCES: Final = 3  # passages shown for a fact, unless all are asked for
SURE: Final = 1.0


@click.command()
@click.argument("name", metavar="NAME-OR-ID")
@click.option("--all", "everything", is_flag=True, help=f"Show every passage, not the first {SOURCES} of each fact.")
@text_format_option
@store_option
@loudness_options
@pass_settings
def show(settings: Settings, name: str, everything: bool, form: str) -> None:
    """Show all that is known of an organisation, law, incident, action or document, and which words say so.

    \b
    Examples:
      greffier show Desjardins
      greffier show regulator/ca-qc-amf --all
      greffier show RGPD --format json
    """
    from greffier.queries.cards import build_card
    from greffier.queries.names import get_thing

    with settings.open_store() as store:
        card = build_card(store, get_thing(store, name))
    if form == "json":
        json.dump(plain(_as_data(card)), sys.stdout, ensure_ascii=False, indent=1)
        sys.stdout.write("\n")
        return
    width = shutil.get_terminal_size().columns
    for line in _lines(card, sys.maxsize if everything else SOURCES, width):
        sys.stdout.write(f"{line}\n")


def _as_data(card: Card) -> dict[str, object]:
    data = asdict(card)
    thing = data.pop("thing")
    del thing["fit"]
    return {**thing, "details": dict(card.details), "facts": data["facts"], "tellings": data["tellings"]}


def _lines(card: Card, limit: int, width: int) -> Iterator[str]:
    thing = card.thing
    yield from _wrapped(thing.name, "", width)
    yield f"{thing.kind if thing.kind != 'Other' else f'Other {thing.family.lower()}'} · {thing.id}"
    for name, value in card.details:
        yield from _wrapped(f"{name}: {value}", "", width, "  ")
    for heading, facts in groupby(card.facts, key=lambda f: f.heading):
        yield ""
        yield heading
        for fact in facts:
            yield from _fact_lines(fact, limit, width, titled=thing.family != "Document")
    if len({t.source.document for t in card.tellings}) > 1 and thing.family in ("Incident", "Action"):
        yield ""
        yield "Told in"
        for telling in card.tellings:
            yield from _telling_lines(telling, width)
    elif card.tellings and not card.facts:
        yield ""
        yield "Only named, in"
        for telling in card.tellings[:limit]:
            yield from _source_lines(telling.source, width)
        yield from _more(len(card.tellings) - limit)


def _fact_lines(fact: Fact, limit: int, width: int, *, titled: bool) -> Iterator[str]:
    status = "" if fact.status == "asserted" or fact.text.endswith(f"[{fact.status}]") else f" [{fact.status}]"
    yield from _wrapped(f"{fact.text}{status}", "- ", width)
    if fact.id:
        yield f"    {fact.id}"
    for source in fact.sources[:limit]:
        yield from _source_lines(source, width, titled=titled)
    yield from _more(len(fact.sources) - limit)


def _more(number: int) -> Iterator[str]:
    if number > 0:
        yield f"    and {number} more: --all shows {'it' if number == 1 else 'them'}"


def _source_lines(source: Source, width: int, *, titled: bool = True) -> Iterator[str]:
    status = "" if source.status == "asserted" else f"{source.status}: "
    when = f", {source.published}" if source.published else ""
    origin = f" ({source.title}{when})" if titled else ""
    yield from _wrapped(f"{status}« {source.quote} »{origin}", "    ", width)


def _telling_lines(telling: Telling, width: int) -> Iterator[str]:
    yield from _source_lines(telling.source, width)
    if telling.score < SURE:
        yield from _wrapped(f"taken for the same ({telling.score:.2f}): {telling.why}", "      ", width)


def _wrapped(text: str, first: str, width: int, later: str | None = None) -> list[str]:
    indent = later if later is not None else " " * len(first)
    return textwrap.wrap(
        one_line(text),
        max(width, 40),
        initial_indent=first,
        subsequent_indent=indent,
        break_on_hyphens=False,
        break_long_words=False,
    )
