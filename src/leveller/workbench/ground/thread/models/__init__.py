"""The nouns that travel between systems, and how they link: the line of sight itself."""

from leveller.workbench.ground.thread.models.actions import Action, Commitment, Decision
from leveller.workbench.ground.thread.models.levers import Lever, LeverReach
from leveller.workbench.ground.thread.models.needs import DataNeed, Need

__all__ = ["Action", "Commitment", "DataNeed", "Decision", "Lever", "LeverReach", "Need"]
