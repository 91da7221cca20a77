"""The table `said`: one row an observation, each part as the text that the file gives for it."""

from collections.abc import Sequence
from typing import Any

import duckdb
import pyarrow as pa

from leveller.workbench.systems.evidence.checking import row_lists
from leveller.workbench.systems.evidence.observations.layout import Block, Layout, Part
from leveller.workbench.systems.evidence.reading.tables import ROW, column

Connection = duckdb.DuckDBPyConnection


def lay_out(
    connection: Connection,
    data: pa.Table,
    layout: Layout,
    headings: Sequence[str],
    leave_out: row_lists.Rows = (),
) -> frozenset[Part]:
    """Make `said(row, block, …)` and `heading(block, part, name)`.

    Rows that are left out by hand, and rows in which nothing stands, don't appear. Gives the parts
    that were read as numbers: `said` has them as text too, and as they are in `<part>_number`.
    """
    plain: frozenset[Part] = frozenset()
    connection.register("table_read", data)
    condition = f"NOT ({row_lists.condition(leave_out)}) AND ({_anything(layout)})"
    if len(layout.blocks) == 1:
        [block] = layout.blocks
        plain = _numbers(layout, block, data)
        select = _select(layout, 0, block, plain)
        connection.execute(f"CREATE VIEW said AS {select} WHERE {condition}")
    elif all(set(block.columns) == {Part.VALUE} for block in layout.blocks):
        _turn(connection, layout, condition)
    else:
        selects = [_select(layout, n, block) for n, block in enumerate(layout.blocks)]
        union = " UNION ALL ".join(f"{select} WHERE {condition}" for select in selects)
        connection.execute(f"CREATE TABLE said AS {union}")
    connection.execute("CREATE TABLE heading(block SMALLINT, part VARCHAR, name VARCHAR)")
    connection.executemany("INSERT INTO heading VALUES (?, ?, ?)", _headings(layout, headings))
    return plain


def _numbers(layout: Layout, block: Block, data: pa.Table) -> frozenset[Part]:
    columns = {**layout.columns, **block.columns}
    return frozenset(
        part
        for part, index in columns.items()
        if pa.types.is_floating(data.schema.field(column(index)).type)
    )


def _turn(connection: Connection, layout: Layout, condition: str) -> None:
    """Turn columns of values into rows. What the heading of each column says stands in `turned`."""
    says = [{**layout.says, **block.says} for block in layout.blocks]
    rows = [
        {
            "block": number,
            "name": column(block.columns[Part.VALUE]),
            **{part.sql: says[number].get(part) for part in Part},
        }
        for number, block in enumerate(layout.blocks)
    ]
    connection.register("turned", pa.Table.from_pylist(rows, _TURNED))
    values = ", ".join(str(row["name"]) for row in rows)
    parts = [f"{_turned_expression(part, layout)} AS {part.sql}" for part in Part]
    connection.execute(
        f"CREATE TABLE said AS SELECT v.{ROW}, t.block::SMALLINT AS block, {', '.join(parts)} "
        f"FROM (SELECT * FROM table_read WHERE {condition}) "
        f"UNPIVOT INCLUDE NULLS (figure FOR name IN ({values})) v JOIN turned t USING (name)"
    )


_TURNED = pa.schema(
    {"block": pa.int16(), "name": pa.string()} | {part.sql: pa.string() for part in Part}
)


def _turned_expression(part: Part, layout: Layout) -> str:
    if part == Part.VALUE:
        return "v.figure"
    return f"v.{column(layout.columns[part])}" if part in layout.columns else f"t.{part.sql}"


def rows_of(
    connection: Connection, layout: Layout, headings: Sequence[str], rows: row_lists.Rows
) -> list[dict[str, Any]]:
    """Rows of the table as it was read, each with its cells by heading."""
    wanted = layout.wanted
    columns = ", ".join(column(i) for i in wanted)
    found = connection.execute(
        f"SELECT {ROW}, {columns} FROM table_read WHERE {row_lists.condition(rows)} ORDER BY {ROW}"
    ).fetchall()
    return [
        {"row": row, "cells": {headings[i]: c for i, c in zip(wanted, cells, strict=True) if c}}
        for row, *cells in found
    ]


def heading_of(part: str) -> str:
    """SQL for the heading of the column in which a part of `s`, a row of `said`, stands."""
    found = f"SELECT h.name FROM heading h WHERE h.block = s.block AND h.part = '{part}'"
    return f"coalesce(({found}), '{part}')"


def _select(layout: Layout, number: int, block: Block, plain: frozenset[Part] = frozenset()) -> str:
    columns = {**layout.columns, **block.columns}
    says = {**layout.says, **block.says}
    parts = [
        f"{_written(columns[part]) if part in plain else _expression(part, columns, says)} "
        f"AS {part.sql}"
        for part in Part
    ]
    parts += [f"{column(columns[part])} AS {part.sql}_number" for part in sorted(plain)]
    return f"SELECT {ROW}, {number}::SMALLINT AS block, {', '.join(parts)} FROM table_read"


def _written(index: int) -> str:
    """SQL for a number as somebody would write it: whole ones without a point."""
    number = column(index)
    whole = f"{number} = trunc({number}) AND abs({number}) < 1e15"
    return f"CASE WHEN {whole} THEN {number}::BIGINT::VARCHAR ELSE {number}::VARCHAR END"


def _expression(part: Part, columns: dict[Part, int], says: dict[Part, str]) -> str:
    if part in columns:
        return column(columns[part])
    if part in says:
        return "'" + says[part].replace("'", "''") + "'"
    return "NULL::VARCHAR"


def _anything(layout: Layout) -> str:
    return " OR ".join(f"{column(i)} IS NOT NULL" for i in layout.wanted)


def _headings(layout: Layout, headings: Sequence[str]) -> list[tuple[int, str, str]]:
    return [
        (number, str(part), headings[index])
        for number, block in enumerate(layout.blocks)
        for part, index in {**layout.columns, **block.columns}.items()
    ]
