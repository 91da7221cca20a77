"""Printed tables fit their page, and no word or number is broken while there is another way."""

from hypothesis import given
from hypothesis import strategies as st

from leveller.workbench.ground.papers import columns
from leveller.workbench.ground.papers.columns import BETWEEN, PAGE, SMALLEST, widths

words = st.text("abcdefghij", min_size=1, max_size=12)
phrases = st.lists(words, min_size=1, max_size=6).map(" ".join)
column = st.tuples(phrases, st.booleans(), st.lists(phrases, max_size=4))


def test_a_small_table_gets_what_it_asks_for():
    found = widths([("Council", False, ["Aldermoor"]), ("Years", True, ["77.1"])])
    assert found.scale == 1
    assert found.weights[0] > found.weights[1]


def test_an_interval_stays_on_one_line():
    many = [("Interval", True, ["62.5 to 64.3"])] * 5 + [("Place", False, ["a long name " * 5])]
    assert all(weight > len("62.5 to 64.3") for weight in widths(many).weights[:5])


def test_letters_shrink_last():
    assert widths([("Measure", False, ["one two three four five six"])] * 6).scale == 1
    assert widths([("Incomprehensibility", False, [])] * 6).scale < 1


@given(st.lists(column, min_size=1, max_size=12))
def test_everything_fits_the_page(held):
    found = widths(held)
    assert SMALLEST <= found.scale <= 1
    needed = sum(found.weights) * found.scale
    least = sum(columns._least(*one) for one in held)
    room = PAGE - BETWEEN * len(held)
    assert needed <= room + 1e-9 or found.scale == SMALLEST
    assert sum(found.weights) >= least - 1e-9


@given(st.lists(column, min_size=1, max_size=12))
def test_no_word_is_broken(held):
    for weight, (heading, _, texts) in zip(widths(held).weights, held, strict=True):
        longest = max(len(word) for text in (heading, *texts) for word in text.split())
        assert weight >= longest + 1 - 1e-9
