"""Resolution: which tellings are one event, which names one thing, and why."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from greffier.graph import occurrences
from greffier.graph.records import Amount, Status
from greffier.ingest.resolution.bodies import link_bodies
from greffier.ingest.resolution.events import link_events
from greffier.ingest.resolution.links import Link
from greffier.ingest.resolution.tellings import tellings
from tests.ingest.generated import Report, exposure, generate_testimonies, imposed


def linked(*testimonies: occurrences.Testimony) -> dict[str, Link]:
    """Return the thing of each occurrence of these documents."""
    found = [o for t in testimonies for o in t.occurrences]
    claims = [c for t in testimonies for c in t.claims]
    published = {t.document.id: t.document.published for t in testimonies}
    links = link_bodies(found)
    things = {name: link.thing for name, link in links.items()}
    events = [o for o in found if o.family in ("Incident", "Action")]
    return links | link_events(tellings(events, claims, things, published))


def events_of(*reports: Report) -> list[Link]:
    """Return the links of the events of these reports, in their order."""
    testimonies = [report.testimony() for report in reports]
    links = linked(*testimonies)
    return [links[o.id] for t in testimonies for o in t.occurrences if o.family in ("Incident", "Action")]


def fine(
    name: str,
    *,
    bank: str = "Ostrava Bank",
    issuer: str | None = "Tarn Office of Markets",
    kind: str = "Fine",
    date: str | None = None,
    amount: Amount | None = None,
    published: str | None = "2021-03-10",
) -> Report:
    """Return a report of one fine."""
    report = Report(name, published)
    target = report.entity("Bank", bank)
    authority = report.entity("Regulator", issuer) if issuer else None
    report.action(kind, target, issuer=authority, date=date, amount=amount)
    return report


def leak(
    name: str,
    published: str | None,
    *,
    kind: str = "DataBreach",
    date: str | None = None,
    announced: str | None = None,
    bank: str = "Ostrava Bank",
) -> Report:
    """Return a report of one incident."""
    report = Report(name, published)
    report.incident(kind, report.entity("Bank", bank), date=date, announced=announced)
    return report


def one_event(*reports: Report) -> bool:
    return len({link.thing for link in events_of(*reports)}) == 1


# Events


def test_a_fine_that_is_told_twice_is_one_and_says_why() -> None:
    first = fine("One", date="2021-03-02", amount=imposed("500000"))
    second = fine("Two", date="2021-03", amount=imposed("500000"), published="2021-03-12")
    one, other = events_of(first, second)
    assert one.thing == other.thing
    assert one.thing.startswith("action/ostrava-bank-")
    assert (other.score, other.why, other.by) == (
        1.0,
        "same party, same kind, same authority, same date 2021-03, same sum imposed",
        "rules",
    )


def test_an_event_told_once_says_so() -> None:
    (link,) = events_of(fine("One"))
    assert (link.score, link.why) == (1.0, "no other telling is the same event")


def test_fines_of_two_authorities_are_two() -> None:
    told = {"date": "2021-03-02", "amount": imposed("500000")}
    assert not one_event(fine("One", **told), fine("Two", issuer="Bureau of Data", **told))  # type: ignore[arg-type]
    assert one_event(fine("One", **told), fine("Two", issuer=None, **told))  # type: ignore[arg-type]


def test_fines_of_two_banks_are_two() -> None:
    told = {"date": "2021-03-02", "amount": imposed("500000")}
    assert not one_event(fine("One", **told), fine("Two", bank="Banque Lémane", **told))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (imposed("183000000", "GBP"), imposed("183900000", "GBP"), True),
        (imposed("183000000", "GBP"), imposed("187000000", "GBP"), False),
        (imposed("183000000", "GBP"), imposed("183000000", "EUR"), False),
        (imposed("10000", "CAD"), exposure("10000"), False),
        (exposure("10000"), exposure("10000"), False),
        (imposed("5"), None, False),
    ],
    ids=["rounded", "more than rounded", "currencies", "imposed or threatened", "only threatened", "unsaid"],
)
def test_the_sum_alone_tells_undated_fines(one: Amount, other: Amount | None, same: bool) -> None:
    """Party, kind and sum are enough; without a sum that was imposed there is too little to go by."""
    assert one_event(fine("One", issuer=None, amount=one), fine("Two", issuer=None, amount=other)) == same


def test_other_sums_keep_fines_of_one_day_apart() -> None:
    assert not one_event(
        fine("One", date="2021-03-02", amount=imposed("500")), fine("Two", date="2021-03-02", amount=imposed("800"))
    )


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("2021-03-02", "2021-03-02", True),
        ("2021-03-02", "2021-03", True),
        ("2021-03", "2021", True),
        ("2021-03-02", "2021-03-12", True),
        ("2021-03-02", "2021-03-13", False),
        ("2021-03", "2021-04", True),
        ("2021-03", "2021-05", False),
        ("2020", "2021-03", False),
    ],
)
def test_dates_of_an_action_may_differ_by_days(one: str, other: str, same: bool) -> None:
    found = one_event(
        fine("One", date=one, amount=imposed("500000")), fine("Two", date=other, amount=imposed("500000"))
    )
    assert found == same


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("2021-03-02", "2021-03-05", True),
        ("2021-03-31", "2021-04", False),
        ("2021-03", "2021-04", False),
        ("2020", "2021", False),
    ],
)
def test_fines_without_sums_need_one_date_or_days_that_follow(one: str, other: str, same: bool) -> None:
    assert one_event(fine("One", date=one), fine("Two", date=other)) == same


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Fine", "Fine", True),
        ("Fine", "Penalty", True),
        ("Settlement", "Fine", True),
        ("Settlement", "Penalty", False),
        ("Fine", "Order", False),
        ("Fine", "Investigation", False),
    ],
)
def test_only_related_kinds_are_one(one: str, other: str, same: bool) -> None:
    told = {"date": "2021-03-02", "amount": imposed("500000")}
    assert one_event(fine("One", kind=one, **told), fine("Two", kind=other, **told)) == same  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("published", "same"),
    [(("2021-03-01", "2021-04-30"), True), (("2021-03-01", "2021-05-01"), False), (("2021-03-01", None), False)],
)
def test_undated_incidents_are_one_when_told_within_two_months(
    published: tuple[str | None, str | None], same: bool
) -> None:
    assert one_event(leak("One", published[0]), leak("Two", published[1])) == same


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (("DataBreach", "2020-12"), ("DataBreach", "2020-12-14"), True),
        (("DataBreach", "2020-12"), ("Cyberattack", "2020-12-14"), True),
        (("Ransomware", "2020-12-13"), ("Cyberattack", "2020-12-14"), True),
        (("Outage", "2020-12-14"), ("Cyberattack", "2020-12-14"), True),
        (("Outage", "2020-12-14"), ("DataBreach", "2020-12-14"), False),
        (("Fraud", "2020-12-14"), ("DataBreach", "2020-12-14"), False),
        (("DataBreach", "2020-12-14"), ("DataBreach", "2021-04-14"), False),
    ],
)
def test_incidents_are_told_by_kind_and_date(one: tuple[str, str], other: tuple[str, str], same: bool) -> None:
    told = {"published": None, "announced": "2020-12-15"}
    first = leak("One", kind=one[0], date=one[1], **told)  # type: ignore[arg-type]
    second = leak("Two", kind=other[0], date=other[1], **told)  # type: ignore[arg-type]
    assert one_event(first, second) == same


def test_incidents_announced_at_other_times_are_two() -> None:
    assert not one_event(leak("One", "2021-03-01", announced="2020-06"), leak("Two", "2021-03-01", announced="2020-10"))


def test_two_events_of_one_document_are_two_whatever_another_says() -> None:
    two = Report("Two of a kind", "2021-03-01")
    bank = two.entity("Bank", "Ostrava Bank")
    for _ in range(2):
        two.action("Fine", bank, amount=imposed("500000"))
    first, second, third = events_of(two, fine("One", issuer=None, amount=imposed("500000")))
    assert first.thing != second.thing
    assert third.thing in (first.thing, second.thing)


def test_what_is_between_two_events_joins_the_likelier_and_not_both() -> None:
    early = fine("Early", issuer=None, date="2021-03-02", amount=imposed("500000"), published="2021-03-03")
    vague = fine("Vague", issuer=None, date="2021-03", amount=imposed("500000"), published="2021-04-01")
    late = fine(
        "Late", issuer="Tarn Office of Markets", date="2021-03-30", amount=imposed("500000"), published="2021-03-31"
    )
    first, second, third = events_of(early, vague, late)
    assert first.thing == second.thing
    assert third.thing != second.thing


def test_authorities_are_the_parties_of_what_they_do_alone() -> None:
    reports = []
    for name in ("One", "Two"):
        report = Report(name, "2021-03-01")
        report.action("Recommendation", issuer=report.entity("Regulator", "Tarn Office of Markets"), date="2021-02-26")
        reports.append(report)
    assert one_event(*reports)


def test_an_event_without_parties_is_like_no_other() -> None:
    reports = []
    for name in ("One", "Two"):
        report = Report(name, "2021-03-01")
        report.incident("Fraud", date="2021-02-26")
        reports.append(report)
    assert not one_event(*reports)


def test_incidents_that_one_fine_concerns_are_one() -> None:
    reports = []
    for name, published in (("One", "2021-03-01"), ("Two", "2021-09-01")):
        report = Report(name, published)
        bank = report.entity("Bank", "Ostrava Bank")
        incident = report.incident("DataBreach", bank)
        report.action("Fine", bank, concerns=incident, amount=imposed("500000"), date="2021-02-26")
        reports.append(report)
    leaked, fine_, other_incident, other_fine = events_of(*reports)
    assert (leaked.thing, fine_.thing) == (other_incident.thing, other_fine.thing)
    assert other_incident.why == "same party, same kind, one action concerns both"


def test_an_event_is_named_by_who_what_and_when_it_was_first_told() -> None:
    first = fine("Told first", date="2021-03", amount=imposed("500000"), published="2021-03-10")
    later = fine("Told later", date="2021-03-02", amount=imposed("500000"), published="2021-03-11")
    undated = fine("Told at some time", amount=imposed("500000"), published=None)
    things = {link.thing for link in events_of(later, undated, first)}
    assert things == {link.thing for link in events_of(first)}
    assert things.pop().rpartition("-")[0].endswith("-fine-2021-03")


def test_the_order_of_an_authority_told_in_two_languages_is_one() -> None:
    """Facts: the AMF of Québec ordered the Fédération to correct what had let the leak of 2019 happen."""
    french = Report("Ordonnance", "2020-12-14", "fr")
    federation = french.entity(
        "Federation", "Fédération des caisses Desjardins du Québec", known_as="organization/fcdq"
    )
    amf = french.entity("Regulator", "Autorité des marchés financiers", known_as="regulator/ca-qc-amf")
    fuite = french.incident("DataBreach", federation, announced="2019-06-20")
    french.action("Order", federation, issuer=amf, concerns=fuite, date="2020-12-14", amount=exposure("10000"))
    english = Report("Order", "2020-12-15", "en")
    group = english.entity("Federation", "Desjardins Federation", known_as="organization/fcdq")
    regulator = english.entity("Regulator", "AMF", known_as="regulator/ca-qc-amf")
    breach = english.incident("DataBreach", group, announced="2019-06")
    english.action("Order", group, issuer=regulator, concerns=breach, date="2020-12", amount=exposure("10000"))
    leaked, order, leaked_too, other_order = events_of(french, english)
    assert leaked.thing == leaked_too.thing
    assert order.thing == other_order.thing
    assert other_order.why == (
        "same party, same kind, same authority, same date 2020-12, same sum threatened, about one incident"
    )


# Organisations and laws


def things_named(*entities: tuple[str, str, dict[str, object]]) -> list[str]:
    found = []
    for number, (kind, name, rest) in enumerate(entities):
        report = Report(f"Report {number}")
        report.entity(kind, name, **rest)  # type: ignore[arg-type]
        (link,) = linked(report.testimony()).values()
        found.append(link.thing)
    return found


def test_spellings_of_one_name_are_one_body() -> None:
    things = things_named(
        ("Bank", "Banque Lémane", {}), ("Institution", "La Banque Lemane SA", {}), ("Company", "BANQUE LÉMANE", {})
    )
    assert len(set(things)) == 1


def test_one_name_of_two_authorities_is_told_by_the_gazetteer() -> None:
    name = "Autorité des marchés financiers"
    things = things_named(
        ("Regulator", name, {"known_as": "regulator/ca-qc-amf"}),
        ("Regulator", name, {"known_as": "regulator/fr-amf"}),
        ("Regulator", name, {"candidates": ("regulator/ca-qc-amf", "regulator/fr-amf")}),
        ("Regulator", name, {}),
    )
    assert things[:2] == ["regulator/ca-qc-amf", "regulator/fr-amf"]
    assert len(set(things)) == 4


def test_what_cannot_be_told_says_between_what() -> None:
    report = Report("Report")
    report.entity("Regulator", "AMF", candidates=("regulator/ca-qc-amf", "regulator/fr-amf"))
    (link,) = linked(report.testimony()).values()
    assert (link.score, link.why) == (
        0.5,
        "one of regulator/ca-qc-amf, regulator/fr-amf: the document does not tell which",
    )


def test_laws_of_one_name_are_told_by_where_they_are_in_force() -> None:
    french, british, other_french = things_named(
        ("Law", "Data Protection Act", {"jurisdiction": "FR"}),
        ("Law", "Data Protection Act", {"jurisdiction": "GB"}),
        ("Law", "the Data Protection Act", {"jurisdiction": "FR"}),
    )
    assert french == other_french != british


# Laws of all this

documents = st.tuples(st.integers(0, 10**6), st.integers(1, 8))


@given(documents, st.randoms(use_true_random=False))
def test_the_order_of_documents_does_not_matter(drawn: tuple[int, int], chance: random.Random) -> None:
    testimonies = list(generate_testimonies(*drawn))
    expected = linked(*testimonies)
    chance.shuffle(testimonies)
    assert linked(*testimonies) == expected


@given(documents)
def test_no_document_tells_one_event_twice_and_no_event_is_of_two_families(drawn: tuple[int, int]) -> None:
    testimonies = generate_testimonies(*drawn)
    links = linked(*testimonies)
    for testimony in testimonies:
        events = [links[o.id].thing for o in testimony.occurrences if o.family in ("Incident", "Action")]
        assert len(set(events)) == len(events)
    assert {link.occurrence for link in links.values()} == {o.id for t in testimonies for o in t.occurrences}
    for testimony in testimonies:
        for occurrence in testimony.occurrences:
            link = links[occurrence.id]
            assert 0 < link.score <= 1
            assert link.why
            if occurrence.family in ("Incident", "Action"):
                assert link.thing.startswith(f"{occurrence.family.lower()}/")


@given(documents)
def test_documents_about_others_change_nothing(drawn: tuple[int, int]) -> None:
    testimonies = generate_testimonies(*drawn)
    stranger = fine("Stranger", bank="Far Away Bank", issuer="Far Away Office", date="2020-12-14")
    links = linked(*testimonies)
    assert {k: v for k, v in linked(stranger.testimony(), *testimonies).items() if k in links} == links


def test_what_is_denied_is_recognised_all_the_same() -> None:
    """Status says how it is told, not what it is: the projection keeps the firmest."""
    denied = Report("Denied", "2021-03-01")
    denied.incident("DataBreach", denied.entity("Bank", "Ostrava Bank"), status=Status.DENIED)
    assert one_event(denied, leak("Told", "2021-03-02"))
