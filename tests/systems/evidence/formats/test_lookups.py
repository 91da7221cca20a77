"""What lookups say of places: who lies in whom since when, and what became of ended codes."""

from datetime import date
from pathlib import Path

import pytest

from leveller.workbench.ground.places.drafts import ChangeDraft, MembershipDraft
from leveller.workbench.ground.places.models.relations import ChangeMethod, MembershipKind
from leveller.workbench.systems.evidence.formats.authorities import day_after
from leveller.workbench.systems.evidence.formats.matches import Drafts
from tests.systems.evidence import kit

pytestmark = pytest.mark.django_db
WITHIN, CONSTITUENT = MembershipKind.WITHIN, MembershipKind.CONSTITUENT


def drafts(path: Path) -> Drafts:
    with kit.look(path) as found:
        assert found.verdict == "ready", list(found.faults)
        assert found.drafts is not None
        return found.drafts


def written(tmp_path: Path, text: str) -> Drafts:
    return drafts(kit.write(tmp_path / "a.csv", text))


def test_small_areas_lie_in_councils_by_the_dates_of_the_vintages(tmp_path: Path) -> None:
    found = written(
        tmp_path,
        "lsoa11_code,lsoa11_name,msoa11_code,ltla22_code,ltla22_name,ltla23_code,ltla23_name\n"
        "E01019111,Allerdale 001A,E02003969,E07000026,Allerdale,E06000063,Cumberland\n"
        "E01005061,Manchester 018A,E02001062,E08000003,Manchester,E08000003,Manchester\n",
    )
    day = date(2023, 4, 1)
    assert MembershipDraft("E07000026", "E01019111", WITHIN, None, day) in found.memberships
    assert MembershipDraft("E06000063", "E01019111", WITHIN, day, None) in found.memberships
    assert MembershipDraft("E08000003", "E01005061", WITHIN) in found.memberships
    assert MembershipDraft("E02001062", "E01005061", WITHIN) in found.memberships
    names = {place.code: (place.name, place.is_linked) for place in found.places}
    assert names["E01005061"] == ("Manchester 018A", True)
    assert names["E02001062"] == ("", False)


def test_official_headings_are_recognised_too(tmp_path: Path) -> None:
    found = written(
        tmp_path,
        "LAD23CD,LAD23NM,CAUTH23CD,CAUTH23NM\nE08000003,Manchester,E47000001,Greater Manchester\n",
    )
    assert found.memberships == [MembershipDraft("E47000001", "E08000003", CONSTITUENT)]


def test_what_lies_in_two_places_is_not_guessed(tmp_path: Path) -> None:
    found = written(
        tmp_path,
        "lsoa21_code,msoa21_code,ltla24_code\nE01000001,E02000001,E09000001\n"
        "E01000002,E02000001,E09000002\n",
    )
    assert not [m for m in found.memberships if m.child == "E02000001"]
    assert "more than one" in found.notes[0]


@pytest.mark.parametrize(
    ("letter", "method"),
    [("S", ChangeMethod.SPLIT), ("M", ChangeMethod.MERGED), ("X", ChangeMethod.IRREGULAR)],
)
def test_small_areas_change_on_census_day(
    letter: str, method: ChangeMethod, tmp_path: Path
) -> None:
    found = written(
        tmp_path,
        "lsoa11_code,lsoa11_name,change_code,lsoa21_code,lsoa21_name\n"
        "E01000001,A,U,E01000001,A\n"
        f"E01033468,B,{letter},E01035189,C\n",
    )
    day = date(2021, 3, 21)
    assert found.changes == [ChangeDraft("E01033468", "E01035189", method, day)]
    dates = {place.code: (place.valid_from, place.valid_to) for place in found.places}
    assert dates == {
        "E01000001": (None, None),
        "E01033468": (None, day),
        "E01035189": (day, None),
    }


def test_councils_recode_merge_split_and_move(tmp_path: Path) -> None:
    found = written(
        tmp_path,
        "ltla18_code,ltla18_name,ltla19_code,ltla19_name,ltla20_code,ltla20_name\n"
        "S12000046,Glasgow City,S12000049,Glasgow City,S12000049,Glasgow City\n"
        "E07000048,Christchurch,E06000058,BCP,E06000058,BCP\n"
        "E06000028,Bournemouth,E06000058,BCP,E06000058,BCP\n"
        "S12000015,Fife,S12000047,Fife,S12000047,Fife\n"
        "S12000015,Fife,S12000048,Perth,S12000048,Perth\n"
        "S12000024,Perth,S12000047,Fife,S12000047,Fife\n"
        "S12000024,Perth,S12000048,Perth,S12000048,Perth\n"
        "E07000001,One,E07000001,One,E06000098,North\n"
        "E07000001,One,E07000001,One,E06000099,South\n",
    )
    methods = {(c.predecessor, c.successor): (c.method, c.changed_on) for c in found.changes}
    first, second = date(2019, 4, 1), date(2020, 4, 1)
    assert methods["S12000046", "S12000049"] == (ChangeMethod.RECODED, first)
    assert methods["E07000048", "E06000058"] == (ChangeMethod.MERGED, first)
    assert methods["S12000015", "S12000047"] == (ChangeMethod.IRREGULAR, first)
    assert methods["E07000001", "E06000099"] == (ChangeMethod.SPLIT, second)
    ended = {place.code: place.valid_to for place in found.places}
    assert ended["E07000048"] == first
    assert ended["E07000001"] == second
    assert ended["E06000058"] is None


def test_members_by_year_become_dated_memberships(tmp_path: Path) -> None:
    found = written(
        tmp_path,
        "year,lad_code,lad_name,cauth_code,cauth_name\n"
        "2019,E08000003,Manchester,E47000001,Greater Manchester\n"
        "2021,E08000003,Manchester,E47000001,Greater Manchester\n"
        "2021,E08000032,Bradford,E47000003,West Yorkshire\n",
    )
    assert set(found.memberships) == {
        MembershipDraft("E47000001", "E08000003", CONSTITUENT),
        MembershipDraft("E47000003", "E08000032", CONSTITUENT, date(2021, 4, 1), None),
    }


def test_a_malformed_code_of_a_lookup_is_a_fault(tmp_path: Path) -> None:
    text = "LAD23CD,LAD23NM,CAUTH23CD,CAUTH23NM\nE0800003,Manchester,E47000001,GM\n"
    with kit.look(kit.write(tmp_path / "a.csv", text)) as found:
        assert kit.faults(found) == [("bad-code", 2, "lad23cd", "E0800003")]


def test_the_last_day_of_march_and_the_first_of_april_are_one_boundary() -> None:
    assert day_after("2019-03-31") == day_after("2019-04-01") == date(2019, 4, 1)
    assert day_after(None) is None


@pytest.mark.shared
def test_the_real_lookups(shared: Path) -> None:
    folder = shared / "data/geography"
    small = drafts(folder / "lsoa11_lookup_england.parquet")
    assert sum(p.code.startswith("E01") for p in small.places) == 32844
    assert MembershipDraft("E02001062", "E01005061", WITHIN) in small.memberships
    manchester = {m.child for m in small.memberships if m.parent == "E47000001"}
    assert manchester == {f"E080000{n:02}" for n in range(1, 11)}

    changes = drafts(folder / "lsoa11_lsoa21_changes.parquet")
    letters = {m: sum(c.method == m for c in changes.changes) for m in ChangeMethod}
    assert letters == {"recoded": 0, "split": 1842, "merged": 194, "irregular": 9}

    councils = drafts(folder / "lad_changes_2016_2024.csv")
    methods = {(c.predecessor, c.successor): c.method for c in councils.changes}
    assert methods["E07000048", "E06000058"] == ChangeMethod.MERGED
    assert methods["S12000046", "S12000049"] == ChangeMethod.RECODED
    assert methods["E07000190", "E07000246"] == ChangeMethod.MERGED

    register = drafts(folder / "uk_local_authorities_mysociety.csv")
    ended = {place.code: place.valid_to for place in register.places}
    assert ended["E07000048"] == date(2019, 4, 1)
    methods = {(c.predecessor, c.successor): c.method for c in register.changes}
    assert methods["E10000023", "E06000065"] == ChangeMethod.RECODED
    assert methods["E10000021", "E06000061"] == ChangeMethod.SPLIT

    assert drafts(folder / "gm_postcodes_2018_08.parquet").taken == 111_757
    assert drafts(folder / "scotland_dz11_lookup.parquet").taken == 6976 + 1279 + 32 + 14
