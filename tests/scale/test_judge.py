"""Judging a lake gives what judging the documents gives, however the partitions are put together."""

import json
from datetime import date

import polars as pl
import pytest

from wenxiao.core.errors import InputError
from wenxiao.core.facts.build import build_facts
from wenxiao.core.judging import judge
from wenxiao.rulebook import load_catalog
from wenxiao.scale.batches import batches
from wenxiao.scale.export import export
from wenxiao.scale.lake import Lake
from wenxiao.scale.places_on_disk import Slot
from wenxiao.scale.run import SUMMARY, judge_lake
from wenxiao.scale.sources import sources_of

AS_OF = date(2022, 3, 15)
CATALOG = load_catalog()


def read(folder, name):
    return pl.read_parquet(folder / name / "*.parquet").sort(pl.all())


@pytest.fixture(scope="module")
def told(lake, tmp_path_factory):
    out = tmp_path_factory.mktemp("told")
    return out, judge_lake(lake.folder, out, as_of=AS_OF, messages=True)


@pytest.fixture(scope="module")
def documents(filings):
    return [d for file in sorted(filings.glob("*.json")) for d in json.loads(file.read_text("utf-8"))]


def test_same_as_judging_the_documents(told, documents):
    out, counts = told
    judgement = judge(build_facts(documents, CATALOG.place("cn").forms), CATALOG, as_of=AS_OF)
    names = ("document", "rule", "severity", "at", "message", "value", "expected")
    plain = sorted(tuple(str(record[n]) for n in names) for record in judgement.findings())
    lake = sorted(tuple(map(str, row)) for row in read(out, "findings").select(names).rows())
    assert lake == plain
    assert len(plain) > 150
    # Links see last year's partition of the same place.
    assert counts.rules["goal.target_far_below_history"] > 0
    scores = {(s["document"], s["grade"]) for s in judgement.scores()}
    stages = read(out, "scores").filter(pl.col("stage") == "self_evaluation")
    assert set(stages.select("document", "grade").rows()) == scores
    assert counts.documents == len(documents)


@pytest.mark.parametrize("rows", [1, 500, 10_000_000])
def test_the_size_of_a_batch_changes_nothing(lake, told, tmp_path, rows):
    counts = judge_lake(lake.folder, tmp_path, as_of=AS_OF, messages=True, batch_rows=rows)
    for name in ("findings", "scores"):
        assert read(tmp_path, name).equals(read(told[0], name))
    assert counts == told[1]


def test_without_sentences_the_same_rows(lake, told, tmp_path):
    judge_lake(lake.folder, tmp_path, as_of=AS_OF)
    findings = read(tmp_path, "findings")
    assert findings.columns == ["jurisdiction", "fiscal_year", "document", "rule", "severity", "row", "at"]
    assert findings.equals(read(told[0], "findings").select(findings.columns).sort(pl.all()))


def test_the_summary_says_what_the_run_rests_on(told):
    out, counts = told
    summary = json.loads((out / SUMMARY).read_text("utf-8"))
    assert summary["rulebook"] == CATALOG.version
    assert summary["as_of"] == "2022-03-15"
    assert len(summary["facts"]) == 64
    assert summary["findings"]["total"] == sum(counts.rules.values()) == len(read(out, "findings"))
    assert sum(summary["grades"].values()) == len(read(out, "scores"))
    part = next((out / "findings").glob("*.parquet"))
    assert pl.read_parquet_metadata(part)["rulebook"] == CATALOG.version


def test_places_with_the_same_ids_do_not_mix(documents, tmp_path):
    for n, place in enumerate(("360829", "110105")):
        told = [{**d, "id": f"x{k}", "jurisdiction": place} for k, d in enumerate(documents[n : n + 20])]
        (tmp_path / f"{place}.json").write_text(json.dumps(told), "utf-8")
    export(Lake.create(tmp_path / "lake"), sources_of([tmp_path], CATALOG, "cn"), CATALOG)
    (tmp_path / "together").mkdir()
    judge_lake(tmp_path / "lake", tmp_path / "together", as_of=AS_OF)
    judge_lake(tmp_path / "lake", tmp_path / "apart", as_of=AS_OF, batch_rows=1)
    for name in ("findings", "scores"):
        assert read(tmp_path / "together", name).equals(read(tmp_path / "apart", name))


def test_batches_keep_places_of_one_rulebook_and_year_together(lake):
    told = batches(lake.records, CATALOG, rows=10_000_000)
    assert [(b.place, [s.jurisdiction for s in b.slots]) for b in told] == [
        ("440112", ["440112"]),
        ("440112", ["440112"]),
        ("cn", ["110105", "360829"]),
        ("cn", ["110105", "360829"]),
    ]
    assert len(batches(lake.records, CATALOG, rows=1)) == 6


def test_another_facts_schema_is_one_clear_message(lake, tmp_path):
    folder = tmp_path / "lake"
    folder.mkdir()
    for name in ("lake.json",):
        (folder / name).write_bytes((lake.folder / name).read_bytes())
    path = folder / "parts" / f"{Slot('440112', 2021).folder}.json"
    path.parent.mkdir(parents=True)
    record = lake.records[Slot("440112", 2021)].model_copy(update={"schema_digest": "0" * 16})
    path.write_text(record.model_dump_json(), "utf-8")
    with pytest.raises(InputError, match=r"440112 2021 年 是按另一套字段导出的.*重新导出") as told:
        judge_lake(folder, tmp_path / "out", as_of=AS_OF)
    assert CATALOG.version in str(told.value)
    assert not (tmp_path / "out").exists()


def test_results_never_overwrite_other_files(lake, tmp_path):
    (tmp_path / "letter.docx").write_text("x", "utf-8")
    with pytest.raises(InputError, match=r"letter\.docx"):
        judge_lake(lake.folder, tmp_path, as_of=AS_OF)
