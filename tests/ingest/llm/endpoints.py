"""An endpoint on this machine that speaks the protocol of chat completions, and answers as a test wants it to."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

TOKENS = {"prompt_tokens": 1000, "completion_tokens": 100}


@dataclass(frozen=True, slots=True)
class Response:
    """Hold what the endpoint sends back; `wait` is how long it thinks before, at most."""

    body: bytes
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=lambda: {"Content-Type": "application/json"})
    wait: float = 0.0


def completion(content: str | None, *, finish: str = "stop", **message: Any) -> Response:
    """Return a response in which the model says `content`."""
    choice = {"index": 0, "finish_reason": finish, "message": {"role": "assistant", "content": content, **message}}
    data = {"id": "c1", "object": "chat.completion", "model": "m", "choices": [choice], "usage": TOKENS}
    return Response(json.dumps(data).encode())


def answered(**groups: Any) -> Response:
    """Return a response in which the model answers with these groups of items."""
    empty: dict[str, Any] = {"entities": [], "incidents": [], "actions": [], "relations": []}
    return completion(json.dumps(empty | groups, ensure_ascii=False))


def refused(status: int, message: str = "no", **headers: str) -> Response:
    """Return a response that is an error."""
    named = {"Content-Type": "application/json", **{k.replace("_", "-"): v for k, v in headers.items()}}
    return Response(json.dumps({"error": {"message": message}}).encode(), status, named)


DROPPED = Response(b"", status=0)  # the connection is closed without a word

Answering = Callable[[dict[str, Any]], Response]


@dataclass(slots=True)
class FakeEndpoint:
    """Hold what was asked, as (path, headers, body), and how to answer."""

    answer: Answering
    url: str = ""
    asked: list[tuple[str, dict[str, str], dict[str, Any]]] = field(default_factory=list)
    released: threading.Event = field(default_factory=threading.Event)

    @property
    def requests(self) -> list[dict[str, Any]]:
        """Return the bodies of all requests."""
        return [body for _, _, body in self.asked]


def words_of(request: Mapping[str, Any]) -> str:
    """Return the words of the document that a request asks about."""
    return str(request["messages"][1]["content"]).split("\n", 2)[2].rsplit("\n", 1)[0]


@contextmanager
def endpoint(answer: Answering) -> Iterator[FakeEndpoint]:
    """Run an endpoint at a free port of the loopback address."""
    fake = FakeEndpoint(answer)
    lock = threading.Lock()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            with lock:
                fake.asked.append((self.path, {k.lower(): v for k, v in self.headers.items()}, body))
                response = fake.answer(body)
            if response.wait:
                fake.released.wait(response.wait)
            if response is DROPPED:
                self.close_connection = True
                return
            try:
                self.send_response(response.status)
                for name, value in response.headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(response.body)))
                self.end_headers()
                self.wfile.write(response.body)
            except (BrokenPipeError, ConnectionResetError):
                self.close_connection = True  # who asked has gone

        def log_message(self, format: str, *args: object) -> None:
            """Tell nothing."""

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, request: object, client_address: object) -> None:
            """Tell nothing: who asked has gone, as tests have it."""

    server = Server(("127.0.0.1", 0), Handler)
    fake.url = f"http://127.0.0.1:{server.server_address[1]}/v1"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield fake
    finally:
        fake.released.set()
        server.shutdown()
        server.server_close()
        thread.join()
