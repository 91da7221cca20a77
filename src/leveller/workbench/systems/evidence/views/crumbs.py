"""The way from the evidence to a page."""

from django.urls import reverse

from leveller.workbench.ground.pages.navigation import Crumb


def crumbs(*steps: Crumb) -> list[Crumb]:
    return [Crumb("Evidence", reverse("evidence:home")), *steps]
