"""What a chart is given, as one shape: the answer of a function, what led to it, and the rulebook it was made under."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

import msgspec

from .._call import RulebookLike, encode, evaluate
from ..errors import JicaiError
from .fonts import Typesetter

Json = dict[str, Any]


@dataclass(frozen=True)
class Answer:
    """The answer of a function with its question and rulebook, as far as they are known."""

    value: Json
    steps: list[Json] = field(default_factory=list)
    rests_on: list[Json] | None = None
    question: Json | None = None
    rulebook: Json | None = None

    def about(self, subject: str) -> list[Json]:
        """The steps about one subject, e.g. `bid:B3`."""
        return [step for step in self.steps if step["subject"] == subject]


def plain(value: Any, where: str = "/input") -> Any:
    """A question or an answer as JSON has it: decimals and dates as text, nothing that is null."""
    return _without_nulls(msgspec.json.decode(encode(value, where)))


def _without_nulls(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _without_nulls(item) for name, item in value.items() if item is not None}
    if isinstance(value, list):
        return [_without_nulls(item) for item in value]
    return value


def ask(function: str, question: Any, rulebook: RulebookLike | None) -> Answer:
    """Asks a function. Errors: the `JicaiError` of the answer."""
    request: Json = {"function": function, "input": question}
    if rulebook is not None:
        request["rulebook"] = rulebook
    response = evaluate(request)
    return _from_response(response, plain(question), None if rulebook is None else head(rulebook))


def given(value: Any, rulebook: RulebookLike | None, *markers: str) -> Answer | None:
    """The answer in `value`: an object of the typed API, a whole response, or only its `value`. None if it is a
    question.

    An answer is known by one of the fields `markers`, which no question has.
    """
    named = None if rulebook is None else head(rulebook)
    origin = getattr(value, "__dict__", {}).get("origin")
    if origin is not None:
        # The request is kept beside the result, and says under which rulebook and on which question it came about.
        asked = plain(msgspec.json.decode(origin.question))
        own = bytes(origin.rulebook)[len(b',"rulebook":') :]
        if named is None and own:
            named = head(msgspec.json.decode(own))
        steps = [
            {"clause": s.clause, "subject": s.subject, "outcome": s.outcome, "facts": s.facts}
            for s in value.explanation
        ]
        return Answer(plain(value), steps, [plain(source) for source in value.rests_on], asked, named)
    content = plain(value)
    if not isinstance(content, dict):
        raise TypeError(f"a question or an answer is an object of jicai or a dict, got {type(value).__name__}")
    if isinstance(content.get("value"), dict) and any(marker in content["value"] for marker in markers):
        return _from_response(content, None, named)
    return Answer(content, rulebook=named) if any(marker in content for marker in markers) else None


def _from_response(response: Mapping[str, Any], question: Json | None, rulebook: Json | None) -> Answer:
    return Answer(
        plain(response["value"]), list(response.get("explanation", ())), response.get("rests_on"), question, rulebook
    )


def head(rulebook: RulebookLike) -> Json:
    """Id, title and document of a rulebook."""
    if not isinstance(rulebook, str):
        content: Json = plain(rulebook, "/rulebook")
        return content
    try:
        shown = evaluate({"function": "rulebook.show", "input": {"id": rulebook}})
    except JicaiError:
        return {"id": rulebook}
    value: Json = shown["value"]
    return value


_PROVENANCE = {
    "zh": {"secondary": "二手资料", "derived": "推导", "unverified": "未核实"},
    "en": {"secondary": "secondary", "derived": "derived", "unverified": "unverified"},
}


def title_of(rulebook: Json, language: str, type_: Typesetter) -> str:
    """The title of a rulebook, its id where it has none in this language."""
    title = rulebook.get("title_zh" if language == "zh" else "title", "")
    return str(title) if title and type_.can_write(title) else str(rulebook.get("id", ""))


def provenance_note(rests_on: list[Json] | None, language: str) -> str:
    """How many parameters behind a result are not official."""
    if rests_on is None:
        return ""
    kinds = Counter(source["provenance"] for source in rests_on)
    words = _PROVENANCE[language]
    counted = [(words[kind], kinds[kind]) for kind in words if kinds[kind]]
    if not counted:
        return "所用参数均为官方来源或由调用方给出" if language == "zh" else "uses no parameter that is not official"
    if language == "zh":
        return "所用参数中非官方来源：" + "、".join(f"{word} {number} 项" for word, number in counted)
    return "parameters used that are not official: " + ", ".join(f"{number} {word}" for word, number in counted)


def source_line(answer: Answer, language: str, type_: Typesetter) -> str:
    """Under which rules the figures came about, and how well these are documented."""
    parts: list[str] = []
    if answer.rulebook is not None:
        parts.append(rulebook_line(answer.rulebook, language, type_))
    elif answer.steps:
        # The clauses carry the id of the rulebook that sets the rule.
        ids = sorted({step["clause"].split("#")[0] for step in answer.steps})
        parts.append(", ".join(name for name in ids if "/" in name))
    note = provenance_note(answer.rests_on, language)
    parts = [part for part in (*parts, note) if part]
    if not parts:
        return ""
    return ("规则：" if language == "zh" else "Rules: ") + ("；" if language == "zh" else "; ").join(parts)


def rulebook_line(rulebook: Json, language: str, type_: Typesetter) -> str:
    """A rulebook with its id and document."""
    name = str(rulebook.get("id", ""))
    document = rulebook.get("document", "")
    inner = ", ".join(text for text in (name, document) if text and type_.can_write(text))
    title = title_of(rulebook, language, type_)
    if title == name:
        extended = rulebook.get("extends")
        if extended:
            return f"{name}（修改自 {extended}）" if language == "zh" else f"{name} (extends {extended})"
        return name if inner == name else f"{name} ({document})"
    return f"{title}（{inner}）" if language == "zh" else f"{title} ({inner})"


def number(text: Any) -> float:
    """Where a number is drawn; what is written beside it is its text."""
    return float(text)


def short(text: Any) -> str:
    """A number as it is written: all its digits, with two decimals at least and no zeros after them."""
    whole, _, decimals = str(text).partition(".")
    decimals = decimals.rstrip("0")
    return f"{whole}.{decimals.ljust(2, '0')}"


def percent(text: Any) -> str:
    """A ratio in per cent, exactly."""
    value = format((Decimal(str(text)) * 100).normalize(), "f")
    return f"{value}%"


def lot_of(answer: Answer, lot: Any) -> tuple[Json | None, dict[str, Json]]:
    """The lot behind an award and its bids by id; the given one first, else the question."""
    content = plain(lot) if lot is not None else answer.question
    if content is None:
        return None, {}
    return content, {bid["bid"]: bid for bid in content.get("bids", [])}
