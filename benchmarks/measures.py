"""Measures of many groups at once beside a plain loop over them: `python -m benchmarks.measures`.

The peer is the slow, obvious implementation that the tests hold the measures against, one group at
a time, as a spreadsheet or a loop over rows has it. Both are held to each other on the way. The
processor's microseconds for a group, intervals included.
"""

import time
from collections.abc import Callable, Sequence

import numpy as np
from tests.methods import oracles

from benchmarks.machine import yardstick
from benchmarks.outcomes import Outcome, say
from leveller.methods.measures import (
    directly_standardised_rate,
    life_expectancy,
    proportion,
    slope_index,
)

GROUPS, PLAIN = 20_000, 400
AGES = [0.0, 1.0, *np.arange(5.0, 91.0, 5.0)]
Work = Callable[[int], Sequence[float] | np.ndarray]


def wilson(events: float, people: float) -> float:
    """Wilson's lower limit in its closed form, since the test's oracle solves for it."""
    z, share = oracles.z(0.95), events / people
    reach = z * (share * (1 - share) / people + (z / people) ** 2 / 4) ** 0.5
    return (share + z * z / people / 2 - reach) / (1 + z * z / people)


def works() -> dict[str, tuple[Work, Work]]:
    """By the name of the measure: many groups at once, and one after the other."""
    random = np.random.default_rng(7)
    people = random.integers(800, 9_000, (GROUPS, len(AGES))).astype(float)
    deaths = random.binomial(people.astype(int), 0.002 + np.linspace(0, 0.2, len(AGES)))
    weights = list(np.linspace(8_000, 500, len(AGES)))
    tenths = 70 + np.arange(10) + random.normal(0, 0.3, (GROUPS, 10))

    def loop(one: Callable[[int], float]) -> Work:
        return lambda groups: [one(group) for group in range(groups)]

    def slope(group: int) -> float:
        start, end = oracles.line_ends(tenths[group].tolist(), people[group, :10].tolist())
        return end - start

    return {
        "proportion, Wilson": (
            lambda n: proportion(deaths[:n, -1], people[:n, -1]).interval().lower,
            loop(lambda g: wilson(deaths[g, -1], people[g, -1])),
        ),
        "directly standardised rate, 20 ages": (
            lambda n: directly_standardised_rate(
                deaths[:n], people[:n], weights, multiplier=1
            ).interval().lower,
            loop(
                lambda g: oracles.standardised_rate(
                    deaths[g].tolist(), people[g].tolist(), weights, 0.95
                )[1]
            ),
        ),
        "life expectancy, 20 ages": (
            lambda n: life_expectancy(deaths[:n], people[:n], AGES).value[:, 0],
            loop(
                lambda g: oracles.life_table(deaths[g].tolist(), people[g].tolist(), AGES)[0][0]
            ),
        ),
        "slope index, 10 tenths": (
            lambda n: slope_index(tenths[:n], people[:n, :10]).value,
            loop(slope),
        ),
    }  # fmt: skip


def timed(work: Work, groups: int) -> tuple[np.ndarray, float]:
    """The best of three, in microseconds of the processor a group."""
    took = []
    for _ in range(3):
        begun = time.process_time()
        found = work(groups)
        took.append(1e6 * (time.process_time() - begun) / groups)
    return np.asarray(found, dtype=float), min(took)


def main() -> None:
    print(f"{'':38}{'at once':>10}{'a loop':>10}   microseconds a group; {yardstick()}")
    for name, (at_once, one_by_one) in works().items():
        many, fast = timed(at_once, GROUPS)
        few, slow = timed(one_by_one, PLAIN)
        np.testing.assert_allclose(many[:PLAIN], few, rtol=1e-6)
        print(f"{name:38}{fast:>10.2f}{slow:>10.2f}")
        say(Outcome(name, fast, "µs a group", peer="plain loop", peer_value=slow))


if __name__ == "__main__":
    main()
