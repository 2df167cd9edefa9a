"""Authorities by description: told by what they do and where, and taken for nobody where that tells none."""

from __future__ import annotations

import pytest

from greffier.ingest.mentions.described_authorities import find_described
from greffier.ingest.texts import Text
from tests.ingest.readings import make_document


def described(language: str, text: str) -> list[tuple[str, str | None]]:
    """Return the words of each description with the id of the one authority that it is that of."""
    made = Text(make_document(f"Nouvelles\n\n{text}", language))
    found = sorted(find_described(made), key=lambda d: d.start)
    return [(made.plain[d.start : d.end], d.entries[0].id if len(d.entries) == 1 else None) for d in found]


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        # a task and a place tell one authority
        (
            "fr",
            "Le commissaire irlandais à la protection des données enquête.",
            [("commissaire irlandais à la protection des données", "regulator/ie-dpc")],
        ),
        (
            "fr",
            "L'autorité de protection des données du Land de Hesse a été saisie.",
            [("autorité de protection des données du Land de Hesse", "regulator/de-he-hbdi")],
        ),
        (
            "fr",
            "Les commissaires à la vie privée de l'Ontario et de la Colombie-Britannique enquêtent.",
            [
                ("commissaires à la vie privée de l'Ontario", "regulator/ca-on-ipc"),
                ("Colombie-Britannique", "regulator/ca-bc-oipc"),
            ],
        ),
        (
            "fr",
            "Le régulateur bancaire du Kansas l'a fermée.",
            [("régulateur bancaire du Kansas", "regulator/us-ks-osbc")],
        ),
        ("en", "The Kansas banking regulator closed it.", [("Kansas banking regulator", "regulator/us-ks-osbc")]),
        ("en", "The UK's data watchdog fined it.", [("UK's data watchdog", "regulator/gb-ico")]),
        ("fr", "Le gendarme boursier italien enquête.", [("gendarme boursier italien", "regulator/it-consob")]),
        ("en", "The Ontario securities regulator fined it.", [("Ontario securities regulator", "regulator/ca-on-osc")]),
        (
            "en",
            "The privacy commissioners of Canada and Quebec inquire.",
            [("privacy commissioners of Canada", "regulator/ca-opc"), ("Quebec", "regulator/ca-qc-cai")],
        ),
        # the place may begin the sentence
        (
            "fr",
            "À Hong Kong, le commissaire à la protection des données a rendu son rapport.",
            [("commissaire à la protection des données", "regulator/hk-pcpd")],
        ),
        # of several the one that the text names
        (
            "en",
            "The Financial Conduct Authority has no doubt. The British financial regulator fined it.",
            [("British financial regulator", "regulator/gb-fca")],
        ),
        # a task without a place, and one that several have there, tell nobody
        ("fr", "Le régulateur des télécoms l'a saisie, le gendarme financier aussi.", []),
        ("en", "The data watchdog fined it, and so did the American financial regulator.", []),
        ("en", "The Irish watchdog wrote to it. Regulators in Kansas wait.", []),
        # ministries, and offices of states
        (
            "fr",
            "Le ministère de l'Intérieur et le ministère des Technologies de l'information se taisent.",
            [("ministère de l'Intérieur", None), ("ministère des Technologies de l'information", None)],
        ),
        ("fr", "Le ministère de la santé a réagi.", [("ministère de la santé", None)]),
        ("en", "The Finance Ministry refused.", [("Finance Ministry", None)]),
        ("fr", "Le secrétaire d'État du Massachusetts l'attaque.", [("secrétaire d'État du Massachusetts", None)]),
        ("en", "Massachusetts Secretary of State Ann Doe sued.", [("Massachusetts Secretary of State", None)]),
        ("fr", "Le secrétaire d'État de la Rochelle se tait. Le ministre a parlé.", []),
        (
            "en",
            "The Moroccan finance ministry was hit. Our finance ministry was not.",
            [("Moroccan finance ministry", None)],
        ),
        # ministers and prefects who do what authorities do, and not those who speak
        ("fr", "Le ministre des Finances a suspendu la licence.", [("ministre des Finances", None)]),
        ("fr", "Le ministre des Finances a salué ce choix. Le préfet de Mirebois aussi.", []),
        ("en", "Finance Minister Ann Doe revoked the licence.", [("Finance Minister", None)]),
        ("en", "Finance Minister Ann Doe welcomed the choice.", []),
        # or by whom something is done
        ("fr", "La caisse a été fermée par le préfet de police.", [("préfet de police", None)]),
        ("fr", "Les décisions émanent du ministre d'État.", [("ministre d'État", None)]),
        ("fr", "Un arrêté conjoint du ministre des Finances l'a dissoute.", [("ministre des Finances", None)]),
        ("fr", "La préfecture de la Creuse a fermé l'agence.", [("préfecture de la Creuse", None)]),
        ("fr", "Elle a été félicitée par le ministre des Finances.", []),
        ("en", "The licence was revoked by the finance minister.", [("finance minister", None)]),
        ("en", "The finance ministry refused.", [("finance ministry", None)]),
        (
            "fr",
            "Le ministère du Travail et de l'Insertion professionnelle se tait.",
            [("ministère du Travail et de l'Insertion professionnelle", None)],
        ),
        # a prosecutor without a place, where the text names none
        ("fr", "Le parquet a ouvert une enquête.", [("parquet", None)]),
        ("fr", "Une plainte auprès du procureur de la République.", [("procureur de la République", None)]),
        ("en", "It went to the public prosecutor's office.", [("public prosecutor's office", None)]),
        ("fr", "Le parquet a ouvert une enquête. Le parquet national se tait.", []),
        ("fr", "La somme est versée au parquet. Le parquet est en chêne.", []),
        # prosecutors
        ("fr", "Le parquet de Limoges a ouvert une enquête.", [("parquet de Limoges", None)]),
        (
            "fr",
            "Le parquet près le tribunal judiciaire de Dijon.",
            [("parquet près le tribunal judiciaire de Dijon", None)],
        ),
        ("fr", "Le ministère public genevois enquête.", [("ministère public genevois", None)]),
        ("fr", "Le parquet de chêne est usé.", []),
    ],
)
def test_an_authority_is_told_by_what_it_does_and_where(
    language: str, text: str, found: list[tuple[str, str | None]]
) -> None:
    assert described(language, text) == found
