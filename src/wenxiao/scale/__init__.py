"""扩展: judging a province or a nation from a Parquet lake, on one machine or on a Spark cluster."""

import os

# Batch after batch needs the same amount of memory: let the engine keep what it has for ten seconds
# instead of half a second, or a fifth of the time goes into asking the system for it again. It is
# read when the engine is loaded, so it has no effect on a process that uses it already.
os.environ.setdefault("_RJEM_MALLOC_CONF", "dirty_decay_ms:10000,muzzy_decay_ms:-1")
