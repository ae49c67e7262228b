"""效益只写空话，没有评价标准。

“有所提高”“持续影响”谁来判断、怎样算做到都没有写，年底只能自己说了算。
"""

from wenxiao.core.api import Case, Finding, Parameters, col, rule

VAGUE = (
    "提高|提升|改善|增强|促进|加强|优化|改进|保障|推动|显著|明显|持续"
    "|长期|长远|长久|较好|良好|^好$|^高$|较高|好转|深远|缓解|减轻|较大|一定|^有效$|^增加|^提|稳步|逐步|不断|进一步"
)


@rule(
    title="效益只写空话，没有评价标准",
    table="goal.indicators",
    severity="notice",
    basis=["caiyu-2015-88#绩效目标设定要求", "hp-2021-report#三（三）1"],
    hint="改成可以统计的数；确实只能定性的，在“说明”栏写明评价标准。",
)
def vague_effect(_p: Parameters) -> Finding:
    """Flag an effect in set phrases with neither a standard nor a source."""
    return Finding(
        where=col("level1").matches("效益|效果")
        & ~col("level1").matches("满意")
        & (col("target_kind") == "qualitative")
        & col("target").matches(VAGUE)
        & col("note").is_empty()
        & col("data_source").is_empty(),
        at="target",
        message="效益指标「{level3}」的指标值“{target}”是空话，又没有评价标准，须写明怎样算做到。",
        expected="可以统计的数，或评价标准",
    )


CASES = [
    Case.ok("有标准", level1="效益指标", level3="市容", target="有所改善", note="按市容考评分较上年提高判断"),
    Case.ok("有来源", level1="效益指标", level3="市容", target="有所改善", data_source="市容考评通报"),
    Case.ok("具体结果", level1="效益指标", level3="长效机制", target="健全"),
    Case.bad("有所提高", level1="效益指标", level3="办事效率", target="有所提高"),
    Case.bad("长期", level1="效益指标", level3="可持续影响", target="长期"),
]
