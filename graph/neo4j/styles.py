"""How Neo4j Browser draws the graph: its style, from the graph model and the table of colours in `pages/style.yaml`."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any, Final

from greffier.graph.errors import KnowledgeError
from greffier.graph.model import Family, model

STYLE_FILE: Final = Path(__file__).with_name("pages") / "style.yaml"
READABLE: Final = 4.5  # the contrast that WCAG 2 asks of text of usual size
CAPTION_SIZE: Final = 14  # pixels, in nodes
BORDER_SHADE: Final = 0.72
UNKNOWN: Final = "#DADDE2"  # of nodes that are not Greffier's
RELATION_CAPTION: Final = "#4B5563"
_COLOUR: Final = re.compile(r"#[0-9A-F]{6}")

Rules = dict[str, dict[str, str]]


@cache
def style_rules() -> Rules:
    """Return the properties of each selector; of all rules that fit a node, the Browser lets the last decide.

    So families come before kinds, and `Other`, a kind of two families, before both: it is drawn as its family.
    Raise KnowledgeError where the table does not fit the graph model, or a caption could not be read.
    """
    table = _read()
    captions = tuple(table["captions"].values())
    rules: Rules = {"node": _node({"colour": UNKNOWN, "diameter": 80, "caption": "<id>"}, captions)}
    families = model().families
    if unknown := sorted(table["nodes"].keys() ^ families.keys()):
        raise KnowledgeError(
            f"{STYLE_FILE.name}: nodes: {unknown[0]!r} is not in the table and in the graph model both"
        )
    for kind in _shared_kinds(families):
        rules[f"node.{kind}"] = rules["node"]
    for name, entry in table["nodes"].items():
        rules[f"node.{name}"] = _node(entry, captions)
    for name, entry in table["nodes"].items():
        own = {key: value for key, value in entry.items() if key not in ("kinds", "border")}
        for kind, changed in entry.get("kinds", {}).items():
            if kind not in families[name].kinds:
                raise KnowledgeError(f"{STYLE_FILE.name}: nodes.{name}: the graph model has no kind {kind!r} of {name}")
            rules[f"node.{kind}"] = _node(own | changed, captions)
    return rules | _relations(table["relations"], captions)


def style_text() -> str:
    """Return the style as GraSS, the text form that Neo4j Browser takes and gives."""
    return "".join(
        f"{selector} {{\n" + "".join(f"  {name}: {_quoted(name, value)};\n" for name, value in rule.items()) + "}\n\n"
        for selector, rule in style_rules().items()
    )


def contrast(one: str, other: str) -> float:
    """Return the ratio of contrast of two colours (`#RRGGBB`), 1 to 21, as WCAG 2 defines it."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _read() -> dict[str, Any]:
    import yaml

    try:
        table: dict[str, Any] = yaml.safe_load(STYLE_FILE.read_text("utf-8"))
    except yaml.YAMLError as error:
        raise KnowledgeError(f"{STYLE_FILE.name}: is not YAML: {error}") from error
    return table


def _shared_kinds(families: dict[str, Family]) -> list[str]:
    kinds = [kind for family in families.values() for kind in family.kinds]
    return sorted({kind for kind in kinds if kinds.count(kind) > 1})


def _node(entry: dict[str, Any], captions: tuple[str, ...]) -> dict[str, str]:
    colour = _checked(entry["colour"])
    return {
        "color": colour,
        "border-color": _checked(entry.get("border", _shaded(colour))),
        "border-width": "2px",
        "text-color-internal": _readable(colour, captions),
        "diameter": f"{entry['diameter']}px",
        "font-size": f"{CAPTION_SIZE}px",
        "caption": entry["caption"],
    }


def _relations(table: dict[str, Any], captions: tuple[str, ...]) -> Rules:
    known = model()
    projected = {p.relation for p in known.predicates.values() if p.relation}
    if unknown := sorted(table["colours"].keys() - projected):
        raise KnowledgeError(f"{STYLE_FILE.name}: relations.colours: {unknown[0]!r} is no projected relation")
    rules = {"relationship": _relation(table["record"], table["record"]["colour"], captions)}
    for name in known.relations:
        group = table["projected"] if name in projected else table["record"]
        rules[f"relationship.{name}"] = _relation(group, table["colours"].get(name, group["colour"]), captions)
    return rules


def _relation(group: dict[str, Any], colour: str, captions: tuple[str, ...]) -> dict[str, str]:
    return {
        "color": _checked(colour),
        "shaft-width": f"{group['width']}px",
        "font-size": f"{group['caption-size']}px",
        "padding": "3px",
        "text-color-external": RELATION_CAPTION,
        "text-color-internal": _readable(colour, captions),
        "caption": "<type>",
    }


def _readable(colour: str, captions: tuple[str, ...]) -> str:
    """Return the colour of captions that is read best on a colour; raise KnowledgeError where none can be read."""
    best = max(captions, key=lambda caption: contrast(caption, colour))
    if contrast(best, colour) < READABLE:
        raise KnowledgeError(f"{STYLE_FILE.name}: no caption can be read on {colour}; take a lighter or darker one")
    return best


def _quoted(name: str, value: str) -> str:
    return f"'{value}'" if name == "caption" else value


def _checked(colour: Any) -> str:
    if not isinstance(colour, str) or not _COLOUR.fullmatch(colour):
        raise KnowledgeError(f"{STYLE_FILE.name}: {colour!r} is no colour; write it '#1A2B3C'")
    return colour


def _channels(colour: str) -> list[int]:
    return [int(colour[at : at + 2], 16) for at in (1, 3, 5)]


def _shaded(colour: str) -> str:
    return "#" + "".join(f"{round(channel * BORDER_SHADE):02X}" for channel in _channels(colour))


def _luminance(colour: str) -> float:
    """Return the relative luminance, 0 to 1 (WCAG 2.1, sRGB)."""
    red, green, blue = (
        channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
        for channel in (value / 255 for value in _channels(colour))
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
