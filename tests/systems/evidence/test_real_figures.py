"""Every figure of the real files, held against the file itself, to the last digit.

The oracle is another way of reading: the database's own reader of CSV and Parquet, which casts
each cell by itself. An observation names its row, so each one finds its cell again.
"""

from pathlib import Path

import duckdb
import pytest

from tests.systems.evidence import kit

pytestmark = [pytest.mark.shared, pytest.mark.django_db]

LONG = {
    "fingertips/long/adults_smoking_lad.csv.gz": 4587,
    "fingertips/long/adults_smoking_manual_lad.csv.gz": 5390,
    "fingertips/long/child_poverty_gm_cipfa.csv.gz": 189,
    "fingertips/long/depression_qof_lad.csv.gz": 3011,
    "fingertips/long/employment_rate_gm_cipfa.csv.gz": 238,
    "fingertips/long/fuel_poverty_gm_cipfa.csv.gz": 170,
    "fingertips/long/neet_gm_cipfa.csv.gz": 204,
    "fingertips/long/obese_year6_lad_ward_quintile.csv.gz": 3671,
    "fingertips/long/physically_active_adults_lad.csv.gz": 3089,
    "fingertips/raw/90280_90638_social_isolation_county_ua.csv.gz": 4536,
    "fingertips/raw/91547_smoking_qof_all_area_types.csv.gz": 17627,
    "life_expectancy/healthy_life_expectancy_ua.csv.gz": 1596,
    "life_expectancy/life_expectancy_at_birth_lad.csv.gz": 3734,
    "population/gm_lad_sex_5yr_census_1981_2021.csv.gz": 2850,
}
PLACE = {"fingertips/raw": "Area Code"}
DEPRIVATION = {
    "deprivation/iod2019_lsoa11.parquet": ("iod2019", 32844, 20),
    "deprivation/iod2019_lsoa11_subdomains.parquet": ("iod2019", 32844, 18),
    "deprivation/iod2025_lsoa21.parquet": ("iod2025", 33755, 24),
    "deprivation/simd2020_dz11.parquet": ("simd2020", 6976, 16),
}
RENAMED = {  # headings whose indicator bears the name of the latest edition
    "Housing_and_Access_rank": "housing-and-services-rank",
    "Housing_and_Access_decile": "housing-and-services-decile",
    "income_score_pct": "income-percent",
    "employment_score_pct": "employment-percent",
}
WIDE = {
    "population/lsoa11_mid2020_5yr_persons.parquet": ("lsoa11_code", 656_880),
    "population/msoa11_mid2020_single_year_persons.parquet": ("msoa11_code", 624_772),
    "population/glasgow_city_region_dz11_2020_sex_single_year.parquet": ("dz11_code", 644_736),
    "population/lad21_mid2020_single_year_persons.csv.gz": ("ltla21_code", 30_452),
    "population/scotland_council_2022_persons_single_year.csv.gz": ("ltla19_code", 2_944),
}


def read(path: Path) -> str:
    """SQL that reads the file by its own means, with the number of each row."""
    if path.suffix == ".parquet":
        table = f"read_parquet('{path}', file_row_number = true)"
        return f"(SELECT file_row_number + 2 AS line, * FROM {table})"
    return (
        f"(SELECT row_number() OVER () + 1 AS line, * FROM read_csv('{path}', header = true, "
        "all_varchar = true, quote = '\"'))"
    )


def lay_down(
    connection: duckdb.DuckDBPyConnection, file: Path, columns: list[str], *beside: str
) -> None:
    """Make `source`: a row for each cell of the columns, with its line, heading and figure."""
    figures = ", ".join(f'"{column}"::DOUBLE AS "{column}"' for column in columns)
    wide = f"SELECT {', '.join(['line', *beside, figures])} FROM {read(file)}"
    named = ", ".join(f'"{column}"' for column in columns)
    connection.execute(
        f"CREATE TABLE source AS FROM ({wide}) UNPIVOT INCLUDE NULLS (figure FOR name IN ({named}))"
    )


@pytest.mark.parametrize("name", LONG)
def test_every_value_of_a_long_file_is_that_of_its_row(
    name: str, shared: Path, tmp_path: Path
) -> None:
    file = shared / "data" / name
    with kit.look(file) as found:
        assert found.verdict == "ready"
        assert found.observations is not None
        assert found.observations.taken == LONG[name]
        [written] = found.observations.write(tmp_path)
    place = PLACE.get(str(Path(name).parent), "area_code")
    value = "Value" if place == "Area Code" else "value"
    wrong = duckdb.sql(
        f"SELECT * FROM '{written}' o FULL JOIN {read(file)} s ON s.line = o.\"row\" "
        f'WHERE o.value IS DISTINCT FROM s."{value}"::DOUBLE '
        f'OR o.place IS DISTINCT FROM s."{place}"'
    ).fetchall()
    assert wrong == []


@pytest.mark.parametrize("name", DEPRIVATION)
def test_every_rank_decile_and_score_is_that_of_its_cell(
    name: str, shared: Path, tmp_path: Path
) -> None:
    edition, places, measures = DEPRIVATION[name]
    file = shared / "data" / name
    with kit.look(file) as found:
        assert found.verdict == "ready"
        assert found.match is not None
        assert found.match.format == edition
        assert found.observations is not None
        assert found.observations.taken == places * measures
        [written] = found.observations.write(tmp_path)
    connection = duckdb.connect()
    columns = [c[0] for c in connection.sql(f"SELECT * FROM '{file}' LIMIT 0").description]
    measured = [c for c in columns if not c.endswith(("_code", "_name", "mid2019"))]
    assert len(measured) in (measures, measures - 1)
    keys = {c: f"{edition}-{RENAMED.get(c, c.lower().replace('_', '-'))}" for c in measured}
    lay_down(connection, file, measured)
    connection.execute("CREATE TABLE heading(name VARCHAR, key VARCHAR)")
    connection.executemany("INSERT INTO heading VALUES (?, ?)", list(keys.items()))
    compared = connection.sql(
        "SELECT name, count(*), count(*) FILTER (o.value IS DISTINCT FROM s.figure) "
        "FROM source s JOIN heading h USING (name) "
        f"JOIN '{written}' o ON s.line = o.\"row\" AND o.indicator = h.key GROUP BY name"
    ).fetchall()
    assert sorted(compared) == sorted((column, places, 0) for column in measured)


@pytest.mark.parametrize("name", WIDE)
def test_every_count_of_a_table_with_ages_across_is_that_of_its_cell(
    name: str, shared: Path, tmp_path: Path
) -> None:
    code, taken = WIDE[name]
    file = shared / "data" / name
    with kit.look(file) as found:
        assert found.verdict == "ready"
        assert found.observations is not None
        assert found.observations.taken == taken
        [written] = found.observations.write(tmp_path)
    connection = duckdb.connect()
    columns = [c[0] for c in connection.sql(f"SELECT * FROM {read(file)} LIMIT 0").description]
    ages = [c for c in columns if c[0].isdigit()]
    total = next(c for c in columns if c in ("total_population", "all_ages"))
    lay_down(connection, file, [*ages, total], code)
    connection.execute("CREATE TABLE heading(name VARCHAR, age_from INTEGER, is_total BOOLEAN)")
    first = {c: int(c.split("-")[0].split("+")[0].split(" ")[0]) for c in ages} | {total: 0}
    headings = [(column, age, column == total) for column, age in first.items()]
    connection.executemany("INSERT INTO heading VALUES (?, ?, ?)", headings)
    compared = connection.sql(
        "SELECT name, count(*), "
        f"count(*) FILTER (o.value IS DISTINCT FROM s.figure OR o.place <> s.{code}) "
        "FROM source s JOIN heading h USING (name) "
        f"JOIN '{written}' o ON s.line = o.\"row\" AND o.age_from = h.age_from "
        "AND (o.age = 'All ages') = h.is_total GROUP BY name"
    ).fetchall()
    assert sorted(compared) == sorted((c, taken / (len(ages) + 1), 0) for c in (*ages, total))


def test_deaths_by_cause_are_those_of_their_cells(shared: Path, tmp_path: Path) -> None:
    file = shared / "data/mortality/ons_deaths_by_cause_imd_decile_age_sex.csv.gz"
    with kit.look(file) as found:
        assert found.observations is not None
        assert found.observations.taken == 2600 * 21
        [written] = found.observations.write(tmp_path)
    source = f"(SELECT * REPLACE (imd::INTEGER AS imd) FROM {read(file)})"
    for column, age in (("<1", 0), ("5-9", 5), ("90+", 90)):
        [(matched, different)] = duckdb.sql(
            f'SELECT count(*), count(*) FILTER (o.value <> s."{column}"::DOUBLE '
            "OR o.category_order <> s.imd OR o.sex <> lower(s.sex) OR o.period <> s.year) "
            f"FROM '{written}' o JOIN {source} s ON s.line = o.\"row\" "
            f"WHERE o.age_from = {age} AND o.age <> 'All ages'"
        ).fetchall()
        assert (matched, different) == (2600, 0)
    assert duckdb.sql(f"SELECT DISTINCT place FROM '{written}'").fetchall() == [("E92000001",)]


def test_life_expectancy_by_decile_keeps_figures_and_gets_limits_from_the_standard_error(
    shared: Path, tmp_path: Path
) -> None:
    file = shared / "data/mortality/le_by_imd_decile_la_2014_16.csv.gz"
    with kit.look(file) as found:
        assert found.observations is not None
        assert found.observations.taken == 2 * 6462
        [written] = found.observations.write(tmp_path)
        assert any("to be confirmed" in note for note in found.notes)
    wrong = duckdb.sql(
        f"SELECT o.* FROM '{written}' o JOIN {read(file)} s ON s.line = o.\"row\" "
        "WHERE o.indicator = 'fingertips-90366' AND (o.value <> s.life_expectancy::DOUBLE "
        'OR o."count" <> s.deaths::DOUBLE OR o.denominator <> s.population::DOUBLE '
        "OR abs(o.upper95 - o.value - 1.96 * s.se::DOUBLE) > 0.001 "
        "OR o.category_order <> s.imd_decile::INTEGER OR o.period <> '2014 - 16' "
        "OR o.place <> CASE s.area_code WHEN 'England' THEN 'E92000001' ELSE s.area_code END)"
    ).fetchall()
    assert wrong == []
    errors = duckdb.sql(
        f"SELECT count(*) FROM '{written}' o JOIN {read(file)} s ON s.line = o.\"row\" "
        "WHERE o.indicator = 'life-expectancy-at-birth-standard-error' AND o.value = s.se::DOUBLE"
    ).fetchall()
    assert errors == [(6462,)]


def test_the_very_old_are_read_out_of_their_blocks(shared: Path, tmp_path: Path) -> None:
    file = shared / "data/population/raw_ons_very_old_england_2002_2020.csv"
    with kit.look(file) as found:
        rows = kit.observations(found, tmp_path)
    assert len(rows) == 3 * 19 * 19

    def value(sex: str, period: str, age: str) -> float:
        [row] = [r for r in rows if (r["sex"], r["period"], r["age"]) == (sex, period, age)]
        return row["value"]

    assert value("persons", "2002", "90+") == 330570
    assert value("male", "2020", "90") == 43920
    assert value("female", "2020", "105+") == 600
    assert {row["place"] for row in rows} == {"E92000001"}
