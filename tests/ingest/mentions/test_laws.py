"""Laws: how they are cited where French and English are the languages of the law, and what is no law."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from greffier.ingest.coreference.entities import find_entities
from greffier.ingest.mentions.laws import find_citations
from greffier.ingest.mentions.recognition import find_mentions
from greffier.ingest.texts import Text
from tests.ingest.readings import make_document


def cited(language: str, text: str) -> list[str]:
    """Return the words by which laws are cited in a text, gazetteer and patterns together."""
    made = Text(make_document(text, language))
    return [m.text for m in find_mentions(made, ()) if m.family == "Law"]


def known(language: str, text: str) -> list[str | None]:
    """Return the gazetteer ids of the laws that a text cites."""
    made = Text(make_document(text, language))
    return [e.known_as for e in find_entities(made, find_mentions(made, ())).entities if e.kind == "Law"]


# Each text is written with [] around what cites a law.
CANADA = [
    ("fr", "En vertu de la [Loi sur les coopératives de services financiers], l'Autorité agit."),
    ("fr", "Selon la [Loi sur les assureurs] ([RLRQ, chapitre A-32.1]), c'est permis."),
    ("fr", "La [Loi sur la protection des renseignements personnels dans le secteur privé] s'applique."),
    ("fr", "La [Loi sur la protection des renseignements personnels et les documents électroniques] s'applique."),
    ("fr", "Le [Code civil du Québec] l'exige, la [Loi 25] aussi."),
    ("en", "The [Personal Information Protection and Electronic Documents Act] applies."),
    ("en", "[PIPEDA] and the [Bank Act] apply."),
    ("en", "The [Act respecting financial services cooperatives] applies."),
    ("en", "The [Proceeds of Crime (Money Laundering) and Terrorist Financing Act] applies."),
    ("en", "It broke the [Criminal Code of Canada]."),
]
FRANCE = [
    ("fr", "L'article L. 561-2 du [code monétaire et financier] l'impose."),
    ("fr", "L'article L. 132-8 du [code des assurances] l'oblige."),
    ("fr", "L'article 82 de la [loi Informatique et Libertés] est en cause."),
    ("fr", "La [loi n° 78-17 du 6 janvier 1978] protège les personnes."),
    ("fr", "Depuis la [loi du 17 décembre 2007], il faut chercher le bénéficiaire."),
    ("fr", "L'[ordonnance n° 2018-1125 du 12 décembre 2018] l'a réécrite."),
    ("fr", "Le [décret n° 2019-536 du 29 mai 2019] la précise."),
    ("fr", "L'[arrêté du 3 novembre 2014] régit le contrôle interne."),
    ("fr", "L'article 226-16 du [code pénal] le punit."),
    ("fr", "Le [code de la consommation] l'interdit, le [code de procédure pénale] aussi."),
    ("fr", "Le [code des transports] et le [code des douanes] s'appliquent."),
]
BELGIUM_LUXEMBOURG_SWITZERLAND = [
    ("fr", "La [loi du 2 août 2002] relative à la surveillance du secteur financier s'applique en Belgique."),
    ("fr", "La [loi modifiée du 5 avril 1993] relative au secteur financier s'applique au Luxembourg."),
    ("fr", "La [loi fédérale sur la protection des données] s'applique en Suisse."),
    ("fr", "La [loi fédérale du 22 juin 2007] a créé l'autorité."),
    ("fr", "La [LFINMA] et la [loi sur les banques] s'appliquent."),
    ("fr", "La [loi belge du 25 avril 2014] et la [loi luxembourgeoise du 1er août 2018] s'appliquent."),
]
UNITED_KINGDOM_IRELAND = [
    ("en", "The [Financial Services and Markets Act 2000] applies."),
    ("en", "It is section 166 of the [Financial Services and Markets Act]."),
    ("en", "It broke the [Data Protection Act 1998]."),
    ("en", "It broke the [Money Laundering Regulations 2017]."),
    ("en", "It broke the [Privacy and Electronic Communications Regulations 2003]."),
    ("en", "It broke the [Computer Misuse Act 1990]."),
    ("en", "It is Principle 3 of the FCA's [Principles for Businesses]."),
    ("en", "The [Central Bank Act 1942] applies in Ireland."),
    ("en", "The [Central Bank (Supervision and Enforcement) Act 2013] applies."),
    ("en", "The [Consumer Protection Code 2012] applies."),
    ("en", "The [Investor Compensation Act 1998] applies."),
]
EUROPEAN_UNION = [
    ("fr", "L'article 32 du [RGPD] a été violé."),
    ("fr", "Le [règlement (UE) 2016/679] s'applique."),
    ("fr", "Le [règlement délégué (UE) 2015/35] et la [directive 2009/138/CE] s'appliquent."),
    ("fr", "La [directive (UE) 2022/2555] dite [NIS 2] est transposée."),
    ("fr", "Le [règlement d'exécution (UE) 2018/151] la complète."),
    ("en", "It broke Article 33 of the [GDPR]."),
    ("en", "The [General Data Protection Regulation] applies."),
    ("en", "[Regulation (EU) 2016/679] and [Directive 2009/138/EC] apply."),
    ("en", "The [Digital Operational Resilience Act] applies."),
    ("en", "It is Article 14 of Council [Regulation (EC) No 139/2004]."),
]
UNITED_STATES = [
    ("en", "[23 NYCRR Part 500] requires it."),
    ("en", "It broke [12 C.F.R. Part 30] and [12 CFR 1005.11]."),
    ("en", "It broke [15 U.S.C. § 78j]."),
    ("en", "It broke the [Bank Secrecy Act] and the [Gramm-Leach-Bliley Act]."),
    ("en", "It broke the [Securities Exchange Act of 1934]."),
    ("en", "It broke the [Health Insurance Portability and Accountability Act of 1996]."),
    ("en", "It broke the [California Consumer Privacy Act of 2018]."),
    ("en", "It broke the [New York Insurance Law] and [FINRA Rule 3110]."),
    ("en", "It broke the [Maryland Personal Information Protection Act]."),
]
BY_NUMBER_OR_DATE = [
    ("en", "It broke [Law 90-10] on money, [Law No. 64-12] and the [Federal Law No. 115-FZ]."),
    ("en", "It broke the [Act of 26 April 2024] and the [Royal Decree of 9 June]."),
    ("en", "It broke [Joint Standard 1 of 2023] and the [2002 banking law]."),
    ("fr", "Elle enfreint la [loi 125(I)/2018], la [loi bancaire de 1949] et l'[arrêté royal du 9 juin 2024]."),
    ("fr", "Elle enfreint la [loi contre le blanchiment et le financement du terrorisme]."),
    ("fr", "Elle enfreint la [loi de 2015 relative à la lutte contre le terrorisme]."),
    ("fr", "Il faut revoir la [Loi sur les valeurs mobilières] et d'alourdir les peines."),
    ("fr", "La [loi sur les données personnelles] et la [loi n° 2004-801]."),
    ("en", "Since [Law 64-12] came, [decree 2014-77] and [Law No. 2008-12 of 25 January 2008] apply."),
    ("en", "It broke the [Consumer Protection Codes of 2006 and 2012] and the [2005 microfinance act]."),
    ("en", "It broke the [Cybersecurity Regulation] and the [Quebec Charter]."),
    ("fr", "La [loi n° 1.549 du 6 juillet 2023], la [loi camerounaise sur la cybersécurité] et le [dahir n° 1-09-15]."),
    ("fr", "La [loi de 2015 relative à la réorganisation de la concurrence et des prix] l'interdit."),
    ("fr", "La [norme conjointe n° 2 de 2024] et le [Joint Standard 1 of 2023] s'appliquent."),
    ("fr", "L'[acte uniforme de l'Ohada sur les sociétés coopératives] et la [Charte québécoise] s'appliquent."),
    ("fr", "Les [codes de protection des consommateurs de 2006 et 2012] s'appliquent."),
    ("fr", "Le [règlement sur le coût d'emprunt (sociétés de fiducie et de prêt)] s'applique."),
    ("fr", "Elle enfreint la [loi sur l'intelligence artificielle]."),
]
AUSTRALIA = [
    ("en", "It broke the [Privacy Act 1988]."),
    ("en", "It broke the [Corporations Act 2001] and the [Insurance Contracts Act 1984] (Cth)."),
    ("en", "It broke the [Banking Act 1959]."),
    ("en", "It broke the [Security of Critical Infrastructure Act 2018]."),
]


@pytest.mark.parametrize(
    ("language", "marked"),
    [
        *CANADA,
        *FRANCE,
        *BELGIUM_LUXEMBOURG_SWITZERLAND,
        *UNITED_KINGDOM_IRELAND,
        *EUROPEAN_UNION,
        *UNITED_STATES,
        *AUSTRALIA,
        *BY_NUMBER_OR_DATE,
    ],
)
def test_laws_are_found_as_they_are_cited(language: str, marked: str) -> None:
    expected = [piece.split("]")[0] for piece in marked.split("[")[1:]]
    assert cited(language, marked.replace("[", "").replace("]", "")) == expected


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Le code de conduite de la banque et son code de déontologie sont clairs."),
        ("fr", "Le code postal et le code source du client ont fui, le code PIN aussi."),
        ("fr", "C'est la loi du marché."),
        ("fr", "La loi prévoit une peine, et un projet de loi une autre."),
        ("fr", "Le règlement du sinistre a pris un an."),
        ("fr", "Un règlement à l'amiable a été trouvé, selon le règlement intérieur."),
        ("fr", "L'ordonnance transmise à la Fédération est du 14 décembre."),
        ("fr", "Un décret est attendu, un arrêté aussi."),
        ("fr", "Une directive interne, un homme hors-la-loi."),
        ("en", "The Code of Conduct says so."),
        ("en", "The source code leaked, with the postal code and the Zip Code."),
        ("en", "The Act does not apply to them."),
        ("en", "They act quickly; it is an act of fraud."),
        ("en", "A court rules against the bank by the rules of the game."),
        ("en", "A law professor on the regulation of banks."),
        ("en", "A new directive from the chief executive."),
        ("en", "The season of 2020/21, and a ratio of 12 to 30."),
        ("en", "Flight 500 CFR was late."),
        ("en", "In 2020 banking was hard, and by law it had to act of 12 minds."),
        (
            "fr",
            "Les codes des clients et les codes du coffre ont fui. Une charte des usages.",
        ),
        ("en", "Since Law school he works on the 2012 crash. The Office of Financial Regulation wrote."),
        ("fr", "La loi de finances, un projet de loi de 2015, la loi de 20 pages : une loi contre eux."),
    ],
)
def test_what_only_sounds_like_a_law_is_none(language: str, text: str) -> None:
    assert cited(language, text) == []


@pytest.mark.parametrize(
    ("language", "text", "law"),
    [
        ("fr", "le RGPD", "law/eu-gdpr"),
        ("fr", "le règlement général sur la protection des données", "law/eu-gdpr"),
        ("fr", "le règlement (UE) 2016/679", "law/eu-gdpr"),
        ("en", "the GDPR", "law/eu-gdpr"),
        ("en", "the General Data Protection Regulation", "law/eu-gdpr"),
        ("en", "Regulation (EU) 2016/679", "law/eu-gdpr"),
        ("fr", "la Loi sur les coopératives de services financiers", "law/ca-qc-coop-sf"),
        ("en", "the Act respecting financial services cooperatives", "law/ca-qc-coop-sf"),
        ("fr", "la LPRPDE", "law/ca-pipeda"),
        ("en", "the Personal Information Protection and Electronic Documents Act", "law/ca-pipeda"),
        ("fr", "la loi n° 78-17 du 6 janvier 1978", "law/fr-lil"),
        ("fr", "la loi « Informatique et Libertés »", "law/fr-lil"),
        ("en", "the UK GDPR", "law/gb-uk-gdpr"),
        ("en", "23 NYCRR Part 500", "law/us-ny-part500"),
    ],
)
def test_the_forms_of_a_citation_are_one_law(language: str, text: str, law: str) -> None:
    assert known(language, f"Voici {text}." if language == "fr" else f"It is {text}.") == [law]


def test_a_law_of_one_name_is_told_by_the_places_of_the_text() -> None:
    text = "The firm broke section 166 of the Financial Services and Markets Act, the court in {} said."
    assert known("en", text.format("London")) == ["law/gb-fsma"]
    assert known("en", text.format("Singapore")) == ["law/sg-fsma"]


def test_citations_tell_the_rule_that_found_them() -> None:
    text = "La loi n° 2007-1775, le code des transports et le règlement (UE) 2099/1234."
    assert [(text[s:e], rule) for s, e, rule in find_citations(text, "fr")] == [
        ("loi n° 2007-1775", "law.numbered"),
        ("code des transports", "law.code"),
        ("règlement (UE) 2099/1234", "law.european"),
    ]


PIECES = st.sampled_from(
    "Loi loi sur la du de n° 12 mars 2020 Code des Act of the (EU) 2016/679 12 CFR § . , ( )".split()
)


@given(st.sampled_from(("en", "fr")), st.lists(PIECES, max_size=30).map(" ".join))
def test_any_citation_is_a_passage_that_begins_and_ends_with_a_word(language: str, plain: str) -> None:
    for start, end, _ in find_citations(plain, language):
        assert plain[start:end] == plain[start:end].strip()
        assert " " in plain[start:end]
