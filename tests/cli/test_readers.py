"""The options that choose what reads: what they need, what they tell, and what ends up in the store."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from greffier.graph.store import open_store
from greffier.ingest.extraction import READER
from greffier.ingest.llm import client
from tests.cli.conftest import Run
from tests.ingest.llm.endpoints import (
    DROPPED,
    FakeEndpoint,
    Response,
    answered,
    completion,
    endpoint,
    refused,
    words_of,
)
from tests.ingest.llm.papers import FINE, FINE_ANSWER

KEY = "sk-very-secret"


@pytest.fixture(autouse=True)
def _no_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have no endpoint set by who runs the tests, and no waiting."""
    for name in ("URL", "MODEL", "KEY"):
        monkeypatch.delenv(f"GREFFIER_LLM_{name}", raising=False)
    monkeypatch.setattr(client, "RETRIES", 0)


@pytest.fixture
def notices(tmp_path: Path) -> Path:
    """A folder with three notices of one fine."""
    folder = tmp_path / "notices"
    folder.mkdir()
    for number in range(3):
        (folder / f"{number}.txt").write_text(f"{FINE}Notice {number}.\n", "utf-8")
    return folder


@pytest.fixture
def fake() -> Iterator[FakeEndpoint]:
    """An endpoint that reads the notices well."""
    with endpoint(lambda _: answered(**FINE_ANSWER)) as running:
        yield running


def options(fake: FakeEndpoint, *more: object) -> list[object]:
    """Return the options that read with the model of an endpoint."""
    return ["--reader", "llm", "--llm-url", fake.url, "--llm-model", "small", *more]


def test_an_ingest_with_a_model_tells_what_it_took(
    run: Run, notices: Path, fake: FakeEndpoint, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GREFFIER_LLM_KEY", KEY)
    result = run("ingest", notices, *options(fake, "--price-in", 1, "--price-out", 10))
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr.splitlines() == [
        "3 new documents.",
        "New: 1 DataBreach, 1 Fine, 1 Institution, 1 Insurer, 1 Regulator; 24 claims.",
        "Model: 3 asked, 0 from the cache; 3000 tokens read, 300 written, cost 0.0060.",
    ]
    assert {headers["authorization"] for _, headers, _ in fake.asked} == {f"Bearer {KEY}"}
    kept = list(Path("greffier.kgl.llm").rglob("*.json"))
    assert len(kept) == 3
    assert not any(KEY in path.read_text("utf-8") for path in kept)
    with open_store("greffier.kgl") as store:
        rows = store.read("MATCH (c:Claim) RETURN DISTINCT c.rule AS rule")
        readers = store.read("MATCH (d:Document) RETURN DISTINCT d.reader AS reader")
    assert rows == [{"rule": "llm small"}]
    assert [row["reader"][:10] for row in readers] == ["llm small "]


def test_what_a_model_has_read_is_read_again_by_another_reader_only(
    run: Run, notices: Path, fake: FakeEndpoint
) -> None:
    run("ingest", notices, *options(fake))
    again = run("ingest", notices, *options(fake))
    assert again.stderr.splitlines() == [
        "0 new documents, 3 known already.",
        "Model: 0 asked, 0 from the cache; 0 tokens read, 0 written.",
    ]
    other = run("ingest", notices, "--reader", "llm", "--llm-url", fake.url, "--llm-model", "large")
    assert other.stderr.splitlines()[0] == "0 new documents, 3 read again."
    assert len(fake.requests) == 6


def test_what_the_model_cannot_read_is_told_and_read_the_next_time(run: Run, notices: Path) -> None:
    broken = True

    def answer(request: dict[str, Any]) -> Response:
        return completion("No.") if broken and "Notice 1" in words_of(request) else answered(**FINE_ANSWER)

    with endpoint(answer) as fake:
        first = run("ingest", notices, *options(fake))
        broken = False
        second = run("ingest", notices, *options(fake))
    assert first.exit_code == 1
    assert first.stderr.splitlines()[:2] == [
        "greffier: notices/1.txt: not read by small: the answer is no JSON, or was cut off",
        "2 new documents, 1 not read.",
    ]
    assert (second.exit_code, second.stderr.splitlines()[0]) == (0, "1 new document, 2 known already.")


def test_an_endpoint_that_lets_nobody_in_is_one_line_without_the_key(
    run: Run, notices: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GREFFIER_LLM_KEY", KEY)
    with endpoint(lambda _: refused(401, f"Incorrect API key provided: {KEY}")) as fake:
        result = run("--verbose", "ingest", notices, *options(fake))
    assert result.exit_code == 1
    assert f"greffier: {fake.url}: does not let us in (401); set the key in GREFFIER_LLM_KEY" in result.stderr
    assert KEY not in result.output


def test_what_is_not_kept_is_told(run: Run, notices: Path) -> None:
    invented = {**FINE_ANSWER, "incidents": [{**FINE_ANSWER["incidents"][0], "evidence": "a robbery"}]}
    with endpoint(lambda _: answered(**invented)) as fake:
        result = run("extract", notices / "0.txt", "-o", "-", *options(fake))
    assert [i for line in result.stdout.splitlines() for i in json.loads(line)["incidents"]] == []
    assert ": not kept: " not in result.stderr
    assert result.stderr.splitlines()[1] == (
        "Not kept: 1 × a role filled by something that was not kept, or does not fit it; "
        "1 × words that do not stand in the document."
    )


def test_each_thing_that_is_not_kept_is_told_to_who_asks_for_more(run: Run, notices: Path) -> None:
    odd = {**FINE_ANSWER, "relations": ["part of", *FINE_ANSWER["relations"]]}
    with endpoint(of(1, response=answered(**odd))) as fake:
        result = run("ingest", notices, *options(fake), "-v")
    assert [line for line in result.stderr.splitlines() if "not kept: " in line] == [
        'notices/1.txt: not kept: not in the form that was asked for: "part of"'
    ]


@pytest.mark.parametrize("command", ["ingest", "extract"])
def test_a_dry_run_asks_nothing_and_writes_nothing(run: Run, notices: Path, fake: FakeEndpoint, command: str) -> None:
    result = run(command, notices, *options(fake, "--dry-run", "--price-in", 1, "--price-out", 2))
    assert (result.exit_code, result.stderr, fake.requests) == (0, "", [])
    figures = dict(line.split("\t") for line in result.stdout.splitlines())
    assert list(figures) == [
        "documents",
        "questions",
        "answered in the cache",
        "tokens read",
        "tokens written",
        "cost",
    ]
    assert (figures["documents"], figures["questions"], figures["answered in the cache"]) == ("3", "3", "0")
    cost = (int(figures["tokens read"]) + 2 * int(figures["tokens written"])) / 1e6
    assert figures["cost"] == f"{cost:.4f}"
    assert list(Path().iterdir()) == []


@pytest.mark.parametrize("command", ["ingest", "extract"])
def test_a_dry_run_needs_neither_an_endpoint_nor_a_model(run: Run, notices: Path, command: str) -> None:
    result = run(command, notices, "--reader", "llm", "--dry-run")
    assert result.exit_code == 0
    assert result.stdout.startswith("documents\t3\nquestions\t3\nanswered in the cache\t0\n")
    assert result.stderr == (
        "No model is named (--llm-model): what its answers in the cache would save is not counted.\n"
    )


@pytest.mark.parametrize("command", ["ingest", "extract"])
def test_a_dry_run_tells_of_what_cannot_be_read(run: Run, notices: Path, fake: FakeEndpoint, command: str) -> None:
    result = run(command, notices, "missing.txt", *options(fake, "--dry-run"))
    assert result.exit_code == 1
    assert result.stderr == "greffier: missing.txt: there is no such file or folder; check the name\n"
    assert result.stdout.startswith("documents\t3\n")


def test_extract_reads_with_both(run: Run, notices: Path, fake: FakeEndpoint) -> None:
    result = run("extract", notices / "0.txt", "-o", "-", *options(fake), "--reader", "both")
    annotation = json.loads(result.stdout)
    assert [a["type"] for a in annotation["actions"]] == ["Fine"]
    assert annotation["entities"][0]["node"] == "regulator/gb-fca"
    assert list(Path("greffier.llm").rglob("*.json")) != []


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["--reader", "llm"], "--reader llm needs --llm-url and --llm-model (or GREFFIER_LLM_URL and"),
        (["--reader", "both", "--llm-model", "m"], "--reader both needs --llm-url and --llm-model"),
        (["--dry-run"], "only --reader llm and both take --dry-run: the rules ask no model"),
        (
            ["--max-cost", "1", "--llm-url", "http://h/v1"],
            "only --reader llm and both take --llm-url, --max-cost: the rules ask no model",
        ),
        (["--reader", "rules", "--llm-workers", "4"], "only --reader llm and both take --llm-workers"),
        (
            ["--reader", "llm", "--llm-url", "http://h/v1", "--llm-model", "m", "--max-cost", "1"],
            "--max-cost needs --price-in and --price-out",
        ),
        (["--reader", "oracle"], "'oracle' is not one of 'rules', 'llm', 'both'"),
    ],
)
def test_what_is_missing_is_wrong_usage(run: Run, notices: Path, words: list[str], says: str) -> None:
    result = run("ingest", notices, *words)
    assert result.exit_code == 2
    assert says in " ".join(result.stderr.replace("│", " ").split())


def test_an_endpoint_that_the_environment_names_is_none_of_the_rules_concern(
    run: Run, notices: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GREFFIER_LLM_URL", "http://127.0.0.1:9/v1")
    monkeypatch.setenv("GREFFIER_LLM_MODEL", "small")
    assert run("ingest", notices).exit_code == 0


@pytest.mark.parametrize("key", ["sk-clé", "sk-a b", "sk-a\x07b", "sk-“quoted”"])
def test_a_key_that_cannot_be_sent_is_wrong_usage_and_not_told(
    run: Run, notices: Path, fake: FakeEndpoint, monkeypatch: pytest.MonkeyPatch, key: str
) -> None:
    monkeypatch.setenv("GREFFIER_LLM_KEY", key)
    result = run("-v", "ingest", notices, *options(fake))
    assert (result.exit_code, fake.requests) == (2, [])
    assert "GREFFIER_LLM_KEY holds a space, or something that is not printable ASCII" in result.stderr
    assert "sk-" not in result.output


def test_space_around_a_key_is_none_of_it(
    run: Run, notices: Path, fake: FakeEndpoint, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GREFFIER_LLM_KEY", f" {KEY}\n")
    assert run("ingest", notices, *options(fake)).exit_code == 0
    assert {headers["authorization"] for _, headers, _ in fake.asked} == {f"Bearer {KEY}"}


@pytest.mark.parametrize(("reader", "told"), [("llm", "llm small"), ("both", f"{READER} + llm small")])
def test_what_a_model_had_read_and_the_rules_now_have_is_told(
    run: Run, notices: Path, fake: FakeEndpoint, reader: str, told: str
) -> None:
    run("ingest", notices, *options(fake), "--reader", reader)
    result = run("ingest", notices)
    assert result.stderr.splitlines()[0] == "0 new documents, 3 read again."
    assert result.stderr.splitlines()[-1] == (
        f"3 documents were read by {told} before: what the model told has gone. --reader {reader} keeps that."
    )
    back = run("ingest", notices, *options(fake), "--reader", reader)
    assert "before" not in back.stderr
    assert len(fake.requests) == 3


# What goes wrong


def of(*numbers: int, response: Response) -> Callable[[dict[str, Any]], Response]:
    """Answer like this about some of the notices, and well about the others."""

    def answer(request: dict[str, Any]) -> Response:
        concerned = any(f"Notice {number}." in words_of(request) for number in numbers)
        return response if concerned else answered(**FINE_ANSWER)

    return answer


def test_a_dropped_connection_leaves_one_document_unread(run: Run, notices: Path) -> None:
    with endpoint(of(1, response=DROPPED)) as fake:
        result = run("ingest", notices, *options(fake))
    assert result.exit_code == 1
    lines = result.stderr.splitlines()
    assert lines[0].startswith("greffier: notices/1.txt: not read by small: the connection to the endpoint was lost")
    assert lines[1] == "2 new documents, 1 not read."


def test_an_endpoint_that_is_gone_in_mid_batch_is_told(run: Run, notices: Path) -> None:
    for number in range(3, 9):
        (notices / f"{number}.txt").write_text(f"{FINE}Notice {number}.\n", "utf-8")
    with endpoint(of(*range(2, 9), response=DROPPED)) as fake:
        result = run("ingest", notices, *options(fake))
    lines = result.stderr.splitlines()
    assert result.exit_code == 1
    assert [line.split(":")[1] for line in lines[:4]] == [f" notices/{number}.txt" for number in range(2, 6)]
    assert lines[4] == "2 new documents, 4 not read, 3 left unread."
    assert lines[-1].startswith("greffier: 5 documents in a row lost the connection; of the last one: notices/6.txt")
    assert lines[-1].endswith(". 2 answers are kept in greffier.kgl.llm: the same command goes on from there")


def test_an_endpoint_that_is_not_there_is_told(run: Run, notices: Path, fake: FakeEndpoint) -> None:
    result = run("ingest", notices, "--reader", "llm", "--llm-url", "http://127.0.0.1:9/v1", "--llm-model", "m")
    assert result.exit_code == 1
    lines = result.stderr.splitlines()
    assert lines[0] == "0 new documents, 3 left unread."
    assert lines[-1].startswith("greffier: http://127.0.0.1:9/v1: cannot be reached; is the endpoint running? (")
    assert not Path("greffier.kgl.llm").exists()


@pytest.mark.parametrize(("status", "batch"), [(401, 50), (402, 50), (403, 50), (403, 1)])
def test_what_was_read_before_the_end_is_in_the_store(
    run: Run, notices: Path, monkeypatch: pytest.MonkeyPatch, status: int, batch: int
) -> None:
    monkeypatch.setattr("greffier.ingest.pipeline.BATCH", batch)
    with endpoint(of(1, response=refused(status, f"No {KEY}."))) as fake:
        result = run("ingest", notices, *options(fake, "--llm-workers", 1))
    assert result.exit_code == 1
    lines = result.stderr.splitlines()
    assert lines[0] == "1 new document, 2 left unread."
    assert lines[-1].startswith(f"greffier: {fake.url}: ")
    assert lines[-1].endswith(". 1 answer is kept in greffier.kgl.llm: the same command goes on from there")
    with endpoint(of(response=DROPPED)) as fake:
        again = run("ingest", notices, *options(fake))
    assert again.stderr.splitlines()[0] == "2 new documents, 1 known already."


def test_what_was_annotated_before_the_end_is_written(run: Run, notices: Path) -> None:
    with endpoint(of(1, response=refused(403))) as fake:
        result = run("extract", notices, "missing.txt", "-o", "-", *options(fake, "--llm-workers", 1))
    assert result.exit_code == 1
    assert [json.loads(line)["id"] for line in result.stdout.splitlines()] == ["0"]
    lines = result.stderr.splitlines()
    assert lines[-2] == "1 annotated, 1 not read, 2 left unread."
    assert "does not let us in (403)" in lines[-1]


def test_an_answer_without_form_is_not_read_and_asked_again(run: Run, notices: Path) -> None:
    with endpoint(lambda _: answered(entities=["a", "b"], incidents=[1], relations=[{}])) as fake:
        first = run("ingest", notices, *options(fake))
    assert first.exit_code == 1
    assert "3 not read" in first.stderr
    assert "nothing in the answer is in the form that was asked for" in first.stderr
    with endpoint(of(response=DROPPED)) as fake:
        assert run("ingest", notices, *options(fake)).stderr.splitlines()[0] == "3 new documents."


def test_what_the_model_cannot_read_beside_the_rules_is_read_by_the_rules(run: Run, notices: Path) -> None:
    with endpoint(of(1, response=completion("No."))) as fake:
        first = run("ingest", notices, *options(fake), "--reader", "both")
    with open_store("greffier.kgl") as store:
        readers = store.read("MATCH (d:Document) RETURN d.name AS name, d.reader AS reader ORDER BY name")
    assert first.exit_code == 1
    assert first.stderr.splitlines()[:2] == [
        "greffier: notices/1.txt: not read by small: the answer is no JSON, or was cut off",
        "3 new documents, 1 read by the rules only.",
    ]
    assert [row["reader"] == READER for row in readers] == [False, True, False]
    with endpoint(of(1, response=completion("No."))) as fake:
        still = run("ingest", notices, *options(fake), "--reader", "both")
    assert still.exit_code == 1
    assert still.stderr.splitlines()[1] == "0 new documents, 2 known already, 1 not read."
    with endpoint(of(response=DROPPED)) as fake:
        last = run("ingest", notices, *options(fake), "--reader", "both")
    assert (last.exit_code, len(fake.requests)) == (0, 1)
    assert last.stderr.splitlines()[0] == "0 new documents, 1 read again, 2 known already."


def test_what_the_model_has_read_stays_where_another_reading_fails(run: Run, notices: Path) -> None:
    with endpoint(of(response=DROPPED)) as fake:
        run("ingest", notices, *options(fake))
    with endpoint(lambda _: completion("No.")) as fake:
        result = run("ingest", notices, *options(fake), "--reader", "both", "--llm-model", "other")
    assert result.stderr.splitlines()[-2] == "0 new documents, 3 not read."
    with open_store("greffier.kgl") as store:
        rules = store.read("MATCH (c:Claim) RETURN DISTINCT c.rule AS rule")
    assert rules == [{"rule": "llm small"}]


def test_extract_writes_what_the_rules_read_where_the_model_fails(run: Run, notices: Path) -> None:
    with endpoint(of(1, response=completion("No."))) as fake:
        result = run("extract", notices, "-o", "-", *options(fake), "--reader", "both")
    assert result.exit_code == 1
    assert [json.loads(line)["id"] for line in result.stdout.splitlines()] == ["0", "1", "2"]
    assert result.stderr.splitlines()[-2:] == [
        "greffier: notices/1.txt: not read by small: the answer is no JSON, or was cut off",
        "3 annotated, 1 read by the rules only.",
    ]


def test_an_explanation_is_that_of_the_rules(run: Run, notices: Path, fake: FakeEndpoint) -> None:
    result = run("extract", notices, "--explain", *options(fake))
    assert (result.exit_code, fake.requests) == (2, [])
    assert "--explain tells of the rules; leave out --reader" in result.stderr


def test_without_the_extra_it_is_said_how_to_install_it(
    run: Run, notices: Path, fake: FakeEndpoint, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("greffier.cli.readers.find_spec", lambda name: None)
    result = run("ingest", notices, *options(fake))
    assert result.exit_code == 2
    assert "--reader llm needs what is not installed: pip install 'greffier[llm]'" in result.stderr


def test_help_loads_nothing_of_a_language_model() -> None:
    program = (
        "import sys\nfrom click.testing import CliRunner\nfrom greffier.cli.main import cli\n"
        "assert CliRunner().invoke(cli, ['ingest', '--help']).exit_code == 0\n"
        "print(*sorted(sys.modules.keys() & {'openai', 'pydantic', 'httpx2', 'greffier.ingest'}))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "\n", "")
