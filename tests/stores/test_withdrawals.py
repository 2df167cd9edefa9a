"""Documents that are taken out again leave the graph of those that stay, in both stores."""

from itertools import batched
from pathlib import Path

import pytest

from greffier.graph.store import open_store
from greffier.ingest.integration import integrate
from tests.ingest.generated import contents
from tests.neo4j_server import wipe
from tests.stores.wild_reports import wild_testimonies


@pytest.mark.neo4j
def test_what_is_withdrawn_leaves_the_same(neo4j_uri: str, tmp_path: Path) -> None:
    wipe(neo4j_uri)
    testimonies = wild_testimonies(3, 12)
    gone, kept = testimonies[::2], testimonies[1::2]
    states = []
    for location in (str(tmp_path / "graph.kgl"), neo4j_uri):
        with open_store(location, writable=True) as store:
            for members in batched(testimonies, 5):
                store.write(integrate(store, members))
            whole = contents(store)
            store.write(integrate(store, (), [t.document.id for t in gone]))
            left = contents(store)
            store.write(integrate(store, gone))
            assert contents(store) == whole
            states.append((whole, left))
    assert states[0] == states[1]
    with open_store(str(tmp_path / "kept.kgl"), writable=True) as store:
        store.write(integrate(store, kept))
        assert contents(store) == states[0][1]
