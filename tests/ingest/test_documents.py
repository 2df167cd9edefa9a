"""Reading files as documents: their form, and what is said of those that cannot be read."""

from __future__ import annotations

import hashlib
import io
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from greffier.graph.errors import DocumentError
from greffier.graph.identity import document_id
from greffier.graph.records import Document
from greffier.ingest.documents import decode, find_files, header_span, parse_document, read_document

BODY = "The insurer said on Friday that its systems were back."


def write(folder: Path, name: str, data: bytes = b"A title\n") -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def found(*paths: str) -> list[str]:
    """Return the sources that are found, and the messages of what is not."""
    return [f[1] if isinstance(f, tuple) else f"error: {f}" for f in find_files(paths)]


def refusal(path: Path) -> str:
    """Return the message with which a file is refused."""
    with pytest.raises(DocumentError) as caught:
        read_document(path, path.name)
    return str(caught.value)


# The form of a document


def parse(text: str) -> Document:
    return parse_document(text, "note", "folder/note.txt")


def test_the_first_line_is_the_title_and_a_date_line_the_publication() -> None:
    text = f"Promutuel hit by a cyberattack\n\ndate: 2020-12-14\n{BODY}\n"
    document = parse(text)
    assert document.title == "Promutuel hit by a cyberattack"
    assert document.published == "2020-12-14"
    assert document.language == "en"
    assert document.text == text
    assert document.name == "note"
    assert document.source == "folder/note.txt"
    assert document.sha256 == hashlib.sha256(text.encode()).hexdigest()


@pytest.mark.parametrize(
    ("text", "title", "published"),
    [
        ("A title\ndate: 2020-12-14\n\nBody.", "A title", "2020-12-14"),
        ("date: 2020-12-14\nA title\nBody.", "A title", "2020-12-14"),
        ("date: 2020-12-14\n\nA title\n\nBody.", "A title", "2020-12-14"),
        ("date 2020-12-14 The insurer was hit. It is back.", "The insurer was hit. It is back.", "2020-12-14"),
        ("date 2020-12-14\nA title\nBody.", "A title", "2020-12-14"),
        ("A title\n\nDate of this: nothing.\n", "A title", None),
        ("A title\nBody without a date.\n", "A title", None),
        ("A title", "A title", None),
        ("\n\n   \nA title\nBody.", "A title", None),
        ("A title\n\n\tdate: 2020-12-14  \nBody.", "A title", "2020-12-14"),
        ("A title\n1\n2\n3\n4\n5\n6\n7\ndate: 2020-12-14\n", "A title", None),
        ("Titre\n\nupdate: 2020-12-14\nCorps.", "Titre", None),
    ],
)
def test_title_and_date_are_where_authors_put_them(text: str, title: str, published: str | None) -> None:
    document = parse(text)
    assert (document.title, document.published) == (title, published)


@pytest.mark.parametrize(
    ("data", "title", "published"),
    [
        (b"A title\r\n\r\ndate: 2020-12-14\r\nBody.\r\n", "A title", "2020-12-14"),
        ("\ufeffA title\n\ndate: 2020-12-14\nBody.\n".encode(), "A title", "2020-12-14"),
        ("\ufeffdate: 2020-12-14\r\nA title\r\n".encode(), "A title", "2020-12-14"),
        ("\ufeffdate 2020-12-14 A title.".encode(), "A title.", "2020-12-14"),
        ("Une\u00a0amende de 10\u202f000\u00a0$\n".encode(), "Une\u00a0amende de 10\u202f000\u00a0$", None),
        ("L'e\u0301te\u0301 \U0001f525\n".encode(), "L'e\u0301te\u0301 \U0001f525", None),
        (b"\tA title\t\n\tBody.\n", "A title", None),
    ],
    ids=["CRLF", "BOM", "BOM and CRLF", "BOM and date", "no-break spaces", "combining accents and emoji", "tabs"],
)
def test_the_text_stays_as_it_is_in_the_file(tmp_path: Path, data: bytes, title: str, published: str | None) -> None:
    document = read_document(write(tmp_path, "a.txt", data), "a.txt")
    assert document.text.encode() == data
    assert (document.title, document.published) == (title, published)


def test_a_text_that_is_one_long_line_has_its_first_sentence_for_title() -> None:
    text = f"The insurer was hit by an attack. {'It said so again and again. ' * 20}"
    assert parse(text).title == "The insurer was hit by an attack"


def test_a_title_without_end_is_cut_between_words() -> None:
    title = parse("word " * 100).title
    assert title.endswith("word…")
    assert len(title) <= 160


@pytest.mark.parametrize("date", ["14/12/2020", "2021-02-30", "2020-12", "2020", "December 14, 2020", "2020-12-14T10"])
def test_a_date_line_without_a_full_date_is_refused(date: str) -> None:
    with pytest.raises(DocumentError) as caught:
        parse(f"A title\n\ndate: {date}\nBody.")
    assert str(caught.value) == f"folder/note.txt: the line `date: {date}` is no date; write YYYY-MM-DD"


def test_the_date_line_is_no_part_of_the_prose() -> None:
    text = "A title\n\ndate: 2020-12-14\nBody."
    start, end = header_span(text) or (0, 0)
    assert text[start:end] == "date: 2020-12-14"
    assert header_span("A title\nBody.") is None


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("L'assureur a été victime d'une cyberattaque samedi soir.", "fr"),
        ("The insurer was hit by a cyberattack on Saturday night.", "en"),
    ],
)
def test_the_language_is_told(text: str, language: str) -> None:
    assert parse(text).language == language


def test_one_text_is_one_document_wherever_it_was_read() -> None:
    one, other = parse_document(BODY, "a", "x/a.txt"), parse_document(BODY, "b", "y/b.txt")
    assert one.id == other.id == document_id(BODY)
    assert parse_document(f"{BODY} ", "a", "x/a.txt").id != one.id


@given(st.text(st.characters(codec="utf-8")))
def test_any_text_is_a_document_or_is_refused_by_name(text: str) -> None:
    refused = None
    try:
        document = parse_document(text, "note", "note.txt")
    except DocumentError as error:
        refused = str(error)
    if refused is not None:
        assert refused.startswith("note.txt: ")
        return
    assert document.text == text
    assert len(document.title) <= 161
    assert document.language in ("en", "fr")


# Which files are found


def test_a_file_is_read_whatever_its_suffix(tmp_path: Path) -> None:
    assert found(str(write(tmp_path, "notice.article"))) == ["notice.article"]


def test_a_folder_gives_its_texts_in_order_without_telling_of_the_machine(tmp_path: Path) -> None:
    for name in ("news/b.txt", "news/a.TXT", "news/2020/c.md", "news/2020/d.text", "news/e.pdf", "news/f"):
        write(tmp_path, name)
    assert found(str(tmp_path / "news")) == ["news/2020/c.md", "news/2020/d.text", "news/a.TXT", "news/b.txt"]


@pytest.mark.parametrize("path", [".", "./", "../news", "2020/..", "../news/../news"])
def test_the_folder_at_hand_goes_by_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, path: str) -> None:
    write(tmp_path, "news/2020/a.txt")
    monkeypatch.chdir(tmp_path / "news")
    assert found(path) == ["news/2020/a.txt"]


def test_a_pattern_gives_the_files_that_fit(tmp_path: Path) -> None:
    for name in ("2020-a.txt", "2020-b.txt", "2021-c.txt", "2020-d/e.txt", "f/2020-g.txt"):
        write(tmp_path, name)
    assert found(str(tmp_path / "2020-*")) == ["2020-a.txt", "2020-b.txt"]
    assert found(str(tmp_path / "**" / "*g.txt")) == ["2020-g.txt"]


def test_a_file_named_like_a_pattern_is_that_file(tmp_path: Path) -> None:
    write(tmp_path, "a.txt")
    assert found(str(write(tmp_path, "[a].txt"))) == ["[a].txt"]


def test_standard_input_is_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"Un titre\n\ndate: 2020-12-14\n")))
    (entry,) = find_files(["-"])
    assert isinstance(entry, tuple)
    document = read_document(*entry)
    assert (document.name, document.source) == ("stdin", "-")
    assert (document.title, document.published) == ("Un titre", "2020-12-14")


def test_what_names_nothing_is_told_and_the_rest_is_found(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    there = str(write(tmp_path, "there.txt"))
    missing, folder, pattern = str(tmp_path / "missing.txt"), str(tmp_path / "empty"), str(tmp_path / "*.nothing")
    assert found(missing, folder, pattern, there) == [
        f"error: {missing}: there is no such file or folder; check the name",
        f"error: {folder}: no text file in this folder (.txt, .text, .md)",
        f"error: {pattern}: there is no such file or folder; check the name",
        "there.txt",
    ]


def test_a_pattern_that_only_folders_fit_is_told(tmp_path: Path) -> None:
    write(tmp_path, "folder-a/a.txt")
    pattern = str(tmp_path / "folder-*")
    assert found(pattern) == [f"error: {pattern}: there is no such file or folder; check the name"]


@pytest.mark.parametrize("path", ["n" * 5000, "a\0b", "["])
def test_a_name_that_no_file_can_have_is_told(path: str) -> None:
    assert found(path) == [f"error: {path}: there is no such file or folder; check the name"]


# What cannot be read


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "{name}: is empty; nothing to read"),
        (b"\xef\xbb\xbf \r\n\t\n", "{name}: is empty; nothing to read"),
        ("\u00a0\n".encode(), "{name}: is empty; nothing to read"),
        (b"date: 2020-12-14\n", "{name}: is empty; nothing to read"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "{path}: is a binary file, not a text; convert it to UTF-8 text first"),
        (b"%PDF-1.7\n1 0 obj\n", "{path}: is a binary file, not a text; convert it to UTF-8 text first"),
        (
            "Un titre".encode("utf-16"),
            "{path}: is UTF-16, not UTF-8; save it as UTF-8 (iconv -f UTF-16 -t UTF-8)",
        ),
        (
            b"\xfe\xff\0T",
            "{path}: is UTF-16, not UTF-8; save it as UTF-8 (iconv -f UTF-16 -t UTF-8)",
        ),
        (
            "L’été".encode("cp1252"),
            "{path}: is not UTF-8 (byte 0x92 at position 1); if it is an older Western encoding: "
            "iconv -f WINDOWS-1252 -t UTF-8",
        ),
    ],
    ids=[
        "empty",
        "blank",
        "no-break spaces",
        "only a date",
        "picture",
        "PDF",
        "UTF-16",
        "UTF-16 the other way",
        "cp1252",
    ],
)
def test_what_is_no_text_is_refused_with_the_remedy(tmp_path: Path, data: bytes, message: str) -> None:
    path = write(tmp_path, "a.txt", data)
    assert refusal(path) == message.format(path=path, name=path.name)


def test_utf_16_without_a_mark_is_refused_as_binary(tmp_path: Path) -> None:
    assert "is a binary file" in refusal(write(tmp_path, "a.txt", "Un titre".encode("utf-16-le")))


def test_a_file_that_went_away_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "gone.txt"
    assert refusal(path) == f"{path}: cannot be read: No such file or directory; check its permissions"


def test_a_link_to_nothing_is_found_and_refused(tmp_path: Path) -> None:
    path = tmp_path / "link.txt"
    path.symlink_to(tmp_path / "nowhere")
    assert found(str(path)) == ["link.txt"]
    assert refusal(path).startswith(f"{path}: cannot be read: ")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path, "secret.txt")
    path.chmod(0)
    assert refusal(path) == f"{path}: cannot be read: Permission denied; check its permissions"


@given(st.binary())
def test_any_bytes_are_a_text_or_are_refused_by_name(data: bytes) -> None:
    refused = None
    try:
        text = decode(data, "folder/a.txt")
    except DocumentError as error:
        refused = str(error)
    if refused is not None:
        assert refused.startswith("folder/a.txt: ")
        return
    assert text.encode() == data
