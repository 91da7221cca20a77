"""How fast the machine is just now, so that figures of a busy one can be read."""

import time

STEPS, IDLE = (
    1_000_000,
    70,
)  # milliseconds of the processor for as many steps, where nobody else works


def yardstick() -> str:
    """How long the machine takes for a fixed piece of work."""
    begun, total = time.process_time(), 0
    for step in range(STEPS):
        total += step * step
    spent = 1000 * (time.process_time() - begun)
    return f"{STEPS:,} steps of Python take {spent:.0f} ms of the processor; some {IDLE} when idle"
