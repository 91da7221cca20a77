from django.apps import AppConfig


class PlacesConfig(AppConfig):
    name = "leveller.workbench.ground.places"
    label = "places"
