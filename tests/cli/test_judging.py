"""Deciding from the command line: merge, split, why, review, judgements, forget."""

import json
from pathlib import Path

import pytest

from greffier.graph.store import open_store
from tests.cli.conftest import Run
from tests.ingest.generated import Report, contents, imposed, take_in


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A store in which one insurer is named in two ways, and two banks in one."""
    first = Report("leak", "2021-03-01")
    first.incident("DataBreach", first.entity("Insurer", "Norvalia Assurance"), date="2021-02-20")
    second = Report("more on the leak", "2021-04-01")
    second.incident("DataBreach", second.entity("Insurer", "Norvalia"))
    third = Report("fine", "2022-01-10")
    third.action("Fine", third.entity("Bank", "Kestrel Bank"), date="2022-01-05", amount=imposed("50000"))
    fourth = Report("another fine", "2022-01-11")
    fourth.action("Fine", fourth.entity("Bank", "Kestrel Bank"), date="2022-01-05", amount=imposed("50000"))
    found = tmp_path / "judging.kgl"
    with open_store(str(found), writable=True) as store:
        take_in(store, [r.testimony() for r in (first, second, third, fourth)])
    return found


def state(path: Path) -> tuple[list[str], list[str]]:
    with open_store(str(path)) as store:
        return contents(store)


def count(path: Path, family: str) -> int:
    with open_store(str(path)) as store:
        return int(store.read(f"MATCH (n:{family}) RETURN count(n) AS n")[0]["n"])


def incidents(path: Path) -> list[str]:
    with open_store(str(path)) as store:
        return [row["id"] for row in store.read("MATCH (n:Incident) RETURN n.id AS id ORDER BY id")]


def judgement_of(stderr: str) -> str:
    return stderr.split("(judgement/")[1].split(")", maxsplit=1)[0]


def test_merged_names_are_one_body_and_what_befell_them_one_event(run: Run, path: Path) -> None:
    before = state(path)
    assert (count(path, "Organization"), count(path, "Incident")) == (3, 2)
    result = run("merge", "Norvalia Assurance", "norvalia-4ef8b0cd", "--store", path, "--by", "Ada")
    assert result.exit_code == 1  # an id that is not there
    result = run("merge", "Norvalia Assurance", short(path), "--store", path, "--by", "Ada", "--note", "one website")
    assert (result.exit_code, result.stdout) == (0, "")
    assert (count(path, "Organization"), count(path, "Incident")) == (2, 1)
    told = json.loads(run("why", "Norvalia Assurance", "--store", path, "--format", "json").stdout)
    assert [(o["name"], o["by"]) for o in told["occurrences"]] == [("Norvalia Assurance", "rules"), ("Norvalia", "Ada")]
    assert told["occurrences"][1]["why"].endswith("judged to be the same (one website)")
    listed = json.loads(run("judgements", "list", "--store", path, "--format", "json").stdout)
    assert [(j["verdict"], j["by"], j["note"], j["holds"]) for j in listed] == [("same", "Ada", "one website", "yes")]
    result = run("judgements", "undo", judgement_of(result.stderr), "--store", path)
    assert result.exit_code == 0
    assert state(path) == before


def short(path: Path) -> str:
    with open_store(str(path)) as store:
        (row,) = store.read("MATCH (n:Organization {name: 'Norvalia'}) RETURN n.id AS id")
    return str(row["id"])


def test_a_split_takes_what_one_document_says_to_another_thing(run: Run, path: Path) -> None:
    before = state(path)
    assert (count(path, "Organization"), count(path, "Action")) == (3, 1)
    result = run("split", "Kestrel Bank", "another fine", "--store", path, "--by", "Ada")
    assert (result.exit_code, result.stdout) == (0, "")
    assert (count(path, "Organization"), count(path, "Action")) == (4, 2)
    why = run("why", "fine", "another fine", "--store", path)
    assert why.exit_code == 1  # documents are no things
    run("judgements", "undo", judgement_of(result.stderr), "--store", path)
    assert state(path) == before


def test_events_that_are_split_say_who_judged(run: Run, path: Path) -> None:
    with open_store(str(path)) as store:
        (action,) = (row["id"] for row in store.read("MATCH (a:Action) RETURN a.id AS id"))
    assert run("split", action, "another fine", "--store", path, "--by", "Ada", "--note", "two cases").exit_code == 0
    with open_store(str(path)) as store:
        one, other = (row["id"] for row in store.read("MATCH (a:Action) RETURN a.id AS id ORDER BY id"))
    told = run("why", one, other, "--store", path).stdout
    assert "Two things: judged to be different.\n" in told
    assert "  +0.35  same sum imposed\n" in told
    assert "  1.00  of 0.65 that are needed\n" in told
    assert "Judged different by Ada, " in told
    assert ": two cases (judgement/" in told


def test_two_bodies_say_how_their_names_differ(run: Run, path: Path) -> None:
    told = run("why", "Norvalia Assurance", short(path), "--store", path).stdout
    assert told.endswith("Two things: their names have other words: norvalia insurance and norvalia.\n")


def test_a_review_shows_both_quotes_and_keeps_each_answer(run: Run, path: Path) -> None:
    listed = json.loads(run("review", "--list", "--format", "json", "--store", path).stdout)
    pairs = {frozenset((d["one"]["name"], d["other"]["name"])) for d in listed}
    assert frozenset(("Norvalia", "Norvalia Assurance")) in pairs
    result = run("review", "--store", path, "--by", "Ada", stdin="s\n")
    assert result.exit_code == 0
    assert "“Norvalia Assurance”, leak, 2021-03-01" in result.stdout
    assert "“Norvalia”, more on the leak, 2021-04-01" in result.stdout
    assert "  same: judgement/" in result.stdout
    assert count(path, "Incident") == 1
    again = run("review", "--store", path, "--by", "Ada", stdin="s\n")  # the leaks are one since, by little
    assert "Incident  0.65  joined  same party, same kind, told at the same time\n" in again.stdout
    assert run("review", "--store", path, stdin="").stderr.strip() == "Nothing to decide."


@pytest.mark.parametrize(("key", "events"), [("s", 1), ("d", 2), ("u", 1)])
def test_tellings_that_little_joined_are_asked_about(run: Run, tmp_path: Path, key: str, events: int) -> None:
    dated, undated = Report("leak", "2021-03-01"), Report("more on the leak", "2021-04-01")
    dated.incident("DataBreach", dated.entity("Insurer", "Norvalia"), date="2021-02-20")
    undated.incident("DataBreach", undated.entity("Insurer", "Norvalia"))
    path = tmp_path / "joined.kgl"
    with open_store(str(path), writable=True) as store:
        take_in(store, [r.testimony() for r in (dated, undated)])
    before = state(path)
    (doubt,) = json.loads(run("review", "--list", "--format", "json", "--store", path).stdout)
    assert (doubt["joined"], doubt["score"]) == (incidents(path)[0], 0.65)
    assert (doubt["one"]["title"], doubt["other"]["title"]) == ("leak", "more on the leak")
    answered = run("review", "--store", path, "--by", "Ada", stdin=f"{key}\n")
    assert answered.exit_code == 0
    assert len(incidents(path)) == events
    assert run("review", "--list", "--store", path).stdout == ""
    (made,) = json.loads(run("judgements", "list", "--store", path, "--format", "json").stdout)
    run("judgements", "undo", made["id"], "--store", path)
    assert state(path) == before


@pytest.mark.parametrize(("key", "verdict"), [("d", "different"), ("u", "unsure")])
def test_what_was_answered_is_not_asked_again(run: Run, path: Path, key: str, verdict: str) -> None:
    before = state(path)
    run("review", "--store", path, "--by", "Ada", stdin=f"x\n{key}\n")
    listed = json.loads(run("judgements", "list", "--store", path, "--format", "json").stdout)
    assert [j["verdict"] for j in listed] == [verdict]
    assert run("review", "--list", "--store", path).stdout == ""
    assert [line for line in state(path)[0] if "Judgement" not in line] == before[0]


def test_judgements_are_carried_to_another_store(run: Run, path: Path, tmp_path: Path) -> None:
    run("merge", "Norvalia Assurance", short(path), "--store", path, "--by", "Ada")
    decisions = tmp_path / "decisions.jsonl"
    assert run("judgements", "export", "-o", decisions, "--store", path).exit_code == 0
    expected = state(path)
    listed = json.loads(run("judgements", "list", "--store", path, "--format", "json").stdout)
    run("judgements", "undo", listed[0]["id"], "--store", path)
    result = run("judgements", "import", decisions, "--store", path)
    assert result.stderr.strip() == "1 of 1 judgements are new."
    assert state(path) == expected
    assert run("judgements", "import", decisions, "--store", path).stderr.strip() == "0 of 1 judgements are new."


def test_what_is_no_judgement_is_refused_with_its_line(run: Run, path: Path) -> None:
    result = run("judgements", "import", "-", "--store", path, stdin='\n{"verdict": "same"}\n')
    assert result.exit_code == 1
    assert "<stdin>:2: is no judgement" in result.stderr


def test_a_document_that_is_forgotten_leaves_what_others_say(run: Run, path: Path) -> None:
    dry = run("forget", "another fine", "--dry-run", "--store", path)
    assert dry.stdout.endswith("  another fine\n")
    assert count(path, "Document") == 4
    result = run("forget", "another fine", "leak", "--store", path)
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr.strip() == "2 documents forgotten, and 2 things that nothing else speaks of."
    assert (count(path, "Document"), count(path, "Action"), count(path, "Incident")) == (2, 1, 1)


def test_one_wrong_name_forgets_nothing(run: Run, path: Path) -> None:
    before = state(path)
    result = run("forget", "leak", "no such document", "--store", path)
    assert result.exit_code == 1
    assert state(path) == before


@pytest.mark.parametrize(
    ("words", "code", "complaint"),
    [
        (("merge", "Kestrel Bank", "Kestrel Bank"), 1, "is one thing already"),
        (("split", "Kestrel Bank", "fine", "another fine"), 1, "all of its occurrences"),
        (("split", "Kestrel Bank", "leak"), 2, "does not speak of"),
        (("split", "Kestrel Bank", "occurrence/0/e1-2"), 1, "is no occurrence of"),
        (("judgements", "undo", "0123"), 1, "is no judgement of"),
        (("why", "occurrence/0/e1-2"), 1, "is no occurrence of"),
    ],
)
def test_what_cannot_be_decided_says_why(
    run: Run, path: Path, words: tuple[str, ...], code: int, complaint: str
) -> None:
    before = state(path)
    result = run(*words, "--store", path)
    assert (result.exit_code, complaint in result.stderr) == (code, True)
    assert state(path) == before
