"""Whether more of something is good, bad or neither."""

from enum import StrEnum


class Polarity(StrEnum):
    HIGH_IS_GOOD = "high-is-good"
    LOW_IS_GOOD = "low-is-good"
    NO_JUDGEMENT = "no-judgement"
