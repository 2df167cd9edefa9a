"""Explanations for people: a document with all that was found in it, on a terminal or as a page for a browser."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import TYPE_CHECKING, Final

import click

from greffier.cli.outputs import one_line
from greffier.queries.wordings import count_in_words, sum_in_words

if TYPE_CHECKING:
    from greffier.graph.records import Claim, Event, Extraction
    from greffier.ingest.explanations import Explanation, Mark, Suitor, Verdict

SHOWN: Final = 4  # candidates of a role that are shown, the chosen ones beside
COLOURS: Final = {
    "organization": "cyan",
    "law": "blue",
    "description": "bright_black",
    "incident": "red",
    "action": "magenta",
    "date": "green",
    "money": "yellow",
    "count": "bright_yellow",
}
# What stands over what, where two marks share letters.
ORDER: Final = ("incident", "action", "organization", "law", "money", "count", "date", "description")
STYLE: Final = """
body { font: 16px/1.6 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; color: #1a1a1a; }
.text { white-space: pre-wrap; }
mark { color: inherit; border-radius: 3px; padding: 0 2px; }
.organization { background: #bfe3f2; } .law { background: #cdd5fb; } .description { background: #e8e8e8; }
.incident { background: #f9c4bd; } .action { background: #ecc8f0; } .date { background: #cdeccb; }
.money { background: #f7e6a5; } .count { background: #fbd9a8; }
h2 { margin: 2rem 0 .5rem; font-size: 1.15rem; } .none { color: #666; }
table { border-collapse: collapse; width: 100%; font-size: .9rem; }
td { text-align: left; padding: .2rem .6rem .2rem 0; vertical-align: top; border-bottom: 1px solid #ddd; }
q { font-style: italic; } .chosen { font-weight: 600; }
"""


def explain_in_terminal(explanation: Explanation) -> Iterator[str]:
    """Yield the lines of an explanation, coloured as `click.echo` understands it."""
    extraction = explanation.extraction
    yield click.style(extraction.document.source, bold=True)
    yield ""
    yield "".join(
        click.style(piece, fg=COLOURS[mark.sort], underline=True) if mark else piece
        for piece, mark in _pieces(extraction.document.text, explanation.marks)
    )
    yield "  ".join(click.style(sort, fg=colour) for sort, colour in COLOURS.items())
    if explanation.note:
        yield f"\n{explanation.note}"
    yield click.style("\nWhat was found, with the rule that found it", bold=True)
    for mark in explanation.marks:
        words = one_line(extraction.document.text[mark.start : mark.end])
        yield f"  {mark.start:>6}  {click.style(words, fg=COLOURS[mark.sort])}  {mark.about}  [{mark.rule}]"
    yield click.style("\nThe events", bold=True)
    for event, rows in _events(extraction):
        yield f"  {event.id} {event.kind}, {event.status}, {event.confidence:.2f}"
        for slot, filler, claim in rows:
            yield f"      {slot}: {filler}  [{claim.rule}, {claim.confidence:.2f}]  « {one_line(claim.evidence.text)} »"
    yield click.style("\nThe places that may tell of an event, and what became of them", bold=True)
    for verdict in explanation.verdicts:
        yield from _verdict_lines(verdict)


def _verdict_lines(verdict: Verdict) -> Iterator[str]:
    colour = COLOURS[verdict.family.lower()]
    told = f"{verdict.event}: {verdict.why}" if verdict.event else f"none: {verdict.why}"
    words = click.style(one_line(verdict.words), fg=colour)
    yield f"  {verdict.start:>6}  {words} ({verdict.kind}, {verdict.status}) → {told}"
    for choice in verdict.choices:
        yield f"          {choice.role}, from {choice.threshold:g}:"
        for suitor in _shown(choice.suitors):
            sign = "✓" if suitor.chosen else "·"
            yield f"            {sign} {suitor.score:>6.2f}  {suitor.name}  ({_features(suitor)})"


def explain_as_page(explanation: Explanation) -> str:
    """Return an explanation as a page of HTML that needs nothing else."""
    extraction = explanation.extraction
    parts = [
        f'<!doctype html><html lang="{escape(extraction.document.language)}"><meta charset="utf-8">',
        f"<title>{escape(extraction.document.title or extraction.document.name)}</title><style>{STYLE}</style>",
        f"<h1>{escape(extraction.document.name)}</h1>",
        "<p>" + " ".join(f'<mark class="{sort}">{sort}</mark>' for sort in COLOURS) + "</p>",
        '<div class="text">',
        *(_marked(piece, mark) for piece, mark in _pieces(extraction.document.text, explanation.marks)),
        "</div>",
    ]
    if explanation.note:
        parts.append(f"<p><strong>{escape(explanation.note)}</strong></p>")
    for event, rows in _events(extraction):
        parts.append(f"<h2>{event.id} {event.kind}, {event.status}, {event.confidence:.2f}</h2><table>")
        parts += [
            f"<tr><td>{slot}<td>{escape(filler)}<td>{claim.rule}, {claim.confidence:.2f}"
            f"<td><q>{escape(claim.evidence.text)}</q>"
            for slot, filler, claim in rows
        ]
        parts.append("</table>")
    parts.append("<h2>The places that may tell of an event, and what became of them</h2>")
    parts += [piece for verdict in explanation.verdicts for piece in _verdict_parts(verdict)]
    return "\n".join(parts) + "</html>\n"


def _marked(piece: str, mark: Mark | None) -> str:
    if mark is None:
        return escape(piece)
    return f'<mark class="{mark.sort}" title="{escape(f"{mark.about} [{mark.rule}]")}">{escape(piece)}</mark>'


def _verdict_parts(verdict: Verdict) -> Iterator[str]:
    told = f"{verdict.event}: {verdict.why}" if verdict.event else f"no event: {verdict.why}"
    kind = "" if verdict.event else ' class="none"'
    yield f'<p{kind}><mark class="{verdict.family.lower()}">{escape(verdict.words)}</mark> '
    yield f"{verdict.kind}, {verdict.status} → {escape(told)}<br><q>{escape(verdict.sentence)}</q></p><table>"
    for choice in verdict.choices:
        for suitor in _shown(choice.suitors):
            chosen = ' class="chosen"' if suitor.chosen else ""
            yield f"<tr{chosen}><td>{choice.role}, from {choice.threshold:g}<td>{suitor.score:.2f}"
            yield f"<td>{escape(suitor.name)}<td>{escape(_features(suitor))}"
    yield "</table>"


def _pieces(text: str, marks: tuple[Mark, ...]) -> Iterator[tuple[str, Mark | None]]:
    """Yield the text in pieces, each with the mark over it; of several, the one that tells most."""
    owners: list[Mark | None] = [None] * len(text)
    for mark in sorted(marks, key=lambda m: ORDER.index(m.sort), reverse=True):
        owners[mark.start : mark.end] = [mark] * (mark.end - mark.start)
    start = 0
    for at in range(1, len(text) + 1):
        if at == len(text) or owners[at] is not owners[start]:
            yield text[start:at], owners[start]
            start = at


def _events(extraction: Extraction) -> Iterator[tuple[Event, list[tuple[str, str, Claim]]]]:
    names = {e.id: e.name for e in extraction.entities}
    for event in (*extraction.incidents, *extraction.actions):
        rows = [
            (claim.predicate, names.get(claim.object, claim.object) if claim.object else _value(claim), claim)
            for claim in extraction.claims
            if claim.subject == event.id
        ]
        yield event, rows


def _value(claim: Claim) -> str:
    from greffier.graph.records import Count

    value = claim.value
    if value is None or isinstance(value, str):
        return value or ""
    if isinstance(value, Count):
        return count_in_words(value.number, value.most, value.counted, value.bound)
    return f"{sum_in_words(value.value, value.currency, value.per)}, {value.kind}"


def _shown(suitors: tuple[Suitor, ...]) -> list[Suitor]:
    return [s for number, s in enumerate(suitors) if number < SHOWN or s.chosen]


def _features(suitor: Suitor) -> str:
    return ", ".join(f"{name} {value:.2g}" for name, value in suitor.features)
