"""The commands `export ftm` and `export stix`: what documents assert, in the vocabularies of other communities."""

from __future__ import annotations

import click

from greffier.cli.settings import Settings, loudness_options, pass_settings, store_option
from greffier.cli.written import output_option, written


@click.command()
@output_option
@store_option
@loudness_options
@pass_settings
def ftm(settings: Settings, output: str) -> None:
    """Write what documents assert as FollowTheMoney entities, for Aleph and the tools around it.

    \b
    Examples:
      greffier export ftm -o graph.ftm.json
      greffier export ftm -o - | ftm validate > /dev/null

    One entity a line: companies and public bodies, sanctions, events, links, articles, and the quote behind each
    claim. What is only alleged, feared or denied is left out. It needs followthemoney: pip install 'greffier[ftm]'.
    """
    from greffier.graph.exports.ftm import write_ftm

    with settings.open_store() as store, written(output) as stream:
        count = write_ftm(store, stream)
    settings.note(f"{count} entities written.")


@click.command()
@output_option
@store_option
@loudness_options
@pass_settings
def stix(settings: Settings, output: str) -> None:
    """Write what documents assert as a bundle of STIX 2.1, for OpenCTI, MISP and others.

    \b
    Examples:
      greffier export stix -o bundle.json
      greffier export stix -o - | jq '.objects[] | select(.type == "incident")'

    Identities, incidents, courses of action, reports, relationships, and notes with quotes. What is only alleged,
    feared or denied is left out. It needs stix2: pip install 'greffier[stix]'.
    """
    from greffier.graph.exports.stix import write_stix

    with settings.open_store() as store, written(output) as stream:
        count = write_stix(store, stream)
    settings.note(f"{count} objects written.")
