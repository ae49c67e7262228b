"""一级指标分值与规定不符。

产出、效益、满意度各占多少有规定；特殊情况可以调整，但要说明。
"""

from wenxiao.core.api import Case, Expr, Finding, Parameters, col, rule, when


@rule(
    title="一级指标分值与规定不符",
    table="goal.indicators",
    severity="notice",
    basis=["caiyu-2020-10#单位自评指标权重", "caiyu-2021-101#权重"],
    hint="按规定的一级指标分值调整；确需调整的，向财政部门说明。",
)
def level1_weights_off(p: Parameters) -> Finding:
    """Flag, once a document, level-1 weights that follow neither published table."""

    def weight(pattern: str) -> Expr:
        return when(col("level1").matches(pattern), col("weight_cp")).sum().over("document").fill(0)

    output, effect, cost, content = weight("产出"), weight("效益"), weight("成本"), weight("满意")
    old, new, moved = p.weights.level1, p.weights.level1_with_cost, p.weights.no_satisfaction * 100
    plain = output + cost == old["产出指标"] * 100  # in the older table cost is a part of output
    costed = (cost == new["成本指标"] * 100) & (output == new["产出指标"] * 100)
    ample = effect + content
    right = (plain & (ample == (old["效益指标"] + old["满意度指标"]) * 100)) | (
        costed & (ample == (new["效益指标"] + new["满意度指标"]) * 100)
    )
    fair = (content == moved) | (content == 0)
    whole = (output + effect + cost + content) == (p.weights.full - p.score.execution_weight) * 100
    return Finding(
        where=(col("row") == 0) & whole & (output > 0) & ~(right & fair),
        at="weight",
        message="一级指标分值为产出 {output:分}、效益 {effect:分}、成本 {cost:分}、满意度 {content:分}，与规定的分值不符。",
        expected="产出50、效益30、满意度10，或成本20、产出40、效益20、满意度10",
        output=output,
        effect=effect,
        cost=cost,
        content=content,
    )


def _rows(*weights: int) -> list[dict[str, str]]:
    names = ("产出指标", "效益指标", "满意度指标", "成本指标")
    return [{"level1": n, "level3": n, "weight": str(w)} for n, w in zip(names, weights, strict=False)]


CASES = [
    Case.ok("五三一", *_rows(50, 30, 10)),
    Case.ok("有成本", *_rows(40, 20, 10, 20)),
    Case.ok("旧表样成本算产出", *_rows(42, 30, 10, 8)),
    Case.ok("没有满意度", *_rows(50, 40)),
    Case.ok("合计不对归另一条规则", *_rows(50, 30, 15)),
    Case.bad("产出过重", *_rows(70, 10, 10)),
    Case.bad("成本过重", *_rows(20, 20, 10, 40)),
]
