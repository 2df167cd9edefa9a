"""Weak names: what confirms a known name that is an ordinary word, too, and what does not."""

from __future__ import annotations

import pytest

from greffier.ingest.coreference.entities import find_entities
from greffier.ingest.mentions.recognition import find_mentions
from greffier.ingest.models import find_names
from greffier.ingest.texts import Text
from tests.ingest.readings import make_document


def bodies(language: str, text: str) -> set[str]:
    title = {"fr": "Nouvelles du jour", "en": "News of the day"}[language]
    made = Text(make_document(f"{title}\n\n{text}", language))
    (named,) = find_names([made.plain], language)
    return {e.name for e in find_entities(made, find_mentions(made, named)).entities}


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("en", "The stolen numbers were passed on. Visa and MasterCard cancelled them.", "Visa"),
        ("en", "Its regulator also took steps against Coutts last year.", "Coutts"),
        ("en", "Capital One closed its purchase of Discover on Sunday.", "Discover Financial Services"),
        ("en", "The accounts were hit last week. Wise, which had warned them, is calm.", "Wise"),
        ("fr", "Le recours a été déposé par une filiale d'Orange au printemps.", "Orange"),
        ("fr", "Le groupe avait vendu la banque anglaise TSB à Santander en juin.", "Santander"),
        ("fr", "Le vol a touché le prêteur Latitude en mars.", "Latitude Financial"),
        ("fr", "Orange et MTN ont présenté leurs excuses à leurs abonnés.", "MTN"),
        ("en", "The fines:\n- AIG Asia Pacific Insurance: 9,000 dollars.", "AIG Asia Pacific Insurance"),
        ("fr", "La note est lourde. Starling avait déboursé autant en 2024.", "Starling Bank"),
    ],
)
def test_a_name_that_is_a_word_is_meant_where_it_acts_or_suffers(language: str, text: str, name: str) -> None:
    assert name in bodies(language, text)


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("en", "Kestrel Bank fell on 18 April and again in April 2022.", "April"),
        ("en", "They spoke to Irving Picard, who was sued. Picard paid.", "Picard Surgelés"),
        ("en", "Customers discover the fault. Discover what happened at Kestrel Bank.", "Discover Financial Services"),
        ("fr", "La Caisse de crédit de Vireval a fermé.", "Caisse de dépôt et placement du Québec"),
        ("en", "Kestrel Bank gave up its Nationwide tour.", "Nationwide"),
        ("fr", "Les fruits arrivent : l'orange, la pomme. Orange amère de la Banque lémanique.", "Orange"),
    ],
)
def test_a_name_that_is_a_word_is_not_meant_elsewhere(language: str, text: str, name: str) -> None:
    assert name not in bodies(language, text)
