"""Writes benches/results.md of what the programs of the three languages printed.

python benches/peers/report.py OUT RUST.json PYTHON.json NODE.json
"""

import json
import os
import platform
import statistics
import subprocess
import sys
from pathlib import Path

HEAD = """# Beside other ways

Written by `make bench-results`, in one run on one machine: {machine}. What the tasks are, and what each way does: [peers/README.md](peers/README.md).

One thread everywhere. A time is the median of {turns} turns, in which all ways of a table take part one after the other, with the least and the greatest behind it.
"Ratio" is that median over the median of the first row, which is `jicai`: 2 takes twice as long, **0.5** half as long. Ratios below 1 are bold.
Wrong answers are counted, not sampled: they are the same in every run.

Versions: {versions}.
"""
TITLES = {
    "award": (
        "One lot of ten bids",
        "`jicai` decides by a whole rulebook (`award/cn-batch-10`): ranks, places by the number of bidders, the limit and the ways around it, reasons, final prices, and what the "
        "result rests on. The others decide the simplified rule (the lowest six; of them, those at most 1.8 times the lowest) and say who won.",
    ),
    "award-table": (
        "10,000 lots of ten bids, as a table",
        "The same two rules. Tables with lot, bid and price, of which each way makes one with a column more; `numpy` has a matrix, as all lots are of one size.",
    ),
    "split": (
        "A million charge lines",
        "`jicai` writes four parts and looks at each row for what is bad or does not fit. The others write three and do not look. Engines are given 1,000 to 100,000 lines in one call, "
        "which is their best case; slow ways are timed on fewer lines, and some are counted on fewer.",
    ),
}


def machine():
    cpu = platform.processor() or platform.machine()
    for line in Path("/proc/cpuinfo").read_text().splitlines() if Path("/proc/cpuinfo").exists() else []:
        if line.startswith("model name"):
            cpu = line.split(":", 1)[1].strip()
            break
    return f"{os.cpu_count()} cores of {cpu}, {platform.system()}"


def figure(value):
    """Three digits, and no more than are there."""
    if value >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}" if value >= 10 else f"{value:.2f}" if value >= 0.1 else f"{value:.2g}"


def table(task, scale):
    """Rows, and the ways that are faster than the first one."""
    ways = task["ways"]
    base = statistics.median(ways[0]["times"])
    is_split = task["task"] == "split"
    wrong = ["lines off by a fen or more", "timed lines"] if is_split else task["wrong"]
    head = ["way", "decides", task["unit"], "least to greatest", "ratio", *wrong]
    lines = [head, ["---", "---", *["---:"] * (len(head) - 2)]]
    faster = []
    for way in ways:
        times = [time / scale for time in way["times"]]
        median = statistics.median(way["times"])
        ratio = figure(median / base) if way is not ways[0] else "1"
        if median < base:
            ratio = f"**{ratio}**"
            faster += [] if way["is_ours"] else [way["name"]]
        if is_split:
            off, counted = way["wrong"]
            shown = [f"{off:,}" if counted == 1_000_000 else f"{off:,} of {counted:,}", f"{way['size']:,}"]
        else:
            shown = [f"{count:,}" for count in way["wrong"]]
        name = f"**{way['name']}**" if way["is_ours"] else way["name"]
        lines.append(
            [name, way["decides"], figure(statistics.median(times)), f"{figure(min(times))} to {figure(max(times))}", ratio, *shown]
        )
    return "\n".join(f"| {' | '.join(line)} |" for line in lines), faster


def main(out, *paths):
    languages = [json.loads(Path(path).read_text()) for path in paths]
    rust = subprocess.run(["rustc", "--version"], capture_output=True, text=True, check=True).stdout.split()[1]
    languages[0]["versions"] = {"rustc": rust, **languages[0]["versions"]}
    turns = len(languages[0]["tasks"][0]["ways"][0]["times"])
    versions = "; ".join(
        f"{each['language']}: {', '.join(f'{name} {version}' for name, version in each['versions'].items())}" for each in languages
    )
    parts = [HEAD.format(machine=machine(), turns=turns, versions=versions)]
    for task, (title, text) in TITLES.items():
        parts.append(f"## {title}\n\n{text}\n")
        for each in languages:
            for found in (found for found in each["tasks"] if found["task"] == task):
                rows, faster = table(found, 1 if task == "split" else 1000)
                said = f"Faster than the first row: {'; '.join(faster)}." if faster else "No other way is faster than the first row."
                parts.append(f"### {title}: {each['language']}\n\n{rows}\n\n{said}\n")
    parts.append((Path(__file__).parent / "notes.md").read_text())
    Path(out).write_text("\n".join(parts))


if __name__ == "__main__":
    main(*sys.argv[1:])
