"""What the driver raises, as the errors of Greffier, in one line."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from greffier.graph.errors import CredentialsError, GreffierError, QueryError, StoreError
from greffier.graph.neo4j.addresses import VARIABLES

WOULD_WRITE: Final = "the query would write to the graph, which was not asked for"
_WRITING: Final = "Neo.ClientError.Statement.AccessMode"
_FIRST_PASSWORD: Final = "Neo.ClientError.Security.CredentialsExpired"
_NO_DATABASE: Final = "Neo.ClientError.Database.DatabaseNotFound"


@contextmanager
def failures(
    location: str,
    user: str | None,
    otherwise: type[GreffierError],
    told_first: str = "",
    *,
    passing: bool = False,
    values: bool = True,
) -> Iterator[None]:
    """Turn the driver's errors into StoreError where the server is at fault, else into the one given.

    `passing` lets go through what goes away when the transaction is done again: for who does it again. `values`
    says that a ValueError and its like are the driver's, of parameters that the server has no type for.
    """
    from neo4j import exceptions

    place = f"{location}: " if otherwise is StoreError else ""

    try:
        yield
    except (exceptions.DriverError, exceptions.Neo4jError) as error:
        if passing and error.is_retryable():
            raise
        if isinstance(error, exceptions.AuthError):
            raise CredentialsError(f"{location}: {_refusal(user)}", asked=user is None) from error
        server = _fault_of_server(error)
        if server:
            raise StoreError(f"{location}: {server}") from error
        if isinstance(error, exceptions.Neo4jError) and error.code == _WRITING:
            raise QueryError(WOULD_WRITE) from error
        raise otherwise(f"{place}{told_first}{_first_line(error)}") from error
    except (ValueError, TypeError, OverflowError) as error:
        if not values:
            raise
        raise otherwise(f"{place}{told_first}{_first_line(error)}") from error


def _fault_of_server(error: Exception) -> str | None:
    """Return what is wrong with the server, or the connection to it; None where nothing is."""
    from neo4j import exceptions

    if isinstance(error, exceptions.IncompleteCommit):
        return (
            "the connection was lost while a transaction ended, so that it may be in the store or not; look, and do it "
            "again if it is not"
        )
    if isinstance(error, exceptions.ConfigurationError):
        return f"is no URL of a Neo4j: {_first_line(error)}"
    if isinstance(error, (exceptions.ServiceUnavailable, exceptions.SessionExpired)):
        return (
            "no Neo4j answers there; start it, see that the port is the one for Bolt (7687) and that it has a "
            "certificate if the scheme ends in +s, or give the path of a file"
        )
    code = error.code if isinstance(error, exceptions.Neo4jError) else None
    if code == _FIRST_PASSWORD:
        return (
            "the server wants its first password changed; change it in its browser, or with ALTER CURRENT USER SET "
            "PASSWORD in cypher-shell"
        )
    if code == _NO_DATABASE:
        return "the server has no such database; make it, or name another"
    return None


def _refusal(user: str | None) -> str:
    variables = " and ".join(VARIABLES[0])
    if user is None:
        return f"the server asks for a user and a password; set {variables}"
    return f"the server does not take the user {user!r} with this password; set {variables} right"


def _first_line(error: Exception) -> str:
    """Return what an error says without the copy of the query that comes after it."""
    from neo4j.exceptions import Neo4jError

    told = ((error.message if isinstance(error, Neo4jError) else None) or str(error)).strip()
    return told.splitlines()[0] if told else type(error).__name__
