"""The handbook has a page for everything, is up to date, and its links lead somewhere."""

import re
from pathlib import Path

from wenxiao.reporting.handbook.build import handbook
from wenxiao.rulebook import load_catalog

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "rulebook"
PAGES = handbook(load_catalog())


def test_the_committed_pages_are_those_the_rulebook_gives():
    written = {p.relative_to(FOLDER).as_posix(): p.read_text(encoding="utf-8") for p in FOLDER.rglob("*.md")}
    stale = sorted(set(PAGES) ^ set(written)) + sorted(
        n for n in set(PAGES) & set(written) if PAGES[n] != written[n]
    )
    assert not stale, "请运行 make docs"


def test_every_rule_parameter_form_and_source_has_a_page():
    place = load_catalog().place("cn")
    for kind, names in (("rules", place.rules), ("parameters", place.parameters), ("forms", place.forms)):
        for name in names:
            assert f"{kind}/{name}.md" in PAGES


def test_no_link_is_dead():
    for name, text in PAGES.items():
        folder = Path(name).parent
        for target in re.findall(r"\]\(([^)h][^)]*\.md)\)", text):
            parts: list[str] = []
            for part in (folder / target).parts:
                if part == "..":
                    parts.pop()
                else:
                    parts.append(part)
            assert "/".join(parts) in PAGES, (name, target)


def test_a_source_links_to_its_users_and_they_back():
    assert "../rules/goal.target_missing.md" in PAGES["sources/caiyu-2015-88.md"]
    assert "../sources/caiyu-2015-88.md" in PAGES["rules/goal.target_missing.md"]
    assert "../rules/goal.target_far_below_history.md" in PAGES["parameters/goal.max_over_completion.md"]


def test_every_command_is_documented():
    from wenxiao.cli.main import app

    text = (FOLDER.parent / "commands.md").read_text(encoding="utf-8")
    for command in app.registered_commands:
        assert f"wenxiao {command.name}" in text, command.name
