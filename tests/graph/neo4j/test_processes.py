"""Processes by number and words, with and without /proc, and one at a time at a task."""

import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from greffier.graph.neo4j import processes
from greffier.graph.neo4j.processes import alone, command_line, end_process, is_running

WAIT = "import sys; print('ready', flush=True); sys.stdin.read()"


@pytest.fixture(params=["proc", "ps"], autouse=True)
def _source(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Know processes by /proc, or where there is none, by `ps`."""
    if request.param == "ps":
        if not shutil.which("ps"):
            pytest.skip("has no ps")
        monkeypatch.setattr(processes, "_PROC", tmp_path)
    elif not Path("/proc/self/cmdline").exists():
        pytest.skip("has no /proc")


@pytest.fixture
def process() -> Iterator["subprocess.Popen[bytes]"]:
    """A process with the words `--mark=1` and `other` on its command line."""
    command = [sys.executable, "-c", WAIT, "--mark=1", "other"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as started:
        assert started.stdout is not None
        assert started.stdout.readline() == b"ready\n"
        yield started
        started.kill()


def test_a_process_is_known_by_whole_words(process: "subprocess.Popen[bytes]") -> None:
    assert is_running(process.pid, "--mark=1", "other")
    assert not is_running(process.pid, "--mark=1", "another")
    assert not is_running(process.pid, "--mark")
    assert "--mark=1" in command_line(process.pid)


def test_one_that_has_ended_does_not_run(process: "subprocess.Popen[bytes]") -> None:
    process.kill()
    process.wait()
    assert not is_running(process.pid, "other")
    assert end_process(process.pid, "other", seconds=1)


def test_a_process_is_asked_to_end(process: "subprocess.Popen[bytes]") -> None:
    assert end_process(process.pid, "--mark=1", seconds=60)
    assert not is_running(process.pid, "--mark=1")


def test_a_stranger_is_not(process: "subprocess.Popen[bytes]") -> None:
    assert end_process(process.pid, "--mark=2", seconds=60)
    assert process.poll() is None


def test_one_that_does_not_end_in_time_is_told(process: "subprocess.Popen[bytes]", tmp_path: Path) -> None:
    deaf = "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN);" + WAIT
    with subprocess.Popen([sys.executable, "-c", deaf, "deaf"], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as one:
        assert one.stdout is not None
        assert one.stdout.readline() == b"ready\n"
        assert end_process(one.pid, "deaf", seconds=0) is False
        one.kill()


def test_one_at_a_time(tmp_path: Path) -> None:
    order: list[str] = []
    inside = threading.Event()

    def second() -> None:
        inside.wait()
        with alone(tmp_path / "lock"):
            order.append("second")

    thread = threading.Thread(target=second)
    thread.start()
    with alone(tmp_path / "lock"):
        inside.set()
        order.append("first")
    thread.join()
    assert order == ["first", "second"]
