"""Neo4j Browser made for this graph: style, guide and favourites, served by the managed server or written to files.

The managed server serves what is in the jar of the Browser. A copy of that jar with a folder of pages more,
`browser/greffier/`, stands in for it; the page `start.html` there lays style and favourites into what the Browser
keeps in the user's web browser, and leads on to it.
"""

from __future__ import annotations

import json
import shutil
import urllib.error
import urllib.request
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from greffier.graph.errors import InputError, ServerError
from greffier.graph.neo4j.guides import LANGUAGES, PAGES, Language, guide_page, read_drawings
from greffier.graph.neo4j.jars import check_jars
from greffier.graph.neo4j.server import ManagedServer
from greffier.graph.neo4j.styles import style_rules, style_text

SERVED: Final = "browser/greffier"
JARS: Final = "neo4j-browser-*.jar"
_SECONDS: Final = 10
START: Final = "start.html"
DATA: Final = "browser.json"
LOAD: Final[dict[Language, str]] = {"en": "how-to-load.txt", "fr": "comment-charger.txt"}
_DRAWINGS: Final[dict[Language, str]] = {"en": "Greffier drawings", "fr": "Dessins de Greffier"}
_QUESTIONS: Final[dict[Language, str]] = {"en": "Greffier questions", "fr": "Questions de Greffier"}
# The case that most documents tell, whatever the graph: what a person sees first. The places in a drawing follow
# from the order of the rows: with this one, the example case is clear of the panel beside it.
FIRST_DRAWING: Final = (
    "MATCH (e)-[:AFFECTED|ADDRESSED_TO]->(o:Organization) WHERE e.status IN ['asserted', 'alleged'] "
    "WITH o, count(DISTINCT e) AS events ORDER BY o.documents DESC, events DESC, o.id LIMIT 1 "
    "MATCH (o)-[:PART_OF*0..2]-(x:Organization) "
    "MATCH near = (x)-[:AFFECTED|ADDRESSED_TO|ISSUED|NOTIFIED|PART_OF]-(e) "
    "WHERE e:Organization OR e.status IN ['asserted', 'alleged'] "
    "OPTIONAL MATCH far = (e)-[:ISSUED|ADDRESSED_TO|AFFECTED|UNDER|CONCERNS]-(y) WHERE e:Incident OR e:Action "
    "RETURN near, far ORDER BY x.id, e.id DESC, y.id LIMIT 100"
)


@dataclass(frozen=True, slots=True)
class Favourite:
    """Hold a query to keep as a favourite: a short name of its own, its title, and its text, which runs as it is."""

    name: str
    title: str
    text: str

    @property
    def content(self) -> str:
        """The text as the Browser keeps it: its first line is the title."""
        return f"// {self.title}\n{self.text}"


def browser_settings() -> dict[str, str]:
    """Return the settings of a server that shows these pages, and first of all a drawing."""
    return {
        # `auto` makes it a command of the Browser, the only kind of statement that may stand here.
        "browser.post_connect_cmd": f"auto {FIRST_DRAWING}",
        "browser.remote_content_hostname_whitelist": "localhost,127.0.0.1",
    }


def start_page(browser_url: str, language: Language) -> str:
    """Return the address that leads to the Browser of a server with everything in place."""
    return f"{browser_url.rstrip('/')}/greffier/{START}?language={language}"


def drawings(language: Language) -> tuple[Favourite, ...]:
    """Return the drawings as favourites."""
    return tuple(Favourite(drawing.name, drawing.title[language], drawing.query) for drawing in read_drawings())


def lay_pages(server: ManagedServer, questions: Sequence[Favourite]) -> None:
    """Have the managed server serve these pages from its next start; raise ServerError where it is not installed."""
    (source,) = check_jars().glob(JARS)
    make_jar(source, server.home / "lib" / source.name, questions, server.browser_url)


def are_served(browser_url: str, questions: Sequence[Favourite]) -> bool:
    """Tell whether a server serves these pages as they are now; one that was started before may serve others."""
    wanted = json.loads(served_pages(questions, browser_url)[DATA])
    try:
        with urllib.request.urlopen(f"{browser_url.rstrip('/')}/greffier/{DATA}", timeout=_SECONDS) as answer:
            return bool(json.load(answer) == wanted)
    except urllib.error.HTTPError:
        return False
    except (OSError, ValueError) as error:
        raise ServerError(f"{browser_url}: does not answer: {error}; see `greffier neo4j status`") from error


def make_jar(source: Path, target: Path, questions: Sequence[Favourite], browser_url: str) -> None:
    """Write a copy of the jar of the Browser that serves these pages too, under `/browser/greffier/`.

    `browser_url` is where the server shows its Browser. The copy is there as a whole or not at all, so that a server
    that runs is not disturbed. Raise ServerError where the jar is none.
    """
    if not zipfile.is_zipfile(source):
        raise ServerError(f"{source}: is no jar of Neo4j Browser; remove it, and run `greffier neo4j install`")
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_name(f"{target.name}.part")
    try:
        shutil.copyfile(source, part)
        with zipfile.ZipFile(part, "a", zipfile.ZIP_DEFLATED) as jar:
            for name, text in served_pages(questions, browser_url).items():
                jar.writestr(f"{SERVED}/{name}", text)
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)


def served_pages(questions: Sequence[Favourite], browser_url: str) -> dict[str, str]:
    """Return the pages that a server serves, by file name."""
    address = f"{browser_url.rstrip('/')}/greffier/"
    laid: dict[str, Any] = {"style": style_rules()}
    for language in LANGUAGES:
        laid[language] = _laid(language, questions)
    return {
        **{name: PAGES.joinpath(name).read_text("utf-8") for name in (START, "start.js")},
        DATA: json.dumps(laid, ensure_ascii=False, indent=1),
        "greffier.grass": style_text(),
        **{f"guide.{language}.html": guide_page(language, address=address) for language in LANGUAGES},
    }


def export_files(folder: Path, questions: Sequence[Favourite], language: Language) -> list[Path]:
    """Write style, guide and favourites for the Browser of another server, and return the files, in order.

    Files of these names are replaced, others left alone. Raise InputError where the folder is a file.
    """
    if folder.exists() and not folder.is_dir():
        raise InputError(f"{folder}: is a file; name a folder")
    texts = {
        LOAD[language]: PAGES.joinpath(LOAD[language]).read_text("utf-8"),
        "greffier.grass": style_text(),
        "guide.html": guide_page(language),
    }
    favourites = {
        f"{title}/{favourite.name}.cypher": favourite.content
        for title, group in ((_DRAWINGS[language], drawings(language)), (_QUESTIONS[language], questions))
        for favourite in group
    }
    written = []
    for name, text in texts.items() | {f"favourites/{key}": text for key, text in favourites.items()}.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
        written.append(file)
    archive = folder / "favourites.zip"
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, text in favourites.items():
            packed.writestr(zipfile.ZipInfo(name), text)
    return sorted([*written, archive])


def _laid(language: Language, questions: Iterable[Favourite]) -> dict[str, Any]:
    """Return folders and favourites in the form in which the Browser keeps them; ours are known by their ids."""
    groups = (
        ("greffier-drawings", _DRAWINGS[language], drawings(language)),
        ("greffier-questions", _QUESTIONS[language], questions),
    )
    return {
        "folders": [{"id": key, "name": title} for key, title, _ in groups],
        "favourites": [
            {"id": f"{key}-{favourite.name}", "folder": key, "content": favourite.content}
            for key, _, favourites in groups
            for favourite in favourites
        ],
    }
