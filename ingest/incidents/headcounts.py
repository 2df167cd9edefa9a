"""Headcounts: which number of persons, accounts or records belongs to an incident, and how firmly it is told.

A number is that of the incident told in its sentence, or of the only one that can be meant: that of the
organisation last named, the one told in the sentence before, or the only one of the text. The size of a firm,
the number of its accused or of those who acted, and a part of a number told beside it are passed over.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from greffier.graph.projection import FIRMNESS
from greffier.graph.records import Bound, Count, Counted, Status
from greffier.ingest.drafts import Draft, Filler, dates_before
from greffier.ingest.scenes import Scene
from greffier.ingest.texts import Sentence
from greffier.ingest.triggers import status_at
from greffier.ingest.values.counts import CountMention

REACH: Final = 160  # characters, names and sums left out, between an incident's word and its number
NEAR: Final = 80  # characters on either side of a number in which a word says whom it counts
BOUNDS: Final[Mapping[str | None, Bound]] = {
    None: Bound.EXACT,
    "about": Bound.ABOUT,
    "at_least": Bound.AT_LEAST,
    "more_than": Bound.AT_LEAST,
    "up_to": Bound.AT_MOST,
}
# Words that limit a number and may stand before it, after what else says whom it counts.
_LIMIT: Final = (
    r"(?:\s?(?:about|around|some|nearly|almost|over|more than|at least|up to|roughly|approximately|an estimated|"
    r"as many as|close to|environ|près|plus|quelque|au moins|jusqu'à|presque|un peu|de|d'|des|a total of|the))*\s?$"
)
# What a firm has, whoever was hit: « une banque de 3 millions de clients », "which serves 4 million members".
_SIZE: Final = re.compile(
    r"\b(?:serv(?:es?|ed|ing)|cover(?:s|ed|ing)?|insur(?:es?|ed|ing)|has|have|had|with|counts?|boasts?|manag(?:es?|ing)|"
    r"its|their|our|looks? after|compt(?:e|ent|ait|ant)|ser(?:t|vent|vait|vant)|dessert|couvr(?:e|ent|ait|ant)|"
    r"assur(?:e|ent|ait|ant)|prot[èé]g(?:e|ent|eait)|g[èé]r(?:e|ent|ait|ant)|poss[èé]d(?:e|ent|ait|ant)|"
    r"rassembl(?:e|ent|ait|ant)|réuni(?:t|ssent|ssant)|fort|avec|ses|leurs|nos|aux|banque|bank|insurer|assureur|"
    r"mutuelle|open(?:ed|s|ing)?|accueill\w+|attir\w+|gain(?:ed|s)?|won|signed up)" + _LIMIT,
    re.I,
)
_SIZE_AFTER: Final = re.compile(
    r"\s(?:in|dans|across)\s(?:more than |plus de )?\w+ (?:countries|pays|markets|marchés)\b", re.I
)
# Those who acted, or went to court.
_OTHERS: Final = re.compile(
    r"\b(?:arrest\w*|indict\w*|charged (?:with|in|over)|convict\w+|accused|suspect\w*|defendants?|plaintiffs?|sued|"
    r"sentenced|pleaded|interpell\w+|mise?s? en examen|arrêtée?s?|inculp\w+|condamn\w+|soupçonn\w+|plaignants?|"
    r"hired|recrut\w+|laid off|licenci\w+|sampled?|échantillon|porté plainte|complain\w*|survey\w*|sond\w+|"
    r"respondents|répondants)\b",
    re.I,
)
_PART: Final = re.compile(
    r"\b(?:dont|including|include[sd]?|among|of (?:them|whom|which|those)|parmi|notamment|y compris|among them)\b"
    r"[^;.]{0,40}$",
    re.I,
)
# « certains des 5 millions de clients » says how many there are, not how many were hit.
_SOME: Final = re.compile(
    r"\b(?:some|many|most|part|portion|fraction|certaine?s|une partie|la plupart) (?:of|des|de)\b[^,.;]{0,30}$", re.I
)
_PART_AFTER: Final = re.compile(r"\s(?:of (?:them|whom|those)|d'entre (?:eux|elles))\b", re.I)
_FORMER: Final = re.compile(
    r"\b(?:first (?:said|spoken|put|given|reported|estimated)|initially|originally|up from|instead of|rather than|"
    r"d'abord|initialement|auparavant|dans un premier temps|au lieu de?|et non)\b[^.;]{0,60}$",
    re.I,
)
_CLAIMED: Final = re.compile(
    r"\b(?:claim(?:s|ed|ing)?|boast(?:s|ed|ing)?|revendiqu\w+|prétend\w*|se vant\w+|"
    r"affirm\w+ (?:avoir|détenir|posséder))\b"
    r"[^.;]{0,40}$",
    re.I,
)
_DENIED: Final = re.compile(
    r"\b(?:denie[sd]|deny(?:ing)?|dément\w*|démenti\w*|réfut\w+|disput(?:es|ed))\b[^.;]{0,60}$", re.I
)
# What befell those who are counted, or what they had.
_HIT: Final = re.compile(
    r"\b(?:affect\w*|impact\w*|hit|harm\w*|expos\w+|compromis\w*|stol\w+|steal\w*|theft|leak\w*|breach\w*|access\w*|"
    r"disclos\w+|taken|took|cop(?:y|ied)|lost|victims?|victimes?|data|information|details|records|names|numbers|"
    r"without|unable|locked out|notif\w+|inform(?:ed|ing)|told|letters?|overcharg\w+|refund\w*|repay\w*|compensat\w+|"
    r"remediat\w+|defraud\w*|cheat\w*|swindl\w*|concern\w+|touch\w+|vol(?:és?|ées?)?|dérob\w+|fuit\w*|divulgu\w+|"
    r"consult\w+|subtilis\w+|pirat\w+|privée?s?|données|informations|coordonnées|renseignements|préven\w+|avis\w+|"
    r"lésée?s?|rembours\w+|indemnis\w+|dédommag\w+|escroqu\w+|trompée?s?|bloquée?s?|paralys\w+|encrypt\w+|chiffr\w+)\b",
    re.I,
)


def add_headcounts(scene: Scene, incidents: Sequence[Draft]) -> None:
    """Give each incident the numbers that are told of it, the likeliest first."""
    ranked: dict[int, list[tuple[tuple[bool, bool, bool, int], Filler]]] = {}
    for mention in scene.counts:
        sentence = scene.text.sentence_at(mention.start)
        found = None if _counts_others(scene, mention, sentence) else _incident(scene, mention, sentence, incidents)
        if found is None:
            continue
        draft, rule, confidence = found
        count = Count(mention.value, mention.most, Counted(mention.unit), BOUNDS[mention.bound])
        status = min(_status(scene, mention, sentence), draft.status, key=FIRMNESS.__getitem__)
        filler = Filler(count, scene.evidence(sentence), f"{rule}@{mention.start}", confidence, status)
        former = bool(_FORMER.search(_lead(scene, mention, sentence)))
        rank = (former, not count.counted.of_persons, sentence.title, -count.number)
        ranked.setdefault(id(draft), []).append((rank, filler))
    for draft in incidents:
        draft.add("persons", (filler for _, filler in sorted(ranked.get(id(draft), ()), key=lambda one: one[0])))


def _lead(scene: Scene, mention: CountMention, sentence: Sentence) -> str:
    return scene.text.plain[max(sentence.start, mention.start - NEAR) : mention.start]


def _tail(scene: Scene, mention: CountMention, sentence: Sentence) -> str:
    return scene.text.plain[mention.end : min(sentence.end, mention.end + NEAR)]


def _counts_others(scene: Scene, mention: CountMention, sentence: Sentence) -> bool:
    """Return whether the words around a number say that it counts others than those whom an incident touched."""
    lead, tail = _lead(scene, mention, sentence), _tail(scene, mention, sentence)
    if mention.value == 0:
        return not _HIT.search(tail)
    if _SOME.search(lead) or _PART.search(lead) or _PART_AFTER.match(tail) or _SIZE_AFTER.match(tail):
        return True
    if _OTHERS.search(lead[-40:]) or _OTHERS.search(tail[:30]):
        return True
    return bool(_SIZE.search(lead)) and not _HIT.search(tail[:40])


def _incident(
    scene: Scene, mention: CountMention, sentence: Sentence, incidents: Sequence[Draft]
) -> tuple[Draft, str, float] | None:
    """Return the incident that a number belongs to, the rule that says so and how sure it is; None if unsure."""
    beside = [
        (_distance(scene, mention, trigger.start, trigger.end), number)
        for number, draft in enumerate(incidents)
        for trigger in draft.triggers
        if trigger.sentence == sentence.index
    ]
    if beside:
        distance, number = min(beside)
        return (incidents[number], "persons.beside", 0.85) if distance <= REACH else None
    if not _tells_of_harm(scene, mention, sentence):
        return None
    parties = _nearest_party(scene, mention, sentence)
    if parties:
        fitting = [d for d in incidents if d.fillers("affected") & parties]
    else:
        dates = [d.value for d in scene.dates if sentence.start <= d.start < sentence.end]
        fitting = [d for d in incidents if not dates_before(dates, d.dates())]
    if len(incidents) > 1 and not (parties and len(fitting) == 1):
        fitting = [d for d in fitting if any(t.start < mention.start for t in d.triggers)]
    told = [d for d in fitting if any(t.sentence == sentence.index - 1 for t in d.triggers)]
    for rule, chosen, confidence in (("persons.only", fitting, 0.7), ("persons.before", told, 0.6)):
        if len(chosen) == 1:
            return chosen[0], rule, confidence
    return None


def _tells_of_harm(scene: Scene, mention: CountMention, sentence: Sentence) -> bool:
    """Return whether the words around a number, the sentence before it included, say that harm was done."""
    line = next(s.start for s in scene.text.sentences if s.line == sentence.line)
    lead = scene.text.plain[max(line, mention.start - NEAR) : mention.start]
    return bool(_HIT.search(lead) or _CLAIMED.search(lead) or _HIT.search(_tail(scene, mention, sentence)))


def _nearest_party(scene: Scene, mention: CountMention, sentence: Sentence) -> set[str]:
    """Return the organisation last named on the line of a number, with its kin; an authority is none."""
    named = [
        scene.entity(p.entity)
        for p in scene.places
        if p.named and p.end <= mention.start and scene.sentence(p.sentence).line == sentence.line
    ]
    parties = [e.id for e in named if e.kind not in ("Regulator", "Law") and e.id not in scene.cast.tentative]
    return scene.kin({parties[-1]}) if parties else set()


def _distance(scene: Scene, mention: CountMention, start: int, end: int) -> int:
    first, last = (mention.end, start) if mention.end <= start else (end, mention.start)
    return len(scene.gap(first, last)) if first < last else 0


def _status(scene: Scene, mention: CountMention, sentence: Sentence) -> Status:
    """Return how a number is told: denied, claimed by others, only feared, or as it is."""
    lead = _lead(scene, mention, sentence)
    if _DENIED.search(lead):
        return Status.DENIED
    if _CLAIMED.search(lead):
        return Status.ALLEGED
    return Status.ASSERTED if mention.value == 0 else status_at(scene.text, mention.start, mention.end)
