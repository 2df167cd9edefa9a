"""Refusals: what an endpoint says where it gives no answer, in words that can be shown.

Some endpoints repeat the key that they refuse, or part of it; whatever holds a piece of it is left out.
"""

from __future__ import annotations

import json
import re
from typing import Final

import httpx2
import openai

from greffier.graph.errors import GreffierError
from greffier.ingest.llm.costs import Usage
from greffier.ingest.llm.drops import one_line

SHOWN: Final = 200  # characters of what an endpoint says
PIECE: Final = 6  # characters of a key by which a word is taken to be of it
SHORTEST: Final = 8  # characters of a key that is looked for by its pieces
HIDDEN: Final = "[key]"
PAYMENT: Final = 402
QUOTA: Final = "insufficient_quota"  # the code of an error: the account is empty


class UnansweredError(GreffierError):
    """Say that one question got no answer that can be used; another one may. `usage` is what it took all the same."""

    def __init__(self, message: str, usage: Usage | None = None) -> None:
        super().__init__(message)
        self.usage = usage


class TooLongError(UnansweredError):
    """Say that a question is longer than the model takes."""


class CutError(UnansweredError):
    """Say that an answer was cut off, as it is longer than the model writes."""


class UnreachedError(UnansweredError):
    """Say that the connection was lost before there was an answer."""


def shown(words: str, key: str | None) -> str:
    """Return words of an endpoint as one short printable line, without the key."""
    return _without(one_line(words), key)[:SHOWN]


def said(error: openai.APIStatusError, key: str | None) -> str:
    """Return the end of a message that tells what an endpoint says of its error; empty where it says nothing."""
    body = error.body
    if isinstance(body, dict):
        body = body.get("message") or body.get("detail") or json.dumps(body, ensure_ascii=False)
    words = shown(str(body or ""), key)
    return f"; the endpoint says {words!r}" if words else ""


def wants_payment(error: openai.APIStatusError) -> bool:
    """Return whether an endpoint answers no more before it is paid."""
    return error.status_code == PAYMENT or QUOTA in (error.code, error.type)


def retries_of(request: httpx2.Request) -> int:
    """Return how often the library had asked the same before."""
    return int(request.headers.get("x-stainless-retry-count", "0"))


def tries(request: httpx2.Request) -> str:
    """Return how often the library has asked, this time included, in words."""
    count = retries_of(request) + 1
    return f"{count} {'try' if count == 1 else 'tries'}"


def wait_asked(response: httpx2.Response) -> str:
    """Return the part of a message that tells how long an endpoint wants us to wait; empty where it does not say."""
    wait = shown(response.headers.get("retry-after", ""), None)[:40]
    return f"; it asks to wait {f'{wait} s' if wait[:1].isdigit() else f'until {wait}'}" if wait else ""


def _without(line: str, key: str | None) -> str:
    if not key:
        return line
    if len(key) < SHORTEST:
        return re.sub(rf"(?<!\w){re.escape(key)}(?!\w)", HIDDEN, line)
    pieces = {key[at : at + PIECE] for at in range(len(key) - PIECE + 1)}
    return " ".join(HIDDEN if any(piece in word for piece in pieces) else word for word in line.split(" "))
