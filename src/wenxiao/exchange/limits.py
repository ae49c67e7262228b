"""How large an input may be; every message that refuses one names the limit."""

from __future__ import annotations

MAX_ROWS_PER_SHEET = 20_000
MAX_ROWS_PER_WORKBOOK = 100_000
MAX_REGISTER_ROWS = 299_999  # rows of a table that is imported into a register
MAX_COLUMNS = 256
MAX_SHEETS = 2_000
MAX_UNPACKED_BYTES = 200 * 1024 * 1024
MAX_RATIO = 200  # unpacked : packed; a real workbook stays below 30
RATIO_COUNTS_FROM = 10 * 1024 * 1024  # small files may be packed tightly without harm
MAX_FILE_BYTES = 100 * 1024 * 1024
MAX_JSON_BYTES = 200 * 1024 * 1024
MAX_NAMED_CELLS = 5  # cells a message lists before "等 N 处"
