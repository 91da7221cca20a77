"""The way from the evidence to a page."""

from django.urls import NoReverseMatch, reverse

from leveller.workbench.ground.pages.navigation import Crumb


def crumbs(*steps: Crumb) -> list[Crumb]:
    """`Evidence` first, as a link where the room has a page of its own."""
    try:
        home = reverse("evidence:home")
    except NoReverseMatch:
        home = ""
    return [Crumb("Evidence", home), *steps] if home else list(steps)
