"""Dates in French and English sentences."""

from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from greffier.graph.dates import date_bounds, parse_date
from greffier.graph.errors import ValueFormatError
from greffier.ingest.values.dates import DateMention, find_dates

type Found = list[tuple[str, ...]]


def found(text: str, lang: str, published: str | None = None) -> Found:
    """Return the words, the value and, for an interval, the end of each mention."""
    return [
        (text[mention.start : mention.end], mention.value, *([mention.until] if mention.until else []))
        for mention in find_dates(text, lang, published)
    ]


FRENCH_MONTHS = (
    *("janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre"),
    *("octobre", "novembre", "décembre"),
)
ENGLISH_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August", "September"),
    *("October", "November", "December"),
)

ABSOLUTE_FR = [
    ("La fuite a été révélée le 14 décembre 2020.", [("14 décembre 2020", "2020-12-14")]),
    ("Entrée en vigueur le 1er août 2026.", [("1er août 2026", "2026-08-01")]),
    ("Entrée en vigueur le 1 er août 2026.", [("1 er août 2026", "2026-08-01")]),
    ("Depuis le premier août 2026.", [("premier août 2026", "2026-08-01")]),
    ("Publié le lundi 14 décembre 2020.", [("lundi 14 décembre 2020", "2020-12-14")]),
    ("Lundi, 14 décembre 2020, la banque…", [("Lundi, 14 décembre 2020", "2020-12-14")]),
    ("le 14\u00a0décembre\u202f2020", [("14\u00a0décembre\u202f2020", "2020-12-14")]),
    ("le 14\ndécembre 2020", [("14\ndécembre 2020", "2020-12-14")]),
    ("LE 14 DÉCEMBRE 2020", [("14 DÉCEMBRE 2020", "2020-12-14")]),
    ("le 14 decembre 2020", [("14 decembre 2020", "2020-12-14")]),
    ("le 3 aout 2021", [("3 aout 2021", "2021-08-03")]),
    ("le 14 de\u0301cembre 2020", [("14 de\u0301cembre 2020", "2020-12-14")]),
    ("PARIS, 14 déc. 2020 (Dépêche)", [("14 déc. 2020", "2020-12-14")]),
    ("le 3 janv. 2022", [("3 janv. 2022", "2022-01-03")]),
    ("le 9 sept. 2019", [("9 sept. 2019", "2019-09-09")]),
    ("le 9 sept 2019", [("9 sept 2019", "2019-09-09")]),
    ("le 2 févr. 2019", [("2 févr. 2019", "2019-02-02")]),
    ("le 14-décembre-2020", [("14-décembre-2020", "2020-12-14")]),
    ("mis à jour le 2020-12-14", [("2020-12-14", "2020-12-14")]),
    ("mis à jour le 2020/12/14", [("2020/12/14", "2020-12-14")]),
    ("horodaté 2020-12-14T10:32", [("2020-12-14", "2020-12-14")]),
    ("signé le 14/12/2020", [("14/12/2020", "2020-12-14")]),
    ("signé le 05/06/2020", [("05/06/2020", "2020-06-05")]),
    ("signé le 14.12.2020", [("14.12.2020", "2020-12-14")]),
    ("signé le 14/12/20 à Lyon", [("14/12/20", "2020-12-14")]),
    ("en décembre 2020", [("décembre 2020", "2020-12")]),
    ("Octobre 2024 : l'attaque", [("Octobre 2024", "2024-10")]),
    ("fin décembre 2020", [("fin décembre 2020", "2020-12")]),
    ("à la mi-mai 2021", [("mi-mai 2021", "2021-05")]),
    ("en sept. 2020", [("sept. 2020", "2020-09")]),
    ("au début du mois de mai 2021", [("début du mois de mai 2021", "2021-05")]),
    ("en 2019", [("2019", "2019")]),
    ("En 2019, la caisse a fusionné.", [("2019", "2019")]),
    ("la fuite de 2019 a coûté cher", [("2019", "2019")]),
    ("depuis 2012", [("2012", "2012")]),
    ("au cours de l'année 2021", [("2021", "2021")]),
    ("le rapport annuel 2023 du régulateur", [("2023", "2023")]),
    ("en 2011 et 2012", [("2011", "2011"), ("2012", "2012")]),
    ("début 2024", [("début 2024", "2024")]),
    ("à la fin de 2023", [("fin de 2023", "2023")]),
    ("mi-2022", [("mi-2022", "2022")]),
    ("courant 2024", [("courant 2024", "2024")]),
    ("la délibération n° SAN-2020-012 du 7 décembre 2020", [("7 décembre 2020", "2020-12-07")]),
    ("le RGPD, en vigueur depuis le 25 mai 2018", [("25 mai 2018", "2018-05-25")]),
    ("été 2025", [("été 2025", "2025")]),
    ("à l'été 2025", [("été 2025", "2025")]),
    ("au printemps de 2021", [("printemps de 2021", "2021")]),
    ("à l’hiver 2020-2021", [("hiver 2020-2021", "2020", "2021")]),
    ("au premier trimestre 2024", [("premier trimestre 2024", "2024-01", "2024-03")]),
    ("au 3e trimestre de 2023", [("3e trimestre de 2023", "2023-07", "2023-09")]),
    ("dernier trimestre 2022", [("dernier trimestre 2022", "2022-10", "2022-12")]),
    ("T1 2024", [("T1 2024", "2024-01", "2024-03")]),
    ("T4-2023", [("T4-2023", "2023-10", "2023-12")]),
    ("au second semestre 2023", [("second semestre 2023", "2023-07", "2023-12")]),
    ("S1 2023", [("S1 2023", "2023-01", "2023-06")]),
    ("la première moitié de 2023", [("première moitié de 2023", "2023-01", "2023-06")]),
    ("le 29 février 2020", [("29 février 2020", "2020-02-29")]),
]

ABSOLUTE_EN = [
    ("Disclosed on December 14, 2020.", [("December 14, 2020", "2020-12-14")]),
    ("Disclosed on December 14 2020.", [("December 14 2020", "2020-12-14")]),
    ("Disclosed on 14 December 2020.", [("14 December 2020", "2020-12-14")]),
    ("Disclosed on 14 December, 2020.", [("14 December, 2020", "2020-12-14")]),
    ("On Monday, December 14, 2020, it", [("Monday, December 14, 2020", "2020-12-14")]),
    ("On Monday 14 December 2020", [("Monday 14 December 2020", "2020-12-14")]),
    ("on the 14th of December 2020", [("14th of December 2020", "2020-12-14")]),
    ("December 14th, 2020", [("December 14th, 2020", "2020-12-14")]),
    ("Dec. 14, 2020", [("Dec. 14, 2020", "2020-12-14")]),
    ("14 Dec 2020", [("14 Dec 2020", "2020-12-14")]),
    ("14-Dec-2020", [("14-Dec-2020", "2020-12-14")]),
    ("Sept. 7, 2017", [("Sept. 7, 2017", "2017-09-07")]),
    ("SEPTEMBER 7, 2017", [("SEPTEMBER 7, 2017", "2017-09-07")]),
    ("posted 7 september 2017", [("7 september 2017", "2017-09-07")]),
    ("December\u00a014,\u202f2020", [("December\u00a014,\u202f2020", "2020-12-14")]),
    ("as of 2020-12-14", [("2020-12-14", "2020-12-14")]),
    ("signed 14/12/2020", [("14/12/2020", "2020-12-14")]),
    ("signed 12/14/2020", [("12/14/2020", "2020-12-14")]),
    ("signed 05/05/2020", [("05/05/2020", "2020-05-05")]),
    ("signed 05/06/2020", []),
    ("in December 2020", [("December 2020", "2020-12")]),
    ("in December, 2020", [("December, 2020", "2020-12")]),
    ("in late December 2020", [("late December 2020", "2020-12")]),
    ("mid-May 2021", [("mid-May 2021", "2021-05")]),
    ("the end of May 2021", [("end of May 2021", "2021-05")]),
    ("in May of 2017", [("May of 2017", "2017-05")]),
    ("in 2019", [("2019", "2019")]),
    ("Since 2012 the lender", [("2012", "2012")]),
    ("the 2017 breach", [("2017", "2017")]),
    ("Equifax's 2017 breach", [("2017", "2017")]),
    ("its 2016 Wells Fargo settlement", [("2016", "2016")]),
    ("fiscal year 2023", [("2023", "2023")]),
    ("in FY2023", [("2023", "2023")]),
    ("early 2024", [("early 2024", "2024")]),
    ("mid-2022", [("mid-2022", "2022")]),
    ("summer 2025", [("summer 2025", "2025")]),
    ("a summer-2025 breach", [("summer-2025", "2025")]),
    ("the fall of 2020", [("fall of 2020", "2020")]),
    ("winter 2020-21", [("winter 2020-21", "2020", "2021")]),
    ("the Consent Order of December 14, 2020", [("December 14, 2020", "2020-12-14")]),
    ("Order No. 2020-33 of 3 May 2020", [("3 May 2020", "2020-05-03")]),
    ("the Bank Secrecy Act in 2010", [("2010", "2010")]),
    ("the 2019 first quarter", [("2019 first quarter", "2019-01", "2019-03")]),
    ("Q1 2024", [("Q1 2024", "2024-01", "2024-03")]),
    ("2024 Q3", [("2024 Q3", "2024-07", "2024-09")]),
    ("the first quarter of 2024", [("first quarter of 2024", "2024-01", "2024-03")]),
    ("the first half of 2023", [("first half of 2023", "2023-01", "2023-06")]),
    ("H2 2023", [("H2 2023", "2023-07", "2023-12")]),
    ("in 2011, 2012 and 2013", [("2011", "2011"), ("2012", "2012"), ("2013", "2013")]),
]

INTERVALS_FR = [
    ("entre le 15 et le 25 juin 2026", [("15 et le 25 juin 2026", "2026-06-15", "2026-06-25")]),
    ("du 3 au 5 mai 2021", [("3 au 5 mai 2021", "2021-05-03", "2021-05-05")]),
    ("du lundi 3 au mercredi 5 mai 2021", [("lundi 3 au mercredi 5 mai 2021", "2021-05-03", "2021-05-05")]),
    ("les 3, 4 et 5 mai 2021", [("3, 4 et 5 mai 2021", "2021-05-03", "2021-05-05")]),
    ("3-5 mai 2021", [("3-5 mai 2021", "2021-05-03", "2021-05-05")]),
    ("du 28 avril au 3 mai 2021", [("28 avril au 3 mai 2021", "2021-04-28", "2021-05-03")]),
    ("du 28 décembre au 3 janvier 2021", [("28 décembre au 3 janvier 2021", "2020-12-28", "2021-01-03")]),
    ("du 28 décembre 2020 au 3 janvier", [("28 décembre 2020 au 3 janvier", "2020-12-28", "2021-01-03")]),
    ("d'avril à septembre 2023", [("avril à septembre 2023", "2023-04", "2023-09")]),
    ("entre janvier et mars 2021", [("janvier et mars 2021", "2021-01", "2021-03")]),
    ("En janvier-février 2024", [("janvier-février 2024", "2024-01", "2024-02")]),
    ("En janvier‑février 2024", [("janvier‑février 2024", "2024-01", "2024-02")]),
    ("de mars 2019 à juin 2020", [("mars 2019 à juin 2020", "2019-03", "2020-06")]),
    ("de 2012 à 2015", [("2012 à 2015", "2012", "2015")]),
    ("entre 2012 et 2015", [("2012 et 2015", "2012", "2015")]),
    ("la période 2002-2007", [("2002-2007", "2002", "2007")]),
    ("de 2012 à mai 2015", [("2012 à mai 2015", "2012", "2015-05")]),
    ("du T1 2020 au T3 2021", [("T1 2020 au T3 2021", "2020-01", "2021-09")]),
    ("le 12 mars et le 3 mai 2020", [("12 mars", "2020-03-12"), ("3 mai 2020", "2020-05-03")]),
    (
        "janvier, février et mars 2021",
        [("janvier", "2021-01"), ("février", "2021-02"), ("mars 2021", "2021-03")],
    ),
    ("le 12 mars 2020 puis le 3 mai", [("12 mars 2020", "2020-03-12"), ("3 mai", "2020-05-03")]),
]

INTERVALS_EN = [
    ("between January 2003 and May 2007", [("January 2003 and May 2007", "2003-01", "2007-05")]),
    ("from April 2008 to September 2009", [("April 2008 to September 2009", "2008-04", "2009-09")]),
    ("from April to September 2009", [("April to September 2009", "2009-04", "2009-09")]),
    ("between 2006 and 2007", [("2006 and 2007", "2006", "2007")]),
    ("the 2007-2009 crisis", [("2007-2009", "2007", "2009")]),
    ("the 2007–2009 crisis", [("2007–2009", "2007", "2009")]),
    ("in 2019-20", [("2019-20", "2019", "2020")]),
    ("from 2012 through 2015", [("2012 through 2015", "2012", "2015")]),
    ("May 3-5, 2021", [("May 3-5, 2021", "2021-05-03", "2021-05-05")]),
    ("May 3 to 5, 2021", [("May 3 to 5, 2021", "2021-05-03", "2021-05-05")]),
    ("between 3 and 5 May 2021", [("3 and 5 May 2021", "2021-05-03", "2021-05-05")]),
    ("from April 28 to May 3, 2021", [("April 28 to May 3, 2021", "2021-04-28", "2021-05-03")]),
    (
        "from December 28, 2020 until January 3",
        [("December 28, 2020 until January 3", "2020-12-28", "2021-01-03")],
    ),
    ("between April and May 2020", [("April and May 2020", "2020-04", "2020-05")]),
    ("on 12 March and 3 May 2020", [("12 March", "2020-03-12"), ("3 May 2020", "2020-05-03")]),
    ("on May 3, 2020 and June 14", [("May 3, 2020", "2020-05-03"), ("June 14", "2020-06-14")]),
]

# Sunday
RELATIVE_FR = [
    ("Le 14 décembre, elle a", "2020-12-20", [("14 décembre", "2020-12-14")]),
    ("Le 28 décembre, elle a", "2020-12-20", [("28 décembre", "2020-12-28")]),
    ("Le 31 décembre, elle a", "2020-12-20", [("31 décembre", "2019-12-31")]),
    ("Lundi 14 décembre", "2021-02-01", [("Lundi 14 décembre", "2020-12-14")]),
    ("Le mardi 14 décembre, il y a longtemps", "2023-02-01", [("mardi 14 décembre", "2021-12-14")]),
    ("le 14 mars prochain", "2020-12-20", [("14 mars prochain", "2021-03-14")]),
    ("le 14 mars dernier", "2020-12-20", [("14 mars dernier", "2020-03-14")]),
    ("elle sera entendue le 14 mars", "2020-12-20", [("14 mars", "2021-03-14")]),
    ("Le 14 mars, la société publiera ses comptes", "2020-12-20", [("14 mars", "2021-03-14")]),
    ("elle contestera l'amende infligée le 14 mars", "2020-12-20", [("14 mars", "2020-03-14")]),
    ("les 12 et 13 décembre", "2020-12-20", [("12 et 13 décembre", "2020-12-12", "2020-12-13")]),
    ("le week-end des 12 et 13 décembre", "2020-12-20", [("12 et 13 décembre", "2020-12-12", "2020-12-13")]),
    ("dans la nuit du 12 au 13 mars", "2020-12-20", [("12 au 13 mars", "2020-03-12", "2020-03-13")]),
    (
        "du 28 novembre au 3 décembre",
        "2020-12-20",
        [("28 novembre au 3 décembre", "2020-11-28", "2020-12-03")],
    ),
    ("entre décembre et février", "2021-03-20", [("décembre et février", "2020-12", "2021-02")]),
    ("entre mars et décembre", "2021-04-20", [("mars et décembre", "2020-03", "2020-12")]),
    ("en décembre", "2020-12-20", [("décembre", "2020-12")]),
    ("en janvier", "2020-12-20", [("janvier", "2020-01")]),
    ("à la mi-mai", "2020-12-20", [("mi-mai", "2020-05")]),
    ("En mars, la banque", "2020-12-20", [("mars", "2020-03")]),
    ("en août dernier", "2020-12-20", [("août dernier", "2020-08")]),
    ("en août dernier", "2020-08-20", [("août dernier", "2019-08")]),
    ("en août prochain", "2020-12-20", [("août prochain", "2021-08")]),
    ("en août de l'année dernière", "2020-12-20", [("août de l'année dernière", "2019-08")]),
    ("le 3 août de l’an dernier", "2020-12-20", [("3 août de l’an dernier", "2019-08-03")]),
    ("au troisième trimestre", "2020-12-20", [("troisième trimestre", "2020-07", "2020-09")]),
    (
        "au premier semestre de cette année",
        "2020-12-20",
        [("premier semestre de cette année", "2020-01", "2020-06")],
    ),
    ("hier", "2020-12-20", [("hier", "2020-12-19")]),
    ("Hier soir, avant-hier", "2020-12-20", [("Hier soir", "2020-12-19"), ("avant-hier", "2020-12-18")]),
    ("aujourd’hui", "2020-12-20", [("aujourd’hui", "2020-12-20")]),
    ("ce matin", "2020-12-20", [("ce matin", "2020-12-20")]),
    ("demain", "2020-12-31", [("demain", "2021-01-01")]),
    ("jeudi dernier", "2020-12-20", [("jeudi dernier", "2020-12-17")]),
    ("lundi dernier", "2020-12-21", [("lundi dernier", "2020-12-14")]),
    ("ce lundi", "2020-12-21", [("lundi", "2020-12-21")]),
    ("Vendredi, la banque a", "2020-12-20", [("Vendredi", "2020-12-18")]),
    ("mardi 15 au soir", "2020-12-20", [("mardi 15", "2020-12-15")]),
    ("mercredi 15 au soir", "2020-12-20", []),
    ("lundi de la semaine dernière", "2020-12-22", [("lundi de la semaine dernière", "2020-12-14")]),
    ("les exercices 2018 à 2020", "2020-12-20", [("2018 à 2020", "2018", "2020")]),
    ("vendredi soir", "2020-12-20", [("vendredi", "2020-12-18")]),
    ("lundi prochain", "2020-12-20", [("lundi prochain", "2020-12-21")]),
    ("dans la nuit de jeudi à vendredi", "2020-12-20", [("jeudi à vendredi", "2020-12-17", "2020-12-18")]),
    ("cette semaine", "2020-12-20", [("cette semaine", "2020-12")]),
    ("la semaine dernière", "2021-01-05", [("la semaine dernière", "2020-12")]),
    ("le week-end dernier", "2020-12-16", [("le week-end dernier", "2020-12-12", "2020-12-13")]),
    ("ce mois-ci", "2020-12-20", [("ce mois-ci", "2020-12")]),
    ("le mois dernier", "2021-01-20", [("le mois dernier", "2020-12")]),
    ("l'an dernier", "2020-12-20", [("l'an dernier", "2019")]),
    ("l’année dernière", "2020-12-20", [("l’année dernière", "2019")]),
    ("cette année", "2020-12-20", [("cette année", "2020")]),
    ("l'an prochain", "2020-12-20", [("l'an prochain", "2021")]),
    ("fin de l'année dernière", "2020-12-20", [("fin de l'année dernière", "2019")]),
    ("l'été dernier", "2020-12-20", [("été dernier", "2020")]),
    ("cet été", "2020-12-20", [("cet été", "2020")]),
    ("il y a deux ans", "2020-12-20", [("il y a deux ans", "2018")]),
    ("il y a environ 6 mois", "2020-12-20", [("il y a environ 6 mois", "2020-06")]),
    ("il y a trois jours", "2020-12-20", [("il y a trois jours", "2020-12-17")]),
    ("un an plus tôt", "2020-12-20", [("un an plus tôt", "2019")]),
    (
        "Le 3 mai 2018, puis le lendemain",
        None,
        [("3 mai 2018", "2018-05-03"), ("le lendemain", "2018-05-04")],
    ),
    (
        "Le 3 mai 2018. Deux mois plus tard",
        None,
        [("3 mai 2018", "2018-05-03"), ("Deux mois plus tard", "2018-07")],
    ),
    (
        "Le 3 mai 2018, puis le lundi suivant",
        None,
        [("3 mai 2018", "2018-05-03"), ("lundi suivant", "2018-05-07")],
    ),
    (
        "en mai 2018 et en août de la même année",
        None,
        [("mai 2018", "2018-05"), ("août de la même année", "2018-08")],
    ),
]

# Friday
RELATIVE_EN = [
    ("on Dec. 14", "2017-09-08", [("Dec. 14", "2016-12-14")]),
    ("on 14 Dec", "2017-09-08", [("14 Dec", "2016-12-14")]),
    ("on March 7", "2017-09-08", [("March 7", "2017-03-07")]),
    ("On September 12, it", "2017-09-08", [("September 12", "2017-09-12")]),
    ("Monday, April 10", "2017-09-08", [("Monday, April 10", "2017-04-10")]),
    ("Friday, April 10", "2017-09-08", [("Friday, April 10", "2015-04-10")]),
    ("in June", "2017-09-08", [("June", "2017-06")]),
    ("in a June reorganisation", "2017-09-08", [("June", "2017-06")]),
    ("in May", "2017-09-08", [("May", "2017-05")]),
    ("in December", "2017-09-08", [("December", "2016-12")]),
    ("mid-May", "2017-09-08", [("mid-May", "2017-05")]),
    ("in early March", "2017-09-08", [("early March", "2017-03")]),
    ("last August", "2017-09-08", [("last August", "2017-08")]),
    ("last September", "2017-09-08", [("last September", "2016-09")]),
    ("next June", "2017-09-08", [("next June", "2018-06")]),
    ("this May", "2017-09-08", [("this May", "2017-05")]),
    ("in August last year", "2017-09-08", [("August last year", "2016-08")]),
    ("in June of this year", "2017-09-08", [("June of this year", "2017-06")]),
    ("between mid-May and July", "2017-09-08", [("mid-May and July", "2017-05", "2017-07")]),
    ("December 12 and 13", "2017-09-08", [("December 12 and 13", "2016-12-12", "2016-12-13")]),
    ("the third quarter", "2017-11-08", [("third quarter", "2017-07", "2017-09")]),
    ("the final quarter of last year", "2017-11-08", [("final quarter of last year", "2016-10", "2016-12")]),
    ("on Monday", "2017-09-08", [("Monday", "2017-09-04")]),
    ("on Friday", "2017-09-08", [("Friday", "2017-09-08")]),
    ("late Wednesday", "2017-09-08", [("Wednesday", "2017-09-06")]),
    ("last Friday", "2017-09-08", [("last Friday", "2017-09-01")]),
    ("Monday last week", "2017-09-08", [("Monday last week", "2017-08-28")]),
    ("on Monday of this week", "2017-09-08", [("Monday of this week", "2017-09-04")]),
    ("next Monday", "2017-09-08", [("next Monday", "2017-09-11")]),
    ("The bank will report on Monday.", "2017-09-08", [("Monday", "2017-09-11")]),
    ("The hearing is scheduled for 14 October", "2017-09-08", [("14 October", "2017-10-14")]),
    ("It will be published on 14 October", "2017-09-08", [("14 October", "2017-10-14")]),
    ("It will appeal the fine imposed on 14 October", "2017-09-08", [("14 October", "2016-10-14")]),
    ("yesterday", "2017-09-08", [("yesterday", "2017-09-07")]),
    ("today", "2017-09-08", [("today", "2017-09-08")]),
    ("last night", "2017-09-08", [("last night", "2017-09-07")]),
    ("this week", "2017-09-08", [("this week", "2017-09")]),
    ("Last week", "2017-04-10", [("Last week", "2017-04")]),
    ("last week", "2017-09-08", [("last week", "2017-08")]),
    ("over the weekend", "2017-09-11", [("over the weekend", "2017-09-09", "2017-09-10")]),
    ("last month", "2017-01-08", [("last month", "2016-12")]),
    ("earlier this month", "2017-09-08", [("this month", "2017-09")]),
    ("last year", "2017-09-08", [("last year", "2016")]),
    ("last year's breach", "2017-09-08", [("last year", "2016")]),
    ("late last year", "2017-09-08", [("late last year", "2016")]),
    ("this year", "2017-09-08", [("this year", "2017")]),
    ("next year", "2017-09-08", [("next year", "2018")]),
    ("last summer", "2017-09-08", [("last summer", "2017")]),
    ("two years ago", "2017-09-08", [("two years ago", "2015")]),
    ("a week ago", "2017-09-08", [("a week ago", "2017-08")]),
    ("10 days ago", "2017-09-08", [("10 days ago", "2017-08-29")]),
    ("from a year earlier", "2017-09-08", [("a year earlier", "2016")]),
    (
        "In January 2010, and in June of that year",
        None,
        [("January 2010", "2010-01"), ("June of that year", "2010-06")],
    ),
    ("On 3 May 2018; the next day", None, [("3 May 2018", "2018-05-03"), ("the next day", "2018-05-04")]),
    ("On 3 May 2018; two weeks later", None, [("3 May 2018", "2018-05-03"), ("two weeks later", "2018-05")]),
]

TRAPS_FR = [
    "Elle a soigné sept personnes.",
    "Les 12 sept personnes",
    "une amende de 2 000 € et 2000 euros",
    "2019 clients ont été prévenus",
    "parmi 2019 clients",
    "une liste de 2019 clients",
    "en vertu de l'article 2016 du code",
    "le règlement (UE) 2016/679",
    "le règlement (UE) 2016/679 du 27 avril 2016",
    "la directive 95/46/CE du 24 octobre 1995",
    "la faille CVE-2017-5638",
    "la délibération SAN-2026-001",
    "la loi n° 2018-493",
    "la loi n° 2018-493 du 20 juin 2018",
    "la norme ISO 27001 et ISO/IEC 27001:2013",
    "la loi du 6 janvier 1978",
    "la loi Informatique et Libertés du 6 janvier 1978",
    "la Loi de 1998 sur les assurances",
    "la loi fédérale sur la surveillance des marchés du 22 juin 2007",
    "le décret n° 2019-536 du 29 mai 2019",
    "la décision 2020-45",
    "un service 24/7, au 514 555-2020",
    "au 2020 rue Sherbrooke, rue du 4 septembre",
    "la version 3.9.2016 du logiciel",
    "une hausse de 10-12 %",
    "une femme de 51 ans, à 18 h 30",
    "ouvert du lundi au vendredi, tous les lundis",
    "le lundi, les bureaux sont fermés",
    "Le Journal du dimanche, le Vendredi saint",
    "à la veille du procès",
    "la planète Mars",
    "le 31 novembre 2020",
    "le 30 février 2021",
    "https://exemple.fr/2020/12/14/fuite",
    "entre 2000 et 2050 euros",
]

TRAPS_EN = [
    "It may be that May resigned.",
    "They march on; March of the bankers",
    "Regulation (EU) 2016/679",
    "Regulation (EU) 2016/679 of the European Parliament of 27 April 2016",
    "the CVE-2017-5638 flaw",
    "the Data Protection Act 2018",
    "the Privacy Act 1988 (Cth)",
    "the Financial Services and Markets Act 2000",
    "the Computer Fraud and Abuse Act of 1986",
    "the Companies Act, 2013",
    "the 2018 Data Protection Act",
    "under Section 2016 of the Code",
    "ISO 27001",
    "2019 customers were told",
    "rose to a total of 2019 customers",
    "fines of 2000 euros",
    "paid $2019 in fees",
    "24/7 support, call 555-2020",
    "version 2.0.2016",
    "a second chance",
    "a 12-14% rise",
    "open Monday to Friday, every Monday",
    "Black Friday and Cyber Monday",
    "the Mail on Sunday and the Sunday Times",
    "USA TODAY reported",
    "over the last year",
    "June Smith and April Jones",
    "Theresa May and Boris Johnson",
    "November 31, 2020",
    "https://example.com/2020/12/14/leak",
    "Release 2020-45",
    "between 2000 and 2050 customers",
]


@pytest.mark.parametrize(("text", "expected"), ABSOLUTE_FR + INTERVALS_FR)
def test_french_dates_that_need_no_publication(text: str, expected: Found) -> None:
    assert found(text, "fr") == expected


@pytest.mark.parametrize(("text", "expected"), ABSOLUTE_EN + INTERVALS_EN)
def test_english_dates_that_need_no_publication(text: str, expected: Found) -> None:
    assert found(text, "en") == expected


@pytest.mark.parametrize(("text", "expected"), ABSOLUTE_FR + INTERVALS_FR)
def test_french_dates_with_a_year_do_not_depend_on_the_publication(text: str, expected: Found) -> None:
    assert found(text, "fr", "2031-07-15") == expected


@pytest.mark.parametrize(("text", "expected"), ABSOLUTE_EN + INTERVALS_EN)
def test_english_dates_with_a_year_do_not_depend_on_the_publication(text: str, expected: Found) -> None:
    assert found(text, "en", "2031-07-15") == expected


@pytest.mark.parametrize(("text", "published", "expected"), RELATIVE_FR)
def test_french_dates_seen_from_the_publication(text: str, published: str | None, expected: Found) -> None:
    assert found(text, "fr", published) == expected


@pytest.mark.parametrize(("text", "published", "expected"), RELATIVE_EN)
def test_english_dates_seen_from_the_publication(text: str, published: str | None, expected: Found) -> None:
    assert found(text, "en", published) == expected


@pytest.mark.parametrize("text", TRAPS_FR)
def test_french_words_that_are_no_dates(text: str) -> None:
    assert found(text, "fr", "2020-12-20") == []


@pytest.mark.parametrize("text", TRAPS_EN)
def test_english_words_that_are_no_dates(text: str) -> None:
    assert found(text, "en", "2020-12-20") == []


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("Le 14 décembre, hier, en mai, lundi, la semaine dernière, il y a deux ans, l'an dernier", "fr"),
        ("On December 14, yesterday, in May, on Monday, last week, two years ago, last year", "en"),
        ("Lundi 14 décembre", "fr"),
    ],
)
def test_without_publication_nothing_is_guessed(text: str, lang: str) -> None:
    assert found(text, lang) == []


def test_a_weekday_gives_away_the_year_of_a_text_without_date() -> None:
    text = "La fuite de juin 2019. Lundi 14 décembre, l'ordonnance est tombée ; le 12 décembre, en mai."
    mentions = find_dates(text, "fr", None)
    assert [(mention.value, mention.rule, mention.confidence) for mention in mentions] == [
        ("2019-06", "date.month", 0.99),
        ("2020-12-14", "date.year-from-weekday", 0.8),
        ("2020-12-12", "date.year-from-weekday", 0.8),
        ("2020-05", "date.year-from-weekday", 0.8),
    ]


def test_a_weekday_that_fits_no_year_nearby_gives_nothing_away() -> None:
    assert found("Depuis 2016. Lundi 14 décembre, elle a", "fr") == [("2016", "2016")]
    assert found("Depuis 2015. Lundi 14 décembre, elle a", "fr")[1] == ("Lundi 14 décembre", "2015-12-14")


def test_a_weekday_that_contradicts_the_publication_lowers_the_confidence() -> None:
    assert find_dates("On Monday, December 15", "en", "2020-12-20") == (
        DateMention(3, 22, "2020-12-15", "date.year-from-publication", 0.6, None),
    )


@pytest.mark.parametrize(
    ("text", "published", "rule", "confidence"),
    [
        ("on 14 December 2020", None, "date.day", 0.99),
        ("in December 2020", None, "date.month", 0.99),
        ("in 2020", None, "date.year", 0.99),
        ("from May 2019 to June 2020", None, "date.interval", 0.99),
        ("on 14 December", "2020-12-20", "date.year-from-publication", 0.9),
        ("on Monday", "2020-12-20", "date.weekday", 0.9),
        ("yesterday", "2020-12-20", "date.relative", 0.9),
        ("two years ago", "2020-12-20", "date.ago", 0.9),
    ],
)
def test_the_rule_and_the_confidence_say_how_a_date_was_found(
    text: str, published: str | None, rule: str, confidence: float
) -> None:
    (mention,) = find_dates(text, "en", published)
    assert (mention.rule, mention.confidence) == (rule, confidence)


def test_a_publication_known_by_month_or_year_gives_what_it_can() -> None:
    text = "yesterday, last month, last year"
    assert found(text, "en", "2020-12") == [("last month", "2020-11"), ("last year", "2019")]
    assert found(text, "en", "2020") == [("last year", "2019")]


def test_a_publication_that_is_no_date_is_refused() -> None:
    with pytest.raises(ValueFormatError, match="'yesterday'"):
        find_dates("on Monday", "en", "yesterday")


@pytest.mark.parametrize("published", ["0001-01-01", "9999-12-31"])
def test_a_publication_at_the_end_of_the_calendar_is_harmless(published: str) -> None:
    text = "Yesterday, next year, last Monday, on June 5, the last quarter, 3 weeks ago, on 4 May 2020."
    assert ("4 May 2020", "2020-05-04") in found(text, "en", published)


LANGS = st.sampled_from(["fr", "en"])
PUBLISHED = st.none() | st.dates(date(1990, 1, 1), date(2060, 1, 1)).map(date.isoformat)
PIECES = (
    "14|1er|31|2019|2020|20|mai|May|décembre|December|lundi|Monday|le|du|au|et|and|to|entre|between|de|à"
    "|-|–|/|.|,|\n|\u00a0|'|last|dernier|next|prochain|year|week|ago|il y a|un|an|plus tard|later"
    "|trimestre|Q1|mi-|loi|Act|n°|the|in|en|sept.|🦊|will|sera|hier|the next day|le lendemain|99|years"
    "|quarter|first|premier|été|summer|weekend|half"
)
SOUP = st.builds(
    str.join, st.sampled_from([" ", "", "\u00a0"]), st.lists(st.sampled_from(PIECES.split("|")), max_size=14)
)


def check_mentions(text: str, mentions: tuple[DateMention, ...]) -> None:
    position = 0
    for mention in mentions:
        assert position <= mention.start < mention.end <= len(text)
        position = mention.end
        first, _ = date_bounds(parse_date(mention.value))
        assert mention.until is None or first <= date_bounds(mention.until)[1]
        assert 0 < mention.confidence <= 1
        assert mention.rule.startswith("date.")


@given(st.text(max_size=200), LANGS, PUBLISHED)
def test_any_text_gives_well_formed_mentions(text: str, lang: str, published: str | None) -> None:
    check_mentions(text, find_dates(text, lang, published))


@given(SOUP, LANGS, PUBLISHED)
def test_any_soup_of_calendar_words_gives_well_formed_mentions(text: str, lang: str, published: str | None) -> None:
    check_mentions(text, find_dates(text, lang, published))


def render(day: date, form: str) -> tuple[str, str]:
    """Return the language and the words of a form, for a day."""
    french, english = FRENCH_MONTHS[day.month - 1], ENGLISH_MONTHS[day.month - 1]
    first = "1er" if day.day == 1 else str(day.day)
    return {
        "fr": ("fr", f"{first} {french} {day.year}"),
        "fr-nbsp": ("fr", f"{first}\u00a0{french}\u202f{day.year}"),
        "fr-upper": ("fr", f"{first} {french.upper()} {day.year}"),
        "fr-slashes": ("fr", f"{day.day:02}/{day.month:02}/{day.year}"),
        "iso": ("en", day.isoformat()),
        "us": ("en", f"{english} {day.day}, {day.year}"),
        "us-short": ("en", f"{english[:3]}. {day.day}, {day.year}"),
        "uk": ("en", f"{day.day} {english} {day.year}"),
    }[form]


FORMS = st.sampled_from(["fr", "fr-nbsp", "fr-upper", "fr-slashes", "iso", "us", "us-short", "uk"])
MODERN = st.dates(date(1900, 1, 1), date(2099, 12, 31))


@given(MODERN, FORMS)
def test_a_day_that_is_written_out_is_read_back(day: date, form: str) -> None:
    assume(not (form == "us-short" and day.month == 5))
    lang, words = render(day, form)
    for before, after in (("", ""), ("« ", " »"), ("🦊\u00a0(", ")."), ("e\u0301te\u0301 : ", ", puis")):
        text = before + words + after
        (mention,) = find_dates(text, lang, None)
        assert text[mention.start : mention.end] == words
        assert (mention.start, mention.value, mention.until) == (len(before), day.isoformat(), None)


@pytest.mark.parametrize(
    ("text", "lang", "published", "expected"),
    [
        # a weekday of the text, not of this week
        (
            "It began on May 13, 2022. That Friday the site went down.",
            "en",
            "2024-11-01",
            [("May 13, 2022", "2022-05-13"), ("That Friday", "2022-05-13")],
        ),
        (
            "Le 12 mai 2022, une alerte. Ce vendredi-là, la panne.",
            "fr",
            "2024-11-01",
            [("12 mai 2022", "2022-05-12"), ("vendredi-là", "2022-05-13")],
        ),
        # a night lies between two days that follow each other
        (
            "in the night from Friday to Saturday",
            "en",
            "2024-09-13",
            [("Friday to Saturday", "2024-09-06", "2024-09-07")],
        ),
        ("dans la nuit de vendredi à samedi", "fr", "2024-09-13", [("vendredi à samedi", "2024-09-06", "2024-09-07")]),
        ("open Monday to Friday", "en", "2024-09-13", []),
        # the year of the end is that of the beginning
        (
            "from Aug. 8 to Dec. 12 last year",
            "en",
            "2025-07-30",
            [("Aug. 8 to Dec. 12 last year", "2024-08-08", "2024-12-12")],
        ),
        # a weekday before a sum
        ("a infligé mercredi 136 millions d'euros", "fr", "2024-07-11", [("mercredi", "2024-07-10")]),
        ("a infligé mardi 3 millions d'euros", "fr", "2024-07-11", [("mardi", "2024-07-09")]),
        ("le mardi 9 juillet", "fr", "2024-07-11", [("mardi 9 juillet", "2024-07-09")]),
        ("a prononcé ce jour une amende", "fr", "2024-06-13", [("ce jour", "2024-06-13")]),
        ("rien à ce jour", "fr", "2024-06-13", []),
        # what a text without a date of publication says of its own time
        (
            "Round-up: autumn 2024\n\nOn 19 November it was fined.",
            "en",
            None,
            [("autumn 2024", "2024"), ("19 November", "2024-11-19")],
        ),
        (
            "Penalties, third quarter 2024\n\nOn 14 October it was fined.",
            "en",
            None,
            [("third quarter 2024", "2024-07", "2024-09"), ("14 October", "2024-10-14")],
        ),
        ("Sanctions de 2018\n\nLe 4 janvier, une amende.", "fr", None, [("2018", "2018"), ("4 janvier", "2018-01-04")]),
        (
            "DUBLIN, Nov 13 2013 - The bank was hit last month.",
            "en",
            None,
            [("Nov 13 2013", "2013-11-13"), ("last month", "2013-10")],
        ),
        (
            "The bank moved to Dublin, Nov 13 2013 was its first day. It was hit last month.",
            "en",
            None,
            [("Nov 13 2013", "2013-11-13")],
        ),
    ],
)
def test_days_by_what_stands_around_them(text: str, lang: str, published: str | None, expected: Found) -> None:
    assert found(text, lang, published) == expected


@given(MODERN, st.sampled_from(["fr", "us", "uk"]), st.integers(0, 300))
def test_a_day_without_year_is_found_again_for_a_year_after_it(day: date, form: str, later: int) -> None:
    published = date.fromordinal(day.toordinal() + later)
    lang, words = render(day, form)
    words = words.removesuffix(f" {day.year}").removesuffix(",")
    assume((day.month, day.day) != (2, 29))
    (mention,) = find_dates(f"« {words} »", lang, published.isoformat())
    assert mention.value == day.isoformat()


@given(MODERN, st.integers(0, 6))
def test_a_weekday_is_one_of_the_last_seven_days(published: date, weekday: int) -> None:
    name = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")[weekday]
    (mention,) = find_dates(f"It said so on {name}.", "en", published.isoformat())
    day = date.fromisoformat(mention.value)
    assert day.weekday() == weekday
    assert 0 <= (published - day).days < 7


@given(MODERN, MODERN)
def test_an_interval_starts_with_its_first_day(one: date, other: date) -> None:
    first, last = sorted((one, other))
    assume(first != last)
    text = f"entre le {render(first, 'fr')[1]} et le {render(last, 'fr')[1]}"
    (mention,) = find_dates(text, "fr", None)
    assert (mention.value, mention.until) == (first.isoformat(), last.isoformat())
