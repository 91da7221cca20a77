"""Addresses of the record."""

from django.urls import path

from leveller.workbench.ground.pages import twins
from leveller.workbench.ground.records import views

app_name = "records"
urlpatterns = [
    path("jobs/<int:pk>/", views.job, name="job"),
    path("jobs/<int:pk>/cancel/", views.cancel_job, name="cancel-job"),
    *twins.paths("jobs/", views.jobs, "jobs"),
    *twins.paths("audit/", views.audit, "audit"),
    *twins.paths("sources/", views.sources, "sources"),
    *twins.paths("reference/", views.reference, "reference"),
    *twins.paths("reference/<slug:name>/", views.reference_set, "reference-set"),
]
