"""The numbers that the whole model shares. Documented, with the rest, in docs/demonstration.md."""

from datetime import date
from zlib import crc32

import numpy as np

SEED = 20260901
VERSION = "1"  # raise it when the files or the work that the generator makes would change
TODAY = date(2026, 10, 1)  # the work of the demonstration is dated from this day

COUNTRY_CODE, COUNTRY_NAME = "X92000001", "Aldermark"
REGION_CODE = "X47000001"

YEARS = np.arange(2015, 2025)
BAND_STARTS = np.array([0, 1, *range(5, 95, 5)])
BAND_WIDTHS = np.array([1, 4, *[5] * 17, 10])  # the last band is open; 10 stands for its midpoint
BAND_MIDS = BAND_STARTS + BAND_WIDTHS / 2
BAND_LABELS = ("<1", "1-4", *(f"{a}-{a + 4}" for a in range(5, 90, 5)), "90+")
SEXES = ("male", "female")
MALE, FEMALE = 0, 1

DECIMALS = 6  # what one stage hands to the next is rounded, so that no processor's last bit counts


def stream(name: str) -> np.random.Generator:
    """Random numbers of a stage's own: adding a stage leaves the others as they were."""
    return np.random.Generator(np.random.PCG64([SEED, crc32(name.encode())]))


def bands(first: int, end: int = 999) -> np.ndarray:
    """Which age bands start at `first` or later and before `end`."""
    return np.array([first <= start < end for start in BAND_STARTS])


def steady(values: np.ndarray) -> np.ndarray:
    """Values as one stage hands them to the next; see `DECIMALS`."""
    return np.round(values, DECIMALS) + 0.0
