"""Any other tidy table: a mapping is proposed from the headings and what stands under them.

A proposal is never taken by itself. Once somebody has accepted it, it is saved and recognised by
the fingerprint of the headings.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from leveller.workbench.systems.evidence import unsaid
from leveller.workbench.systems.evidence.normalising import codes, numbers, periods, sexes
from leveller.workbench.systems.evidence.normalising.headings import normal
from leveller.workbench.systems.evidence.observations.layout import (
    FIGURES,
    Block,
    Layout,
    Part,
)
from leveller.workbench.systems.evidence.reading.tables import Table, sample_of

NAMES: dict[Part, tuple[str, ...]] = {
    Part.PLACE: (
        "area_code", "areacode", "areacd", "code", "gss_code", "geography_code", "place",
        "place_code", "lad_code", "la_code", "local_authority_code", "ons_code", "lsoa", "msoa",
        "lsoa_code", "msoa_code", "ward_code", "council_code", "featurecode", "geo_code",
    ),
    Part.PLACE_NAME: (
        "area_name", "areaname", "areanm", "name", "area", "geography_name", "geography",
        "place_name", "local_authority", "council", "ward_name", "authority",
    ),
    Part.PERIOD: (
        "period", "time_period", "year", "date", "time", "financial_year", "academic_year",
        "quarter", "datecode", "timeperiod",
    ),
    Part.INDICATOR_ID: ("indicator_id", "fingertips_id"),
    Part.INDICATOR: ("indicator", "indicator_name", "measure_name", "metric", "variable"),
    Part.UNIT: ("unit", "units", "measure", "unit_of_measure"),
    Part.SEX: ("sex", "gender"),
    Part.AGE: ("age", "age_group", "age_band", "ageband", "ages"),
    Part.BREAKDOWN: ("category_type", "breakdown", "breakdown_type"),
    Part.CATEGORY: (
        "category", "imd_decile", "deprivation_decile", "decile", "imd_quintile", "quintile",
        "deprivation_quintile", "ethnicity", "ethnic_group", "cause", "simd_quintile",
    ),
    Part.NOTE: ("note", "notes", "value_note", "footnote", "marker", "symbol", "remark", "remarks"),
    Part.VALUE: (
        "value", "rate", "percentage", "percent", "prevalence", "figure", "estimate", "obs_value",
        "proportion", "score", "mean", "average", "dsr", "observation",
    ),
    Part.LOWER95: (
        "lower_ci", "lower_ci_95", "lower95", "lower_95", "lci", "lower_limit", "lower", "ci_lower",
        "lowerci", "lower_95_ci", "lower_confidence_limit", "lower_ci_limit", "low", "lcl",
    ),
    Part.UPPER95: (
        "upper_ci", "upper_ci_95", "upper95", "upper_95", "uci", "upper_limit", "upper", "ci_upper",
        "upperci", "upper_95_ci", "upper_confidence_limit", "upper_ci_limit", "high", "ucl",
    ),
    Part.LOWER998: ("lower_ci_99_8", "lower998", "lower_99_8"),
    Part.UPPER998: ("upper_ci_99_8", "upper998", "upper_99_8"),
    Part.COUNT: ("count", "numerator", "n", "number", "observed", "events", "cases"),
    Part.DENOMINATOR: ("denominator", "population", "base", "sample_size", "pop", "respondents"),
    Part.STANDARD_ERROR: ("se", "standard_error", "std_error"),
}  # fmt: skip


@dataclass(frozen=True)
class Proposal:
    """A layout that fits as far as can be told, or None, with why in words."""

    layout: Layout | None
    because: tuple[str, ...]


def propose(table: Table, filename: str) -> Proposal:
    """How the columns might be read. What can't be told is named in `because`."""
    found = _by_heading(table)
    because = [f"{table.headings[i]!r} is read as {part}." for part, i in found.items()]
    because += _complete(table, found)
    because += _find_value_between_limits(table, found)
    because += _formulas(table, found)
    _promote(found)
    figures = {part: i for part, i in found.items() if part in FIGURES}
    texts = {part: i for part, i in found.items() if part not in FIGURES}
    blocks = [Block(figures)] if Part.VALUE in figures else _across(table, set(found.values()))
    if Part.PLACE not in texts or not blocks:
        missing = "codes of places" if Part.PLACE not in texts else "figures"
        return Proposal(None, (*because, f"No column holds {missing}."))
    layout = Layout(texts, blocks, scheme="tidy")
    says = _says(layout, table, filename)
    because += [f"For every row, {part} is {text!r}." for part, text in says.items()]
    return Proposal(layout.stating(says), tuple(because))


def _by_heading(table: Table) -> dict[Part, int]:
    names = [normal(h) for h in table.headings]
    found: dict[Part, int] = {}
    for part, wanted in NAMES.items():
        index = next((names.index(n) for n in wanted if n in names), None)
        if index is not None and index not in found.values() and _fits(table, part, index):
            found[part] = index
    return found


def _find_value_between_limits(table: Table, found: dict[Part, int]) -> list[str]:
    """Where limits stand and no value, the value is the column that lies between them."""
    if Part.VALUE in found or not {Part.LOWER95, Part.UPPER95} <= found.keys():
        return []
    low, high = found[Part.LOWER95], found[Part.UPPER95]
    free = [i for i in range(len(table.headings)) if i not in found.values()]
    between = [
        i for i in free if _fits(table, Part.VALUE, i) and _lies_between(table, low, i, high)
    ]
    if len(between) != 1:
        return []
    found[Part.VALUE] = between[0]
    return [f"{table.headings[between[0]]!r} is read as value: it lies between the limits."]


def _formulas(table: Table, found: Mapping[Part, int]) -> list[str]:
    headings = [
        table.headings[i] for i in found.values() if any(map(_is_formula, sample_of(table, i)))
    ]
    return [f"{heading!r} holds formulas. Paste it as values first." for heading in headings]


def _lies_between(table: Table, *indexes: int) -> bool:
    for row in table.sample:
        known = [cell for i in indexes if (cell := _number(row[i])) is not None]
        if len(known) == len(indexes) and known != sorted(known):
            return False
    return True


def _promote(found: dict[Part, int]) -> None:
    """A count or a population that stands alone is the value."""
    alone = [part for part in (Part.COUNT, Part.DENOMINATOR) if part in found]
    if Part.VALUE not in found and len(alone) == 1:
        found[Part.VALUE] = found.pop(alone[0])


def _fits(table: Table, part: Part, index: int) -> bool:
    test = TESTS.get(part, _is_number if part in FIGURES else None)
    cells = sample_of(table, index)
    return test is None or (bool(cells) and _mostly(cells, test))


def _complete(table: Table, found: dict[Part, int]) -> list[str]:
    """Find place, period and value by what stands in the columns, where no heading told them."""
    because = []
    for part in (Part.PLACE, Part.PERIOD, Part.VALUE):
        if part in found:
            continue
        free = [i for i in range(len(table.headings)) if i not in found.values()]
        fitting = [i for i in free if _fits(table, part, i)]
        if len(fitting) == 1 and not (part == Part.VALUE and _is_year(table.headings[fitting[0]])):
            found[part] = fitting[0]
            heading = table.headings[fitting[0]]
            because.append(f"{heading!r} is read as {part}, by what stands in it.")
    return because


def _across(table: Table, used: set[int]) -> list[Block]:
    """One column a period, such as `2019`; else one column an indicator."""
    figures = {
        i: heading
        for i, heading in enumerate(table.headings)
        if i not in used and heading and _fits(table, Part.VALUE, i)
    }
    years = {i: heading for i, heading in figures.items() if _is_year(heading)}
    part, chosen = (Part.PERIOD, years) if years else (Part.INDICATOR, figures)
    return [Block({Part.VALUE: i}, {part: heading}) for i, heading in chosen.items()]


def _says(layout: Layout, table: Table, filename: str) -> dict[Part, str]:
    says: dict[Part, str] = {}
    if not layout.told(Part.PERIOD):
        period = unsaid.period_of(filename)
        says |= {Part.PERIOD: period} if period else {}
    if not layout.told(Part.INDICATOR) and not layout.told(Part.INDICATOR_ID):
        stem = filename.split(".")[0].replace("_", " ").replace("-", " ").strip()
        says[Part.INDICATOR] = stem[:1].upper() + stem[1:]
    return says


def _mostly(cells: Iterable[str], test: Callable[[str], bool]) -> bool:
    results = [test(cell) for cell in cells]
    return sum(results) >= 0.8 * len(results)


def _number(cell: str | None) -> float | None:
    try:
        return numbers.parse(cell or "").value
    except numbers.NumberError:
        return None


def _is_number(cell: str) -> bool:
    """A formula stands for a number, so that its column is found and its cells are refused."""
    return _number(cell) is not None or numbers.is_absent(cell) or _is_formula(cell)


def _is_formula(cell: str) -> bool:
    return cell.lstrip().startswith("=")


def _is_code(cell: str) -> bool:
    return codes.is_well_formed(cell.strip()) or cell.strip() in unsaid.country_names()


def _is_period(cell: str) -> bool:
    try:
        periods.parse(cell, periods.Years.FINANCIAL)
    except periods.PeriodError:
        return False
    return True


def _is_year(heading: str) -> bool:
    return any(c.isdigit() for c in heading) and _is_period(heading)


def _is_sex(cell: str) -> bool:
    return cell.strip().lower() in sexes.BY_NAME


TESTS: Mapping[Part, Callable[[str], Any]] = {
    Part.PLACE: _is_code,
    Part.PERIOD: _is_period,
    Part.SEX: _is_sex,
}
