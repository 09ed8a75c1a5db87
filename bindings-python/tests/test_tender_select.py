"""Deciding tenders: errors of the core with their cells, undecided lots, whole rounds."""

from __future__ import annotations

import io
from typing import Optional

import pytest

import jicai
from jicai.tender import read_tender


def csv(text: str) -> io.BytesIO:
    return io.BytesIO(text.encode())


def test_an_error_of_the_core_is_led_back_to_its_cell() -> None:
    table = "品种,企业,申报价\nL,甲,1\nM,乙,2\nM,丙,3\n"
    tender = read_tender(csv(table))
    result = tender.select("award/cn-batch-10")
    assert [lot.award for lot in result] == [None, None]
    assert str(result.problems[1]).startswith(
        "table.csv, row 3 (form): form is missing: the low-price limit depends on it"
    )
    scored = tender.select("award/cn-tcm-2023")
    assert all(lot.error is not None for lot in scored)


def test_one_undecided_lot_leaves_the_others_alone() -> None:
    table = "品种,剂型,企业,申报价\nL,口服固体,甲,1\nL,,乙,1\nL,,丙,1\nM,口服固体,甲,1\n"
    result = read_tender(csv(table)).select("award/cn-batch-10")
    error: Optional[jicai.JicaiError] = result["L"].error
    assert error is not None and error.code == "rule_gap"
    assert repr(result["L"]) == "<LotResult L: undecided, rule_gap>"
    assert result["M"].award is not None and result["M"].award.winners == 1
    assert repr(result) == "<TenderResult under award/cn-batch-10: 2 lots, 1 bid selected, 1 undecided>"
    assert str(result.problems[0]).startswith("table.csv, row 2 (lot L): `tie_keys` of `award/cn-batch-10`")


def test_the_rulebook_must_be_named_and_exist() -> None:
    tender = read_tender(csv("企业,申报价\n甲,1\n"))
    with pytest.raises(jicai.InvalidInput, match="no rulebook is named"):
        tender.select()
    with pytest.raises(jicai.UnknownRulebook):
        tender.select("award/none")
    with pytest.raises(jicai.InvalidRulebook):
        tender.select({"id": "x", "parameters": {"nope": "1"}})


def test_a_whole_round_is_filtered_and_explained_lot_by_lot() -> None:
    rows = [
        f"{lot},口服固体,9,{bid},{price}"
        for lot, second in (("x", "1.5"), ("y", "1.6"), ("z", "1"))
        for bid, price in (("a", "1"), ("b", second))
    ]
    table = "品种,剂型,最高有效申报价,企业,申报价,报量\n" + "\n".join(rows[:5]) + "\n"
    tender = read_tender(csv(table))
    result = tender.select("award/cn-batch-07", whole_round=True)
    assert [lot.award.winners for lot in result if lot.award] == [1, 1, 1]
    for lot in result:
        assert lot.award is not None
        subjects = {step.subject for step in lot.explanation}
        assert subjects <= {f"lot:{lot.lot}", *(f"bid:{bid.bid}" for bid in lot.award.bids)}
        assert {f"bid:{bid.bid}" for bid in lot.award.bids} <= subjects
    provisional = tender.select("award/cn-batch-07")
    assert all(lot.award is not None and lot.award.provisional for lot in provisional)


def test_a_round_with_an_undecided_lot() -> None:
    table = "品种,剂型,最高有效申报价,企业,申报价\nx,口服固体,9,a,1\ny,口服固体,9,a,1\ny,,,b,1\ny,,,c,1\n"
    result = read_tender(csv(table)).select("award/cn-batch-07", whole_round=True)
    assert [lot.award for lot in result] == [None, None]
    assert all(lot.error is not None for lot in result)
