"""What no file of the project may contain: hosts of package registries, and paths of one machine."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

SKIPPED_FOLDERS = {
    ".git",
    ".hypothesis",
    ".links",
    ".mypy_cache",
    ".pytest_cache",
    ".ruff_cache",
    "__pycache__",
    "build",
    "dist",
}

# Written in pieces, so that this file passes its own test.
REGISTRIES = [
    r"\.".join(labels)
    for labels in (
        ("pypi", "org"),
        ("pypi", "python", "org"),
        ("pythonhosted", "org"),
        ("anaconda", "org"),
        ("crates", "io"),
        ("npmjs", "(?:com|org)"),
        ("yarnpkg", "com"),
        ("proxy", "golang", "org"),
        ("maven", "(?:apache", ")?org"),
        ("debian", "org"),
        ("archive", "ubuntu", "com"),
    )
]
FOLDERS = (r"home/\w", r"Users/\w", "root/", r"work(?![\w-])", r"tmp(?![\w-])", r"private/var/", "opt/wheels")

HOST = re.compile(rf"(?<![\w-])(?:{'|'.join(REGISTRIES)})(?![\w-])", re.IGNORECASE)
# Not within a longer path or an address: `up/home/x`, `example.net/home/x`.
PATH = re.compile(rf"(?<![\w.~-])/(?:{'|'.join(FOLDERS)})|\b[A-Z]:\\Users\\")


def find_forbidden(text: str) -> list[str]:
    """Find the hosts and paths in `text` that do not belong there, in order of their place."""
    found = [*HOST.finditer(text), *PATH.finditer(text)]
    return [match.group() for match in sorted(found, key=re.Match.start)]


def text_files(root: Path) -> Iterator[tuple[Path, str]]:
    """Yield each text file of the project with its text; what is built, cached or binary is left out."""
    for folder, subfolders, names in os.walk(root):
        subfolders[:] = sorted(
            name
            for name in subfolders
            if name not in SKIPPED_FOLDERS
            and not name.endswith(".egg-info")
            and not Path(folder, name, "pyvenv.cfg").exists()
        )
        for name in sorted(names):
            path = Path(folder, name)
            content = path.read_bytes()
            # A clone that is a worktree has a file `.git`, with a path in it.
            if name != ".git" and b"\0" not in content:
                yield path.relative_to(root), content.decode("utf-8")


def test_no_file_names_a_registry_or_a_machine(project_root: Path) -> None:
    found = {str(path): find_forbidden(text) for path, text in text_files(project_root)}
    assert "pyproject.toml" in found
    assert os.path.join("requirements", "dev.txt") in found
    assert {path: words for path, words in found.items() if words} == {}


@pytest.mark.parametrize(
    ("pieces", "count"),
    [
        (("see https://py", "pi.org/project/click"), 1),
        (("https://files.python", "hosted.org/packages"), 1),
        (("https://repo.maven.", "apache.org/maven2"), 1),
        (("https://repo1.maven", ".org/maven2"), 1),
        (("deb http://deb.debian", ".org/debian"), 1),
        (("cd /wo", "rk && ls"), 1),
        (("open('/tm", "p/x')"), 1),
        (("/ho", "me/ann/x and /Us", "ers/ann/y"), 2),
        (("C:", r"\Users\ann"), 1),
        (("a step of and", "/wo", "rk, and /wo", "rkers"), 0),
        (("https://example.net/home/x",), 0),
        (("../shared/tm", "p/x and ~/wo", "rk"), 0),
        (("copypi.organ",), 0),
    ],
)
def test_the_patterns_know_right_from_wrong(pieces: tuple[str, ...], count: int) -> None:
    assert len(find_forbidden("".join(pieces))) == count
