"""Both tasks in Python, of what data.py wrote: prints what it measured as JSON.

python benches/peers/python_results.py [TURNS]
"""

import json
import os
import sys

# One thread each, as the package has here. Read when the libraries are imported.
for name in ("POLARS_MAX_THREADS", "OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "NUMEXPR_NUM_THREADS"):
    os.environ[name] = "1"

from importlib.metadata import version  # noqa: E402

import pyarrow  # noqa: E402
import python_award  # noqa: E402
import python_split  # noqa: E402

PACKAGES = ["jicai", "cedarpy", "duckdb", "numpy", "openfisca-core", "pandas", "polars", "pyarrow", "regopy", "zen-engine"]


def main():
    turns = int(sys.argv[1]) if len(sys.argv) > 1 else 9
    pyarrow.set_cpu_count(1)
    versions = {"python": sys.version.split()[0], **{package: version(package) for package in PACKAGES}}
    tasks = [python_award.one_lot(turns), python_award.table(turns), python_split.lines(turns)]
    print(json.dumps({"language": "Python", "versions": versions, "tasks": tasks}))


if __name__ == "__main__":
    main()
