"""Where the pages of other rooms are, for links out of the thread; empty when not mounted.

The thread lies below the systems and imports none of them: it knows their addresses by name only.
"""

import json
from collections.abc import Mapping
from urllib.parse import urlencode

from django.urls import NoReverseMatch, reverse

from leveller.workbench.ground.places.models import Place
from leveller.workbench.ground.thread.models import Lever
from leveller.workbench.ground.thread.models.needs import Work
from leveller.workbench.ground.vocabulary.models import Determinant, Indicator

ROUTES = {"need": "need", "dataneed": "data-need", "action": "action", "decision": "decision"}


def of(work: Work) -> str:
    return reverse(f"thread:{ROUTES[work._meta.model_name]}", args=[work.pk])


def indicator(item: Indicator) -> str:
    return _known("evidence:indicator", item.key)


def determinant(item: Determinant) -> str:
    return _known("levers:determinant", item.key)


def lever(item: Lever) -> str:
    return _known("levers:lever", item.key)


def place(item: Place) -> str:
    return _known("front:place", item.code)


def write_need(
    place: Place,
    indicator: Indicator | None = None,
    determinant: Determinant | None = None,
    figure: Mapping[str, object] | None = None,
    title: str = "",
) -> str:
    """The address behind "Write this down as a need": the figure and its trace are carried along.

    `figure` has `words` and, as far as they are known, `value`, `lower`, `upper`, `unit`,
    `period`, `measure`, `indicator` and `trace`, an address of this site.
    """
    asked = {
        "place": place.code,
        "indicator": indicator.key if indicator else "",
        "determinant": determinant.key if determinant else "",
        "title": title,
        "figure": json.dumps(dict(figure), ensure_ascii=False) if figure else "",
    }
    return _asking("thread:need-add", asked)


def raise_data_need(
    place: Place,
    question: str,
    indicator: Indicator | None = None,
    would_settle: str = "",
    substitute: str = "",
    supplier: str = "",
) -> str:
    """The address behind "Raise a data need": what can't be answered, what is shown meanwhile."""
    asked = {
        "place": place.code,
        "indicator": indicator.key if indicator else "",
        "question": question,
        "would_settle": would_settle,
        "substitute": substitute,
        "supplier": supplier,
    }
    return _asking("thread:data-need-add", asked)


def _asking(route: str, asked: Mapping[str, str]) -> str:
    return f"{reverse(route)}?{urlencode({k: v for k, v in asked.items() if v})}"


def _known(route: str, *args: str) -> str:
    try:
        return reverse(route, args=args)
    except NoReverseMatch:
        return ""


def following(route: str, work: Work) -> str:
    """The address that adds what follows from a need, a data need or an action."""
    name = work._meta.model_name
    kept = {"place": work.place.code} | ({name: str(work.pk)} if name in {"need", "action"} else {})  # type: ignore[attr-defined]
    return _asking(route, kept)
