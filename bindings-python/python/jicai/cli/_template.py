"""`jicai template`: an empty tender to fill in."""

from __future__ import annotations

import io
from typing import Annotated

import typer

from ._failure import Usage
from ._output import Output, Target


def template(
    out: Output,
    file: Annotated[
        str, typer.Argument(metavar="OUT.xlsx", help="The workbook to write. 要写的工作簿。", show_default=False)
    ],
    example: Annotated[
        bool, typer.Option("--example/--no-example", help="With two published lots as an example. 附示例。")
    ] = True,
) -> None:
    """Write an empty tender workbook with every column explained. 生成空白报价表模板。"""
    from ..tender import write_template

    if not file.lower().endswith(".xlsx"):
        raise Usage(f"a template is a workbook, `{file}` does not end in .xlsx")
    with Target(file, out.force) as target:
        made = io.BytesIO()
        write_template(made, language=out.language, example=example)
        target.write(made.getvalue())
