"""Capitalised names: runs of capitalised words among which one makes an organisation of them ("Kestrel Life plc").

Two names that "and" joins are told from one that has it; who holds an office and what only sounds like a body are none.
"""

from __future__ import annotations

import re
from typing import Final

from greffier.graph.identity import LEGAL_FORMS
from greffier.ingest.knowledge.lexicon import lexicon
from greffier.ingest.mentions.doubtful_names import TOLD
from greffier.ingest.mentions.mention import Mention
from greffier.ingest.mentions.name_shapes import ARTICLE, CAPITAL, excluded, title_case, trimmed, with_legal_form
from greffier.ingest.texts import Text, fold_characters

_WORD: Final = (
    rf"(?:(?:[A-Z]\.){{1,3}}(?= [A-Z])|(?:St|Ste|Mt|Ft)\.(?= [A-Z])|{CAPITAL}[\w'&*.+-]*\w|{CAPITAL}|\d+[A-Z]\w+)"
)
_LINK: Final = r"(?:of|de|du|des|and|et|the|for|la|le|l'|d'|&)"
_SEQUENCE: Final = re.compile(
    rf"(?<!\w)(?<![^dlDLu]'){_WORD}(?:(?: {_LINK}){{0,2}} {_WORD}|(?: {_LINK})? (?:l'|d'){_WORD})*"
)
_HEADS_WITH_OF: Final = frozenset(
    "bank banque office department ministry ministere bureau board council university universite college institute "
    "institut church city state house court society association union league order federation fondation foundation "
    "caisse chambre cour commission conseil agence agency authority autorite royal".split()
)
_PLACE_AND_FORM: Final = re.compile(
    rf"( \({CAPITAL}[\w-]+(?: {CAPITAL}[\w-]+)?\)),? (?:Inc|Corp|Co|Ltd|Limited|LLC|LLP|PLC|plc|SA|AG|SE|NV|Ltée)\b"
)
_HELD: Final = re.compile(
    r"((?:[A-Z][\w'-]+ )*(?:Attorney General|Commissioner|Superintendent|Ombudsman|Comptroller|Procureur|"
    r"Commissaire))"
    r" [A-Z][a-z]+(?: [A-Z][\w.-]*)?(?: [A-Z][a-z][\w-]*)$"
)
# One word that ends in the word for a bank; places, persons and the word for a store of data or wind apart.
_COMPOUND: Final = re.compile(
    r"(?!(?:Bur|Fair|Eu|South|North|West|East|Mill|Over|River|Data|Piggy|Red|Wood|Out|Em|Food|Power|Cross|Sea|New|"
    r"Clu|Hus|"
    r"In|Inter|Non|Bio|Blood|Mountain)bank)[A-Z]\w+(?:bank|banque)"
)
# Who holds an office, which is no name of the body: "Deputy Governor for Markets", "Finance Minister Ann Doe".
_OFFICER: Final = re.compile(
    r"(?:Deputy|Vice|Chief|Executive|Managing|Senior|Assistant|Head of|Director of (?!Public)|Directeur|Directrice|"
    r"(?:[\w&-]+ ){0,3}(?:Minister|Ministre|Regulator|Governor|Secretary) [A-Z][a-z]+ [A-Z])"
)
# What is no body though a word in it says so: an agreement, a scheme of rules, a county of Ireland.
_NO_BODY: Final = re.compile(
    r"(?:^Co [A-Z][a-z]+$|, Co$|\b(?:Agreement|Convention|Framework|Principles?|Report|Survey|Index|Awards?|"
    r"Conference|Summit|"
    r"Standards?|Guidelines|Protocol|Facility|Application|Directions|Bulletin|Review|Accord|Programme?|"
    r"Insurance Number|"
    r"News Agency|Press Agency|Questionnaire|Handbook|Manual|Certificate|Licen[cs]e|Policy|Policies|Rapport|"
    r"Projet|Contrats?|Strategy|Initiative|Officers?|Rules?|Number|Accounts?|Days?|Weeks?|Months?|"
    r"Secrecy|Criteria|Requirements|Providers?|Compliance|Manager|Advisers?|Advisors?|Holders?|Offences?|Fraud|"
    r"Scandal|"
    r"(?:Audit|Risk|Remuneration|Executive|Disciplinary|Nomination|Compliance|Investment|Steering) Committee|"
    r"(?:Compliance|Claims|IT|Legal|Human Resources|Sales|Fraud|Internal Audit|Marketing|Accounting) Department|"
    r"Banks|"
    r"Insurers|Companies|Customers|Clients)$)"
)
_SHORT: Final = re.compile(r"[A-Z][A-Z&]{2,6}")  # a name that is an acronym
_ACRONYM_AFTER: Final = re.compile(r" \((?:the )?([A-Z][A-Z&]{2,6})\b")
# Words that go on with a name after "and", rather than begin another one.
_SHARED_HEAD: Final = re.compile(
    r"(?:credit|loans?|trust|savings?|investments?|insurance|life|casualty|annuity|exchange|surety|guaranty|"
    r"compan(?:y|ies)|co|sons?|partners|associates|brothers)\b"
)
_IN_LIST: Final = re.compile(
    rf"{CAPITAL}[\w'-]+\)?, (?:la |le |les |l'|the |de |du |d')?$"
)  # an item of a list stands before
_OWN_HEAD: Final = re.compile(
    r"(?:Bank of|Banque (?:de|du|d')|Caisse (?:de|d')|Crédit|Credit|Banco|Groupe|University of) ?[A-ZÀ-Þ]"
)


def find_capitalised(text: Text) -> list[Mention]:
    """Return capitalised words among which one makes an organisation of them."""
    found = []
    for match in _SEQUENCE.finditer(text.plain):
        if title_case(text, match.start()):
            continue
        if " " not in match[0]:
            end = with_legal_form(text.plain, _with_place(text.plain, match.end()))
            if _COMPOUND.fullmatch(match[0]):
                found.append(Mention(*match.span(), match[0], "Organization", "name.compound", 0.7, "Bank"))
            elif (
                end > match.end()
                and not text.plain[match.end() : end].endswith(", Co")
                and not ARTICLE.match(f"{match[0]} ")
            ):
                written = text.plain[match.start() : end]
                found.append(Mention(match.start(), end, written, "Organization", "name.words", 0.8))
            continue
        parts = _parts(text.plain, match.start(), match.end())
        houses = [text.plain[a:b].split(maxsplit=1)[0] for a, b in parts if tells(fold_characters(text.plain[a:b]))]
        for first, last in parts:
            start, end = trimmed(text.plain, first, last)
            end = _without_holder(text.plain, start, with_legal_form(text.plain, _with_place(text.plain, end)))
            written = text.plain[start:end]
            folded = fold_characters(written)
            kind = lexicon().kind_of_name(folded) or ("Bank" if _COMPOUND.fullmatch(written) else None)
            told = tells(folded) or (len(parts) > 1 and written.split(" ")[0] in houses)
            if excluded(folded) or _OFFICER.match(written) or _NO_BODY.search(written):
                continue
            if " " in folded and told:
                found.append(Mention(start, end, written, "Organization", "name.words", 0.8, kind))
            elif _COMPOUND.fullmatch(written):
                found.append(Mention(start, end, written, "Organization", "name.compound", 0.7, "Bank"))
    return found


def tells(folded: str) -> bool:
    """Return whether a word of a folded name makes it that of an organisation."""
    words = lexicon()
    last = folded.rsplit(maxsplit=1)[-1].strip(".") if folded.strip() else ""
    return bool(words.kind_of_name(folded) or words.organization_words.search(folded) or last in LEGAL_FORMS)


def _parts(plain: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the names in a run of capitalised words: two joined by "and" are two where each is one by itself.

    What begins a sentence with a common noun (« Customers of Kestrel Bank ») begins with the name.
    """
    lead = re.match(r"([A-ZÀ-Þ][a-zà-ÿ]+s?) (?:of|de|du|des|d'|at|chez) (?:the |la |le |l')?", plain[start:end])
    if lead and lead[1].lower() not in _HEADS_WITH_OF and not tells(fold_characters(lead[1])):
        rest = start + lead.end()
        start = rest if tells(fold_characters(plain[rest:end])) else start
    if _is_spelled(plain, start, end):
        return [(start, end)]
    for joint in re.finditer(r" (?:and|et|&) (?:the |la |le |l'|les |de |d')?", plain[start:end]):
        left, right = plain[start : start + joint.start()], plain[start + joint.end() : end]
        listed = bool(_IN_LIST.search(plain[max(0, start - 40) : start]))
        if _are_listed(left, right, joint[0], listed) or _are_two(plain, left, right, joint[0]):
            return [(start, start + joint.start()), *_parts(plain, start + joint.end(), end)]
    return [(start, end)]


def _is_spelled(plain: str, start: int, end: int) -> bool:
    """Return whether the acronym in brackets after a run of capitalised words is that of all of them."""
    bracket = _ACRONYM_AFTER.match(plain, end)
    if not bracket:
        return False
    initials = "".join(w[0] for w in re.split(r"[ -]", plain[start:end]) if w[0].isupper())
    return initials.startswith(bracket[1].replace("&", "")) and len(bracket[1]) > 2


def _are_listed(left: str, right: str, joint: str, listed: bool) -> bool:
    """Return whether two names are items of a list: the last two of one, both of one house, or each with its "of"."""
    left = ARTICLE.sub("", left)
    if "&" in joint or _SHARED_HEAD.match(fold_characters(right)):
        return False
    if listed or (" " in left and left.split()[0] == right.split(maxsplit=1)[0]):
        return True
    if _OWN_HEAD.match(right) and " " not in left:
        return True
    return joint.endswith((" de ", " d'")) and not re.search(r" (?:de|du|des|d') ?", left)


def _are_two(plain: str, left: str, right: str, joint: str) -> bool:
    """Return whether what stands on either side of "and" are two names, and not the words of one."""
    left = ARTICLE.sub("", left)
    first, second = fold_characters(left), fold_characters(right)
    if _SHARED_HEAD.match(second):
        return False
    if " " in left and tells(first) and (tells(second) or _SHORT.fullmatch(right)):
        return True
    if "&" in joint or not tells(second):
        return False
    alone = len(re.findall(rf"(?<!\w){re.escape(left)}(?!\w)", plain)) > 1
    if lexicon().kind_of_name(second) in TOLD:  # « Securities and Exchange Commission »
        return bool(_SHORT.fullmatch(left)) and (alone or "the " in joint)
    return " " in right and (" " in left or alone or bool(_SHORT.fullmatch(left)))


def _with_place(plain: str, end: int) -> int:
    """Return where a name ends with a place in brackets that its legal form follows (« Trust (Guernsey) Limited »)."""
    place = _PLACE_AND_FORM.match(plain, end)
    return place.end(1) if place else end


def _without_holder(plain: str, start: int, end: int) -> int:
    """Return where the name of an office ends before that of who holds it (« Attorney General Ann Doe »)."""
    held = _HELD.match(plain[start:end])
    return start + held.end(1) if held else end
