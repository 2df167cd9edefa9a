"""Times: which date of a sentence is that of an event, and which that of its announcement."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Final

from greffier.graph.dates import date_bounds
from greffier.ingest.scenes import Scene
from greffier.ingest.texts import Sentence
from greffier.ingest.triggers import Trigger, patterns
from greffier.ingest.values.date_anchors import is_day_of_report
from greffier.ingest.values.dates import DateMention

REACH: Final = 110  # characters, names and sums left out, between an event and its date
TITLE_REACH: Final = 25  # the same in a title
_BESIDE: Final = 30  # characters before a date in which a word says that it is an announcement's
_CONTENT: Final = re.compile(r"\b(?:that|que|qu['’])", re.I)  # between the word for saying and the date of what is said
CLAUSE: Final = 120  # characters of a clause that says who said it
_NOT_ITS: Final = re.compile(
    r"(?:semaine du|week of|jusqu'(?:à|au|en)|until|\bby|d'ici|avant|before)(?: le| la| the| end of)? ?$|"
    r"(?:en vigueur|in force|créée?|founded|fondée?|effective|entrée? en vigueur|delay|délai|created|creat\w+ in a|"
    r"results|findings|conclusions|résultats|rapport|report)(?: \w+){0,3} $|"
    r"\b(?:born|established|set up|launched as|née?s?|lancée? en) (?:in |en )?$|"
    r"\b(?:rachetée?|acquise?|reprise?|acquired|bought|purchased)\b[^,;.]{0,40}$",
    re.I,
)
BEGINNING: Final = ("Cyberattack", "DataBreach", "Ransomware", "Outage")  # what may last since it began
_SINCE: Final = re.compile(r"\b(?:depuis|since)(?: le| la| the| end of)? ?$", re.I)
# « la plus grave depuis 2019 »: since then, and not from then on
_RANKED: Final = re.compile(
    r"\b(?:first|second|third|fourth|\w+(?:gg?|dd?|s|r|t|l)est|worst|most|time|attacks|breaches|"
    r"premi(?:er|ère)|deuxième|troisième|plus|pire|fois|ever|record|jamais|né|née|president|chief|head|directeur|"
    r"directrice|client|customer|member|membre)\b",
    re.I,
)
_CLAIMED: Final = re.compile(r"\b(?:claim\w*|revendiqu\w+|listed|posted|threaten\w*|menac\w+)\b[^.;]{0,60}$", re.I)
_DECIDED: Final = re.compile(
    r"\b(?:décision|délibération|ordonnance|jugement|arrêt|decision|order|ruling)s? (?:du|of|dated|rendue? le) $",
    re.I,
)
# What follows a date, a sum perhaps between, where the reason comes: « condamnée en mai à 3 millions pour… ».
_CAUSE: Final = re.compile(
    r"\s*\)?,?\s*(?:(?:à|de|to pay|a) [^,.;]{0,40}?)?"
    r"(?:\w+ (?:years?|months?|weeks?|days?|ans?|mois|semaines?|jours?) )?"
    r"(?:over|for|after|following|in connection|to \w+ing|pour|après|à la suite|suite|en raison)\b",
    re.I,
)
_PUNISHED: Final = re.compile(
    r"\b(?:pleaded guilty|pled guilty|convicted|sentenced|charged|indicted|levied|imposed|fined|penali[sz]ed|"
    r"sanctioned|settled|plaidé coupable|condamnée?s?|sanctionnée?s?|inculpée?s?|mise?s? en examen|infligée?s?|"
    r"poursuivie?s?|épinglée?s?)\b[^,;.]{0,40}$",
    re.I,
)
_ASIDE: Final = re.compile(r", (?:which|who|whose|qui|dont)\b[^,;.]*,")
# « l'amende que … avait infligée »: the sentence tells of what came of it.
_TAKEN_UP: Final = re.compile(r"[^.;,]{0,25}\b(?:that|which|que|qu['’])[^.;]{0,120}\b(?:had|avai(?:t|ent))\b", re.I)
IMPOSED: Final = ("Fine", "Sanction", "Penalty", "Settlement", "Order")
_REASON: Final = re.compile(r"\b(?:over|for|after|because|pour|après|à la suite|en raison|parce)\b", re.I)
# « la panne de 2018 », "the 2018 outage": the date of what happened, and of no decision about it.
_OF_IT: Final = re.compile(r" (?:(?:de|of|in|en|d')(?: the)? ?)?")
_IT: Final = re.compile(r"(?:'s)? (?:[a-zà-ÿ-]+ )?")
# "which it had intended to impose in 2019"
_MEANT: Final = re.compile(
    r"\b(?:intend\w+|intention\w*|propos\w+|initially|originally|envisag\w+|initialement)\b[^,;.]{0,40}$", re.I
)
_LONG: Final = timedelta(days=31)
_NOTICE: Final = re.compile(
    r"\b(?:notif\w+|informed|alerted|reported (?:it|the \w+(?: \w+)?) to"
    r"|avisée?s?|prévenue?s?|signalée?s?|saisie?)\b[^.;]*$",
    re.I,
)
NOTICE_REACH: Final = 120  # characters before a date in which a notice makes the day its own
_BREAK: Final = re.compile(r";|, (?:and|et|but|mais|while|tandis)\b")
_NEXT: Final = re.compile(r"[,;]|\b(?:and|et|puis|then)\b")


def dates_of(scene: Scene, trigger: Trigger) -> tuple[list[DateMention], list[DateMention]]:
    """Return the dates of what a trigger tells, and those of its announcement, the likeliest first."""
    sentence = scene.sentence(trigger.sentence)
    announced_word = patterns(scene.text.document.language).status["announced"]
    own: list[tuple[float, DateMention]] = []
    announced: list[tuple[float, DateMention]] = []
    asides = [*_ASIDE.finditer(scene.text.plain, sentence.start, sentence.end)]
    for date in scene.dates:
        if not sentence.start <= date.start < sentence.end or is_of_report(scene, date):
            continue
        if _NOT_ITS.search(scene.text.plain[max(sentence.start, date.start - 60) : date.start]):
            continue
        since = _SINCE.search(scene.text.plain[max(sentence.start, date.start - 20) : date.start])
        if since and (trigger.kind not in BEGINNING or _RANKED.search(scene.text.plain, sentence.start, date.start)):
            continue
        start, end = (date.end, trigger.start) if date.end <= trigger.start else (trigger.end, date.start)
        gap = scene.gap(start, end) if start < end else ""
        if (
            date.end <= trigger.start
            and _CAUSE.match(scene.text.plain, date.end)
            and (
                _acted_before(scene, trigger, date)
                or (trigger.family == "Incident" and _PUNISHED.search(scene.text.plain[sentence.start : date.start]))
            )
        ):
            continue  # « fined on Friday over a breach »: the day is that of the fine
        if trigger.family == "Action" and (
            _is_long(trigger, date)
            or _is_of_other(scene, trigger, date)
            or (
                date.end <= trigger.start
                and (_is_of_one_before(scene, trigger, date) or _TAKEN_UP.match(scene.text.plain, trigger.end))
            )
        ):
            continue
        if any(a.start() < date.start < a.end() and not a.start() < trigger.start < a.end() for a in asides):
            continue
        if trigger.family == "Incident" and (
            _NOTICE.search(scene.text.plain[sentence.start : date.start][-NOTICE_REACH:])
            or _CLAIMED.search(scene.text.plain[sentence.start : trigger.start])
            or is_ground(scene, trigger, date.start)
        ):
            continue  # the day on which somebody was told, claimed it or punished it is not that of what happened
        if trigger.family == "Action" and date.start >= trigger.end and _closes(scene, sentence, date, announced_word):
            announced.append((len(gap), date))
            continue
        if len(gap) > (TITLE_REACH if sentence.title else REACH) or _BREAK.search(gap) or _nearer(scene, trigger, date):
            continue
        lead = scene.text.plain[max(sentence.start, date.start - _BESIDE) : date.start]
        tail = scene.text.plain[date.end : date.end + 60] if date.end <= trigger.start else ""
        said = announced_word.search(lead)
        told = not (since or _DECIDED.search(lead)) and (
            (said and not _CONTENT.search(lead, said.end())) or announced_word.search(tail)
        )
        (announced if told else own).append((len(gap) + 15 * (date.start > trigger.end), date))
    return [d for _, d in sorted(own, key=lambda p: p[0])], [d for _, d in sorted(announced, key=lambda p: p[0])]


def is_of_report(scene: Scene, date: DateMention) -> bool:
    """Return whether a date stands behind the place from which a text reports, as its day ("LONDON, March 3 - …")."""
    return is_day_of_report(scene.text.plain, scene.text.sentence_at(date.start).start, date.start, date.end)


def _closes(scene: Scene, sentence: Sentence, date: DateMention, announced: re.Pattern[str]) -> bool:
    """Return whether a date stands in the clause that ends a sentence by who said all this ("…, X said on Friday")."""
    if sentence.end - date.end > _BESIDE:
        return False
    clause = scene.text.plain[sentence.start : date.start].rpartition(", ")[2]
    return len(clause) <= CLAUSE and announced.search(clause) is not None


def is_ground(scene: Scene, trigger: Trigger, before: int) -> bool:
    """Return whether a failing is told as the ground of what is imposed, with its reason after an offset."""
    if trigger.kind not in ("ControlFailure", "Other"):
        return False
    imposed = [
        t.end
        for t in scene.triggers
        if t.sentence == trigger.sentence and t.kind in IMPOSED and t.end <= trigger.start and t.family == "Action"
    ]
    reason = _REASON.search(scene.text.plain, max(imposed[0], before), trigger.end) if imposed else None
    return reason is not None


def _is_of_other(scene: Scene, trigger: Trigger, date: DateMention) -> bool:
    """Return whether a date is that of an incident beside it, of what was only meant, or of what follows a colon."""
    plain, sentence = scene.text.plain, scene.sentence(trigger.sentence)
    here = [t for t in scene.triggers if t.sentence == trigger.sentence and t is not trigger]
    for other in here:
        if other.family == "Incident" and (
            _OF_IT.fullmatch(plain, other.end, date.start) or _IT.fullmatch(plain, date.end, other.start)
        ):
            return True
    if _MEANT.search(plain[max(sentence.start, date.start - 60) : date.start]):
        return True
    colon = plain.rfind(": ", trigger.end, date.start)
    return colon >= 0 and any(t.family == "Action" and t.start > colon for t in here)


def _is_long(trigger: Trigger, date: DateMention) -> bool:
    """Return whether a date is a time of more than a month: no decision takes that long, what it punishes does."""
    if date.until is None or trigger.kind in ("Investigation", "Lawsuit", "Other", "Recommendation"):
        return False
    return date_bounds(date.until)[1] - date_bounds(date.value)[0] > _LONG


def _acted_before(scene: Scene, trigger: Trigger, date: DateMention) -> bool:
    return any(t.family == "Action" and t.sentence == trigger.sentence and t.end <= date.start for t in scene.triggers)


def _is_of_one_before(scene: Scene, trigger: Trigger, date: DateMention) -> bool:
    """Return whether a date ends what is told before a trigger that has its own (« sued in May, fined in June »)."""
    if not _NEXT.search(scene.text.plain[date.end : trigger.start]):
        return False
    end = scene.sentence(trigger.sentence).end
    return _acted_before(scene, trigger, date) and any(trigger.end <= d.start < end for d in scene.dates)


def _nearer(scene: Scene, trigger: Trigger, date: DateMention) -> bool:
    """Return whether another event stands right beside the date, and this one does not."""

    def distance(other: Trigger) -> int:
        return max(date.start - other.end, other.start - date.end, 0)

    rivals = [
        t
        for t in scene.triggers
        if t.sentence == trigger.sentence and t.family != trigger.family and (t.strong or t.family == "Incident")
    ]
    caused = _CAUSE.match(scene.text.plain, date.end) is not None
    rivals = [r for r in rivals if not (caused and r.start >= date.end)]
    return any(distance(r) + 8 < distance(trigger) for r in rivals)
