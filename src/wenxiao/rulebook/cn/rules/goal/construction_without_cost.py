"""工程、修缮、购置类项目没有成本指标。

造价是这类项目最该管的；没有成本指标，超支了也看不出。
"""

from wenxiao.core.api import Case, Finding, Parameters, col, rule, when


@rule(
    title="工程、修缮、购置类项目没有成本指标",
    table="goal.indicators",
    severity="notice",
    basis=["caiyu-2021-101#绩效指标设置"],
    hint="设一条成本指标，例如单位造价、超概算率或采购单价。",
)
def construction_without_cost(_p: Parameters) -> Finding:
    """Flag, once a document, a construction, repair or purchase project without a cost indicator."""
    cost = (
        when(
            col("level1").matches("成本")
            | col("level2").matches("成本")
            | col("level3").matches("成本|造价|单价|概算|投资额|标准|节约率|变更率"),
            1,
        )
        .count()
        .over("document")
    )
    return Finding(
        where=(col("row") == 0)
        & (cost == 0)
        & col("doc.subject_name").matches(
            "工程|维修|大修|修缮|改造|加固|翻新|新建|扩建|改建|装修|更换|设备购置|设备采购|硬化|硬底化"
        )
        & ~col("doc.subject_name").matches("补贴|补助|奖|咨询|研究|编制|评审|培训|监督|执法|监管|工程师"),
        at="level1",
        message="「{name}」属于工程、修缮或购置，却没有成本指标，应当设一条。",
        expected="成本指标",
        name=col("doc.subject_name"),
    )


CASES = [
    Case.ok("有成本", {"doc__subject_name": "桥梁维修工程", "level1": "成本指标", "level3": "单位造价"}),
    Case.ok("不是工程", {"doc__subject_name": "普法宣传", "level1": "产出指标", "level3": "宣传场次"}),
    Case.bad("没有成本", {"doc__subject_name": "桥梁维修工程", "level1": "产出指标", "level3": "维修座数"}),
]
