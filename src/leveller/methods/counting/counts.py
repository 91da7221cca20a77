"""Counting as a description says. The engine adds whole numbers up and does nothing else."""

from functools import reduce
from typing import TYPE_CHECKING

import pyarrow as pa

from leveller.methods.counting.description import (
    Bands,
    Description,
    DescriptionError,
    Records,
)
from leveller.methods.counting.engines import Engine

if TYPE_CHECKING:
    from ibis.expr.types import Table, Value


def count(description: Description, engine: Engine) -> pa.Table:
    """One row a group: the dimensions, then `events` and, with a population, `people`.

    Both are int64. A group is there when it has an event or a person; a dimension of which a
    record says nothing, or that its lookup doesn't know, is null and is a group as well, so that
    the events of all groups are the events. Rows are sorted by the dimensions, nulls last.
    Raises `DescriptionError` for a column that the records don't have.
    """
    import ibis

    counted = [_counted(description, description.events, engine, "events")]
    if description.population is not None:
        counted.append(_counted(description, description.population, engine, "people"))
    names = ["events", "people"][: len(counted)]
    # Added up rather than joined, since a join drops groups with a null.
    whole = ibis.union(*(_widened(one, names) for one in counted)) if counted[1:] else counted[0]
    summed = whole.group_by(list(description.by)).aggregate(
        **{name: whole[name].sum().cast("int64") for name in names}
    )
    result = summed.to_pyarrow().select([*description.by, *names])
    return result.sort_by([(name, "ascending") for name in description.by])


def _counted(description: Description, records: Records, engine: Engine, name: str) -> "Table":
    import ibis

    table = _kept(engine.table(records.files), records, name)
    for lookup in description.lookups:
        if lookup.key in table.columns:
            table = _looked_up(table, engine.table(lookup.files), lookup.key, lookup.take)
    for dimension, bands in description.bands.items():
        if bands.of in table.columns:
            table = table.mutate(**{dimension: _band(table[bands.of], bands)})
    _must_have(table, description.by, name)
    number = ibis.literal(1)
    if records.people:
        _must_have(table, (records.people,), name)
        number = table[records.people]
    chosen = table.select(*description.by, **{name: number.cast("int64")})
    return chosen.group_by(list(description.by)).aggregate(
        **{name: chosen[name].sum().cast("int64")}
    )


def _kept(table: "Table", records: Records, name: str) -> "Table":
    _must_have(table, tuple(records.where), name)
    conditions = [table[column].isin(list(values)) for column, values in records.where.items()]
    return table.filter(reduce(lambda a, b: a & b, conditions)) if conditions else table


def _looked_up(table: "Table", other: "Table", on: str, take: tuple[str, ...]) -> "Table":
    """Every record stays once: of a key that stands twice in the lookup, the records would too."""
    _must_have(other, (on, *take), "lookups")
    known = other.select(on, *take).distinct()
    twice = known.group_by(on).aggregate(rows=known.count())
    if int(twice.filter(twice["rows"] > 1).count().to_pyarrow().as_py()):
        raise DescriptionError(f"A lookup has more than one row for the same {on}.")
    joined = table.left_join(known, on)
    return joined.select(*table.columns, *(known[name] for name in take))


def _band(number: "Value", bands: Bands) -> "Value":
    """Null where the number is unknown or lies below the first start."""
    import ibis

    ends = [*bands.starts[1:], None]
    branches = [
        ((number >= start) & (number < end) if end is not None else number >= start, label)
        for start, end, label in zip(bands.starts, ends, bands.labels, strict=True)
    ]
    return ibis.cases(*branches, else_=ibis.null("string"))


def _widened(table: "Table", names: list[str]) -> "Table":
    import ibis

    missing = {n: ibis.literal(0).cast("int64") for n in names if n not in table.columns}
    widened = table.mutate(**missing)
    dimensions = [column for column in table.columns if column not in names]
    return widened.select(*dimensions, *names)


def _must_have(table: "Table", wanted: tuple[str, ...], what: str) -> None:
    missing = [name for name in wanted if name not in table.columns]
    if missing:
        raise DescriptionError(
            f"`{what}` have no column {', '.join(missing)}; they have {', '.join(table.columns)}."
        )
