"""The guide of the Browser and the drawings: the same in both languages, in the form that the Browser reads."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from greffier.graph.errors import KnowledgeError
from greffier.graph.neo4j import guides
from greffier.graph.neo4j.guides import LANGUAGES, Language, guide_page, read_drawings, read_guide

ADDRESS = "http://localhost:7474/browser/greffier/"
# What the Browser takes out of guides: an attribute that handles an event, also where it is none.
HANDLER = re.compile(r"\s+on[^\s=]+\s*=\s*(\"[^\"]*\"|'[^']*'|[\w\-.:]+\s*)", re.IGNORECASE)


class Page(HTMLParser):
    """Collect the slides of a guide: their headings, their queries and what their links run."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.slides = 0
        self.titles: list[str] = []
        self.queries: list[str] = []
        self.links: list[str] = []
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        if tag != "meta":
            self.open.append(tag)
        given = dict(attributes)
        self.slides += tag == "slide"
        if tag == "pre":
            assert "runnable" in str(given["class"]).split()
            self.queries.append("")
        if tag == "h3":
            self.titles.append("")
        if "exec-topic" in given:
            self.links.append(str(given["exec-topic"]))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "pre" in self.open:
            self.queries[-1] += data
        if "h3" in self.open:
            self.titles[-1] += data


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_step_is_a_slide_with_its_query(language: Language) -> None:
    page = Page(guide_page(language, address=ADDRESS))
    assert page.slides == len(read_guide().steps) == 9
    assert page.titles == [step.title[language] for step in read_guide().steps]
    assert page.queries == [step.query.rstrip("\n") for step in read_guide().steps]


def test_the_first_and_last_steps_lead_to_the_other_language() -> None:
    assert Page(guide_page("en", address=ADDRESS)).links == [f"guide {ADDRESS}guide.fr.html"] * 2
    assert Page(guide_page("fr", address=ADDRESS)).links == [f"guide {ADDRESS}guide.en.html"] * 2
    assert Page(guide_page("en")).links == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_title_is_on_one_line_and_needs_no_decoding(language: Language) -> None:
    (title,) = re.findall(r"<title>(.*?)</title>", guide_page(language))
    assert title == {"en": "The Desjardins case, step by step", "fr": "L'affaire Desjardins, pas à pas"}[language]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_browser_takes_nothing_out_of_a_guide(language: Language) -> None:
    text = guide_page(language, address=ADDRESS)
    assert HANDLER.findall(text) == []
    assert "<script" not in text


def test_the_texts_differ_by_language() -> None:
    for step in read_guide().steps:
        assert step.text["en"] != step.text["fr"]
        assert step.title["en"] != step.title["fr"]


def test_lines_of_queries_fit_beside_the_drawings() -> None:
    assert [line for step in read_guide().steps for line in step.query.splitlines() if len(line) > 52] == []


def test_drawings_return_paths_and_have_names_of_their_own() -> None:
    names = [drawing.name for drawing in read_drawings()]
    assert names == ["case", "acted", "evidence", "names", "hit", "network", "laws"]
    for drawing in read_drawings():
        assert re.search(r"MATCH \w+ = \(", drawing.query), drawing.name
        assert "LIMIT" in drawing.query


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        ("guide.yaml", "  fr: \"L'affaire", "  de: \"L'affaire", "guide.yaml: title needs 'fr'"),
        ("guide.yaml", "  query: |", "  ask: |", "guide.yaml: step 1 needs 'query'"),
        ("guide.yaml", "steps:", "steps: {", "guide.yaml: is not YAML"),
        ("drawings.yaml", "  fr: Qui a agi", "  de: Qui a agi", "drawings.yaml: drawing 2 needs 'fr'"),
    ],
)
def test_a_file_that_is_not_well_formed_is_told(
    name: str, old: str, new: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for file in guides.PAGES.glob("*.yaml"):
        (tmp_path / file.name).write_text(file.read_text("utf-8"), "utf-8")
    text = (tmp_path / name).read_text("utf-8")
    assert old in text
    (tmp_path / name).write_text(text.replace(old, new, 1), "utf-8")
    monkeypatch.setattr(guides, "PAGES", tmp_path)
    with pytest.raises(KnowledgeError) as caught:
        (read_guide if name == "guide.yaml" else read_drawings).__wrapped__()
    assert str(caught.value).startswith(said)
