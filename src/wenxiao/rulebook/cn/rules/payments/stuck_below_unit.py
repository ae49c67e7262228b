"""钱拨下去没有花出去。

拨给街镇、村居就算支出，实际还在账上，执行率是虚的。
"""

from wenxiao.core.api import Case, Finding, Parameters, col, rule


@rule(
    title="拨给下级的钱滞留",
    table="payments.projects",
    severity="warning",
    basis=["hp-2021-report#三（三）2", "wenxiao-design"],
    hint="核对街镇、村居的账面结余；确已付出的补记“下级付出”，未付出的说明原因或收回。",
)
def stuck_below_unit(p: Parameters) -> Finding:
    """Flag, once a project, money passed on to a lower level of which too much was never paid out."""
    stuck = col("passed_fen") - col("spent_below_fen")
    return Finding(
        where=(col("doc.last_month") == 12)
        & (col("passed_fen") > 0)
        & (stuck / col("passed_fen") > p.budget.stuck_share_max),
        at="amount",
        message="项目 {project_code} 拨给下级 {passed_fen:万元}，下级只付出 {spent_below_fen:万元}，滞留 {stuck:万元}，占 {share:.1%}；"
        "年底滞留应不超过 {most:.0%}。",
        value="{stuck:万元}",
        expected="滞留不超过拨付的 {most:.0%}",
        stuck=stuck,
        share=stuck / col("passed_fen"),
        most=p.budget.stuck_share_max,
    )


def _row(kind: str, amount: str) -> dict[str, str]:
    return {"project_code": "X1", "kind": kind, "amount": amount, "date": "2021-12-20"}


CASES = [
    Case.ok("基本付出", _row("拨给下级", "100"), _row("下级付出", "85")),
    Case.ok("直接付给收款人", _row("付给收款人", "100")),
    Case.ok(
        "还没到年底",
        {"project_code": "X1", "kind": "拨给下级", "amount": "100", "date": "2021-06-20"},
    ),
    Case.bad("一分没付", _row("拨给下级", "100")),
    Case.bad("滞留三成", _row("拨给下级", "100"), _row("下级付出", "70")),
]
