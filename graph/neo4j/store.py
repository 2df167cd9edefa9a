"""The store in a Neo4j server (5.x), reached by its URL. Only these modules know the driver, and load it when used.

Nothing is locked: several processes may read and write at once, and the server keeps each transaction whole.
What is written is on the server's disk before `write` returns.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from types import TracebackType
from typing import TYPE_CHECKING, Any, Final, Self

from greffier.graph.changes import Changes
from greffier.graph.errors import CredentialsError, GreffierError, QueryError, StoreError
from greffier.graph.identity import fold
from greffier.graph.model import model
from greffier.graph.neo4j.addresses import VARIABLES, Credentials, parse_address, read_credentials
from greffier.graph.neo4j.values import plain_value
from greffier.graph.statements import constraints, statements
from greffier.graph.store import Hit, Row

if TYPE_CHECKING:
    from neo4j import Driver, ManagedTransaction, Session

SECONDS_TO_CONNECT: Final = 4.0
SECONDS_OF_RETRIES: Final = 10.0
SECONDS_TO_INDEX: Final = 600
OLDEST: Final = 5
_WORD: Final = re.compile(r"[^\W_]+")
_AGENT: Final = re.compile(r"Neo4j/(\d+)")
_WOULD_WRITE: Final = "Neo.ClientError.Statement.AccessMode"
_FIRST_PASSWORD: Final = "Neo.ClientError.Security.CredentialsExpired"
_NO_DATABASE: Final = "Neo.ClientError.Database.DatabaseNotFound"
_NO_INDEX: Final = "no such fulltext schema index"

Work = Callable[["ManagedTransaction"], list[Row]]


class Neo4jStore:
    """Keep a graph in a database of a Neo4j server (see `greffier.graph.store.Store`)."""

    def __init__(self, location: str, *, writable: bool = False, credentials: Credentials | None = None) -> None:
        """Connect; raise StoreError where no Neo4j answers or it is too old, CredentialsError where it lets us not in.

        Without a user and password, those of the environment or of the managed server are sent, where there are any.
        """
        from neo4j import GraphDatabase

        address = parse_address(location)
        self.location = str(address)
        self.notices: tuple[str, ...] = ()
        self._database = address.database
        self._writable = writable
        self._known = credentials or read_credentials(address)
        self._prepared = False
        self._driver: Driver | None = None
        # Sessions that share it see what the one before has written, also where a cluster answers.
        self._bookmarks = GraphDatabase.bookmark_manager()
        # What the driver logs goes where a program asks for it, not to standard error unasked.
        if not logging.getLogger("neo4j").handlers:
            logging.getLogger("neo4j").addHandler(logging.NullHandler())
        with self._failures(StoreError):
            self._driver = GraphDatabase.driver(
                address.url,
                auth=self._known,
                connection_timeout=SECONDS_TO_CONNECT,
                connection_acquisition_timeout=SECONDS_TO_CONNECT + 1,
                max_transaction_retry_time=SECONDS_OF_RETRIES,
            )
        try:
            self._probe()
        except BaseException:
            self.close()
            raise

    def _probe(self) -> None:
        """Ask the server who it is, once: `read` and `write` would try again for a long time where none answers."""
        from neo4j import READ_ACCESS

        with self._failures(StoreError), self._session(READ_ACCESS) as session:
            agent = session.run("RETURN 1").consume().server.agent
        version = _AGENT.match(agent)
        if version and int(version[1]) < OLDEST:
            raise StoreError(f"{self.location}: is a {agent}; Greffier needs Neo4j {OLDEST} or later")

    def read(self, text: str, parameters: Mapping[str, Any] | None = None) -> list[Row]:
        """Run Cypher that only reads; raise QueryError where it fails or would write."""
        from neo4j import READ_ACCESS

        with self._failures(QueryError), self._session(READ_ACCESS) as session:
            return session.execute_read(_asking(text, parameters))

    def run(self, text: str, parameters: Mapping[str, Any] | None = None) -> list[Row]:
        """Run Cypher that may write; raise QueryError where it fails."""
        from neo4j import WRITE_ACCESS

        self._prepare()
        # The driver tries again only what it knows the server to have rolled back (a deadlock, a connection that
        # was lost before the commit), so that what is run is run once, whatever it says.
        with self._failures(QueryError), self._session(WRITE_ACCESS) as session:
            return session.execute_write(_asking(text, parameters))

    def write(self, changes: Changes) -> None:
        """Carry out the changes in one transaction, or none of them; raise StoreError."""
        from neo4j import WRITE_ACCESS

        self._prepare()
        batch = list(statements(changes))

        def carry_out(transaction: ManagedTransaction) -> None:
            # Trying this again, after a deadlock with another writer for instance, doubles nothing: all statements
            # are MERGE by id, SET and DELETE, which leave the same graph however often they are carried out.
            for text, rows in batch:
                transaction.run(text, {"rows": rows}).consume()

        with (
            self._failures(StoreError, "nothing of this batch was written: "),
            self._session(WRITE_ACCESS) as session,
        ):
            session.execute_write(carry_out)

    def search(self, text: str, limit: int = 20) -> list[Hit]:
        """Return the nodes whose `search` has words of the text, best first."""
        words = dict.fromkeys(_WORD.findall(fold(text)))
        self._opened()
        if not words:
            return []
        wanted = " ".join(_any_form(word) for word in words)
        hits: list[Hit] = []
        for family in model().search:
            rows = self._find(_index(family), wanted, limit)
            hits += [Hit(family, row["id"], row["score"]) for row in rows if row["id"] is not None]
        return sorted(hits, key=lambda hit: (-hit.score, hit.id))[:limit]

    def _find(self, index: str, wanted: str, limit: int) -> list[Row]:
        try:
            return self.read(
                "CALL db.index.fulltext.queryNodes($index, $wanted, {limit: $limit}) YIELD node, score "
                "RETURN node.id AS id, score AS score ORDER BY score DESC, id",
                {"index": index, "wanted": wanted, "limit": limit},
            )
        except QueryError as error:
            if _NO_INDEX in str(error):
                return []  # nothing was ever written to this database
            raise

    def close(self) -> None:
        """Let go of the server; safe to call twice."""
        if self._driver is not None:
            self._driver.close()
        self._driver = None

    def _prepare(self) -> None:
        """Make the constraints and full-text indexes before the first thing is written; raise StoreError."""
        from neo4j import WRITE_ACCESS

        self._opened()
        if not self._writable:
            raise StoreError(f"{self.location}: the store was opened for reading only")
        if self._prepared:
            return
        with self._failures(StoreError), self._session(WRITE_ACCESS) as session:
            made = 0
            for text in (*constraints(), *_indexes()):
                made += session.execute_write(_adding, text)
            if made:
                session.run("CALL db.awaitIndexes($seconds)", {"seconds": SECONDS_TO_INDEX}).consume()
        self._prepared = True

    def _session(self, access: str) -> Session:
        return self._opened().session(
            database=self._database, default_access_mode=access, bookmark_manager=self._bookmarks
        )

    def _opened(self) -> Driver:
        if self._driver is None:
            raise StoreError(f"{self.location}: the store is closed")
        return self._driver

    @contextmanager
    def _failures(self, otherwise: type[GreffierError], told_first: str = "") -> Iterator[None]:
        """Turn the driver's errors into StoreError where the server is at fault, else into the one given."""
        from neo4j import exceptions

        place = f"{self.location}: " if otherwise is StoreError else ""

        try:
            yield
        except exceptions.IncompleteCommit as error:
            raise StoreError(
                f"{self.location}: the connection was lost while a transaction ended, so that it may be in the store "
                "or not; look, and do it again if it is not"
            ) from error
        except exceptions.AuthError as error:
            raise CredentialsError(f"{self.location}: {self._refusal()}", asked=self._known is None) from error
        except exceptions.ConfigurationError as error:
            raise StoreError(f"{self.location}: is no URL of a Neo4j: {_first_line(error)}") from error
        except exceptions.DriverError as error:
            if isinstance(error, (exceptions.ServiceUnavailable, exceptions.SessionExpired)):
                raise StoreError(
                    f"{self.location}: no Neo4j answers there; start it, see that the port is the one for Bolt "
                    "(7687) and that it has a certificate if the scheme ends in +s, or give the path of a file"
                ) from error
            raise otherwise(f"{place}{told_first}{_first_line(error)}") from error
        except exceptions.Neo4jError as error:
            if error.code == _FIRST_PASSWORD:
                raise StoreError(
                    f"{self.location}: the server wants its first password changed; change it in its browser, or with "
                    "ALTER CURRENT USER SET PASSWORD in cypher-shell"
                ) from error
            if error.code == _NO_DATABASE:
                raise StoreError(
                    f"{self.location}: the server has no such database; make it, or name another"
                ) from error
            if error.code == _WOULD_WRITE:
                raise QueryError("the query would write to the graph, which was not asked for") from error
            raise otherwise(f"{place}{told_first}{_first_line(error)}") from error
        except (ValueError, TypeError, OverflowError) as error:  # a parameter that the server has no type for
            raise otherwise(f"{place}{told_first}{_first_line(error)}") from error

    def _refusal(self) -> str:
        variables = " and ".join(VARIABLES[0])
        if self._known is None:
            return f"the server asks for a user and a password; set {variables}"
        return f"the server does not take the user {self._known[0]!r} with this password; set {variables} right"

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _asking(text: str, parameters: Mapping[str, Any] | None) -> Work:
    def ask(transaction: ManagedTransaction) -> list[Row]:
        result = transaction.run(text, dict(parameters or {}))
        names = result.keys()
        return [dict(zip(names, map(plain_value, record.values()), strict=True)) for record in result]

    return ask


def _adding(transaction: ManagedTransaction, text: str) -> int:
    """Return how many indexes a statement has made, a constraint's own included."""
    counters = transaction.run(text).consume().counters
    return counters.indexes_added + counters.constraints_added


def _index(family: str) -> str:
    return f"{family.lower()}_search"


def _indexes() -> Iterator[str]:
    for family in model().search:
        yield (
            f"CREATE FULLTEXT INDEX {_index(family)} IF NOT EXISTS FOR (n:{family}) ON EACH [n.search] "
            "OPTIONS {indexConfig: {`fulltext.analyzer`: 'standard-folding'}}"
        )


def _any_form(word: str) -> str:
    """Return the full-text query for a word, alone or within a term such as `l'autorite` or `x.com`.

    The server's analyzer does not split terms there, the embedded store does; a user expects to find them.
    """
    return f"{word} /(.*[^a-z0-9])?{word}([^a-z0-9].*)?/"


def _first_line(error: Exception) -> str:
    """Return what an error says without the copy of the query that comes after it."""
    from neo4j.exceptions import Neo4jError

    told = ((error.message if isinstance(error, Neo4jError) else None) or str(error)).strip()
    return told.splitlines()[0] if told else type(error).__name__
