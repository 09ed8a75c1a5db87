"""Options and arguments that several commands have."""

from __future__ import annotations

from typing import Annotated, List, Optional  # noqa: UP035

import typer

TenderFile = Annotated[
    str,
    typer.Argument(
        metavar="FILE",
        help="Tender: .xlsx or .csv as `jicai template` makes it; - for standard input. 报价表。",
        show_default=False,
    ),
]
RulebookOption = Annotated[
    Optional[str],
    typer.Option(
        "--rulebook",
        "-r",
        metavar="ID|FILE",
        help="Built-in id, or a .toml or .json file. 规则书编号或文件。",
        show_default=False,
    ),
]
StrictOption = Annotated[
    bool, typer.Option("--strict", help="Refuse what rests on an unverified parameter. 拒绝依据未核实的结果。")
]
SheetOption = Annotated[
    Optional[str],
    typer.Option("--sheet", metavar="NAME", help="Sheet of the workbook. 工作表名称。", show_default=False),
]
# typer reads this annotation when it runs, on Python 3.9 too.
ExtraOption = Annotated[
    Optional[List[str]],  # noqa: UP006
    typer.Option(
        "--extra",
        metavar="HEADER",
        help="A column of your own that looks like a misspelt known one; repeatable. 自有列。",
        show_default=False,
    ),
]
