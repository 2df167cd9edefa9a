"""The graph as FollowTheMoney entities, opened with FollowTheMoney's own tools."""

import io
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from greffier.graph.exports.ftm import ftm_id, write_ftm
from greffier.graph.store import Store
from tests.ingest.generated import fresh_store, take_in
from tests.stores.wild_reports import wild_testimonies

pytest.importorskip("followthemoney", reason="the extra `ftm` is not installed")


def entities(store: Store) -> dict[str, Any]:
    stream = io.BytesIO()
    count = write_ftm(store, stream)
    found = [json.loads(line) for line in stream.getvalue().splitlines()]
    assert count == len(found) == len({entity["id"] for entity in found})
    return {entity["id"]: entity for entity in found}


@settings(max_examples=10)
@given(seed=st.integers(0, 2**32))
def test_every_entity_validates_and_every_reference_resolves(seed: int) -> None:
    from followthemoney.entity import ValueEntity
    from followthemoney.types import registry

    with fresh_store() as store:
        take_in(store, wild_testimonies(seed, 5))
        found = entities(store)
    proxies = {name: ValueEntity.from_dict(entity, cleaned=False) for name, entity in found.items()}
    for name, proxy in proxies.items():
        assert registry.entity.validate(name)
        schema: Any = proxy.schema
        schema.validate(proxy.to_dict())
        assert [key for key in proxy.schema.required if not proxy.has(key)] == []
        assert dict(proxy.properties) == found[name]["properties"], "cleaning it again changes nothing"
        for prop, value in proxy.itervalues():
            if prop.type.name == "entity" and prop.range is not None:
                assert proxies[value].schema.is_a(prop.range), (name, prop, value)


def test_a_fine_is_a_sanction_with_its_authority_and_its_proof(corpus: Store) -> None:
    found = entities(corpus)
    (fine,) = [e for e in found.values() if e["properties"].get("provisions", [""])[0] == "Fine"]
    (document,) = fine["properties"].pop("proof")
    assert found[document]["properties"]["title"] == ["Sanction de la Banque du Fleuve"]
    assert (fine["schema"], fine["properties"]) == (
        "Sanction",
        {
            "entity": ["organization-banque-du-fleuve"],
            "authority": ["Autorité des marchés financiers"],
            "provisions": ["Fine", "1500000 EUR (imposed)"],
            "startDate": ["2025-01-17"],
            "summary": ["une amende de 1,5 million d'euros"],
        },
    )


def test_what_only_threatens_says_so(corpus: Store) -> None:
    told = [value for e in entities(corpus).values() for value in e["properties"].get("provisions", ())]
    assert "5000 CAD per day (only threatened, not imposed)" in told
    assert [value for value in told if "5000" in value and "threatened" not in value] == ["1500000 EUR (imposed)"]


def test_what_is_alleged_or_denied_is_left_out(corpus: Store) -> None:
    found = entities(corpus)
    stored = corpus.read("MATCH (i:Incident) RETURN i.id AS id, i.status AS status ORDER BY id")
    assert {row["status"]: ftm_id(row["id"]) in found for row in stored} == {
        "asserted": True,
        "alleged": False,
        "denied": False,
    }
    quotes = {value for e in found.values() for value in e["properties"].get("summary", ())}
    claims = corpus.read("MATCH (c:Claim) RETURN c.quote AS quote, c.status AS status")
    assert {c["quote"] for c in claims if c["status"] == "asserted"} <= quotes
    assert not {c["quote"] for c in claims if c["status"] != "asserted"} & quotes


def test_ids_hold_only_what_the_library_lets_pass() -> None:
    assert ftm_id("regulator/ca-qc-amf") == "regulator-ca-qc-amf"
    assert ftm_id("law/a_b+c é") == "law-a.5fb.2bc.20.e9"


def test_bodies_and_links_have_their_schema(corpus: Store) -> None:
    found = entities(corpus)
    assert found["regulator-fr-amf"]["schema"] == "PublicBody"
    assert found["organization-assurance-boreale"]["schema"] == "Company"
    assert found["organization-groupe-boreal"]["schema"] == "Organization"
    link = found["organization-assurance-boreale-part-of-organization-groupe-boreal"]
    assert (link["schema"], link["properties"]["role"]) == ("UnknownLink", ["part of"])


@pytest.fixture
def file(corpus: Store, tmp_path: Path) -> Path:
    """A file of entities."""
    path = tmp_path / "graph.ftm.json"
    with path.open("wb") as stream:
        write_ftm(corpus, stream)
    return path


def tool(*words: object) -> None:
    program = "from followthemoney.cli.cli import cli; cli()"
    done = subprocess.run(
        [sys.executable, "-c", program, *map(str, words)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def ids(path: Path) -> list[str]:
    return [json.loads(line)["id"] for line in path.read_text("utf-8").splitlines()]


@pytest.mark.parametrize("command", ["validate", "aggregate"])
def test_its_own_tools_read_and_write_it(file: Path, tmp_path: Path, command: str) -> None:
    out = tmp_path / "out.json"
    tool(command, "-i", file, "-o", out)
    assert sorted(ids(out)) == sorted(ids(file))


def test_its_own_tools_make_statements_of_it_and_entities_of_these(file: Path, tmp_path: Path) -> None:
    statements, out = tmp_path / "statements.csv", tmp_path / "out.json"
    tool("statements", file, "-d", "greffier", "-f", "csv", "-o", statements)
    assert "Banque du Fleuve" in statements.read_text("utf-8")
    tool("aggregate-statements", "-i", statements, "-d", "greffier", "-f", "csv", "-o", out)
    assert sorted(ids(out)) == sorted(ids(file))
