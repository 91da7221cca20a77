from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "leveller.workbench.ground.accounts"
    label = "accounts"
