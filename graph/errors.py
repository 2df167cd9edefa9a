"""The errors that Greffier raises on purpose, as one tree.

GreffierError
├── InputError            what a user gave cannot be used
│   ├── DocumentError     a file that cannot be read as a document
│   └── ValueFormatError  a date, an amount or a parameter that is not in its form
├── KnowledgeError        a model, gazetteer or query file that is not well-formed
├── EndpointError         the endpoint of a language model cannot be used
├── QueryError            Cypher that cannot be run, or asks for what is not there
├── ServerError           the Neo4j that Greffier runs itself cannot be installed, started or stopped
└── StoreError            the store cannot be opened, read or written
    ├── CredentialsError  the server of the store does not let us in
    └── StoreLockedError  another process is writing to it

A message says what is wrong, where, the offending value, and what to do next.
"""


class GreffierError(Exception):
    """Be the base of every error that a user of Greffier may meet."""


class InputError(GreffierError):
    """Say that something given by the user cannot be used."""


class DocumentError(InputError):
    """Say that a file cannot be read as a document; the message starts with its name."""


class ValueFormatError(InputError, ValueError):
    """Say that a value is not in the form that is asked for."""


class KnowledgeError(GreffierError):
    """Say that a data file of Greffier is not well-formed; the message names file and place."""


class EndpointError(GreffierError):
    """Say that the endpoint of a language model cannot be used at all; no key and no answer is in the message."""


class QueryError(GreffierError):
    """Say that a query cannot be run."""


class ServerError(GreffierError):
    """Say that the Neo4j that Greffier runs itself cannot be installed, started or stopped.

    `log` is the end of what the server has told, where it has told why.
    """

    def __init__(self, message: str, log: str = "") -> None:
        super().__init__(message)
        self.log = log


class StoreError(GreffierError):
    """Say that the store cannot be opened, read or written."""


class CredentialsError(StoreError):
    """Say that a server does not let us in; `asked` where no user and password were known to send it."""

    def __init__(self, message: str, *, asked: bool) -> None:
        super().__init__(message)
        self.asked = asked


class StoreLockedError(StoreError):
    """Say that another process holds the store for writing."""
