"""Writing results and templates, reading them again, and tables full of nonsense."""

from __future__ import annotations

import csv
import io
import random
import time
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import jicai
from jicai.tender import TenderError, TenderResult, read_tender, write_result, write_template
from jicai.tender._outputs import RESULT_COLUMNS
from jicai.tender._style import as_cell, safe_text

openpyxl = pytest.importorskip("openpyxl")


def table(text: str) -> io.BytesIO:
    return io.BytesIO(text.encode())


TENDER = (
    "品种,剂型,最高有效申报价,申报编号,企业,申报价,复活报价,备注\n"
    "甲药,口服固体,3.5,A1,=1+1公司,1.00,,@x\n"
    "甲药,,,A2,乙,1.80,,-y\n"
    "甲药,,,A3,丙,1.81,1.80,+z\n"
    "甲药,,,A4,丁,3.6,,\n"
    "甲药,,,A5,戊,2.9,,\n"
    "丙药,口服固体,8,C1,甲,2,,\n"
    "丙药,,,C2,乙,2,,\n"
    "丙药,,,C3,丙,2,,\n"
)


@pytest.fixture()
def result() -> TenderResult:
    return read_tender(table(TENDER)).select("award/cn-batch-10")


def rows_of(data: io.BytesIO, sheet: str) -> list[dict[str, Any]]:
    data.seek(0)
    rows = list(openpyxl.load_workbook(data)[sheet].iter_rows(values_only=True))
    return [dict(zip([str(name) for name in rows[0]], row)) for row in rows[1:]]


def written(result: TenderResult, **options: Any) -> io.BytesIO:
    file = io.BytesIO()
    result.write(file, **options)
    file.seek(0)
    return file


def test_a_template_is_read_decided_written_and_read_again(tmp_path: Path) -> None:
    for language in ("zh", "en"):
        path = tmp_path / f"{language}.xlsx"
        write_template(path, language=language)
        tender = read_tender(path)
        assert (len(tender.lots), tender.bids, tender.rulebook) == (2, 6, "award/cn-2019-expansion")
        assert len(tender.notes) == 1
        result = tender.select()
        assert result["利培酮片"].award is not None
        # As published: all three won; of the other three the dearest lost.
        assert result["利培酮片"].award.selected == ("B15", "B16", "B17")
        assert result["硫酸氢氯吡格雷片"].award is not None
        assert result["硫酸氢氯吡格雷片"].award.selected == ("B03", "B04")
        for spoken in ("zh", "en"):
            for ending in ("xlsx", "csv"):
                target = tmp_path / f"result.{ending}"
                result.write(target, language=spoken)
                again = read_tender(target)
                assert again.lots == tender.lots
                assert again.table.headers == tender.table.headers
                assert again.select("award/cn-2019-expansion")["利培酮片"].award == result["利培酮片"].award
                if ending == "xlsx":
                    assert again.rulebook == tender.rulebook


def test_the_template_explains_every_column(tmp_path: Path) -> None:
    from jicai.tender._columns import BID_COLUMNS

    write_template(tmp_path / "t.xlsx", example=False)
    book = openpyxl.load_workbook(tmp_path / "t.xlsx")
    assert book.sheetnames == ["报价", "规格", "说明", "填写说明", "选项"]
    assert book["选项"].sheet_state == "hidden"
    sheet = book["报价"]
    headers = [cell for cell in sheet[1] if cell.value]
    assert [cell.value for cell in headers] == [column.zh for column in BID_COLUMNS if column.field != "rulebook"]
    assert all(cell.comment is not None and cell.comment.text for cell in headers)
    assert len(sheet.data_validations.dataValidation) == sum(1 for column in BID_COLUMNS if column.words)

    described = {row[1].value for row in book["填写说明"].iter_rows(min_row=2)}
    assert described >= {column.zh for column in BID_COLUMNS}
    with pytest.raises(TenderError, match="there is no bid below the header"):
        read_tender(tmp_path / "t.xlsx")
    with pytest.raises(jicai.InvalidInput, match="language must be one of"):
        write_template(tmp_path / "t.xlsx", language="fr")


def test_the_columns_of_a_result(result: TenderResult) -> None:
    rows = rows_of(written(result), "报价")
    by_bid = {row["申报编号"]: row for row in rows}
    assert list(by_bid) == ["A1", "A2", "A3", "A4", "A5", "C1", "C2", "C3"]
    first = by_bid["A1"]
    assert first["结果"] == "中选"
    assert first["情形"] == "满足中选条件"
    assert first["理由"] == "单位可比价 1.0000 不高于锚点 1.0000 的 1.8 倍(1.8000)"
    assert (first["决定条款"], first["界限"], first["名次"], first["比较价"]) == ("价差控制", 1.8, 1, 1)
    assert (first["中选价"], first["中选顺位"], first["入围"], first["带量"]) == (1, 1, "是", "约定采购量")
    assert first["文件与依据"].startswith("GY-YD2024-2")
    assert "spread_multiple 二手" in first["文件与依据"]
    assert (by_bid["A3"]["结果"], by_bid["A3"]["情形"], by_bid["A3"]["复活结果"]) == ("中选", "熔断后复活", "接受")
    assert by_bid["A3"]["中选价"] == 1.8
    assert (by_bid["A4"]["结果"], by_bid["A4"]["决定条款"], by_bid["A4"]["名次"]) == ("无效", "最高有效申报价", None)
    assert (by_bid["A5"]["结果"], by_bid["A5"]["界限"]) == ("未中选", 3)
    assert (by_bid["C1"]["结果"], by_bid["C1"]["情形"]) == ("未判定", "规则空白")
    assert "tie_keys" in by_bid["C1"]["理由"]


def test_the_other_sheets_of_a_result(result: TenderResult) -> None:
    file = written(result)
    lots = rows_of(file, "汇总")
    assert [(row["品种"], row["状态"], row["申报企业数"], row["中选数"]) for row in lots] == [
        ("甲药", "已判定", 4, 3),
        ("丙药", "规则空白", None, None),
    ]
    assert (lots[0]["锚点价"], lots[0]["价差控制上限"]) == (1, 1.8)
    sources = rows_of(file, "依据")
    assert {row["参数"] for row in sources} >= {"award/cn-batch-10#k_table", "award/cn-batch-10#spread_multiple"}
    assert {row["可靠程度"] for row in sources} <= {"官方", "二手", "推导", "未核实"}
    assert all(row["出处"] for row in sources)
    steps = rows_of(file, "逐步说明")
    award = result["甲药"].award
    assert award is not None
    assert [row["说明"] for row in steps] == [step.zh for step in award.explanation]
    about = {row["项目"]: row["内容"] for row in rows_of(file, "说明")}
    assert about["规则书"] == "award/cn-batch-10"
    assert about["未判定品种"] == "丙药"


def test_a_result_in_english(result: TenderResult) -> None:
    rows = rows_of(written(result, language="en"), "bids")
    assert rows[0]["outcome"] == "selected"
    assert rows[0]["why"] == "price 1.0000 is at most 1.8 times the anchor 1.0000 (1.8000)"
    assert set(openpyxl.load_workbook(written(result, language="en")).sheetnames) == {
        "bids",
        "lots",
        "sources",
        "steps",
        "about",
    }


def test_texts_are_never_formulas(result: TenderResult) -> None:
    sheet = openpyxl.load_workbook(written(result))["报价"]
    for row in sheet.iter_rows():
        for cell in row:
            assert cell.data_type != "f", cell.coordinate
            if isinstance(cell.value, str) and cell.value[0] in "=+-@":
                assert cell.quotePrefix, cell.coordinate
    assert sheet["E2"].value == "=1+1公司"
    data = written(result, format="csv").getvalue()
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))
    assert [row[4] for row in rows[1:3]] == ["'=1+1公司", "乙"]
    assert [row[7] for row in rows[1:4]] == ["'@x", "'-y", "'+z"]
    again = read_tender(io.BytesIO(data))
    assert again.lots == result.tender.lots
    assert again.table.rows == result.tender.table.rows


def test_how_the_workbook_is_set_up(result: TenderResult) -> None:
    book = openpyxl.load_workbook(written(result))
    sheet = book["报价"]
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref.startswith("A1:")
    assert sheet.print_title_rows == "$1:$1"
    assert sheet.page_setup.orientation == "landscape"
    header = {cell.value: cell for cell in sheet[1]}
    colours = {
        row[header["结果"].column - 1].value: row[header["结果"].column - 1].fill.fgColor.rgb
        for row in sheet.iter_rows(min_row=2)
    }
    assert len(set(colours.values())) == len(colours) == 4
    assert sheet.cell(2, header["中选价"].column).number_format == "0.0000"
    assert sheet.cell(2, header["降幅"].column).number_format == "0.00%"
    # Widths fit: Chinese characters count twice.
    assert sheet.column_dimensions[header["理由"].column_letter].width >= 40


def test_readers_that_trust_the_stated_size_see_every_row(result: TenderResult) -> None:
    book = openpyxl.load_workbook(written(result), read_only=True)
    assert [len(list(sheet.iter_rows())) > 1 for sheet in book.worksheets] == [True] * len(book.sheetnames)
    assert book["报价"].max_row == 9


def test_columns_of_the_caller_come_back_in_their_order(result: TenderResult) -> None:
    headers = [cell.value for cell in openpyxl.load_workbook(written(result))["报价"][1]]
    own = ["品种", "剂型", "最高有效申报价", "申报编号", "企业", "申报价", "复活报价", "备注"]
    assert headers[: len(own)] == own
    assert set(headers[len(own) :]) <= {column.zh for column in RESULT_COLUMNS}


def test_a_column_of_the_caller_may_be_called_as_one_of_the_result() -> None:
    tender = read_tender(table("企业,申报价,结果,理由\n甲,1,去年中选,x\n"))
    assert tender.table.headers == ("企业", "申报价", "结果", "理由")
    again = read_tender(written(tender.select("award/cn-2019-expansion")))
    assert again.table.headers == tender.table.headers
    assert again.table.rows[0][2:] == ("去年中选", "x")


def test_strengths_come_back_with_their_sheet() -> None:
    book = openpyxl.Workbook()
    book.active.title = "报价"
    for row in (
        ["品种", "基准规格", "规格", "企业", "申报价"],
        ["L", "10mg", "10mg", "甲", 1],
        ["L", None, "20mg", "乙", 1.8],
    ):
        book.active.append(row)
    specs = book.create_sheet("规格")
    for row in (["品种", "规格", "最高有效申报价", "差比系数"], ["L", "10mg", 3, None], ["L", "20mg", 5.1, 1.7]):
        specs.append(row)
    file = io.BytesIO()
    book.save(file)
    file.seek(0)
    tender = read_tender(file)
    again = read_tender(written(tender.select("award/cn-2019-expansion")))
    assert again.lots == tender.lots


def test_a_rulebook_of_ones_own() -> None:
    own = {
        "id": "own/test",
        "extends": "award/cn-batch-10",
        "parameters": {"spread_multiple": {"value": "1.5", "provenance": "official", "citation": "自拟文件第三条"}},
    }
    result = read_tender(table(TENDER)).select(own)
    file = written(result)
    rows = rows_of(file, "报价")
    assert rows[0]["文件与依据"].startswith("own/test → GY-YD2024-2")
    assert "spread_multiple 官方" in rows[0]["文件与依据"]
    assert any(row["出处"] == "自拟文件第三条" for row in rows_of(file, "依据"))
    # It has no name by which it can be found again.
    file.seek(0)
    assert read_tender(file).rulebook is None


def test_share_and_term(tmp_path: Path) -> None:
    tender = read_tender(table("品种,企业,申报价,另需计算\nL,甲,1,约定采购量比例、采购周期\nL,乙,2,\n"))
    file = written(tender.select("award/cn-2019-expansion"))
    assert rows_of(file, "报价")[0]["约定比例"] == 0.6
    lot = rows_of(file, "汇总")[0]
    assert (lot["约定采购量比例"], lot["采购周期"]) == (0.6, "2 年")


def test_what_cannot_be_written(result: TenderResult, tmp_path: Path) -> None:
    with pytest.raises(jicai.InvalidInput, match="language must be one of `zh`, `en`, got `fr`"):
        write_result(result, tmp_path / "x.xlsx", language="fr")
    with pytest.raises(jicai.InvalidInput, match="format must be one of `xlsx`, `csv`, got `pdf`"):
        write_result(result, tmp_path / "x.pdf")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("value", "look", "cell", "number_format"),
    [
        (Decimal("17.8100"), "price", 17.81, "0.0000"),
        (Decimal("3"), "price", 3, "0"),
        ("123456789012345", "price", 123456789012345, "0"),
        (Decimal("1234567890123.4567"), "price", "1234567890123.4567", "@"),
        (Decimal("0.70"), "share", 0.7, "0%"),
        (Decimal("0.70658683"), "percent", 0.70658683, "0.00%"),
        ("=1", "own", "=1", None),
        (None, "price", None, None),
        (date(2025, 1, 2), "own", date(2025, 1, 2), "yyyy-mm-dd"),
        (timedelta(hours=3), "own", "3:00:00", None),
    ],
)
def test_values_become_cells(value: Any, look: str, cell: Any, number_format: Any) -> None:
    assert as_cell(value, look) == (cell, number_format)


def test_text_that_no_workbook_holds() -> None:
    assert safe_text("a\x00b\ud800c") == "a\ufffdb\ufffdc"
    assert len(safe_text("x" * 40_000)) == 32_767
    tender = read_tender(io.BytesIO("企业,申报价,备注\n甲,1,a\x01b<&>\n".encode()))
    data = written(tender.select("award/cn-2019-expansion"))
    assert rows_of(data, "报价")[0]["备注"] == "a\ufffdb<&>"


NONSENSE: Sequence[Any] = (
    None, "", " ", "　", "x", "是", "否", "品种", "申报价", "1", "-1", "0", "1e5", "1,234", "１", "nan", "inf", "NaN", "=1+1", "'=1", "#N/A",
    "2025-01-01", "2025-13-01", "口服固体", "award/cn-batch-10", "L", "M", "甲", "\n", "a\tb", "\x01", "\ud83d\ude00", "é" * 50, "x" * 200,
    0, 1, -1, 2.5, 0.1 + 0.2, 1e300, 1e-300, 10**30, True, False, datetime(2025, 1, 1), datetime(2025, 1, 1, 1), timedelta(1),
)  # fmt: skip


@pytest.mark.parametrize("seed", range(60))
def test_nonsense_raises_nothing_but_tender_errors(seed: int) -> None:
    """Random cells under random headers: either a tender, or a TenderError whose problems all have a place."""
    dice = random.Random(seed)
    from jicai.tender._columns import BID_COLUMNS, SPEC_COLUMNS

    headers = [column.zh for column in BID_COLUMNS]
    chosen = dice.sample(headers, dice.randint(2, 12))
    if dice.random() < 0.8:
        chosen = ["企业", "申报价", *[name for name in chosen if name not in ("企业", "申报价")]]
    rows: list[list[Any]] = [[], [dice.choice(NONSENSE)]] if dice.random() < 0.3 else []
    rows.append(chosen)
    for _ in range(dice.randint(0, 12)):
        tame = dice.random() < 0.5
        rows.append([dice.choice(["L", "甲", "1", 2.5, None] if tame else NONSENSE) for _ in chosen])
    book = openpyxl.Workbook()
    book.active.title = dice.choice(["报价", "x"])
    sheets = [(book.active, rows)]
    if dice.random() < 0.5:
        names = [column.zh for column in SPEC_COLUMNS]
        sheets.append((book.create_sheet("规格"), [names, *([dice.choice(NONSENSE) for _ in names] for _ in range(3))]))
    if dice.random() < 0.3:
        sheets.append((book.create_sheet("说明"), [["规则书", dice.choice(NONSENSE)]]))
    for sheet, body in sheets:
        for number, row in enumerate(body, 1):
            for at, value in enumerate(row, 1):
                if value is not None:
                    try:
                        sheet.cell(number, at).value = value
                    except (ValueError, openpyxl.utils.exceptions.IllegalCharacterError):
                        sheet.cell(number, at).value = "?"
    if dice.random() < 0.4:
        book.active.merge_cells(
            start_row=dice.randint(1, 5), start_column=1, end_row=dice.randint(5, 9), end_column=dice.randint(1, 3)
        )
    file = io.BytesIO()
    book.save(file)
    text = io.StringIO()
    csv.writer(text).writerows([["" if value is None else value for value in row] for row in rows])
    for source in (io.BytesIO(file.getvalue()), io.BytesIO(text.getvalue().encode("utf-8", "replace"))):
        try:
            tender = read_tender(source)
        except TenderError as error:
            assert error.problems
            assert all(problem.message and problem.sheet for problem in error.problems)
            continue
        result = tender.select("award/cn-batch-10")
        assert len(result) == len(tender.lots)
        again = read_tender(written(result))
        assert again.lots == tender.lots


@pytest.mark.parametrize("seed", range(40))
def test_broken_files_raise_nothing_but_tender_errors(seed: int) -> None:
    dice = random.Random(seed)
    book = openpyxl.Workbook()
    book.active.append(["企业", "申报价"])
    book.active.append(["甲", 1])
    file = io.BytesIO()
    book.save(file)
    import zipfile

    out = io.BytesIO()
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(out, "w") as new:
        for part in old.infolist():
            data = bytearray(old.read(part))
            if dice.random() < 0.4:
                for _ in range(dice.randint(1, 8)):
                    data[dice.randrange(len(data))] = dice.randrange(256)
            if dice.random() > 0.05:
                new.writestr(part.filename, bytes(data))
    whole = bytearray(out.getvalue())
    if seed % 3 == 0:
        whole[dice.randrange(len(whole))] ^= 0xFF
    if seed % 7 == 0:
        whole = whole[: dice.randrange(len(whole))]
    try:
        read_tender(io.BytesIO(bytes(whole)))
    except TenderError as error:
        assert error.problems


def test_a_hundred_thousand_rows(tmp_path: Path) -> None:
    """Seconds, not minutes; the bound is loose because machines differ and are shared."""
    path = tmp_path / "big.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["品种", "剂型", "最高有效申报价", "申报编号", "企业", "申报价"])
        for number in range(100_000):
            price = f"{1 + number % 97 / 50 + number % 10 / 10000:.4f}"
            writer.writerow([f"L{number // 10}", "口服固体", "9", f"B{number % 10}", f"c{number % 10}", price])
    start = time.perf_counter()
    tender = read_tender(path)
    result = tender.select("award/cn-batch-10")
    assert (len(result), tender.bids) == (10_000, 100_000)
    assert time.perf_counter() - start < 60


def test_a_long_result_is_written_and_read_again(tmp_path: Path) -> None:
    rows = [f"L{number // 5},口服固体,9,B{number % 5},{1 + number % 5 / 10}" for number in range(5_000)]
    tender = read_tender(table("品种,剂型,最高有效申报价,申报编号,申报价\n" + "\n".join(rows)))
    result = tender.select("award/cn-batch-10")
    result.write(tmp_path / "long.xlsx")
    assert read_tender(tmp_path / "long.xlsx").lots == tender.lots
