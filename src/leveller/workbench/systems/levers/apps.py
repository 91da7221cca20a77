from django.apps import AppConfig


class LeversConfig(AppConfig):
    name = "leveller.workbench.systems.levers"
    label = "levers"
