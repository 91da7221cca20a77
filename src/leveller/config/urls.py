"""Each system lives under its own path; who may open a route stands in access.csv."""

from django.urls import include, path

urlpatterns = [
    path("", include("leveller.workbench.front.urls")),
    path("evidence/", include("leveller.workbench.systems.evidence.urls")),
    path("levers/", include("leveller.workbench.systems.levers.urls")),
    path("thread/", include("leveller.workbench.ground.thread.urls")),
    path("records/", include("leveller.workbench.ground.records.urls")),
    path("accounts/", include("leveller.workbench.ground.accounts.urls")),
    path("api/", include("leveller.config.api")),
]
