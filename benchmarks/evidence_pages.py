"""How long the reads of a page take with 5,000,000 observations in store.

`python -m benchmarks.evidence_pages [--observations N] [--home FOLDER]` builds the store (unless
the folder holds one), then asks in one process, cold and warm. Cold: everything that was read or
computed is forgotten first, as after a publishing; the modules stay loaded. Times are of the
processor, in milliseconds, since another job may share the machine; reads and database queries are
the most that any page made.
"""

import argparse
import random
import resource
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from benchmarks import evidence_store

Ask = Callable[[], object]
Timed = tuple[float, int, int]


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--observations", type=int, default=5_000_000)
    options.add_argument("--home", help="A folder for the store, built once and used again.")
    options.add_argument("--pages", type=int, default=40, help="How many pages of each kind.")
    asked = options.parse_args()
    built = asked.home and (Path(asked.home) / "releases").is_dir()
    evidence_store.start(asked.home)
    if not built:
        begun = time.process_time()
        held = evidence_store.build(asked.observations)
        print(
            f"built {held:,} observations in {time.process_time() - begun:.0f} s of processor time"
        )
    report(asked.pages)


def report(pages: int) -> None:
    print(f"{'':34}{'cold p50':>9}{'p95':>8}{'warm p50':>10}{'p95':>8}{'reads':>7}{'queries':>9}")
    for name, asks in pages_of_each_kind(pages).items():
        cold = [timed(ask, cold=True) for ask in asks]
        warm = [[timed(ask) for _ in range(2)][1] for ask in asks]
        reads, queries = (max(each[n] for each in cold) for n in (1, 2))
        times = (*middle(cold), *middle(warm))
        figures = "".join(f"{t:>{w}.1f}" for t, w in zip(times, (9, 8, 10, 8), strict=True))
        print(f"{name:34}{figures}{reads:>7}{queries:>9}")
    print(f"yardstick: {yardstick():.0f} ms for 1,000,000 steps of Python; some 70 when idle")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    print(f"most memory: {peak:.0f} MB (building the store included, where it was built)")


def pages_of_each_kind(pages: int) -> dict[str, list[Ask]]:
    from leveller.workbench.ground.accounts.actor import Actor
    from leveller.workbench.systems.evidence import gaps, queries

    public, chosen = Actor.public(), random.Random(1)

    def authority_page(code: str) -> None:
        queries.profile(public, code)
        gaps.for_place(public, code)
        gaps.causes(public, code)

    def indicator_page(key: str, council: str, authority: str) -> None:
        queries.trend(public, key, council)
        queries.across(public, key, evidence_store.COUNCILS)
        queries.profile(public, council)
        gaps.for_place(public, authority, [key])

    def councils_compared(key: str) -> None:
        queries.across(public, key, evidence_store.COUNCILS, sex="persons")

    def asks(ask: Callable[..., object], *among: Sequence[str]) -> list[Ask]:
        return [partial(ask, *(chosen.choice(each) for each in among)) for _ in range(pages)]

    authorities, councils = evidence_store.AUTHORITIES, evidence_store.COUNCILS
    indicators = evidence_store.INDICATORS
    profile, trend = partial(queries.profile, public), partial(queries.trend, public)
    return {
        "profile, an authority": asks(profile, authorities),
        "profile, a council": asks(profile, councils),
        "profile, a small area": asks(profile, evidence_store.SMALL_AREAS),
        "trend": asks(trend, indicators, councils),
        "across 308 councils": asks(councils_compared, indicators),
        "gaps, an authority": asks(partial(gaps.for_place, public), authorities),
        "causes": asks(partial(gaps.causes, public), authorities),
        "all reads of an authority page": asks(authority_page, authorities),
        "all reads of an indicator page": asks(indicator_page, indicators, councils, authorities),
    }


def timed(ask: Ask, cold: bool = False) -> Timed:
    """Milliseconds of the processor, evidence reads and database queries of one page."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from leveller.workbench.systems.evidence import forgetting, queries, versions

    if cold:
        forgetting.everything()
    with versions.page(), queries.counting() as reads, CaptureQueriesContext(connection) as made:
        begun = time.process_time()
        ask()
        spent = 1000 * (time.process_time() - begun)
    return spent, reads.reads, len(made)


def yardstick() -> float:
    """How long the machine takes for a fixed piece of work just now."""
    begun, total = time.process_time(), 0
    for step in range(1_000_000):
        total += step * step
    return 1000 * (time.process_time() - begun)


def middle(found: list[Timed]) -> tuple[float, float]:
    """The median and the 95th percentile of the times."""
    ordered = sorted(each[0] for each in found)
    return ordered[len(ordered) // 2], ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]


if __name__ == "__main__":
    main()
