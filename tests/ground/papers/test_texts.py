"""Text that every format can hold."""

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from leveller.workbench.ground.papers.texts import (
    all_printable,
    escaped,
    one_line,
    printable,
)

anything = st.text(st.characters(codec=None, exclude_categories=()), max_size=40)


def test_what_is_visible_stays():
    text = "Ynys Môn – 12°C, “µg/m³”\n\t£5 😀"
    assert printable(text) == text


def test_what_no_format_can_hold_is_left_out():
    assert printable("a\x00b\x1bc\x85d\ufffee") == "abcde"
    assert printable("half \ud83d") == "half \ufffd"


@given(anything)
def test_every_text_can_be_written_as_utf_8_and_as_xml(text):
    clean = printable(text)
    clean.encode()
    assert etree.fromstring(f"<a>{escaped(text)}</a>") is not None
    assert printable(clean) == clean


@given(anything)
def test_a_title_is_one_line(text):
    assert len(one_line(text).splitlines()) <= 1


def test_structures_are_cleaned_to_their_leaves():
    assert all_printable({"a\x00": ["\x01b", {"c": ("d\x02", 1, None)}]}) == {
        "a": ["b", {"c": ["d", 1, None]}]
    }
