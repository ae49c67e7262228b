"""A stamp on finished output: the digest of everything it was made from."""

from __future__ import annotations

import hashlib
from importlib.metadata import version
from pathlib import Path

import wenxiao

DISTRICT = Path(__file__).resolve().parent.parent
PRODUCT = Path(wenxiao.__file__).resolve().parent
NAME = ".stamp"


def sources() -> list[Path]:
    """Generator, word lists, forms and the writer of workbooks."""
    own = [
        *(DISTRICT / "making").rglob("*.py"),
        *(DISTRICT / "words").rglob("*.yaml"),
        DISTRICT / "generate.py",
    ]
    theirs = [*(PRODUCT / "exchange").rglob("*.py"), *(PRODUCT / "core" / "forms").rglob("*.py")]
    forms = (PRODUCT / "rulebook" / "cn" / "forms").glob("*.yaml")
    return sorted([*own, *theirs, *forms], key=lambda path: path.as_posix())


def digest() -> str:
    """The digest of all sources and of the library that writes workbooks."""
    made = hashlib.sha256(version("openpyxl").encode())
    for path in sources():
        made.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return made.hexdigest()


def is_current(out: Path) -> bool:
    """Whether ``out`` holds the finished output of the present sources."""
    stamp = out / NAME
    return stamp.is_file() and stamp.read_text(encoding="ascii").strip() == digest()


def set_stamp(out: Path) -> None:
    """Mark ``out`` as finished."""
    (out / NAME).write_text(digest() + "\n", encoding="ascii")
