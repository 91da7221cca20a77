"""Formats are told from headings and content; variants of one format are one format."""

from pathlib import Path

import pytest

from tests.systems.evidence import kit
from tests.systems.evidence.kit import FINGERTIPS, fingertips_row

pytestmark = pytest.mark.django_db

REAL = {
    "deprivation/iod2019_lsoa11_indicators.parquet": "iod2019",
    "deprivation/simd2020_dz11_indicators.parquet": "simd2020",
    "fingertips/raw/90280_90638_social_isolation_county_ua.csv.gz": "fingertips",
    "fingertips/long/neet_gm_cipfa.csv.gz": "extract",
    "geography/cauth_names_codes.csv": "lookup-cauth",
    "geography/lad_cauth_2019_2023.csv": "members-by-year",
    "geography/lad_cauth_2025_mysociety.csv": "members-current",
    "geography/lad_changes_2016_2024.csv": "changes-councils",
    "geography/lookup_codes_all_years_drkane.csv.gz": "council-codes-ever",
    "geography/uk_local_authorities_mysociety.csv": "authority-register",
    "mortality/england_qale_by_imd_quintile.csv": "qale-by-imd-quintile",
    "mortality/le_by_imd_decile_la_2014_16.csv.gz": "le-by-imd-decile",
    "mortality/ons_deaths_by_cause_imd_decile_age_sex.csv.gz": "deaths-by-imd-decile",
    "mortality/ons_population_by_imd_decile_age_sex.csv.gz": "population-by-imd-decile",
    "mortality/ons_single_year_life_tables.csv": "national-life-table",
    "ons_subnational/ons_health_index_lad.csv.gz": "ons-health-index",
    "population/esp2013.csv": "standard-population",
    "population/gm_lad_sex_5yr_census_1981_2021.csv.gz": "census-extract",
    "population/lad21_census2021_broad_age_sex.csv": "census-broad-ages",
    "population/raw_ons_very_old_england_2002_2020.csv": "very-old",
}
NOT_EVIDENCE = (
    "money/leeds_spend_2020-06.csv.gz",
    "money/trafford_grants_360giving.json.gz",
    "linkage/fake_1000.csv",
    "sortition/sf_candidates.csv",
)


@pytest.mark.shared
@pytest.mark.parametrize("name", REAL)
def test_real_files_are_recognised(name: str, shared: Path) -> None:
    with kit.look(shared / "data" / name) as found:
        assert found.verdict == "ready"
        assert found.match is not None
        assert found.match.format == REAL[name]


@pytest.mark.shared
@pytest.mark.parametrize("name", NOT_EVIDENCE)
def test_files_of_other_rooms_are_not_recognised(name: str, shared: Path) -> None:
    with kit.look(shared / "data" / name) as found:
        assert found.verdict == "not recognised"


def variant(**renamed: str) -> list[str]:
    names = {old.replace("_", " "): new for old, new in renamed.items()}
    return [names.get(name, name) for name in FINGERTIPS]


@pytest.mark.parametrize(
    "header",
    [
        FINGERTIPS,
        FINGERTIPS[:26],
        variant(Sex="Gender"),
        variant(Compared_to_goal="Compared to Target"),
        variant(Compared_to_Region_value_or_percentiles="Column not used"),
        variant(Compared_to_Region_value_or_percentiles="Compared to Counties & UAs value"),
        variant(Compared_to_Region_value_or_percentiles="Compared to subnational parent"),
        [name.replace(" ", "") for name in FINGERTIPS],
        [f'"{name}"' for name in FINGERTIPS],
    ],
)
def test_every_variant_of_the_fingertips_header_is_recognised(
    header: list[str], tmp_path: Path
) -> None:
    row = fingertips_row(**{"Lower_CI_95.0_limit": "75", "Upper_CI_95.0_limit": "76"})
    text = "﻿" + kit.csv_text(header, [row[: len(header)]])
    with kit.look(kit.write(tmp_path / "a.csv", text)) as found:
        assert found.match is not None
        assert found.match.format == "fingertips"
        [observation] = kit.observations(found, tmp_path)
    expected = ("fingertips-90366", "male", 75.5, 75, 76)
    keys = ("indicator", "sex", "value", "lower95", "upper95")
    assert tuple(observation[key] for key in keys) == expected


def test_rows_without_a_number_get_that_of_the_exact_name(tmp_path: Path) -> None:
    rows = [fingertips_row(), fingertips_row(Indicator_ID="", Sex="", Age="")]
    with kit.look(kit.fingertips(tmp_path / "a.csv", *rows)) as found:
        assert any("by the exact name" in note for note in found.notes)
        written = kit.observations(found, tmp_path, "ORDER BY row")
    assert [(r["indicator"], r["sex"], r["age"]) for r in written] == [
        ("fingertips-90366", "male", "All ages"),
        ("fingertips-90366", "", ""),
    ]


def test_an_unknown_indicator_makes_no_judgement(tmp_path: Path) -> None:
    row = fingertips_row(Indicator_ID="123456", Indicator_Name="Something new")
    with kit.look(kit.fingertips(tmp_path / "a.csv", row)) as found:
        assert found.observations is not None
        definition = found.observations.definitions["fingertips-123456"]
    assert (definition.polarity, definition.date_reviewed) == ("no judgement", None)


def test_official_headings_of_the_indices_are_recognised(tmp_path: Path) -> None:
    text = (
        "LSOA code (2011),LSOA name (2011),Local Authority District code (2019),"
        "Index of Multiple Deprivation (IMD) Score,"
        "Index of Multiple Deprivation (IMD) Rank (where 1 is most deprived),"
        "Index of Multiple Deprivation (IMD) Decile (where 1 is most deprived 10% of LSOAs),"
        "Total population: mid 2015 (excluding prisoners)\n"
        'E01000001,City of London 001A,E09000001,6.208,"29,199",9,1296\n'
    )
    with kit.look(kit.write(tmp_path / "a.csv", text)) as found:
        assert found.match is not None
        rows = {row["indicator"]: row for row in kit.observations(found, tmp_path)}
    assert rows["iod2019-imd-rank"]["value"] == 29199
    assert rows["iod2019-imd-decile"]["value"] == 9
    assert rows["iod2019-imd-score"]["place"] == "E01000001"


@pytest.mark.shared
def test_the_same_indicator_has_one_key_in_files_of_two_publishers(
    shared: Path, tmp_path: Path
) -> None:
    keys = set()
    for name in ("life_expectancy_at_birth_lad", "healthy_life_expectancy_ua"):
        with kit.look(shared / f"data/life_expectancy/{name}.csv.gz") as found:
            assert found.observations is not None
            keys |= set(found.observations.definitions)
    assert keys == {"fingertips-90366", "fingertips-90362"}


@pytest.mark.shared
def test_a_quintile_of_deprivation_stands_where_another_file_has_the_sex(
    shared: Path, tmp_path: Path
) -> None:
    name = "data/fingertips/long/obese_year6_lad_ward_quintile.csv.gz"
    with kit.look(shared / name) as found:
        rows = kit.observations(found, tmp_path, "WHERE breakdown <> ''")
    assert len(rows) == 60
    assert {(r["category"], r["category_order"]) for r in rows} == {
        ("Most deprived quintile", 1),
        ("Second most deprived quintile", 2),
        ("Average deprived quintile", 3),
        ("Second least deprived quintile", 4),
        ("Least deprived quintile", 5),
    }
