"""Names that are known: the files that hold them, and where they stand in texts."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from greffier.graph.errors import KnowledgeError
from greffier.graph.model import model
from greffier.ingest.coreference.entities import find_entities
from greffier.ingest.knowledge import KNOWLEDGE, gazetteers
from greffier.ingest.knowledge.gazetteers import entries, find_known, jurisdictions
from greffier.ingest.mentions.recognition import find_mentions
from greffier.ingest.texts import Text, fold_characters
from tests.ingest.readings import make_document

UNRESOLVED = "?"
FEDERATION = "organization/federation-des-caisses-desjardins-du-quebec"


def matches(text: str, language: str = "en") -> list[tuple[str, str]]:
    """Return the places where known names stand, each with the entries that it may be."""
    made = Text(make_document(text, language))
    return [(made.plain[m.start : m.end], "|".join(e.id for e in m.entries)) for m in find_known(made)]


def known(language: str, text: str) -> dict[str, str]:
    """Return who a text speaks of, by the first words that name them; no statistical model is asked."""
    made = Text(make_document(text, language))
    found = find_entities(made, find_mentions(made, ())).entities
    return {e.mentions[0].text: e.known_as or (UNRESOLVED if e.candidates else "") for e in found}


# The files


def test_the_files_load_and_hold_what_the_project_starts_from() -> None:
    found = entries()
    assert len([e for e in found.values() if e.kind == "Regulator"]) > 1000
    assert len([e for e in found.values() if e.kind == "Law"]) > 500
    assert len([e for e in found.values() if e.kind in ("Insurer", "Bank", "Federation")]) > 1000
    assert {"regulator/ca-qc-amf", "regulator/fr-cnil", "organization/free", "law/ca-qc-coop-sf"} <= found.keys()


def test_ids_tell_the_family_and_the_home_of_an_entry() -> None:
    prefixes = {"Regulator": "regulator", "Court": "regulator", "Police": "regulator", "Law": "law"}
    for entry in entries().values():
        prefix, slug = entry.id.split("/")
        assert prefix == prefixes.get(entry.kind, "organization")
        assert slug == slug.lower()
        if prefix != "organization" and entry.jurisdiction:
            assert f"{slug}-".startswith(f"{entry.jurisdiction.lower()}-")


def test_every_kind_is_one_of_the_model() -> None:
    assert {model().family_of(e.kind) for e in entries().values()} == {"Organization", "Law"}


def test_every_parent_is_an_entry_and_nobody_is_their_own() -> None:
    found = entries()
    for entry in found.values():
        line = [entry.id]
        while parent := found[line[-1]].parent:
            assert parent in found
            assert parent not in line, f"{parent} belongs to itself"
            line.append(parent)


def test_every_jurisdiction_is_told_with_its_currency() -> None:
    places = jurisdictions()
    public = [e for e in entries().values() if e.kind in ("Regulator", "Law")]
    assert {e.jurisdiction for e in public if e.jurisdiction} <= places.keys()
    assert places["CA-QC"]["parent"] == "CA"
    assert {places[code]["currency"] for code in ("CA", "CA-QC")} == {"CAD"}
    for code, place in places.items():
        assert place["currency"] is None or len(place["currency"]) == 3, code


def test_the_common_words_of_an_entry_are_among_its_names() -> None:
    wrong = {e.id: e.common - e.forms - e.acronyms for e in entries().values()}
    assert {name: words for name, words in wrong.items() if words} == {}


def test_no_name_in_full_is_that_of_a_group_and_of_its_member() -> None:
    found = entries()
    shared = {
        (entry.id, form) for entry in found.values() if entry.parent for form in entry.forms & found[entry.parent].forms
    }
    assert shared == set()


def test_no_two_authorities_of_one_place_share_a_name_in_full() -> None:
    owners: dict[tuple[str, str | None], list[str]] = {}
    for entry in entries().values():
        if entry.kind == "Regulator":
            for form in entry.forms:
                owners.setdefault((fold_characters(form), entry.jurisdiction), []).append(entry.id)
    assert {key: ids for key, ids in owners.items() if len(ids) > 1} == {}


def test_known_facts_are_in_the_files() -> None:
    found = entries()
    assert found[FEDERATION].parent == "organization/mouvement-desjardins"
    assert found["organization/free-mobile"].parent == "organization/iliad"
    assert found["organization/wells-fargo-bank"].parent == "organization/wells-fargo"
    assert found["organization/credit-agricole-sa"].parent == "organization/credit-agricole"
    assert found["regulator/fr-acpr"].parent == "regulator/fr-bdf"
    assert found["regulator/gb-fca"].jurisdiction == "GB"
    assert "RGPD" in found["law/eu-gdpr"].acronyms


@pytest.mark.parametrize(
    ("name", "line", "message"),
    [
        ("laws.csv", "law/xx-a,A,,,FR", "laws.csv:2: the number of columns is wrong"),
        ("laws.csv", "law/xx-a,A,,,FR,,,", "laws.csv:2: the number of columns is wrong"),
        ("laws.csv", ",A law,,,FR,", "laws.csv:2: an entry needs an id and a name"),
        ("laws.csv", "law/xx-a,,,,FR,", "laws.csv:2: an entry needs an id and a name"),
        ("laws.csv", "law/xx-a,A,,,FR,\nlaw/xx-a,B,,,FR,", "laws.csv:3: the id 'law/xx-a' stands there twice"),
        (
            "institutions.csv",
            "organization/a,A,Person,,,,FR,",
            "institutions.csv:2: 'Person' is no kind of organisation",
        ),
        (
            "institutions.csv",
            "organization/a,A,Bank,,,,FR,organization/z",
            "organization/a: its parent 'organization/z' is no entry",
        ),
    ],
)
def test_a_file_that_is_not_well_formed_is_refused_with_the_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, line: str, message: str
) -> None:
    for file in gazetteers.FILES:
        with (KNOWLEDGE / file).open(encoding="utf-8") as stream:
            head = next(stream)
        (tmp_path / file).write_text(head + (f"{line}\n" if file == name else ""), "utf-8")
    monkeypatch.setattr(gazetteers, "KNOWLEDGE", tmp_path)
    with pytest.raises(KnowledgeError) as caught:
        entries.__wrapped__()
    assert str(caught.value) == message


# Where names stand


def test_a_name_is_found_whatever_its_accents_and_apostrophes() -> None:
    written = [
        "Fédération des caisses Desjardins",
        "Federation des caisses Desjardins",
        "FÉDÉRATION DES CAISSES DESJARDINS",
    ]
    for name in written:
        assert matches(f"Voici la {name}.") == [(name, FEDERATION)]
    for name in ("Commission d'accès à l'information", "Commission d’accès à l’information"):
        assert [i for _, i in matches(f"Voici la {name}.")] == ["regulator/ca-qc-cai"]


@pytest.mark.parametrize(
    "text",
    [
        "The BArclaysBank app failed.",
        "HSBCs are many.",
        "An Avivaesque year.",
        "FCAB and XFCA are codes.",
        "Le Groupamax est un jeu.",
        "Prealiad and Iliade are others.",
    ],
)
def test_no_name_is_found_inside_a_word(text: str) -> None:
    assert matches(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The FCA acted.", [("FCA", "regulator/gb-fca")]),
        ("The fca acted.", []),
        ("The Fca acted.", []),
        ("La CNIL agit.", [("CNIL", "regulator/fr-cnil")]),
        ("la cnil agit.", []),
        ("Le RGPD l'exige.", [("RGPD", "law/eu-gdpr")]),
        ("Le rgpd l'exige.", []),
        ("A sec later, dora left.", []),
        ("La MAIF paie.", [("MAIF", "organization/maif")]),
    ],
)
def test_acronyms_are_found_in_exact_case_only(text: str, found: list[tuple[str, str]]) -> None:
    assert matches(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Free Mobile is fined.", ["organization/free-mobile"]),
        ("Free is fined.", ["organization/free"]),
        ("Desjardins Assurances is fined.", ["organization/desjardins-assurances"]),
        ("Royal Bank of Scotland is fined.", ["organization/royal-bank-of-scotland"]),
        ("Royal Bank of Canada is fined.", ["organization/banque-royale-du-canada"]),
        (
            "Crédit Agricole Assurances and Crédit Agricole",
            ["organization/credit-agricole-assurances", "organization/credit-agricole"],
        ),
        ("the UK Financial Conduct Authority", ["regulator/gb-fca"]),
        ("the Securities and Exchange Commission of Nigeria", ["regulator/ng-sec"]),
        ("la Commission des sanctions de l'AMF", ["regulator/fr-amf-sanctions"]),
        ("the Data Protection Act 1998", ["law/gb-dpa-1998"]),
    ],
)
def test_the_longest_name_holds_the_place(text: str, found: list[str]) -> None:
    assert [names for _, names in matches(text)] == found


@pytest.mark.parametrize(
    "text",
    [
        "The service is free for all.",
        "An orange folder and an apple.",
        "The target was missed.",
        "Il est unique en son genre.",
        "une caisse d'épargne du village",
        "a capital one would not want to lose",
        "The data protection commission that we propose",
    ],
)
def test_a_name_that_is_an_ordinary_word_needs_its_capitals(text: str) -> None:
    assert matches(text) == []


def test_a_doubtful_name_is_said_to_be_so() -> None:
    made = Text(make_document("Free, Free Mobile, Orange, the FCA and the Financial Conduct Authority.", "en"))
    assert [(made.plain[m.start : m.end], m.weak, m.acronym) for m in find_known(made)] == [
        ("Free", True, False),
        ("Free Mobile", False, False),
        ("Orange", True, False),
        ("FCA", True, True),
        ("Financial Conduct Authority", False, False),
    ]


@given(st.text(st.sampled_from("FCA SEC RGPD é’'-.\n Free Mobile"), max_size=80))
def test_matches_are_words_of_the_text_in_order_and_apart(content: str) -> None:
    made = Text(make_document(f"x{content}", "en"))
    end = 0
    for match in find_known(made):
        assert end <= match.start < match.end
        assert not made.plain[match.start - 1 : match.start].isalnum()
        assert not made.plain[match.end : match.end + 1].isalnum()
        assert match.entries
        end = match.end


# Who is meant


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        # The two Autorités des marchés financiers
        (
            "fr",
            "Au Québec, l'Autorité des marchés financiers a sanctionné un courtier de Montréal.",
            {"Autorité des marchés financiers": "regulator/ca-qc-amf"},
        ),
        (
            "fr",
            "L’Autorité des marchés financiers a sanctionné une société parisienne, en France.",
            {"Autorité des marchés financiers": "regulator/fr-amf"},
        ),
        (
            "fr",
            "L'Autorité des marchés financiers a sanctionné un courtier.",
            {"Autorité des marchés financiers": UNRESOLVED},
        ),
        ("fr", "L'AMF a sanctionné un courtier de Paris.", {"AMF": "regulator/fr-amf"}),
        ("fr", "L'AMF a sanctionné un courtier de Québec.", {"AMF": "regulator/ca-qc-amf"}),
        (
            "en",
            "The Autorité des marchés financiers (AMF) ordered the Quebec firm to act.",
            {"Autorité des marchés financiers": "regulator/ca-qc-amf"},
        ),
        (
            "en",
            "Quebec's Autorité des marchés financiers acted.",
            {"Quebec's Autorité des marchés financiers": "regulator/ca-qc-amf"},
        ),
        (
            "fr",
            "La Fédération des caisses Desjardins du Québec a écrit à l'Autorité des marchés financiers.",
            {
                "Fédération des caisses Desjardins du Québec": FEDERATION,
                "Autorité des marchés financiers": "regulator/ca-qc-amf",
            },
        ),
        ("fr", "L'Autorité des marchés publics a parlé.", {"Autorité des marchés publics": "regulator/ca-qc-amp"}),
        # Other names that several bodies bear
        (
            "en",
            "In Washington, the Securities and Exchange Commission charged him.",
            {"Securities and Exchange Commission": "regulator/us-sec"},
        ),
        (
            "en",
            "The regulator, the Securities and Exchange Commission, acted in Manila.",
            {"Securities and Exchange Commission": "regulator/ph-sec"},
        ),
        (
            "en",
            "The Securities and Exchange Commission charged him.",
            {"Securities and Exchange Commission": UNRESOLVED},
        ),
        ("en", "The SEC charged a broker in New York.", {"SEC": "regulator/us-sec"}),
        (
            "fr",
            "L'AMF et l'ACPR ont signé un accord.",
            {"AMF": "regulator/fr-amf", "ACPR": "regulator/fr-acpr"},
        ),
        (
            "en",
            "The Data Protection Commission fined the Dublin firm.",
            {"Data Protection Commission": "regulator/ie-dpc"},
        ),
        (
            "en",
            "Ireland's Data Protection Commission fined the firm.",
            {"Ireland's Data Protection Commission": "regulator/ie-dpc"},
        ),
        (
            "fr",
            "Le CSSF et la CNPD ont parlé hier.",
            {"CSSF": "regulator/lu-cssf", "CNPD": "regulator/lu-cnpd"},
        ),
        # Free and free, Orange and orange
        ("fr", "L'opérateur Free a été piraté.", {"Free": "organization/free"}),
        ("en", "French operator Free was hit by a cyberattack.", {"Free": "organization/free"}),
        (
            "fr",
            "La CNIL sanctionne Free et Free Mobile.",
            {"CNIL": "regulator/fr-cnil", "Free": "organization/free", "Free Mobile": "organization/free-mobile"},
        ),
        (
            "fr",
            "Les abonnés de Free ont été prévenus. L'opérateur Free le confirme.",
            {"Free": "organization/free"},
        ),
        (
            "fr",
            "Free Mobile a été sanctionné par la CNIL.",
            {"Free Mobile": "organization/free-mobile", "CNIL": "regulator/fr-cnil"},
        ),
        ("en", "The service is free for all customers of the bank.", {}),
        ("en", "Free shipping was offered to customers.", {}),
        ("fr", "L'opérateur Orange a subi une fuite de données.", {"Orange": "organization/orange"}),
        (
            "en",
            "The telecom operator Orange was fined by the CNIL.",
            {"Orange": "organization/orange", "CNIL": "regulator/fr-cnil"},
        ),
        ("fr", "L'alerte orange a été levée dans le Rhône.", {}),
        ("fr", "Orange Bank ferme ses portes.", {"Orange Bank": "organization/orange-bank"}),
        ("en", "Orange County closed its offices.", {}),
        # Desjardins: a group, its federation, its insurers, and a family name
        (
            "fr",
            "Desjardins Assurances a été touchée.",
            {"Desjardins Assurances": "organization/desjardins-assurances"},
        ),
        ("en", "Desjardins Insurance was hit.", {"Desjardins Insurance": "organization/desjardins-assurances"}),
        (
            "fr",
            "La Fédération des caisses Desjardins du Québec a reçu une ordonnance.",
            {"Fédération des caisses Desjardins du Québec": FEDERATION},
        ),
        (
            "en",
            "The Federation des caisses Desjardins du Quebec received an order.",
            {"Federation des caisses Desjardins du Quebec": FEDERATION},
        ),
        (
            "fr",
            "Le Mouvement Desjardins a confirmé la fuite.",
            {"Mouvement Desjardins": "organization/mouvement-desjardins"},
        ),
        ("en", "Desjardins Group confirmed the leak.", {"Desjardins Group": "organization/mouvement-desjardins"}),
        (
            "fr",
            "Chez Desjardins, à Lévis, la fuite a été annoncée. Selon Desjardins, tout est réglé.",
            {"Desjardins": "organization/mouvement-desjardins"},
        ),
        ("fr", "Richard Desjardins a chanté hier soir.", {}),
        (
            "fr",
            "Valeurs mobilières Desjardins et Desjardins Sécurité financière sont deux filiales.",
            {
                "Valeurs mobilières Desjardins": "organization/valeurs-mobilieres-desjardins",
                "Desjardins Sécurité financière": "organization/desjardins-securite-financiere",
            },
        ),
        # Ordinary words
        ("en", "An apple a day keeps the doctor away.", {}),
        ("en", "The target was a bank.", {}),
        ("en", "It took one sec to load.", {}),
        ("fr", "Il a mangé un gâteau chez Alma.", {}),
        ("fr", "Elle est unique, la capitale, et beneva.", {}),
        # Groups and their members
        (
            "fr",
            "MMA, MAAF et GMF sont des marques de Covéa.",
            {
                "MMA": "organization/mma",
                "MAAF": "organization/maaf",
                "GMF": "organization/gmf",
                "Covéa": "organization/covea",
            },
        ),
        (
            "fr",
            "L'Unique assurances générales a été visée.",
            {"L'Unique assurances générales": "organization/l-unique-assurances-generales"},
        ),
        (
            "fr",
            "Promutuel Assurance a été touchée; Promutuel le confirme.",
            {"Promutuel Assurance": "organization/promutuel-assurance"},
        ),
        (
            "en",
            "Aviva Canada and Aviva are two.",
            {"Aviva Canada": "organization/aviva-canada", "Aviva": "organization/aviva"},
        ),
        (
            "en",
            "The breach was first reported by Equifax Canada, and later by Equifax Inc. on its own site.",
            {"Equifax Canada": "organization/equifax-canada", "Equifax Inc.": "organization/equifax"},
        ),
        (
            "en",
            "Capital One was fined. Capital One Bank issues its cards, Capital One, N.A. holds its deposits.",
            {
                "Capital One": "organization/capital-one",
                "Capital One Bank": "organization/capital-one-bank-usa",
                "Capital One, N.A.": "organization/capital-one-n-a",
            },
        ),
        (
            "en",
            "Wells Fargo was fined after Wells Fargo Bank, N.A. opened accounts. JPMorgan Chase Bank, N.A. did not.",
            {
                "Wells Fargo": "organization/wells-fargo",
                "Wells Fargo Bank, N.A.": "organization/wells-fargo-bank",
                "JPMorgan Chase Bank, N.A.": "organization/jpmorgan-chase-bank",
            },
        ),
        (
            "fr",
            "Manuvie, Financière Sun Life et Co-operators ne sont pas La Compagnie d'Assurance-Vie Manufacturers, "
            "Sun Life du Canada, compagnie d'assurance-vie ni Co-operators Vie.",
            {
                "Manuvie": "organization/manulife",
                "Financière Sun Life": "organization/financiere-sun-life",
                "Co-operators": "organization/co-operators",
                "La Compagnie d'Assurance-Vie Manufacturers": (
                    "organization/la-compagnie-d-assurance-vie-manufacturers"
                ),
                "Sun Life du Canada, compagnie d'assurance-vie": (
                    "organization/sun-life-du-canada-compagnie-d-assurance-vie"
                ),
                "Co-operators Vie": "organization/co-operators-life",
            },
        ),
        (
            "en",
            "First Unum Life Insurance Company of America is not Unum Life Insurance Company of America.",
            {
                "First Unum Life Insurance Company of America": "organization/first-unum-life",
                "Unum Life Insurance Company of America": "organization/unum-life-insurance-company-of-america",
            },
        ),
        # Bodies of one acronym, and acts of one
        ("en", "In Seoul, the FSC fined the broker.", {"FSC": "regulator/kr-fsc"}),
        ("en", "In Kingston, Jamaica, the FSC fined the broker.", {"FSC": "regulator/jm-fsc"}),
        ("en", "In Port Louis, Mauritius, the FSC fined the broker.", {"FSC": "regulator/mu-fsc"}),
        (
            "fr",
            "L'ACPR, à Paris, a relevé un manquement à l'article L. 561-6 du CMF.",
            {"ACPR": "regulator/fr-acpr", "CMF": "law/fr-cmf"},
        ),
        ("fr", "À Tunis, en Tunisie, le CMF a sanctionné un courtier.", {"CMF": "regulator/tn-cmf"}),
        (
            "fr",
            "Le Département des assurances du Texas enquête.",
            {"Département des assurances du Texas": "regulator/us-tx-insurance"},
        ),
        ("fr", "La loi Badinter indemnise les victimes.", {"loi Badinter": "law/fr-badinter"}),
        (
            "en",
            "Lloyds Bank and Lloyd's of London differ.",
            {"Lloyds Bank": "organization/lloyds-bank", "Lloyd's of London": "organization/lloyd-s-of-london"},
        ),
        ("en", "Barclays' chief resigned.", {"Barclays": "organization/barclays"}),
        ("en", "HSBC's systems failed.", {"HSBC": "organization/hsbc"}),
        # One body under its French and its English name
        ("fr", "Le BSIF surveille les banques.", {"BSIF": "regulator/ca-osfi"}),
        ("en", "The OSFI supervises banks.", {"OSFI": "regulator/ca-osfi"}),
        (
            "fr",
            "Le Commissariat à la protection de la vie privée du Canada enquête.",
            {"Commissariat à la protection de la vie privée du Canada": "regulator/ca-opc"},
        ),
        (
            "en",
            "The Office of the Privacy Commissioner of Canada opened a probe.",
            {"Office of the Privacy Commissioner of Canada": "regulator/ca-opc"},
        ),
        (
            "fr",
            "La Banque nationale du Canada est en panne.",
            {"Banque nationale du Canada": "organization/banque-nationale-du-canada"},
        ),
        (
            "en",
            "National Bank of Canada was down.",
            {"National Bank of Canada": "organization/banque-nationale-du-canada"},
        ),
        ("fr", "La banque nationale suisse a parlé.", {"banque nationale suisse": "regulator/ch-bns"}),
    ],
)
def test_names_are_told_apart(language: str, text: str, found: dict[str, str]) -> None:
    assert known(language, text) == found
