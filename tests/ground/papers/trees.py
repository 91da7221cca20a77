"""Trees of every shape with every kind of text, for properties that hold for all papers."""

from datetime import date

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from leveller.workbench.ground.pages.tables import Cell, Column, Interval, Kind, Table
from leveller.workbench.ground.papers import tree
from leveller.workbench.ground.papers.figures import Part
from leveller.workbench.ground.papers.runs import Link, Note, Paragraph, Shown, Strong, say
from tests.ground.papers import sample

# A paper takes a while to draw and to print; the machine that tests it may be busy.
some_papers = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
NASTY = (
    *('#eval(read("/etc/passwd"))', "*bold* _it_ = $x$ // @a <b>", "#let x = 1", "\\", "]", "}"),
    *(
        "<script>alert(1)</script>",
        "& < > \" '",
        "{{ 7 }}{% now %}",
        "</style>",
        "=1+1",
        "-2",
        "@a",
    ),
    *("+3", "\t=1", "😀 中文 עברית", "e\u0301 ŵ", "\x00\x07\x1b\x85", "\ud800", "\ufffe", "a\nb"),
    *(
        "\u202e\u200b\u00ad",
        "👩\u200d👧 🏴\ue000",
        "#",
        "```",
        "= h",
        "־^ऺ",
        "/* */ //",
        "~---...",
        "\u2028",
    ),
)
texts = st.one_of(st.sampled_from(NASTY), st.text(max_size=12)).map(lambda text: f"x{text}")
figures = st.sampled_from([sample.GAP.size, sample.HEALTHY, sample.SUBSTITUTE, sample.RATIO.size])
runs = st.one_of(
    texts,
    st.builds(Strong, texts),
    st.builds(Shown, figures, st.sampled_from(list(Part))),
    st.builds(Link, texts, st.sampled_from(["https://example.org/a?b=1&c", "/here/", "#there"])),
    st.builds(Note, st.sampled_from([sample.DEATHS, sample.HEALTH])),
)
sentences = st.lists(runs, min_size=1, max_size=3).map(lambda parts: say("s", *parts))
paragraphs = st.lists(sentences, min_size=1, max_size=2).map(lambda said: Paragraph.of(*said))
several = st.lists(paragraphs, min_size=1, max_size=2).map(tuple)
values = st.one_of(st.none(), st.integers(-(10**9), 10**9), st.floats(-1e9, 1e9))


@st.composite
def tables(draw):
    columns = (
        Column("a", draw(texts) + "1", note=draw(st.just("") | texts)),
        Column("b", draw(texts) + "2", Kind.NUMBER, draw(st.sampled_from(["", "%", "years"])), 1),
        Column("c", draw(texts) + "3", Kind.INTERVAL),
    )
    rows = [
        {
            "a": draw(texts),
            "b": Cell(draw(values), text=draw(st.just("") | texts), note=draw(st.just("") | texts)),
            "c": draw(st.none() | st.just(Interval(1.5, None)) | st.just(Interval(-1, 2.25))),
        }
        for _ in range(draw(st.integers(0, 2)))
    ]
    notes = tuple(draw(st.lists(texts, max_size=2)))
    return Table("t", draw(texts), columns, rows, notes=notes)


blocks = st.one_of(
    paragraphs,
    st.builds(tree.Bullets, several, st.booleans()),
    st.builds(tree.Callout, st.sampled_from(list(tree.CalloutKind)), several, texts | st.just("")),
    st.builds(tree.TableBlock, tables(), st.just((sample.DEATHS,)) | st.just(())),
    st.builds(
        tree.ChartBlock,
        st.just(sample.drawing()),
        *(texts, texts, texts, tables()),
    ),
    st.builds(
        lambda label, detail: tree.KeyFigures((tree.KeyFigure(sample.GAP.size, label, detail),)),
        *(texts, paragraphs),
    ),
    st.just(tree.PageBreak()),
)


@st.composite
def papers(draw):
    levels = draw(st.lists(st.integers(1, 3), min_size=1, max_size=3))
    sections, before = [], 0
    for level in levels:
        before = min(level, before + 1)
        held = tuple(draw(st.lists(blocks, max_size=2)))
        sections.append(tree.Section(draw(texts), held, before))
    return tree.Paper(
        kind="brief",
        title=draw(texts),
        subtitle=draw(st.just("") | texts),
        organisation=draw(texts),
        dated=draw(st.dates(date(1975, 1, 1), date(2099, 12, 31))),
        sections=tuple(sections),
        glossary=tuple(draw(st.lists(st.builds(tree.Term, texts, texts), max_size=2))),
    )
