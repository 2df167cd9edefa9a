"""The records that pass from stage to stage: what a document is, and what it says.

All are frozen; offsets are Unicode code points into `Document.text`, counted from 0, ends exclusive.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class Status(StrEnum):
    """Tell how a document presents something: only what is ASSERTED is told as a fact."""

    ASSERTED = "asserted"
    ALLEGED = "alleged"
    HYPOTHETICAL = "hypothetical"
    DENIED = "denied"


class AmountKind(StrEnum):
    """Tell a sum that was decided from one that only threatens; the two are never added up."""

    IMPOSED = "imposed"
    EXPOSURE = "exposure"


class Bound(StrEnum):
    """Tell how a number is meant: "up to 245,000" is AT_MOST, « plus de 20 000 » AT_LEAST."""

    EXACT = "exact"
    ABOUT = "about"
    AT_LEAST = "at least"
    AT_MOST = "at most"


class Counted(StrEnum):
    """Tell what a number counts; `of_persons` tells persons from what they have."""

    PERSONS = "persons"
    CUSTOMERS = "customers"
    MEMBERS = "members"
    PATIENTS = "patients"
    POLICYHOLDERS = "policyholders"
    ACCOUNTS = "accounts"
    CARDS = "cards"
    CONTRACTS = "contracts"
    RECORDS = "records"

    @property
    def of_persons(self) -> bool:
        """Return whether it counts persons, under whatever name."""
        return self not in (Counted.ACCOUNTS, Counted.CARDS, Counted.CONTRACTS, Counted.RECORDS)


class Outcome(StrEnum):
    """Tell what became of an action; the further down, the more final."""

    APPEALED = "appealed"
    SUSPENDED = "suspended"
    CONFIRMED = "confirmed"
    REDUCED = "reduced"
    ANNULLED = "annulled"
    LIFTED = "lifted"
    PAID = "paid"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True, order=True)
class Quote:
    """Hold a passage of a document, word for word: `document.text[start:end] == text`."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Document:
    """Hold a text exactly as it was read, with what is known of it.

    `name` is what the user calls it (the file's name without its suffix), `source` where it was
    read, relative to what the user named. `published` is `YYYY-MM-DD` or None.
    """

    id: str
    name: str
    title: str
    text: str
    published: str | None
    language: str
    source: str
    sha256: str

    def quote(self, start: int, end: int) -> Quote:
        """Return the passage from `start` to `end`."""
        return Quote(start, end, self.text[start:end])


@dataclass(frozen=True, slots=True)
class Amount:
    """Hold a sum of money: `currency` in ISO 4217, `per` a period (`day`) or None for a sum."""

    value: Decimal
    currency: str
    per: str | None
    kind: AmountKind


@dataclass(frozen=True, slots=True)
class Count:
    """Hold how many persons, accounts, cards, contracts or records an incident touched; 0 says none.

    `most` is the upper end where a text gives a range ("between 100 and 200"), else None.
    """

    number: int
    most: int | None
    counted: Counted
    bound: Bound


@dataclass(frozen=True, slots=True)
class Entity:
    """Hold an organisation or a law as one document speaks of it.

    `known_as` is the id of its entry in a gazetteer; `candidates` are the entries between which
    the document does not let one choose (then `known_as` is None).
    """

    id: str
    kind: str
    name: str
    mentions: tuple[Quote, ...]
    rule: str
    confidence: float
    known_as: str | None = None
    candidates: tuple[str, ...] = ()
    jurisdiction: str | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """Hold an incident or an action as one document tells it; its slots are claims about it.

    `anchor` is the word or phrase that tells the event (« amende », "data breach"), `evidence`
    the passage to show.
    """

    id: str
    kind: str
    anchor: Quote
    evidence: Quote
    rule: str
    confidence: float
    status: Status = Status.ASSERTED


@dataclass(frozen=True, slots=True)
class Claim:
    """Hold one slot of one event, or one relation, as stated in one document.

    `subject` and `object` are ids of entities or events of the same document. Exactly one of
    `object` and `value` is given; `value` is an EDTF date or an Outcome (both str), an Amount or a Count.
    """

    subject: str
    predicate: str
    evidence: Quote
    rule: str
    confidence: float
    object: str | None = None
    value: str | Amount | Count | None = None
    status: Status = Status.ASSERTED


@dataclass(frozen=True, slots=True)
class Extraction:
    """Hold what one document says; ids (`e1`, `i1`, `a1`) are local to it."""

    document: Document
    reader: str
    entities: tuple[Entity, ...] = ()
    incidents: tuple[Event, ...] = ()
    actions: tuple[Event, ...] = ()
    claims: tuple[Claim, ...] = ()

    def claims_about(self, subject: str, predicate: str) -> tuple[Claim, ...]:
        """Return the claims of one slot of one item, in the order of the text."""
        return tuple(c for c in self.claims if c.subject == subject and c.predicate == predicate)
