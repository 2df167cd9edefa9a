"""The file for Docker: what of it must not change unnoticed. Docker itself is not asked."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from greffier.graph.neo4j.configuration import server_settings


@pytest.fixture
def service(project_root: Path) -> dict[str, Any]:
    """The one service of the file."""
    described = yaml.safe_load((project_root / "examples" / "neo4j" / "compose.yaml").read_text("utf-8"))
    assert list(described["services"]) == ["neo4j"]
    assert set(described["volumes"]) == {"data", "logs"}
    found: dict[str, Any] = described["services"]["neo4j"]
    return found


def test_it_is_the_same_neo4j(service: dict[str, Any]) -> None:
    assert service["image"] == "neo4j:5.26"


def test_only_this_machine_reaches_it(service: dict[str, Any]) -> None:
    assert service["ports"] == ["127.0.0.1:7687:7687", "127.0.0.1:7474:7474"]


def test_its_password_is_the_one_that_greffier_sends_and_stands_in_no_file(service: dict[str, Any]) -> None:
    user, _, password = service["environment"]["NEO4J_AUTH"].partition("/")
    assert user == "neo4j"
    assert password.startswith("${GREFFIER_NEO4J_PASSWORD:?")


def test_its_settings_are_those_of_the_managed_server(service: dict[str, Any]) -> None:
    told = {
        name.removeprefix("NEO4J_").replace("_", ".").replace("..", "_"): value
        for name, value in service["environment"].items()
        if name != "NEO4J_AUTH"
    }
    managed = server_settings(bolt=7687, http=7474, heap=1024, auth=True)
    managed["server.memory.heap.max_size"] = "1g"
    assert told.items() <= managed.items()


def test_what_it_keeps_outlives_it(service: dict[str, Any]) -> None:
    assert service["volumes"] == ["data:/data", "logs:/logs"]


def test_it_is_known_to_be_ready_without_the_password(service: dict[str, Any]) -> None:
    assert service["healthcheck"]["test"] == ["CMD", "wget", "--quiet", "--spider", "http://127.0.0.1:7474"]
