"""Maps: areas shaded by class on the British National Grid, drawn on the server to SVG.

`choropleth` gives a `Map`: its table comes with it, since a map alone tells a keyboard and a screen
reader nothing. A few areas become an inline drawing with a link for each; many become a picture,
drawn once when it is asked for. `Map.recipe` holds all that a script would need to draw the same
map with zoom, should one be wanted on top.
"""

from leveller.workbench.ground.pages.maps.choropleth import Area, Map, choropleth
from leveller.workbench.ground.pages.maps.outlines import Shapes

__all__ = ["Area", "Map", "Shapes", "choropleth"]
