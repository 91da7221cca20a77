from django.apps import AppConfig


class PagesConfig(AppConfig):
    name = "leveller.workbench.ground.pages"
    label = "pages"
