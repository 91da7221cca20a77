"""From a question to the rows of one release, with the choices that were left open made."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from leveller.workbench.systems.evidence.answers import control
from leveller.workbench.systems.evidence.atlas import Spot
from leveller.workbench.systems.evidence.catalogue import Catalogue, Holding
from leveller.workbench.systems.evidence.store import figures, reader
from leveller.workbench.systems.evidence.store.figures import Observation, Period, ReleaseCard
from leveller.workbench.systems.evidence.store.frames import Frame

# Where nobody says which sex, the whole population comes first.
SEXES = ("persons", "", "female", "male")
COLUMNS = (*figures.COLUMNS, "age_from", "age_to")


@dataclass(frozen=True)
class Row:
    """An observation with what is needed to choose among rows."""

    observation: Observation
    span: int

    @property
    def months(self) -> int:
        return self.observation.period.months


@dataclass(frozen=True)
class Found:
    """Rows of one release, and the releases that hold the same indicator beside it."""

    holding: Holding
    rows: list[Row]
    also_in: tuple[ReleaseCard, ...]

    @property
    def observations(self) -> list[Observation]:
        return [row.observation for row in self.rows]


def first_with_rows(
    holdings: Sequence[Holding], where: Mapping[str, Iterable[str]], *, raw: bool = False
) -> Found | None:
    """Rows of the first release that has any; series are never put together out of several.

    `raw` rows have not gone through disclosure control: what is measured out of them must.
    """
    for holding in holdings:
        rows = rows_of(holding, where, raw=raw)
        if rows:
            others = {h.release.sha256: h.release for h in holdings if h is not holding}
            others.pop(holding.release.sha256, None)
            return Found(holding, rows, tuple(others.values()))
    return None


def first_of_each(
    asked: Sequence[tuple[Sequence[Holding], Mapping[str, Iterable[str]]]],
) -> list[Found | None]:
    """For each question the rows of the first release that has any: one evidence read for all."""
    requests = [_request(h, where) for holdings, where in asked for h in holdings]
    frames = iter(reader.select_many(requests))
    return [_first([(h, next(frames)) for h in holdings]) for holdings, _ in asked]


def _first(pairs: Sequence[tuple[Holding, Frame]]) -> Found | None:
    for holding, frame in pairs:
        if len(frame):
            others = {h.release.sha256: h.release for h, _ in pairs}
            others.pop(holding.release.sha256)
            found = rows(frame, holding.release.disclosure)
            return Found(holding, found, tuple(others.values()))
    return None


def _request(holding: Holding, where: Mapping[str, Iterable[str]]) -> reader.Request:
    asked = {"indicator": (holding.indicator,), "breakdown": (holding.breakdown,)}
    wanted = {name: tuple(values) for name, values in {**asked, **where}.items()}
    return reader.Request(holding.release.sha256, wanted, COLUMNS)


def rows_of(
    holding: Holding, where: Mapping[str, Iterable[str]], *, raw: bool = False
) -> list[Row]:
    (frame,) = reader.select_many([_request(holding, where)])
    return rows(frame, control.NONE if raw else holding.release.disclosure)


def rows(frame: Frame, rule: str) -> list[Row]:
    """The rows of a frame that was read with `COLUMNS`, under a rule of disclosure."""
    seen = control.controlled(figures.observations(frame), rule)
    return [Row(*pair) for pair in zip(seen, spans(frame), strict=True)]


def spans(frame: Frame) -> Iterable[int]:
    """How many years of age each row covers; -1 where the file doesn't say."""
    return (_span(*ages) for ages in frame.tuples(("age_from", "age_to")))


def _span(age_from: float | None, age_to: float | None) -> int:
    if age_from is None:
        return -1
    return int((130 if age_to is None else age_to) - age_from)


def holdings(
    catalogue: Catalogue,
    indicator: str,
    spot: Spot,
    breakdown: str = "",
    release: str | None = None,
) -> list[Holding]:
    return catalogue.of(indicator, spot.kind, breakdown, release)


def choose_sex(rows: Sequence[Row], sex: str | None) -> str:
    """The sex asked for, else the first of persons, not stated, female, male that stands there."""
    if sex is not None:
        return sex
    standing = {row.observation.sex for row in rows}
    return next((sex for sex in SEXES if sex in standing), "")


def choose_age(rows: Sequence[Row], age: str | None) -> str:
    """The age asked for, else the one with most figures, the widest where several have as many."""
    if age is not None:
        return age
    figures_of: dict[str, list[int]] = {}
    for row in rows:
        figures_of.setdefault(row.observation.age, []).append(row.span)
    return max(figures_of, key=lambda label: (len(figures_of[label]), figures_of[label][0], label))


def choose_months(rows: Sequence[Row], months: int | None) -> int:
    """The length of period asked for, else the one that reaches furthest, the shorter of two.

    Yearly figures and three-year averages of the same years never stand in one series.
    """
    if months is not None:
        return months
    ends: dict[int, date] = {}
    for row in rows:
        period = row.observation.period
        if row.observation.value is not None:
            ends[period.months] = max(period.end, ends.get(period.months, period.end))
    return min(ends, key=lambda m: (-ends[m].toordinal(), m), default=rows[0].months)


def of_one_population(rows: Sequence[Row], sex: str | None, age: str | None) -> list[Row]:
    """The rows of one sex and one age."""
    chosen = choose_sex(rows, sex)
    kept = [row for row in rows if row.observation.sex == chosen]
    label = choose_age(kept, age) if kept else ""
    return [row for row in kept if row.observation.age == label]


def periods_of(rows: Iterable[Row]) -> list[Period]:
    """The periods that stand there, the latest last."""
    return sorted({row.observation.period for row in rows}, key=lambda p: (p.end, p.start))


def once_a_period(rows: Iterable[Row], codes: Sequence[str]) -> tuple[Observation, ...]:
    """One figure a period: that of the current code where two of a place's codes have one."""
    rank = {code: number for number, code in enumerate(codes)}
    best: dict[tuple[object, object], Observation] = {}
    for row in sorted(rows, key=lambda row: rank[row.observation.place]):
        period = row.observation.period
        best.setdefault((period.start, period.end), row.observation)
    return tuple(sorted(best.values(), key=lambda o: (o.period.end, o.period.start)))
