"""Member names: where the known name of a group goes on to that of a member (« Kestrel Life Insurance of Canada »)."""

from __future__ import annotations

import re
from typing import Final

from greffier.ingest.mentions.name_shapes import CAPITAL, LEGAL_FORM_AFTER
from greffier.ingest.places import told_places

# Two trades that "and" joins, before a legal form (« Kestrel Actuaries and Consultants Limited »).
_PAIR: Final = re.compile(
    r"( (?:Actuaries|Consultants|Brokers|Advisers|Advisors|Services|Systems|Trustees|Pensions|Investments|Securities|"
    r"Savings|Loans|Trust|Life|Insurance|Management|Clearing|Payments|Cards) (?:and|&|et) [A-Z][a-z]+),? "
    r"(?:Ltd|Limited|LLC|LLP|PLC|Plc|plc|Inc|SA|Company|Co)\b"
)
_OF_PLACE: Final = re.compile(
    rf"((?: (?:Insurance|Life|Assurance|Company|Trust|Bank))* of ({CAPITAL}\w+(?: {CAPITAL}\w+)?))(?! of\b)"
)


def member_end(plain: str, end: int) -> int | None:
    """Return where the name of a member ends, legal form apart, that goes on from a known name that ends at `end`.

    A place makes it one only after words for a firm, or before a legal form: « Kestrel of Vancouver » is Kestrel.
    """
    pair = _PAIR.match(plain, end)
    if pair:
        return pair.end(1)
    place = _OF_PLACE.match(plain, end)
    if place and told_places(place[2]):
        of_firm = not place[1].startswith(" of ") or LEGAL_FORM_AFTER.match(plain, place.end(1))
        return place.end(1) if of_firm else None
    return None
