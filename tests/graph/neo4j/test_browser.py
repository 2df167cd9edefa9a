"""The pages that the managed server serves with its Browser, and the files for the Browser of another."""

import json
import zipfile
from pathlib import Path

import pytest

from greffier.graph.errors import InputError, ServerError
from greffier.graph.neo4j.browser import (
    Favourite,
    are_served,
    browser_settings,
    drawings,
    export_files,
    make_jar,
    served_pages,
    start_page,
)
from greffier.graph.neo4j.styles import style_rules, style_text

URL = "http://localhost:7474/browser/"
QUESTIONS = (Favourite("fines", "fines: The sums that were imposed.", "MATCH (a:Action) RETURN a.name\n"),)


@pytest.fixture
def jar(tmp_path: Path) -> Path:
    """A jar that stands for that of the Browser."""
    path = tmp_path / "neo4j-browser-0.jar"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("browser/index.html", "the Browser")
    return path


def test_a_favourite_begins_with_its_title() -> None:
    assert QUESTIONS[0].content == "// fines: The sums that were imposed.\nMATCH (a:Action) RETURN a.name\n"


def test_the_copy_of_the_jar_has_all_that_it_had_and_our_pages(jar: Path, tmp_path: Path) -> None:
    before = jar.read_bytes()
    copy = tmp_path / "home" / "lib" / jar.name
    make_jar(jar, copy, QUESTIONS, URL)
    assert jar.read_bytes() == before
    with zipfile.ZipFile(copy) as archive:
        assert archive.testzip() is None
        assert archive.read("browser/index.html") == b"the Browser"
        ours = {n.removeprefix("browser/greffier/") for n in archive.namelist() if n.startswith("browser/greffier/")}
        assert ours == {
            "start.html",
            "start.js",
            "browser.json",
            "greffier.grass",
            "guide.en.html",
            "guide.fr.html",
        }
        assert archive.read("browser/greffier/greffier.grass").decode() == style_text()
    assert [file.name for file in copy.parent.iterdir()] == [jar.name]


def test_what_is_no_jar_is_told_and_nothing_is_left(tmp_path: Path) -> None:
    source = tmp_path / "neo4j-browser-0.jar"
    source.write_bytes(b"PK\x03\x04 torn")
    with pytest.raises(ServerError, match="is no jar of Neo4j Browser"):
        make_jar(source, tmp_path / "lib" / "copy.jar", QUESTIONS, URL)
    assert list(tmp_path.iterdir()) == [source]


def test_favourites_are_in_two_folders_and_known_by_their_ids() -> None:
    laid = json.loads(served_pages(QUESTIONS, URL)["browser.json"])
    assert laid["style"] == style_rules()
    assert list(laid["style"]) == list(style_rules())
    assert laid["fr"]["folders"] == [
        {"id": "greffier-drawings", "name": "Dessins de Greffier"},
        {"id": "greffier-questions", "name": "Questions de Greffier"},
    ]
    assert laid["en"]["favourites"][-1] == {
        "id": "greffier-questions-fines",
        "folder": "greffier-questions",
        "content": QUESTIONS[0].content,
    }
    for language in ("en", "fr"):
        ids = [entry["id"] for entry in laid[language]["favourites"]]
        assert len(ids) == len(set(ids)) == len(drawings("en")) + 1


def test_the_start_page_runs_no_script_of_its_own_lines() -> None:
    # The server lets pages run scripts from files only.
    page = served_pages(QUESTIONS, URL)["start.html"]
    assert page.count("<script") == page.count('<script src="start.js"></script>') == 1


def test_the_address_of_the_start_page_names_the_language() -> None:
    assert start_page(URL, "fr") == "http://localhost:7474/browser/greffier/start.html?language=fr"


def test_the_first_drawing_is_one_command_of_the_browser() -> None:
    command = browser_settings()["browser.post_connect_cmd"]
    assert command.startswith("auto MATCH ")
    assert not set(command) & {"\n", ";", '"', "\\"}


def test_files_for_another_server(tmp_path: Path) -> None:
    files = export_files(tmp_path / "out", QUESTIONS, "en")
    names = {file.relative_to(tmp_path / "out").as_posix() for file in files}
    assert names == {
        "how-to-load.txt",
        "greffier.grass",
        "guide.html",
        "favourites.zip",
        "favourites/Greffier questions/fines.cypher",
        *(f"favourites/Greffier drawings/{drawing.name}.cypher" for drawing in drawings("en")),
    }
    assert all(file.is_file() for file in files)
    with zipfile.ZipFile(tmp_path / "out" / "favourites.zip") as archive:
        assert {f"favourites/{name}" for name in archive.namelist()} == {
            n for n in names if n.startswith("favourites/")
        }
        assert archive.read("Greffier questions/fines.cypher").decode() == QUESTIONS[0].content


def test_the_same_files_have_the_same_bytes(tmp_path: Path) -> None:
    one, other = (export_files(tmp_path / name, QUESTIONS, "fr") for name in ("one", "other"))
    assert [file.read_bytes() for file in one] == [file.read_bytes() for file in other]


def test_files_of_others_stay(tmp_path: Path) -> None:
    (tmp_path / "mine.cypher").write_text("RETURN 1", "utf-8")
    export_files(tmp_path, QUESTIONS, "en")
    assert (tmp_path / "mine.cypher").read_text("utf-8") == "RETURN 1"


def test_a_file_is_no_folder_to_write_into(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("mine", "utf-8")
    with pytest.raises(InputError, match="is a file; name a folder"):
        export_files(tmp_path / "out", QUESTIONS, "en")


def test_a_server_that_does_not_answer_is_told() -> None:
    with pytest.raises(ServerError, match=r"127.0.0.1:1/browser/: does not answer"):
        are_served("http://127.0.0.1:1/browser/", QUESTIONS)
