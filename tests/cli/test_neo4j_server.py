"""The commands of `neo4j`, and the commands that use the server as their store."""

import json
import os
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from greffier.graph.neo4j.server import ManagedServer
from tests.cli.conftest import PROGRAM, Run, program_environment
from tests.neo4j_server import free_ports

# Runs a program on a terminal of its own, and passes on what is typed and shown.
ON_A_TERMINAL = "import os, pty, sys; sys.exit(os.waitstatus_to_exitcode(pty.spawn(sys.argv[1:])))"
CREDENTIALS = ("GREFFIER_NEO4J_USER", "GREFFIER_NEO4J_PASSWORD", "NEO4J_USERNAME", "NEO4J_PASSWORD")


@pytest.fixture(autouse=True)
def _no_credentials(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in CREDENTIALS:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("GREFFIER_HOME", str(tmp_path / "home"))


@pytest.fixture
def type_in(tmp_path: Path) -> Callable[..., tuple[int, str]]:
    """Run the program on a terminal, and type each answer once its question is shown."""

    def run_and_type(words: list[str], answers: list[tuple[str, str]]) -> tuple[int, str]:
        environment = {k: v for k, v in program_environment().items() if k not in CREDENTIALS}
        with subprocess.Popen(
            [sys.executable, "-c", ON_A_TERMINAL, *PROGRAM, *words],
            cwd=tmp_path,
            env=environment | {"HOME": str(tmp_path)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        ) as process:
            assert process.stdin is not None
            assert process.stdout is not None
            shown = b""
            for question, answer in answers:
                while question.encode() not in shown:
                    part = os.read(process.stdout.fileno(), 65536)
                    assert part, shown.decode()
                    shown += part
                process.stdin.write(answer.encode() + b"\n")
                process.stdin.flush()
            while part := os.read(process.stdout.fileno(), 65536):
                shown += part
        return process.returncode, shown.decode()

    return run_and_type


def test_what_does_not_run_is_told(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    home = tmp_path / "home" / "neo4j"
    told = run("neo4j", "status")
    assert (told.exit_code, told.stdout) == (
        0,
        f"Neo4j is not installed; begin with `greffier neo4j install`.\nHome      {home}\n",
    )
    url = run("neo4j", "status", "--url")
    assert (url.exit_code, url.stdout) == (1, "")
    assert url.stderr == "greffier: Neo4j does not run; start it with `greffier neo4j start`\n"
    assert json.loads(run("neo4j", "status", "--format", "json").stdout) == {
        "running": False,
        "pid": None,
        "url": "bolt://127.0.0.1:7687",
        "browser_url": "http://localhost:7474/browser/",
        "version": "5.26.30",
        "home": str(home),
        "password_file": str(home / "password"),
        "installed": False,
    }
    stopped = run("neo4j", "stop")
    assert (stopped.exit_code, stopped.stderr) == (0, "Neo4j does not run.\n")


def test_the_home_can_be_given(run: Run, tmp_path: Path) -> None:
    told = json.loads(run("neo4j", "status", "--format", "json", "--home", tmp_path / "other").stdout)
    assert told["home"] == str(tmp_path / "other" / "neo4j")
    assert run("neo4j", "status", "--home", "").exit_code == 2


@pytest.mark.parametrize("words", [("--bolt", "0"), ("--http", "65536"), ("--bolt", "x")])
def test_a_port_that_is_none_is_wrong_usage(run: Run, words: tuple[str, str]) -> None:
    assert run("neo4j", "start", *words).exit_code == 2


def test_a_port_in_use_is_one_line(run: Run) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
        result = run("neo4j", "start", "--bolt", port, "--http", free_ports(1)[0])
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == (
        f"greffier: port {port}, for Bolt, is in use by another program; choose one with --bolt PORT\n"
    )


def test_an_installation_without_java_is_one_line(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GREFFIER_JAVA", "none")
    result = run("neo4j", "install")
    assert (result.exit_code, result.stderr.count("\n")) == (1, 1)
    assert "GREFFIER_JAVA=none: is no Java that runs" in result.stderr


@pytest.mark.neo4j
@pytest.mark.usefixtures("neo4j_installed")
def test_the_end_of_the_log_is_shown_where_it_does_not_start(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    java = tmp_path / "java"
    java.write_text(
        "#!/bin/sh\n[ $# = 2 ] && echo ' java.specification.version = 21' >&2 || echo no room >&2; exit 1\n"
    )
    java.chmod(0o755)
    monkeypatch.setenv("GREFFIER_JAVA", str(java))
    bolt, http = free_ports(2)
    result = run("neo4j", "start", "--bolt", bolt, "--http", http)
    assert (result.exit_code, result.stdout) == (1, "")
    first, second = result.stderr.splitlines()
    assert (first, second.endswith("the first password could not be set")) == ("no room", True)


@pytest.mark.neo4j
@pytest.mark.usefixtures("neo4j_installed", "known_texts")
def test_from_the_start_to_the_end(run: Run, texts: Path) -> None:
    bolt, http = free_ports(2)
    assert run("neo4j", "install").stderr == "Neo4j 5.26.30 is installed.\n"
    words = ("neo4j", "start", "--bolt", bolt, "--http", http, "--heap", "512m")
    try:
        started = run(*words)
        assert (started.exit_code, started.stdout) == (0, "")
        assert started.stderr.splitlines()[:3] == [
            "Neo4j 5.26.30 is started.",
            f"Store     bolt://127.0.0.1:{bolt}",
            f"Browser   http://localhost:{http}/browser/",
        ]
        assert run(*words).stderr.startswith("Neo4j 5.26.30 runs already.\nStore ")
        url = run("neo4j", "status", "--url").stdout.strip()
        assert url == f"bolt://127.0.0.1:{bolt}"
        assert run("neo4j", "status").stdout.splitlines()[1] == f"Store     {url}"
        assert run("ingest", texts, "--store", url).stderr.startswith("6 new documents.\n")
        assert run("search", "ordonnance", "--store", url).stdout.count("\n") > 1
    finally:
        stopped = run("neo4j", "stop")
    assert (stopped.exit_code, stopped.stderr) == (0, "Neo4j is stopped.\n")
    assert run("neo4j", "status", "--url").exit_code == 1
    gone = run("stats", "--store", url)
    assert (gone.exit_code, gone.stderr.split(";")[0]) == (1, f"greffier: {url}: no Neo4j answers there")


@pytest.mark.neo4j
@pytest.mark.skipif(os.name != "posix", reason="has no pseudo-terminals")
def test_a_password_is_asked_for_and_not_shown(managed: ManagedServer, type_in: Callable[..., tuple[int, str]]) -> None:
    password = managed.password() or ""
    words = ["cypher", "RETURN 7 AS seven", "--format", "tsv", "--store", managed.url]
    code, shown = type_in(words, [("User [neo4j]: ", ""), ("Password: ", password)])
    assert code == 0
    assert shown.splitlines()[0] == f"{managed.url} asks for a user and a password."
    assert shown.splitlines()[-2:] == ["seven", "7"]
    assert password not in shown
    code, shown = type_in(words, [("User [neo4j]: ", "ann"), ("Password: ", "guessed")])
    assert code == 1
    assert "the server does not take the user 'ann' with this password" in shown
    assert "guessed" not in shown


@pytest.mark.neo4j
def test_a_password_is_not_asked_for_where_nobody_can_answer(run: Run, managed: ManagedServer) -> None:
    result = run("stats", "--store", managed.url)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == (
        f"greffier: {managed.url}: the server asks for a user and a password; "
        "set GREFFIER_NEO4J_USER and GREFFIER_NEO4J_PASSWORD\n"
    )
