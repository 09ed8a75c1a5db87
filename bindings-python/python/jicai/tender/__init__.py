"""Tenders in Excel and CSV: read, decided, written back with outcome, reason and citation.

>>> import os, tempfile
>>> from jicai.tender import read_tender, write_template
>>> folder = tempfile.TemporaryDirectory()
>>> path = os.path.join(folder.name, "tender.xlsx")
>>> write_template(path)
>>> tender = read_tender(path)
>>> tender
<Tender tender.xlsx: 2 lots, 6 bids, rulebook award/cn-2019-expansion>
>>> result = tender.select()
>>> result["利培酮片"].award.selected
('B15', 'B16', 'B17')
>>> result.write(os.path.join(folder.name, "result.xlsx"))
>>> folder.cleanup()
"""

from __future__ import annotations

from ._model import LotResult, Problem, Tender, TenderError, TenderResult
from ._read import read_tender
from ._template import write_template
from ._write import write_result

for _public in (LotResult, Problem, Tender, TenderError, TenderResult):
    # Their home is here; in which file they are written is nobody's business.
    _public.__module__ = __name__
del _public

__all__ = [
    "LotResult",
    "Problem",
    "Tender",
    "TenderError",
    "TenderResult",
    "read_tender",
    "write_result",
    "write_template",
]
