"""The reader: documents read by a language model, alone or beside the rules."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import suppress
from dataclasses import dataclass, field
from functools import reduce
from itertools import count
from typing import Final

from greffier.graph.errors import DocumentError, EndpointError
from greffier.graph.records import Document, Extraction
from greffier.ingest import extraction as rules
from greffier.ingest.llm.answers import Answer, AnswerError, parse_answer
from greffier.ingest.llm.cache import Cache, Reply, cache_key
from greffier.ingest.llm.client import Endpoint
from greffier.ingest.llm.costs import ANSWER_CHARACTERS, Budget, CostError, Usage, estimate
from greffier.ingest.llm.drops import Drops
from greffier.ingest.llm.grounding import Ground
from greffier.ingest.llm.joining import PARTS, READERS, join
from greffier.ingest.llm.parts import Part, halves, split
from greffier.ingest.llm.plans import Plan
from greffier.ingest.llm.questions import Message, build_messages, fingerprint, schema
from greffier.ingest.llm.refusals import CutError, TooLongError, UnansweredError, UnreachedError
from greffier.ingest.readers import PartlyReadError, Reader
from greffier.ingest.texts import Text

PATIENCE: Final = 20  # documents in a row without an answer after which no further one is asked about
LOST: Final = 5  # documents in a row for which the connection was lost, after which the endpoint counts as gone
MINUTE: Final = 60.0  # seconds of waiting for one document after which that is told
AHEAD: Final = 4  # documents that are taken up before they are asked for, for each that is read at a time

_Found = Extraction | DocumentError | EndpointError


@dataclass(slots=True)
class Tally:
    """Tell what a reading took: questions asked, answers kept, answers found in the cache, tokens, what was dropped."""

    asked: int = 0
    kept: int = 0
    cached: int = 0
    usage: Usage = field(default_factory=Usage)
    drops: Drops = field(default_factory=Drops)

    def add(self, other: Tally) -> None:
        """Add what another reading took."""
        self.asked += other.asked
        self.kept += other.kept
        self.cached += other.cached
        self.usage += other.usage
        self.drops.take(other.drops)


class ModelReader:
    """Read documents by asking a model about each, and keeping what the document bears out.

    `tally` tells what that took, `unkept` has a line for each thing that was not kept: document, reason and words.
    """

    def __init__(self, endpoint: Endpoint, plan: Plan, waiting: Callable[[str], None] | None = None) -> None:
        """Take `waiting` as what is told, each minute, which document is waited for."""
        self.tally = Tally()
        self.unkept: list[str] = []
        self.rule = f"llm {'_'.join(endpoint.model.split())}"
        self.name = f"{self.rule} {fingerprint()}"
        self._endpoint = endpoint
        self._plan = plan
        self._waiting = waiting
        self._cache = Cache(plan.cache)
        self._budget = Budget(plan.prices, plan.most)
        self._unanswered = 0
        self._lost = 0
        self._ended: EndpointError | None = None

    def alone(self) -> Reader:
        """Return the reader that tells what the model reads."""
        return Reader(self.name, self.read)

    def beside_rules(self) -> Reader:
        """Return the reader that tells what the rules and the model read, each under its own rule.

        Where the model gives no answer, it yields a PartlyReadError with what the rules read.
        """
        name = f"{rules.READER} + {self.name}"

        def read(documents: Sequence[Document]) -> Iterator[Extraction | DocumentError]:
            by_rules = rules.extract(documents)
            for document, found in self._read(documents):
                one = next(e for e in by_rules if e.document == document)
                if isinstance(found, DocumentError):
                    yield PartlyReadError(str(found), one)
                else:
                    yield join(one, found, READERS, name)

        return Reader(name, read)

    def read(self, documents: Iterable[Document]) -> Iterator[Extraction | DocumentError]:
        """Yield what each document says, in their order; an error for one that got no answer.

        Raise EndpointError where no document would get one, PATIENCE of them in a row got none, or the connection was
        lost for LOST in a row. What was answered until then is yielded before, and kept.
        """
        for _, found in self._read(documents):
            yield found

    def _read(self, documents: Iterable[Document]) -> Iterator[tuple[Document, Extraction | DocumentError]]:
        """Yield each document with what is found; those are left out for which the endpoint had ended the reading."""
        under_way: deque[tuple[Document, Future[tuple[_Found, Tally]]]] = deque()
        pool = ThreadPoolExecutor(self._plan.workers, thread_name_prefix="greffier-llm")
        done = False
        try:
            for document in documents:
                if self._ended:
                    break
                under_way.append((document, pool.submit(self._read_one, document)))
                if len(under_way) >= self._plan.workers * AHEAD:
                    yield from self._take(*under_way.popleft())
            while under_way:
                yield from self._take(*under_way.popleft())
            done = True
        finally:
            if not done:
                self._endpoint.stop()
            pool.shutdown(wait=done, cancel_futures=not done)
        if self._ended:
            raise self._ended

    def cost(self) -> float:
        """Return what was spent so far."""
        return self._plan.prices.of(self.tally.usage)

    def _take(
        self, document: Document, future: Future[tuple[_Found, Tally]]
    ) -> Iterator[tuple[Document, Extraction | DocumentError]]:
        """Yield what was found of a document, unless that is the end; raise EndpointError after too many without."""
        for minutes in count(1):
            if not self._waiting or wait([future], MINUTE).done:
                break
            self._waiting(f"Waiting for an answer about {document.source}, for {minutes} min.")
        found, tally = future.result()
        self.tally.add(tally)
        self.unkept += [f"{document.source}: not kept: {line}" for line in tally.drops.lines()]
        if isinstance(found, EndpointError):
            return
        cause = found.__cause__ if isinstance(found, DocumentError) else None
        self._unanswered = self._unanswered + 1 if cause and not isinstance(cause, CostError) else 0
        self._lost = self._lost + 1 if isinstance(cause, UnreachedError) else 0
        for number, most, what in (
            (self._unanswered, PATIENCE, "got no answer"),
            (self._lost, LOST, "lost the connection"),
        ):
            if number >= most:
                self._ended = EndpointError(f"{most} documents in a row {what}; of the last one: {found}")
                raise self._ended
        yield document, found

    def _read_one(self, document: Document) -> tuple[_Found, Tally]:
        tally = Tally()
        if self._ended:
            return self._ended, tally
        text = Text(document)
        ground = Ground(text, self.rule, self.name)
        parts = split(text, self._plan.size)
        try:
            readings = [
                reading
                for number, part in enumerate(parts, 1)
                for reading in self._read_part(ground, part, (number, len(parts)), tally)
            ]
        except EndpointError as error:
            self._ended = self._ended or error
            return error, tally
        except (UnansweredError, AnswerError, CostError) as error:
            unread = DocumentError(f"{document.source}: not read by {self._endpoint.model}: {error}")
            unread.__cause__ = error
            return unread, tally
        return reduce(lambda one, other: join(one, other, PARTS, self.name), readings), tally

    def _read_part(self, ground: Ground, part: Part, place: tuple[int, int], tally: Tally) -> Iterator[Extraction]:
        """Yield what a part says; it is read in smaller ones where it, or its answer, is too long for the model."""
        try:
            answer = self._answer(ground.text, part, place, tally)
        except (TooLongError, CutError):
            smaller = halves(ground.text, part)
            if len(smaller) == 1:
                raise
        else:
            yield ground.ground(answer, part, tally.drops)
            return
        for piece in smaller:
            yield from self._read_part(ground, piece, place, tally)

    def _answer(self, text: Text, part: Part, place: tuple[int, int], tally: Tally) -> Answer:
        """Return what a model says of a part, from the cache where it is there."""
        messages = build_messages(text, part, *place)
        key = cache_key(self._endpoint.model, messages, schema())
        kept = self._cache.get(key)
        if kept:
            with suppress(AnswerError):  # earlier versions kept some that now count as none
                answer = parse_answer(kept.content, tally.drops)
                tally.cached += 1
                return answer
        reply = self._ask(messages, part, tally)
        answer = parse_answer(reply.content, tally.drops)
        self._cache.put(key, reply)
        tally.kept += 1
        return answer

    def _ask(self, messages: Sequence[Message], part: Part, tally: Tally) -> Reply:
        """Return what a model answers, within what may be spent; raise CutError where it is cut off."""
        expected = estimate(messages, part.end - part.start)
        self._budget.reserve(expected)
        used = Usage()
        try:
            tally.asked += 1
            given = self._endpoint.complete(messages, schema())
            used = given.usage or Usage(expected.tokens_in, round(len(given.content) / ANSWER_CHARACTERS))
        except UnansweredError as error:
            used = error.usage or used
            raise
        finally:
            tally.usage += used
            self._budget.settle(expected, used)
        if given.cut:
            raise CutError("the model cuts its answer off, however little it is asked")
        return Reply(given.content, used)
