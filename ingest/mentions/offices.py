"""Offices: prosecutors, ministries, and ministers or prefects who do what authorities do, told by place or field.

« Le parquet de Limoges », "the Interior Ministry", « le préfet de la Creuse a fermé l'agence ». Where a text names no
prosecutor at all, the bare word for the office is that of its country (« le parquet a ouvert une enquête »).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from greffier.ingest.knowledge.gazetteers import Entry
from greffier.ingest.mentions.name_shapes import CAPITAL
from greffier.ingest.places import told_places
from greffier.ingest.texts import Text

_OF: Final = r"(?:de la |de l'|de |du |d'|des )"
PLACE: Final = rf"{CAPITAL}[\w-]+(?: (?:{CAPITAL}[\w-]+))?"
_PROSECUTORS: Final = re.compile(
    rf"(?<!\w)(?:[Pp]arquet(?: général| national financier| fédéral)?|[Mm]inistère public|"
    rf"[Pp]rocureure?(?:s(?= f))?(?: générale?| fédéra(?:le?|ux))?(?: de la République)?)"
    rf" (?:près le tribunal (?:judiciaire )?)?{_OF}(?:tribunal (?:judiciaire )?{_OF})?{CAPITAL}[\w-]+|"
    rf"(?<!\w)[Mm]inistère public (?:genevois|zurichois|vaudois|bernois|bâlois|tessinois|fribourgeois|neuchâtelois|"
    rf"valaisan|"
    rf"lucernois|saint-gallois|argovien|central)(?!\w)|"
    rf"(?<!\w)[Pp]arquet près (?:le|la) (?:tribunal|pôle|cour)"
    rf"(?: (?:judiciaire|économique|financier|antiterroriste|d'appel|régional|"
    rf"de première instance))+(?: {_OF}{PLACE})?|"
    rf"(?<!\w){CAPITAL}[\w-]+(?:'s)? (?:(?:public |state |federal |district )?prosecutor(?:'s office|s' office|s)|"
    rf"district attorney(?:'s office)?)|"
    rf"(?<!\w)[Pp]rosecutors (?:in|of) {CAPITAL}[\w-]+"
)
_FIELD: Final = (
    r"(?:santé|justice|défense|intérieur|finances|économie|emploi|travail|transports|commerce|numérique|"
    r"communication|"
    r"éducation|agriculture|logement|affaires étrangères|industrie|"
    rf"{CAPITAL}[\w-]+(?: (?:de la |de l'|des )(?:communication|information|télécommunications))?)"
    r"(?: (?:publique|nationale|sociales?|étrangères|supérieur|écologique|numérique|extérieur|fédéral|professionnelle|"
    r"durable|maritime|énergétique|rurale?|solidaire|civile?|urbain|technique|religieuses|locales?|économiques?)(?!\w))?"
)
_NATION: Final = (
    r"(?: [a-zà-ÿ-]+(?:ais|aise|ain|aine|ien|ienne|ois|oise|ique|ol|ole|and|ande|fédéral|fédérale|grec|turc|belge))?"
)
_MINISTRIES: Final = {
    "fr": re.compile(rf"(?<!\w)[Mm]inistère{_NATION} {_OF}{_FIELD}(?:,? (?:et )?{_OF}{_FIELD})*"),
    "en": re.compile(
        r"(?<![\w-])(?:Interior|Finance|Justice|Health|Transport|Transportation|Labou?r|Defen[cs]e|Economy|"
        r"Home Affairs|"
        r"Foreign|Education|Trade|Industry|Communications|Information|Agriculture|Commerce) Ministry(?!\w)|"
        r"(?<!\w)ministry of (?:the )?(?:interior|finance|justice|health|transport|labou?r|defence|economy|"
        r"home affairs)(?!\w)|"
        r"(?<=[Tt]he )(?:finance|interior|justice|health|labou?r|defen[cs]e|trade|economy|foreign|transport|commerce|"
        r"industry|communications|digital|home) ministry(?!\w)"
    ),
}
_NATIONAL_MINISTRIES: Final = re.compile(
    rf"(?<![\w'-])({CAPITAL}[\w-]+(?: {CAPITAL}[\w-]+)?(?:'s)?) (?:[a-z]+ (?:and )?)?(?:interior|finance|justice|"
    rf"health|transport|"
    r"labou?r|defen[cs]e|economy|employment|foreign|education|trade|industry|communications|agriculture|commerce|"
    r"home|digital|"
    r"telecommunications|environment|energy|tourism|planning) (?:affairs )?ministry(?!\w)"
)
_BY_OFFICE: Final = (
    r"(?:ordered|suspended|banned|revoked|fined|froze|closed|barred|withdrew|cancelled|canceled|seized|sued|"
    r"approved the seizure)"
)
_MINISTER_FR: Final = (
    rf"(?:[Mm]inistre{_NATION} {_OF}{_FIELD}(?:,? (?:et )?{_OF}{_FIELD})*|[Mm]inistre d'État|"
    rf"(?:[Ss]ous-)?[Pp]réf[eè]te? (?:de police|{_OF}{PLACE})|[Pp]réfecture (?:de police|{_OF}{PLACE})|"
    rf"[Gg]ouverneure? {_OF}{PLACE})"
)
_MINISTER_EN: Final = (
    rf"(?:(?:{CAPITAL}[\w-]+ )?(?:[Ff]inance|[Jj]ustice|[Hh]ealth|[Ii]nterior|[Tt]rade|[Cc]ommerce|[Ll]abou?r|"
    r"[Cc]ommunications|[Tt]ransport|[Ee]conomy|[Hh]ome) (?:[Mm]inister|[Ss]ecretary))"
)
# A minister or a prefect who does what authorities do, or by whom it is done.
_MINISTERS: Final = {
    "fr": re.compile(
        rf"(?<!\w)({_MINISTER_FR})(?:, {CAPITAL}[^,.;]{{3,40}},)?"
        r" (?:a|avait|ont|vient d'|venait d')(?: (?:aussi|également|ensuite|alors|donc|enfin))? ?(?:ordonn|"
        r"suspend|interdi|sommé|pris un arrêté|infligé|sanctionn|retiré|mis en demeure|fermé|gelé|saisi la justice|"
        r"porté plainte|condamné|placé|révoqué)"
    ),
    "en": re.compile(
        rf"(?<!\w)({_MINISTER_EN})(?: {CAPITAL}[\w.'-]+){{0,3}} (?:has |had |then |also )*{_BY_OFFICE}(?!\w)"
    ),
}
_BY_MINISTERS: Final = {
    "fr": re.compile(
        r"(?:(?:infligé|prononcé|ordonné|décidé|suspendu|retiré|fermé|interdit|sanctionné|gelé|nommé|signé|pris|saisi|"
        r"annoncé|dissous|révoqué)e?s? par (?:le |la |les )?|(?<!\w)(?:[Aa]rrêté|[Dd]écret|[Dd]écision|[Oo]rdonnance|"
        r"[Ii]njonction)s?(?: conjointe?s?)?(?: n° ?[\d-]+)?(?: du \d{1,2}(?:er)? \w+(?: \d{4})?)?"
        rf"(?: éman\w+)? (?:du |de la )|éman(?:e|ent|ant) (?:du |de la ))({_MINISTER_FR})(?![\w-])"
    ),
    "en": re.compile(
        r"(?:ordered|imposed|suspended|revoked|fined|signed|issued|announced|banned|closed|frozen|appointed) by "
        rf"(?:the )?({_MINISTER_EN})(?!\w)"
    ),
}
# The bare word for a prosecutor who acts, or to whom a complaint goes; and what names one, whom it then takes up.
_BARE_PROSECUTOR: Final = {
    "fr": re.compile(
        r"(?<!\w)[Ll]e (parquet|procureur|ministère public)(?= (?:a|avait|vient|retient|"
        r"confirme|précise|indique|estime|soupçonne|poursuit|enquête|ouvre|requiert|demande|réclame)(?!\w))|"
        r"(?:par|saisi|informé|alerté|prévenu) le (parquet|procureur)(?! d[eu'] ?|[\w-])|"
        r"(?:plainte|signalement)s? (?:déposée?s? )?auprès du (parquet|procureur)(?! d[eu'] ?|[\w-])"
    ),
    "en": re.compile(r"(?<=[Tt]he )((?:public|state) prosecutor(?:'s office)?|prosecutor's office)(?![\w-])"),
}
_NAMED_PROSECUTOR: Final = re.compile(
    rf"(?:[Pp]arquet|[Pp]rocureure?s?|[Mm]inistère public)(?: [a-zà-ÿ']+){{0,4}} ?{_OF}(?!République)"
    rf"(?:{CAPITAL}|tribunal)|"
    r"(?:[Pp]arquet|[Pp]rocureure?)s? (?:national|fédéra|général|européen)|(?<!\w)(?:PNF|DOJ|MPC)(?!\w)|"
    rf"{CAPITAL}[\w.-]+(?:'s)? (?:(?:public|state|federal|district|general|chief) )?[Pp]rosecutor|"
    r"[Pp]rosecutors? (?:in|of|from|at) |[Aa]ttorney|Justice Department|Department of Justice"
)
# Folded words without which a text tells of none of them.
_OF_PROSECUTORS: Final = ("parquet", "procureur", "ministere public", "prosecutor", "district attorney")
_OF_MINISTERS: Final = ("minist", "prefe", "gouverneur", "secretary")
_SECRETARIES: Final = re.compile(
    rf"(?<!\w)[Ss]ecrétaire d'État (?:du |de la |de l'|de |d')({PLACE})|"
    rf"(?<!\w)({PLACE})(?:'s)? (?i:secretary of (?:state|the commonwealth))(?!\w)"
)


@dataclass(frozen=True, slots=True)
class Described:
    """Hold a place where an authority is told by a description, the rule that says so, and which it may be."""

    start: int
    end: int
    rule: str
    entries: tuple[Entry, ...] = ()


def find_offices(text: Text) -> Iterator[Described]:
    """Yield offices and those who hold them, in no order; some may stand over others."""
    language, plain, folded = text.document.language, text.plain, text.folded
    if any(word in folded for word in _OF_PROSECUTORS):
        for match in _PROSECUTORS.finditer(plain):
            yield Described(*match.span(), "name.prosecutor")
        if not _NAMED_PROSECUTOR.search(plain):
            for match in _BARE_PROSECUTOR[language].finditer(plain):
                yield Described(*match.span(match.lastindex or 1), "name.prosecutor")
    if "minist" in folded:
        for match in _MINISTRIES[language].finditer(plain):
            yield Described(*match.span(), "name.ministry")
        for match in _NATIONAL_MINISTRIES.finditer(plain) if language == "en" else ():
            if told_places(match[1]):
                yield Described(match.start() + 4 * match[0].startswith("The "), match.end(), "name.ministry")
    if any(word in folded for word in _OF_MINISTERS):
        for pattern in (_MINISTERS[language], _BY_MINISTERS[language]):
            for match in pattern.finditer(plain):
                yield Described(*match.span(1), "name.minister")
    for match in _SECRETARIES.finditer(plain) if "secreta" in folded else ():
        where = told_places(match[1] or match[2])
        if any(place.startswith("US-") for place in where):
            yield Described(*match.span(), "name.secretary")
