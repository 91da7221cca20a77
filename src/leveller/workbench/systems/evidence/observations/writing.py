"""Observations into Parquet, in the columns and the order that the rest of the house reads."""

from pathlib import Path

from leveller.workbench.systems.evidence.observations.said import Connection

ROW_GROUP = 8192  # small enough that reading one place decodes little
ORDER = "indicator, breakdown, place, sex, age_from, period_start, age, category, row"
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
    JOIN subject i ON i.id = o.subject JOIN place p ON p.id = o.place
    JOIN period t ON t.id = o.period JOIN people w ON w.id = o.people"""


def write(connection: Connection, target: Path) -> None:
    """Write `observation` to a Parquet file, sorted for reading one indicator at a time."""
    connection.execute(
        f"COPY ({SELECT} ORDER BY {ORDER}) TO '{target}' "
        f"(FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {ROW_GROUP})"
    )


def preview(connection: Connection, limit: int = 10) -> tuple[list[str], list[tuple[object, ...]]]:
    """The first observations in the order of the file: headings and rows."""
    found = connection.execute(f"{SELECT} ORDER BY o.row, o.block LIMIT {limit}")
    return [column[0] for column in found.description], found.fetchall()
