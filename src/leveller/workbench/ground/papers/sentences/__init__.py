"""Plain English out of figures, by rules that tests hold.

- A direction (higher, fell, widened) is said only where the interval shows it. Otherwise the text
  says "we cannot tell", and no word of direction stands in it.
- Each claim names its period, and the number that it rests on with unit and interval.
- Nothing is said of causes. Sentences are short, and each can be read aloud.

Each function gives a `Paragraph` of one to four sentences.
"""

from leveller.workbench.ground.papers.sentences.changes import recent_trend_sentence, trend_sentence
from leveller.workbench.ground.papers.sentences.comparisons import (
    comparison_sentence,
    range_sentence,
)
from leveller.workbench.ground.papers.sentences.counts import (
    missing_sentence,
    share_sentence,
    value_sentence,
)
from leveller.workbench.ground.papers.sentences.gap_changes import gap_trend_sentence
from leveller.workbench.ground.papers.sentences.gaps import gap_sentence
from leveller.workbench.ground.papers.sentences.keys import key_figure, key_gap
from leveller.workbench.ground.papers.sentences.phrases import (
    as_noun,
    certainty_phrase,
    substitute_sentence,
)

__all__ = [
    "as_noun",
    "certainty_phrase",
    "comparison_sentence",
    "gap_sentence",
    "gap_trend_sentence",
    "key_figure",
    "key_gap",
    "missing_sentence",
    "range_sentence",
    "recent_trend_sentence",
    "share_sentence",
    "substitute_sentence",
    "trend_sentence",
    "value_sentence",
]
