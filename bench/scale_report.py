"""The page of ``bench.scale``: measured figures, ratios, and whether each goal was met."""

from __future__ import annotations

from typing import Any, Protocol


class Sizes(Protocol):
    """How many projects each measurement took."""

    small: int
    large: int
    memory: int
    records: int
    sql: int


def report(told: dict[str, Any], sizes: Sizes, machine: str) -> str:
    """Give the page as Markdown."""
    large, small, floor = told["large"], told["small"], told["floor"]
    unit = told["rules"]["seconds"] / sizes.memory
    records = told["records"]["seconds"] / sizes.records
    sql = told["sql"]["seconds"] / sizes.sql
    sql_unit = told["rules_of_sql"]["seconds"] / sizes.memory
    growth = large["seconds"] / small["seconds"]
    pandas = told["pandas"]["seconds"] / told["memory"]["seconds"]
    lines = [
        "# 全省、全国规模的判断速度",
        "",
        f"机器：{machine}。每项是单独的进程，跑三个进程取最快的一次（从内存开始的各项，每个进程内也跑三遍）；处理器时间是各核用时之和。",
        "数据：每个项目 1 张自评表、8 项指标、12 笔支付，一成项目带各种错误，由 `bench/made.py`、`bench/faults.py` 生成。",
        "数据是一千份不同的填报表反复换号得来，压缩率高于实际，所以这里不谈盘上大小。",
        "判断：计分、定级和全部规则（含支付明细的三条），从 Parquet 读入，疑点和得分写成 Parquet，不写文字。",
        "",
        "| 项目 | 项目数 | 用时 | 处理器时间 | 峰值内存 | 疑点 |",
        "|---|---:|---:|---:|---:|---:|",
        *(
            _row(name, size, told[kind])
            for name, size, kind in (
                ("判断事实库", sizes.small, "small"),
                ("判断事实库", sizes.large, "large"),
                ("下限：只读同样的列并求和", sizes.large, "floor"),
                ("内存中的事实，默认引擎", sizes.memory, "memory"),
                ("内存中的事实，pandas", sizes.memory, "pandas"),
                ("只跑规则（得分事先算好），默认引擎", sizes.memory, "rules"),
                ("只跑能写成 SQL 的规则，默认引擎", sizes.memory, "rules_of_sql"),
                ("只跑规则，逐条记录", sizes.records, "records"),
                ("只跑能写成 SQL 的规则，SQLite 每条规则、每个项目一次查询", sizes.sql, "sql"),
            )
        ),
        "",
        "| 目标 | 结果 | 是否达到 |",
        "|---|---|---|",
        _goal(f"{sizes.large:,} 个项目不超过 10 秒", f"{large['seconds']:.1f} 秒", large["seconds"] <= 10),
        _goal("峰值内存不超过 4 GiB", f"{large['peak_mib'] / 1024:.2f} GiB", large["peak_mib"] <= 4096),
        _goal(
            f"从 {sizes.small:,} 到 {sizes.large:,} 用时增长不超过 11 倍", f"{growth:.1f} 倍", growth <= 11
        ),
        _goal("比 pandas 快 5 倍以上", f"{pandas:.1f} 倍", pandas >= 5),
        _goal("比逐条记录快 100 倍以上", f"{records / unit:,.0f} 倍", records / unit >= 100),
        _goal("比逐条 SQL 快 100 倍以上", f"{sql / sql_unit:,.0f} 倍", sql / sql_unit >= 100),
        _goal(
            "一份文档，从事实到疑点文字，30 毫秒以内",
            f"中位 {told['document']['middle_ms']:.1f} 毫秒，最快 {told['document']['best_ms']:.1f} 毫秒",
            told["document"]["middle_ms"] <= 30,
        ),
        f"| 与下限之比 | {large['seconds'] / floor['seconds']:.1f} 倍 | — |",
        "",
        f"逐条记录只跑 {sizes.records:,} 个项目；SQLite 库里放一万个项目，只查其中 {sizes.sql:,} 个。两者都按每个项目的用时"
        f"与默认引擎跑同样的规则（{sizes.memory:,} 个项目）每个项目的用时相比，都不含读盘和计分。"
        f"SQLite 只含能写成单表条件的 {told['sql']['rules']:.0f} 条规则，文档号有索引。",
        "pandas 一栏是同样的表达式在 pandas 表（Arrow 列）上运行，与默认引擎一样从内存中的事实开始。",
        "各种做法指出的行数在同样的数据上相同，不同则测速中止。数值随机器忙闲而变，以比值为准。",
        "",
    ]
    return "\n".join(lines)


def _row(name: str, size: int, told: dict[str, float]) -> str:
    flagged = f"{told['flagged']:,}" if "flagged" in told else "—"
    return (
        f"| {name} | {size:,} | {told['seconds']:.2f} 秒 | {told['processor']:.2f} 秒 "
        f"| {told['peak_mib']:,.0f} MiB | {flagged} |"
    )


def _goal(goal: str, result: str, met: bool) -> str:
    return f"| {goal} | {result} | {'达到' if met else '未达到'} |"
