"""Every read of the policy map, and what `front` composes from it."""

from leveller.workbench.systems.levers.queries.cells import (
    Cell,
    CellHistory,
    authority_at,
    cell,
    domain,
    holding,
    standing_rows,
)
from leveller.workbench.systems.levers.queries.changes import Changes, changes_between
from leveller.workbench.systems.levers.queries.matrix import (
    Column,
    Matrix,
    MatrixRow,
    authority_row,
    matrix,
)
from leveller.workbench.systems.levers.queries.reach import (
    DeterminantReach,
    IndicatorReach,
    LeverInReach,
    holders_of,
    levers_for_indicator,
    levers_for_indicators,
    standings_of,
)

__all__ = [
    "Cell",
    "CellHistory",
    "Changes",
    "Column",
    "DeterminantReach",
    "IndicatorReach",
    "LeverInReach",
    "Matrix",
    "MatrixRow",
    "authority_at",
    "authority_row",
    "cell",
    "changes_between",
    "domain",
    "holders_of",
    "holding",
    "levers_for_indicator",
    "levers_for_indicators",
    "matrix",
    "standing_rows",
    "standings_of",
]
