"""The commands on RDF files: `export rdf`, which writes them, and `check-rdf`, which tells what is wrong with one."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from greffier.cli.outputs import write_rows
from greffier.cli.settings import Settings, format_option, key_and_value, loudness_options, pass_settings, store_option
from greffier.cli.written import STANDARD_OUTPUT, output_option, written

if TYPE_CHECKING:
    from datetime import date

    from greffier.graph.store import Store

FORMATS: Final = ("turtle", "trig", "ntriples", "nquads", "jsonld", "rdfxml")
SUFFIXES: Final = {
    ".ttl": "turtle",
    ".trig": "trig",
    ".nt": "ntriples",
    ".nq": "nquads",
    ".jsonld": "jsonld",
    ".rdf": "rdfxml",
}
WITH_GRAPHS: Final = frozenset({"trig", "nquads", "jsonld"})


def subset_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options that choose documents; a document has to fit them all."""
    options = (
        click.option(
            "--institution",
            "institutions",
            multiple=True,
            metavar="NAME|ID",
            help="Only documents that speak of this organisation. May be repeated.",
        ),
        click.option(
            "--document",
            "documents",
            multiple=True,
            metavar="NAME|ID",
            help="Only this document, by its id, its title or its file's name. May be repeated.",
        ),
        click.option("--since", metavar="DATE", help="Only documents published on this day or later."),
        click.option("--until", metavar="DATE", help="Only documents published on this day or earlier."),
        click.option(
            "--query",
            metavar="NAME",
            help="Only documents that speak of what this question of the catalogue answers with.",
        ),
        click.option(
            "--parameter", "-p", "parameters", multiple=True, metavar="KEY=VALUE", help="A parameter of that question."
        ),
    )
    for option in reversed(options):
        function = option(function)
    return function


@click.command()
@output_option
@click.option(
    "--format",
    "-f",
    "form",
    type=click.Choice(FORMATS),
    help="The form of RDF. Default: what the name of the file ends in (.ttl, .trig, .nt, .nq, .jsonld, .rdf), "
    "else turtle.",
)
@click.option("--base", metavar="IRI", help="What the IRIs of the things begin with.")
@click.option(
    "--with-text",
    is_flag=True,
    help="Write the texts of the documents too, if you may pass them on. Quotes are always written.",
)
@subset_options
@store_option
@loudness_options
@pass_settings
def rdf(settings: Settings, /, output: str, form: str | None, base: str | None, with_text: bool, **chosen: Any) -> None:
    """Write the graph as RDF; the same graph gives the same bytes.

    \b
    Examples:
      greffier export rdf -o graph.ttl
      greffier export rdf -o - --format nquads --base https://example.org/ | gzip > graph.nq.gz
      greffier export rdf -o desjardins.trig --institution Desjardins --since 2020
      greffier export rdf -o fines.ttl --query fines -p regulator=CNIL

    A subset is a choice of whole documents: what they state, and the things and relations that they alone make.
    """
    from greffier.graph.rdf import DEFAULT_BASE
    from greffier.graph.rdf import export as write_rdf
    from greffier.ingest.knowledge.translations import name_languages

    form = form or SUFFIXES.get(Path(output).suffix.lower(), FORMATS[0])
    choice = _Choice(**chosen)
    with settings.open_store() as store:
        documents = choice.documents_of(store)
        with written(output) as stream:
            count = write_rdf(
                store,
                stream,
                form,
                base or DEFAULT_BASE,
                with_text=with_text,
                documents=documents,
                languages=name_languages(),
            )
    kind = "quads" if form in WITH_GRAPHS else "triples"
    of = "" if documents is None else f" of {len(documents)} document{'' if len(documents) == 1 else 's'}"
    settings.note(f"{count} {kind}{of} written.")


class _Choice:
    """What the options of a subset ask for."""

    def __init__(
        self,
        institutions: tuple[str, ...],
        documents: tuple[str, ...],
        since: str | None,
        until: str | None,
        query: str | None,
        parameters: tuple[str, ...],
    ) -> None:
        """Raise UsageError where the options do not go together, or one is not in its form."""
        if parameters and not query:
            raise click.UsageError("-p is a parameter of a question: name it with --query")
        self._named = ((institutions, "Organization"), (documents, "Document"))
        self._since, self._until = _day(since, "--since"), _day(until, "--until", last=True)
        self._query, self._values = query, dict(map(key_and_value, parameters))

    def documents_of(self, store: Store) -> set[str] | None:
        """Return the ids of the documents that are asked for; None for all."""
        from greffier.graph.errors import InputError
        from greffier.graph.rdf.subsets import find_documents_about, find_documents_published
        from greffier.queries.catalogue import get_query
        from greffier.queries.names import get_thing

        choices: list[set[str]] = []
        for names, label in self._named:
            if names:
                choices.append(find_documents_about(store, (get_thing(store, name, (label,)).id for name in names)))
        if self._since or self._until:
            choices.append(find_documents_published(store, self._since, self._until))
        if self._query:
            rows = get_query(self._query).run(store, self._values)
            choices.append(find_documents_about(store, (row["id"] for row in rows)))
        if not choices:
            return None
        found = set.intersection(*choices)
        if not found:
            raise InputError(f"no document in {store.location} is what is asked for: leave out an option")
        return found


def _day(text: str | None, option: str, *, last: bool = False) -> date | None:
    from greffier.graph.dates import date_bounds
    from greffier.graph.errors import ValueFormatError

    if text is None:
        return None
    try:
        return date_bounds(text.strip())[1 if last else 0]
    except ValueFormatError as error:
        raise click.BadParameter(str(error), param_hint=option) from error


@click.command("check-rdf")
@click.argument("file")
@click.option(
    "--rdf-format",
    "given",
    type=click.Choice(FORMATS),
    help="The form of the file. Default: what its name ends in (.ttl, .trig, .nt, .nq, .jsonld, .rdf), else turtle.",
)
@format_option
@loudness_options
@pass_settings
@click.pass_context
def check_rdf(context: click.Context, settings: Settings, file: str, given: str | None, form: str | None) -> None:
    """Tell what is wrong with an exported RDF file, by the shapes (SHACL) of what Greffier writes.

    FILE is a file or - for standard input. The exit code is 1 where anything is wrong. The file is held in memory.

    \b
    Examples:
      greffier check-rdf graph.ttl
      greffier export rdf -o - --format nquads | greffier check-rdf - --rdf-format nquads
    """
    from greffier.graph.rdf.checks import find_faults

    kind = given or SUFFIXES.get(Path(file).suffix.lower(), FORMATS[0])
    if file == STANDARD_OUTPUT:
        faults = find_faults(sys.stdin.buffer, kind, "standard input")
    else:
        with Path(file).open("rb") as stream:
            faults = find_faults(stream, kind, file)
    columns = ("node", "path", "message", "value")
    write_rows([{name: getattr(fault, name) for name in columns} for fault in faults], columns, form)
    settings.note("Nothing is wrong." if not faults else f"{len(faults)} fault{'' if len(faults) == 1 else 's'}.")
    if faults:
        context.exit(1)
