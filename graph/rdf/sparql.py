"""SPARQL over the graph as it is exported, held in memory; what is asked only reads."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import batched
from textwrap import shorten
from typing import TYPE_CHECKING, Final

from greffier.graph.errors import QueryError
from greffier.graph.rdf.exports import nquads
from greffier.graph.rdf.parts import describe
from greffier.graph.rdf.terms import DEFAULT_BASE, NO_LANGUAGES, XSD, KnownLanguages, Names
from greffier.graph.rdf.vocabularies import vocabularies
from greffier.graph.store import Row, Store

if TYPE_CHECKING:
    import pyoxigraph

PARTS_AT_ONCE: Final = 1000
LENGTH_OF_REASONS: Final = 160
PARAMETERS: Final = "# parameters"
Value = str | int | float | bool | date | Decimal | None


@dataclass(frozen=True, slots=True)
class Iri:
    """Hold the IRI of a thing, to be told from a text."""

    value: str


class View:
    """The graph as RDF, to be asked; its default graph is the union of all."""

    def __init__(
        self,
        store: Store,
        base: str = DEFAULT_BASE,
        *,
        documents: Collection[str] | None = None,
        languages: KnownLanguages = NO_LANGUAGES,
    ) -> None:
        """Load all that an export would have, or that of one with these `documents`."""
        import pyoxigraph

        self.names = Names(base)
        self._held = pyoxigraph.Store()
        parts = describe(store, self.names, documents=documents, languages=languages)
        for some in batched(parts, PARTS_AT_ONCE):
            self._held.bulk_load(b"".join(map(nquads, some)), format=pyoxigraph.RdfFormat.N_QUADS)

    def ask(self, text: str, values: Mapping[str, Value | Iri] | None = None) -> tuple[list[str], list[Row]]:
        """Return the columns and rows of the answer.

        `values` of variables, by their names, go where the comment `# parameters` stands; None is no value.
        The usual prefixes need not be declared. An ASK gives the column `answer`, a CONSTRUCT or DESCRIBE
        `subject`, `predicate` and `object`. Raise QueryError where the text is no query or cannot be answered.
        """
        given = {name: _term(value) for name, value in (values or {}).items() if value is not None}
        if given:
            names, terms = " ".join(f"?{name}" for name in given), " ".join(map(str, given.values()))
            text = text.replace(PARAMETERS, f"VALUES ({names}) {{ ({terms}) }}", 1)
        prefixes = {v.prefix: v.iri for v in vocabularies().values()} | self.names.prefixes()
        try:
            return _rows(self._held.query(text, prefixes=prefixes, use_default_graph_as_union=True))
        except (SyntaxError, ValueError, RuntimeError, OSError) as error:
            raise QueryError(f"the SPARQL cannot be run: {_said(error)}; write SELECT, ASK, CONSTRUCT …") from error


def _said(error: Exception) -> str:
    """Return what is wrong, without the list of all that the parser might have taken."""
    told = str(getattr(error, "msg", None) or error)
    place = told.partition(": expected")[0]
    if "Prefix not found" in told:
        return f"{place}: the prefix is not known; declare it with PREFIX"
    return shorten(told, LENGTH_OF_REASONS, placeholder=" …")


def _rows(
    answer: pyoxigraph.QuerySolutions | pyoxigraph.QueryBoolean | pyoxigraph.QueryTriples,
) -> tuple[list[str], list[Row]]:
    import pyoxigraph

    if isinstance(answer, pyoxigraph.QueryBoolean):
        return ["answer"], [{"answer": bool(answer)}]
    if isinstance(answer, pyoxigraph.QueryTriples):
        columns = ["subject", "predicate", "object"]
        return columns, [{name: _plain(getattr(triple, name)) for name in columns} for triple in answer]
    columns = [variable.value for variable in answer.variables]
    return columns, [{name: _plain(solution[name]) for name in columns} for solution in answer]


def _term(value: Value | Iri) -> pyoxigraph.NamedNode | pyoxigraph.Literal:
    import pyoxigraph

    if isinstance(value, Iri):
        return pyoxigraph.NamedNode(value.value)
    if isinstance(value, bool):
        return pyoxigraph.Literal(str(value).lower(), datatype=pyoxigraph.NamedNode(f"{XSD}boolean"))
    if isinstance(value, int):
        return pyoxigraph.Literal(str(value), datatype=pyoxigraph.NamedNode(f"{XSD}integer"))
    if isinstance(value, (float, Decimal)):
        return pyoxigraph.Literal(f"{Decimal(str(value)):f}", datatype=pyoxigraph.NamedNode(f"{XSD}decimal"))
    if isinstance(value, date):
        return pyoxigraph.Literal(value.isoformat(), datatype=pyoxigraph.NamedNode(f"{XSD}date"))
    return pyoxigraph.Literal(str(value))


def _plain(term: object) -> object:
    """Return a term as a plain value: text, number, truth value or None; of an IRI the text."""
    import pyoxigraph

    if term is None:
        return None
    if isinstance(term, pyoxigraph.Literal):
        datatype = term.datatype.value.removeprefix(XSD)
        if datatype == "integer":
            return int(term.value)
        if datatype in ("decimal", "double", "float"):
            return float(term.value)
        if datatype == "boolean":
            return term.value in ("true", "1")
        return term.value
    return getattr(term, "value", str(term))
