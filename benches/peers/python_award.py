"""One lot of ten bids decided by the Python package and by other ways: microseconds a lot, and bids exactly on the limit that are rejected.

The other ways have a simplified rule (six places, at most 1.8 times the lowest price) and say for each bid whether it won; the package decides
by the whole rulebook, with ranks, reasons, final prices and what the result rests on.
"""

import json
import statistics
import time
from decimal import Decimal

import numpy as np
import zen
from openfisca_core.entities import build_entity
from openfisca_core.periods import DateUnit
from openfisca_core.simulations import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

import jicai
from jicai import award

BIDS = [(f"b{i}", f"c{i}", f"{1 + 0.07 * i:.4f}") for i in range(10)]
ON_THE_LIMIT = [f"{cents / 100:.2f}" for cents in range(5, 505)]
RULEBOOK = "award/cn-batch-10"
RUNS = 15


def objects(bids):
    return award.Lot(
        form="oral_solid",
        ceiling=Decimal("100"),
        bids=[award.Bid(bid=bid, company=company, price=Decimal(price)) for bid, company, price in bids],
    )


LOT = objects(BIDS)
REQUEST = json.dumps(
    {
        "function": "award.select",
        "rulebook": RULEBOOK,
        "input": {
            "form": "oral_solid",
            "ceiling": "100",
            "bids": [{"bid": bid, "company": company, "price": price} for bid, company, price in BIDS],
        },
        "options": {"explain": False},
    }
)


def loop(prices, limit):
    """The simplified rule, as a script has it."""
    ranked = sorted(range(len(prices)), key=prices.__getitem__)[:6]
    return {i for i in ranked if prices[i] <= limit * prices[ranked[0]]}


FLOATS = [float(price) for _, _, price in BIDS]
DECIMALS = [Decimal(price) for _, _, price in BIDS]

JS = """
export const handler = async ({ prices }) => {
  const order = prices.map((_, i) => i).sort((a, b) => prices[a] - prices[b]).slice(0, 6);
  return { won: order.filter((i) => prices[i] <= 1.8 * prices[order[0]]) };
};
"""
DECISION = zen.ZenEngine().create_decision(
    json.dumps(
        {
            "contentType": "application/vnd.gorules.decision",
            "nodes": [
                {"id": "in", "type": "inputNode", "name": "in", "position": {"x": 0, "y": 0}},
                {"id": "rule", "type": "functionNode", "name": "rule", "position": {"x": 1, "y": 0}, "content": {"source": JS}},
                {"id": "out", "type": "outputNode", "name": "out", "position": {"x": 2, "y": 0}},
            ],
            "edges": [
                {"id": "1", "type": "edge", "sourceId": "in", "targetId": "rule"},
                {"id": "2", "type": "edge", "sourceId": "rule", "targetId": "out"},
            ],
        }
    )
)

BID = build_entity(key="bid", plural="bids", label="bid", is_person=True)
SYSTEM = TaxBenefitSystem([BID])


class price(Variable):
    value_type = float
    entity = BID
    definition_period = DateUnit.MONTH


class won(Variable):
    value_type = bool
    entity = BID
    definition_period = DateUnit.MONTH

    def formula(bids, period):
        prices = bids("price", period)
        places = np.argsort(np.argsort(prices, kind="stable"), kind="stable")
        return (places < 6) & (prices <= 1.8 * prices.min())


SYSTEM.add_variables(price, won)


def fisca(prices):
    simulation = SimulationBuilder().build_default_simulation(SYSTEM, count=len(prices))
    simulation.set_input("price", "2025-01", np.array(prices))
    return simulation.calculate("won", "2025-01")


WAYS = {
    "jicai, objects to objects": lambda: award.select(LOT, rulebook=RULEBOOK),
    "jicai, objects made and decided": lambda: award.select(objects(BIDS), rulebook=RULEBOOK),
    "jicai, JSON text to JSON text": lambda: jicai.evaluate_json(REQUEST),
    "Python, floats, simplified rule": lambda: loop(FLOATS, 1.8),
    "Python, Decimal, simplified rule": lambda: loop(DECIMALS, Decimal("1.8")),
    "zen-engine, JavaScript function": lambda: DECISION.evaluate({"prices": FLOATS}),
    "OpenFisca, numpy formula": lambda: fisca(FLOATS),
}


def on_the_limit():
    """Lots of two bids, the second at exactly 1.8 times the first: how many second bids each way rejects."""
    wrong = dict.fromkeys(WAYS, 0)
    for low in ON_THE_LIMIT:
        pair = [Decimal(low), Decimal(low) * Decimal("1.8")]
        floats = [float(one) for one in pair]
        lot = objects([("a", "a", str(pair[0])), ("b", "b", str(pair[1]))])
        is_won = "b" in award.select(lot, rulebook=RULEBOOK).selected
        for name in list(WAYS)[:3]:
            wrong[name] += not is_won
        wrong["Python, floats, simplified rule"] += 1 not in loop(floats, 1.8)
        wrong["Python, Decimal, simplified rule"] += 1 not in loop(pair, Decimal("1.8"))
        wrong["zen-engine, JavaScript function"] += 1 not in DECISION.evaluate({"prices": floats})["result"]["won"]
        wrong["OpenFisca, numpy formula"] += not fisca(floats)[1]
    return wrong


def main():
    winners = {f"b{i}" for i in loop(FLOATS, 1.8)}
    assert winners == set(award.select(LOT, rulebook=RULEBOOK).selected)
    assert winners == {f"b{i}" for i in DECISION.evaluate({"prices": FLOATS})["result"]["won"]}
    assert winners == {f"b{i}" for i in np.flatnonzero(fisca(FLOATS))}
    times = {name: [] for name in WAYS}
    for _ in range(RUNS):
        for name, way in WAYS.items():
            calls = 200 if "OpenFisca" in name or "zen" in name else 2_000
            start = time.perf_counter()
            for _ in range(calls):
                way()
            times[name].append((time.perf_counter() - start) / calls * 1e6)
    wrong = on_the_limit()
    ours = statistics.median(times["jicai, objects to objects"])
    print(f"{'one lot of ten bids':36} {'µs':>8} {'ratio':>7}   rejected of {len(ON_THE_LIMIT)} on the limit")
    for name, values in times.items():
        middle = statistics.median(values)
        print(f"{name:36} {middle:8.1f} {middle / ours:7.2f}   {wrong[name]}")


if __name__ == "__main__":
    main()
