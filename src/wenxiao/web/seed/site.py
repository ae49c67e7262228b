"""Make the example district's site, once a folder; later runs keep what was done in it and renew the passwords."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import transaction

from wenxiao.core.documents import Json
from wenxiao.core.errors import InputError
from wenxiao.web.accounts.models import Body
from wenxiao.web.indicators.filed import catch_up
from wenxiao.web.seed.accounts import Account, make_accounts
from wenxiao.web.seed.filings import file_documents
from wenxiao.web.seed.registers import fill_registers
from wenxiao.web.seed.tree import make_tree

MARK = "demo-site"  # a folder with this file was made by the demo: only there are passwords printed
Tell = Callable[[str], None]


@dataclass(frozen=True)
class Seeded:
    """What the demo prints."""

    accounts: Sequence[Account]
    password: str
    made: bool


def is_demo(folder: Path) -> bool:
    """Tell whether a site was made by the demo."""
    return (folder / MARK).is_file()


def seed_site(jurisdiction: str, contents: Sequence[Json], tell: Tell) -> Seeded:
    """Fill the prepared, empty site; where the demo has filled it before, only renew the demo passwords."""
    folder = Path(settings.DATA)
    district = Body.objects.filter(code=jurisdiction, parent=None).first()
    if district is not None and not is_demo(folder):
        raise InputError(f"{folder} 不是演示程序建的网站，没有改动它；请换一个 --out，或先移走这个文件夹。")
    made = district is None
    if district is None:
        with transaction.atomic():  # stopped half-way, nothing is left
            district = _fill(jurisdiction, contents, tell)
        (folder / MARK).write_text("示例区演示数据，密码在每次运行 demo 时更换。\n", encoding="utf-8")
    accounts, password = make_accounts(district)
    return Seeded(accounts, password, made)


def _fill(jurisdiction: str, contents: Sequence[Json], tell: Tell) -> Body:
    lists = [content for content in contents if content["form"] == "project_list"]
    tree = make_tree(jurisdiction, lists)
    tell(f"  机构 {1 + len(tree.departments) + len(tree.units)} 个")
    counts = fill_registers(tree, lists)
    tell(
        f"  项目 {counts['projects']} 个，预算 {counts['budget_lines']} 条，"
        f"支付 {counts['payments']} 笔，合同 {counts['contracts']} 份"
    )
    tell(f"  填报 {len(file_documents(tree, contents))} 份")
    tell(f"  读出 {catch_up()} 份表的指标")
    return tree.district
