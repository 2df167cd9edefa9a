"""Which package may import which, and what the command line may load before it needs it."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGES = ("graph", "ingest", "queries", "cli")
ALLOWED = {
    "graph": {"graph"},
    "ingest": {"graph", "ingest"},
    "queries": {"graph", "queries"},
    "cli": {"graph", "ingest", "queries", "cli"},
}
# Each costs a tenth of a second to more than a second to load.
HEAVY = {
    "followthemoney",
    "kglite",
    "matplotlib",
    "neo4j",
    "networkx",
    "pyarrow",
    "pyoxigraph",
    "pyshacl",
    "rdflib",
} | {*("scipy", "spacy", "stix2", "yaml")}


def imported_names(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Yield line and dotted name of all that a module imports, wherever in it, relative imports as `.`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield node.lineno, alias.name
        elif isinstance(node, ast.ImportFrom):
            base = "." * node.level + (node.module or "")
            for alias in node.names:
                yield node.lineno, f"{base}.{alias.name}"
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute):
            name = node.func.id if isinstance(node.func, ast.Name) else node.func.attr
            if name in {"import_module", "__import__"} and node.args:
                argument = node.args[0]
                if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                    yield node.lineno, argument.value


def statements_run_on_import(body: list[ast.stmt]) -> Iterator[ast.stmt]:
    """Yield the statements that importing a module runs, those for type checkers left out."""
    for statement in body:
        if isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        if isinstance(statement, ast.If) and "TYPE_CHECKING" in ast.unparse(statement.test):
            yield from statements_run_on_import(statement.orelse)
            continue
        yield statement
        for field in ("body", "orelse", "finalbody"):
            yield from statements_run_on_import(getattr(statement, field, []))
        for handler in getattr(statement, "handlers", []):
            yield from statements_run_on_import(handler.body)


def names_imported_on_import(tree: ast.Module) -> Iterator[tuple[int, str]]:
    for statement in statements_run_on_import(tree.body):
        if isinstance(statement, ast.Import | ast.ImportFrom):
            yield from imported_names(statement)


def faults_of_layers(package: str, tree: ast.AST) -> list[str]:
    faults = []
    for line, name in imported_names(tree):
        parts = name.split(".")
        if name.startswith("."):
            faults.append(f"{line}: relative import {name}")
        elif parts[0] in PACKAGES:
            faults.append(f"{line}: {name} should be greffier.{name}")
        elif parts[0] == "greffier" and len(parts) > 1 and parts[1] not in ALLOWED[package]:
            faults.append(f"{line}: {package} may not import {name}")
    return faults


def faults_of_weight(tree: ast.Module) -> list[str]:
    return [
        f"{line}: {name} is slow to load, import it in the function that uses it"
        for line, name in names_imported_on_import(tree)
        if name.split(".")[0] in HEAVY
    ]


def modules(root: Path, package: str) -> list[Path]:
    return sorted((root / package).rglob("*.py"))


@pytest.mark.parametrize("package", PACKAGES)
def test_a_package_imports_only_the_layers_below_it(project_root: Path, package: str) -> None:
    assert modules(project_root, package)
    faults = [
        f"{path.relative_to(project_root)}:{fault}"
        for path in modules(project_root, package)
        for fault in faults_of_layers(package, ast.parse(path.read_text(encoding="utf-8")))
    ]
    assert faults == []


def test_commands_import_slow_libraries_only_where_they_use_them(project_root: Path) -> None:
    faults = [
        f"{path.relative_to(project_root)}:{fault}"
        for path in modules(project_root, "cli")
        for fault in faults_of_weight(ast.parse(path.read_text(encoding="utf-8")))
    ]
    assert faults == []


def test_starting_the_command_line_loads_no_slow_library() -> None:
    program = "import sys, greffier.cli.main; print(*sorted(sys.modules.keys() & set(sys.argv[1:])))"
    done = subprocess.run([sys.executable, "-c", program, *sorted(HEAVY)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == []


@pytest.mark.parametrize(
    ("package", "source", "faults"),
    [
        ("graph", "from greffier.graph.records import Claim", []),
        ("graph", "from greffier.ingest import reading", ["1: graph may not import greffier.ingest.reading"]),
        ("graph", "from greffier import cli", ["1: graph may not import greffier.cli"]),
        ("graph", "def f():\n    import greffier.queries", ["2: graph may not import greffier.queries"]),
        ("ingest", "import greffier.graph.records", []),
        ("ingest", "import greffier.queries.runs", ["1: ingest may not import greffier.queries.runs"]),
        (
            "queries",
            "from greffier.ingest.values.dates import x",
            ["1: queries may not import greffier.ingest.values.dates.x"],
        ),
        ("queries", "import_module('greffier.cli')", ["1: queries may not import greffier.cli"]),
        ("cli", "import greffier.ingest, greffier.queries, greffier.graph", []),
        ("cli", "import graph", ["1: graph should be greffier.graph"]),
        (
            "cli",
            "from graph.records import Claim",
            ["1: graph.records.Claim should be greffier.graph.records.Claim"],
        ),
        ("cli", "from . import main", ["1: relative import ..main"]),
        ("cli", "import graphlib", []),
    ],
)
def test_the_rule_of_layers_knows_right_from_wrong(package: str, source: str, faults: list[str]) -> None:
    assert faults_of_layers(package, ast.parse(source)) == faults


@pytest.mark.parametrize(
    ("source", "lines"),
    [
        ("import spacy", [1]),
        ("from rdflib import Graph", [1]),
        ("try:\n    import neo4j\nexcept ImportError:\n    import yaml", [2, 4]),
        ("class A:\n    import kglite", [2]),
        ("def f():\n    import spacy", []),
        ("if TYPE_CHECKING:\n    import spacy\nelse:\n    import networkx", [4]),
        ("import click, json", []),
    ],
)
def test_the_rule_of_weight_knows_right_from_wrong(source: str, lines: list[int]) -> None:
    assert [int(fault.split(":")[0]) for fault in faults_of_weight(ast.parse(source))] == lines
