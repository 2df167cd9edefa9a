"""A proxy before a Neo4j that knows where in a load a client is, and can end the connection at just that point.

It reads what the client sends (Bolt over plain TCP: chunks of messages), and calls a watcher before it passes on
each statement and each commit, and after the server has answered a commit, before the client hears of it.
"""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final, Literal
from urllib.parse import urlsplit

RUN, BEGIN, COMMIT = 0x10, 0x11, 0x12
# A transaction that only reads says so in its BEGIN; one that carries out changes has such statements.
READING: Final = b"\x84mode\x81r"
CHANGING: Final = b"UNWIND $rows"
NEGOTIATING: Final = bytes.fromhex("000001ff")  # the server lets the client choose a version
SIZE: Final = 65536


@dataclass(frozen=True, slots=True)
class Moment:
    """Hold a point in what one client does, before or after all its batches (transactions with changes) so far.

    `batch` counts from 1, over all connections; 0 before the first. `statement` counts the changes within it.
    """

    kind: Literal["writing", "changing", "commit", "committed"]
    batch: int
    statement: int = 0


Watcher = Callable[[Moment], None]


class BoltProxy:
    """Pass on what clients and the server say. What the watcher does is done before anything is passed on."""

    def __init__(self, location: str, watcher: Watcher = lambda _: None) -> None:
        parts = urlsplit(location)
        self._target = (parts.hostname or "127.0.0.1", parts.port or 7687)
        self.watcher = watcher
        self.batches = 0
        self._cut = False
        self._refused = threading.Condition()
        self._refusals = 0
        self._sockets: list[socket.socket] = []
        self._listening = socket.create_server(("127.0.0.1", 0))
        threading.Thread(target=self._accept, daemon=True).start()

    @property
    def url(self) -> str:
        return f"bolt://127.0.0.1:{self._listening.getsockname()[1]}"

    def cut(self) -> None:
        """End all connections, and take no more."""
        self._cut = True
        for one in self._sockets:
            _close(one)

    def mend(self) -> None:
        """Take connections again."""
        self._cut = False

    def wait_for_refusals(self, count: int) -> None:
        """Return when so many connections were refused since the start."""
        with self._refused:
            self._refused.wait_for(lambda: self._refusals >= count)

    def close(self) -> None:
        self.cut()
        _close(self._listening)

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._listening.accept()
            except OSError:
                return
            try:
                if self._cut:
                    raise ConnectionRefusedError
                server = socket.create_connection(self._target)
            except OSError:
                _close(client)
                with self._refused:
                    self._refusals += 1
                    self._refused.notify_all()
                continue
            self._sockets += [client, server]
            threading.Thread(target=_Connection(self, client, server).serve, daemon=True).start()


@dataclass(slots=True)
class _Connection:
    proxy: BoltProxy
    client: socket.socket
    server: socket.socket
    reading: bool = False
    statements: int = 0
    ending: int = 0  # the batch whose commit the server has still to answer

    def serve(self) -> None:
        """Pass on until one side has ended, or the proxy is cut."""
        try:
            self._greet()
            threading.Thread(target=self._answers, daemon=True).start()
            for message, raw in _messages(self.client):
                self._look(message)
                self.server.sendall(raw)
        except OSError:
            pass
        finally:
            _close(self.client)
            _close(self.server)

    def _greet(self) -> None:
        """Pass on the handshake, which is not in chunks."""
        self.server.sendall(_exactly(self.client, 20))
        chosen = _exactly(self.server, 4)
        self.client.sendall(chosen)
        if chosen == NEGOTIATING:
            offered = self._count(self.server, self.client)
            self.client.sendall(b"")
            for _ in range(offered):
                self.client.sendall(_exactly(self.server, 4))
            self._count(self.server, self.client)
            self.server.sendall(_exactly(self.client, 4))
            self._count(self.client, self.server)

    def _count(self, sender: socket.socket, receiver: socket.socket) -> int:
        """Pass on a number of 7 bits a byte, the lowest first, and return it."""
        number, shift = 0, 0
        while True:
            byte = _exactly(sender, 1)
            receiver.sendall(byte)
            number |= (byte[0] & 0x7F) << shift
            shift += 7
            if not byte[0] & 0x80:
                return number

    def _look(self, message: bytes) -> None:
        signature = message[1] if len(message) > 1 else None
        if signature == BEGIN:
            self.reading, self.statements = READING in message, 0
            if not self.reading:
                self.proxy.watcher(Moment("writing", self.proxy.batches))
        elif signature == RUN and CHANGING in message and not self.reading:
            self.statements += 1
            if self.statements == 1:
                self.proxy.batches += 1
            self.proxy.watcher(Moment("changing", self.proxy.batches, self.statements))
        elif signature == COMMIT and self.statements:
            self.proxy.watcher(Moment("commit", self.proxy.batches, self.statements))
            self.ending, self.statements = self.proxy.batches, 0

    def _answers(self) -> None:
        with contextlib.suppress(OSError):
            while data := self.server.recv(SIZE):
                if self.ending:
                    ended, self.ending = self.ending, 0
                    self.proxy.watcher(Moment("committed", ended))
                self.client.sendall(data)
        _close(self.client)
        _close(self.server)


def _messages(sender: socket.socket) -> Iterator[tuple[bytes, bytes]]:
    """Yield each message, and the chunks that it came in; it ends with an empty one."""
    message = raw = b""
    while True:
        header = _exactly(sender, 2)
        raw += header
        size = int.from_bytes(header)
        if size:
            chunk = _exactly(sender, size)
            raw += chunk
            message += chunk
        else:
            yield message, raw
            message = raw = b""


def _exactly(sender: socket.socket, size: int) -> bytes:
    data = b""
    while len(data) < size:
        part = sender.recv(size - len(data))
        if not part:
            raise ConnectionResetError
        data += part
    return data


def _close(one: socket.socket) -> None:
    with contextlib.suppress(OSError):
        one.shutdown(socket.SHUT_RDWR)
    one.close()
