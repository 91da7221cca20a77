"""From small areas to the places that figures are published for: sums, never averages."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from leveller.workbench.front.demonstration.geography import Geography
from leveller.workbench.front.demonstration.parameters import (
    COUNTRY_CODE,
    COUNTRY_NAME,
    REGION_CODE,
)

COUNTRY, AUTHORITY, COUNCIL, MIDDLE = (
    "Country",
    "Combined authorities",
    "Districts & UAs (from Apr 2023)",
    "MSOA",
)


@dataclass(frozen=True)
class Published:
    """A place that figures are published for."""

    code: str
    name: str
    kind: str


@dataclass(frozen=True)
class Sums:
    """Sums over the country, its authorities and its councils, in the order of `published`."""

    places: Geography

    @cached_property
    def published(self) -> list[Published]:
        authorities, councils = self.places.authorities, self.places.councils
        pairs = zip(authorities.codes, authorities.names, strict=True)
        return [
            Published(COUNTRY_CODE, COUNTRY_NAME, COUNTRY),
            *(Published(code, name, AUTHORITY) for code, name in pairs),
            *(
                Published(code, name, COUNCIL)
                for code, name in zip(councils.codes, councils.names, strict=True)
            ),
        ]

    @cached_property
    def in_region(self) -> np.ndarray:
        """Whether each published place is the region or one of its councils."""
        region = self.places.authorities.codes.index(REGION_CODE)
        authorities = np.arange(len(self.places.authorities.codes)) == region
        return np.concatenate([[False], authorities, self.places.councils.parent == region])

    def of(self, values: np.ndarray) -> np.ndarray:
        """Values by small area, summed; the first axis becomes that of the published places."""
        councils = np.add.reduceat(values, _starts(self.places.council), axis=0)
        authorities = np.add.reduceat(councils, _starts(self.places.councils.parent), axis=0)
        return np.concatenate([councils.sum(axis=0)[None], authorities, councils])

    def by_middle(self, values: np.ndarray) -> np.ndarray:
        return np.add.reduceat(values, _starts(self.places.smalls.parent), axis=0)

    def by_class(self, values: np.ndarray, classes: np.ndarray, count: int) -> np.ndarray:
        """Sums by [published place, class]; classes are 1 to `count` by small area."""
        groups = [self.of(values * _shaped(classes == c, values)) for c in range(1, count + 1)]
        return np.stack(groups, axis=1)


def _shaped(mask: np.ndarray, values: np.ndarray) -> np.ndarray:
    return mask.reshape(-1, *[1] * (values.ndim - 1))


def _starts(parents: np.ndarray) -> np.ndarray:
    """Where each run of one parent begins; places stand in the order of their parents."""
    return np.flatnonzero(np.diff(parents, prepend=-1))
