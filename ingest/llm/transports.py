"""Transports: the way to an endpoint, and the bounds of what comes in by it.

At most so many bytes come in within so many seconds, and nothing that is compressed. What took too long is
asked for once more, and not again.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from typing import Final
from urllib.request import getproxies, proxy_bypass

import httpx2
import openai

from greffier.ingest.llm.refusals import QUOTA, retries_of

TOO_MANY: Final = 429
LARGEST: Final = 4_000_000  # bytes of an answer
# What is raised where not even a connection was made.
_UNREACHED: Final = (httpx2.ConnectError, httpx2.ConnectTimeout, httpx2.ProxyError, httpx2.LocalProtocolError)


class _Stopped(BaseException):
    """Leave a thread at once: the library asks again after every Exception."""


def _last(error: httpx2.TimeoutException, request: httpx2.Request) -> Exception:
    """Return what to raise where an answer takes too long: the library asks again once, and not after its own error."""
    return openai.APITimeoutError(request) if retries_of(request) else error


class BoundedTransport(httpx2.BaseTransport):
    """Pass requests on, and let in no more than LARGEST bytes within `timeout` seconds.

    `stopped` has every request under way given up; `reached` is set once a connection was made.
    """

    def __init__(self, scheme: str, host: str, timeout: float) -> None:
        proxy = None if proxy_bypass(host) else getproxies().get(scheme)
        self._inner = httpx2.HTTPTransport(proxy=proxy)
        self._timeout = timeout
        self.stopped = threading.Event()
        self.reached = threading.Event()

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        """Return the response to a request, its body still to be read."""
        if self.stopped.is_set():
            raise _Stopped
        until = time.monotonic() + self._timeout
        try:
            response = self._inner.handle_request(request)
        except httpx2.TimeoutException as error:
            if not isinstance(error, _UNREACHED):
                self.reached.set()
            raise _last(error, request) from error
        except httpx2.TransportError as error:
            if not isinstance(error, _UNREACHED):
                self.reached.set()
            raise
        self.reached.set()
        if response.headers.get("content-encoding", "identity") != "identity":
            response.close()
            raise httpx2.ReadError("the answer is compressed, which was not asked for", request=request)
        stream = response.stream
        if isinstance(stream, httpx2.SyncByteStream):
            response.stream = _BoundedStream(stream, request, until, self.stopped)
        if response.status_code == TOO_MANY and QUOTA.encode() in response.read():
            response.headers["x-should-retry"] = "false"  # waiting does not fill an account
        return response

    def close(self) -> None:
        """Close the connections."""
        self._inner.close()


class _BoundedStream(httpx2.SyncByteStream):
    """Yield a body up to LARGEST bytes; what is longer ends there, and is no JSON then."""

    def __init__(
        self, inner: httpx2.SyncByteStream, request: httpx2.Request, until: float, stopped: threading.Event
    ) -> None:
        self._inner = inner
        self._request = request
        self._until = until
        self._stopped = stopped

    def __iter__(self) -> Iterator[bytes]:
        try:
            yield from self._bounded()
        except httpx2.TimeoutException as error:
            raise _last(error, self._request) from error

    def _bounded(self) -> Iterator[bytes]:
        left = LARGEST
        for chunk in self._inner:
            if self._stopped.is_set():
                raise _Stopped
            if time.monotonic() > self._until:
                raise httpx2.ReadTimeout("the answer took too long")
            yield chunk[:left]
            left -= len(chunk)
            if left <= 0:
                return

    def close(self) -> None:
        self._inner.close()
