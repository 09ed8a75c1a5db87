"""How every function is called: question to JSON, through the native module, and back to objects."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any, Callable, Generic, NoReturn, Optional, TypeVar, Union

import msgspec
from msgspec import inspect

from . import _native
from .errors import InvalidInput, JicaiError

__all__ = ["Explanation", "Input", "Output", "Result", "RulebookLike", "Source", "Step"]

I = TypeVar("I", bound="Input")  # noqa: E741
RulebookLike = Union[str, Mapping[str, Any], msgspec.Struct]
"""The id of a built-in rulebook, or a whole one: a dict as its file states it, or what `jicai.rulebook.show` gave."""


class Input(
    msgspec.Struct,
    frozen=True,
    kw_only=True,
    omit_defaults=True,
    repr_omit_defaults=True,
    forbid_unknown_fields=True,
):
    """What a function is asked, or a part of it: immutable, compared by value."""

    def replace(self: I, **changes: Any) -> I:
        """The same with other values in some fields.

        >>> from jicai import award
        >>> award.RegionCountsQuestion(winners=6).replace(winners=7)
        RegionCountsQuestion(winners=7)
        """
        return msgspec.structs.replace(self, **changes)


class Output(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, repr_omit_defaults=True):
    """A part of an answer: immutable, compared by value. `None` where the answer has no such field."""


class Source(msgspec.Struct, frozen=True, omit_defaults=True, repr_omit_defaults=True):
    """A parameter on which a result rests and which is not official."""

    parameter: str
    """Rulebook and parameter, e.g. `award/cn-batch-10#spread_multiple`."""
    provenance: str
    """`secondary`, `derived` or `unverified`."""
    citation: str = ""
    """Where the value stands."""


class Step(msgspec.Struct, frozen=True):
    """One decision: a clause, about whom, with which outcome, on which facts."""

    clause: str
    """E.g. `award/cn-batch-10#spread`."""
    subject: str
    """E.g. `bid:B3`."""
    outcome: str
    """A word of the clause, e.g. `rejected`."""
    facts: dict[str, Any]
    """Name → value, as text."""
    zh: str
    """The sentence in Chinese."""
    en: str
    """The sentence in English."""

    def __str__(self) -> str:
        return self.zh


class Explanation(Sequence[Step]):
    """The steps of a decision: per subject in the order of the answer, then in the order of the rules.

    A sequence of `Step`; `zh` and `en` are the whole text, one sentence a line.
    """

    __slots__ = ("_steps",)

    def __init__(self, steps: Sequence[Step] = ()) -> None:
        self._steps = tuple(steps)

    def __getitem__(self, index: Any) -> Any:
        chosen = self._steps[index]
        return Explanation(chosen) if isinstance(index, slice) else chosen

    def __len__(self) -> int:
        return len(self._steps)

    def __iter__(self) -> Iterator[Step]:
        return iter(self._steps)

    def of(self, subject: str) -> Explanation:
        """The steps about one subject, e.g. `bid:B3`, or `B3` for short.

        Raises `KeyError` where there is none.
        """
        found = [step for step in self._steps if subject in (step.subject, step.subject.partition(":")[2])]
        if not found:
            known = ", ".join(f"`{name}`" for name in dict.fromkeys(step.subject for step in self._steps))
            raise KeyError(f"no step is about `{subject}`; the subjects are {known}")
        return Explanation(found)

    @property
    def zh(self) -> str:
        """Every sentence in Chinese, a line each."""
        return "\n".join(f"{step.subject} {step.zh}" for step in self._steps)

    @property
    def en(self) -> str:
        """Every sentence in English, a line each."""
        return "\n".join(f"{step.subject} {step.en}" for step in self._steps)

    def __str__(self) -> str:
        return self.zh

    def __repr__(self) -> str:
        return f"<Explanation of {len(self._steps)} steps>"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Explanation) and self._steps == other._steps

    def __hash__(self) -> int:
        return hash(tuple((step.clause, step.subject, step.outcome) for step in self._steps))

    def _repr_html_(self) -> str:
        from ._html import explanation_html

        return explanation_html(self)


class _Origin:
    """The request behind a result: rules are functions, so its explanation can be asked for later."""

    __slots__ = ("explanation", "question", "rests_on", "rulebook", "start", "strict")

    def __init__(self, start: bytes, rulebook: bytes, strict: bool, question: bytes, rests_on: msgspec.Raw) -> None:
        self.start = start
        self.rulebook = rulebook
        self.strict = strict
        self.question = question
        self.rests_on = rests_on
        self.explanation: Optional[Explanation] = None

    def __getstate__(self) -> tuple[Any, ...]:
        return self.start, self.rulebook, self.strict, self.question, bytes(self.rests_on)

    def __setstate__(self, state: tuple[Any, ...]) -> None:
        self.start, self.rulebook, self.strict, self.question, rests_on = state
        self.rests_on = msgspec.Raw(rests_on)
        self.explanation = None

    def explain(self) -> Explanation:
        if self.explanation is None:
            chinese, english = (self._told(language) for language in (b"zh", b"en"))
            self.explanation = Explanation(
                [
                    Step(zh.clause, zh.subject, zh.outcome, zh.facts, zh.text, en.text)
                    for zh, en in zip(chinese.explanation, english.explanation)
                ]
            )
        return self.explanation

    def _told(self, language: bytes) -> _Explained:
        request = (self.start, self.rulebook, _explained(language, self.strict), self.question, b"}")
        return msgspec.json.decode(_native.evaluate(b"".join(request)), type=_Explained)


def _explained(language: bytes, strict: bool) -> bytes:
    return b',"options":{"language":"' + language + (b'","strict":true},"input":' if strict else b'"},"input":')


class _Told(msgspec.Struct):
    clause: str
    subject: str
    outcome: str
    facts: dict[str, Any]
    text: str


class _Explained(msgspec.Struct):
    explanation: tuple[_Told, ...]


class Result(Output, frozen=True, kw_only=True, dict=True):
    """The answer of a function: immutable, compared by value, with what led to it."""

    @property
    def explanation(self) -> Explanation:
        """Which clause decided what for whom, on which numbers. Computed when it is first asked for."""
        return self._origin().explain()

    @property
    def rests_on(self) -> tuple[Source, ...]:
        """Every parameter that touched the result and is not official, in order of first use."""
        return _SOURCES.decode(self._origin().rests_on)

    def _origin(self) -> _Origin:
        origin: Optional[_Origin] = self.__dict__.get("origin")
        if origin is None:
            raise AttributeError("only whole answers are explained: this is a part of another one, or was made by hand")
        return origin

    def _repr_html_(self) -> str:
        from ._html import result_html

        return result_html(self)

    def __reduce__(self) -> tuple[Any, ...]:
        return _restore, (type(self), msgspec.structs.asdict(self), self.__dict__.get("origin"))


R = TypeVar("R")
_SOURCES: msgspec.json.Decoder[tuple[Source, ...]] = msgspec.json.Decoder(tuple[Source, ...])


def _restore(kind: Callable[..., R], fields: dict[str, Any], origin: Optional[_Origin]) -> R:
    result = kind(**fields)
    if origin is not None:
        result.__dict__["origin"] = origin
    return result


class Function(Generic[R]):
    """A function by its name, with the types that its answer may have."""

    __slots__ = ("_asked", "_decoders", "_kinds", "_optimistic", "_start")

    def __init__(self, name: str, asked: Any, *kinds: Any) -> None:
        self._asked = asked
        self._start = b'{"function":"' + name.encode() + b'"'
        # In the questions of this area alone a null may say something: a NaN, which is written as null, must be found before.
        self._optimistic = not name.startswith("execution.")
        self._kinds = kinds
        self._decoders: Optional[tuple[msgspec.json.Decoder[Any], ...]] = None

    def __call__(self, question: Any, rulebook: Optional[RulebookLike] = None, strict: bool = False) -> R:
        if rulebook is None:
            named = b""
        else:
            named = _named(rulebook) if type(rulebook) is str else b',"rulebook":' + encode(rulebook, "/rulebook")
        options = b',"options":{"explain":false,"strict":true},"input":' if strict else _PLAIN
        asked = _quickly(question) if self._optimistic else encode(question, "/input")
        answer = _native.evaluate(b"".join((self._start, named, options, asked, b"}")))
        if answer.startswith(b'{"error"'):
            # Once more with care: a float is named, and what is exact is written as the contract has it.
            careful = _carefully(question, self._asked)
            if careful == asked:
                raise refused(answer, {"/input": asked, "/rulebook": named[len(b',"rulebook":') :]})
            asked = careful
            answer = _native.evaluate(b"".join((self._start, named, options, asked, b"}")))
            if answer.startswith(b'{"error"'):
                raise refused(answer, {"/input": asked})
        decoders = self._decoders or self._prepare()
        for decoder in decoders[:-1]:
            try:
                decoded = decoder.decode(answer)
                break
            except msgspec.ValidationError:
                pass
        else:
            decoded = decoders[-1].decode(answer)
        value = decoded.value
        value.__dict__["origin"] = _Origin(self._start, named, strict, asked, decoded.rests_on)
        return value  # type: ignore[no-any-return]

    def _prepare(self) -> tuple[msgspec.json.Decoder[Any], ...]:
        envelopes = (
            msgspec.defstruct("Answer", [("value", kind), ("rests_on", msgspec.Raw)], gc=False) for kind in self._kinds
        )
        self._decoders = tuple(msgspec.json.Decoder(envelope) for envelope in envelopes)
        return self._decoders


@lru_cache(maxsize=1024)
def _named(rulebook: str) -> bytes:
    return b',"rulebook":' + encode(rulebook, "/rulebook")


def _quickly(question: Any) -> bytes:
    """A question as JSON, without a look at what the core refuses by itself: null, floats, exponents."""
    try:
        return _ENCODER.encode(question)
    except Exception:
        return encode(question, "/input")


def _carefully(question: Any, kind: Any) -> bytes:
    """A question as JSON: floats are refused; integers and decimals with an exponent become decimal text where one is due."""
    return _ENCODER.encode(_with_decimals(_plain(question, "/input"), _type_info(kind)))


@lru_cache(maxsize=256)
def _type_info(kind: Any) -> inspect.Type:
    return inspect.type_info(kind)


def _with_decimals(value: Any, kind: inspect.Type) -> Any:
    """Integers as text where a decimal is due. What does not fit is left as it is: the core says better what is wrong."""
    if type(value) is int and isinstance(kind, inspect.DecimalType):
        return str(value)
    if isinstance(kind, inspect.UnionType):
        for one in kind.types:
            value = _with_decimals(value, one)
    elif isinstance(value, dict) and isinstance(kind, inspect.StructType):
        kinds = {field.encode_name: field.type for field in kind.fields}
        return {key: _with_decimals(item, kinds[key]) if key in kinds else item for key, item in value.items()}
    elif isinstance(value, dict) and isinstance(kind, inspect.DictType):
        return {key: _with_decimals(item, kind.value_type) for key, item in value.items()}
    elif isinstance(value, list) and isinstance(kind, (inspect.CollectionType, inspect.VarTupleType)):
        return [_with_decimals(item, kind.item_type) for item in value]
    return value


_PLAIN = b',"options":{"explain":false},"input":'


def _foreign(value: Any) -> Any:
    """What the encoder does not know: integers and truth values of array libraries."""
    if isinstance(value, float):
        _refuse_float(value, "")
    if hasattr(value, "__index__") and type(value).__module__ != "builtins":
        kind = type(value).__name__
        return bool(value) if kind.startswith("bool") else value.__index__()
    raise TypeError(f"`{value!r}` of the type {type(value).__name__} cannot stand in a question")


_ENCODER = msgspec.json.Encoder(enc_hook=_foreign)


def encode(value: Any, where: str) -> bytes:
    """A question as JSON: what Python may hold and JSON must not is refused with its place."""
    try:
        text = _ENCODER.encode(value)
        # A NaN is written as null; a decimal may be written with an exponent.
        if b"null" in text or b"E-" in text or b"E+" in text:
            text = _ENCODER.encode(_plain(value, where))
        return text
    except (TypeError, ValueError, RecursionError, JicaiError):
        # Once more and slowly, for the place.
        _plain(value, where)
        raise


def _plain(value: Any, where: str, depth: int = 0) -> Any:
    """The same value of plain types. Floats are refused."""
    if depth > 100:
        raise InvalidInput("the question is nested too deeply, or contains itself", path="")
    if isinstance(value, Decimal):
        if not value.is_finite():
            message = f"a number must be finite, got `{value}`"
            raise InvalidInput(message, path=where, help="leave out what is not known")
        return format(value, "f")
    if isinstance(value, float):
        _refuse_float(value, where)
    if value is None or isinstance(value, (str, bool, int, date, datetime)):
        return value
    if isinstance(value, msgspec.Raw):
        return value
    if isinstance(value, msgspec.Struct):
        config = value.__struct_config__
        names = value.__struct_encode_fields__
        fields = zip(value.__struct_fields__, names)
        pairs = [(name, getattr(value, field)) for field, name in fields]
        if config.omit_defaults:
            kept = set(_keys(value))
            pairs = [(name, item) for name, item in pairs if name in kept]
        plain = {name: _plain(item, f"{where}/{name}", depth + 1) for name, item in pairs}
        if config.tag is not None and config.tag_field is not None:
            plain = {config.tag_field: config.tag, **plain}
        return plain
    if isinstance(value, Mapping):
        return {
            _key(key, where): _plain(item, f"{where}/{_escaped(str(key))}", depth + 1) for key, item in value.items()
        }
    if isinstance(value, (list, tuple)):
        return [_plain(item, f"{where}/{index}", depth + 1) for index, item in enumerate(value)]
    try:
        return _foreign(value)
    except TypeError as error:
        raise InvalidInput(str(error), path=where, help=_PASSABLE) from None


_PASSABLE = "pass str, Decimal, int, bool, date, lists, dicts or the types of this package"


def _keys(value: msgspec.Struct) -> Sequence[str]:
    """The fields that are written: those that differ from their defaults."""
    defaults = value.__struct_defaults__
    fields, names = value.__struct_fields__, value.__struct_encode_fields__
    required = len(fields) - len(defaults)
    return [
        name
        for index, (field, name) in enumerate(zip(fields, names))
        if index < required or getattr(value, field) is not defaults[index - required]
    ]


def _key(key: Any, where: str) -> str:
    if not isinstance(key, str):
        raise InvalidInput(f"the names of fields are texts, got `{key!r}`", path=where)
    return key


def _escaped(name: str) -> str:
    return name.replace("~", "~0").replace("/", "~1")


def _refuse_float(value: float, where: str) -> NoReturn:
    if value != value:
        raise InvalidInput(
            "a value is missing: `nan` is not a number", path=where, help="leave out what is not known, or pass None"
        )
    raise InvalidInput(
        f"floats are refused, got `{value!r}`: binary floats cannot hold most prices, and sooner or later lose a fen",
        path=where,
        help=f'pass Decimal("{value!r}") or the text "{value!r}"',
    )


def refused(answer: bytes, sides: Mapping[str, bytes]) -> JicaiError:
    """The exception for an answer `{"error": …}`. Where a float was passed, it says what to pass."""
    error = msgspec.json.decode(answer)["error"]
    path = str(error.get("path", ""))
    for side, text in sides.items():
        if text and path.startswith(side):
            value = _at(msgspec.json.decode(text), path[len(side) :])
            if isinstance(value, float):
                try:
                    _refuse_float(value, path)
                except JicaiError as better:
                    return better
    return JicaiError.of(error)


def _at(value: Any, pointer: str) -> Any:
    """What stands at a JSON Pointer; None where nothing does."""
    for part in pointer.split("/")[1:]:
        name = part.replace("~1", "/").replace("~0", "~")
        if isinstance(value, dict):
            value = value.get(name)
        elif isinstance(value, list) and name.isdigit() and int(name) < len(value):
            value = value[int(name)]
        else:
            return None
    return value


def evaluate(request: Union[Mapping[str, Any], msgspec.Struct]) -> dict[str, Any]:
    """Asks any function by its name: a request of the JSON contract as a dict gives the response as a dict.

    The request names a `function`, mostly a `rulebook`, the `input`, and may have `options`: `explain` (default true),
    `strict` (default false), `language` (`zh`, the default, or `en`). Numbers are `Decimal` or text; those of the
    response are text.

    Errors: the subclass of `JicaiError` for the code; `path` points into the request.

    >>> import jicai
    >>> answer = jicai.evaluate(
    ...     {"function": "award.region_counts", "rulebook": "award/cn-batch-05", "input": {"winners": 6}}
    ... )
    >>> answer["value"]["counts"]
    [6, 5, 5, 5, 5, 5]
    """
    text = encode(request, "")
    answer = _native.evaluate(text)
    if answer.startswith(b'{"error"'):
        raise refused(answer, {"": text})
    decoded: dict[str, Any] = msgspec.json.decode(answer)
    return decoded


def evaluate_json(request: Union[str, bytes]) -> str:
    """The JSON door itself: request and response as text, the same bytes as in every other language.

    Never raises for bad input: the response says what is wrong.

    >>> import jicai
    >>> jicai.evaluate_json('{ "function": "award.choose" }')[:45]
    '{"error":{"code":"unknown_function","path":"/'
    """
    return _native.evaluate(request).decode()
