"""Make the example district 江澜区: one folder of workbooks per department, the same bytes every time.

python examples/district/generate.py --out DIR
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
if str(HERE) not in sys.path:  # the file is loaded by its path, not as part of a package
    sys.path.insert(0, str(HERE))

from making import stamp  # noqa: E402
from making.crew import write_all  # noqa: E402
from making.planting import report, workbooks  # noqa: E402
from making.workbooks import Task  # noqa: E402

Progress = Callable[[int, int, str], None]


def documents() -> list[dict[str, Any]]:
    """Give all documents of the district, as the workbooks hold them."""
    return [document for book in workbooks().values() for document in book]


def generate(out: Path, progress: Progress | None = None) -> None:
    """Write the whole district to ``out``; return at once when it is already there."""
    out = Path(out)
    if stamp.is_current(out):
        return
    tasks = [Task(out, folder, name, filed) for (folder, name), filed in workbooks().items()]
    (out / stamp.NAME).unlink(missing_ok=True)
    for folder in {task.folder for task in tasks}:  # only what the generator writes is ever removed
        shutil.rmtree(out / folder, ignore_errors=True)
    out.mkdir(parents=True, exist_ok=True)
    write_all(tasks, progress)
    planted = json.dumps(report(), ensure_ascii=False, indent=1) + "\n"
    (out / ".planted.json").write_text(planted, encoding="utf-8")
    stamp.set_stamp(out)


def _show(done: int, total: int, what: str) -> None:
    sys.stderr.write(f"\r[{done}/{total}] {what}\033[K" + ("\n" if done == total else ""))


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description="生成虚构的示例区“江澜区”的全部表格")
    parser.add_argument(
        "--out", type=Path, required=True, metavar="DIR", help="输出文件夹（其中同名的部门文件夹会被替换）"
    )
    generate(parser.parse_args().out, _show)


if __name__ == "__main__":
    main()
