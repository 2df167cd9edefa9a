"""Cards of things."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run

BANK = """\
Banque du Fleuve
Bank · organization/banque-du-fleuve
Jurisdiction: FR
Gazetteer: organization/banque-du-fleuve
Documents: 2

Incidents
- fraud of 2024 at Banque du Fleuve [alleged]
    incident/banque-du-fleuve-fraud-2024-d7341011
    alleged: « is said to have diverted 900,000 euros » (Banque du Fleuve
    answers rumours, 2025-02-02)
- outage at Banque du Fleuve [denied]
    incident/banque-du-fleuve-outage-57e24f60
    denied: « denies that its cards failed » (Banque du Fleuve answers rumours,
    2025-02-02)

Actions addressed to it
- fine of 2025-01-17 by Autorité des marchés financiers (FR) to Banque du
  Fleuve; imposed: 1,500,000 EUR
    action/banque-du-fleuve-fine-2025-01-17-9a33f1a7
    « à la Banque du Fleuve » (Sanction de la Banque du Fleuve, 2025-01-20)
"""


def test_a_card_tells_facts_with_their_words(run: Run, corpus_path: Path) -> None:
    result = run("show", "banque du fleuve", "--store", corpus_path)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == BANK


def test_a_sum_that_only_threatens_is_said_not_to_be_imposed(run: Run, corpus_path: Path) -> None:
    result = run("show", "Assurance Boréale", "--store", corpus_path, columns=200)
    assert "; threatened, not imposed: 5,000 CAD per day\n" in result.stdout
    assert "; imposed:" not in result.stdout


def test_an_event_told_twice_says_why_it_is_one(run: Run, corpus_path: Path) -> None:
    result = run("show", "assurance-boreale-order-2024-06-10-d2884842", "--store", corpus_path, columns=200)
    told = result.stdout.split("Told in\n")[1].splitlines()
    assert told[0].startswith("    « the AMF issued an order to Assurance Boréale under the Insurers Act » (Quebec's")
    assert told[1].startswith("      taken for the same (0.9")
    assert "same party" in told[1]


def test_a_name_that_is_not_resolved_is_said_to_be(run: Run, corpus_path: Path) -> None:
    name = "organization/autorite-des-marches-financiers-ba82ce1a"
    result = run("show", name, "--store", corpus_path, columns=200)
    assert (
        "Unresolved: the documents do not tell which is meant: regulator/ca-qc-amf, regulator/fr-amf\n" in result.stdout
    )


def test_a_document_is_shown_without_repeating_its_title(run: Run, corpus_path: Path) -> None:
    result = run("show", "sans-date", "--store", corpus_path)
    assert result.stdout.count("Une enquête") == 1
    assert "- Autorité des marchés financiers (regulator)\n" in result.stdout


@pytest.mark.parametrize("name", ["Insurers Act", "boreale databreach", "groupe boreal", "regulator/fr-amf"])
def test_every_kind_of_thing_has_a_card(run: Run, corpus_path: Path, name: str) -> None:
    assert run("show", name, "--store", corpus_path).exit_code == 0


def test_a_card_comes_as_json(run: Run, corpus_path: Path) -> None:
    card = json.loads(run("show", "Banque du Fleuve", "--store", corpus_path, "--format", "json").stdout)
    assert list(card) == [
        *("family", "id", "kind", "name", "jurisdiction", "documents", "unresolved"),
        *("details", "facts", "tellings"),
    ]
    assert card["facts"][2] == {
        "heading": "Actions addressed to it",
        "text": "fine of 2025-01-17 by Autorité des marchés financiers (FR) to Banque du Fleuve; "
        "imposed: 1,500,000 EUR",
        "id": "action/banque-du-fleuve-fine-2025-01-17-9a33f1a7",
        "when": "2025-01-17",
        "status": "asserted",
        "sources": [
            {
                "quote": "à la Banque du Fleuve",
                "document": "document/b4a84312219939e0",
                "title": "Sanction de la Banque du Fleuve",
                "published": "2025-01-20",
                "start": 143,
                "stop": 164,
                "status": "asserted",
                "confidence": 0.9,
            }
        ],
    }


def test_a_name_that_fits_several_or_nothing_is_one_line(run: Run, corpus_path: Path) -> None:
    result = run("show", "Autorité des marchés financiers", "--store", corpus_path)
    assert (result.exit_code, result.stdout) == (1, "")
    assert "regulator/ca-qc-amf (" in result.stderr
    assert "regulator/fr-amf (" in result.stderr
    assert result.stderr.count("\n") == 1
    assert run("show", "Xyzzy", "--store", corpus_path).exit_code == 1
