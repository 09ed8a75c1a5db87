"""The built-in rulebooks: which there are, and every parameter with provenance and citation.

Written by `make python-types` from the JSON Schemas of the core. Do not edit.
"""

from __future__ import annotations

from datetime import date
from typing import Any, Optional

from ._call import Function, Input, Output, Result

__all__ = [
    "Date",
    "Filter",
    "Id",
    "ListOutput",
    "Listing",
    "RulebookObject",
    "ShowInput",
    "list",
    "show",
]


Date = date
"""Day, ISO 8601: 2025-10-27."""


class Filter(Input, frozen=True, kw_only=True):
    """Which built-in rulebooks to list: every condition that is stated must hold.

    Attributes:
        area: Area of law, e.g. `award`.
        jurisdiction: GB/T 2260 code; a member of an alliance counts.
        on: In force on this day. A rulebook whose first day is not published is listed.
    """

    area: Optional[str] = None
    jurisdiction: Optional[str] = None
    on: Optional[Date] = None


Id = str
"""Identifier: opaque, compared byte for byte."""


class Listing(Output, frozen=True, kw_only=True, gc=False):
    """One line of the list of rulebooks.

    Attributes:
        id: The id to pass as `rulebook`.
        title: Title in English.
        title_zh: Title in Chinese.
        document: The document that states the rules.
        jurisdiction: GB/T 2260 code of the place.
        effective_from: First day; absent where the day is not published.
        effective_until: Last day, where there is one.
    """

    id: Id
    title: Optional[str] = None
    title_zh: Optional[str] = None
    document: Optional[str] = None
    jurisdiction: Optional[str] = None
    effective_from: Optional[Date] = None
    effective_until: Optional[Date] = None


class ListOutput(Result, frozen=True, kw_only=True):
    """What `rulebook.list` gives.

    Attributes:
        rulebooks: The rulebooks that match, in the order of the registry.
    """

    rulebooks: tuple[Listing, ...]


class ShowInput(Input, frozen=True, kw_only=True):
    """What `rulebook.show` is asked.

    Attributes:
        id: The id of a built-in rulebook.
    """

    id: Id


class RulebookObject(Result, frozen=True, kw_only=True):
    """A rulebook as its file states it.

    Attributes:
        id: The id: area, slash, round or place and year.
        area: The area of law: the first part of a built-in id.
        jurisdiction: GB/T 2260 code of the place, `100000` for China; of an alliance, that of its organiser.
        title: Title in English.
        title_zh: Title in Chinese.
        document: The document that states the rules.
        issuer: Who issued it.
        effective_from: First day; absent where the day is not published.
        effective_until: Last day, where there is one.
        members: The members of an alliance, as GB/T 2260 codes.
        extends: A built-in rulebook whose parameters and gaps are taken over.
        remove: Inherited parameters or gaps to drop.
        parameters: Name → `{ value, provenance, citation }`; a bare value is unverified. In the credit areas
            the value alone, whose entries have both.
        gaps: Name → which document does not say it; not in every area.
    """

    id: Id
    parameters: Optional[dict[str, Any]]
    area: Optional[str] = None
    jurisdiction: Optional[str] = None
    title: Optional[str] = None
    title_zh: Optional[str] = None
    document: Optional[str] = None
    issuer: Optional[str] = None
    effective_from: Optional[Date] = None
    effective_until: Optional[Date] = None
    members: tuple[str, ...] = ()
    extends: Optional[Id] = None
    remove: Optional[tuple[str, ...]] = None
    gaps: Optional[dict[str, str]] = None


_LIST: Function[ListOutput] = Function("rulebook.list", Filter, ListOutput)


def list(*, area: Optional[str] = None, jurisdiction: Optional[str] = None, on: Optional[Date] = None) -> ListOutput:
    """The built-in rulebooks: id, title, document, dates.

    Those of an area, of a jurisdiction, in force on a day.

    >>> from datetime import date
    >>> from jicai import rulebook
    >>> answer = rulebook.list(area="award", on=date(2021, 1, 1))
    >>> answer.rulebooks[0].id
    'award/cn-2018-pilot'
    >>> answer.rulebooks[0].effective_from
    datetime.date(2018, 12, 6)
    """
    return _LIST(Filter(area=area, jurisdiction=jurisdiction, on=on))


_SHOW: Function[RulebookObject] = Function("rulebook.show", ShowInput, RulebookObject)


def show(id: Id) -> RulebookObject:
    """A whole rulebook: head, and every parameter with value, provenance and citation.

    What it gives can be passed wherever a rulebook is asked for.

    Raises:
        JicaiError: `unknown_rulebook` where there is none with this id.

    >>> from jicai import rulebook
    >>> answer = rulebook.show(id="payment/cn-2019")
    >>> answer.id
    'payment/cn-2019'
    >>> answer.effective_from
    datetime.date(2019, 3, 5)
    """
    return _SHOW(ShowInput(id=id))
