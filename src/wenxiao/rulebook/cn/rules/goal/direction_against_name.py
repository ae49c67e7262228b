"""指标方向与名称相反。

成本、投诉一类越少越好，却写“≥”；合格率、满意度一类越高越好，却写“≤”。多半是符号填反了。
"""

from wenxiao.core.api import Case, Finding, Parameters, col, rule

LOWER = "成本|超支|投诉(?:件|起|量|次)?数|事故(?:起|次)?数|发生率|差错率|失业率|损失率"
HIGHER = "满意度|合格率|完成率|覆盖率|达标率|及时率|通过率|处置率|办结率|知晓率"
NOT_LOWER = "节约|节省|降低|下降|控制|处置|办结|处理"


@rule(
    title="指标方向与名称相反",
    table="goal.indicators",
    severity="warning",
    basis=["caiyu-2015-88#绩效目标审核"],
    hint="核对符号：越大越好用“≥”，越小越好用“≤”；方向无误的，在“说明”栏写明。",
)
def direction_against_name(_p: Parameters) -> Finding:
    """Flag a written operator that contradicts what the indicator's name asks for."""
    name = col("level3")
    cheap = name.matches(LOWER) & ~name.matches(NOT_LOWER) & (col("direction") == "higher")
    good = name.matches(HIGHER) & ~name.matches(LOWER) & (col("direction") == "lower")
    return Finding(
        where=(cheap | good)
        & col("target_comparator").is_in([">=", ">", "<=", "<"])
        & col("note").is_empty(),
        at="target",
        message="指标「{level3}」的指标值写作 {target}，符号方向与名称相反。",
        expected="越大越好用“≥”，越小越好用“≤”",
    )


CASES = [
    Case.ok("成本上限", level3="单位成本", target="≤20万元"),
    Case.ok("节约率", level3="成本节约率", target="≥5%"),
    Case.ok("投诉办结率", level3="投诉办结率", target="≥95%"),
    Case.bad("成本写成下限", level3="项目总成本", target="≥20万元"),
    Case.bad("满意度写成上限", level3="群众满意度", target="≤90%"),
]
