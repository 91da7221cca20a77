"""Which people a gap is of: one sex and age at a time, in periods of one length."""

from collections.abc import Iterable, Sequence

from leveller.workbench.systems.evidence.answers import reading
from leveller.workbench.systems.evidence.answers.reading import Row

EVERYBODY = ("persons", "")


def populations(rows: Sequence[Row]) -> list[list[Row]]:
    """Rows of everybody where there are such, else of each sex; at one age, of one length."""
    sexes = list(dict.fromkeys(sorted(row.observation.sex for row in rows)))
    everybody = [sex for sex in EVERYBODY if sex in sexes][:1]
    return [_of_one_kind(rows, sex) for sex in everybody or sexes]


def _of_one_kind(rows: Sequence[Row], sex: str) -> list[Row]:
    kept = reading.of_one_population(rows, sex, None)
    months = reading.choose_months(kept, None)
    return [row for row in kept if row.months == months]


def valued(rows: Iterable[Row]) -> list[Row]:
    return [row for row in rows if row.observation.value is not None]
