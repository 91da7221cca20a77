"""A map's classes, legend, links, words and table."""

import gzip
import re
import xml.etree.ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leveller.workbench.ground.pages import pictures, store
from leveller.workbench.ground.pages.charts import Axis, Estimate
from leveller.workbench.ground.pages.gallery import shapes as gallery
from leveller.workbench.ground.pages.maps import Area, Shapes, choropleth
from leveller.workbench.ground.pages.maps.classes import breaks, class_of, of_quantiles

AXIS = Axis("Score", "", 1)


@pytest.fixture(autouse=True)
def here(settings, tmp_path):
    settings.HOME = tmp_path


@pytest.fixture
def maps(here):
    return {shown.key: shown for shown in gallery.every_map()}


@given(st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=60))
def test_every_value_falls_in_the_class_whose_range_it_is_in(values):
    bounds, classes = breaks(values, 5), of_quantiles(values, AXIS)
    held = [int(class_of(value, bounds, classes).key) for value in values]
    assert min(held) >= 1
    assert max(held) == len(classes) <= 5
    for value, number in zip(values, held, strict=True):
        assert value <= bounds[number - 1]
        assert number == 1 or value > bounds[number - 2]


@given(st.sets(st.integers(-1000, 1000), min_size=5, max_size=60))
def test_classes_hold_about_equal_numbers_when_nothing_ties(values):
    held = sorted(map(float, values))
    bounds, classes = breaks(held, 5), of_quantiles(held, AXIS)
    counts = [sum(class_of(v, bounds, classes) is one for v in held) for one in classes]
    assert max(counts) - min(counts) <= 1


def test_values_that_tie_share_a_class():
    assert len(of_quantiles([5.0] * 30, AXIS)) == 1
    assert of_quantiles([5.0] * 30, AXIS)[0].label == "5.0"
    assert breaks([], 5) == []


def test_a_few_areas_are_links_that_say_their_figure(maps):
    root = ET.fromstring(maps["classes"].svg)  # noqa: S314 ours
    links = {a.get("href"): a.get("aria-label") for a in root.iter("a")}
    assert len(links) == len(gallery.COUNCILS)
    assert links["#C0"] == "Ashcombe: 58.0 years (57.1 to 58.9), worse"


def test_many_areas_are_a_picture(maps):
    assert maps["small"].svg == ""
    answer = pictures.picture(f"{store.put(maps['small'].recipe)}.svg")
    root = ET.fromstring(answer.content)  # noqa: S314 ours
    assert root.find("{http://www.w3.org/2000/svg}title").text == "Deprivation, by small area"
    assert len(gzip.compress(answer.content)) < 10_000


@pytest.mark.parametrize("key", ["classes", "values"])
def test_drawings_keep_to_the_policy(maps, key):
    assert not re.search(r"style=|<style|<script|on\w+=|href=\"http", maps[key].svg)


def test_classes_differ_by_pattern_and_sign_as_well_as_colour(maps):
    svg = maps["classes"].svg
    fills = set(re.findall(r'<path d="M[^"]*" fill="([^"]+)"/></a>', svg))
    assert fills == {"url(#map-classes-better)", "#e2e6e7", "url(#map-classes-worse)"}
    assert {entry.sign for entry in maps["classes"].legend} == {"●", "◆", "■"}


def test_an_area_without_a_figure_has_a_class_of_its_own(maps):
    entry = maps["values"].legend[-1]
    assert (entry.label, entry.count) == ("No figure", 1)
    assert "No figure (1)" in maps["values"].description
    assert maps["values"].table.rows[-1].cells["value"].text == "not published"


def test_the_legend_counts_every_area_once(maps):
    for shown in maps.values():
        assert sum(entry.count for entry in shown.legend) == len(shown.table.rows)


def test_an_area_without_a_boundary_is_in_the_table_and_is_named(here):
    areas = [Area("C0", "Ashcombe", Estimate(1.0)), Area("Z9", "Lost Isle", Estimate(2.0))]
    shown = choropleth(key="x", title="T", axis=AXIS, areas=areas, shapes=gallery.OF_COUNCILS)
    assert shown.notes == ("Without a boundary, so only in the table: Lost Isle.",)
    assert [row.cells["label"].value for row in shown.table.rows] == ["Ashcombe", "Lost Isle"]


def test_names_are_text_wherever_they_stand(here):
    area = Area("C0", '<b>"&', Estimate(1.0), link='/x/?a="&b')
    shown = choropleth(key="x", title="<i>", axis=AXIS, areas=[area], shapes=gallery.OF_COUNCILS)
    ET.fromstring(shown.svg)  # noqa: S314 ours
    assert "<b>" not in shown.svg
    assert b"<i>" not in pictures.picture(f"{store.put(shown.recipe)}-titled.svg").content


def test_a_kept_map_carries_title_legend_and_source(maps):
    content = pictures.picture(f"{store.put(maps['classes'].recipe)}-titled.svg").content.decode()
    for words in ("against England, by council</text>", "Better</text>", "Source: Made-up"):
        assert words in content


def test_a_map_is_a_png_too(maps):
    assert pictures.png(maps["small"]).startswith(b"\x89PNG")


def test_a_picture_whose_outlines_were_swept_is_not_found(maps):
    for file in store.folder().glob("outlines-*"):
        file.unlink()
    assert pictures.picture(f"{store.put(maps['small'].recipe)}.svg") is None


def test_geometries_are_read_only_when_no_outline_is_kept(here):
    asked = []
    shapes = Shapes("once", lambda: asked.append(1) or gallery.councils())
    area = Area("C0", "Ashcombe", Estimate(1.0))
    for _ in range(3):
        choropleth(key="x", title="T", axis=AXIS, areas=[area], shapes=shapes)
    assert asked == [1]


@pytest.mark.django_db
def test_a_long_table_is_offered_instead_of_shown(client):
    page = client.get("/pages/gallery/maps/").content.decode()
    assert "rows, too many for a page" in page
    assert 'href="data.csv?table=small"' in page
    rows = client.get("/pages/gallery/maps/data.csv?table=small").content.decode().splitlines()
    assert len(rows) == len(gallery.small()) + 1
