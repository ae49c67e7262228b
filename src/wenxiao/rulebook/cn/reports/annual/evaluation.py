"""Figures of evaluation: what was evaluated, how much money, which grades."""

from wenxiao.core.api import Difference, Expr, Parameters, Query, Ratio, col, figure

BASIS = ("caiyu-2020-10#财政评价",)
GRADES = ("caiyu-2020-10#评分与评级",)


def _done(year: int) -> Expr:
    return col("activity_year") == year


@figure(label="评价对象", unit="个", basis=BASIS)
def evaluated(_p: Parameters, year: int) -> Query:
    """All objects evaluated in the year."""
    return Query("evaluation", _done(year))


@figure(label="评价的项目（政策）", unit="个", basis=BASIS)
def evaluated_projects(_p: Parameters, year: int) -> Query:
    """Projects and policies evaluated."""
    return Query("evaluation", _done(year) & col("object_kind").is_in(["项目", "政策"]))


@figure(label="评价的部门整体支出", unit="个", basis=BASIS)
def evaluated_departments(_p: Parameters, year: int) -> Query:
    """Departments evaluated as a whole."""
    return Query("evaluation", _done(year) & (col("object_kind") == "部门整体支出"))


@figure(label="评价覆盖的预算部门", unit="个", basis=BASIS)
def covered_departments(_p: Parameters, year: int) -> Query:
    """Budget departments with at least one object."""
    return Query("evaluation", _done(year) & (col("holder") == "预算部门"), col("department").distinct())


@figure(label="评价覆盖的区属国企", unit="个", basis=BASIS)
def covered_enterprises(_p: Parameters, year: int) -> Query:
    """State-owned enterprises with at least one object."""
    return Query("evaluation", _done(year) & (col("holder") == "区属国企"), col("department").distinct())


@figure(label="评价涉及金额", unit="亿元", digits=2, basis=BASIS)
def evaluated_amount(_p: Parameters, year: int) -> Query:
    """Money under evaluation, 分."""
    return Query("evaluation", _done(year), col("amount_fen").sum())


@figure(label="上年评价涉及金额", unit="亿元", digits=2, basis=BASIS)
def evaluated_amount_before(_p: Parameters, year: int) -> Query:
    """Money under evaluation the year before, 分."""
    return Query("evaluation", _done(year - 1), col("amount_fen").sum())


@figure(label="评价金额比上年增加", unit="亿元", digits=2, basis=BASIS)
def evaluated_amount_growth(_p: Parameters, _year: int) -> Difference:
    """This year's money less last year's, from unrounded amounts."""
    return Difference("evaluated_amount", "evaluated_amount_before")


@figure(label="承担评价的第三方机构", unit="家", basis=("caiyu-2021-6",))
def agencies(_p: Parameters, year: int) -> Query:
    """Different agencies named on the year's results."""
    return Query("evaluation", _done(year), col("agency").distinct())


@figure(label="经自评复核的评价对象", unit="个", basis=BASIS)
def reviewed(_p: Parameters, year: int) -> Query:
    """Objects whose self-evaluation was re-checked."""
    return Query("evaluation", _done(year) & (col("method") == "自评复核"))


@figure(label="财政重点评价对象", unit="个", basis=BASIS)
def key_evaluated(_p: Parameters, year: int) -> Query:
    """Objects of key evaluation."""
    return Query("evaluation", _done(year) & (col("method") == "重点评价"))


def _graded(year: int, grade: str) -> Query:
    return Query("evaluation", _done(year) & (col("grade") == grade))


@figure(label="等级为优的对象", unit="个", basis=GRADES)
def grade_excellent(_p: Parameters, year: int) -> Query:
    """Objects graded 优."""
    return _graded(year, "优")


@figure(label="等级为良的对象", unit="个", basis=GRADES)
def grade_good(_p: Parameters, year: int) -> Query:
    """Objects graded 良."""
    return _graded(year, "良")


@figure(label="等级为中的对象", unit="个", basis=GRADES)
def grade_fair(_p: Parameters, year: int) -> Query:
    """Objects graded 中."""
    return _graded(year, "中")


@figure(label="等级为差的对象", unit="个", basis=GRADES)
def grade_poor(_p: Parameters, year: int) -> Query:
    """Objects graded 差."""
    return _graded(year, "差")


@figure(label="优良对象", unit="个", basis=GRADES)
def grade_well(_p: Parameters, year: int) -> Query:
    """Objects graded 优 or 良."""
    return Query("evaluation", _done(year) & col("grade").is_in(["优", "良"]))


@figure(label="未评等级的对象", unit="个", basis=GRADES)
def grade_open(_p: Parameters, year: int) -> Query:
    """Objects without a grade because their score sheet does not sum to the full total."""
    return Query("evaluation", _done(year) & col("grade").is_missing())


@figure(label="优的占比", unit="%", digits=2, basis=GRADES)
def share_excellent(_p: Parameters, _year: int) -> Ratio:
    """优 ÷ all."""
    return Ratio("grade_excellent", "evaluated")


@figure(label="良的占比", unit="%", digits=2, basis=GRADES)
def share_good(_p: Parameters, _year: int) -> Ratio:
    """良 ÷ all."""
    return Ratio("grade_good", "evaluated")


@figure(label="中的占比", unit="%", digits=2, basis=GRADES)
def share_fair(_p: Parameters, _year: int) -> Ratio:
    """中 ÷ all."""
    return Ratio("grade_fair", "evaluated")


@figure(label="差的占比", unit="%", digits=2, basis=GRADES)
def share_poor(_p: Parameters, _year: int) -> Ratio:
    """差 ÷ all."""
    return Ratio("grade_poor", "evaluated")


@figure(label="优良率", unit="%", digits=2, basis=GRADES)
def share_well(_p: Parameters, _year: int) -> Ratio:
    """优 and 良 ÷ all."""
    return Ratio("grade_well", "evaluated")
