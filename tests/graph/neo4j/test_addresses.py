"""URLs of a Neo4j, and who asks there."""

import pytest

from greffier.graph.errors import StoreError
from greffier.graph.neo4j.addresses import Address, parse_address, read_credentials

ADDRESS = Address("neo4j://localhost:7687", None)


@pytest.mark.parametrize(
    ("location", "url", "database"),
    [
        ("neo4j://localhost", "neo4j://localhost", None),
        ("neo4j://localhost/", "neo4j://localhost", None),
        ("bolt://127.0.0.1:7688", "bolt://127.0.0.1:7688", None),
        ("neo4j+s://graph.example/research", "neo4j+s://graph.example", "research"),
        ("bolt+ssc://[::1]:7687/a%2Db/", "bolt+ssc://[::1]:7687", "a-b"),
    ],
)
def test_a_url_gives_a_server_and_a_database(location: str, url: str, database: str | None) -> None:
    assert parse_address(location) == Address(url, database)


def test_an_address_is_shown_as_a_url() -> None:
    assert str(Address("neo4j://host:7687", None)) == "neo4j://host:7687"
    assert str(Address("neo4j://host", "research")) == "neo4j://host/research"


@pytest.mark.parametrize(
    "location",
    [
        "neo4j://ann:secret@host",
        "neo4j://:secret@host:7687/graph",
        "bolt://ann:sec/secret@host",
        "bolt+s://ann:secret?x#y@host",
        "neo4j://secret@host",
        "neo4j://ann:sec@secret@host",
    ],
)
def test_a_url_with_a_password_is_refused_and_not_repeated(location: str) -> None:
    with pytest.raises(StoreError, match="set GREFFIER_NEO4J_USER and GREFFIER_NEO4J_PASSWORD") as caught:
        parse_address(location)
    assert "sec" not in str(caught.value).replace("can be read", "")
    assert "ann" not in str(caught.value)
    assert "://host" in str(caught.value)


@pytest.mark.parametrize(
    "location",
    ["neo4j://", "neo4j:///graph", "neo4j://host/a/b", "neo4j://host:port", "bolt://host:99999", "neo4j://[::1"],
)
def test_what_is_no_url_is_refused(location: str) -> None:
    with pytest.raises(StoreError, match=r"is no URL of a Neo4j.*; write (neo4j|bolt)://host:7687"):
        parse_address(location)


@pytest.mark.parametrize("location", ["neo4j://host?policy=x", "neo4j://host/graph#x"])
def test_what_comes_after_the_path_is_refused(location: str) -> None:
    with pytest.raises(StoreError, match="is no URL of a Neo4j"):
        parse_address(location)


@pytest.mark.parametrize(
    ("environment", "found"),
    [
        ({}, None),
        ({"GREFFIER_NEO4J_USER": "", "GREFFIER_NEO4J_PASSWORD": ""}, None),
        ({"GREFFIER_NEO4J_USER": "ann", "GREFFIER_NEO4J_PASSWORD": "secret"}, ("ann", "secret")),
        ({"GREFFIER_NEO4J_PASSWORD": "secret"}, ("neo4j", "secret")),
        ({"NEO4J_USERNAME": "bob", "NEO4J_PASSWORD": "other"}, ("bob", "other")),
        (
            {"NEO4J_USERNAME": "bob", "NEO4J_PASSWORD": "other", "GREFFIER_NEO4J_PASSWORD": "secret"},
            ("neo4j", "secret"),
        ),
    ],
)
def test_credentials_come_from_the_environment(
    monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], found: tuple[str, str] | None
) -> None:
    for name in ("GREFFIER_NEO4J_USER", "GREFFIER_NEO4J_PASSWORD", "NEO4J_USERNAME", "NEO4J_PASSWORD"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert read_credentials(ADDRESS) == found


@pytest.mark.parametrize(
    ("user", "password"),
    [("GREFFIER_NEO4J_USER", "GREFFIER_NEO4J_PASSWORD"), ("NEO4J_USERNAME", "NEO4J_PASSWORD")],
)
def test_a_user_without_a_password_is_an_error(monkeypatch: pytest.MonkeyPatch, user: str, password: str) -> None:
    for name in ("GREFFIER_NEO4J_USER", "GREFFIER_NEO4J_PASSWORD", "NEO4J_USERNAME", "NEO4J_PASSWORD"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv(user, "ann")
    with pytest.raises(StoreError, match=f"{user} is set, but {password} is not; set both, or neither"):
        read_credentials(ADDRESS)
