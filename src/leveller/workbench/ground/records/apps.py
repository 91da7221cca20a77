from django.apps import AppConfig


class RecordsConfig(AppConfig):
    name = "leveller.workbench.ground.records"
    label = "records"
