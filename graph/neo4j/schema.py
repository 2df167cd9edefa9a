"""What a database of Greffier's has beside its nodes: constraints and indexes, and the version of these.

The version is in the name of a constraint, `greffier_schema_1`, so that no node is there for it. That constraint
and the one beside it are on the label `GreffierWriter`, which no node ever bears for longer than a transaction:
who writes makes such a node, and with it waits for whoever else does (see `LOCK`), and removes it again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from greffier.graph.errors import StoreError
from greffier.graph.model import model
from greffier.graph.statements import constraints, indexes

if TYPE_CHECKING:
    from neo4j import ManagedTransaction, Session

VERSION: Final = 2  # to be raised where what is made here, or how the graph is written, changes
SECONDS_TO_INDEX: Final = 600
# A node whose id is unique is made and removed in the transaction: until it ends, no other can make it.
LOCK: Final = "CREATE (n:GreffierWriter {id: 0}) DELETE n"
QUOTES: Final = "claim_quotes"
ANALYZER: Final = "standard-folding"  # words without case and accents
_MARK: Final = re.compile(r"greffier_schema_(\d+)")
_RANGES: Final = (
    ("Action", "date_from"),
    ("Action", "exposure"),
    ("Action", "imposed"),
    ("Action", "name"),
    ("Document", "published_on"),
    ("Document", "title"),
    ("Incident", "announced_from"),
    ("Incident", "date_from"),
    ("Incident", "name"),
    ("Law", "name"),
    ("Organization", "name"),
)


def prepare(session: Session, location: str) -> None:
    """Make what is not there yet of constraints and indexes; raise StoreError where a newer Greffier made them."""
    names = {record["name"] for record in session.run("SHOW INDEXES YIELD name")}
    check_version(names, location)
    wanted = dict(statements())
    missing = [text for name, text in wanted.items() if name not in names]
    for text in missing:
        session.execute_write(_run, text)
    if missing:
        session.run("CALL db.awaitIndexes($seconds)", {"seconds": SECONDS_TO_INDEX}).consume()
    for name in sorted(names - wanted.keys()):
        if _MARK.fullmatch(name):
            session.execute_write(_run, f"DROP CONSTRAINT {name} IF EXISTS")


def check_version(names: set[str], location: str) -> None:
    """Raise StoreError where the names of constraints or indexes tell of a newer schema than this one."""
    found = max((int(mark[1]) for name in names if (mark := _MARK.fullmatch(name))), default=0)
    if found > VERSION:
        raise StoreError(
            f"{location}: was written by a newer Greffier (schema {found}, where this one knows {VERSION}); "
            "use that one, or a later"
        )


def fulltext_index(family: str) -> str:
    """Return the name of the full-text index over the `search` of a family."""
    return f"{family.lower()}_search"


def statements() -> Iterator[tuple[str, str]]:
    """Yield name and statement of each constraint and index; the mark of the version is last."""
    for text in constraints():
        yield text.split()[2], text
    yield _constraint("greffier_writer", "id")
    for text in indexes():
        yield text.split()[2], text
    for family, name in _RANGES:
        index = f"{family.lower()}_{name}"
        yield index, f"CREATE INDEX {index} IF NOT EXISTS FOR (n:{family}) ON (n.{name})"
    for family in model().search:
        yield _fulltext(fulltext_index(family), family, "search")
    yield _fulltext(QUOTES, "Claim", "quote", "`fulltext.eventually_consistent`: true")
    yield _constraint(f"greffier_schema_{VERSION}", f"schema_{VERSION}")


def _constraint(name: str, of: str) -> tuple[str, str]:
    return name, f"CREATE CONSTRAINT {name} IF NOT EXISTS FOR (n:GreffierWriter) REQUIRE n.{of} IS UNIQUE"


def _fulltext(name: str, family: str, of: str, *settings: str) -> tuple[str, str]:
    told = ", ".join((f"`fulltext.analyzer`: '{ANALYZER}'", *settings))
    text = f"CREATE FULLTEXT INDEX {name} IF NOT EXISTS FOR (n:{family}) ON EACH [n.{of}]"
    return name, f"{text} OPTIONS {{indexConfig: {{{told}}}}}"


def _run(transaction: ManagedTransaction, text: str) -> None:
    transaction.run(text).consume()
