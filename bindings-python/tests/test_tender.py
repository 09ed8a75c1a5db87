"""Reading tenders: cells, headers, lots, strengths, and every problem with its place."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from datetime import datetime, time
from pathlib import Path
from typing import Any

import pytest

import jicai
from jicai.tender import Tender, TenderError, _grid, read_tender
from jicai.tender._columns import BID_COLUMNS, SPEC_COLUMNS, index, nearest

openpyxl = pytest.importorskip("openpyxl")


def csv(text: str, encoding: str = "utf-8") -> io.BytesIO:
    return io.BytesIO(text.encode(encoding))


def book(sheets: dict[str, Any], *, merge: Sequence[str] = (), text: bool = False) -> io.BytesIO:
    """A workbook in memory; `merge` names ranges of the first sheet; `text` writes formulas as what they look like."""
    made = openpyxl.Workbook()
    made.remove(made.active)
    for name, rows in sheets.items():
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
        if text:
            for cell in (cell for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)):
                cell.data_type = "s"
    for area in merge:
        made.worksheets[0].merge_cells(area)
    file = io.BytesIO()
    made.save(file)
    file.seek(0)
    return file


def problems(source: Any, **options: Any) -> list[str]:
    with pytest.raises(TenderError) as caught:
        read_tender(source, **options)
    assert caught.value.code == "invalid_input"
    assert isinstance(caught.value, jicai.InvalidInput)
    return [str(problem) for problem in caught.value.problems]


def one_cell(column: str, value: Any, **more: Any) -> Tender:
    """A workbook with one bid and one cell of interest."""
    row = {"品种": "L", "申报编号": "B", "申报价": "1", **more, column: value}
    return read_tender(book({"报价": [list(row), list(row.values())]}))


def only(tender: Tender) -> dict[str, Any]:
    (rows,) = tender.questions.values()
    return dict(rows.question)


# Cells


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (17.81, "17.81"),
        (0.049, "0.049"),
        (3, "3"),
        (100.0, "100"),
        (1e-7, "0.0000001"),
        (123456789012.345, "123456789012.345"),
        ("17.81", "17.81"),
        (" 17.810 ", "17.810"),
        ("\u300017.81\xa0", "17.81"),
        ("0.0000000001", "0.0000000001"),
    ],
)
def test_a_price_is_taken_digit_by_digit(value: Any, text: str) -> None:
    assert only(one_cell("申报价", value))["bids"][0]["price"] == text


@pytest.mark.parametrize(
    ("value", "says"),
    [
        (0, "price must be greater than zero, got `0`"),
        (-1, "price must be greater than zero, got `-1`"),
        (1e300, "more than 15 digits before the point"),
        (1e-12, "more than 10 decimals"),
        (12345678901234567, "more than the 15 digits"),
        ("１７.８１", "write `17.81`, in ASCII digits"),
        ("1 234", "write `1234`"),
        ("1,234.50", "write `1234.50` without thousands separators"),
        ("1,5", "price must be a plain decimal number"),
        ("17.81元", "write `17.81`"),
        ("60%", "percent is never used"),
        ("1e3", "price must be a plain decimal number"),
        ("+1", "price must be a plain decimal number"),
        ("#N/A", "the spreadsheet shows the error `#N/A`"),
        (True, "price must be a number, got `TRUE`, which the spreadsheet keeps as a truth value"),
        (datetime(2025, 1, 2), "which the spreadsheet keeps as a date"),
        (time(3, 4), "which the spreadsheet keeps as a time"),
        ("0.00000000001", "more than 10 decimals"),
        ("1" * 16, "more than 15 digits before the point"),
    ],
)
def test_a_bad_price_names_its_cell(value: Any, says: str) -> None:
    with pytest.raises(TenderError) as caught:
        one_cell("申报价", value)
    (problem,) = caught.value.problems
    assert (problem.sheet, problem.row, problem.column, problem.header) == ("报价", 2, "C", "申报价")
    assert str(problem).startswith("报价!C2 (申报价): ")
    assert says in str(problem)


def test_a_double_without_a_short_decimal_is_refused() -> None:
    """Excel writes the 17 digits of `=0.1+0.2`; openpyxl would not."""
    file = book({"报价": [["企业", "申报价"], ["甲", 0.3]]})
    summed = _with_part(
        file, "xl/worksheets/sheet1.xml", lambda data: data.replace(b"<v>0.3</v>", b"<v>0.30000000000000004</v>")
    )
    (told,) = problems(summed)
    assert told.startswith("报价!B2 (申报价): price is kept as `0.30000000000000004`, more than the 15 digits")
    assert "round it in the sheet" in told
    # Excel writes 17 digits for 17.81 as well: the shortest text of that double is the price.
    exact = _with_part(
        file, "xl/worksheets/sheet1.xml", lambda data: data.replace(b"<v>0.3</v>", b"<v>17.809999999999999</v>")
    )
    assert only(read_tender(exact))["bids"][0]["price"] == "17.81"


@pytest.mark.parametrize(
    ("column", "field", "value", "read"),
    [
        ("剂型", "form", "口服固体", "oral_solid"),
        ("剂型", "form", "oral_solid", "oral_solid"),
        ("剂型", "form", "Oral Solid", "oral_solid"),
        ("剂型", "form", "小容量注射液", "injection_small_volume"),
        ("带量类别", "volume_class", "降低比例品种", "reduced"),
        ("短周期品种", "short_term", "是", True),
        ("短周期品种", "short_term", False, False),
        ("长期用药", "long_term_use", "TRUE", True),
        ("另需计算", "want", "采购周期、约定采购量比例", ("share", "term")),
        ("另需计算", "want", "term, term", ("term",)),
        ("最多入围企业数", "max_shortlisted", 3.0, 3),
        ("最多入围企业数", "max_shortlisted", "4.0", 4),
        ("文件限价", "limit_price", 9.9, "9.9"),
        ("厂牌平均报量", "brand_volume_mean", 0, "0"),
        ("剔除抽签序号", "filter_tie_rank", 2, 2),
    ],
)
def test_facts_of_a_lot(column: str, field: str, value: Any, read: Any) -> None:
    assert only(one_cell(column, value))[field] == read


@pytest.mark.parametrize(
    ("column", "field", "value", "read"),
    [
        ("企业", "company", 1001, "1001"),
        ("企业", "company", " 甲 公司\u3000", "甲 公司"),
        ("关联企业组", "group", "g", "g"),
        ("单位可比价", "comparable_price", 1.2, "1.2"),
        ("参比制剂", "is_reference", "是", True),
        ("原供应企业", "incumbent", "否", False),
        ("报量", "reported_volume", 1234567, "1234567"),
        ("曾中选", "prior_winner", True, True),
        ("自产原料药", "own_api", "yes", True),
        ("既往销售额", "prior_sales", "1000.50", "1000.50"),
        ("过评规格数", "passed_specs", 0, 0),
        ("过评日期", "pass_date", datetime(2025, 10, 27), "2025-10-27"),
        ("过评日期", "pass_date", "2025-10-27", "2025-10-27"),
        ("过评日期", "pass_date", "2025/1/7", "2025-01-07"),
        ("过评日期", "pass_date", "2025年10月7日", "2025-10-07"),
        ("抽签顺位", "tie_rank", 1, 1),
        ("复活报价", "revival_price", 0.9, "0.9"),
        ("价格分", "price_score", 59.5, "59.5"),
        ("技术分", "technical_score", "40", "40"),
    ],
)
def test_facts_of_a_bid(column: str, field: str, value: Any, read: Any) -> None:
    assert only(one_cell(column, value))["bids"][0][field] == read


@pytest.mark.parametrize(
    ("column", "value", "says"),
    [
        ("剂型", "片剂", "form must be one of `口服固体`"),
        ("剂型", 3, "form must be one of"),
        ("参比制剂", 1, "1 and 0 are not taken"),
        ("参比制剂", "对", "is_reference must be `是` or `否`"),
        ("另需计算", "share;其余", "got `其余`"),
        ("最多入围企业数", 2.5, "must be a whole number, got `2.5`"),
        ("最多入围企业数", 0, "must be from 1 to 1000000000, got `0`"),
        ("过评日期", datetime(2025, 1, 2, 3), "with a time"),
        ("过评日期", "2025-02-30", "no day of the calendar"),
        ("过评日期", 45957, "format the cell as a date"),
        ("过评日期", "27.10.2025", "must be a day"),
        ("企业", datetime(2025, 1, 2), "company must be a text"),
        ("企业", "甲\n乙", "another invisible character"),
        ("报量", -1, "reported_volume must not be negative, got `-1`"),
        ("复活报价", 2, "revival_price must not be above price `1`, got `2`"),
    ],
)
def test_what_else_can_be_wrong_in_a_cell(column: str, value: Any, says: str) -> None:
    with pytest.raises(TenderError) as caught:
        one_cell(column, value)
    (problem,) = caught.value.problems
    assert (problem.sheet, problem.row, problem.header) == ("报价", 2, column)
    assert says in str(problem)


def test_a_formula_without_a_result_is_named() -> None:
    file = book({"报价": [["品种", "申报编号", "申报价"], ["L", "B", "=1+1"]]})
    (problem,) = problems(file)
    assert problem.startswith("报价!C2 (申报价): the formula of this cell has no stored result")


def test_a_last_row_whose_price_has_no_result_is_no_remark() -> None:
    file = book({"报价": [["企业", "申报价"], ["甲", 1], ["乙", "=1+1"]]})
    (problem,) = problems(file)
    assert problem.startswith("报价!B3 (申报价): the formula of this cell has no stored result")


# Everything at once


def test_every_problem_is_told_in_the_order_of_the_sheet() -> None:
    rows = [
        ["品种", "剂型", "申报编号", "申报价", "复活报价"],
        ["L", "丸", "B1", "x", None],
        ["L", None, "B1", 2, 3],
        [None, None, "B2", None, None],
    ]
    told = problems(book({"报价": rows}))
    assert [line.partition(":")[0] for line in told] == [
        "报价!B2 (剂型)",
        "报价!D2 (申报价)",
        "报价!C3 (申报编号)",
        "报价!A4 (品种)",
        "报价!D4 (申报价)",
    ]


def test_the_text_of_the_error_lists_twenty() -> None:
    rows = "".join(f"B{number},-1\n" for number in range(30))
    with pytest.raises(TenderError) as caught:
        read_tender(csv("申报编号,申报价\n" + rows))
    lines = str(caught.value).splitlines()
    assert len(caught.value.problems) == 30
    assert lines[0] == "table.csv!B2 (申报价): price must be greater than zero, got `-1`"
    assert lines[20:] == ["… and 10 more, in `problems`"]


def test_an_error_comes_back_whole_from_another_process() -> None:
    import pickle

    with pytest.raises(TenderError) as caught:
        read_tender(csv("申报编号,申报价\nB,-1\n"))
    assert pickle.loads(pickle.dumps(caught.value)).problems == caught.value.problems


# Lots


def test_facts_of_a_lot_stand_on_one_row_or_agree() -> None:
    tender = read_tender(
        csv("品种,最高有效申报价,剂型,企业,申报价\nL,3.5,,甲,1\nL,,口服固体,乙,2\nL,3.50,oral_solid,丙,2\n")
    )
    question = only(tender)
    assert (question["ceiling"], question["form"]) == ("3.5", "oral_solid")
    told = problems(csv("品种,最高有效申报价,企业,申报价\nL,3.5,甲,1\nM,9,甲,1\nL,3.6,乙,2\n"))
    assert told == [
        "table.csv!B4 (最高有效申报价): ceiling of the lot `L` is `3.6` here and `3.5` in row 2; state it once, or the same in every row"
    ]


def test_a_table_may_be_one_lot_without_a_name() -> None:
    tender = read_tender(csv("企业,申报价\n甲,1\n乙,2\n"))
    assert list(tender.questions) == [""]
    assert "lot" not in only(tender)
    assert [bid["bid"] for bid in only(tender)["bids"]] == ["甲", "乙"]
    assert tender.select("award/cn-2019-expansion")[""].award is not None


def test_a_bid_twice_in_a_lot() -> None:
    told = problems(csv("品种,企业,申报价\nL,甲,1\nM,甲,1\nL,甲,2\n"))
    assert told[0].startswith(
        "table.csv!B4 (企业): `甲` bids twice in the lot `L`: also in row 2; add a column `申报编号`"
    )


def test_lots_are_typed() -> None:
    tender = read_tender(csv("品种,企业,申报价,过评日期\nL,甲,1.20,2020-01-02\n"))
    lot = tender.lots["L"]
    assert isinstance(lot, jicai.award.Lot)
    assert str(lot.bids[0].price) == "1.20"
    assert lot.bids[0].pass_date is not None and lot.bids[0].pass_date.isoformat() == "2020-01-02"
    assert tender.lots is tender.lots


def test_every_field_of_the_contract_has_a_column() -> None:
    wanted = {*jicai.award.Lot.__struct_fields__, *jicai.award.Bid.__struct_fields__} - {"bids", "specs"}
    assert wanted <= {column.field for column in BID_COLUMNS}
    assert set(jicai.award.Spec.__struct_fields__) <= {column.field for column in SPEC_COLUMNS}


def test_the_words_of_choices_are_those_of_the_contract() -> None:
    import typing

    from jicai.tender._words import FORMS, VOLUME_CLASSES, WANTS

    for words, kind in (
        (FORMS, jicai.award.Form),
        (VOLUME_CLASSES, jicai.award.VolumeClass),
        (WANTS, jicai.award.Want),
    ):
        assert set(words.values()) == set(typing.get_args(kind))


# Strengths

SPECS = [["品种", "规格", "最高有效申报价", "差比系数"], ["L", "10mg", 3, None], ["L", "20mg", 5.1, 1.7]]


def test_strengths_in_a_sheet_of_their_own() -> None:
    bids = [
        ["品种", "基准规格", "规格", "企业", "申报价"],
        ["L", "10mg", "10mg", "甲", 1],
        ["L", None, "20mg", "乙", 1.8],
    ]
    question = only(read_tender(book({"报价": bids, "规格": SPECS})))
    assert question["specs"] == [{"spec": "10mg", "ceiling": "3"}, {"spec": "20mg", "ceiling": "5.1", "factor": "1.7"}]
    assert question["reference_spec"] == "10mg"
    assert "ceiling" not in question


def test_strengths_in_the_rows_of_bids() -> None:
    table = "品种,规格,最高有效申报价,差比系数,企业,申报价\nL,10mg,3,,甲,1\nL,20mg,5.1,1.7,乙,2\nL,20mg,,,丙,2\n"
    assert only(read_tender(csv(table)))["specs"] == [
        {"spec": "10mg", "ceiling": "3"},
        {"spec": "20mg", "ceiling": "5.1", "factor": "1.7"},
    ]


def test_strengths_that_contradict() -> None:
    bids = [
        ["品种", "基准规格", "规格", "最高有效申报价", "企业", "申报价"],
        ["L", "5mg", "10mg", 4, "甲", 1],
        ["L", None, None, None, "乙", 1.8],
    ]
    told = problems(book({"报价": bids, "规格": [*SPECS, ["M", "1g", 1, 1], ["L", "10mg", 1, 1]]}))
    assert [line.partition(";")[0] for line in told] == [
        "报价!B2 (基准规格): `5mg` is not a strength of the lot `L`",
        "报价!D2 (最高有效申报价): ceiling of the strength `10mg` is `4` here and `3` in the sheet `规格`, row 2",
        "报价!C3 (规格): spec is missing: the lot `L` has strengths",
        "规格!A4 (品种): no bid is on the lot `M`",
        "规格!B5 (规格): `10mg` stands twice in the lot `L`: also in row 2",
    ]


def test_a_factor_needs_a_strength() -> None:
    (told,) = problems(csv("企业,申报价,差比系数\n甲,1,1.7\n"))
    assert told.startswith("table.csv!C2 (差比系数): factor is that of a strength")


# Headers


@pytest.mark.parametrize(
    "header",
    ["申报价", "申报价（元）", "申报价(元/片)", " 申 报 价 *", "单位申报价", "price", "Price", "declared price"],
)
def test_headers_are_known_with_unit_blanks_and_in_english(header: str) -> None:
    assert only(read_tender(book({"报价": [["企业", header], ["甲", 1]]})))["bids"][0]["price"] == "1"


def test_a_header_below_a_title() -> None:
    rows = [["第十批 报价汇总"], [], ["制表：", "某处"], ["品种", "企业", "申报价"], ["L", "甲", 1], [], ["L", "乙", 2]]
    tender = read_tender(book({"报价": rows}, merge=["A1:C1"]))
    assert tender.bids == 2
    assert tender.locate("L", "/input/bids/1/price").cell == "报价!C7"


def test_a_header_one_slip_away_is_refused_unless_it_is_meant() -> None:
    table = "企业,申报价,复活报介,我的备注\n甲,1,0.9,x\n"
    (told,) = problems(csv(table))
    assert told == (
        "table.csv!C1 (复活报介): `复活报介` is not a known header, but nearly `复活报价`; "
        'write `复活报价`, or pass extra=["复活报介"] if it is a column of your own'
    )
    tender = read_tender(csv(table), extra=["复活报介"])
    assert tender.table.headers == ("企业", "申报价", "复活报介", "我的备注")
    assert tender.table.rows == (("甲", "1", "0.9", "x"),)


def test_no_known_header_is_a_slip_of_another() -> None:
    known = index(BID_COLUMNS)
    for name in known:
        others = {other: column for other, column in known.items() if column.field != known[name].field}
        assert nearest(name, others) is None, name


def test_a_header_twice() -> None:
    (told,) = problems(csv("企业,申报价,price\n甲,1,2\n"))
    assert told.startswith("table.csv!C1 (price): the column `申报价` stands here twice, also as `申报价` in column B")


def test_no_header_and_missing_columns() -> None:
    assert "no header was found in the first 20 rows" in problems(csv("a,b\n1,2\n"))[0]
    assert "the header has no column `申报价`" in problems(csv("品种,企业\nL,甲\n"))[0]
    assert "says whose bid a row is" in problems(csv("品种,申报价\nL,1\n"))[0]
    assert "there is no bid below the header" in problems(csv("企业,申报价\n"))[0]
    assert "no header was found" in problems(csv(""))[0]


def test_the_header_may_be_repeated_on_each_page() -> None:
    assert read_tender(csv("企业,申报价\n甲,1\n企业,申报价\n乙,2\n")).bids == 2


# Sheets


def test_which_sheet_is_read() -> None:
    good = [["企业", "申报价"], ["甲", 1]]
    assert read_tender(book({"封面": [["x"]], "第一批": good})).table.sheet == "第一批"
    assert read_tender(book({"第一批": good, "报价": good})).table.sheet == "报价"
    assert read_tender(book({"bids": good, "第一批": good})).table.sheet == "bids"
    assert read_tender(book({"报价": good, "第一批": good}), sheet="第一批").table.sheet == "第一批"
    assert "several sheets look like bids: `a`, `b`" in problems(book({"a": good, "b": good}))[0]
    assert "there is no sheet `c`; the sheets are `a`, `b`" in problems(book({"a": good, "b": good}), sheet="c")[0]


def test_hidden_sheets_are_not_read() -> None:
    made = openpyxl.load_workbook(book({"a": [["企业", "申报价"], ["甲", 1]], "b": [["企业", "申报价"], ["乙", 2]]}))
    made["a"].sheet_state = "hidden"
    file = io.BytesIO()
    made.save(file)
    file.seek(0)
    assert read_tender(file).table.sheet == "b"


def test_merged_cells_of_a_lot_hold_for_all_its_rows() -> None:
    rows = [
        ["品种", "最高有效申报价", "企业", "申报价"],
        ["L", 3.5, "甲", 1],
        [None, None, "乙", 2],
        ["M", 4, "甲", 1],
        [None, None, "乙", 3],
    ]
    tender = read_tender(book({"报价": rows}, merge=["A2:A3", "B2:B3", "A4:A5"]))
    assert {lot: len(rows.bids) for lot, rows in tender.questions.items()} == {"L": 2, "M": 2}
    told = problems(book({"报价": rows}, merge=["A2:A3", "A4:A5", "D2:D3"]))
    assert told[0].startswith("报价!D2 (申报价): one price stands in a merged cell for the rows 2 to 3")


def test_remarks_below_the_table_are_kept() -> None:
    rows = [["品种", "企业", "申报价"], ["L", "甲", 1], [], ["注：价格为含税价"], [None, "制表人：某某"]]
    tender = read_tender(book({"报价": rows}, merge=["A4:C4"]))
    assert [(note.row, note.message) for note in tender.notes] == [(4, "注：价格为含税价"), (5, "制表人：某某")]
    # A lot of the table without the rest is an unfinished bid, not a remark.
    told = problems(book({"报价": [*rows[:2], ["L"]]}))
    assert told == ["报价!B3 (企业): company is missing", "报价!C3 (申报价): price is missing"]


def test_the_rulebook_of_a_table() -> None:
    good = [["企业", "申报价"], ["甲", 1]]
    for name in ("award/cn-batch-10", "cn-batch-10", "第十批国家组织药品集中采购"):
        assert read_tender(book({"报价": good, "说明": [["规则书", name]]})).rulebook == "award/cn-batch-10"
    assert read_tender(csv("企业,申报价,规则书\n甲,1,award/cn-batch-11\n乙,2,\n")).rulebook == "award/cn-batch-11"
    (told,) = problems(book({"报价": good, "说明": [["规则书", "第六批"]]}))
    assert told.startswith("说明!B1 (规则书): there is no built-in rulebook `第六批`")
    (told,) = problems(csv("企业,申报价,规则书\n甲,1,award/cn-batch-11\n乙,2,award/cn-batch-10\n"))
    assert "is `award/cn-batch-10` here and `award/cn-batch-11` in row 2" in told


# Files


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("mark", [",", "\t", ";"])
def test_encodings_and_separators(encoding: str, mark: str) -> None:
    text = "品种,企业,申报价\r\n利培酮片,齐鲁制药,0.049\r\n".replace(",", mark)
    tender = read_tender(csv(text, encoding))
    assert only(tender)["bids"] == [{"bid": "齐鲁制药", "company": "齐鲁制药", "price": "0.049"}]


def test_paths_and_open_files(tmp_path: Path) -> None:
    path = tmp_path / "tender.csv"
    path.write_text("企业,申报价\n甲,1\n", encoding="utf-8")
    assert repr(read_tender(path)) == "<Tender tender.csv: 1 lot, 1 bid, no rulebook>"
    with path.open("rb") as file:
        assert read_tender(file).source == "tender.csv"
    assert read_tender(io.StringIO("企业,申报价\n甲,1\n")).bids == 1
    with pytest.raises(FileNotFoundError):
        read_tender(tmp_path / "none.csv")
    with pytest.raises(TypeError):
        read_tender(3)  # type: ignore[arg-type]


def test_what_is_no_table() -> None:
    assert "old .xls" in problems(io.BytesIO(b"\xd0\xcf\x11\xe0" + b"\0" * 600))[0]
    assert "the workbook cannot be read" in problems(io.BytesIO(b"PK\x03\x04 and no more"))[0]
    assert "neither a workbook" in problems(io.BytesIO(b"\xff\xff\x00\x81\xff"))[0]
    assert "neither a workbook" in problems(io.BytesIO("企业,申报价\n甲\0,1\n".encode()))[0]
    assert "this is no CSV" in problems(csv('企业,申报价\n"甲"x,1\n'))[0]


def test_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "more than 256 columns" in problems(csv("企业,申报价" + ",x" * 300 + "\n甲,1\n"))[0]
    rows = [["企业", "申报价"], *([f"c{number}", 1] for number in range(50))]
    monkeypatch.setattr(_grid, "MAX_ROWS", 20)
    assert "more than 20 rows" in problems(book({"报价": rows}))[0]
    monkeypatch.setattr(_grid, "MAX_ROWS", 200)
    monkeypatch.setattr(_grid, "MAX_CELLS", 30)
    assert "more than 30 cells" in problems(book({"报价": rows}))[0]
    monkeypatch.setattr(_grid, "MAX_UNPACKED_BYTES", 1000)
    assert "unpacks to more than 1000 bytes" in problems(book({"报价": rows}))[0]
    monkeypatch.setattr(_grid, "MAX_BYTES", 100)
    assert "larger than 100 bytes" in problems(book({"报价": rows}))[0]


def _with_part(file: io.BytesIO, part: str, change: Any) -> io.BytesIO:
    out = io.BytesIO()
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            data = old.read(entry)
            new.writestr(entry.filename, change(data) if entry.filename == part else data)
    out.seek(0)
    return out


def test_entities_and_stated_sizes_do_no_harm() -> None:
    part = "xl/worksheets/sheet1.xml"
    plain = [["企业", "申报价"], ["甲", 1]]
    laughs = _with_part(book({"报价": plain}), part, lambda data: b'<!DOCTYPE x [<!ENTITY a "b">]>' + data)
    assert "is not what a spreadsheet writes" in problems(laughs)[0]
    padded = _with_part(book({"报价": plain}), part, lambda data: data.replace(b'ref="A1:B2"', b'ref="A1:XFD1048576"'))
    assert read_tender(padded).bids == 1
    far = _with_part(
        book({"报价": plain}),
        part,
        lambda data: (
            data.replace(b'r="2"', b'r="1048576"').replace(b'"A2"', b'"A1048576"').replace(b'"B2"', b'"B1048576"')
        ),
    )
    assert "more than 200000 rows" in problems(far)[0]


def test_without_openpyxl(monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    file = book({"报价": [["企业", "申报价"], ["甲", 1]]})
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    with pytest.raises(ImportError, match=r"pip install 'jicai\[excel\]'"):
        read_tender(file)
    assert read_tender(csv("企业,申报价\n甲,1\n")).bids == 1
