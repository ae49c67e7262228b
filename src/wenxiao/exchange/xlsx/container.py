"""What kind of file is it, and is it safe to open: checked before any cell is read."""

from __future__ import annotations

import lzma
import re
import zipfile
import zlib
from pathlib import Path

from wenxiao.core.errors import InputError
from wenxiao.exchange import limits

_OLE, _ZIP = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"PK"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_SAVE_AS = "请在 Excel 或 WPS 中打开，另存为“Excel 工作簿（.xlsx）”后再试"
_BOMB = "请确认来源，或在 Excel 中另存为新文件后再试"
# Cells with content only: formats alone often reach to the last row.
_OVER_ROWS = re.compile(
    rb'<(?:\w+:)?c\s(?:[^>]*\s)?r="[A-Z]+(?:\d{6,}|[3-9]\d{4}|2[1-9]\d{3}|20[1-9]\d\d|200[1-9]\d|2000[1-9])"[^>]*>\s*<(?:\w+:)?[vif]'
)
_OVER_COLUMNS = re.compile(
    rb'<(?:\w+:)?c\s(?:[^>]*\s)?r="(?:[A-Z]{3,}|I[W-Z]|[J-Z][A-Z])\d+"[^>]*>\s*<(?:\w+:)?[vif]'
)
_DAMAGE = (
    zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, lzma.LZMAError,
    EOFError, NotImplementedError, OSError, RuntimeError, ValueError,
)  # fmt: skip
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s/>]")


def check_container(path: Path) -> bool:
    """Check that ``path`` is a sound .xlsx of bearable size; tell whether it holds formulas.

    Raises InputError with file, fact and remedy; nothing is unpacked to disk.
    """
    size = _size(path)
    if size == 0:
        raise InputError(f"{path.name}：文件是空的（0 字节），请重新导出或重新上传。")
    if size > limits.MAX_FILE_BYTES:
        raise InputError(f"{path.name}：文件超过 {limits.MAX_FILE_BYTES >> 20} MB 的上限，请拆分后再试。")
    _check_kind(path)
    try:
        with zipfile.ZipFile(path) as parts:
            _check_parts(path, parts)
            return _scan_sheets(path, parts)
    except _DAMAGE as error:
        raise InputError(f"{path.name}：文件已损坏或不完整，无法打开，请重新导出或重新上传。") from error


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except FileNotFoundError as error:
        raise InputError(f"{path}：文件不存在，请检查路径。") from error


def _check_kind(path: Path) -> None:
    with path.open("rb") as file:
        start = file.read(2048)
        if start.startswith(_OLE):
            whole = start + file.read()
            if _ENCRYPTED in whole:
                raise InputError(f"{path.name}：文件设有打开密码，无法读取，请取消密码后另存再试。")
            raise InputError(f"{path.name}：这是旧版 .xls 格式（即使扩展名写成 .xlsx），{_SAVE_AS}。")
    if path.suffix.lower() == ".xlsm":
        raise InputError(f"{path.name}：含宏的工作簿（.xlsm）不接收，{_SAVE_AS}。")
    if not start.startswith(_ZIP):
        kind = (
            "网页（HTML）"
            if b"<html" in start.lower() or b"<table" in start.lower()
            else ("文本（CSV）" if b"," in start or b"\t" in start else "别的格式")
        )
        raise InputError(f"{path.name}：不是 Excel 工作簿，内容看起来是{kind}，{_SAVE_AS}。")


def _check_parts(path: Path, parts: zipfile.ZipFile) -> None:
    entries = parts.infolist()
    names = {e.filename for e in entries}
    if any(e.flag_bits & 1 for e in entries):
        raise InputError(f"{path.name}：文件设有密码，无法读取，请取消密码后另存再试。")
    if any(n.endswith("vbaProject.bin") for n in names):
        raise InputError(f"{path.name}：工作簿内含宏，不接收，{_SAVE_AS}。")
    if "[Content_Types].xml" not in names or not any(n.startswith("xl/") for n in names):
        raise InputError(f"{path.name}：不是 Excel 工作簿（压缩包内没有工作表），{_SAVE_AS}。")
    if "xl/workbook.bin" in names:
        raise InputError(f"{path.name}：这是二进制工作簿（.xlsb），{_SAVE_AS}。")
    unpacked = sum(e.file_size for e in entries)
    packed = max(1, sum(e.compress_size for e in entries))
    limit = limits.MAX_UNPACKED_BYTES
    if unpacked > limit:
        raise InputError(
            f"{path.name}：展开后有 {unpacked >> 20} MB，超过 {limit >> 20} MB 的上限，{_BOMB}。"
        )
    if unpacked > limits.RATIO_COUNTS_FROM and unpacked / packed > limits.MAX_RATIO:
        ratio = f"{unpacked // packed} 倍，超过 {limits.MAX_RATIO} 倍的上限"
        raise InputError(f"{path.name}：压缩率异常（展开后是原来的 {ratio}），{_BOMB}。")


def _scan_sheets(path: Path, parts: zipfile.ZipFile) -> bool:
    """Look at the raw sheets: the fast reader makes a full rectangle up to the farthest cell."""
    formulas = False
    for entry in parts.infolist():
        if not entry.filename.endswith((".xml", ".rels")):
            continue
        data = parts.read(entry)  # also proves the stated size and the checksum
        if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
            raise InputError(f"{path.name}：文件内部含有不允许的定义（DOCTYPE），{_BOMB}。")
        if b"<sheetData" not in data and b":sheetData" not in data:
            continue
        sheet = Path(entry.filename).stem
        if _OVER_ROWS.search(data):
            raise InputError(
                f"{path.name}：内部工作表 {sheet} 的内容超过 "
                f"{limits.MAX_ROWS_PER_SHEET} 行的上限，请拆分后再试。"
            )
        if _OVER_COLUMNS.search(data):
            raise InputError(
                f"{path.name}：内部工作表 {sheet} 的内容超过 {limits.MAX_COLUMNS} 列的上限，请删去多余的列。"
            )
        formulas = formulas or bool(_FORMULA.search(data))
    return formulas
