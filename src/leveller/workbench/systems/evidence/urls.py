"""Addresses of this room."""

from django.urls import path

from leveller.workbench.ground.pages import twins
from leveller.workbench.systems.evidence.views import (
    areas,
    catalogue,
    heat,
    importing,
    indicator,
    mappings,
    releases,
    reviewing,
    spine,
    tracing,
)

app_name = "evidence"
urlpatterns = [
    *twins.paths("", catalogue.home, "home"),
    *twins.paths("indicators/<slug:key>/", indicator.indicator, "indicator"),
    *twins.paths("spine/", spine.spine, "spine"),
    *twins.paths("heat/", heat.heat, "heat"),
    *twins.paths("areas/", areas.areas, "areas"),
    path("import/", importing.upload, name="import"),
    *twins.paths("imports/", importing.listing, "import-list"),
    *twins.paths("import/<int:pk>/", importing.review, "import-review"),
    path("import/<int:pk>/again/", importing.again, name="import-again"),
    path("import/<int:pk>/discard/", importing.discard, name="import-discard"),
    path("import/<int:pk>/publish/", reviewing.publish, name="import-publish"),
    path("import/<int:pk>/check/", reviewing.check, name="import-check"),
    *twins.paths("import/<int:pk>/<int:number>/", importing.file, "import-file"),
    *twins.paths("import/<int:pk>/<int:number>/faults/", reviewing.faults, "import-faults"),
    path("import/<int:pk>/<int:number>/choices/", reviewing.choices, name="import-choices"),
    path("import/<int:pk>/<int:number>/mapping/", reviewing.mapping, name="import-mapping"),
    *twins.paths("releases/", releases.listing, "releases"),
    *twins.paths("releases/<slug:sha256>/", releases.page, "release"),
    path("releases/<slug:sha256>/source/", releases.source, name="release-source"),
    path("releases/<slug:sha256>/withdraw/", releases.withdraw, name="release-withdraw"),
    path("releases/<slug:sha256>/restore/", releases.restore, name="release-restore"),
    *twins.paths("trace/", tracing.page, "trace"),
    *twins.paths("mappings/", mappings.listing, "mappings"),
    *twins.paths("mappings/<int:pk>/", mappings.page, "mapping"),
    path("mappings/<int:pk>/rename/", mappings.rename, name="mapping-rename"),
    path("mappings/<int:pk>/delete/", mappings.delete, name="mapping-delete"),
]
