"""年度目标与别的项目雷同。

几份表的文字几乎一样，多半是照抄，没有写本项目的内容。
"""

from wenxiao.core.api import Case, Finding, Parameters, col, rule


@rule(
    title="年度目标与别的项目雷同",
    table="goal",
    severity="warning",
    basis=["caiyu-2015-88#绩效目标审核", "wenxiao-design"],
    hint="按本项目的内容重写。",
)
def same_text_elsewhere(p: Parameters) -> Finding:
    """Flag a filing whose text is nearly that of another project's; needs the portfolio."""
    return Finding(
        where=col("text_similarity") >= p.portfolio.similar_text_min,
        at="annual_goal",
        message="「{subject_name}」的年度总体目标与「{text_like}」相似度 {text_similarity:.0%}，"
        "共有 {text_others} 份这样的表，请核对是否照抄。",
        value="{text_similarity:.0%}",
    )


CASES = [
    Case.ok("没有雷同", subject_name="路灯改造"),
    Case.ok("有些相像", subject_name="路灯改造", text_similarity=0.65, text_like="道路照明", text_others=1),
    Case.bad("几乎一样", subject_name="路灯改造", text_similarity=0.97, text_like="道路照明", text_others=2),
]
