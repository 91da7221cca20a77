"""Latent deprivation with a spatial structure, and the index of deprivation that is read off it."""

from dataclasses import dataclass

import numpy as np

from leveller.workbench.front.demonstration.geography import Geography
from leveller.workbench.front.demonstration.parameters import steady, stream

# How much deprivation the middle of a town adds, and over how many kilometres it fades.
CORE = {"city": (1.5, 4.0), "industrial": (1.2, 3.5), "coast": (1.0, 3.0), "valley": (0.9, 3.0)}
OTHER_CORE = (0.7, 2.0)
RESORT, RESORT_FADES = 0.8, 1.5  # the seafront of coastal towns
FIELD_SIZE, FIELD_LENGTH, FIELD_WAVES = 0.45, 6.0, 60  # smooth differences over kilometres
OWN = 0.40  # what is an area's own

# Domain: weight in the index, share of latent deprivation, effect of a tenth of the density.
DOMAINS = {
    "Income": (0.225, 0.95, 0.0),
    "Employment": (0.225, 0.93, 0.0),
    "Education": (0.135, 0.85, 0.0),
    "Health": (0.135, 0.88, 0.0),
    "Crime": (0.093, 0.65, 0.35),
    "Housing_and_Services": (0.093, 0.15, -0.60),
    "Environment": (0.094, 0.35, 0.60),
}
TAIL = 23.0  # the index's exponential tail: a tenth of the areas spreads over half of the scale


@dataclass(frozen=True)
class Deprivation:
    """By small area. Rank 1 and decile 1 are the most deprived; `rung` runs from 0, the most
    deprived, to 1, the least; scores are higher where deprivation is worse."""

    latent: np.ndarray
    scores: dict[str, np.ndarray]
    ranks: dict[str, np.ndarray]
    deciles: dict[str, np.ndarray]

    @property
    def rung(self) -> np.ndarray:
        return (self.ranks["IMD"] - 0.5) / len(self.ranks["IMD"])

    @property
    def decile(self) -> np.ndarray:
        return self.deciles["IMD"]


def deprivation(places: Geography) -> Deprivation:
    latent = _latent(places)
    values = {name: _domain(name, latent, places) for name in DOMAINS}
    tails = {name: _tail(_ranks(value)) for name, value in values.items()}
    total = sum(weight * tails[name] for name, (weight, _, _) in DOMAINS.items())
    scores = {"IMD": np.round(total, 3), **{n: np.round(v, 3) for n, v in values.items()}}
    ranks = {"IMD": _ranks(total), **{n: _ranks(v) for n, v in values.items()}}
    return Deprivation(latent, scores, ranks, {n: _deciles(r) for n, r in ranks.items()})


def _latent(places: Geography) -> np.ndarray:
    rng, council = stream("deprivation"), places.council
    settings = [places.settings[c] for c in council]
    size, fades = np.array([CORE.get(s, OTHER_CORE) for s in settings]).T
    coastal = np.array([s == "coast" for s in settings])
    value = (
        places.offsets[council]
        + size * np.exp(-places.town / fades)
        + coastal * RESORT * np.exp(-places.sea / RESORT_FADES)
        + FIELD_SIZE * _field(places.points, rng)
        + OWN * rng.normal(size=len(council))
    )
    return _standard(value)


def _field(points: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """A smooth random surface: waves of random direction and phase, about `FIELD_LENGTH` long."""
    waves = rng.normal(size=(FIELD_WAVES, 2)) / FIELD_LENGTH
    phases = rng.uniform(0, 2 * np.pi, FIELD_WAVES)
    east, north = points[:, :1] * waves[:, 0], points[:, 1:] * waves[:, 1]
    return np.cos(east + north + phases).sum(axis=1) * np.sqrt(2 / FIELD_WAVES)


def _domain(name: str, latent: np.ndarray, places: Geography) -> np.ndarray:
    _, share, crowding = DOMAINS[name]
    rng = stream(f"domain {name}")
    rest = np.sqrt(1 - share**2 - crowding**2)
    own = 0.6 * _field(places.points, rng) + 0.8 * rng.normal(size=len(latent))
    return steady(share * latent + crowding * _standard(np.log(places.density)) + rest * own)


def _standard(values: np.ndarray) -> np.ndarray:
    return steady((values - values.mean()) / values.std())


def _ranks(values: np.ndarray) -> np.ndarray:
    """1 for the highest, the most deprived; ties keep the order of their codes."""
    ranks = np.empty(len(values), int)
    ranks[np.argsort(-values, kind="stable")] = np.arange(1, len(values) + 1)
    return ranks


def _tail(ranks: np.ndarray) -> np.ndarray:
    """The exponential transformation of a domain's ranks: 100 at the most deprived area."""
    nearness = (len(ranks) - ranks + 1) / len(ranks)
    return steady(-TAIL * np.log(1 - nearness * (1 - np.exp(-100 / TAIL))))


def _deciles(ranks: np.ndarray) -> np.ndarray:
    return -(-ranks * 10 // len(ranks))
