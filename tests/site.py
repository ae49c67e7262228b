"""Fixtures of the site that page tests and browser tests share: a small district, one person a role, a sound goal."""

import pytest

from wenxiao.web.accounts.models import Appointment, Body, User


@pytest.fixture
def tree(db):
    district = Body.objects.create(code="990112", name="江澜区", kind="jurisdiction")
    health = Body.objects.create(code="361", name="区卫生健康局", kind="department", parent=district)
    schools = Body.objects.create(code="205", name="区教育局", kind="department", parent=district)
    return {
        "district": district,
        "health": health,
        "schools": schools,
        "clinic": Body.objects.create(code="001", name="第一人民医院", kind="unit", parent=health),
        "other": Body.objects.create(code="002", name="疾控中心", kind="unit", parent=health),
        "school": Body.objects.create(code="001", name="第三小学", kind="unit", parent=schools),
    }


@pytest.fixture(autouse=True)
def quick_passwords(settings):
    """Slow hashing is Django's own matter; here it would take most of the time."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def people(tree):
    where = {
        "unit_filer": "clinic", "unit_reviewer": "clinic", "department_reviewer": "health",
        "business_section": "district", "performance_section": "district", "observer": "district",
        "system_administrator": "district", "expert": "district",
    }  # fmt: skip
    found = {}
    for role, place in where.items():
        found[role] = User.objects.create_user(role, password="x")
        Appointment.objects.create(user=found[role], role=role, body=tree[place])
    found["stranger"] = User.objects.create_user("stranger", password="x")
    Appointment.objects.create(user=found["stranger"], role="unit_filer", body=tree["school"])
    return found


@pytest.fixture
def goal():
    """A sound goal: 90 points, money, an effect, units everywhere."""
    rows = [
        ("产出指标", "数量指标", "门诊人次", "≥12000人次", "30"),
        ("产出指标", "时效指标", "候诊时间", "≤30分钟", "20"),
        ("效益指标", "社会效益指标", "服务覆盖率", "≥90%", "30"),
        ("满意度指标", "服务对象满意度指标", "患者满意度", "≥90%", "10"),
    ]
    return {
        "form": "project_goal", "jurisdiction": "990112", "fiscal_year": 2021, "money_unit": "万元",
        "subject": {"kind": "project", "code": "P1", "name": "基层医疗服务能力提升"}, "department": "区卫生健康局",
        "unit": "第一人民医院", "funds": [{"line": "total", "annual": "120"}], "annual_goal": "全年门诊1.2万人次",
        "indicators": [
            {"level1": a, "level2": b, "level3": c, "target": d, "weight": e, "data_source": "业务统计"} for a, b, c, d, e in rows
        ],
    }  # fmt: skip
