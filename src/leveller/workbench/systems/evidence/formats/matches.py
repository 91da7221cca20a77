"""What a format says of a file that it recognised."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pyarrow as pa

from leveller.workbench.ground.places.drafts import ChangeDraft, MembershipDraft, PlaceDraft
from leveller.workbench.ground.records.models.releases import ReleaseKind
from leveller.workbench.systems.evidence.checking.faults import Fault, FaultLog
from leveller.workbench.systems.evidence.observations.layout import Layout
from leveller.workbench.systems.evidence.observations.said import Connection
from leveller.workbench.systems.evidence.reading.tables import Table

Check = Callable[[Connection, FaultLog], None]


@dataclass(frozen=True)
class ObservationsMatch:
    """Where the observations of a table stand.

    `check` looks for faults that only this format can have. `names_indicators` says that the title
    tells little unless the indicators are named in it.
    """

    format: str
    title: str
    source: str
    table: Table
    layout: Layout
    notes: Sequence[str] = ()
    check: Check | None = None
    mapping: Mapping[str, Any] | None = None
    names_indicators: bool = False
    kind: ReleaseKind = ReleaseKind.OBSERVATIONS


@dataclass(frozen=True)
class IndicatorText:
    """What a publisher says of an indicator: its number or key, and texts by field."""

    key: str
    name: str
    fields: Mapping[str, str]
    other: Mapping[str, Any] = field(default_factory=dict)


@dataclass
class Drafts:
    """What a lookup, a boundary file or metadata comes to, and the faults that stood in the way.

    `table` is kept in the release as it is.
    """

    table: pa.Table
    places: list[PlaceDraft] = field(default_factory=list)
    memberships: list[MembershipDraft] = field(default_factory=list)
    changes: list[ChangeDraft] = field(default_factory=list)
    indicators: list[IndicatorText] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    taken: int = 0


@dataclass(frozen=True)
class DraftsMatch:
    """A file whose content `read` makes into drafts. `rank` orders files of one run."""

    format: str
    title: str
    source: str
    kind: ReleaseKind
    read: Callable[[], Drafts]
    rank: int = 50
    table: Table | None = None


Match = ObservationsMatch | DraftsMatch
