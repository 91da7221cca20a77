"""Dropping everything that this process keeps of the evidence, as if it had just started.

Nothing needs it in order to be right: what is kept stands under the version that it rests on. It
serves benchmarks, and whoever wants the memory back.
"""

from leveller.workbench.systems.evidence import atlas, catalogue, surroundings, versions
from leveller.workbench.systems.evidence.answers import deprived, profiles
from leveller.workbench.systems.evidence.gaps import answering
from leveller.workbench.systems.evidence.store import groups


def everything() -> None:
    versions.forget()
    for module in (atlas, catalogue, surroundings, profiles, deprived, answering):
        module.forget()
    groups.forget()
