"""Tellings: what one document says of one event, as far as it helps to recognise it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from greffier.graph.identity import digest, fold
from greffier.graph.occurrences import LocatedClaim, Occurrence
from greffier.graph.records import Amount, AmountKind

Sums = tuple[tuple[str, float], ...]  # currency and value


@dataclass(frozen=True, slots=True)
class Profile:
    """Hold all that is compared of a telling: tellings with one profile are alike in every comparison.

    `parties` are the things hit or addressed, or those that act where no other is named. `published` is the
    date of the document, held only where the telling of an incident has no date of its own.
    """

    family: str
    kind: str
    parties: frozenset[str]
    issuers: frozenset[str]
    dates: tuple[str, ...]
    announced: tuple[str, ...]
    imposed: Sums
    exposure: Sums
    published: str | None = None


@dataclass(frozen=True, slots=True)
class Telling:
    """Hold one telling of an event.

    `concerns` are the occurrences of the incidents that an action is about. `story` is the original of its
    document, where that has copies or is one, and `words` tells the same sentence in them.
    """

    occurrence: Occurrence
    published: str | None
    profile: Profile
    concerns: frozenset[str] = frozenset()
    story: str | None = None
    order: tuple[str, str, int, str] = field(init=False)

    def __post_init__(self) -> None:
        """Set where it stands among tellings: the first published first; no two stand alike."""
        occurrence = self.occurrence
        order = (self.published or "9999", occurrence.document, occurrence.quote.start, occurrence.id)
        object.__setattr__(self, "order", order)

    @property
    def words(self) -> str | None:
        """Return what tellings of one sentence in copies of one text share; None where there are no copies."""
        return f"{self.story} {digest(fold(self.occurrence.quote.text))}" if self.story else None

    @property
    def id(self) -> str:
        """Return the id of its occurrence."""
        return self.occurrence.id

    @property
    def document(self) -> str:
        """Return the id of its document."""
        return self.occurrence.document


def tellings(
    events: Iterable[Occurrence],
    claims: Iterable[LocatedClaim],
    things: Mapping[str, str],
    published: Mapping[str, str | None],
    stories: Mapping[str, str] | None = None,
) -> tuple[Telling, ...]:
    """Return what each event's claims say of it; `things` gives the thing of an entity's occurrence.

    `published` and `stories` give the date and the original of a document.
    """
    known = stories or {}
    about: dict[str, list[LocatedClaim]] = defaultdict(list)
    for located in claims:
        about[located.claim.subject].append(located)
    return tuple(_telling(e, about[e.id], things, published.get(e.document), known.get(e.document)) for e in events)


def _telling(
    event: Occurrence,
    claims: list[LocatedClaim],
    things: Mapping[str, str],
    published: str | None,
    story: str | None,
) -> Telling:
    def objects(predicate: str) -> frozenset[str]:
        found = (c.claim.object for c in claims if c.claim.predicate == predicate and c.claim.object)
        return frozenset(things[o] for o in found)

    def dates(predicate: str) -> tuple[str, ...]:
        return tuple(
            sorted({c.claim.value for c in claims if c.claim.predicate == predicate and isinstance(c.claim.value, str)})
        )

    def sums(kind: AmountKind) -> Sums:
        found = {c.claim.value for c in claims if isinstance(c.claim.value, Amount) and c.claim.value.kind is kind}
        return tuple(sorted((a.currency, float(a.value)) for a in found))

    issuers = objects("issuer")
    when, announced = dates("date"), dates("announced")
    undated = event.family == "Incident" and not when and not announced
    profile = Profile(
        family=event.family,
        kind=event.kind,
        parties=objects("affected") | objects("target") or issuers,
        issuers=issuers,
        dates=when,
        announced=announced,
        imposed=sums(AmountKind.IMPOSED),
        exposure=sums(AmountKind.EXPOSURE),
        published=published if undated else None,
    )
    concerned = frozenset(c.claim.object for c in claims if c.claim.predicate == "concerns" and c.claim.object)
    return Telling(event, published, profile, concerned, story)
