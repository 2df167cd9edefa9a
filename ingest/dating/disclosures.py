"""Disclosures: the day on which what happened was made known, where another sentence than its own tells it.

"The company disclosed it on 25 July", « l'affaire a été révélée en mars », "the breach came to light in May".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Final

from greffier.ingest.drafts import Draft, Filler
from greffier.ingest.scenes import Scene
from greffier.ingest.values.dates import DateMention

HAPPENING: Final = ("Cyberattack", "DataBreach", "Ransomware", "Outage", "Fraud")
BEFORE: Final = 160  # characters before a date in which the words for it stand
_WHAT: Final = {
    "en": r"(?:(?:the|this|that|its) (?:[\w-]+ )?(?:affair|case|matter|incident|breach|leak|attack|cyberattack|scandal|"
    r"hack|intrusion|theft|scheme|fraud|outage|scam)|it)",
    "fr": r"(?:(?:l['’]|la |le |cette |cet |ce )(?:[\wà-ÿ-]+ )?(?:affaire|dossier|incident|fuite|attaque|cyberattaque|"
    r"scandale|intrusion|fraude|vol|panne|piratage|escroquerie|faille))",
}
_KNOWN: Final = {
    "en": (
        r"{what}\b[^.;:]{{0,50}}?\b(?:(?:was|were|been|being) (?:first |publicly )?(?:disclosed|made public|revealed|"
        r"announced|exposed|uncovered by the press)|became public|came to light|emerged|surfaced|broke)"
        r"(?: publicly)?(?: (?:on|in|late on|early on|at|by the company on|only|late in|early in|at the end of|"
        r"through [^.;,]{{1,30}} (?:on|in)))? ?$",
        r"\b(?:disclosed|revealed|announced|reported publicly|went public with|made) {what}(?: publicly| public)?"
        r"(?: (?:on|in|late on|early in|late in|only|only on|only in))? ?$",
        r"{what}, which [^.;,]{{1,40}} (?:disclosed|revealed|made public|announced)(?: (?:on|in))? $",
    ),
    "fr": (
        r"{what}\b[^.;:]{{0,50}}?\b(?:(?:a|avait|ont) (?:été )?(?:d'abord |finalement )?(?:révélée?|rendue? publique?|"
        r"dévoilée?|annoncée?|divulguée?|éclaté|fait surface|mise? au jour)|est devenue? publique?|a éclaté)"
        r"(?: (?:par [^.;,]{{1,30}} )?(?:le|en|au|fin|début|dès|seulement|mi-?))? ?$",
        r"\b(?:a|ont|avait) (?:révélé|rendu publique?|dévoilé|annoncé|divulgué) {what}"
        r"(?: (?:le|en|fin|début|dès))? ?$",
        r"\bl['’](?:a|avait|ont) (?:révélée?|rendue? publique?|dévoilée?|annoncée?|divulguée?)(?: (?:que )?(?:le|en|"
        r"fin|début|dès))? ?$",
    ),
}


@cache
def _pattern(language: str) -> re.Pattern[str]:
    what = _WHAT[language]
    return re.compile("|".join(rf"\b(?:{form.format(what=what)})" for form in _KNOWN[language]), re.I)


def announce_by_disclosures(scene: Scene, incidents: Sequence[Draft]) -> None:
    """Give what befell the one party of a text the day on which another sentence says that it was made known."""
    happened = [d for d in incidents if set(d.kinds) & set(HAPPENING)]
    if not happened or any(not d.fillers("affected") & happened[0].fillers("affected") for d in happened):
        return
    for mention in scene.dates:
        if _tells(scene, mention):
            evidence = scene.evidence(scene.text.sentence_at(mention.start))
            before = [d for d in happened if d.triggers[0].start < mention.start] or happened[:1]
            before[-1].add("announced", [Filler(mention.value, evidence, "date.of-disclosure", 0.7)])
            before[-1].slots["announced"].sort(key=lambda f: (str(f.filler), f.evidence.start))
            return


def _tells(scene: Scene, mention: DateMention) -> bool:
    sentence = scene.text.sentence_at(mention.start)
    lead = scene.text.plain[max(sentence.start, mention.start - BEFORE) : mention.start]
    return not sentence.title and _pattern(scene.text.document.language).search(lead) is not None
