"""The rules of rules/ in the engines that Python has, each prepared as far as its documentation shows."""

import json
from decimal import Decimal
from pathlib import Path

import cedarpy
import numpy as np
import regopy
import zen
from openfisca_core.entities import build_entity
from openfisca_core.periods import DateUnit
from openfisca_core.simulations import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

RULES = Path(__file__).parent / "rules"
MONTH = "2025-01"
ZEN = json.loads((RULES / "zen.json").read_text())


def rule(name):
    return (RULES / name).read_text()


def zen_node(kind):
    """A decision of one node: `award.js`, or an entry of zen.json."""
    place = {"position": {"x": 0, "y": 0}}
    if kind.endswith(".js"):
        node = {"type": "functionNode", "content": {"source": rule(kind)}}
    else:
        node = {"type": "expressionNode", "content": ZEN[kind]}
    names = ("in", "rule", "out")
    ends = [{"id": name, "name": name, "type": f"{name}putNode", **place} for name in ("in", "out")]
    edges = [{"id": a, "type": "edge", "sourceId": a, "targetId": b} for a, b in zip(names, names[1:])]
    graph = {
        "contentType": "application/vnd.gorules.decision",
        "nodes": [{"id": "rule", "name": "rule", **place, **node}, *ends],
        "edges": edges,
    }
    decision = zen.ZenEngine().create_decision(zen.ZenDecisionContent(json.dumps(graph)))  # Compiled.
    return lambda given: decision.evaluate(given)["result"]


def zen_expression(kind):
    """The text of an expression, compiled, without a graph around it."""
    expression = zen.compile_expression(ZEN[kind])
    return expression.evaluate


def rego(entry_point):
    """A bundle of rego-cpp, the Rego that the package registry has for Python."""
    interpreter = regopy.Interpreter()
    for name in ("award", "split"):
        interpreter.add_module(name, rule(f"{name}.rego"))
    bundle = interpreter.build("data.award", [entry_point])

    def evaluate(given):
        interpreter.set_input(given)
        return interpreter.query_bundle_entrypoint(bundle, entry_point).results[0].expressions[0]

    return evaluate


POLICIES = cedarpy.PolicySet.from_str(rule("award.cedar"))
NOBODY = cedarpy.Entities.from_json_str("[]")


def cedar(action, contexts):
    """The bids that are allowed, of one batch of requests."""
    requests = [
        {
            "principal": {"type": "Bid", "id": str(bid)},
            "action": {"type": "Action", "id": action},
            "resource": {"type": "Lot", "id": "lot"},
            "context": context,
        }
        for bid, context in enumerate(contexts)
    ]
    answers = cedarpy.is_authorized_batch(requests, POLICIES, NOBODY)
    return {bid for bid, answer in enumerate(answers) if answer.allowed}


def places(prices):
    """What Cedar cannot find: the place of each bid, and the lowest price."""
    ranked = sorted(range(len(prices)), key=prices.__getitem__)
    found = [0] * len(prices)
    for place, bid in enumerate(ranked):
        found[bid] = place
    return found, prices[ranked[0]]


def cedar_decimals(prices):
    """Prices as `Decimal`: the host computes the limit, too."""
    ranks, lowest = places(prices)
    text = lambda value: {"__extn": {"fn": "decimal", "arg": f"{value:.4f}"}}  # noqa: E731
    limit = text(lowest * Decimal("1.8"))
    return cedar("decimals", [{"place": r, "price": text(p), "limit": limit} for r, p in zip(ranks, prices)])


def cedar_integers(prices):
    """Prices in 0.0001 yuan."""
    ranks, lowest = places(prices)
    return cedar("integers", [{"place": r, "price": p, "lowest": lowest} for r, p in zip(ranks, prices)])


PERSON = build_entity(key="bid", plural="bids", label="bid or charge line", is_person=True)
GROUP = build_entity(key="lot", plural="lots", label="lot", roles=[{"key": "offer", "plural": "offers", "label": "offer"}])
# Bids of many lots, and a population that is one lot or one list of lines.
LOTS, ONE = TaxBenefitSystem([PERSON, GROUP]), TaxBenefitSystem([PERSON])


def variable(system, name, kind=float, formula=None):
    members = {"value_type": kind, "entity": PERSON, "definition_period": DateUnit.MONTH}
    if formula:
        members["formula"] = formula
    system.add_variable(type(name, (Variable,), members))


def won(bid, period):
    prices = bid("price", period)
    return (bid.get_rank(bid.lot, prices) < 6) & (prices <= 1.8 * bid.lot.min(bid.lot.members("price", period)))


def won_of_one(bid, period):
    prices = bid("price", period)
    places = np.argsort(np.argsort(prices, kind="stable"), kind="stable")
    return (places < 6) & (prices <= 1.8 * prices.min())


def base(line, period):
    return np.minimum(line("amount", period), np.round(line("quantity", period) * line("standard", period), 2))


variable(LOTS, "price")
variable(LOTS, "won", bool, won)
for of_one in ("price", "amount", "standard", "quantity", "rate"):
    variable(ONE, of_one)
variable(ONE, "won", bool, won_of_one)
variable(ONE, "base", formula=base)
variable(ONE, "above", formula=lambda line, period: np.round(line("amount", period) - line("base", period), 2))
variable(ONE, "first", formula=lambda line, period: np.round(line("base", period) * line("rate", period), 2))
variable(ONE, "in_scope", formula=lambda line, period: np.round(line("base", period) - line("first", period), 2))


def fisca_lots(prices, lot_of_bid):
    """Prices as floats, and the number of each bid's lot."""
    builder = SimulationBuilder()
    builder.create_entities(LOTS)
    builder.declare_person_entity("bid", range(len(prices)))
    lots = builder.declare_entity("lot", range(int(lot_of_bid[-1]) + 1))
    builder.join_with_persons(lots, lot_of_bid, roles=["offer"] * len(prices))
    simulation = builder.build(LOTS)
    simulation.set_input("price", MONTH, prices)
    return simulation.calculate("won", MONTH)


def fisca_one(columns, names):
    """Columns that are one lot or one list of lines, and what is asked of them."""
    simulation = SimulationBuilder().build_default_simulation(ONE, count=len(next(iter(columns.values()))))
    for name, column in columns.items():
        simulation.set_input(name, MONTH, column)
    return [simulation.calculate(name, MONTH) for name in names]
