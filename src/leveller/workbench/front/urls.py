"""Addresses of what people see first."""

from django.urls import path

from leveller.workbench.front import views
from leveller.workbench.ground.pages import twins

app_name = "front"
urlpatterns = [
    path("", views.start, name="start"),
    *twins.paths("authorities/", views.authorities, "authorities"),
    *twins.paths("authorities/compare/", views.compare, "compare"),
    *twins.paths("places/", views.search, "search"),
    *twins.paths("places/<str:code>/", views.place, "place"),
    *twins.paths("places/<str:code>/figures/", views.figures, "figures"),
    path("places/<str:code>/brief/", views.brief, name="brief"),
    path("places/<str:code>/brief/keep/", views.keep_brief, name="brief-keep"),
    path("places/<str:code>/brief/<str:face>/", views.brief_file, name="brief-file"),
]
