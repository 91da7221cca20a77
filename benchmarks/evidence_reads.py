"""Point reads: the row-group reader of the store against DuckDB on the same files.

`python -m benchmarks.evidence_reads --home FOLDER`, where the folder holds the store that
`benchmarks.evidence_pages` built. Each figure is the median of the processor's milliseconds; DuckDB
keeps one connection with one thread and its caches of Parquet metadata on.
"""

import argparse
import random
import time
from collections.abc import Callable
from statistics import median

import duckdb

from benchmarks import evidence_store

Read = Callable[[], object]


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--home", required=True)
    evidence_store.start(options.parse_args().home)
    from leveller.workbench.systems.evidence.store import groups

    print(f"{'':34}{'DuckDB':>9}{'cold':>9}{'warm':>9}   ms")
    for name, (by_duckdb, by_groups) in reads().items():
        groups.forget()
        cold = [timed(read) for read in by_groups]
        warm = [timed(read) for read in by_groups]
        [timed(read) for read in by_duckdb[:2]]
        others = [timed(read) for read in by_duckdb]
        print(f"{name:34}{median(others):>9.1f}{median(cold):>9.1f}{median(warm):>9.1f}")


def timed(read: Read) -> float:
    begun = time.process_time()
    read()
    return 1000 * (time.process_time() - begun)


def reads(times: int = 15) -> dict[str, tuple[list[Read], list[Read]]]:
    from leveller.workbench.ground.records.models import Release
    from leveller.workbench.systems.evidence.store import figures, layout, reader, summaries

    connection = duckdb.connect(config={"threads": 1, "memory_limit": "256MB"})
    connection.execute("SET parquet_metadata_cache = true")
    chosen = random.Random(1)
    everything = list(Release.objects.values_list("sha256", flat=True))
    by_title = dict(Release.objects.values_list("title", "sha256"))
    columns = ", ".join(f'"{name}"' for name in figures.COLUMNS)

    def sql(files: list[str], what: str, condition: str, *values: str) -> Read:
        query = f"SELECT {what} FROM read_parquet(?) WHERE {condition}"
        return lambda: connection.execute(query, [files, *values]).fetchall()

    def path(sha256: str, file: str = layout.OBSERVATIONS) -> str:
        return str(layout.folder(sha256) / file)

    found: dict[str, tuple[list[Read], list[Read]]] = {
        name: ([], [])
        for name in ("one series", "one period, 335 places", "one place, every release")
    }
    for _ in range(times):
        number = chosen.randrange(len(evidence_store.INDICATORS))
        key, council = evidence_store.INDICATORS[number], chosen.choice(evidence_store.COUNCILS)
        release = by_title[f"Councils, part {number // evidence_store.A_RELEASE + 1}"]
        series = {"indicator": [key], "breakdown": [""], "place": [council]}
        across = {"indicator": [key], "breakdown": [""], "period": ["2023"], "sex": ["persons"]}
        add = found["one series"]
        add[0].append(
            sql(
                [path(release)],
                columns,
                "indicator = ? AND breakdown = '' AND place = ?",
                key,
                council,
            )
        )
        add[1].append(lambda r=release, w=series: reader.select(r, w, figures.COLUMNS))
        add = found["one period, 335 places"]
        where = "indicator = ? AND breakdown = '' AND period = '2023' AND sex = 'persons'"
        add[0].append(sql([path(release)], columns, where, key))
        add[1].append(lambda r=release, w=across: reader.select(r, w, figures.COLUMNS))
        add = found["one place, every release"]
        files = [path(sha256, layout.SUMMARY) for sha256 in everything]
        add[0].append(sql(files, "*", "place = ?", council))
        add[1].append(
            lambda w={"place": [council]}: reader.select_each(
                everything, w, summaries.SCHEMA.names, layout.SUMMARY
            )
        )
    return found


if __name__ == "__main__":
    main()
