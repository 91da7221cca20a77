"""Figures: texts that the database can't cast by itself are parsed once each, and joined back."""

from dataclasses import dataclass

import pyarrow as pa

from leveller.workbench.systems.evidence.checking import reasons
from leveller.workbench.systems.evidence.checking.faults import FaultLog
from leveller.workbench.systems.evidence.normalising import numbers
from leveller.workbench.systems.evidence.observations.layout import FIGURES, Layout, Part
from leveller.workbench.systems.evidence.observations.said import Connection, heading_of

Z95 = 1.959963984540054  # of the standard normal distribution, for limits from a standard error


@dataclass(frozen=True)
class Told:
    """The figures that a file gives: all of them, and those that were read as numbers."""

    all: list[Part]
    plain: frozenset[Part]

    @property
    def written(self) -> list[Part]:
        """Those that came as text."""
        return [part for part in self.all if part not in self.plain]


def told(layout: Layout, plain: frozenset[Part]) -> Told:
    columns = [{**layout.columns, **block.columns} for block in layout.blocks]
    return Told([part for part in FIGURES if any(part in own for own in columns)], plain)


def make_numbers(connection: Connection, parts: list[Part]) -> None:
    """Make `number`: each text that isn't plainly a number, with what it came to or why not."""
    rows = []
    for part in parts:
        for (text,) in connection.execute(
            f"SELECT DISTINCT s.{part.sql} FROM said s WHERE {_unusual(part)} ORDER BY ALL"
        ).fetchall():
            rows.append({"part": str(part), "text": text, **_parsed(part, text)})
    kinds = {"value": pa.float64()} | dict.fromkeys(("part", "text", "note", "why"), pa.string())
    connection.register("parsed", pa.Table.from_pylist(rows, pa.schema(kinds)))
    connection.execute("CREATE TABLE number AS SELECT * FROM parsed")
    connection.unregister("parsed")


def odd(written: list[Part]) -> str:
    """SQL for a number whose bits tell which figures of `said s` aren't plainly numbers."""
    cases = [(1 << n, _unusual(part)) for n, part in enumerate(written)]
    bits = [f"(CASE WHEN {unusual} THEN {bit} ELSE 0 END)" for bit, unusual in cases]
    return f"({' | '.join(['0', *bits])})::INTEGER"


def unusual_parts(connection: Connection, written: list[Part]) -> list[Part]:
    [(bits,)] = connection.execute("SELECT coalesce(bit_or(odd), 0) FROM observation").fetchall()
    return [part for n, part in enumerate(written) if bits & (1 << n)]


def expression(part: Part, told: Told, unusual: list[Part]) -> str:
    """SQL for the figure of `said s`, with `number` joined as `n_<part>` where it is unusual."""
    if part not in told.all:
        return "NULL::DOUBLE"
    if part in told.plain:
        return f"s.{part.sql}_number"
    plain = f"TRY_CAST(s.{part.sql} AS DOUBLE)"
    if part not in unusual:
        return plain
    return f"CASE WHEN n_{part.sql}.text IS NULL THEN {plain} ELSE n_{part.sql}.value END"


def joins(unusual: list[Part]) -> str:
    return " ".join(
        f"LEFT JOIN number n_{p.sql} ON n_{p.sql}.part = '{p}' AND n_{p.sql}.text = s.{p.sql}"
        for p in FIGURES
        if p in unusual
    )


def note(unusual: list[Part]) -> str:
    """SQL for the note: what the publisher wrote, and the marks that stand beside figures."""
    marks = [f"n_{p.sql}.note" for p in FIGURES if p in unusual]
    return f"nullif(concat_ws('; ', s.note, {', '.join(marks)}), '')" if marks else "s.note"


def log_wrong(connection: Connection, faults: FaultLog, unusual: list[Part]) -> None:
    for part in (p for p in FIGURES if p in unusual):
        for reason, condition in (
            (reasons.FORMULA, "n.why = 'formula'"),
            (reasons.NOT_A_NUMBER, "n.why <> 'formula'"),
        ):
            faults.add_query(
                reason,
                f"SELECT s.row, {heading_of(part)}, s.{part.sql}, n.why FROM said s "
                f"JOIN number n ON n.part = '{part}' AND n.text = s.{part.sql} WHERE {condition}",
            )


def _unusual(part: Part) -> str:
    cast = f"TRY_CAST(s.{part.sql} AS DOUBLE)"
    return (
        f"s.{part.sql} IS NOT NULL AND "
        f"({cast} IS NULL OR NOT isfinite({cast}) OR contains(s.{part.sql}, '_'))"
    )


def _parsed(part: Part, text: str) -> dict[str, object]:
    if text.startswith("="):
        return {"why": "formula"}
    try:
        found = numbers.parse(text)
    except numbers.NumberError as error:
        return {"why": str(error)}
    of = "" if part == Part.VALUE or not found.note else f"{part}: "
    return {"value": found.value, "note": f"{of}{found.note}" or None}
