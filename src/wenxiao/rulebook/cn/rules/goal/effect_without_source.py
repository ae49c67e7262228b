"""效益指标没有数据来源。

效益靠什么数据证明要事先想好；没有来源，年底拿不出证据。
"""

from wenxiao.core.api import Case, Finding, Parameters, col, rule, when


@rule(
    title="效益指标没有数据来源",
    table="goal.indicators",
    severity="notice",
    basis=["caiyu-2021-101#绩效指标设置"],
    hint="在“数据来源”栏写明统计报表、业务台账、问卷调查等。",
)
def effect_without_source(_p: Parameters) -> Finding:
    """Flag effects when none of them has a source though the filing gives sources for other rows."""
    effect = col("level1").matches("效益|效果") & ~col("level1").matches("满意")
    proven = col("data_source").has_text() | col("note").has_text()
    given = when(col("data_source").has_text(), 1).count().over("document")
    known = when(effect & proven, 1).count().over("document")
    return Finding(
        where=effect & col("level3").has_text() & (known == 0) & (given > 0),
        at="data_source",
        message="别的指标写了数据来源，效益指标「{level3}」却没有，年底无从证明，须写明由什么数据证明。",
        expected="统计报表、业务台账、问卷调查等",
    )


CASES = [
    Case.ok("有来源", level1="效益指标", level3="就业人数", target="≥50人", data_source="人社统计报表"),
    Case.ok("表上不用这一栏", level1="效益指标", level3="就业人数", target="≥50人"),
    Case.bad(
        "漏填",
        {"level1": "产出指标", "level3": "培训人数", "target": "≥50人", "data_source": "签到表"},
        {"level1": "效益指标", "level3": "就业人数", "target": "≥50人"},
    ),
]
