"""Whom a figure thanks, and the way back to it."""

from collections.abc import Iterable

from leveller.workbench.ground.pages.charts import Estimate
from leveller.workbench.ground.pages.tables import Source
from leveller.workbench.systems.evidence.gaps import Gap
from leveller.workbench.systems.evidence.queries import Interval, Observation, ReleaseCard


def address(release: ReleaseCard) -> str:
    return f"/evidence/releases/{release.sha256}/"


def source(release: ReleaseCard) -> Source:
    publisher = f", {release.publisher}" if release.publisher else ""
    return Source(
        text=f"{release.title}{publisher}",
        link=address(release),
        licence=release.licence,
        attribution=release.attribution,
    )


def of_boundaries(releases: Iterable[ReleaseCard]) -> tuple[str, ...]:
    """A note for each release of boundaries that a map is drawn from."""
    titles = (release.title for release in releases)
    return tuple(f"{t}." if t.startswith("Boundaries") else f"Boundaries: {t}." for t in titles)


def estimate(value: float | None, interval: Interval | None, note: str = "") -> Estimate:
    return Estimate(
        value,
        interval.lower if interval else None,
        interval.upper if interval else None,
        note,
    )


def observed(observation: Observation) -> Estimate:
    note = "suppressed" if observation.is_suppressed else observation.note
    return estimate(observation.value, observation.interval, note)


def traces(gaps: Iterable[Gap]) -> tuple[dict[str, object], ...]:
    return tuple(gap.trace.as_dict() for gap in gaps)
