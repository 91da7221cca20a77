"""Figures held against each other, in the table `observation`."""

from collections.abc import Collection

import pyarrow as pa

from leveller.workbench.systems.evidence.checking import reasons
from leveller.workbench.systems.evidence.checking.faults import FaultLog
from leveller.workbench.systems.evidence.checking.reasons import REASONS
from leveller.workbench.systems.evidence.observations.dimensions import PARTS
from leveller.workbench.systems.evidence.observations.layout import Part
from leveller.workbench.systems.evidence.observations.said import Connection, heading_of

KEY = "subject, place, period, people"
MEASURED = ("value", "lower95", "upper95", "lower998", "upper998", "count", "denominator")
ROUNDING = 1e-9  # relative; limits and value are often the same number written twice


def log_unparsed(connection: Connection, faults: FaultLog) -> None:
    """Rows in which a text came to nothing, by reason and column."""
    for name in PARTS:
        wrong = connection.execute(
            f"SELECT DISTINCT reason, part FROM {name} WHERE reason IS NOT NULL ORDER BY ALL"
        ).fetchall()
        for reason, part in wrong:
            faults.add_query(
                REASONS[reason],
                f"SELECT s.row, {heading_of(part)}, coalesce(s.{Part(part).sql}, ''), d.detail "
                f"FROM {name} d JOIN observation o ON o.{name} = d.id "
                "JOIN said s ON s.row = o.row AND s.block = o.block "
                f"WHERE d.reason = '{reason}' AND d.part = '{part}'",
            )


def log_intervals(connection: Connection, faults: FaultLog) -> None:
    for low, high in (("lower95", "upper95"), ("lower998", "upper998")):
        reversed_limits = f"o.{low} > o.{high}"
        outside = (
            f"(o.value < o.{low} - {ROUNDING} * abs(o.{low}) "
            f"OR o.value > o.{high} + {ROUNDING} * abs(o.{high}))"
        )
        detail = f"'From ' || o.{low} || ' to ' || o.{high} || '.'"
        _log(
            connection, faults, reasons.INTERVAL_REVERSED, reversed_limits, low, f"o.{low}", detail
        )
        _log(
            connection,
            faults,
            reasons.OUTSIDE_INTERVAL,
            f"o.{low} <= o.{high} AND {outside}",
            "value",
            "o.value",
            detail,
        )


def log_proportions(connection: Connection, faults: FaultLog) -> None:
    condition = (
        'o."count" > o.denominator AND o.subject IN (SELECT id FROM subject WHERE is_proportion)'
    )
    detail = "'The denominator is ' || o.denominator || '.'"
    _log(
        connection,
        faults,
        reasons.COUNT_ABOVE_DENOMINATOR,
        condition,
        "count",
        'o."count"',
        detail,
    )


def settle_repeats(connection: Connection, faults: FaultLog) -> int:
    """Collapse identical measurements; log those that differ. Gives the number that collapsed."""
    same = " AND ".join(f"o.{k} = r.{k}" for k in KEY.split(", "))
    connection.execute(
        f"CREATE TEMP TABLE often AS SELECT {KEY}, min(row) AS first_row FROM observation "
        f"WHERE good GROUP BY {KEY} HAVING count(*) > 1"
    )
    if not connection.execute("SELECT 1 FROM often LIMIT 1").fetchall():
        return 0
    measured = ", ".join(f'o."{name}"' for name in MEASURED)
    keys = ", ".join(f"r.{k}" for k in KEY.split(", "))
    connection.execute(
        f"CREATE TEMP TABLE repeated AS SELECT {keys}, first_row, "
        f"count(DISTINCT ({measured})) AS versions FROM often r "
        f"JOIN observation o ON {same} GROUP BY {keys}, first_row"
    )
    if connection.execute("SELECT 1 FROM repeated WHERE versions > 1 LIMIT 1").fetchall():
        _log_two_values(connection, faults, same)
    removed = connection.execute(
        f"""DELETE FROM observation o USING repeated r
        WHERE {same} AND r.versions = 1 AND o.row > r.first_row"""
    ).fetchall()
    return int(removed[0][0])


def _log_two_values(connection: Connection, faults: FaultLog, same: str) -> None:
    """Each row at fault names all rows of its measurement, with what they say."""
    others = "PARTITION BY o.subject, o.place, o.period, o.people"
    faults.add_query(
        reasons.TWO_VALUES,
        f"""SELECT s.row, {heading_of("value")}, s.value, 'Rows ' || rows || ' say ' || texts || '.'
        FROM (SELECT s.row, s.block, coalesce(s.value, '') AS value,
                string_agg(s.row, ' and ' ORDER BY s.row) OVER same AS rows,
                string_agg(coalesce(s.value, 'nothing'), ' and ' ORDER BY s.row)
                    OVER same AS texts
              FROM observation o JOIN repeated r ON {same} AND r.versions > 1
              JOIN said s ON s.row = o.row AND s.block = o.block
              WINDOW same AS ({others})) s""",
    )


def log_mixed_vintages(
    connection: Connection, faults: FaultLog, ended: Collection[str], begun: Collection[str]
) -> None:
    """Rows of the fewer of two vintages that never existed together, where both stand together.

    `ended` are codes that were no more on the day on which those of `begun` began.
    """
    for name, found in (("ended", ended), ("begun", begun)):
        connection.register("found", pa.table({"code": pa.array(list(found), pa.string())}))
        connection.execute(
            f"CREATE OR REPLACE TEMP TABLE {name} AS SELECT p.id FROM place p "
            "JOIN found USING (code)"
        )
        connection.unregister("found")
    mixed = (
        "SELECT subject, period FROM observation SEMI JOIN ended ON place = ended.id "
        "INTERSECT SELECT subject, period FROM observation SEMI JOIN begun ON place = begun.id"
    )
    fewer, why = ("ended", ENDED) if len(ended) <= len(begun) else ("begun", BEGUN)
    faults.add_query(
        reasons.MIXED_VINTAGES,
        f"""SELECT s.row, {heading_of("place")}, s.place, '{why}'
        FROM observation o JOIN {fewer} ON o.place = {fewer}.id
        JOIN ({mixed}) m ON m.subject = o.subject AND m.period = o.period
        JOIN said s ON s.row = o.row AND s.block = o.block""",
    )


ENDED = "It ended before other areas in the file began."
BEGUN = "It began only after other areas in the file had ended."


def _log(
    connection: Connection,
    faults: FaultLog,
    reason: reasons.Reason,
    condition: str,
    part: str,
    text: str,
    detail: str,
) -> None:
    """Look first, since most files have no such row and the join with what was said is dear."""
    if not connection.execute(f"SELECT 1 FROM observation o WHERE {condition} LIMIT 1").fetchall():
        return
    faults.add_query(
        reason,
        f"SELECT s.row, {heading_of(part)}, {text}::VARCHAR, {detail} FROM observation o "
        f"JOIN said s ON s.row = o.row AND s.block = o.block WHERE {condition}",
    )
