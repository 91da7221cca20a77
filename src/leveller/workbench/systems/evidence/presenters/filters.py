"""The choices that stand in an address, as a form that asks for them again."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from leveller.workbench.ground.pages import figures
from leveller.workbench.ground.places.kinds import PlaceKind
from leveller.workbench.systems.evidence.answers.portraits import Portrait
from leveller.workbench.systems.evidence.atlas import Spot
from leveller.workbench.systems.evidence.presenters.kinds import PLURALS

SEXES = {"persons": "All people", "female": "Females", "male": "Males", "": "Not stated"}
AGES = {"": "Not stated", "Not applicable": "Not stated by the publisher"}


@dataclass(frozen=True)
class Option:
    value: str
    label: str
    is_chosen: bool = False


@dataclass(frozen=True)
class Select:
    """One field of the form; a choice of one is no choice and is left out of the page."""

    name: str
    label: str
    options: tuple[Option, ...]

    @property
    def is_choice(self) -> bool:
        return len(self.options) > 1


def select(name: str, label: str, options: Iterable[tuple[str, str]], chosen: str | None) -> Select:
    return Select(name, label, tuple(Option(v, text, v == chosen) for v, text in options))


def of_portrait(found: Portrait) -> list[Select]:
    """Sex, age, period and kind of place, as far as there is a choice."""
    age = found.own.age if found.own else found.asked.age
    fields = (
        select("sex", "Sex", [(s, SEXES.get(s, s)) for s in found.sexes], found.sex),
        select("age", "Age", [(a, AGES.get(a, a)) for a in found.ages], age),
        select("period", "Period", _periods(found), _period(found)),
        select("kind", "Places compared", _kinds(found), str(found.kind)),
    )
    return [field for field in fields if field.is_choice]


def _periods(found: Portrait) -> list[tuple[str, str]]:
    """The latest first."""
    labels = [point.period.label for point in found.own.points] if found.own else []
    if not labels and found.members:
        labels = [period.label for period in found.members.periods]
    return [(label, figures.period(label)) for label in reversed(labels)]


def _period(found: Portrait) -> str:
    if found.shown is not None:
        return found.shown.period.label
    return found.members.period.label if found.members else ""


def _kinds(found: Portrait) -> list[tuple[str, str]]:
    return [(str(kind), PLURALS[kind].capitalize()) for kind in found.company.fellows]


def nearby(found: Portrait) -> list[Spot]:
    """Places that one is likely to go to next: what the place lies in, and its fellows."""
    around = found.company
    fellows: Sequence[Spot] = around.fellows.get(found.kind or PlaceKind.COUNCIL, ())
    spots = [around.spot, around.authority, around.region, around.country, *fellows[:60]]
    return list(dict.fromkeys(spot for spot in spots if spot))
