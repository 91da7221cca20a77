"""A small policy map to test with."""

from datetime import date
from typing import Any

from leveller.workbench.ground.places.models import Authority, Place
from leveller.workbench.ground.vocabulary.models import Framework, FrameworkHeading
from leveller.workbench.systems.levers import rules
from leveller.workbench.systems.levers.models import Holding, Power

SURE = {"source": "An Order", "status": "read"}


def authority(code: str = "E47000001", **more: Any) -> Place:
    values = {"kind": "authority", "name": f"Authority {code}"} | more
    place = Place.objects.get_or_create(code=code, defaults=values)[0]
    Authority.objects.get_or_create(
        place=place,
        defaults={"form": "combined authority", "full_name": place.name, **SURE},
    )
    return place


def domain(key: str = "transport", framework: str = rules.DOMAINS) -> FrameworkHeading:
    held = Framework.objects.get_or_create(key=framework, defaults={"name": framework, **SURE})[0]
    return FrameworkHeading.objects.get_or_create(
        framework=held, key=key, defaults={"name": key.title(), **SURE}
    )[0]


def power(key: str = "buses", of: FrameworkHeading | None = None) -> Power:
    return Power.objects.get_or_create(
        key=key,
        defaults={"name": key.title(), "domain": of or domain(), "kind": "hard", **SURE},
    )[0]


def holding(**more: Any) -> Holding:
    """A row that ships, unless an organisation is given."""
    values = {
        "authority": authority(),
        "domain": domain(),
        "standing": "held",
        "valid_from": date(2020, 1, 1),
        "author": "Leveller project",
        **SURE,
    }
    return Holding.objects.create(**(values | more))


WORDS: dict[str, Any] = {
    "standing": "shared",
    "valid_from": date(2021, 1, 1),
    "valid_to": None,
    "source": "A newer Order",
    "status": "read",
    "note": "",
    "reason": "The Order says so.",
}
