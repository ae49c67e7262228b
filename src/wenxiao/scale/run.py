"""A whole run over a lake: check, judge every batch on the chosen engine, write what it rests on."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from datetime import date
from pathlib import Path

from wenxiao.core.errors import InputError
from wenxiao.rulebook import load_catalog
from wenxiao.scale.batches import BATCH_ROWS, Batch, batches
from wenxiao.scale.judge import Counts, Job, as_json, judge_batch
from wenxiao.scale.lake import Lake
from wenxiao.scale.places_on_disk import put_whole

SUMMARY = "judgement.json"
AT_ONCE = 2
Tell = Callable[[int, int, str], None]
Engine = Callable[[Job, Lake, Sequence[Batch], Tell], Counts]


def judge_lake(
    folder: Path,
    out: Path,
    *,
    as_of: date,
    overlays: Sequence[Path] = (),
    allow_code: bool = False,
    messages: bool = False,
    batch_rows: int = BATCH_ROWS,
    engine: Engine | None = None,
    tell: Tell | None = None,
) -> Counts:
    """Judge every partition of a lake and write ``findings``, ``scores`` and ``judgement.json`` below ``out``.

    ``engine`` runs the batches (this machine when not given). Raises InputError when there is no lake,
    when it was written under other columns, or when ``out`` holds something else than results.
    """
    catalog, lake = load_catalog(overlays, allow_code=allow_code), Lake.open(folder)
    lake.check_schemas(lake.records, catalog)
    todo = batches(lake.records, catalog, batch_rows)
    _clear(out)
    job = Job(
        folder.resolve(), out.resolve(), as_of, tuple(Path(o).resolve() for o in overlays), allow_code, catalog.version,
        messages,
    )  # fmt: skip
    counts = (engine or on_this_machine)(job, lake, todo, tell or (lambda *_: None))
    digest = hashlib.sha256(
        "\n".join(f"{s.folder} {r.digest}" for s, r in lake.records.items()).encode()
    ).hexdigest()
    told = {"rulebook": catalog.version, "as_of": as_of.isoformat(), "facts": digest,
            "partitions": len(lake.records), "batches": len(todo), **as_json(counts)}  # fmt: skip
    text = json.dumps(told, ensure_ascii=False, indent=1) + "\n"
    # The summary comes last: a folder without it is a run that did not finish.
    put_whole(out / SUMMARY, lambda draft: draft.write_text(text, encoding="utf-8"))
    return counts


def on_this_machine(job: Job, lake: Lake, todo: Sequence[Batch], tell: Tell) -> Counts:
    """Judge a few batches at a time: while one is read from disk another is judged.

    No more than ``AT_ONCE`` batches are ever in memory.
    """
    total, catalog = Counts(), job.catalog()
    with ThreadPoolExecutor(AT_ONCE) as pool:
        futures = {pool.submit(judge_batch, job, lake, batch, catalog): batch for batch in todo}
        try:
            for number, future in enumerate(as_completed(futures), 1):
                total.add(future.result())
                tell(number, len(todo), futures[future].label)
        except BaseException:
            pool.shutdown(cancel_futures=True)
            raise
    return total


def _clear(out: Path) -> None:
    """Make room for results; only results of an earlier run are removed."""
    known = {SUMMARY, "findings", "scores"}
    strange = sorted(p.name for p in out.iterdir() if p.name not in known) if out.is_dir() else []
    if strange:
        raise InputError(f"{out} 里有别的文件（{strange[0]} 等），请换一个空文件夹存放判断结果。")
    (out / SUMMARY).unlink(missing_ok=True)
    for name in ("findings", "scores"):
        shutil.rmtree(out / name, ignore_errors=True)
        (out / name).mkdir(parents=True)
