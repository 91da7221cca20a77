"""Charts: each is its table, a title and a description in words, drawn on the server to SVG.

A chart function takes plain figures and returns a `Chart`; nothing is drawn until a browser asks
for the picture, and then once. `{% chart it %}` puts it on a page.
"""

from leveller.workbench.ground.pages.charts.chart import Chart
from leveller.workbench.ground.pages.charts.comparison import Compared, comparison
from leveller.workbench.ground.pages.charts.contributions import Contribution, contributions
from leveller.workbench.ground.pages.charts.gradient import Gradient, gradient
from leveller.workbench.ground.pages.charts.multiples import small_multiples
from leveller.workbench.ground.pages.charts.points import (
    Axis,
    Break,
    Estimate,
    Point,
    Series,
)
from leveller.workbench.ground.pages.charts.pyramid import AgeBand, pyramid
from leveller.workbench.ground.pages.charts.slopes import Change, slopes
from leveller.workbench.ground.pages.charts.spine import SpineRow, spine
from leveller.workbench.ground.pages.charts.trend import trend

__all__ = [
    "AgeBand",
    "Axis",
    "Break",
    "Change",
    "Chart",
    "Compared",
    "Contribution",
    "Estimate",
    "Gradient",
    "Point",
    "Series",
    "SpineRow",
    "comparison",
    "contributions",
    "gradient",
    "pyramid",
    "slopes",
    "small_multiples",
    "spine",
    "trend",
]
