"""How long a Fingertips CSV of a million rows takes: `python -m benchmarks.import_fingertips`.

Generates the file from a fixed seed in a temporary folder, imports it by the command as a process
of its own into an empty store, and sets it beside a bare load of the same file into DuckDB with
three checks, as a process of its own too. Time of the clock, of the processors, and the peak of
memory of each. On a machine that does other work too, the ratio tells more than the seconds.
"""

import tempfile
from pathlib import Path

from benchmarks.machine import yardstick
from benchmarks.outcomes import Outcome, say
from benchmarks.processes import COMMAND, timed

ROWS, INDICATORS, AREAS, SEED = 1_000_000, 50, 1000, 0.42
SECONDS, MEBIBYTES = 10, 1024  # what the import may take at most on two free cores
GENERATE = """
COPY (
    WITH r AS (
        SELECT i, i // {per} AS ind, (i // {years}) % {areas} AS area, i % {years} AS per,
            50 + hash(i) % 1000 / 37.0 AS value, 1000 + hash(i) % 9000 AS n
        FROM range({rows}) t(i))
    SELECT 95000 + ind AS "Indicator ID",
        'Indicator number ' || ind || ': percentage of adults, current method' AS "Indicator Name",
        CASE WHEN area > 0 THEN 'E92000001' END AS "Parent Code",
        CASE WHEN area > 0 THEN 'England' END AS "Parent Name",
        CASE WHEN area = 0 THEN 'E92000001' ELSE 'E0' || (7000000 + area) END AS "Area Code",
        CASE WHEN area = 0 THEN 'England' ELSE 'District ' || area END AS "Area Name",
        CASE WHEN area = 0 THEN 'England' ELSE 'Districts & UAs (from Apr 2021)' END AS "Area Type",
        'Persons' AS "Sex", '18+ yrs' AS "Age", NULL AS "Category Type", NULL AS "Category",
        (2001 + per) || '/' || right((2002 + per)::VARCHAR, 2) AS "Time period",
        round(value, 6) AS "Value", round(value - 5, 6) AS "Lower CI 95.0 limit",
        round(value + 5, 6) AS "Upper CI 95.0 limit", round(value - 8, 6) AS "Lower CI 99.8 limit",
        round(value + 8, 6) AS "Upper CI 99.8 limit", n AS "Count", n * 3 AS "Denominator",
        CASE WHEN n % 97 = 0 THEN 'Aggregated from all known lower geography values' END
            AS "Value note",
        'Cannot be calculated' AS "Recent Trend",
        'Similar' AS "Compared to England value or percentiles",
        'Not compared' AS "Compared to Region value or percentiles",
        (2001 + per) * 10000 AS "Time period Sortable", NULL AS "New data",
        NULL AS "Compared to goal", '1y' AS "Time period range"
    FROM r) TO '{file}' (HEADER)"""
BARE = """
import duckdb, sys
c = duckdb.connect()
rows = f"read_csv('{sys.argv[1]}', all_varchar=true, header=true)"
c.execute(f"CREATE TABLE t AS SELECT * FROM {rows}")
key = '"Indicator ID", "Area Code", "Sex", "Age", "Category Type", "Category", "Time period"'
for check in (
    'SELECT count(*) FROM t WHERE try_cast("Value" AS DOUBLE) IS NULL',
    f'SELECT count(*) FROM (SELECT {key} FROM t GROUP BY ALL HAVING count(*) > 1)',
    'SELECT count(*) FROM t WHERE "Value"::DOUBLE NOT BETWEEN "Lower CI 95.0 limit"::DOUBLE '
    'AND "Upper CI 95.0 limit"::DOUBLE',
):
    assert c.execute(check).fetchall() == [(0,)]
"""


def generate(file: Path) -> None:
    import duckdb

    years = ROWS // INDICATORS // AREAS
    duckdb.execute(f"SELECT setseed({SEED})")
    duckdb.execute(
        GENERATE.format(per=ROWS // INDICATORS, years=years, areas=AREAS, rows=ROWS, file=file)
    )


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="leveller-bench-") as folder:
        file, home = Path(folder) / "fingertips.csv", Path(folder) / "home"
        generate(file)
        size = file.stat().st_size / 1e6
        timed(COMMAND, "setup", home=home)
        bare = timed(BARE, str(file), home=home)
        taken = timed(COMMAND, "import", str(file), home=home)
    print(f"A Fingertips CSV of {ROWS:,} rows x 27 columns, {size:.0f} MB")
    print(f"{'':28} {'clock':>8}   {'processor':>8}   {'peak':>8}")
    print(f"{'bare load with three checks':28} {bare}")
    print(f"{'leveller import':28} {taken}")
    print(
        f"ratio to the bare load: {taken.clock / bare.clock:.2f} by the clock, "
        f"{taken.processor / bare.processor:.2f} by the processor"
    )
    print(f"to keep: {SECONDS} s and {MEBIBYTES} MiB on two free cores; {yardstick()}")
    what, peer = f"import of {ROWS:,} rows", "bare load"
    say(
        Outcome(f"{what}, clock", taken.clock, "s", SECONDS, peer, bare.clock),
        Outcome(f"{what}, processor", taken.processor, "s", None, peer, bare.processor),
        Outcome(f"{what}, memory", taken.mebibytes, "MiB", MEBIBYTES, peer, bare.mebibytes),
    )


if __name__ == "__main__":
    main()
