"""Who lies in what: small areas up to the authority, and councils in authorities by year."""

from pathlib import Path

from leveller.workbench.front.demonstration.files.writing import write_csv, write_parquet
from leveller.workbench.front.demonstration.world import World

SNAPSHOTS = (2015, 2021, 2025)


def write(world: World, folder: Path) -> list[Path]:
    return [_small_areas(world, folder), _councils(world, folder)]


def _small_areas(world: World, folder: Path) -> Path:
    places = world.places
    middle, council, authority = places.smalls.parent, places.council, places.authority
    columns: dict[str, object] = {
        "lsoa21_name": places.smalls.names,
        "lsoa21_code": places.smalls.codes,
        "msoa21_code": [places.middles.codes[m] for m in middle],
        "msoa21_name": [places.middles.names[m] for m in middle],
        "ltla24_name": [places.councils.names[c] for c in council],
        "ltla24_code": [places.councils.codes[c] for c in council],
        "cauth24_code": [places.authorities.codes[a] for a in authority],
        "cauth24_name": [places.authorities.names[a] for a in authority],
    }
    return write_parquet(folder / "lookup-small-areas.parquet", columns)


def _councils(world: World, folder: Path) -> Path:
    councils, authorities = world.places.councils, world.places.authorities
    rows = [
        (year, code, name, authorities.codes[parent], authorities.names[parent])
        for year in SNAPSHOTS
        for code, name, parent in zip(councils.codes, councils.names, councils.parent, strict=True)
    ]
    header = ("year", "lad_code", "lad_name", "cauth_code", "cauth_name")
    return write_csv(folder / "lookup-councils.csv", header, rows)
