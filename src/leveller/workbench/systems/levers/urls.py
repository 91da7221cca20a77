"""Addresses of this room."""

from django.urls import URLPattern

app_name = "levers"
urlpatterns: list[URLPattern] = []
