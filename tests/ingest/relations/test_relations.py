"""Relations: who belongs to whom, bought whom, informed whom and is supervised by whom; firms are invented."""

from __future__ import annotations

import pytest

from greffier.ingest.relations.frames import frames
from tests.ingest.readings import read

HIT = {"en": "Kestrel Bank was hit by ransomware.", "fr": "La Banque Lémane a été victime d'une cyberattaque."}
NAMES = {
    "Commission nationale de l'informatique et des libertés": "CNIL",
    "Autorité de contrôle prudentiel et de résolution": "ACPR",
    "Information Commissioner's Office": "ICO",
    "Financial Conduct Authority": "FCA",
    "Prudential Regulation Authority": "PRA",
    "Kestrel Bank": "Kestrel",
    "Northwind Group": "Northwind",
    "Banque Lémane": "Lémane",
    "Groupe Mirabeau": "Mirabeau",
    "Heron Insurance": "Heron",
    "Assurances Ventoux": "Ventoux",
    "Bank of England": "BoE",
}


def relations(language: str, text: str) -> list[str]:
    """Return the relations that a text states; one that tells of no event is not kept."""
    title = {"fr": "Nouvelles du jour", "en": "News of the day"}[language]
    found = read(f"{title}\n\n{text}\n\n{HIT[language]}", language).relations
    return sorted(f"{NAMES.get(a, a)} {predicate} {NAMES.get(b, b)}" for a, predicate, b in found)


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        # belongs to
        ("en", "Kestrel Bank is a subsidiary of Northwind Group.", ["Kestrel part_of Northwind"]),
        ("en", "Kestrel Bank, a unit of Northwind Group, is small.", ["Kestrel part_of Northwind"]),
        ("en", "Northwind Group's subsidiary Kestrel Bank is small.", ["Kestrel part_of Northwind"]),
        ("en", "Kestrel Bank, which is owned by Northwind Group, is small.", ["Kestrel part_of Northwind"]),
        ("en", "Kestrel Bank is part of Northwind Group.", ["Kestrel part_of Northwind"]),
        ("fr", "La Banque Lémane, filiale du Groupe Mirabeau, est petite.", ["Lémane part_of Mirabeau"]),
        ("fr", "La Banque Lémane fait partie du Groupe Mirabeau.", ["Lémane part_of Mirabeau"]),
        ("fr", "La Banque Lémane, qui appartient au Groupe Mirabeau, est petite.", ["Lémane part_of Mirabeau"]),
        # bought
        ("en", "Northwind Group bought Kestrel Bank.", ["Northwind acquired Kestrel"]),
        ("en", "Northwind Group's acquisition of Kestrel Bank is complete.", ["Northwind acquired Kestrel"]),
        ("fr", "Le Groupe Mirabeau a racheté la Banque Lémane.", ["Mirabeau acquired Lémane"]),
        ("fr", "La Banque Lémane a été acquise par le Groupe Mirabeau.", ["Mirabeau acquired Lémane"]),
        # informed
        ("en", "Kestrel Bank notified the Information Commissioner's Office.", ["Kestrel notified ICO"]),
        (
            "en",
            "Kestrel Bank has notified the Information Commissioner's Office and the Financial Conduct Authority.",
            ["Kestrel notified FCA", "Kestrel notified ICO"],
        ),
        (
            "en",
            "The Information Commissioner's Office was notified of the attack by Kestrel Bank.",
            ["Kestrel notified ICO"],
        ),
        ("fr", "La Banque Lémane a informé la CNIL de l'attaque.", ["Lémane notified CNIL"]),
        ("fr", "La Banque Lémane a notifié l'attaque à la CNIL.", ["Lémane notified CNIL"]),
        ("fr", "La CNIL a été avisée par la Banque Lémane.", ["Lémane notified CNIL"]),
        # is supervised by
        ("en", "Kestrel Bank is regulated by the Financial Conduct Authority.", ["Kestrel regulated_by FCA"]),
        (
            "en",
            "Kestrel Bank, which is supervised by the Prudential Regulation Authority, is small.",
            ["Kestrel regulated_by PRA"],
        ),
        ("fr", "La Banque Lémane est agréée par l'ACPR.", ["Lémane regulated_by ACPR"]),
        ("fr", "L'ACPR, qui surveille la Banque Lémane, n'a rien dit.", ["Lémane regulated_by ACPR"]),
    ],
)
def test_relations_are_read_from_clear_sentences(language: str, text: str, found: list[str]) -> None:
    assert relations(language, text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Kestrel Bank, the Irish arm of insurer Northwind Group, is small.", ["Kestrel part_of Northwind"]),
        ("Kestrel Bank, the Northwind Group subsidiary, is small.", ["Kestrel part_of Northwind"]),
        ("Northwind Group unit Kestrel Bank is small.", ["Kestrel part_of Northwind"]),
        ("Kestrel Bank and its parent, Northwind Group, are small.", ["Kestrel part_of Northwind"]),
        ("Northwind Group and its wholly owned subsidiary Kestrel Bank are small.", ["Kestrel part_of Northwind"]),
        ("Northwind Group closed branches of its Kestrel Bank unit.", ["Kestrel part_of Northwind"]),
        ("Northwind Group, the owner of Kestrel Bank, is small.", ["Kestrel part_of Northwind"]),
        ("Northwind Group holds a 75 per cent stake in Kestrel Bank.", ["Kestrel part_of Northwind"]),
        ("Kestrel Bank, of which Northwind Group owns 60 per cent, is small.", ["Kestrel part_of Northwind"]),
        ("Kestrel Bank belongs to Northwind Group.", ["Kestrel part_of Northwind"]),
        (
            "Kestrel Bank and Heron Insurance, both owned by Northwind Group, are small.",
            ["Heron part_of Northwind", "Kestrel part_of Northwind"],
        ),
        (
            "Northwind Group and its units Kestrel Bank and Heron Insurance are small.",
            ["Heron part_of Northwind", "Kestrel part_of Northwind"],
        ),
        ("The Bank of England's Prudential Regulation Authority is old.", ["PRA part_of BoE"]),
        ("The Prudential Regulation Authority, an arm of the Bank of England, is old.", ["PRA part_of BoE"]),
        ("Northwind Group completed its £2bn takeover of Kestrel Bank.", ["Northwind acquired Kestrel"]),
        ("Kestrel Bank was taken over in 2019 by Northwind Group.", ["Northwind acquired Kestrel"]),
        ("Kestrel Bank, which Northwind Group bought in 2019, is small.", ["Northwind acquired Kestrel"]),
        ("Heron Insurance sold Kestrel Bank last year to Northwind Group.", ["Northwind acquired Kestrel"]),
        (
            "Kestrel Bank reported the incident to the Information Commissioner's Office.",
            ["Kestrel notified ICO"],
        ),
        ("Kestrel Bank filed a breach report with the FCA in March.", ["Kestrel notified FCA"]),
        ("Kestrel Bank said it had told customers and the data watchdog, the ICO.", ["Kestrel notified ICO"]),
        (
            "Kestrel Bank, part of Northwind Group, notified the ICO.",
            ["Kestrel notified ICO", "Kestrel part_of Northwind"],
        ),
        ("The ICO said it had received a report from Kestrel Bank.", ["Kestrel notified ICO"]),
        ("A spokesman for Kestrel Bank said it had alerted the ICO.", ["Kestrel notified ICO"]),
        ("Kestrel Bank lends to farmers and is supervised by the FCA.", ["Kestrel regulated_by FCA"]),
    ],
)
def test_english_frames(text: str, found: list[str]) -> None:
    assert relations("en", text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "La Banque Lémane, filiale à 60 % de l'assureur suisse Groupe Mirabeau, est petite.",
            ["Lémane part_of Mirabeau"],
        ),
        ("Le Groupe Mirabeau et sa filiale Banque Lémane sont petits.", ["Lémane part_of Mirabeau"]),
        (
            "Le Groupe Mirabeau et ses filiales Banque Lémane et Assurances Ventoux sont petits.",
            ["Lémane part_of Mirabeau", "Ventoux part_of Mirabeau"],
        ),
        ("Le Groupe Mirabeau, maison mère de la Banque Lémane, est petit.", ["Lémane part_of Mirabeau"]),
        ("La Banque Lémane et sa maison mère, le Groupe Mirabeau, sont petites.", ["Lémane part_of Mirabeau"]),
        ("La Banque Lémane, détenue à 51 % par le Groupe Mirabeau, est petite.", ["Lémane part_of Mirabeau"]),
        ("La Banque Lémane, que contrôle le Groupe Mirabeau, est petite.", ["Lémane part_of Mirabeau"]),
        (
            "La Banque Lémane, dont le Groupe Mirabeau est l'actionnaire majoritaire, est petite.",
            ["Lémane part_of Mirabeau"],
        ),
        ("Le Groupe Mirabeau détient 80 % du capital de la Banque Lémane.", ["Lémane part_of Mirabeau"]),
        ("Le Groupe Mirabeau a bouclé en mai le rachat de la Banque Lémane.", ["Mirabeau acquired Lémane"]),
        ("La Banque Lémane, rachetée en 2019 par le Groupe Mirabeau, est petite.", ["Mirabeau acquired Lémane"]),
        ("La Banque Lémane a été cédée l'an dernier au Groupe Mirabeau.", ["Mirabeau acquired Lémane"]),
        ("La Banque Lémane indique avoir prévenu ses clients et la CNIL.", ["Lémane notified CNIL"]),
        (
            "La Banque Lémane a signalé l'incident à la CNIL et à l'ACPR.",
            ["Lémane notified ACPR", "Lémane notified CNIL"],
        ),
        ("La Banque Lémane a déposé une notification auprès de la CNIL.", ["Lémane notified CNIL"]),
        ("L'incident a été notifié par la Banque Lémane à la CNIL.", ["Lémane notified CNIL"]),
        (
            "La Banque Lémane, filiale du Groupe Mirabeau, a informé la CNIL.",
            ["Lémane notified CNIL", "Lémane part_of Mirabeau"],
        ),
    ],
)
def test_french_frames(text: str, found: list[str]) -> None:
    assert relations("fr", text) == found


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        # whose name tells the group, or the one spoken of just before
        ("en", "Aviva Kestrel Limited, the group's lending arm, is small. Aviva is old.", "Aviva Kestrel Limited"),
        ("en", "Northwind Group is old. Its subsidiary Kestrel Bank is small.", "Kestrel"),
        ("fr", "Le Groupe Mirabeau est ancien. Sa filiale Banque Lémane est petite.", "Lémane"),
    ],
)
def test_a_group_may_be_told_by_its_name_or_by_the_sentence_before(language: str, text: str, found: str) -> None:
    (told,) = relations(language, text)
    assert told.startswith(f"{found} part_of ")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        # not, or not yet, or no longer
        ("en", "Kestrel Bank is not part of Northwind Group."),
        ("en", "Kestrel Bank, a former unit of Northwind Group, is small."),
        ("en", "Northwind Group agreed to buy Kestrel Bank."),
        ("en", "Northwind Group plans to complete its takeover of Kestrel Bank."),
        ("en", "Kestrel Bank failed to report the incident to the FCA."),
        ("en", "Kestrel Bank was required to notify the FCA."),
        ("en", "Has Kestrel Bank notified the FCA?"),
        ("en", "The acquisition of Kestrel Bank by Northwind Group was abandoned."),
        ("en", "Northwind Group's takeover of Kestrel Bank fell through."),
        ("fr", "Le rachat de la Banque Lémane par le Groupe Mirabeau n'a pas eu lieu."),
        ("fr", "Le rachat de la Banque Lémane par le Groupe Mirabeau a été bloqué."),
        ("fr", "La Banque Lémane, ancienne filiale du Groupe Mirabeau, est petite."),
        ("fr", "La Banque Lémane, ex-filiale du Groupe Mirabeau, est petite."),
        ("fr", "Le Groupe Mirabeau envisage le rachat de la Banque Lémane."),
        ("fr", "Le Groupe Mirabeau va racheter la Banque Lémane."),
        ("fr", "La Banque Lémane n'a jamais signalé l'incident à la CNIL."),
        ("fr", "La Banque Lémane devra notifier l'incident à la CNIL."),
        ("fr", "Un défaut de déclaration à Tracfin est reproché à la Banque Lémane."),
        # another one is meant
        ("en", "A customer of Kestrel Bank alerted the ICO."),
        ("en", "The FCA had notified Kestrel Bank of its decision."),
        ("en", "Northwind Group bought Kestrel Bank shares."),
        ("en", "Heron Insurance and a unit of Northwind Group are small."),
        ("fr", "Un client de la Banque Lémane a alerté la CNIL."),
        ("fr", "Un courtier de la Banque Lémane a été racheté par le Groupe Mirabeau."),
        ("fr", "La CNIL a informé la Banque Lémane de sa décision."),
        ("fr", "La Banque Lémane et une filiale du Groupe Mirabeau sont petites."),
        ("fr", "Le Groupe Mirabeau détient 10 % du capital de la Banque Lémane."),
    ],
)
def test_what_is_denied_planned_past_or_told_of_others_is_no_relation(language: str, text: str) -> None:
    assert relations(language, text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Kestrel Bank, one of Northwind Group's brands, is small.",
        "Kestrel Bank is 75 percent owned by Northwind Group.",
        "Kestrel Bank's parent company is Northwind Group.",
        "Northwind Group's brands include Kestrel Bank.",
        "Northwind Group, whose subsidiaries include Kestrel Bank, is small.",
        "Northwind Group operates Kestrel Bank.",
        "Kestrel Bank falls under Northwind Group.",
        "Kestrel Bank, Northwind Group's lender in Ireland, is small.",
        "Northwind Group paid a fine for Kestrel Bank, its Irish unit, in March.",
        "Kestrel Bank (then part of Northwind Group) is small.",
        "Northwind Group is old. The insurer and a subsidiary, Kestrel Bank, are small.",
        "Northwind Group is old. Deposits at subsidiary Kestrel Bank fell.",
        "Kestrel Bank is small; its parent Northwind Group is old.",
    ],
)
def test_english_texts_say_who_is_part_of_whom(text: str) -> None:
    assert relations("en", text) == ["Kestrel part_of Northwind"]


@pytest.mark.parametrize(
    "text",
    [
        "La Banque Lémane, une des filiales du Groupe Mirabeau, est petite.",
        "La Banque Lémane, la plus grosse filiale du Groupe Mirabeau, est petite.",
        "La Banque Lémane, la banque de financement et de gestion du Groupe Mirabeau, est petite.",
        "La maison mère de la Banque Lémane est le Groupe Mirabeau.",
        "La Banque Lémane a pour actionnaire unique le Groupe Mirabeau.",
        "La Banque Lémane, dont le propriétaire, le Groupe Mirabeau, est ancien, est petite.",
        "Le Groupe Mirabeau a fermé sa filiale suisse, la Banque Lémane.",
        "Le Groupe Mirabeau a payé pour la Banque Lémane, sa filiale suisse.",
        "Le Groupe Mirabeau est ancien. L'amende vise sa filiale bancaire, Banque Lémane.",
    ],
)
def test_french_texts_say_who_is_part_of_whom(text: str) -> None:
    assert relations("fr", text) == ["Lémane part_of Mirabeau"]


@pytest.mark.parametrize(
    "text",
    [
        "Kestrel Bank discovered the breach in May and informed the ICO.",
        "Kestrel Bank did tell the ICO about it in March.",
        "Kestrel Bank brought the matter to the attention of the ICO.",
        "Kestrel Bank drew the matter to the ICO's attention.",
        "Kestrel Bank alerted authorities (the ICO among them).",
        "Having notified the ICO, Kestrel Bank wrote to customers.",
        "Informed by Kestrel Bank, the ICO opened an inquiry.",
        "Notice was given to the ICO by Kestrel Bank.",
        "According to a filing by Kestrel Bank with the ICO, data was taken.",
    ],
)
def test_english_texts_say_who_informed_an_authority(text: str) -> None:
    assert relations("en", text) == ["Kestrel notified ICO"]


@pytest.mark.parametrize(
    "text",
    [
        "La Banque Lémane a porté plainte et prévenu la CNIL.",
        "La Banque Lémane a déposé plainte et adressé une notification à la CNIL.",
        "La Banque Lémane porte plainte et saisit la CNIL.",
        "La Banque Lémane a suspendu l'accès à son site et prévenu les autorités, dont la CNIL.",
        "La Banque Lémane a alerté les autorités, notamment la CNIL.",
        "La Banque Lémane a signalé l'affaire au régulateur, la CNIL.",
        "La Banque Lémane a porté l'incident à la connaissance de la CNIL.",
        "La Banque Lémane a tenu informée la CNIL.",
        "Alertée par la Banque Lémane, la CNIL a ouvert une enquête.",
        "La CNIL a reçu de la Banque Lémane une notification de violation de données.",
        "La notification de la Banque Lémane à la CNIL date du 3 mai.",
    ],
)
def test_french_texts_say_who_informed_an_authority(text: str) -> None:
    assert relations("fr", text) == ["Lémane notified CNIL"]


@pytest.mark.parametrize(
    "text",
    [
        "Northwind Group, a maker of ships, acquired Kestrel Bank.",
        "Northwind Group acquired 80% of Kestrel Bank.",
        "Northwind Group took a controlling stake in Kestrel Bank.",
        "Northwind Group bought rival Kestrel Bank.",
        "Kestrel Bank, a lender Northwind Group bought in 2019, is small.",
        "Kestrel Bank, the lender that Northwind Group bought in 2019, is small.",
        "Since its acquisition by Northwind Group, Kestrel Bank has changed.",
        "Since being acquired by Northwind Group in 2019, Kestrel Bank has changed.",
        "Kestrel Bank joined Northwind Group in 2019.",
        "Kestrel Bank is small. It was acquired by Northwind Group in 2019.",
    ],
)
def test_english_texts_say_who_bought_whom(text: str) -> None:
    assert relations("en", text) == ["Northwind acquired Kestrel"]


@pytest.mark.parametrize(
    "text",
    [
        "Le Groupe Mirabeau, un assureur suisse, a racheté la Banque Lémane.",
        "Le Groupe Mirabeau, un assureur suisse, avait bouclé l'acquisition de la Banque Lémane en 2019.",
        "Le Groupe Mirabeau s'est offert la Banque Lémane.",
        "Le Groupe Mirabeau a pris le contrôle de la Banque Lémane.",
        "Le Groupe Mirabeau a acquis 80 % du capital de la Banque Lémane.",
        "Le Groupe Mirabeau annonce avoir finalisé le rachat de la Banque Lémane.",
        "La Banque Lémane, tombée dans l'escarcelle du Groupe Mirabeau, est petite.",
        "La Banque Lémane a rejoint le Groupe Mirabeau en 2019.",
        "Avec le rachat de la Banque Lémane, le Groupe Mirabeau grandit.",
        "Depuis son rachat en 2019 par le Groupe Mirabeau, la Banque Lémane a changé.",
        "Le prix de la vente de sa filiale Banque Lémane au Groupe Mirabeau est connu.",
    ],
)
def test_french_texts_say_who_bought_whom(text: str) -> None:
    assert "Mirabeau acquired Lémane" in relations("fr", text)


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("en", "Kestrel Bank is subject to the supervision of the FCA.", "Kestrel regulated_by FCA"),
        ("en", "Kestrel Bank holds a licence from the FCA.", "Kestrel regulated_by FCA"),
        ("en", "Kestrel Bank, its owner Northwind Group and others are small.", "Kestrel part_of Northwind"),
        ("fr", "La Banque Lémane est placée sous la surveillance de l'ACPR.", "Lémane regulated_by ACPR"),
        ("en", "The FCA has informed the ICO of the breach.", "FCA notified ICO"),
        ("fr", "L'ACPR a prévenu la police et la CNIL.", "ACPR notified CNIL"),
    ],
)
def test_texts_say_who_supervises_owns_or_informed_whom(language: str, text: str, found: str) -> None:
    assert relations(language, text) == [found]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        # the last of those owned is not the owner
        ("en", "The owner of Kestrel Bank, Heron Insurance, Northwind Group and others is old."),
        ("fr", "Le propriétaire de la Banque Lémane, Assurances Ventoux, Groupe Mirabeau et d'autres est ancien."),
        # less than half
        ("en", "Kestrel Bank is 20 percent owned by Northwind Group."),
        ("en", "Northwind Group acquired 20% of Kestrel Bank."),
        ("fr", "La Banque Lémane, détenue à 20 % par le Groupe Mirabeau, est petite."),
        ("fr", "Le Groupe Mirabeau a acquis 20 % du capital de la Banque Lémane."),
        # not, or by others
        ("en", "Customers of the bank informed the ICO."),
        ("en", "Kestrel Bank may inform the ICO."),
        ("en", "Northwind Group operates Kestrel Bank's website."),
        ("fr", "La Banque Lémane a porté plainte et n'a pas prévenu la CNIL."),
        ("fr", "La Banque Lémane n'est plus une filiale du Groupe Mirabeau."),
        ("fr", "Le Groupe Mirabeau pourrait avoir racheté la Banque Lémane."),
    ],
)
def test_minorities_lists_of_the_owned_and_what_is_not_done_are_no_relations(language: str, text: str) -> None:
    assert relations(language, text) == []


def test_one_unit_is_no_enumeration() -> None:
    text = "Northwind Group and its unit Kestrel Bank, Heron Insurance and others are small."
    assert relations("en", text) == ["Kestrel part_of Northwind"]


def test_a_notice_without_a_sender_is_that_of_the_one_hit() -> None:
    text = "News of the day\n\nKestrel Bank was hit by ransomware. The attack was reported to the ICO.\n"
    assert ("Kestrel Bank", "notified", "Information Commissioner's Office") in read(text, "en").relations
    text = "News of the day\n\nWe were hit by ransomware at Kestrel Bank. We have informed the ICO.\n"
    assert ("Kestrel Bank", "notified", "Information Commissioner's Office") in read(text, "en").relations


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("predicate", ["part_of", "notified", "acquired", "regulated_by"])
def test_every_frame_is_well_formed(language: str, predicate: str) -> None:
    frames(language, (predicate,)).check()


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Regulators have been notified."),
        ("en", "Kestrel Bank informed its customers and the police."),
        ("en", "Kestrel Bank has not notified the Information Commissioner's Office."),
        ("en", "Northwind Group denied that it had bought Kestrel Bank."),
        ("en", "Northwind Group could buy Kestrel Bank."),
        ("en", "Kestrel Bank and Northwind Group met. The Information Commissioner's Office was not there."),
        ("fr", "Les autorités ont été avisées."),
        ("fr", "La Banque Lémane a prévenu ses clients et la police."),
        ("fr", "La Banque Lémane n'a pas informé la CNIL."),
        ("fr", "La Banque Lémane n'est pas une filiale du Groupe Mirabeau."),
        ("fr", "La Banque Lémane et le Groupe Mirabeau se sont rencontrés. La CNIL n'y était pas."),
    ],
)
def test_what_is_not_said_of_a_named_body_is_no_relation(language: str, text: str) -> None:
    assert relations(language, text) == []


def test_a_relation_is_stated_once_with_the_sentence_that_says_so() -> None:
    text = (
        "News of the day\n\nKestrel Bank, a unit of Northwind Group, was hit by ransomware. "
        "Kestrel Bank is part of Northwind Group.\n"
    )
    claims = [c for c in read(text, "en").extraction.claims if c.predicate == "part_of"]
    assert [c.evidence.text for c in claims] == ["Kestrel Bank, a unit of Northwind Group, was hit by ransomware."]
    assert [c.rule for c in claims] == ["relation.part_of"]


def test_nobody_is_related_to_themselves() -> None:
    assert relations("en", "Kestrel Bank plc, a unit of Kestrel Bank, is small.") == []
