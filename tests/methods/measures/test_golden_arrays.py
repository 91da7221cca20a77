"""The golden cases of the array functions, grouped here by plain Python."""

import csv
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from tests.conftest import SHARED

from leveller.methods import measures
from leveller.methods.measures import intervals

FOLDER = Path(os.environ.get("LEVELLER_GOLDEN", SHARED / "golden"))
Row = dict[str, str]
TAKEN = ("proportion", "crude rate", "mean", "Byar", "directly", "life expectancy", "slope")


def cases() -> Iterator[Any]:
    if not (FOLDER / "manifest.json").is_file():
        return
    for case in json.loads((FOLDER / "manifest.json").read_text())["cases"]:
        if case["measure"].startswith(TAKEN):
            yield pytest.param(case, id=case["id"])


def read(case: dict[str, Any], name: str) -> list[Row]:
    with (FOLDER / case["id"] / case[name]).open(encoding="utf-8") as lines:
        return list(csv.DictReader(lines))


def number(text: str) -> float:
    return float(text) if text else np.nan


class Groups:
    """Rows by group, in the order of the file, as arrays of groups by rows."""

    def __init__(self, case: dict[str, Any], keys: list[str]) -> None:
        self.case, self.rows = case, {}
        for row in read(case, "input"):
            self.rows.setdefault(tuple(row.get(key, "") for key in keys), []).append(row)

    def array(self, role: str) -> np.ndarray:
        name = self.case["column_roles"][role]
        return np.array([[number(row[name]) for row in rows] for rows in self.rows.values()])

    def sums(self, role: str) -> np.ndarray:
        name = self.case["column_roles"][role]
        return np.array([sum(number(row[name]) for row in rows) for rows in self.rows.values()])


def limits(found: Any, prefix: str = "") -> dict[str, np.ndarray]:
    """Every column that a case may name, from a result; without a level for one level alone."""
    columns = {}
    for interval in getattr(found, "intervals" if prefix != "rii_" else "relative_intervals"):
        label = measures.confidence.level_label(interval.level)
        for end in ("lower", "upper"):
            for form in ("{}{}cl", "{}{}", "{}cl", "{}_{}_ci"):
                name = form.format(end, label) if form.count("{") == 2 else form.format(end)
                columns[prefix + name] = getattr(interval, end)
    return columns


def measure(case: dict[str, Any]) -> tuple[list[tuple[str, ...]], dict[str, np.ndarray]]:
    """The groups of a case, and every column that was computed for them."""
    asked, roles = case["parameters"], case["column_roles"]
    by = asked.get("group_by", [])
    by = [by] if isinstance(by, str) else by
    options = {k: asked[k] for k in ("confidence", "multiplier") if k in asked}
    name = case["measure"].split(" (")[0]
    if name in ("proportion", "crude rate"):
        groups = Groups(case, by or case["join_keys"])
        parts = (groups.sums(role) for role in ("numerator", "denominator"))
        function = measures.proportion if name == "proportion" else measures.crude_rate
        found = function(*parts, **options)
        return list(groups.rows), {"value": found.value, **limits(found)}
    if name == "mean":
        groups = Groups(case, by)
        results = [
            measures.mean([number(row[roles["value"]]) for row in rows], **options)
            for rows in groups.rows.values()
        ]
        columns: dict[str, list[float]] = {}
        for each in results:
            whole = {"value": each.value, "value_sum": each.total, "value_count": each.count}
            for key, value in {**whole, "stdev": each.standard_deviation, **limits(each)}.items():
                columns.setdefault(key, []).append(float(value))
        return list(groups.rows), {key: np.array(value) for key, value in columns.items()}
    if name == "directly standardised rate":
        groups = Groups(case, by)
        found = measures.directly_standardised_rate(
            *(groups.array(role) for role in ("count", "population", "standard_population")),
            missing_count_is_zero=follows_missing_is_zero(case),
            **options,
        )
        totals = {"total_count": found.count, "total_pop": found.population}
        return list(groups.rows), {"value": found.value, **totals, **limits(found)}
    if name == "life expectancy":
        return life_expectancy(case, by, options)
    return slope(case, options)


def follows_missing_is_zero(case: dict[str, Any]) -> bool:
    """One case names no rules although its expected rates take missing counts as none."""
    named = case["parameters"].get("peer_rules")
    return "missing-count-is-0" in named if named else case["id"].startswith("dsr_generated")


def life_expectancy(case: dict[str, Any], by: list[str], options: dict[str, Any]) -> Any:
    groups, rules = Groups(case, by), case["parameters"].get("peer_rules", ())
    ages = groups.array("start_age")[0]
    found = measures.life_expectancy(
        groups.array("deaths"),
        groups.array("population"),
        ages,
        blank_whole_group="bad-band-blanks-group" in rules,
        minimum_population=5_000 if "population-5000-or-less-blanks" in rules else 0,
        **options,
    )
    used = {"pops_used": found.population_used, "dths_used": found.deaths_used}
    columns = {"value": found.value, **used, **limits(found)}
    keys = [(*key, f"{age:g}") for key in groups.rows for age in ages]
    return keys, {key: value.ravel() for key, value in columns.items()}


def slope(case: dict[str, Any], options: dict[str, Any]) -> Any:
    groups, asked = Groups(case, case["join_keys"]), case["parameters"]
    roles = ("se",) if asked["standard_error_from"] == "se" else ("lower", "upper")
    found = measures.slope_index(
        groups.array("value"),
        groups.array("population"),
        **{role: groups.array(role) for role in roles},
        **{key: asked[key] for key in ("value_type", "transform", "repetitions")},
        **options,
    )
    values = {"sii": found.value, "rii": found.relative, "intercept": found.intercept}
    return list(groups.rows), {**values, **limits(found, "sii_"), **limits(found, "rii_")}


def close(ours: float, expected: float, relative: float, absolute: float) -> bool:
    if np.isnan(expected) or np.isnan(ours):
        return bool(np.isnan(expected) and np.isnan(ours))
    return bool(abs(ours - expected) <= max(relative * abs(expected), absolute))


@pytest.mark.shared
@pytest.mark.parametrize("case", list(cases()))
def test_golden(case: dict[str, Any]) -> None:
    if case["measure"].startswith("Byar"):
        check_limits(case)
        return
    keys, columns = measure(case)
    ours = {key: {name: col[i] for name, col in columns.items()} for i, key in enumerate(keys)}
    compared = 0
    for row in read(case, "expected"):
        key = tuple(row[name] for name in case["join_keys"])
        for name in case["value_columns"]:
            allowed = number(row.get(f"tol_{name}", "")) if f"tol_{name}" in row else 0.0
            tolerance = case["tolerance"]
            assert close(
                float(ours[key][name]),
                number(row[name]),
                tolerance["rel"],
                max(tolerance["abs"], allowed),
            ), (key, name, ours[key][name], row[name])
            compared += 1
    assert compared


def check_limits(case: dict[str, Any]) -> None:
    for row, expected in zip(read(case, "input"), read(case, "expected"), strict=True):
        count, level = np.array([number(row["x"])]), float(row["confidence"].rstrip("%")) / 100
        if row["method"] == "Byars":
            found = intervals.byar(count, level)
        else:
            found = intervals.wilson(count, np.array([number(row["n"])]), level)
        for ours, name in zip(found, ("lowercl", "uppercl"), strict=True):
            assert close(float(ours[0]), number(expected[name]), 1e-9, 1e-12)
