"""Retellings: which tellings are of one action, by their kind, parties, sums and dates."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from greffier.ingest.actions.recurrences import tells_apart
from greffier.ingest.actions.tellings import FROM_BEFORE, imposed_sums, kind_of, same_sums, sorts_of
from greffier.ingest.drafts import Draft, dates_agree
from greffier.ingest.scenes import Scene
from greffier.ingest.triggers import Trigger

_SEPARATE: Final = re.compile(
    r"\b(?:separately|in a separate|another|also, in|in that case|distinct\w*|par ailleurs|en outre|une? autre)\b",
    re.I,
)
# Suits of customers, shareholders and the like: in the words that tell of it, or right before them.
_CLASS: Final = re.compile(r"class|collecti|de groupe|representative", re.I)
_MANY: Final = re.compile(
    r"\b(?:shareholders?|investors?|customers?|clients?|users?|consumers?|depositors?|policyholders?|members?|patients?|"
    r"passengers?|homebuyers?|borrowers?|subscribers?|victims?|employees|plaintiffs|actionnaires?|investisseurs|"
    r"épargnants|consommateurs|usagers|assurés|abonnés|victimes|plaignants|patients|porteurs)\b[^.;,]{0,30}$",
    re.I,
)
_NOUNS: Final = ("Fine", "Penalty", "Settlement", "Order")
_PAYS: Final = re.compile(r"\b(?:re)?pay|refund|redress|reimburs|compensat|restitu|rembours|indemnis|revers", re.I)
_DEFINITE: Final = re.compile(r"(?:\b(?:the|this|that|these|its|la|le|les|cette|ce|cet|ces|sa|son|leur) |\bl')$", re.I)
_ARTICLE: Final = re.compile(r"(?:(?:the|this|that|these|la|les|cette|ces) |l')(?=\w)", re.I)
_VERBAL: Final = re.compile(r"\w+ed\b|(?:has|have|had|was|were|a|ont|avait|est|sont)\b", re.I)


def join(scene: Scene, actions: list[Draft], draft: Draft) -> None:
    """Add a telling to the action that it tells again, or as a new one."""
    trigger = draft.triggers[0]
    fitting = [known for known in actions if _same(scene, known, draft) and not _is_separate(scene, known, draft)]
    if not fitting and _names_of_told(scene, draft):
        draft = replace(draft, slots={slot: fillers for slot, fillers in draft.slots.items() if slot != "target"})
        if take_up(scene, actions, draft):
            return
    if fitting:
        best = max(
            fitting,
            key=lambda k: (
                bool(imposed_sums(k) & imposed_sums(draft)),
                -min(abs(t.start - trigger.start) for t in k.triggers),
            ),
        )
        if _is_title(scene, draft) and not best.fillers("target") & draft.fillers("target"):
            draft = replace(draft, slots={slot: own for slot, own in draft.slots.items() if slot != "target"})
        best.absorb(draft)
    else:
        actions.append(draft)


def _names_of_told(scene: Scene, draft: Draft) -> bool:
    """Return whether a telling only speaks of what was told (« l'amende », "the fine"), whoever it names beside."""
    trigger = draft.triggers[0]
    sentence = scene.sentence(trigger.sentence)
    if sentence.title or draft.amounts() or kind_of(draft) not in _NOUNS:
        return False
    if any(f.rule != FROM_BEFORE for f in draft.slots["issuer"]):
        return False
    plain = scene.text.plain
    return bool(
        (
            _DEFINITE.search(plain[max(sentence.start, trigger.start - 30) : trigger.start])
            or _ARTICLE.match(plain, trigger.start)
        )
        and not _VERBAL.match(plain, trigger.start)
    )


def take_up(scene: Scene, actions: list[Draft], draft: Draft) -> bool:
    """Give a telling that lacks a party to the one action that it can be; return whether there is one."""
    fitting = [k for k in actions if _same(scene, k, draft) and not tells_apart(scene, k, draft)]
    if fitting:
        trigger = draft.triggers[0]
        known = min(fitting, key=lambda d: min(abs(t.start - trigger.start) for t in d.triggers))
        known.absorb(draft)
    return bool(fitting)


def _is_separate(scene: Scene, known: Draft, draft: Draft) -> bool:
    """Return whether a sentence says that it tells of a further action, and no equal sum says otherwise."""
    if imposed_sums(known) & imposed_sums(draft):
        return False
    if tells_apart(scene, known, draft):
        return True
    told = {t.sentence for t in known.triggers}
    sentence = scene.sentence(draft.triggers[0].sentence)
    return sentence.index not in told and bool(_SEPARATE.search(scene.text.plain[sentence.start : sentence.end]))


def _same(scene: Scene, known: Draft, draft: Draft) -> bool:
    if not sorts_of(known) & sorts_of(draft):
        return False
    if kind_of(known) == "Lawsuit" and _is_of_many(scene, known) is not _is_of_many(scene, draft):
        return False
    sums, others = imposed_sums(known), imposed_sums(draft)
    if kind_of(known) == kind_of(draft) == "Order" and bool(sums) is not bool(others):
        without = draft if sums else known
        if not any(_PAYS.search(_sentence(scene, t)) for t in without.triggers):
            return False  # to pay back a sum is one thing, to do or stop doing anything else another
    alike = same_sums(sums, others)
    if alike and _is_title(scene, draft):
        return True
    for role in ("issuer", "target"):
        one, other = known.fillers(role), draft.fillers(role)
        if alike or _is_title(scene, draft):  # a title may name the group of the one that is meant
            one, other = scene.kin(one), scene.kin(other)
        if one and other and not one & other:
            return False
    if sums and others and not alike and not (_is_title(scene, draft) and _in_other_currency(sums, others)):
        return False
    return dates_agree(known.dates(), draft.dates()) or bool(sums & others)


def _in_other_currency(one: set[tuple[str, str]], other: set[tuple[str, str]]) -> bool:
    """Return whether no sum of the one can be compared with one of the other: a title may convert it."""
    return not {currency for _, currency in one} & {currency for _, currency in other}


def _sentence(scene: Scene, trigger: Trigger) -> str:
    sentence = scene.sentence(trigger.sentence)
    return scene.text.plain[sentence.start : sentence.end]


def _is_title(scene: Scene, draft: Draft) -> bool:
    """Return whether only the title tells it: what it names is no better than what the text does."""
    return all(scene.sentence(t.sentence).title for t in draft.triggers)


def is_of_many(scene: Scene, trigger: Trigger) -> bool:
    """Return whether a suit is one of many who are not named."""
    plain, start = scene.text.plain, scene.sentence(trigger.sentence).start
    lead = plain[max(start, trigger.start - 60) : trigger.start]
    return bool(_CLASS.search(plain[trigger.start : trigger.end]) or _MANY.search(lead))


def _is_of_many(scene: Scene, draft: Draft) -> bool:
    """Return whether customers, shareholders and the like sue, by all that is told of it."""
    return all(is_of_many(scene, t) for t in draft.triggers)
