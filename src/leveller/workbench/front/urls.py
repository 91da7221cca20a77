"""Addresses of what people see first."""

from django.urls import path

from leveller.workbench.front import views

app_name = "front"
urlpatterns = [path("", views.start, name="start")]
