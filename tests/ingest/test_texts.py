"""Texts: sentences of both languages, and the way back from what is read to the words of the document."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from greffier.graph.records import Document
from greffier.ingest.texts import Text, fold_characters


def make_text(text: str) -> Text:
    return Text(Document("document/0", "note", "", text, None, "en", "note.txt", ""))


def sentences(text: str) -> list[str]:
    """Return the sentences as the document words them."""
    made = make_text(text)
    return [made.quote(s.start, s.end).text for s in made.sentences]


# Sentences. Each text is written with | between its sentences.


@pytest.mark.parametrize(
    "marked",
    [
        # abbreviations and initials
        "M. Tremblay a parlé.|Mme Roy aussi.",
        "Le Dr. Roy et Me. Lavoie sont partis.|Ils rentrent.",
        "L'art. 32 du RGPD est clair.|Il s'applique.",
        "J. P. Morgan a payé.|La banque l'a dit.",
        "Selon St. Laurent, oui.|Non.",
        "(Voir p. 12.)|La suite vient.",
        "Mr. Smith paid.|Mrs. Jones did not.",
        "See Art. 5 and No. 7 of the Act.|They apply.",
        "Dec. 14 was the day.|Jan. 3 was not.",
        "Sen. Brown asked Gov. Lee about it.|Neither answered.",
        "A.B. Smith v. C.D. Jones was decided.|It was close.",
        # abbreviations that may end a sentence
        "La société Acme inc. a été touchée.|Elle se remet.",
        "Elle a parlé à Acme inc.|Le lendemain, tout allait bien.",
        "Acme Inc. was hit.|Beta Corp. was not.",
        "It fined Acme Inc.|The firm paid.",
        "The U.S. regulator acted.|It fined the bank.",
        "He lives in the U.S.|The bank does not.",
        "At 6 p.m. the site went down.|It was back at 8 a.m.|The next day it failed.",
        "The firm (Acme Ltd.) paid.|It said so.",
        # decimals, addresses and numbers with dots
        "Une amende de 2.5 millions a été payée.|C'est tout.",
        "It paid $2.5 million.|That is all.",
        "Section 1.2.3 applies.|So does 4.5.",
        "Le site www.exemple.fr est en panne.|Il revient.",
        "It cost £3m.|4 people left.",
        # other ends of sentences
        "Est-ce fini ?|Oui !|Non…|Peut-être.",
        "Is it over?|Yes!|No...|Perhaps.",
        # quotations and brackets
        "« C'est fini. »|Il est parti.",
        "« C'est fini », dit-il.|Elle reste.",
        "« C'est fini ! », dit-il.|« Pas encore », dit-elle.",
        '"It is over."|He left.',
        "“It is over.”|“Not yet,” she said.",
        '"It is over," he said.|She stayed.',
        "He said: 'It is over.'|Then he left.",
        "(It was late.)|Nobody came.",
        # what begins without a capital goes on
        "iPhone sales fell. eBay rose.",
        # capitals with accents, and other scripts
        "Rien à signaler.|Évidemment, tout va bien.|À suivre.",
    ],
)
def test_sentences_end_where_readers_end_them(marked: str) -> None:
    assert sentences(marked.replace("|", " ")) == marked.split("|")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\n\n", "\n \t\n"])
def test_a_line_is_never_read_on(end: str) -> None:
    assert sentences(f"A title without a stop{end}- One item{end}- Another item. And more") == [
        "A title without a stop",
        "- One item",
        "- Another item.",
        "And more",
    ]


def test_the_number_of_an_item_stays_with_it() -> None:
    assert sentences("1. Free Mobile : 27 millions\n2. Free : 15 millions") == [
        "1. Free Mobile : 27 millions",
        "2. Free : 15 millions",
    ]


@pytest.mark.parametrize("space", [" ", "\u00a0", "\u202f", "\t", "   "])
def test_any_kind_of_space_parts_sentences(space: str) -> None:
    assert sentences(f"It is over.{space}He left{space}!") == ["It is over.", f"He left{space}!"]


def test_only_the_first_line_that_says_something_is_the_title() -> None:
    text = make_text("\n\nTwo sentences. In a title.\nThe body.\n")
    assert [(s.title, s.line) for s in text.sentences] == [(True, 2), (True, 2), (False, 3)]


def test_the_date_of_the_head_is_no_sentence() -> None:
    assert sentences("A title\n\ndate: 2020-12-14\nThe body.") == ["A title", "The body."]
    assert sentences("date 2020-12-14 The insurer was hit.") == ["The insurer was hit."]
    assert sentences("A title\nThe body. date: 2020-12-14") == ["A title", "The body. date: 2020-12-14"]


def test_the_sentence_of_a_place_is_the_one_that_it_stands_in() -> None:
    text = make_text("One. Two.\nThree.")
    places = {0: "One.", 3: "One.", 5: "Two.", 9: "Two.", 10: "Three.", 15: "Three."}
    for offset, expected in places.items():
        sentence = text.sentence_at(offset)
        assert text.plain[sentence.start : sentence.end] == expected


# The way back to the words of the document


@pytest.mark.parametrize(
    "written",
    [
        "La Fe\u0301de\u0301ration a e\u0301te\u0301 touche\u0301e.",
        "L’Autorité des marchés financiers a parlé.",
        "Une amende de 10\u202f000\u00a0€ a été infligée.",
        "Tout brûle \U0001f525\U0001f469\u200d\U0001f692, dit la Fe\u0301de\u0301ration.",
        "Un tiret – deux — trois − et « guillemets » “anglais”.",
        "Une ligature : e\ufb03cace, Œuvre, ½, №, ǆ et la suite.",
        "Une lettre sans forme compose\u0301e : q\u0301, x\u0302\u0323.",
        "Un deux\u200btrois.",
    ],
    ids=["combining", "apostrophe", "spaces", "emoji", "dashes", "ligatures", "no composed form", "zero width"],
)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_quotation_has_the_words_of_the_document(written: str, end: str) -> None:
    content = f"E\u0301cho \U0001f525{end}{end}date: 2020-12-14{end}Avant. {written} Apre\u0300s."
    text = make_text(content)
    (sentence,) = [s for s in text.sentences if text.quote(s.start, s.end).text == written]
    found = text.quote(sentence.start, sentence.end)
    assert content[found.start : found.end] == written


def test_a_word_found_in_the_plain_view_is_quoted_as_it_was_written() -> None:
    text = make_text("Hier, l’Autorite\u0301 a parlé\u00a0: « Non ».")
    start = text.plain.index("l'Autorité a parlé : ")
    assert text.quote(start, start + len("l'Autorité a parlé : ")).text == "l’Autorite\u0301 a parlé\u00a0: "


PIECES = st.sampled_from(
    [
        *"aZé.?!…;:,\n\r\t '\"«»()-’–\u00a0\u202f\u200b\ufeff",
        "e\u0301",
        "\u0301",
        "q\u0301\u0323",
        "ﬁ",
        "İ",
        "ß",
        "Ⅷ",
        "한",
        "\u1112\u1161\u11ab",
        "\U0001f525",
        "date: 2020-12-14",
        "\ndate: 2020-12-14\n",
        "Le RGPD. ",
        "Acme Inc. ",
        "10 000 €",
    ]
)
TEXTS = st.lists(PIECES, max_size=60).map("".join) | st.text(st.characters(codec="utf-8"), max_size=80)


@given(TEXTS)
def test_the_views_of_any_text_are_of_one_length(content: str) -> None:
    text = make_text(content)
    assert len(text.folded) == len(text.plain)
    whole = text.quote(0, len(text.plain))
    assert (whole.start, whole.end, whole.text) == (0, len(content), content)


@given(TEXTS)
def test_the_quotation_of_any_sentence_is_verbatim_and_says_the_same(content: str) -> None:
    text = make_text(content)
    for sentence in text.sentences:
        found = text.quote(sentence.start, sentence.end)
        assert content[found.start : found.end] == found.text
        assert found.text
        quoted, read = (
            [c for c in fold_characters(unicodedata.normalize("NFD", t)) if c.isalnum() and c.isascii()]
            for t in (found.text, text.plain[sentence.start : sentence.end])
        )
        if "date" not in found.text:  # the line of the date is masked
            assert quoted == read


@given(TEXTS)
def test_the_sentences_of_any_text_follow_one_another_and_leave_no_word_out(content: str) -> None:
    text = make_text(content)
    end = 0
    left = []
    for sentence in text.sentences:
        assert end <= sentence.start < sentence.end
        assert text.sentence_at(sentence.start) == sentence
        left.append(text.plain[end : sentence.start])
        end = sentence.end
    left.append(text.plain[end:])
    assert not "".join(left).strip()


@given(TEXTS)
def test_any_character_is_quoted_with_its_accents(content: str) -> None:
    text = make_text(content)
    pieces = [text.quote(at, at + 1).text for at in range(len(text.plain))]
    assert "".join(pieces) == content


@given(TEXTS)
def test_folding_keeps_the_length_and_is_done_once(content: str) -> None:
    once = fold_characters(content)
    assert len(once) == len(content)
    assert fold_characters(once) == once
