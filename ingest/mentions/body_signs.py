"""Body signs: what stands beside a name only where it is that of a body, whatever the name looks like.

A body has customers, subsidiaries, systems and shareholders, is bought and breached, runs and supplies things
("the purchase of Kestrel", « les clients de Kestrel », "Kestrel's servers", « édité par Kestrel »); a person or a place
is not, does not, or seldom.
"""

from __future__ import annotations

import re
from typing import Final

REACH: Final = 70  # characters before a name in which such words stand
_HAS_EN: Final = (
    r"customers?|clients?|policyholders|account holders|cardholders|subscribers|borrowers|lenders|creditors|"
    r"shareholders|stockholders|investors|bondholders|employees|subsidiary|subsidiaries|unit|division|affiliate|"
    r"arm|parent|parent company|owner|owners|administrators|liquidators?|systems|servers|network|website|"
    r"platform|data cent(?:er|re)s?|databases?|branches|headquarters"
)
_HAS_FR: Final = (
    r"clients?|clientes|clientèle|assurés|adhérents|abonnés|sociétaires|usagers|créanciers|actionnaires?|"
    r"salariés|employés|filiales?|maison[- ]mère|société mère|propriétaires?|propriété|systèmes(?: informatiques?)?|"
    r"système d'information|serveurs|réseau|site(?: internet| web)?|plateforme|bases? de données|agences|siège|"
    r"infrastructures?|liquidateurs?|portefeuille|capital|titres?"
)
_BEFORE: Final = re.compile(
    rf"(?:\b(?:{_HAS_EN}) (?:of|at) (?:the )?|"
    r"\b(?:acquisition|purchase|takeover|buyout|bankruptcy|insolvency|collapse|liquidation|sale|privatisation) of "
    r"(?:the )?|\b(?:bought|acquired|took over|taken over|merged with|merged into|rival|competitor) |"
    r"\b(?:breach|attack|cyberattack|cyber-attack|outage|hack|incident|intrusion|leak) (?:at|on|against) (?:the )?|"
    r"\b(?:owned|acquired|bought|operated|run|supplied|provided|developed|hosted|managed|administered|serviced|"
    r"made|sold|marketed|manufactured|distributed|breached|insured|underwritten|controlled) by (?:the )?|"
    rf"\b(?:{_HAS_FR}) (?:de la |de l'|de |du |d'|chez )|"
    r"\b(?:rachat|acquisition|achat|reprise|absorption|faillite|liquidation|mise en liquidation|cession|vente|"
    r"redressement judiciaire|piratage|nationalisation|fusion avec|panne (?:chez|de)|fuite (?:de données )?chez|"
    r"intrusion chez|incident chez|attaque (?:contre|visant)) (?:de la |de l'|de |du |d'|la |l')?|"
    r"\b(?:acheté|racheté|acquis|absorbé|repris|cédé à|vendue? à|fusionné avec) (?:la |l')?|"
    r"\b(?:détenue?|contrôlée?|rachetée?|acquise?|reprise?|éditée?|exploitée?|gérée?|hébergée?|développée?|"
    r"fournie?|commercialisée?|distribuée?|conçue?|utilisée?|opérée?|fabriquée?|assurée?)s? (?:à [\d,. ]+% )?par "
    r"(?:la |le |l')?)$",
    re.I,
)
_AFTER: Final = re.compile(
    rf"'s (?:[a-z-]+ )?(?:{_HAS_EN}|software|products|services|shares?|share price|bankruptcy|takeover|"
    r"purchase|acquisition|insurers?)(?!\w)|"
    r",? (?:was|has been|had been|were|had also been|was also) (?:hacked|breached|bought by|acquired by|"
    r"taken over|wound up|hit by (?:an? )?(?:\w+ )?(?:attack|cyber|ransom|outage|breach)|put into|"
    r"placed in (?:administration|liquidation|"
    r"receivership)|delisted|nationali[sz]ed)|"
    r" (?:suffered|reported|disclosed|confirmed|revealed|experienced) (?:a|an|the) (?:\w+ ){0,2}"
    r"(?:breach|attack|cyberattack|outage|incident|leak|intrusion|hack)|"
    r", (?:which|that) (?:runs|operates|sells|owns|provides|makes|supplies|employs|serves|insures|manages|develops|"
    r"hosts|processes|handles|administers|offers|"
    r"has (?:\w+ ){0,3}(?:customers|clients|employees|branches|members))(?!\w)|"
    r", whose (?:[a-z-]+ )?(?:customers|clients|systems|software|servers|platform|parent|shares|network|website|"
    r"shareholders|branches)(?!\w)|"
    r" (?:a|avait|aurait|ont|avaient) (?:également |aussi |elle aussi |lui aussi )?(?:été (?:piraté|victime d'une? "
    r"(?:\w+ )?(?:cyber|attaque|piratage|fuite|intrusion|rançon)|rachet|acquis|cédé|placée? en (?:liquidation|"
    r"redressement)|mise? en (?:liquidation|faillite|redressement))|subi (?:une|un) (?:\w+ )?(?:cyber|attaque|panne|"
    r"intrusion|piratage|fuite|incident))|"
    r", qui (?:édite|exploite|gère|fournit|distribue|commercialise|emploie|assure (?:quelque|plus|environ)|fabrique|"
    r"compte (?:quelque |plus de |environ )?\d|revendique (?:quelque |plus de |environ )?\d|héberge|opère|propose|"
    r"développe)(?!\w)|"
    r", dont les? (?:clients|systèmes|serveurs|filiales?|logiciels?|sites?|actionnaires|titres?)(?!\w)",
)


def is_told(plain: str, start: int, end: int) -> bool:
    """Return whether what stands right before or after a name is said of bodies only."""
    return bool(_BEFORE.search(plain, max(0, start - REACH), start) or _AFTER.match(plain, end))
