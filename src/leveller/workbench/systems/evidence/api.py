"""The evidence for machines: the same queries as the pages, so the same rules of who sees what."""

from datetime import date
from typing import Annotated, Any, Literal, TypeVar

from django.http import Http404, HttpRequest
from ninja import Path, Query, Router

from leveller.workbench.ground.places.kinds import PlaceKind
from leveller.workbench.systems.evidence import catalogue, gaps, queries, surroundings
from leveller.workbench.systems.evidence import schemas as s

router = Router(tags=["Evidence"])

Code = Annotated[str, Path(pattern=r"^[A-Za-z0-9_]{1,40}$", description="Code of a place.")]
Key = Annotated[str, Path(pattern=r"^[-a-zA-Z0-9_]{1,120}$", description="Key of an indicator.")]
Sha256 = Annotated[str, Path(pattern=r"^[0-9a-f]{64}$", description="Address of a release.")]
PlaceCode = Annotated[str, Query(pattern=r"^[A-Za-z0-9_]{1,40}$", description="Code of a place.")]
IndicatorKey = Annotated[str, Query(pattern=r"^[-a-zA-Z0-9_]{1,120}$")]
ReleaseAddress = Annotated[
    str | None, Query(pattern=r"^[0-9a-f]{64}$", description="Read this release, not the best.")
]
Sex = Annotated[
    Literal["persons", "male", "female", ""] | None,
    Query(description="Empty: the file doesn't say. Left out: persons where there are such."),
]
Text = Annotated[str | None, Query(max_length=300)]
Day = Annotated[date | None, Query(description="Members as on this day; today when left out.")]
MOST_PLACES = 400
T = TypeVar("T")


@router.get("places/{code}", response=s.PlaceDetail, url_name="place")
def place(request: HttpRequest, code: Code, as_at: Day = None) -> dict[str, Any]:
    """A place: its codes, its region and country, and the councils that are its members."""
    around = surroundings.around(code, as_at)
    many = around.spot.kind in (PlaceKind.AUTHORITY, PlaceKind.REGION, PlaceKind.COUNTY)
    own = {name: getattr(around.spot, name) for name in ("code", "name", "kind", "codes")}
    return {
        **own,
        "region": around.region,
        "country": around.country,
        "councils": surroundings.councils(code, as_at) if many else [],
        "as_at": as_at or surroundings.today(),
    }


@router.get("places/{code}/profile", response=s.ProfileOut, url_name="profile")
def profile(request: HttpRequest, code: Code, as_at: Day = None) -> queries.Profile:
    """The latest figure of every indicator at a place, and how it stands."""
    return queries.profile(request.actor, code, as_at=as_at)


@router.get("places/{code}/gaps", response=s.GapsOut, url_name="gaps")
def gaps_of(
    request: HttpRequest,
    code: Code,
    indicator: Annotated[list[IndicatorKey] | None, Query(max_length=20)] = None,
    as_at: Day = None,
) -> gaps.Answers:
    """The gaps within and around a place, and the questions that figures leave open."""
    return gaps.for_place(request.actor, code, indicator, as_at=as_at)


@router.get("places/{code}/causes", response=list[s.CausesOut], url_name="causes")
def causes(request: HttpRequest, code: Code) -> list[gaps.Causes]:
    """Which causes of death make up the gap by deprivation of the place's country."""
    return gaps.causes(request.actor, code)


@router.get("indicators", response=list[s.EntryOut], url_name="indicators")
def indicators(
    request: HttpRequest,
    words: Annotated[str, Query(max_length=200)] = "",
    theme: Annotated[str, Query(max_length=80)] = "",
    place: Annotated[str | None, Query(pattern=r"^[A-Za-z0-9_]{1,40}$")] = None,
    kind: Annotated[PlaceKind | None, Query(description="Kind of place.")] = None,
) -> list[queries.Entry]:
    """The indicators that have figures."""
    return queries.catalogue(request.actor, words=words, theme=theme, place=place, kind=kind)


@router.get("indicators/{key}", response=s.MetadataOut, url_name="indicator")
def indicator(request: HttpRequest, key: Key) -> queries.Metadata:
    """What an indicator is, as its publisher says it."""
    return _found(queries.metadata(request.actor, key), "No indicator has that key.")


@router.get("indicators/{key}/series", response=s.SeriesOut, url_name="series")
def series(
    request: HttpRequest,
    key: Key,
    place: PlaceCode,
    sex: Sex = None,
    age: Text = None,
    breakdown: Annotated[str, Query(max_length=300)] = "",
    category: Annotated[str, Query(max_length=300)] = "",
    months: Annotated[int | None, Query(ge=1, le=600, description="Length of period.")] = None,
    release: ReleaseAddress = None,
) -> queries.Series:
    """One indicator at one place over time, out of one release."""
    found = queries.trend(
        request.actor,
        key,
        place,
        sex=sex,
        age=age,
        breakdown=breakdown,
        category=category,
        months=months,
        release=release,
    )
    return _found(found)


@router.get("indicators/{key}/places", response=s.AcrossOut, url_name="across")
def across(
    request: HttpRequest,
    key: Key,
    place: Annotated[list[PlaceCode] | None, Query(max_length=MOST_PLACES)] = None,
    within: Annotated[str | None, Query(pattern=r"^[A-Za-z0-9_]{1,40}$")] = None,
    sex: Sex = None,
    age: Text = None,
    period: Text = None,
    release: ReleaseAddress = None,
) -> queries.Across:
    """One indicator at many places in one period: name them, or the authority they are in."""
    codes = list(place or ())
    codes += [spot.code for spot in surroundings.councils(within)] if within else []
    asked = {"sex": sex, "age": age, "period": period, "release": release}
    return _found(queries.across(request.actor, key, codes, **asked))


@router.get("indicators/{key}/gradient", response=s.GradientOut, url_name="gradient")
def gradient(
    request: HttpRequest,
    key: Key,
    place: PlaceCode,
    kind: Annotated[str, Query(max_length=40)] = "deprivation decile",
    sex: Sex = None,
    age: Text = None,
    period: Text = None,
    breakdown: Text = None,
    release: ReleaseAddress = None,
) -> queries.Gradient:
    """One indicator at one place by the categories of a breakdown; 1 is the most deprived."""
    found = queries.by_category(
        request.actor,
        key,
        place,
        kind,
        sex=sex,
        age=age,
        period=period,
        breakdown=breakdown,
        release=release,
    )
    return _found(found)


@router.get("indicators/{key}/small-areas", response=s.SmallAreasOut, url_name="small-areas")
def small_areas(
    request: HttpRequest,
    key: Key,
    within: PlaceCode,
    kind: Literal["small", "middle"] = "small",
    deprivation: Annotated[str | None, Query(pattern=r"^[-a-zA-Z0-9_]{1,120}$")] = None,
    sex: Sex = None,
    age: Text = None,
    period: Text = None,
    release: ReleaseAddress = None,
) -> queries.SmallAreas:
    """One indicator in the small areas inside a place, beside how deprived each of them is."""
    found = queries.small_areas(
        request.actor,
        key,
        within,
        kind=PlaceKind(kind),
        deprivation=deprivation,
        sex=sex,
        age=age,
        period=period,
        release=release,
    )
    return _found(found)


@router.get("indicators/{key}/aggregate", response=s.AggregateOut, url_name="aggregate")
def aggregate(
    request: HttpRequest,
    key: Key,
    place: PlaceCode,
    sex: Sex = None,
    age: Text = None,
    period: Text = None,
    approximate: bool = False,
    as_at: Day = None,
) -> dict[str, Any]:
    """A figure for an authority made out of its councils', or why there can be none."""
    asked = {"sex": sex, "age": age, "period": period, "approximate": approximate, "as_at": as_at}
    found = queries.aggregate(request.actor, key, place, **asked)
    if isinstance(found, queries.Refused):
        nothing = {"figure": None, "method": "", "is_approximation": False, "trace": ""}
        names = ("place", "reason", "members", "missing", "as_at")
        return {**nothing, **{name: getattr(found, name) for name in names}}
    return {
        "place": found.place,
        "figure": found.figure,
        "method": found.method,
        "is_approximation": found.is_approximation,
        "reason": "",
        "members": [spot for spot, _ in found.members],
        "missing": [],
        "as_at": found.as_at,
        "trace": found.trace.url,
    }


@router.get("releases", response=list[s.ReleaseOut], url_name="releases")
def releases(request: HttpRequest) -> list[queries.ReleaseCard]:
    """The releases that stand, the latest published first."""
    return list(reversed(catalogue.visible(request.actor).releases))


@router.get("releases/{sha256}", response=s.ReleaseOut, url_name="release")
def release(request: HttpRequest, sha256: Sha256) -> queries.ReleaseCard:
    """One release, a withdrawn one too."""
    return _found(queries.release(request.actor, sha256), "No release has that address.")


@router.get("trace", response=s.TraceOut, url_name="trace")
def trace(request: HttpRequest) -> queries.Resolved:
    """Follow a figure's trace back to the rows of the source file.

    Takes the parameters of a trace's address: release and indicator, and any of place, period,
    sex, age, breakdown and category, each as often as need be; measure and version.
    """
    return queries.trace(request.actor, dict(request.GET.lists()))


def _found(answer: T | None, otherwise: str = "No figure that is open to you fits.") -> T:
    if answer is None:
        raise Http404(otherwise)
    return answer
