"""What every way decides, written once into target/peers/data and read by the programs of all three languages.

`lot.json`: ten bids. `limit.json`: 500 lots of two bids, the second exactly on the limit of 1.8 times the first, and 500 with the second 0.0001 yuan
above it. `lots.i64`: the prices of 10,000 lots of ten bids in 0.0001 yuan. `amount.i64` and so on: a million charge lines, in fen, 10⁻⁶ yuan, 10⁻⁴
units and 10⁻⁴, and their parts in fen. The columns are 64-bit integers of this machine, one after the other.
"""

import json
import os
from decimal import Decimal
from pathlib import Path

import numpy as np

FOLDER = Path(__file__).parents[2] / "target" / "peers" / "data"
ROWS = int(os.environ.get("ROWS", "1000000"))
LOTS, BIDS = 10_000, 10
COLUMNS = ("amount", "standard", "quantity", "rate")
PARTS = ("above", "first", "in_scope")


def lines(n):
    """The lines of `lines(n)` in benches/src/lib.rs, to the bit; the program in Rust compares them."""
    state = 88_172_645_463_325_252

    def below(limit):
        nonlocal state
        state ^= state << 13 & 0xFFFF_FFFF_FFFF_FFFF
        state ^= state >> 7
        state ^= state << 17 & 0xFFFF_FFFF_FFFF_FFFF
        return state % limit

    for _ in range(n):
        price, units = below(500_000_000) + 10_000, below(100) + 1
        amount = (price * units + 5_000) // 10_000
        yield amount, price * (60 + below(60)) // 100, units * 10_000, below(5) * 500


def split(amount, standard, quantity, rate, lesser=min):
    """The rule in fen, half up: exact. It has no signs, as the lines have no refunds, and unlike the kernel checks nothing."""
    base = lesser(amount, (quantity * standard + 50_000_000) // 100_000_000)
    first = (base * rate + 5_000) // 10_000
    return amount - base, first, base - first


def bids():
    return [{"bid": f"b{i}", "company": f"c{i}", "price": f"{1 + 0.07 * i:.4f}"} for i in range(BIDS)]


def pairs(lowest, above):
    """500 lows from so many fen on, and what lies so far above 1.8 times the low."""
    lows = [Decimal(fen) / 100 for fen in range(lowest, lowest + 500)]
    return [[str(low), str(low * Decimal("1.8") + Decimal(above))] for low in lows]


def lots():
    """The ten bids at lowest prices of 0.50 to 5.49 yuan: exact to four digits."""
    return np.array([[(50 + lot % 500) * (100 + 7 * bid) for bid in range(BIDS)] for lot in range(LOTS)])


def write(rows=ROWS):
    FOLDER.mkdir(parents=True, exist_ok=True)
    (FOLDER / "lot.json").write_text(json.dumps(bids()))
    # Above the limit from 1.05 yuan on: below, a clause for low prices lets the whole rulebook select them all the same.
    (FOLDER / "limit.json").write_text(json.dumps({"on": pairs(5, "0"), "above": pairs(105, "0.0001")}))
    lots().astype("=i8").tofile(FOLDER / "lots.i64")
    table = list(lines(rows))
    for name, column in zip(COLUMNS, zip(*table)):
        np.array(column, dtype="=i8").tofile(FOLDER / f"{name}.i64")
    for name, column in zip(PARTS, zip(*(split(*row) for row in table))):
        np.array(column, dtype="=i8").tofile(FOLDER / f"{name}.i64")


def column(name):
    return np.fromfile(FOLDER / f"{name}.i64", dtype="=i8")


def limit():
    """The pairs on the limit, and those above it."""
    found = json.loads((FOLDER / "limit.json").read_text())
    return found["on"], found["above"]


def lot():
    return json.loads((FOLDER / "lot.json").read_text())


if __name__ == "__main__":
    write()
