import itertools

import pytest

from leveller.methods.measures.age_bands import AgeBandError, read_age_bands
from leveller.methods.measures.standard_populations import (
    names,
    standard_population,
    weights_for,
)

FIVES = ["0-4", *[f"{a}-{a + 4}" for a in range(5, 90, 5)], "90+"]
FIVES_TO_85 = [*FIVES[:17], "85+"]


def test_each_published_standard_adds_up_to_100_000_without_gaps() -> None:
    for name in names():
        table = standard_population(name)
        ages = sorted(table)
        assert sum(table.values()) == 100_000
        assert all(a.end == b.start for a, b in itertools.pairwise(ages))


@pytest.mark.shared
def test_the_2013_standard_is_the_shared_one(shared) -> None:  # type: ignore[no-untyped-def]
    lines = (shared / "data/population/esp2013.csv").read_text().split()[1:]
    bands, weights = zip(*(line.split(",") for line in lines), strict=True)
    assert list(weights_for(read_age_bands(bands), "esp 2013")) == [float(w) for w in weights]


def test_weights_go_by_age_and_never_by_position() -> None:
    shuffled = ["90+", "5-9", "0-4", *FIVES[2:18]]
    weights = dict(zip(shuffled, weights_for(read_age_bands(shuffled), "ESP2013"), strict=True))
    assert (weights["90+"], weights["0-4"], weights["5-9"]) == (1000, 5000, 5500)


def test_wider_bands_add_the_standards_weights_and_may_stop_short_of_all_ages() -> None:
    assert list(weights_for(read_age_bands(["0-14", "15-64", "65+"]), "ESP2013")) == [
        16_000,
        64_500 + 0,
        19_500,
    ]
    assert weights_for(read_age_bands(FIVES[:15]), "ESP2013").sum() == 90_000 + 1_000
    assert weights_for(read_age_bands(FIVES_TO_85), "ESP1976").sum() == 100_000


def test_bands_that_cut_a_band_of_the_standard_are_refused() -> None:
    with pytest.raises(AgeBandError, match=r"age band 0-6 doesn't fit"):
        weights_for(read_age_bands(["0-6", "7-9", "10+"]), "ESP2013")
    with pytest.raises(AgeBandError, match=r"85-89 doesn't fit"):
        weights_for(read_age_bands(FIVES), "ESP1976")


def test_a_missing_band_and_an_unknown_standard_are_named() -> None:
    with pytest.raises(AgeBandError, match="age band 45-49 is missing"):
        weights_for(read_age_bands([b for b in FIVES if b != "45-49"]), "ESP2013")
    with pytest.raises(AgeBandError, match="ESP2013, ESP1976"):
        weights_for(read_age_bands(FIVES), "World 2000")
