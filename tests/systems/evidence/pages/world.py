"""A small country with an authority of three councils, each with two small areas."""

import shapely

from leveller.workbench.ground.accounts.models import Organisation
from leveller.workbench.ground.records.models import Release
from leveller.workbench.ground.records.models.releases import ReleaseKind
from leveller.workbench.ground.vocabulary.models.indicators import Polarity, ValueType
from leveller.workbench.systems.evidence.store import layout
from tests.systems.evidence import factory
from tests.systems.evidence.factory import Row, row

GM, ENGLAND = "E47000001", "E92000001"
BOLTON, BURY, MANCHESTER = "E08000001", "E08000002", "E08000003"
COUNCILS = {BOLTON: 20.0, BURY: 12.0, MANCHESTER: 24.0}
AREAS = {BOLTON: ("E01000001", "E01000002"), BURY: ("E01000003",), MANCHESTER: ("E01000004",)}
NAMES = {
    GM: "Greater Manchester",
    ENGLAND: "England",
    BOLTON: "Bolton",
    BURY: "Bury",
    MANCHESTER: "Manchester",
    "E01000001": "Bolton 001A",
}
SMOKING, LIFE, DECILE, RANK = "smoking", "life", "iod2025-imd-decile", "iod2025-imd-rank"
YEARS = [str(year) for year in range(2017, 2023)]
PEOPLE = 10_000


def build(organisation: Organisation) -> None:
    factory.region({GM: COUNCILS, ENGLAND: COUNCILS, **AREAS}, NAMES)
    _indicators()
    factory.release(organisation, [*smoking(), *smoking_by_tenth()], title="Smoking")
    factory.release(organisation, life(), title="Life")
    factory.release(organisation, small(), title="Deprivation")
    boundaries(organisation)


def _indicators() -> None:
    share = {"value_type": ValueType.PROPORTION, "unit": "%", "multiplier": 100}
    factory.indicator(
        SMOKING,
        name="Smoking in adults",
        short_name="Smoking",
        theme="Behaviours",
        polarity=Polarity.LOW_IS_GOOD,
        is_headline=True,
        **share,
    )
    years = {"value_type": ValueType.LIFE_EXPECTANCY, "unit": "years"}
    factory.indicator(LIFE, name="Life expectancy", polarity=Polarity.HIGH_IS_GOOD, **years)
    decile = {"value_type": ValueType.QUANTILE, "unit": "decile, 1 the most deprived"}
    factory.indicator(DECILE, name="Deprivation decile", theme="Deprivation", **decile)
    factory.indicator(RANK, name="Deprivation rank", theme="Deprivation", value_type="rank")
    factory.indicator("population", name="Population", value_type=ValueType.POPULATION)


def smoking() -> list[Row]:
    """Falling by one point a year everywhere; the authority itself has no figure."""
    rows = []
    for n, year in enumerate(YEARS):
        rows += [_share(code, year, start - n) for code, start in COUNCILS.items()]
        rows.append(_share(ENGLAND, year, 18.0 - n, PEOPLE * 100))
    return rows


def _share(code: str, year: str, value: float, people: int = PEOPLE) -> Row:
    half = 0.8 if people == PEOPLE else 0.08
    numbers = {"count": value * people / 100, "denominator": people}
    return row(SMOKING, code, year, value, limits=(value - half, value + half), **numbers)


def smoking_by_tenth() -> list[Row]:
    """England: from 30% in the most deprived tenth down to 12% in the least."""
    return [
        row(
            SMOKING,
            ENGLAND,
            "2022",
            32.0 - 2 * n,
            limits=(31.5 - 2 * n, 32.5 - 2 * n),
            denominator=1_000_000,
            breakdown="Deprivation decile",
            breakdown_kind="deprivation decile",
            category=f"Decile {n}",
            category_order=n,
        )
        for n in range(1, 11)
    ]


def life() -> list[Row]:
    """Without limits, of each sex, for councils only."""
    return [
        row(LIFE, code, period, 80 + n / 2 + (4 if sex == "female" else 0), sex=sex)
        for period in ("2017 - 19", "2020 - 22")
        for sex in ("female", "male")
        for n, code in enumerate(COUNCILS)
    ]


def small() -> list[Row]:
    areas = [area for own in AREAS.values() for area in own]
    found = []
    for n, area in enumerate(areas, 1):
        found.append(row(DECILE, area, "2025", 1.0 if n < 3 else 5.0, sex="", age=""))
        found.append(row(RANK, area, "2025", float(100 * n), sex="", age=""))
        found.append(row("population", area, "2020", 1_000.0 * n))
    return found


def boundaries(organisation: Organisation) -> Release:
    """Squares side by side, in longitude and latitude."""
    codes = [*COUNCILS, *(area for own in AREAS.values() for area in own)]
    shapes = [shapely.box(-2.5 + n / 10, 53.5, -2.4 + n / 10, 53.6).wkb for n in range(len(codes))]
    sha256 = "b" * 64
    folder = layout.folder(sha256)
    folder.mkdir(parents=True, exist_ok=True)
    columns = {"place": codes, "name": codes, "wkb": shapes, "wkb_simplified": shapes}
    layout.write(factory.pa.table(columns), folder / layout.BOUNDARIES)
    words = {"format": "boundaries", "filename": "squares.geojson", "version": "test"}
    numbers = {"size": 1, "rows": len(codes), "taken": len(codes)}
    return Release.objects.create(
        organisation=organisation,
        sha256=sha256,
        title="Squares",
        kind=ReleaseKind.BOUNDARIES,
        **words,
        **numbers,
    )
