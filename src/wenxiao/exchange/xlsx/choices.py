"""Lists to choose from, for the cells of fields with choices and of yes/no fields."""

from __future__ import annotations

from xml.sax.saxutils import escape, quoteattr

from wenxiao.core.forms.layout import Layout, LayoutCell
from wenxiao.exchange.xlsx.grid import address

YES_NO = ("是", "否")
_MAX_LIST = 255  # Excel's limit for choices written in the rule itself


Rule = tuple[tuple[str, ...], list[str], bool]  # the words, the areas, and whether other words are refused


def choice_rules(table: Layout) -> list[Rule]:
    """Give the lists of words with the areas of cells to which each applies; suggestions refuse nothing."""
    by_list: dict[tuple[tuple[str, ...], bool], list[LayoutCell]] = {}
    for cell in table.cells:
        if cell.role == "value" and cell.field is not None:
            choices = YES_NO if cell.field.type == "flag" else cell.field.choices
            words = choices or cell.field.suggest
            if words and _fits(words):
                by_list.setdefault((words, bool(choices)), []).append(cell)
    return [(words, _areas(places), strict) for (words, strict), places in by_list.items()]


def choices_xml(table: Layout) -> str:
    """Give the validations of a sheet as XML; nothing where no field has choices."""
    rules = [_rule(*rule) for rule in choice_rules(table)]
    return f'<dataValidations count="{len(rules)}">{"".join(rules)}</dataValidations>' if rules else ""


def _fits(choices: tuple[str, ...]) -> bool:
    """What cannot be written in the rule is left free; the shape check names wrong values all the same."""
    return len(",".join(choices)) <= _MAX_LIST and not any("," in c or '"' in c for c in choices)


def _rule(words: tuple[str, ...], areas: list[str], strict: bool) -> str:
    error = quoteattr(f"只能填：{'、'.join(words)}"[:_MAX_LIST])
    refusal = (
        f'showErrorMessage="1" errorTitle="不在选项内" error={error} ' if strict else 'showErrorMessage="0" '
    )
    return (
        f'<dataValidation type="list" allowBlank="1" {refusal}'
        f'sqref="{" ".join(areas)}"><formula1>"{escape(",".join(words))}"</formula1></dataValidation>'
    )


def _areas(cells: list[LayoutCell]) -> list[str]:
    """Join cells that stand beneath one another: a long list needs one area, not a thousand."""
    runs: list[list[LayoutCell]] = []
    for cell in sorted(cells, key=lambda c: (c.column, c.row)):
        if runs and runs[-1][-1].column == cell.column and runs[-1][-1].row + 1 == cell.row:
            runs[-1].append(cell)
        else:
            runs.append([cell])
    return [_area(run[0], run[-1]) for run in runs]


def _area(first: LayoutCell, last: LayoutCell) -> str:
    start, end = address(first.row, first.column), address(last.row, last.column)
    return start if start == end else f"{start}:{end}"
