"""Events: what clear sentences say of incidents and actions, in both languages.

Firms are invented, authorities and laws are not; no sentence tells of anything that happened. All is published
on Monday 15 May 2023.
"""

from __future__ import annotations

import pytest

from greffier.graph.records import Status
from tests.ingest.readings import Reading, Told, read

PUBLISHED = "2023-05-15"
TITLES = {"fr": "Nouvelles du jour", "en": "News of the day"}

# What the names in the expectations stand for.
NAMES = {
    "Commission nationale de l'informatique et des libertés": "CNIL",
    "Autorité de contrôle prudentiel et de résolution": "ACPR",
    "Autorité des marchés financiers": "AMF",
    "Autorité fédérale de surveillance des marchés financiers": "FINMA",
    "Commission d'accès à l'information du Québec": "CAI",
    "Financial Conduct Authority": "FCA",
    "Prudential Regulation Authority": "PRA",
    "Information Commissioner's Office": "ICO",
    "Office of the Comptroller of the Currency": "OCC",
    "Securities and Exchange Commission": "SEC",
    "Federal Trade Commission": "FTC",
    "New York State Department of Financial Services": "DFS",
    "New York Attorney General": "NYAG",
    "Australian Securities and Investments Commission": "ASIC",
    "Office of the Privacy Commissioner of Canada": "OPC",
    "Parquet de Paris": "parquet",
    "General Data Protection Regulation": "GDPR",
    "Kestrel Bank": "Kestrel",
    "Northwind Insurance": "Northwind",
    "Maple Leaf Credit Union": "Maple Leaf",
    "Banque Lémane": "Lémane",
    "Mutuelle des Érables": "Érables",
}


def read_below(language: str, text: str) -> Reading:
    """Return what a text says that stands below a title that says nothing."""
    return read(f"{TITLES[language]}\n\n{text}", language, PUBLISHED)


def names(told: Told) -> str:
    return " & ".join(sorted(NAMES.get(name, name) for name in told)) or "nobody"


def hits(language: str, text: str) -> list[str]:
    """Return each incident as its kind and who was hit."""
    return [f"{i.kind}: {names(i.hit)}" for i in read_below(language, text).incidents]


def dates(language: str, text: str) -> list[tuple[str | None, str | None]]:
    """Return when each incident happened and was announced."""
    return [(i.date, i.announced) for i in read_below(language, text).incidents]


def parties(language: str, text: str) -> list[str]:
    """Return each action as its kind, who acted and on whom."""
    return [f"{a.kind}: {names(a.issuers)} -> {names(a.targets)}" for a in read_below(language, text).actions]


def sums(language: str, text: str) -> list[str]:
    """Return each action as its kind, on whom, and the sum."""
    return [f"{a.kind}: {names(a.targets)}: {a.amount}" for a in read_below(language, text).actions]


# Who was hit


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Kestrel Bank was hit by a ransomware attack on Saturday.", ["Ransomware: Kestrel"]),
        ("A cyberattack on Northwind Insurance shut down its website.", ["Cyberattack: Northwind"]),
        ("Hackers stole the data of 40,000 customers of Maple Leaf Credit Union.", ["DataBreach: Maple Leaf"]),
        ("Kestrel Bank disclosed a data breach affecting 40,000 customers.", ["DataBreach: Kestrel"]),
        ("Northwind Insurance suffered an outage that locked customers out.", ["Outage: Northwind"]),
        ("A data breach at Kestrel Bank exposed the records of 2 million clients.", ["DataBreach: Kestrel"]),
        ("Kestrel Bank said that it had been the victim of a cyberattack.", ["Cyberattack: Kestrel"]),
        ("Attackers gained access to the systems of Kestrel Bank.", ["Cyberattack: Kestrel"]),
        ("An employee of Kestrel Bank embezzled $3 million.", ["Fraud: Kestrel"]),
        ("Kestrel Bank, hit by a cyberattack, restored its services.", ["Cyberattack: Kestrel"]),
        ("Hackers broke into Kestrel Bank and stole customer data.", ["DataBreach: Kestrel"]),
        ("Northwind Insurance paid a ransom after a ransomware attack.", ["Ransomware: Northwind"]),
        ("A glitch left Kestrel Bank customers unable to log in.", ["Outage: Kestrel"]),
        ("Cyberattack at Kestrel Bank: 40,000 customers affected.", ["Cyberattack: Kestrel"]),
        ("Kestrel Bank data breach: what we know.", ["DataBreach: Kestrel"]),
        ("Kestrel Bank, a unit of Northwind Group, suffered a data breach.", ["DataBreach: Kestrel"]),
        (
            "Kestrel Bank and Northwind Insurance were both hit by ransomware in March 2023.",
            ["Ransomware: Kestrel & Northwind"],
        ),
        ("Kestrel Bank's online banking was down for six hours.", ["Outage: Kestrel"]),
        (
            "Kestrel Bank was hit by ransomware. Customers of Kestrel Bank learnt of the attack on the radio.",
            ["Ransomware: Kestrel"],
        ),
        ("The insurer Zephyr was hit by ransomware. Zephyr refused to pay.", ["Ransomware: Zephyr"]),
        (
            "An attack on a supplier, Acme Software Inc, exposed data of Kestrel Bank customers.",
            ["DataBreach: Kestrel"],
        ),
        ("Ransomware gang LockBit claimed responsibility for the attack on Kestrel Bank.", ["Ransomware: Kestrel"]),
    ],
)
def test_english_sentences_tell_who_was_hit(text: str, found: list[str]) -> None:
    assert hits("en", text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("La Banque Lémane a été victime d'un rançongiciel samedi.", ["Ransomware: Lémane"]),
        ("Une cyberattaque a paralysé la Mutuelle des Érables.", ["Cyberattack: Érables"]),
        ("La Mutuelle des Érables a subi une fuite de données personnelles.", ["DataBreach: Érables"]),
        (
            "La Banque Lémane et la Mutuelle des Érables ont été touchées par une cyberattaque.",
            ["Cyberattack: Lémane & Érables"],
        ),
        ("Une panne informatique a touché la Banque Lémane vendredi.", ["Outage: Lémane"]),
        ("La Mutuelle des Érables confirme avoir été la cible d'une attaque informatique.", ["Cyberattack: Érables"]),
        ("La Banque Lémane a annoncé une violation de données.", ["DataBreach: Lémane"]),
        ("La fraude commise chez la Banque Lémane a duré trois ans.", ["Fraud: Lémane"]),
        ("Cyberattaque contre la Banque Lémane.", ["Cyberattack: Lémane"]),
        ("Fuite de données chez la Mutuelle des Érables.", ["DataBreach: Érables"]),
        (
            "La Mutuelle des Érables, filiale de la Banque Lémane, a été victime d'une cyberattaque.",
            ["Cyberattack: Érables"],
        ),
        (
            "Après la Mutuelle des Érables, c'est au tour de la Banque Lémane d'être victime d'une cyberattaque.",
            ["Cyberattack: Lémane", "Cyberattack: Érables"],
        ),
        ("Les données de 40 000 clients de la Banque Lémane ont été volées.", ["DataBreach: Lémane"]),
        (
            "Des pirates ont dérobé les renseignements personnels des membres de la Mutuelle des Érables.",
            ["DataBreach: Érables"],
        ),
        ("Les systèmes de la Mutuelle des Érables sont paralysés depuis samedi.", ["Outage: Érables"]),
        ("Le site de la Banque Lémane était inaccessible vendredi.", ["Outage: Lémane"]),
        ("La Banque Lémane piratée : deux millions de clients touchés.", ["Cyberattack: Lémane"]),
        ("La Banque Lémane a été piratée en avril.", ["Cyberattack: Lémane"]),
        ("La Mutuelle des Érables est aux prises avec une cyberattaque.", ["Cyberattack: Érables"]),
        (
            "Les serveurs de la Mutuelle des Érables ont été chiffrés par un rançongiciel.",
            ["Ransomware: Érables"],
        ),
        ("Selon Le Monde, la Banque Lémane a subi une cyberattaque.", ["Cyberattack: Lémane"]),
    ],
)
def test_french_sentences_tell_who_was_hit(text: str, found: list[str]) -> None:
    assert hits("fr", text) == found


# Who acted, and on whom


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The Financial Conduct Authority fined Kestrel Bank £10 million.", ["Fine: FCA -> Kestrel"]),
        ("Kestrel Bank was fined £10 million by the Financial Conduct Authority.", ["Fine: FCA -> Kestrel"]),
        ("Kestrel Bank fined £10 million by the Financial Conduct Authority.", ["Fine: FCA -> Kestrel"]),
        (
            "The Financial Conduct Authority and the Prudential Regulation Authority fined Kestrel Bank £20 million.",
            ["Fine: FCA & PRA -> Kestrel"],
        ),
        (
            "In New York, the OCC assessed a $400 million civil money penalty against Kestrel Bank.",
            ["Fine: OCC -> Kestrel"],
        ),
        (
            "Kestrel Bank agreed to pay $25 million to settle charges brought by the Securities and Exchange "
            "Commission in Washington.",
            ["Settlement: SEC -> Kestrel"],
        ),
        (
            "New York Attorney General Letitia James announced a $600,000 settlement with Kestrel Bank.",
            ["Settlement: NYAG -> Kestrel"],
        ),
        (
            "The Office of the Comptroller of the Currency ordered Kestrel Bank to fix its risk management.",
            ["Order: OCC -> Kestrel"],
        ),
        (
            "The Information Commissioner's Office is investigating Kestrel Bank.",
            ["Investigation: ICO -> Kestrel"],
        ),
        (
            "Kestrel Bank is under investigation by the Financial Conduct Authority.",
            ["Investigation: FCA -> Kestrel"],
        ),
        ("The Information Commissioner's Office reprimanded Northwind Insurance.", ["Penalty: ICO -> Northwind"]),
        ("The Prudential Regulation Authority censured Northwind Insurance.", ["Penalty: PRA -> Northwind"]),
        ("Customers filed a class action lawsuit against Kestrel Bank.", ["Lawsuit: nobody -> Kestrel"]),
        ("The Federal Trade Commission sued Kestrel Bank.", ["Lawsuit: FTC -> Kestrel"]),
        (
            "Northwind Insurance gave an enforceable undertaking to the Australian Securities and Investments "
            "Commission.",
            ["Undertaking: ASIC -> Northwind"],
        ),
        (
            "The Privacy Commissioner of Canada recommended that Maple Leaf Credit Union encrypt its backups.",
            ["Recommendation: OPC -> Maple Leaf"],
        ),
        ("The watchdog fined Kestrel Bank £10 million.", ["Fine: nobody -> Kestrel"]),
        ("The FCA fined Kestrel Bank £10 million.", ["Fine: FCA -> Kestrel"]),
        ("The OCC ordered Kestrel Bank to fix its systems.", ["Order: OCC -> Kestrel"]),
        ("In May 2023 the Information Commissioner's Office fined Kestrel Bank £10 million.", ["Fine: ICO -> Kestrel"]),
        (
            "Ireland's Data Protection Commission fined Kestrel Bank 10 million euros.",
            ["Fine: Data Protection Commission -> Kestrel"],
        ),
        ("The watchdog Finanstilsyn fined the lender Nordlys.", ["Fine: Finanstilsyn -> Nordlys"]),
        (
            "The Financial Conduct Authority has hit Kestrel Bank with a £5 million fine.",
            ["Fine: FCA -> Kestrel"],
        ),
        ("The Financial Conduct Authority slapped a £5 million fine on Kestrel Bank.", ["Fine: FCA -> Kestrel"]),
        ("A £5 million fine was imposed on Kestrel Bank by the Financial Conduct Authority.", ["Fine: FCA -> Kestrel"]),
        ("Kestrel Bank received a £5 million fine from the Financial Conduct Authority.", ["Fine: FCA -> Kestrel"]),
        ("Kestrel Bank has paid a £5 million penalty to the Financial Conduct Authority.", ["Fine: FCA -> Kestrel"]),
        (
            "Kestrel Bank settled with the Federal Trade Commission for $5 million.",
            ["Settlement: FTC -> Kestrel"],
        ),
        ("The Prudential Regulation Authority revoked the licence of Kestrel Bank.", ["Penalty: PRA -> Kestrel"]),
        (
            "The Information Commissioner's Office served an enforcement notice on Kestrel Bank.",
            ["Order: ICO -> Kestrel"],
        ),
        ("Shareholders sued Kestrel Bank over the data breach.", ["Lawsuit: nobody -> Kestrel"]),
    ],
)
def test_english_sentences_tell_who_acted_on_whom(text: str, found: list[str]) -> None:
    assert parties("en", text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("La CNIL a infligé une amende de 10 millions d'euros à la Banque Lémane.", ["Fine: CNIL -> Lémane"]),
        ("La CNIL inflige 10 millions d'euros d'amende à la Banque Lémane.", ["Fine: CNIL -> Lémane"]),
        (
            "La Banque Lémane a été condamnée par la CNIL à une amende de 10 millions d'euros.",
            ["Fine: CNIL -> Lémane"],
        ),
        (
            "La Banque Lémane se voit infliger une amende de 5 millions d'euros par l'AMF, à Paris.",
            ["Fine: AMF -> Lémane"],
        ),
        (
            "La Banque Lémane écope d'une amende de 2 millions de francs de la FINMA, à Berne.",
            ["Fine: FINMA -> Lémane"],
        ),
        (
            "L'ACPR a prononcé un blâme et une sanction pécuniaire de 3 millions d'euros à l'encontre de la Mutuelle "
            "des Érables.",
            ["Penalty: ACPR -> Érables", "Fine: ACPR -> Érables"],
        ),
        ("L'ACPR blâme la Mutuelle des Érables.", ["Penalty: ACPR -> Érables"]),
        ("La CNIL a mis en demeure la Banque Lémane de sécuriser ses fichiers.", ["Order: CNIL -> Lémane"]),
        (
            "L'Autorité de contrôle prudentiel et de résolution a ordonné à la Mutuelle des Érables de revoir son "
            "contrôle interne.",
            ["Order: ACPR -> Érables"],
        ),
        ("La CNIL a ouvert une enquête sur la Mutuelle des Érables.", ["Investigation: CNIL -> Érables"]),
        ("La Banque Lémane fait l'objet d'une enquête de l'ACPR.", ["Investigation: ACPR -> Lémane"]),
        ("Une action collective a été déposée contre la Banque Lémane.", ["Lawsuit: nobody -> Lémane"]),
        (
            "La Commission d'accès à l'information recommande à la Mutuelle des Érables de chiffrer ses sauvegardes.",
            ["Recommendation: CAI -> Érables"],
        ),
        (
            "La Mutuelle des Érables s'est engagée auprès de la CNIL à supprimer les données.",
            ["Undertaking: CNIL -> Érables"],
        ),
        ("Amende de 10 millions d'euros pour la Banque Lémane.", ["Fine: nobody -> Lémane"]),
        ("L'ACPR a blâmé la Mutuelle des Érables.", ["Penalty: ACPR -> Érables"]),
        ("La CNIL rappelle à l'ordre la Banque Lémane.", ["Penalty: CNIL -> Lémane"]),
        (
            "L'AMF et l'ACPR ont infligé à la Banque Lémane une amende de 2 millions d'euros.",
            ["Fine: ACPR & AMF -> Lémane"],
        ),
        (
            "Une amende de 5 millions d'euros a été infligée à la Banque Lémane par la CNIL.",
            ["Fine: CNIL -> Lémane"],
        ),
        ("La Banque Lémane a reçu une amende de 5 millions d'euros de la CNIL.", ["Fine: CNIL -> Lémane"]),
        ("La CNIL a sanctionné la Banque Lémane d'une amende de 5 millions d'euros.", ["Fine: CNIL -> Lémane"]),
        ("La CNIL a condamné la Banque Lémane à payer 5 millions d'euros.", ["Fine: CNIL -> Lémane"]),
        ("La Banque Lémane doit payer 5 millions d'euros, a tranché la CNIL.", ["Fine: CNIL -> Lémane"]),
        (
            "La Banque Lémane a conclu un accord de 5 millions d'euros avec l'AMF, à Paris.",
            ["Settlement: AMF -> Lémane"],
        ),
        ("L'ACPR a retiré l'agrément de la Mutuelle des Érables.", ["Penalty: ACPR -> Érables"]),
        ("La CNIL enquête sur la Banque Lémane.", ["Investigation: CNIL -> Lémane"]),
        ("Une enquête de la CNIL vise la Banque Lémane.", ["Investigation: CNIL -> Lémane"]),
        (
            "La Commission d'accès à l'information a rendu une ordonnance contre la Mutuelle des Érables.",
            ["Order: CAI -> Érables"],
        ),
        (
            "La CNIL inflige une amende de 42 millions d'euros à Free et Free Mobile.",
            ["Fine: CNIL -> Free & Free Mobile"],
        ),
    ],
)
def test_french_sentences_tell_who_acted_on_whom(text: str, found: list[str]) -> None:
    assert parties("fr", text) == found


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        # what one sentence imposes beside another thing has its parties
        (
            "en",
            "Kestrel Bank was reprimanded and fined £3 million by the Financial Conduct Authority.",
            ["Penalty: FCA -> Kestrel", "Fine: FCA -> Kestrel"],
        ),
        # who acts, or is addressed, may be named in the sentence before only
        (
            "en",
            "The Financial Conduct Authority has fined Kestrel Bank £2 million. The lender was also reprimanded.",
            ["Fine: FCA -> Kestrel", "Penalty: FCA -> Kestrel"],
        ),
        # a sentence that names neither party tells again what is told elsewhere, or nothing
        (
            "en",
            "The Financial Conduct Authority ordered Kestrel Bank to stop lending. Such an order is rare.",
            ["Order: FCA -> Kestrel"],
        ),
    ],
)
def test_parties_that_a_telling_does_not_name_come_from_beside_or_before(
    language: str, text: str, found: list[str]
) -> None:
    assert parties(language, text) == found


def test_who_only_reports_was_not_hit() -> None:
    text = "La Mutuelle des Érables est à l'arrêt. La Banque Lémane rapporte qu'un rançongiciel a chiffré ses serveurs."
    assert "Ransomware: Lémane" not in hits("fr", text)


def test_neither_nor_denies() -> None:
    assert hits("fr", "La Banque Lémane n'a perdu personne. Il n'était question ni de piratage ni de fuite.") == []


def test_an_authority_acts_through_its_organs() -> None:
    text = (
        "La formation restreinte de la CNIL a infligé une amende de 10 millions d'euros à la Banque Lémane. "
        "La CNIL publie sa décision."
    )
    assert parties("fr", text) == ["Fine: CNIL -> Lémane"]


def test_who_is_taken_up_by_a_description_is_the_one_named_before() -> None:
    text = "Kestrel Bank suffered a data breach. The Information Commissioner's Office fined the bank £10 million."
    assert parties("en", text) == ["Fine: ICO -> Kestrel"]
    text = "La Mutuelle des Érables a subi une fuite de données. La CNIL a infligé à l'assureur une amende de 2 000 €."
    assert parties("fr", text) == ["Fine: CNIL -> Érables"]


# Sums


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        (
            "en",
            "The Financial Conduct Authority fined Kestrel Bank £10m for weak controls.",
            "Fine: Kestrel: 10000000 GBP, imposed",
        ),
        (
            "en",
            "The Information Commissioner's Office fined Kestrel Bank £98,000.",
            "Fine: Kestrel: 98000 GBP, imposed",
        ),
        (
            "en",
            "Kestrel Bank agreed to pay US$4.5 million to settle with the Federal Trade Commission.",
            "Settlement: Kestrel: 4500000 USD, imposed",
        ),
        (
            "fr",
            "La CNIL a infligé à la Banque Lémane une amende administrative de 1 750 000 euros.",
            "Fine: Lémane: 1750000 EUR, imposed",
        ),
        (
            "fr",
            "La CNIL a condamné la Banque Lémane à une amende de 180.000 €.",
            "Fine: Lémane: 180000 EUR, imposed",
        ),
        (
            "fr",
            "La FINMA, à Berne, a infligé à la Banque Lémane une amende de 2 millions de francs.",
            "Fine: Lémane: 2000000 CHF, imposed",
        ),
        (
            "fr",
            "L'AMF, au Québec, a infligé à la Mutuelle des Érables une sanction administrative pécuniaire de 100 000 "
            "$.",
            "Fine: Érables: 100000 CAD, imposed",
        ),
        (
            "en",
            "The Autorité des marchés financiers of Quebec fined Maple Leaf Credit Union $100,000.",
            "Fine: Maple Leaf: 100000 CAD, imposed",
        ),
        (
            "fr",
            "QUÉBEC – L'Autorité des marchés financiers a infligé une amende de 10 000 $ à la Mutuelle des Érables.",
            "Fine: Érables: 10000 CAD, imposed",
        ),
        (
            "fr",
            "L'AMF du Québec a imposé à la Mutuelle des Érables une sanction administrative pécuniaire de 100 000 $.",
            "Fine: Érables: 100000 CAD, imposed",
        ),
        (
            "fr",
            "La CNIL sanctionne la Banque Lémane à hauteur de 5 millions d'euros.",
            "Fine: Lémane: 5000000 EUR, imposed",
        ),
    ],
)
def test_a_sum_that_was_decided_is_imposed(language: str, text: str, found: str) -> None:
    assert sums(language, text) == [found]


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        (
            "en",
            "The Commission d'accès à l'information of Quebec ordered Maple Leaf Credit Union to destroy the files, "
            "failing which it could face a fine of up to $25 million.",
            ["Order: Maple Leaf: 25000000 CAD, exposure"],
        ),
        (
            "en",
            "The Autorité des marchés financiers of Quebec ordered Maple Leaf Credit Union to fix its systems. In the "
            "event of non-compliance, Maple Leaf Credit Union could receive a penalty of $10,000 per day.",
            ["Order: Maple Leaf: 10000 CAD per day, exposure"],
        ),
        (
            "fr",
            "L'Autorité des marchés financiers du Québec a ordonné à la Mutuelle des Érables de corriger ses systèmes. "
            "En cas de non-respect, la Mutuelle des Érables s'expose à une sanction de 10 000 $ par jour.",
            ["Order: Érables: 10000 CAD per day, exposure"],
        ),
        (
            "fr",
            "La CNIL a enjoint à la Banque Lémane de se mettre en conformité, sous astreinte de 1 000 euros par jour.",
            ["Order: Lémane: 1000 EUR per day, exposure"],
        ),
        (
            "en",
            "Customers are seeking $500 million in damages from Kestrel Bank in a class action lawsuit.",
            ["Lawsuit: Kestrel: 500000000 USD, exposure"],
        ),
    ],
)
def test_a_sum_that_only_threatens_is_exposure(language: str, text: str, found: list[str]) -> None:
    assert sums(language, text) == found


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Under the GDPR, Kestrel Bank risks a fine of up to 20 million euros."),
        ("en", "The Information Commissioner's Office could fine Kestrel Bank £99 million."),
        ("en", "The Information Commissioner's Office announced its intention to fine Kestrel Bank £99 million."),
        ("en", "The Information Commissioner's Office intends to fine Kestrel Bank £99 million."),
        ("en", "The Information Commissioner's Office may fine Kestrel Bank £99 million."),
        ("en", "Kestrel Bank faces a fine of up to £5 million from the Financial Conduct Authority."),
        ("en", "The Financial Conduct Authority fined Kestrel Bank, which may have to pay £1,000 a day."),
        ("fr", "La Banque Lémane risque une amende pouvant aller jusqu'à 20 millions d'euros."),
        ("fr", "La Banque Lémane encourt une amende de 20 millions d'euros de la CNIL."),
        ("fr", "La CNIL a sanctionné la Banque Lémane, qui pourrait devoir payer 1 000 euros par jour."),
    ],
)
def test_a_sum_that_only_threatens_is_never_imposed(language: str, text: str) -> None:
    assert [line for line in sums(language, text) if line.endswith("imposed")] == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "en",
            "Kestrel Bank, fined £10 million by the Financial Conduct Authority, made a profit of £3 billion in 2022.",
        ),
        ("en", "The Financial Conduct Authority fined Kestrel Bank £10 million ($12.4 million)."),
        (
            "en",
            "The Financial Conduct Authority fined Kestrel Bank £10 million over $2 billion of suspicious transfers.",
        ),
        (
            "en",
            "The Financial Conduct Authority fined Kestrel Bank, which has assets of £90 billion, £10 million.",
        ),
        (
            "en",
            "The Financial Conduct Authority fined Kestrel Bank £10 million, including £2 million for late reports.",
        ),
    ],
)
def test_sums_of_other_things_are_no_fine(language: str, text: str) -> None:
    assert sums(language, text) == ["Fine: Kestrel: 10000000 GBP, imposed"]


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        (
            "fr",
            "La CNIL a infligé des amendes de 27 et 15 millions d'euros, respectivement à la Banque Lémane et à la "
            "Mutuelle des Érables.",
            ["Lémane: 27000000 EUR, imposed", "Érables: 15000000 EUR, imposed"],
        ),
        (
            "fr",
            "La CNIL a infligé à la Banque Lémane et à la Mutuelle des Érables des amendes de 27 millions d'euros et "
            "de "
            "15 millions d'euros, respectivement.",
            ["Lémane: 27000000 EUR, imposed", "Érables: 15000000 EUR, imposed"],
        ),
        (
            "fr",
            "La Mutuelle du Lac, la Mutuelle des Érables et la Banque Lémane ont été condamnées par la CNIL à des "
            "amendes de 3 millions d'euros, 2 millions d'euros et 1 million d'euros, respectivement.",
            ["Mutuelle du Lac: 3000000 EUR, imposed", "Érables: 2000000 EUR, imposed", "Lémane: 1000000 EUR, imposed"],
        ),
    ],
)
def test_several_sums_go_to_several_firms_respectively(language: str, text: str, found: list[str]) -> None:
    assert sums(language, text) == [f"Fine: {line}" for line in found]


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        (
            "en",
            "The Financial Conduct Authority fined Kestrel Bank £10 million and Northwind Insurance £5 million.",
            ["Kestrel: 10000000 GBP, imposed", "Northwind: 5000000 GBP, imposed"],
        ),
        (
            "fr",
            "La CNIL a prononcé deux amendes : 150 millions d'euros contre la Banque Lémane et 60 millions d'euros "
            "contre la Mutuelle des Érables.",
            ["Lémane: 150000000 EUR, imposed", "Érables: 60000000 EUR, imposed"],
        ),
        (
            "fr",
            "L'ACPR a sanctionné trois assureurs : la Mutuelle des Érables (2 millions d'euros), la Mutuelle du Lac "
            "(1 million d'euros) et la Banque Lémane (500 000 euros).",
            ["Érables: 2000000 EUR, imposed", "Mutuelle du Lac: 1000000 EUR, imposed", "Lémane: 500000 EUR, imposed"],
        ),
        (
            "fr",
            "La CNIL a infligé à la Banque Lémane une amende de 3 millions d'euros, dont 1 million d'euros pour les "
            "cookies.",
            ["Lémane: 3000000 EUR, imposed"],
        ),
    ],
)
def test_every_sum_goes_to_the_firm_beside_it(language: str, text: str, found: list[str]) -> None:
    assert sums(language, text) == [f"Fine: {line}" for line in found]


def test_several_fines_of_one_sentence_have_dates_of_their_own() -> None:
    text = (
        "The Office of the Comptroller of the Currency fined Kestrel Bank $250 million in March 2021 and $60 million "
        "in "
        "May 2023."
    )
    found = [(a.amount, a.date) for a in read_below("en", text).actions]
    assert found == [("250000000 USD, imposed", "2021-03"), ("60000000 USD, imposed", "2023-05")]


@pytest.mark.parametrize(
    "text",
    [
        "The Financial Conduct Authority fined Kestrel Bank £10 million and the Prudential Regulation Authority fined "
        "it £8 million.",
        "Kestrel Bank was fined £10 million by the Financial Conduct Authority and £8 million by the Prudential "
        "Regulation Authority, a total of £18 million.",
        "The Financial Conduct Authority and the Prudential Regulation Authority fined Kestrel Bank £10 million and £8 "
        "million, respectively.",
    ],
)
def test_the_fines_of_two_authorities_are_two_and_their_total_is_none(text: str) -> None:
    found = [(names(a.issuers), a.amount) for a in read_below("en", text).actions]
    assert found == [("FCA", "10000000 GBP, imposed"), ("PRA", "8000000 GBP, imposed")]


# What did not happen


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Kestrel Bank denied that it had suffered a data breach."),
        ("en", "Kestrel Bank said there was no evidence of a data breach."),
        ("en", "Kestrel Bank warned customers about the risk of a cyberattack."),
        ("en", "Customers of Kestrel Bank fear a data breach."),
        ("en", "The fine of the Financial Conduct Authority against Kestrel Bank was overturned on appeal."),
        ("en", "Northwind Insurance now sells cover against cyberattacks."),
        ("en", "Kestrel Bank took part in an exercise that simulated a ransomware attack."),
        ("en", "Kestrel Bank was not fined by the Financial Conduct Authority."),
        ("en", "The Financial Conduct Authority could fine Kestrel Bank."),
        (
            "en",
            "How to protect your firm against ransomware. Experts at Kestrel Bank recommend backups. A cyberattack "
            "could "
            "cost a firm millions.",
        ),
        ("fr", "Une cyberattaque contre la Banque Lémane pourrait paralyser le pays."),
        (
            "fr",
            "Comment se protéger contre les rançongiciels ? Les experts de la Banque Lémane conseillent de faire des "
            "sauvegardes. Une cyberattaque peut coûter des millions.",
        ),
        ("fr", "La Banque Lémane dément avoir été victime d'une cyberattaque."),
        ("fr", "La Banque Lémane assure qu'aucune fuite de données n'a eu lieu."),
        ("fr", "Les clients de la Banque Lémane redoutent une fuite de données."),
        ("fr", "La Mutuelle des Érables se prépare à une éventuelle cyberattaque."),
        ("fr", "La Mutuelle des Érables vend une assurance contre les cyberattaques."),
        ("fr", "La Banque Lémane a simulé une cyberattaque lors d'un exercice."),
        ("fr", "La Banque Lémane n'a pas été sanctionnée par la CNIL."),
        ("fr", "Aucune amende n'a été infligée à la Banque Lémane par la CNIL."),
    ],
)
def test_what_is_denied_or_feared_is_not_told(language: str, text: str) -> None:
    reading = read_below(language, text)
    assert (reading.incidents, reading.actions) == ((), ())


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Kestrel Bank suffered a data breach and notified the Information Commissioner's Office on 4 May 2023."),
        ("fr", "La Banque Lémane a subi une fuite de données et a notifié la CNIL le 4 mai 2023."),
    ],
)
def test_the_day_on_which_an_authority_was_told_is_not_that_of_the_incident(language: str, text: str) -> None:
    (incident,) = read_below(language, text).incidents
    assert incident.date is None


def test_what_is_denied_of_an_incident_does_not_undo_it() -> None:
    assert hits("en", "Kestrel Bank said the outage was not caused by a cyberattack.") == ["Outage: Kestrel"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Kestrel Bank suffered an alleged data breach."),
        ("en", "Hackers allegedly stole data from Kestrel Bank."),
        ("fr", "La Mutuelle des Érables aurait été victime d'un rançongiciel."),
        ("fr", "La Banque Lémane a subi une présumée fuite de données."),
    ],
)
def test_what_is_alleged_is_told_as_such(language: str, text: str) -> None:
    (incident,) = read_below(language, text).incidents
    assert incident.status is Status.ALLEGED


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Fine weather helped Kestrel Bank."),
        ("en", "In order to grow, Kestrel Bank ordered new computers."),
        ("en", "Kestrel Bank fined its own staff."),
        ("en", "Kestrel Bank recommends that customers change their passwords."),
        ("en", "A driver was fined £100 for speeding in London."),
        ("fr", "La Banque Lémane a commandé une enquête d'opinion."),
        ("fr", "La Mutuelle des Érables indemnise les victimes de la panne."),
        ("fr", "Le règlement du sinistre par la Mutuelle des Érables a pris un an."),
        ("fr", "Le tarif d'une amende de stationnement passe à 35 euros à Lyon."),
    ],
)
def test_words_that_only_sound_like_events_tell_none(language: str, text: str) -> None:
    reading = read_below(language, text)
    assert (reading.incidents, reading.actions) == ((), ())


# One event or several


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        (
            "en",
            "Kestrel Bank was hit by a cyberattack. The attack shut down its website. The lender said the incident was "
            "under control. Many clients of Kestrel Bank learnt of the cyberattack on the radio.",
            ["Cyberattack: Kestrel"],
        ),
        (
            "fr",
            "La Banque Lémane a été victime d'une cyberattaque. L'attaque a paralysé son site. La banque précise que "
            "l'incident est clos. Les clients de la Banque Lémane ont appris la cyberattaque par la presse.",
            ["Cyberattack: Lémane"],
        ),
        (
            "en",
            "Kestrel Bank was hit by ransomware. The data of 3,000 customers of Kestrel Bank were stolen in the "
            "cyberattack.",
            ["Ransomware: Kestrel"],
        ),
        (
            "en",
            "Kestrel Bank was hit by a cyberattack in March. Northwind Insurance was hit by a cyberattack in April.",
            ["Cyberattack: Kestrel", "Cyberattack: Northwind"],
        ),
        (
            "en",
            "Kestrel Bank suffered an outage on 3 May 2023. On 10 May 2023, Kestrel Bank disclosed a data breach.",
            ["Outage: Kestrel", "DataBreach: Kestrel"],
        ),
    ],
)
def test_an_incident_told_again_is_one(language: str, text: str, found: list[str]) -> None:
    assert hits(language, text) == found


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "en",
            "Kestrel Bank suffered a data breach in March 2023. It had already suffered another data breach in June "
            "2019.",
        ),
        (
            "fr",
            "La Banque Lémane a subi une fuite de données en mars 2023. Elle avait déjà subi une autre fuite de "
            "données "
            "en juin 2019.",
        ),
    ],
)
def test_another_incident_of_the_same_firm_is_another(language: str, text: str) -> None:
    assert dates(language, text) == [("2023-03", None), ("2019-06", None)]


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        (
            "en",
            "The Financial Conduct Authority fined Kestrel Bank £10 million. The £10 million fine is the largest of "
            "the "
            "year. Kestrel Bank did not contest the fine.",
            ["Fine: Kestrel: 10000000 GBP, imposed"],
        ),
        (
            "fr",
            "La CNIL a infligé une amende de 10 millions d'euros à la Banque Lémane. Cette amende de 10 millions "
            "d'euros est la plus forte de l'année. La Banque Lémane ne conteste pas l'amende.",
            ["Fine: Lémane: 10000000 EUR, imposed"],
        ),
        (
            "en",
            "The Financial Conduct Authority fined Kestrel Bank £10 million this month. In 2019, the Prudential "
            "Regulation Authority fined Kestrel Bank £7 million.",
            ["Fine: Kestrel: 10000000 GBP, imposed", "Fine: Kestrel: 7000000 GBP, imposed"],
        ),
    ],
)
def test_an_action_told_again_is_one(language: str, text: str, found: list[str]) -> None:
    assert sums(language, text) == found


# Dates


@pytest.mark.parametrize(
    ("language", "text", "happened", "announced"),
    [
        ("en", "Kestrel Bank was hit by a ransomware attack on Saturday.", "2023-05-13", None),
        ("en", "A cyberattack on Northwind Insurance shut down its website on 3 May 2023.", "2023-05-03", None),
        ("en", "Northwind Insurance suffered an outage on Friday.", "2023-05-12", None),
        ("en", "Attackers gained access to the systems of Kestrel Bank in January 2022.", "2022-01", None),
        ("en", "An employee of Kestrel Bank embezzled $3 million between 2015 and 2018.", "2015", None),
        ("en", "Kestrel Bank was the victim of a cyberattack on 12 May.", "2023-05-12", None),
        ("en", "Kestrel Bank was hit by a cyberattack on 3 May 2023.", "2023-05-03", None),
        (
            "en",
            "Kestrel Bank announced on 10 May 2023 that it had been hit by a cyberattack on 3 May 2023.",
            "2023-05-03",
            "2023-05-10",
        ),
        (
            "fr",
            "La Mutuelle des Érables confirme avoir été la cible d'une attaque informatique le 12 mai.",
            "2023-05-12",
            None,
        ),
        ("en", "Hackers stole the data of Kestrel Bank's customers last year.", "2022", None),
        ("en", "Kestrel Bank disclosed a data breach on Thursday.", None, "2023-05-11"),
        (
            "en",
            "A data breach at Kestrel Bank exposed 2 million clients, the lender said on Thursday.",
            None,
            "2023-05-11",
        ),
        (
            "en",
            "Kestrel Bank said on Thursday that hackers had stolen customer data in April.",
            "2023-04",
            "2023-05-11",
        ),
        ("fr", "La Banque Lémane a été victime d'un rançongiciel samedi.", "2023-05-13", None),
        ("fr", "Une cyberattaque a paralysé la Mutuelle des Érables le 3 mai 2023.", "2023-05-03", None),
        ("fr", "La Mutuelle des Érables a subi une fuite de données en mars 2023.", "2023-03", None),
        ("fr", "La Mutuelle des Érables a subi une fuite de données le mois dernier.", "2023-04", None),
        ("fr", "La Banque Lémane a annoncé jeudi une violation de données.", None, "2023-05-11"),
        (
            "fr",
            "La Banque Lémane a annoncé le 10 mai 2023 avoir été victime d'une cyberattaque le 3 mai 2023.",
            "2023-05-03",
            "2023-05-10",
        ),
        (
            "fr",
            "La Mutuelle des Érables a révélé le 10 mai 2023 une fuite de données survenue en avril 2023.",
            "2023-04",
            "2023-05-10",
        ),
    ],
)
def test_when_an_incident_happened_is_not_when_it_was_announced(
    language: str, text: str, happened: str | None, announced: str | None
) -> None:
    assert dates(language, text) == [(happened, announced)]


@pytest.mark.parametrize(
    ("language", "text", "date"),
    [
        (
            "en",
            "The Financial Conduct Authority fined Kestrel Bank £10m on 3 May 2023 for weak controls.",
            "2023-05-03",
        ),
        ("en", "The Federal Trade Commission sued Kestrel Bank in March 2023.", "2023-03"),
        ("en", "In May 2023 the Information Commissioner's Office fined Kestrel Bank £10 million.", "2023-05"),
        (
            "en",
            "The Information Commissioner's Office fined Kestrel Bank £4 million on Friday over a data breach that "
            "exposed 300,000 customers.",
            "2023-05-12",
        ),
        (
            "fr",
            "Par une décision du 8 mars 2023, rendue publique le 12 mai 2023, la CNIL a infligé à la Banque Lémane une "
            "amende de 10 millions d'euros.",
            "2023-03-08",
        ),
        ("en", "On Friday the Financial Conduct Authority fined Kestrel Bank £10 million.", "2023-05-12"),
        ("fr", "Le 3 mai 2023, la CNIL a infligé une amende de 10 millions d'euros à la Banque Lémane.", "2023-05-03"),
        (
            "fr",
            "La CNIL a annoncé jeudi avoir infligé le 3 mai une amende de 10 millions d'euros à la Banque Lémane.",
            "2023-05-03",
        ),
        ("fr", "L'ACPR a infligé un blâme à la Mutuelle des Érables vendredi dernier.", "2023-05-12"),
        ("en", "The Financial Conduct Authority fined Kestrel Bank £10 million.", None),
    ],
)
def test_an_action_has_the_date_on_which_it_was_taken(language: str, text: str, date: str | None) -> None:
    assert [a.date for a in read_below(language, text).actions] == [date]


# Laws


@pytest.mark.parametrize(
    ("language", "text", "law"),
    [
        (
            "en",
            "The Information Commissioner's Office fined Kestrel Bank £10 million under the Data Protection Act 1998.",
            "Data Protection Act 1998",
        ),
        (
            "en",
            "The New York State Department of Financial Services fined Kestrel Bank $4.5 million for violating 23 "
            "NYCRR "
            "Part 500.",
            "23 NYCRR Part 500",
        ),
        (
            "en",
            "Kestrel Bank was fined £10 million by the Financial Conduct Authority. The bank had breached the Money "
            "Laundering Regulations 2007.",
            "Money Laundering Regulations 2007",
        ),
        (
            "en",
            "Kestrel Bank was fined £10 million by the Financial Conduct Authority. A spokesman said that the "
            "Companies "
            "Act 2006 is being reformed.",
            "nobody",
        ),
        (
            "fr",
            "La CNIL a infligé une amende de 10 millions d'euros à la Banque Lémane pour manquement à l'article 32 du "
            "RGPD.",
            "GDPR",
        ),
        (
            "fr",
            "En vertu de la Loi sur les assureurs, l'Autorité des marchés financiers du Québec a ordonné à la Mutuelle "
            "des Érables de corriger ses systèmes.",
            "Loi sur les assureurs",
        ),
    ],
)
def test_an_action_is_under_the_law_that_it_cites(language: str, text: str, law: str) -> None:
    assert [names(a.laws) for a in read_below(language, text).actions] == [law]


# What an action concerns


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        (
            "en",
            "The Information Commissioner's Office fined Kestrel Bank £10 million over the 2021 data breach.",
            ("DataBreach",),
        ),
        (
            "en",
            "Kestrel Bank suffered a data breach in March 2021. The Information Commissioner's Office fined the bank "
            "£10 "
            "million.",
            ("DataBreach",),
        ),
        (
            "en",
            "The Financial Conduct Authority fined Kestrel Bank £10 million for failing to control money laundering.",
            ("ControlFailure",),
        ),
        (
            "en",
            "The Financial Conduct Authority fined Kestrel Bank £10 million in 2019. Kestrel Bank was hit by a "
            "ransomware attack on 3 May 2023.",
            (),
        ),
        (
            "en",
            "The Financial Conduct Authority fined Kestrel Bank £10 million. Northwind Insurance was hit by "
            "ransomware.",
            (),
        ),
        (
            "fr",
            "La CNIL a infligé une amende de 10 millions d'euros à la Banque Lémane après la fuite de données de 2021.",
            ("DataBreach",),
        ),
        (
            "fr",
            "La CNIL a infligé une amende de 10 millions d'euros à la Banque Lémane pour avoir déposé des cookies sans "
            "consentement.",
            (),
        ),
        (
            "fr",
            "La Banque Lémane a subi une cyberattaque en mars 2021. La CNIL a ouvert une enquête sur la Banque Lémane "
            "au sujet de cette cyberattaque.",
            ("Cyberattack",),
        ),
        (
            "fr",
            "Le parquet de Paris a ouvert une enquête sur la fuite de données de la Banque Lémane.",
            ("DataBreach",),
        ),
    ],
)
def test_an_action_concerns_what_it_answers_to(language: str, text: str, found: tuple[str, ...]) -> None:
    assert [a.concerns for a in read_below(language, text).actions] == [found]


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        (  # inquired into before the text was published; when it happened is not said
            "en",
            "The Information Commissioner's Office opened an investigation into Kestrel Bank in March 2021. Files of "
            "Kestrel Bank's customers had been leaked online.",
            [("Investigation", ("DataBreach",))],
        ),
        (  # of several it is the first, where that one stands nearest, too
            "en",
            "Kestrel Bank suffered a data breach in March 2021. The Information Commissioner's Office fined the "
            "bank £10 million. Talks went on for months. An outage hit Kestrel Bank in May 2022.",
            [("Fine", ("DataBreach",))],
        ),
        (  # none of several, where the first is not the nearest
            "en",
            "Kestrel Bank suffered a data breach in March 2021. Talks went on for months. An outage "
            "hit Kestrel Bank in May 2022. In 2023, the Information Commissioner's Office fined the bank £10 million.",
            [("Fine", ())],
        ),
        (
            "fr",
            "La CNIL a ouvert une enquête sur la Banque Lémane en mars 2021. Les données des clients de la Banque "
            "Lémane avaient été divulguées.",
            [("Investigation", ("DataBreach",))],
        ),
        (
            "fr",
            "La Banque Lémane a subi une fuite de données en mars 2021. La CNIL a infligé une amende de 10 millions "
            "d'euros à la Banque Lémane. Des mois ont passé. Une panne a paralysé la Banque Lémane en mai 2022.",
            [("Fine", ("DataBreach",))],
        ),
        (  # a failing told well before is that of the action told with it
            "fr",
            "L'ACPR a infligé une amende de 2 millions d'euros à la Banque Lémane pour des lacunes dans son contrôle "
            "interne. Elle est petite. Elle compte mille clients. Elle a son siège à Annecy. La Banque de France a "
            "ouvert une enquête sur la Banque Lémane.",
            [("Fine", ("ControlFailure",)), ("Investigation", ())],
        ),
        (
            "en",
            "The Financial Conduct Authority fined Kestrel Bank £2 million for weak controls. The bank is small. It "
            "has a thousand clients. It is based in Leeds. The Bank of England has opened an investigation into "
            "Kestrel Bank.",
            [("Fine", ("ControlFailure",)), ("Investigation", ())],
        ),
        (  # an attack that came later is not what was punished
            "en",
            "In March 2019, the Financial Conduct Authority fined Kestrel Bank £2 million for weak controls. Kestrel "
            "Bank was hit by a ransomware attack on 3 May 2023.",
            [("Fine", ("ControlFailure",))],
        ),
        (
            "fr",
            "En mars 2019, l'ACPR a infligé une amende de 2 millions d'euros à la Banque Lémane pour des lacunes dans "
            "son contrôle interne. La Banque Lémane a subi une cyberattaque le 3 mai 2023.",
            [("Fine", ("ControlFailure",))],
        ),
    ],
)
def test_an_action_concerns_what_it_can_only_be_about(
    language: str, text: str, found: list[tuple[str, tuple[str, ...]]]
) -> None:
    assert [(a.kind, a.concerns) for a in read_below(language, text).actions] == found


# Whole documents


def test_an_english_document_is_read_as_a_whole() -> None:
    reading = read(
        "Regulator fines Kestrel Bank over 2021 breach\n\n"
        "date: 2023-05-15\n"
        "LONDON - The Information Commissioner's Office fined Kestrel Bank £4 million on Friday over a data breach "
        "that "
        "exposed the records of 300,000 customers.\n\n"
        "Attackers stole the records in March 2021, the ICO said. Kestrel Bank notified the Information Commissioner's "
        "Office of the breach in April 2021. Kestrel Bank is a subsidiary of Northwind Group.\n\n"
        "The regulator said the bank had breached the UK GDPR. Kestrel Bank said that it would not appeal against the "
        "£4 million penalty.\n"
    )
    (incident,) = reading.incidents
    assert (incident.kind, names(incident.hit)) == ("DataBreach", "Kestrel")
    (fine,) = reading.actions
    assert (fine.kind, names(fine.issuers), names(fine.targets)) == ("Fine", "ICO", "Kestrel")
    assert (fine.amount, fine.date) == ("4000000 GBP, imposed", "2023-05-12")
    assert (names(fine.laws), fine.concerns) == ("UK GDPR", ("DataBreach",))
    assert ("Kestrel Bank", "part_of", "Northwind Group") in reading.relations
    assert ("Kestrel Bank", "notified", "Information Commissioner's Office") in reading.relations


def test_a_french_document_is_read_as_a_whole() -> None:
    reading = read(
        "La Mutuelle des Érables paralysée par une cyberattaque\n\n"
        "date: 2023-05-15\n"
        "QUÉBEC – La Mutuelle des Érables a été frappée par un rançongiciel samedi. Son site est hors d'usage.\n\n"
        "La mutuelle dit avoir avisé l'Autorité des marchés financiers. Celle-ci n'a pas commenté.\n\n"
        "En 2021, l'Autorité des marchés financiers avait ordonné à la Mutuelle des Érables, en vertu de la Loi sur "
        "les "
        "assureurs, de revoir ses contrôles. En cas de non-respect, la Mutuelle des Érables s'expose à une sanction de "
        "10 000 $ par jour.\n"
    )
    (incident,) = reading.incidents
    assert (incident.kind, names(incident.hit), incident.date) == ("Ransomware", "Érables", "2023-05-13")
    (order,) = reading.actions
    assert (order.kind, names(order.issuers), names(order.targets)) == ("Order", "AMF", "Érables")
    assert (order.amount, order.date) == ("10000 CAD per day, exposure", "2021")
    assert (names(order.laws), order.concerns) == ("Loi sur les assureurs", ())
    assert reading.entity("Autorité des marchés financiers").known_as == "regulator/ca-qc-amf"
