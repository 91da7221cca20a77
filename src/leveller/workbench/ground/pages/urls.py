"""Addresses of the product's own pages."""

from django.conf import settings
from django.urls import path

from leveller.workbench.ground.pages import twins, views
from leveller.workbench.ground.pages.gallery import views as gallery

app_name = "pages"
urlpatterns = [
    path("charts/<str:name>", views.picture, name="picture"),
    path("glossary/", views.show_glossary, name="glossary"),
    path("methods/", views.methods, name="methods"),
    path("methods/<slug:slug>/", views.method, name="method"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("licences/", views.licences, name="licences"),
]
if not settings.PRODUCTION:
    urlpatterns += [
        path("gallery/", gallery.index, name="gallery"),
        *twins.paths("gallery/tables/", gallery.tables, "gallery-tables"),
        *twins.paths("gallery/charts/", gallery.charts, "gallery-charts"),
        *twins.paths("gallery/maps/", gallery.maps, "gallery-maps"),
        path("gallery/forms/", gallery.forms, name="gallery-forms"),
        path("gallery/parts/", gallery.parts, name="gallery-parts"),
    ]
