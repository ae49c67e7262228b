"""Near-duplicates: the same as comparing all pairs, and the tables rules receive."""

from itertools import combinations

from bench.similarity import texts

from wenxiao.analysis.portfolio import with_portfolio
from wenxiao.analysis.similarity import _NOISE, jaccard, near_duplicates
from wenxiao.core.facts.build import build_facts
from wenxiao.rulebook import load_catalog

TEXT = "完成城区道路清扫一百二十万平方米，投诉比上年减少两成，改善沿街居民出行环境。"


def test_same_as_all_pairs():
    made, _ = texts(300, copied=0.2)
    plain = [_NOISE.sub("", text) for text in made]
    pairs = [(a, b) for a, b in combinations(range(300), 2) if jaccard(plain[a], plain[b]) >= 0.8]
    assert set(near_duplicates(made, least=0.8)) == {n for pair in pairs for n in pair}
    assert len(pairs) > 20


def test_equal_texts_short_texts_and_missing_texts():
    found = near_duplicates([TEXT, None, "短", TEXT.replace("，", "、"), "短", ""], least=0.8)
    assert set(found) == {0, 3}
    assert (found[0].like, found[0].similarity, found[0].others) == (3, 1.0, 1)


def _goal(code, text, year=2021, place="cn"):
    return {
        "form": "project_goal", "jurisdiction": place, "fiscal_year": year, "annual_goal": text,
        "subject": {"kind": "project", "code": code, "name": f"项目{code}"},
    }  # fmt: skip


def test_only_other_projects_of_the_same_place_and_year_are_compared():
    documents = [
        _goal("A", TEXT), _goal("B", TEXT + "特此"), _goal("C", TEXT, year=2020), _goal("D", TEXT, place="440112"),
        {**_goal("A", TEXT), "id": "again"},
    ]  # fmt: skip
    facts = with_portfolio(build_facts(documents, load_catalog().place("cn").forms))
    told = {row["like"]: row["others"] for row in facts["portfolio.goal_text"].iter_rows(named=True)}
    assert told == {"项目A": 1, "项目B": 1}
