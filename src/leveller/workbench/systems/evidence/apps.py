from django.apps import AppConfig


class EvidenceConfig(AppConfig):
    name = "leveller.workbench.systems.evidence"
    label = "evidence"
