"""Words to test with."""

from typing import Any

from leveller.workbench.ground.vocabulary.models import (
    Determinant,
    DeterminantLink,
    Indicator,
)


def determinant(key: str = "tobacco", parent: Determinant | None = None) -> Determinant:
    head = (
        parent
        or Determinant.objects.get_or_create(
            key="behaviours", defaults={"name": "Behaviours", "source": "s", "status": "proposed"}
        )[0]
    )
    return Determinant.objects.get_or_create(
        key=key,
        defaults={"name": key.title(), "parent": head, "source": "s", "status": "proposed"},
    )[0]


def indicator(key: str = "fingertips-92443") -> Indicator:
    return Indicator.objects.get_or_create(
        key=key, defaults={"name": f"Indicator {key}", "value_type": "proportion"}
    )[0]


def link(**more: Any) -> DeterminantLink:
    """A link that ships, unless an organisation is given."""
    values = {
        "indicator": indicator(),
        "determinant": determinant(),
        "role": "measures",
        "strength": "strong",
        "evidence": "It counts smokers.",
        "author": "Leveller project",
        "status": "proposed",
    }
    return DeterminantLink.objects.create(**(values | more))


WORDS: dict[str, str] = {
    "role": "measures",
    "strength": "weak",
    "evidence": "We see it otherwise.",
    "source": "Our survey",
    "status": "read",
    "reason": "We looked into it.",
}
