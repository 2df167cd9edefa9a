"""The command `review`: the pairs that may be one thing, asked one by one."""

from __future__ import annotations

import json
import shutil
import sys
import textwrap
from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING, Final

import click

from greffier.cli.judge import author, author_options
from greffier.cli.outputs import one_line, plain
from greffier.cli.settings import Settings, loudness_options, pass_settings, store_option, text_format_option

if TYPE_CHECKING:
    from greffier.graph.store import Store
    from greffier.ingest.resolution.reviewing import Doubt, Side

ANSWERS: Final = {"s": "same", "d": "different", "u": "unsure"}
KEYS: Final = "[s]ame  [d]ifferent  [u]nsure (not asked again)  [n]ext  [q]uit"


@click.command()
@click.option("--limit", "-n", type=click.IntRange(min=1), default=20, show_default=True, help="How many pairs.")
@click.option("--list", "listing", is_flag=True, help="List the pairs, and ask nothing.")
@text_format_option
@author_options
@store_option
@loudness_options
@pass_settings
def review(settings: Settings, limit: int, listing: bool, form: str, by: str | None, note: str) -> None:
    """Ask about things that may be one, or two: first those where an answer decides most.

    \b
    Examples:
      greffier review
      greffier review --list --limit 100
      greffier review --list --format json | jq '.[].why'

    Each pair is shown with the words of both documents and what speaks for one; "joined" are tellings that are
    held for one event by little. What you answer is kept at once; `greffier judgements undo` takes it back.
    """
    from greffier.ingest.resolution.reviewing import find_doubts, is_open

    if listing or form == "json":
        with settings.open_store() as store:
            found = find_doubts(store, limit)
        if form == "json":
            json.dump(plain([asdict(d) for d in found]), sys.stdout, ensure_ascii=False, indent=1)
            sys.stdout.write("\n")
            return
        for number, doubt in enumerate(found, 1):
            _show(doubt, number, len(found))
        settings.note(f"{len(found)} pair{'' if len(found) == 1 else 's'} to decide.")
        return
    with settings.open_store(writable=True) as store:
        found = find_doubts(store, limit)
        decided = 0
        for number, doubt in enumerate(found, 1):
            if not is_open(store, doubt):
                continue
            _show(doubt, number, len(found))
            answer = _ask()
            if answer == "q":
                break
            if answer in ANSWERS:
                _decide(store, doubt, ANSWERS[answer], by, note)
                decided += 1
    settings.note(f"{decided} decided, {len(found)} shown." if found else "Nothing to decide.")


def _ask() -> str:
    """Return the key that is pressed; where standard input is no terminal, the first letter of its next line."""
    while True:
        click.echo(f"{KEYS} ", nl=False)
        if sys.stdin.isatty():
            key = click.getchar().lower()
            click.echo(key)
        else:
            line = sys.stdin.readline()
            key = line.strip()[:1].lower() if line else "q"
            click.echo(key)
        if key in (*ANSWERS, "n", "q"):
            return key
        if key in ("\x03", "\x04"):
            raise click.Abort


def _decide(store: Store, doubt: Doubt, answer: str, by: str | None, note: str) -> None:
    from greffier.graph.judgements import Verdict
    from greffier.ingest.rulings import judge

    made = judge(store, Verdict(answer), doubt.family, doubt.one.id, doubt.other.id, author(by, note))
    click.echo(f"  {answer}: {made.id}")


def _show(doubt: Doubt, number: int, of: int) -> None:
    width = shutil.get_terminal_size().columns
    click.echo("")
    joined = "joined  " if doubt.joined else ""
    click.echo(f"{number}/{of}  {doubt.family}  {doubt.score:.2f}  {joined}{one_line(doubt.why)}")
    for letter, side in (("A", doubt.one), ("B", doubt.other)):
        for line in _side_lines(letter, side, width):
            click.echo(line)


def _side_lines(letter: str, side: Side, width: int) -> Iterator[str]:
    documents = f"{side.documents} document{'' if side.documents == 1 else 's'}"
    yield f"  {letter}  {one_line(side.name)}  ({side.id}, {documents})"
    quoted = f"“{one_line(side.quote)}”, {one_line(side.title)}, {side.published or 'undated'}"
    yield from textwrap.wrap(quoted, max(width, 40), initial_indent="     ", subsequent_indent="     ")
