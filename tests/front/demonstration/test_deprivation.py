"""The index of deprivation: equal tenths, 1 the most deprived, a spatial structure."""

from pathlib import Path

import numpy as np
import pyarrow.parquet as pq
import pytest

from leveller.workbench.front.demonstration.deprivation import DOMAINS
from leveller.workbench.front.demonstration.world import World


@pytest.mark.parametrize("name", ["IMD", *DOMAINS])
def test_deciles_hold_equal_numbers_and_follow_the_ranks(made: World, name: str) -> None:
    ranks, deciles = made.index.ranks[name], made.index.deciles[name]
    assert sorted(ranks) == list(range(1, 2081))
    assert np.bincount(deciles)[1:].tolist() == [208] * 10
    assert deciles[ranks == 1] == 1
    assert deciles[ranks == 2080] == 10


def test_rank_1_is_the_most_deprived(made: World) -> None:
    latent, index = made.index.latent, made.index
    assert latent[index.decile == 1].mean() > 1 > -1 > latent[index.decile == 10].mean()
    assert index.scores["IMD"][index.ranks["IMD"] == 1] == index.scores["IMD"].max()


def test_weights_add_up_to_one() -> None:
    assert sum(weight for weight, _, _ in DOMAINS.values()) == pytest.approx(1)


def test_neighbours_are_alike(made: World) -> None:
    """Small areas of one middle-layer area differ less than small areas at large."""
    groups = made.index.latent.reshape(-1, 5)
    assert groups.std(axis=1).mean() < 0.7 * made.index.latent.std()


def test_the_city_and_the_coast_are_poorer_than_the_suburbs(made: World) -> None:
    settings = np.array(made.places.settings)[made.places.council]
    mean = {s: made.index.latent[settings == s].mean() for s in ("city", "coast", "suburb")}
    assert mean["suburb"] < -0.5 < 0.4 < min(mean["city"], mean["coast"])


def test_the_table_is_laid_out_like_the_published_one(made: World, folder: Path) -> None:
    table = pq.read_table(folder / "deprivation-2025.parquet")
    assert table.num_rows == 2080
    assert table.column_names[:2] == ["lsoa21_code", "IMD_decile"]
    assert {f"{name}_{what}" for name in DOMAINS for what in ("decile", "rank", "score")} <= set(
        table.column_names
    )
    assert table["IMD_rank"].to_pylist() == made.index.ranks["IMD"].tolist()
