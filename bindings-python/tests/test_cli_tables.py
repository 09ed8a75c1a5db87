"""The command line on prices, cases and charge lines, one by one and by the table."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

pytest.importorskip("typer")

from test_cli import _plain, run, write  # noqa: F401

CASES = """企业,省份,评定日期,案件,证据,生效日期,失信事项,对象,金额
甲药业,浙江,2025-12-31,c1,判决,2025-08-01,医药商业贿赂,公立医疗机构,600000
甲药业,浙江,2025-12-31,c2,audit,2025-03-01,monopoly,,
乙药业,浙江,2025-12-31,c1,判决,2025-08-01,医药商业贿赂,公立医疗机构,{amount}
"""
PRICES = """药品,剂型,代表品含量,代表品包装数量,价格,非代表品含量,非代表品包装数量
甲,片剂,10,14,1.68,20,14
乙,tablet,10,14,{price},20,14
"""
LINES = "药品,amount,standard,quantity,rate\n甲,120.66,24.13,2,0.10\n=乙,{amount},24.13,2,0.10\n丙,9.99,,1,\n"


# price


def test_price_by_options() -> None:
    answer = run("price", "--from", "form=tablet,content=10,count=14", "--price", "1.68", "--to", "content=20")
    assert answer.code == 0, answer.err
    assert "price 2.86 yuan" in answer.out
    chinese = run(
        "price", "--from", "剂型=片剂，含量=10，包装数量=14", "--price", "1.68", "--to", "含量=20", "--lang", "zh"
    )
    assert "计算价 2.86 元" in chinese.out
    found = json.loads(
        run("price", "--from", "form=tablet,content=10", "--price", "1", "--to", "content=20", "-f", "json").out
    )
    assert found["value"]["price"] == "1.70" and found["explanation"]


def test_price_names_the_option() -> None:
    answer = run("price", "--from", "form=tablet,content=x", "--price", "1.68", "--to", "content=20")
    assert answer.code == 3 and answer.err.startswith("jicai: invalid_input: --from content: ")


def test_price_gap() -> None:
    answer = run("price", "--from", "form=tablet,content=10", "--price", "1", "--to", "form=patch")
    assert answer.code == 4 and "rule_gap: --to form" in answer.err


def test_prices_of_a_table() -> None:
    answer = run("price", write("p.csv", PRICES.format(price="1.68")), "-f", "csv", "--lang", "zh")
    assert answer.code == 0, answer.err
    assert answer.rows[0][-3:] == ["计算价", "单位价格", "精确值"]
    assert [row[-3] for row in answer.rows[1:]] == ["2.86", "2.86"]


def test_prices_of_a_table_with_a_bad_row() -> None:
    answer = run("price", write("p.csv", PRICES.format(price="x")), "-f", "csv", "--lang", "zh")
    assert answer.code == 1
    assert answer.rows[1][7] == "2.86" and answer.rows[2][7] == "" and "invalid_input" in answer.rows[2][-1]
    assert answer.err.startswith("jicai: invalid_input: p.csv!E3 (价格): price must be a decimal")


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("非代表品含量", "非代表品颜色", "names no field"),
        ("药品", "药品类型", "nearly `药品类别`"),
        ("价格", "售价", "has no column `price`"),
    ],
)
def test_misspelt_columns_are_not_lost(old: str, new: str, message: str) -> None:
    answer = run("price", write("p.csv", PRICES.format(price="1").replace(old, new)))
    assert answer.code == 3 and message in answer.err


def test_formulas_are_text_in_workbooks() -> None:
    openpyxl = pytest.importorskip("openpyxl")
    write("p.csv", PRICES.format(price="1.68").replace("甲,", "=1+1,").replace("乙,", "@乙,"))
    assert run("price", "p.csv", "-o", "p.xlsx").code == 0
    cells = [row[0] for row in openpyxl.load_workbook("p.xlsx").active.iter_rows(min_row=2)]
    assert [(cell.value, cell.data_type) for cell in cells] == [("=1+1", "s"), ("@乙", "s")]
    # A CSV is for programs: the text is as it was.
    assert run("price", "p.csv", "--format", "csv").rows[1][0] == "=1+1"


# grade


def test_grade_a_table() -> None:
    answer = run("grade", write("案件.csv", CASES.format(amount="100")), "-f", "csv", "--lang", "zh")
    assert answer.code == 0, answer.err
    assert [row[0] for row in answer.rows] == ["企业", "甲药业", "乙药业"]
    assert answer.rows[1][3:5] == ["credit/cn-2025", "严重失信"]
    assert answer.rows[1][-1] == "c1 医药商业贿赂 2.1"


def test_grade_with_a_bad_case() -> None:
    answer = run("grade", write("c.csv", CASES.format(amount="abc")))
    assert answer.code == 1
    assert answer.err.startswith("jicai: invalid_input: c.csv!I4 (金额): amount must be")
    assert "甲药业" in answer.out


def test_grade_a_question() -> None:
    case = {"case_id": "c1", "evidence": "judgment", "effective_on": "2025-08-01"}
    fact = {"matter": "bribery", "target": "public_institution", "amount": "600000"}
    write("q.json", json.dumps({"firm": "F", "province": "P", "cases": [{**case, "facts": [fact]}]}))
    assert run("grade", "q.json").code == 3
    answer = run("grade", "q.json", "--on", "2025-12-31", "--lang", "en")
    assert answer.code == 0 and "severely_dishonest" in answer.out
    write("r.json", json.dumps({"function": "credit.grade", "rulebook": "credit/cn-2020", "input": {}}))
    assert run("grade", "r.json").code == 3


def test_rows_of_a_case_must_agree() -> None:
    text = CASES.format(amount="100").replace("c2,audit", "c1,audit")
    answer = run("grade", write("c.csv", text))
    assert answer.code == 3 and "contradicts" in answer.err


# split


def test_split_a_line() -> None:
    answer = run("split", "--amount", "120.66", "--quantity", "2", "--standard", "24.13", "--rate", "0.10", "-f", "csv")
    assert answer.rows == [
        ["total", "fully_own", "above_standard", "first_self_pay", "in_scope", "ceiling_amount"],
        ["120.66", "0.00", "72.40", "4.83", "43.43", "48.26"],
    ]
    assert "--rate" in run("split", "--amount", "1", "--rate", "10%").err
    assert run("split", "--amount", "9.99", "--uncovered", "-f", "json").code == 0


class TestLines:
    """Files of lines, which need pyarrow."""

    @pytest.fixture(autouse=True)
    def _needs(self) -> None:
        pytest.importorskip("pyarrow")

    def test_csv_keeps_every_column(self) -> None:
        answer = run("split", write("l.csv", LINES.format(amount="5.00")), "-f", "csv")
        assert answer.code == 0, answer.err
        assert answer.rows[0][-4:] == ["fully_own", "above_standard", "first_self_pay", "in_scope"]
        assert answer.rows[1] == ["甲", "120.66", "24.13", "2", "0.10", "0.00", "72.40", "4.83", "43.43"]
        assert answer.rows[3][5:] == ["9.99", "0.00", "0.00", "0.00"]

    def test_bad_lines_are_reported(self) -> None:
        answer = run("split", write("l.csv", LINES.format(amount="x")), "--lang", "zh")
        assert answer.code == 1
        assert answer.out.startswith("3 行，1 行有误")
        assert answer.err.startswith("jicai: invalid_input: row 3, column amount: ")

    def test_all_lines_bad(self) -> None:
        assert run("split", write("l.csv", "amount,standard,quantity,rate\nx,1,1,0.1\n")).code == 3

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
    def test_encodings(self, encoding: str) -> None:
        Path("l.csv").write_bytes(LINES.format(amount="5.00").encode(encoding))
        answer = run("split", "l.csv", "-f", "csv")
        assert answer.code == 0, answer.err
        assert [row[0] for row in answer.rows] == ["药品", "甲", "=乙", "丙"]

    def test_parquet_and_workbook(self) -> None:
        pytest.importorskip("openpyxl")
        path = write("l.csv", LINES.format(amount="5.00"))
        assert run("split", path, "-o", "l.parquet").code == 0
        import pyarrow.parquet as pq

        table = pq.read_table("l.parquet")
        assert str(table["in_scope"].to_pylist()[0]) == "43.43"
        pq.write_table(table.select(["药品", "amount", "standard", "quantity", "rate"]), "in.parquet")
        again = run("split", "in.parquet", "-f", "csv")
        assert again.code == 0 and len(again.rows) == 4, again.err
        assert run("split", path, "-o", "l.xlsx").code == 0
        assert run("split", "l.xlsx", "-f", "csv").code == 3
        assert len(json.loads(run("split", path, "-f", "json").out)) == 3
        assert run("split", path, "-o", "l.json").code == run("split", path, "-o", "l.jsonl").code == 0
        lines = [json.loads(line) for line in Path("l.jsonl").read_text(encoding="utf-8").splitlines()]
        assert lines == json.loads(Path("l.json").read_text(encoding="utf-8"))
        assert (lines[0]["药品"], lines[0]["in_scope"]) == ("甲", "43.43")

    @pytest.mark.parametrize(
        ("text", "message"),
        [
            ("", "is empty"),
            ("amount,standard,quantity,rate\n", "no lines"),
            ("betrag,standard,quantity,rate\n1,1,1,0\n", "has no column `amount`"),
            ("amount,quantity,rate\n1,1,0\n", "--standard-column ''"),
            ("amount,amount,standard,quantity,rate\n1,1,1,1,0\n", "stands twice"),
            ("amount,standard,quantity,rate\n1,1\n", "cannot be read"),
        ],
    )
    def test_refused_files(self, text: str, message: str) -> None:
        answer = run("split", write("l.csv", text))
        assert answer.code == 3 and message in answer.err, answer.err

    def test_other_column_names(self) -> None:
        write("l.csv", "金额,自付\n10.00,0.10\n")
        names = ["--amount-column", "金额", "--rate-column", "自付", "--standard-column", "", "--quantity-column", ""]
        answer = run("split", "l.csv", *names, "-f", "csv")
        assert answer.code == 0, answer.err
        assert answer.rows[1][2:] == ["0.00", "0.00", "1.00", "9.00"]

    def test_chinese_column_names(self) -> None:
        answer = run("split", write("l.csv", "金额,支付标准,数量,先行自付比例\n120.66,24.13,2,0.10\n"), "-f", "csv")
        assert answer.code == 0, answer.err
        assert answer.rows[1][4:] == ["0.00", "72.40", "4.83", "43.43"]

    def test_floats_and_fen(self) -> None:
        import pyarrow as pa
        import pyarrow.parquet as pq

        rest = {"standard": ["1"], "quantity": ["1"], "rate": ["0.1"]}
        pq.write_table(pa.table({"amount": [1.5], **rest}), "floats.parquet")
        answer = run("split", "floats.parquet")
        assert answer.code == 3 and "column amount" in answer.err and "floating" in answer.err
        pq.write_table(pa.table({"amount_fen": [150], **rest}), "fen.parquet")
        answer = run("split", "fen.parquet", "--lang", "en")
        assert answer.code == 0 and "in_scope 0.90, total 1.50" in answer.out

    @pytest.mark.parametrize("data", [b"nonsense", b""])
    def test_parquet_that_is_none(self, data: bytes) -> None:
        Path("l.parquet").write_bytes(data)
        answer = run("split", "l.parquet")
        assert answer.code == 3 and "cannot be read" in answer.err

    def test_text_that_changes_its_encoding(self) -> None:
        Path("l.csv").write_bytes(b"amount,standard,quantity,rate\n" + b"1,1,1,0\n" * 200_000 + b"\xff\xff,1,1,0\n")
        answer = run("split", "l.csv", "-o", "o.csv")
        assert answer.code == 3 and "one encoding" in answer.err and not Path("o.csv").exists()

    def test_many_batches(self) -> None:
        with open("big.csv", "w", encoding="utf-8") as file:
            file.write("id,amount,standard,quantity,rate\n")
            file.writelines(f"{at},{at % 99_999 / 100:.2f},24.13,2,0.10\n" for at in range(600_000))
            file.write("last,x,24.13,2,0.10\n")
        answer = run("split", "big.csv", "--lang", "en", "-o", "out.csv")
        assert answer.code == 1
        # The row as an editor shows it: below the header.
        assert "row 600002, column amount" in answer.err
        with open("out.csv", encoding="utf-8-sig") as file:
            assert sum(1 for _ in file) == 600_002
        total = run("split", "big.csv", "--lang", "en")
        assert total.out.startswith("600001 lines, 1 bad")
