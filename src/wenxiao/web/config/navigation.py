"""The one column of navigation: by what people do. Add a page here and it stands in the column.

Forms are not named here: each stands under the heading that takes its stage.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from django.urls import reverse


@dataclass(frozen=True)
class Page:
    """One entry: its words, its address by name, and who sees it (everyone, when no role is named)."""

    label: str
    address: str
    roles: frozenset[str] = frozenset()
    arguments: tuple[str, ...] = ()

    @property
    def url(self) -> str:
        """Give the address."""
        return reverse(self.address, args=self.arguments)


@dataclass(frozen=True)
class Heading:
    """A heading with its pages, and the stages whose forms stand under it."""

    label: str
    pages: tuple[Page, ...] = ()
    stages: frozenset[str] = field(default_factory=frozenset)


ADMINISTRATORS = frozenset({"system_administrator", "security_administrator", "audit_administrator"})
FINANCE = frozenset({"business_section", "performance_section"})
REGISTERS = tuple(
    Page(label, "register_list", arguments=(name,))
    for label, name in (
        ("项目", "projects"), ("政策", "policies"), ("预算", "budget_lines"), ("支付", "payments"), ("合同", "contracts"),
    )
)  # fmt: skip
KEPT = (
    Page("机构", "register_list", ADMINISTRATORS | {"performance_section"}, ("bodies",)),
    Page("人员账号", "register_list", ADMINISTRATORS, ("people",)),
)
HEADINGS = (
    Heading(
        "任务",
        (
            Page("我的任务", "home"),
            Page("看板", "boards"),
            Page("已送出", "desk:box", arguments=("sent",)),
            Page("已办结", "desk:box", arguments=("done",)),
            Page("通知", "desk:notices"),
            Page("代办", "desk:substitutes"),
        ),
    ),
    Heading(
        "项目与预算",
        (Page("登记", "registers"), *REGISTERS, Page("年度结转", "roll_over", FINANCE)),
        stages=frozenset({"projects", "payments", "contracts", "bond"}),
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
    Heading("报告与公开"),
    Heading(
        "指标与制度",
        (
            Page("指标库", "indicators"),
            Page("制度文件", "library_sources"),
            Page("参数", "library_parameters"),
            Page("办理指引", "library_guides"),
        ),
    ),
    Heading("管理", (*KEPT, Page("权限一览", "desk:permissions"))),
)  # fmt: skip
