"""Laws: citations of acts, codes and regulations, in the styles of French- and English-language law.

Origin of the forms: the citation practice of France, Belgium, Luxembourg, Switzerland, Canada and
Québec, the United Kingdom, Ireland, the European Union, the United States and Australia.
"""

from __future__ import annotations

import re
from typing import Final

_EUROPEAN: Final = re.compile(
    r"(?i:(?:delegated |implementing )?(?:regulation|directive|règlement(?: délégué| d'exécution)?)) "
    r"(?:\((?:EU|UE|EC|CE|EEC|CEE)\) )?(?:(?i:no\.?|n°) ?)?\d{2,4}/\d{2,4}(?:/(?:EU|UE|EC|CE|EEC|CEE))?"
)
_AMERICAN: Final = re.compile(
    r"\b\d{1,3} (?:NYCRR|N\.Y\.C\.R\.R\.|CFR|C\.F\.R\.|U\.?S\.?C\.?)(?: (?:Part|Section|§+))? ?\d[\w.()-]*(?<![.(-])"
)
_YEAR: Final = r"(?:1[89]|20)\d\d"
_TITLE_WORD: Final = r"(?:[A-Z][\w'-]*|of|and|the|for|to|in|on|with|\([A-Z][\w' -]*\)|&)"
_ENGLISH: Final = re.compile(
    rf"\b[A-Z][\w'&-]*(?:,? {_TITLE_WORD}){{0,10}} (?:Acts?|Codes?|Regulations|Ordinances?|Rules|Rule Book|"
    rf"Law)\b(?: (?:of )?{_YEAR}(?: and {_YEAR})?)?"
)
_MONTH: Final = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_STANDARD: Final = r"(?<![\w-])(?:Joint|Prudential|Conduct) Standard \d+ of \d{4}"
_OFFICE: Final = (
    r"(?:[\w&-]+ ){0,5}(?:Office|Department|Division|Bureau|Agency|Commission|Directorate|Institute|Minister|Centre|Center|"
    r"Banking|Head|Director)\b"
)
_ENGLISH_NUMBERED: Final = re.compile(
    r"(?<![\w-])(?:(?:Federal|Organic|Royal|Ministerial|Presidential|Legislative|Grand-Ducal) )?"
    r"(?:(?:[Ll]aw|[Dd]ecree|[Oo]rdinance|[Dd]ecree-[Ll]aw|Act) (?:(?:[Nn]o\.?|[Nn]umber|"
    r"n°) ?)?\d{1,4}(?:\([IVX]+\))?[-/](?:\d{2,4}|[A-Z]{2})(?: of \d{1,2} "
    rf"{_MONTH} \d{{4}})?|"
    rf"(?:Law|Decree|Ordinance|Act) of (?:\d{{1,2}} {_MONTH}|{_MONTH} \d{{1,2}},?)(?: \d{{4}})?)|"
    rf"{_STANDARD}|"
    r"(?<![\w-])(?:(?:FINRA|NASD|NYSE|SEC|MSRB|CFTC|NFA|Senior Manager Conduct|"
    r"Individual Conduct) Rule) \d[\w.()-]*(?<![.(-])|"
    rf"(?<=the ){_YEAR} (?:[a-z][a-z-]+ ){{1,3}}(?:law|act)(?!\w)|"
    rf"(?<![\w-]){_YEAR} (?:(?:[A-Z][a-z-]+|AML) ){{1,3}}(?:[Ll]aw|[Aa]ct)(?!\w)|"
    r"(?<![\w-])(?:Canadian |Quebec |Québec )Charter(?: of (?:Human )?Rights and Freedoms)?(?!\w)"
)
_ENGLISH_REGULATION: Final = re.compile(
    rf"(?<=the )(?!{_OFFICE})(?:[A-Z][\w'&-]* ){{1,5}}(?:and [A-Z][\w'-]* )?Regulation(?! (?:Authority|Commission|Office|"
    r"Board|Agency|Department|Bureau|Council|Division)|[ ]?\(?[A-Z\d])"
)
_NOT_LAW: Final = re.compile(
    r"^(?:The |This |That |Under |In |An? |Since |When |After |Before |Until |With |By |While |As |If |For |From |And |But |"
    r"Both |Its |His |Her |Their )+|(?:^| )(?:Code of Conduct|Postal Code|Zip Code|Source Code)$"
)
_FRENCH_NUMBERED: Final = re.compile(
    rf"{_STANDARD}|"
    r"\b(?:[Ll]oi|[Dd]écret-loi|[Dd]ahir|[Oo]rdonnance|[Dd]écret|[Aa]rrêté)(?: organique|"
    r" fédérale?)? n° ?\d(?:[\d.-]*\d)?(?: du \d{1,2}(?:er)? \w+ \d{4})?"
    r"|\b(?:[Dd]écret-)?[Ll]oi(?: organique| fédérale)? (?:no\.? ?)?\d{1,4}(?:\([IVX]+\))?[-/]\d{2,4}(?!\w)"
    r"|\b(?<!de )[Ll]oi (?:bancaire|fédérale|monétaire|boursière)(?: \w+(?:ienne|aise|oise|aine|ique))? de (?:1[89]|"
    r"20)\d\d(?!\w)"
    r"|\b(?<!de )[Ll]oi de (?:1[89]|20)\d\d (?:relative (?:à|au)|sur) (?:la |le |les |l'|aux )?\w+(?: (?:et )?(?:de |"
    r"des |du |d'|contre |et (?=l[ae']s? ?)|à |aux )(?:la |le |les |l')?[a-zà-ÿ-]+(?: (?:financiers?|financières?|bancaires?|personnel(?:le)?s?|"
    r"privée|publics?|publiques?|sociales?|électroniques?|mobilières|numériques?|informatiques?)(?!\w))?){0,4}"
    r"|\b[Aa]cte uniforme(?: de l'O(?:HADA|hada))? (?:sur|relatif (?:à|au)|portant) (?:la |le |les |l'|aux )?\w+"
    r"(?: (?:et )?(?:de |des |du |d')(?:la |le |les |l')?[a-zà-ÿ-]+| (?:commerciales|coopératives|collectives))*"
    r"|\b[Nn]orme conjointe n° ?\d+(?: de \d{4})?"
    r"|\b[Cc]harte (?:(?:canadienne |québécoise )?des droits et libertés(?: de la personne)?|canadienne|québécoise)(?!\w)"
    r"|\b[Aa]rrêté (?:royal|grand-ducal) du \d{1,2}(?:er)? \w+(?: \d{4})?"
    r"|\b(?:[Pp]remière|[Dd]euxième|[Tt]roisième|[Qq]uatrième|[Cc]inquième|"
    r"[Ss]ixième) directive(?: européenne)? anti-?blanchiment"
    r"|\b[Ll]oi(?: fédérale| belge| française| suisse| luxembourgeoise| canadienne)? du \d{1,2}(?:er)? \w+ \d{4}"
)
_NATIONAL: Final = r"[a-zà-ÿ-]{2,}(?:çaise?|aise?|[éi]enne|ien|ienne|oise?|ine|ande|caine?|belge|suisse|turque|grecque|russe|britannique|slovaque)"
_FRENCH_TITLED: Final = re.compile(
    rf"\b(?:Loi|loi|Règlement|règlement|Ordonnance)(?: (?:fédérale?|organique|{_NATIONAL}))? (?:sur|relative? (?:à|aux|au)|concernant|portant|"
    r"visant|contre(?= l[ae']s? ?)) "
    r"(?:(?:la|le|les|l'|des|du|de la|de l'|de|d'|et|à|aux|au|en|dans|par|contre|pour)(?: |(?<=')))*"
    r"[\w'-]+(?: (?:(?:des|du|de la|de l'|de|d'|et|à la|à l'|à|aux|au|en|dans|contre|pour)(?: |(?<=')))"
    r"(?:(?:la|le|les|l'|des|du|de la|de l'|de|d'|à|aux|au)(?: |(?<=')))*(?!(?:d'|l')?\w+(?:er|ir)\b|loi\b|"
    r"règlement\b|directive\b|l[ae]s?\b|une?\b)[\w'-]+| "
    r"(?:financiers?|financières?|personnel(?:le)?s?|privée?|public|mobilières|sociale?s?|bancaires?|électroniques?|"
    r"numériques?|"
    r"individuels?|automobile|civile?|commerciales?|fédérales?|publiques?|complémentaires?|"
    r"artificielle|intellectuelle|environnementale|sanitaires?|budgétaires?|foncière|hypothécaires?|immobili(?:er|ère)s?|"
    r"criminel(?:le)?s?|informatiques?|transfrontali(?:er|ère)s?|réglementés?|cambiaires?|boursi(?:er|ère)s?|fiscale?s?))*"
    r"(?: \((?:sociétés|banques|assureurs|coopératives|associations|institutions|compagnies|exigences|protection|prêts?) "
    r"[a-zà-ÿ', -]{3,60}\))?"
)
_FRENCH_CODE: Final = re.compile(
    rf"\b[Cc]odes? de protection des \w+(?: de {_YEAR}(?: et (?:de )?{_YEAR})?)?|"
    r"\b[Cc]ode (?:monétaire et financier|pénal|civil|de commerce|du travail|de procédure \w+|général des impôts|"
    r"(?:des|de la|de l'|du) [\w'-]+(?: (?:des|de la|de l'|du|et(?! (?:l'|les? |la |une? ))) [\w'-]+)?(?: (?:publique|"
    r"intérieure|financiers?|sociale))?)"
)
_CONDUCT: Final = re.compile(
    r"(?i)code (?:de conduite|de déontologie|d'accès|de vérification|postal|source|secret|pin|du? programme)"
)


def find_citations(plain: str, language: str) -> list[tuple[int, int, str]]:
    """Return the laws cited in a text as (start, end, rule), in order; names in gazetteers apart."""
    patterns = [("law.european", _EUROPEAN), ("law.american", _AMERICAN)]
    if language == "fr":
        patterns += [
            ("law.numbered", _FRENCH_NUMBERED),
            ("law.titled", _FRENCH_TITLED),
            ("law.code", _FRENCH_CODE),
        ]
    else:
        patterns += [("law.numbered", _ENGLISH_NUMBERED), ("law.act", _ENGLISH)]
        if "Regulation" in plain:
            patterns.append(("law.act", _ENGLISH_REGULATION))
    found = []
    for rule, pattern in patterns:
        for match in pattern.finditer(plain):
            start, end = match.span()
            lead = _NOT_LAW.match(match[0])
            if lead:
                start += lead.end()
            if _CONDUCT.match(plain, start) or _NOT_LAW.search(plain[start:end]) or " " not in plain[start:end]:
                continue
            found.append((start, end, rule))
    return sorted(found, key=lambda f: (f[0], -f[1]))
