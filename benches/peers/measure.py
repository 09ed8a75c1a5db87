"""Times of ways to do the same thing, and what each got wrong."""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

TURNS = 9
BATCH_SECONDS = 0.02


@dataclass
class Way:
    """One way: what it decides, how it is run, and what it got wrong, in words for the report."""

    name: str
    decides: str
    run: Callable[[], Any]
    wrong: list = field(default_factory=list)
    size: int = 1  # Lots or lines that one run decides.
    is_ours: bool = False
    times: list = field(default_factory=list)  # Nanoseconds a lot or a line.


def measure(ways, turns=TURNS):
    """All ways in turn, so that what else the machine does meets all of them; short ones many times a turn."""
    calls = {}
    for way in ways:
        way.run()
        calls[way.name] = max(1, min(100_000, int(BATCH_SECONDS / max(seconds(way.run, 1), 1e-7))))
    for _ in range(turns):
        for way in ways:
            count = calls[way.name]
            way.times.append(seconds(way.run, count) * 1e9 / count / way.size)
    return ways


def seconds(run, count):
    start = time.perf_counter()
    for _ in range(count):
        run()
    return time.perf_counter() - start


def as_json(task, unit, wrong, ways, note=""):
    """A table of the report."""
    columns = ("name", "decides", "wrong", "size", "is_ours", "times")
    return {
        "task": task,
        "unit": unit,
        "wrong": wrong,
        "note": note,
        "ways": [{column: getattr(way, column) for column in columns} for way in ways],
    }


def medians(ways, rows, turns):
    """Median and best time of each way a row, in nanoseconds."""
    found = measure([Way(name, "", run, size=rows) for name, run in ways.items()], turns)
    return {way.name: (statistics.median(way.times), min(way.times)) for way in found}
