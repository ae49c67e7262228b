"""The one column of navigation: by what people do. Add a page here and it stands in the column.

Forms and registers are not named here: a form stands under the heading that takes its stage, a
register under the heading that takes registers of its kind; what no heading takes stands under OTHERS.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from django.urls import reverse

Who = Literal["everyone", "readers"]  # readers: those whose role sees business rows at all


@dataclass(frozen=True)
class Page:
    """One entry: its words, its address by name, and who sees it."""

    label: str
    address: str
    who: Who = "readers"
    roles: frozenset[str] = frozenset()  # only these
    keeps: str = ""  # only those who keep this register
    arguments: tuple[str, ...] = ()

    @property
    def url(self) -> str:
        """Give the address."""
        return reverse(self.address, args=self.arguments)


@dataclass(frozen=True)
class Heading:
    """A heading with its pages, and what of the rulebook stands under it."""

    label: str
    pages: tuple[Page, ...] = ()
    stages: frozenset[str] = field(default_factory=frozenset)
    registers: str = ""  # "rows": those with business rows; "kept": bodies and people


OTHERS = "其他表单"
HEADINGS = (
    Heading(
        "任务",
        (
            Page("今天", "home", "everyone"),
            Page("我的任务", "desk:box", arguments=("tasks",)),
            Page("已送出", "desk:box", arguments=("sent",)),
            Page("已办结", "desk:box", arguments=("done",)),
            Page("通知", "desk:notices", "everyone"),
            Page("豁免申请", "filings:waivers"),
            Page("代办", "desk:substitutes"),
        ),
    ),
    Heading(
        "进展",
        (Page("看板", "boards"), Page("一页看懂", "board_brief"), Page("单位情况", "board_bodies"), Page("全部填报", "filings:every")),
    ),
    Heading(
        "项目与预算",
        (Page("登记概况", "registers"), Page("年度结转", "roll_over", keeps="projects")),
        stages=frozenset({"projects", "payments", "contracts", "bond"}),
        registers="rows",
    ),
    Heading(
        "绩效目标",
        (Page("预算安排清单", "gate"), Page("证明", "certificates"), Page("预算与目标调整", "adjustments")),
        stages=frozenset({"goal", "goal_review", "goal_adjustment"}),
    ),
    Heading("事前评估", stages=frozenset({"appraisal", "appraisal_report", "appraisal_scores"})),
    Heading("双监控", stages=frozenset({"monitoring"})),
    Heading(
        "绩效评价",
        stages=frozenset({
            "self_evaluation", "review", "evaluation", "evaluation_plan", "evaluation_scores",
            "agency_quality", "acceptance",
        }),
    ),
    Heading("结果应用", stages=frozenset({"rectification", "rectification_feedback", "assessment"})),
    Heading(
        "指标与制度",
        (
            Page("指标库", "indicators", "everyone"),
            Page("制度文件", "library_sources", "everyone"),
            Page("参数", "library_parameters", "everyone"),
            Page("办理指引", "library_guides", "everyone"),
        ),
    ),
    Heading(
        "管理",
        (Page("权限一览", "desk:permissions", "everyone"), Page("操作日志", "trail", roles=frozenset({"audit_administrator"}))),
        registers="kept",
    ),
)  # fmt: skip
