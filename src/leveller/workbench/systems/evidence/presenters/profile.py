"""All indicators of one place: a spine chart and the table of figures."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from leveller.workbench.ground.pages import charts, figures
from leveller.workbench.ground.pages.benchmarks import Benchmark
from leveller.workbench.ground.pages.tables import Cell, Column, Interval, Kind, Row, Table
from leveller.workbench.ground.vocabulary.models.indicators import Polarity, ValueType
from leveller.workbench.systems.evidence.presenters import sources
from leveller.workbench.systems.evidence.presenters.kinds import PLURALS
from leveller.workbench.systems.evidence.queries import Observation, Profile, Standing

SEXES = {"male": "males", "female": "females"}
NOT_IN_A_SPINE = {ValueType.RANK, ValueType.QUANTILE, ValueType.COUNT, ValueType.POPULATION}
ORDERED = {ValueType.RANK, ValueType.QUANTILE}
COLUMNS = (
    Column("indicator", "Indicator"),
    Column("people", "People"),
    Column("period", "Period"),
    Column("value", "Value", Kind.NUMBER),
    Column("interval", "95% interval", Kind.INTERVAL),
    Column("unit", "Unit"),
    Column("country", "Country", Kind.NUMBER),
    Column("compared", "Compared with the country", Kind.BENCHMARK),
    Column("position", "Place in order"),
    Column("trend", "Recent trend"),
    Column("release", "Release"),
)


def by_theme(profile: Profile) -> list[tuple[str, list[Standing]]]:
    """Themes in the order of their first indicator."""
    found: dict[str, list[Standing]] = {}
    for standing in profile.standings:
        found.setdefault(standing.indicator.theme or "Other", []).append(standing)
    return list(found.items())


def table(standings: Sequence[Standing], place: str, key: str, caption: str) -> Table:
    return Table(
        key,
        caption,
        COLUMNS,
        tuple(_row(standing, place) for standing in standings),
        traces=tuple(standing.trace.as_dict() for standing in standings),
        notes=(
            "Place in order counts from the highest value among places of the same kind.",
            "A comparison needs an interval; where none was published, none is made.",
        ),
        empty="No release has a figure for this place yet.",
    )


def _row(standing: Standing, place: str) -> Row:
    card, latest = standing.indicator, standing.latest
    # A rank is a place in an order already, and counts from its own end.
    position = None if card.value_type in ORDERED else standing.position
    return Row(
        {
            "indicator": Cell(
                card.short_name or card.name,
                link=f"/evidence/indicators/{card.key}/?place={place}",
                note=""
                if card.is_reviewed
                else "Not reviewed yet: unit and direction as published",
            ),
            "people": people(latest),
            "period": figures.period(latest.period.label),
            "value": _value(latest, card.decimals),
            "interval": _interval(latest),
            "unit": card.unit,
            "country": _value(standing.country, card.decimals) if standing.country else None,
            "compared": Cell(
                Benchmark.of(standing.compared.outcome), note=standing.compared.reason
            ),
            "position": f"{position.rank} of {position.of}" if position else "",
            "trend": Cell(_trend(standing), note=standing.trend.reason),
            "release": Cell(standing.release.title, link=standing.trace.url),
        }
    )


def people(observation: Observation) -> str:
    """`Males, 65+ yrs`; `Everyone` where nothing narrows it down."""
    parts = [SEXES.get(observation.sex, ""), _age(observation.age)]
    named = ", ".join(part for part in parts if part)
    return f"{named[:1].upper()}{named[1:]}" if named else "Everyone"


def _age(age: str) -> str:
    return "" if age.lower() in {"all ages", "", "not applicable"} else age


def _value(observation: Observation, decimals: int) -> Cell:
    if observation.is_suppressed:
        return Cell(None, text="suppressed")
    if observation.value is None:
        return Cell(None, text=figures.NO_FIGURE, note=observation.note)
    return Cell(observation.value, text=figures.number(observation.value, decimals))


def _interval(observation: Observation) -> Interval | None:
    held = observation.interval
    return Interval(held.lower, held.upper) if held else None


def _trend(standing: Standing) -> str:
    words = standing.trend.direction.capitalize()
    return f"{words}: {standing.trend.judgement.lower()}" if standing.trend.judgement else words


def spine(profile: Profile, key: str = "spine") -> charts.Chart | None:
    """Indicators that have a field to be compared in, in the house's order."""
    rows = _told_apart(
        [(s, row) for s in profile.standings if (row := _spine_row(s, profile))],
    )
    if len(rows) < 2:
        return None
    return charts.spine(
        key=key,
        title=f"{profile.place.name} beside {profile.country.name if profile.country else ''}",
        rows=rows,
        place=profile.place.name,
        country=profile.country.name if profile.country else "the country",
        region=profile.region.name if profile.region else "",
        others=PLURALS[profile.place.kind],
    )


def _told_apart(pairs: Sequence[tuple[Standing, charts.SpineRow]]) -> list[charts.SpineRow]:
    """Rows of one name would be drawn over one another: their ages, then their periods, differ."""
    rows = [row for _, row in pairs]
    for extra in (lambda s: _age(s.latest.age), lambda s: figures.period(s.latest.period.label)):
        seen = Counter(row.indicator for row in rows)
        rows = [
            replace(row, indicator=f"{row.indicator}, {text}")
            if seen[row.indicator] > 1 and (text := extra(standing))
            else row
            for (standing, _), row in zip(pairs, rows, strict=True)
        ]
    return list({row.indicator: row for row in reversed(rows)}.values())[::-1]


def has_a_field(standing: Standing) -> bool:
    """Whether it can stand beside others at all: counts and ranks can't."""
    return standing.indicator.value_type not in NOT_IN_A_SPINE


def _spine_row(standing: Standing, profile: Profile) -> charts.SpineRow | None:
    card, position, country = standing.indicator, standing.position, standing.country
    if position is None or country is None or country.value is None:
        return None
    if card.value_type in NOT_IN_A_SPINE or standing.latest.value is None:
        return None
    return charts.SpineRow(
        indicator=_named(standing),
        period=figures.period(standing.latest.period.label),
        unit=card.unit,
        decimals=card.decimals,
        place=sources.observed(standing.latest),
        country=country.value,
        lowest=position.minimum,
        highest=position.maximum,
        lower_quartile=position.lower_quartile,
        upper_quartile=position.upper_quartile,
        region=standing.region.value if standing.region else None,
        benchmark=Benchmark.of(standing.compared.outcome),
        higher_is_better={
            Polarity.HIGH_IS_GOOD: True,
            Polarity.LOW_IS_GOOD: False,
        }.get(Polarity(card.polarity)),
        link=f"/evidence/indicators/{card.key}/?place={profile.place.code}",
    )


def _named(standing: Standing) -> str:
    name = standing.indicator.short_name or standing.indicator.name
    sex = SEXES.get(standing.latest.sex, "")
    return f"{name}, {sex}" if sex else name


def releases(standings: Iterable[Standing]) -> list[str]:
    """Attributions that the page must print."""
    return list(dict.fromkeys(s.release.attribution for s in standings if s.release.attribution))
