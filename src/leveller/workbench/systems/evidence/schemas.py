"""What the API gives back. Names are stable: what is here is added to, never renamed."""

from datetime import date
from typing import Any

from ninja import Field, Schema

from leveller.workbench.systems.evidence import gaps, queries


class Problem(Schema):
    """Why a request got no answer, as RFC 9457 words it, and what to do."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str


class PlaceOut(Schema):
    code: str
    name: str
    kind: str
    codes: list[str] = Field(description="Every code that the place bore, the current one first.")


class PlaceDetail(PlaceOut):
    region: PlaceOut | None
    country: PlaceOut | None
    councils: list[PlaceOut] = Field(description="Members on the day, for an authority or region.")
    as_at: date


class PeriodOut(Schema):
    label: str
    start: date = Field(description="First day.")
    end: date = Field(description="First day after it.")


class IntervalOut(Schema):
    lower: float
    upper: float
    level: float = Field(description="Confidence level, such as 0.95.")


class ReleaseOut(Schema):
    sha256: str
    kind: str
    title: str
    filename: str
    source: str
    publisher: str
    licence: str
    attribution: str
    published_on: date
    is_withdrawn: bool
    disclosure: str


class IndicatorOut(Schema):
    key: str
    name: str
    short_name: str
    theme: str
    unit: str
    multiplier: float
    value_type: str
    polarity: str
    decimals: int
    is_headline: bool
    is_reviewed: bool


class EntryOut(Schema):
    """An indicator that has figures."""

    indicator: IndicatorOut
    kinds: list[str]
    breakdowns: list[str]
    first: date
    last: date
    periods: list[str]
    releases: list[ReleaseOut]


class MetadataOut(Schema):
    indicator: IndicatorOut
    release: ReleaseOut | None
    definition: str
    rationale: str
    numerator: str
    denominator: str
    data_source: str
    method: str
    interval_method: str
    caveats: str
    disclosure_control: str
    licence: str
    updated: str
    other: dict[str, Any]


class ObservationOut(Schema):
    place: str
    period: PeriodOut
    sex: str
    age: str
    breakdown: str
    category: str
    category_order: int | None = Field(description="1 is the most deprived.")
    value: float | None
    interval: IntervalOut | None
    interval998: IntervalOut | None
    count: float | None
    denominator: float | None
    note: str
    row: int = Field(description="Row of the source file; 0 for a figure that no row says.")
    is_suppressed: bool


class SeriesOut(Schema):
    indicator: IndicatorOut
    place: PlaceOut
    sex: str
    age: str
    breakdown: str
    category: str
    months: int = Field(description="Length of the periods.")
    points: list[ObservationOut]
    release: ReleaseOut
    also_in: list[ReleaseOut] = Field(description="Other releases that hold the same indicator.")
    sexes: list[str]
    ages: list[str]
    lengths: list[int]
    trace: dict[str, Any]

    @staticmethod
    def resolve_trace(of: queries.Series) -> dict[str, Any]:
        return of.trace.as_dict()


class PlacedOut(Schema):
    place: PlaceOut
    observation: ObservationOut


class AcrossOut(Schema):
    indicator: IndicatorOut
    period: PeriodOut
    sex: str
    age: str
    figures: list[PlacedOut]
    missing: list[PlaceOut]
    periods: list[PeriodOut]
    release: ReleaseOut
    also_in: list[ReleaseOut]
    trace: dict[str, Any]

    @staticmethod
    def resolve_figures(of: queries.Across) -> list[dict[str, Any]]:
        return [{"place": place, "observation": o} for place, o in of.figures]

    @staticmethod
    def resolve_trace(of: queries.Across) -> dict[str, Any]:
        return of.trace.as_dict()


class GradientOut(Schema):
    indicator: IndicatorOut
    place: PlaceOut
    period: PeriodOut
    sex: str
    age: str
    breakdown: str
    kind: str
    is_ordered: bool
    points: list[ObservationOut]
    overall: ObservationOut | None
    periods: list[PeriodOut]
    breakdowns: list[str]
    release: ReleaseOut
    trace: dict[str, Any]

    @staticmethod
    def resolve_trace(of: queries.Gradient) -> dict[str, Any]:
        return of.trace.as_dict()


class AreaOut(Schema):
    place: PlaceOut
    observation: ObservationOut
    deprivation: float | None
    through: str = Field(description="The code that its deprivation stands under, if another.")


class KeptApartOut(Schema):
    place: PlaceOut
    reason: str


class SmallAreasOut(Schema):
    indicator: IndicatorOut
    parent: PlaceOut
    period: PeriodOut
    sex: str
    age: str
    areas: list[AreaOut]
    kept_apart: list[KeptApartOut]
    deprivation: IndicatorOut | None
    deprivation_release: ReleaseOut | None
    release: ReleaseOut
    periods: list[PeriodOut]
    trace: dict[str, Any]

    @staticmethod
    def resolve_kept_apart(of: queries.SmallAreas) -> list[dict[str, Any]]:
        return [{"place": place, "reason": reason} for place, reason in of.kept_apart]

    @staticmethod
    def resolve_trace(of: queries.SmallAreas) -> dict[str, Any]:
        return of.trace.as_dict()


class PositionOut(Schema):
    """Among places of the same kind, country and period; 1 is the highest value."""

    minimum: float
    lower_quartile: float
    median: float
    upper_quartile: float
    maximum: float
    rank: int
    of: int


class TrendOut(Schema):
    direction: str
    judgement: str
    reason: str


class ComparedOut(Schema):
    outcome: str
    reason: str


class StandingOut(Schema):
    indicator: IndicatorOut
    latest: ObservationOut
    previous: ObservationOut | None = Field(description="The last before it that shares no day.")
    region: ObservationOut | None
    country: ObservationOut | None
    position: PositionOut | None
    trend: TrendOut
    compared: ComparedOut
    points: int
    release: ReleaseOut
    trace: str

    @staticmethod
    def resolve_trace(of: queries.Standing) -> str:
        return of.trace.url


class ProfileOut(Schema):
    place: PlaceOut
    region: PlaceOut | None
    country: PlaceOut | None
    standings: list[StandingOut]


class AggregateOut(Schema):
    """A figure made out of councils' figures, or `reason` why there is none."""

    place: PlaceOut
    figure: ObservationOut | None
    method: str
    is_approximation: bool
    reason: str
    members: list[PlaceOut]
    missing: list[PlaceOut]
    as_at: date
    trace: str


class EndOut(Schema):
    name: str
    value: float | None
    interval: IntervalOut | None
    code: str


class PointOut(Schema):
    period: PeriodOut
    value: float
    interval: IntervalOut | None
    ends: list[EndOut]


class ChangeOut(Schema):
    verdict: str
    why: str
    since: PointOut | None


class OtherOut(Schema):
    place: PlaceOut
    value: float
    interval: IntervalOut | None
    ends: list[EndOut]
    councils: int


class GapOut(Schema):
    indicator: IndicatorOut
    place: PlaceOut
    measure: str
    value: float
    unit: str
    interval: IntervalOut | None
    no_interval: str
    period: PeriodOut
    sex: str
    age: str
    ends: list[EndOut]
    change: ChangeOut
    history: list[PointOut]
    method: str
    cautions: list[str]
    substitute: str
    release: ReleaseOut
    others: list[OtherOut]
    trace: str

    @staticmethod
    def resolve_trace(of: gaps.Gap) -> str:
        return of.trace.url


class UnanswerableOut(Schema):
    question: str
    why: str
    substitute: str
    would_settle: str
    supplier: str
    indicator: str


class GapsOut(Schema):
    place: PlaceOut
    as_at: date
    gaps: list[GapOut]
    unanswerable: list[UnanswerableOut]


class PartOut(Schema):
    indicator: IndicatorOut
    gap: GapOut | None
    share: float | None
    reason: str


class CausesOut(Schema):
    place: PlaceOut
    sex: str
    period: PeriodOut
    total: GapOut
    parts: list[PartOut]
    substitute: str


class TraceOut(Schema):
    trace: dict[str, Any]
    rows: list[list[ObservationOut]] = Field(description="A list for each selection.")
    left_off: int

    @staticmethod
    def resolve_trace(of: queries.Resolved) -> dict[str, Any]:
        return of.trace.as_dict()
