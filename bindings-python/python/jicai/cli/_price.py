"""`jicai price`: what another strength, pack or form of the same drug may cost."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, Any, List, Optional  # noqa: UP035

import typer

from ..errors import InvalidInput, JicaiError
from ._award import trimmed
from ._failure import SHOWN, Usage, exit_code, more, named, tell
from ._files import Cell, existing, parse_json, question, read_bytes, table
from ._files import rulebook as rulebook_of
from ._options import RulebookOption, SheetOption, StrictOption
from ._output import Column, Output, Progress, Report
from ._words import BASES, DRUG_CLASSES, PRODUCT, STEPS, refuse_slips, value

DEFAULT = "differential/vbp"
_STEPS = (
    Column("步骤", "step"),
    Column("倍数", "x", "number"),
    Column("底数", "base", "number"),
    Column("比价", "factor", "number"),
    Column("差价", "difference", "number"),
    Column("其后价格", "price after", "number"),
)
_RESULT = (
    Column("计算价", "price", "number"),
    Column("单位价格", "unit_price", "number"),
    Column("精确值", "unrounded", "number"),
    Column("问题", "problem", "long"),
)
_WHOLE: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "price": ("价格", {}),
    "drug_class": ("药品类别", DRUG_CLASSES),
    "basis": ("折算依据", BASES),
    "chain_regardless": ("跨代表品", {}),
    "material_difference": ("包材差价", {}),
}
_PREFIXES = {
    "representative": ("from.", "from_", "representative.", "代表品"),
    "target": ("to.", "to_", "target.", "非代表品"),
}

# typer reads these annotations when it runs, on Python 3.9 too.
From = Annotated[
    Optional[List[str]],  # noqa: UP006
    typer.Option(
        "--from",
        metavar="FIELD=VALUE,…",
        help="The representative: form=tablet,content=10,count=14. 代表品。",
        show_default=False,
    ),
]
To = Annotated[
    Optional[List[str]],  # noqa: UP006
    typer.Option(
        "--to",
        metavar="FIELD=VALUE,…",
        help="What differs in the other product: content=20; `field=` alone takes a field away. 非代表品的不同之处。",
        show_default=False,
    ),
]


def price(
    out: Output,
    file: Annotated[
        Optional[str],
        typer.Argument(
            metavar="FILE", help="Question (.json), or a row each (.csv, .xlsx). 问题或表格。", show_default=False
        ),
    ] = None,
    representative: From = None,
    target: To = None,
    known: Annotated[
        Optional[str],
        typer.Option(
            "--price", metavar="YUAN", help="Price of the representative's pack. 代表品价格。", show_default=False
        ),
    ] = None,
    drug_class: Annotated[
        Optional[str],
        typer.Option("--class", metavar="WORD", help="chemical, biological or tcm. 药品类别。", show_default=False),
    ] = None,
    basis: Annotated[
        Optional[str],
        typer.Option("--basis", metavar="WORD", help="spec or daily_dose. 折算依据。", show_default=False),
    ] = None,
    rulebook: RulebookOption = None,
    strict: StrictOption = False,
    sheet: SheetOption = None,
) -> int:
    """Price of another strength, pack or form. 差比价：由代表品推算其他规格、包装的价格。

    jicai price --from form=tablet,content=10,count=14 --price 1.68 --to content=20

    The rulebook is differential/vbp where none is named.
    A table has columns from.content, to.content … (代表品含量, 非代表品含量 …).
    One without prefix (form, 剂型) is of both products; others are handed back.
    """
    out.only("table", "csv", "json", "xlsx")
    options = [representative, target, known, drug_class, basis]
    book = rulebook_of(rulebook)
    if file is None:
        if not representative or known is None:
            raise Usage("a file is wanted, or --from, --price and --to", "jicai price --help has an example")
        asked = _from_options(representative, target or [], known, drug_class, basis)
        out.places.update(
            {
                "/input/representative": "--from",
                "/input/target": "--to",
                "/input/price": "--price",
                "/input/drug_class": "--class",
                "/input/basis": "--basis",
                "/rulebook": "--rulebook" if rulebook else "",
            }
        )
        return _one(out, asked, book or DEFAULT, strict)
    if any(option is not None for option in options):
        raise Usage("give either a file or --from, --to, --price, --class, --basis")
    existing(file)
    if file.lower().endswith(".json"):
        asked, own, own_strict = question(parse_json(read_bytes(file), file), "differential.price", file)
        return _one(out, asked, book or own or DEFAULT, strict or own_strict)
    return _table(out, file, sheet, book or DEFAULT, strict)


def _from_options(
    representative: list[str], target: list[str], known: str, drug_class: Optional[str], basis: Optional[str]
) -> dict[str, Any]:
    first = _pairs("--from", representative)
    second = {**first, **_pairs("--to", target)}
    asked: dict[str, Any] = {
        "representative": _product(first),
        "price": known,
        "target": _product({name: given for name, given in second.items() if given}),
    }
    if drug_class is not None:
        asked["drug_class"] = DRUG_CLASSES.get(drug_class, drug_class)
    if basis is not None:
        asked["basis"] = BASES.get(basis, basis)
    return asked


def _pairs(option: str, given: list[str]) -> dict[str, Cell]:
    chinese = {zh: name for name, (zh, _) in PRODUCT.items()}
    found: dict[str, Cell] = {}
    for part in (one.strip() for text in given for one in text.replace("，", ",").split(",") if one.strip()):
        name, mark, text = (one.strip() for one in part.partition("="))
        name = chinese.get(name, name)
        if not mark or name not in PRODUCT:
            raise Usage(f"{option} takes FIELD=VALUE, got `{part}`", f"the fields are {', '.join(PRODUCT)}")
        if name in found:
            raise Usage(f"{option} states `{name}` twice")
        found[name] = Cell(text)
        found[name].place = f"{option} {name}"
    return found


def _product(given: Mapping[str, Cell]) -> dict[str, Any]:
    return {name: value(name, PRODUCT[name][1], cell) for name, cell in given.items()}


def _one(out: Output, asked: dict[str, Any], rulebook: Any, strict: bool) -> int:
    import jicai

    from ..tender._words import PROVENANCES, say

    options = {"explain": out.format == "json", "strict": strict, "language": out.language}
    answer = jicai.evaluate(
        {"function": "differential.price", "rulebook": rulebook, "input": asked, "options": options}
    )
    found = answer["value"]
    rows = [
        [
            say(STEPS, step["step"], out.language),
            *(_short(step.get(name)) for name in ("x", "base", "factor", "difference", "price_after")),
        ]
        for step in found["steps"]
    ]
    kept = [at for at in range(len(_STEPS)) if any(row[at] is not None for row in rows)]
    name = rulebook if isinstance(rulebook, str) else str(rulebook.get("id", ""))
    notes = [out.say(f"计算价 {found['price']} 元", f"price {found['price']} yuan")]
    if found.get("unit_price"):
        notes.append(out.say(f"单位价格 {found['unit_price']} 元", f"unit price {found['unit_price']} yuan"))
    notes.append(out.say(f"精确值 {_short(found['unrounded'])}", f"unrounded {_short(found['unrounded'])}"))
    if found["price_is_ceiling"]:
        notes.append(
            out.say("按包材差价的上限计算：这是最高价。", "A maximum for the material was used: this is the most.")
        )
    if found["floor_applied"]:
        notes.append(out.say("按注射剂的下限取价。", "The floor of injections replaced the price."))
    if found["cap_applied"]:
        notes.append(out.say("按小规格的上限取价。", "The cap of smaller specifications replaced the price."))
    for source in answer["rests_on"]:
        provenance = say(PROVENANCES, source["provenance"], out.language)
        notes.append(f"{source['parameter']}  {provenance}  {source['citation']}")
    if out.format in ("csv", "xlsx"):
        columns = [Column("规则书", "rulebook"), *_RESULT[:3]]
        row = [name, *(_decimal(found.get(key)) for key in ("price", "unit_price", "unrounded"))]
        out.emit(Report(columns, [row], lambda: answer))
        return 0
    out.emit(
        Report([_STEPS[at] for at in kept], [[row[at] for at in kept] for row in rows], lambda: answer, name, notes)
    )
    return 0


def _short(text: Optional[str]) -> Optional[str]:
    return None if text is None else trimmed(Decimal(text))


def _decimal(text: Optional[str]) -> Optional[Decimal]:
    return None if text is None else Decimal(text)


def _columns(headers: list[str], name: str) -> dict[str, tuple[str, str]]:
    """Header → side (`representative`, `target`, `both`, or the question itself as an empty text) and field."""
    known: dict[str, tuple[str, str]] = {}
    for field, (chinese, _) in PRODUCT.items():
        known[field] = known[chinese] = ("both", field)
        for side, prefixes in _PREFIXES.items():
            for prefix in prefixes:
                known[prefix + (field if prefix.isascii() else chinese)] = (side, field)
    for field, (chinese, _) in _WHOLE.items():
        known[field] = known[chinese] = ("", field)
    known["代表品价格"] = known["from.price"] = ("", "price")
    refuse_slips(headers, known, name)
    for header in headers:
        if header not in known and header.startswith(tuple(one for all in _PREFIXES.values() for one in all)):
            raise InvalidInput(
                f"the column `{header}` of `{name}` names no field", help=f"fields: {', '.join(PRODUCT)}"
            )
    found = {header: known[header] for header in headers if header in known}
    twice = [header for header, meant in found.items() if list(found.values()).count(meant) > 1]
    if twice:
        raise InvalidInput(f"the columns `{'`, `'.join(twice)}` of `{name}` mean the same", help="leave one")
    if ("", "price") not in found.values():
        raise InvalidInput(f"`{name}` has no column `price` or `价格`", help="it is the price of the representative")
    return found


def _ask(row: Mapping[str, Cell], meant: Mapping[str, tuple[str, str]]) -> dict[str, Any]:
    asked: dict[str, Any] = {"representative": {}, "target": {}}
    # A column of one side says more than one of both.
    for header, (side, field) in sorted(meant.items(), key=lambda one: one[1][0] != "both"):
        if header not in row:
            continue
        if not side:
            asked[field] = value(field, _WHOLE[field][1], row[header])
            continue
        for name in ("representative", "target") if side == "both" else (side,):
            asked[name][field] = value(field, PRODUCT[field][1], row[header])
    return asked


def _table(out: Output, file: str, sheet: Optional[str], rulebook: Any, strict: bool) -> int:
    import jicai

    from ..tender._words import CODES, say

    name, headers, lines = table(file, sheet)
    meant = _columns(headers, name)
    cells = {f"/input/{side}/{field}" if side else f"/input/{field}": header for header, (side, field) in meant.items()}
    rows: list[list[Any]] = []
    answers: list[Any] = []
    codes: Counter[str] = Counter()
    with Progress("price", len(lines)) as progress:
        for line in lines:
            own = [line.get(header) for header in headers]
            try:
                request = {"function": "differential.price", "rulebook": rulebook, "input": _ask(line, meant)}
                answer = jicai.evaluate({**request, "options": {"explain": False, "strict": strict}})
            except (jicai.UnknownRulebook, jicai.InvalidRulebook):
                raise
            except JicaiError as error:
                codes[error.code] += 1
                first = next(iter(line.values())).place.partition(" ")[0]
                header = named(error.path, cells)
                cell = line.get(header)
                at = cell.place if cell is not None else f"{first} {header}".strip()
                if sum(codes.values()) <= SHOWN:
                    tell(error.code, at, error.message, error.help)
                problem = (
                    say(CODES, error.code, out.language) if out.format == "table" else f"{error.code}: {error.message}"
                )
                rows.append([*own, None, None, None, problem])
                answers.append({"error": {"code": error.code, "path": error.path, "message": error.message}})
            else:
                found = answer["value"]
                rows.append([*own, *(_decimal(found.get(key)) for key in ("price", "unit_price", "unrounded")), None])
                answers.append(answer)
            progress.advance(1)
    more(sum(codes.values()) - SHOWN)
    added = _RESULT if codes else _RESULT[:3]
    columns = [*(Column(header, header) for header in headers), *added]
    out.emit(Report(columns, [row[: len(columns)] for row in rows], lambda: answers))
    return exit_code(codes, len(lines))
