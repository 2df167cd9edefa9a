"""Public bodies: hospitals, town halls, schools and funds told by sort and place, and towns that something befell.

« Le centre hospitalier de Limoges », "the hospital in Crewe", "the Harbour County School Board". A town, a county or a
port is a body only where it is told to have been hit, or to have done something; elsewhere it is a place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from greffier.ingest.mentions.mention import Mention
from greffier.ingest.mentions.name_shapes import CAPITAL, title_case
from greffier.ingest.places import place_names
from greffier.ingest.texts import Text

SUPPORT: Final = 0.75
_KINDS: Final = {
    "caisse": "Federation",
    "mutuel": "Insurer",
    "assura": "Insurer",
    "crédit": "Institution",
}  # by how the sort begins
_OF: Final = r"(?:de la |de l'|de |du |d'|des )"
_NAME: Final = (
    rf"(?:(?:La|Le|Les|Saint|Sainte) |L')?{CAPITAL}[\w-]+"
    rf"(?:-(?:sur|sous|en|lès|la|le|les|de|du)-[\w-]+)?(?: {CAPITAL}[\w-]+)?"
)
_FRENCH_SORT: Final = (
    r"(?:[Cc]entre hospitalier(?: (?:universitaire|régional|intercommunal|général|spécialisé|métropolitain|"
    r"départemental))*|"
    r"[Cc]entre de santé(?: et de services sociaux)?|[Cc]entre (?:de lutte contre le cancer|anticancéreux)|"
    r"CHU|CHR|CHRU|CHUM|CHI|[Hh]ôpital(?: (?:universitaire|public|privé|général|régional|militaire|pédiatrique|"
    r"local|cantonal))*|"
    r"[Cc]linique(?: (?:privée|vétérinaire))?|[Mm]airie|[Cc]onseil (?:départemental|régional|général|municipal)|"
    r"[Rr]ectorat|[Cc]ommission scolaire|[Cc]entre de services scolaire|CISSS|CIUSSS|CLSC|CPAM|CAF|CCI|SDIS|"
    r"[Cc]aisse (?:primaire d'assurance maladie|d'allocations familiales)|[Cc]hambre de commerce(?: et d'industrie)?|"
    r"[Cc]aisse (?:Desjardins|populaire(?: Desjardins)?)|(?:[Aa]ssurance )?[Mm]utuelle|"
    r"(?:[Cc]aisse de )?[Cc]rédit municipal|[Oo]ffice (?:public de l'habitat|HLM|"
    r"de tourisme)|[Ss]yndicat (?:mixte|intercommunal|des eaux)|[Rr]égie des eaux)"
)
_FRENCH_NAMED_SORT: Final = (
    r"(?:[Hh]ôpital|[Cc]linique|[Cc]égep|[Cc]ommission scolaire|[Cc]entre de services scolaire|CHU|CIUSSS|CISSS)"
)
_ALWAYS_FR: Final = re.compile(
    rf"(?<![\w-])(?:{_FRENCH_SORT} {_OF}{_NAME}|{_FRENCH_SORT} {_OF}(?:la )?(?:ville|région|province|"
    rf"capitale)(?: {_OF}{_NAME})?|"
    rf"{_FRENCH_NAMED_SORT} {_NAME})(?![\w-])"
)
_TOWN_FR: Final = re.compile(
    r"(?<![\w-])(?:[Vv]ille|[Cc]ommune|[Mm]unicipalité|[Dd]épartement|[Rr]égion|[Mm]étropole|[Aa]gglomération|"
    r"[Cc]anton|"
    r"[Pp]rovince|[Pp]ort|MRC|[Aa]éroport|[Cc]ommunauté (?:de communes|d'agglomération|urbaine|métropolitaine)|"
    r"[Uu]niversité|"
    rf"[Aa]cadémie|[Mm]unicipalité régionale de comté|[Pp]arc naturel) (?:régional(?:e)? )?(?:{_OF}|){_NAME}(?![\w-])"
)
# Several of one sort: « les villes de Caen et de Dax ont été attaquées ».
_TOWNS_FR: Final = re.compile(
    r"(?<![\w-])(?:[Vv]illes|[Cc]ommunes|[Dd]épartements|[Rr]égions|[Mm]airies|[Mm]étropoles|[Uu]niversités|[Hh]ôpitaux|"
    rf"[Cc]entres hospitaliers) {_OF}({_NAME}(?:, {_OF}?{_NAME})* et {_OF}?{_NAME})"
)
_EACH_FR: Final = re.compile(rf"{_NAME}")
_SHARE_FR: Final = re.compile(
    r"[^.;]{0,80}? ont (?:\w+ )?(?:été (?:\w+ )?(?:victimes|pirat|attaqu|touch|frapp|cibl|visé|paralys)|subi)"
)
_RUN: Final = rf"{CAPITAL}[\w'.-]*\w(?: (?:and |& )?{CAPITAL}[\w'.-]*\w){{0,3}}"
_ALWAYS_EN: Final = re.compile(
    rf"(?<![\w'-])(?:(?:(?:[Tt]he )?(?:regional |general |university |public |main |local )?hospital) (?:in|"
    rf"of) {_RUN}|"
    rf"(?P<town>{_RUN}) (?:general |regional |university |children's |public |district )?hospital(?! (?:group|"
    rf"chain|operator|system|in|of|"
    rf"staff|bed|patient))|"
    rf"{_RUN} (?:(?:district |public |catholic |separate )?school (?:board|district|division)|health (?:board|"
    rf"authority|region)|"
    r"(?:city|county|borough|town|district|regional|parish|shire) council|town hall|city hall|"
    r"(?:School Board|School District|School Division|Public Schools|County Schools|Health Region|Health Authority|"
    r"Health Board|City Council|County Council|Borough Council|District Council|Town Council|Regional Council|"
    r"Shire Council|Public Library|Community College|Water District|Transit Authority|Port Authority|"
    r"Housing Authority|"
    r"(?:Blood Transfusion|Ambulance|Health|Postal|Blood|Fire and Rescue|Fire|Prison|Probation|Legal Aid|"
    r"Employment|Civil) "
    r"Service))|"
    rf"(?:City|Town|Village|County|Borough|Municipality|Township|Region|Regional Municipality) of {_RUN}|"
    rf"{_RUN}'s (?:public |national |state )?(?:health service|health(?:-care)? system|school system|court system|"
    rf"tax (?:agency|authority)|"
    r"statistics agency|electoral agency|postal service|post office|blood service|"
    r"ambulance service|prison service|land registry|electricity utility|power utility|rail operator|port operator|"
    r"social security fund|student loan agency))(?![\w-])"
)
_TOWN_EN: Final = re.compile(
    rf"(?<![\w'-])(?:(?:city|town|county|province|municipality|village|state) of {_RUN}|{_RUN} County|"
    rf"Port of {_RUN})(?![\w-])"
)
_FIRST_WORD: Final = re.compile(
    r"(?:The|A|An|In|On|At|For|From|With|After|When|While|As|But|And|By|Both|Each|Another|Every|Two|Three|Most|"
    r"Some|Many|That|This|Its|Le|La|Les) "
)
# Something befell it, or it did something: after its name, and before.
_DOES: Final = re.compile(
    r"(?:,[^,.;]{1,50},)? (?:(?:was|has been|had been|is) (?:hit|hacked|attacked|breached|crippled|targeted|"
    r"struck|fined|sued|"
    r"forced|still recovering|the victim|the latest victim)|(?:suffered|disclosed|confirmed|refused to pay|paid|"
    r"shut down its|"
    r"took its|notified|said it|says it|said (?:data|hackers|attackers|personal)|fell victim)(?!\w)|"
    r"(?:a|avait|est|vient|aurait) (?:(?:bien|aussi|également|elle aussi|lui aussi|à son tour|"
    r"d') ?)?(?:été (?:\w+ment )?"
    r"(?:victime|pirat|attaqu|touch|frapp|cibl|visé|paralys|sanctionn|condamn|privé|contraint|la cible|la victime|"
    r"mise? en demeure)|"
    r"être (?:victime|pirat|attaqu|touch|frapp|cibl|visé|paralys)|victime|paralysé|touché|subi|confirmé|"
    r"porté plainte|"
    r"déposé plainte|coupé|débranché|isolé|refusé de payer|annoncé avoir|indiqué avoir|"
    r"fait l'objet d'une (?:cyber)?attaque|"
    r"écopé)|subit|fait face à une (?:cyber)?attaque|, victime d'une)"
)
_BEFALLS: Final = re.compile(
    r"(?:(?:cyber)?attaque (?:informatique )?(?:contre|de|visant|subie par|par rançongiciel contre|qui a (?:visé|"
    r"touché|frappé|"
    r"paralysé))|piratage (?:informatique )?(?:de|contre)|rançongiciel (?:contre|à|frappe|paralyse)|frapp\w+|"
    r"paralys\w+|"
    r"(?:serveurs?|systèmes?(?: informatiques?)?|réseau(?: informatique)?|données|site(?: internet)?) (?:de|du)|"
    r"attack on|attack against|\bhit|hits|disrupted|knocked out|breach at|hack of|attacked|crippled|struck|"
    r"(?:systems|servers|network|computers|data|website) of|"
    r"fined|sued|sanctionn\w+|condamn\w+) ?(?:the |la |le |l'|les |de )*$"
)
_PEOPLE: Final = re.compile(r"(?:[ei]an|ican|erman|ish|ese|ench|iss|utch|reek|raqi|aeli|audi)$")
_AFFILIATION: Final = re.compile(
    r"(?:professeure?|chercheu\w+|doctorant|expert|étudiante?s?|diplômée?s?|enseignante?|professor|researcher|"
    r"graduate|lecturer|"
    r"hospitalisée?s?|soignée?s?|admise?s?)[^.;,]{0,40}$"
)


# A body is named before: this only says what it is.
_APPOSED: Final = re.compile(
    rf"[,(–—] (?:an?|une?) $|[\w),] {CAPITAL}[\w'-]*\)?, (?:the |le |la |l')$|[(–—] (?:the |le |la |l')$"
)
# One of several that could be meant, of which the text does not say which.
_ANY: Final = re.compile(
    r"(?:premi[eè]re?|principale?|grande?|seule?|deuxième|troisième|\bune?|autre|\ban?|another|largest|first) $",
    re.I,
)


def find_public_bodies(text: Text) -> Iterator[Mention]:
    """Yield public bodies told by their sort and place; some may stand over other names."""
    plain = text.plain
    always, town = (_ALWAYS_FR, _TOWN_FR) if text.document.language == "fr" else (_ALWAYS_EN, _TOWN_EN)
    for match in always.finditer(plain):
        start, end = _bounded(plain, *match.span())
        near = _FIRST_WORD.sub("", match.groupdict().get("town") or "")
        described = near in place_names() and (_PEOPLE.search(near) or plain[start:end].endswith(f"{near} hospital"))
        if near and (described or not re.search(CAPITAL, plain[start:end])):
            continue  # "the French hospital" takes up another
        apposed = _APPOSED.search(plain, max(0, start - 40), start)
        unsaid = plain[start].islower() and _ANY.search(plain, max(0, start - 12), start)
        if not (apposed or unsaid or _AFFILIATION.search(plain, max(0, start - 60), start) or title_case(text, start)):
            kind = _KINDS.get(plain[start : start + 6].lower(), "Company")
            yield Mention(start, end, plain[start:end], "Organization", "name.public", SUPPORT, kind)
    for match in town.finditer(plain):
        start, end = _bounded(plain, *match.span())
        if title_case(text, start):
            continue
        if _DOES.match(plain, end) or _BEFALLS.search(plain, max(0, start - 60), start):
            yield Mention(start, end, plain[start:end], "Organization", "name.public", SUPPORT, "Company")
    for several in _TOWNS_FR.finditer(plain) if text.document.language == "fr" else ():
        if _SHARE_FR.match(plain, several.end()):
            for one in _EACH_FR.finditer(plain, several.start(1), several.end(1)):
                yield Mention(*one.span(), one[0], "Organization", "name.public", SUPPORT, "Company")


def _bounded(plain: str, start: int, end: int) -> tuple[int, int]:
    """Return a span without the word that begins a sentence before it, and what tells whose something is."""
    first = _FIRST_WORD.match(plain, start, end)
    return (first.end() if first else start), end - 2 * plain.endswith("'s", start, end)
