"""Listings: actions that a list or a table tells, one an item or a row."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from greffier.graph.records import Status
from greffier.ingest.actions.shares import EACH
from greffier.ingest.actions.sums import imposed
from greffier.ingest.actions.tables import SAME, Cell, Table, find_tables
from greffier.ingest.actions.tellings import Parties, draft_action, imposed_sums, sorts_of
from greffier.ingest.drafts import Draft, Filler, date_filler
from greffier.ingest.places import currency_of, main_jurisdiction
from greffier.ingest.scenes import Place, Scene
from greffier.ingest.texts import Sentence
from greffier.ingest.triggers import Trigger
from greffier.ingest.values.money import MoneyMention, find_money

ANNOUNCING: Final = ("Fine", "Sanction", "Penalty", "Settlement")
_LIST_LEAD: Final = re.compile(
    r"(?:[^.;:|]{0,40}(?:\([^)]*\))?)?\s*(?::|\||\s-\s)(?:[^.;|]{0,30}(?:\|))?\s*(?:[\w' ]{0,24}\b(?:et|and) )?$"
)
_ITEM: Final = re.compile(r"\s*(?:[-•*–]|\(?\d{1,2}[.)])\s")
_YEAR: Final = re.compile(r"(?:19|20)\d\d")
_UNIT: Final = re.compile(
    r"[€$£₦₹]|\b(?:[A-Z]{2,3}\$|[A-Z]{3}|CFA|"
    r"(?:euros?|dollars?|francs?|livres?|pounds?)(?: [a-zé]+iens?| suisses| canadiens)?)\b"
)
_SCALE: Final = re.compile(
    r"\b(?:m|mn|million|millions|bn|billions?|milliards?|k|thousand|milliers)\b|(?<=[€$£])m", re.I
)


def with_listed(scene: Scene, actions: list[Draft]) -> list[Draft]:
    """Return the actions with those of lists and tables in place of what told all of them together."""
    tables = find_tables(scene.text)
    rows = [row for table in tables for row in _of_table(scene, table)]
    spans = [(t.rows[0][0].start, t.rows[-1][-1].end) for t in tables if t.rows]
    if rows:
        actions = [d for d in actions if not any(a <= d.triggers[0].start < b for a, b in spans)]
    announced = [t for t in scene.triggers if t.kind in ("Fine", "Sanction", "Settlement")]
    items = [
        item
        for sentence in scene.text.sentences
        if not (rows and any(a <= sentence.start < b for a, b in spans))
        for item in _listed(scene, sentence, announced)
    ]
    if len(items) < 2:
        items = []
    return _replacing(scene, actions, rows + items)


def _replacing(scene: Scene, actions: list[Draft], items: list[Draft]) -> list[Draft]:
    """Return the actions with the items, without those that only tell several of the items at once."""
    if not items:
        return actions
    sums = {amount for item in items for amount in imposed_sums(item)}
    parties = set().union(*(item.fillers("target") for item in items))
    first = min(item.triggers[0].start for item in items)
    told = [d for d in actions if d.fillers("issuer") and sorts_of(d) & {"money"}]
    leading = [d for d in told if d.triggers[0].start < first]
    after = [d for d in told if d not in leading and not d.triggers[0].learnt]
    issuers = (
        _issuers(leading)
        or _only_authority(scene, items, titled=True)
        or _issuers(after)
        or _only_authority(scene, items)
    )
    # "has today fined three firms:": the day is that of each
    days = [] if any(item.dates() for item in items) else next((d.slots["date"] for d in leading if d.dates()), [])
    for item in items:
        if not item.fillers("issuer"):
            item.add("issuer", (Filler(f.filler, f.evidence, "role.of-list", 0.7) for f in issuers))
        item.add("date", (replace(f, rule="date.of-list", confidence=0.6) for f in days))
    kept = [
        d
        for d in actions
        if not (set(d.kinds) & {"Fine", "Settlement"} and (imposed_sums(d) <= sums) and d.fillers("target") & parties)
    ]
    return kept + items


def _issuers(told: list[Draft]) -> list[Filler]:
    """Return who issued the first of some actions."""
    return next((d.slots["issuer"] for d in told), [])


def _only_authority(scene: Scene, items: list[Draft], titled: bool = False) -> list[Filler]:
    """Return the one authority that the whole text or, where `titled`, the title names."""
    named = [p for p in scene.places if p.named and scene.is_authority(p)]
    found = {p.entity for p in named if scene.sentence(p.sentence).title or not titled}
    if len(found) != 1:
        return []
    evidence = scene.evidence(scene.sentence(items[0].triggers[0].sentence))
    return [Filler(scene.entity(entity).id, evidence, "role.of-list", 0.6) for entity in found]


def _joined_first(scene: Scene, bodies: list[Place], end: int) -> tuple[Place, ...]:
    """Return the first of some bodies with those enumerated after it, before an offset."""
    found = bodies[:1]
    for place in bodies[1:]:
        if place.end > end or not scene.joined(found[-1], place):
            break
        found.append(place)
    return tuple(found)


def _listed(scene: Scene, sentence: Sentence, announced: list[Trigger]) -> Iterator[Draft]:
    """Yield the actions of one item of a list (« 1. Free : 15 millions d'euros », « A et B : 1 million chacune »)."""
    money = [m for m in scene.money if sentence.start <= m.start < sentence.end]
    places = [p for p in scene.places_in(sentence) if p.named]
    bodies = [p for p in places if not scene.is_authority(p)]
    before = [t for t in announced if t.sentence <= sentence.index]
    if not money or not bodies or not before or sentence.title or scene.text.plain[sentence.end - 1] == "?":
        return
    mention = money[0]
    firms = _joined_first(scene, bodies, mention.start)
    lead = scene.text.plain[firms[-1].end : mention.start]
    if firms[0].start > mention.start or not _LIST_LEAD.match(lead):
        return
    filler = imposed(scene, mention)
    if filler is None:
        return
    own = [t for t in before if t.sentence == sentence.index]
    telling = (
        own or [t for t in before if not _ITEM.match(scene.text.plain, scene.sentence(t.sentence).start)] or before
    )[-1]
    kind = "Settlement" if telling.kind == "Settlement" else "Fine"
    trigger = Trigger(mention.start, mention.end, "Action", kind, True, sentence.index, before[-1].status)
    issuers = [p for p in places if scene.is_authority(p)]
    dates = [d for d in scene.dates if sentence.start <= d.start < bodies[0].start]
    apart = EACH.search(scene.text.plain, mention.end, sentence.end) is not None
    for targets in [(firm,) for firm in firms] if apart else [firms]:
        draft = draft_action(scene, trigger, Parties(tuple(issuers[:1]), targets), (filler,))
        if dates:
            draft.slots["date"] = date_filler(dates, scene.evidence(sentence))
        yield draft


@dataclass(slots=True)
class _Above:
    """Hold what the row above says, for rows that say "same"."""

    parties: tuple[Place, ...] = ()
    issuers: tuple[Place, ...] = ()


def _of_table(scene: Scene, table: Table) -> Iterator[Draft]:
    """Yield the actions of a table, where it is one of sanctions or settlements."""
    if not table.rows:
        return
    announced = [t for t in scene.triggers if t.kind in ANNOUNCING and t.start < table.rows[0][0].start]
    if not announced and "amount" not in table.columns:
        return
    kind = "Settlement" if announced and announced[-1].kind == "Settlement" else "Fine"
    above = _Above()
    for row in table.rows:
        draft = _of_row(scene, table, row, kind, above)
        if draft:
            yield draft


def _of_row(scene: Scene, table: Table, row: tuple[Cell, ...], kind: str, above: _Above) -> Draft | None:
    """Return the action of a row; `above` is brought up to date with who stands in it."""
    start, end = row[0].start, row[-1].end
    bodies = _bodies(scene, table, row) or (above.parties if _same(scene, table, row, "party") else ())
    issuers = tuple(p for p in scene.places if p.named and start <= p.start < end and scene.is_authority(p))
    if not issuers and _same(scene, table, row, "issuer"):
        issuers = above.issuers
    above.parties, above.issuers = bodies or above.parties, issuers or above.issuers
    mention = _sum(scene, table, row)
    filler = imposed(scene, mention) if mention else None
    if not bodies or mention is None or filler is None:
        return None
    told = next((t.status for t in scene.triggers if start <= t.start < end), Status.ASSERTED)
    trigger = Trigger(
        mention.start, mention.end, "Action", kind, True, scene.text.sentence_at(mention.start).index, told
    )
    draft = draft_action(scene, trigger, Parties(issuers[:1], bodies), (filler,))
    evidence = scene.text.quote(start, end)
    dates = [d for d in scene.dates if start <= d.start < end]
    at = table.cell(row, "date")
    in_column = [d for d in dates if at and at.start <= d.start < at.end]
    year = _YEAR.fullmatch(scene.text.plain, at.start, at.end) if at else None
    draft.slots["date"] = (
        [Filler(year[0], evidence, "date.year", 0.9)] if year else date_filler(in_column or dates, evidence)
    )
    laws = [p for p in scene.places if start <= p.start < end and scene.entity(p.entity).kind == "Law"]
    draft.add("law", [Filler(scene.entity(p.entity).id, evidence, "law.cited", 0.8) for p in laws])
    for slot, fillers in draft.slots.items():
        draft.slots[slot] = [Filler(f.filler, evidence, f.rule, f.confidence) for f in fillers]
    return draft


def _bodies(scene: Scene, table: Table, row: tuple[Cell, ...]) -> tuple[Place, ...]:
    """Return the firms in the column of parties; where no heading tells it, in the first cell that names one."""
    for cell in (table.cell(row, "party"),) if "party" in table.columns else row:
        found = tuple(
            p
            for p in scene.places
            if cell
            and p.named
            and cell.start <= p.start < cell.end
            and scene.entity(p.entity).kind not in ("Regulator", "Law")
        )
        if found:
            return found
    return ()


def _same(scene: Scene, table: Table, row: tuple[Cell, ...], name: str) -> bool:
    """Return whether a cell says that it is as in the row above."""
    cell = table.cell(row, name)
    return cell is not None and bool(SAME.match(scene.text.plain[cell.start : cell.end]))


def _sum(scene: Scene, table: Table, row: tuple[Cell, ...]) -> MoneyMention | None:
    """Return the sum of a row; a bare number in the column of sums takes its unit from the heading."""
    cell = table.cell(row, "amount")
    spans = [cell] if cell else list(row)
    found = [m for c in spans for m in scene.money if c.start <= m.start < c.end]
    if found or cell is None or not table.header:
        return found[0] if found else None
    plain = scene.text.plain
    heading = table.header[table.columns["amount"]]
    before = plain[: table.header[0].start].rstrip().rpartition("\n")[2]
    local = currency_of(main_jurisdiction(scene.cast.weights)) or ""
    for unit in (_unit(plain[heading.start : heading.end]), _unit(before), local):
        read = find_money(f"{plain[cell.start : cell.end]} {unit}", scene.text.document.language) if unit else ()
        if read:
            return replace(read[0], start=cell.start, end=cell.end)
    return None


def _unit(words: str) -> str:
    """Return the scale and the currency that a heading or a caption gives to bare numbers, as text."""
    return " ".join(found[0] for found in (_SCALE.search(words), _UNIT.search(words)) if found)
