#!/usr/bin/env python3
"""Writes what the pages beside this file say about the rulebooks, between their markers.

    python3 docs/areas/tables.py           # rewrite the blocks that are out of date
    python3 docs/areas/tables.py --check   # change nothing; exit code 1 and the names of the pages that are out of date

A page holds blocks `<!-- rulebooks -->` … `<!-- /rulebooks -->`. In an area page the first block becomes the table of documents, the second what is
open or unverified; in the index the only block becomes the totals. In the READMEs of the project the first becomes the totals, the second all that is
unverified. Everything comes from core/rulebooks/. Beside the blocks both calls test that each page names every function of its area and no vector that
does not exist. Words for a new place, document, or parameter are added in words.py; where one is missing, the message names it.
"""

import json
import re
import sys
import tomllib
from pathlib import Path

sys.dont_write_bytecode = True  # no __pycache__ among the pages

from words import CREDIT, DOCUMENTS_ZH, GIVE, NEEDS, PARAMETERS, PLACES  # noqa: E402

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
AREAS = ["award", "differential", "payment", "credit", "volume", "execution"]
NAMES = {
    "award": ("Award", "竞价与中选"),
    "differential": ("Price differentials", "药品差比价"),
    "payment": ("Payment standards", "医保支付标准"),
    "credit": ("Credit grades", "招采信用评价"),
    "volume": ("Volume", "带量"),
    "execution": ("Execution", "执行监测"),
}
PROVENANCES = ["official", "secondary", "derived", "unverified"]
# Areas whose rulebooks tell "the document has such a rule, its value is not published" from "no such rule".
TELL_GAPS = {"award", "volume", "credit"}
BLOCK = re.compile(r"(<!-- rulebooks -->\n).*?(<!-- /rulebooks -->)", re.S)


def language(en, zh, chinese):
    return zh if chinese else en


class Rulebook:
    def __init__(self, path):
        self.raw = tomllib.loads(path.read_text(encoding="utf-8"))
        self.id = self.raw["id"]
        self.area, self.name = self.id.split("/")

    def inherit(self, by_id):
        """Parameters and gaps with those of `extends`."""
        parameters, gaps = {}, {}
        if "extends" in self.raw:
            parent = by_id[self.raw["extends"]]
            parent.inherit(by_id)
            parameters, gaps = dict(parent.parameters), dict(parent.gaps)
        for name in self.raw.get("remove", []):
            parameters.pop(name, None)
            gaps.pop(name, None)
        for name, value in self.raw.get("parameters", {}).items():
            parameters[name] = value
            gaps.pop(name, None)
        for name, why in self.raw.get("gaps", {}).items():
            gaps[name] = why
            parameters.pop(name, None)
        self.parameters, self.gaps = parameters, gaps

    def value(self, name):
        entry = self.parameters.get(name)
        return entry["value"] if isinstance(entry, dict) and "value" in entry else entry

    def has(self, name):
        return any(known == name or known.startswith(name + ".") for known in self.parameters)

    def counts(self):
        """Official, secondary, derived, unverified, and what is known not to be published."""
        if self.area == "credit":
            # The list of clauses and the targets of bribes are words, not numbers: the READMEs do not count them either.
            counted = {name: value for name, value in self.parameters.items() if name not in ("clauses", "bribery_targets")}
            found = [entry["provenance"] for entry in walk(counted) if "provenance" in entry]
            unpublished = len(credit_open(self))
        else:
            found = [entry.get("provenance", "unverified") for entry in self.parameters.values()]
            unpublished = len(self.gaps)
        return [found.count(provenance) for provenance in PROVENANCES] + [unpublished]

    def unverified(self):
        """Names of parameters that are unverified, wholly or in a part."""
        for name, entry in self.parameters.items():
            if entry.get("provenance", "unverified") == "unverified" or any(
                part.get("provenance") == "unverified" for part in walk(entry)
            ):
                yield name


def walk(value):
    """Every table inside a value."""
    if isinstance(value, dict):
        yield value
        for part in value.values():
            yield from walk(part)
    elif isinstance(value, list):
        for part in value:
            yield from walk(part)


def load():
    rulebooks = [Rulebook(path) for area in AREAS for path in sorted((ROOT / "core/rulebooks" / area).glob("*.toml"))]
    by_id = {rulebook.id: rulebook for rulebook in rulebooks}
    for rulebook in rulebooks:
        rulebook.inherit(by_id)
    if not rulebooks:
        sys.exit("tables.py: no rulebooks found below core/rulebooks")
    return rulebooks


def table(header, rows):
    lines = ["| " + " | ".join(header) + " |", "| " + " | ".join("---" for _ in header) + " |"]
    return "\n".join(lines + ["| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |" for row in rows])


def numbers(counts, tells, chinese):
    text = " / ".join(str(count) for count in counts[:4])
    return text + (language("; ", "；", chinese) + str(counts[4]) if tells else "")


# The first block: documents.


def place(rulebook, chinese):
    if rulebook.id in PLACES:
        return PLACES[rulebook.id][1 if chinese else 0]
    codes = rulebook.raw.get("members") or [rulebook.raw["jurisdiction"]]
    return language(", ", "、", chinese).join(PLACES[code][1 if chinese else 0] for code in codes)


def document(rulebook, chinese):
    text = rulebook.raw["document"]
    if not chinese:
        return text
    if text in DOCUMENTS_ZH:
        return DOCUMENTS_ZH[text]
    if re.search("[a-z]{3}", text):
        raise KeyError(f"{rulebook.id}: {text}")
    return text


def day(rulebook, key):
    return str(rulebook.raw[key]) if key in rulebook.raw else "–"


def documents(rulebooks, area, chinese):
    tells = area in TELL_GAPS
    dated = {"award": ("bids opened / until", "开标／止"), "volume": ("opened or issued / until", "开标或印发／止")}
    header = [
        language("rulebook", "规则书", chinese),
        language("what it is", "内容", chinese),
        language("document", "文件", chinese),
        language("where", "地域", chinese),
        language(*dated.get(area, ("in force from / until", "施行／止")), chinese),
        language("official / secondary / derived / unverified", "官方／二手／推导／未核实", chinese)
        + (language("; not published", "；未公布", chinese) if tells else ""),
    ]
    rows = []
    for rulebook in (known for known in rulebooks if known.area == area):
        title = rulebook.raw["title_zh" if chinese else "title"]
        until = f"{day(rulebook, 'effective_from')} / {day(rulebook, 'effective_until')}"
        rows.append(
            [f"`{rulebook.name}`", title, document(rulebook, chinese), place(rulebook, chinese), until, numbers(rulebook.counts(), tells, chinese)]
        )
    prefix = language(
        f"The id of a rulebook is `{area}/` and the name in the first column. A dash: not published, or no end is stated.",
        f"规则书的完整编号是 `{area}/` 加第一栏。短横表示没有公布，或没有写明终止日期。",
        chinese,
    )
    return prefix + "\n\n" + table(header, rows)


# The second block: what is open, what is unverified.


def some(names, everything, chinese):
    """A list of rulebooks; `all but` where that is shorter."""
    if not names:
        return "–"
    missing = [name for name in everything if name not in names]

    def listed(part):
        return language(", ", "、", chinese).join(f"`{name}`" for name in part)

    if not missing and len(everything) > 1:
        return language("all", "全部", chinese)
    if len(names) > 4 and len(missing) * 2 < len(names):
        return language(f"all but {listed(missing)}", f"除 {listed(missing)} 外全部", chinese)
    return listed(names)


def open_by_parameter(rulebooks, area):
    """Parameter -> (rulebooks that leave it open, rulebooks where it is unverified)."""
    found = {}

    def add(name, where, rulebook):
        names = found.setdefault(name, ([], []))[where]
        if rulebook.name not in names:
            names.append(rulebook.name)

    for rulebook in rulebooks:
        for name in rulebook.gaps:
            add(name, 0, rulebook)
        for name in rulebook.unverified():
            add(name, 1, rulebook)
        for name in unset(rulebook, area):
            add(name, 0, rulebook)
    return {name: found[name] for name in sorted(found)}


def unset(rulebook, area):
    """What the functions would ask of this rulebook, and what it neither sets nor lists among its gaps."""
    if area == "differential":
        for name in NEEDS["differential"]:
            if not rulebook.has(name):
                yield name
    elif area == "payment":
        if not rulebook.has("winner_standard") and not rulebook.has("one_standard_for"):
            return  # a rulebook for another question
        for name in NEEDS["payment"]:
            shared = rulebook.value("one_standard_for") or []
            if name == "not_passed" and ("not_passed" in shared or shared == ["non_winner"]):
                continue  # named there, or goods without consistency evaluation
            if name in ("bands", "year_index") and rulebook.value("reference") == "none":
                continue
            if name == "year_index" and not any(len(band["years"]) > 1 for band in rulebook.value("bands") or []):
                continue
            if not rulebook.has(name) or name == "one_standard_for" and not shared:
                yield name
        if rulebook.value("reference") == "single":
            yield "reference = single"
        if any(year["of"] == "gap" for band in rulebook.value("bands") or [] for year in band["years"]):
            yield "bands, year = gap"
        if rulebook.value("reference") == "cap":
            yield "caps"
    elif area in ("award", "volume"):
        for name, first in (("share", "winners_from"), ("k_table", "from")):
            starts = [row[first] for row in rulebook.value(name) or [] if first in row]
            if starts and min(starts) > 1:
                yield f"{name}, rows"
        if rulebook.has("retention_formula"):
            bands = rulebook.value("bands") or []
            if not bands or any("ratio" not in band for band in bands):
                yield "ratio"
        rungs = rulebook.value("rungs")
        if rungs and any("own" in row and "released" not in row for row in walk(rungs)):
            yield "rungs, released"
    elif area == "execution":
        for given, needed in NEEDS["execution"]:
            if rulebook.has(given) and not rulebook.has(needed):
                yield needed


def words(area, name, chinese):
    return PARAMETERS[area][name][1 if chinese else 0]


def left_open(rulebooks, area, chinese):
    mine = [rulebook for rulebook in rulebooks if rulebook.area == area]
    if area == "credit":
        return credit_table(mine, chinese)
    everything = [rulebook.name for rulebook in mine]
    merged = {}
    for name, (gaps, unverified) in open_by_parameter(mine, area).items():
        text = words(area, name, chinese)
        if not re.search("[ ,]", name):
            text += language(f" (`{name}`)", f"（`{name}`）", chinese)
        give = GIVE[area].get(name)
        give = give[1 if chinese else 0] if give else "–" if not gaps else language("a rulebook of your own", "自拟规则书", chinese)
        key = (some(gaps, everything, chinese), some(unverified, everything, chinese), give)
        merged.setdefault(key, []).append(text)
    header = [
        language("number or rule", "参数", chinese),
        language("left open by", "未写明的规则书", chinese),
        language("unverified in", "未核实的规则书", chinese),
        language("what to give where it is open", "未写明时须给出", chinese),
    ]
    return table(header, [[language("; ", "；", chinese).join(texts), *key[:2], key[2]] for key, texts in merged.items()])


# Credit: the cells of one table have sources of their own, so that single cells are open.


def credit_open(rulebook):
    """(what, grade rank or None, text in English, text in Chinese) of each cell that is known not to be published."""
    if rulebook.raw["area"] == "credit_bar":
        return []
    parameters = rulebook.parameters
    grades = {grade["rank"]: (grade["code"], grade["zh"]) for grade in parameters["grades"]}
    cells = []
    for ladder, edges in parameters["ladders"].items():
        for edge in edges:
            if "value" not in edge:
                cells.append((ladder, *bounds(edge, grades[edge["rank"]])))
    for entry in parameters["kinds"]:
        if "rank" not in entry:
            low, high = grades[entry.get("not_below", 0)], grades[entry.get("not_above", max(grades))]
            cells.append((f"{entry['matter']}.{entry['kind']}", f"`{low[0]}` to `{high[0]}`", f"“{low[1]}”至“{high[1]}”"))
    if "years" not in parameters["lookback"]:
        years = parameters["lookback"].get("not_below_years", 0)
        cells.append(("lookback", f"at least {years} years", f"不少于 {years} 年"))
    for entry in parameters["measures_unset"]:
        code, zh = grades[entry["rank"]]
        role = {"manufacturer": "生产企业", "distributor": "配送企业"}[entry["role"]]
        cells.append(("measures", f"`{entry['role']}` graded `{code}`", f"{role}“{zh}”"))
    for entry in parameters["measures"]:
        if entry["length"] == "not_published":
            code, zh = grades[entry["rank"]]
            cells.append(("measures, length", f"`{code}`", f"“{zh}”"))
    return cells


def bounds(edge, grade):
    low, high = edge.get("not_below"), edge.get("not_above")
    code, zh = grade
    if low is not None and high is not None:
        return f"`{code}`: between {low} and {high}", f"“{zh}”：{low} 至 {high} 之间"
    if low is not None:
        return f"`{code}`: at least {low}", f"“{zh}”：不低于 {low}"
    if high is not None:
        return f"`{code}`: at most {high}", f"“{zh}”：不高于 {high}"
    return f"`{code}`", f"“{zh}”"


def credit_table(rulebooks, chinese):
    graded = [rulebook for rulebook in rulebooks if rulebook.raw["area"] == "credit"]
    cells = {}
    for rulebook in graded:
        for what, en, zh in credit_open(rulebook):
            column = cells.setdefault(what, {}).setdefault(rulebook.name, [])
            text = language(en, zh, chinese)
            if text not in column:
                column.append(text)
        if "repair" not in rulebook.parameters:
            cells.setdefault("repair", {})[rulebook.name] = [language("no table of steps", "没有纠正措施表", chinese)]
    separator = language("; ", "；", chinese)
    rows = [
        [CREDIT[what][1 if chinese else 0]] + [separator.join(by.get(rulebook.name, [])) or "–" for rulebook in graded]
        for what, by in cells.items()
    ]
    header = [language("not published", "未公布", chinese)] + [f"`{rulebook.name}`" for rulebook in graded]
    unverified = [cell for rulebook in rulebooks for cell in unverified_cells(rulebook, chinese)]
    label = language("Unverified: ", "未核实：", chinese)
    return table(header, rows) + "\n\n" + label + (separator.join(unverified) or "–") + language(".", "。", chinese)


def unverified_cells(rulebook, chinese):
    for name, entries in rulebook.parameters.items():
        for part in walk(entries):
            if part.get("provenance") == "unverified":
                yield unverified_cell(rulebook, name, entries, part, chinese)


def unverified_cell(rulebook, name, entries, part, chinese):
    for ladder, edges in entries.items() if name == "ladders" else []:
        if part in edges:
            words = CREDIT[ladder][1 if chinese else 0]
            grade = next(grade for grade in rulebook.parameters["grades"] if grade["rank"] == part["rank"])
            grade = grade["zh"] if chinese else grade["code"]
            return language(f"`{rulebook.name}`, {words}, `{grade}`: {part['value']}", f"`{rulebook.name}` {words}“{grade}”：{part['value']}", chinese)
    if name == "bar_months":
        who = language("cooperated", "配合调查", chinese) if part["cooperated"] else language("did not cooperate", "不配合调查", chinese)
        return language(f"`{rulebook.name}`, months of a firm that {who}: {part['months']}", f"`{rulebook.name}` {who}的企业：{part['months']} 个月", chinese)
    return f"`{rulebook.name}`: `{name}`"


# The index.


def totals(rulebooks, chinese, folder=""):
    rows, sums_of_all = [], [0] * 7
    for area in AREAS:
        mine = [rulebook for rulebook in rulebooks if rulebook.area == area]
        sums = [sum(column) for column in zip(*(rulebook.counts() for rulebook in mine))]
        known = [len(functions(area)), len(mine), *sums[:4], sums[4] if area in TELL_GAPS else 0]
        sums_of_all = [one + other for one, other in zip(sums_of_all, known)]
        page = f"[{NAMES[area][1 if chinese else 0]}]({folder}{area}{'.zh' if chinese else ''}.md)"
        rows.append([page, str(len(functions(area))), str(len(mine)), " / ".join(map(str, sums[:4])), str(sums[4]) if area in TELL_GAPS else "–"])
    of_all = list(map(str, sums_of_all))
    rows.append([language("together", "合计", chinese), of_all[0], of_all[1], " / ".join(of_all[2:6]), of_all[6]])
    header = [
        language("area", "领域", chinese),
        language("functions", "函数", chinese),
        language("rulebooks", "规则书", chinese),
        language("official / secondary / derived / unverified", "官方／二手／推导／未核实", chinese),
        language("not published", "未公布", chinese),
    ]
    return table(header, rows)


# The READMEs: all that is unverified, the most frequent first.


def unverified_list(rulebooks, chinese):
    separator = language("; ", "；", chinese)
    lines = []
    for area in AREAS:
        mine = [rulebook for rulebook in rulebooks if rulebook.area == area]
        if area == "credit":
            cells = [cell for rulebook in mine for cell in unverified_cells(rulebook, chinese)]
        else:
            names = [name for rulebook in mine for name in rulebook.unverified()]
            frequent = sorted(dict.fromkeys(names), key=lambda name: (-names.count(name), name))
            cells = [language(f"{words(area, name, chinese)} ({names.count(name)})", f"{words(area, name, chinese)}（{names.count(name)}）", chinese) for name in frequent]
        heading = NAMES[area][1 if chinese else 0]
        lines.append(language(f"- **{heading}**: {separator.join(cells)}.", f"- **{heading}**：{separator.join(cells)}。", chinese))
    return "\n".join(lines)


# Pages.


def functions(area):
    return sorted(path.name.removesuffix(".input.json") for path in (ROOT / "spec-tests/schema").glob(f"{area}.*.input.json"))


def vectors():
    files = (ROOT / "spec-tests/vectors").glob("*.json")
    return {vector["id"] for path in files for vector in json.loads(path.read_text(encoding="utf-8"))}


def complaints(page, text, area, known):
    """What no block can set right."""
    for function in functions(area) if area in AREAS else []:
        if f"`{function}`" not in text:
            yield f"{page}: does not name the function {function}"
    for vector in re.findall(r"(?:vectors?|用例) ((?:`[^`]+`(?:, |、| and | 和 )?)+)", text):
        for name in re.findall(r"`([^`]+)`", vector):
            if name not in known:
                yield f"{page}: there is no vector {name}"


def main(arguments):
    if arguments not in ([], ["--check"]):
        sys.exit("usage: tables.py [--check]")
    check = bool(arguments)
    rulebooks, known, problems = load(), vectors(), []
    pages = [(area, chinese) for area in [*AREAS, "index", "project"] for chinese in (False, True)]
    for area, chinese in pages:
        folder = ROOT if area == "project" else HERE
        page = folder / f"{area if area in AREAS else 'README'}{'.zh' if chinese else ''}.md"
        name = str(page.relative_to(ROOT))
        try:
            text = page.read_text(encoding="utf-8")
        except FileNotFoundError:
            problems.append(f"{name}: is missing")
            continue
        try:
            if area == "index":
                blocks = [totals(rulebooks, chinese)]
            elif area == "project":
                blocks = [totals(rulebooks, chinese, "docs/areas/"), unverified_list(rulebooks, chinese)]
            else:
                blocks = [documents(rulebooks, area, chinese), left_open(rulebooks, area, chinese)]
        except KeyError as missing:
            problems.append(f"{name}: words.py has no words for {missing.args[0]}")
            continue
        if len(BLOCK.findall(text)) != len(blocks):
            problems.append(f"{name}: must hold {len(blocks)} blocks of rulebooks")
            continue
        each = iter(blocks)
        fresh = BLOCK.sub(lambda match: f"{match[1]}{next(each)}\n{match[2]}", text)
        if fresh != text:
            if check:
                problems.append(f"{name}: out of date; run python3 docs/areas/tables.py")
            else:
                page.write_text(fresh, encoding="utf-8")
                print(f"{name}: written")
        problems.extend(complaints(name, fresh, area, known))
    for problem in problems:
        print(problem, file=sys.stderr)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
