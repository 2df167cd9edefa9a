"""The options that choose what reads: what they need, what they tell, and what ends up in the store."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from greffier.graph.store import open_store
from greffier.ingest.llm import client
from tests.cli.conftest import Run
from tests.ingest.llm.endpoints import FakeEndpoint, Response, answered, completion, endpoint, refused, words_of
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
    assert result.stderr.splitlines()[1] == (
        "Not kept: 1 × a role filled by something that was not kept, or does not fit it; "
        "1 × words that do not stand in the document."
    )


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


def test_a_dry_run_tells_of_what_cannot_be_read(run: Run, notices: Path, fake: FakeEndpoint) -> None:
    result = run("ingest", notices, "missing.txt", *options(fake, "--dry-run"))
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
        (["--dry-run"], "--dry-run and --max-cost are for --reader llm and both: the rules cost nothing"),
        (["--max-cost", "1"], "--dry-run and --max-cost are for --reader llm and both"),
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
