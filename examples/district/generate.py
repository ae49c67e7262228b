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
from making.documents import clean_workbooks  # noqa: E402

Progress = Callable[[int, int, str], None]


def documents() -> list[dict[str, Any]]:
    """Give all documents of the district, as the workbooks hold them."""
    return [document for book in clean_workbooks().values() for document in book]


def generate(out: Path, progress: Progress | None = None) -> None:
    """Write the whole district to ``out``; return at once when it is already there."""
    if stamp.is_current(out):
        return
    books = clean_workbooks()
    for folder in {folder for folder, _ in books}:  # only what the generator writes is ever removed
        shutil.rmtree(out / folder, ignore_errors=True)
    (out / stamp.NAME).unlink(missing_ok=True)
    for number, ((folder, name), contents) in enumerate(books.items(), start=1):
        target = out / folder / f"{name}.json"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(json.dumps(contents, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        if progress:
            progress(number, len(books), f"{folder}/{name}")
    stamp.set_stamp(out)


def _show(done: int, total: int, what: str) -> None:
    sys.stderr.write(f"\r[{done}/{total}] {what}\033[K" + ("\n" if done == total else ""))


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description="生成虚构的示例区“江澜区”的全部表格")
    parser.add_argument(
        "--out", type=Path, required=True, metavar="DIR", help="输出文件夹（原有内容会被替换）"
    )
    generate(parser.parse_args().out, _show)


if __name__ == "__main__":
    main()
