"""Observations into Parquet, in the columns and the order that the rest of the house reads."""

from pathlib import Path

from leveller.workbench.systems.evidence.observations.said import Connection

ROW_GROUP = 8192  # small enough that reading one place decodes little
SELECT = """
    SELECT i.key AS indicator, p.code AS place, t.label AS period,
        t.starts AS period_start, t.ends AS period_end,
        coalesce(nullif(w.sex_is, ''), i.sex, '') AS sex,
        w.age_is AS age, w.age_starts AS age_from, w.age_ends AS age_to,
        w.breakdown_is AS breakdown, w.kind AS breakdown_kind,
        w.category_is AS category, w.rank AS category_order,
        o.value, o.lower95, o.upper95, o.lower998, o.upper998, o."count", o.denominator,
        coalesce(o.note, '') AS note, o.row::INTEGER AS row
    FROM observation o
    JOIN subject_ordered i ON i.id = o.subject JOIN place_ordered p ON p.id = o.place
    JOIN period t ON t.id = o.period JOIN people_ordered w ON w.id = o.people"""
# By position instead of by text: comparing whole numbers makes the sort three times as quick.
ORDER = "i.position, w.breakdown_position, p.position, sex, age_from, t.starts, w.position, row"
ORDERED = {
    "subject": "dense_rank() OVER (ORDER BY key) AS position",
    "place": "dense_rank() OVER (ORDER BY code) AS position",
    "people": "dense_rank() OVER (ORDER BY breakdown_is) AS breakdown_position, "
    "dense_rank() OVER (ORDER BY age_is, category_is) AS position",
}


def write(connection: Connection, target: Path) -> None:
    """Write `observation` to a Parquet file, sorted for reading one indicator at a time."""
    _order(connection)
    connection.execute(
        f"COPY ({SELECT} ORDER BY {ORDER}) TO '{target}' "
        f"(FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {ROW_GROUP})"
    )


def _order(connection: Connection) -> None:
    for name, positions in ORDERED.items():
        connection.execute(
            f"CREATE OR REPLACE TEMP TABLE {name}_ordered AS SELECT *, {positions} FROM {name}"
        )


def preview(connection: Connection, limit: int = 10) -> tuple[list[str], list[tuple[object, ...]]]:
    """The first observations in the order of the file: headings and rows."""
    _order(connection)
    found = connection.execute(f"{SELECT} ORDER BY o.row, o.block LIMIT {limit}")
    return [column[0] for column in found.description], found.fetchall()
