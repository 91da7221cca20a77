"""The way in to everything that is read of the evidence.

Each takes the actor; what may be seen is decided once, in `catalogue`. A figure never rests on a
union of releases, and carries its period, interval, release and trace.
"""

from leveller.workbench.systems.evidence.answers.across import Across, across
from leveller.workbench.systems.evidence.answers.aggregates import Aggregate, Refused, aggregate
from leveller.workbench.systems.evidence.answers.areas import Area, SmallAreas, small_areas
from leveller.workbench.systems.evidence.answers.boundaries import Boundaries, boundaries
from leveller.workbench.systems.evidence.answers.gradients import Gradient, by_category
from leveller.workbench.systems.evidence.answers.indicators import IndicatorCard
from leveller.workbench.systems.evidence.answers.listing import (
    Entry,
    Metadata,
    catalogue,
    metadata,
)
from leveller.workbench.systems.evidence.answers.profiles import (
    Position,
    Profile,
    Standing,
    profile,
    profiles,
)
from leveller.workbench.systems.evidence.answers.releases import release
from leveller.workbench.systems.evidence.answers.resolving import Resolved, trace
from leveller.workbench.systems.evidence.answers.series import Series, trace_of, trend
from leveller.workbench.systems.evidence.store.figures import (
    Interval,
    Observation,
    Period,
    ReleaseCard,
)
from leveller.workbench.systems.evidence.store.reader import Reads, counting
from leveller.workbench.systems.evidence.surroundings import Spot, UnknownPlaceError
from leveller.workbench.systems.evidence.traces import Trace, TraceError

__all__ = [
    "Across",
    "Aggregate",
    "Area",
    "Boundaries",
    "Entry",
    "Gradient",
    "IndicatorCard",
    "Interval",
    "Metadata",
    "Observation",
    "Period",
    "Position",
    "Profile",
    "Reads",
    "Refused",
    "ReleaseCard",
    "Resolved",
    "Series",
    "SmallAreas",
    "Spot",
    "Standing",
    "Trace",
    "TraceError",
    "UnknownPlaceError",
    "across",
    "aggregate",
    "boundaries",
    "by_category",
    "catalogue",
    "counting",
    "metadata",
    "profile",
    "profiles",
    "release",
    "small_areas",
    "trace",
    "trace_of",
    "trend",
]
