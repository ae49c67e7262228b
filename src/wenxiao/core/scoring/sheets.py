"""Score sheets (评分表): points that people gave leaf by leaf, added up exactly and explained by the framework."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import groupby
from typing import Any

import narwhals as nw

from wenxiao.core.frameworks import Framework, Leaf
from wenxiao.core.kept import kept
from wenxiao.core.points import show_points
from wenxiao.core.scoring.grades import grade_expr
from wenxiao.core.scoring.records import points_number
from wenxiao.core.scoring.settings import ScoringSettings
from wenxiao.core.scoring.totals import FULL_TOTAL

Frame = nw.DataFrame[Any]
Row = Mapping[str, Any]
PARTS = ["~counted", "~weights", "~open"]


def score_sheets(heads: Frame, rows: Frame, settings: ScoringSettings) -> tuple[Frame, Frame]:
    """Give heads with ``total_cp, full_cp, open_rows, grade, provisional, difference_cp`` and rows with ``counted_cp``.

    Points count where they lie between zero and the weight. The grade is missing where a
    weighted leaf has no such points or the weights do not sum to 100.
    """
    rows = rows.with_columns(*settings.keep("sheet_counted", lambda: kept({"counted_cp": _counted()})))
    parts = rows.select("document", *settings.keep("sheet_parts", lambda: kept(_parts())))
    heads = heads.join(parts.group_by("document").agg(nw.col(*PARTS).sum()), on="document", how="left")
    heads = heads.with_columns(*(nw.col(name).fill_null(0) for name in PARTS))
    return heads.with_columns(*settings.keep("sheet_totals", lambda: kept(_totals(settings)))).drop(
        *PARTS
    ), rows


def _counted() -> nw.Expr:
    allowed = (nw.col("points_cp") >= 0) & (nw.col("points_cp") <= nw.col("weight_cp"))
    return nw.when(allowed.fill_null(value=False)).then(nw.col("points_cp"))


def _parts() -> dict[str, nw.Expr]:
    unscored = (nw.col("weight_cp") > 0) & nw.col("counted_cp").is_null()
    return {
        "~counted": nw.col("counted_cp"),
        "~weights": nw.col("weight_cp"),
        "~open": unscored.fill_null(value=False).cast(nw.Int64),
    }


def _totals(settings: ScoringSettings) -> dict[str, nw.Expr]:
    complete = (nw.col("~weights") == FULL_TOTAL) & (nw.col("~open") == 0)
    return {
        "total_cp": nw.col("~counted"),
        "full_cp": nw.col("~weights"),
        "open_rows": nw.col("~open"),
        "grade": nw.when(complete).then(grade_expr(nw.col("~counted"), settings.grade_bands)),
        "provisional": ~complete,
        "difference_cp": nw.col("claimed_total_cp") - nw.col("~counted"),
    }


def sheet_records(
    heads: Frame,
    rows: Frame,
    frameworks: Mapping[str, Framework],
    settings: ScoringSettings,
    cite: Callable[[str], str],
) -> Iterator[dict[str, Any]]:
    """Give the score of each sheet in the shape of other scores, a sentence for every leaf, level and the total."""
    by_document: dict[str, list[dict[str, Any]]] = {}
    for row in rows.sort("document", "row").iter_rows(named=True):
        by_document.setdefault(row["document"], []).append(row)
    for head in heads.iter_rows(named=True):
        lines = by_document.get(head["document"], [])
        framework = _named(head.get("framework"), frameworks)
        leaves = {} if framework is None else {leaf.name: leaf for _, _, leaf in framework.rows()}
        yield {
            "document": head["document"],
            "framework": None if framework is None else framework.id,
            "total": points_number(head["total_cp"]),
            "grade": head["grade"],
            "provisional": head["provisional"],
            "execution": None,
            "indicators": [_leaf(row, leaves.get(str(row["level3"]))) for row in lines],
            "levels": list(_levels(lines)),
            "claimed_total": points_number(head["claimed_total_cp"]),
            "difference": points_number(head["difference_cp"]),
            "trace": _total(head, lines, framework, settings, cite),
        }


def _named(name: str | None, frameworks: Mapping[str, Framework]) -> Framework | None:
    return next((f for f in frameworks.values() if name in {f.id, f.title, f.label}), None)


def _leaf(row: Row, leaf: Leaf | None) -> dict[str, Any]:
    weight, points, counted = row["weight_cp"], row["points_cp"], row["counted_cp"]
    if points is None:
        told = f"分值 {show_points(weight)} 分，还没有评分"
    elif counted is None:
        told = f"评为 {show_points(points)} 分，应在 0 到分值 {show_points(weight)} 分之间，不计入，请改正"
    elif counted == weight:
        told = f"得满分 {show_points(weight)} 分"
    else:
        why = row.get("comment") or "没有写扣分理由，请补上"
        lost = f"分值 {show_points(weight)} 分，扣 {show_points(weight - counted)} 分，得 {show_points(counted)} 分"
        told = f"{lost}；扣分理由：{why.rstrip('。')}"
    if leaf is not None and leaf.formula is not None:
        told += f"（算式：{leaf.formula.text}）"
    if leaf is not None and weight is not None and leaf.weight_cp != weight:
        told += f"；评价指标体系写的是 {show_points(leaf.weight_cp)} 分，本表已调整"
    return {
        "at": f"scores[{row['row']}]",
        "level3": row["level3"],
        "status": "scored" if counted is not None else "needs_judgement",
        "met": None,
        "ratio": None if not weight or counted is None else counted / weight,
        "points": points_number(counted),
        "counted": points_number(counted),
        "claimed": points_number(points),
        "difference": None,
        "trace": f"指标「{row['level3'] or '未填'}」：{told}。",
        "basis": leaf.basis[0] if leaf is not None and leaf.basis else None,
    }


def _levels(lines: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for name, group in groupby(lines, key=lambda row: row["level1"]):
        rows = list(group)
        weight, got = sum(r["weight_cp"] or 0 for r in rows), sum(r["counted_cp"] or 0 for r in rows)
        yield {"level1": name, "weight": points_number(weight), "points": points_number(got)}


def _total(
    head: Row,
    lines: list[dict[str, Any]],
    framework: Framework | None,
    settings: ScoringSettings,
    cite: Callable[[str], str],
) -> str:
    parts = "＋".join(f"{level['level1']} {level['points']}" for level in _levels(lines))
    text = f"总分：{parts} ＝ {show_points(head['total_cp'])} 分（满分 {show_points(head['full_cp'])} 分）"
    if head["grade"]:
        basis = settings.basis("grade.bands")
        text += f"，等级“{head['grade']}”{f'（依据：{cite(basis)}）' if basis else ''}"
    elif head["full_cp"] != FULL_TOTAL:
        text += f"；分值合计应为 100 分，实为 {show_points(head['full_cp'])} 分，不评等级"
    else:
        text += f"；有 {head['open_rows']} 项没有有效得分，为暂定分，不评等级"
    if framework is None:
        text += f"；评价指标体系“{head.get('framework') or '未填'}”不在规则库里，各项没有与它核对"
    else:
        text += _compared(lines, framework)
    if head.get("difference_cp"):
        text += f"；填报总分 {show_points(head['claimed_total_cp'])} 分，与各项合计相差 {show_points(abs(head['difference_cp']))} 分"
    return text + "。"


def _compared(lines: list[dict[str, Any]], framework: Framework) -> str:
    given, wanted = {row["level3"] for row in lines}, [leaf.name for _, _, leaf in framework.rows()]
    missing = [name for name in wanted if name not in given]
    return f"；“{framework.title}”体系中的 {'、'.join(missing)} 没有列入本表" if missing else ""
