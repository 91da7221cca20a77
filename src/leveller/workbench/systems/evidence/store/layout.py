"""Where the files of a release lie, and their columns: the contract of writer and reader."""

import re
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from django.conf import settings

OBSERVATIONS = "observations.parquet"
SUMMARY = "summary.parquet"
BOUNDARIES = "boundaries.parquet"
SHA256 = re.compile(r"^[0-9a-f]{64}$")

SORT_ORDER = ("indicator", "breakdown", "place", "sex", "age_from", "period_start")
# Small enough that a point read decodes little, large enough that the footer of a file with
# 5,000,000 observations is parsed in some 40 ms. See
# docs/decisions/point-reads-without-a-query-engine.md.
ROWS_A_GROUP = 8192

TEXT, DAY, SHORT, NUMBER = pa.string(), pa.date32(), pa.int16(), pa.float64()
SCHEMA = pa.schema(
    [
        ("indicator", TEXT),
        ("place", TEXT),
        ("period", TEXT),
        ("period_start", DAY),
        ("period_end", DAY),
        ("sex", TEXT),
        ("age", TEXT),
        ("age_from", SHORT),
        ("age_to", SHORT),
        ("breakdown", TEXT),
        ("breakdown_kind", TEXT),
        ("category", TEXT),
        ("category_order", SHORT),
        ("value", NUMBER),
        ("lower95", NUMBER),
        ("upper95", NUMBER),
        ("lower998", NUMBER),
        ("upper998", NUMBER),
        ("count", NUMBER),
        ("denominator", NUMBER),
        ("note", TEXT),
        ("row", pa.int32()),
    ]
)


def folder(sha256: str) -> Path:
    """The folder of a release. ValueError for what isn't a hash: no path can be smuggled in."""
    if not SHA256.match(sha256):
        raise ValueError(f"{sha256[:80]!r} is not the address of a release.")
    return Path(settings.RELEASES) / sha256


def options(schema: pa.Schema) -> dict[str, Any]:
    """How Parquet is written here. Figures repeat too seldom for a dictionary to pay."""
    repeating = [f.name for f in schema if f.type not in (NUMBER, pa.int32())]
    return {"compression": "zstd", "use_dictionary": repeating, "store_schema": False}


def write(table: pa.Table, path: Path) -> None:
    """Write a table that is sorted already, in row groups of the size that reads are tuned to."""
    pq.write_table(table, path, row_group_size=ROWS_A_GROUP, **options(table.schema))
