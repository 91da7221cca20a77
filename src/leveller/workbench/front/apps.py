from django.apps import AppConfig


class FrontConfig(AppConfig):
    name = "leveller.workbench.front"
    label = "front"

    def ready(self) -> None:
        from leveller.workbench.front import panels
        from leveller.workbench.systems.evidence.panels import register

        register(panels.levers_of_indicator)
