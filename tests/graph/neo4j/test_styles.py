"""The style of the Browser: every kind has its colours, captions can be read, and families be told apart by all."""

import math
from itertools import combinations
from pathlib import Path

import pytest

from greffier.graph.errors import KnowledgeError
from greffier.graph.model import model
from greffier.graph.neo4j import styles
from greffier.graph.neo4j.styles import contrast, style_rules, style_text

# How colours look, in linear light, to people without one kind of cones (Machado, Oliveira and Fernandes 2009).
SIGHTS = {
    "all cones": ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)),
    "no red": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "no green": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "no blue": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}
XYZ = ((0.4124, 0.3576, 0.1805), (0.2126, 0.7152, 0.0722), (0.0193, 0.1192, 0.9505))
WHITE = (0.9505, 1.0, 1.089)


def colours() -> dict[str, tuple[str, str]]:
    """Return label, family and colour of all that is drawn."""
    rules = style_rules()
    found = {}
    for family in model().families.values():
        for label in (family.name, *family.kinds):
            if label != "Other":
                found[label] = (family.name, rules[f"node.{label}"]["color"])
    return found


def lab(colour: str, sight: str) -> tuple[float, float, float]:
    """Return a colour as it is seen, in CIE Lab."""
    values = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in values]
    seen = [min(1.0, max(0.0, sum(w * v for w, v in zip(row, linear, strict=True)))) for row in SIGHTS[sight]]
    x, y, z = (
        (t ** (1 / 3) if t > 0.008856 else 7.787 * t + 16 / 116)
        for t in (
            sum(w * v for w, v in zip(row, seen, strict=True)) / white for row, white in zip(XYZ, WHITE, strict=True)
        )
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def difference(one: str, other: str, sight: str) -> float:
    return math.dist(lab(one, sight), lab(other, sight))


def parse_grass(text: str) -> dict[str, dict[str, str]]:
    """Return what the Browser makes of a style: braces count only outside of quotes, and nothing else is allowed."""
    rules = {}
    for block in text.split("}\n"):
        if block.strip():
            selector, body = block.split("{", 1)
            pairs = (line.split(":") for line in body.split(";") if line.strip())
            rules[selector.strip()] = {name.strip(): value.strip().strip("'") for name, value in pairs}
    return rules


def test_the_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#FFFFFF", "#767676") == pytest.approx(4.54, abs=0.01)
    assert contrast("#123456", "#123456") == 1


@pytest.mark.parametrize("selector", sorted(style_rules()))
def test_captions_can_be_read_on_their_colour(selector: str) -> None:
    rule = style_rules()[selector]
    assert contrast(rule["color"], rule["text-color-internal"]) >= 4.5
    if "text-color-external" in rule:
        assert contrast("#FFFFFF", rule["text-color-external"]) >= 4.5


@pytest.mark.parametrize("sight", SIGHTS)
def test_families_can_be_told_apart(sight: str) -> None:
    near = [
        (one, other)
        for (one, (family, colour)), (other, (its_family, its_colour)) in combinations(colours().items(), 2)
        if family != its_family and difference(colour, its_colour, sight) < 8
    ]
    assert near == []


@pytest.mark.parametrize("sight", SIGHTS)
def test_kinds_of_a_family_can_be_told_apart(sight: str) -> None:
    kinds = {label: found for label, found in colours().items() if label not in model().families}
    near = [
        (one, other)
        for (one, (family, colour)), (other, (its_family, its_colour)) in combinations(kinds.items(), 2)
        if family == its_family and difference(colour, its_colour, sight) < 4
    ]
    assert near == []


def test_every_label_and_relation_of_the_model_has_a_rule() -> None:
    nodes = {name.removeprefix("node.") for name in style_rules() if name.startswith("node.")}
    relations = {name.removeprefix("relationship.") for name in style_rules() if name.startswith("relationship.")}
    assert nodes == model().labels()
    assert relations == model().relations.keys()


def test_a_kind_decides_over_its_family_and_other_is_drawn_as_its_family() -> None:
    order = list(style_rules())
    assert order.index("node.Other") < order.index("node.Incident") < order.index("node.Ransomware")
    assert order.index("node.Other") < order.index("node.Action") < order.index("node.Fine")


def test_things_show_their_name_and_documents_their_title() -> None:
    rules = style_rules()
    captions = {family: rules[f"node.{family}"]["caption"] for family in model().families}
    assert captions.pop("Document") == "{title}"
    assert set(captions.values()) == {"{name}"}


def test_projected_relations_stand_out_from_those_of_the_record() -> None:
    rules = style_rules()
    for name in ("ISSUED", "ADDRESSED_TO", "UNDER", "CONCERNS", "AFFECTED", "PART_OF", "NOTIFIED"):
        assert rules[f"relationship.{name}"]["shaft-width"] == "3px"
        assert contrast("#FFFFFF", rules[f"relationship.{name}"]["color"]) > 4.5
    for name in ("IN", "IS", "STATED_IN", "ABOUT", "OBJECT"):
        assert rules[f"relationship.{name}"]["shaft-width"] == "1px"
        assert contrast("#FFFFFF", rules[f"relationship.{name}"]["color"]) < 2


def test_the_text_says_the_same_in_the_same_order() -> None:
    parsed = parse_grass(style_text())
    assert parsed == style_rules()
    assert list(parsed) == list(style_rules())


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("'#1E2A5A'", "blue", "'blue' is no colour; write it '#1A2B3C'"),
        ("Regulator:", "Watchdog:", "the graph model has no kind 'Watchdog' of Organization"),
        ("  Law: ", "  Statute: ", "'Law' is not in the table and in the graph model both"),
        ("AFFECTED:", "HURT:", "'HURT' is no projected relation"),
        ("dark: '#1B1B1B'", "dark: '#FFFFFF'", "no caption can be read on"),
        ("nodes:", "nodes: [", "is not YAML"),
    ],
)
def test_a_table_that_does_not_fit_is_told(
    old: str, new: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = styles.STYLE_FILE.read_text("utf-8")
    assert old in text
    changed = tmp_path / "style.yaml"
    changed.write_text(text.replace(old, new, 1), "utf-8")
    monkeypatch.setattr(styles, "STYLE_FILE", changed)
    with pytest.raises(KnowledgeError, match=r"^style.yaml: ") as caught:
        style_rules.__wrapped__()
    assert said in str(caught.value)
