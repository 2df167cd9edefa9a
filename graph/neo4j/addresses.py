"""Where a Neo4j is and who asks: its URL, and the credentials of the environment.

A user and password come from the environment only: on a command line, every user of the machine can read them.
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


def read_credentials() -> tuple[str, str] | None:
    """Return user and password from the environment; None where none is set.

    Raise StoreError where there is a user without a password. The user is `neo4j` where only a password is set.
    """
    for user_variable, password_variable in VARIABLES:
        user, password = os.environ.get(user_variable), os.environ.get(password_variable)
        if password:
            return user or USUAL_USER, password
        if user:
            raise StoreError(f"{user_variable} is set, but {password_variable} is not; set both, or neither")
    return None
