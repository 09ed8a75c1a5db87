"""Draws the pictures of the README: `python bindings-python/docs/make_images.py`.

The price ladder and the comparison are worked examples (算例); the payment path has published prices of clopidogrel, the progress published
figures of Jiangxi of July 2021, whose contract years are taken as twelve months.
"""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

from PIL import Image

from jicai import charts

IMAGES = Path(__file__).with_name("images")


def save(figure: Any, name: str) -> None:
    """With few colours: a third of the size."""
    png = io.BytesIO()
    figure.savefig(png, format="png")
    picture = Image.open(png).convert("RGB").quantize(128, dither=Image.Dither.NONE)
    picture.save(IMAGES / f"{name}.png", optimize=True)


def bid(number: int, firm: str, price: str, **more: str) -> dict[str, str]:
    return {"bid": f"B{number}", "company": f"{firm}公司", "price": price, **more}


LADDER = {
    "lot": "算例（第十一批规则，含复活报价）",
    "form": "oral_solid",
    "ceiling": "2.00",
    "bids": [
        bid(1, "甲", "0.30"),
        bid(2, "乙", "1.00", revival_price="0.72"),
        bid(3, "丙", "1.10", revival_price="0.7201"),
        bid(4, "丁", "1.20"),
        bid(5, "戊", "2.10"),
    ],
}
COMPARED = {
    "lot": "算例（六家报价）",
    "form": "other",
    "ceiling": "3.00",
    "bids": [
        bid(1, "甲", "0.40"),
        bid(2, "乙", "1.00"),
        bid(3, "丙", "1.20"),
        bid(4, "丁", "1.60"),
        bid(5, "戊", "1.70"),
        bid(6, "己", "2.00"),
    ],
}
ROUNDS = [f"award/cn-batch-{number:02}" for number in (9, 10, 11, 12)]
PATH = {
    "product": {
        "id": "氯吡格雷 75mg×7（原研）",
        "status": "originator",
        "list_class": "b",
        "price": "60.33",
        "own_rate": "0.10",
        "base_price": "60.33",
    },
    "winners": [{"id": "W1", "price": "22.26"}],
}


def progress(start: str, end: str, purchased: str) -> dict[str, Any]:
    period = {"start": start, "end": end}
    return {"as_of": "2021-07-31", "period": period, "agreed": "100", "purchased": purchased}


PROGRESS = {
    "江西 第一批（第二采购年）": progress("2020-12-20", "2021-12-19", "136.46"),
    "江西 第二批（第二采购年）": progress("2021-04-11", "2022-04-10", "62.87"),
    "江西 第三批": progress("2020-11-19", "2021-11-18", "125.59"),
}


def main() -> None:
    save(charts.price_ladder(LADDER, rulebook="award/cn-batch-11"), "price-ladder")
    save(charts.rulebook_comparison(COMPARED, ROUNDS), "rulebook-comparison")
    save(charts.payment_path(PATH, "payment/hainan-2019"), "payment-path")
    save(charts.progress(PROGRESS), "progress")


if __name__ == "__main__":
    main()
