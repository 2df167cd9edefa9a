"""Sentences: which events a sentence tells, by its words and by what the rules found in and around it.

The rules' triggers come first; where none of a sentence tells of an incident, or of an action, and its words speak for
one all the same, a trigger is made of the word that speaks most.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from greffier.graph.records import Status
from greffier.ingest.mentions.mention import Mention
from greffier.ingest.scorers.linear import model
from greffier.ingest.scorers.words import Span, Word, stem, words_of
from greffier.ingest.texts import Sentence, Text
from greffier.ingest.triggers import Trigger, patterns, status_at
from greffier.ingest.values.dates import DateMention
from greffier.ingest.values.money import MoneyMention

MODEL: Final = "sentences"
# The probability from which a sentence is taken to tell of an event; from the part of the corpus for training, each
# quarter read by models that had not seen it.
CERTAIN: Final = {"Incident": 0.25, "Action": 0.35}
SURE: Final = ("gazetteer", "name.", "law")  # rules of mentions that no other model has judged
SANCTIONS: Final = ("Fine", "Penalty", "Order")
FAILINGS: Final = ("Incident:ControlFailure", "Incident:Other")  # what an authority names as what it acts on
DOUBTS: Final = ("denied", "hypothetical", "would", "exposure")  # patterns of what is not asserted
OFTEN: Final = 2  # triggers of a kind from which a text is full of it
SMALL: Final = 3  # letters of a word that tells nothing by itself
WORDS_A_STEP: Final = 8  # of the length of a sentence


@dataclass(frozen=True, slots=True)
class Told:
    """Hold a sentence as the model looks at it: its words, and the features that they and what is around make."""

    sentence: Sentence
    words: tuple[Word, ...]
    features: tuple[str, ...]


def add_tellings(
    text: Text,
    triggers: Sequence[Trigger],
    mentions: Iterable[Mention],
    dates: Iterable[DateMention],
    money: Iterable[MoneyMention],
) -> tuple[Trigger, ...]:
    """Return the triggers with those that only the words of a sentence tell, in order."""
    found = list(triggers)
    acted = any(t.family == "Action" and t.strong and t.status is Status.ASSERTED for t in triggers)
    known = {(t.sentence, t.family) for t in triggers if t.strong}
    for told in look_at(text, triggers, mentions, dates, money):
        unknown = [family for family in CERTAIN if (told.sentence.index, family) not in known]
        chances = model(MODEL).probabilities(told.features) if unknown else {}
        for family in unknown:
            certain = CERTAIN[family]
            label = max((k for k in chances if k.startswith(family)), key=chances.__getitem__)
            if chances[label] >= certain and (acted or label not in FAILINGS) and _may_tell(text, told, label):
                found.append(_trigger(text, told, label))
    return tuple(sorted(found, key=lambda t: (t.start, t.end)))


def _may_tell(text: Text, told: Told, label: str) -> bool:
    """Return whether a sentence can tell an event that no trigger tells.

    It is prose (actions in the items of lists and tables are read by `listings`), and asserts what it says: nothing in
    it is denied, feared or threatens. A failing is no plain non-compliance, and a sanction names who imposed it.
    """
    family, kind = label.split(":")
    words = text.plain[told.sentence.start : told.sentence.end].strip()
    known = patterns(text.document.language)
    if not told.words or words.endswith("?") or any(known.status[name].search(words) for name in DOUBTS):
        return False
    if kind in ("ControlFailure", "Other") and known.reasons.compliance.search(words):
        return False
    if kind in SANCTIONS and not any(w.form == "<Regulator>" for w in told.words):
        return False
    if told.sentence.title:
        return family == "Incident"
    return words[-1] in '.!":»)' and words[0] not in "-•*"


def _trigger(text: Text, told: Told, label: str) -> Trigger:
    family, kind = label.split(":")
    word = max(told.words, key=lambda w: (_is_content(w), _speaks(w, told.words, label), -w.start))
    status = status_at(text, word.start, word.end)
    return Trigger(word.start, word.end, family, kind, True, told.sentence.index, status, learnt=True)


def _is_content(word: Word) -> bool:
    """Return whether a word may be what tells: no name, sum or date, and none of the small ones."""
    return not word.form.startswith("<") and len(word.form) > SMALL


def _speaks(word: Word, words: Sequence[Word], label: str) -> float:
    """Return how much a word, and what it makes with its neighbours, speaks for a label."""
    at = words.index(word)
    known = model(MODEL)
    total = known.weight(f"w:{word.form}", label) + known.weight(f"s:{stem(word.form)}", label)
    pairs = [words[i : i + 2] for i in (at - 1, at) if i >= 0]
    return total + sum(known.weight(f"b:{p[0].form} {p[1].form}", label) / 2 for p in pairs if len(p) > 1)


def look_at(
    text: Text,
    triggers: Iterable[Trigger],
    mentions: Iterable[Mention],
    dates: Iterable[DateMention],
    money: Iterable[MoneyMention],
) -> list[Told]:
    """Return the sentences of a text with their features."""
    spans = [Span(m.start, m.end, _form(m)) for m in mentions if not m.weak and m.rule.startswith(SURE)]
    spans += [Span(m.start, m.end, "<sum>") for m in money] + [Span(d.start, d.end, "<date>") for d in dates]
    spans_of: dict[int, list[Span]] = {}
    for span in spans:
        spans_of.setdefault(text.sentence_at(span.start).index, []).append(span)
    by_sentence: dict[int, list[str]] = {}
    for trigger in triggers:
        weak = "" if trigger.strong and trigger.status is Status.ASSERTED else "~"
        by_sentence.setdefault(trigger.sentence, []).append(f"{trigger.family}:{trigger.kind}{weak}")
    whole = Counter(kind for kinds in by_sentence.values() for kind in kinds if not kind.endswith("~"))
    around = [f"d:{kind}" for kind in sorted(whole)] + [f"d2:{k}" for k, n in sorted(whole.items()) if n > OFTEN]
    around.append(f"lang:{text.document.language}")
    found = []
    for sentence in text.sentences:
        words = words_of(text, sentence, spans_of.get(sentence.index, ()))
        features = [*_of_words(words), *around]
        features += ["title"] * sentence.title
        for name, index in (("r", sentence.index), ("p", sentence.index - 1), ("n", sentence.index + 1)):
            features += [f"{name}:{kind}" for kind in by_sentence.get(index, ())]
        found.append(Told(sentence, tuple(words), tuple(features)))
    return found


def _form(mention: Mention) -> str:
    return f"<{mention.kind}>" if mention.kind in ("Law", "Regulator") else "<Name>"


def _of_words(words: Sequence[Word]) -> list[str]:
    forms = [w.form for w in words]
    found = [f"w:{form}" for form in forms]
    found += [f"s:{stem(form)}" for form in forms if stem(form) != form]
    found += [f"b:{a} {b}" for a, b in pairwise(forms)]
    found += [f"t:{a} {b} {c}" for a, b, c in zip(forms, forms[1:], forms[2:], strict=False)]
    found += [f"k:{a} _ {c}" for a, c in zip(forms, forms[2:], strict=False)]
    found.append(f"len:{min(5, len(forms) // WORDS_A_STEP)}")
    found.append(f"names:{min(3, forms.count('<Name>'))}")
    found.append(f"authorities:{min(2, forms.count('<Regulator>'))}")
    return found
