"""``python -m bench.imports``: 100,000 payments into an empty register, then the same file again.

Every step is timed; the database is a fresh SQLite file in a temporary folder.
"""

from __future__ import annotations

import csv
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from openpyxl import Workbook

ROWS = 100_000
PROJECTS = 1_200
UNITS = 82
HEADS = ("预算年度", "预算单位代码", "项目编码", "支付凭证号", "支付日期", "支付金额", "收款人", "用途")
Line = tuple[Any, ...]


def lines(rows: int) -> list[Line]:
    """Make payments that spread over units, projects and days."""
    return [
        (2021, f"{100 + n % UNITS}", f"99011221T{n % PROJECTS:010d}", f"V{n:08d}",
         f"2021-{n % 12 + 1:02d}-{n % 28 + 1:02d}", f"{(n * 7919 % 5_000_000) / 100:.2f}", f"收款单位{n % 500}", "工程款")
        for n in range(rows)
    ]  # fmt: skip


def write_files(folder: Path, made: list[Line]) -> list[Path]:
    """Write the rows as .csv in GB18030 and as .xlsx."""
    text, book_path = folder / "payments.csv", folder / "payments.xlsx"
    with text.open("w", encoding="gb18030", newline="") as file:
        csv.writer(file).writerows([HEADS, *made])
    book = Workbook(write_only=True)
    sheet = book.create_sheet("支付")
    sheet.append(HEADS)
    for line in made:
        sheet.append([*line[:5], float(line[5]), *line[6:]])
    book.save(book_path)
    return [text, book_path]


def main() -> None:
    """Measure and print a table."""
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else ROWS
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        from wenxiao.cli.serve_commands import migrate_site, prepare_site

        prepare_site(folder / "site")
        migrate_site()
        _measure(folder, lines(rows))


def _measure(folder: Path, made: list[Line]) -> None:
    from wenxiao.core.registers.reading import registers_of
    from wenxiao.web.accounts.models import Body
    from wenxiao.web.registers.importing import preview, write
    from wenxiao.web.registers.models import Row
    from wenxiao.web.rulebook import rulebook

    registers = registers_of(rulebook().catalog, "cn")
    top = Body.objects.create(code="990112", name="江澜区", kind="jurisdiction")
    for number in range(UNITS):
        Body.objects.create(code=f"{100 + number}", name=f"部门{number}", kind="department", parent=top)
    projects = folder / "projects.csv"
    owners = {line[2]: line[1] for line in made}
    with projects.open("w", encoding="utf-8", newline="") as file:
        told = [(2021, code, f"项目{code[-4:]}", owner) for code, owner in owners.items()]
        csv.writer(file).writerows([("预算年度", "项目编码", "项目名称", "预算单位代码"), *told])
    write(preview(registers["projects"], projects, top), None, top)
    for path in write_files(folder, made):
        for turn in ("首次", "再次"):
            started = time.perf_counter()
            plan = preview(registers["payments"], path, top)
            read = time.perf_counter()
            write(plan, None, top)
            done = time.perf_counter()
            print(
                f"{path.suffix} {turn}：{len(made)} 行，预览 {read - started:.1f} 秒，写入 {done - read:.1f} 秒；"
                f"新增 {len(plan.new)}，改变 {len(plan.changed)}，问题 {len(plan.faults)}；"
                f"库中 {Row.objects.filter(register='payments').count()} 笔"
            )


if __name__ == "__main__":
    main()
