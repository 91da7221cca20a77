"""Checks on a link between two words. Pure: no database, no clock."""

from collections.abc import Mapping

from leveller.workbench.ground.records.models.reference import Status
from leveller.workbench.ground.vocabulary.models.links import Role, Strength

CAUTION = "A link is an argument, not a proof."

STRENGTH_MEANS = {
    Strength.STRONG: "Several good studies agree, or the one is counted in the other.",
    Strength.MODERATE: "Some good evidence, or most people of the field would agree.",
    Strength.WEAK: "Plausible; little evidence, or only part of the effect.",
}


def faults_of_link(
    *, strength: str, evidence: str, author: str, status: str, role: str = Role.OUTCOME_OF
) -> dict[str, str]:
    """What is wrong with a link's words, by field; empty when nothing is."""
    checks: Mapping[str, tuple[bool, str]] = {
        "strength": (strength in set(Strength), "Say how strong the link is."),
        "evidence": (bool(evidence.strip()), "Say in a sentence what the link rests on."),
        "author": (bool(author.strip()), "Say who makes the link."),
        "status": (status in set(Status), "Say how sure the link is."),
        "role": (role in set(Role), "Say whether the cause is measured, or acts on the outcome."),
    }
    return {field: words for field, (holds, words) in checks.items() if not holds}


def fault_of_reason(reason: str) -> str:
    """Every change to what others rely on has a reason; the empty string when there is one."""
    return "" if reason.strip() else "Give a reason. It is kept with the change."


class StaleEditError(Exception):
    """Somebody else changed it first. Nothing was written; both texts are here to compare."""

    def __init__(self, theirs: object, yours: Mapping[str, object]) -> None:
        super().__init__(
            "Somebody else changed this while you were writing. Nothing was saved and nothing "
            "is lost: compare the two texts, then save again."
        )
        self.theirs = theirs
        self.yours = dict(yours)
