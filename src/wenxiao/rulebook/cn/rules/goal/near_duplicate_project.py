"""疑似重复的项目。

内容几乎一样的两个项目，可能是同一件事要了两次钱。
"""

from wenxiao.core.api import Case, Finding, Parameters, col, rule


@rule(
    title="疑似重复的项目",
    table="goal",
    severity="warning",
    basis=["caiyu-2013-53", "wenxiao-design"],
    hint="核对两个项目是否重复；不是重复的，说明各自的内容和范围。",
)
def near_duplicate_project(p: Parameters) -> Finding:
    """Flag a filing whose text is nearly that of another project's; needs the portfolio."""
    return Finding(
        where=col("project_similarity") >= p.portfolio.similar_project_min,
        at="subject.name",
        message="「{subject_name}」的名称、支出内容和指标与「{project_like}」相似度 {project_similarity:.0%}，"
        "共有 {project_others} 份这样的表，请核对是否重复申报。",
        value="{project_similarity:.0%}",
    )


CASES = [
    Case.ok("没有雷同", subject_name="路灯改造"),
    Case.ok(
        "有些相像",
        subject_name="路灯改造",
        project_similarity=0.65,
        project_like="道路照明",
        project_others=1,
    ),
    Case.bad(
        "几乎一样",
        subject_name="路灯改造",
        project_similarity=0.97,
        project_like="道路照明",
        project_others=2,
    ),
]
