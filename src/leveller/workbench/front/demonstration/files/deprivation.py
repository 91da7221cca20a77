"""The index of deprivation, in the columns of the published table of 2025."""

from pathlib import Path

from leveller.workbench.front.demonstration.deprivation import DOMAINS
from leveller.workbench.front.demonstration.files.writing import write_parquet
from leveller.workbench.front.demonstration.world import World

NAMES = ("IMD", *DOMAINS)


def write(world: World, folder: Path) -> list[Path]:
    index = world.index
    columns: dict[str, object] = {
        "lsoa21_code": world.places.smalls.codes,
        **{f"{name}_decile": index.deciles[name] for name in NAMES},
        **{f"{name}_rank": index.ranks[name] for name in NAMES},
        **{f"{name}_score": index.scores[name] for name in NAMES},
    }
    return [write_parquet(folder / "deprivation-2025.parquet", columns)]
