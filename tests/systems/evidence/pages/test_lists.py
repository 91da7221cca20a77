"""The room's first page, the spine chart, councils side by side, and small areas."""

import pytest

from tests.kit.people import MakeActor
from tests.systems.evidence.pages.world import (
    BOLTON,
    BURY,
    DECILE,
    ENGLAND,
    GM,
    LIFE,
    MANCHESTER,
    SMOKING,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("country")]


class TestHome:
    def test_lists_each_indicator_with_its_period_places_and_release(self, words):
        said = words("/evidence/")
        assert "Smoking in adults Headline Behaviours 2022 countries and councils" in said
        assert "5 indicators" in said
        assert "To be confirmed" in said

    @pytest.mark.parametrize(
        ("asked", "kept"),
        [
            ("words=smok", {SMOKING}),
            ("theme=Behaviours", {SMOKING}),
            ("theme=Other", {LIFE, "population"}),
            ("kind=small", {DECILE, "iod2025-imd-rank", "population"}),
            ("kind=country", {SMOKING}),
            ("place=Bolton", {SMOKING, LIFE}),
            ("place=E01000001", {DECILE, "iod2025-imd-rank", "population"}),
            ("words=nothing", set()),
            ("source=Test+tables&words=life", {LIFE}),
        ],
    )
    def test_is_narrowed_by(self, rows, asked, kept):
        assert {row["Key"] for row in rows(f"/evidence/data.csv?{asked}")} == kept

    def test_links_keep_the_place(self, markup):
        shown = markup("/evidence/?place=Bolton")
        assert f"/evidence/indicators/{SMOKING}/?place={BOLTON}" in shown

    def test_a_theme_that_is_not_there_is_said(self, words):
        said = words("/evidence/?theme=Astrology")
        assert "There is no theme “Astrology” here" in said
        assert "5 indicators" in said

    def test_an_unknown_place_helps(self, words):
        assert "Did you mean one of these? Bury" in words("/evidence/?place=Burx", 404)

    def test_the_way_to_import_is_for_those_who_may(self, markup, client, north, actor: MakeActor):
        assert "/evidence/import/" not in markup("/evidence/")
        client.force_login(actor(north, "analyst").user)
        assert "/evidence/import/" in markup("/evidence/")

    def test_stands_in_the_navigation(self, markup):
        assert 'href="/evidence/" aria-current="page"' in markup("/evidence/")


class TestSpine:
    def test_shows_where_a_place_stands_with_the_table(self, markup, words):
        said = words(f"/evidence/spine/?place={BOLTON}")
        assert "Smoking" in said
        assert "Worse" in said
        assert "Decreasing: getting better" in said
        assert (
            'id="chart-spine"' in markup(f"/evidence/spine/?place={BOLTON}") or "No chart" in said
        )

    def test_is_narrowed_to_a_theme(self, rows):
        found = rows(f"/evidence/spine/data.csv?place={BOLTON}&theme=Behaviours")
        assert {row["Indicator"] for row in found} == {"Smoking"}

    def test_without_a_place_offers_the_authorities(self, markup):
        assert f'href="?place={GM}"' in markup("/evidence/spine/")

    def test_bad_requests_are_said(self, words):
        assert "There is no theme “x” here" in words(f"/evidence/spine/?place={BOLTON}&theme=x")
        assert "No place has the code" in words("/evidence/spine/?place=E99999999", 404)


class TestHeat:
    def test_sets_councils_side_by_side_with_words_beside_colour(self, words):
        said = words(f"/evidence/heat/?place={GM}&theme=All+themes")
        assert "Bolton Bury Manchester" in said
        assert "13.0 15.0 ■ Worse 7.0 ● Better 19.0 ■ Worse" in said
        assert "Better 1, ■ Worse 2" in said

    def test_a_council_stands_among_its_fellows(self, words):
        assert "Greater Manchester" in words(f"/evidence/heat/?place={BURY}")

    def test_holds_every_figure_in_its_downloads(self, rows, tables):
        address = f"place={GM}&theme=All+themes"
        found = rows(f"/evidence/heat/data.csv?{address}")
        assert [row["Manchester"] for row in found if row["Indicator"] == "Smoking"] == ["19.0"]
        traced = tables(f"/evidence/heat/data.json?{address}")["heat"]["traces"]
        assert len(traced) == len(found)

    def test_too_many_or_no_councils_are_said(self, words):
        said = words("/evidence/heat/?place=E01000001")
        assert "No councils of Bolton 001A are known" in said
        assert "Choose an authority" in words("/evidence/heat/")


class TestSmallAreas:
    ADDRESS = f"/evidence/areas/?place={GM}"

    def test_says_how_many_areas_and_people_are_in_the_most_deprived_tenth(self, words):
        said = words(self.ADDRESS)
        assert "2 of 4 small areas of Greater Manchester (50%)" in said
        assert "About 3,000 people live in them" in said

    def test_says_where_they_live(self, rows):
        found = rows(f"/evidence/areas/data.csv?place={GM}&table=councils")
        assert [(r["Council"], r["In the most deprived tenth"]) for r in found] == [
            ("Bolton", "2"),
            ("Bury", "0"),
            ("Manchester", "0"),
        ]

    def test_lists_the_worst_first_and_all_in_the_download(self, rows):
        found = rows(f"/evidence/areas/data.csv?place={GM}")
        assert [row["Code"] for row in found] == [f"E0100000{n}" for n in range(1, 5)]
        assert found[0]["Small area"] == "Bolton 001A"

    def test_the_maps_own_download_exists(self, rows):
        assert len(rows(f"/evidence/areas/data.csv?place={GM}&table=map")) == 4

    def test_another_indicator_can_be_chosen(self, words):
        said = words(f"{self.ADDRESS}&indicator=population")
        assert "highest small areas" in said or "highest first" in said

    def test_what_is_not_there_is_said(self, words):
        assert "There is no indicator for small areas “x”" in words(f"{self.ADDRESS}&indicator=x")
        said = words(f"/evidence/areas/?place={ENGLAND}")
        assert "England is shown by its authorities and councils" in said

    def test_a_council_has_its_own(self, words):
        said = words(f"/evidence/areas/?place={MANCHESTER}")
        assert "0 of 1 small areas of Manchester" in said
