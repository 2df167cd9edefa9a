"""Ellipses: sums that go to or come from somebody with no word for what they are, told so before.

« La maison mère écope de 14 millions et sa filiale de 6 », "Last month it was the turn of X, with €3 million": that it
is a fine was said before, in the same sentence or some lines above. Each tells an action of the kind of what stands
before, by the same authority unless it names another.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from greffier.graph.records import Status
from greffier.ingest.actions.sums import imposed, is_conversion, is_of_other, sums_of, threatens
from greffier.ingest.actions.tellings import Parties, draft_action
from greffier.ingest.drafts import Draft
from greffier.ingest.parties.roles import fill
from greffier.ingest.scenes import Place, Scene
from greffier.ingest.texts import Sentence
from greffier.ingest.triggers import Trigger, status_at
from greffier.ingest.values.money import MoneyMention

ANNOUNCING: Final = ("Fine", "Sanction", "Penalty", "Settlement")
MEMORY: Final = 6  # sentences after which what was announced is no longer meant
_ROUGH: Final = {
    "fr": r"(?:(?:un total de|un montant de|à hauteur de|plus de|près de|environ|quelque|presque|de|d'|à)\s*)*$",
    "en": r"(?:(?:a total of|a|an|about|around|almost|nearly|more than|over|just under|just over|roughly|of)\s+)*$",
}
# What stands between a firm and the sum that it bears.
_BEARS: Final = {
    "fr": (
        r"^(?:,[^,.;]{1,60},?)?(?: (?:qui|a|ont|avait|avaient|aussi|ainsi|elle-même|doit|devra|devront|dû|"
        r"avoir|en \d{4}|s'est vue?|se voit))*"
        r" (?:aussi |déjà |également |ensuite |alors |ainsi |finalement |récemment |seule? )?"
        r"(?:écop\w+|débours\w+|paie|paye|payé|payait|paiera|payer|vers(?:e|é|ait|era|er)|reçu|reçoit|récolté|hérité|"
        r"(?:s'(?:est )?)?acquitt\w+|régl(?:é|ait|er|era)|règle|infliger|lâché|abandonn\w+) $"
    ),
    "en": (
        r"^(?:,[^,.;]{1,60},?)?(?: (?:which|who|was|were|has|had|have|been|being|is|then|also|later|alone|itself|"
        r"recently|previously|must|will|to|in \d{4}))*"
        r" (?:handed|given|dealt|served|hit with|slapped with|landed with|ordered to pay|told to pay|asked to pay|"
        r"received|receives|got|gets|paid|pays|pay|paying|copped|forked out|coughed up|handed over|parted with|"
        r"forfeits?|forfeited|followed with|followed,? at|surrendered) $"
    ),
}
# « c'était au tour de X, avec … »
_TURN: Final = {"fr": r"\b(?:au )?tour d[eu](?: la| l'| l)?\s*$", "en": r"\bturn of (?:the )?$"}
_WITH: Final = {"fr": r"^(?:,[^,.;]{1,60})?,? (?:avec|pour) ", "en": r"^(?:,[^,.;]{1,60})?,? (?:with|at) "}
# What stands between an authority and the sum that it imposes.
_IMPOSES: Final = {
    "fr": (
        r"^(?: (?:lui|leur|y|en|a|ont|avait|avaient|également|aussi|déjà|même))*"
        r" (?:ajout\w+|perçoi\w+|perçu|per[cç]\w+|réclam\w+|impos\w+|inflig\w+|encaiss\w+|obten\w+|décroch\w+)"
        r"(?: déjà| aussi| également)?(?: une? (?:autre|seconde?|première?))? $"
    ),
    "en": (
        r"^(?: (?:has|had|have|also|then|itself|will|separately))*"
        r" (?:added|adds|imposed|takes?|took|collects?|collected|receives?|gets?|assessed|levied|secured|obtained|won)"
        r"(?: another| a further| a second| an additional)? $"
    ),
}
# "it had paid the authority $65 million": whose name the sum has is told before, or is that of whom "it" takes up.
_PRONOUN: Final = {"fr": r"\b(?:elle|il|elles|ils|qui)(?= )", "en": r"\b(?:it|they|which)(?= )"}
_TO: Final = {"fr": r" ?(?:à |au |aux )?(?:la |le |l')?$", "en": r" ?(?:the |then )?$"}
# After one sum, the next: what stands before the name in between, and after it.
_NEXT: Final = {
    "fr": (
        r"^\s*(?:\([^)]*\))?(?: en (?:[a-zûé]+ )?\d{4})?"
        r"\s*(?:,|;|et|, et|; et|puis|, puis|tandis que)\s*(?:[\wà-ÿ'’-]+ ?){0,3}$"
    ),
    "en": (
        r"^\s*(?:\([^)]*\))?(?: in (?:\w+ )?\d{4})?"
        r"\s*(?:,|;|and|, and|; and|while|, while|with)\s*(?:[\w'’-]+ ){0,3}$"
    ),
}
_AFTER_NAME: Final = {
    "fr": r"^\s*(?:\([^)]*\))?(?:\s*[:,–-])?(?: une? (?:autre|seconde?|dernière?))?\s*$",
    "en": r"^\s*(?:\([^)]*\))?(?:\s*[:,–-])?(?: (?:another|a further|a second|with|to pay|at|one))?\s*$",
}
# « 8 millions pour X », "$100 million from the authority"
_GOES_TO: Final = {
    "fr": r"^\s*(?:\([^)]*\))?\s*(?:pour|contre|à l'encontre de)\s+(?:la |le |l'|les )?$",
    "en": r"^\s*(?:\([^)]*\))?\s*(?:for|against)\s+(?:the )?$",
}
_COMES_FROM: Final = {
    "fr": r"^\s*(?:\([^)]*\))?\s*(?:de la part d[eu]|par|au|aux|à|auprès d[eu])\s*(?:la |le |l')?$",
    "en": r"^\s*(?:\([^)]*\))?\s*(?:from|by|to)\s+(?:the |then )*$",
}
_AND: Final = re.compile(r"\s*\)?,? (?:and|et|puis|then|plus) (?:a further |another |une autre )?")
_CLOSING: Final = re.compile(r"^\s*\)")
_OPENING: Final = re.compile(
    r"(?:^\s*[-•*–]?|[:;–]|[,:;–] (?:et|and|puis)| et| and|, dont|, including|\brecord,?(?: set by| held by)?)\s*$"
)
_PURPOSE: Final = re.compile(
    r"\s*(?:\([^)]*\)\s*)?(?:to (?:the |its |their |his |some |all )?(?:customers?|clients?|victims?|policyholders|"
    r"holders|shareholders|buy|acquire|compensate|refund|repay|upgrade|improve|fix|fund|hackers|attackers|criminals|"
    r"consultants)|"
    r"in (?:redress|compensation|damages|refunds?|restitution|costs?|fees|dividends?|bonus\w*|premiums?|claims?|tax|"
    r"losses|ransom|bitcoin|cash|benefits|remediation|revenue|interest)|"
    r"(?:pour|afin de|à) (?:acquérir|racheter|indemniser|rembourser|restituer|dédommager|acheter|renforcer|moderniser)|"
    r"(?:à|aux) (?:ses |leurs |des |plusieurs |\d+ )?(?:clients?|assurés?|victimes?|actionnaires?|épargnants?|"
    r"plaignants?|porteurs|pirates|salariés)|"
    r"(?:de|en) (?:dédommag|dommages|indemni|frais|dividende|rançon|impôt|prime|compensation))",
    re.I,
)


@dataclass(frozen=True, slots=True)
class _Grammar:
    """Hold the patterns of one language, by what they are for."""

    rough: re.Pattern[str]
    bears: re.Pattern[str]
    turn: re.Pattern[str]
    turned: re.Pattern[str]
    imposes: re.Pattern[str]
    next: re.Pattern[str]
    after_name: re.Pattern[str]
    goes_to: re.Pattern[str]
    comes_from: re.Pattern[str]
    pronoun: re.Pattern[str]
    to: re.Pattern[str]


@cache
def _grammar(language: str) -> _Grammar:
    tables = (_ROUGH, _BEARS, _TURN, _WITH, _IMPOSES, _NEXT, _AFTER_NAME, _GOES_TO, _COMES_FROM, _PRONOUN, _TO)
    return _Grammar(*(re.compile(table[language], re.I) for table in tables))


@dataclass(frozen=True, slots=True)
class Ellipsis:
    """Hold an action told by a sum alone; `owns` is where that sum begins, which no other telling may take.

    `party` is who stands beside the sum: it is no party to what else the sentence tells by a sum.
    """

    draft: Draft
    owns: int
    party: Place | None


@dataclass(frozen=True, slots=True)
class _Found:
    """Hold who bears a sum or imposes it, as the sentence says."""

    mention: MoneyMention
    target: Place | None = None
    issuer: Place | None = None


def find_ellipses(scene: Scene) -> list[Ellipsis]:
    """Return the actions that sums tell with no word for what they are, in order."""
    announced = [
        t
        for t in scene.triggers
        if t.family == "Action" and t.kind in ANNOUNCING and t.status in (Status.ASSERTED, Status.ALLEGED)
    ]
    if not announced or not scene.money:
        return []
    found: list[Ellipsis] = []
    by_sentence: dict[int, list[MoneyMention]] = {}
    for mention in scene.money:
        if not is_conversion(scene, mention):
            by_sentence.setdefault(scene.text.sentence_at(mention.start).index, []).append(mention)
    for index, mentions in by_sentence.items():
        sentence = scene.sentence(index)
        before = [t for t in announced if t.sentence <= index]
        near = [t for t in before if index - t.sentence <= MEMORY or _same_line(scene, t, sentence)]
        if before and not sentence.title and scene.text.plain[sentence.end - 1] != "?":
            found += _of_sentence(scene, sentence, mentions, near or before, far=not near)
    return found


def _same_line(scene: Scene, trigger: Trigger, sentence: Sentence) -> bool:
    return scene.sentence(trigger.sentence).line == sentence.line


def _of_sentence(
    scene: Scene, sentence: Sentence, mentions: list[MoneyMention], announced: list[Trigger], far: bool
) -> Iterator[Ellipsis]:
    """Yield the ellipses of a sentence; `announced` tell what its sums are, if `far` only by whom each is imposed."""
    own = [t for t in announced if t.sentence == sentence.index]
    told = {s.rule for t in own if not t.learnt for s in sums_of(scene, t)}
    chain: list[_Found] = []
    for number, mention in enumerate(mentions):
        if threatens(scene.text, mention) or is_of_other(scene, mention):
            continue
        previous = mentions[number - 1] if number else None
        said = f"sum.imposed@{mention.start}" in told
        known = previous is not None and (
            f"sum.imposed@{previous.start}" in told or any(f.mention is previous for f in chain)
        )
        found = _next_of(scene, sentence, mention, previous) if previous and known else None
        if found is None and not said:
            found = _alone(scene, sentence, mention)
        if found and (found.issuer or not far):
            chain.append(found)
    for found in chain:
        ellipsis = _ellipsis(scene, sentence, found, announced)
        if ellipsis:
            yield ellipsis


def _next_of(scene: Scene, sentence: Sentence, mention: MoneyMention, previous: MoneyMention) -> _Found | None:
    """Return whose a sum is that follows another one, with only a name between."""
    grammar, plain = _grammar(scene.text.document.language), scene.text.plain
    between = [p for p in scene.places_in(sentence) if previous.end <= p.start and p.end <= mention.start]
    giver = _giver(scene, sentence, mention)
    if giver and [p for p in between if scene.is_authority(p)] == between == between[:1]:
        # "$90 million to the one and $60 million to the other"
        comes = grammar.comes_from.match(plain[previous.end : between[0].start]) if between else None
        if comes and _AND.fullmatch(plain, between[0].end, mention.start):
            return _found(scene, mention, giver)
    if len({p.entity for p in between}) != 1:
        return None
    first, last = between[0], between[-1]
    tail = _CLOSING.sub("", grammar.rough.sub("", plain[last.end : mention.start]))
    if (first is not last and plain[first.end : last.start].strip() != "(") or not grammar.after_name.match(tail):
        return None
    return _found(scene, mention, first) if grammar.next.match(plain[previous.end : first.start]) else None


def _alone(scene: Scene, sentence: Sentence, mention: MoneyMention) -> _Found | None:
    """Return who bears or imposes a sum, where the words beside it say so."""
    grammar, plain = _grammar(scene.text.document.language), scene.text.plain
    if _PURPOSE.match(plain, mention.end):
        return None
    places = scene.places_in(sentence)
    before = [p for p in places if p.end <= mention.start]
    after = [p for p in places if mention.end <= p.start]
    giver = _giver(scene, sentence, mention)
    lead = grammar.rough.sub("", plain[sentence.start : mention.start])
    offset = sentence.start
    for place in reversed(before[-3:]):
        if not place.named and any(p.named and plain[p.end : place.start].strip() == "," for p in before):
            continue  # "X, the bank, paid …"
        between = _CLOSING.sub("", lead[place.end - offset :])
        if scene.is_authority(place):
            if grammar.imposes.match(between):
                return _Found(mention, issuer=place)
            if not between.strip():
                paid = _paid_by(scene, sentence, place, before)
                if paid is not None:
                    return _Found(mention, next(iter(paid), None), place)
        elif grammar.bears.match(between) or (
            grammar.turned.match(between + " ") and grammar.turn.search(plain[offset : place.start])
        ):
            return _Found(mention, place, giver)
    if not after or not _OPENING.search(lead):
        return None
    if scene.is_authority(after[0]):
        return _Found(mention, issuer=after[0]) if giver is after[0] else None
    goes_to = grammar.goes_to.match(plain[mention.end : after[0].start])
    return _Found(mention, target=after[0]) if goes_to else None


def _giver(scene: Scene, sentence: Sentence, mention: MoneyMention) -> Place | None:
    """Return the authority that the words after a sum say to have it imposed, or to get it."""
    grammar, plain = _grammar(scene.text.document.language), scene.text.plain
    after = [p for p in scene.places_in(sentence) if mention.end <= p.start and scene.is_authority(p)]
    return after[0] if after and grammar.comes_from.match(plain[mention.end : after[0].start]) else None


def _paid_by(scene: Scene, sentence: Sentence, authority: Place, before: list[Place]) -> tuple[Place, ...] | None:
    """Return who is told to have paid an authority that stands right before a sum; none of "it", None where nobody."""
    grammar, plain = _grammar(scene.text.document.language), scene.text.plain
    lead = grammar.to.sub(" ", plain[sentence.start : authority.start], count=1)
    for place in reversed([p for p in before if p.end <= authority.start and not scene.is_authority(p)][-2:]):
        if grammar.bears.match(_CLOSING.sub("", lead[place.end - sentence.start :])):
            return (place,)
    pronoun = max((m.end() for m in grammar.pronoun.finditer(lead)), default=None)
    return () if pronoun is not None and grammar.bears.match(lead[pronoun:]) else None


def _found(scene: Scene, mention: MoneyMention, place: Place) -> _Found:
    if scene.is_authority(place):
        return _Found(mention, issuer=place)
    return _Found(mention, target=place)


def _ellipsis(scene: Scene, sentence: Sentence, found: _Found, announced: list[Trigger]) -> Ellipsis | None:
    mention = found.mention
    start = min((p.start for p in (found.target, found.issuer) if p), default=mention.start)
    status = status_at(scene.text, max(start, sentence.start), mention.end)
    filler = imposed(scene, mention)
    if filler is None or status in (Status.DENIED, Status.HYPOTHETICAL):
        return None
    earlier = sorted(announced, key=lambda t: abs(t.start - mention.start))
    kind = "Fine" if earlier[0].kind in ("Sanction", "Penalty") else earlier[0].kind
    trigger = Trigger(mention.start, mention.end, "Action", kind, True, sentence.index, status)
    authorities = [p for p in scene.places_in(sentence) if p.named and scene.is_authority(p)]
    if found.issuer:
        issuers: tuple[Place, ...] = (found.issuer,)
    elif len({p.entity for p in authorities}) == 1:
        issuers = (authorities[0],)
    else:
        issuers = _role(scene, earlier, "issuer")
    targets = (found.target,) if found.target else _role(scene, earlier, "target")
    draft = draft_action(scene, trigger, Parties(issuers, targets), (filler,))
    return Ellipsis(draft, mention.start, found.issuer or found.target)


def _role(scene: Scene, announced: list[Trigger], role: str) -> tuple[Place, ...]:
    """Return who takes a role in what was announced, the nearest first."""
    for trigger in announced:
        found = fill(scene, trigger, role)
        if found:
            return found
    return ()
