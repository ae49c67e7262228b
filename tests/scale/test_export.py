"""What gets into a lake: whole partitions, each document once, work done before a break kept."""

import json

import polars as pl
import pytest
from tests.scale.made import PLACES, YEARS, write_filings

from wenxiao.core.errors import InputError
from wenxiao.rulebook import load_catalog
from wenxiao.scale import export as exporting
from wenxiao.scale.export import Source, export
from wenxiao.scale.lake import Lake
from wenxiao.scale.places_on_disk import Slot, slot_of
from wenxiao.scale.sources import sources_of

CATALOG = load_catalog()


def put(folder, *paths, **words):
    return export(Lake.create(folder), sources_of(paths, CATALOG, "cn"), CATALOG, **words)


def heads(folder, slot, table="self_evaluation"):
    record = Lake.open(folder).records[slot]
    return pl.read_parquet(folder / record.tables[table].file, hive_partitioning=False)


def test_one_partition_for_each_place_and_year(lake):
    assert set(lake.records) == {Slot(place, year) for place in PLACES for year in YEARS}
    for slot, record in lake.records.items():
        assert record.documents == 25
        for name, told in record.tables.items():
            assert told.file.startswith(f"facts/{name}/{slot.folder}/")
            assert len(pl.read_parquet(lake.folder / told.file, hive_partitioning=False)) == told.rows
    # Targets are columns: nothing has to be read from text again.
    rows = heads(lake.folder, Slot("440112", 2021), "self_evaluation.indicators")
    assert rows["target_kind"].null_count() == 0
    assert rows["target_value"].drop_nulls().len() > 50


def test_replaced_whole_or_added_to(filings, tmp_path):
    slot = Slot("440112", 2021)
    told = json.loads((filings / "440112-2021.json").read_text("utf-8"))
    put(tmp_path / "lake", filings)
    before = heads(tmp_path / "lake", slot)
    changed = {**told[0], "claimed_total": "1"}
    fresh = {**told[1], "subject": {**told[1]["subject"], "code": "P9"}}
    (tmp_path / "late.json").write_text(json.dumps([changed, fresh]), "utf-8")
    done = put(tmp_path / "lake", tmp_path / "late.json", append=True)
    after = heads(tmp_path / "lake", slot)
    assert (done.partitions, done.documents, done.repeated) == (1, 26, 1)
    assert len(after) == len(before) + 1
    assert after.filter(pl.col("claimed_total_cp") == 100).height == 1
    rows = heads(tmp_path / "lake", slot, "self_evaluation.indicators")
    assert rows.select("document", "row").is_unique().all()
    done = put(tmp_path / "lake", tmp_path / "late.json")
    assert (done.documents, len(heads(tmp_path / "lake", slot))) == (2, 2)
    other = Slot("440112", 2020)
    assert len(heads(tmp_path / "lake", other)) == 20
    # Nothing is left of what was replaced.
    files = {
        p.relative_to(tmp_path / "lake").as_posix() for p in (tmp_path / "lake" / "facts").rglob("*.parquet")
    }
    lake = Lake.open(tmp_path / "lake")
    assert files == {t.file for r in lake.records.values() for t in r.tables.values()}


def test_the_later_copy_counts(filings, tmp_path):
    told = json.loads((filings / "440112-2021.json").read_text("utf-8"))
    for name, total in (("a", "11"), ("b", "22")):
        text = json.dumps([{**told[0], "claimed_total": total}])
        (tmp_path / f"{name}.json").write_text(text, "utf-8")
    done = put(tmp_path / "lake", tmp_path / "a.json", tmp_path / "b.json")
    assert (done.documents, done.repeated) == (1, 1)
    assert heads(tmp_path / "lake", Slot("440112", 2021))["claimed_total_cp"].to_list() == [2200]


def test_a_broken_run_goes_on_where_it_stopped(filings, tmp_path, monkeypatch):
    lake = Lake.create(tmp_path / "lake")
    sources = sources_of([filings], CATALOG, "cn")
    read = []
    watched = [Source(s.name, s.key, lambda s=s: read.append(s.name) or s.read()) for s in sources]

    def fail(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr(Lake, "commit", fail)
    with pytest.raises(KeyboardInterrupt):
        export(lake, watched, CATALOG)
    assert len(read) == 6
    assert not Lake.open(tmp_path / "lake").records
    monkeypatch.undo()
    done = export(lake, watched, CATALOG)
    assert len(read) == 6
    assert done.partitions == 6
    assert not (tmp_path / "lake" / exporting.STAGING).exists()


def test_a_file_that_cannot_be_read_is_named_and_the_others_are_in(filings, tmp_path):
    (tmp_path / "bad.json").write_text("{", "utf-8")
    done = put(tmp_path / "lake", tmp_path / "bad.json", filings / "440112-2021.json")
    assert done.partitions == 1
    assert "bad.json" in next(iter(done.faults.values()))


def test_a_folder_with_other_things_is_refused(tmp_path):
    (tmp_path / "notes.txt").write_text("x", "utf-8")
    with pytest.raises(InputError, match="不是事实库"):
        Lake.open(tmp_path)
    with pytest.raises(InputError, match="换一个空文件夹"):
        Lake.create(tmp_path)


@pytest.mark.parametrize("slot", [Slot(None, None), Slot("../../etc", 2021), Slot("甲 区/乙", 2020)])
def test_names_of_folders_are_safe_and_come_back(slot):
    assert len(slot.folder.split("/")) == 2
    assert slot_of(slot.folder) == slot


def test_filings_without_a_place_take_the_one_given(tmp_path):
    folder = tmp_path / "f"
    folder.mkdir()
    write_filings(folder, 3)
    file = folder / "440112-2021.json"
    told = [{**d, "jurisdiction": None} for d in json.loads(file.read_text("utf-8"))]
    file.write_text(json.dumps(told), "utf-8")
    export(Lake.create(tmp_path / "lake"), sources_of([file], CATALOG, "990112"), CATALOG)
    assert list(Lake.open(tmp_path / "lake").records) == [Slot("990112", 2021)]
