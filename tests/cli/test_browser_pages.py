"""`greffier neo4j browser`: the pages of a real server, in a real web browser, as a person meets them."""

import base64
import json
import re
import shutil
import webbrowser
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from click.testing import CliRunner, Result

from greffier.cli.favourites import example_values, favourite, questions
from greffier.cli.main import cli
from greffier.graph.neo4j.browser import drawings, export_files, make_jar
from greffier.graph.neo4j.guides import read_guide
from greffier.graph.neo4j.jars import check_jars
from greffier.graph.neo4j.server import ManagedServer
from greffier.graph.neo4j.styles import style_rules
from greffier.graph.store import Store, open_store
from greffier.queries.catalogue import load
from tests.cli.conftest import Run
from tests.neo4j_server import HEAP, free_ports

pytestmark = pytest.mark.neo4j

CHROMIUMS = ("chromium", "chromium-browser", "google-chrome")
PATIENCE = 120_000  # milliseconds after which a page that hangs fails the test; what is waited for is a state
SCREEN = {"width": 1920, "height": 1080}
# The case that the documents tell: what is drawn of it, and the label that gives the colour.
CASE = {
    "Autorité des marchés financiers": "Regulator",
    "Commission d'accès à l'information du Québec": "Regulator",
    "Office of the Privacy Commissioner of Canada": "Regulator",
    "Fédération des caisses Desjardins du Québec": "Federation",
    "Mouvement Desjardins": "Institution",
    "DataBreach": "DataBreach",
    "Investigation": "Investigation",
    "Order": "Order",
    "Order · 2020-12-14": "Order",
    "Loi sur les coopératives de services financiers": "Law",
    "Loi sur la protection des renseignements personnels dans le secteur privé": "Law",
}
FRAME = "[data-testid=frame]"
# Questions to which the examples have no answer.
UNANSWERED = ("contradictions", "copies", "disagreements", "unresolved")
STILL = """() => {
    const now = [...document.querySelectorAll('g.node')].map((n) => n.getAttribute('transform')).join();
    const same = now !== '' && now === window.placesBefore;
    window.placesBefore = now;
    return same;
}"""

DROP = """([name, content]) => {
    const bytes = Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0));
    const dropped = new DataTransfer();
    dropped.items.add(new File([bytes], name));
    const target = document.querySelector('[data-testid=stream]');
    for (const kind of ['dragenter', 'dragover', 'drop'])
        target.dispatchEvent(new DragEvent(kind, { bubbles: true, cancelable: true, dataTransfer: dropped }));
}"""


@dataclass(frozen=True, slots=True)
class Served:
    """Hold a server with the example documents: its address, the folder of the homes, and its password."""

    origin: str
    store: str
    home: Path
    password: str

    def start(self, language: str = "en") -> str:
        return f"{self.origin}/browser/greffier/start.html?language={language}"


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory, project_root: Path, neo4j_installed: None) -> Iterator[Served]:
    """A managed server, started as a user starts it, with the graph of the example documents."""
    home = tmp_path_factory.mktemp("browser-home")
    bolt, http = free_ports(2)

    def run(*words: object) -> Result:
        result = CliRunner().invoke(cli, [str(word) for word in words])
        assert result.exit_code == 0, result.stderr
        return result

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GREFFIER_HOME", str(home))
        run("neo4j", "start", "--bolt", bolt, "--http", http, "--heap", HEAP)
        try:
            store = f"bolt://127.0.0.1:{bolt}"
            run("ingest", "--store", store, project_root / "examples" / "documents")
            password = (home / "neo4j" / "password").read_text("utf-8").strip()
            yield Served(f"http://localhost:{http}", store, home, password)
        finally:
            run("neo4j", "stop")


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    """A web browser, without a window."""
    path = next(filter(None, map(shutil.which, CHROMIUMS)), None)
    if path is None:
        pytest.skip(f"there is no web browser to test with: install {CHROMIUMS[0]}")
    api = pytest.importorskip("playwright.sync_api", reason="there is no playwright to run a web browser with")
    with api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def page(chromium: Any, served: Served) -> Iterator[Any]:
    """A page of a user whom the server has not seen before, without a way to other machines."""
    context = chromium.new_context(viewport=SCREEN)
    context.set_default_timeout(PATIENCE)
    context.route(lambda url: urlsplit(url).hostname != "localhost", lambda route: route.abort())
    yield context.new_page()
    context.close()


@pytest.fixture
def store(served: Served, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    monkeypatch.setenv("GREFFIER_HOME", str(served.home))
    with open_store(served.store) as store:
        yield store


def log_in(page: Any, served: Served, language: str = "en") -> None:
    """Come to the Browser as a person does: by the start page, with the password typed."""
    page.goto(served.start(language))
    page.get_by_test_id("password").fill(served.password)
    page.get_by_test_id("connect").click()
    page.locator("[data-testid=guidesDrawer] h3").wait_for()


def drawn(frame: Any) -> dict[str, str]:
    """Return the captions of the nodes that are drawn in a frame, and their colours."""
    frame.locator("g.node text.caption").first.wait_for()
    nodes = frame.locator("g.node").evaluate_all(
        """nodes => nodes.map((node) => [
            [...node.querySelectorAll('text.caption')].map((line) => line.textContent.trim()).join(' '),
            node.querySelector('circle.b-outline').getAttribute('fill')])"""
    )
    return dict(nodes)


def answered(page: Any, button: Any) -> Any:
    """Click on what runs a query, and return its frame, which comes before all others, once it has its answer."""
    page.evaluate("() => { window.frameBefore = document.querySelector('[data-testid=frame]'); }")
    button.click()
    page.wait_for_function("() => document.querySelector('[data-testid=frame]') !== window.frameBefore")
    frame = page.locator(FRAME).first
    frame.get_by_test_id("frame-loaded-contents").wait_for()
    return frame


def run_by_title(page: Any, title: str) -> Any:
    """Run the favourite of a title, by its arrow, and return its frame once it has its answer."""
    item = page.get_by_test_id("savedScriptListItem").filter(has=page.get_by_test_id(f"scriptTitle-{title}"))
    item.hover()
    return answered(page, item.get_by_test_id("savedScriptsButton-Run"))


def test_after_the_password_the_case_is_drawn_and_the_guide_is_open(page: Any, served: Served, tmp_path: Path) -> None:
    page.goto(served.start())
    page.get_by_test_id("password").wait_for()
    assert page.get_by_test_id("username").input_value() == "neo4j"
    assert page.get_by_test_id("boltaddress").input_value() == served.store.replace("bolt://127.0.0.1", "localhost")
    assert served.password not in page.url
    log_in(page, served)
    assert page.locator("[data-testid=guidesDrawer] h3").inner_text() == "What you see here"
    assert drawn(page.locator(FRAME).first) == {
        caption: style_rules()[f"node.{label}"]["color"] for caption, label in CASE.items()
    }
    page.wait_for_function(STILL, polling=500)
    page.screenshot(path=tmp_path / "case.png")


def test_every_step_of_the_guide_runs_by_its_arrow(page: Any, served: Served, tmp_path: Path) -> None:
    log_in(page, served)
    drawn(page.locator(FRAME).first)
    steps = read_guide().steps
    for number, step in enumerate(steps):
        if number:
            page.get_by_test_id("guideNextSlide").click()
        drawer = page.get_by_test_id("guidesDrawer")
        drawer.get_by_role("heading", name=step.title["en"], exact=True).wait_for()
        frame = answered(page, drawer.locator("pre.runnable i"))
        if "AS " in step.query:
            frame.locator("table tbody tr, [role=row]").first.wait_for()
        else:
            assert len(drawn(frame)) > 2
        page.screenshot(path=tmp_path / f"step-{number + 1}.png")
    assert page.get_by_test_id("guideNextSlide").is_disabled()


def test_the_guide_leads_to_its_other_language_and_back(page: Any, served: Served) -> None:
    log_in(page, served, "fr")
    drawer = page.get_by_test_id("guidesDrawer")
    assert drawer.locator("h3").inner_text() == "Ce que l'on voit ici"
    assert "L'affaire Desjardins, pas à pas" in drawer.inner_text()
    drawer.get_by_text("This guide in English").click()
    drawer.get_by_role("heading", name="What you see here").wait_for()
    drawer.get_by_text("Cette visite en français").click()
    drawer.get_by_role("heading", name="Ce que l'on voit ici").wait_for()


def test_the_favourites_are_in_two_folders_and_each_runs(page: Any, served: Served) -> None:
    log_in(page, served)
    drawn(page.locator(FRAME).first)
    page.get_by_test_id("navigationFavorites").click()
    for folder, favourites in (("Greffier drawings", drawings("en")), ("Greffier questions", questions())):
        page.get_by_test_id(f"expandFolder-{folder}").click()
        titles = page.get_by_test_id(f"savedScriptsFolder-{folder}").locator("[data-testid^=scriptTitle-]")
        titles.first.wait_for()
        assert sorted(titles.all_inner_texts()) == sorted(one.title for one in favourites)
        for one in favourites:
            frame = run_by_title(page, one.title)
            if folder == "Greffier drawings":
                assert len(drawn(frame)) > 2, one.name
            elif one.name in UNANSWERED:
                frame.get_by_text("(no changes, no records)").wait_for()
            else:
                frame.get_by_test_id("frameStatusbar").get_by_text("Started streaming").wait_for()
        page.get_by_test_id(f"expandFolder-{folder}").click()


def test_what_a_user_keeps_stays_and_ours_is_replaced(page: Any, served: Served) -> None:
    log_in(page, served)
    drawn(page.locator(FRAME).first)
    page.locator(FRAME).first.get_by_test_id("frame-Favorite").click()
    page.wait_for_function(
        "() => JSON.parse(localStorage['neo4j.documents']).some((d) => d.content.includes(':auto MATCH'))"
    )
    # A page without a script: the Browser writes what it knows over what is kept.
    page.goto(f"{served.origin}/browser/greffier/greffier.grass")
    page.evaluate("""() => {
        const change = (key, to) => { localStorage[key] = JSON.stringify(to(JSON.parse(localStorage[key]))); };
        change('neo4j.documents', (all) => all.concat({ id: 'greffier-drawings-of-old', content: 'RETURN 0' }));
        change('neo4j.grass', (rules) => ({ ...rules, 'node.Fine': { ...rules['node.Fine'], color: '#123456' },
            'node.Own': { color: '#654321' } }));
        change('greffier.style', (rules) => ({ ...rules, 'node.Law': { color: '#000001' } }));
        change('neo4j.grass', (rules) => ({ ...rules, 'node.Law': { color: '#000001' } }));
        change('neo4j.settings', (settings) => ({ ...settings, initCmd: ':play cypher' }));
    }""")
    page.goto(served.start("fr"))
    page.locator("circle.b-outline").first.wait_for()  # the Browser has kept the password, and asks for none
    kept = page.evaluate("() => Object.fromEntries(Object.entries(localStorage))")
    documents = [entry for entry in json.loads(kept["neo4j.documents"]) if not entry.get("isStatic")]
    ours = [entry for entry in documents if str(entry["id"]).startswith("greffier-")]
    own = [entry for entry in documents if entry not in ours]
    assert [entry["content"].startswith(":auto MATCH") for entry in own] == [True]
    assert len(ours) == len(drawings("fr")) + len(questions())
    folders = [entry["name"] for entry in json.loads(kept["neo4j.folders"]) if not entry.get("isStatic")]
    assert folders == ["Dessins de Greffier", "Questions de Greffier"]
    rules = json.loads(kept["neo4j.grass"])
    assert rules["node.Fine"]["color"] == "#123456"
    assert rules["node.Own"] == {"color": "#654321"}
    assert rules["node.Law"] == style_rules()["node.Law"]
    assert json.loads(kept["neo4j.settings"])["initCmd"] == ":play cypher"


def test_the_files_for_another_server_can_be_dragged_in(page: Any, served: Served, tmp_path: Path) -> None:
    export_files(tmp_path, questions(), "en")
    page.goto(f"{served.origin}/browser/")
    page.get_by_test_id("username").fill("neo4j")
    page.get_by_test_id("password").fill(served.password)
    page.get_by_test_id("connect").click()
    page.locator("circle.b-outline").first.wait_for()
    for name in ("greffier.grass", "favourites.zip"):
        content = base64.b64encode((tmp_path / name).read_bytes()).decode()
        page.evaluate(DROP, [name, content])
    page.wait_for_function("() => (localStorage['neo4j.documents'] || '').includes('unresolved: ')")
    page.wait_for_function("() => (localStorage['neo4j.grass'] || '').includes('node.Regulator')")
    kept = page.evaluate("() => Object.fromEntries(Object.entries(localStorage))")
    rules = json.loads(kept["neo4j.grass"])
    assert {selector: rules[selector] for selector in style_rules()} == style_rules()
    folders = {e["id"]: e["name"] for e in json.loads(kept["neo4j.folders"]) if not e.get("isStatic")}
    found = {(folders.get(e.get("folder")), e["content"]) for e in json.loads(kept["neo4j.documents"])}
    assert {("Greffier drawings", one.content.strip()) for one in drawings("en")} <= {
        (folder, content.strip()) for folder, content in found
    }
    assert {("Greffier questions", one.content.strip()) for one in questions()} <= {
        (folder, content.strip()) for folder, content in found
    }


def test_where_the_pages_are_not_whole_the_start_page_says_so(page: Any, served: Served) -> None:
    page.route(re.compile(r"browser\.json$"), lambda route: route.fulfill(status=404, body="gone"))
    page.goto(served.start())
    page.get_by_text("Greffier: SyntaxError").wait_for()


def test_questions_as_favourites_answer_as_the_catalogue_does(store: Store) -> None:
    for query in load().values():
        assert store.read(favourite(query).text) == query.run(store, example_values(query)), query.name


def test_the_address_is_printed_or_opened(run: Run, served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []

    def open_it(address: str) -> bool:
        opened.append(address)
        return True

    monkeypatch.setattr(webbrowser, "open", open_it)
    monkeypatch.setenv("GREFFIER_HOME", str(served.home))
    printed = run("neo4j", "browser", "--no-open", "--language", "fr")
    assert (printed.exit_code, printed.stdout) == (0, f"{served.start('fr')}\n")
    assert printed.stderr == f"The user is neo4j, the password in {served.home / 'neo4j' / 'password'}\n"
    assert opened == []
    result = run("neo4j", "browser", "--language", "en", "--quiet")
    assert (result.exit_code, result.output) == (0, "")
    assert opened == [served.start("en")]
    monkeypatch.setattr(webbrowser, "open", lambda address: False)
    result = run("neo4j", "browser", "--language", "en")
    assert result.stderr.splitlines()[0] == f"No web browser was found; open {served.start('en')}"
    assert served.password not in printed.output + result.output


def test_a_server_with_other_pages_is_told(run: Run, served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GREFFIER_HOME", str(served.home))
    monkeypatch.setattr("greffier.cli.favourites.questions", lambda: questions()[:-1])
    result = run("neo4j", "browser", "--no-open")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("greffier: Neo4j runs without these pages, or with those of another version")


def test_pages_can_be_laid_while_the_server_runs(served: Served, neo4j_installed: None) -> None:
    server = ManagedServer(served.home / "neo4j")
    (jar,) = (server.home / "lib").glob("neo4j-browser-*.jar")
    make_jar(check_jars() / jar.name, jar, questions(), server.browser_url)
    result = CliRunner().invoke(cli, ["neo4j", "browser", "--no-open", "--home", str(served.home)])
    assert result.exit_code == 0, result.stderr
