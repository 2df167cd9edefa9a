"""The command `stats`: how much is in the store."""

from __future__ import annotations

import click

from greffier.cli.outputs import write_rows
from greffier.cli.settings import Settings, format_option, loudness_options, pass_settings, store_option


@click.command()
@format_option
@store_option
@loudness_options
@pass_settings
def stats(settings: Settings, form: str | None) -> None:
    """Count what is in the store: documents, things by kind, relations, claims.

    \b
    Examples:
      greffier stats
      greffier stats --format json
    """
    from greffier.queries.counts import COLUMNS, count

    with settings.open_store() as store:
        rows = count(store)
    write_rows(rows, COLUMNS, form)
