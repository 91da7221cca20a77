"""Which indicators have figures, what publishers say of them, and the shapes of places."""

import pyarrow as pa
import pytest

from leveller.workbench.ground.accounts.actor import Actor
from leveller.workbench.ground.accounts.models import Organisation
from leveller.workbench.ground.places.kinds import PlaceKind
from leveller.workbench.ground.records.models import Release
from leveller.workbench.ground.records.models.releases import ReleaseKind, ReleaseState
from leveller.workbench.ground.vocabulary.models import IndicatorMetadata
from leveller.workbench.systems.evidence import queries
from leveller.workbench.systems.evidence.store import layout
from tests.systems.evidence.factory import indicator, region, release, row

pytestmark = pytest.mark.django_db
GM, PLACE, OTHER = "E47000001", "E08000003", "E08000001"


@pytest.fixture(autouse=True)
def _places() -> None:
    region({GM: [PLACE, OTHER]})


def test_words_theme_kind_and_place_narrow_the_list(north: Organisation, public: Actor) -> None:
    indicator("smoking", name="Smoking prevalence in adults", theme="Behaviour", order=1)
    indicator("fuel", name="Fuel poverty", theme="Homes", order=2)
    indicator("nothing", name="Smoking without figures")
    release(north, [row("smoking", PLACE, "2018", 1.0), row("smoking", GM, "2019", 1.0)])
    release(north, [row("fuel", OTHER, "2021/22", 1.0)], title="Fuel")

    def keys(**asked: object) -> list[str]:
        return [entry.indicator.key for entry in queries.catalogue(public, **asked)]

    assert keys() == ["smoking", "fuel"]
    assert keys(words="adults SMOKING") == ["smoking"]
    assert keys(words="smoking poverty") == []
    assert keys(theme="Homes") == ["fuel"]
    assert keys(kind=PlaceKind.AUTHORITY) == ["smoking"]
    assert keys(place=PLACE) == ["smoking"]
    (first, _) = queries.catalogue(public)
    assert first.kinds == (PlaceKind.AUTHORITY, PlaceKind.COUNCIL)
    assert (first.first.year, first.last.year) == (2018, 2020)


def test_metadata_is_that_of_a_release_that_stands(north: Organisation, public: Actor) -> None:
    smoking = indicator("smoking")
    first = queries.metadata(public, "smoking")
    assert first is not None
    assert (first.definition, first.release) == ("", None)
    older, newer = (release(north, [row("smoking", PLACE, y, 1.0)]) for y in ("2018", "2019"))
    IndicatorMetadata.objects.create(indicator=smoking, release=older, definition="Older words")
    IndicatorMetadata.objects.create(indicator=smoking, release=newer, definition="Newer words")

    def words() -> str | None:
        found = queries.metadata(public, "smoking")
        return found and found.definition

    assert words() == "Newer words"
    Release.objects.filter(pk=newer.pk).update(state=ReleaseState.WITHDRAWN)
    assert words() == "Older words"
    assert queries.metadata(public, "nobody-knows") is None


def shapes(north: Organisation, title: str, codes: list[str]) -> Release:
    sha256 = f"{abs(hash((title, *codes))):064x}"[-64:]
    folder = layout.folder(sha256)
    folder.mkdir(parents=True)
    columns = {
        "place": codes,
        "name": codes,
        "wkb": [f"{title} {code}".encode() for code in codes],
        "wkb_simplified": [f"{title} simple {code}".encode() for code in codes],
    }
    layout.write(pa.table(columns), folder / layout.BOUNDARIES)
    words = {"format": "boundaries", "filename": "b.geojson", "version": "test"}
    numbers = {"size": 1, "rows": len(codes), "taken": len(codes)}
    return Release.objects.create(
        organisation=north,
        sha256=sha256,
        title=title,
        kind=ReleaseKind.BOUNDARIES,
        **words,
        **numbers,
    )


def test_boundaries_come_from_as_few_releases_as_will_do(
    north: Organisation, public: Actor
) -> None:
    shapes(north, "Both", [PLACE, OTHER])
    shapes(north, "One", [PLACE])
    shapes(north, "Authorities", [GM])
    found = queries.boundaries(public, [PLACE, OTHER, GM, "E99999999"])
    assert [release.title for release in found.vintages] == ["Both", "Authorities"]
    assert found.shapes[PLACE] == f"Both simple {PLACE}".encode()
    full = queries.boundaries(public, [PLACE], simplified=False)
    assert full.shapes[PLACE] == f"One {PLACE}".encode()
    assert [release.title for release in full.vintages] == ["One"]
    assert found.missing == ()
    region({"E12000002": [GM]})
    assert queries.boundaries(public, [PLACE, "E12000002"]).missing == ("E12000002",)
