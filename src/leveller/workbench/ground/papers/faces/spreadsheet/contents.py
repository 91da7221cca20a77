"""What the sheets hold: the paper's figures, tables, notes, words and sources as rows."""

from leveller.workbench.ground.pages import figures as written
from leveller.workbench.ground.pages import flat
from leveller.workbench.ground.pages.tables import Kind
from leveller.workbench.ground.papers import wording
from leveller.workbench.ground.papers.assembly import PRODUCT, Assembled, Titled
from leveller.workbench.ground.papers.faces.spreadsheet.sheets import Column, Sheet, Value
from leveller.workbench.ground.papers.figures import Figure
from leveller.workbench.ground.papers.tree import Paper, TableBlock

NO_FIGURE = "[x]"
ONE_TABLE = "This worksheet contains one table."
SHORTHAND = (
    "Shorthand",
    f"{NO_FIGURE} means that there is no figure: it was not published, or it is not shown so that "
    "nobody can be recognised. A note in the same row says which, where that is known.",
)
BLANK = ("Empty cells", "An empty cell in a column of notes means that there is no note.")


def cover(assembled: Assembled) -> list[str]:
    paper = assembled.paper
    lines = [paper.title, paper.subtitle, paper.organisation, *wording.masthead(paper)]
    lines.append("The figures, the tables and the sources of this paper, one table to a worksheet.")
    lines.append(f"Made with {PRODUCT}.")
    return [line for line in lines if line]


def sheets(assembled: Assembled) -> list[Sheet]:
    made = [_notes(assembled), _figures(assembled), *_tables(assembled)]
    made += [_words(assembled.paper), _sources(assembled)]
    return [sheet for sheet in made if sheet.rows or sheet.name.startswith("Table")]


def index(listed: list[Sheet]) -> Sheet:
    columns = (Column("Worksheet"), Column("What it holds"))
    rows = [(sheet.name, sheet.title) for sheet in listed]
    return Sheet("Contents", "Contents", ONE_TABLE, columns, rows)


def _titled(assembled: Assembled) -> list[Titled]:
    """Tables in the order of their numbers; those behind pictures stand in the annex."""
    placed = (block for part in assembled.parts for block in part.blocks)
    return [p for p in placed if isinstance(p, Titled) and isinstance(p.block, TableBlock)]


# Notes and words


def _notes(assembled: Assembled) -> Sheet:
    rows = [SHORTHAND, BLANK]
    for titled in _titled(assembled):
        rows += [(titled.name, note) for note in titled.block.table.notes]
        columns = titled.block.table.columns
        rows += [(titled.name, f"{c.label}: {c.note}") for c in columns if c.note]
    return Sheet("Notes", "Notes", ONE_TABLE, (Column("About"), Column("Note")), rows)


def _words(paper: Paper) -> Sheet:
    rows = [(term.word, term.meaning) for term in paper.glossary]
    columns = (Column("Word"), Column("Meaning"))
    return Sheet("Words", "Words used in this paper", ONE_TABLE, columns, rows)


def _sources(assembled: Assembled) -> Sheet:
    names = ("title", "publisher", "vintage", "licence", "attribution", "address", "sha256")
    heads = ("Source", "Publisher", "Vintage", "Licence", "Attribution", "Address", "Release")
    rows = [
        (assembled.number_of(s), *(getattr(s, name) for name in names)) for s in assembled.sources
    ]
    columns = (Column("Number", "0"), *(Column(head) for head in heads))
    return Sheet("Sources", "Sources", ONE_TABLE, columns, rows)


# Figures of the sentences


def _figures(assembled: Assembled) -> Sheet:
    heads = ("Figure", "Measure", "Group", "Place", "Period", "Value", "Unit", "Lower limit")
    heads += ("Upper limit", "Interval", "Stands in for", "Sources", "How it was measured")
    heads += ("Rows that were selected",)
    rows = [_figure(figure, assembled) for figure in assembled.figures]
    holds = f"{ONE_TABLE} It lists every figure that the sentences of the paper name."
    numbers = {"Value", "Lower limit", "Upper limit"}
    columns = tuple(Column(head, "General" if head in numbers else "") for head in heads)
    return Sheet("Figures", "Figures in the text", holds, columns, rows)


def _figure(figure: Figure, assembled: Assembled) -> tuple[Value, ...]:
    interval, trace = figure.interval, figure.trace
    sources = trace.sources if trace else ()
    return (
        assembled.id_of(figure),
        figure.measure,
        figure.group,
        figure.place,
        written.period(figure.period),
        figure.value,
        figure.unit,
        *((interval.lower, interval.upper) if interval else (NO_FIGURE, NO_FIGURE)),
        f"{interval.level:g}% {interval.name}" if interval else "none published",
        figure.substitute.wanted if figure.substitute else "",
        ", ".join(str(assembled.number_of(source)) for source in sources),
        f"{trace.measure}, version {trace.version}" if trace else "",
        "; ".join(f"{k} = {v}" for k, v in trace.selection.items()) if trace else "",
    )


# Tables


def _tables(assembled: Assembled) -> list[Sheet]:
    return [_table(titled, assembled) for titled in _titled(assembled)]


def _table(titled: Titled, assembled: Assembled) -> Sheet:
    table, sources = titled.block.table, titled.block.sources
    fields = flat.fields(table)
    named = "; ".join(f"{s.title} (source {assembled.number_of(s)})" for s in sources)
    source = named or (table.source.text if table.source else "")
    return Sheet(
        name=titled.name,
        title=titled.heading,
        holds=ONE_TABLE,
        columns=tuple(Column(field.heading, _format(field)) for field in fields),
        rows=[tuple(_value(field, row) for field in fields) for row in table.rows],
        lines=(*table.notes, *((f"Source: {source}",) if source else ())),
        empty=table.empty,
    )


def _format(field: flat.Field) -> str:
    column = field.column
    if not column.kind.is_numeric or field.part not in {"value", "lower", "upper"}:
        return ""
    if column.decimals is None:
        return "General"
    return f"#,##0{'.' if column.decimals else ''}{'0' * column.decimals}"


def _value(field: flat.Field, row: object) -> Value:
    value = field.of(row)
    is_number = field.column.kind in {Kind.NUMBER, Kind.INTERVAL} and field.part != "note"
    return NO_FIGURE if value is None and is_number else value
