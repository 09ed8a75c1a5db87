"""What notebooks show: answers and explanations as tables."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Any

import msgspec

from ._call import Explanation, Result

__all__ = ["explanation_html", "result_html"]

MOST_ROWS = 60
_STYLE = "border-collapse:collapse;margin:0.4em 0"
_CELL = "text-align:left;padding:2px 8px;border-bottom:1px solid #ddd;vertical-align:top"


def result_html(result: Result) -> str:
    """The facts of an answer, then its lists, then what it rests on."""
    facts: list[tuple[str, Any]] = []
    tables: list[tuple[str, Sequence[Any]]] = []
    for name in result.__struct_fields__:
        value = getattr(result, name)
        if value is None:
            continue
        if isinstance(value, tuple) and value and isinstance(value[0], msgspec.Struct):
            tables.append((name, value))
        else:
            facts.append((name, value))
    parts = [f"<strong>{escape(type(result).__name__)}</strong>", table(["", ""], facts, head=False)]
    parts += [f"<em>{escape(name)}</em>" + structs(rows) for name, rows in tables]
    if "origin" in result.__dict__ and result.rests_on:
        rows = [(source.parameter, source.provenance, source.citation) for source in result.rests_on]
        parts.append("<em>rests on</em>" + table(["parameter", "provenance", "citation"], rows))
    return "\n".join(parts)


def structs(items: Sequence[Any]) -> str:
    """Objects of a list as rows; fields that none of them has are left out."""
    fields = items[0].__struct_fields__
    names = [name for name in fields if any(getattr(item, name, None) is not None for item in items)]
    return table(names, [tuple(getattr(item, name, None) for name in names) for item in items])


def explanation_html(explanation: Explanation) -> str:
    """Step by step."""
    rows = [(step.clause, step.subject, step.outcome, step.zh, step.en) for step in explanation]
    return table(["clause", "subject", "outcome", "zh", "en"], rows)


def table(names: Sequence[str], rows: Sequence[Sequence[Any]], head: bool = True) -> str:
    """Rows as a table; long ones are cut, and say so."""
    lines = [f'<table style="{_STYLE}">']
    if head:
        lines.append("<tr>" + "".join(f'<th style="{_CELL}">{escape(name)}</th>' for name in names) + "</tr>")
    for row in rows[:MOST_ROWS]:
        lines.append("<tr>" + "".join(f'<td style="{_CELL}">{escape(shown(value))}</td>' for value in row) + "</tr>")
    lines.append("</table>")
    if len(rows) > MOST_ROWS:
        lines.append(f"<div>… and {len(rows) - MOST_ROWS} more</div>")
    return "\n".join(lines)


def shown(value: Any) -> str:
    """A value for people."""
    if value is None:
        return ""
    if isinstance(value, tuple):
        return ", ".join(shown(item) for item in value)
    return str(value)
