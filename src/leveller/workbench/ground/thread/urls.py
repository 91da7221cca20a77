"""Addresses of this room: four nouns, alike."""

from functools import partial

from django.urls import URLPattern, path

from leveller.workbench.ground.pages import twins
from leveller.workbench.ground.thread.kinds import NOUNS, Noun
from leveller.workbench.ground.thread.views import moving, reading, writing

app_name = "thread"


def of_noun(noun: Noun) -> list[URLPattern]:
    at, name, kept = f"{noun.plural.replace(' ', '-')}/", noun.route, {"noun": noun}
    found = [
        *twins.paths(at, partial(reading.works, noun=noun), noun.plural.replace(" ", "-")),
        path(f"{at}add/", writing.add, kept, name=f"{name}-add"),
        *twins.paths(f"{at}<int:pk>/", partial(reading.work, noun=noun), name),
        path(f"{at}<int:pk>/publish/", moving.show, kept | {"is_public": True}, f"{name}-publish"),
        path(
            f"{at}<int:pk>/unpublish/",
            moving.show,
            kept | {"is_public": False},
            f"{name}-unpublish",
        ),
    ]
    if noun.edit:
        found.append(path(f"{at}<int:pk>/edit/", writing.edit, kept, name=f"{name}-edit"))
    if noun.move:
        found.append(path(f"{at}<int:pk>/move/", moving.move, kept, name=f"{name}-move"))
    return found


urlpatterns = [pattern for noun in NOUNS for pattern in of_noun(noun)] + [
    path("actions/<int:pk>/commitments/add/", moving.promise, name="commitment-add"),
    path("commitments/<int:pk>/settle/", moving.settle, name="commitment-settle"),
]
