"""数量指标与项目内容没有联系。

指标说的事在项目名称、支出内容和总体目标里都找不到，可能是从别的项目抄来的（不合理指标第二类）。
"""

from wenxiao.core.api import Case, Finding, Parameters, col, lit, rule


@rule(
    title="数量指标与项目内容没有联系",
    table="goal.indicators",
    severity="notice",
    basis=["caiyu-2015-88#绩效目标审核", "hp-2021-report#三（三）1"],
    hint="换成与项目内容直接相关的指标，或在“说明”栏写明联系。",
)
def weakly_related(p: Parameters) -> Finding:
    """Flag a quantity that shares no word of content with the project's name, items and goal."""
    told = p.unreasonable.weakly_related
    return Finding(
        where=col("level2").matches("数量")
        & (col("shared") == 0)
        & col("note").is_empty()
        & (
            col("doc.annual_goal").has_text() | col("doc.items_total_fen").is_given()
        ),  # a name alone says too little
        at="level3",
        message="数量指标「{level3}」说的事在项目名称、支出内容和总体目标里都找不到，请核对是否与项目有关"
        + ("，按采用的标准扣 {deduction_cp:分}。" if told else "。"),
        deduction=lit(round(told["each"] * 100)) if told else None,
        deduction_max=round(told["max"] * 100) if told else None,
    )


_DOC = {"doc__subject_name": "城区路灯节能改造", "doc__annual_goal": "更换节能路灯二百盏，改善夜间出行照明。"}

CASES = [
    Case.ok("有联系", {**_DOC, "level2": "数量指标", "level3": "更换路灯盏数", "target": "≥200盏"}),
    Case.ok(
        "只有名称可比",
        doc__subject_name="城区路灯节能改造更换工程",
        level2="数量指标",
        level3="供餐份数",
        target="≥2份",
    ),
    Case.ok("笼统的不判断", {**_DOC, "level2": "数量指标", "level3": "任务完成数量", "target": "≥200"}),
    Case.bad("没有联系", {**_DOC, "level2": "数量指标", "level3": "学生供餐份数", "target": "≥200份"}),
    Case.bad(
        "采用后扣分", {**_DOC, "level2": "数量指标", "level3": "学生供餐份数", "target": "≥200份"}
    ).when_adopted(),
]
