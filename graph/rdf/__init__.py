"""The graph as RDF: written for other tools, held for Python, checked, asked in SPARQL, and read back."""

from greffier.graph.rdf.exports import FORMATS, dataset, export
from greffier.graph.rdf.terms import DEFAULT_BASE, VOCABULARY

__all__ = ["DEFAULT_BASE", "FORMATS", "VOCABULARY", "dataset", "export"]
