"""What the table functions know of the fields of each function: a list of kinds and, for each function, those of input and output.

"text"  "bool"  "int"  "date"  "any"     any: kept as JSON text in a column
{"number": 6}                            decimal string with at most so many decimals; null: no bound
{"list": k}                              of kind number k
{"fields": [["name", k, false], …]}      an object; true: the field must be there and may be null
"""

from __future__ import annotations

import json
from pathlib import Path

# Most decimals of the decimal strings of a response, by the name of their kind; what is not here has as many as it needs.
DECIMALS = {
    "Amount": 2,
    "Exact": 8,
    "Fen": 2,
    "Figure": 6,
    "LintRatio": 6,
    "NonNegative": 10,
    "Positive": 10,
    "Price": 10,
    "Rate": 4,
    "Ratio": 10,
    "Real": 10,
    "Rounded": 10,
    "Share": 8,
    "Signed": 10,
    "UnitShare": 10,
    "Yuan": 6,
}


class Kinds:
    def __init__(self):
        self.all = []
        self.known = {}

    def add(self, kind):
        text = json.dumps(kind)
        if text not in self.known:
            self.known[text] = len(self.all)
            self.all.append(kind)
        return self.known[text]

    def of(self, schema, defs, is_input, name=None):
        """Kind of a schema, and whether it may be null."""
        if "$ref" in schema:
            name = schema["$ref"].rsplit("/", 1)[1]
            return self.of(defs[name], defs, is_input, name)
        if "anyOf" in schema:
            parts = [part for part in schema["anyOf"] if part.get("type") != "null"]
            kinds = [self.of(part, defs, is_input)[0] for part in parts]
            return (kinds[0] if len(kinds) == 1 else self.add("any")), len(parts) < len(schema["anyOf"])
        if "oneOf" in schema:
            if all(part.get("type") == "string" for part in schema["oneOf"]):
                return self.add("text"), False
            if not is_input:
                return self.add("any"), False
            fields = {}
            for part in schema["oneOf"]:
                merged = dict(defs[part["$ref"].rsplit("/", 1)[1]]) if "$ref" in part else {}
                for properties in (part.get("properties", {}), merged.get("properties", {})):
                    fields.update(properties)
            return self.fields({"properties": fields}, defs, is_input), False
        types = schema.get("type", [])
        types = [types] if isinstance(types, str) else types
        may_be_null = "null" in types
        types = [kind for kind in types if kind != "null"]
        if types == ["string"]:
            if "pattern" in schema:
                # Products of decimals are exact: they have as many decimals as they have.
                is_exact = "a quotient is rounded" in schema.get("description", "")
                return self.add({"number": None if is_exact else DECIMALS.get(name)}), may_be_null
            return self.add("date" if schema.get("format") == "date" or name == "Day" else "text"), may_be_null
        if types == ["boolean"]:
            return self.add("bool"), may_be_null
        if types == ["integer"]:
            return self.add("int"), may_be_null
        if types == ["array"]:
            return self.add({"list": self.of(schema["items"], defs, is_input)[0]}), may_be_null
        if types == ["object"] and "properties" in schema:
            return self.fields(schema, defs, is_input), may_be_null
        return self.add("any"), may_be_null

    def fields(self, schema, defs, is_input):
        required = schema.get("required", [])
        fields = []
        for name, field in schema["properties"].items():
            kind, may_be_null = self.of(field, defs, is_input)
            says_null = is_input and may_be_null and name in required
            fields.append([name, kind, says_null])
        return self.add({"fields": fields})


def text(schemas: Path) -> str:
    """The file of kinds and functions, from the JSON Schemas."""
    kinds = Kinds()
    functions = {}
    for path in sorted(schemas.glob("*.input.json")):
        name = path.name[: -len(".input.json")]
        sides = [json.loads((schemas / f"{name}.{side}.json").read_text("utf-8")) for side in ("input", "output")]
        functions[name] = [
            kinds.of(schema, schema.get("$defs", {}), is_input)[0] for schema, is_input in zip(sides, (True, False))
        ]
    lines = ",\n".join(json.dumps(kind, ensure_ascii=False) for kind in kinds.all)
    names = ",\n".join(f"{json.dumps(name)}: {json.dumps(pair)}" for name, pair in functions.items())
    return f'{{"kinds": [\n{lines}\n],\n"functions": {{\n{names}\n}}}}\n'
