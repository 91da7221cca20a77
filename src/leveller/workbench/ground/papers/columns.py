"""How wide the columns of a printed table are, and how small its letters must be.

Widths are in letters of the normal size. A column asks for what its cells need on one line; a long
text may wrap, a word or a number may not. When all that is too much for the page, wishes give way
first; only then do the letters become smaller.
"""

from collections.abc import Sequence
from dataclasses import dataclass

PAGE, BETWEEN = 86, 2  # letters across a page, and those lost between two columns
LONGEST_CELL, LONGEST_NUMBER, NARROWEST = 36, 16, 4
SMALLEST = 0.75


@dataclass(frozen=True)
class Widths:
    weights: tuple[float, ...]
    scale: float


def widths(columns: Sequence[tuple[str, bool, Sequence[str]]]) -> Widths:
    """For each column its heading, whether it holds numbers, and its texts."""
    least = [_least(heading, is_numeric, texts) for heading, is_numeric, texts in columns]
    wished = [max(need, _wished(h, t)) for need, (h, _, t) in zip(least, columns, strict=True)]
    room = PAGE - BETWEEN * len(columns)
    if sum(wished) <= room:
        return Widths(tuple(wished), 1.0)
    if sum(least) >= room:
        return Widths(tuple(least), max(SMALLEST, room / sum(least)))
    share = (room - sum(least)) / (sum(wished) - sum(least))
    fitted = (need + (wish - need) * share for need, wish in zip(least, wished, strict=True))
    return Widths(tuple(fitted), 1.0)


def _least(heading: str, is_numeric: bool, texts: Sequence[str]) -> int:
    """The longest word, or the longest number with its interval."""
    cells = [text for text in texts if len(text) <= LONGEST_NUMBER] if is_numeric else []
    words = [word for text in texts for word in text.split()]
    of_heading = _longest(heading.split()) + 1  # a heading is bold
    return max(NARROWEST, of_heading, _longest(cells), min(_longest(words), LONGEST_CELL)) + 1


def _wished(heading: str, texts: Sequence[str]) -> int:
    """A heading may stand on three lines, a cell on one unless it is long."""
    return max(-(-len(heading) // 3), min(_longest(texts), LONGEST_CELL)) + 1


def _longest(texts: Sequence[str]) -> int:
    return max(map(len, texts), default=0)
