"""The command `export jsonl`: the whole graph, to keep and to import again."""

from __future__ import annotations

import click

from greffier.cli.settings import Settings, loudness_options, pass_settings, store_option
from greffier.cli.written import output_option, written


@click.command()
@output_option
@click.option(
    "--without-text",
    is_flag=True,
    help="Leave out the texts of the documents, if you may not pass them on. Quotes stay. Such a file cannot be "
    "imported again.",
)
@store_option
@loudness_options
@pass_settings
def jsonl(settings: Settings, output: str, without_text: bool) -> None:
    """Write the whole graph, one node or relation a line: the form that `greffier import` reads back.

    \b
    Examples:
      greffier export jsonl -o graph.jsonl
      greffier export jsonl -o - | gzip > graph.jsonl.gz
      greffier export jsonl -o - --without-text | jq 'select(.node == "Claim")'

    The same graph gives the same bytes.
    """
    from greffier.graph.exports.jsonlines import write_jsonlines

    with settings.open_store() as store, written(output) as stream:
        nodes, edges = write_jsonlines(store, stream, with_text=not without_text)
    settings.note(f"{nodes} nodes and {edges} relations written.")
