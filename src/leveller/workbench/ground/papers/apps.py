from django.apps import AppConfig


class PapersConfig(AppConfig):
    name = "leveller.workbench.ground.papers"
    label = "papers"
