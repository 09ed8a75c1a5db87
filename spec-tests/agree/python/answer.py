"""Answers every line `id TAB request` of a file with `id TAB response`. Needs the package alone, and runs with every Python it is for."""

import sys

import jicai

with open(sys.argv[1], encoding="utf-8", newline="\n") as requests:
    for line in requests:
        name, _, request = line.rstrip("\n").partition("\t")
        sys.stdout.buffer.write(f"{name}\t{jicai.evaluate_json(request)}\n".encode())
