"""Unnamed parties: what a sentence says of somebody who is not named is not told of whom the text is about."""

import pytest

from greffier.ingest.documents import parse_document
from greffier.ingest.extraction import extract


def told(text: str) -> list[tuple[str, tuple[str, ...]]]:
    """Return each event as its kind and who was hit or is addressed."""
    (said,) = extract([parse_document(text, "t", "t.txt")])
    names = {e.id: e.name for e in said.entities}
    return [
        (
            event.kind,
            tuple(
                names[c.object or ""]
                for c in said.claims
                if c.subject == event.id and c.predicate in ("affected", "target") and c.object in names
            ),
        )
        for event in (*said.incidents, *said.actions)
    ]


ENGLISH = (
    "Kestrel Bank fined over outage\n\ndate: 2024-05-02\nThe Financial Conduct Authority fined Kestrel Bank £5 million "
    "after an outage. "
)
FRENCH = (
    "La Banque Lémane sanctionnée\n\ndate: 2024-05-02\nL'Autorité de contrôle prudentiel et de résolution a infligé "
    "à la Banque Lémane une amende de 5 millions d'euros. "
)


@pytest.mark.parametrize(
    ("first", "then"),
    [
        (ENGLISH, "In 2022 Fairholt Shires was reprimanded by the authority."),
        (ENGLISH, "In 2022 it had imposed a fine of £25,000 on a broker in Leeds."),
        (ENGLISH, "In March a credit union in Wales was fined £25,000 by the authority."),
        (FRENCH, "En 2022, elle avait imposé à une caisse de l'Ain une sanction de 25 000 euros."),
        (FRENCH, "En 2022, un courtier de Lyon avait été sanctionné d'un blâme par le régulateur."),
    ],
)
def test_what_is_told_of_one_who_is_not_named_is_no_action_against_another(first: str, then: str) -> None:
    assert told(first + then) == told(first)


@pytest.mark.parametrize(
    ("first", "then", "kind", "party"),
    [
        (ENGLISH, "In 2022 it was reprimanded by the authority.", "Penalty", "Kestrel Bank"),
        (ENGLISH, "In 2022 the bank was reprimanded by the authority.", "Penalty", "Kestrel Bank"),
        (FRENCH, "En 2022, la banque avait reçu un blâme du régulateur.", "Penalty", "Banque Lémane"),
    ],
)
def test_who_is_taken_up_is_addressed(first: str, then: str, kind: str, party: str) -> None:
    assert (kind, (party,)) in told(first + then)


def test_who_complained_is_not_inquired_into() -> None:
    text = (
        "Norvalia Santé sanctionnée\n\ndate: 2023-05-17\nLa Cnil a prononcé une amende de 380 000 euros contre "
        "Norvalia Santé. Saisie en 2020 par l'association Vie Claire Unie, l'autorité avait ouvert une enquête."
    )
    assert not [parties for _, parties in told(text) if any("Claire" in name for name in parties)]


def test_a_rebuke_of_one_not_named_is_not_shared_with_who_is_fined_beside() -> None:
    text = (
        "La Cnil sanctionne Norvalia Santé et rappelle à l'ordre un assureur\n\ndate: 2023-05-17\n"
        "La Cnil a prononcé le 11 mai une amende de 380 000 euros contre Norvalia Santé."
    )
    assert [kind for kind, _ in told(text)] == ["Fine"]
