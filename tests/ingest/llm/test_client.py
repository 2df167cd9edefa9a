"""An endpoint is asked as the protocol has it, and whatever it answers does no harm."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from greffier.graph.errors import EndpointError, InputError
from greffier.ingest.llm import client
from greffier.ingest.llm.client import Endpoint
from greffier.ingest.llm.costs import Usage
from greffier.ingest.llm.questions import Message
from greffier.ingest.llm.refusals import TooLongError, UnansweredError, UnreachedError, shown
from greffier.ingest.llm.transports import LARGEST
from tests.ingest.llm.endpoints import DROPPED, Answering, FakeEndpoint, Response, completion, endpoint, refused

KEY = "sk-very-secret"
MESSAGES: tuple[Message, ...] = ({"role": "system", "content": "Read."}, {"role": "user", "content": "Text."})
SCHEMA = {"type": "object"}
Ask = Callable[..., tuple[Any, FakeEndpoint]]


@pytest.fixture
def ask(monkeypatch: pytest.MonkeyPatch) -> Ask:
    """Ask an endpoint that answers like this, with what the environment may hold for another one."""
    monkeypatch.setenv("OPENAI_API_KEY", "sk-of-another")
    monkeypatch.setenv("OPENAI_ORG_ID", "org-of-another")
    monkeypatch.setattr(client, "RETRIES", 1)

    def ask_it(answer: Answering, key: str | None = KEY, timeout: float = 20.0) -> tuple[Any, FakeEndpoint]:
        with endpoint(answer) as fake:
            asked = Endpoint(fake.url, "small-model", key, timeout=timeout)
            try:
                return asked.complete(MESSAGES, SCHEMA), fake
            except Exception as error:
                return error, fake
            finally:
                asked.close()

    return ask_it


def in_turn(*responses: Response) -> Answering:
    """Answer with each of these in turn, and with the last one ever after."""
    left = list(responses)
    return lambda _: left.pop(0) if len(left) > 1 else left[0]


def test_a_question_is_asked_as_the_protocol_has_it(ask: Ask) -> None:
    given, fake = ask(lambda _: completion("{}"))
    assert (given.content, given.cut, given.usage) == ("{}", False, Usage(1000, 100))
    ((path, headers, body),) = fake.asked
    assert path == "/v1/chat/completions"
    assert headers["authorization"] == f"Bearer {KEY}"
    assert "openai-organization" not in headers
    assert "openai-project" not in headers
    assert body == {
        "model": "small-model",
        "messages": list(MESSAGES),
        "temperature": 0,
        "seed": 0,
        "max_tokens": 8192,
        "response_format": {
            "type": "json_schema",
            "json_schema": {"name": "reading", "schema": SCHEMA, "strict": True},
        },
    }


def test_the_key_of_another_service_is_not_sent(ask: Ask) -> None:
    _, fake = ask(lambda _: completion("{}"), key=None)
    assert fake.asked[0][1]["authorization"] == "Bearer none"


@pytest.mark.parametrize(
    ("message", "left_out"),
    [
        ("Unsupported value: 'temperature' does not support 0 with this model.", {"temperature"}),
        ("Unrecognized request argument supplied: seed", {"seed"}),
        ("response_format of type json_schema is not supported", {"response_format"}),
        ("Use 'max_completion_tokens' instead of 'max_tokens'.", {"max_tokens"}),
        ("Bad request", {"temperature", "seed", "response_format", "max_tokens"}),
    ],
)
@pytest.mark.parametrize("status", [400, 422])
def test_a_parameter_that_is_refused_is_left_out(ask: Ask, status: int, message: str, left_out: set[str]) -> None:
    given, fake = ask(in_turn(refused(status, message), completion("{}")))
    assert given.content == "{}"
    first, second = fake.requests
    assert first.keys() - second.keys() == left_out


def test_each_parameter_is_left_out_where_each_is_refused(ask: Ask) -> None:
    def strict(request: dict[str, Any]) -> Response:
        name = next((n for n in ("seed", "temperature", "response_format", "max_tokens") if n in request), None)
        return refused(400, f"{name} is not known") if name else completion("{}")

    given, fake = ask(strict)
    assert given.content == "{}"
    assert len(fake.requests) == 5


def test_a_question_that_is_refused_changes_nothing_for_the_next() -> None:
    with endpoint(lambda r: refused(400) if r["messages"][1]["content"] == "Bad." else completion("{}")) as fake:
        asked = Endpoint(fake.url, "m", None)
        with pytest.raises(UnansweredError):
            asked.complete(({"role": "system", "content": ""}, {"role": "user", "content": "Bad."}), SCHEMA)
        asked.complete(MESSAGES, SCHEMA)
        asked.close()
    assert "response_format" in fake.requests[-1]


def test_what_is_refused_once_is_not_sent_again() -> None:
    with endpoint(lambda r: refused(400, "no seed") if "seed" in r else completion("{}")) as fake:
        asked = Endpoint(fake.url, "m", None)
        asked.complete(MESSAGES, SCHEMA)
        asked.complete(MESSAGES, SCHEMA)
        asked.close()
    assert ["seed" in request for request in fake.requests] == [True, False, False]


def test_an_endpoint_that_refuses_everything_is_asked_no_more(ask: Ask) -> None:
    error, fake = ask(lambda _: refused(400))
    assert isinstance(error, UnansweredError)
    assert str(error) == "the endpoint refuses the question (400); the endpoint says 'no'"
    assert len(fake.requests) == 2


def test_a_rate_limit_is_waited_for(ask: Ask) -> None:
    given, fake = ask(in_turn(refused(429, Retry_After="0.01"), completion("{}")))
    assert given.content == "{}"
    assert len(fake.requests) == 2


@pytest.mark.parametrize("status", [429, 500, 503])
def test_an_endpoint_that_goes_on_refusing_is_given_up(ask: Ask, status: int) -> None:
    error, fake = ask(lambda _: refused(status, f"key {KEY}", Retry_After="0.01"))
    assert isinstance(error, UnansweredError)
    assert str(error) == (
        f"the endpoint answered {status}, after 2 tries; it asks to wait 0.01 s; the endpoint says 'key [key]'"
    )
    assert len(fake.requests) == 2


def test_a_wait_that_is_too_long_is_told_and_not_waited_for(ask: Ask) -> None:
    error, fake = ask(lambda _: refused(429, "Slow down.", Retry_After="3600"))
    assert isinstance(error, UnansweredError)
    assert str(error) == (
        "the endpoint answered 429, after 1 try; it asks to wait 3600 s; the endpoint says 'Slow down.'"
    )
    assert len(fake.requests) == 1


@pytest.mark.parametrize(
    ("response", "status", "says"),
    [
        (refused(402, "Add credit."), 402, "Add credit."),
        (
            Response(b'{"error": {"message": "You have no more.", "code": "insufficient_quota"}}', 429),
            429,
            "You have no more.",
        ),
        (
            Response(b'{"error": {"message": "You have no more.", "type": "insufficient_quota"}}', 429),
            429,
            "You have no more.",
        ),
    ],
)
def test_an_endpoint_that_wants_to_be_paid_ends_the_reading(
    ask: Ask, response: Response, status: int, says: str
) -> None:
    error, fake = ask(lambda _: response)
    assert isinstance(error, EndpointError)
    assert str(error) == (
        f"{fake.url}: asks to be paid ({status}); see to the account there; the endpoint says {says!r}"
    )
    assert len(fake.requests) == 1


@pytest.mark.parametrize(
    ("body", "says"),
    [
        (b'{"error": {"message": "No."}}', "; the endpoint says 'No.'"),
        (json.dumps({"detail": "No\n such\x1b[31m thing"}).encode(), "; the endpoint says 'No such [31m thing'"),
        (b'{"error": "No."}', "; the endpoint says 'No.'"),
        (b'{"fault": 7}', """; the endpoint says '{"fault": 7}'"""),
        (b"<html>No.</html>", "; the endpoint says '<html>No.</html>'"),
        (
            f"the key {KEY}, or Bearer={KEY[:9]}****, is wrong".encode(),
            "; the endpoint says 'the key [key] or [key] is wrong'",
        ),
        (b"x" * 500, f"; the endpoint says '{'x' * 200}'"),
        (b"", ""),
    ],
)
def test_what_the_endpoint_says_is_told_in_short_and_without_the_key(ask: Ask, body: bytes, says: str) -> None:
    error, _ = ask(lambda _: Response(body, 418))
    assert str(error) == f"the endpoint answered 418, after 1 try{says}"


@pytest.mark.parametrize(
    ("key", "words", "says"),
    [
        ("x", "max x is x.", "max [key] is [key]."),
        ("ollama", "no such model: ollama/qwen", "no such model: [key]/qwen"),
        (None, "no such model", "no such model"),
    ],
)
def test_a_short_key_is_left_out_where_it_is_a_word(key: str | None, words: str, says: str) -> None:
    assert shown(words, key) == says


def test_what_takes_too_long_is_given_up(ask: Ask) -> None:
    slow = completion("{}")
    error, fake = ask(lambda _: Response(slow.body, wait=10), timeout=0.1)
    assert isinstance(error, UnansweredError)
    assert str(error) == "the endpoint did not answer within 0.1 s, after 2 tries"
    assert len(fake.requests) == 2


def test_what_takes_too_long_is_asked_again_once_only(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client, "RETRIES", 5)
    slow = completion("{}")
    error, fake = ask(lambda _: Response(slow.body, wait=10), timeout=0.1)
    assert str(error) == "the endpoint did not answer within 0.1 s, after 2 tries"
    assert len(fake.requests) == 2


@pytest.mark.parametrize(
    ("status", "says"), [(401, "does not let us in (401)"), (403, "(403)"), (404, "knows no model 'small-model'")]
)
def test_what_no_question_would_get_past_ends_the_reading(ask: Ask, status: int, says: str) -> None:
    error, _ = ask(lambda _: refused(status, f"Incorrect API key provided: {KEY}"))
    assert isinstance(error, EndpointError)
    assert says in str(error)
    assert KEY not in repr(error) + repr(error.__cause__)


def test_an_endpoint_that_is_not_there_ends_the_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client, "RETRIES", 0)
    with endpoint(lambda _: completion("{}")) as fake:
        gone = fake.url
    asked = Endpoint(gone, "m", None)
    with pytest.raises(EndpointError, match="cannot be reached; is the endpoint running"):
        asked.complete(MESSAGES, SCHEMA)
    asked.close()


@pytest.mark.parametrize("answered_before", [0, 1])
def test_a_connection_that_is_dropped_is_one_question_unanswered(
    answered_before: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(client, "RETRIES", 1)
    left = [completion("{}")] * answered_before
    with endpoint(lambda _: left.pop() if left else DROPPED) as fake:
        asked = Endpoint(fake.url, "m", None)
        for _ in range(answered_before):
            asked.complete(MESSAGES, SCHEMA)
        with pytest.raises(UnreachedError, match=r"the connection to the endpoint was lost \(.+\), after 2 tries"):
            asked.complete(MESSAGES, SCHEMA)
        asked.close()
    assert len(fake.requests) == answered_before + 2


def test_an_endpoint_that_is_gone_after_an_answer_does_not_end_the_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client, "RETRIES", 0)
    last = Response(completion("{}").body, headers={"Content-Type": "application/json", "Connection": "close"})
    with endpoint(lambda _: last) as fake:
        asked = Endpoint(fake.url, "m", None)
        asked.complete(MESSAGES, SCHEMA)
    try:
        with pytest.raises(UnreachedError, match="the connection to the endpoint was lost"):
            asked.complete(MESSAGES, SCHEMA)
    finally:
        asked.close()


def test_a_question_that_is_too_long_says_so(ask: Ask) -> None:
    error, fake = ask(lambda _: refused(400, "This model's maximum context length is 4096 tokens."))
    assert isinstance(error, TooLongError)
    assert str(error) == (
        "the question is longer than the model takes; give it a longer context; the endpoint says "
        '"This model\'s maximum context length is 4096 tokens."'
    )
    assert len(fake.requests) == 1


HTML = {"Content-Type": "text/html; charset=utf-8"}


@pytest.mark.parametrize(
    ("response", "says"),
    [
        (Response(b"<html>Welcome</html>", headers=HTML), "the endpoint answered 'text/html', not JSON"),
        (Response(b'{"choices": [{"mess'), "not in the form of chat completions"),
        (Response(b"[1, 2]"), "not in the form of chat completions"),
        (Response(b'{"choices": []}'), "not in the form of chat completions"),
        (Response(b'{"choices": ["x"]}'), "not in the form of chat completions"),
        (Response(b'{"choices": ' + b"[" * 200_000), "not in the form of chat completions"),
        (Response(b"\xff\xfe"), "not in the form of chat completions"),
        (completion(None, refusal="I cannot help with that."), "the model refuses to answer"),
        (completion("x", finish="content_filter"), "the model refuses to answer"),
        (completion(None, tool_calls=[{"function": {"name": "shell"}}]), "the model asks for a tool, and has none"),
        (completion(""), "the model's answer is empty"),
        (completion("{}" + " " * LARGEST), "the answer is longer than 4000000 bytes"),
        (Response(b"", 302, {"Location": "http://127.0.0.1:9/v1/chat/completions"}), "the endpoint answered 302"),
    ],
)
def test_what_is_no_answer_is_one_question_unanswered(ask: Ask, response: Response, says: str) -> None:
    error, fake = ask(lambda _: response)
    assert isinstance(error, UnansweredError)
    assert says in str(error)
    assert len(fake.requests) == 1


@pytest.mark.parametrize("content", ['{"entities": [', "", None])
def test_an_answer_that_was_cut_off_says_so(ask: Ask, content: str | None) -> None:
    given, _ = ask(lambda _: completion(content, finish="length"))
    assert given.cut


@pytest.mark.parametrize(
    "refusal", [completion(None, refusal="No."), completion("  "), completion("", tool_calls=[{}])]
)
def test_what_a_refusal_took_is_told(ask: Ask, refusal: Response) -> None:
    error, _ = ask(lambda _: refusal)
    assert error.usage == Usage(1000, 100)


@pytest.mark.parametrize("usage", [None, {}, {"prompt_tokens": -5, "completion_tokens": 1}, {"prompt_tokens": "many"}])
def test_tokens_that_are_not_counted_are_none(ask: Ask, usage: Any) -> None:
    data = json.loads(completion("{}").body) | {"usage": usage}
    given, _ = ask(lambda _: Response(json.dumps(data).encode()))
    assert given.usage is None


@pytest.mark.parametrize("url", ["localhost:11434", "ftp://host/v1", "http://", ""])
def test_what_is_no_url_is_refused(url: str) -> None:
    with pytest.raises(InputError, match="is no URL of an endpoint"):
        Endpoint(url, "m", None)


def test_a_password_in_the_url_is_refused_and_not_told() -> None:
    with pytest.raises(InputError, match=r"the URL of host holds a password; put the key into GREFFIER_LLM_KEY") as got:
        Endpoint(f"https://user:{KEY}@host/v1", "m", None)
    assert KEY not in str(got.value)
