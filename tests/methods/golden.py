"""The harness of golden cases: reads a folder with a manifest and runs any of its cases.

A case whose measure, role, parameter, value column or tolerance it doesn't know fails.
"""

import csv
import json
import math
import os
import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.csv
from tests.conftest import SHARED

from leveller.methods import measures
from leveller.methods.measures import intervals
from leveller.methods.measures.confidence import confidence_levels, level_label

FOLDER = Path(os.environ.get("LEVELLER_GOLDEN", SHARED / "golden"))
MEASURES = {
    "proportion": "proportion",
    "crude rate": "rate",
    "mean": "mean",
    "directly standardised rate": "directly-standardised-rate",
    "indirectly standardised rate": "indirectly-standardised-rate",
    "indirectly standardised ratio": "indirectly-standardised-ratio",
    "life expectancy": "life-expectancy",
    "slope and relative index of inequality": "slope-index-of-inequality",
    "quantile assignment": "quantiles",
    "funnel limits": "funnel-limits",
    "funnel significance": "funnel-significance",
    "funnel points": "funnel-points",
    "WHO healthequal summary measures": "disparities",
    "Byar / Wilson limits": "limits",
}
TOLERANCES = {
    "rel",
    "abs",
    "exceptions",
    "simulated_limits",
    "estimate",
    "consistent_se",
    "mc_limits",
}
BY_GROUP = {
    "mean",
    "directly-standardised-rate",
    "indirectly-standardised-rate",
    "indirectly-standardised-ratio",
    "life-expectancy",
    "slope-index-of-inequality",
}
"""Measures of which a case without `group_by` has a group for each set of its join keys."""
LIMIT = re.compile(r"(sii_|rii_|mc_)?(lower|upper)_?(\d+(?:_\d+)?)?_?(?:cl|ci)?", re.IGNORECASE)
BOUNDED = re.compile(r"(aci_bounded|rci_wagstaff|rci_erreygers)_(-?[\d.]+)_(-?[\d.]+)")


class UnknownCaseError(AssertionError):
    """The case asks for something that the harness doesn't know."""


def cases(folder: Path) -> list[dict[str, Any]]:
    """The cases of a folder; none where it isn't there, so that other tests still run."""
    path = folder / "manifest.json"
    if not path.is_file():
        return []
    return list(json.loads(path.read_text(encoding="utf-8"))["cases"])


@dataclass(frozen=True)
class Case:
    """One case of a folder."""

    folder: Path
    entry: dict[str, Any]

    @property
    def measure(self) -> str:
        stated = self.entry["measure"].split(" (")[0]
        if stated not in MEASURES:
            raise UnknownCaseError(f"unknown measure {self.entry['measure']!r}")
        return MEASURES[stated]

    @cached_property
    def parameters(self) -> dict[str, Any]:
        return dict(self.entry.get("parameters", {}))

    def rows(self, name: str) -> list[dict[str, str]]:
        path = self.folder / self.entry["id"] / name
        with path.open(encoding="utf-8-sig", newline="") as lines:
            return list(csv.DictReader(lines))

    def table(self, name: str) -> pa.Table:
        path = self.folder / self.entry["id"] / name
        return pyarrow.csv.read_csv(
            path, convert_options=pyarrow.csv.ConvertOptions(strings_can_be_null=True)
        )

    @cached_property
    def expected(self) -> list[dict[str, str]]:
        return self.rows(self.entry["expected"])

    @cached_property
    def roles(self) -> dict[str, Any]:
        """Each role's column. Only the subgroup measures may name columns that aren't there."""
        there = self.table(self.entry["input"]).column_names
        named = dict(self.entry["column_roles"])
        total = named.pop("observed_total", None)
        missing = [role for role, column in named.items() if column not in there]
        if missing and self.measure != "disparities":
            raise UnknownCaseError(f"no column for the role {missing[0]}")
        roles = {role: column for role, column in named.items() if role not in missing}
        return roles if total is None else {**roles, "observed_total": total}

    @cached_property
    def by(self) -> list[str]:
        stated = self.parameters.get("group_by")
        if stated is not None:
            return [stated] if isinstance(stated, str) else list(stated)
        if self.measure not in BY_GROUP:
            return []
        return [key for key in self.entry["join_keys"] if key not in self.roles.values()]

    @cached_property
    def levels(self) -> tuple[float, ...]:
        return confidence_levels(self.parameters.get("confidence", 0.95))


def run(case: Case) -> None:
    """Raises AssertionError where our figure isn't the expected one."""
    unknown = set(case.entry["tolerance"]) - TOLERANCES
    if unknown:
        raise UnknownCaseError(f"unknown tolerance {sorted(unknown)[0]!r}")
    ours = limits_by_row(case) if case.measure == "limits" else by_measure(case)
    keys = case.entry["join_keys"]
    found: dict[tuple[str, ...], list[dict[str, Any]]] = {}
    for row in keyed(ours, keys):
        found.setdefault(tuple(row[key] for key in keys), []).append(row)
    assert case.expected, "the case expects nothing"
    for place, row in enumerate(case.expected):
        key = tuple(normal(row[key]) for key in keys)
        assert found.get(key), f"no row for {key}"
        mine = found[key].pop(0)
        for name in case.entry["value_columns"]:
            compare(case, place, key, name, row, mine)


def keyed(rows: list[dict[str, Any]], keys: list[str]) -> list[dict[str, Any]]:
    """The rows with their keys as plain text; `row` is the row's number where nothing says it."""
    numbered = [{"row": number, **row} for number, row in enumerate(rows, start=1)]
    return [{**row, **{key: normal(row[key]) for key in keys}} for row in numbered]


def normal(value: Any) -> str:
    """A key as text: 1, 1.0 and "1" are the same."""
    try:
        number = float(value)
    except (TypeError, ValueError):
        return "" if value is None else str(value)
    return f"{number:.10g}"


def by_measure(case: Case) -> list[dict[str, Any]]:
    options, roles = settings(case), dict(case.roles)
    if totals_stand_elsewhere(case):
        del roles["count"]
        roles["observed_total"] = TOTALS[case.measure]
        options["observed_data"] = case.table(case.entry["expected"])
    table = case.table(case.entry["input"])
    rows = measures.measure(case.measure, table, invalid="empty", **roles, **options).to_pylist()
    if "bounds" in options:
        for row in rows:
            row["measure"] = with_bounds(row["measure"], case)
    return list(rows)


def with_bounds(name: str, case: Case) -> str:
    for row in case.expected:
        match = BOUNDED.fullmatch(row["measure"])
        if match and match[1] == name:
            return row["measure"]
    return name


PASSED_ON = {
    "multiplier",
    "confidence",
    "aggregate",
    "refvalue",
    "value_type",
    "transform",
    "repetitions",
    "standard_error_from",
    "limits_confidence",
    "nquantiles",
    "statistic",
    "ratio_type",
    "rate_type",
    "points",
    "years_of_data",
    "independent_events",
    "minimum_events",
    "infant_fraction",
    "force",
    "scale",
    "favourable",
    "seed",
}


def settings(case: Case) -> dict[str, Any]:
    """The case's parameters as those of the measure."""
    options: dict[str, Any] = {"by": case.by}
    for name, value in case.parameters.items():
        if name in PASSED_ON:
            options[name] = value
        elif name == "group_by":
            continue
        elif name == "peer_rules":
            options["peer_rules"] = value
        elif name == "invert":
            if value != "column":
                options["invert"] = value
        elif name == "observed_file":
            options["observed_data"] = case.table(value)
        elif name == "age_bands":
            check_age_bands(case, value)
        elif name == "outcome":
            assert case.roles["outcome"] == value
        else:
            raise UnknownCaseError(f"unknown parameter {name!r}")
    if "peer_rules" not in case.parameters and missing_counts_were_none(case):
        options["peer_rules"] = ["missing-count-is-0"]
    if case.measure == "disparities":
        options |= bounds_of(case)
    return options


TOTALS = {
    "directly-standardised-rate": "total_count",
    "indirectly-standardised-rate": "observed",
    "indirectly-standardised-ratio": "observed",
}


def missing_counts_were_none(case: Case) -> bool:
    """A case may follow the rule without naming any: its own expected figures say so, where a group
    with a missing count has a total."""
    if case.measure not in TOTALS or "count" not in case.roles:
        return False
    missing = {
        key_of(row, case.by)
        for row in case.rows(case.entry["input"])
        if row[case.roles["count"]] == ""
    }
    totals = stated_totals(case)
    return any(not math.isnan(totals.get(key, math.nan)) for key in missing)


def key_of(row: dict[str, str], by: list[str]) -> tuple[str, ...]:
    return tuple(normal(row[name]) for name in by)


def stated_totals(case: Case) -> dict[tuple[str, ...], float]:
    name = TOTALS[case.measure]
    return {key_of(row, case.by): number(row.get(name, "")) for row in case.expected}


def totals_stand_elsewhere(case: Case) -> bool:
    """A case may have been made with observed totals that its folder doesn't carry: then no group's
    stated total is the sum of its counts. The totals are taken as stated, the rest is computed."""
    if not case.measure.startswith("indirectly") or "count" not in case.roles:
        return False
    sums: dict[tuple[str, ...], float] = {}
    for row in case.rows(case.entry["input"]):
        count = number(row[case.roles["count"]])
        key = key_of(row, case.by)
        sums[key] = sums.get(key, 0.0) + (0.0 if math.isnan(count) else count)
    totals = stated_totals(case)
    return len(totals) > 1 and all(totals[key] != sums.get(key) for key in totals)


def bounds_of(case: Case) -> dict[str, Any]:
    """The bounds stand in the names of the bounded measures."""
    for row in case.expected:
        match = BOUNDED.fullmatch(row["measure"])
        if match:
            return {"bounds": [float(match[2]), float(match[3])]}
    return {}


def check_age_bands(case: Case, stated: Any) -> None:
    """The parameter describes the input; the bands themselves are read from it."""
    bands = stated.split(",") if isinstance(stated, str) else list(stated)
    last = measures.parse_age_band(bands[-1])
    labels = [row[case.roles["start_age"]] for row in case.rows(case.entry["input"])]
    assert max(band.start for band in measures.read_age_bands(sorted(set(labels)))) == last.start


def limits_by_row(case: Case) -> list[dict[str, Any]]:
    """Byar's or Wilson's limits alone, each row with its own level and method."""
    if case.parameters or set(case.roles) != {"count", "denominator"}:
        raise UnknownCaseError("limits take a count, a denominator and no parameters")
    rows = []
    for row in case.rows(case.entry["input"]):
        level = confidence_levels(float(row["confidence"].rstrip("%")))[0]
        count = np.array([number(row[case.roles["count"]])])
        if row["method"].lower().startswith("byar"):
            lower, upper = intervals.byar(count, level)
        elif row["method"].lower().startswith("wilson"):
            base = np.array([number(row[case.roles["denominator"]])])
            lower, upper = intervals.wilson(count, base, level)
        else:
            raise UnknownCaseError(f"unknown method {row['method']!r}")
        rows.append({**row, "lowercl": float(lower[0]), "uppercl": float(upper[0])})
    return rows


def number(text: str) -> float:
    return float(text) if text not in ("", "NA", "NaN") else math.nan


def compare(
    case: Case,
    place: int,
    key: tuple[str, ...],
    name: str,
    row: dict[str, str],
    ours: dict[str, Any],
) -> None:
    value, stated = ours[our_name(case, name, ours)], row[name]
    if name.startswith("mc_") and stated == "":
        return  # the case has limits by simulation only for measures that need them
    if isinstance(value, str):
        assert value == stated, f"{key} {name}: ours {value!r}, expected {stated!r}"
        return
    mine, expected = math.nan if value is None else float(value), number(stated)
    if math.isnan(expected) or math.isnan(mine):
        assert math.isnan(expected) == math.isnan(mine), (
            f"{key} {name}: ours {mine}, expected {stated or 'empty'} ({ours.get('reason', '')})"
        )
        return
    relative, absolute = allowed(case, place, name, row)
    distance = abs(mine - expected)
    assert distance <= relative * abs(expected) or distance <= absolute, (
        f"{key} {name}: ours {mine!r}, expected {expected!r}"
    )


def our_name(case: Case, name: str, ours: dict[str, Any]) -> str:
    """The column of our result that a column of the case means."""
    if name in ours:
        return name
    if name == "consistent_se":
        return "se"
    if name.lower() in ours:
        return name.lower()
    match = LIMIT.fullmatch(name)
    if match:
        prefix = "" if match[1] in (None, "mc_") else match[1].lower()
        level = (
            confidence_levels(float(match[3].replace("_", ".")))[0] if match[3] else case.levels[0]
        )
        column = f"{prefix}{match[2].lower()}{level_label(level)}cl"
        if column in ours:
            return column
    if case.measure == "quantiles" and len(case.entry["value_columns"]) == 1:
        return "quantile"
    raise UnknownCaseError(f"unknown value column {name!r}")


def allowed(case: Case, place: int, name: str, row: dict[str, str]) -> tuple[float, float]:
    """The relative and the absolute tolerance of one cell."""
    tolerance = case.entry["tolerance"]
    relative, absolute = float(tolerance["rel"]), float(tolerance["abs"])
    if f"tol_{name}" in row:
        absolute = max(absolute, number(row[f"tol_{name}"]))
    kind = "mc_limits" if name.startswith("mc_") else name
    if isinstance(tolerance.get(kind), str):
        relative = max(relative, float(tolerance[kind].removeprefix("rel ")))
    for each in tolerance.get("exceptions", ()):
        if excepted(each["where"], place, name):
            relative = max(relative, float(each.get("rel", 0)))
            absolute = max(absolute, float(each.get("abs", 0)))
    return relative, absolute


def excepted(where: str, place: int, name: str) -> bool:
    """Such as "row with 1 event (first row), upper_* columns"."""
    match = re.search(r"(\w+)\* columns", where)
    if "first row" not in where or not match:
        raise UnknownCaseError(f"unknown exception {where!r}")
    return place == 0 and name.startswith(match[1])
