"""Charts of lots, rulebooks, payment standards and purchase progress, drawn with matplotlib.

Every function draws into an `Axes` of yours or makes a figure of its own, and returns the `Figure`; notebooks show
it, and `figure.savefig("lot.png")` writes it. Nothing global is touched: neither pyplot nor rcParams. Prices stay
exact: labels show the decimal text of the answer, only positions are floats.

Chinese text needs a font with Chinese characters: see `find_cjk_font`.

>>> from jicai import charts
>>> lot = {"form": "oral_solid", "bids": [{"bid": "A", "price": "1.00"}, {"bid": "B", "price": "2.00"}]}
>>> figure = charts.price_ladder(lot, rulebook="award/cn-batch-10", language="en")
>>> figure.axes[0].get_xlabel()
'comparable price (yuan)'
"""

from __future__ import annotations

from importlib.util import find_spec

if find_spec("matplotlib") is None:
    raise ImportError("charts need matplotlib: pip install 'jicai[charts]'")

from ._comparison import rulebook_comparison
from ._ladder import price_ladder
from ._payment import payment_path
from ._progress import progress
from .fonts import FontNotFound, find_cjk_font

__all__ = ["FontNotFound", "find_cjk_font", "payment_path", "price_ladder", "progress", "rulebook_comparison"]
