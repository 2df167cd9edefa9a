"""Authority anaphors: which authority of a text a description of one takes up, before it is named or after.

« le régulateur », "the country's financial regulator", "its central bank": wires tell an authority by its task first,
and name it in the sentence after. A description takes up the authority named last whose task and place agree, else
the only one that the text names at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from greffier.graph.records import Entity
from greffier.ingest.knowledge.gazetteers import entries
from greffier.ingest.places import lies_in, told_places
from greffier.ingest.texts import Text, fold_characters

AHEAD: Final = 4  # sentences after a description in which the authority has to be named that it is the first to tell
SOON: Final = 2  # the same where the text names several that fit: one alone has to be named so soon
_PLACE: Final = r"[A-Z][\w.]*(?: [A-Z][\w.]*)?"
_TASK_EN: Final = (
    r"(?:financial|finance|services|conduct|markets?|securities|stock|exchange|banking|bank|insurance|prudential|data|"
    r"data-protection|protection|privacy|information|competition|antitrust|consumer|cyber|cybersecurity|telecoms?|"
    r"telecommunications|communications|pensions?|intelligence|anti-money|money|laundering|crime|crimes|corporate|"
    r"audit|monetary|supervisory|oversight|enforcement)"
)
_ADJECTIVE_EN: Final = (
    r"(?:(?:country|nation|state|city|kingdom|region|province|territory|island|bloc|industry|sector)'s|top|main|chief|"
    r"national|federal|state|local|provincial|independent|public|government|powerful|same|own|banking|"
    r"European|U\.S\.|U\.K\.)"
)
_AUTHORITIES: Final = {
    "en": re.compile(
        rf"(?<![\w-])(?:(?:[Tt]he|[Ii]ts|[Tt]heir|[Tt]hat|[Tt]his) (?:(?:{_PLACE}(?:'s)?|{_ADJECTIVE_EN}) )?|"
        rf"{_PLACE}(?:'s)? )(?:(?:{_ADJECTIVE_EN}|{_TASK_EN}) ){{0,4}}"
        r"(?:regulator|watchdog|supervisor|regulatory (?:body|authority|agency)|authority|agency|commissioner|"
        r"commission|bureau|department|central bank|intelligence unit|enforcer|attorney general)(?![\w-])"
    ),
    "fr": re.compile(
        r"(?<![\w-])(?:l'|le |la |du |au |son |sa |leur |ce |cet |cette )"
        r"(?:principal |puissant |même )?"
        r"(?:régulateur|gendarme|superviseur|autorité|commission|commissaire|agence|organisme|banque centrale|"
        r"préposé|formation restreinte|instance)"
        r"(?: (?:(?:de |d'|du |des |de la |de l')(?:contrôle|surveillance|régulation|réglementation|protection|tutelle|"
        r"supervision|secteur(?: financier)?|données(?: personnelles)?|consommateurs|concurrence|"
        r"marchés?(?: financiers?)?|bourse|banques|assurances?|vie privée|renseignement(?: financier)?|télécoms?|"
        r"télécommunications|pays|île|"
        r"place|province|royaume|État|canton)|"
        r"et (?:de |d'|des )(?:résolution|supervision|surveillance)|prudentiel(?:le)?|bancaire|boursière?|financière?|"
        r"national|nationale|fédérale?|publique?|indépendante?|local|locale|concerné|compétente?|européen(?:ne)?|"
        r"antitrust|anti-?blanchiment|"
        r"[a-zà-ÿ]+(?:ain|aine|ais|aise|ois|oise|ien|ienne|ique|on|onne|ol|ole|and|ande|sse|lge|rc|rque|gne)))"
        r"{0,4}(?![\w-])",
        re.I,
    ),
}
# « les deux régulateurs », "both agencies"
_BOTH: Final = {
    "en": re.compile(
        r"(?<![\w-])(?:the two|these two|both) (?:[\w-]+ )?"
        r"(?:regulators|agencies|authorities|watchdogs|supervisors|commissioners|commissions)(?![\w-])",
        re.I,
    ),
    "fr": re.compile(
        r"(?<![\w-])(?:les|ces|des|aux) deux (?:régulateurs|autorités|gendarmes|agences|superviseurs|instances|"
        r"organismes|commissaires|commissions|commissariats)(?![\w-])",
        re.I,
    ),
}
# The words of a description, or of an authority's name, that tell its task, and the roles that gazetteers give it.
_ROLES: Final[tuple[tuple[str, re.Pattern[str]], ...]] = tuple(
    (role, re.compile(pattern))
    for role, pattern in (
        ("central_banking", r"\bcentral bank|banque centrale|reserve bank|monetary|monetaire"),
        ("data_protection", r"\bdata|privacy|information comm|donnees|vie privee|renseignements personnels"),
        ("financial_intelligence", r"intelligence|laundering|financial crimes?|renseignement financier|blanchiment"),
        ("consumer_protection", r"consumer|consommat"),
        ("competition", r"competition|antitrust|concurrence|cartel"),
        ("insurance", r"\binsurance|assurance"),
        ("securities", r"securities|\bmarkets?\b|\bstock|bourse|boursi|marches? |marches?$|valeurs mobilieres"),
        ("telecommunications", r"telecom|communications"),
        ("pensions", r"pension|retraite"),
        ("cyber_security", r"cyber"),
        ("prudential_supervision", r"(?<!central )(?<!reserve )\bbank(?:ing)?\b|prudenti|bancaire|banques"),
    )
)
_FINANCIAL: Final = re.compile(r"financ|supervis|gendarme$")
_OF_FINANCE: Final = frozenset({"prudential_supervision", "securities", "insurance"})
# Heads that an authority has in its name where one in the text has them at all.
_OWN_HEADS: Final = re.compile(r"\b(department|commissioner|commission|bureau|attorney general|commissaire|prepose)\b")


@dataclass(frozen=True, slots=True)
class Description:
    """Hold a place where a text tells an authority by what it is: its task as roles, none where any, and its home."""

    start: int
    end: int
    roles: frozenset[str]
    where: frozenset[str]
    head: str


def find_descriptions(text: Text) -> Iterator[Description]:
    """Yield the descriptions of authorities in a text, in order."""
    for match in _AUTHORITIES[text.document.language].finditer(text.plain):
        start, folded = match.start(), fold_characters(match[0])
        where = told_places(match[0])
        if (
            match[0][:1].isupper()
            and not where
            and not re.match(r"the|its|their|this|that|l[ea']|s(?:on|a)|ce", folded)
        ):
            continue  # « Kestrel agency » tells no place
        head = _OWN_HEADS.search(folded)
        yield Description(start, match.end(), _roles_told(folded), where, head[1] if head else "")


def find_pairs(
    text: Text, built: Sequence[Entity], places: Sequence[tuple[int, int, int]]
) -> Iterator[tuple[int, int, int]]:
    """Yield the places that speak of two authorities, with each of the two named last before."""
    for match in _BOTH[text.document.language].finditer(text.plain):
        named = [e for start, _, e in places if start < match.start() and built[e].kind == "Regulator"]
        last = list(dict.fromkeys(reversed(named)))[:2]
        if len(last) == 2:
            yield from ((match.start(), match.end(), entity) for entity in last)


def _roles_told(folded: str) -> frozenset[str]:
    told = frozenset(role for role, pattern in _ROLES if pattern.search(folded))
    return told or (_OF_FINANCE if _FINANCIAL.search(folded) else told)


def take_up(
    description: Description, text: Text, built: Sequence[Entity], places: Sequence[tuple[int, int, int]]
) -> int | None:
    """Return the index of the authority that a description takes up, or None; `places` are those of all, in order."""
    fitting = frozenset(
        n for n, entity in enumerate(built) if entity.kind == "Regulator" and _fits(description, entity)
    )
    headed = frozenset(n for n in fitting if description.head and _has_head(built[n], description.head))
    fitting = headed or fitting
    before = [entity for start, _, entity in places if start < description.start and entity in fitting]
    if before:
        return before[-1]
    if not (description.where or description.roles or _is_alone(built)):
        return None
    here = text.sentence_at(description.start).index
    first: dict[int, int] = {}
    for start, _, entity in places:
        if entity in fitting:
            first.setdefault(entity, text.sentence_at(start).index - here)
    if len(first) == 1:
        return next((entity for entity, away in first.items() if away <= AHEAD), None)
    soon = [entity for entity, away in first.items() if away <= SOON]
    return soon[0] if len(soon) == 1 else None


def _is_alone(built: Sequence[Entity]) -> bool:
    return sum(entity.kind == "Regulator" for entity in built) == 1


def _fits(description: Description, entity: Entity) -> bool:
    if not lies_in(entity.jurisdiction, description.where):
        return False
    roles = _roles_of(entity)
    return not description.roles or not roles or bool(description.roles & roles)


def _roles_of(entity: Entity) -> frozenset[str]:
    """Return what an authority watches over, as its gazetteer entry says, else its name."""
    entry = entries().get(entity.known_as or "")
    return (entry.roles - {"other"} if entry else frozenset()) | _roles_of_name(entity.name)


@cache
def _roles_of_name(name: str) -> frozenset[str]:
    return _roles_told(fold_characters(name))


def _has_head(entity: Entity, head: str) -> bool:
    return any(head in fold_characters(name) for name in (entity.name, *(m.text for m in entity.mentions)))
