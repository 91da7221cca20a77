"""Addresses of kept papers."""

from django.urls import path

from leveller.workbench.ground.pages import twins
from leveller.workbench.ground.papers import views

app_name = "papers"
urlpatterns = [
    *twins.paths("", views.home, "home"),
    path("<int:pk>/", views.download, name="download"),
]
