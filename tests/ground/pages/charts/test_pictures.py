"""From a page to a picture: drawn when asked for, harmless, and the size that was promised."""

import re
import struct
import xml.etree.ElementTree as ET

import pytest

from leveller.workbench.ground.pages import pictures, store
from leveller.workbench.ground.pages.charts import render
from leveller.workbench.ground.pages.gallery import figures as gallery

SVG = "{http://www.w3.org/2000/svg}"
CHARTS = {chart.key: chart for chart in gallery.every_chart()}
SIZES = ["wide", "narrow"]


@pytest.fixture(autouse=True)
def here(settings, tmp_path):
    settings.HOME = tmp_path


def svg_of(chart, size: str, *, is_titled: bool = False) -> str:
    return render.draw(
        render.recipe(chart, getattr(chart, size)), "svg", is_titled=is_titled
    ).decode()


@pytest.mark.parametrize("key", CHARTS)
@pytest.mark.parametrize("size", SIZES)
def test_every_drawing_is_harmless_and_named(key, size):
    text = svg_of(CHARTS[key], size)
    root = ET.fromstring(text)  # noqa: S314 ours
    assert root.find(f"{SVG}title").text == CHARTS[key].title
    assert root.find(f"{SVG}desc").text == CHARTS[key].description
    tags = {element.tag.removeprefix(SVG) for element in root.iter()}
    assert not tags & {"script", "style", "image", "foreignObject", "use", "a"}
    assert not re.search(r"style=|href=|url\(|@font-face|on\w+=", text)


@pytest.mark.parametrize("key", [key for key in CHARTS if key != "multiples"])
@pytest.mark.parametrize("size", SIZES)
def test_every_drawing_has_the_size_that_the_page_keeps_free(key, size):
    drawing = getattr(CHARTS[key], size)
    root = ET.fromstring(svg_of(CHARTS[key], size))  # noqa: S314 ours
    assert (int(root.get("width")), int(root.get("height"))) == (drawing.width, drawing.height)


@pytest.mark.parametrize("size", SIZES)
def test_small_multiples_are_near_the_size_that_the_page_keeps_free(size):
    drawing = CHARTS["multiples"].wide if size == "wide" else CHARTS["multiples"].narrow
    root = ET.fromstring(svg_of(CHARTS["multiples"], size))  # noqa: S314 ours
    shape, promised = (
        int(root.get("width")) / int(root.get("height")),
        drawing.width / drawing.height,
    )
    assert shape == pytest.approx(promised, rel=0.12)
    assert int(root.get("width")) <= drawing.width


def test_the_words_of_a_download_stand_within_it():
    text = svg_of(CHARTS["dots"], "wide", is_titled=True)
    assert "Healthy life expectancy by council, 2020 to 2022</text>" in text
    assert "Dashed line: England, 62.5 years" in text
    assert "Source: Made-up figures for the gallery" in text


def test_letters_are_set_in_a_face_that_every_office_has():
    faces = set(re.findall(r'font-family="([^"]+)"', svg_of(CHARTS["trend"], "wide")))
    assert faces == {"Arial, Liberation Sans, Helvetica, sans-serif"}


def test_markup_in_titles_is_text():
    held = {**render.recipe(CHARTS["dots"], CHARTS["dots"].wide), "title": "<script>x</script>"}
    assert "<script>" not in render.draw(held, "svg", is_titled=True).decode()


@pytest.mark.django_db
def test_a_page_leaves_recipes_and_the_picture_comes_when_asked_for(client):
    page = client.get("/pages/gallery/charts/").content.decode()
    names = re.findall(r'/pages/charts/([0-9a-f]{40}\.svg)"', page)
    assert len(names) == 2 * len(CHARTS)
    assert list(store.folder().glob("*.svg")) == []
    answer = client.get(f"/pages/charts/{names[0]}")
    assert answer["Content-Type"] == "image/svg+xml; charset=utf-8"
    assert answer["Cache-Control"] == "public, max-age=31536000, immutable"
    assert (store.folder() / names[0]).read_bytes() == answer.content


@pytest.mark.django_db
def test_a_download_has_a_name_and_comes_as_png_too(client):
    wide, _ = pictures.of_chart(CHARTS["bars"])
    answer = client.get(wide.png)
    assert answer["Content-Disposition"] == (
        'attachment; filename="adults-who-smoke-by-kind-of-work-2023.png"'
    )
    width, height = struct.unpack(">II", answer.content[16:24])
    assert width == 2 * CHARTS["bars"].wide.width
    assert height > CHARTS["bars"].wide.height


def test_a_document_gets_the_drawing_without_a_title():
    content = pictures.png(CHARTS["bars"])
    width, height = struct.unpack(">II", content[16:24])
    assert (width, height) == (2 * 720, 2 * CHARTS["bars"].wide.height)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "name", ["0" * 40 + ".svg", "x.svg", "0" * 40 + ".pdf", "0" * 40 + "-titled.svg"]
)
def test_a_picture_that_nobody_left_is_not_found(client, name):
    answer = client.get(f"/pages/charts/{name}")
    assert answer.status_code == 404
    assert "Open the page that shows it again." in answer.content.decode()
