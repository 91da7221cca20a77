from django.apps import AppConfig
from django.conf import settings


class PagesConfig(AppConfig):
    name = "leveller.workbench.ground.pages"
    label = "pages"

    def ready(self) -> None:
        # Where nothing has been collected yet the server would warn of a missing folder.
        settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
