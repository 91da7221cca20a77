"""Words that every system shares: indicators, determinants, population groups, frameworks."""

from leveller.workbench.ground.vocabulary.models.determinants import (
    Determinant,
    Framework,
    FrameworkHeading,
    PopulationGroup,
)
from leveller.workbench.ground.vocabulary.models.indicators import (
    Indicator,
    IndicatorAlias,
    IndicatorMetadata,
)
from leveller.workbench.ground.vocabulary.models.links import (
    Argument,
    DeterminantLink,
    Role,
    Statement,
    Strength,
)

__all__ = [
    "Argument",
    "Determinant",
    "DeterminantLink",
    "Framework",
    "FrameworkHeading",
    "Indicator",
    "IndicatorAlias",
    "IndicatorMetadata",
    "PopulationGroup",
    "Role",
    "Statement",
    "Strength",
]
