from typing import TYPE_CHECKING

from django.apps import AppConfig

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.utils.safestring import SafeString

    from leveller.workbench.systems.evidence.panels import Shown


class FrontConfig(AppConfig):
    name = "leveller.workbench.front"
    label = "front"

    def ready(self) -> None:
        from leveller.workbench.systems.evidence.panels import register

        register(levers_of_indicator)


def levers_of_indicator(request: "HttpRequest", shown: "Shown") -> "SafeString":
    """Loaded when it is first shown: what it rests on is half of a command's start."""
    from leveller.workbench.front import panels

    return panels.levers_of_indicator(request, shown)
