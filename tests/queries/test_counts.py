"""How much is in a store."""

from greffier.graph.store import Store
from greffier.queries.counts import count


def test_everything_is_counted(store: Store) -> None:
    assert [(row["group"], row["name"], row["count"]) for row in count(store)] == [
        ("all", "Document", 6),
        ("all", "Organization", 6),
        ("all", "Law", 1),
        ("all", "Incident", 3),
        ("all", "Action", 3),
        ("all", "Occurrence", 21),
        ("all", "Claim", 25),
        ("Document", "en", 2),
        ("Document", "fr", 4),
        ("Organization", "Insurer", 1),
        ("Organization", "Bank", 1),
        ("Organization", "Federation", 1),
        ("Organization", "Regulator", 3),
        ("Incident", "DataBreach", 1),
        ("Incident", "Outage", 1),
        ("Incident", "Fraud", 1),
        ("Action", "Order", 1),
        ("Action", "Fine", 1),
        ("Action", "Investigation", 1),
        ("relation", "ADDRESSED_TO", 3),
        ("relation", "AFFECTED", 3),
        ("relation", "CONCERNS", 1),
        ("relation", "ISSUED", 3),
        ("relation", "NOTIFIED", 1),
        ("relation", "PART_OF", 1),
        ("relation", "UNDER", 1),
        ("Claim", "alleged", 2),
        ("Claim", "asserted", 22),
        ("Claim", "denied", 1),
    ]


def test_an_empty_store_has_nothing(empty_store: Store) -> None:
    assert {row["count"] for row in count(empty_store)} == {0}
