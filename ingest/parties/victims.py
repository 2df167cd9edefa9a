"""Victims: who a telling says was hit, where its words say it plainer than what was weighed.

`roles` chooses the likeliest candidate. Here the grammar of the sentence corrects the choice: a description that
stands before a name is no other body (« l'opérateur Optus »), who was called in or found it out was not hit, nor
was the network through which money went, and a relative clause is about whom it follows.
"""

from __future__ import annotations

import re
from typing import Final

from greffier.ingest.parties.roles import fill
from greffier.ingest.scenes import Place, Scene
from greffier.ingest.triggers import Trigger

# What says, right after a name, that it was fetched to help.
_CALLED_IN: Final = re.compile(
    r"(?:,[^,.;]{0,60},)? (?:(?:was|were|has been|have been|had been|is|are) (?:then |later |also )?"
    r"(?:called in|brought in|hired|retained|engaged|appointed|commissioned|asked to|tasked|drafted in)\b"
    r"|(?:a|ont|avait|avaient|est|sera) (?:été |ensuite été |aussi été )?"
    r"(?:appelée?s?|mandatée?s?|chargée?s? d|missionnée?s?|engagée?s? pour|sollicitée?s?|retenue?s? pour|"
    r"dépêchée?s?)\b)"
)
# What says, right before a name, that it wrote about it or looked into it.
_AUTHOR_OF: Final = re.compile(
    r"\b(?:(?:audit|study|survey|(?:forensic|independent|external|outside) (?:report|review|analysis|"
    r"investigation|probe)) "
    r"(?:(?:carried out |conducted |done |led |written )?by|from|in which|where)"
    r"|(?:audit|étude|expertise|baromètre|(?:rapport|enquête|examen) (?:indépendante?|externe|d'audit|d'expertise)) "
    r"(?:menée? |réalisée? |rédigée? |conduite? )?(?:de|du|d'|par|dans lequel|dans laquelle|où))"
    r" ?(?:the |le |la |l'|les |cabinet |firm |consultants? |auditors? )*$",
    re.I,
)
# Networks over which money or messages go; they are named with what went over them.
_NETWORKS: Final = frozenset(
    {"swift", "neft", "rtgs", "sepa", "interac", "zelle", "visa", "mastercard", "fedwire", "chaps"}
)
_SENT_BY: Final = re.compile(
    r"\b(?:virements?|transferts?|paiements?|ordres|messages?|réseau|messagerie|système|cartes?|via|through|over|"
    r"using|transfers?|payments?|(?:par|over the|through the|via the|sur le|par le)(?: réseau| système)?)\s+$",
    re.I,
)
_SENT: Final = re.compile(
    r"\s+(?:transfers?|messages?|messaging|payments?|network|system|credentials|codes|cards?|terminals?|frauduleux|"
    r"orders|interbank|interbancaire)\b",
    re.I,
)
_RELATIVE: Final = re.compile(
    r"\s*(?:\([^()]*\)\s*)?,?\s*(?:où|dont|where|whose|from which|à qui|auquel|à laquelle|duquel|de laquelle)\s", re.I
)
# « a lui aussi été attaqué », "was also hit"
_TOO: Final = re.compile(
    r" (?:(?:a|ont|avait|avaient) (?:(?:lui|elle|eux|elles) aussi|aussi|également) été "
    r"(?:attaqué|piraté|visé|touché|frappé|ciblé|victime|la cible|paralysé)|"
    r"(?:was|were|has|have|had) (?:also|likewise|similarly) (?:been )?"
    r"(?:attacked|hacked|hit|targeted|breached|struck|compromised))"
)
# « vidé les comptes de Noroît », "left the accounts of Kestrel"
_OUT_OF: Final = re.compile(
    r"\b(?:left|leaving|emptied|drained|from|out of|raided|looted|depuis|vidé|vidée?s|quitté|partis? d[eu]s?|siphonné|"
    r"débité|ponctionné|pillé) (?:the |les |le |un |des |its )?(?:bank |own |customer )?"
    r"(?:accounts?|coffers|vaults|wallets|comptes?|coffres|caisses?|portefeuilles?) "
    r"(?:of |at |de |du |d'|chez )(?:the |la |le |l')?$",
    re.I,
)
OUT_OF_REACH: Final = 60  # characters before a name in which that is said
# "at its supplier Kestrel", « chez son prestataire, la société Noroît »
_SUPPLIER: Final = re.compile(
    r"\b(?:at|from|via|through|chez|auprès d[eu']) ?(?:one of )?"
    r"(?:its|their|his|a|the|an|son|leur|un|l'un de ses|le) (?:[\wà-ÿ-]+ ){0,3}"
    r"(?:suppliers?|providers?|vendors?|contractors?|subcontractors?|sub-contractors?|processors?|prestataires?|"
    r"sous-traitants?|fournisseurs?|hébergeurs?)(?: [\wà-ÿ-]+){0,2}?,? "
    r"(?:the |called |named |la société |l'entreprise |la |l'|le )?$",
    re.I,
)
SUPPLIER_REACH: Final = 80  # characters before a name in which it is called a supplier
TOO_REACH: Final = 45  # characters from the beginning of a trigger in which that is said


def hit_by(scene: Scene, trigger: Trigger) -> tuple[Place, ...]:
    """Return who was hit in what a trigger tells; nobody where it does not say."""
    unfit = frozenset(
        p.entity
        for p in scene.places_in(scene.sentence(trigger.sentence))
        if p.named and (_only_helps(scene, p) or _only_carries(scene, p))
    )
    chosen = fill(scene, trigger, "affected", unfit)
    if all(not p.named or p.sentence != trigger.sentence for p in chosen):
        chosen = _hit_too(scene, trigger) or chosen
    if len(chosen) == 1:
        chosen = (_followed(scene, trigger, _named_by(scene, chosen[0])),)
    if trigger.kind in ("Fraud", "Cyberattack"):
        chosen = _taken_from(scene, trigger) or chosen
    if trigger.kind == "DataBreach" and chosen:
        chosen = _with_supplier(scene, trigger, chosen)
    return chosen


def _taken_from(scene: Scene, trigger: Trigger) -> tuple[Place, ...]:
    """Return out of whose accounts the money went, where the sentence of a trigger says so."""
    return tuple(p for p in _led_by(scene, trigger, _OUT_OF, OUT_OF_REACH))[:1]


def _with_supplier(scene: Scene, trigger: Trigger, chosen: tuple[Place, ...]) -> tuple[Place, ...]:
    """Return who was hit with the supplier at which their data got out: both were."""
    known = {p.entity for p in chosen}
    suppliers = [p for p in _led_by(scene, trigger, _SUPPLIER, SUPPLIER_REACH) if p.entity not in known]
    clients = any(p.named and p.sentence == trigger.sentence for p in chosen)
    return (*chosen, *suppliers[:1]) if clients else chosen


def _led_by(scene: Scene, trigger: Trigger, lead: re.Pattern[str], reach: int) -> list[Place]:
    """Return the bodies in the sentence of a trigger with such words right before their names."""
    sentence = scene.sentence(trigger.sentence)
    plain = scene.text.plain
    return [
        p
        for p in scene.places_in(sentence)
        if p.named and _fit(scene, p) and lead.search(plain[max(sentence.start, p.start - reach) : p.start])
    ]


def _hit_too(scene: Scene, trigger: Trigger) -> tuple[Place, ...]:
    """Return whom a sentence names as hit, too, right before it tells so; an authority may be hit like any other."""
    plain = scene.text.plain
    return tuple(
        p
        for p in scene.places_in(scene.sentence(trigger.sentence))[-1:]
        if p.named and p.end <= trigger.start and _TOO.match(plain[p.end : trigger.start + TOO_REACH])
    )


def _named_by(scene: Scene, place: Place) -> Place:
    """Return the name that a description stands before, if one does (« l'opérateur Optus »), else the place."""
    if place.named:
        return place
    beside = place.end + 1
    return next((p for p in scene.places if p.named and p.start == beside and _fit(scene, p)), place)


def _only_helps(scene: Scene, place: Place) -> bool:
    plain = scene.text.plain
    start = scene.sentence(place.sentence).start
    return bool(
        _CALLED_IN.match(plain, place.end) or _AUTHOR_OF.search(plain[max(start, place.start - 60) : place.start])
    )


def _only_carries(scene: Scene, place: Place) -> bool:
    plain = scene.text.plain
    if plain[place.start : place.end].lower() not in _NETWORKS:
        return False
    return bool(_SENT_BY.search(plain[max(0, place.start - 20) : place.start]) or _SENT.match(plain, place.end))


def _followed(scene: Scene, trigger: Trigger, chosen: Place) -> Place:
    """Return the body that the relative clause of a trigger follows (« celle de Noroît, où… »), else the one chosen."""
    sentence = scene.sentence(trigger.sentence)
    nearest = [p for p in scene.places_in(sentence) if p.end <= trigger.start and p.named]
    if not nearest or nearest[-1].entity == chosen.entity or chosen.start >= nearest[-1].start:
        return chosen
    last = nearest[-1]
    return last if _fit(scene, last) and _RELATIVE.match(scene.text.plain, last.end) else chosen


def _fit(scene: Scene, place: Place) -> bool:
    entity = scene.entity(place.entity)
    return entity.kind not in ("Regulator", "Law") and entity.id not in scene.cast.tentative
