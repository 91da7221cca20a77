"""Addresses of this room."""

from leveller.workbench.ground.pages import twins
from leveller.workbench.systems.evidence.views import areas, catalogue, heat, indicator, spine

app_name = "evidence"
urlpatterns = [
    *twins.paths("", catalogue.home, "home"),
    *twins.paths("indicators/<slug:key>/", indicator.indicator, "indicator"),
    *twins.paths("spine/", spine.spine, "spine"),
    *twins.paths("heat/", heat.heat, "heat"),
    *twins.paths("areas/", areas.areas, "areas"),
]
