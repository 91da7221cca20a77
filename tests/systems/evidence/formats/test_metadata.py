"""What Fingertips says of indicators, areas and categories."""

import json
from pathlib import Path

import pytest

from leveller.workbench.ground.places.drafts import MembershipDraft
from leveller.workbench.ground.places.models.relations import MembershipKind
from leveller.workbench.systems.evidence.formats.fingertips_metadata import plain
from tests.systems.evidence import kit

pytestmark = pytest.mark.django_db


def test_text_loses_entities_tags_and_line_ends() -> None:
    assert plain("a&nbsp; b\r\n<p>c</p>&amp;lt;5") == "a b\nc\n<5"
    assert plain(None) == ""


def test_categories_are_ordered_by_their_words_whatever_the_sequence(tmp_path: Path) -> None:
    text = (
        "CategoryName,CategoryTypeName,Sequence\n"
        "Most deprived decile,Deciles (IMD2019),10\nLeast deprived decile,Deciles (IMD2019),1\n"
    )
    with kit.look(kit.write(tmp_path / "a.csv", b"\xef\xbb\xbf" + text.encode())) as found:
        assert found.drafts is not None
        assert found.drafts.table["category_order"].to_pylist() == [1, 10]
        assert any("highest number" in note for note in found.notes)


def test_areas_bring_places_and_memberships(tmp_path: Path) -> None:
    records = [
        {
            "areaCode": "E47000001",
            "areaName": "Greater Manchester Combined Authority",
            "childAreas": [{"areaCode": "E08000003"}],
        },
        {"areaCode": "na", "areaName": "Nowhere", "childAreas": []},
    ]
    with kit.look(kit.write(tmp_path / "a.json", json.dumps(records))) as found:
        assert found.drafts is not None
        assert found.drafts.memberships == [
            MembershipDraft("E47000001", "E08000003", MembershipKind.CONSTITUENT)
        ]
        linked = {place.code: place.is_linked for place in found.drafts.places}
        assert linked == {"E47000001": True, "E08000003": False}
        assert kit.faults(found) == [("bad-code", 2, "areaCode", "na")]


@pytest.mark.shared
def test_the_real_metadata(shared: Path) -> None:
    folder = shared / "data/fingertips/metadata"
    with kit.look(folder / "indicators.json.gz") as found:
        assert found.drafts is not None
        texts = {text.key: text for text in found.drafts.indicators}
    assert len(texts) == 35
    expectancy = texts["fingertips-90362"]
    assert expectancy.other["unitLabel"] == "Years"
    assert "&nbsp;" not in expectancy.fields["definition"]
    with kit.look(folder / "areas.json.gz") as found:
        assert found.drafts is not None
        assert found.drafts.taken == 2983
    with kit.look(folder / "categories.csv") as found:
        assert found.drafts is not None
        assert found.drafts.taken == 120
        assert set(found.drafts.table["category_order"].to_pylist()) == set(range(1, 11))
