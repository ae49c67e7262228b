"""The library shows the rulebook itself: every document, parameter, rule and workflow has its page."""

import pytest
from django.urls import reverse

from wenxiao.web.rulebook import rulebook

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(client, people):
    def get(address, *args, query=""):
        client.force_login(people["unit_filer"])
        session = client.session
        session["years"], session["year"] = [2020, 2022], 2021
        session.save()
        return client.get(reverse(address, args=args) + query)

    return get


def test_every_entry_of_the_rulebook_has_its_page(page):
    place = rulebook().catalog.place("cn")
    addresses = [("library_source", n) for n in rulebook().catalog.sources]
    addresses += [("library_parameter", n) for n in place.parameters]
    addresses += [("library_guide", n) for n in rulebook().workflows]
    addresses += [("library_rule", n) for n in list(place.rules)[:10]]
    for address, name in addresses:
        assert page(address, name).status_code == 200, name


def test_a_parameter_tells_its_history_and_what_it_affects(page):
    text = page("library_parameter", "goal.max_over_completion").content.decode()
    assert "1.5" in text
    assert "2015年5月21日" in text
    assert reverse("library_rule", args=("goal.target_far_below_history",)) in text


def test_a_parameter_without_a_national_value_says_who_must_set_it(page):
    assert "须由本地规则库规定" in page("library_parameter", "goal.lowering_until").content.decode()


def test_a_document_lists_what_rests_on_it_and_how_sure_we_are(page):
    text = page("library_source", "caiyu-2015-88").content.decode()
    assert reverse("library_rule", args=("goal.target_missing",)) in text
    assert "待与原文核对" in text
    assert "把握程度中" in text


def test_documents_are_found_by_words(page):
    text = page("library_sources", query="?q=项目支出绩效评价管理办法").content.decode()
    assert "财预〔2020〕10号" in text
    assert "财综〔2018〕42号" not in text
    assert "没有含“无此文件”的文件" in page("library_sources", query="?q=无此文件").content.decode()


def test_the_guide_names_who_does_each_step_and_what_it_takes(page):
    text = page("library_guide", "goal").content.decode()
    assert "提交审核" in text
    assert "没有必改疑点；须说明的疑点都已说明" in text


def test_what_is_not_in_the_rulebook_has_no_page(page):
    for address in ("library_source", "library_parameter", "library_rule", "library_guide"):
        assert page(address, "nothing").status_code == 404


def test_a_document_shows_what_came_before_it_and_every_value_that_rests_on_it(page):
    text = page("library_source", "caiyu-2020-10").content.decode()
    assert reverse("library_source", args=("caiyu-2011-285",)) in text
    assert "2020年2月25日废止" in text
    assert "以它为依据的历次取值" in text
    assert reverse("library_source", args=("caiyu-2020-10",)) in page("library_source", "caiyu-2011-285").content.decode()  # fmt: skip


def test_a_guide_shows_the_versions_its_forms_have_had(page):
    text = page("library_guide", "goal").content.decode()
    assert "自 2021年8月18日：成本列为一级指标" in text
    assert "自 2015年5月21日：最初的表样" in text


def test_indicators_that_rest_on_a_document_are_links(page):
    text = page("library_source", "hp-2021-report").content.decode()
    assert reverse("indicator_card", args=("street.拨付到村(居)资金实际使用率",)) in text
