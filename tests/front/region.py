"""Two authorities, their councils and a country, with figures from which gaps follow."""

from leveller.workbench.ground.accounts.models import Organisation
from leveller.workbench.ground.vocabulary.models.indicators import ValueType
from leveller.workbench.systems.evidence.gaps import (
    Change,
    End,
    Gap,
    Measure,
    Point,
    Verdict,
)
from leveller.workbench.systems.evidence.queries import (
    IndicatorCard,
    Interval,
    Period,
    ReleaseCard,
    Spot,
    Trace,
)
from tests.systems.evidence import factory
from tests.systems.evidence.factory import Row, dates, row

GM, WM, ENGLAND = "E47000001", "E47000007", "E92000001"
TEN = [f"E080000{n:02}" for n in range(1, 11)]
WEST = [f"E080000{n:02}" for n in range(25, 32)]
LIFE, HEALTHY = "fingertips-90366", "fingertips-90362"
NAMES = {GM: "Greater Manchester", WM: "West Midlands", ENGLAND: "England"}
DAY = dates("2026")[0]
TENTHS = {
    "breakdown": "Deprivation decile (IMD)",
    "breakdown_kind": "deprivation decile",
}
SPREAD = [74.8, 75.9, 76.0, 76.5, 77.0, 77.1, 77.9, 78.0, 79.0, 79.4]
PERIODS = ("2014 - 16", "2017 - 19", "2020 - 22")


def build(organisation: Organisation) -> None:
    factory.region({GM: TEN, WM: WEST, ENGLAND: [*TEN, *WEST]}, NAMES)
    life = {"value_type": ValueType.LIFE_EXPECTANCY, "unit": "years", "polarity": "high is good"}
    factory.indicator(LIFE, name="Life expectancy at birth", is_headline=True, **life)
    factory.indicator(HEALTHY, name="Healthy life expectancy at birth", **life)
    factory.release(organisation, [*councils(), *country()], title="Life expectancy by council")
    factory.release(organisation, tenths(), title="Life expectancy by tenth")


def councils() -> list[Row]:
    """The range grows by 0.6 years a period: 3.4, 4.0, 4.6 for men; women half a year less."""
    rows = []
    for number, period in enumerate(PERIODS):
        for sex, lift in (("male", 0.0), ("female", 4.0)):
            for code, value in zip(TEN, SPREAD, strict=True):
                drawn = 77 + (value - 77) * (0.74 + 0.13 * number) + lift
                rows.append(_life(code, period, sex, drawn))
            rows += [_life(code, period, sex, 76 + lift + n / 2) for n, code in enumerate(WEST)]
    return rows


def country() -> list[Row]:
    return [
        _life(ENGLAND, period, sex, value)
        for period in PERIODS
        for sex, value in (("male", 79.3), ("female", 83.1))
    ]


def tenths() -> list[Row]:
    """England by tenths of deprivation: a straight line of ten years from one end to the other."""
    return [
        row(
            LIFE,
            ENGLAND,
            "2014 - 16",
            74 + number + lift,
            sex=sex,
            category=f"{number}",
            category_order=number,
            denominator=5_000_000,
            limits=(73.9 + number + lift, 74.1 + number + lift),
            **TENTHS,
        )
        for sex, lift in (("male", 0.0), ("female", 3.0))
        for number in range(1, 11)
    ]


def _life(code: str, period: str, sex: str, value: float) -> Row:
    value = round(value, 2)
    return row(LIFE, code, period, value, sex=sex, limits=(value - 0.4, value + 0.4))


def period(label: str) -> Period:
    return Period(label, *dates(label))


CARD = IndicatorCard(
    key=LIFE,
    name="Life expectancy at birth",
    short_name="Life expectancy",
    theme="Outcomes",
    unit="years",
    multiplier=1,
    value_type="life expectancy",
    polarity="high is good",
    decimals=1,
    is_headline=True,
    is_reviewed=True,
    order=1,
)
RELEASE = ReleaseCard(
    sha256="ab" * 32,
    kind="observations",
    title="Life expectancy by council",
    filename="life.csv",
    source="tests",
    publisher="The tests",
    licence="OGL v3.0",
    attribution="Tests.",
    published_on=dates("2023")[0],
    is_public=True,
    is_withdrawn=False,
    disclosure="none",
)
MANCHESTER = Spot(GM, "Greater Manchester", "authority", (GM,))


def gap(measure: Measure = Measure.RANGE, value: float = 4.6, **more: object) -> Gap:
    """A gap of men's life expectancy, of which a test says what it is about."""
    ends = (End("Manchester", 74.8, None, TEN[0]), End("Trafford", 74.8 + value, None, TEN[9]))
    given = {
        "indicator": CARD,
        "place": MANCHESTER,
        "measure": measure,
        "value": value,
        "unit": "years",
        "interval": Interval(value - 1, value + 1),
        "no_interval": "",
        "period": period("2020 - 22"),
        "sex": "male",
        "age": "All ages",
        "ends": ends,
        "change": change(Verdict.CANNOT_TELL),
        "history": (),
        "method": "The highest less the lowest.",
        "cautions": (),
        "substitute": "",
        "release": RELEASE,
        "trace": Trace.to(RELEASE, indicator=LIFE, place=TEN),
    }
    return Gap(**(given | more))


def point(label: str, value: float, interval: Interval | None = None) -> Point:
    ends = (End("Manchester", 75.0, None, TEN[0]), End("Trafford", 75.0 + value, None, TEN[9]))
    return Point(period(label), value, interval, ends)


def change(verdict: Verdict, since: Point | None = None, **more: object) -> Change:
    return Change(verdict, "the tests say so", since, **more)
