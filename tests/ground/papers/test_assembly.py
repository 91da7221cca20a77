"""What follows from a tree: numbers, anchors, the list of sources, the annex."""

from hypothesis import given

from leveller.workbench.ground.papers import tree, walks
from leveller.workbench.ground.papers.assembly import (
    SourceList,
    TermList,
    Titled,
    assemble,
    headings,
)
from leveller.workbench.ground.papers.runs import Note, Paragraph, say
from tests.ground.papers import sample, trees

ASSEMBLED = assemble(sample.paper())


def placed(kind):
    return [b for part in ASSEMBLED.parts for b in part.blocks if isinstance(b, kind)]


def test_parts_stand_in_the_order_of_a_board_paper():
    assert [part.heading for part in ASSEMBLED.parts] == [
        "Summary",
        "How large the gap is",
        "Where it is",
        "Council by council",
        "What can be done",
        "Figures behind the charts and maps",
        "Words used in this paper",
        "Sources",
    ]


def test_tables_charts_and_maps_are_counted_apart_in_reading_order():
    assert [t.name for t in placed(Titled)] == ["Chart 1", "Table 1", "Map 1", "Table 2", "Table 3"]


def test_every_picture_names_the_table_with_its_figures():
    chart, map_, *_ = (t for t in placed(Titled) if t.behind)
    annexed = {t.name: t for t in placed(Titled) if t.is_annexed}
    assert annexed[chart.behind].block.table is chart.block.table
    assert annexed[map_.behind].block.table is map_.block.table


def test_sources_are_numbered_once_in_reading_order():
    assert [s.key for s in ASSEMBLED.sources] == ["deaths", "health", "survey"]
    assert [ASSEMBLED.number_of(s) for s in ASSEMBLED.sources] == [1, 2, 3]
    assert placed(SourceList) == [SourceList(ASSEMBLED.sources)]


def test_a_figure_that_is_said_twice_is_listed_once():
    assert len(ASSEMBLED.figures) == len(set(ASSEMBLED.figures))
    assert ASSEMBLED.figures[0] == sample.GAP.size


def test_words_that_need_no_explaining_make_no_section():
    plain = assemble(sample.paper(glossary=(), summary=()))
    kinds = {type(block) for part in plain.parts for block in part.blocks}
    assert TermList not in kinds
    assert "Summary" not in [part.heading for part in plain.parts]


def test_a_paper_without_pictures_has_no_annex():
    sections = (tree.Section("Only words", (Paragraph.of("Here."),)),)
    parts = assemble(sample.paper(sections=sections, summary=())).parts
    assert [p.heading for p in parts][-1] == "Sources"


def test_contents_list_the_upper_levels():
    assert len(headings(ASSEMBLED, deepest=1)) == len(ASSEMBLED.parts) - 1


def test_a_note_needs_no_second_mark():
    noted = Paragraph.of(say("As was said.", Note(sample.DEATHS)))
    figured = Paragraph.of(noted, sample.summary()[0])
    assert noted.sources == ()
    assert figured.sources == ()
    assert sample.summary()[0].sources == (sample.DEATHS,)


@trees.some_papers
@given(trees.papers())
def test_nothing_is_lost_and_nothing_named_twice(paper):
    assembled = assemble(paper)
    blocks = [b for part in assembled.parts for b in part.blocks]
    inner = [b.block if isinstance(b, Titled) else b for b in blocks]
    assert all(any(held is b for held in inner) for b in walks.blocks_of(paper))
    anchors = [part.anchor for part in assembled.parts]
    anchors += [b.anchor for b in blocks if isinstance(b, Titled)]
    assert len(anchors) == len(set(anchors))
    behind = {b.behind for b in blocks if isinstance(b, Titled) and b.behind}
    assert behind == {b.name for b in blocks if isinstance(b, Titled) and b.is_annexed}
