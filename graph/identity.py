"""Ids: readable, stable, and the same whatever the order in which documents come.

A document's id comes from its text; an occurrence's from its document and offsets; a claim's from
all that it states; a known thing's from its gazetteer entry; another organisation's or law's from
its normalised name; an event's from the earliest telling of it.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from functools import lru_cache
from typing import Final

from greffier.graph.records import Amount, Bound, Claim, Count

# Legal forms that say nothing of who is meant. Origin: the forms of companies and mutuals in use in
# the French- and English-speaking world, as registers abbreviate them.
LEGAL_FORMS: Final = frozenset(
    "inc incorporated corp corporation ltd limited llc llp lp plc co company na nv bv sa sas sarl sasu se spa ag "
    "gmbh kg ab asa oyj as pte pty pvt bhd ltee limitee cie scrl sca".split()
)
ARTICLES: Final = re.compile(r"^(?:the|an?|les?|la|l'|un|une|d'|du|des?)(?:\s+|(?<='))")
_NOT_WORD: Final = re.compile(r"[^\w]+")
SHORT_HASH: Final = 8
OCCURRENCE: Final = "occurrence"  # the prefix of the ids of occurrences


def digest(*parts: str) -> str:
    """Return the SHA-256 of the parts, in hexadecimal, each part told from the next."""
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


def fold(text: str) -> str:
    """Return the text in lower case without accents, with plain apostrophes and single spaces."""
    decomposed = unicodedata.normalize("NFKD", text).replace("’", "'").replace("ʼ", "'")
    bare = "".join(c for c in decomposed if not unicodedata.combining(c)).casefold()
    return " ".join(bare.split())


@lru_cache(maxsize=65536)
def name_key(name: str) -> str:
    """Return what two spellings of one name share: no case, accents, article, legal form or marks.

    >>> name_key("L’Unique assurances générales inc.")
    'unique assurances generales'
    """
    words = _NOT_WORD.sub(" ", ARTICLES.sub("", fold(name).replace(".", "").strip(' "«»'))).split()
    while len(words) > 1 and words[-1] in LEGAL_FORMS:
        words.pop()
    return " ".join(words)


def slug(text: str, length: int = 48) -> str:
    """Return the text as lower-case ASCII words joined by hyphens, at most `length` characters.

    >>> slug("Fédération des caisses Desjardins du Québec")
    'federation-des-caisses-desjardins-du-quebec'
    """
    ascii_text = fold(text).encode("ascii", "ignore").decode()
    joined = "-".join(re.findall(r"[a-z0-9]+", ascii_text))
    return joined if len(joined) <= length else joined[:length].rsplit("-", 1)[0]


def document_id(text: str) -> str:
    """Return the id of the document with this text."""
    return f"document/{digest(text)[:16]}"


def occurrence_id(document: str, local: str, start: int, end: int) -> str:
    """Return the id of what a document says at these offsets; `local` tells entities from events."""
    return f"{OCCURRENCE}/{document.removeprefix('document/')}/{local[0]}{start}-{end}"


def claim_id(document: str, claim: Claim) -> str:
    """Return the id of a claim whose subject and object are ids of occurrences."""
    content = (
        claim.subject,
        claim.predicate,
        claim.object or "",
        value_text(claim.value) or "",
        claim.status.value,
    )
    place = f"{claim.evidence.start}-{claim.evidence.end}"
    return f"claim/{document.removeprefix('document/')}/{digest(*content, place)[:12]}"


def named_thing_id(prefix: str, name: str, scope: str = "") -> str:
    """Return the id of a thing that only documents name; `scope` tells apart things of one name."""
    key = name_key(name)
    return f"{prefix}/{slug(key) or 'unnamed'}-{digest(prefix, key, scope)[:SHORT_HASH]}"


def event_id(prefix: str, telling: str, *words: str) -> str:
    """Return the id of an event: readable words, and a hash of the occurrence first telling it."""
    return f"{prefix}/{slug('-'.join(w for w in words if w), 64)}-{digest(telling)[:SHORT_HASH]}"


def value_text(value: str | Amount | Count | None) -> str | None:
    """Return a claim's value as text: an EDTF date as it is, a sum or a number in words.

    A sum reads `10000 CAD per day, exposure`, a number `about 9700000 persons` or `100 to 200 customers`.
    """
    if isinstance(value, Amount):
        per = f" per {value.per}" if value.per else ""
        return f"{value.value.normalize():f} {value.currency}{per}, {value.kind.value}"
    if isinstance(value, Count):
        bound = "" if value.bound is Bound.EXACT else f"{value.bound.value} "
        most = "" if value.most is None else f" to {value.most}"
        return f"{bound}{value.number}{most} {value.counted.value}"
    return None if value is None else str(value)
