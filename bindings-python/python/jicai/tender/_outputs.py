"""What a result says about each bid, in words: the columns that are added to the caller's table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Callable, Optional

from ._words import (
    CLAUSE_PARAMETERS,
    CLAUSES,
    CODES,
    OUTCOMES,
    PROVENANCES,
    REASONS,
    REVIVALS,
    VOLUMES,
    say,
)

if TYPE_CHECKING:
    from .._call import Step
    from ..award import BidResult
    from ._model import LotResult, TenderResult


@dataclass(frozen=True)
class Documents:
    """What a rulebook says of itself."""

    name: str
    """Number of the document, else title, else id."""
    title: str
    official: tuple[str, ...]
    """Parameters of official provenance."""
    citations: Mapping[str, str]
    """Their citations."""


@dataclass(frozen=True)
class Line:
    """All about one bid."""

    lot: LotResult
    bid: Optional[BidResult]
    """None where the lot is undecided."""
    steps: Sequence[Step]
    deciding: Sequence[Step]
    """Those that decided: for a winner the tests it passed, for a loser those it failed."""
    provenances: Mapping[str, str]
    """How well each parameter is known that touched the lot."""
    documents: Documents
    language: str

    def text(self, step: Step) -> str:
        return step.zh if self.language == "zh" else step.en


def _outcome(line: Line) -> Any:
    return say(OUTCOMES, "undetermined" if line.bid is None else line.bid.outcome, line.language)


def _reason(line: Line) -> Any:
    if line.bid is None:
        return say(CODES, line.lot.error.code if line.lot.error else "internal", line.language)
    return say(REASONS, line.bid.reason, line.language)


def _deciding(bid: Optional[BidResult], steps: Sequence[Step]) -> Sequence[Step]:
    if bid is None:
        return ()
    clauses = _DECIDING.get(bid.reason)
    if bid.reason == "conditions_met":
        clauses = tuple(bid.passed_by or ())
        wanted = "passed"
    elif bid.reason == "conditions_failed":
        tests = ("spread", "cut", "low_price", "limit_price", "mean", "cut_rank")
        return [step for step in steps if _clause(step) in tests and step.outcome == "rejected"]
    else:
        wanted = ""
    return [step for step in steps if _clause(step) in (clauses or ()) and wanted in ("", step.outcome)]


_DECIDING: dict[str, tuple[str, ...]] = {
    "no_conditions": ("shortlist",),
    "zero_volume": ("zero_volume",),
    "revived_shortlisted": ("revival_fused",),
    "revived_unshortlisted": ("revival_unshortlisted",),
    "reference_no_volume": ("revival_reference",),
    "not_shortlisted": ("shortlist",),
    "company_cap": ("company_cap",),
    "related_firm": ("related",),
    "batch_filter": ("filter",),
    "above_ceiling": ("ceiling",),
}


def _clause(step: Step) -> str:
    return step.clause.partition("#")[2]


def _sentence(line: Line) -> Any:
    if line.bid is None:
        return undecided(line.lot)
    texts = [line.text(step) for step in line.deciding]
    # A refused re-quote is part of why a bid lost.
    if line.bid.revival in ("refused_price", "refused_ineligible"):
        texts += [line.text(step) for step in line.steps if _clause(step).startswith("revival_")]
    return ("；" if line.language == "zh" else "; ").join(texts)


def undecided(lot: LotResult) -> str:
    """Why there is no answer: with the cell where a cell is at fault, without it where the rules are."""
    if lot.problem is None or lot.error is None:
        return ""
    if lot.error.path.startswith("/input/"):
        return str(lot.problem)
    return lot.problem.message + (f"; {lot.problem.help}" if lot.problem.help else "")


def _clauses(line: Line) -> Any:
    names = dict.fromkeys(_clause(step) for step in line.deciding)
    return ("、" if line.language == "zh" else ", ").join(say(CLAUSES, name, line.language) for name in names)


def _limit(line: Line) -> Any:
    """The limit of the first deciding clause that has one; of the shortlist the number of places."""
    for step in line.deciding:
        for fact in ("limit", "threshold", "places"):
            if step.facts.get(fact) not in (None, ""):
                return step.facts[fact]
    return None


def _citation(line: Line) -> Any:
    """The document, and how well each parameter of the deciding clauses is known."""
    if line.bid is None:
        return line.documents.name
    parts: dict[str, str] = {}
    for step in line.deciding:
        for wanted in CLAUSE_PARAMETERS.get(_clause(step), ()):
            for name in (*line.provenances, *line.documents.official):
                if name == wanted or name.startswith(wanted + "."):
                    parts[name] = line.provenances.get(name, "official")
    zh = line.language == "zh"
    known = "、".join(f"{name} {say(PROVENANCES, word, 'zh')}" for name, word in parts.items())
    if not zh:
        known = ", ".join(f"{name} {word}" for name, word in parts.items())
    return f"{line.documents.name}{'；' if zh else '; '}{known}" if known else line.documents.name


def _yes_no(value: Optional[bool], language: str) -> Any:
    if value is None:
        return None
    return ("是" if value else "否") if language == "zh" else ("yes" if value else "no")


def _of(name: str) -> Callable[[Line], Any]:
    return lambda line: None if line.bid is None else getattr(line.bid, name)


def _word(name: str, words: Mapping[str, tuple[str, str]]) -> Callable[[Line], Any]:
    def value(line: Line) -> Any:
        word = None if line.bid is None else getattr(line.bid, name)
        return None if word is None else say(words, word, line.language)

    return value


def _truth(name: str) -> Callable[[Line], Any]:
    return lambda line: None if line.bid is None else _yes_no(getattr(line.bid, name), line.language)


@dataclass(frozen=True)
class Output:
    """A column that is added."""

    zh: str
    en: str
    value: Callable[[Line], Any]
    look: str
    """`word`, `text`, `long`, `price`, `percent` or `count`."""
    always: bool = False
    """Also written where no bid has a value."""

    def header(self, language: str) -> str:
        return self.zh if language == "zh" else self.en


RESULT_COLUMNS: tuple[Output, ...] = (
    Output("结果", "outcome", _outcome, "word", True),
    Output("情形", "reason", _reason, "word", True),
    Output("理由", "why", _sentence, "long", True),
    Output("决定条款", "clause", _clauses, "text", True),
    Output("界限", "limit", _limit, "price", True),
    Output("名次", "rank", _of("rank"), "count", True),
    Output("比较价", "compared_price", _of("comparable_price"), "price", True),
    Output("降幅", "cut", _of("cut"), "percent"),
    Output("得分", "total_score", _of("score"), "price"),
    Output("入围", "shortlisted", _truth("shortlisted"), "word", True),
    Output("中选价", "final_price", _of("final_price"), "price", True),
    Output("中选顺位", "selection_order", _of("selection_order"), "count", True),
    Output("带量", "volume", _word("volume", VOLUMES), "word"),
    Output("约定比例", "agreed_share", _of("agreed_share"), "share"),
    Output("中选类别", "award_class", _of("award_class"), "word"),
    Output("复活结果", "revival", _word("revival", REVIVALS), "word"),
    Output("须成本说明", "cost_statement", _truth("cost_statement"), "word"),
    Output("文件与依据", "citation", _citation, "long", True),
)

RESULT_HEADERS: tuple[tuple[str, ...], ...] = tuple(
    tuple(column.header(language) for column in RESULT_COLUMNS) for language in ("zh", "en")
)
"""By these the columns of an earlier result are known again when it is read."""


def lines(result: TenderResult, language: str) -> list[Line]:
    """One for each row of the table, in its order."""
    documents = documents_of(result)
    decided: dict[str, tuple[dict[str, BidResult], dict[str, list[Step]], dict[str, str]]] = {}
    for lot in result:
        steps: dict[str, list[Step]] = {}
        for step in lot.explanation:
            steps.setdefault(step.subject, []).append(step)
        bids = {} if lot.award is None else {bid.bid: bid for bid in lot.award.bids}
        known = {source.parameter.partition("#")[2]: source.provenance for source in lot.rests_on}
        decided[lot.lot] = bids, steps, known
    found: list[Line] = []
    for name, number in result.tender.rows:
        id = result.tender.questions[name].question["bids"][number]["bid"]
        bids, steps, known = decided[name]
        bid, own = bids.get(id), steps.get(f"bid:{id}", [])
        found.append(Line(result[name], bid, own, _deciding(bid, own), known, documents, language))
    return found


def documents_of(result: TenderResult) -> Documents:
    """Document, title and official parameters of the rulebook, or of the one that it extends."""
    from .._call import _plain, evaluate

    book: dict[str, Any]
    if isinstance(result.rulebook, str):
        book = evaluate({"function": "rulebook.show", "input": {"id": result.rulebook}})["value"]
    else:
        book = dict(_plain(result.rulebook, "/rulebook"))
    chain = [book]
    if not isinstance(result.rulebook, str) and isinstance(book.get("extends"), str):
        chain.append(evaluate({"function": "rulebook.show", "input": {"id": book["extends"]}})["value"])
    name = next((str(one[key]) for one in chain for key in ("document", "title_zh", "title") if one.get(key)), "")
    title = next((str(one[key]) for one in chain for key in ("title_zh", "title") if one.get(key)), "")
    if len(chain) > 1 and not book.get("document"):
        name = f"{result.rulebook_id} → {name}"
    parameters = {**(chain[-1].get("parameters") or {}), **(book.get("parameters") or {})}
    official = {
        str(key): str(value.get("citation", ""))
        for key, value in parameters.items()
        if isinstance(value, dict) and value.get("provenance") == "official"
    }
    return Documents(name or result.rulebook_id, title, tuple(official), official)
