"""Made-up figures for the gallery: enough to show each part with its awkward cases."""

import math

from leveller.workbench.ground.pages import charts
from leveller.workbench.ground.pages.benchmarks import Benchmark
from leveller.workbench.ground.pages.charts import Axis, Break, Compared, Estimate, Point, Series
from leveller.workbench.ground.pages.tables import Cell, Column, Interval, Kind, Source, Table

SOURCE = Source(
    "Made-up figures for the gallery", "/pages/gallery/", "Open Government Licence v3.0"
)
AXIS = Axis("Healthy life expectancy", "years")
COUNCILS = (
    *("Ashcombe", "Brackwater and Long Itchington", "Coldharbour", "Dunmere", "Eastley"),
    *("Fernhill", "Greywell", "Harrowmoor"),
)
PERIODS = tuple(f"{year} - {(year + 2) % 100:02d}" for year in range(2009, 2021))


def around(value: float, half: float) -> Estimate:
    return Estimate(round(value, 2), round(value - half, 2), round(value + half, 2))


def series(label: str, level: float, half: float, *, gap: str = "") -> Series:
    def at(i: int, period: str) -> Estimate:
        if period == gap:
            return Estimate(None, note="not published")
        return around(level - 0.12 * i + 0.5 * math.sin(i * 1.3 + level), half)

    return Series(label, tuple(Point(period, at(i, period)) for i, period in enumerate(PERIODS)))


def compared() -> list[Compared]:
    classes = (Benchmark.SIMILAR, Benchmark.WORSE, Benchmark.BETTER, Benchmark.NOT_COMPARED)
    rows = [
        Compared(name, around(58 + 7 * math.sin(i * 2.1) ** 2, 0.9), classes[i % 4], f"#{i}")
        for i, name in enumerate(COUNCILS[:-1])
    ]
    return [*rows, Compared(COUNCILS[-1], Estimate(None, note="fewer than 8"))]


def table() -> Table:
    columns = (
        Column("place", "Council"),
        Column("count", "Deaths", Kind.NUMBER, decimals=0),
        Column("rate", "Rate", Kind.NUMBER, "per 100,000", 1, "Directly standardised by age."),
        Column("interval", "95% interval", Kind.INTERVAL, "", 1),
        Column("benchmark", "Compared with England", Kind.BENCHMARK),
        Column("trend", "Recent trend"),
    )
    rows = [_row(i, name) for i, name in enumerate(COUNCILS)]
    return Table(
        key="mortality",
        caption="Deaths under 75 from causes considered preventable, 2020 to 2022",
        columns=columns,
        rows=rows,
        notes=("Counts are rounded to 5; counts from 1 to 7 are suppressed.",),
        source=SOURCE,
    )


def _row(i: int, name: str) -> dict[str, object]:
    if i == 3:
        hidden = Cell(None, text="fewer than 8", note="suppressed")
        return {
            "place": Cell(name, link="#"),
            "count": hidden,
            "rate": Cell(None, text="not shown"),
        }
    rate = 140 + 37.5 * math.sin(i)
    return {
        "place": Cell(name, link="#"),
        "count": 1235 - 140 * i,
        "rate": rate,
        "interval": Interval(rate - 12, rate + 12.5),
        "benchmark": list(Benchmark)[i],
        "trend": ("No significant change", "Increasing and getting worse", "Cannot be calculated")[
            i % 3
        ],
    }


def empty_table() -> Table:
    return Table(
        "empty",
        "Decisions of the board",
        (Column("what", "Decision"),),
        (),
        empty="No decision is recorded yet. When the board decides, it appears here.",
    )


def gradients() -> list[charts.Gradient]:
    def one(label: str, most: float, least: float) -> charts.Gradient:
        points = [
            around(most + (least - most) * (i + 0.5) / 10 + 0.3 * math.sin(i * 1.7), 0.5)
            for i in range(10)
        ]
        slope = around(least - most, 0.6)
        return charts.Gradient(label, tuple(points), (most, least), slope)

    return [one("Males", 73.5, 82.6), one("Females", 78.4, 86.0)]


def spine_rows() -> list[charts.SpineRow]:
    facts = (
        ("Healthy life expectancy, males", "years", 58.9, 63.1, 54, 70, Benchmark.WORSE, True),
        ("Smoking prevalence in adults (18+)", "%", 15.2, 12.7, 6, 22, Benchmark.WORSE, False),
        ("Children in relative low income families (under 16s)",
         "%", 21, 19.8, 3, 42, Benchmark.SIMILAR, False),
        ("Physically active adults", "%", 68.3, 67.1, 50, 80, Benchmark.SIMILAR, True),
        ("Fuel poverty", "%", 11.9, 13.1, 6, 20, Benchmark.BETTER, False),
        ("Employment rate", "%", 74, 75.4, 60, 88, Benchmark.NOT_COMPARED, None),
    )  # fmt: skip
    return [
        charts.SpineRow(
            *(name, "2020 - 22", unit, 1, around(place, place * 0.03), country, low, high),
            lower_quartile=country - (country - low) * 0.4,
            upper_quartile=country + (high - country) * 0.4,
            region=(place + country) / 2,
            benchmark=benchmark,
            higher_is_better=better,
        )
        for name, unit, place, country, low, high, benchmark, better in facts
    ]


def bands(peak: float, spread: float) -> list[charts.AgeBand]:
    def people(age: int, scale: float) -> float:
        return round(scale * math.exp(-(((age - peak) / spread) ** 2)))

    ages = range(0, 90, 5)
    names = [f"{age} to {age + 4}" if age < 85 else "85 and over" for age in ages]
    return [
        charts.AgeBand(name, people(age, 6e4), people(age - 2, 6.1e4))
        for name, age in zip(names, ages, strict=True)
    ]


def contributions() -> list[charts.Contribution]:
    males = {
        "Circulatory disease": 2.1,
        "Cancer": 1.7,
        "Respiratory disease": 1.1,
        "External causes": 0.9,
        "Digestive disease": 0.6,
        "Mental and behavioural": 0.4,
        "Infant deaths": 0.2,
        "Other": -0.3,
    }
    females = {name: round(value * 0.8, 2) for name, value in males.items()}
    return [charts.Contribution("Males", males), charts.Contribution("Females", females)]


def every_chart() -> list[charts.Chart]:
    known = {"axis": AXIS, "source": SOURCE}
    northmoor, england = series("Northmoor", 60, 1.0, gap="2014 - 16"), series("England", 63, 0.1)
    life = Axis("Life expectancy at birth", "years")
    return [
        charts.trend(
            key="trend",
            title="Healthy life expectancy at birth, males",
            series=[northmoor],
            benchmark=england,
            breaks=[Break("2017 - 19", "the survey question changed")],
            **known,
        ),
        charts.comparison(
            key="dots",
            title="Healthy life expectancy by council, 2020 to 2022",
            compared=compared(),
            benchmark=("England", 62.5),
            **known,
        ),
        charts.comparison(
            key="bars",
            title="Adults who smoke, by kind of work, 2023",
            axis=Axis("Smokers", "%"),
            compared=[
                Compared("Routine and manual", around(19.5, 1.1)),
                Compared("Intermediate", around(13.2, 0.9)),
                Compared("Managerial and professional", around(7.9, 0.6)),
            ],
            benchmark=("All adults", 12.4),
            as_bars=True,
            label="Kind of work",
            source=SOURCE,
        ),
        charts.gradient(
            key="gradient",
            title="Life expectancy by deprivation decile, 2014 to 2016",
            axis=life,
            gradients=gradients(),
            source=SOURCE,
        ),
        charts.spine(
            key="spine",
            title="Northmoor against England, 2020 to 2022",
            rows=spine_rows(),
            place="Northmoor",
            region="Northern England",
            source=SOURCE,
        ),
        charts.slopes(
            key="slopes",
            title="Healthy life expectancy by council, earlier and later",
            periods=("2009 - 11", "2020 - 22"),
            changes=[
                charts.Change(
                    name, around(59 + 0.7 * i, 0.8), around(58 + (i * 5 % 8), 0.8), i == 2
                )
                for i, name in enumerate(COUNCILS)
            ],
            **known,
        ),
        charts.pyramid(
            key="pyramid",
            title="People of Northmoor by age and sex, 2022",
            period="2022",
            bands=bands(30, 45),
            comparator=("England", bands(38, 50)),
            source=SOURCE,
        ),
        charts.contributions(
            key="causes",
            title="What the gap in life expectancy is made of, 2020 to 2022",
            axis=Axis("Years of the gap between the most and least deprived fifths", "years"),
            groups=contributions(),
            source=SOURCE,
        ),
        charts.small_multiples(
            key="multiples",
            title="Healthy life expectancy in each council",
            series=[series(name, 58 + i, 1.1) for i, name in enumerate(COUNCILS)],
            benchmark=england,
            **known,
        ),
    ]
