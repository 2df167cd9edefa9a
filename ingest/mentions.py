"""Mentions: the places in a text where organisations and laws are named.

Three sources, the surer first: gazetteers, patterns of names (legal citations; capitalised words
with a word that makes an organisation of them), and the statistical model. Each mention says which
rule found it, which entries it may be, and how much speaks for its being an organisation at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from greffier.graph.identity import LEGAL_FORMS, name_key
from greffier.ingest.acronyms import with_acronyms
from greffier.ingest.courts import find_courts
from greffier.ingest.described_authorities import find_described
from greffier.ingest.doubtful_names import TOLD, doubtful, judged
from greffier.ingest.gazetteers import Entry, find_known, known_acronym
from greffier.ingest.laws import find_citations
from greffier.ingest.lexicon import lexicon
from greffier.ingest.member_names import member_end
from greffier.ingest.mention import Mention, Taken
from greffier.ingest.models import NamedSpan
from greffier.ingest.name_shapes import (
    ACRONYM_AFTER,
    ARTICLE,
    CAPITAL,
    NAME_RUN,
    NO_NAME,
    excluded,
    singular,
    title_case,
    trimmed,
    with_legal_form,
)
from greffier.ingest.texts import Text, fold_characters
from greffier.ingest.weak_names import WEAK, confirmed, is_date

_WORD: Final = rf"(?:{CAPITAL}[\w'&*.+-]*\w|{CAPITAL}|\d+[A-Z]\w+)"
_LINK: Final = r"(?:of|de|du|des|and|et|the|for|la|le|l'|d'|&)"
_SEQUENCE: Final = re.compile(rf"(?<![\w']){_WORD}(?:(?: {_LINK}){{0,2}} {_WORD}|(?: {_LINK})? (?:l'|d'){_WORD})*")
_JUST_BEFORE: Final = re.compile(
    r"\b(?:assureur|insurer|mutuelle|banque|bank|lender|courtier|broker|brokerage|fintech|operateur|operator|"
    r"regulateur|"
    r"regulator|watchdog|gendarme|superviseur|reinsurer|reassureur|neobanque|prestataire|provider|exchange|airline|"
    r"retailer)"
    r"(?: (?!du |de |des |of |in |for )[a-z-]+)?,? $"
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
    r"(?: (?:de la|de l'|du|des|de|d'|et|pour la|pour le|pour) ?(?:\w[\w'-]*)(?: (?:financiers?|financière|nationale?|"
    r"sociale?|"
    r"personnels|publiques?|privée?|informatiques?|complémentaires?|populaires?|prudentiel(?:le)?))?){1,5}"
)
# Capitalised words that go on with a name; a day, a month or somebody's office does not.
_CONTINUES: Final = re.compile(
    r"(?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\b|"
    r"Chief|President|Chair|Director|Vice|Act\b)[A-Z][a-z]{2,}"
)
_FRENCH_TAIL: Final = re.compile(r"[A-ZÀ-ÖØ-Þ]")
_PLACE_AND_FORM: Final = re.compile(
    rf"( \({CAPITAL}[\w-]+(?: {CAPITAL}[\w-]+)?\)),? (?:Inc|Corp|Co|Ltd|Limited|LLC|LLP|PLC|plc|SA|AG|SE|NV|Ltée)\b"
)
_HELD: Final = re.compile(
    r"((?:[A-Z][\w'-]+ )*(?:Attorney General|Commissioner|Superintendent|Ombudsman|Comptroller|Procureur|Commissaire))"
    r" [A-Z][a-z]+(?: [A-Z][\w.-]*)?(?: [A-Z][a-z][\w-]*)$"
)
# One word that ends in the word for a bank; places, persons and the word for a store of data or wind apart.
_COMPOUND: Final = re.compile(
    r"(?!(?:Bur|Fair|Eu|South|North|West|East|Mill|Over|River|Data|Piggy|Red|Wood|Out|Em|Food|Power|Cross|Sea|New|Clu|Hus|"
    r"In|Inter|Non|Bio|Blood|Mountain)bank)[A-Z]\w+(?:bank|banque)"
)
# Who holds an office, which is no name of the body: "Deputy Governor for Prudential Regulation", "Finance Minister Ann Doe".
_OFFICER: Final = re.compile(
    r"(?:Deputy|Vice|Chief|Executive|Managing|Senior|Assistant|Head of|Director of (?!Public)|Directeur|Directrice|"
    r"(?:[\w&-]+ ){0,3}(?:Minister|Ministre|Regulator|Governor|Secretary) [A-Z][a-z]+ [A-Z])"
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
_OWN_HEAD: Final = re.compile(
    r"(?:Bank of|Banque (?:de|du|d')|Caisse (?:de|d')|Crédit|Credit|Banco|Groupe|University of) ?[A-ZÀ-Þ]"
)
_FORM_AFTER_WORDS: Final = re.compile(
    rf"((?: {CAPITAL}[\w&-]+){{1,4}}),? (?:Ltd|Limited|LLC|LLP|PLC|Plc|plc|SA|SAS|AG|GmbH|DAC|dac|Ltée)\b"
)
_PREFIX: Final = re.compile(r"(?<![\w.,;:/&-])([A-Z]{2,5}) $")
_NO_PREFIX: Final = frozenset(
    "US UK EU UE UN USD EUR GBP CHF CAD AUD HKD SGD CEO CFO COO CTO CISO PDG DG DSI RSSI IT AI IA MVNO FAI THE LE LA LES AND ET".split()
)


SEVERAL: Final = 2  # how often a longer name has to stand in a text before a title is read to have it


def find_mentions(text: Text, named: Iterable[NamedSpan]) -> tuple[Mention, ...]:
    """Return the mentions in a text, in order, none over another; `named` is what the model found."""
    named = tuple(named)
    sure = confirmed(text, sure_mentions(text, named), named)
    others = judged(text, doubtful(text, named, sure), sure)
    return with_acronyms(text, sorted((*sure, *others), key=lambda m: m.start))


def sure_mentions(text: Text, named: Sequence[NamedSpan]) -> list[Mention]:
    """Return the mentions that gazetteers and patterns tell, in order, none over another."""
    taken = Taken(len(text.plain))
    sequences = _sequences(text)
    longer = [(m.start, m.end) for m in sequences]
    longer += [(s.start, s.end) for s in named if s.label == "ORG" and not title_case(text, s.start)]
    known = [m for m in _known(text) if m.family == "Law" or not (m.weak and _is_part(text.plain, m, longer))]
    known = [m for m in known if not (m.weak and is_date(text, m))]
    others = [(s.start, s.end) for s in named if s.label in NO_NAME]
    known = [m for m in known if m.acronym or not m.weak or not any(a < m.end and m.start < b for a, b in others)]
    citations = find_citations(text.plain, text.document.language)
    for mention in (
        *(m for m in known if not m.weak),
        *(Mention(start, end, text.plain[start:end], "Law", rule, 0.95, "Law") for start, end, rule in citations),
        *_courts(text),
        *(m for m in known if m.weak),
        *_described(text),
        *_french_bodies(text),
        *sequences,
        *_introduced(text),
    ):
        taken.add(mention)
    return taken.mentions()


def _is_part(plain: str, mention: Mention, longer: Iterable[tuple[int, int]]) -> bool:
    """Return whether a doubtful short name is but a part of a longer capitalised one."""
    for start, end in longer:
        if start <= mention.start and mention.end <= end and end - start > mention.end - mention.start + 2:
            rest = plain[start : mention.start] + plain[mention.end : end]
            if re.search(r"\b[A-Z]\w{2,}", ARTICLE.sub("", rest)) and not re.search(r"[,()|\n]", plain[start:end]):
                return True
    return False


def _known(text: Text) -> list[Mention]:
    """Return the names of gazetteer entries, those that another word makes a member of a group apart."""
    found = []
    for match in find_known(text):
        law = match.entries[0].kind == "Law"
        end, entries, rule = match.end, match.entries, "gazetteer"
        if not law and not match.acronym:
            long = " " in text.plain[match.start : match.end] and match.entries[0].kind != "Regulator"
            end, member = _extended(text.plain, match.end, long)
            if title_case(text, match.start) and text.plain.count(text.plain[match.start : end]) < SEVERAL:
                end, member = with_legal_form(text.plain, match.end), False  # every word has a capital there
            if member and not _is_form(text.plain[match.start : end], entries):
                entries, rule = (), "gazetteer.member"
        start = match.start
        if not law and not match.acronym and not title_case(text, start):
            prefix = _PREFIX.search(text.plain, max(0, start - 7), start)
            if prefix and prefix[1] not in _NO_PREFIX and not known_acronym(prefix[1]):
                start, entries, rule = prefix.start(1), (), "gazetteer.member"
        kind = entries[0].kind if entries else match.entries[0].kind if start < match.start else None
        written = text.plain[start:end]
        platform = not law and excluded(text.folded[start:end])
        support = 0.2 if platform else WEAK if match.weak else 0.97
        family = "Law" if law else "Organization"
        found.append(
            Mention(start, end, written, family, rule, support, kind, entries, match.weak or platform, match.acronym)
        )
    return found


def _extended(plain: str, end: int, long: bool) -> tuple[int, bool]:
    """Return where a known name ends with what follows it, and whether that makes it another body.

    A word that members of groups have in their names does (« AXA Life »); after one, or after a `long` name, any
    capitalised word goes on with it (« Deutsche Bank Trust Company Americas »).
    """
    named = _FORM_AFTER_WORDS.match(plain, end)
    if named and all(_CONTINUES.match(word) for word in named[1].split()):
        return with_legal_form(plain, named.end(1)), True
    last = member_end(plain, end)
    if last is not None:
        return with_legal_form(plain, last), True
    member = False
    while True:
        word = re.compile(rf" ({CAPITAL}[\w&-]*)").match(plain, end)
        if word and (
            lexicon().member_words.match(fold_characters(word[1])) or ((member or long) and _CONTINUES.match(word[1]))
        ):
            member, end = True, word.end()
            continue
        return with_legal_form(plain, end), member


def _is_form(written: str, known: tuple[Entry, ...]) -> bool:
    """Return whether a longer form is but another spelling of the known name."""
    key = singular(name_key(written))
    return any(key == singular(name_key(form)) for entry in known for form in entry.forms)


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
            if _COMPOUND.fullmatch(match[0]):
                found.append(Mention(*match.span(), match[0], "Organization", "name.compound", 0.7, "Bank"))
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
            if excluded(folded) or _OFFICER.match(written):
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


def _introduced(text: Text) -> list[Mention]:
    """Return names that only the word before them tells (« l'assureur Zéphyr », "the lender Nordlys")."""
    found = []
    for match in NAME_RUN.finditer(text.plain):
        start, end = trimmed(text.plain, match.start(), match.end())
        lead = text.folded[max(0, start - 60) : start]
        if not _JUST_BEFORE.search(lead):
            continue
        kind = next((k for k, pattern in lexicon().before if pattern.search(lead)), None)
        written = text.plain[start:end]
        if kind == "Regulator" and lead.rstrip().endswith(",") and _may_be_a_person(written):
            continue  # "the chief regulator, Ann Doe"
        if kind and len(written) > 2 and not excluded(text.folded[start:end]):
            found.append(Mention(start, end, written, "Organization", "name.introduced", 0.75, kind))
    return found


def _may_be_a_person(name: str) -> bool:
    words = name.split()
    known = lexicon().kind_of_name(fold_characters(name)) or lexicon().organization_words.search(fold_characters(name))
    return len(words) in (2, 3) and not known and not any(w.isupper() and len(w) > 2 for w in words)
