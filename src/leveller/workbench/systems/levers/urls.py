"""Addresses of this room."""

from django.urls import path, register_converter

from leveller.workbench.ground.pages import twins
from leveller.workbench.systems.levers.views import (
    authorities,
    determinants,
    holdings,
    links,
    maps,
    register,
)


class AreaCode:
    """A code of a place, such as E47000001 or GCR: capitals and digits, as statistics write it."""

    regex = r"[A-Z][A-Z0-9]{1,11}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(AreaCode, "area")

app_name = "levers"
urlpatterns = [
    *twins.paths("", maps.home, "home"),
    *twins.paths("compare/", maps.compare, "compare"),
    *twins.paths("changes/", maps.changes, "changes"),
    *twins.paths("register/", register.register, "register"),
    *twins.paths("register/<slug:key>/", register.lever, "lever"),
    path("register/<slug:key>/link/", links.add_reach, name="reach-add"),
    *twins.paths("determinants/", determinants.determinants, "determinants"),
    *twins.paths("determinants/<slug:key>/", determinants.determinant, "determinant"),
    path("links/add/", links.add_link, name="link-add"),
    path("links/<int:pk>/", links.page, {"kind": links.LINK}, name="link"),
    path("links/<int:pk>/change/", links.change, {"kind": links.LINK}, name="link-change"),
    path("links/<int:pk>/end/", links.end, {"kind": links.LINK}, name="link-end"),
    path("reaches/<int:pk>/", links.page, {"kind": links.REACH}, name="reach"),
    path("reaches/<int:pk>/change/", links.change, {"kind": links.REACH}, name="reach-change"),
    path("reaches/<int:pk>/end/", links.end, {"kind": links.REACH}, name="reach-end"),
    path("holdings/<int:pk>/correct/", holdings.correct, name="holding-correct"),
    path("holdings/<int:pk>/withdraw/", holdings.withdraw, name="holding-withdraw"),
    *twins.paths("<area:code>/", authorities.authority, "authority"),
    *twins.paths("<area:code>/<slug:domain>/", authorities.cell, "cell"),
    path("<area:code>/<slug:domain>/add/", holdings.add, name="holding-add"),
]
