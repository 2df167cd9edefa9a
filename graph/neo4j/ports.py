"""The ports of the managed Neo4j: whether they are free, and whether it answers there."""

from __future__ import annotations

import errno
import os
import socket
import urllib.request
from typing import Final

from greffier.graph.errors import ServerError

LOOPBACK: Final = "127.0.0.1"
_LOOPBACKS: Final = (LOOPBACK, "::1")  # `localhost` may be either
_SECONDS: Final = 2
# How the Bolt protocol begins: a number that marks it, and four versions of it that would do.
_HANDSHAKE: Final = bytes.fromhex("6060b017 00080805 00000004 00000000 00000000")


def check_free(bolt: int, http: int) -> None:
    """Raise ServerError where a server could not listen on both ports."""
    if bolt == http:
        raise ServerError(f"port {bolt} is asked for twice; give --bolt and --http ports of their own")
    for option, what, port in (("--bolt", "Bolt", bolt), ("--http", "its Browser", http)):
        number = _refusal(port)
        if number == errno.EADDRINUSE:
            raise ServerError(f"port {port}, for {what}, is in use by another program; choose one with {option} PORT")
        if number:
            raise ServerError(f"port {port}, for {what}: {os.strerror(number)}; choose another with {option} PORT")


def answers(bolt: int, http: int) -> bool:
    """Tell whether a Neo4j answers on both ports."""
    try:
        urllib.request.urlopen(f"http://{LOOPBACK}:{http}/", timeout=_SECONDS).close()
        with socket.create_connection((LOOPBACK, bolt), _SECONDS) as connection:
            connection.sendall(_HANDSHAKE)
            return any(connection.recv(4))
    except (OSError, ValueError):
        return False


def _refusal(port: int) -> int:
    """Return the number of the error that listening on a port would meet; 0 where it would not."""
    for host in _LOOPBACKS:
        # Where all addresses are listened on, some systems let one more program listen on a single one.
        try:
            socket.create_connection((host, port), _SECONDS).close()
        except OSError:
            continue
        return errno.EADDRINUSE
    with socket.socket() as listener:
        # Connections that have just ended do not keep a port, as they do not for the server itself.
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((LOOPBACK, port))
        except OSError as error:
            return error.errno or errno.EADDRINUSE
    return 0
