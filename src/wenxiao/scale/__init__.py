"""扩展: judging a province or a nation from a Parquet lake, on one machine or on a Spark cluster."""
