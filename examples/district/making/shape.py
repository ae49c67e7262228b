"""The size of the example year, as the seed report gives it.

The generator aims at these; nothing in the product reads them. Reports have to
find them by counting the documents.
"""

from __future__ import annotations

JURISDICTION = "990112"
DISTRICT = "江澜区"
YEAR = 2021

MONITORED = 886
UNMONITORED = 352
MONITOR_FROM_FEN = 200 * 1_000_000  # 200 万元, equality included

SELF_EVALUATIONS = 420
ENDED = 90  # projects self-evaluated for 2020 that are not in the lists of 2021
REVIEWED = 60

APPRAISED_FEN = 114_928_370_000  # 114,928.37 万元, printed as 11.49 亿元
APPRAISAL_CUT_FEN = 18_596_560_000  # 18,596.56 万元, printed as 1.86 亿元, 16.18 %
APPRAISED = 42
REJECTED = 3
APPRAISED_UNITS = 33

EVALUATED_FEN = 823_187_432_156  # 2020 money, printed as 82.32 亿元
EVALUATED_BEFORE = 46
EVALUATED_BEFORE_FEN = 739_771_265_520  # 2019 money, printed as 73.98 亿元
