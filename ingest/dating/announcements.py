"""Announcements: the day on which what a text tells was decided or made known, where another sentence gives it.

"The decision was taken on 3 May", « Date de la décision : 3 mai », "the regulator said on Tuesday": such words date
what is told before. What is told below a dated announcement, of the same parties, is of that day.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Final

from greffier.graph.dates import date_bounds
from greffier.ingest.dating.times import is_of_report
from greffier.ingest.drafts import Draft, Filler
from greffier.ingest.scenes import Scene
from greffier.ingest.texts import Sentence
from greffier.ingest.values.dates import DateMention

DECIDED: Final = ("Fine", "Sanction", "Penalty", "Order", "Settlement", "Undertaking")
RECENT: Final = timedelta(days=45)  # before the publication, what a text may be there to tell
THIS_WEEK: Final = timedelta(days=8)  # the same, of what somebody said on a day that is only named
BACK: Final = 6  # sentences before « the decision » in which it may have been told
OPENING: Final = 12  # characters before a date that opens its sentence
LEAD: Final = 5  # sentences at the beginning of a text in which its news is told
_NOUN: Final = {
    "en": r"(?:decision|ruling|fine|penalty|sanction|order|settlement|agreement|censure|reprimand|final notice|notice|"
    r"deal|judgment|judgement|verdict|action|measure|consent decree|undertaking|resolution)s?",
    "fr": r"(?:décision|sanction|amende|ordonnance|délibération|accord|arrêt|jugement|blâme|mise en demeure|"
    r"transaction|mesure|peine|convention|injonction|condamnation|arrêté)s?",
}
_MADE: Final = {
    "en": r"(?:made|taken|dated|issued|handed down|delivered|imposed|reached|signed|approved|adopted|passed|struck|"
    r"entered|rendered|agreed|pronounced|dates (?:from|back))",
    "fr": r"(?:prises?|rendue?s?|prononcée?s?|datée?s?|date|adoptée?s?|signée?s?|homologuée?s?|validée?s?|arrêtée?s?|"
    r"tombée?s?|remonte|intervenue?s?|conclue?s?|décidée?s?|approuvée?s?|infligée?s?)",
}
_KNOWN: Final = {
    "en": r"(?:announced|disclosed|unveiled|published|made public|revealed|came|comes|communicated|released|posted)",
    "fr": r"(?:annoncée?s?|publiée?s?|dévoilée?s?|rendue?s? publi\w+|révélée?s?|communiquée?s?|notifiée?s?|"
    r"mise?s? en ligne)",
}
_LABEL: Final = {
    "en": r"(?:date (?:of|for) (?:the )?(?:final )?{noun}|{noun} date|{noun} of|decided|date)\s*:\s*(?:on )?$",
    "fr": r"(?:date (?:de |du |d['’])?(?:la |l['’])?{noun}|{noun} (?:du|de)|prononcée? le|date)\s*:\s*(?:le )?$",
}
_THE: Final = {
    "en": r"(?:the|this|its|that|their|both|these|those)",
    "fr": r"(?:la |cette |sa |l['’]|cet |ce |le |les |ces |leur )",
}
_SAYING: Final = {
    "en": r"\b(?:said|announced|disclosed|told|wrote|added|confirmed|revealed)\b",
    "fr": r"\b(?:a|ont|avait) (?:\w+ )?(?:annoncé|indiqué|fait savoir|déclaré|précisé|communiqué|révélé|expliqué|"
    r"confirmé|dévoilé|rendu publi\w+)\b|\b(?:annonce|indique|précise|selon|explique|déclare|révèle)\b",
}
# What is told of an earlier time, or for a later one.
_APART: Final = {
    "en": r"\b(?:previous\w*|earlier|already|ago|in the past|at the time|back then|since then|separately|once|"
    r"last year|"
    r"(?:had|have) (?:also |already |been |previously |then |itself )*(?:fin|penali|sanction|order|impos|levi|"
    r"settl|reprimand|censur|agree|paid|struck|reach)\w*|another case|unrelated|would|(?-i:may)|might|could|if|"
    r"record\w* (?:was|is|"
    r"held|dates))\b",
    "fr": r"\b(?:précédent\w*|déjà|auparavant|à l['’]époque|il y a|jadis|naguère|plus tôt|alors|eut|furent|"
    r"(?:avai(?:t|ent)|étai(?:t|ent)) (?:[\w'’]+ ){0,3}?(?:inflig|prononc|condamn|sanction|impos|ordonn|enjoin|"
    r"pay|écop|vers|accept|conclu|engag|réclam|mis|annonc|reç|obten|débours|acquitt)\w*|"
    r"autre affaire|distincte?|pourrai(?:t|ent)|peut|peuvent|si|antérieur\w*|jusqu['’]ici|jusqu['’]alors)\b",
}


@dataclass(frozen=True, slots=True)
class _Words:
    """Hold the patterns of one language, by what they find."""

    label: re.Pattern[str]
    made: re.Pattern[str]
    known: re.Pattern[str]
    saying: re.Pattern[str]
    apart: re.Pattern[str]


@cache
def _words(language: str) -> _Words:
    noun, the = _NOUN[language], _THE[language]
    subject = rf"^(?:[^.;]{{0,40}}\b)?{the} ?(?:[\w’'-]+ ){{0,2}}{noun}\b[^.;:]{{0,70}}\b"
    to_date = r"(?: (?!and\b|et\b)[\w’'-]+){0,9}(?<! by)(?<! until),? $"
    return _Words(
        re.compile(r"(?:^|[-•*|\t;,.] ?)" + _LABEL[language].replace("{noun}", noun), re.I),
        re.compile(subject + _MADE[language] + to_date, re.I),
        re.compile(subject + _KNOWN[language] + to_date, re.I),
        re.compile(_SAYING[language], re.I),
        re.compile(_APART[language], re.I),
    )


def date_by_announcement(scene: Scene, actions: Sequence[Draft]) -> None:
    """Date the decisions of a text that have no date of their own by the sentences that tell of their day."""
    open_ = [d for d in actions if not d.dates() and set(d.kinds) & set(DECIDED)]
    if not open_ or not scene.dates:
        return
    for made in (True, False):
        for mention in scene.dates:
            _date_by_decision(scene, actions, mention, made)
    for mention in scene.dates:
        _date_by_speaker(scene, [d for d in open_ if not d.dates()], mention)
    _share(scene, actions, [d for d in open_ if not d.dates()])
    for mention in scene.dates:
        if is_of_report(scene, mention):
            _date_by_report(scene, [d for d in open_ if not d.dates()], mention)


def _give(scene: Scene, draft: Draft, mention: DateMention, rule: str, confidence: float) -> None:
    evidence = scene.evidence(scene.text.sentence_at(mention.start))
    draft.slots["date"] = [Filler(mention.value, evidence, rule, confidence)]


def _date_by_decision(scene: Scene, actions: Sequence[Draft], mention: DateMention, made: bool) -> None:
    """Date by "the decision was made on …" what is decided in the telling right before, if that has no date."""
    words = _words(scene.text.document.language)
    sentence = scene.text.sentence_at(mention.start)
    if mention.until or len(mention.value) < 7 or sentence.title:
        return
    lead = scene.text.plain[sentence.start : mention.start]
    label = words.label.search(lead)
    if not (label or (words.made if made else words.known).match(lead)):
        return
    told = _told_before(actions, sentence)
    if label and not told:
        told = [d for d in actions if set(d.kinds) & set(DECIDED)]
    nearest = max((t.sentence for d in told for t in d.triggers if t.sentence <= sentence.index), default=None)
    named = {scene.entity(p.entity).id for p in scene.places_in(sentence) if not scene.is_authority(p) and p.named}
    for draft in told:
        if draft.dates() or not any(t.sentence == nearest for t in draft.triggers):
            continue
        if not named or named & scene.kin(draft.fillers("target")):
            _give(scene, draft, mention, "date.of-decision", 0.75)


def _told_before(actions: Sequence[Draft], sentence: Sentence) -> list[Draft]:
    """Return the decisions that are told in a sentence or not far before it."""
    return [
        d
        for d in actions
        if set(d.kinds) & set(DECIDED) and any(0 <= sentence.index - t.sentence <= BACK for t in d.triggers)
    ]


def _date_by_speaker(scene: Scene, drafts: Sequence[Draft], mention: DateMention) -> None:
    """Date by a day of this week, on which the authority or the firm spoke or acted, what is told beside that.

    "The regulator said on Tuesday" dates what the first sentences tell, "On Tuesday the regulator closed its file"
    what the next one does.
    """
    published = scene.text.document.published
    sentence = scene.text.sentence_at(mention.start)
    if not published or sentence.title or mention.until or not _within(mention, published, THIS_WEEK):
        return
    plain = scene.text.plain
    saying = _words(scene.text.document.language).saying
    said = saying.search(plain, max(sentence.start, mention.start - 60), mention.end + 30) is not None
    opens = mention.start - sentence.start <= OPENING
    speakers = {scene.entity(p.entity).id for p in scene.places_in(sentence) if p.start < mention.end + 40}
    for draft in drafts:
        parties = draft.fillers("issuer") | draft.fillers("target")
        if not scene.kin(parties) & speakers or _is_apart(scene, draft):
            continue
        told = [scene.sentence(t.sentence) for t in draft.triggers]
        leading = said and sentence.index <= LEAD and any(s.index <= LEAD for s in told)
        following = opens and any(s.index == sentence.index + 1 and s.line == sentence.line for s in told)
        if leading or (following and not _names_dates(scene, draft)):
            _give(scene, draft, mention, "date.of-statement", 0.7)


def _date_by_report(scene: Scene, drafts: Sequence[Draft], mention: DateMention) -> None:
    """Date what the sentence with the place and the day of a report tells by that day, for want of another."""
    index = scene.text.sentence_at(mention.start).index
    for draft in drafts:
        if any(t.sentence == index for t in draft.triggers) and not _is_apart(scene, draft):
            _give(scene, draft, mention, "date.of-report", 0.6)


def _share(scene: Scene, actions: Sequence[Draft], drafts: Sequence[Draft]) -> None:
    """Date what belongs to an announcement by its day."""
    for draft in drafts:
        if _names_dates(scene, draft):
            continue
        for known, filler in _announced(actions):
            if _is_beside(scene, draft, known, filler) and _have_same_parties(scene, draft, known):
                draft.slots["date"] = [Filler(filler.filler, filler.evidence, "date.of-announcement", 0.65)]
                break


def _is_beside(scene: Scene, draft: Draft, known: Draft, filler: Filler) -> bool:
    """Return whether a telling goes on with what is told of another decision, which has this date."""
    published = scene.text.document.published
    first, told = (min(t.sentence for t in d.triggers) for d in (draft, known))
    near = 0 <= first - told <= 1 and scene.sentence(first).line == scene.sentence(told).line
    if _is_apart(scene, draft):
        return near and _is_apart(scene, known)
    if set(draft.kinds) & set(known.kinds) & {"Order"} and not near:
        return False  # two orders that are told apart are hardly of one day
    return near or (told <= LEAD and (published is None or _close(str(filler.filler), published, RECENT)))


def _have_same_parties(scene: Scene, draft: Draft, known: Draft) -> bool:
    issuers, others = draft.fillers("issuer"), known.fillers("issuer")
    if issuers and others and not scene.kin(issuers) & others:
        return False
    together = {t.sentence for t in draft.triggers} & {t.sentence for t in known.triggers} and issuers & others
    return bool(together or scene.kin(draft.fillers("target")) & known.fillers("target"))


def _announced(actions: Sequence[Draft]) -> Iterator[tuple[Draft, Filler]]:
    """Yield the decisions that have a date of their own, with that date, in order."""
    for action in sorted(actions, key=lambda d: min(t.start for t in d.triggers)):
        dates = action.slots.get("date", [])
        if dates and set(action.kinds) & set(DECIDED):
            yield action, dates[0]


def _is_apart(scene: Scene, draft: Draft) -> bool:
    """Return whether a telling says that it is of another time than what is told around it."""
    apart = _words(scene.text.document.language).apart
    spans = {(s.start, s.end) for t in draft.triggers if not (s := scene.sentence(t.sentence)).title}
    return any(apart.search(scene.text.plain, start, end) for start, end in spans)


def _names_dates(scene: Scene, draft: Draft) -> bool:
    """Return whether a telling names a date, which then was not taken for its own, or is told below another one."""
    told = {t.sentence for t in draft.triggers}
    return any(scene.text.sentence_at(d.start).index in told and not d.until for d in scene.dates)


def _within(mention: DateMention, published: str, reach: timedelta) -> bool:
    return len(mention.value) == 10 and _close(mention.value, published, reach)


def _close(value: str, published: str, reach: timedelta) -> bool:
    """Return whether a date lies before the publication, and not far."""
    day: date = date_bounds(published)[1]
    return day - reach <= date_bounds(value)[1] and date_bounds(value)[0] <= day
