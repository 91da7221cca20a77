"""Observations into Parquet, in the columns and the order that the rest of the house reads.

Positions are sorted, not texts: a text is looked up only when its row is written.
"""

from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from leveller.workbench.systems.evidence.observations.said import Connection
from leveller.workbench.systems.evidence.store import layout

AT_A_TIME = 8 * layout.ROWS_A_GROUP
IDS = ("subject", "place", "period", "people")
FIGURES = ("value", "lower95", "upper95", "lower998", "upper998", "count", "denominator")
SELECT = """
    SELECT i.key AS indicator, p.code AS place, t.label AS period,
        t.starts AS period_start, t.ends AS period_end,
        coalesce(nullif(w.sex_is, ''), i.sex, '') AS sex,
        w.age_is AS age, w.age_starts AS age_from, w.age_ends AS age_to,
        w.breakdown_is AS breakdown, w.kind AS breakdown_kind,
        w.category_is AS category, w.rank AS category_order,
        o.value, o.lower95, o.upper95, o.lower998, o.upper998, o."count", o.denominator,
        coalesce(o.note, '') AS note, o.row::INTEGER AS row
    FROM observation o JOIN subject i ON i.id = o.subject JOIN place p ON p.id = o.place
    JOIN period t ON t.id = o.period JOIN people w ON w.id = o.people"""
# Each table of distinct texts with the rank of each of its rows in the order of the file.
DISTINCT = {
    "subject": "SELECT id, key AS indicator, coalesce(sex, '') AS subject_sex, "
    "dense_rank() OVER (ORDER BY key) AS indicator_rank FROM subject",
    "place": "SELECT id, code AS place, dense_rank() OVER (ORDER BY code) AS place_rank FROM place",
    "period": "SELECT id, label AS period, starts AS period_start, ends AS period_end, "
    "dense_rank() OVER (ORDER BY starts) AS period_rank FROM period",
    "people": "SELECT id, sex_is AS own_sex, age_is AS age, age_starts AS age_from, "
    "age_ends AS age_to, breakdown_is AS breakdown, kind AS breakdown_kind, "
    "category_is AS category, rank AS category_order, "
    "dense_rank() OVER (ORDER BY breakdown_is) AS breakdown_rank, "
    "dense_rank() OVER (ORDER BY age_starts, age_is, category_is) AS people_rank FROM people",
}
Ints = npt.NDArray[np.int64]


class _Distinct:
    """The tables of distinct texts, the row of each at the position of its id."""

    def __init__(self, connection: Connection) -> None:
        self.tables = {
            name: connection.sql(f"{select} ORDER BY id").to_arrow_table().combine_chunks()
            for name, select in DISTINCT.items()
        }

    def rank(self, table: str, column: str) -> Ints:
        found: Ints = self.tables[table].column(column).to_numpy().astype(np.int64)
        return found

    def texts(self, ids: pa.Table) -> dict[str, pa.ChunkedArray]:
        """What the ids of some rows stand for, by column."""
        found = {}
        for name, table in self.tables.items():
            taken = table.take(ids.column(name))
            found |= dict(zip(taken.column_names, taken.columns, strict=True))
        return found


def write(connection: Connection, target: Path) -> None:
    """Write `observation` to a Parquet file, sorted for reading one indicator at a time."""
    figures = ", ".join(f'"{name}"' for name in FIGURES)
    held = (
        connection.sql(
            f"SELECT {', '.join(IDS)}, row::INTEGER AS row, {figures}, coalesce(note, '') AS note "
            "FROM observation"
        )
        .to_arrow_table()
        .combine_chunks()
    )
    distinct = _Distinct(connection)
    order = _order(held, distinct)
    with pq.ParquetWriter(target, layout.SCHEMA, **layout.options(layout.SCHEMA)) as writer:
        for start in range(0, len(order), AT_A_TIME):
            rows = held.take(pa.array(order[start : start + AT_A_TIME]))
            writer.write_table(_laid(rows, distinct), row_group_size=layout.ROWS_A_GROUP)


def _order(held: pa.Table, distinct: _Distinct) -> Ints:
    """Indicator, breakdown, place; within them sex, age and period; the row of the file last."""
    ids = {name: held.column(name).to_numpy() for name in IDS}
    subject, people = ids["subject"], ids["people"]
    whose = _mixed(
        distinct.rank("subject", "indicator_rank")[subject],
        distinct.rank("people", "breakdown_rank")[people],
        distinct.rank("place", "place_rank")[ids["place"]],
    )
    what = _mixed(
        _sex_ranks(distinct)[subject, people],
        _age_ranks(distinct)[people],
        distinct.rank("period", "period_rank")[ids["period"]],
        distinct.rank("people", "people_rank")[people],
    )
    return np.lexsort((held.column("row").to_numpy(), what, whose))


def _mixed(*ranks: Ints) -> Ints:
    """One number a row that sorts as all of the ranks do, the first before the second …"""
    found = np.zeros(len(ranks[0]), np.int64)
    for rank in ranks:
        found = found * (int(rank.max(initial=0)) + 1) + rank
    return found


def _sex_ranks(distinct: _Distinct) -> Ints:
    """By subject and people, since an indicator may be of one sex where the rows don't say."""
    of_subject = distinct.tables["subject"].column("subject_sex").to_pylist()
    of_people = distinct.tables["people"].column("own_sex").to_pylist()
    words = sorted({word or "" for word in [*of_subject, *of_people, ""]})
    rank = {word: number for number, word in enumerate(words)}
    table = [[rank[own or sex] for own in of_people] for sex in of_subject]
    return np.array(table, np.int64).reshape(len(of_subject), len(of_people))


def _age_ranks(distinct: _Distinct) -> Ints:
    """An age that isn't known stands last."""
    column = distinct.tables["people"].column("age_from")
    found: Ints = pc.fill_null(column.cast(pa.int64()), 1 << 15).to_numpy()
    return found


def _laid(rows: pa.Table, distinct: _Distinct) -> pa.Table:
    columns = distinct.texts(rows)
    own = columns["own_sex"]
    is_told = pc.fill_null(pc.not_equal(own, ""), False)
    columns["sex"] = pc.if_else(is_told, own, columns["subject_sex"])
    columns |= {name: rows.column(name) for name in (*FIGURES, "note", "row")}
    laid = pa.table([columns[name] for name in layout.SCHEMA.names], layout.SCHEMA.names)
    return laid.cast(layout.SCHEMA)


def preview(connection: Connection, limit: int = 10) -> tuple[list[str], list[tuple[object, ...]]]:
    """The first observations in the order of the file: headings and rows."""
    found = connection.execute(f"{SELECT} ORDER BY o.row, o.block LIMIT {limit}")
    return [column[0] for column in found.description], found.fetchall()
