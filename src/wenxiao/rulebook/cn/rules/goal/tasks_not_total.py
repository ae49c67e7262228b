"""部门主要任务合计与部门预算不一致。

主要任务的钱加起来应等于部门年度预算，否则目标管不住全部的钱。
"""

from wenxiao.core.api import Case, Finding, Parameters, col, rule


@rule(
    title="部门主要任务合计与部门预算不一致",
    table="goal",
    severity="warning",
    basis=["caiyu-2015-88#附件 部门整体支出绩效目标申报表"],
    hint="核对各项任务金额和部门预算总额，改到一致。",
)
def tasks_not_total(_p: Parameters) -> Finding:
    """Flag tasks whose amounts do not add up to the department budget."""
    return Finding(
        where=col("tasks_total_fen") != col("total_annual_fen"),
        at="tasks",
        message="「{subject_name}」主要任务合计 {tasks_total_fen:万元}，部门预算 {total_annual_fen:万元}，两者应当相等。",
        value="{tasks_total_fen:万元}",
        expected="{total_annual_fen:万元}",
    )


CASES = [
    Case.ok("相等", subject_name="甲局", tasks_total="800", total_annual="800"),
    Case.ok("没有填任务", subject_name="甲局", total_annual="800"),
    Case.bad("不等", subject_name="甲局", tasks_total="780", total_annual="800"),
]
