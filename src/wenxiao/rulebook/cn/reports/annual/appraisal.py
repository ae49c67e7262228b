"""Figures of ex-ante appraisal: what was looked at before it entered the budget."""

from wenxiao.core.api import Expr, Parameters, Query, Ratio, col, figure

BASIS = ("zhongfa-2018-34#事前绩效评估",)


def _of(year: int) -> Expr:
    return col("fiscal_year") == year


@figure(label="开展事前绩效评估的预算单位", unit="个", basis=BASIS)
def appraisal_units(_p: Parameters, year: int) -> Query:
    """Budget units that filed appraised projects."""
    return Query("appraisal", _of(year), col("unit").distinct())


@figure(label="事前绩效评估的项目（政策）", unit="个", basis=BASIS)
def appraisal_count(_p: Parameters, year: int) -> Query:
    """Projects and policies appraised for the year's budget."""
    return Query("appraisal", _of(year))


@figure(label="事前绩效评估涉及金额", unit="亿元", digits=2, basis=BASIS)
def appraisal_amount(_p: Parameters, year: int) -> Query:
    """Declared amount, 分."""
    return Query("appraisal", _of(year), col("declared_fen").sum())


@figure(label="建议立项的项目（政策）", unit="个", basis=BASIS)
def appraisal_recommended(_p: Parameters, year: int) -> Query:
    """Objects recommended."""
    return Query("appraisal", _of(year) & (col("conclusion") == "建议立项"))


@figure(label="建议不予立项的项目（政策）", unit="个", basis=BASIS)
def appraisal_refused(_p: Parameters, year: int) -> Query:
    """Objects not recommended."""
    return Query("appraisal", _of(year) & (col("conclusion") == "建议不予立项"))


@figure(label="核减预算金额", unit="亿元", digits=2, basis=BASIS)
def appraisal_cut(_p: Parameters, year: int) -> Query:
    """Declared less approved, 分."""
    return Query("appraisal", _of(year), col("cut_fen").sum())


@figure(label="核减率", unit="%", digits=2, basis=("hp-2021-report#二（二）2",))
def appraisal_cut_rate(_p: Parameters, _year: int) -> Ratio:
    """Cut ÷ declared, from unrounded amounts."""
    return Ratio("appraisal_cut", "appraisal_amount")
