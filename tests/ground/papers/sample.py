"""A brief of a made-up region with every kind of block: what the faces' tests print and read."""

from datetime import date

from leveller.workbench.ground.pages.benchmarks import Benchmark
from leveller.workbench.ground.pages.tables import Cell, Column, Interval, Kind, Table
from leveller.workbench.ground.papers import claims, sentences, tree
from leveller.workbench.ground.papers import figures as of
from leveller.workbench.ground.papers.runs import Link, Note, Paragraph, Shown, Strong, say

REGION, COUNTRY, DATED = "Wherrydale", "Albany", date(2026, 11, 21)
DEATHS = of.Source(
    key="deaths",
    title="Deaths and populations by deprivation decile",
    publisher="Office of the Registrar",
    vintage="2018 to 2020, published 1 March 2022",
    licence="Open Government Licence v3.0",
    attribution="Contains public sector information under the Open Government Licence v3.0.",
    address="https://example.org/deaths",
    sha256="3f" * 32,
)
HEALTH = of.Source(
    key="health",
    title="Healthy life expectancy by council",
    publisher="Office of the Registrar",
    vintage="2020 to 2022, published 26 March 2024",
    sha256="a1" * 32,
)
SURVEY = of.Source(key="survey", title="Annual survey of adults", publisher="Survey Office")


def trace(source: of.Source = DEATHS) -> of.Trace:
    return of.Trace(
        sources=(source,),
        selection={"indicator": "life-expectancy", "place": "W47000001", "sex": "male"},
        measure="Slope index of inequality",
        version="1",
        address="/evidence/trace/?figure=1",
    )


def figure(value, lower=None, upper=None, *, source=DEATHS, **facts) -> of.Figure:
    interval = None if lower is None else of.Interval(lower, upper, method="Chiang II")
    stated = {
        "unit": "years",
        "period": "2018 - 20",
        "place": REGION,
        "measure": "life expectancy at birth",
        "group": "men",
    }
    return of.Figure(value=value, interval=interval, trace=trace(source), **(stated | facts))


MOST, LEAST = claims.Side("the most deprived areas"), claims.Side("the least deprived areas")
GAP = claims.Gap(figure(-9.4, -9.74, -9.03), MOST, LEAST)
GAP_BEFORE = claims.Gap(figure(-8.9, -9.3, -8.5, period="2014 - 16"), MOST, LEAST)
UNCLEAR = claims.Gap(figure(-0.4, -1.2, 0.44, group="women"), MOST, LEAST)
RATIO = claims.Gap(
    figure(2.13, 1.94, 2.31, unit="times", measure="the death rate under 75", group="people"),
    *(MOST, LEAST, claims.Kind.RATIO),
)
WIDENED = claims.GapChange(GAP_BEFORE, GAP, figure(-0.5, -1.1, 0.2))
HEALTHY = figure(59.8, 58.6, 61.1, measure="healthy life expectancy at birth", source=HEALTH)
SUBSTITUTE = figure(
    *(13.0, 12.7, 13.3),
    unit="%",
    period="2019",
    place=COUNTRY,
    measure="smoking prevalence",
    group="adults",
    source=SURVEY,
    substitute=of.Substitute(REGION, of.Instead.PLACE),
)
COUNCILS = (
    ("Aldermoor", 77.1, 76.6, 77.6, Benchmark.WORSE),
    ("Birchwell", 79.9, 79.4, 80.4, Benchmark.BETTER),
    ("Cold Harbour", 78.4, 77.7, 79.0, Benchmark.SIMILAR),
    ("Dunsmere & Oxley", 74.8, 74.1, 75.4, Benchmark.WORSE),
)


def councils_table(key: str = "councils", rows: int = 1) -> Table:
    columns = (
        Column("council", "Council"),
        Column("value", "Life expectancy", Kind.NUMBER, "years", 1),
        Column("interval", "95% confidence interval", Kind.INTERVAL, "years", 1),
        Column("deaths", "Deaths", Kind.NUMBER, "", 0),
        Column("class", f"Compared with {COUNTRY}", Kind.BENCHMARK),
    )
    listed = [
        {
            "council": name if n == 0 else f"{name} {n + 1}",
            "value": value,
            "interval": Interval(low, high),
            "deaths": Cell(None, text="fewer than 8") if name == "Birchwell" else 1234 + n,
            "class": held,
        }
        for n in range(rows)
        for name, value, low, high, held in COUNCILS
    ]
    return Table(
        key=key,
        caption="Life expectancy at birth for men by council, 2018 to 2020",
        columns=columns,
        rows=listed,
        notes=("Counts from 1 to 7 are not shown.",),
        traces=({"release": DEATHS.sha256, "measure": "Life expectancy", "version": "1"},),
    )


def deciles_table(key: str = "deciles") -> Table:
    columns = (
        Column("decile", "Deprivation decile"),
        Column("value", "Life expectancy", Kind.NUMBER, "years", 1),
    )
    values = (73.9, 75.6, 76.9, 78.1, 79.0, 79.7, 80.3, 80.9, 81.8, 83.2)
    rows = [
        {"decile": f"{n}{' (most deprived)' if n == 1 else ''}", "value": value}
        for n, value in enumerate(values, start=1)
    ]
    return Table(key, "Life expectancy at birth for men by decile", columns, rows)


def drawing(label: str = "Life expectancy (years)") -> str:
    values = [row.cell("value").value for row in deciles_table().rows]
    bars = "".join(
        f'<rect x="{40 + 66 * n}" y="{300 - (v - 70) * 18:.1f}" width="46" '
        f'height="{(v - 70) * 18:.1f}" fill="#0b5c6b"/><text x="{63 + 66 * n}" y="318" '
        f'font-family="Arial, Liberation Sans, sans-serif" font-size="14" text-anchor="middle">'
        f"{n + 1}</text>"
        for n, v in enumerate(values)
    )
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" width="720" height="330" viewBox="0 0 720 330">'
        '<rect width="720" height="330" fill="#ffffff"/>'
        f'<text x="4" y="18" font-family="Arial" font-size="14">{label}</text>{bars}</svg>'
    )


def chart() -> tree.ChartBlock:
    return tree.ChartBlock(
        svg=drawing(),
        title="Life expectancy rises with each decile of deprivation",
        description="Men live 73.9 years in the most deprived tenth, 83.2 in the least deprived.",
        alternative="Bar chart. What it shows is said below, and its figures are in the table.",
        table=deciles_table(),
        notes=("The vertical axis starts at 70 years.",),
        sources=(DEATHS,),
    )


def map_block() -> tree.MapBlock:
    return tree.MapBlock(
        svg=drawing("A stand-in for a map"),
        title="Where men live shortest",
        description="The shortest lives are in Dunsmere & Oxley, in the south of the region.",
        alternative="Map of councils. Its figures are in the table.",
        table=councils_table("map"),
        sources=(DEATHS,),
    )


def summary() -> tuple[tree.Block, ...]:
    key_figures = (
        sentences.key_gap(GAP, "gap in life expectancy for men"),
        sentences.key_gap(RATIO, "as many deaths under 75, most against least deprived"),
        sentences.key_figure(HEALTHY, "healthy life expectancy for men"),
    )
    return (
        Paragraph.of(sentences.gap_sentence(GAP), sentences.gap_trend_sentence(WIDENED)),
        tree.KeyFigures(key_figures),
        tree.Callout(
            tree.CalloutKind.DECISION,
            (Paragraph.of("The board is asked to note the gap and to adopt it as a need."),),
        ),
    )


def paper(**changes: object) -> tree.Paper:
    spread = claims.Range(
        figure(74.8, 74.1, 75.4, place="Dunsmere & Oxley"),
        figure(79.9, 79.4, 80.4, place="Birchwell"),
        *(len(COUNCILS), "councils", REGION),
    )
    there = figure(79.4, 79.3, 79.5, place=COUNTRY)
    sections = (
        tree.Section(
            "How large the gap is",
            (
                Paragraph.of(
                    sentences.gap_sentence(GAP),
                    say("The slope index says this in one number.", Note(DEATHS)),
                ),
                chart(),
                Paragraph.of(sentences.gap_sentence(UNCLEAR)),
                tree.Callout(
                    tree.CalloutKind.LIMIT,
                    (sentences.value_sentence(SUBSTITUTE),),
                    "Smoking is known for the country only",
                ),
            ),
        ),
        tree.Section("Where it is", (sentences.range_sentence(spread),)),
        tree.Section(
            "Council by council",
            (
                sentences.comparison_sentence(claims.Comparison(figure(77.9, 77.6, 78.1), there)),
                tree.TableBlock(councils_table(), (DEATHS,)),
                map_block(),
            ),
            level=2,
        ),
        tree.Section(
            "What can be done",
            (
                tree.Bullets(
                    (
                        Paragraph.of(say(Strong("Buses."), " The authority sets fares.")),
                        Paragraph.of(
                            say("See the ", Link("policy map", "https://example.org/levers"), ".")
                        ),
                        Paragraph.of(say("The gap is ", Shown(GAP.size, of.Part.SIZE), ".")),
                    )
                ),
                tree.PageBreak(),
                tree.Callout(
                    tree.CalloutKind.DATA_NEED,
                    (
                        Paragraph.of("Which wards lose most years?"),
                        Paragraph.of("The registrar could supply deaths by ward by June 2027."),
                    ),
                ),
                tree.Bullets((Paragraph.of("First this."), Paragraph.of("Then that.")), True),
            ),
        ),
    )
    facts = {
        "kind": "inequality brief",
        "title": f"Health inequality in {REGION}",
        "subtitle": "How large the gap is, whether it is closing, and what can be done",
        "organisation": f"{REGION} Combined Authority",
        "dated": DATED,
        "reference": "WCA/2026/114",
        "summary": summary(),
        "sections": sections,
        "sources": (SURVEY,),
        "glossary": (
            tree.Term("Gap", "An inequality of one indicator at one place and time."),
            tree.Term("Slope index", "The gap across the whole range of deprivation."),
        ),
    }
    return tree.Paper(**(facts | changes))
