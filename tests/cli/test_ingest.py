"""Documents into the store, and all that can be wrong with them."""

import os
from pathlib import Path

import pytest

from greffier.graph.store import open_store
from tests.cli.conftest import Run

pytestmark = pytest.mark.usefixtures("known_texts")


def number_of_documents(store: str = "greffier.kgl") -> int:
    with open_store(store) as opened:
        return int(opened.read("MATCH (d:Document) RETURN count(d) AS n")[0]["n"])


def test_a_folder_is_taken_in_and_what_is_new_is_told(run: Run, texts: Path) -> None:
    result = run("ingest", texts)
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr.splitlines() == [
        "6 new documents.",
        "New: 1 Bank, 1 DataBreach, 1 Federation, 1 Fine, 1 Fraud, 1 Insurer, 1 Investigation, 1 Law, 1 "
        "Order, "
        "1 Outage, 3 Regulator; 25 claims.",
    ]
    assert number_of_documents() == 6


def test_a_second_time_writes_nothing(run: Run, texts: Path) -> None:
    run("ingest", texts)
    before = Path("greffier.kgl").read_bytes()
    result = run("ingest", texts)
    assert (result.exit_code, result.stderr) == (0, "0 new documents, 6 known already.\n")
    assert Path("greffier.kgl").read_bytes() == before


def test_files_folders_patterns_and_standard_input_are_read(run: Run, texts: Path) -> None:
    result = run("ingest", texts / "sans-date.txt", texts / "2024-06-*.txt", "-", stdin="From a pipe\n\nWords.\n")
    assert (result.exit_code, result.stderr.splitlines()[0]) == (0, "4 new documents.")
    with open_store("greffier.kgl") as store:
        rows = store.read("MATCH (d:Document) RETURN d.file AS file ORDER BY file")
    assert [row["file"] for row in rows] == ["2024-06-order", "2024-06-ordonnance", "sans-date", "stdin"]


def test_one_text_in_two_files_is_one_document(run: Run, texts: Path) -> None:
    (texts / "copy.txt").write_bytes((texts / "sans-date.txt").read_bytes())
    result = run("ingest", texts / "copy.txt", texts / "sans-date.txt")
    assert (result.exit_code, result.stderr.splitlines()[0]) == (0, "1 new document.")
    with open_store("greffier.kgl") as store:
        assert store.read("MATCH (d:Document) RETURN d.sources AS sources") == [
            {"sources": ["copy.txt", "sans-date.txt"]}
        ]


BAD = {
    "empty": (b"", "is empty; nothing to read"),
    "blank": ("\ufeff \r\n\t\n".encode(), "is empty; nothing to read"),
    "binary": (b"PK\x03\x04\0\0\0", "is a binary file, not a text; convert it to UTF-8 text first"),
    "pdf": (b"%PDF-1.7\n", "is a binary file, not a text; convert it to UTF-8 text first"),
    "cp1252": (
        "Été\n\nL’été".encode("cp1252"),
        "is not UTF-8 (byte 0xc9 at position 0); if it is an older Western encoding: iconv -f WINDOWS-1252 -t UTF-8",
    ),
    "utf16": (
        "Été".encode("utf-16"),
        "is UTF-16, not UTF-8; save it as UTF-8 (iconv -f UTF-16 -t UTF-8)",
    ),
    "date": (b"Title\n\ndate: 14/12/2020\n\nText.", "the line `date: 14/12/2020` is no date; write YYYY-MM-DD"),
}


@pytest.mark.parametrize("name", BAD)
def test_what_cannot_be_read_is_one_line_and_the_rest_goes_on(run: Run, texts: Path, name: str) -> None:
    content, message = BAD[name]
    bad = texts / "bad.txt"
    bad.write_bytes(content)
    result = run("ingest", bad, texts / "sans-date.txt")
    assert (result.exit_code, result.stdout) == (1, "")
    first, second, *_ = result.stderr.splitlines()
    assert first.startswith("greffier: ")
    assert first.removeprefix("greffier: ").removeprefix(str(texts) + os.sep) == f"bad.txt: {message}"
    assert second == "1 new document, 1 not read."
    assert number_of_documents() == 1


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("missing.txt", "missing.txt: there is no such file or folder; check the name"),
        ("missing/", "missing/: there is no such file or folder; check the name"),
        ("*.nothing", "*.nothing: there is no such file or folder; check the name"),
    ],
)
def test_a_path_that_names_nothing_is_one_line(run: Run, path: str, message: str) -> None:
    result = run("ingest", path)
    assert result.exit_code == 1
    assert result.stderr.splitlines() == [f"greffier: {message}", "0 new documents, 1 not read."]


def test_a_folder_without_texts_is_one_line(run: Run) -> None:
    Path("pictures").mkdir()
    Path("pictures/a.png").write_bytes(b"\x89PNG")
    result = run("ingest", "pictures")
    assert result.exit_code == 1
    assert result.stderr.splitlines()[0] == "greffier: pictures: no text file in this folder (.txt, .text, .md)"


def test_a_link_to_nowhere_is_one_line(run: Run) -> None:
    Path("link.txt").symlink_to("nowhere.txt")
    result = run("ingest", "link.txt")
    assert result.exit_code == 1
    assert result.stderr.startswith("greffier: link.txt: cannot be read: No such file or directory; ")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="nothing is closed to this user")
def test_a_file_that_is_closed_to_the_user_is_one_line(run: Run) -> None:
    path = Path("closed.txt")
    path.write_text("Title\n\nText.", "utf-8")
    path.chmod(0)
    result = run("ingest", path)
    assert result.exit_code == 1
    assert result.stderr.startswith("greffier: closed.txt: cannot be read: Permission denied; ")


def test_quiet_leaves_errors_only(run: Run, texts: Path) -> None:
    assert run("ingest", texts, "--quiet").stderr == ""
    assert run("-q", "ingest", texts, "missing").stderr.splitlines() == [
        "greffier: missing: there is no such file or folder; check the name"
    ]


def test_a_store_in_a_folder_that_is_not_there_is_one_line(run: Run, texts: Path) -> None:
    result = run("ingest", texts, "--store", "nowhere/x.kgl")
    assert (result.exit_code, result.stderr) == (
        1,
        "greffier: nowhere/x.kgl: the folder 'nowhere' is not there; make it first\n",
    )
