"""Each system lives under its own path; who may open a route stands in access.csv."""

from django.urls import include, path

from leveller.config import health

urlpatterns = [
    path("", include("leveller.workbench.front.urls")),
    path("healthz", health.healthz, name="healthz"),
    path("evidence/", include("leveller.workbench.systems.evidence.urls")),
    path("levers/", include("leveller.workbench.systems.levers.urls")),
    path("thread/", include("leveller.workbench.ground.thread.urls")),
    path("records/", include("leveller.workbench.ground.records.urls")),
    path("accounts/", include("leveller.workbench.ground.accounts.urls")),
    path("pages/", include("leveller.workbench.ground.pages.urls")),
    path("papers/", include("leveller.workbench.ground.papers.urls")),
    path("accounts/", include("leveller.workbench.ground.accounts.sign_in_urls")),
    path("api/", include("leveller.config.api")),
]

handler400 = "leveller.workbench.ground.pages.errors.bad_request"
handler403 = "leveller.workbench.ground.pages.errors.forbidden"
handler404 = "leveller.workbench.ground.pages.errors.not_found"
handler500 = "leveller.workbench.ground.pages.errors.failure"
