"""What is exported has the form of the shapes; what is broken has not."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from greffier.graph.errors import InputError
from greffier.graph.rdf import FORMATS, export
from greffier.graph.rdf.checks import Fault, find_faults
from greffier.graph.store import Store
from greffier.ingest.pipeline import ingest
from tests.ingest.generated import fresh_store, generate_testimonies, take_in

pytest.importorskip("pyshacl", reason="pySHACL is not installed")
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")
SEEDS = Path("../shared/evaluation/seeds")
G = "https://greffier.example/vocabulary#"


def exported(store: Store, format: str = "nquads") -> bytes:
    stream = BytesIO()
    export(store, stream, format)
    return stream.getvalue()


def faults(data: bytes, format: str = "nquads") -> list[Fault]:
    return find_faults(BytesIO(data), format, "it")


@settings(max_examples=4)
@given(st.integers(0, 10**6))
def test_what_is_exported_conforms(seed: int) -> None:
    with fresh_store() as store:
        take_in(store, generate_testimonies(seed, 4))
        assert faults(exported(store)) == []


@pytest.mark.parametrize("format", FORMATS)
def test_the_examples_conform_in_every_format(format: str, example_exports: dict[str, bytes]) -> None:
    assert faults(example_exports[format], format) == []


@pytest.fixture(scope="module")
def example_exports(project_root: Path) -> dict[str, bytes]:
    with fresh_store() as store:
        ingest(store, [str(project_root / "examples/documents")])
        return {format: exported(store, format) for format in FORMATS}


def test_the_seeds_conform(project_root: Path) -> None:
    folder = project_root / SEEDS
    if not folder.is_dir():
        pytest.skip(f"{SEEDS} is not here")
    with fresh_store() as store:
        ingest(store, [str(file) for file in sorted(folder.glob("*.txt"))])
        assert faults(exported(store)) == []


@pytest.fixture(scope="module")
def whole() -> bytes:
    """An export in which everything is told: all kinds of claims and statuses."""
    with fresh_store() as store:
        take_in(store, generate_testimonies(21, 12))
        return exported(store)


# A pattern, what is put in the place of all that fits it, and what then tells of it: a property, or a message.
TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
BROKEN = [
    (f"{G}imposedCurrency>", f"{G}other>", f"{G}imposedCurrency"),
    ('(oa#start> ")', r"\1-", "http://www.w3.org/ns/oa#start"),
    ("oa#exact>", "oa#inexact>", "http://www.w3.org/ns/oa#exact"),
    ('(#sha256> ")', r"\1x", f"{G}sha256"),
    (r'(#confidence> ")0', r"\1 1", f"{G}confidence"),
    ('(#status> )"asserted"', r'\1"certain"', f"{G}status"),
    ('(#kind> )"Bank"', r"\1<urn:x>", f"{G}kind"),
    ('(#predicate> )"date"', r'\1"day"', f"{G}predicate"),
    (f"{G}about>", f"{G}abouts>", f"{G}about"),
    (f"{G}is>", f"{G}was>", f"{G}is"),
    ('(#dateFrom> ")2', r"\1 3", f"{G}dateFrom"),
    ("XMLSchema#gYear>", "XMLSchema#string>", f"{G}date"),
    ("rdf-schema#label>", "rdf-schema#labels>", "http://www.w3.org/2000/01/rdf-schema#label"),
    ('(#first> "[^"]*"^^<[^>]*#)date>', r"\1string>", f"{G}first"),
    (f"<{TYPE}> <{G}Document>", f"<{TYPE}> <{G}Fine>", "Value does not have class greffier:Action"),
    (f"<{TYPE}> <{G}Organization>", f"<{TYPE}> <{G}Body>", "Value does not have class greffier:Organization"),
    (f"(?m)^(\\S+) <{G}affected>", rf"\1 <{G}affecting>", "it is asserted, and the triple is not there"),
    ('(#status> )"asserted"', r'\1"denied"', "the triple is there, and it is not asserted"),
    ("ns#subject>", "ns#about>", "it has a relation, date or sum without an asserted statement"),
]


@pytest.mark.parametrize(
    ("pattern", "new", "told"), BROKEN, ids=[f"{told} {number}" for number, (*_, told) in enumerate(BROKEN)]
)
def test_what_is_broken_is_found(whole: bytes, pattern: str, new: str, told: str) -> None:
    text = whole.decode()
    broken = re.sub(pattern.replace("^^", r"\^\^"), new.replace(r"\1 ", r"\g<1>"), text)
    assert broken != text
    found = faults(broken.encode())
    assert any(told in (fault.path, fault.message) or told in fault.message for fault in found), found[:5]


def test_what_is_not_broken_has_no_faults(whole: bytes) -> None:
    assert faults(whole) == []


def test_a_claim_says_one_thing_only(whole: bytes) -> None:
    claim = next(line for line in whole.decode().splitlines() if "vocabulary#exposure> " in line and "/claim/" in line)
    subject = claim.split(" ", 1)[0]
    number = '"5"^^<http://www.w3.org/2001/XMLSchema#decimal>'
    more = f'{subject} <{G}imposed> {number} .\n{subject} <{G}imposedCurrency> "EUR" .\n'
    assert any(fault.node == subject[1:-1] for fault in faults(whole + more.encode()))


def test_what_is_no_rdf_is_one_error() -> None:
    with pytest.raises(InputError, match=r"it: is not turtle: .*give its format"):
        faults(b"<a> <b", "turtle")
