"""One Chinese sentence for every step of a score: formula, numbers, basis."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from wenxiao.core.money import show_money
from wenxiao.core.points import show_points
from wenxiao.core.scoring.settings import ScoringSettings

Row = Mapping[str, Any]

_FULL = "得满分 {weight} 分"
_SENTENCE: dict[str, str] = {
    "met": "目标 {target}，实际 {actual}，达到目标，" + _FULL,
    "met_over": "目标 {target}，实际 {actual}，是目标的 {percent}，达到目标，"
    + _FULL
    + "；超出较多，须说明目标是否偏低",
    "met_zero": "目标 {target}，实际 {actual}，达到目标（目标为零，不计算比率），" + _FULL,
    "met_operator": "实际值写作“{actual}”，表示已达到目标 {target}，" + _FULL + "；没有具体数，不计算比率",
    "on_time": "期限 {target}，实际 {actual}，按期完成，" + _FULL,
    "within_range": "目标区间 {target}，实际 {actual}，在区间内，" + _FULL,
    "yes_no_same": "目标“{target}”，实际“{actual}”，相符，" + _FULL,
    "missed_higher": "目标 {target}，实际 {actual}，未达到；得分＝{a} ÷ {t} × {weight} ＝ {points} 分",
    "missed_equal": "目标 {target}，实际 {actual}，未达到；得分＝{a} ÷ {t} × {weight} ＝ {points} 分",
    "missed_zero": "目标 {target}，实际 {actual}，目标为零而实际大于零，得 0 分",
    "satisfaction": "目标 {target}，实际 {actual}；按满意度分档，得 {points} 分（满分 {weight} 分）",
    "target_missing": "未填年度指标值，无法计分",
    "target_unreadable": "年度指标值“{target}”读不出，无法计分",
    "actual_missing": "未填实际完成值，无法计分",
    "actual_unreadable": "实际完成值“{actual}”读不出，无法计分",
    "qualitative": "目标“{target}”是定性描述，实际“{actual}”，须由人按三档评定",
    "yes_no_differs": "目标“{target}”，实际“{actual}”，不相符，须由人评定",
    "words_for_value": "目标 {target} 是定量值，实际只写“{actual}”，没有数，须由人评定",
    "several_numbers": "目标“{target}”或实际“{actual}”含几个数，无法确定用哪个比较，须由人评定",
    "unsure": "目标 {target}，实际 {actual}，其中有读数没有把握，须由人核对后评定",
    "unit_mismatch": "目标 {target} 与实际 {actual} 单位或种类不同，不能相比，须由人评定",
    "operator_missed": "实际值写作“{actual}”，没有具体数且未达到目标 {target}，须由人评定",
    "operator_unclear": "实际值写作“{actual}”，看不出是否达到目标 {target}，须由人评定",
    "late": "期限 {target}，实际 {actual}，已逾期；国家规定没有逾期扣分公式，须由人评定",
    "outside_range": "目标区间 {target}，实际 {actual}，不在区间内，须由人评定",
    "no_direction": "看不出“{target}”是越大越好还是越小越好，须由人评定",
}
_LINEAR = "目标 {target}（越小越好），实际 {actual}，超过目标；得分＝（1－（{a}－{t}）÷{t}）× {weight} ＝ {points} 分，低于零按零计"
_RATIO = "目标 {target}（越小越好），实际 {actual}，超过目标；得分＝{t} ÷ {a} × {weight} ＝ {points} 分"

_BASIS = {
    "missed_lower": "score.reverse_variant",
    "missed_equal": "score.equal_variant",
    "missed_zero": "score.equal_variant",
    "satisfaction": "score.satisfaction_bands",
    "met_over": "score.quantitative_missed",
    "qualitative": "score.qualitative_bands",
    "yes_no_differs": "score.qualitative_bands",
    "words_for_value": "score.qualitative_bands",
}


def basis_of(row: Row, settings: ScoringSettings) -> str | None:
    """Give the basis of the case that applied to a row."""
    return settings.basis(_BASIS.get(str(row["case"]), "score.quantitative_missed"))


def explain_indicator(row: Row, settings: ScoringSettings, cite: Callable[[str], str]) -> str:
    """Write the sentence of one indicator row, ending in its basis and 。"""
    case = str(row["case"])
    template = _SENTENCE.get(case) or (_RATIO if settings.reverse_variant == "ratio" else _LINEAR)
    ratio = row.get("ratio")
    text = template.format(
        target=row.get("target") or "未填",
        actual=row.get("actual") or "未填",
        weight=show_points(row.get("weight_cp")),
        points=show_points(row.get("points_cp")),
        t=_number(row.get("target_value")),
        a=_number(row.get("actual_value")),
        percent=f"{ratio:.1%}" if ratio is not None else "—",
    )
    if row.get("weight_cp") is None and row["status"] == "scored":
        text = f"{text.split('，得满分')[0].split('；得分')[0]}；未填分值，不计分"
    basis = basis_of(row, settings)
    return f"指标「{row.get('level3') or '未填'}」：{text}{_taken(row)}{f'（依据：{cite(basis)}）' if basis else ''}。"


def explain_execution(head: Row, settings: ScoringSettings, cite: Callable[[str], str]) -> str:
    """Write the sentence of the execution step (执行数 ÷ 全年预算数 × 分值, at most the full weight)."""
    weight = head.get("execution_weight_used_cp")
    if not weight:
        return "预算执行率：本表未设预算执行分值，不计分。"
    executed, budget = head.get("total_executed_fen"), head.get("total_adjusted_fen")
    if head.get("execution_points_cp") is None:
        return (
            f"预算执行率：全年预算数 {show_money(budget)}，全年执行数 {show_money(executed)}，"
            f"缺数或预算为零，无法计算，{show_points(weight)} 分未计。"
        )
    rate = float(head["execution_rate"])
    over = "，超过 100% 按 100% 计" if rate > 1 else ""
    basis = settings.basis("score.execution_rate")
    return (
        f"预算执行率：{show_money(executed, digits=6)} ÷ {show_money(budget, digits=6)} ＝ {rate:.2%}{over}；"
        f"得分＝{min(rate, 1):.4f} × {show_points(weight)} ＝ {show_points(head['execution_points_cp'])} 分"
        f"{f'（依据：{cite(basis)}）' if basis else ''}。"
    )


def explain_total(head: Row, settings: ScoringSettings, cite: Callable[[str], str]) -> str:
    """Write how the total came about, its grade, and where it differs from what was claimed."""
    if head.get("total_cp") is None:
        return "总分：没有可以计分的项，无法得出总分。"
    text = f"总分：预算执行率与各项指标得分相加，共 {show_points(head['total_cp'])} 分（满分 {show_points(head['full_cp'])} 分）"
    if head.get("grade"):
        basis = settings.basis("grade.bands")
        text += f"，等级“{head['grade']}”{f'（依据：{cite(basis)}）' if basis else ''}"
    elif head.get("full_cp") != 10_000:
        text += f"；分值合计应为 100 分，实为 {show_points(head['full_cp'])} 分，不评等级"
    else:
        text += f"；有 {head['open_rows']} 项未能计分，不评等级"
    if head.get("provisional"):
        text += "；含须由人评定的项，为暂定分"
    if head.get("difference_cp"):
        text += (
            f"；填报总分 {show_points(head['claimed_total_cp'])} 分，相差 {_signed(head['difference_cp'])} 分"
        )
    return text + "。"


def _taken(row: Row) -> str:
    if row["status"] != "needs_judgement" or row.get("weight_cp") is None:
        return ""
    claimed = row.get("claimed_points_cp")
    if row.get("taken_cp") is not None:
        return f"，暂按填报的 {show_points(claimed)} 分计入"
    if claimed is None:
        return "，未填得分，暂不计入"
    return f"，填报的 {show_points(claimed)} 分超出该档允许的范围，暂不计入"


def _number(value: float | None) -> str:
    return "—" if value is None else f"{value:.6f}".rstrip("0").rstrip(".")


def _signed(cp: int) -> str:
    return f"{'＋' if cp > 0 else '－'}{show_points(abs(cp))}"
