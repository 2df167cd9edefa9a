"""The reader: documents read by a language model, alone or beside the rules."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import reduce
from pathlib import Path
from typing import Final

from greffier.graph.errors import DocumentError, EndpointError
from greffier.graph.records import Document, Extraction
from greffier.ingest import extraction as rules
from greffier.ingest.llm.answers import Answer, AnswerError, parse_answer
from greffier.ingest.llm.cache import Cache, Reply, cache_key
from greffier.ingest.llm.client import Endpoint
from greffier.ingest.llm.costs import ANSWER_CHARACTERS, FREE, Budget, CostError, Prices, Usage, estimate
from greffier.ingest.llm.drops import Drops
from greffier.ingest.llm.grounding import Ground
from greffier.ingest.llm.joining import PARTS, READERS, join
from greffier.ingest.llm.parts import SIZE, Part, halves, split
from greffier.ingest.llm.questions import Message, build_messages, fingerprint, schema
from greffier.ingest.llm.refusals import CutError, TooLongError, UnansweredError
from greffier.ingest.readers import Reader
from greffier.ingest.texts import Text

WORKERS: Final = 4
PATIENCE: Final = 20  # documents in a row without an answer after which no further one is asked about
AHEAD: Final = 4  # documents that are taken up before they are asked for, for each that is read at a time


@dataclass(frozen=True, slots=True)
class Plan:
    """Say how to read: where answers are kept, what may be spent, how much at once."""

    cache: Path
    prices: Prices = FREE
    most: float | None = None
    size: int = SIZE
    workers: int = WORKERS


@dataclass(slots=True)
class Tally:
    """Tell what a reading took: questions asked, answers found in the cache, tokens, and what was dropped."""

    asked: int = 0
    cached: int = 0
    usage: Usage = field(default_factory=Usage)
    drops: Drops = field(default_factory=Drops)

    def add(self, other: Tally) -> None:
        """Add what another reading took."""
        self.asked += other.asked
        self.cached += other.cached
        self.usage += other.usage
        self.drops += other.drops


@dataclass(frozen=True, slots=True)
class Estimate:
    """Say what reading documents would take: questions, those answered in the cache already, tokens of the others."""

    documents: int
    questions: int
    cached: int
    usage: Usage
    cost: float


class ModelReader:
    """Read documents by asking a model about each, and keeping what the document bears out."""

    def __init__(self, endpoint: Endpoint, plan: Plan) -> None:
        self.tally = Tally()
        self.rule = f"llm {'_'.join(endpoint.model.split())}"
        self.name = f"{self.rule} {fingerprint()}"
        self._endpoint = endpoint
        self._plan = plan
        self._cache = Cache(plan.cache)
        self._budget = Budget(plan.prices, plan.most)
        self._unanswered = 0

    def alone(self) -> Reader:
        """Return the reader that tells what the model reads."""
        return Reader(self.name, self.read)

    def beside_rules(self) -> Reader:
        """Return the reader that tells what the rules and the model read, each under its own rule."""
        name = f"{rules.READER} + {self.name}"

        def read(documents: Sequence[Document]) -> Iterator[Extraction | DocumentError]:
            by_rules = rules.extract(documents)
            for one, other in zip(by_rules, self.read(documents), strict=True):
                yield other if isinstance(other, DocumentError) else join(one, other, READERS, name)

        return Reader(name, read)

    def read(self, documents: Iterable[Document]) -> Iterator[Extraction | DocumentError]:
        """Yield what each document says, in their order; an error for one that got no answer.

        Raise EndpointError where no document would get one, or PATIENCE of them in a row got none. Answers that came
        are kept even then.
        """
        under_way: deque[Future[tuple[Extraction | DocumentError, Tally]]] = deque()
        pool = ThreadPoolExecutor(self._plan.workers, thread_name_prefix="greffier-llm")
        done = False
        try:
            for document in documents:
                under_way.append(pool.submit(self._read_one, document))
                if len(under_way) >= self._plan.workers * AHEAD:
                    yield self._take(under_way.popleft())
            while under_way:
                yield self._take(under_way.popleft())
            done = True
        finally:
            if not done:
                self._endpoint.stop()
            pool.shutdown(wait=done, cancel_futures=not done)

    def cost(self) -> float:
        """Return what was spent so far."""
        return self._plan.prices.of(self.tally.usage)

    def _take(self, future: Future[tuple[Extraction | DocumentError, Tally]]) -> Extraction | DocumentError:
        found, tally = future.result()
        self.tally.add(tally)
        unanswered = isinstance(found, DocumentError) and not isinstance(found.__cause__, CostError)
        self._unanswered = self._unanswered + 1 if unanswered else 0
        if self._unanswered >= PATIENCE:
            raise EndpointError(f"{PATIENCE} documents in a row got no answer; of the last one: {found}")
        return found

    def estimate(self, documents: Iterable[Document]) -> Estimate:
        """Return what reading documents would take, without asking anything."""
        count = questions = cached = 0
        usage = Usage()
        for document in documents:
            count += 1
            text = Text(document)
            parts = split(text, self._plan.size)
            for number, part in enumerate(parts, 1):
                questions += 1
                messages = build_messages(text, part, number, len(parts))
                if self._cache.get(cache_key(self._endpoint.model, messages, schema())):
                    cached += 1
                else:
                    usage += estimate(messages, part.end - part.start)
        return Estimate(count, questions, cached, usage, self._plan.prices.of(usage))

    def _read_one(self, document: Document) -> tuple[Extraction | DocumentError, Tally]:
        tally = Tally()
        text = Text(document)
        ground = Ground(text, self.rule, self.name)
        parts = split(text, self._plan.size)
        try:
            readings = [
                reading
                for number, part in enumerate(parts, 1)
                for reading in self._read_part(ground, part, (number, len(parts)), tally)
            ]
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
            tally.cached += 1
            return parse_answer(kept.content, tally.drops)
        reply = self._ask(messages, part, tally)
        answer = parse_answer(reply.content, tally.drops)
        self._cache.put(key, reply)
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
