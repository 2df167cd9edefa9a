"""Ways to fail: how the sentence of a sanction, and those after it, say what a firm did wrong.

Firms are invented, authorities are not; no sentence tells of anything that happened.
"""

from __future__ import annotations

import pytest

from tests.ingest.test_events import hits

FINED = {
    "en": "The Financial Conduct Authority fined Kestrel Bank £10 million. ",
    "fr": "L'ACPR a infligé une amende de 10 millions d'euros à la Banque Lémane. ",
}
FAILED = {"en": {"ControlFailure: Kestrel", "Other: Kestrel"}, "fr": {"ControlFailure: Lémane", "Other: Lémane"}}


@pytest.mark.parametrize(
    "text",
    [
        "It opened thousands of accounts in breach of a restriction.",
        "The regulator described its checks as shockingly lax.",
        "Its screening missed most of the names on the list.",
        "Alerts went unread for months.",
        "The bank ignored warnings from its own auditors.",
        "The bank kept fees that belonged to its clients.",
        "Customers were charged fees that they did not owe.",
        "Nobody at the bank checked where the money came from.",
        "No one had assessed the risks.",
        "Reports to the regulator were late and wrong.",
        "It took the bank four years to repay customers.",
        "Its systems were not up to the task.",
        "The bank was unable to keep its services running.",
        "Among the charges: weak governance and no risk officer.",
        "The bank sold unsuitable policies to elderly clients.",
        "It pushed customers into products they did not need.",
        "It let money launderers move millions through its branches.",
        "It waved through suspicious payments.",
        "Its directors turned a blind eye to the losses.",
        "Claims were turned down without a proper look.",
        "Complaints piled up unanswered.",
        "It gave investors the wrong figures.",
        "The bank used passwords that anyone could guess.",
        "It broke rules on client money.",
        "It processed payments for sanctioned entities.",
        "It mixed client money with its own.",
        "Its staff recommended their own products first.",
    ],
)
def test_english_sentences_after_a_sanction_say_what_was_done_wrong(text: str) -> None:
    (told,) = hits("en", FINED["en"] + text)
    assert told in FAILED["en"]


@pytest.mark.parametrize(
    "text",
    [
        "Elle n'était pas en mesure d'identifier ses clients.",
        "Elle a ouvert des milliers de comptes en violation d'un engagement.",
        "Le régulateur juge ses contrôles beaucoup trop légers.",
        "Le filtrage laissait passer des noms sous sanctions.",
        "Des alertes sont restées sans suite.",
        "La banque a gardé des frais qui revenaient aux clients.",
        "Des clients ont payé des frais qu'ils ne devaient pas.",
        "Personne ne vérifiait l'origine des fonds.",
        "Aucune procédure ne prévoyait de contrôle.",
        "Il lui a fallu quatre ans pour rembourser ses clients.",
        "Les réclamations s'entassaient sans réponse.",
        "Elle a vendu des placements risqués à des retraités.",
        "Elle a fermé les yeux sur des virements suspects.",
        "Les capitaux décès n'étaient pas versés aux bénéficiaires.",
        "Elle a traité des paiements pour des pays sous embargo.",
        "Motif : outil de détection mal paramétré.",
        "Le suivi des clients à risque était insuffisant.",
        "Elle privait ses emprunteurs du taux promis.",
        "Elle a tardé à alerter l'autorité.",
        "Ses mots de passe étaient trop simples.",
        "Elle mélangeait l'argent des clients et le sien.",
    ],
)
def test_french_sentences_after_a_sanction_say_what_was_done_wrong(text: str) -> None:
    (told,) = hits("fr", FINED["fr"] + text)
    assert told in FAILED["fr"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "en",
            "The Financial Conduct Authority fined Kestrel Bank £10 million because it could not monitor transactions.",
        ),
        (
            "en",
            "The Financial Conduct Authority fined Kestrel Bank £10 million for a string of lapses.",
        ),
        (
            "en",
            (
                "The Financial Conduct Authority fined Kestrel Bank £10 million over its treatment of customers in "
                "arrears."
            ),
        ),
        (
            "en",
            (
                "The Financial Conduct Authority fined Kestrel Bank £10 million after it let high-risk customers "
                "open accounts."
            ),
        ),
        (
            "en",
            "The Financial Conduct Authority fined Kestrel Bank £10 million after staff altered complaint files.",
        ),
        (
            "en",
            "The Financial Conduct Authority has fined Kestrel Bank £10 million: supervision of its agents was patchy.",
        ),
        (
            "en",
            (
                "Kestrel Bank has been fined £10 million by the Financial Conduct Authority for what it called a "
                "cavalier approach to risk."
            ),
        ),
        (
            "en",
            "The Financial Conduct Authority faulted Kestrel Bank's controls and fined it £10 million.",
        ),
        (
            "en",
            "Kestrel Bank must pay £10 million to the Financial Conduct Authority for operating without a licence.",
        ),
        (
            "en",
            (
                "Kestrel Bank agreed to pay $10 million to the Securities and Exchange Commission over text messages "
                "that it did not keep."
            ),
        ),
        (
            "en",
            (
                "The Securities and Exchange Commission fined Kestrel Bank $10 million for violations of the Bank "
                "Secrecy Act."
            ),
        ),
        (
            "fr",
            (
                "L'ACPR a infligé une amende de 10 millions d'euros à la Banque Lémane parce qu'elle ne surveillait "
                "pas ses opérations."
            ),
        ),
        (
            "fr",
            (
                "L'ACPR a infligé une amende de 10 millions d'euros à la Banque Lémane, incapable d'assurer la "
                "continuité de ses services."
            ),
        ),
        (
            "fr",
            (
                "L'ACPR a infligé une amende de 10 millions d'euros à la Banque Lémane pour avoir laissé passer des "
                "opérations suspectes."
            ),
        ),
        (
            "fr",
            (
                "L'ACPR a infligé une amende de 10 millions d'euros à la Banque Lémane pour des ratés dans la "
                "surveillance de ses agences."
            ),
        ),
        (
            "fr",
            "L'ACPR a infligé une amende de 10 millions d'euros à la Banque Lémane pour des manquements.",
        ),
        (
            "fr",
            (
                "L'AMF a infligé une amende de 10 millions d'euros à la Banque Lémane. Elle a donné de mauvais "
                "chiffres aux investisseurs."
            ),
        ),
        ("en", "The Financial Conduct Authority imposed a money-laundering fine of £10 million on Kestrel Bank."),
        (
            "fr",
            "L'ACPR inflige à la Banque Lémane une amende de 10 millions d'euros ; le dossier portait sur la LCB-FT.",
        ),
    ],
)
def test_the_sentence_of_a_sanction_says_what_it_punishes(language: str, text: str) -> None:
    (told,) = hits(language, text)
    assert told in FAILED[language]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "fr",
            (
                "La CNIL a infligé une amende de 10 millions d'euros à la Banque Lémane pour avoir déposé des "
                "cookies sans consentement."
            ),
        ),
        (
            "fr",
            "L'ACPR a infligé une amende de 10 millions d'euros à la Banque Lémane. La banque compte 300 agences.",
        ),
        (
            "fr",
            "L'ACPR a infligé une amende de 10 millions d'euros à la Banque Lémane. Elle fera appel.",
        ),
        (
            "fr",
            (
                "La CNIL a infligé une amende de 10 millions d'euros à la Banque Lémane. Elle n'avait pas recueilli "
                "le consentement des visiteurs."
            ),
        ),
        (
            "fr",
            (
                "La CNIL a infligé une amende de 10 millions d'euros à la Banque Lémane. Elle avait agi en violation "
                "de la loi Informatique et Libertés."
            ),
        ),
        (
            "fr",
            (
                "L'ACPR avait demandé à la Banque Lémane de revoir sa tarification. En cas de non-respect, la banque "
                "s'expose à une sanction."
            ),
        ),
        (
            "en",
            "The Information Commissioner's Office fined Kestrel Bank £10,000 for nuisance calls.",
        ),
        (
            "en",
            "The Financial Conduct Authority fined Kestrel Bank £10 million. The bank has 300 branches.",
        ),
        (
            "en",
            "The Financial Conduct Authority fined Kestrel Bank £10 million. It will appeal.",
        ),
        (
            "en",
            "The Financial Conduct Authority fined Kestrel Bank £10 million. The bank did not comment.",
        ),
        (
            "en",
            "The Financial Conduct Authority fined Kestrel Bank £10 million. Shares in the bank fell 3 per cent.",
        ),
        (
            "en",
            "The Financial Conduct Authority fined Kestrel Bank £10 million. The bank did not admit wrongdoing.",
        ),
        (
            "en",
            "The Financial Conduct Authority fined Kestrel Bank £10 million. The bank has since hired a new chief.",
        ),
        (
            "fr",
            (
                "L'ACPR a infligé une amende de 10 millions d'euros à la Banque Lémane. La banque n'a pas souhaité "
                "commenter."
            ),
        ),
    ],
)
def test_a_sanction_without_a_failing_punishes_none(language: str, text: str) -> None:
    assert hits(language, text) == []
