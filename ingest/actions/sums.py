"""Sums: which sum of money belongs to an action, and whether it was imposed or only threatens."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from typing import Final

from greffier.graph.records import Amount, AmountKind
from greffier.ingest.drafts import Filler
from greffier.ingest.places import currency_of, local_currencies, main_jurisdiction
from greffier.ingest.scenes import Scene
from greffier.ingest.texts import Text
from greffier.ingest.triggers import Trigger, patterns
from greffier.ingest.values.currencies import SHARED, WIDESPREAD
from greffier.ingest.values.money import MoneyMention

REACH: Final = 70  # characters, names and brackets left out, between an action's word and its sum
FAR: Final = 1200  # characters from which nothing between is looked at
BESIDE: Final = 70  # characters around a sum in which a word says that it only threatens
BEARING: Final = ("Fine", "Sanction", "Settlement", "Other", "Order")
_ABOUT_OTHER: Final = re.compile(
    r"\b(?:transactions?|virements?|wire transfers?|losses|pertes?|chiffre d'affaires|revenus?|revenue|profits?|"
    r"bénéfices?|"
    r"earns?|earned|invest(?:s|ed)?|(?:a|ont|avait) investi|provision(?:s|ed|né|née|nés)|lost|perdu|"
    r"assets|actifs|loans?|prêts?|worth|valued|primes?|dividend\w*|shares?|turnover|funding|levé|raised|coût|cost)\b"
)
_OF_OTHER: Final = re.compile(
    r" (?:in|of|worth of|de|d') ?(?:suspicious|wire|assets?|transactions?|transfers?|losses|loans?|payments?|deposits?|"
    r"client|customer|unpaid|illicit|illegal|laundered|dirty|virements?|prêts?|pertes?|actifs|primes?)|"
    r" (?:à (?:restituer|rembourser|reverser)|in (?:consumer |customer )?(?:redress|restitution|refunds))\b|"
    r" (?:[\w-]+ ){0,3}(?:fraud|scam|theft|heist|ponzi scheme)s?\b|"
    r" (?:each )?(?:towards?|to cover|in|for) (?:the |its |their |investigation )?(?:costs?|legal|fees)\b|"
    r" (?:towards?|to cover) (?:[\w'.-]+ ){1,4}?costs\b|"
    r" (?:de|pour les?|au titre des) (?:frais|dépens)\b",
    re.I,
)
# "the $14.7 billion credit union": how large a body, a purchase or an issue is
_SIZED: Final = re.compile(
    r"(?:-asset| \w+)? (?:bank|lender|insurer|credit union|group|company|firm|manager|bid|takeover|acquisition|"
    r"merger|buyout|purchase|rights issue|industry)s?\b",
    re.I,
)
_BODY_LEAD: Final = re.compile(r"\b(?:the|an?|its|their|this) $", re.I)
# What follows or precedes a sum that is to go to those who were harmed.
_BACK_AFTER: Final = re.compile(
    r" (?:in (?:[\w-]+ ){0,2}(?:redress|restitution|refunds?|compensation|remediation|relief)\b|"
    r"to (?:compensate|refund|repay|reimburse|redress)\b|"
    r"(?:back )?to (?:[\w-]+ ){0,2}(?:customers|consumers|borrowers|policyholders|account holders|investors|victims)\b|"
    r"(?:de [\w' ]{0,20})?(?:à|de) (?:restituer|rembourser|reverser|indemniser)\b|"
    r"(?:de |d['’])(?:restitutions?|remboursements?|indemnisations?|indemnités|dédommagements?)\b|"
    r"(?:à (?:ses|des|leurs)|aux) (?:[\w-]+ ){0,1}(?:client|assuré|consommateur|victime|épargnant|emprunteur)\w*)",
    re.I,
)
_BACK_BEFORE: Final = re.compile(
    r"\b(?:refund|repay|return|reimburse|pay back|give back|compensate|restituer|rembourser|reverser|rendre)"
    r"(?: [\w'à-ÿ-]+){0,4} $",
    re.I,
)
_PART: Final = re.compile(r"\b(?:dont|including|of which|notamment|parmi lesquels)\b[^,;.]{0,12}$", re.I)
_ASIDE: Final = re.compile(r", (?:which|who|whose|that|qui|dont)\b[^,;]*(?=,)")
_THAT_IS: Final = re.compile(
    r"^\s*,? ?\(?\s*(?:soit|(?:or|equal to|equivalent to)(?= (?:about|around|some|roughly)|$))"
    r"(?: (?:(?:près|plus) d(?:e|'(?:une?)?)|environ|quelque|about|around|some|roughly|an?|more than))*$",
    re.I,
)
_ROUGHLY: Final = re.compile(
    r"^\s*, (?:roughly|about|around|some|or|nearly|almost|environ|quelque|près de|presque)$", re.I
)
# What stands before a sum told again in another currency: a bracket, and words that say that it is rough.
_BRACKETED: Final = re.compile(
    r"\((?:(?:un|peu|plus|moins|près|de|d'|environ|quelque|presque|soit|à|about|around|roughly|some|more|less|than|"
    r"just|over|under|nearly|almost|approximately|the equivalent|equivalent to|or|of|a little|to)\s?)*$",
    re.I,
)
# "the £183m that the regulator had said it intended to issue", « les 5 millions initialement envisagés »
_ONLY_MEANT: Final = re.compile(
    r" (?:(?:fine|penalty|amende) )?(?:(?:that|which|it|he|she|they|first|originally|initially|the [\w-]+|"
    r"(?-i:[A-Z])[\w.]*|qu[e']|initialement|d'abord|un temps)[\w' ]{0,40}? ?)?"
    r"\b(?:intend\w+|propos\w+|planned|threatened|sought|envisag\w+|prévu\w*|prévoyait|réclam\w+|requis\w*)\b",
    re.I,
)
# What a sum that threatens by law is told beside; others are only costs that may come.
_BY_LAW: Final = re.compile(
    r"\b(?:fine[ds]?|fining|penal\w+|sanction\w*|punish\w*|liab\w+|damages|claim\w*|compensat\w+|lawsuits?|suits?|"
    r"sue[ds]?|suing|courts?|judges?|contravention\w*|offences?|offenses?|violations?|breach of|non-?complian\w*|"
    r"per day|a day|daily|"
    r"amendes?|astreintes?|pénal\w*|dommages|réclam\w*|indemni\w+|poursui\w+|tribuna\w+|cour|juges?|infractions?|"
    r"contreven\w+|manquements?|par jour|non-respect|défaut|passibles?|encour\w+)\b",
    re.I,
)
_TAKEN: Final = re.compile(r"confis|forfeit|disgorg", re.I)
_SALE: Final = re.compile(r"\b(?:ventes?|vendre|vendues?|for sale|sell|rançon|ransom|bitcoins?|levé|levée)\b", re.I)
DISCOUNT: Final = 90  # characters between a sum and what a discount makes of it
_ADJUSTED: Final = re.compile(
    r"[^.;]*\b(?:discount\w*|reduc\w+|less|cut|lowered|down|remise|rédui\w+|ramen\w+|abattement)\b"
    r"[^.;]*\b(?:to|from|à|de)\s*$",
    re.I,
)
_OF_ALL: Final = re.compile(r"\b(?:total|totalis\w+|combined|in all|au total)\b", re.I)
_VERDICT: Final = re.compile(r"verdict|jury", re.I)


def sums_of(scene: Scene, trigger: Trigger, owned: Container[int] = ()) -> tuple[Filler, ...]:
    """Return the sums that an action's trigger imposes, in order; those in brackets are conversions.

    `owned` are where the sums begin that belong to others.
    """
    if trigger.kind not in BEARING and not _TAKEN.search(scene.text.plain[trigger.start : trigger.end]):
        return ()
    sentence = scene.sentence(trigger.sentence)
    found: list[Filler] = []
    for mention in scene.money:
        if not sentence.start <= mention.start < sentence.end or is_conversion(scene, mention):
            continue
        if (
            mention.start in owned
            or threatens(scene.text, mention)
            or not _belongs(scene, trigger, mention, bool(found))
        ):
            continue
        filler = imposed(scene, mention)
        if filler:
            found.append(filler)
    return tuple(found)


def imposed(scene: Scene, mention: MoneyMention) -> Filler | None:
    """Return a sum as one that was decided; None where its currency cannot be told."""
    amount = _amount(scene, mention, AmountKind.IMPOSED)
    evidence = scene.evidence(scene.text.sentence_at(mention.start))
    return Filler(amount, evidence, f"sum.imposed@{mention.start}", 0.85) if amount else None


def exposures(scene: Scene) -> Iterator[tuple[Amount, int]]:
    """Yield the sums that only threaten, with the index of their sentence."""
    for mention in scene.money:
        if is_only_meant(scene.text, mention):
            continue
        if threatens(scene.text, mention) and not is_conversion(scene, mention):
            amount = _amount(scene, mention, AmountKind.EXPOSURE)
            sentence = scene.text.sentence_at(mention.start)
            words = scene.text.plain[sentence.start : sentence.end]
            if not _BY_LAW.search(words):
                continue
            if amount and (amount.per or patterns(scene.text.document.language).status["exposure"].search(words)):
                yield amount, sentence.index


def _belongs(scene: Scene, trigger: Trigger, mention: MoneyMention, more: bool) -> bool:
    """Return whether a sum is that of this trigger, and no nearer one's."""
    if trigger.kind == "Order" or (
        trigger.kind == "Other" and not _VERDICT.search(scene.text.plain[trigger.start : trigger.end])
    ):
        return False
    start, end = _between(trigger, mention)
    if end - start > FAR:
        return False
    gap = _ASIDE.sub("", scene.gap(start, end)) if start < end else ""
    if _PART.search(scene.text.plain[max(0, mention.start - 20) : mention.start]):
        return False
    if len(gap) > REACH + 40 * more or _ABOUT_OTHER.search(gap) or _SALE.search(gap):
        return False
    if _is_total(scene, mention) and more:
        return False
    if is_of_other(scene, mention) or (trigger.kind in ("Fine", "Sanction") and goes_back(scene, mention)):
        return False
    distance = len(gap)
    for other in scene.triggers:
        if other.sentence != trigger.sentence or other is trigger or other.family != "Action":
            continue
        if other.kind in BEARING and other.kind != "Order":
            first, last = _between(other, mention)
            if first < last <= first + FAR and len(scene.gap(first, last)) < distance:
                return other.kind == trigger.kind and more
    return True


def is_of_other(scene: Scene, mention: MoneyMention) -> bool:
    """Return whether a sum is said to be one of other things (« 3 millions de pertes », "the $15 billion lender")."""
    plain = scene.text.plain
    if _OF_OTHER.match(plain, mention.end):
        return True
    return bool(
        _SIZED.match(plain, mention.end) and _BODY_LEAD.search(plain[max(0, mention.start - 8) : mention.start])
    )


def goes_back(scene: Scene, mention: MoneyMention) -> bool:
    """Return whether a sum is to go to those who were harmed."""
    plain = scene.text.plain
    lead = plain[max(scene.text.sentence_at(mention.start).start, mention.start - BESIDE) : mention.start]
    return bool(_BACK_AFTER.match(plain, mention.end) or _BACK_BEFORE.search(lead))


def _is_total(scene: Scene, mention: MoneyMention) -> bool:
    """Return whether a sum is said to be the total of others."""
    lead = scene.text.plain[max(0, mention.start - 30) : mention.start]
    return _OF_ALL.search(lead) is not None


def _between(trigger: Trigger, mention: MoneyMention) -> tuple[int, int]:
    if mention.end <= trigger.start:
        return mention.end, trigger.start
    return trigger.end, mention.start


def is_conversion(scene: Scene, mention: MoneyMention) -> bool:
    """Return whether a sum is but another one told again: in another currency, or before or after a discount."""
    before = max((m.end for m in scene.money if m.end <= mention.start), default=0)
    if before and mention.start - before <= DISCOUNT and _ADJUSTED.match(scene.text.plain, before, mention.start):
        return not any(before <= p.start < mention.start for p in scene.places)
    lead = scene.text.plain[max(before, mention.start - 30) : mention.start].rstrip()
    if (
        before
        and mention.start - before <= 30
        and (_THAT_IS.match(lead) or (_ROUGHLY.match(lead) and _in_other_currency(scene, mention, before)))
    ):
        return True
    opened = _BRACKETED.search(lead)
    if not opened or scene.text.plain[mention.end : mention.end + 2].lstrip()[:1] != ")":
        return False
    return any(0 <= mention.start - m.end <= 4 + len(opened[0]) for m in scene.money)


def _in_other_currency(scene: Scene, mention: MoneyMention, before: int) -> bool:
    """Return whether the sum that ends before another one is in another currency."""
    return any(m.end == before and m.currency != mention.currency for m in scene.money)


def threatens(text: Text, mention: MoneyMention) -> bool:
    """Return whether the words around a sum say that it was not imposed."""
    if mention.per == "day":
        return True
    sentence = text.sentence_at(mention.start)
    start = max(sentence.start, mention.start - BESIDE)
    lead = text.plain[start : mention.start]
    return is_only_meant(text, mention) or bool(patterns(text.document.language).status["exposure"].search(lead))


def is_only_meant(text: Text, mention: MoneyMention) -> bool:
    """Return whether a sum is said to have been intended or asked for, after which another was decided."""
    return _ONLY_MEANT.match(text.plain, mention.end) is not None


def _shared_currency(scene: Scene, symbol: str) -> str | None:
    """Return which of the currencies that share a name is meant: that of the text's country, else the likeliest."""
    name = symbol.strip().lower()
    family = next((codes for start, codes in SHARED.items() if name.startswith(start)), None)
    local = currency_of(main_jurisdiction(scene.cast.weights))
    if family is None or local in family:
        return local
    if family[0] in WIDESPREAD:
        return family[0]
    return next((code for code in local_currencies(scene.cast.weights) if code in family), None)


def _amount(scene: Scene, mention: MoneyMention, kind: AmountKind) -> Amount | None:
    currency = mention.currency or _shared_currency(scene, mention.symbol)
    if currency is None or not mention.value:
        return None  # no currency can be told, or it is what is left of a number torn apart
    per = None if mention.per == "record" else mention.per
    return Amount(mention.value, currency, per, kind)
