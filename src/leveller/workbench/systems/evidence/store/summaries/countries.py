"""The country's figure for the same sex, age and period, in the same release."""

import numpy as np

from leveller.workbench.ground.places.rules import LETTER_COUNTRY
from leveller.workbench.systems.evidence.store.summaries.blocks import Block, Ints

NONE = -1


def country_rows(block: Block, rows: Ints) -> Ints:
    """For each row the row of its country; -1 where there is none, or it is the country itself."""
    keys = _keys(block)
    found = np.full(len(rows), NONE)
    letters = np.array([code[:1] if len(code) == 9 else "" for code in block.places])
    for letter in set(letters.tolist()) & LETTER_COUNTRY.keys():
        code = LETTER_COUNTRY[letter]
        if code not in block.places:
            continue
        country = block.places.index(code)
        own = np.flatnonzero((block.place == country) & ~np.isnan(block.value))
        if not len(own):
            continue
        own = own[np.argsort(keys[own], kind="stable")]
        asked = np.flatnonzero(
            (letters[block.place[rows]] == letter) & (block.place[rows] != country)
        )
        at = np.minimum(np.searchsorted(keys[own], keys[rows[asked]]), len(own) - 1)
        same = keys[own[at]] == keys[rows[asked]]
        found[asked[same]] = own[at[same]]
    return found


def _keys(block: Block) -> Ints:
    key = np.zeros(len(block), dtype=np.int64)
    for part in (block.sex, block.age, block.start, block.end):
        least = part.min(initial=0)
        key = key * (int(part.max(initial=0)) - least + 1) + part - least
    return key
