"""Where a Neo4j is and who asks: its URL, and the credentials of the environment or of the managed server.

A user and password are never taken from a command line: every user of the machine can read it.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import Final
from urllib.parse import unquote, urlsplit

from greffier.graph.errors import StoreError

# The driver's own variables count where Greffier's are not set.
VARIABLES: Final = (
    ("GREFFIER_NEO4J_USER", "GREFFIER_NEO4J_PASSWORD"),
    ("NEO4J_USERNAME", "NEO4J_PASSWORD"),
)
USUAL_USER: Final = "neo4j"
USUAL_PORT: Final = 7687
# The managed server is reached without encryption, from this machine only.
_PLAIN: Final = ("bolt", "neo4j")
_HERE: Final = ("127.0.0.1", "localhost")

Credentials = tuple[str, str]  # user and password


@dataclass(frozen=True, slots=True)
class Address:
    """Hold the URL to connect to, and the database there; None is the server's own choice."""

    url: str
    database: str | None

    def __str__(self) -> str:
        return f"{self.url}/{self.database}" if self.database else self.url


def parse_address(location: str) -> Address:
    """Return the address that a URL gives, `scheme://host[:port][/database]`.

    Raise StoreError where it is not in this form, or holds a user or a password; the message never shows them.
    """
    scheme, _, rest = location.partition("://")
    if "@" in rest:
        shown = f"{scheme}://{rest.rsplit('@', 1)[1]}"
        raise StoreError(
            f"{shown}: a URL with a user or password can be read by others; leave them out, and set "
            f"{' and '.join(VARIABLES[0])}"
        )
    try:
        parts = urlsplit(location)
        named, _ = parts.hostname, parts.port
    except ValueError as error:
        raise StoreError(f"{location}: is no URL of a Neo4j: {error}; write {scheme}://host:7687") from error
    database = parts.path.strip("/")
    if not named or "/" in database or parts.query or parts.fragment:
        raise StoreError(f"{location}: is no URL of a Neo4j; write {scheme}://host:7687, or …/database after it")
    return Address(f"{parts.scheme}://{parts.netloc}", unquote(database) or None)


def read_credentials(address: Address) -> Credentials | None:
    """Return the user and password for an address; None where none are known.

    They are those of the environment; where it has none, those of the managed server, if it is the one that runs there.
    Raise StoreError where the environment has a user without a password, ServerError where the managed server's
    cannot be read. The user is `neo4j` where only a password is set.
    """
    for user_variable, password_variable in VARIABLES:
        user, password = os.environ.get(user_variable), os.environ.get(password_variable)
        if password:
            return user or USUAL_USER, password
        if user:
            raise StoreError(f"{user_variable} is set, but {password_variable} is not; set both, or neither")
    return _managed_credentials(address)


def _managed_credentials(address: Address) -> Credentials | None:
    from greffier.graph.neo4j.server import ManagedServer

    parts = urlsplit(address.url)
    if parts.scheme not in _PLAIN or parts.hostname not in _HERE:
        return None
    status = (server := ManagedServer()).status()
    # While it does not run, whoever else listens there is to be told nothing.
    if not status.running or server.bolt != (parts.port or USUAL_PORT):
        return None
    password = server.password()
    return (USUAL_USER, password) if password else None
