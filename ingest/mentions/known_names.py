"""Known names: the names of gazetteer entries in a text, and where what stands beside makes one another body's."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from greffier.graph.identity import name_key
from greffier.ingest.knowledge.gazetteers import Entry, find_known, known_acronym
from greffier.ingest.knowledge.lexicon import lexicon
from greffier.ingest.mentions.member_names import member_end
from greffier.ingest.mentions.mention import Mention
from greffier.ingest.mentions.name_shapes import CAPITAL, excluded, singular, title_case, with_legal_form
from greffier.ingest.mentions.weak_names import WEAK
from greffier.ingest.models import NamedSpan
from greffier.ingest.places import place_names
from greffier.ingest.texts import Text, fold_characters

PLATFORM: Final = 0.2  # support of the name of a medium or a platform
SEVERAL: Final = 2  # how often a longer name has to stand in a text before a title is read to have it
# Capitalised words that go on with a name after; a day, a month or somebody's office does not.
_CONTINUES: Final = re.compile(
    r"(?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\b|"
    r"Chief|President|Chair|Director|Vice|Act\b)[A-Z][a-z]{2,}"
)
# A word of what a body sells or gives out, and no part of the name of a member of its group.
_SOLD: Final = re.compile(
    r"(?:Accounts?|Online|App|Cards?|Rewards?|Programme?|Platform|Index|Report|Day|Direct|Plus|Premium|Gold|Platinum|Prime|"
    r"Points?|Club|Centre|Center|Stadium|Arena|Tower|Building|Plaza|Cup|League|Prize|Award|Awards|Survey|Study|Scheme|Plan|"
    r"Policy|Fraud|Scandal|Case|Breach|Hack|Security|Team|Chain|Wallet|Livret|Carte|Compte|Affaire|Connect|Mastercard|Visa)\b"
)
_FORM: Final = r"(?:Ltd|Limited|LLC|LLP|PLC|Plc|plc|SA|SAS|AG|GmbH|DAC|dac|Ltée|Inc|Corp)\b"
_FORM_AFTER_WORDS: Final = re.compile(rf"((?: {CAPITAL}[\w&-]+){{1,4}}),? {_FORM}")
# « Trust (Guernsey) Limited », "Company of Hong Kong Limited".
_PLACE_AND_FORM: Final = re.compile(
    rf"((?: \({CAPITAL}[\w-]+(?: {CAPITAL}[\w-]+)?\)| of(?: {CAPITAL}[\w-]+){{1,3}}?)),? {_FORM}"
)
# « Desjardins Cabinet de services financiers inc. »: a name of Québec, small letters included.
_FORM_OF_QUEBEC: Final = re.compile(
    rf"( {CAPITAL}[\w-]+(?: (?:{CAPITAL}[\w-]+|de|du|des|d'assurances?|en|et|services?|"
    r"financi(?:ers?|ères?)|assurances?|générales?|conseils?|placements?|investissements?|gestion|courtage|solutions?|sécurité|vie|valeurs|mobilières|"
    r"privée|patrimoine|fonds)){0,6}),? (?:inc\b|ltée\b)"
)
_WORD_AFTER: Final = re.compile(rf" ({CAPITAL}[\w&-]*)")
_ALL_CAPITALS: Final = re.compile(rf"(?: {CAPITAL}[\w&-]+){{1,3}}")
_NEXT_CAPITALS: Final = re.compile(rf" ({CAPITAL}[\w-]+(?: {CAPITAL}[\w-]+){{0,2}})")
# After the place: something of the body that is there, and no other body.
_HAS_THERE: Final = re.compile(
    r" (?:office|branch|unit|head|headquarter|staff|desk|site|arm|team|trader|store|employee|worker|bureau|campus)"
)
_HYPHENED: Final = re.compile(
    rf"(?<![\w-])(?!(?:Anti|Non|Post|Franco|Anglo|Euro|Inter|Ex|Pro)-){CAPITAL}[a-z]\w{{2,}}-$"
)
# "Office of the Information and Privacy Commissioner": of a name that two tasks share the end alone is another's.
_SHARED: Final = re.compile(r"\b(?:Information and|[Ii]nformation et à la) $")
_PREFIX: Final = re.compile(r"(?<![\w.,;:/&-])([A-Z]{2,5}) $")
_NO_PREFIX: Final = frozenset(
    "US UK EU UE UN USD EUR GBP CHF CAD AUD HKD SGD CEO CFO COO CTO CISO PDG DG DSI RSSI IT AI IA MVNO FAI THE LE LA "
    "LES AND ET".split()
)
# Words before a known name with which a longer one begins, where the statistical model takes both for one.
_LEADING: Final = re.compile(rf"(?<![\w'.-] )(?<![\w'-])((?:{CAPITAL}[a-z][\w-]+ ){{1,2}})$")
_NO_LEAD: Final = re.compile(
    r"(?:The|A|An|Bank|Banks|Insurers?|Lenders?|Broker|Regulator|Authority|Attorney|President|Chief|Director|"
    r"Executive|"
    r"Officer|Former|Group|Company|Parent|Subsidiary|Watchdog|Judge|Minister|Senator|Commissioner|Security|Banque|"
    r"Assureur|Groupe|Mutuelle|Carte|Card|Affaire|Projet|Programme|Loi|Rapport|Plan|Opération|Client|Clients|"
    r"Dossier|Scandale|Case|Ex|Autorité|Le|La|Les|Un|Une|Des|Du|De|[A-Z].*(?:ish|ese|ian|ais|aise|ien|ienne|ois|"
    r"oise))$"
)
# In a list or a table the whole item is the name: « - Heron Pass France : 5 millions », "Heron Trust Kenya | 56m".
_ITEM_START: Final = re.compile(r"(?:^|\n)(?:[-•*|]|\d{1,2}[.)])?\s*$|\|\s*$")
_ITEM_REST: Final = re.compile(rf"((?: (?:{CAPITAL}[\w&'-]+|de|du|des|of|&)){{1,5}})(?=\.? ?[:|])")
# A medium that only tells.
_REPORTS: Final = re.compile(
    r" (?:reports?|reported|said|says|wrote|writes|revealed|cited|quoted|révèle|révélait|rapporte|rapportait|écrit|"
    r"écrivait|affirme|cite|citait|a (?:révélé|rapporté|écrit|cité|affirmé))(?!\w)"
)
_AS_TOLD: Final = re.compile(r"(?:according to|told|selon|d'après|rapporte|révèle|interrogée? par|cited by|seen by) $")
_HEAD_ALONE: Final = re.compile(r"^(?:[Ll]a )?(?:Caisse|Banque|Mutuelle|Société|Compagnie|Fédération|Commission)$")
_HEAD_GOES_ON: Final = re.compile(
    r" (?:de|du|des|régionale|nationale|centrale|générale|mutuelle|primaire|populaire|locale)(?!\w)| d'"
)
# What a maker's name and one of these words name is a product.
_PRODUCT: Final = re.compile(
    r" (?:Windows|Office|Outlook|SharePoint|Exchange Server|Excel|Defender|Edge|Chrome|Android|Teams|Word|365|"
    r"Workspace|Docs|Maps|Analytics|WebLogic|MOVEit|GoAnywhere|Confluence|vCenter|ESXi|AnyConnect|NetScaler|"
    r"Bleed)(?!\w)"
)


def find_known_names(text: Text, named: Sequence[NamedSpan]) -> list[Mention]:
    """Return the names of gazetteer entries, those that another word makes a member of a group apart.

    `named` is what the statistical model found: a longer name of an organisation is that of another body.
    """
    bodies = {s.start: s for s in named if s.label == "ORG"}
    found = []
    for match in find_known(text):
        plain, start, end = text.plain, match.start, match.end
        law = match.entries[0].kind == "Law"
        if _SHARED.search(plain, max(0, start - 30), start):
            continue
        entries, rule = match.entries, "gazetteer"
        whole = not law and not (match.acronym and entries[0].kind == "Regulator")
        if not law and (_PRODUCT.match(plain, end) or (match.weak and _is_head(plain, start, end))):
            continue
        item = _ITEM_REST.match(plain, end) if whole and _ITEM_START.search(plain, max(0, start - 6), start) else None
        if item:
            end = with_legal_form(plain, item.end(1))
            if not _is_form(plain[start:end], entries):
                entries, rule = (), "gazetteer.member"
        elif whole:
            long = " " in plain[start:end] and match.entries[0].kind != "Regulator"
            end, member = _extended(plain, end, long)
            if not member and not match.weak:
                end, member = _as_long_as(plain, end, bodies.get(start))
            if title_case(text, start) and plain.count(plain[start:end]) < SEVERAL:
                end, member = with_legal_form(plain, match.end), False  # every word has a capital there
            if member and not _is_form(plain[start:end], entries):
                entries, rule = (), "gazetteer.member"
        if whole and not title_case(text, start):
            before = _begun_before(plain, start, end, bodies)
            if before is not None:
                start, entries, rule = before, (), "gazetteer.member"
        written = plain[start:end]
        platform = not law and excluded(text.folded[start:end])
        if platform and (_REPORTS.match(plain, end) or _AS_TOLD.search(plain, max(0, start - 20), start)):
            continue
        kind = entries[0].kind if entries else _kind_of_member(written, match.entries[0])
        weak = match.weak and not (rule == "gazetteer.member" and _is_told(plain, match.end, end))
        support = PLATFORM if platform else WEAK if weak else 0.97
        family = "Law" if law else "Organization"
        found.append(
            Mention(
                start,
                end,
                written,
                family,
                rule,
                support,
                kind,
                entries,
                weak or platform,
                match.acronym and bool(entries),
            )
        )
    return found


def _is_head(plain: str, start: int, end: int) -> bool:
    """Return whether a short name is but the word with which another one begins (« la Caisse de crédit de Vire »)."""
    return bool(_HEAD_ALONE.search(plain, start, end) and _HEAD_GOES_ON.match(plain, end))


def _kind_of_member(written: str, group: Entry) -> str:
    """Return the kind of a member of a group: what its own words tell, else the group's."""
    if re.search(r" Life(?: [A-Z]|$)", written):
        return "Insurer"
    return lexicon().kind_of_name(fold_characters(written)) or group.kind


def _is_told(plain: str, start: int, end: int) -> bool:
    """Return whether what follows a known name within a longer one is a place, tells a kind, or has a legal form."""
    rest = plain[start:end].strip(" ()")
    kind = lexicon().kind_of_name(fold_characters(rest))
    return rest in place_names() or kind is not None or bool(re.search(rf"(?:^| ){_FORM}", rest))


def _extended(plain: str, end: int, long: bool) -> tuple[int, bool]:
    """Return where a known name ends with what follows it, and whether that makes it another body.

    A word that members of groups have in their names does (« AXA Life »); after one, or after a `long` name, any
    capitalised word goes on with it (« Deutsche Bank Trust Company Americas »). So do a place and a legal form.
    """
    of_quebec = _FORM_OF_QUEBEC.match(plain, end)
    if of_quebec:
        return of_quebec.end() + plain.startswith(".", of_quebec.end()), True
    named = _FORM_AFTER_WORDS.match(plain, end)
    if named and all(_CONTINUES.match(word) for word in named[1].split()):
        return with_legal_form(plain, named.end(1)), True
    last = member_end(plain, end)
    if last is not None:
        return with_legal_form(plain, last), True
    placed = _PLACE_AND_FORM.match(plain, end)
    if placed:
        return with_legal_form(plain, placed.end(1)), True
    member = False
    while True:
        word = _WORD_AFTER.match(plain, end)
        if word and (
            lexicon().member_words.match(fold_characters(word[1])) or ((member or long) and _CONTINUES.match(word[1]))
        ):
            member, end = True, word.end()
            continue
        if not member:
            place = _place_after(plain, end)
            if place:
                member, end = True, place
                continue
        return with_legal_form(plain, end), member


def _as_long_as(plain: str, end: int, body: NamedSpan | None) -> tuple[int, bool]:
    """Return where the name that the statistical model found ends, where capitalised words go on with a known one."""
    if not body or body.end <= end + 3 or not _ALL_CAPITALS.fullmatch(plain, end, body.end):
        return end, False
    words = plain[end : body.end].split()
    if any(not _CONTINUES.match(word) or _SOLD.match(word) for word in words) or words[-1] in place_names():
        return end, False
    return with_legal_form(plain, body.end), True


def _place_after(plain: str, end: int) -> int:
    """Return where the place ends that stands right after a name and makes it that of a member there; 0 for none."""
    after = _NEXT_CAPITALS.match(plain, end)
    if not after:
        return 0
    words = after[1].split(" ")
    for size in range(len(words), 0, -1):
        place = " ".join(words[:size])
        stop = end + 1 + len(place)
        if place in place_names() and len(place) > 2:
            rest = plain[stop : stop + 2]
            whose = rest == "'s" or _HAS_THERE.match(plain, stop) or size < len(words)
            return 0 if whose else stop
    return 0


def _begun_before(plain: str, start: int, end: int, bodies: dict[int, NamedSpan]) -> int | None:
    """Return where a longer name begins of which a known one is the end, or None."""
    hyphened = _HYPHENED.search(plain, max(0, start - 20), start)
    whole = bodies.get(hyphened.start()) if hyphened else None
    if hyphened and whole and whole.end >= end:
        return hyphened.start()
    longer = _LEADING.search(plain, max(0, start - 40), start)
    if longer:
        body = bodies.get(longer.start(1))
        words = longer[1].split()
        if (
            body
            and body.end >= end
            and not any(w in place_names() or _NO_LEAD.match(w) for w in (longer[1].strip(), *words))
        ):
            return longer.start(1)
    prefix = _PREFIX.search(plain, max(0, start - 7), start)
    if prefix and prefix[1] not in _NO_PREFIX and not known_acronym(prefix[1]):
        return prefix.start(1)
    return None


def _is_form(written: str, known: tuple[Entry, ...]) -> bool:
    """Return whether a longer form is but another spelling of the known name."""
    key = singular(name_key(written))
    return any(key == singular(name_key(form)) for entry in known for form in entry.forms)
