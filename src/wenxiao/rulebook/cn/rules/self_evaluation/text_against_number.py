"""文字说全部完成，指标却没有完成。

正文写“全部完成”，表里却有没达到的指标，至少有一处不实。
"""

from wenxiao.core.api import Case, Finding, Parameters, col, rule

DONE = (
    "(?:全部|均|都)(?:已经|已|按[时期质量]+|按计划|如期|顺利|高质量)*(?:完成|达成|实现|达到)|(?:圆满|全面|如期)完成"
    "|(?:各项|全年|年度|年初).{0,12}(?:任务|目标|指标|工作)(?:已经|已|按[时期质量]+|如期|顺利|圆满)*(?:完成|达成|实现)"
    "|(?:顺利|较好地|按[时期质量]+)?完成(?:了)?(?:全部|全年|各项|年初|年度).{0,10}(?:任务|目标|指标|内容|工作)|100%完成|完成率(?:为|达)?100%"
)
BUT = "未(?:能)?(?:完成|达|实现)|没有(?:完成|达到)|除.{1,40}外|基本(?:完成|达成)|尚未|部分"


@rule(
    title="文字说全部完成，指标却没有完成",
    table="self_evaluation.indicators",
    severity="warning",
    basis=["caiyu-2020-10#单位自评", "hp-2021-report#三（三）4"],
    hint="核对完成情况，把文字和数字改到一致，并写明未完成的原因。",
)
def text_against_number(_p: Parameters) -> Finding:
    """Flag a missed row in a filing whose text says that everything was done."""
    text = col("doc.actual_goal")
    return Finding(
        where=text.matches(DONE) & ~text.matches(BUT) & (col("met") == False),  # noqa: E712 - a column, not a value
        at="actual",
        message="实际完成情况写明各项任务已完成，指标「{level3}」目标 {target}，实际 {actual}，却没有达到，两处须一致。",
        value="{actual}",
    )


_ROW = {"level3": "培训人数", "target": "≥50人", "actual": "30人"}

CASES = [
    Case.ok("都完成", {**_ROW, "actual": "52人", "doc__actual_goal": "各项任务已全部完成。"}),
    Case.ok("如实写", {**_ROW, "doc__actual_goal": "除培训人数未达标外，其余任务全部完成。"}),
    Case.ok("没有这样说", {**_ROW, "doc__actual_goal": "培训30人，宣传4场。"}),
    Case.bad("说全部完成", {**_ROW, "doc__actual_goal": "2021年各项绩效目标已全部完成。"}),
    Case.bad("说圆满完成", {**_ROW, "doc__actual_goal": "年度任务圆满完成，群众满意。"}),
]
