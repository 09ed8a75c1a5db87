"""The command line in this process: what each command answers, in which form, with which exit code."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Optional

import pytest

import jicai

pytest.importorskip("typer")

from typer.testing import CliRunner

from jicai.cli import _app, _files
from jicai.cli._command import by_locale
from jicai.cli._failure import exit_code, named, printable
from jicai.cli._output import Column, _fitted

TENDER = """品种,剂型,最高有效申报价,最多入围企业数,企业,申报价,规则书
利培酮片,口服固体,0.167,,齐鲁制药,0.049,award/cn-2019-expansion
利培酮片,口服固体,0.167,,常州四药,0.12,award/cn-2019-expansion
氯吡格雷,口服固体,22.26,2,赛诺菲,17.81,award/cn-2019-expansion
氯吡格雷,口服固体,22.26,2,乐普药业,20.85,award/cn-2019-expansion
氯吡格雷,口服固体,22.26,2,信立泰,21.88,award/cn-2019-expansion
"""
# Two equal bids for the last place: the document does not say which.
TIED = """品种,剂型,最高有效申报价,最多入围企业数,企业,申报价
甲片,口服固体,5,1,一厂,1.00
甲片,口服固体,5,1,二厂,1.00
乙片,口服固体,5,1,一厂,1.00
"""


class Answer:
    """What one command gave."""

    def __init__(self, code: int, out: bytes, err: str, error: Optional[BaseException]) -> None:
        self.code = code
        self.bytes = out
        self.out = out.decode()
        self.err = err
        self.error = error

    @property
    def rows(self) -> list[list[str]]:
        return list(csv.reader(io.StringIO(self.out)))


@pytest.fixture(autouse=True)
def _plain(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("JICAI_LANG", "LC_ALL", "LC_MESSAGES", "LANG", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)


def run(*arguments: object, input: Optional[str] = None) -> Answer:
    result = CliRunner().invoke(_app.app, [str(one) for one in arguments], input=input)
    error = result.exception if not isinstance(result.exception, SystemExit) else None
    return Answer(result.exit_code, result.stdout_bytes, result.stderr, error)


def write(name: str, text: str) -> Path:
    path = Path(name)
    path.write_text(text, encoding="utf-8")
    return path


# award


def test_award_lists_winners_by_lot() -> None:
    answer = run("award", write("报价表.csv", TENDER), "--lang", "zh")
    assert answer.code == 0, answer.err
    lines = answer.out.splitlines()
    assert lines[0] == "award/cn-2019-expansion：2 个品种，4 个中选"
    assert lines[2].split() == ["品种", "顺位", "企业", "中选价", "带量", "情形"]
    assert [line.split()[2] for line in lines[3:7]] == ["齐鲁制药", "常州四药", "赛诺菲", "乐普药业"]
    assert "信立泰" not in answer.out
    assert "\x1b" not in answer.out and "─" not in answer.out


def test_columns_stand_below_each_other_in_chinese() -> None:
    from rich.cells import cell_len

    lines = run("award", write("t.csv", TENDER), "--lang", "zh").out.splitlines()[2:7]
    starts = [cell_len(line[: line.index(word)]) for line, word in zip(lines, ("带量", *["约定采购量"] * 4))]
    assert len(set(starts)) == 1, lines


def test_award_all_shows_losers() -> None:
    answer = run("award", write("t.csv", TENDER), "--all", "--lang", "en")
    assert "not shortlisted" in answer.out and "信立泰" in answer.out


def test_award_json_is_the_contract() -> None:
    answer = run("award", write("t.csv", TENDER), "--format", "json")
    found = json.loads(answer.out)
    assert found["rulebook"] == "award/cn-2019-expansion"
    assert found["lots"][1]["value"]["selected"] == ["赛诺菲", "乐普药业"]
    assert found["lots"][0]["rests_on"][0]["provenance"]


def test_award_csv_keeps_own_columns() -> None:
    answer = run("award", write("t.csv", TENDER), "--format", "csv", "--lang", "zh")
    assert not answer.bytes.startswith(b"\xef\xbb\xbf") and b"\r" not in answer.bytes
    assert answer.rows[0][:5] == ["品种", "剂型", "最高有效申报价", "最多入围企业数", "企业"]
    at = answer.rows[0].index("结果")
    assert [row[at] for row in answer.rows[1:]] == ["中选", "中选", "中选", "中选", "未中选"]


def test_award_writes_a_workbook(tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    answer = run("award", write("t.csv", TENDER), "-o", "结果.xlsx", "--lang", "zh")
    assert (answer.code, answer.out, answer.err) == (0, "", "")
    assert "汇总" in openpyxl.load_workbook("结果.xlsx").sheetnames
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_some_lots_fail() -> None:
    answer = run("award", write("t.csv", TIED), "--rulebook", "award/cn-batch-10", "--lang", "zh")
    assert answer.code == 1
    assert "规则空白" in answer.out and "乙片" in answer.out
    assert answer.err.startswith("jicai: rule_gap: lot 甲片: ")
    assert "Traceback" not in answer.err


def test_all_lots_fail_for_one_reason() -> None:
    only = "".join(line for line in TIED.splitlines(True) if "乙片" not in line)
    assert run("award", write("t.csv", only), "--rulebook", "award/cn-batch-10").code == 4


def test_strict_refuses_unverified() -> None:
    answer = run("award", write("t.csv", TENDER.replace(",2,", ",,")), "--strict")
    assert answer.code == 5
    assert "unverified_parameter: lot 利培酮片" in answer.err


def test_whole_round_and_its_json() -> None:
    path = write("t.csv", TENDER)
    answer = run("award", path, "--rulebook", "award/cn-batch-07", "--whole-round", "--format", "json")
    assert answer.code == 0, answer.err
    assert [lot["lot"] for lot in json.loads(answer.out)["lots"]] == ["利培酮片", "氯吡格雷"]


@pytest.mark.parametrize("ending", ["toml", "json"])
def test_rulebook_from_a_file(ending: str) -> None:
    if ending == "toml":
        if sys.version_info < (3, 11):
            pytest.importorskip("tomli")
        write("own.toml", 'id = "own"\nextends = "award/cn-batch-10"\n[parameters]\nspread_multiple = "1.2"\n')
    else:
        write("own.json", '{"id": "own", "extends": "award/cn-batch-10", "parameters": {"spread_multiple": "1.2"}}')
    answer = run("award", write("t.csv", TENDER), "-r", f"own.{ending}", "--lang", "en")
    assert answer.code == 0, answer.err
    assert answer.out.startswith("own: 2 lots")


# Refused input


def test_a_bad_cell_is_named() -> None:
    answer = run("award", write("坏.csv", TENDER.replace("20.85", "-1")))
    assert answer.code == 3 and answer.out == ""
    assert answer.err == "jicai: invalid_input: 坏.csv!F5 (申报价): price must be greater than zero, got `-1`\n"


@pytest.mark.parametrize(
    ("name", "text", "code"),
    [("empty.csv", "", 3), ("headers.csv", "品种,企业,申报价\n", 3), ("noise.csv", "\x00\x01\x02", 3)],
)
@pytest.mark.parametrize("command", ["award", "explain", "price", "grade"])
def test_files_without_content(command: str, name: str, text: str, code: int) -> None:
    options = ["--on", "2025-12-31", "--province", "浙江"] if command == "grade" else []
    answer = run(command, write(name, text), *options)
    assert answer.code == code, answer.err
    assert answer.err.startswith("jicai: invalid_input") and "Traceback" not in answer.err


@pytest.mark.parametrize("command", ["award", "explain", "price", "grade", "split", "evaluate"])
def test_files_that_are_none(command: str, tmp_path: Path) -> None:
    missing = run(command, "没有.csv")
    assert (missing.code, missing.err) == (2, "jicai: there is no file `没有.csv`\n")
    folder = run(command, tmp_path)
    assert folder.code == 2 and "is a directory" in folder.err


def test_a_workbook_that_is_none() -> None:
    Path("t.xlsx").write_bytes(b"PK\x03\x04 nonsense")
    answer = run("award", "t.xlsx")
    assert answer.code == 3 and "cannot be read" in answer.err


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "is not JSON"),
        ("[1]", "must hold a JSON object, got a list"),
        ('{"price": "1", "price": "2"}', "the name `price` stands twice"),
        ('{"price": NaN}', "`NaN` is not a JSON value"),
        ('{"representative": {"form": "tablet"}, "target": {"form": "tablet"}, "price": 1.5}', "floats are refused"),
        pytest.param("[" * 100_000, "is nested too deeply", id="nested"),
        ('{"function": "award.select"}', "this command answers `differential.price`"),
    ],
)
def test_json_that_is_refused(text: str, message: str) -> None:
    answer = run("price", write("q.json", text))
    assert answer.code == 3 and message in answer.err


def test_unknown_rulebook_names_near_ones() -> None:
    answer = run("award", write("t.csv", TENDER), "-r", "award/cn-batch-1O")
    assert answer.code == 3
    assert answer.err.startswith(
        "jicai: unknown_rulebook: --rulebook: there is no built-in rulebook `award/cn-batch-1O`"
    )
    assert "is it `award/cn-batch-1" in answer.err


def test_terminals_are_not_steered() -> None:
    answer = run("award", write("t.csv", TENDER.replace("赛诺菲", "\x1b[31m赛诺菲")))
    assert "\x1b" not in answer.out + answer.err


# Usage


@pytest.mark.parametrize(
    "arguments",
    [
        ["award"],
        ["nothing"],
        ["award", "t.csv", "--format", "yaml"],
        ["award", "t.csv", "--lang", "fr"],
        ["award", "t.csv", "--format", "xlsx"],
        ["award", "t.csv", "-o", "result.doc"],
        ["award", "t.csv", "-o", "missing/result.csv"],
        ["award", "t.csv", "-o", "."],
        ["award", "t.csv", "--format", "parquet", "-o", "x.parquet"],
        ["compare", "t.csv"],
        ["price"],
        ["price", "--from", "form=tablet", "--price", "1", "--to", "colour=red"],
        ["price", "t.csv", "--price", "1"],
        ["split"],
        ["split", "t.csv", "--amount", "1"],
        ["rulebooks", "--on", "yesterday"],
        ["template", "t.csv"],
        ["explain", "t.csv", "--lot", "丙片"],
        ["explain", "t.csv", "--bid", "丙厂"],
    ],
)
def test_usage_errors(arguments: Sequence[str]) -> None:
    write("t.csv", TENDER)
    answer = run(*arguments)
    assert answer.code == 2, answer.err
    assert answer.out == "" and answer.err and "Traceback" not in answer.err


def test_no_command_shows_help() -> None:
    answer = run()
    assert "award" in answer.out + answer.err


def test_version() -> None:
    assert run("--version").out == f"jicai {jicai.__version__}\n"


@pytest.mark.parametrize(
    "command", ["award", "compare", "explain", "price", "split", "grade", "evaluate", "template", "rulebooks"]
)
def test_help_is_in_both_languages(command: str) -> None:
    answer = run(command, "--help")
    assert answer.code == 0
    assert any("\u4e00" <= one <= "\u9fff" for one in answer.out) and "Traceback" not in answer.out


# Output


def test_output_is_not_replaced_without_force() -> None:
    path = write("t.csv", TENDER)
    write("o.csv", "mine")
    refused = run("award", path, "-o", "o.csv")
    assert refused.code == 2 and "--force" in refused.err
    assert Path("o.csv").read_text() == "mine"
    assert run("award", path, "-o", "o.csv", "--force").code == 0
    assert Path("o.csv").read_bytes().startswith(b"\xef\xbb\xbf")


def test_failed_output_leaves_nothing(tmp_path: Path) -> None:
    assert run("award", write("t.csv", TENDER.replace("20.85", "x")), "-o", "o.csv").code == 3
    assert sorted(path.name for path in tmp_path.iterdir()) == ["t.csv"]


def test_format_comes_from_the_ending() -> None:
    run("rulebooks", "--area", "credit", "-o", "o.json")
    assert json.loads(Path("o.json").read_text(encoding="utf-8"))["rulebooks"][0]["id"] == "credit/cn-2020"
    run("rulebooks", "--area", "credit", "-o", "o.txt", "--lang", "en")
    assert Path("o.txt").read_text(encoding="utf-8").splitlines()[0].split() == ["id", "title", "place", "from"]


# compare, explain


def test_compare_says_who_gains_and_loses() -> None:
    path = write("t.csv", TENDER)
    answer = run("compare", path, "--against", "award/cn-batch-10,award/cn-batch-05", "--lang", "zh", "-f", "csv")
    assert answer.code == 0, answer.err
    assert answer.rows[0][:2] == ["品种", "规则书"]
    assert [row[1] for row in answer.rows[1:4]] == ["award/cn-2019-expansion", "award/cn-batch-10", "award/cn-batch-05"]
    found = json.loads(run("compare", path, "-a", "award/cn-batch-10", "-f", "json").out)
    assert found["lots"][0]["value"]["against"][0]["lost"] == ["常州四药"]


def test_compare_with_all() -> None:
    answer = run("compare", write("t.csv", TENDER), "-a", "all", "-f", "json")
    others = json.loads(answer.out)["lots"][0]["value"]["against"]
    assert len(others) == len(jicai.rulebook.list(area="award").rulebooks) - 1
    assert answer.code == 0 and {"ok", "rule_gap", "invalid_input"} <= {one["status"] for one in others}


def test_compare_where_the_baseline_has_a_gap() -> None:
    answer = run("compare", write("t.csv", TIED), "-r", "award/cn-batch-10", "-a", "award/cn-batch-05")
    assert answer.code == 1 and "rule_gap: lot 甲片" in answer.err


def test_explain_names_clause_and_source() -> None:
    answer = run("explain", write("t.csv", TENDER), "--lot", "氯吡格雷", "--bid", "信立泰", "--lang", "zh")
    assert answer.code == 0, answer.err
    assert "未入围" in answer.out and "利培酮片" not in answer.out
    found = json.loads(run("explain", "t.csv", "--lot", "氯吡格雷", "-f", "json").out)
    step = next(one for one in found["explanation"] if one["clause"].endswith("#shortlist"))
    assert step["facts"] and step["text"] and step["lot"] == "氯吡格雷"


def test_explain_cites_official_parameters_too() -> None:
    answer = run("explain", write("t.csv", TENDER), "-r", "award/cn-batch-10", "-f", "json", "--lot", "氯吡格雷")
    steps = json.loads(answer.out)["explanation"]
    spread = next(one for one in steps if one["clause"] == "award/cn-batch-10#spread")
    assert "award/cn-batch-10#spread_multiple" in [one["parameter"] for one in spread["sources"]]


def test_explain_a_request() -> None:
    request = {
        "function": "payment.standard",
        "rulebook": "payment/hainan-2019",
        "input": {
            "winners": [{"id": "W1", "price": "22.26"}],
            "date": "2021-01-15",
            "product": {
                "status": "originator",
                "list_class": "b",
                "price": "60.33",
                "base_price": "60.33",
                "own_rate": "0.10",
            },
        },
    }
    write("q.json", json.dumps(request))
    chinese, english = run("explain", "q.json", "--lang", "zh"), run("explain", "q.json", "--lang", "en")
    assert chinese.code == english.code == 0, chinese.err
    assert chinese.out != english.out
    assert run("explain", "-", input=json.dumps({"function": "no"})).code == 3


# rulebooks, evaluate, template


def test_rulebooks() -> None:
    assert "award/cn-batch-10" in run("rulebooks", "--area", "award", "--lang", "en").out
    found = run("rulebooks", "--jurisdiction", "460000", "--on", "2021-01-01", "-f", "csv").rows
    assert [row[0] for row in found[1:]] == ["payment/hainan-2019"]
    assert run("rulebooks", "--area", "nothing").code in (0, 3)


def test_rulebook_can_be_shown_and_taken_back() -> None:
    answer = run("rulebooks", "show", "award/cn-batch-10", "--lang", "zh")
    assert "spread_multiple" in answer.out and "出处" in answer.out
    assert run("rulebooks", "show", "award/cn-batch-10", "-o", "own.json").code == 0
    assert run("award", write("t.csv", TENDER), "-r", "own.json").code == 0
    assert run("rulebooks", "show", "nothing").code == 3


@pytest.mark.parametrize("book", [book.id for book in jicai.rulebook.list().rulebooks])
def test_every_rulebook_can_be_shown(book: str) -> None:
    rows = run("rulebooks", "show", book, "-f", "csv").rows
    assert len(rows) > 1 or not jicai.rulebook.show(book).parameters


def test_evaluate_gives_the_bytes_of_the_core() -> None:
    request = '{"function": "rulebook.list", "input": {"area": "credit"}}'
    answer = run("evaluate", "-", input=request)
    assert answer.code == 0 and answer.out == jicai.evaluate_json(request) + "\n"
    assert run("evaluate", write("q.json", request), "-o", "a.json").code == 0
    assert Path("a.json").read_text(encoding="utf-8") == answer.out
    assert run("evaluate", input="{").code == 3


def test_evaluate_lines() -> None:
    good, bad = '{"function": "rulebook.list", "input": {"area": "credit"}}', '{"function": "no"}'
    answer = run("evaluate", "--lines", input=f"{good}\n\n{bad}\n{good}")
    assert answer.code == 1
    expected = [jicai.evaluate_json(one) for one in (good, bad, good)]
    assert answer.out == "\n".join(expected) + "\n"
    assert run("evaluate", "--lines", input=f"{bad}\n").code == 3
    assert run("evaluate", "--lines", input="").code == 0


def test_template_can_be_decided() -> None:
    pytest.importorskip("openpyxl")
    assert run("template", "模板.xlsx").code == 0
    assert run("template", "模板.xlsx").code == 2
    assert run("award", "模板.xlsx").code == 0


# What they share


def test_language(monkeypatch: pytest.MonkeyPatch) -> None:
    def headers(*options: str) -> str:
        return run(*options, "rulebooks", "--area", "credit").out.split()[0]

    assert headers() == "id"
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    assert headers() == "编号"
    monkeypatch.setenv("LC_ALL", "en_US.UTF-8")
    assert headers() == "id" and by_locale() == "en"
    monkeypatch.setenv("JICAI_LANG", "zh")
    assert headers() == "编号"
    assert headers("--lang", "en") == "id"


def test_a_bug_is_told_without_a_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: Any) -> Any:
        raise ZeroDivisionError("by accident")

    monkeypatch.setattr(_files, "parse_json", broken)
    monkeypatch.setattr("jicai.cli._price.parse_json", broken)
    answer = run("price", write("q.json", "{}"))
    assert answer.code == 70
    assert answer.err.startswith("jicai: internal: a bug in this program: ZeroDivisionError: by accident\n")
    assert "Traceback" not in answer.err
    assert "Traceback" in run("--debug", "price", "q.json").err


def test_exit_codes() -> None:
    from collections import Counter

    assert exit_code(Counter(), 3) == 0
    assert exit_code(Counter(rule_gap=1), 3) == 1
    assert exit_code(Counter(rule_gap=3), 3) == 4
    assert exit_code(Counter(rule_gap=2, limit_exceeded=1), 3) == 1


def test_places() -> None:
    places = {"/input/representative": "--from", "/input": "question"}
    assert named("/input/representative/content", places) == "--from content"
    assert named("/rulebook", places) == "/rulebook"
    assert printable("a\nb\x1b[0m\u3000甲\u202e") == "a b\ufffd[0m\u3000甲\ufffd"


def test_columns_fit_the_screen() -> None:
    columns = [Column("a", "a"), Column("b", "b", "long"), Column("c", "c", "long")]
    cells = [["x" * 10, "y" * 200, "z" * 15]]
    assert _fitted(["a", "b", "c"], columns, cells, 300) == [10, 200, 15]
    assert _fitted(["a", "b", "c"], columns, cells, 100) == [10, 69, 15]
    assert _fitted(["a", "b", "c"], columns, cells, 12) is None
