"""Whom an observation is of: sex, age, and the category of a breakdown."""

from collections.abc import Iterable, Iterator

from leveller.workbench.systems.evidence.checking import reasons
from leveller.workbench.systems.evidence.normalising import ages, categories, sexes
from leveller.workbench.systems.evidence.normalising.categories import Direction, Kind, Order
from leveller.workbench.systems.evidence.observations.dimensions import (
    Result,
    Texts,
    Wrong,
    distinct,
    make,
)
from leveller.workbench.systems.evidence.observations.layout import Part
from leveller.workbench.systems.evidence.observations.said import Connection

NAMES = {Kind.DECILE: "Deprivation decile", Kind.QUINTILE: "Deprivation quintile"}
Category = tuple[str, str]
Orders = dict[Category, Order | Wrong]


def make_people(connection: Connection, direction: Direction | None) -> None:
    """Make `people`. `direction` is what was stated of numbered deciles and quintiles."""
    found = distinct(connection, "people")
    orders = _orders({_category(texts) for texts in found}, direction)
    make(connection, "people", _parsed(found, orders))


def _parsed(found: Iterable[Texts], orders: Orders) -> Iterator[tuple[Texts, Result]]:
    for texts in found:
        yield texts, _people(texts, orders)


def _people(texts: Texts, orders: Orders) -> Result:
    sex, age, age_from, age_to, either, *_ = texts
    breakdown, category = _category(texts)
    order = orders.get((breakdown, category), Order(Kind.NONE))
    if isinstance(order, Wrong):
        return order
    try:
        sex_is = sexes.parse(either if either and sexes.is_sex(either) else sex or "")
    except sexes.UnknownSexError:
        return Wrong(reasons.UNKNOWN_SEX, Part.SEX)
    try:
        age_is = _age(age, age_from, age_to)
    except ValueError:
        return Wrong(reasons.BAD_AGE, Part.AGE_FROM)
    return {
        "sex_is": sex_is,
        "age_is": age_is.label,
        "age_starts": age_is.start,
        "age_ends": age_is.end,
        "breakdown_is": _name(breakdown, order.kind) if category else "",
        "kind": str(order.kind),
        "category_is": category,
        "rank": order.rank,
    }


def _age(text: str | None, first: str | None, last: str | None) -> ages.Age:
    if text is None and (first or last):
        found = ages.between(_whole(first), _whole(last))
        if found.end is not None and found.start is not None and found.end <= found.start:
            raise ValueError("The band ends before it starts.")
        return found
    return ages.parse(text or "")


def _whole(text: str | None) -> str:
    return (text or "").strip().removesuffix(".0")


def _category(texts: Texts) -> Category:
    """Breakdown and category as the file gives them; both empty for the whole population."""
    either, breakdown, category = texts[4:]
    if category is not None:
        return (breakdown or "").strip(), category.strip()
    if either is not None and not sexes.is_sex(either):
        return "", either.strip()
    return "", ""


def _orders(found: Iterable[Category], direction: Direction | None) -> Orders:
    by_breakdown: dict[str, list[str]] = {}
    for breakdown, category in found:
        if category:
            by_breakdown.setdefault(breakdown, []).append(category)
    orders: Orders = {}
    for breakdown, labels in by_breakdown.items():
        for label, order in _ordered(breakdown, labels, direction).items():
            orders[breakdown, label] = order
    return orders


def _ordered(
    breakdown: str, labels: list[str], direction: Direction | None
) -> dict[str, Order] | dict[str, Wrong]:
    try:
        return categories.order(breakdown, labels, direction)
    except categories.DirectionError as error:
        wrong = Wrong(reasons.NO_DIRECTION, Part.CATEGORY, str(error))
    except categories.ConflictError as error:
        wrong = Wrong(reasons.DIRECTION_CONFLICT, Part.CATEGORY, str(error))
    return dict.fromkeys(labels, wrong)


def _name(breakdown: str, kind: Kind) -> str:
    return breakdown or NAMES.get(kind, "Group")
