"""Mentions: the places in a text where organisations and laws are named.

Three sources, the surer first: gazetteers, patterns of names (legal citations; capitalised words
with a word that makes an organisation of them), and the statistical model. Each mention says which
rule found it, which entries it may be, and how much speaks for its being an organisation at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from greffier.graph.identity import LEGAL_FORMS
from greffier.ingest.knowledge.lexicon import lexicon
from greffier.ingest.mentions.acronyms import with_acronyms
from greffier.ingest.mentions.courts import find_courts
from greffier.ingest.mentions.described_authorities import find_described
from greffier.ingest.mentions.doubtful_names import TOLD, doubtful, judged
from greffier.ingest.mentions.introduced_names import find_introduced, introduces
from greffier.ingest.mentions.known_names import find_known_names
from greffier.ingest.mentions.laws import find_citations
from greffier.ingest.mentions.listed_names import find_listed
from greffier.ingest.mentions.mention import Mention, Taken
from greffier.ingest.mentions.name_shapes import (
    ACRONYM_AFTER,
    ARTICLE,
    CAPITAL,
    NO_NAME,
    excluded,
    title_case,
    trimmed,
    with_legal_form,
)
from greffier.ingest.mentions.public_bodies import find_public_bodies
from greffier.ingest.mentions.weak_names import confirmed, is_date
from greffier.ingest.models import NamedSpan
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
_ADJECTIVE: Final = (
    r"[a-zà-ÿ-]+(?:ois|oise|ais|aise|ain|aine|ien|ienne|al|ale|aux|ique|if|ive|el|elle|ier|ière|aire|eur|eure|ée|é)s?"
)
_FRENCH_BODY: Final = re.compile(
    r"(?<!\w)(?:Hôpital|Hôpitaux|Centre hospitalier|Clinique|Université|Institut|Agence|Caisse|Mutuelle|Banque|"
    r"Fédération|"
    r"Autorité|Commission|Office|Organisation|Organisme|Conseil|Chambre|Ordre|Commissariat|Haute Autorité|Union|"
    r"Société)"
    rf"(?: (?:{_ADJECTIVE}|mutualiste|universitaire|suprême|populaire))*"
    r"(?: (?:de la|de l'|du|des|de|d'|et|pour la|pour le|pour) ?(?:\w[\w'-]*)(?: (?:financiers?|financière|"
    r"nationale?|"
    r"sociale?|"
    r"personnels|publiques?|privée?|informatiques?|complémentaires?|populaires?|prudentiel(?:le)?))?){1,5}"
)
_FRENCH_TAIL: Final = re.compile(r"[A-ZÀ-ÖØ-Þ]")
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
# Who holds an office, which is no name of the body: "Deputy Governor for Prudential Regulation", "Finance Minister Ann Doe".
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
# Words that go on with a name after "and", rather than begin another one.
_SHARED_HEAD: Final = re.compile(
    r"(?:credit|loans?|trust|savings?|investments?|insurance|life|casualty|annuity|exchange|surety|guaranty|"
    r"compan(?:y|ies)|co|sons?|partners|associates|brothers)\b"
)
_IN_LIST: Final = re.compile(
    rf"{CAPITAL}[\w'-]+\)?, (?:la |le |les |l'|the |de |du |d')?$"
)  # an item of a list stands before
_JOINT: Final = re.compile(r" (?:and|et) (?:the |la |le |l'|les )?")
_OWN_HEAD: Final = re.compile(
    r"(?:Bank of|Banque (?:de|du|d')|Caisse (?:de|d')|Crédit|Credit|Banco|Groupe|University of) ?[A-ZÀ-Þ]"
)


def find_mentions(text: Text, named: Iterable[NamedSpan]) -> tuple[Mention, ...]:
    """Return the mentions in a text, in order, none over another; `named` is what the model found."""
    named = tuple(named)
    sure = confirmed(text, sure_mentions(text, named), named)
    others = judged(text, doubtful(text, named, sure), sure)
    return with_acronyms(text, sorted((*sure, *others), key=lambda m: m.start))


def sure_mentions(text: Text, named: Sequence[NamedSpan]) -> list[Mention]:
    """Return the mentions that gazetteers and patterns tell, in order, none over another."""
    taken = Taken(len(text.plain))
    introduced = list(find_introduced(text, named))
    sequences = _sequences(text)
    longer = [(m.start, m.end) for m in (*sequences, *introduced)]
    longer += [(s.start, s.end) for s in named if s.label == "ORG" and not title_case(text, s.start)]
    known = [
        m
        for m in find_known_names(text, named)
        if m.family == "Law" or not (m.weak and _is_part(text.plain, m, longer))
    ]
    known = [m for m in known if not (m.weak and is_date(text, m))]
    others = [(s.start, s.end) for s in named if s.label in NO_NAME]
    known = [
        m
        for m in known
        if m.acronym
        or not m.weak
        or introduces(text, m.start, m.end)
        or not any(a < m.end and m.start < b for a, b in others)
    ]
    citations = find_citations(text.plain, text.document.language)
    for mention in (
        *(m for m in known if not m.weak),
        *(Mention(start, end, text.plain[start:end], "Law", rule, 0.95, "Law") for start, end, rule in citations),
        *_courts(text),
        *find_public_bodies(text),
        *(m for m in known if m.weak),
        *_described(text),
        *_french_bodies(text),
        *_after_known(text.plain, sequences, known),
        *introduced,
        *find_listed(text, known),
    ):
        taken.add(mention)
    return taken.mentions()


def _after_known(plain: str, sequences: Iterable[Mention], known: Iterable[Mention]) -> Iterator[Mention]:
    """Yield capitalised sequences, each without a known name and the "and" after it with which it begins."""
    ends = {m.start: m.end for m in known if not m.weak}
    for sequence in sequences:
        joint = _JOINT.match(plain, ends.get(sequence.start, sequence.end))
        rest = plain[joint.end() : sequence.end] if joint else ""
        if joint and " " in rest and _tells(fold_characters(rest)):
            kind = lexicon().kind_of_name(fold_characters(rest))
            yield replace(sequence, start=joint.end(), text=rest, kind=kind)
        else:
            yield sequence


def _is_part(plain: str, mention: Mention, longer: Iterable[tuple[int, int]]) -> bool:
    """Return whether a doubtful short name is but a part of a longer capitalised one."""
    for start, end in longer:
        if start <= mention.start and mention.end <= end and end - start > mention.end - mention.start + 2:
            rest = plain[start : mention.start] + plain[mention.end : end]
            if re.search(r"\b[A-Z]\w{2,}", ARTICLE.sub("", rest)) and not re.search(r"[,()|\n]", plain[start:end]):
                return True
    return False


def _courts(text: Text) -> list[Mention]:
    """Return courts and police, known ones and those that their words tell."""
    return [
        Mention(
            m.start,
            m.end,
            text.plain[m.start : m.end],
            "Organization",
            "gazetteer" if m.entries else "name.court",
            0.9,
            m.kind,
            m.entries,
        )
        for m in find_courts(text)
    ]


def _described(text: Text) -> list[Mention]:
    """Return authorities that are told by what they do and where they are."""
    return [
        Mention(d.start, d.end, text.plain[d.start : d.end], "Organization", d.rule, 0.85, "Regulator", d.entries)
        for d in find_described(text)
    ]


def _french_bodies(text: Text) -> list[Mention]:
    """Return names that begin with the word for a body and go on in lower case, as French ones do."""
    if text.document.language != "fr":
        return []
    found = []
    for match in _FRENCH_BODY.finditer(text.plain):
        written = match[0]
        if not ACRONYM_AFTER.match(text.plain, match.end()):
            last = max((m.start() for m in _FRENCH_TAIL.finditer(written)), default=0)
            if last == 0:
                continue
            tail = re.compile(r"[\w'-]+").match(written, last)
            written = written[: tail.end()] if tail else written
        folded = fold_characters(written)
        if excluded(folded):
            continue
        kind = lexicon().kind_of_name(folded)
        found.append(
            Mention(match.start(), match.start() + len(written), written, "Organization", "name.body", 0.85, kind)
        )
    return found


def _sequences(text: Text) -> list[Mention]:
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
        houses = [text.plain[a:b].split(maxsplit=1)[0] for a, b in parts if _tells(fold_characters(text.plain[a:b]))]
        for first, last in parts:
            start, end = trimmed(text.plain, first, last)
            end = _without_holder(text.plain, start, with_legal_form(text.plain, _with_place(text.plain, end)))
            written = text.plain[start:end]
            folded = fold_characters(written)
            kind = lexicon().kind_of_name(folded) or ("Bank" if _COMPOUND.fullmatch(written) else None)
            told = _tells(folded) or (len(parts) > 1 and written.split(" ")[0] in houses)
            if excluded(folded) or _OFFICER.match(written) or _NO_BODY.search(written):
                continue
            if " " in folded and told:
                found.append(Mention(start, end, written, "Organization", "name.words", 0.8, kind))
            elif _COMPOUND.fullmatch(written):
                found.append(Mention(start, end, written, "Organization", "name.compound", 0.7, "Bank"))
    return found


def _tells(folded: str) -> bool:
    """Return whether a word of a folded name makes it that of an organisation."""
    words = lexicon()
    last = folded.rsplit(maxsplit=1)[-1].strip(".") if folded.strip() else ""
    return bool(words.kind_of_name(folded) or words.organization_words.search(folded) or last in LEGAL_FORMS)


def _parts(plain: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the names in a run of capitalised words: two joined by "and" are two where each is one by itself.

    What begins a sentence with a common noun (« Customers of Kestrel Bank ») begins with the name.
    """
    lead = re.match(r"([A-ZÀ-Þ][a-zà-ÿ]+s?) (?:of|de|du|des|d'|at|chez) (?:the |la |le |l')?", plain[start:end])
    if lead and lead[1].lower() not in _HEADS_WITH_OF and not _tells(fold_characters(lead[1])):
        rest = start + lead.end()
        start = rest if _tells(fold_characters(plain[rest:end])) else start
    for joint in re.finditer(r" (?:and|et|&) (?:the |la |le |l'|les |de |d')?", plain[start:end]):
        left, right = plain[start : start + joint.start()], plain[start + joint.end() : end]
        listed = bool(_IN_LIST.search(plain[max(0, start - 40) : start]))
        if _are_listed(left, right, joint[0], listed) or _are_two(plain, left, right, joint[0]):
            return [(start, start + joint.start()), *_parts(plain, start + joint.end(), end)]
    return [(start, end)]


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
    if " " in left and _tells(first) and (_tells(second) or _SHORT.fullmatch(right)):
        return True
    if "&" in joint or not _tells(second):
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
