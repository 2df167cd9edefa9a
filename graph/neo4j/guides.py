"""What Neo4j Browser tells of the graph: a guide through the example case, and drawings to keep as favourites.

Their words and queries are in `pages/guide.yaml` and `pages/drawings.yaml`, in English and French.
"""

from __future__ import annotations

import html
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final, Literal

from greffier.graph.errors import KnowledgeError

Language = Literal["en", "fr"]
LANGUAGES: Final[tuple[Language, ...]] = ("en", "fr")
PAGES: Final = Path(__file__).with_name("pages")

# Read as a page of its own it looks like one; in the Browser only what is within the slides is shown.
_PAGE: Final = """\
<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<title>{title}</title>
<style>
body {{ font: 16px/1.5 sans-serif; max-width: 44rem; margin: 2rem auto; padding: 0 1rem; color: #1b1b1b; }}
slide {{ display: block; margin-bottom: 2.5rem; }}
pre {{ background: #f3f4f6; padding: 0.8rem; overflow-x: auto; font-size: 14px; }}
</style>
</head>
<body>
{slides}</body>
</html>
"""
_SLIDE: Final = """\
<slide>
<div style="padding: 0 1rem">
<h3>{title}</h3>
{text}
<pre class="pre-scrollable code runnable" style="font-size: 13px">{query}</pre>
{more}</div>
</slide>
"""


@dataclass(frozen=True, slots=True)
class Step:
    """Hold one step of the guide: its title and text (HTML) by language, and its query."""

    title: dict[Language, str]
    text: dict[Language, str]
    query: str


@dataclass(frozen=True, slots=True)
class Guide:
    """Hold the guide: its title, the words that lead to it from the other language, and its steps."""

    title: dict[Language, str]
    other: dict[Language, str]
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Drawing:
    """Hold a query that is answered by a drawing, and its title by language."""

    name: str
    title: dict[Language, str]
    query: str


@cache
def read_guide() -> Guide:
    """Return the guide; raise KnowledgeError where its file is not well-formed."""
    name = "guide.yaml"
    data = _read(name)
    steps = tuple(
        Step(
            _words(step, "title", f"{name}: step {number}"),
            _words(step, "text", f"{name}: step {number}"),
            _needed(step, "query", f"{name}: step {number}"),
        )
        for number, step in enumerate(_needed(data, "steps", name), 1)
    )
    return Guide(_words(data, "title", name), _words(data, "other", name), steps)


@cache
def read_drawings() -> tuple[Drawing, ...]:
    """Return the drawings in their order; raise KnowledgeError where their file is not well-formed."""
    name = "drawings.yaml"
    return tuple(
        Drawing(
            _needed(entry, "name", f"{name}: drawing {number}"),
            {language: _needed(entry, language, f"{name}: drawing {number}") for language in LANGUAGES},
            _needed(entry, "query", f"{name}: drawing {number}"),
        )
        for number, entry in enumerate(_read(name), 1)
    )


def guide_page(language: Language, *, address: str | None = None) -> str:
    """Return the guide as HTML, in the form that Neo4j Browser shows and other browsers do, too.

    `address` is where the guides are served, as `http://localhost:7474/browser/greffier/`: then its first and last
    steps lead to the other language. A link from one guide to another must name the host and the port.
    """
    guide = read_guide()
    last = len(guide.steps) - 1
    other: Language = "fr" if language == "en" else "en"
    link = (
        f'<p><a exec-topic="guide {html.escape(address)}guide.{other}.html">{guide.other[language]}</a></p>\n'
        if address
        else ""
    )
    slides = "".join(
        _SLIDE.format(
            title=html.escape(step.title[language], quote=False),
            text=step.text[language],
            query=html.escape(step.query.rstrip("\n"), quote=False),
            more=link if number in (0, last) else "",
        )
        for number, step in enumerate(guide.steps)
    )
    return _PAGE.format(language=language, title=html.escape(guide.title[language], quote=False), slides=slides)


def _read(name: str) -> Any:
    import yaml

    try:
        return yaml.safe_load(PAGES.joinpath(name).read_text("utf-8"))
    except yaml.YAMLError as error:
        raise KnowledgeError(f"{name}: is not YAML: {error}") from error


def _words(entry: Any, key: str, where: str) -> dict[Language, str]:
    words = _needed(entry, key, where)
    return {language: _needed(words, language, f"{where}: {key}") for language in LANGUAGES}


def _needed(entry: Any, key: str, where: str) -> Any:
    if not isinstance(entry, dict) or not entry.get(key):
        raise KnowledgeError(f"{where} needs {key!r}")
    return entry[key]
