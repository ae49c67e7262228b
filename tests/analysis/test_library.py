"""The indicator library: what is known of each card, search, recommendation, merging, use, bands; all by hand."""

from collections import Counter

import pytest

from wenxiao.analysis.library import recommend, search
from wenxiao.analysis.library_merge import merge_groups
from wenxiao.analysis.library_use import Row, uses
from wenxiao.analysis.target_band import band
from wenxiao.core.indicators import Card, plain_name
from wenxiao.rulebook import load_catalog

CARDS = list(load_catalog().place("cn").indicators.values())
BY_ID = {card.id: card for card in CARDS}
FIELDS = {
    "街道": 14, "建设": 16, "国土": 15, "环卫": 15, "民政": 14, "教育": 15, "卫生": 15, "社保": 15, "招商": 15, "科技": 15,
    "应急": 15, "宣传文化": 8, "政务服务": 8,
}  # fmt: skip


def test_thirteen_fields_and_three_classes_of_common_indicators():
    assert Counter(card.field for card in CARDS if card.field) == FIELDS
    assert sum(FIELDS.values()) == 180
    assert Counter(card.common for card in CARDS if card.common) == {"项目": 17, "政策": 15, "部门整体": 28}


def test_what_nobody_stated_stays_unknown_and_marks_follow_the_evidence():
    for card in CARDS:
        if card.field and card.evidence is None:
            assert card.status == "proposed", card.id
        if card.status == "local_seen":
            assert card.evidence.kind == "seen", card.id
        if card.status == "seed":
            assert card.evidence.source == "hp-2021-report", card.id
        assert card.explain.endswith("。"), card.id
        assert not (card.workload and card.direction), card.id
    rate = BY_ID["street.网格化管理覆盖率"]
    assert (rate.formula, rate.unit, rate.direction) == ("已配网格员网格数 ÷ 网格总数 × 100%", "%", "higher")
    assert (rate.data_source, rate.standard) == (None, None)
    sites = BY_ID["street.社区(居委)服务阵地个数"]
    assert (sites.formula, sites.counted) == (None, "年末达标的党群服务站、社区站数")
    assert BY_ID["sanitation.生活垃圾清运量"].workload
    assert BY_ID["education.义务教育优质均衡发展"].kind == "qualitative"


def test_a_common_indicator_is_its_framework_s_leaf():
    card = BY_ID["common_project.成本节约率"]
    assert (card.framework, card.level1, card.formula) == (
        "project",
        "产出",
        "（计划成本 － 实际成本）÷ 计划成本 × 100%",
    )


def test_search_wants_every_word_and_puts_names_first():
    found = search(CARDS, ["满意度", "企业"])
    assert [card.name for card in found[:2]] == ["企业满意度", "受资助企业满意度"]
    assert search(CARDS, ["没有的词"]) == []


def test_recommendation_names_the_words_that_matched():
    found = recommend(CARDS, "对辖区主次干道开展清扫保洁，生活垃圾日产日清", "环卫")
    told = {r.card.name: r for r in found}
    assert told["日产日清率"].words == ("日产日清",)
    assert told["日产日清率"].reasons == ("都提到“日产日清”", "同属环卫领域")
    assert told["清扫保洁覆盖率"].words == ("清扫保洁",)
    assert {r.card.field for r in found[:8]} == {"环卫"}
    assert found[-1].card.name == "周围群众满意度"
    assert max(Counter(r.card.level2 for r in found).values()) <= 3


def test_recommendation_without_a_field_and_of_nothing():
    found = recommend(CARDS, "举办招商推介会，签约项目")
    assert found[0].card.name == "招商推介活动场次"
    assert found[0].words == ("招商推介",)
    assert recommend(CARDS, "采购办公家具") == []


def test_reasons_are_whole_words_that_say_what_is_done():
    cut = {w for r in recommend(CARDS, "校舍购置设计软件，统一收费标准", "教育") for w in r.words}
    assert "购置" in cut  # of 购置设施设备质量合格率
    assert not cut & {"购置设", "标准"}
    assert recommend(CARDS, "家庭医生签约") == []  # one short word alone: 签约 is an investor's as well
    aged = {w for r in recommend(CARDS, "为80岁以上老年人发放津贴") for w in r.words}
    assert "老年人" in aged
    assert not aged & {"岁以", "以上", "岁以上老年人", "发放"}


def card(name, *, field="环卫", unit="%", direction="higher", **more):
    return Card.model_validate({
        "id": f"t.{name}", "name": name, "field": field, "level1": "产出指标", "level2": "质量指标", "unit": unit,
        "direction": direction, "status": "proposed", "explain": "试。", **more,
    })  # fmt: skip


def row(
    name,
    target="≥90%",
    *,
    year=2021,
    budget_unit="甲",
    document=None,
    stage="goal",
    actual=None,
    met=None,
    value=90.0,
    **more,
):
    told = {
        "department": "局", "subject": None, "subject_kind": "project", "kind": "number", "measure": "%", "sure": "high",
        "direction": "higher", **more,
    }  # fmt: skip
    return Row(
        name=name, target=target, year=year, budget_unit=budget_unit, document=document or f"{budget_unit}{year}{stage}",
        stage=stage, actual=actual, met=met, value=value, **told,
    )  # fmt: skip


def test_near_same_names_are_grouped_and_the_most_filed_card_is_kept():
    cards = [
        card("道路清扫保洁覆盖率"),
        card("清扫保洁覆盖率", field="街道"),
        card("学生资助率"),
        card("清扫保洁覆盖数", unit="个"),
    ]
    groups = merge_groups(
        cards, [row("清扫保洁覆盖率"), row("清扫保洁覆盖率", year=2020), row("困难学生资助率")]
    )
    assert len(groups) == 2
    first = groups[0]
    assert first.keep.name == "清扫保洁覆盖率"
    assert first.keep.where == "指标库，街道，用过 2 次"
    assert {named.name for named in first.others} == {"道路清扫保洁覆盖率", "清扫保洁覆盖数"}
    assert first.advice == "度量单位不同（%、个），先统一口径再合并。"
    assert (groups[1].keep.name, groups[1].others[0].name) == ("学生资助率", "困难学生资助率")


def test_units_of_another_size_and_directions_written_differently_are_told_apart():
    area = merge_groups([card("道路保洁面积", unit="万平方米")], [row("城区道路保洁面积", measure="平方米")])
    assert area[0].advice.startswith("单位和方向一致")
    same = merge_groups([card("救助资金发放及时率", direction="equal")], [row("资金发放及时率")])
    assert same[0].advice.startswith("方向写得不同")
    other = merge_groups([card("事故起数下降率")], [row("事故起数下降比率", direction="lower")])
    assert other[0].advice.startswith("一个越大越好，一个越小越好")


def test_the_real_library_has_one_name_in_two_fields():
    keeps = {group.keep.name: group for group in merge_groups(CARDS)}
    assert keeps["建设项目成本控制率"].others[0].name == "建设项目成本控制率"
    assert "分属建设、教育" in keeps["建设项目成本控制率"].advice


def test_use_counts_and_advice_rest_on_facts():
    results = {"stage": "self_evaluation"}
    rows = [
        *(row("总是完成率", actual="95%", met=True, year=2010 + n, **results) for n in range(5)),
        *(row("没有完成值率", year=2010 + n, **results) for n in range(5)),
        *(row("有时完成率", actual="95%", met=n > 0, year=2010 + n, **results) for n in range(5)),
        *(row("其他（说明）", year=2010 + n, document=f"d{n}") for n in range(25)),
        row("库外指标", budget_unit="甲"), row("库外指标", budget_unit="乙"), row("库外指标", budget_unit="丙"),
        row("工作量数"),
    ]  # fmt: skip
    cards = [
        card("总是完成率"), card("没有完成值率"), card("有时完成率"), card("其他"), card("没人用率"),
        card("没人用率二", field="教育"), card("工作量数", workload=True, direction=None),
    ]  # fmt: skip
    told, wanted = uses(cards, rows)
    use = {u.card.name: u for u in told}
    assert told[0].card.name == "其他"  # 25 filings
    assert (
        use["总是完成率"].facts
        == "5 份用过，1 家单位，年度 2010、2011、2012、2013、2014；自评 5 次，填了完成值 5 次，完成 5 次"
    )
    assert use["总是完成率"].advice.startswith("自评 5 次全部完成，分不出好坏")
    assert use["没有完成值率"].advice.startswith("自评 5 次都没有填完成值")
    assert use["有时完成率"].advice is None
    assert "一次也没有" in use["没人用率"].advice
    assert use["没人用率二"].advice is None  # nobody files anything of that field: no evidence against it
    assert use["工作量数"].advice.startswith("反映工作量")
    assert [(w.name, w.rows, w.budget_units) for w in wanted] == [("库外指标", 3, 3)]


PEERS = [80.0, 85.0, 90.0, 95.0, 100.0]  # quartiles by hand: 85, 90, 95


def peers(values=PEERS, **more):
    return [
        row("居民满意度", f"≥{v:g}%", budget_unit=f"街{n}", subject=f"P{n}", value=v, **more)
        for n, v in enumerate(values)
    ]


@pytest.mark.parametrize(
    ("target", "place", "words"),
    [
        ("≥84%", "below", "低于这个区间，定得偏松"),
        ("≥85%", "inside", "在其中"),
        ("≥96%", "above", "高于这个区间，要求偏紧"),
    ],
)
def test_a_band_of_five_peers(target, place, words):
    told = band("居民满意度（%）", target, peers())
    assert told.quartiles == (80, 85, 90, 95, 100)
    assert (told.peers, told.budget_units, told.place) == (5, 5, place)
    assert words in told.verdict
    assert told.verdict.startswith("5 个同类指标值的中间一半在 85% 到 95% 之间")


def test_for_costs_the_easy_side_is_above():
    rows = [
        row("单位成本", budget_unit=f"街{n}", value=v, measure="元", direction="lower")
        for n, v in enumerate(PEERS)
    ]
    assert "定得偏松" in band("单位成本", "≤99元", rows).verdict
    assert "要求偏紧" in band("单位成本", "≤80元", rows).verdict


def test_too_few_peers_say_so_and_other_units_or_doubtful_readings_are_left_out():
    rows = [
        *peers(PEERS[:4]),
        *peers([70.0], measure="人"),
        *peers([70.0], sure="low"),
        *peers([70.0], kind="frequency"),
    ]
    told = band("居民满意度", "≥90%", rows)
    assert (told.peers, told.quartiles, told.left_out, told.place) == (4, None, 3, "unknown")
    assert "只有 4 个（80%、85%、90%、95%），少于 5 个，不足以给出区间；同名的共 7 个" in told.verdict


def test_own_years_are_history_not_peers_and_a_goal_and_its_result_count_once():
    own = [row("居民满意度", budget_unit="本所", year=y, value=v) for y, v in ((2019, 88.0), (2020, 90.0))]
    told = band("居民满意度", "≥90%", [*peers(), *peers(stage="self_evaluation"), *own], budget_unit="本所")
    assert told.peers == 5
    assert told.own == ((2019, 88), (2020, 90))


def test_a_target_without_a_number_is_not_compared():
    told = band("居民满意度", "显著提升", peers())
    assert told.place == "unknown"
    assert "读不出一个数" in told.verdict


def test_names_are_compared_without_asides_and_marks():
    assert plain_name("服务对象(居民)满意度") == plain_name(" 服务对象 满意度") == "服务对象满意度"
    assert plain_name("（百分比）") == "百分比"
