"""How fast the machine is just now, so that figures of a busy one can be read."""

import os
import time

STEPS = 1_000_000
IDLE = 70  # milliseconds of the processor for as many steps where nobody else works


def yardstick() -> str:
    """How long the machine takes for a fixed piece of work, and how many processes want it."""
    begun, total = time.process_time(), 0
    for step in range(STEPS):
        total += step * step
    spent = 1000 * (time.process_time() - begun)
    return (
        f"load of the machine {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores; "
        f"{STEPS:,} steps of Python take {spent:.0f} ms, some {IDLE} when idle"
    )
