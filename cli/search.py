"""The command `search`: full text, over names and documents."""

from __future__ import annotations

import click

from greffier.cli.outputs import write_rows
from greffier.cli.settings import Settings, format_option, loudness_options, pass_settings, store_option


@click.command()
@click.argument("text", nargs=-1, required=True)
@click.option(
    "--limit", "-n", type=click.IntRange(min=1), default=20, show_default=True, help="The most finds to list."
)
@format_option
@store_option
@loudness_options
@pass_settings
def search(settings: Settings, text: tuple[str, ...], limit: int, form: str | None) -> None:
    """Find organisations, laws and documents by the words in them, best first, whatever case and accents.

    \b
    Examples:
      greffier search rançongiciel
      greffier search data breach --limit 5
    """
    from greffier.queries.finds import COLUMNS, find

    wanted = " ".join(text)
    if not wanted.strip():
        raise click.UsageError("give a word to search for")
    with settings.open_store() as store:
        rows = find(store, wanted, limit)
    write_rows(rows, COLUMNS, form)
    if not rows:
        settings.note(f"Nothing has the words {wanted!r}.")
