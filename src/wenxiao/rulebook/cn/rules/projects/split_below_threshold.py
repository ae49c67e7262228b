"""疑似拆分项目绕开金额界线。

同一单位几个名称相近的项目都贴在界线下面，合起来就超过界线，可能是为了绕开监控或评审。
"""

from wenxiao.core.api import Case, Finding, Parameters, col, lit, rule, when


@rule(
    title="疑似拆分项目绕开金额界线",
    table="projects.items",
    severity="warning",
    basis=["wenxiao-design", "hp-2021-report#二（二）3"],
    hint="核对是否为同一项目；是的，合并后按合计金额管理。",
)
def split_below_threshold(p: Parameters) -> Finding:
    """Flag items of one unit with the same stem, each just below a line that together they pass."""
    keys = ("document", "unit", "stem")
    flagged, near_line, count, total = lit(value=False), lit(0), lit(0), lit(0)
    for line in sorted(p.portfolio.split_lines):
        near = (col("budget_fen") < line * 100) & (
            col("budget_fen") >= round(line * 100 * p.portfolio.split_near)
        )
        times = when(near, 1).count().over(*keys)
        caught = (near & (times > 1)).fill(value=False)
        flagged, near_line = flagged | caught, when(caught, line * 100, near_line)
        count, total = (
            when(caught, times, count),
            when(caught, when(near, col("budget_fen")).sum().over(*keys), total),
        )
    return Finding(
        where=flagged & col("stem").has_text(),
        at="budget",
        message="「{unit}」有 {count} 个名称相近的项目（如「{name}」{budget_fen:万元}）都贴在 {line:万元}线下，合计 {total:万元}，"
        "请核对是否拆分。",
        value="{budget_fen:万元}",
        line=near_line,
        count=count,
        total=total,
    )


def _row(name: str, budget: str, unit: str = "甲中心") -> dict[str, str]:
    return {"name": name, "budget": budget, "unit": unit}


CASES = [
    Case.ok("单个贴线", _row("公厕改造一期", "199"), _row("路灯改造", "50")),
    Case.ok("不同单位", _row("公厕改造一期", "199"), _row("公厕改造二期", "198", "乙中心")),
    Case.ok("没有贴线", _row("公厕改造一期", "120"), _row("公厕改造二期", "110")),
    Case.bad("两期贴线", _row("公厕改造（一期）", "199"), _row("公厕改造（二期）", "195")),
    Case.bad(
        "贴千万线", _row("管网修复1标段", "990"), _row("管网修复2标段", "950"), _row("管网修复3标段", "980")
    ),
]
