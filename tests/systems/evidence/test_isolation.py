"""What one organisation has not published is not there for anybody else, whichever way they ask."""

from collections.abc import Callable

import pytest

from leveller.workbench.ground.accounts.actor import Actor
from leveller.workbench.ground.accounts.models import Organisation
from leveller.workbench.ground.records.models import Release
from leveller.workbench.ground.records.models.releases import ReleaseState
from leveller.workbench.systems.evidence import queries
from tests.kit.people import MakeActor
from tests.systems.evidence.factory import indicator, region, release, row

pytestmark = pytest.mark.django_db
PLACE, OTHER, PARENT, AREA = "E08000003", "E08000001", "E47000001", "E01000001"


@pytest.fixture(autouse=True)
def _places() -> None:
    region({PARENT: [PLACE, OTHER], PLACE: [AREA]})


@pytest.fixture
def hidden(north: Organisation) -> Release:
    indicator("hidden", organisation=north, value_type="count")
    rows = [row("hidden", place, "2019", 7.0) for place in (PLACE, OTHER, AREA)]
    rows += [row("hidden", PLACE, "2019", 7.0, breakdown="D", breakdown_kind="deprivation decile")]
    return release(north, rows, title="Not published yet", is_public=False)


Ask = Callable[[Actor], object]
WAYS: dict[str, Ask] = {
    "trend": lambda actor: queries.trend(actor, "hidden", PLACE),
    "across": lambda actor: queries.across(actor, "hidden", [PLACE, OTHER]),
    "by category": lambda actor: queries.by_category(actor, "hidden", PLACE, "deprivation decile"),
    "profile": lambda actor: queries.profile(actor, PLACE).standings,
    "small areas": lambda actor: queries.small_areas(actor, "hidden", PARENT),
    "catalogue": lambda actor: queries.catalogue(actor),
    "catalogue of a place": lambda actor: queries.catalogue(actor, place=PLACE),
    "metadata": lambda actor: queries.metadata(actor, "hidden"),
    "aggregate": lambda actor: isinstance(
        queries.aggregate(actor, "hidden", PARENT), queries.Aggregate
    ),
}


@pytest.mark.parametrize("way", WAYS)
def test_only_its_own_people_see_it(
    way: str, hidden: Release, north: Organisation, south: Organisation, actor: MakeActor
) -> None:
    ask = WAYS[way]
    assert ask(actor(north, "reader"))
    assert not ask(actor(south, "analyst"))
    assert not ask(actor(north))
    assert not ask(Actor.public())
    assert not ask(Actor.of_system("command line"))
    assert ask(Actor.of_system("command line", north))


def test_its_trace_opens_for_its_own_people_only(
    hidden: Release, north: Organisation, south: Organisation, actor: MakeActor
) -> None:
    address = {"release": [hidden.sha256], "indicator": ["hidden"]}
    assert queries.trace(actor(north, "reader"), address).rows[0]
    for stranger in (actor(south, "analyst"), Actor.public()):
        with pytest.raises(queries.TraceError, match="not open to you"):
            queries.trace(stranger, address)


@pytest.mark.parametrize("way", WAYS)
def test_what_is_withdrawn_is_found_by_its_trace_only(
    way: str, hidden: Release, north: Organisation, actor: MakeActor
) -> None:
    reader = actor(north, "reader")
    assert WAYS[way](reader)
    Release.objects.update(state=ReleaseState.WITHDRAWN)
    found = WAYS[way](reader)
    assert not found or way == "metadata"  # the indicator is still the organisation's own
    resolved = queries.trace(reader, {"release": [hidden.sha256], "indicator": ["hidden"]})
    assert resolved.trace.selections[0].release.is_withdrawn
    assert resolved.rows[0]


def test_publishing_is_seen_at_once(north: Organisation, public: Actor) -> None:
    release(north, [row("a", PLACE, "2018", 1.0)], title="First")
    assert [s.latest.value for s in queries.profile(public, PLACE).standings] == [1.0]
    release(north, [row("a", PLACE, "2019", 2.0)], title="Second")
    assert [s.latest.value for s in queries.profile(public, PLACE).standings] == [2.0]


def test_the_same_file_of_two_organisations_counts_once(
    north: Organisation, south: Organisation, actor: MakeActor
) -> None:
    rows = [row("a", PLACE, "2018", 1.0)]
    release(north, rows)
    release(south, rows, is_public=False)
    (entry,) = queries.catalogue(actor(south, "reader"))
    assert len(entry.releases) == 1
    (entry,) = queries.catalogue(Actor.public())
    assert len(entry.releases) == 1
