"""A chart: two drawings of the same figures, wide and narrow, with its words and its table."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from leveller.workbench.ground.pages.tables import Table

Spec = Mapping[str, object]


@dataclass(frozen=True)
class Size:
    """`width` in CSS pixels of the whole picture; text is drawn at `font` pixels."""

    width: int
    font: int

    @property
    def is_narrow(self) -> bool:
        return self.width < 500


WIDE, NARROW = Size(720, 14), Size(330, 13)


@dataclass(frozen=True)
class Drawing:
    spec: Spec
    width: int
    height: int


@dataclass(frozen=True)
class Chart:
    """`description` says in sentences what the chart shows; it stands below it, for everyone."""

    key: str
    kind: str
    title: str
    description: str
    table: Table
    wide: Drawing
    narrow: Drawing
    notes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not self.description.strip() or self.description.strip(" .") == self.title.strip(" ."):
            raise ValueError(f"Chart {self.key!r} needs a description that isn't its title.")

    @property
    def alternative(self) -> str:
        """What stands for the picture where it can't be seen."""
        return f"{self.kind}. What it shows is said below, and its figures are in the table."


def drawn(draw: Callable[[Size], Drawing]) -> dict[str, Drawing]:
    return {"wide": draw(WIDE), "narrow": draw(NARROW)}
