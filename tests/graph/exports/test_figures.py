"""The network as a picture."""

import io
import os
import subprocess
import sys
import warnings
from pathlib import Path
from xml.etree import ElementTree

import networkx
import pytest

from greffier.graph.exports.figures import draw, label
from greffier.graph.involvements import Involvements
from greffier.graph.store import Store, open_store
from tests.queries.corpus import build_store

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = "<script>alert('$x$')</script> & \"]]>\u202e\x00\r\nAssurance"


def pair(name: str, other: str) -> Involvements:
    graph: Involvements = networkx.DiGraph()
    for node, shown, kind in (("regulator/1", name, "Regulator"), ("organization/2", other, "Bank")):
        graph.add_node(node, name=shown, kind=kind, acted=0, acted_on=0, hits=0)
    graph.add_edge("regulator/1", "organization/2", acted=2, hit=0, part=0, weight=2)
    return graph


def drawn(graph: Involvements, form: str = "svg") -> bytes:
    stream = io.BytesIO()
    draw(graph, stream, form)
    return stream.getvalue()


def texts(content: bytes) -> list[str]:
    return ["".join(node.itertext()) for node in ElementTree.fromstring(content).iter(f"{SVG}text")]


def test_names_are_text_and_no_markup() -> None:
    content = drawn(pair(HOSTILE, "Banque $E=mc^2$ 東京"))
    shown = texts(content)
    assert label(HOSTILE) in shown
    assert "Banque $E=mc^2$ 東京" in shown
    assert not list(ElementTree.fromstring(content).iter(f"{SVG}script"))


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("  Assurance\r\nBoréale ", "Assurance Boréale"),
        ("\u202eevil\u2028", "evil"),
        ("x" * 43, "x" * 41 + "…"),
        ("x" * 42, "x" * 42),
        ("\x00", ""),
    ],
)
def test_a_label_is_one_short_line(name: str, shown: str) -> None:
    assert label(name) == shown


def test_png_is_a_picture_of_the_same_bytes() -> None:
    with warnings.catch_warnings(action="error"):
        one, other = drawn(pair("東京海上", "A"), "png"), drawn(pair("東京海上", "A"), "png")
    assert one == other
    assert one.startswith(b"\x89PNG\r\n")


def test_names_that_would_cover_others_are_left_out() -> None:
    graph = pair("Office", "Bank")
    for number in range(300):
        graph.add_node(f"organization/x{number:03}", name=f"Bank number {number}", kind="Bank")
        graph.add_edge("regulator/1", f"organization/x{number:03}", acted=1, hit=0, part=0, weight=1)
    shown = texts(drawn(graph))
    assert "Office" in shown
    assert 20 < sum(text.startswith("Bank number") for text in shown) < 300


def test_another_process_draws_the_same_bytes(tmp_path: Path) -> None:
    build_store(tmp_path / "corpus.kgl")
    program = (
        "import sys; from greffier.graph.exports.figures import draw;"
        "from greffier.graph.involvements import involvements; from greffier.graph.store import open_store;"
        "draw(involvements(open_store(sys.argv[1])), sys.stdout.buffer, 'svg')"
    )
    found = [
        subprocess.run(
            [sys.executable, "-c", program, str(tmp_path / "corpus.kgl")],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    ]
    assert found[0] == found[1]
    assert "Assurance Boréale" in texts(found[0])


def test_an_empty_network_is_an_empty_picture(tmp_path: Path) -> None:
    from greffier.graph.involvements import involvements

    store: Store
    with open_store(str(tmp_path / "x.kgl"), writable=True) as store:
        content = drawn(involvements(store))
    assert "regulator" in texts(content)
