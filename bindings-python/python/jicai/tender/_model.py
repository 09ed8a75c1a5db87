"""What reading a tender gives: the tender itself, the answer for each lot, and problems with their cells."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, BinaryIO, Optional, Union

from .._call import Explanation, Source
from ..errors import InvalidInput, InvalidRulebook, JicaiError, LimitExceeded, RuleGap, UnknownRulebook

if TYPE_CHECKING:
    import os

    from .._call import RulebookLike
    from ..award import Award, Lot, RoundAward

SHOWN_PROBLEMS = 20


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong in a table, and where.

    >>> from jicai.tender import Problem
    >>> print(Problem("price must be greater than zero, got `-1`", "报价", 7, "F", "申报价", "-1"))
    报价!F7 (申报价): price must be greater than zero, got `-1`
    """

    message: str
    """What is wrong: lower case, with the offending value."""
    sheet: str = ""
    """The sheet; of a CSV the name of the file."""
    row: Optional[int] = None
    """The row as the spreadsheet counts it, from 1."""
    column: Optional[str] = None
    """The column as the spreadsheet names it, e.g. `F`."""
    header: Optional[str] = None
    """The header of the column."""
    value: Optional[str] = None
    """What the cell holds, shortened."""
    help: Optional[str] = None
    """What to do about it, where there is something to do."""

    @property
    def cell(self) -> str:
        """`报价!F7`; the row alone where the column is missing."""
        if self.row is None:
            return self.sheet
        return f"{self.sheet}!{self.column}{self.row}" if self.column else f"{self.sheet}, row {self.row}"

    def __str__(self) -> str:
        header = f" ({self.header})" if self.header else ""
        place = f"{self.cell}{header}: " if self.cell or header else ""
        return place + self.message + (f"; {self.help}" if self.help else "")


class TenderError(InvalidInput):
    """A table cannot be read as a tender: every problem that was found, in the order of the sheet.

    `str` lists the first 20; `problems` has them all. Code `invalid_input`.
    """

    problems: tuple[Problem, ...]

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        lines = [str(problem) for problem in self.problems[:SHOWN_PROBLEMS]]
        more = len(self.problems) - len(lines)
        if more > 0:
            lines.append(f"… and {more} more, in `problems`")
        super().__init__("\n".join(lines))

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.problems,)


@dataclass(frozen=True)
class Place:
    """A row of a sheet, with the column of each field."""

    sheet: str
    row: int
    columns: Mapping[str, tuple[str, str]]
    """Field → letter of the column and header."""

    def problem(self, name: Optional[str], message: str, help: Optional[str] = None, value: object = None) -> Problem:
        from ._cells import shown

        letter, header = self.columns.get(name, (None, None)) if name else (None, None)
        text = None if value is None else shown(value)
        return Problem(message, self.sheet, self.row, letter, header or name, text, help)


@dataclass(frozen=True)
class LotRows:
    """A lot in the shape of the contract, and where each part of it stands."""

    question: Mapping[str, Any]
    """The lot as the contract has it: what `award.select` is asked."""
    bids: tuple[Place, ...]
    """Where each bid stands, in the order of `bids`."""
    facts: Mapping[str, Place]
    """Where each fact of the lot was first stated."""
    specs: tuple[Place, ...]
    """Where each strength was first stated."""
    spec_facts: Mapping[tuple[int, str], Place]
    """Where ceiling and factor of a strength were first stated."""

    def place(self, path: str) -> tuple[Optional[Place], Optional[str]]:
        """The row and the field behind a JSON Pointer like `/input/bids/3/price`."""
        parts = path.split("/")[2:]
        first = self.bids[0] if self.bids else None
        if not path.startswith("/input") or not parts:
            return first, None
        if parts[0] in ("bids", "specs") and len(parts) > 1 and parts[1].isdigit():
            places = self.bids if parts[0] == "bids" else self.specs
            number, name = int(parts[1]), parts[2] if len(parts) > 2 else None
            place = places[number] if number < len(places) else first
            if parts[0] == "specs" and name is not None:
                place = self.spec_facts.get((number, name), place)
            return place, name
        return self.facts.get(parts[0], first), None if parts[0] in ("bids", "specs") else parts[0]


@dataclass(frozen=True)
class Table:
    """The caller's own table, to be handed back."""

    sheet: str
    headers: tuple[Any, ...]
    rows: tuple[tuple[Any, ...], ...]
    numbers: tuple[int, ...]
    """The row number of each row in the file."""
    fields: Mapping[str, int]
    """Field → position of its column."""


@dataclass(frozen=True, repr=False, eq=False)
class Tender:
    """A tender as it was read from a table: its lots with their bids, and where each value stands. Immutable.

    >>> import io, jicai
    >>> table = "品种,企业,申报价\\n利培酮片,齐鲁制药,0.049\\n利培酮片,常州四药,0.12\\n"
    >>> tender = jicai.tender.read_tender(io.BytesIO(table.encode()))
    >>> tender
    <Tender table.csv: 1 lot, 2 bids, no rulebook>
    >>> str(tender.lots["利培酮片"].bids[1].price)
    '0.12'
    """

    source: str
    """Name of the file."""
    rulebook: Optional[str]
    """Id of the rulebook that the table names."""
    notes: tuple[Problem, ...]
    """Remarks below the table, which are not read: each with its row."""
    questions: Mapping[str, LotRows] = field(default_factory=dict)
    """Lot id → the lot in the shape of the contract with its cells, in the order of the table. A table without a column for lots is the one lot ``""``."""
    table: Table = field(default_factory=lambda: Table("", (), (), (), {}))
    """The rows as they were read."""
    specs: Optional[Table] = None
    """The rows of the sheet of strengths, if there is one."""
    rows: tuple[tuple[str, int], ...] = ()
    """For each row of `table` its lot and the position of its bid in the lot."""

    @property
    def lots(self) -> Mapping[str, Lot]:
        """Lot id → `jicai.award.Lot`, in the order of the table."""
        import msgspec

        from ..award import Lot

        found = self.__dict__.get("_lots")
        if found is None:
            found = MappingProxyType({lot: msgspec.convert(rows.question, Lot) for lot, rows in self.questions.items()})
            self.__dict__["_lots"] = found
        return found

    @property
    def bids(self) -> int:
        """Number of bids in all lots."""
        return len(self.rows)

    def locate(self, lot: str, path: str, message: str = "", help: Optional[str] = None) -> Problem:
        """The cell behind a JSON Pointer into the request for a lot, e.g. `/input/bids/3/price`.

        Errors: `KeyError` for a lot that is not in the table.
        """
        place, name = self.questions[lot].place(path)
        if place is None or not path.startswith("/input/"):
            # A gap of the rules is about the lot as a whole.
            row = place.row if place is not None else None
            return Problem(message, self.table.sheet, row, header=f"lot {lot}" if lot else None, help=help)
        return place.problem(name, message, help)

    def select(
        self, rulebook: Optional[RulebookLike] = None, *, strict: bool = False, whole_round: bool = False
    ) -> TenderResult:
        """Decides every lot under a rulebook: the one named here, or else the one that the table names.

        A lot that cannot be decided keeps its error, with the cell it comes from; the others are decided. `strict` refuses results that rest on
        an unverified parameter. `whole_round` says that the table is a whole round: batch-wide filters (batches 7 to 9) are applied, and then one
        undecided lot leaves them all undecided, because a filter over a part is another filter.

        Errors: `InvalidInput` where no rulebook is named; `UnknownRulebook`, `InvalidRulebook`.
        """
        from .. import award

        chosen: Optional[RulebookLike] = self.rulebook if rulebook is None else rulebook
        if chosen is None:
            raise InvalidInput(
                "no rulebook is named, neither here nor in the table",
                path="/rulebook",
                help='pass rulebook="award/cn-batch-10", or name it in the sheet `说明`',
            )
        if whole_round:
            return self._round(chosen, strict)
        results: dict[str, LotResult] = {}
        for lot, rows in self.questions.items():
            question = {name: value for name, value in rows.question.items() if name != "filter_tie_rank"}
            try:
                results[lot] = LotResult(lot, award.select(question, rulebook=chosen, strict=strict))
            except (UnknownRulebook, InvalidRulebook):
                raise
            except JicaiError as error:
                results[lot] = self._failed(lot, error, error.path)
        return TenderResult(self, chosen, MappingProxyType(results))

    def _round(self, rulebook: RulebookLike, strict: bool) -> TenderResult:
        from .. import award

        lots = list(self.questions)
        try:
            answer = award.select_round(
                {"lots": [rows.question for rows in self.questions.values()]}, rulebook=rulebook, strict=strict
            )
        except (UnknownRulebook, InvalidRulebook):
            raise
        except JicaiError as error:
            parts = error.path.split("/")
            at = int(parts[3]) if len(parts) > 3 and parts[2] == "lots" and parts[3].isdigit() else None
            culprit = lots[at] if at is not None and at < len(lots) else None
            path = "/".join(["/input", *parts[4:]]) if culprit is not None else error.path
            return TenderResult(
                self,
                rulebook,
                MappingProxyType(
                    {
                        lot: self._failed(lot, error, path)
                        if culprit in (None, lot)
                        else self._waiting(lot, culprit, error)
                        for lot in lots
                    }
                ),
            )
        decided = {str(one.lot): one for one in answer.lots}
        whole = WholeRound(answer)
        return TenderResult(
            self,
            rulebook,
            MappingProxyType({lot: LotResult(lot, decided[lot], whole=whole) for lot in lots}),
        )

    def _failed(self, lot: str, error: JicaiError, path: str) -> LotResult:
        return LotResult(lot, None, error, self.locate(lot, path, error.message, error.help))

    def _waiting(self, lot: str, culprit: Optional[str], error: JicaiError) -> LotResult:
        kind = type(error) if isinstance(error, (RuleGap, LimitExceeded)) else InvalidInput
        waiting = kind(f"the round stops at the lot `{culprit}`: {error.message}", path=error.path, help=error.help)
        return LotResult(lot, None, waiting, self.locate(lot, "/input", waiting.message, waiting.help))

    def __repr__(self) -> str:
        named = f"rulebook {self.rulebook}" if self.rulebook else "no rulebook"
        return f"<Tender {self.source}: {_many(len(self.questions), 'lot')}, {_many(self.bids, 'bid')}, {named}>"


class WholeRound:
    """The answer for a round, and its explanation lot by lot."""

    def __init__(self, answer: RoundAward) -> None:
        self.answer = answer
        self._explanations: Optional[Mapping[str, Explanation]] = None

    @property
    def explanations(self) -> Mapping[str, Explanation]:
        """A round explains its lots one after the other; bids of two lots may have the same id.

        A lot ends where a step is about something that it does not have, about an earlier bid, or decides the same clause again.
        """
        if self._explanations is None:
            steps = list(self.answer.explanation)
            found: dict[str, Explanation] = {}
            at = 0
            for lot in self.answer.lots:
                order = {f"bid:{bid.bid}": number for number, bid in enumerate(lot.bids)}
                own, start, last = f"lot:{lot.lot}", at, 0
                seen: set[tuple[str, str]] = set()
                while at < len(steps):
                    step = steps[at]
                    number = order.get(step.subject, -1)
                    if (number < last and step.subject != own) or (step.clause, step.subject) in seen:
                        break
                    seen.add((step.clause, step.subject))
                    last = max(last, number)
                    at += 1
                found[str(lot.lot)] = Explanation(steps[start:at])
            self._explanations = found
        return self._explanations


@dataclass(frozen=True, eq=False)
class LotResult:
    """The answer for one lot: its award, or why there is none."""

    lot: str
    """Id of the lot."""
    award: Optional[Award]
    """Who won and why; None where the lot is undecided."""
    error: Optional[JicaiError] = None
    """Why the lot is undecided."""
    problem: Optional[Problem] = None
    """The same with the cell of the table."""
    whole: Optional[WholeRound] = None
    """With `whole_round`: the answer for the round, which has explanation and sources."""

    @property
    def explanation(self) -> Explanation:
        """The steps of this lot; empty where it is undecided."""
        if self.award is None:
            return Explanation()
        return self.award.explanation if self.whole is None else self.whole.explanations[self.lot]

    @property
    def rests_on(self) -> tuple[Source, ...]:
        """The parameters that touched the answer and are not official; with `whole_round` those of the round."""
        if self.award is None:
            return ()
        return self.award.rests_on if self.whole is None else self.whole.answer.rests_on

    def __repr__(self) -> str:
        if self.award is None:
            code = self.error.code if self.error is not None else "internal"
            return f"<LotResult {self.lot}: undecided, {code}>"
        return f"<LotResult {self.lot}: {self.award.winners} of {_many(len(self.award.bids), 'bid')} selected>"


@dataclass(frozen=True, repr=False, eq=False)
class TenderResult:
    """The answers for all lots of a tender. Iterates over `LotResult`s in the order of the table.

    >>> import io, jicai
    >>> table = "品种,最高有效申报价,企业,申报价\\n利培酮片,0.167,齐鲁制药,0.049\\n利培酮片,,常州四药,0.12\\n"
    >>> result = jicai.tender.read_tender(io.BytesIO(table.encode())).select("award/cn-2019-expansion")
    >>> result
    <TenderResult under award/cn-2019-expansion: 1 lot, 2 bids selected>
    >>> result["利培酮片"].award.selected
    ('齐鲁制药', '常州四药')
    """

    tender: Tender
    """What was decided."""
    rulebook: RulebookLike
    """Under which rulebook."""
    lots: Mapping[str, LotResult]
    """Lot id → its answer, in the order of the table."""

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Of every undecided lot: why, and the cell it comes from."""
        return tuple(lot.problem for lot in self if lot.problem is not None)

    @property
    def rulebook_id(self) -> str:
        """The rulebook's id."""
        if isinstance(self.rulebook, str):
            return self.rulebook
        found = self.rulebook.get("id") if isinstance(self.rulebook, Mapping) else getattr(self.rulebook, "id", None)
        return str(found or "")

    def write(
        self, target: Union[str, os.PathLike[str], BinaryIO], *, language: str = "zh", format: Optional[str] = None
    ) -> None:
        """The same as `jicai.tender.write_result`."""
        from ._write import write_result

        write_result(self, target, language=language, format=format)

    def __getitem__(self, lot: str) -> LotResult:
        return self.lots[lot]

    def __iter__(self) -> Iterator[LotResult]:
        return iter(self.lots.values())

    def __len__(self) -> int:
        return len(self.lots)

    def __repr__(self) -> str:
        undecided = sum(1 for lot in self if lot.award is None)
        selected = sum(lot.award.winners for lot in self if lot.award is not None)
        rest = f", {undecided} undecided" if undecided else ""
        lots = _many(len(self.lots), "lot")
        return f"<TenderResult under {self.rulebook_id}: {lots}, {_many(selected, 'bid')} selected{rest}>"


def _many(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def collect(problems: list[Problem]) -> None:
    """Raises all problems together, in the order of the table."""
    if problems:
        raise TenderError(problems)
