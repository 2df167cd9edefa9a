"""Names that somebody made to do harm come out of every format as names, and nothing but names.

Each export is written to files and read back with the library that the format's own users have.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import networkx
import pyarrow.parquet
import pytest
import stix2
from hypothesis import example, given, settings
from hypothesis import strategies as st

from greffier.graph.exports.ftm import ftm_id, write_ftm
from greffier.graph.exports.jsonlines import write_jsonlines
from greffier.graph.exports.networks import network, write_gexf, write_graphml
from greffier.graph.exports.parquet import write_parquet
from greffier.graph.exports.spreadsheets import write_spreadsheets
from greffier.graph.exports.stix import stix_id, write_stix
from greffier.graph.neo4j.imports import write_import
from greffier.graph.store import Store
from tests.ingest.generated import Report, exposure, fresh_store, imposed, take_in

PIECES = (
    *('"', "'", "<", ">", "&", "\\", "\n", "\r", "\r\n", "\t", "\x00", "\x0b", "\x1b[31m", "\x7f", "\x85", "\x1f"),
    *("\u2028", "\u202e", "\u200f", "\ufeff", "\ufffe", "\ud7ff", "😀", "é", ";", "; ", ",", "`", "$", "${x}", "{{x}}"),
    *("=1+1", "+1", "-1", "@SUM(A1)", "＝1", "=HYPERLINK(\"http://x\")", "|calc", "javascript:alert(1)", "</script>"),
    *("<!--", "-->", "]]>", "&amp;", "<![CDATA[", "'); DROP", "A", "b", " ", "null", "%s", "file:///etc/passwd"),
)  # fmt: skip
NAMES = st.lists(st.sampled_from(PIECES) | st.characters(codec="utf-8"), min_size=1, max_size=6)
NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
FORMULA = re.compile("[=+\\-@＝＋－＠\t\r\n]")


def organisations(store: Store) -> dict[str, str]:
    return {row["id"]: row["name"] for row in store.read("MATCH (o:Organization) RETURN o.id AS id, o.name AS name")}


def written(write: Callable[[io.BytesIO], object]) -> bytes:
    """Return what is written, having seen that it is the same the second time."""
    one, other = io.BytesIO(), io.BytesIO()
    write(one)
    write(other)
    assert one.getvalue() == other.getvalue()
    return one.getvalue()


def from_jsonl(store: Store) -> dict[str, str]:
    content = written(lambda stream: write_jsonlines(store, stream))
    assert len(content.decode().splitlines()) == content.count(b"\n")
    lines = [json.loads(line) for line in content.decode().splitlines()]
    return {line["id"]: line["properties"]["name"] for line in lines if line.get("node") == "Organization"}


def from_csv(store: Store) -> dict[str, str]:
    with TemporaryDirectory() as name:
        folder = Path(name)
        write_spreadsheets(store, folder)
        for file in folder.iterdir():
            with file.open(encoding="utf-8", newline="") as stream:
                for row in csv.reader(stream):
                    assert not [cell for cell in row if FORMULA.match(cell)]
        with (folder / "organizations.csv").open(encoding="utf-8", newline="") as stream:
            return {row["id"]: row["name"].removeprefix("'") for row in csv.DictReader(stream)}


def from_neo4j_files(store: Store) -> dict[str, str]:
    with TemporaryDirectory() as name:
        write_import(store, Path(name))
        found: dict[str, str] = {}
        for file in Path(name).glob("nodes-organization-*.csv"):
            with file.open(encoding="utf-8", newline="") as stream:
                found |= {row["id:ID(Organization)"]: row["name:string"] for row in csv.DictReader(stream)}
        return found


def from_parquet(store: Store) -> dict[str, str]:
    with TemporaryDirectory() as one, TemporaryDirectory() as other:
        write_parquet(store, Path(one))
        write_parquet(store, Path(other))
        for file in Path(one).iterdir():
            assert file.read_bytes() == (Path(other) / file.name).read_bytes()
        rows = pyarrow.parquet.read_table(Path(one, "organizations.parquet")).to_pylist()
    return {row["id"]: row["name"] for row in rows}


def from_ftm(store: Store) -> dict[str, str]:
    from followthemoney.entity import ValueEntity

    content = written(lambda stream: write_ftm(store, stream))
    entities = [ValueEntity.from_dict(json.loads(line), cleaned=False) for line in content.splitlines()]
    names = {e.id: e.first("name", quiet=True) for e in entities}
    return {name: str(names[ftm_id(name)]) for name in organisations(store)}


def from_stix(store: Store) -> dict[str, str]:
    content = written(lambda stream: write_stix(store, stream))
    bundle: Any = stix2.parse(content.decode())
    names = {o.id: o.name for o in bundle.objects if o.type == "identity"}
    return {name: names[stix_id("identity", name)] for name in organisations(store)}


def from_graphml(store: Store) -> dict[str, str]:
    content = written(lambda stream: write_graphml(network(store), stream))
    graph = networkx.read_graphml(io.BytesIO(content), force_multigraph=True)
    return {name: told["name"] for name, told in graph.nodes(data=True) if told["family"] == "Organization"}


def from_gexf(store: Store) -> dict[str, str]:
    content = written(lambda stream: write_gexf(network(store), stream))
    graph = networkx.read_gexf(io.BytesIO(content))
    return {name: told["name"] for name, told in graph.nodes(data=True) if told["family"] == "Organization"}


def cleaned(name: str) -> str:
    from followthemoney.types import registry

    return registry.name.clean(CONTROLS.sub(" ", name)) or ""


def without_breaks(name: str) -> str:
    return NOT_XML.sub(" ", name).replace("\r\n", "\n").replace("\r", "\n")


FORMATS: dict[Callable[[Store], dict[str, str]], Callable[[str], str]] = {
    from_jsonl: str,
    from_csv: str,
    from_neo4j_files: str,
    from_parquet: str,
    from_stix: str,
    from_ftm: cleaned,
    from_graphml: without_breaks,
    from_gexf: lambda name: NOT_XML.sub(" ", name),
}


def hostile(name: str, other: str) -> Report:
    report = Report("=cmd|' /C calc'!A0")
    bank = report.entity("Bank", name)
    office = report.entity("Regulator", other)
    incident = report.incident("DataBreach", bank, date="2020-12")
    report.action("Fine", bank, issuer=office, concerns=incident, amount=imposed("5000"))
    report.action("Order", bank, issuer=office, amount=exposure("10000"))
    report.claim(bank, "regulated_by", object=office)
    return report


@pytest.mark.parametrize("read", FORMATS, ids=[read.__name__ for read in FORMATS])
@settings(max_examples=15)
@given(one=NAMES.map("".join), other=NAMES.map("".join))
@example(one='=cmd|" /C calc"!A0', other="<script>alert('x')</script>\u202e\u2028\x00")
@example(one="'", other="\r")
@example(one="javascript:alert(1)", other="\r\n-1\t]]>&amp;")
def test_hostile_names_come_out_as_names(read: Callable[[Store], dict[str, str]], one: str, other: str) -> None:
    if read is from_ftm:
        pytest.importorskip("followthemoney", reason="the extra `ftm` is not installed")
    with fresh_store() as store:
        take_in(store, [hostile(one, other).testimony()])
        expected = organisations(store)
        found = read(store)
    assert found.keys() == expected.keys()
    for name, shown in expected.items():
        wanted = FORMATS[read](shown)
        assert found[name] == (wanted or (name if read is from_ftm else ""))
