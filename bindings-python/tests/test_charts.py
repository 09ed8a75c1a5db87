"""Charts: every one is drawn and saved in both languages, and what stands in it is what the answer says."""

from __future__ import annotations

import json
import subprocess
import sys
import warnings
from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations
from pathlib import Path
from typing import Any

import matplotlib
import pytest
from matplotlib import font_manager
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.text import Text

import jicai
from jicai import charts
from jicai.charts import fonts

VECTORS = Path(__file__).resolve().parents[2] / "spec-tests" / "vectors"


def vectors(function: str, kind: str) -> list[Any]:
    """Vectors of a function that have a value."""
    return [
        pytest.param(vector, id=vector["id"])
        for path in sorted(VECTORS.glob("*.json"))
        for vector in json.loads(path.read_text(encoding="utf-8"))
        if vector["function"] == function and vector["kind"] == kind and "expect" in vector
    ]


@pytest.fixture(autouse=True)
def strict() -> Iterator[None]:
    """A missing glyph, a font that is not found, or any other warning of matplotlib is a failure."""
    before = dict(matplotlib.rcParams)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        yield
    assert dict(matplotlib.rcParams) == before, "rcParams were changed"


@pytest.fixture
def chinese_font() -> None:
    """For tests that draw Chinese in any language."""
    try:
        charts.find_cjk_font()
    except charts.FontNotFound as error:
        pytest.skip(str(error))


@pytest.fixture(params=["zh", "en"])
def language(request: pytest.FixtureRequest) -> Any:
    """Both languages; Chinese needs a font."""
    if request.param == "zh":
        request.getfixturevalue("chinese_font")
    return request.param


def save(figure: Figure, folder: Path) -> None:
    """Saves as PNG and looks at the outside: there, not empty, 1600 pixels wide or wider."""
    figure.savefig(folder / "chart.png")
    data = (folder / "chart.png").read_bytes()
    assert data.startswith(b"\x89PNG")
    assert int.from_bytes(data[16:20], "big") >= 1600
    assert len(data) > 10_000


def check(figure: Figure, folder: Path) -> None:
    """Saves, and finds no texts that lie on each other and none that leaves the picture."""
    save(figure, folder)
    assert overlapping(figure) == []


def texts(figure: Figure) -> list[str]:
    """Every text that is drawn."""
    return [text.get_text() for text in figure.findobj(Text) if isinstance(text, Text) and text.get_text()]


def marks(figure: Figure, prefix: str) -> dict[str, Line2D]:
    """Lines and points by what they stand for."""
    found = [line for line in figure.axes[0].lines if str(line.get_gid()).startswith(prefix)]
    return {str(line.get_gid())[len(prefix) :]: line for line in found}


def at(line: Line2D, axis: int = 0) -> float:
    """Where the first point of a line is."""
    data = line.get_xdata() if axis == 0 else line.get_ydata()
    return float(next(iter(data)))  # type: ignore[arg-type]


def overlapping(figure: Figure) -> list[tuple[str, str]]:
    """Texts of a drawn figure that lie on each other or leave it."""
    # Ticks outside the limits are kept by matplotlib but not drawn.
    ticks = {id(label) for axis in (figure.axes[0].xaxis, figure.axes[0].yaxis) for label in axis.get_ticklabels()}
    shown: list[tuple[str, float, float, float, float]] = []
    for text in figure.findobj(Text):
        if isinstance(text, Text) and text.get_visible() and text.get_text().strip() and id(text) not in ticks:
            box = Text.get_window_extent(text)
            shown.append((text.get_text(), box.x0 + 1, box.x1 - 1, box.y0 + 1, box.y1 - 1))
    over = [
        (a, b)
        for (a, left, right, low, high), (b, left2, right2, low2, high2) in combinations(shown, 2)
        if left < right2 and left2 < right and low < high2 and low2 < high
    ]
    page = figure.bbox
    outside = [text for text, *box in shown if min(box) < 0 or box[1] > page.x1 or box[3] > page.y1]
    return over + [(text, "edge") for text in outside]


def lot(prices: list[str], **more: Any) -> dict[str, Any]:
    """A lot with bids B1, B2, …"""
    bids = [{"bid": f"B{i}", "price": price} for i, price in enumerate(prices, 1)]
    return {"form": "oral_solid", "bids": bids, **more}


# Price ladder


@pytest.mark.parametrize("vector", vectors("award.select", "published"))
def test_published_lots(vector: dict[str, Any], language: Any, tmp_path: Path) -> None:
    figure = charts.price_ladder(vector["input"], rulebook=vector["rulebook"], language=language)
    check(figure, tmp_path)
    written = texts(figure)
    assert any(vector["rulebook"] in text for text in written), "the source line names the rulebook"
    for bid in vector["input"]["bids"]:
        assert bid["bid"] in written
        assert at(marks(figure, "bid:")[bid["bid"]]) == float(bid["price"])
        assert any(Decimal(text) == Decimal(bid["price"]) for text in written if text.replace(".", "").isdigit())
    assert at(marks(figure, "line:")["ceiling"]) == float(vector["input"]["ceiling"])


@pytest.mark.parametrize("vector", vectors("award.select", "derived"))
def test_every_derived_lot_is_drawn(vector: dict[str, Any]) -> None:
    figure = charts.price_ladder(vector["input"], rulebook=vector["rulebook"], language="en")
    figure.draw_without_rendering()
    answer = jicai.evaluate({name: vector[name] for name in ("function", "rulebook", "input")})["value"]
    points = marks(figure, "bid:")
    for row, bid in enumerate(answer["bids"]):
        if "comparable_price" not in bid:
            continue
        accepted = bid.get("revival") == "accepted"
        price = bid["final_comparable_price" if accepted else "comparable_price"]
        assert at(points[bid["bid"]]) == float(price)
        assert at(points[bid["bid"]], 1) == row
    for field, line in (("spread_limit", "spread limit"), ("anchor_price", "anchor"), ("mean_price", "mean of the")):
        drawn = [at(mark) for name, mark in marks(figure, "line:").items() if name.startswith(line)]
        assert drawn == ([float(answer[field])] if field in answer else [])


def test_outcomes_limits_and_reasons(language: Any, tmp_path: Path) -> None:
    question = lot(["1.00", "1.60", "2.00", "2.10", "4"], lot="L", ceiling="3.5")
    bids = [jicai.award.Bid(bid=bid["bid"], price=Decimal(bid["price"])) for bid in question["bids"]]
    typed = jicai.award.Lot(lot="L", form="oral_solid", ceiling=Decimal("3.5"), bids=bids)
    figure = charts.price_ladder(typed, rulebook="award/cn-batch-10", language=language)
    check(figure, tmp_path)
    points = marks(figure, "bid:")
    assert [points[f"B{i}"].get_marker() for i in range(1, 6)] == ["o", "o", "X", "s", "x"]
    assert len({str(points[name].get_markeredgecolor()) for name in ("B1", "B3", "B4", "B5")}) == 4
    lines = {name: at(line) for name, line in marks(figure, "line:").items() if name != "shortlist"}
    assert lines == {
        "spread limit (1.8 × anchor)": 1.8,
        "anchor (lowest price)": 1.0,
        "ceiling": 3.5,
        "low-price limit": 0.1,
    }
    assert at(marks(figure, "line:")["shortlist"], 1) == 2.5
    written = texts(figure)
    expected = {
        "zh": [
            "拟中选：满足价差",
            "熔断：> 价差 1.80；> 低价线 0.10",
            "未入围：名额 3",
            "无效：> 3.50",
            "报价阶梯：L",
            "4.00",
        ],
        "en": ["selected: meets spread", "not shortlisted: 3 places", "void: > 3.50", "Price ladder: L", "4.00"],
    }[language]
    assert set(expected) <= set(written)


def test_re_quote_is_an_arrow(language: Any, tmp_path: Path) -> None:
    question = lot(["0.30", "1.00", "1.10", "1.20"], ceiling="2")
    question["bids"][1]["revival_price"] = "0.72"
    question["bids"][2]["revival_price"] = "0.7201"
    figure = charts.price_ladder(question, rulebook="award/cn-batch-11", language=language)
    check(figure, tmp_path)
    assert at(marks(figure, "bid:")["B2"]) == 0.72
    assert at(marks(figure, "first:")["B2"]) == 1.0
    assert "B3" not in marks(figure, "first:")
    assert "1.00 → 0.72" in texts(figure)


def test_an_unresolved_tie_and_a_provisional_answer_are_marked(language: Any) -> None:
    tied = charts.price_ladder(lot(["1.00", "1.20", "1.20"]), rulebook="award/cn-2019-expansion", language=language)
    assert texts(tied).count("=2") == 2
    provisional = charts.price_ladder(
        lot(["1.00", "1.20"], ceiling="9"), rulebook="award/cn-batch-07", language=language
    )
    assert any(text.startswith(("暂定", "provisional")) for text in texts(provisional))


@pytest.mark.parametrize("make", ["object", "response", "value"])
def test_an_award_is_taken_in_every_form(make: str, language: Any, tmp_path: Path) -> None:
    question = lot(["1.00", "1.60", "2.00", "4"], ceiling="3.5")
    request = {"function": "award.select", "rulebook": "award/cn-batch-10", "input": question}
    award: Any = (
        jicai.award.select(question, rulebook="award/cn-batch-10") if make == "object" else jicai.evaluate(request)
    )
    figure = charts.price_ladder(award["value"] if make == "value" else award, language=language)
    check(figure, tmp_path)
    # Without lot and explanation nobody knows at which price the void bid was declared.
    assert set(marks(figure, "bid:")) == ({"B1", "B2", "B3"} if make == "value" else {"B1", "B2", "B3", "B4"})
    if make == "value":
        figure = charts.price_ladder(award["value"], lot=question, rulebook="award/cn-batch-10", language=language)
        assert set(marks(figure, "bid:")) == {"B1", "B2", "B3", "B4"}
    assert at(marks(figure, "line:")["ceiling"]) == 3.5
    assert any("award/cn-batch-10" in text for text in texts(figure))


@pytest.mark.parametrize(
    "prices, more",
    [
        (["3.2"], {"ceiling": "108"}),
        (["3.2"], {}),
        (["0.60", "1.00"], {"ceiling": "0.5"}),
        (["1", "1", "1"], {"max_shortlisted": 9}),
        (["0.0001", "1000"], {}),
        ([], {}),
    ],
    ids=["one, far from the ceiling", "one", "none valid", "all equal", "huge ratio", "no bids"],
)
def test_odd_lots(prices: list[str], more: dict[str, Any], language: Any, tmp_path: Path) -> None:
    figure = charts.price_ladder(lot(prices, **more), rulebook="award/cn-batch-10", language=language)
    check(figure, tmp_path)
    assert len(marks(figure, "bid:")) == len(prices)
    values = [float(value) for value in (*prices, more.get("ceiling", "1"))]
    assert figure.axes[0].get_xscale() == ("log" if max(values) > 20 * min(values) else "linear")


def test_many_bids_keep_their_points_and_thin_their_labels(language: Any, tmp_path: Path) -> None:
    prices = [f"{Decimal('0.5') + Decimal('0.013') * i}" for i in range(200)]
    figure = charts.price_ladder(lot(prices, max_shortlisted=60), rulebook="award/cn-batch-10", language=language)
    check(figure, tmp_path)
    assert len(marks(figure, "bid:")) == 200
    names = [text for text in texts(figure) if text.startswith("B") and text[1:].isdigit()]
    assert 20 < len(names) < 100
    assert {"B1", "B200"} <= set(names), "the ends"
    assert {"B60", "B61"} & set(names), "where the outcome changes"


@pytest.mark.usefixtures("chinese_font")
def test_long_names_wrap_and_odd_characters_are_written_out(language: Any, tmp_path: Path) -> None:
    question = lot(["1.00", "1.20", "1.30"])
    names = (
        "Very Long Name of a Pharmaceutical Holding Company Limited by Shares, Second Branch " * 3,
        "某某省某某市某某区药业集团股份有限公司第一制药厂（受托生产企业）与上市许可持有人联合申报体" * 2,
        "price $10^{2}$ \x07 \U0010ffff",
    )
    for bid, name in zip(question["bids"], names):
        bid["company"] = name
    figure = charts.price_ladder(question, rulebook="award/cn-batch-10", language=language)
    check(figure, tmp_path)
    written = texts(figure)
    assert max(text.count("\n") for text in written) <= 2
    assert "price $10^{2}$ <U+0007>\n<U+10FFFF>" in written or "price $10^{2}$ <U+0007> <U+10FFFF>" in written


def test_errors_pass_through() -> None:
    with pytest.raises(jicai.RuleGap):
        charts.price_ladder(lot(["1"]), rulebook="award/cn-batch-12", language="en")
    with pytest.raises(jicai.InvalidInput) as refused:
        charts.price_ladder({"bids": [{"bid": "A", "price": 1.5}]}, rulebook="award/cn-batch-10", language="en")
    assert refused.value.path == "/input/bids/0/price"
    with pytest.raises(jicai.UnknownRulebook):
        charts.price_ladder(lot(["1"]), rulebook="award/none", language="en")
    with pytest.raises(TypeError, match="rulebook="):
        charts.price_ladder(lot(["1"]), language="en")
    with pytest.raises(ValueError, match="language"):
        charts.price_ladder(lot(["1"]), rulebook="award/cn-batch-10", language="fr")  # type: ignore[arg-type]


# One lot under several rulebooks

BOOKS = ["award/cn-batch-09", "award/cn-batch-10", "award/cn-batch-11", "award/cn-batch-12"]


def test_comparison(language: Any, tmp_path: Path) -> None:
    question = lot(["0.40", "1.00", "1.20", "1.60", "1.70", "2.00"], form="other", ceiling="3.00")
    books: list[Any] = [BOOKS[0], jicai.rulebook.show(BOOKS[1]), *BOOKS[2:]]
    figure = charts.rulebook_comparison(question, books, language=language)
    check(figure, tmp_path)
    cells = marks(figure, "cell:")
    for column, book in enumerate(BOOKS[:3]):
        award = jicai.award.select(question, rulebook=book)
        for row, bid in enumerate(award.bids):
            mark = cells[f"{column}:{bid.bid}"]
            assert (round(at(mark)), at(mark, 1)) == (column, row)
            assert (mark.get_marker() == "o") == (bid.outcome == "selected")
    gaps = [patch for patch in figure.axes[0].patches if str(patch.get_gid()).startswith("gap:")]
    assert [patch.get_gid() for patch in gaps] == ["gap:3"]
    written = texts(figure)
    assert {
        "cn-batch-09",
        "cn-batch-12",
        "0.72",
        "0.78",
        "1.20",
        {"zh": "规则空白", "en": "rule gap"}[language],
    } <= set(written)
    assert any("k_table" in text for text in written), "why there is no answer"
    for book in BOOKS:
        assert any(book in text for text in written)


def test_comparison_with_a_changed_rulebook(language: Any, tmp_path: Path) -> None:
    question = lot(["0.20", "0.99", "1.0001", "2.00"], form="injection_small_volume", ceiling="9.00")
    wider = {
        "id": "example/b10-multiple",
        "extends": "award/cn-batch-10",
        "parameters": {"spread_multiple": {"value": "6"}},
    }
    figure = charts.rulebook_comparison(question, ["award/cn-batch-10", wider], language=language)
    check(figure, tmp_path)
    cells = marks(figure, "cell:")
    assert (cells["0:B3"].get_marker(), cells["1:B3"].get_marker()) == ("X", "o")
    assert "example/b10-multiple" in texts(figure)


@pytest.mark.parametrize("vector", vectors("award.compare", "derived") + vectors("award.compare", "invented"))
def test_compared_vectors(vector: dict[str, Any], tmp_path: Path) -> None:
    books = [vector["rulebook"], *vector["input"]["against"]]
    figure = charts.rulebook_comparison(vector["input"]["lot"], books, language="en")
    check(figure, tmp_path)


def test_comparison_of_many(language: Any, tmp_path: Path) -> None:
    prices = [f"{Decimal('0.5') + Decimal('0.013') * i}" for i in range(100)]
    books = [f"award/cn-batch-{number:02}" for number in (2, 3, 5, 9, 10, 11)]
    figure = charts.rulebook_comparison(lot(prices, max_shortlisted=60, ceiling="9"), books, language=language)
    check(figure, tmp_path)
    assert len(marks(figure, "cell:")) == 100 * 6


def test_comparison_errors() -> None:
    with pytest.raises(ValueError, match="at least two"):
        charts.rulebook_comparison(lot(["1"]), ["award/cn-batch-10"], language="en")
    with pytest.raises(jicai.RuleGap):
        charts.rulebook_comparison(lot(["1"]), ["award/cn-batch-12", "award/cn-batch-10"], language="en")


# Payment standard by year

ORIGINATOR = {"status": "originator", "list_class": "b", "own_rate": "0.10"}
CLOPIDOGREL: dict[str, Any] = {
    "product": {**ORIGINATOR, "price": "60.33", "base_price": "60.33"},
    "winners": [{"id": "W1", "price": "22.26"}],
}


@pytest.mark.parametrize("vector", vectors("payment.path", "published") + vectors("payment.path", "invented"))
def test_paths(vector: dict[str, Any], tmp_path: Path) -> None:
    figure = charts.payment_path(vector["input"], vector["rulebook"], language="en")
    check(figure, tmp_path)
    value = jicai.evaluate({name: vector[name] for name in ("function", "rulebook", "input")})["value"]
    standards, prices = marks(figure, "standard:"), marks(figure, "price:")
    gaps = {str(patch.get_gid()) for patch in figure.axes[0].patches if str(patch.get_gid()).startswith("gap:")}
    assert gaps == {f"gap:{step['year']}" for step in value["steps"] if step["gap"]}
    for step in value["steps"]:
        year = str(step["year"])
        assert at(prices[year], 1) == float(step["price"])
        if step["ceiling"] is None:
            assert year not in standards
        else:
            assert at(standards[year], 1) == float(step["ceiling"])
    bars = [patch for patch in figure.axes[0].patches if not patch.get_gid()]
    tops = [patch.get_y() + patch.get_height() for patch in bars]  # type: ignore[attr-defined]
    assert max(tops, default=0) == pytest.approx(
        max((float(step["price"]) for step in value["steps"] if not step["gap"]), default=0)
    )


def test_path_of_a_published_price(language: Any, tmp_path: Path) -> None:
    figure = charts.payment_path(CLOPIDOGREL, "payment/hainan-2019", language=language)
    check(figure, tmp_path)
    written = texts(figure)
    assert {"42.23", "24.13", "22.26", "60.33", "18.10", "36.20", "38.07"} <= set(written)
    assert any("10%" in text for text in written)
    asked = jicai.evaluate({"function": "payment.path", "rulebook": "payment/hainan-2019", "input": CLOPIDOGREL})
    typed: Any = jicai.payment.path(CLOPIDOGREL, rulebook="payment/hainan-2019")
    for answer in (typed, asked, asked["value"]):
        again = texts(charts.payment_path(answer, language=language))
        assert {"42.23", "24.13", "22.26"} <= set(again)
    with pytest.raises(TypeError, match="rulebook="):
        charts.payment_path(CLOPIDOGREL, language=language)


def test_path_of_many_years(language: Any, tmp_path: Path) -> None:
    prices = [{"year": 2, "price": "40"}, {"year": 4, "price": "20.10"}]
    question = {**CLOPIDOGREL, "years": 50, "prices": prices}
    figure = charts.payment_path(question, "payment/hainan-2019", language=language)
    check(figure, tmp_path)
    assert len(marks(figure, "standard:")) == 50


# Progress


def agreement(purchased: str, as_of: str = "2021-07-31", agreed: str = "100") -> dict[str, Any]:
    """An agreement of a year."""
    period = {"start": "2021-04-11", "end": "2022-04-10"}
    return {"as_of": as_of, "period": period, "agreed": agreed, "purchased": purchased}


@pytest.mark.parametrize("vector", vectors("execution.progress", "published"))
def test_published_progress(vector: dict[str, Any], language: Any, tmp_path: Path) -> None:
    if "agreed" not in vector["input"]:
        with pytest.raises(ValueError, match="agreed volume"):
            charts.progress(vector["input"], language=language)
        return
    figure = charts.progress(vector["input"], language=language)
    check(figure, tmp_path)
    value = jicai.evaluate({"function": "execution.progress", "input": vector["input"]})["value"]
    point = marks(figure, "point:")["0"]
    if "clock" in value:
        assert (at(point), at(point, 1)) == (float(value["clock"]["sequence"]), float(value["completion"]))
    else:
        assert at(point) == float(value["completion"])
    assert any("%" in text for text in texts(figure))


@pytest.mark.parametrize(
    "purchased, marker, zh, en",
    [
        ("62.87", "^", "62.87%，超前 32.1851 个百分点", "62.87%, 32.1851 points ahead"),
        ("22.87", "v", "22.87%，落后 7.8149 个百分点", "22.87%, 7.8149 points behind"),
        ("136.46", "^", "136.46%，超前 105.7751 个百分点", "136.46%, 105.7751 points ahead"),
    ],
)
def test_ahead_and_behind(purchased: str, marker: str, zh: str, en: str, language: Any, tmp_path: Path) -> None:
    figure = charts.progress(agreement(purchased), language=language)
    check(figure, tmp_path)
    assert marks(figure, "point:")["0"].get_marker() == marker
    assert (zh if language == "zh" else en) in texts(figure)
    assert ("required" in marks(figure, "line:")) == (Decimal(purchased) < 100)


def test_one_agreement_over_time(language: Any, tmp_path: Path) -> None:
    days = [("2022-02-28", "73.2"), ("2021-06-30", "12"), ("2021-09-30", "40.5"), ("2021-12-31", "55")]
    figure = charts.progress([agreement(bought, day) for day, bought in days], language=language)
    check(figure, tmp_path)
    curve = marks(figure, "line:")["completion"]
    assert [float(y) for y in curve.get_ydata()] == [0.0, 0.12, 0.405, 0.55, 0.732]  # type: ignore[arg-type, union-attr]


def test_several_agreements(language: Any, tmp_path: Path) -> None:
    subjects = {
        "ahead": agreement("62.87"),
        "behind": jicai.execution.progress(agreement("20")),
        "no period": {"as_of": "2021-07-31", "agreed": "468", "purchased": "674"},
        "nothing agreed": agreement("0", agreed="0"),
    }
    figure = charts.progress(subjects, language=language)
    check(figure, tmp_path)
    points = marks(figure, "point:")
    assert [points[name].get_marker() for name in ("0", "1", "2")] == ["^", "v", "s"]
    assert [at(points[name]) for name in ("0", "1", "2")] == [0.6287, 0.2, 1.440171]
    assert [at(line) for line in marks(figure, "sequence:").values()] == [0.306849] * 3
    assert set(subjects) <= set(texts(figure))


def test_many_agreements(language: Any, tmp_path: Path) -> None:
    figure = charts.progress({f"A{i}": agreement(str(i)) for i in range(150)}, language=language)
    check(figure, tmp_path)
    assert len(marks(figure, "point:")) == 150


def test_progress_errors() -> None:
    empty: list[Any] = [[], {}, agreement("0", agreed="0")]
    for nothing in empty:
        with pytest.raises(ValueError, match="agreed volume"):
            charts.progress(nothing, language="en")
    with pytest.raises(jicai.InvalidInput):
        charts.progress({"as_of": "2021-07-31", "agreed": "1"}, language="en")


# Axes of the caller, notebooks, fonts


def test_axes_of_the_caller(language: Any, tmp_path: Path) -> None:
    figure = Figure(figsize=(16, 12), layout="constrained")
    parts: Any = figure.subfigures(1, 2)
    upper, lower = parts[0].subplots(2, 1)
    right, last = parts[1].subplots(2, 1)
    question = lot(["0.40", "1.00", "1.20"], ceiling="3.00")
    drawn = [
        charts.price_ladder(question, rulebook="award/cn-batch-10", language=language, ax=upper),
        charts.rulebook_comparison(question, BOOKS[:2], language=language, ax=lower),
        charts.payment_path(CLOPIDOGREL, "payment/hainan-2019", language=language, ax=right),
        charts.progress(agreement("22.87"), language=language, ax=last),
    ]
    assert all(each is figure for each in drawn)
    save(figure, tmp_path)
    assert tuple(figure.get_size_inches()) == (16, 12)


@pytest.fixture
def no_cjk_font(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine whose only fonts are those of matplotlib."""
    latin = [entry for entry in fonts._registered() if "DejaVu" in entry.name]
    monkeypatch.setattr(fonts, "_registered", lambda: latin)
    monkeypatch.setattr(fonts, "_system_files", list)


@pytest.mark.usefixtures("no_cjk_font")
def test_without_a_chinese_font() -> None:
    with pytest.raises(charts.FontNotFound, match="fonts-noto-cjk") as error:
        charts.find_cjk_font()
    assert 'language="en"' in str(error.value)
    with pytest.raises(charts.FontNotFound):
        charts.price_ladder(lot(["1"]), rulebook="award/cn-batch-10")
    with pytest.raises(charts.FontNotFound):
        charts.price_ladder(lot(["1"], lot="利培酮片"), rulebook="award/cn-batch-10", language="en")
    # English needs none, even where the rulebook's document is Chinese.
    figure = charts.price_ladder(lot(["1"]), rulebook="award/cn-batch-10", language="en")
    figure.draw_without_rendering()
    path = {"product": {**ORIGINATOR, "price": "30", "base_price": "30"}, "winners": [{"id": "W1", "price": "10"}]}
    figure = charts.payment_path(path, "payment/cn-2019", language="en")
    figure.draw_without_rendering()
    assert any("payment/cn-2019" in text for text in texts(figure))


@pytest.mark.usefixtures("chinese_font")
def test_a_font_installed_after_matplotlib_made_its_list(monkeypatch: pytest.MonkeyPatch) -> None:
    known = fonts.cjk_family()
    entries = list(fonts._registered())
    path = next(str(entry.fname) for entry in entries if entry.name == known)
    current = [entry for entry in entries if str(entry.fname) != path]
    added: list[str] = []

    def register(file: str) -> None:
        added.append(file)
        current.extend(entry for entry in entries if str(entry.fname) == file)

    monkeypatch.setattr(
        fonts, "_registered", lambda: [e for e in current if "DejaVu" in e.name or str(e.fname) == path]
    )
    monkeypatch.setattr(fonts, "_system_files", lambda: [path])
    monkeypatch.setattr(font_manager.fontManager, "addfont", register)
    assert fonts.cjk_family() == known
    assert added == [path]


@pytest.mark.usefixtures("chinese_font")
def test_a_font_of_any_name_that_has_the_characters(monkeypatch: pytest.MonkeyPatch) -> None:
    known = fonts.cjk_family()
    monkeypatch.setattr(fonts, "FAMILIES", ())
    monkeypatch.setattr(fonts, "_system_files", list)
    two = [entry for entry in fonts._registered() if entry.name in (known, "DejaVu Sans")]
    monkeypatch.setattr(fonts, "_registered", lambda: two)
    assert fonts.cjk_family() == known


def test_notebooks_show_the_picture_and_pyplot_is_left_alone() -> None:
    code = (
        "import sys; from jicai import charts; lot = {'bids': [{'bid': 'A', 'price': '1'}]};"
        "data, more = charts.price_ladder(lot, rulebook='award/cn-2019-expansion', language='en')._repr_png_();"
        "print(data[1:4], more, 'matplotlib.pyplot' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, encoding="utf-8")
    assert done.stdout == "b'PNG' {'width': 800} False\n"


def test_without_matplotlib() -> None:
    code = "import sys; sys.modules['matplotlib'] = None\ntry:\n import jicai.charts\nexcept ImportError as error:\n print(error)"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, encoding="utf-8")
    assert done.stdout == "charts need matplotlib: pip install 'jicai[charts]'\n"


@pytest.mark.parametrize(
    "text, room, wrapped",
    [
        ("one two three", 50, "one two\nthree"),
        ("cn-batch-10", 30, "cn-\nbatch-\n10"),
        ("石药集团欧意药业", 32, "石药集团\n欧意药业"),
        ("石药集团，欧意", 32, "石药集\n团，欧意"),
        ("", 10, ""),
    ],
)
def test_wrap(text: str, room: float, wrapped: str) -> None:
    assert fonts.wrap(text, 8, room) == wrapped
    assert fonts.wrap("one two three four five", 8, 50, 2) == "one two\nthree four…"
