"""What an observation is of: subject, place, period and people. Each distinct text parsed once.

Each step makes a table of the distinct texts with an id and the values that they came to, or the
reason why they came to nothing.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pyarrow as pa

from leveller.workbench.systems.evidence.checking import reasons
from leveller.workbench.systems.evidence.checking.reasons import Reason
from leveller.workbench.systems.evidence.normalising import codes, periods
from leveller.workbench.systems.evidence.normalising.periods import Years
from leveller.workbench.systems.evidence.observations.layout import Part
from leveller.workbench.systems.evidence.observations.said import Connection

SUBJECT = (Part.INDICATOR_ID, Part.INDICATOR, Part.UNIT)
PLACE = (Part.PLACE,)
PERIOD = (Part.PERIOD, Part.DATE_FROM, Part.DATE_TO)
PEOPLE = (
    Part.SEX,
    Part.AGE,
    Part.AGE_FROM,
    Part.AGE_TO,
    Part.SEX_OR_CATEGORY,
    Part.BREAKDOWN,
    Part.CATEGORY,
)
TEXT, WHOLE, DATE = pa.string(), pa.int16(), pa.date32()
COLUMNS: dict[str, dict[str, pa.DataType]] = {
    "subject": {"key": TEXT, "sex": TEXT, "is_proportion": pa.bool_()},
    "place": {"code": TEXT},
    "period": {"label": TEXT, "starts": DATE, "ends": DATE},
    "people": {
        "sex_is": TEXT,
        "age_is": TEXT,
        "age_starts": WHOLE,
        "age_ends": WHOLE,
        "breakdown_is": TEXT,
        "kind": TEXT,
        "category_is": TEXT,
        "rank": WHOLE,
    },
}
PARTS = {"subject": SUBJECT, "place": PLACE, "period": PERIOD, "people": PEOPLE}


@dataclass(frozen=True, slots=True)
class Wrong:
    """Why a text came to nothing, and the part in which it stands."""

    reason: Reason
    part: Part
    detail: str = ""
    years: str | None = None


Texts = tuple[str | None, ...]
Result = Mapping[str, Any] | Wrong


def distinct(connection: Connection, name: str) -> list[Texts]:
    columns = ", ".join(part.sql for part in PARTS[name])
    return connection.execute(f"SELECT DISTINCT {columns} FROM said ORDER BY ALL").fetchall()


def make(connection: Connection, name: str, parsed: Iterable[tuple[Texts, Result]]) -> None:
    """Make two tables: `<name>_said` from texts to an id, and `<name>` from an id to its values.

    Texts that came to the same have the same id. Where they came to nothing, `reason` says why.
    """
    ids: dict[tuple[Any, ...], int] = {}
    said = [
        (ids.setdefault(_values(name, result), len(ids)), _years(result), *texts)
        for texts, result in parsed
    ]
    values = [(number, *key) for key, number in ids.items()]
    columns = {"id": pa.int32(), "reason": TEXT, "part": TEXT, "detail": TEXT, **COLUMNS[name]}
    _create(connection, name, values, columns)
    texts_of = {"id": pa.int32(), "years": TEXT, **{p.sql: TEXT for p in PARTS[name]}}
    _create(connection, f"{name}_said", said, texts_of)


def join(name: str) -> str:
    """The join of `said s` with the ids of a table that `make` made."""
    table = f"{name}_said"
    same = [f"s.{p.sql} IS NOT DISTINCT FROM {table}.{p.sql}" for p in PARTS[name]]
    if name == "period":
        same.append("subject_said.years IS NOT DISTINCT FROM period_said.years")
    return f"JOIN {table} ON {' AND '.join(same)}"


def _create(
    connection: Connection, name: str, rows: list[tuple[Any, ...]], columns: dict[str, pa.DataType]
) -> None:
    cells = list(zip(*rows, strict=True)) or [()] * len(columns)
    arrays = [pa.array(c, kind) for c, kind in zip(cells, columns.values(), strict=True)]
    connection.register("parsed", pa.table(arrays, list(columns)))
    connection.execute(f"CREATE TABLE {name} AS SELECT * FROM parsed")
    connection.unregister("parsed")


def _years(result: Result) -> str | None:
    return result.years if isinstance(result, Wrong) else result.get("years")


def _values(name: str, result: Result) -> tuple[Any, ...]:
    if isinstance(result, Wrong):
        nothing = [None] * len(COLUMNS[name])
        return (result.reason.key, str(result.part), result.detail, *nothing)
    return (None, None, None, *(result.get(column) for column in COLUMNS[name]))


def make_places(connection: Connection, aliases: Mapping[str, str]) -> dict[str, str]:
    """Make `place`. Codes stay as the file gives them; gives back the aliases that were used."""
    found = [(texts, _place(texts[0], aliases)) for texts in distinct(connection, "place")]
    make(connection, "place", found)
    return {t: aliases[t] for texts, _ in found if (t := (texts[0] or "").strip()) in aliases}


def _place(text: str | None, aliases: Mapping[str, str]) -> Result:
    if text is None:
        return Wrong(reasons.NO_PLACE, Part.PLACE)
    code = text.strip()
    code = aliases.get(code, code)
    if codes.is_well_formed(code):
        return {"code": code}
    if code.startswith("="):
        return Wrong(reasons.FORMULA, Part.PLACE)
    meant = codes.suggestion(text)
    return Wrong(reasons.BAD_CODE, Part.PLACE, f"Did you mean {meant}?" if meant else "")


def make_periods(connection: Connection, stated: Years | None) -> None:
    """Make `period`. When a year begins is stated, or comes from the indicator."""
    columns = ", ".join(f"s.{part.sql}" for part in PERIOD)
    found: Sequence[tuple[Any, ...]] = connection.execute(
        f"SELECT DISTINCT subject_said.years, {columns} FROM said s {join('subject')} ORDER BY ALL"
    ).fetchall()
    months = periods.are_months({text for _, text, *_ in found if text})
    make(connection, "period", _periods(found, stated, months))


def _periods(
    found: Sequence[tuple[Any, ...]], stated: Years | None, months: bool
) -> Iterator[tuple[Texts, Result]]:
    for years, *texts in found:
        result = _period(*texts, stated or (Years(years) if years else None), months)
        if isinstance(result, Wrong):
            yield tuple(texts), replace(result, years=years)
        else:
            yield tuple(texts), {**result, "years": years}


def _period(
    text: str | None, first: str | None, last: str | None, years: Years | None, months: bool
) -> Result:
    part = Part.PERIOD if text or not first else Part.DATE_FROM
    try:
        if text:
            found = periods.parse(text, years, months)
        elif first and last:
            found = periods.between(periods.parse(first).start, periods.parse(last).start)
        else:
            return Wrong(reasons.NO_PERIOD, part)
    except periods.AmbiguousPeriodError as error:
        return Wrong(reasons.AMBIGUOUS_PERIOD, part, str(error))
    except periods.PeriodError as error:
        reason = reasons.FORMULA if (text or "").startswith("=") else reasons.BAD_PERIOD
        return Wrong(reason, part, str(error))
    return {"label": found.label, "starts": found.start, "ends": found.end}
