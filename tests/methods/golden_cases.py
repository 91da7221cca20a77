"""Golden cases of our own, with the roles and parameters that the shared folder lacks.

Expected figures come from the slow oracles, never from the measures themselves.
"""

import math
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.methods import oracles
from tests.methods.golden_folders import write_case

Entry = dict[str, Any]
WEIGHTS = {"0-14": 16_000, "15-64": 65_500, "65+": 18_500}
AGES = [0, 1, *range(5, 81, 5)]


def dsr_rows(area: str, counts: list[float]) -> list[dict[str, Any]]:
    people = [4_000, 12_000, 3_000]
    return [
        {"area": area, "ageband": band, "n": n, "x": x, "std": std}
        for (band, std), n, x in zip(WEIGHTS.items(), people, counts, strict=True)
    ]


def expected_dsr(rows: list[dict[str, Any]], levels: tuple[float, ...]) -> dict[str, float]:
    counts, people, weights = ([row[k] for row in rows] for k in ("x", "n", "std"))
    out: dict[str, float] = {"total_count": sum(counts), "total_pop": sum(people)}
    for level in levels:
        label = f"{level * 100:.1f}".replace(".", "_")
        rate, lower, upper = oracles.standardised_rate(counts, people, weights, level)
        out |= {"value": rate * 1e5, f"lower{label}cl": lower * 1e5, f"upper{label}cl": upper * 1e5}
    return out


def dsr_at_many_levels(folder: Path) -> Entry:
    levels = (0.9, 0.95, 0.99, 0.998)
    areas = {
        area: dsr_rows(area, counts) for area, counts in (("A", [3, 20, 40]), ("B", [1, 7, 9]))
    }
    return write_case(
        folder,
        "dsr_many_levels",
        "directly standardised rate",
        [row for rows in areas.values() for row in rows],
        [{"area": area, **expected_dsr(rows, levels)} for area, rows in areas.items()],
        roles={"count": "x", "population": "n", "standard_population": "std"},
        parameters={"confidence": list(levels), "group_by": "area", "multiplier": 100_000},
        keys=["area"],
        values=["total_count", "total_pop", "value", "lower90_0cl", "upper99_0cl", "lower99_8cl"],
    )


def dsr_repeated_events(folder: Path) -> Entry:
    """People by number of events; the variance of f events in one person is f squared."""
    people, weights = [4_000, 12_000, 3_000], list(WEIGHTS.values())
    by_frequency = {1: [5, 11, 20], 2: [1, 4, 6], 3: [0, 2, 1]}
    rows = [
        {
            "area": "A",
            "ageband": band,
            "freq": f,
            "x": by_frequency[f][i],
            "n": people[i],
            "std": weights[i],
        }
        for f in by_frequency
        for i, band in enumerate(WEIGHTS)
    ]
    events = [sum(f * xs[i] for f, xs in by_frequency.items()) for i in range(3)]
    squares = [sum(f * f * xs[i] for f, xs in by_frequency.items()) for i in range(3)]
    total = sum(weights)
    rate = sum(w * x / n for w, x, n in zip(weights, events, people, strict=True)) / total
    variance = sum(
        (w / total) ** 2 * s / n**2 for w, s, n in zip(weights, squares, people, strict=True)
    )
    low, high = oracles.byar(sum(events), 0.95)
    scale = math.sqrt(variance / sum(events))
    expected = {
        "area": "A",
        "total_count": sum(events),
        "total_pop": sum(people),
        "value": rate * 1e5,
        "lower95_0cl": (rate + scale * (low - sum(events))) * 1e5,
        "upper95_0cl": (rate + scale * (high - sum(events))) * 1e5,
    }
    return write_case(
        folder,
        "dsr_repeated_events",
        "directly standardised rate",
        rows,
        [expected],
        roles={
            "count": "x",
            "population": "n",
            "standard_population": "std",
            "event_frequency": "freq",
            "age_band": "ageband",
        },
        parameters={"independent_events": False, "group_by": "area", "confidence": 0.95},
        keys=["area"],
        values=["total_count", "total_pop", "value", "lower95_0cl", "upper95_0cl"],
    )


def dsr_peer_rules(folder: Path) -> Entry:
    few, missing = dsr_rows("few", [1, 2, 6]), dsr_rows("missing", [4, 20, 9])
    missing[0]["x"] = 0
    expected = [
        {"area": "few", "total_count": 9, "value": None, "lower95_0cl": None},
        {"area": "missing", **expected_dsr(missing, (0.95,))},
    ]
    missing[0]["x"] = None
    return write_case(
        folder,
        "dsr_peer_rules",
        "directly standardised rate",
        [*few, *missing],
        expected,
        roles={"count": "x", "population": "n", "standard_population": "std"},
        parameters={
            "group_by": "area",
            "peer_rules": ["under-10-events-blanks", "missing-count-is-0"],
        },
        keys=["area"],
        values=["total_count", "value", "lower95_0cl"],
    )


def ratio_of_totals(folder: Path) -> Entry:
    """Observed totals without ages stand in a file of their own."""
    rows, observed, expected = [], [], []
    for area, total in (("A", 7), ("B", 0), ("C", 140)):
        people, events, reference = (
            [4_000, 12_000, 3_000],
            [30, 400, 900],
            [90_000, 300_000, 60_000],
        )
        rows += [
            {"area": area, "band": band, "n": n, "rx": x, "rn": r}
            for band, n, x, r in zip(WEIGHTS, people, events, reference, strict=True)
        ]
        observed.append({"area": area, "seen": total})
        due = sum(n * x / r for n, x, r in zip(people, events, reference, strict=True))
        low, high = oracles.poisson(total, 0.95)
        expected.append(
            {
                "area": area,
                "observed": total,
                "expected": due,
                "Value": 100 * total / due,
                "lower_95_ci": 100 * low / due,
                "upper_95_ci": 100 * high / due,
            }
        )
    return write_case(
        folder,
        "smr_of_totals",
        "indirectly standardised ratio (SMR)",
        rows,
        expected,
        roles={
            "population": "n",
            "reference_count": "rx",
            "reference_population": "rn",
            "observed_total": "seen",
        },
        parameters={
            "group_by": "area",
            "refvalue": 100,
            "observed_file": "observed.csv",
            "confidence": 0.95,
        },
        keys=["area"],
        values=["observed", "expected", "Value", "lower_95_ci", "upper_95_ci"],
        files={"observed.csv": observed},
    )


def proportions(folder: Path, aggregate: bool) -> Entry:
    cells = [("A", 3, 40), ("A", 9, 60), ("B", 0, 15)]
    rows = [{"area": area, "x": x, "n": n} for area, x, n in cells]
    groups = [("A", 12, 100), ("B", 0, 15)] if aggregate else cells
    expected = []
    for number, (area, x, n) in enumerate(groups, start=1):
        low, high = oracles.wilson(x, n, 0.998)
        expected.append(
            {
                "row": number,
                "area": area,
                "value": 100 * x / n,
                "lowercl": 100 * low,
                "uppercl": 100 * high,
            }
        )
    return write_case(
        folder,
        f"proportions_{'added_up' if aggregate else 'by_row'}",
        "proportion",
        rows,
        expected,
        roles={"numerator": "x", "denominator": "n"},
        parameters={
            "group_by": "area",
            "aggregate": aggregate,
            "multiplier": 100,
            "confidence": 99.8,
        },
        keys=["area"] if aggregate else ["row"],
        values=["value", "lowercl", "uppercl"],
        tolerance={"rel": 1e-6, "abs": 1e-9},
    )


def slope_with_se(folder: Path, multiplier: float) -> Entry:
    values = [70.0, 71.5, 72.2, 74.0, 76.5]
    errors, people = [0.5, 0.6, 0.4, 0.7, 0.5], [90, 100, 110, 95, 105]
    start, end = oracles.line_ends(values, people)
    moved = []
    for i in range(5):
        other = [*values]
        other[i] += errors[i]
        low, high = oracles.line_ends(other, people)
        moved.append((high - low) - (end - start))
    spread = math.sqrt(sum(m * m for m in moved))
    limits = sorted(
        multiplier * (end - start + side * oracles.z(0.99) * spread) for side in (-1, 1)
    )
    expected = {
        "area": "A",
        "sii": multiplier * (end - start),
        "rii": start / end if multiplier < 0 else end / start,
        "intercept": start,
        "sii_lower99_0cl": limits[0],
        "sii_upper99_0cl": limits[1],
    }
    return write_case(
        folder,
        f"slope_with_se_{multiplier:g}",
        "slope and relative index of inequality (PHE method)",
        [
            {"area": "A", "q": q, "v": v, "e": e, "n": n}
            for q, v, e, n in zip(range(1, 6), values, errors, people, strict=True)
        ],
        [expected],
        roles={"quantile": "q", "population": "n", "value": "v", "se": "e"},
        parameters={
            "value_type": "other",
            "transform": False,
            "multiplier": multiplier,
            "confidence": [0.99],
            "repetitions": 100_000,
            "standard_error_from": "se",
        },
        keys=["area"],
        values=["sii", "rii", "intercept", "sii_lower99_0cl", "sii_upper99_0cl"],
        tolerance={"rel": 1e-8, "abs": 1e-9, "simulated_limits": "none"},
    )


def life_to_80(folder: Path) -> Entry:
    deaths = [8.0, 2, 1, 1, 3, 5, 6, 8, 10, 14, 20, 28, 45, 70, 110, 160, 230, 900]
    people = [1_500.0, 6_000, *[8_000.0] * 12, 6_000, 5_000, 4_200, 7_000]
    table = oracles.life_table(deaths, people, [float(a) for a in AGES])
    return write_case(
        folder,
        "life_to_80",
        "life expectancy (Chiang II, Silcocks final-interval variance)",
        [{"start": age, "n": n, "d": d} for age, n, d in zip(AGES, people, deaths, strict=True)],
        [
            {
                "start": age,
                "value": years,
                "lowercl": years - oracles.z(0.95) * error,
                "uppercl": years + oracles.z(0.95) * error,
            }
            for age, (years, error) in zip(AGES, table, strict=True)
        ],
        roles={"start_age": "start", "population": "n", "deaths": "d"},
        parameters={"confidence": 0.95, "age_bands": "0,1-4,5-9,...,75-79,80+"},
        keys=["start"],
        values=["value", "lowercl", "uppercl"],
    )


def life_peer_rules(folder: Path) -> Entry:
    """A group for each rule; the small one has intervals wide enough for the last."""
    deaths = [8.0, 2, 1, 1, 3, 5, 6, 8, 10, 14, 20, 28, 45, 70, 110, 160, 230, 900]
    people = [1_500.0, 6_000, *[8_000.0] * 12, 6_000, 5_000, 4_200, 7_000]
    scarce = [0.0] * 17 + [2.0]
    scarce[0] = 1.0
    groups = {
        "negative": ([*deaths[:4], -1.0, *deaths[5:]], people),
        "nobody": (deaths, [*people[:4], 0.0, *people[5:]]),
        "too many dead": ([*deaths[:4], 9_000.0, *deaths[5:]], people),
        "small": ([d / 30 for d in deaths], [n / 30 for n in people]),
        "no death at the end": ([*deaths[:-1], 0.0], people),
        "wide": (scarce, [300.0] * 18),
    }
    rows = [
        {"area": area, "start": age, "n": n, "d": d}
        for area, (dead, alive) in groups.items()
        for age, n, d in zip(AGES, alive, dead, strict=True)
    ]
    rows += [
        {"area": "a band missing", "start": age, "n": n, "d": d}
        for age, n, d in zip(AGES, people, deaths, strict=True)
        if age != 40
    ]
    expected = []
    for row in rows:
        years, low, high = None, None, None
        if row["area"] == "wide":
            table = oracles.life_table(scarce, [300.0] * 18, [float(a) for a in AGES])
            value, error = table[AGES.index(row["start"])]
            low, high = (value + side * oracles.z(0.95) * error for side in (-1, 1))
            years = None if high - low > 20 else value
        expected.append(
            {
                "area": row["area"],
                "start": row["start"],
                "value": years,
                "lowercl": low,
                "uppercl": high,
            }
        )
    assert any(each["lowercl"] is not None and each["value"] is None for each in expected)
    return write_case(
        folder,
        "life_peer_rules",
        "life expectancy (Chiang II, Silcocks final-interval variance)",
        rows,
        expected,
        roles={"start_age": "start", "population": "n", "deaths": "d"},
        parameters={
            "group_by": "area",
            "peer_rules": [
                "bad-band-blanks-group",
                "population-5000-or-less-blanks",
                "no-death-in-last-band-blanks",
                "wide-interval-20-years-blanks-value",
            ],
        },
        keys=["area", "start"],
        values=["value", "lowercl", "uppercl"],
    )


def funnel_points(folder: Path) -> Entry:
    rows = [
        {"place": "A", "ev": 40, "rate": 80.0, "pop": 50_000},
        {"place": "B", "ev": 6, "rate": 30.0, "pop": 20_000},
        {"place": "C", "ev": 0, "rate": 0.0, "pop": 9_000},
    ]
    expected = [
        {"place": "A", "rate_chart": 80.0, "denominator_derived": 1e5 * 40 / 80 / 3},
        {"place": "B", "rate_chart": None, "denominator_derived": None},
        {"place": "C", "rate_chart": None, "denominator_derived": None},
    ]
    return write_case(
        folder,
        "funnel_points_dsr",
        "funnel points",
        rows,
        expected,
        roles={"events": "ev", "rate": "rate", "denominator": "pop"},
        parameters={"rate_type": "dsr", "years_of_data": 3, "multiplier": 100_000},
        keys=["place"],
        values=["rate_chart", "denominator_derived"],
    )


def funnel_dsr_significance(folder: Path) -> Entry:
    cells = [("A", 40, 80.0), ("B", 6, 30.0), ("C", 300, 190.0), ("D", 90, 60.0)]
    baseline = sum(ev for _, ev, _ in cells) / sum(ev / rate for _, ev, rate in cells)
    expected = []
    for place, events, rate in cells:
        word = "Not significant"
        for level, tail in ((0.95, "0.025"), (0.998, "0.001")):
            low, high = oracles.poisson(events, level)
            if low * rate / events > baseline:
                word = f"High ({tail})"
            if high * rate / events < baseline:
                word = f"Low ({tail})"
        if events < 10:
            word = "Not applicable for events less than 10 for dsrs"
        expected.append({"place": place, "significance": word})
    return write_case(
        folder,
        "funnel_significance_dsr",
        "funnel significance",
        [{"place": p, "ev": e, "rate": r} for p, e, r in cells],
        expected,
        roles={"events": "ev", "rate": "rate"},
        parameters={"statistic": "rate", "rate_type": "dsr", "multiplier": 100_000},
        keys=["place"],
        values=["significance"],
    )


def funnel_ratio_count(folder: Path) -> Entry:
    """Limits around 0: the ratio less 1. The sizes start at 1 and rise by at least 1."""
    expected = []
    for events in (1, 2, 3):
        row: dict[str, Any] = {"Observed_events": events}
        for name, level in (("2s", 0.95), ("3s", 0.998)):
            low, high = oracles.exact_poisson(events, level)
            row |= {
                f"lower_{name}_limit": events / high - 1,
                f"upper_{name}_limit": events / low - 1,
            }
        expected.append(row)
    return write_case(
        folder,
        "funnel_ratio_count",
        "funnel limits",
        [{"o": 12, "e": 3.0}, {"o": 30, "e": 40.0}],
        expected,
        roles={"observed": "o", "expected": "e"},
        parameters={"statistic": "ratio", "ratio_type": "count", "points": 100},
        keys=["Observed_events"],
        values=["lower_2s_limit", "upper_2s_limit", "lower_3s_limit", "upper_3s_limit"],
        tolerance={"rel": 1e-7, "abs": 1e-9},
    )


CASES: list[Callable[[Path], Entry]] = [
    dsr_at_many_levels,
    dsr_repeated_events,
    dsr_peer_rules,
    ratio_of_totals,
    lambda folder: proportions(folder, aggregate=True),
    lambda folder: proportions(folder, aggregate=False),
    lambda folder: slope_with_se(folder, -1.0),
    lambda folder: slope_with_se(folder, -100.0),
    lambda folder: slope_with_se(folder, 0.5),
    life_to_80,
    life_peer_rules,
    funnel_points,
    funnel_dsr_significance,
    funnel_ratio_count,
]
