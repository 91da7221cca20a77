"""Colours that people can tell apart from the paper, and shapes that they can tell apart at all."""

import itertools
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leveller.workbench.ground.pages import palette
from leveller.workbench.ground.pages.benchmarks import LOOKS, Benchmark
from leveller.workbench.ground.pages.maps import classes

STYLES = Path(palette.__file__).parent / "static" / "pages" / "styles.css"
TOGETHER = [
    ("best", "better", "similar", "worse", "worst", "not compared"),
    ("higher", "similar", "lower", "not compared"),
    ("highest", "high", "middle", "low", "lowest", "not compared"),
]


def test_contrast_is_that_of_the_guidelines():
    """Checked against the examples that the guidelines' readers all use."""
    assert palette.contrast("#000000") == pytest.approx(21)
    assert palette.contrast("#767676") == pytest.approx(4.54, abs=0.01)
    assert palette.contrast("#ffffff") == 1


@given(*[st.integers(0, 0xFFFFFF).map("#{:06x}".format)] * 2)
def test_contrast_has_no_direction(one, other):
    assert palette.contrast(one, other) == palette.contrast(other, one) >= 1


@pytest.mark.parametrize("colour", [*palette.SERIES, palette.INK, palette.MUTED])
def test_marks_stand_out_from_paper(colour):
    assert palette.contrast(colour) >= 4.5


@pytest.mark.parametrize("held", Benchmark)
def test_classes_can_be_read_on_paper_and_on_their_tint(held):
    assert palette.contrast(held.look.colour) >= 4.5
    tint = classes.TINTS.get(held, classes.PLAIN)
    assert palette.contrast(held.look.colour, tint) >= 3


@pytest.mark.parametrize("together", TOGETHER)
def test_classes_that_stand_together_differ_without_colour(together):
    looks = [LOOKS[Benchmark(name)] for name in together]
    assert len({look.shape for look in looks}) == len(looks)
    assert len({look.glyph for look in looks}) == len(looks)
    signs = {(classes.PATTERNS.get(Benchmark(n)), LOOKS[Benchmark(n)].glyph) for n in together}
    assert len(signs) == len(together)


def test_the_ramp_darkens_step_by_step():
    light = [palette.luminance(shade) for shade in palette.RAMP]
    assert all(a / b > 1.4 for a, b in itertools.pairwise(light))


def test_the_styles_use_the_same_colours():
    written = dict(
        re.findall(
            r"\.app-benchmark--([a-z-]+) > \[aria-hidden\] \{ color: (#\w+);", STYLES.read_text()
        )
    )
    assert written == {held.css: held.look.colour for held in Benchmark}


@pytest.mark.parametrize(
    ("word", "held"),
    [
        ("Better", "better"),
        ("NotCompared", "not compared"),
        ("Not compared", "not compared"),
        ("", "not compared"),
    ],
)
def test_publishers_words_are_understood(word, held):
    assert Benchmark.of(word) == held


def test_an_unknown_word_is_refused():
    with pytest.raises(ValueError, match="splendid"):
        Benchmark.of("splendid")
