"""The commands `merge` and `split`: to decide that two things are one, or that one is two."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

import click

from greffier.cli.settings import Settings, loudness_options, pass_settings, store_option

if TYPE_CHECKING:
    from greffier.graph.store import Store
    from greffier.ingest.rulings import Author
    from greffier.queries.names import Thing

PERSON_VARIABLE: Final = "GREFFIER_PERSON"


def author_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add `--by` and `--note`, which come as arguments of these names."""
    by = click.option(
        "--by",
        metavar="NAME",
        help=f"Who decides. Default: the environment variable {PERSON_VARIABLE}, else the name you are logged in with.",
    )
    note = click.option("--note", metavar="TEXT", default="", help="Why; it is shown with what follows from it.")
    return by(note(function))


def author(by: str | None, note: str = "") -> Author:
    """Return who decides, now."""
    import getpass

    from greffier.ingest.rulings import Author, now

    try:
        person = by or os.environ.get(PERSON_VARIABLE) or getpass.getuser()
    except (OSError, KeyError):
        raise click.UsageError("nobody is known to decide; say who with --by NAME") from None
    return Author(person, now(), note)


def get_pair(store: Store, one: str, other: str) -> tuple[Thing, Thing]:
    """Return two things of one family; raise UsageError where they are of two."""
    from greffier.graph.model import THINGS
    from greffier.queries.names import get_thing

    first, second = get_thing(store, one, THINGS), get_thing(store, other, THINGS)
    if first.family != second.family:
        raise click.UsageError(
            f"{first.id} is one of {first.family}, {second.id} one of {second.family}: such are never the same"
        )
    return first, second


@click.command()
@click.argument("one", metavar="A")
@click.argument("other", metavar="B")
@author_options
@store_option
@loudness_options
@pass_settings
def merge(settings: Settings, one: str, other: str, by: str | None, note: str) -> None:
    """Decide that A and B are one thing; A's id stays. `greffier judgements undo` takes it back.

    \b
    Examples:
      greffier merge "Promutuel Assurance" Promutuel --note "their site says so"
      greffier merge incident/acme-2020-1f2e3d4c incident/acme-2020-5a6b7c8d

    A and B are names or ids of organisations, laws, incidents or actions. The decision is kept, binds documents
    that come later, and outlives documents that are read again or forgotten.
    """
    from greffier.graph.judgements import Verdict
    from greffier.ingest.rulings import judge

    with settings.open_store(writable=True) as store:
        first, second = get_pair(store, one, other)
        made = judge(store, Verdict.SAME, first.family, first.id, second.id, author(by, note))
    settings.note(f"{second.id} is {first.id} now ({made.id}).")


@click.command()
@click.argument("thing", metavar="THING")
@click.argument("occurrences", nargs=-1, required=True, metavar="OCCURRENCE...")
@author_options
@store_option
@loudness_options
@pass_settings
def split(settings: Settings, thing: str, occurrences: tuple[str, ...], by: str | None, note: str) -> None:
    """Decide that these occurrences of THING are another thing. `greffier judgements undo` takes it back.

    \b
    Examples:
      greffier split Free free-mobile-notice
      greffier split "Banque Populaire" occurrence/0a1b2c3d4e5f6a7b/e120-135

    OCCURRENCE is the id of one (`greffier why THING` lists them), or the name or id of a document: then all that it
    says of THING is meant.
    """
    from greffier.graph.model import THINGS
    from greffier.ingest.rulings import split as split_off
    from greffier.queries.names import get_thing

    with settings.open_store(writable=True) as store:
        found = get_thing(store, thing, THINGS)
        meant = {o for name in occurrences for o in _occurrences(store, found, name)}
        made = split_off(store, found.family, found.id, meant, author(by, note))
    number = f"{len(meant)} occurrence{'s' if len(meant) > 1 else ''}"
    settings.note(f"{number} of {found.id} {'are' if len(meant) > 1 else 'is'} another thing now ({made.id}).")


def _occurrences(store: Store, thing: Thing, name: str) -> list[str]:
    """Return the occurrences that a text names: one by its id, or those of a thing in a document."""
    from greffier.queries.names import get_thing

    if name.startswith("occurrence/"):
        return [name]
    document = get_thing(store, name, ("Document",))
    rows = store.read(
        f"MATCH (:{thing.family} {{id: $thing}})<-[:IS]-(o:Occurrence)-[:IN]->(:Document {{id: $document}}) "
        "RETURN o.id AS id ORDER BY id",
        {"thing": thing.id, "document": document.id},
    )
    if not rows:
        raise click.UsageError(f"{document.name} ({document.id}) does not speak of {thing.id}")
    return [row["id"] for row in rows]
