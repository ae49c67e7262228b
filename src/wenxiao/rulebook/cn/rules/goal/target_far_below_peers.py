"""比率指标值明显低于同类。

别的单位同名指标多在九成以上，只有这里定得很低，须说明理由。
"""

from wenxiao.core.api import Case, Finding, Parameters, col, rule


@rule(
    title="比率指标值明显低于同类",
    table="goal.indicators",
    severity="notice",
    basis=["wenxiao-design", "hp-2021-report#三（三）1"],
    hint="参照同类单位重新设定；确有不同的，在“说明”栏写明。",
)
def target_far_below_peers(p: Parameters) -> Finding:
    """Flag a higher-is-better rate far below the median of the same name in its place and year."""
    rate = (col("target_unit") == "%") & (col("direction") == "higher") & (col("target_kind") == "number")
    keys = ("jurisdiction", "fiscal_year", "level3")
    middle, peers = col("target_value").median().over(*keys), col("target_value").count().over(*keys)
    return Finding(
        among=rate,
        where=(peers >= p.goal.peer_count)
        & (middle - col("target_value") >= p.goal.peer_gap)
        & col("note").is_empty(),
        at="target",
        message="指标「{level3}」的指标值为 {target}，同名的 {peers} 条指标中位数是 {middle:.1f}%，低了 {gap:.1f} 个百分点，"
        "须提高或说明理由。",
        expected="接近 {middle:.1f}%",
        peers=peers,
        middle=middle,
        gap=middle - col("target_value"),
    )


_PEERS = [{"document": f"同类{n}", "level3": "验收合格率", "target": f"≥{95 + n}%"} for n in range(4)]

CASES = [
    Case.ok("相近", *_PEERS, {"document": "本表", "level3": "验收合格率", "target": "≥90%"}),
    Case.ok("同类太少", *_PEERS[:2], {"document": "本表", "level3": "验收合格率", "target": "≥60%"}),
    Case.bad("很低", *_PEERS, {"document": "本表", "level3": "验收合格率", "target": "≥60%"}),
]
