"""The command `why`: why occurrences are one thing, or two things are not one."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from greffier.cli.judge import get_pair
from greffier.cli.outputs import one_line, plain
from greffier.cli.settings import Settings, loudness_options, pass_settings, store_option, text_format_option

if TYPE_CHECKING:
    from greffier.graph.store import Store
    from greffier.ingest.resolution.reasons import Difference, Membership
    from greffier.queries.names import Thing


@click.command()
@click.argument("one", metavar="A")
@click.argument("other", metavar="[B]", required=False)
@text_format_option
@store_option
@loudness_options
@pass_settings
def why(settings: Settings, one: str, other: str | None, form: str) -> None:
    """Tell why the occurrences of A are one thing, or why A and B are one, or are not.

    \b
    Examples:
      greffier why Desjardins
      greffier why "Banque Royale" "Royal Bank of Canada"
      greffier why occurrence/0a1b2c3d4e5f6a7b/i10-20 occurrence/9f8e7d6c5b4a3f2e/i31-44

    A and B are names or ids of things, or ids of occurrences.
    """
    from greffier.graph.model import THINGS
    from greffier.ingest.resolution.reasons import memberships, tell_apart
    from greffier.queries.names import get_thing

    with settings.open_store() as store:
        one, other = _thing_of(store, one), _thing_of(store, other) if other else None
        if other is None:
            found = get_thing(store, one, THINGS)
            _show_members(found, memberships(store, found.family, found.id), form)
            return
        first, second = get_pair(store, one, other)
        if first.id == second.id:
            _show_members(first, memberships(store, first.family, first.id), form)
        else:
            _show_difference(first, second, tell_apart(store, first.family, first.id, second.id), form)


def _thing_of(store: Store, name: str) -> str:
    """Return the thing of an occurrence; another text as it is."""
    from greffier.graph.errors import QueryError
    from greffier.graph.neighbourhood import read_things_of

    if not name.startswith("occurrence/"):
        return name
    found = read_things_of(store, [name])
    if not found:
        raise QueryError(f"{name!r} is no occurrence of {store.location}")
    return found[name]


def _show_members(thing: Thing, members: tuple[Membership, ...], form: str) -> None:
    if form == "json":
        _write({"same": True, "thing": thing.id, "name": thing.name, "occurrences": [asdict(m) for m in members]})
        return
    click.echo(f"{thing.name} ({thing.id}): {len(members)} occurrence{'' if len(members) == 1 else 's'}, one thing")
    for member in members:
        click.echo("")
        click.echo(f"{member.published or 'undated'}  {one_line(member.title)}  [{member.occurrence}]")
        click.echo(f"  “{one_line(member.quote)}”")
        decided = f", {member.by} {member.at}" if member.at else ""
        click.echo(f"  {one_line(member.why)} ({member.score:.2f}{decided})")


def _show_difference(one: Thing, other: Thing, found: Difference, form: str) -> None:
    if form == "json":
        _write({"same": False, "score": found.score} | asdict(found))
        return
    for line in _difference_lines(one, other, found):
        click.echo(line)


def _difference_lines(one: Thing, other: Thing, found: Difference) -> Iterator[str]:
    yield f"{one.name} ({one.id})"
    yield f"{other.name} ({other.id})"
    yield ""
    yield f"Two things: {one_line(found.why)}."
    if found.parts:
        yield ""
        yield "What speaks for one, of the tellings that are most alike:"
        for part, reason in found.parts:
            yield f"  {part:+.2f}  {reason}"
        yield f"  {found.score:.2f}  of {found.needed:.2f} that are needed"
    for judgement in found.judgements:
        yield ""
        note = f": {one_line(judgement.note)}" if judgement.note else ""
        yield f"Judged {judgement.verdict} by {judgement.by}, {judgement.at}{note} ({judgement.id})"


def _write(data: dict[str, object]) -> None:
    json.dump(plain(data), sys.stdout, ensure_ascii=False, indent=1)
    sys.stdout.write("\n")
