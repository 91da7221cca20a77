"""What people write is shown, and does nothing else."""

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leveller.workbench.ground.pages import text

EVIL = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[x](javascript:alert(1))",
    "[x](data:text/html,<script>alert(1)</script>)",
    "![x](https://example.org/pixel.png)",
    '<a href="x" style="position:fixed">x</a>',
    "<style>body{display:none}</style>",
    "<iframe src=//example.org></iframe>",
    "`<script>`",
]


class Elements(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.seen: list[tuple[str, dict]] = []
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        self.seen.append((tag, dict(attributes)))


def assert_harmless(html: str) -> None:
    for tag, attributes in Elements(html).seen:
        assert tag in text.TAGS
        assert attributes.keys() <= {"href", "rel", "start", "id", "class"}
        assert attributes.get("href", "/").partition(":")[0] not in {
            "javascript",
            "data",
            "vbscript",
        }


@pytest.mark.parametrize("evil", EVIL)
@pytest.mark.parametrize("read", [text.people, text.document])
def test_known_evils_are_disarmed(evil, read):
    assert_harmless(read(evil))


@given(st.text(st.sampled_from("<>[]()!\"'=: \n#*`|-abcjsx/&;"), max_size=80))
def test_nothing_that_anyone_can_write_is_harmful(written):
    assert_harmless(text.people(written))
    assert_harmless(text.document(written))


def test_ordinary_writing_is_kept():
    html = text.people("We **asked**:\n\n- one\n- two\n\n| a | b |\n| --- | --- |\n| 1 | 2 |")
    assert "<strong>asked</strong>" in html
    assert html.count("<li>") == 2
    assert "<td>2</td>" in html


def test_headings_of_people_start_below_those_of_the_page():
    assert text.people("# Big\n\n## Less") == "<h3>Big</h3>\n<h4>Less</h4>\n"
    assert "<h6>" in text.people("###### Least")


def test_links_of_people_earn_nothing_and_tell_nothing():
    assert 'rel="nofollow noopener noreferrer"' in text.people("[x](https://example.org/)")


def test_documents_have_anchors_definitions_and_links_to_pages():
    html = text.document(
        "## The formula\n\nTerm\n: Meaning\n\n[other](other.md#a)", links={"other.md": "../other/"}
    )
    assert 'id="the-formula"' in html
    assert "<dd>" in html
    assert 'href="../other/"' in html


def test_cells_are_aligned_by_class_since_styles_are_refused():
    html = text.document("| a |\n| ---: |\n| 1 |")
    assert '<td class="app-align-right">1</td>' in html
    assert "style" not in html
