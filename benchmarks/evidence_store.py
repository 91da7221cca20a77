"""A store of made-up evidence for benchmarks: seeded, as large as it is asked to be.

Sixty of the indicators that ship, headlines among them, for councils, authorities, regions and the
country over twenty years and three sexes; others for small areas until the number of observations
is reached; life expectancy by deprivation tenth; deaths by cause and people by tenth and age.
The authorities have their own councils, and so their levers and actions can be shown beside.
"""

import csv
import hashlib
import os
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
import pyarrow as pa
import yaml

REFERENCE = Path(__file__).parents[1] / "reference"
COUNTRY = "E92000001"
REGIONS = [f"E12{n:06}" for n in range(1, 10)]
FICTIONAL = 900_000  # councils from this number on fill up to as many as England has


def _members() -> dict[str, list[str]]:
    """The councils of each combined authority of England, as the reference data has them."""
    found: dict[str, list[str]] = {}
    with (REFERENCE / "authority_members.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            is_now = row["member_kind"] == "council" and not row["valid_to"]
            if is_now and row["authority"].startswith("E47"):
                found.setdefault(row["authority"], []).append(row["member"])
    return {authority: own for authority, own in sorted(found.items()) if len(own) > 1}


def _usual_indicators() -> tuple[str, ...]:
    """Keys of indicators that ship, the headlines first: proportions, rates and means."""
    rows = [
        row
        for file in sorted((REFERENCE / "indicators").glob("*.yaml"))
        for row in yaml.load(file.read_text(encoding="utf-8"), yaml.CSafeLoader)
        if isinstance(row, dict) and row.get("value_type") in USUAL
    ]
    ordered = sorted(rows, key=lambda row: (not row.get("is_headline"), row["key"]))
    return tuple(row["key"] for row in ordered[:60])


USUAL = ("proportion", "crude rate", "mean", "directly standardised rate")
MEMBERS = _members()
AUTHORITIES = list(MEMBERS)
_real = {council for own in MEMBERS.values() for council in own}
COUNCILS = sorted(_real | {f"E07{FICTIONAL + n:06}" for n in range(308 - len(_real))})
SMALL_AREAS = [f"E01{n:06}" for n in range(33_755)]
LARGE = sorted([*COUNCILS, *AUTHORITIES, *REGIONS, COUNTRY])
SEXES = ("female", "male", "persons")
YEARS = tuple(range(2004, 2024))
INDICATORS = _usual_indicators()
LIFE = "fingertips-90366"
OUTCOMES = ("fingertips-90362", LIFE)
CAUSES = (
    "deaths-neoplasms",
    "deaths-respiratory",
    "deaths-diabetes",
    "deaths-ischaemic-heart-disease",
    "deaths-stroke",
    "deaths-other-circulatory",
    "deaths-intentional-injuries",
    "deaths-unintentional-injuries",
    "deaths-all-other-causes",
    "deaths-neonatal",
)
TENTHS = "Deprivation decile (IMD)"
KIND = "deprivation decile"
A_RELEASE = 10  # indicators


def start(home: str | None = None) -> Path:
    """Django against a home of its own, set up as `leveller setup` does."""
    folder = home or tempfile.mkdtemp(prefix="leveller-bench-")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "leveller.config.settings")
    os.environ["LEVELLER_HOME"] = folder
    import django

    django.setup()
    from leveller.cli.preparation import prepare

    prepare(lambda said: None, organisation="Benchmark")
    return Path(folder)


@dataclass(frozen=True)
class Cells:
    """Which figures a table holds: the product of places, sexes and years."""

    indicator: str
    places: list[str]
    sexes: tuple[str, ...]
    years: tuple[int, ...]
    has_limits: bool = True

    def __len__(self) -> int:
        return len(self.places) * len(self.sexes) * len(self.years)


def table(cells: Cells, random: np.random.Generator, **fixed: object) -> pa.Table:
    """Rows in the order of the store; what `fixed` says stands in every row."""
    from leveller.workbench.systems.evidence.store import layout

    size, per_place = len(cells), len(cells.sexes) * len(cells.years)
    places = np.repeat(np.array(cells.places, dtype=object), per_place)
    sexes = np.tile(
        np.repeat(np.array(cells.sexes, dtype=object), len(cells.years)), len(cells.places)
    )
    years = np.tile(np.array(cells.years), len(cells.places) * len(cells.sexes))
    people = random.integers(500, 100_000, size).astype(float)
    level = np.repeat(random.normal(50, 8, len(cells.places)), per_place)
    value = np.clip(level + 0.2 * (years - YEARS[0]) + random.normal(0, 1, size), 1, 99)
    reach = 196 * np.sqrt(value / 100 * (1 - value / 100) / people)
    columns: dict[str, object] = {
        "indicator": [cells.indicator] * size,
        "place": places,
        "period": years.astype(str),
        "period_start": _new_year(years),
        "period_end": _new_year(years + 1),
        "sex": sexes,
        "age": ["All ages"] * size,
        "age_from": np.zeros(size, "int16"),
        "value": value,
        "lower95": value - reach if cells.has_limits else None,
        "upper95": value + reach if cells.has_limits else None,
        "count": np.round(value * people / 100),
        "denominator": people,
        "row": np.arange(2, size + 2, dtype="int32"),
    }
    columns |= fixed
    return pa.table({f.name: _column(columns.get(f.name), f, size) for f in layout.SCHEMA})


def _new_year(years: np.ndarray) -> np.ndarray:
    return (years - 1970).astype("datetime64[Y]").astype("datetime64[D]")


def _column(values: object, field: pa.Field, size: int) -> pa.Array:
    if values is None:
        blank = pa.types.is_string(field.type)
        return pa.array([""] * size, field.type) if blank else pa.nulls(size, field.type)
    if isinstance(values, str):
        return pa.array([values] * size, field.type)
    return pa.array(values, field.type, from_pandas=True)


def by_tenth(indicator: str, places: list[str], random: np.random.Generator) -> pa.Table:
    """One year of an indicator by tenth of deprivation, rising towards the least deprived."""
    years = tuple(range(2001, 2011))  # one for each tenth, written over below
    cells = Cells(indicator, places, ("female", "male"), years)
    order = np.tile(np.arange(1, 11), len(cells) // 10)
    value = 70 + order + random.normal(0, 0.3, len(cells))
    fixed = {
        "period": "2014 - 16",
        "period_start": [date(2014, 1, 1)] * len(cells),
        "period_end": [date(2017, 1, 1)] * len(cells),
        "breakdown": TENTHS,
        "breakdown_kind": KIND,
        "category": order.astype(str),
        "category_order": order.astype("int16"),
        "value": value,
        "lower95": value - 0.5,
        "upper95": value + 0.5,
    }
    return table(cells, random, **fixed)


def by_tenth_and_age(indicator: str, of: float, random: np.random.Generator) -> pa.Table:
    """Three years of counts of the country by tenth, sex and five-year age."""
    ages = [(n * 5, None if n == 18 else n * 5 + 5) for n in range(19)]
    grid = [
        (sex, year, tenth, age)
        for sex in ("female", "male")
        for age in ages
        for year in YEARS[-3:]
        for tenth in range(1, 11)
    ]
    cells = Cells(indicator, [COUNTRY] * (len(grid) // 3), ("",), (2001, 2002, 2003))
    count = [of * (1 + 0.1 * (11 - tenth)) * (1 + age[0]) for _, _, tenth, age in grid]
    fixed = {
        "sex": [sex for sex, *_ in grid],
        "period": [str(year) for _, year, *_ in grid],
        "period_start": [date(year, 1, 1) for _, year, *_ in grid],
        "period_end": [date(year + 1, 1, 1) for _, year, *_ in grid],
        "age": [f"{age[0]}+" for *_, age in grid],
        "age_from": [age[0] for *_, age in grid],
        "age_to": [age[1] for *_, age in grid],
        "breakdown": TENTHS,
        "breakdown_kind": KIND,
        "category": [str(tenth) for *_, tenth, _ in grid],
        "category_order": [tenth for *_, tenth, _ in grid],
        "value": count,
    }
    return table(cells, random, **fixed)


def tables(observations: int, seed: int) -> Iterator[tuple[str, list[pa.Table]]]:
    """Releases as title and tables, each sorted, until there are as many observations."""
    random = np.random.default_rng(seed)
    left = observations
    extras = [
        ("Life expectancy", [table(Cells(k, LARGE, SEXES[:2], YEARS), random) for k in OUTCOMES]),
        ("Life expectancy by tenth", [by_tenth(LIFE, LARGE, random)]),
        ("Deaths by cause", [by_tenth_and_age(key, 3.0, random) for key in CAUSES]),
        ("People by tenth", [by_tenth_and_age("population", 5_000.0, random)]),
        ("Small areas by tenth", [_deciles(random)]),
    ]
    for title, made in extras:
        left -= sum(map(len, made))
        yield title, made
    for first in range(0, len(INDICATORS), A_RELEASE):
        own = [
            table(Cells(key, LARGE, SEXES, YEARS), random)
            for key in INDICATORS[first : first + A_RELEASE]
        ]
        left -= sum(map(len, own))
        yield f"Councils, part {first // A_RELEASE + 1}", own
    yield from _small(left, random)


def _small(left: int, random: np.random.Generator) -> Iterator[tuple[str, list[pa.Table]]]:
    number = part = 0
    while left > 0:
        own: list[pa.Table] = []
        while left > 0 and len(own) < A_RELEASE:
            places = SMALL_AREAS[: min(left, len(SMALL_AREAS))]
            years = YEARS[-2:] if number % 2 and left >= 2 * len(places) else YEARS[-1:]
            key = f"small-{number:02}"
            own.append(table(Cells(key, places, ("persons",), years, False), random))
            left -= len(own[-1])
            number += 1
        part += 1
        yield f"Small areas, part {part}", own


def _deciles(random: np.random.Generator) -> pa.Table:
    cells = Cells("iod2019-imd-decile", SMALL_AREAS, ("",), (2019,), False)
    return table(cells, random, value=random.integers(1, 11, len(cells)).astype(float))


def build(observations: int = 5_000_000, seed: int = 20_260_101) -> int:
    """Publish every table straight into the store; gives back how many observations it holds."""
    from leveller.workbench.ground.accounts.models import Organisation

    _places()
    owner = Organisation.objects.order_by("pk").first()
    held = 0
    for title, made in tables(observations, seed):
        _publish(owner, title, pa.concat_tables(made))
        held += sum(map(len, made))
    return held


def _places() -> None:
    from leveller.workbench.ground.accounts.actor import Actor
    from leveller.workbench.ground.places import actions, queries
    from leveller.workbench.ground.places.drafts import MembershipDraft, PlaceDraft
    from leveller.workbench.ground.places.kinds import kind_of

    links = [MembershipDraft(COUNTRY, region) for region in REGIONS]
    for n, council in enumerate(COUNCILS):
        links.append(MembershipDraft(REGIONS[n * len(REGIONS) // len(COUNCILS)], council))
    for n, area in enumerate(SMALL_AREAS):
        links.append(MembershipDraft(COUNCILS[n * len(COUNCILS) // len(SMALL_AREAS)], area))
    codes = {*LARGE, *SMALL_AREAS}
    known = set(queries.known_codes(codes))
    actions.take_places(
        by=Actor.of_system("benchmark"),
        places=[PlaceDraft(c, kind_of(c), f"Place {c}") for c in sorted(codes - known)],
        memberships=links,
        source="benchmark",
    )


def _publish(owner: object, title: str, rows: pa.Table) -> None:
    from leveller.workbench.ground.records.models import Release
    from leveller.workbench.systems.evidence.store import layout, summaries

    sha256 = hashlib.sha256(title.encode()).hexdigest()
    folder = layout.folder(sha256)
    folder.mkdir(parents=True)
    layout.write(rows, folder / layout.OBSERVATIONS)
    summaries.build(folder / layout.OBSERVATIONS, folder)
    release = Release.objects.create(
        organisation=owner,
        sha256=sha256,
        kind="observations",
        format="benchmark",
        title=title,
        filename="made-up",
        size=rows.nbytes,
        rows=len(rows),
        taken=len(rows),
        version="benchmark",
    )
    _catalogue(release, rows)


def _catalogue(release: object, rows: pa.Table) -> None:
    from leveller.workbench.ground.places.kinds import kind_of
    from leveller.workbench.systems.evidence.models import Series

    keys = ["indicator", "breakdown", "breakdown_kind"]
    kinds = {code: str(kind_of(code)) for code in rows["place"].unique().to_pylist()}
    kind = pa.array([kinds[code] for code in rows["place"].to_pylist()])
    grouped = rows.append_column("kind", kind).group_by([*keys, "kind"])
    made = grouped.aggregate(
        [
            ("sex", "distinct"),
            ("period", "distinct"),
            ("period_start", "min"),
            ("period_end", "max"),
            ("place", "count_distinct"),
            ("row", "count"),
            ("lower95", "count"),
            ("count", "count"),
        ]
    )
    Series.objects.bulk_create(_series(release, row) for row in made.to_pylist())


def _series(release: object, row: dict[str, object]) -> object:
    from leveller.workbench.systems.evidence.models import Series

    return Series(
        release=release,
        indicator=_indicator(str(row["indicator"])),
        kind=row["kind"],
        breakdown=row["breakdown"],
        breakdown_kind=row["breakdown_kind"],
        sexes=sorted(row["sex_distinct"]),
        ages=["All ages"],
        periods=sorted(row["period_distinct"]),
        first=row["period_start_min"],
        last=row["period_end_max"],
        rows=row["row_count"],
        places=row["place_count_distinct"],
        has_intervals=bool(row["lower95_count"]),
        has_counts=bool(row["count_count"]),
    )


def _indicator(key: str) -> object:
    """Indicators that don't ship are of small areas: each is a percentage."""
    from leveller.workbench.ground.vocabulary.models import Indicator

    words = {
        "name": key.replace("-", " ").capitalize(),
        "unit": "%",
        "value_type": "proportion",
        "polarity": "low is good",
        "is_headline": key in ("small-00", "small-01"),
    }
    return Indicator.objects.get_or_create(key=key, defaults=words)[0]
