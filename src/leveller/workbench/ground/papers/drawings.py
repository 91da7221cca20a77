"""Charts and maps of pages as blocks of a paper: the same drawing, words and table."""

from leveller.workbench.ground.pages import pictures, store
from leveller.workbench.ground.pages.charts import Chart, render
from leveller.workbench.ground.pages.maps import Map
from leveller.workbench.ground.pages.maps.choropleth import draw
from leveller.workbench.ground.papers.figures import Source
from leveller.workbench.ground.papers.tree import ChartBlock, MapBlock

OF_A_MAP = "Map. What it shows is said below, and its figures are in the table."


def chart_block(chart: Chart, *sources: Source) -> ChartBlock:
    """The wide drawing without its title, which the caption gives. Drawn once, then kept."""
    key = store.put(render.recipe(chart, chart.wide))
    return ChartBlock(
        svg=pictures.picture(f"{key}.svg").content.decode(),
        title=chart.title,
        description=chart.description,
        alternative=chart.alternative,
        table=chart.table,
        notes=chart.notes,
        sources=sources,
        shown=chart,
    )


def map_block(shown: Map, *sources: Source) -> MapBlock:
    """With its legend, since a page of paper has no other place for it."""
    recipe = {**shown.recipe, "title": shown.heading, "heading": "", "source": ""}
    return MapBlock(
        svg=draw(recipe, is_titled=True).decode(),
        title=shown.title,
        description=shown.description,
        alternative=OF_A_MAP,
        table=shown.table,
        notes=shown.notes,
        sources=sources,
        shown=shown,
    )
