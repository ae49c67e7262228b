"""The handbook has a page for everything, is up to date, and its links lead somewhere, both ways."""

import re
from pathlib import Path

from wenxiao.reporting.handbook.build import handbook
from wenxiao.reporting.handbook.links import anchor
from wenxiao.rulebook import load_catalog

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "rulebook"
CATALOG = load_catalog()
PLACE = CATALOG.place("cn")
PAGES = handbook(CATALOG)


def test_the_committed_pages_are_those_the_rulebook_gives():
    written = {p.relative_to(FOLDER).as_posix(): p.read_text(encoding="utf-8") for p in FOLDER.rglob("*.md")}
    stale = sorted(set(PAGES) ^ set(written)) + sorted(
        n for n in set(PAGES) & set(written) if PAGES[n] != written[n]
    )
    assert not stale, "请运行 make docs"


def test_everything_has_a_page():
    kinds = {
        "rules": PLACE.rules, "parameters": PLACE.parameters, "forms": PLACE.forms, "frameworks": PLACE.frameworks,
        "sources": CATALOG.sources,
    }  # fmt: skip
    for kind, names in kinds.items():
        assert {f"{kind}/{name}.md" for name in names} <= set(PAGES), kind
    for card in PLACE.indicators.values():
        page = PAGES[f"indicators/{card.id.split('.', 1)[0]}.md"]
        assert f"\n## {card.name}\n" in page, card.id


def linked(name):
    """The pages that a page links to, with the anchor where there is one."""
    for target, place in re.findall(r"\]\((?!https?:)([^)#\s]*\.md)?(?:#([^)]*))?\)", PAGES[name]):
        parts = []
        for part in (Path(name).parent / target).parts if target else Path(name).parts:
            if part == "..":
                parts.pop()
            else:
                parts.append(part)
        yield "/".join(parts), place


def test_no_link_is_dead():
    anchors = {
        n: {anchor(h) for h in re.findall(r"^#+ (.*)$", text, re.MULTILINE)} for n, text in PAGES.items()
    }
    for name in PAGES:
        for page, place in linked(name):
            assert page in PAGES, (name, page)
            assert not place or place in anchors[page], (name, page, place)


def both_ways(one, other):
    assert other in {page for page, _ in linked(one)}, (one, other)
    assert one in {page for page, _ in linked(other)}, (other, one)


def test_links_go_both_ways():
    both_ways("rules/goal.target_missing.md", "sources/caiyu-2015-88.md")
    both_ways("rules/goal.target_far_below_history.md", "parameters/goal.max_over_completion.md")
    both_ways("rules/goal.target_far_below_history.md", "forms/project_goal.md")
    both_ways("forms/goal_review.md", "sources/hp-goal-guide.md")  # a guide
    both_ways("forms/evaluation_scores.md", "frameworks/project.md")
    both_ways("frameworks/project.md", "parameters/evaluation.min_output_benefit_weight.md")
    both_ways("frameworks/project.md", "sources/caiyu-2020-10.md")
    both_ways("frameworks/project.md", "indicators/common_project.md")
    both_ways("indicators/street.md", "sources/hp-2021-report.md")
    both_ways("parameters/monitoring.key_project_amount.md", "sources/hp-2021-report.md")  # a local value


def test_every_rule_links_to_its_parameters_and_sources_and_they_back():
    from wenxiao.core.uses import parameters_of_rule

    for rule in PLACE.rules.values():
        for parameter in parameters_of_rule(rule, PLACE):
            both_ways(f"rules/{rule.id}.md", f"parameters/{parameter.id}.md")
        for basis in rule.basis:
            both_ways(f"rules/{rule.id}.md", f"sources/{basis.split('#')[0]}.md")


def test_pages_read_well():
    for name, text in PAGES.items():
        assert text.startswith("# "), name
        assert "None" not in text, name
        assert "\n\n\n" not in text, name
        width = None
        for line in text.splitlines():
            cells = line.count(" | ") if line.startswith("| ") else None
            if cells is None:
                width = None
            elif width is None:
                width = cells
            assert cells is None or cells == width, (name, line)


def test_every_command_is_documented():
    from wenxiao.cli.main import app

    text = (FOLDER.parent / "commands.md").read_text(encoding="utf-8")
    for command in app.registered_commands:
        assert f"wenxiao {command.name}" in text, command.name
    for group in app.registered_groups:
        for command in group.typer_instance.registered_commands:
            assert f"wenxiao {group.name} {command.name}" in text, command.name
