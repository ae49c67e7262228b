"""多数指标不能量化。

有数的指标不到一半，年底评价只能靠印象（不合理指标第三类）。
"""

from wenxiao.core.api import Case, Finding, Parameters, col, rule, when


@rule(
    title="多数指标不能量化",
    table="goal.indicators",
    severity="warning",
    basis=["caiyu-2015-88#绩效目标设定要求", "hp-2021-report#三（三）1"],
    hint="把指标细化成数量、比率、频次或日期。",
)
def hard_to_measure(p: Parameters) -> Finding:
    """Flag, once a document, too small a share of indicators that are figures."""
    told = when(~col("target_kind").is_in(["missing", "unreadable"]), 1).count().over("document")
    figures = (
        when(col("target_kind").is_in(["number", "frequency", "date", "period"]), 1).count().over("document")
    )
    table = p.unreasonable.hard_to_measure
    most = table["max"] * 100 if table else 0
    points = (told - figures) * (table["each"] * 100 if table else 0)
    return Finding(
        where=(col("row") == 0) & (told >= 3) & (figures / told < p.goal.quantified_share_min),
        at="target",
        message="全表 {told} 条指标中只有 {figures} 条有数，占 {share:.0%}，应不低于 {least:.0%}"
        + ("，按采用的标准扣 {deduction_cp:分}。" if table else "。"),
        value="{share:.0%}",
        expected="不低于 {least:.0%}",
        told=told,
        figures=figures,
        share=figures / told,
        least=p.goal.quantified_share_min,
        deduction=when(points > most, most, points) if table else None,
    )


_WORDS = [{"level3": f"事项{n}", "target": "有所提高"} for n in range(3)]
_FIGURES = [{"level3": f"数{n}", "target": f"≥{n}9个"} for n in range(1, 4)]

CASES = [
    Case.ok("一半有数", *_FIGURES, *_WORDS),
    Case.bad("只有一条有数", _FIGURES[0], *_WORDS),
    Case.bad("采用后扣分", _FIGURES[0], *_WORDS).when_adopted(),
]
