"""People, organisations, roles; who may open what."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "leveller.workbench.ground.accounts"
    label = "accounts"

    def ready(self) -> None:
        from leveller.workbench.ground.accounts import signals  # noqa: F401  connects them
