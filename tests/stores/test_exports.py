"""Both stores give the same export, of all and of a subset."""

from __future__ import annotations

from datetime import date
from io import BytesIO

from greffier.graph.rdf import export
from greffier.graph.rdf.subsets import find_documents_about, find_documents_published
from greffier.graph.store import Store
from tests.ingest.generated import fresh_store, generate_testimonies, take_in


def exported(store: Store, documents: set[str] | None = None) -> bytes:
    stream = BytesIO()
    export(store, stream, "nquads", with_text=True, documents=documents)
    return stream.getvalue()


def test_any_store_gives_the_export_that_a_file_gives(store: Store) -> None:
    testimonies = generate_testimonies(77, 12)
    with fresh_store() as file:
        take_in(file, testimonies)
        take_in(store, testimonies, batch=5)
        published = find_documents_published(file, date(2021, 1, 1), None)
        assert len(published) == 6
        assert find_documents_published(store, date(2021, 1, 1), None) == published
        about = find_documents_about(file, ["organization/ostrava-bank"])
        assert len(about) == 4
        assert find_documents_about(store, ["organization/ostrava-bank"]) == about
        for documents in (None, published, about):
            assert exported(store, documents) == exported(file, documents)
