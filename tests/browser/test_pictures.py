"""The README's pictures: made by this test when WENXIAO_PICTURES=1, otherwise proved to be makeable and named here."""

import os
import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.db.models import QuerySet
from django.utils import timezone
from playwright.sync_api import expect

from wenxiao.core.registers.reading import registers_of
from wenxiao.web.accounts.models import Body
from wenxiao.web.filings import services
from wenxiao.web.filings.models import Filing
from wenxiao.web.journal.chain import append
from wenxiao.web.journal.guard import recording
from wenxiao.web.journal.models import Event
from wenxiao.web.registers.importing import preview, write
from wenxiao.web.registers.models import Row
from wenxiao.web.rulebook import rulebook

pytestmark = pytest.mark.django_db(transaction=True)
ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "docs" / "pictures"
LARGEST = 200_000  # bytes
LAPTOP, PHONE = (1366, 768), (390, 844)
PROJECTS = (
    ("P1", "基层医疗服务能力提升", "361001", 120), ("P2", "药品采购和配送", "361001", 860), ("P3", "医疗设备更新", "361001", 430),
    ("P4", "疫苗接种和冷链维护", "361002", 265), ("P5", "慢性病防控", "361002", 98), ("P6", "校舍维修", "205001", 512),
    ("P7", "学生营养改善计划", "205001", 1380), ("P8", "门诊楼电梯改造", "361001", 75),
)  # fmt: skip
PICTURES = {
    "today": ("unit_filer", "/", LAPTOP), "filling": ("unit_filer", "/filings/{faulty}/edit/", LAPTOP),
    "gate": ("performance_section", "/goals/gate/?unit=区卫生健康局", LAPTOP), "board": ("performance_section", "/boards/", LAPTOP),
    "phone": ("unit_reviewer", "/filings/{waiting}/", PHONE),
}  # fmt: skip


DEPARTMENTS = (
    ("区住房和城乡建设局", 9), ("区城市管理局", 7), ("区农业农村局", 6), ("区民政局", 5), ("区文化广电旅游体育局", 4), ("区水务局", 3),
    ("区科学技术局", 2),
)  # fmt: skip


def fill_departments(tree):
    """More departments, each with lines without a goal and filings on their way, for the board."""
    states = ("adopted", "unit_review", "returned", "adopted", "performance_review")
    today = timezone.localdate()
    for place, (name, number) in enumerate(DEPARTMENTS):
        department = Body.objects.create(
            code=f"7{place:02}", name=name, kind="department", parent=tree["district"]
        )
        unit = Body.objects.create(code="001", name=f"{name}机关", kind="unit", parent=department)
        QuerySet(Row).bulk_create(
            Row(register="budget_lines", jurisdiction="990112", key=f"2021/{place}-{n}", body=unit, fiscal_year=2021,
                project=f"{place}-{n}", name=f"{name[1:-1]}项目{n + 1}", amount_fen=(n + 2) * 37_000_000, content={})
            for n in range(number)
        )  # fmt: skip
        QuerySet(Filing).bulk_create(
            Filing(document=f"project_goal/990112/2021/{place}-{n}", form="project_goal", body=unit, fiscal_year=2021,
                   subject_code=f"{place}-{n}", subject_name=f"{name[1:-1]}项目{n + 1}", state=states[n % 5], content={},
                   holder_since=timezone.now(), due=today + timedelta(days=n * 2 - place), errors=(n + place) % 3 % 2)
            for n in range(0, number, 2)
        )  # fmt: skip


@pytest.fixture
def scene(people, tree, goal, tmp_path):
    """Eight projects with a budget, their goals on every desk, one returned with its reason."""
    for person, name in zip(
        people.values(), ("陈晓梅", "孙建国", "何立新", "许文静", "吴国栋", "沈敏"), strict=False
    ):
        person.first_name = name
        person.save()
    registers = registers_of(rulebook().catalog, "cn")
    projects = "预算年度,项目编码,项目名称,预算单位代码,项目类别\n" + "".join(
        f"2021,{code},{name},{unit},特定目标类\n" for code, name, unit, _ in PROJECTS
    )
    lines = "预算年度,预算单位代码,项目编码,项目名称,年初批复数\n" + "".join(
        f"2021,{unit},{code},{name},{amount * 10_000}\n" for code, name, unit, amount in PROJECTS
    )
    for register, text in (("projects", projects), ("budget_lines", lines)):
        file = tmp_path / f"{register}.csv"
        file.write_text(text, encoding="utf-8")
        write(preview(registers[register], file, tree["district"]), None, tree["district"])
    filer, reviewer = people["unit_filer"], people["unit_reviewer"]

    def make(code, who=filer, where="clinic", **changes):
        name = next(name for each, name, _, _ in PROJECTS if each == code)
        told = goal | {"subject": {"kind": "project", "code": code, "name": name}} | changes
        return services.create(who, tree[where], told)

    waiting = make("P1")
    services.act(filer, waiting.pk, "submit", read_version=1)
    faulty = make("P2", indicators=[*goal["indicators"][:2], goal["indicators"][3] | {"target": "提高"}])
    back = make("P3")
    services.act(filer, back.pk, "submit", read_version=1)
    services.act(
        reviewer,
        back.pk,
        "unit_return",
        read_version=2,
        opinion="设备台数没有对应的时效指标，请补充完成时间后再报。",
    )
    stranger = people["stranger"]
    make("P6", stranger, "school")
    moved = make("P7", stranger, "school")
    services.act(stranger, moved.pk, "submit", read_version=1)
    with recording():
        Filing.objects.filter(pk=moved.pk).update(state="adopted")
        Filing.objects.filter(pk=faulty.pk).update(due=timezone.localdate() - timedelta(days=2))
        append(Event(about="test", act="test", at=timezone.now(), content={}, rulebook=""))
    fill_departments(tree)
    return {"waiting": waiting.pk, "faulty": faulty.pk}


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture(enter, scene, name):
    role, address, (width, height) = PICTURES[name]
    page = enter(role)
    page.set_viewport_size({"width": width, "height": height})
    page.goto(address.format(**scene))
    page.wait_for_load_state("networkidle")
    if name == "filling":
        expect(page.locator("#rail")).to_contain_text("必改")
    taken = page.screenshot(animations="disabled")
    assert 10_000 < len(taken) < LARGEST
    if os.environ.get("WENXIAO_PICTURES") == "1":
        FOLDER.mkdir(exist_ok=True)
        (FOLDER / f"{name}.png").write_bytes(taken)


def test_the_pictures_of_the_readme_are_these_and_are_there():
    named = re.findall(r"docs/pictures/([\w-]+)\.png", (ROOT / "README.md").read_text(encoding="utf-8"))
    assert sorted(set(named)) == sorted(PICTURES)
    for name in named:
        file = FOLDER / f"{name}.png"
        assert 10_000 < file.stat().st_size < LARGEST, name
        assert file.read_bytes().startswith(b"\x89PNG")
