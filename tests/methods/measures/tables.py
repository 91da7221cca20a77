"""Tables and releases to attack."""

import numpy as np

from leveller.methods.measures import Release


def needs_by_area(draw: np.random.Generator) -> np.ndarray:
    """Eight areas of much the same size by five needs, most cells small."""
    return draw.poisson(np.outer(draw.lognormal(0, 0.2, 8), [12, 8, 6, 5, 4]))


def scattered(draw: np.random.Generator, shape: tuple[int, int] = (8, 5)) -> np.ndarray:
    """Many zeros and a few large cells, where totals give the most away."""
    return draw.poisson(draw.gamma(1.0, 6.0, shape))


def of_several_kinds(draw: np.random.Generator, number: int) -> list[np.ndarray]:
    """Small tables of several shapes."""
    shapes = [(int(draw.integers(2, 5)), int(draw.integers(2, 5))) for _ in range(number)]
    kinds = (
        lambda shape: draw.poisson(7, shape),
        lambda shape: scattered(draw, shape),
        lambda shape: draw.integers(0, 16, shape),
    )
    return [kinds[turn % 3](shape) for turn, shape in enumerate(shapes)]


def by_the_rule_alone(table: np.ndarray, title: str = "") -> Release:
    """Every cell and every total under the rule, none withheld."""
    rows, columns = table.shape
    units = [[f"{row},{column}" for column in range(columns)] for row in range(rows)]
    covers = [
        *([unit] for row in units for unit in row),
        *units,
        *(list(column) for column in zip(*units, strict=True)),
        [unit for row in units for unit in row],
    ]
    counts = np.concatenate([table.ravel(), table.sum(1), table.sum(0), [table.sum()]])
    return Release.of(title, counts, covers)


def finer_and_coarser(draw: np.random.Generator) -> tuple[Release, Release]:
    """One set of small areas published twice: by two groupings that cut across each other."""
    counts = draw.poisson(draw.uniform(0.5, 6, 12))
    units = [f"area {i}" for i in range(12)]
    ends = [*sorted(draw.choice(np.arange(1, 12), 3, replace=False)), 12]
    moved = [*(end + draw.integers(0, 2) for end in ends[:-1]), 12]
    pair = []
    for edges in (ends, moved):
        starts = [0, *edges[:-1]]
        cuts = [range(a, b) for a, b in zip(starts, edges, strict=True) if b > a]
        pair.append(
            Release.of(
                "by group",
                [counts[list(cut)].sum() for cut in cuts],
                [[units[i] for i in cut] for cut in cuts],
            )
        )
    return pair[0], pair[1]
