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
_TITLE_WORD: Final = r"(?:[A-Z][\w'-]*|of|and|the|for|to|in|on|with|\([A-Z][\w' -]*\)|&)"
_ENGLISH: Final = re.compile(
    rf"\b[A-Z][\w'&-]*(?:,? {_TITLE_WORD}){{0,10}} (?:Act|Code|Regulations|Ordinance|Rules|Rule Book|"
    rf"Law)\b(?: (?:of )?(?:1[89]|20)\d\d)?"
)
_MONTH: Final = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_ENGLISH_NUMBERED: Final = re.compile(
    r"(?<![\w-])(?:(?:Federal|Organic|Royal|Ministerial|Presidential|Legislative|Grand-Ducal) )?"
    r"(?:(?:Law|Decree|Ordinance|Decree-Law|Act) (?:(?:[Nn]o\.?|[Nn]umber|"
    r"n°) ?)?\d{1,4}(?:\([IVX]+\))?[-/](?:\d{2,4}|[A-Z]{2})|"
    rf"(?:Law|Decree|Ordinance|Act) of (?:\d{{1,2}} {_MONTH}|{_MONTH} \d{{1,2}},?)(?: \d{{4}})?)|"
    r"(?<![\w-])(?:Joint|Prudential|Conduct) Standard \d+ of \d{4}|"
    r"(?<![\w-])(?:(?:FINRA|NASD|NYSE|SEC|MSRB|CFTC|NFA|Senior Manager Conduct|"
    r"Individual Conduct) Rule) \d[\w.()-]*(?<![.(-])|"
    r"(?<![\w-])(?:1[89]|20)\d\d (?:(?:[Bb]anking|[Ii]nsurance|[Dd]ata|[Pp]rotection|[Pp]rivacy|[Ss]ecurities|"
    r"[Cc]ompetition|"
    r"[Ff]inancial|[Mm]oney|[Ll]aundering|anti-money|AML|[Cc]yber ?security|[Cc]onsumer|[Cc]ompanies|[Pp]ayments?|"
    r"[Ii]nformation|"
    r"[Ss]ecurity|[Cc]omputer|[Cc]rimes?|[Ss]ecrecy|[Bb]ank) ){1,3}(?:law|act)(?!\w)"
)
_NOT_LAW: Final = re.compile(
    r"^(?:The |This |That |Under |In |An? )+|(?:^| )(?:Code of Conduct|Postal Code|Zip Code|Source Code)$"
)
_FRENCH_NUMBERED: Final = re.compile(
    r"\b(?:[Ll]oi|[Oo]rdonnance|[Dd]écret|[Aa]rrêté)(?: organique|"
    r" fédérale?)? n° ?\d[\d-]*(?: du \d{1,2}(?:er)? \w+ \d{4})?"
    r"|\b[Ll]oi(?: organique| fédérale)? (?:no\.? ?)?\d{1,4}(?:\([IVX]+\))?[-/]\d{2,4}(?!\w)"
    r"|\b(?<!de )[Ll]oi (?:bancaire|fédérale|monétaire|boursière)(?: \w+(?:ienne|aise|oise|aine|ique))? de (?:1[89]|"
    r"20)\d\d(?!\w)"
    r"|\b(?<!de )[Ll]oi de (?:1[89]|20)\d\d (?:relative (?:à|au)|sur) (?:la |le |les |l'|aux )?\w+(?: (?:de |des |du |"
    r"contre |et )(?:la |le |les |l')?\w+){0,3}"
    r"|\b[Aa]rrêté (?:royal|grand-ducal) du \d{1,2}(?:er)? \w+(?: \d{4})?"
    r"|\b(?:[Pp]remière|[Dd]euxième|[Tt]roisième|[Qq]uatrième|[Cc]inquième|"
    r"[Ss]ixième) directive(?: européenne)? anti-?blanchiment"
    r"|\b[Ll]oi(?: fédérale| belge| française| suisse| luxembourgeoise| canadienne)? du \d{1,2}(?:er)? \w+ \d{4}"
)
_FRENCH_TITLED: Final = re.compile(
    r"\b(?:Loi|loi|Règlement|règlement|Ordonnance)(?: fédérale?)? (?:sur|relative? (?:à|aux|au)|concernant|portant|"
    r"visant|contre(?= l[ae']s? ?)) "
    r"(?:(?:la|le|les|l'|des|du|de la|de l'|de|d'|et|à|aux|au|en|dans|par|contre|pour)(?: |(?<=')))*"
    r"[\w'-]+(?: (?:(?:des|du|de la|de l'|de|d'|et|à la|à l'|à|aux|au|en|dans|contre|pour)(?: |(?<=')))"
    r"(?:(?:la|le|les|l'|des|du|de la|de l'|de|d'|à|aux|au)(?: |(?<=')))*(?!(?:d'|l')?\w+(?:er|ir)\b|loi\b|"
    r"règlement\b|directive\b|l[ae]s?\b|une?\b)[\w'-]+| "
    r"(?:financiers?|financières?|personnel(?:le)?s?|privée?|public|mobilières|sociale?s?|bancaires?|électroniques?|"
    r"numériques?|"
    r"individuels?|automobile|civile?|commerciales?|fédérales?|publiques?|complémentaires?))*"
)
_FRENCH_CODE: Final = re.compile(
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
