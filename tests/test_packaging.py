"""The wheel holds all that the source folders hold, and runs where only it is installed."""

import os
import shutil
import subprocess
import sys
import sysconfig
import zipfile
from importlib import metadata
from pathlib import Path

import pytest

PACKAGES = ("graph", "ingest", "queries", "cli")
BUILT_FROM = ("pyproject.toml", "README.md", "LICENSE", *PACKAGES)
NOTES = {".md"}
"""Endings of files for readers of the source, which are not installed."""


def clean_environment() -> dict[str, str]:
    """Give this process's environment without what would let an interpreter find the source folders."""
    return {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL_ENV"))}


def run(*command: str | Path, folder: Path) -> str:
    done = subprocess.run(command, cwd=folder, env=clean_environment(), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory, project_root: Path) -> Path:
    """A wheel built, by way of the source distribution, from a copy of the project."""
    copy = tmp_path_factory.mktemp("project")
    for name in BUILT_FROM:
        if (project_root / name).is_dir():
            shutil.copytree(project_root / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(project_root / name, copy / name)
    run(sys.executable, "-m", "build", "--no-isolation", "--outdir", copy / "dist", folder=copy)
    (built,) = (copy / "dist").glob("*.whl")
    return built


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory, wheel: Path) -> Path:
    """A fresh environment with the wheel in it, which borrows the libraries of the one that runs the tests.

    It borrows by a .pth file: that adds a folder to the path without running the .pth files in it, of which
    one would bring in the editable greffier.
    """
    folder = tmp_path_factory.mktemp("environment")
    run(sys.executable, "-m", "venv", "--without-pip", folder, folder=folder)
    python = folder / "bin" / "python"
    run(
        *(sys.executable, "-m", "pip", "--python", python, "install"),
        *("--no-deps", "--no-index", "--no-compile", "--quiet", wheel),
        folder=folder,
    )
    site_packages = Path(
        run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", folder=folder).strip()
    )
    borrowed = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
    (site_packages / "borrowed.pth").write_text("\n".join(sorted(borrowed)) + "\n", encoding="utf-8")
    return folder


def test_the_wheel_holds_every_module_and_data_file(wheel: Path, project_root: Path) -> None:
    expected = {
        f"greffier/{path.relative_to(project_root).as_posix()}"
        for package in PACKAGES
        for path in (project_root / package).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts and path.suffix not in NOTES
    }
    with zipfile.ZipFile(wheel) as archive:
        held = {name for name in archive.namelist() if ".dist-info/" not in name}
    assert held == expected


def test_the_wheel_is_typed_and_licensed(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    assert {f"greffier/{package}/py.typed" for package in PACKAGES} <= set(names)
    assert [name for name in names if name.endswith("LICENSE")] == [
        f"greffier-{metadata.version('greffier')}.dist-info/licenses/LICENSE"
    ]


@pytest.mark.parametrize("package", PACKAGES)
def test_the_installed_packages_come_from_the_wheel(environment: Path, tmp_path: Path, package: str) -> None:
    program = f"import greffier.{package} as package; print(package.__file__)"
    found = run(environment / "bin" / "python", "-c", program, folder=tmp_path).strip()
    assert Path(found).is_relative_to(environment)


def test_every_installed_module_can_be_imported(environment: Path, tmp_path: Path) -> None:
    program = (
        "import greffier.cli, greffier.graph, greffier.ingest, greffier.queries, importlib, pkgutil\n"
        "for module in pkgutil.walk_packages(greffier.__path__, 'greffier.'):\n"
        "    importlib.import_module(module.name)\n"
        "    print(module.name)\n"
    )
    imported = run(environment / "bin" / "python", "-c", program, folder=tmp_path).split()
    assert {f"greffier.{package}" for package in PACKAGES} <= set(imported)


def test_the_command_tells_its_version(environment: Path, tmp_path: Path) -> None:
    assert metadata.version("greffier") in run(environment / "bin" / "greffier", "--version", folder=tmp_path)


def test_the_command_tells_its_usage(environment: Path, tmp_path: Path) -> None:
    assert "Usage" in run(environment / "bin" / "greffier", "--help", folder=tmp_path)
