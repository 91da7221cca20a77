from django.apps import AppConfig


class ThreadConfig(AppConfig):
    name = "leveller.workbench.ground.thread"
    label = "thread"
