"""Answers: the closed form in which a model is asked to answer, and how an answer is taken in.

An answer is untrusted text. It is parsed as JSON, item by item: an item that is not in its form is
dropped and counted, the others stay. Sizes are bounded, control characters refused, what was not asked
for is ignored. Nothing here says that an item is true: `grounding` asks the document.
"""

from __future__ import annotations

import json
import re
import unicodedata
from decimal import Decimal
from typing import Annotated, Any, Final

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
    ValidationInfo,
    ValidatorFunctionWrapHandler,
    WithJsonSchema,
    WrapValidator,
)
from pydantic_core import PydanticCustomError

from greffier.graph.errors import GreffierError
from greffier.graph.model import model
from greffier.graph.records import AmountKind, Status
from greffier.ingest.llm.drops import Drop, Drops

MOST_ITEMS: Final = 200  # of one group, and fillers of one role
LONGEST_QUOTE: Final = 2000
LONGEST_NAME: Final = 300
PERIODS: Final = ("day", "week", "month", "year")
GROUPS: Final = ("entities", "incidents", "actions", "relations")
_THOUGHT: Final = re.compile(r"^\s*<think>.*?</think>", re.S)
_FENCED: Final = re.compile(r"^[ \t]*```[ \t]*[a-zA-Z]*[ \t]*\n?(?=\s*\{)(.*?)```", re.S | re.M)
_BOUNDS: Final = ("maxLength", "maxItems", "minLength", "title", "default", "description")


class AnswerError(GreffierError):
    """Say that an answer as a whole cannot be used: it is no JSON object, or nothing in it is in its form."""


def _printable(text: str) -> str:
    if any(unicodedata.category(c) in ("Cc", "Cs") and c not in "\n\r\t" for c in text):
        raise PydanticCustomError("control", "control characters")
    return text


def _reason(error: ValidationError) -> Drop:
    return Drop.CONTROL if any(e["type"] == "control" for e in error.errors()) else Drop.MALFORMED


def _drop(info: ValidationInfo, reason: Drop, value: Any) -> None:
    drops: Drops = info.context if info.context is not None else Drops()
    drops.drop(reason, _words(value))


def _words(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, default=str)


def _or_none(value: Any, check: ValidatorFunctionWrapHandler, info: ValidationInfo) -> Any:
    """Check a part of an item; where it is not in its form, count that and leave the part out."""
    try:
        return check(value)
    except ValidationError as error:
        _drop(info, _reason(error), value)
        return None


def _bounded(value: Any, check: ValidatorFunctionWrapHandler, info: ValidationInfo) -> Any:
    """Check a list: without what is too much, and without the members that are not in their form."""
    if isinstance(value, list) and len(value) > MOST_ITEMS:
        for member in value[MOST_ITEMS:]:
            _drop(info, Drop.TOO_MANY, member)
        value = value[:MOST_ITEMS]
    return [member for member in check(value) if member is not None]


def _kinds(family: str) -> Any:
    def enumerate_them(schema: dict[str, Any]) -> None:
        kinds = list(model().families[family].kinds)
        schema["enum"] = [*kinds, "Law"] if family == "Organization" else kinds

    return Field(json_schema_extra=enumerate_them)


def _relations(schema: dict[str, Any]) -> None:
    schema["enum"] = [name for name, p in model().predicates.items() if p.subject == "Organization"]


Words = Annotated[str, StringConstraints(max_length=LONGEST_QUOTE), AfterValidator(_printable)]
Name = Annotated[str, StringConstraints(max_length=LONGEST_NAME), AfterValidator(_printable)]
Word = Annotated[str, StringConstraints(max_length=64), AfterValidator(_printable)]
Names = Annotated[list[Annotated[Name, WrapValidator(_or_none)]], WrapValidator(_bounded)]
Ids = Annotated[list[Annotated[Word, WrapValidator(_or_none)]], WrapValidator(_bounded)]


class _Item(BaseModel):
    model_config = ConfigDict(
        extra="ignore",
        json_schema_extra={"additionalProperties": False},
        json_schema_serialization_defaults_required=True,
    )


class Dated(_Item):
    """Hold a date (EDTF) and the words that say it."""

    value: Word
    quote: Words


class Sum(_Item):
    """Hold a sum of money and the words that say it."""

    value: Annotated[Decimal, Field(ge=0, lt=10**18, allow_inf_nan=False), WithJsonSchema({"type": "number"})]
    currency: Word
    per: Annotated[Word | None, WithJsonSchema({"type": ["string", "null"], "enum": [*PERIODS, None]})] = None
    kind: AmountKind
    quote: Words


Date = Annotated[Dated | None, WrapValidator(_or_none)]


class EntityAnswer(_Item):
    """Hold an organisation or a law by the words that name it."""

    id: Word
    type: Annotated[Word, _kinds("Organization")]
    mentions: Names


class IncidentAnswer(_Item):
    """Hold an incident."""

    id: Word
    type: Annotated[Word, _kinds("Incident")]
    affected: Ids = []
    date: Date = None
    announced: Date = None
    status: Status = Status.ASSERTED
    evidence: Words


class ActionAnswer(_Item):
    """Hold an action."""

    id: Word
    type: Annotated[Word, _kinds("Action")]
    issuer: Ids = []
    target: Ids = []
    law: Ids = []
    concerns: Ids = []
    date: Date = None
    amount: Annotated[Sum | None, WrapValidator(_or_none)] = None
    status: Status = Status.ASSERTED
    evidence: Words


class RelationAnswer(_Item):
    """Hold a relation between two organisations."""

    subject: Word
    type: Annotated[Word, Field(json_schema_extra=_relations)]
    object: Word
    evidence: Words


class Answer(_Item):
    """Hold what a model says of one part of one document."""

    entities: list[EntityAnswer] = []
    incidents: list[IncidentAnswer] = []
    actions: list[ActionAnswer] = []
    relations: list[RelationAnswer] = []


def answer_schema() -> dict[str, Any]:
    """Return the JSON Schema of an answer, as endpoints with structured output take it: everything required."""
    schema: dict[str, Any] = _plain(Answer.model_json_schema(mode="serialization"))
    return schema


def _plain(schema: Any) -> Any:
    """Return a schema without bounds, titles and defaults, which not every endpoint takes: they are checked here."""
    if isinstance(schema, list):
        return [_plain(member) for member in schema]
    if not isinstance(schema, dict):
        return schema
    return {
        key: {name: _plain(inner) for name, inner in value.items()} if key in ("properties", "$defs") else _plain(value)
        for key, value in schema.items()
        if key not in _BOUNDS
    }


def parse_answer(content: str, drops: Drops) -> Answer:
    """Return the items of an answer that are in their form; add what is not to `drops`.

    What stands around the object, as some models think aloud or greet, is passed over. Raise AnswerError where there
    is no JSON object (a refusal, prose, or an answer cut off), or it holds something, and nothing of it is in the form
    that was asked for.
    """
    data = _object_in(content)
    if not any(group in data for group in GROUPS):
        raise AnswerError(f"the answer has none of {', '.join(GROUPS)}")
    dropped = Drops()
    answer = Answer.model_construct(
        entities=_items(data, "entities", EntityAnswer, dropped),
        incidents=_items(data, "incidents", IncidentAnswer, dropped),
        actions=_items(data, "actions", ActionAnswer, dropped),
        relations=_items(data, "relations", RelationAnswer, dropped),
    )
    if dropped and not any(getattr(answer, group) for group in GROUPS):
        raise AnswerError("nothing in the answer is in the form that was asked for")
    drops.take(dropped)
    return answer


def _object_in(content: str) -> dict[str, Any]:
    """Return the one object that is fenced as code, else the first and outermost one of an answer."""
    answer = _THOUGHT.sub("", content)
    fenced = _FENCED.findall(answer)
    if len(fenced) == 1:
        answer = fenced[0]
    start = answer.find("{")
    try:
        if start < 0 or answer[:start].rstrip().endswith("["):
            raise ValueError("there is no object")
        data, _ = json.JSONDecoder(parse_float=Decimal, parse_constant=_refuse).raw_decode(answer, start)
    except (ValueError, RecursionError) as error:
        raise AnswerError("the answer is no JSON, or was cut off") from error
    found: dict[str, Any] = data
    return found


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} is no JSON")


def _items[Form: _Item](data: dict[str, Any], group: str, form: type[Form], drops: Drops) -> list[Form]:
    given = data.get(group)
    if given is None:
        return []
    if not isinstance(given, list):
        drops.drop(Drop.MALFORMED, f"{group}: {_words(given)}")
        return []
    for item in given[MOST_ITEMS:]:
        drops.drop(Drop.TOO_MANY, _words(item))
    found = []
    for item in given[:MOST_ITEMS]:
        try:
            found.append(form.model_validate(item, context=drops))
        except ValidationError as error:
            drops.drop(_reason(error), _words(item))
    return found
