"""The client: one question to an endpoint that speaks the protocol of OpenAI's chat completions.

The library `openai` speaks it: it waits and asks again when told to (429, 5xx, timeouts). What it lets in
is bounded here: no redirects, no compression, so many bytes, so many seconds. An endpoint that refuses a
parameter is asked without it. No tool is ever offered. What an endpoint says of an error is told, up to so
many characters and without the key.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlsplit

import httpx2
import openai

from greffier.graph.errors import EndpointError, InputError
from greffier.ingest.llm.costs import Usage
from greffier.ingest.llm.questions import Message
from greffier.ingest.llm.refusals import (
    TooLongError,
    UnansweredError,
    UnreachedError,
    said,
    shown,
    tries,
    wait_asked,
    wants_payment,
)
from greffier.ingest.llm.transports import LARGEST, BoundedTransport

MOST_WRITTEN: Final = 8192  # tokens of an answer
RETRIES: Final = 5
SEED: Final = 0
NO_KEY: Final = "none"  # what is sent where no key is set: endpoints of one's own ask for none
CUT: Final = "length"  # why an answer ends that is longer than may be
# What can be left out of a request when the endpoint does not take it, with words by which it says so.
_OPTIONAL: Final = {
    "temperature": ("temperature",),
    "seed": ("seed",),
    "response_format": ("response_format", "json_schema", "json_object", "structured output", "schema"),
    "max_tokens": ("max_tokens", "max_completion_tokens"),
}
_TOO_LONG: Final = ("context length", "context_length", "context size", "context window", "too long", "too many tokens")


@dataclass(frozen=True, slots=True)
class Completion:
    """Hold an answer, whether it was cut off, and its tokens (None where the endpoint does not count them)."""

    content: str
    cut: bool
    usage: Usage | None


class Endpoint:
    """Ask one model at one address; safe to use from many threads."""

    def __init__(self, url: str, model: str, key: str | None, *, timeout: float = 300.0) -> None:
        """Take `timeout` as the seconds that one answer may take; raise InputError where the URL cannot be used."""
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise InputError(f"{url!r} is no URL of an endpoint; one looks like http://localhost:11434/v1")
        if parts.username or parts.password:
            raise InputError(f"the URL of {parts.hostname} holds a password; put the key into GREFFIER_LLM_KEY")
        self.model = model
        self.url = url
        self._key = key
        self._timeout = timeout
        self._transport = BoundedTransport(parts.scheme, parts.hostname, timeout)
        self._client = openai.OpenAI(
            base_url=url,
            api_key=key or NO_KEY,
            max_retries=RETRIES,
            timeout=timeout,
            http_client=httpx2.Client(
                transport=self._transport, follow_redirects=False, headers={"Accept-Encoding": "identity"}
            ),
        )
        # The library takes these from variables meant for another endpoint.
        self._client.organization = self._client.project = None
        self._lock = threading.Lock()
        self._left_out: frozenset[str] = frozenset()

    def complete(self, messages: Sequence[Message], schema: dict[str, Any]) -> Completion:
        """Return the answer to a question.

        Raise UnansweredError where this question gets none, TooLongError where it is too long, and EndpointError
        where no question would get one.
        """
        left_out = self._left_out
        while True:
            try:
                answer = self._ask(messages, self._parameters(schema, left_out))
            except (openai.BadRequestError, openai.UnprocessableEntityError) as error:
                left_out |= self._refused(error, left_out)
                continue
            # Only now is it known that it was the parameters, and not the question, that was refused.
            with self._lock:
                self._left_out |= left_out
            return answer

    def stop(self) -> None:
        """Have every question under way given up, from any thread."""
        self._transport.stopped.set()

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

    def _parameters(self, schema: dict[str, Any], left_out: frozenset[str]) -> dict[str, Any]:
        form = {"name": "reading", "schema": schema, "strict": True}
        given = {
            "temperature": 0,
            "seed": SEED,
            "response_format": {"type": "json_schema", "json_schema": form},
            "max_tokens": MOST_WRITTEN,
        }
        return {name: value for name, value in given.items() if name not in left_out}

    def _ask(self, messages: Sequence[Message], parameters: dict[str, Any]) -> Completion:
        create: Any = self._client.with_raw_response.chat.completions.create
        try:
            answered = create(model=self.model, messages=[dict(m) for m in messages], **parameters)
        except (openai.BadRequestError, openai.UnprocessableEntityError):
            raise
        except (openai.AuthenticationError, openai.PermissionDeniedError) as error:
            raise EndpointError(
                f"{self.url}: does not let us in ({error.status_code}); set the key in GREFFIER_LLM_KEY"
                f"{said(error, self._key)}"
            ) from None
        except openai.NotFoundError as error:
            raise EndpointError(
                f"{self.url}: knows no model {self.model!r}, or is no such endpoint (404); check --llm-model, and "
                f"--llm-url, which often ends in /v1{said(error, self._key)}"
            ) from None
        except openai.APIStatusError as error:
            if wants_payment(error):
                raise EndpointError(
                    f"{self.url}: asks to be paid ({error.status_code}); see to the account there"
                    f"{said(error, self._key)}"
                ) from None
            raise UnansweredError(
                f"the endpoint answered {error.status_code}, after {tries(error.request)}{wait_asked(error.response)}"
                f"{said(error, self._key)}"
            ) from None
        except openai.APIConnectionError as error:
            raise self._lost(error) from None
        return _read_completion(answered.headers.get("content-type", ""), answered.http_response.content)

    def _lost(self, error: openai.APIConnectionError) -> EndpointError | UnansweredError:
        """Return what is to be said where no answer came: of the endpoint where it never was there."""
        why = shown(str(error.__cause__ or ""), self._key)
        if not self._transport.reached.is_set():
            return EndpointError(f"{self.url}: cannot be reached; is the endpoint running?{f' ({why})' if why else ''}")
        if isinstance(error, openai.APITimeoutError):
            return UnansweredError(
                f"the endpoint did not answer within {self._timeout:g} s, after {tries(error.request)}"
            )
        return UnreachedError(
            f"the connection to the endpoint was lost{f' ({why})' if why else ''}, after {tries(error.request)}"
        )

    def _refused(self, error: openai.APIStatusError, left_out: frozenset[str]) -> frozenset[str]:
        """Return the parameters to leave out next; raise where that cannot help."""
        words = str(error.body if error.body is not None else error.message).lower()
        if any(told in words for told in _TOO_LONG) and "max_tokens" not in words:
            raise TooLongError(
                f"the question is longer than the model takes; give it a longer context{said(error, self._key)}"
            ) from None
        left = [name for name in _OPTIONAL if name not in left_out]
        named = [name for name in left if any(told in words for told in _OPTIONAL[name])]
        if not left:
            raise UnansweredError(
                f"the endpoint refuses the question ({error.status_code}){said(error, self._key)}"
            ) from None
        return frozenset(named or left)


def _read_completion(content_type: str, body: bytes) -> Completion:
    """Return the answer in the body of a response; raise UnansweredError where there is none."""
    media = content_type.split(";", maxsplit=1)[0].strip().lower()
    if media != "application/json":
        raise UnansweredError(f"the endpoint answered {media[:40]!r}, not JSON; check --llm-url")
    if len(body) >= LARGEST:
        raise UnansweredError(f"the answer is longer than {LARGEST} bytes")
    try:
        data = json.loads(body)
        choice = data["choices"][0]
        message = choice["message"]
        content, finish = message.get("content"), choice.get("finish_reason")
    except (ValueError, KeyError, IndexError, TypeError, AttributeError, RecursionError):
        raise UnansweredError("the endpoint's answer is not in the form of chat completions") from None
    usage = _usage(data.get("usage"))
    if message.get("refusal") or finish == "content_filter":
        raise UnansweredError("the model refuses to answer", usage)
    if message.get("tool_calls") or message.get("function_call"):
        raise UnansweredError("the model asks for a tool, and has none", usage)
    if not isinstance(content, str) or not content.strip():
        if finish == CUT:
            return Completion("", cut=True, usage=usage)
        raise UnansweredError("the model's answer is empty", usage)
    return Completion(content, finish == CUT, usage)


def _usage(given: Any) -> Usage | None:
    """Return the tokens that an endpoint has counted, where it has."""
    if not isinstance(given, dict):
        return None
    read, written = given.get("prompt_tokens"), given.get("completion_tokens")
    if not (isinstance(read, int) and isinstance(written, int) and 0 <= read < 10**9 and 0 <= written < 10**9):
        return None
    return Usage(read, written)
