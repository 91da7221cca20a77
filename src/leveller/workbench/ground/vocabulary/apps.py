from django.apps import AppConfig


class VocabularyConfig(AppConfig):
    name = "leveller.workbench.ground.vocabulary"
    label = "vocabulary"
