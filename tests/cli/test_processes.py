"""The program in processes of its own: pipes, signals, terminals, two at a time."""

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from greffier.graph.store import open_store
from tests.cli.conftest import PROGRAM, program_environment

Program = Callable[..., subprocess.CompletedProcess[bytes]]

HOLD = """
import sys
from greffier.graph.store import open_store
with open_store(sys.argv[1], writable=True):
    print("held", flush=True)
    sys.stdin.read()
"""
# Reads two batches of one document each, and waits in the second to be interrupted.
WAIT = """
import signal, sys
import greffier.ingest.pipeline as pipeline
from greffier.cli.main import cli
from greffier.graph.records import Extraction

taken = []

def extract(documents):
    for document in documents:
        if taken:
            print("reading", flush=True)
            signal.pause()
        taken.append(document)
        yield Extraction(document, pipeline.READER)

pipeline.BATCH = 1
pipeline.extract = extract
cli(sys.argv[1:])
"""


def start(*words: object, code: str | None = None, folder: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-c", code] if code else [*PROGRAM]
    return subprocess.Popen(
        [*command, *(str(word) for word in words)],
        cwd=folder,
        env=program_environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def test_the_real_reading_goes_through(program: Program, texts: Path, tmp_path: Path) -> None:
    done = program("ingest", texts, "-", stdin="Été\n\nLa CNIL enquête.\n".encode())
    assert (done.returncode, done.stdout) == (0, b"")
    assert done.stderr.decode().splitlines()[0] == "7 new documents."
    assert program("ingest", texts).stderr.decode() == "0 new documents, 6 known already.\n"
    assert program("query", "documents").stdout.decode().count("\n") == 8
    assert program("extract", texts, "-o", "out").returncode == 0
    assert len(list((tmp_path / "out").iterdir())) == 6


def test_output_is_utf8_whatever_the_streams_are_set_to(program: Program, corpus_path: Path) -> None:
    done = program("show", "groupe boreal", "--store", corpus_path)
    assert done.returncode == 0
    assert done.stdout.decode("utf-8").startswith("Groupe Boréal\n")
    missing = program("show", "Évêché", "--store", corpus_path)
    assert (missing.returncode, missing.stdout) == (1, b"")
    assert missing.stderr.decode("utf-8").startswith("greffier: 'Évêché' names nothing in ")


def test_standard_input_is_read_as_bytes(program: Program) -> None:
    bad = program("ingest", "-", stdin="Été\n".encode("cp1252"))
    assert bad.returncode == 1
    assert bad.stderr.decode().startswith("greffier: -: is not UTF-8 (byte 0xc9 at position 0)")
    assert program("ingest", "-").stderr.decode().startswith("greffier: -: is empty; nothing to read")


def test_exit_codes_reach_the_shell(program: Program) -> None:
    assert program("--version").returncode == 0
    assert program("stats").returncode == 1
    assert program("stats", "--nothing").returncode == 2


def test_a_pipe_that_closes_is_no_error(corpus_path: Path, tmp_path: Path) -> None:
    text = "UNWIND range(1, 200000) AS x RETURN x AS x"
    with start("cypher", text, "--store", corpus_path, folder=tmp_path) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.readline() == b"x\n"
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 141


@pytest.mark.skipif(os.name != "posix", reason="has no pseudo-terminals")
def test_a_terminal_gets_a_table(corpus_path: Path, tmp_path: Path) -> None:
    master, slave = os.openpty()
    command = [*PROGRAM, "query", "--list", "--store", str(corpus_path)]
    environment = program_environment() | {"COLUMNS": "120", "TERM": "xterm", "NO_COLOR": "1"}
    with subprocess.Popen(command, cwd=tmp_path, env=environment, stdout=slave) as process:
        os.close(slave)
        shown = b""
        while b"unresolved" not in shown:
            shown += os.read(master, 65536)
    os.close(master)
    assert process.returncode == 0
    assert "summary" in shown.decode()
    assert "─────" in shown.decode()
    assert "\t" not in shown.decode()


def test_a_second_writer_is_told_who_holds_the_store(
    program: Program, corpus_path: Path, texts: Path, tmp_path: Path
) -> None:
    store = tmp_path / "held.kgl"
    shutil.copy(corpus_path, store)
    with start(store, code=HOLD, folder=tmp_path) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        done = program("ingest", texts, "--store", store)
        assert done.returncode == 1
        assert done.stderr.decode() == (
            f"greffier: {store}: process {holder.pid} is writing to this store; try again when it has ended\n"
        )
        assert json.loads(program("stats", "--store", store, "-f", "json").stdout)[0]["count"] == 6
        holder.communicate()
    assert program("cypher", "CREATE (:Law {id: 'law/x'})", "--write", "--store", store).returncode == 0


@pytest.mark.skipif(os.name != "posix", reason="has no signal to send to one process")
def test_an_interruption_leaves_what_was_taken_in(texts: Path, tmp_path: Path) -> None:
    store = tmp_path / "cut.kgl"
    with start("ingest", texts, "--store", store, code=WAIT, folder=tmp_path) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"reading\n"
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate()
    assert process.returncode == 130
    assert errors.decode().splitlines()[-1] == "greffier: interrupted"
    with open_store(str(store)) as opened:
        assert opened.read("MATCH (d:Document) RETURN count(d) AS n") == [{"n": 1}]
    with open_store(str(store), writable=True):
        pass  # nobody holds it any more
