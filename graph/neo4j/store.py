"""The store in a Neo4j server (5.x), reached by its URL. Only these modules know the driver, and load it when used.

Several processes may read and write at once, and the server keeps each transaction whole. What is written through
`write` and `exclusively` waits for its turn, so that what is read in such a unit still holds when it is written
upon. What is written is on the server's disk before it returns.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from types import TracebackType
from typing import TYPE_CHECKING, Any, Final, Self, TypeVar

from greffier.graph.changes import Changes
from greffier.graph.errors import GreffierError, QueryError, StoreError
from greffier.graph.identity import fold
from greffier.graph.model import model
from greffier.graph.neo4j import schema
from greffier.graph.neo4j.addresses import Credentials, parse_address, read_credentials
from greffier.graph.neo4j.failures import WOULD_WRITE, failures
from greffier.graph.neo4j.values import plain_value
from greffier.graph.statements import statements
from greffier.graph.store import Hit, Row

if TYPE_CHECKING:
    from neo4j import Driver, ManagedTransaction, Session

T = TypeVar("T")

SECONDS_TO_CONNECT: Final = 4.0
SECONDS_OF_RETRIES: Final = 30.0  # a server that starts again is there within
COMMITS_TRIED: Final = 3
OLDEST: Final = 5
_WORD: Final = re.compile(r"[^\W_]+")
_AGENT: Final = re.compile(r"Neo4j/(\d+)")
# Letters that the server's analyzer writes as others, and `fold` leaves.
_WRITTEN_OUT: Final = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"})
_NO_INDEX: Final = "no such fulltext schema index"
_NO_RIGHT: Final = "Neo.ClientError.Security.Forbidden"
_NOTHING_WRITTEN: Final = "nothing of this batch was written: "


class Neo4jStore:
    """Keep a graph in a database of a Neo4j server (see `greffier.graph.store.Store`)."""

    def __init__(self, location: str, *, writable: bool = False, credentials: Credentials | None = None) -> None:
        """Connect; raise StoreError where no Neo4j of a fitting version answers, CredentialsError where we may not.

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
        self._unit: ManagedTransaction | None = None  # while `exclusively` is at work
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
                notifications_min_severity="OFF",
            )
        try:
            self._probe()
        except BaseException:
            self.close()
            raise

    def _probe(self) -> None:
        """Ask the server who it is, once: `read` and `write` would try again for a long time where none answers."""
        from neo4j import READ_ACCESS
        from neo4j.exceptions import Neo4jError

        with self._failures(StoreError), self._session(READ_ACCESS) as session:
            agent = session.run("RETURN 1").consume().server.agent
            version = _AGENT.match(agent)
            if version and int(version[1]) < OLDEST:
                raise StoreError(f"{self.location}: is a {agent}; Greffier needs Neo4j {OLDEST} or later")
            try:
                names = {record["name"] for record in session.run("SHOW CONSTRAINTS YIELD name")}
            except Neo4jError as error:
                if error.code != _NO_RIGHT:  # who may only read the graph cannot be told
                    raise
            else:
                schema.check_version(names, self.location)

    def read(self, text: str, parameters: Mapping[str, Any] | None = None) -> list[Row]:
        """Run Cypher that only reads; raise QueryError where it fails or would write."""
        from neo4j import READ_ACCESS

        if self._unit is not None:
            with self._failures(QueryError, passing=True):
                return _asking(text, parameters, reading=True)(self._unit)
        with self._failures(QueryError), self._session(READ_ACCESS) as session:
            return session.execute_read(_asking(text, parameters))

    def run(self, text: str, parameters: Mapping[str, Any] | None = None) -> list[Row]:
        """Run Cypher that may write; raise QueryError where it fails."""
        from neo4j import WRITE_ACCESS

        if self._unit is not None:
            with self._failures(QueryError, passing=True):
                return _asking(text, parameters)(self._unit)
        self._prepare()
        # The driver tries again only what it knows the server to have rolled back (a deadlock, a connection that
        # was lost before the commit), so that what is run is run once, whatever it says.
        with self._failures(QueryError), self._session(WRITE_ACCESS) as session:
            return session.execute_write(_asking(text, parameters))

    def run_in_parts(self, text: str) -> None:
        """Run Cypher that makes transactions of its own (`IN TRANSACTIONS`); what it did before it failed stays."""
        from neo4j import WRITE_ACCESS

        self._prepare()
        with self._failures(QueryError), self._session(WRITE_ACCESS) as session:
            session.run(text).consume()

    def write(self, changes: Changes) -> None:
        """Carry out the changes in one transaction, or none of them; raise StoreError."""
        batch = list(statements(changes))  # what does not fit the model is found before anything is sent

        def carry_out(transaction: ManagedTransaction) -> None:
            for text, rows in batch:
                transaction.run(text, {"rows": rows}).consume()

        if self._unit is not None:
            with self._failures(StoreError, _NOTHING_WRITTEN, passing=True):
                return carry_out(self._unit)
        self._prepare()
        # What is made without looking may not be made twice; all else leaves the same graph however often it is done.
        made = bool(changes.new_nodes or changes.new_edges)
        with self._failures(StoreError, _NOTHING_WRITTEN):
            return self._commit(carry_out, tries=1 if made else COMMITS_TRIED)

    def exclusively(self, work: Callable[[], T]) -> T:
        """Do reads and writes as one unit, in one transaction that no other writer's comes between.

        The work is done again, its reads too, where the server says so (a deadlock, another leader) and where the
        connection was lost while the transaction ended.
        """
        if self._unit is not None:
            return work()
        self._prepare()

        def unit(transaction: ManagedTransaction) -> T:
            self._unit = transaction
            try:
                return work()
            finally:
                self._unit = None

        with self._failures(StoreError, _NOTHING_WRITTEN, values=False):
            return self._commit(unit, COMMITS_TRIED)

    def _commit(self, work: Callable[[ManagedTransaction], T], tries: int) -> T:
        """Return what comes of the work, done in a transaction behind the lock of writers.

        Where it is not known whether the transaction was kept it is done again, at most so many times in all.
        """
        from neo4j import WRITE_ACCESS
        from neo4j.exceptions import DriverError, IncompleteCommit

        def locked(transaction: ManagedTransaction) -> T:
            transaction.run(schema.LOCK).consume()
            return work(transaction)

        lost: IncompleteCommit | None = None
        while True:
            try:
                with self._session(WRITE_ACCESS) as session:
                    return session.execute_write(locked)
            except IncompleteCommit as error:
                lost, tries = error, tries - 1
                if not tries:
                    raise
            except DriverError:
                if lost:  # no server since: what is not known is still the first thing to say
                    raise lost from None
                raise

    def search(self, text: str, limit: int = 20) -> list[Hit]:
        """Return the nodes whose `search` has words of the text, best first."""
        words = dict.fromkeys(_WORD.findall(fold(text)))
        self._opened()
        if not words:
            return []
        wanted = " ".join(_any_form(word) for word in words)
        hits: list[Hit] = []
        for family in model().search:
            rows = self._find(schema.fulltext_index(family), wanted, limit)
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
        """Make constraints and indexes before the first thing is written; raise StoreError."""
        from neo4j import WRITE_ACCESS

        self._opened()
        if not self._writable:
            raise StoreError(f"{self.location}: the store was opened for reading only")
        if self._prepared:
            return
        with self._failures(StoreError), self._session(WRITE_ACCESS) as session:
            schema.prepare(session, self.location)
        self._prepared = True

    def _session(self, access: str) -> Session:
        return self._opened().session(
            database=self._database, default_access_mode=access, bookmark_manager=self._bookmarks
        )

    def _opened(self) -> Driver:
        if self._driver is None:
            raise StoreError(f"{self.location}: the store is closed")
        return self._driver

    def _failures(
        self, otherwise: type[GreffierError], told_first: str = "", *, passing: bool = False, values: bool = True
    ) -> AbstractContextManager[None]:
        user = self._known[0] if self._known else None
        return failures(self.location, user, otherwise, told_first, passing=passing, values=values)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _asking(
    text: str, parameters: Mapping[str, Any] | None, *, reading: bool = False
) -> Callable[[ManagedTransaction], list[Row]]:
    """Return the work of a query; `reading` refuses one that writes, where the transaction itself may write."""

    def ask(transaction: ManagedTransaction) -> list[Row]:
        result = transaction.run(text, dict(parameters or {}))
        names = result.keys()
        rows = [dict(zip(names, map(plain_value, record.values()), strict=True)) for record in result]
        if reading and result.consume().query_type != "r":
            raise QueryError(WOULD_WRITE)
        return rows

    return ask


def _any_form(word: str) -> str:
    """Return the full-text query for a word, alone or within a term such as `l'autorite` or `x.com`.

    The server's analyzer does not split terms there, the embedded store does; a user expects to find them.
    """
    return f"{word} /(.*[^a-z0-9])?{word.translate(_WRITTEN_OUT)}([^a-z0-9].*)?/"
