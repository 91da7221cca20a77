from django.apps import AppConfig


class FrontConfig(AppConfig):
    name = "leveller.workbench.front"
    label = "front"
