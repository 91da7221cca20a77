"""The gaps that front pages show: each with its measure, its two ends, its certainty, its change.

What the figures can't answer comes back as an `Unanswerable` that says why, what is shown in its
place, what would settle it and who could supply that.
"""

from leveller.workbench.systems.evidence.gaps.answering import Answers, causes, for_place
from leveller.workbench.systems.evidence.gaps.model import (
    Causes,
    Change,
    Difference,
    End,
    Gap,
    Measure,
    Other,
    Part,
    Point,
    Unanswerable,
    Verdict,
)

__all__ = [
    "Answers",
    "Causes",
    "Change",
    "Difference",
    "End",
    "Gap",
    "Measure",
    "Other",
    "Part",
    "Point",
    "Unanswerable",
    "Verdict",
    "causes",
    "for_place",
]
