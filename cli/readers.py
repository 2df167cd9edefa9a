"""Options of the commands that read: by the rules, by a language model, or by both."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import wraps
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click
from click.core import ParameterSource

from greffier.cli.settings import Decorator, Settings

if TYPE_CHECKING:
    from greffier.graph.errors import EndpointError
    from greffier.graph.records import Document
    from greffier.ingest.llm.plans import Plan
    from greffier.ingest.llm.reader import ModelReader, Tally
    from greffier.ingest.readers import Reader

READERS: Final = ("rules", "llm", "both")
KEY_VARIABLE: Final = "GREFFIER_LLM_KEY"
URL_VARIABLE: Final = "GREFFIER_LLM_URL"
MODEL_VARIABLE: Final = "GREFFIER_LLM_MODEL"
CACHE: Final = "greffier.llm"
OF_A_MODEL: Final = {
    *("llm_url", "llm_model", "llm_cache", "llm_workers", "llm_part", "llm_timeout"),
    *("price_in", "price_out", "max_cost", "dry_run"),
}
NEEDED: Final = ("openai", "httpx2", "pydantic")
INSTALL: Final = "pip install 'greffier[llm]'"


@dataclass(frozen=True, slots=True)
class ReaderChoice:
    """Hold what the options ask for; nothing of a language model is loaded before it is used."""

    reader: str
    url: str | None
    model: str | None
    cache: str | None
    workers: int
    part: int
    timeout: float
    price_in: float
    price_out: float
    max_cost: float | None
    dry_run: bool
    given: tuple[str, ...] = ()  # options for a language model, as they stand on the command line

    def open(self, settings: Settings, beside: str | None = None) -> OpenReader:
        """Return the reader that is asked for; `beside` is the file of the store, where there is one.

        Raise UsageError where something is missing that a language model needs, or given that the rules do not use.
        """
        if self.reader == "rules":
            if self.given:
                raise click.UsageError(
                    f"only --reader llm and both take {', '.join(self.given)}: the rules ask no model"
                )
            return OpenReader()
        if any(find_spec(name) is None for name in NEEDED):
            raise click.UsageError(f"--reader {self.reader} needs what is not installed: {INSTALL}")
        if self.max_cost is not None and not (self.price_in or self.price_out):
            raise click.UsageError("--max-cost needs --price-in and --price-out, the prices of a million tokens")
        from greffier.ingest.llm.costs import Prices
        from greffier.ingest.llm.plans import Plan

        folder = Path(self.cache or (f"{beside}.llm" if beside else CACHE))
        plan = Plan(folder, Prices(self.price_in, self.price_out), self.max_cost, self.part, self.workers)
        if self.dry_run:
            return OpenReader(plan)
        if not self.url or not self.model:
            raise click.UsageError(
                f"--reader {self.reader} needs --llm-url and --llm-model (or {URL_VARIABLE} and {MODEL_VARIABLE})"
            )
        from greffier.ingest.llm.client import Endpoint
        from greffier.ingest.llm.reader import ModelReader

        endpoint = Endpoint(self.url, self.model, _key(), timeout=self.timeout)
        click.get_current_context().call_on_close(endpoint.close)
        # On a terminal, the progress bar shows that something is waited for.
        model = ModelReader(endpoint, plan, None if sys.stderr.isatty() else settings.note)
        return OpenReader(plan, model.alone() if self.reader == "llm" else model.beside_rules(), model)

    def estimate(self, documents: Iterable[Document], chosen: OpenReader, settings: Settings) -> None:
        """Tell on standard output what reading documents would take, without asking the model anything."""
        from greffier.ingest.llm.estimates import estimate_reading

        if chosen.plan is None:
            return
        found = estimate_reading(documents, chosen.plan, self.model)
        click.echo(f"documents\t{found.documents}")
        click.echo(f"questions\t{found.questions}")
        click.echo(f"answered in the cache\t{found.cached}")
        click.echo(f"tokens read\t{found.usage.tokens_in}")
        click.echo(f"tokens written\t{found.usage.tokens_out}")
        click.echo(f"cost\t{found.cost:.4f}")
        if not self.model:
            settings.note("No model is named (--llm-model): what its answers in the cache would save is not counted.")


def _key() -> str | None:
    """Return the key of the endpoint, if any; raise UsageError, without it, where it cannot be sent."""
    key = os.environ.get(KEY_VARIABLE, "").strip()
    if not all("!" <= c <= "~" for c in key):
        raise click.UsageError(
            f"{KEY_VARIABLE} holds a space, or something that is not printable ASCII, as no key does; set it anew"
        )
    return key or None


@dataclass(frozen=True, slots=True)
class OpenReader:
    """Hold a reader (None for the rules), the language model behind it, and how it is asked."""

    plan: Plan | None = None
    reader: Reader | None = None
    model: ModelReader | None = None

    def end(self, error: EndpointError | None) -> None:
        """Raise the error that a reading ended with, if any, telling what is kept of it."""
        if error is None or self.model is None or self.plan is None:
            return
        from greffier.graph.errors import EndpointError

        kept = self.model.tally.kept + self.model.tally.cached
        if not kept:
            raise error
        told = f"{kept} {'answer is' if kept == 1 else 'answers are'} kept in {self.plan.cache}"
        raise EndpointError(f"{error}. {told}: the same command goes on from there") from error

    def conclude(self, settings: Settings) -> None:
        """Tell what the reading took, and what of it was not kept: one by one where more is asked for."""
        if self.model is None:
            return
        for line in self.model.unkept:
            settings.detail(line)
        for line in _told(self.model.tally, self.model):
            settings.note(line)


def _told(tally: Tally, model: ModelReader) -> Iterable[str]:
    from greffier.ingest.llm.drops import told

    cost = model.cost()
    yield (
        f"Model: {tally.asked} asked, {tally.cached} from the cache; {tally.usage.tokens_in} tokens read, "
        f"{tally.usage.tokens_out} written{f', cost {cost:.4f}' if cost else ''}."
    )
    if tally.drops:
        yield f"Not kept: {told(tally.drops)}."


def _named_options(names: set[str]) -> tuple[str, ...]:
    """Return the options of these names that stand on the command line, as they are written there."""
    context = click.get_current_context()
    return tuple(
        option.opts[0]
        for option in context.command.params
        if option.name in names and context.get_parameter_source(option.name) is ParameterSource.COMMANDLINE
    )


def reader_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options of a reader, which come together as the argument `choice`."""
    options: tuple[Decorator, ...] = (
        click.option(
            "--reader",
            type=click.Choice(READERS),
            default="rules",
            show_default=True,
            help="What reads: the rules, a language model (llm), or both, each fact saying which told it.",
        ),
        click.option(
            "--llm-url",
            metavar="URL",
            envvar=URL_VARIABLE,
            help="The endpoint of the model, which speaks the protocol of OpenAI's chat completions "
            f"(http://localhost:11434/v1). Default: {URL_VARIABLE}. Its key, if any, is read from {KEY_VARIABLE} only.",
        ),
        click.option(
            "--llm-model",
            metavar="NAME",
            envvar=MODEL_VARIABLE,
            help=f"The model, by the name that the endpoint has for it. Default: {MODEL_VARIABLE}.",
        ),
        click.option(
            "--llm-cache",
            metavar="FOLDER",
            help="Where answers are kept, so that no question is asked (and paid for) twice. Default: STORE.llm beside "
            f"a store that is a file, else {CACHE} in the current folder.",
        ),
        click.option(
            "--llm-workers",
            type=click.IntRange(1, 64),
            default=4,
            show_default=True,
            help="How many documents the model is asked about at a time.",
        ),
        click.option(
            "--llm-part",
            type=click.IntRange(1000, 1_000_000),
            default=8000,
            show_default=True,
            help="Characters of a document from which it is read in overlapping parts; about 3.5 make a token.",
        ),
        click.option(
            "--llm-timeout",
            type=click.FloatRange(0, 3600, min_open=True),
            default=300.0,
            show_default=True,
            help="Seconds that one answer may take; what takes longer is asked for once more.",
        ),
        click.option(
            "--price-in",
            type=click.FloatRange(0),
            default=0.0,
            metavar="PRICE",
            help="What a million tokens read by the model cost, in any currency. Default: nothing.",
        ),
        click.option(
            "--price-out",
            type=click.FloatRange(0),
            default=0.0,
            metavar="PRICE",
            help="What a million tokens written by the model cost. Default: nothing.",
        ),
        click.option(
            "--max-cost",
            type=click.FloatRange(0),
            metavar="SUM",
            help="Leave documents unread whose reading would cost more than is left of this sum.",
        ),
        click.option(
            "--dry-run",
            is_flag=True,
            help="Only tell what the model would be asked and what it would cost; ask and write nothing. "
            "Neither an endpoint nor a model is needed.",
        ),
    )

    @wraps(function)
    def with_choice(*args: Any, **given: Any) -> Any:
        named = _named_options(set(given) & OF_A_MODEL)
        choice = ReaderChoice(
            given=named,
            reader=given.pop("reader"),
            url=given.pop("llm_url"),
            model=given.pop("llm_model"),
            cache=given.pop("llm_cache"),
            workers=given.pop("llm_workers"),
            part=given.pop("llm_part"),
            timeout=given.pop("llm_timeout"),
            price_in=given.pop("price_in"),
            price_out=given.pop("price_out"),
            max_cost=given.pop("max_cost"),
            dry_run=given.pop("dry_run"),
        )
        return function(*args, choice=choice, **given)

    added: Callable[..., Any] = with_choice
    for option in reversed(options):
        added = option(added)
    return added
