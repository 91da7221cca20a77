"""The rows of the summary of one indicator."""

from typing import Any

import numpy as np
import pyarrow as pa

from leveller.workbench.systems.evidence.store import layout
from leveller.workbench.systems.evidence.store.summaries import countries, latest, positions, trends
from leveller.workbench.systems.evidence.store.summaries.blocks import NUMBERS, Block, Ints

TEXT, DAY, NUMBER, INT = pa.string(), pa.date32(), pa.float64(), pa.int32()

FIGURE = [
    ("period", TEXT),
    ("period_start", DAY),
    ("period_end", DAY),
    *((name, NUMBER) for name in NUMBERS),
    ("note", TEXT),
    ("row", INT),
]
COMPARED = ("value", "lower95", "upper95", "count", "denominator", "row")
PREVIOUS = ("period", "period_start", "period_end", *COMPARED)
COUNTRY = COMPARED
SPREAD = ("minimum", "lower_quartile", "median", "upper_quartile", "maximum")

SCHEMA = pa.schema(
    [
        ("place", TEXT),
        ("indicator", TEXT),
        ("sex", TEXT),
        ("age", TEXT),
        *FIGURE,
        *((f"previous_{name}", layout.SCHEMA.field(name).type) for name in PREVIOUS),
        *((f"country_{name}", layout.SCHEMA.field(name).type) for name in COUNTRY),
        *((name, NUMBER) for name in SPREAD),
        ("rank", INT),
        ("compared", INT),
        ("points", INT),
        ("trend", TEXT),
        ("trend_reason", TEXT),
    ]
)


def summarise(block: Block) -> pa.Table:
    starts = latest.series_starts(block)
    last = latest.latest_rows(block, starts)
    previous = latest.previous_rows(block, starts, last)
    chosen = latest.chosen_series(block, starts, last)
    rows = last[chosen]
    own = _figures(block, rows, ["place", "sex", "age", *(name for name, _ in FIGURE)])
    standing = positions.positions(block, rows)
    direction, reason = trends.trends(block, starts[chosen], rows)
    columns = {
        **own,
        "indicator": pa.array([block.indicator] * len(rows)),
        **_prefixed("previous", _figures(block, previous[chosen], PREVIOUS)),
        **_prefixed("country", _figures(block, countries.country_rows(block, rows), COUNTRY)),
        **{name: pa.array(getattr(standing, name), from_pandas=True) for name in SPREAD},
        "rank": pa.array(standing.rank),
        "compared": pa.array(standing.of),
        "points": pa.array(_points(block, starts)[chosen]),
        "trend": pa.array(direction),
        "trend_reason": pa.array(reason),
    }
    return pa.table({name: columns[name].cast(SCHEMA.field(name).type) for name in SCHEMA.names})


def _figures(block: Block, rows: Ints, names: Any) -> dict[str, Any]:
    taken = block.take(rows)
    return {name: taken.column(name) for name in names}


def _prefixed(prefix: str, columns: dict[str, Any]) -> dict[str, Any]:
    return {f"{prefix}_{name}": column for name, column in columns.items()}


def _points(block: Block, starts: Ints) -> Ints:
    """How many figures each series has."""
    return np.add.reduceat((~np.isnan(block.value)).astype(np.int64), starts)
