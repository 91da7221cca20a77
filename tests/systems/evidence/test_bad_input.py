"""Each fault with its row, column, text, reason and what to do; nothing is guessed."""

from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pytest

from leveller.workbench.ground.accounts.actor import Actor
from leveller.workbench.ground.places import actions as places
from leveller.workbench.ground.places.drafts import PlaceDraft
from leveller.workbench.ground.places.kinds import PlaceKind
from leveller.workbench.systems.evidence.checking import row_lists
from leveller.workbench.systems.evidence.choices import parse_statements
from leveller.workbench.systems.evidence.formats.changes import CENSUS_2021
from leveller.workbench.systems.evidence.import_report import lines
from tests.systems.evidence import kit
from tests.systems.evidence.kit import EXTRACT, extract, fingertips, fingertips_row

pytestmark = pytest.mark.django_db
UPLOAD = (
    "area_code,date_from,date_to,period_type,sex,age_from_years_inclusive,age_to_years_inclusive,"
    "deprivation_decile,deprivation_category,count,value,denominator,lower_ci_95,upper_ci_95,"
    "lower_ci_99_8,upper_ci_99_8\n"
)


def extract_row(**said: object) -> list[object]:
    usual = {
        "area_code": "E08000003",
        "area_name": "Manchester",
        "period": "2019",
        "indicator": "Depression: QOF prevalence",
        "measure": "Percentage",
        "unit": "Persons",
        "value": "12.3",
    }
    return [{**usual, **said}[name] for name in EXTRACT]


@pytest.mark.parametrize(
    ("said", "fault"),
    [
        ({"Value": "1,23"}, ("not-a-number", 3, "Value", "1,23")),
        ({"Value": "NaN"}, ("not-a-number", 3, "Value", "NaN")),
        ({"Value": "inf"}, ("not-a-number", 3, "Value", "inf")),
        ({"Value": "1_000"}, ("not-a-number", 3, "Value", "1_000")),
        ({"Count": "#DIV/0!"}, ("not-a-number", 3, "Count", "#DIV/0!")),
        ({"Value": "=B2/C2"}, ("formula", 3, "Value", "=B2/C2")),
        ({"Time_period": "2018/20"}, ("bad-period", 3, "Time period", "2018/20")),
        ({"Time_period": ""}, ("no-period", 3, "Time period", "")),
        ({"Time_period": "2018-19"}, ("ambiguous-period", 3, "Time period", "2018-19")),
        ({"Area_Code": "E0800003"}, ("bad-code", 3, "Area Code", "E0800003")),
        ({"Area_Code": "na"}, ("bad-code", 3, "Area Code", "na")),
        ({"Area_Code": ""}, ("no-place", 3, "Area Code", "")),
        ({"Sex": "Urban"}, ("unknown-sex", 3, "Sex", "Urban")),
        (
            {"Indicator_ID": "", "Indicator_Name": ""},
            ("no-indicator", 3, "Indicator Name", ""),
        ),
        (
            {"Lower_CI_95.0_limit": "76", "Upper_CI_95.0_limit": "77"},
            ("outside-interval", 3, "Value", "75.5"),
        ),
        (
            {"Lower_CI_99.8_limit": "77", "Upper_CI_99.8_limit": "70"},
            ("interval-reversed", 3, "Lower CI 99.8 limit", "77.0"),
        ),
    ],
)
def test_a_fault_names_row_column_and_text(
    said: dict[str, object], fault: tuple[str, int, str, str], tmp_path: Path
) -> None:
    usual = {"Area_Code": "E08000004"}
    file = fingertips(tmp_path / "a.csv", fingertips_row(), fingertips_row(**{**usual, **said}))
    with kit.look(file) as found:
        assert found.verdict == "refused"
        assert kit.faults(found) == [fault]
        [group] = found.faults.groups()
        assert group.reason.remedy


@pytest.mark.parametrize(
    ("text", "value", "note"),
    [
        ("1,234.5", 1234.5, ""),
        ("12.3*", 12.3, "*"),
        ("12.3 [p]", 12.3, "[p] (provisional)"),
        ("[x]", None, "no value: [x] (not available)"),
        ("-", None, "no value: -"),
        ("N/A", None, "no value: N/A"),
        ("", None, ""),
    ],
)
def test_separators_notes_and_marks_are_read(
    text: str, value: float | None, note: str, tmp_path: Path
) -> None:
    row = fingertips_row(Value=text, Value_note="")
    with kit.look(fingertips(tmp_path / "a.csv", row)) as found:
        [observation] = kit.observations(found, tmp_path)
    assert (observation["value"], observation["note"]) == (value, note)


def test_notes_of_the_publisher_and_marks_stand_together(tmp_path: Path) -> None:
    row = fingertips_row(Value="*", Count="[c]", Value_note="Suppressed")
    with kit.look(fingertips(tmp_path / "a.csv", row)) as found:
        [observation] = kit.observations(found, tmp_path)
    assert observation["note"] == "Suppressed; no value: *; count: no value: [c] (confidential)"


def test_a_count_above_its_denominator_is_a_fault_of_proportions_only(tmp_path: Path) -> None:
    above = {"Count": "30", "Denominator": "20"}
    proportion = fingertips_row(Indicator_ID="92443", Indicator_Name="Smoking", **above)
    expectancy = fingertips_row(**above)
    with kit.look(fingertips(tmp_path / "a.csv", proportion, expectancy)) as found:
        assert kit.faults(found) == [("count-above-denominator", 2, "Count", "30.0")]


def test_identical_measurements_collapse_with_a_note(tmp_path: Path) -> None:
    rows = [fingertips_row(), fingertips_row(Sex="Female"), fingertips_row()]
    with kit.look(fingertips(tmp_path / "a.csv", *rows)) as found:
        assert found.verdict == "ready"
        assert [r["row"] for r in kit.observations(found, tmp_path, "ORDER BY row")] == [2, 3]
        assert any("stood twice" in note for note in found.notes)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"Value": "70"}, {"Value": "71"}),
        ({"Value": "70"}, {"Value": ""}),
        ({"Count": "5"}, {"Count": "6"}),
        ({"Time_period": "2019", "Value": "70"}, {"Time_period": "2019.0", "Value": "71"}),
        ({"Sex": "Persons", "Value": "70"}, {"Sex": "All", "Value": "71"}),
        ({"Area_Code": "England", "Value": "70"}, {"Area_Code": "E92000001", "Value": "71"}),
    ],
)
def test_one_key_with_two_values_is_refused_naming_both_rows(
    first: dict[str, object], second: dict[str, object], tmp_path: Path
) -> None:
    file = fingertips(tmp_path / "a.csv", fingertips_row(**first), fingertips_row(**second))
    with kit.look(file) as found:
        faults = list(found.faults)
    assert [(f.reason.key, f.row) for f in faults] == [("two-values", 2), ("two-values", 3)]
    assert all("Rows 2 and 3 say" in f.detail for f in faults)


def test_rows_left_out_by_hand_are_recorded_and_need_a_reason(tmp_path: Path) -> None:
    rows = [fingertips_row(Value="70"), fingertips_row(Value="71"), fingertips_row(Sex="Female")]
    file = fingertips(tmp_path / "a.csv", *rows)
    leave_out = row_lists.parse("3")
    with kit.look(file, leave_out=leave_out) as found:
        assert [key for key, *_ in kit.faults(found)] == ["left-out-without-reason"]
    with kit.look(file, leave_out=leave_out, reason="a misprint") as found:
        assert found.verdict == "ready"
        [row] = found.left_out
        assert (row["row"], row["cells"]["Value"]) == (3, "71")
        assert len(kit.observations(found, tmp_path)) == 2
    with kit.look(file, leave_out=row_lists.parse("9"), reason="no such") as found:
        assert "no-such-row" in {key for key, *_ in kit.faults(found)}


def test_a_refusal_prints_the_command_that_takes_the_rest(tmp_path: Path) -> None:
    rows = [fingertips_row(Value="70"), fingertips_row(Value="71"), fingertips_row(Sex="Female")]
    with kit.look(fingertips(tmp_path / "a b.csv", *rows)) as found:
        report = "\n".join(lines(found))
    assert "Refused: 2 faults. Nothing of the file was taken." in report
    assert f"leveller import '{tmp_path / 'a b.csv'}' --leave-out 2-3 --reason" in report


@pytest.mark.parametrize(
    ("text", "label"),
    [("2018 - 20", "2018 - 20"), ("2018-20", "2018 - 20"), ("201820", "2018 - 20"),
     ("2018/19", "2018/19"), ("Oct 2021-Sep 2022", "Oct 2021 - Sep 2022"), ("2019.0", "2019"),
     ("2022 Q1", "2022 Q1")],
)  # fmt: skip
def test_periods_are_read_however_they_are_written(text: str, label: str, tmp_path: Path) -> None:
    with kit.look(extract(tmp_path / "a.csv", extract_row(period=text))) as found:
        [row] = kit.observations(found, tmp_path)
    assert row["period"] == label
    assert row["period_start"] < row["period_end"]


def test_a_stated_kind_of_year_settles_a_doubtful_period(tmp_path: Path) -> None:
    file = extract(tmp_path / "a.csv", extract_row(period="2018-19"))
    with kit.look(file, statements=parse_statements(["years=calendar"])) as found:
        [row] = kit.observations(found, tmp_path)
    assert row["period"] == "2018 - 19"


def upload(tmp_path: Path, *deciles: object) -> Path:
    rows = [
        f"E92000001,2020-01-01,2020-12-31,Calendar,Persons,0,,{decile},,10,{n},100,,,,\n"
        for n, decile in enumerate(deciles)
    ]
    return kit.write(tmp_path / "a.csv", UPLOAD + "".join(rows))


def test_numbered_deciles_need_a_stated_direction(tmp_path: Path) -> None:
    file = upload(tmp_path, *range(1, 11))
    indicator = ["indicator=fingertips-90366"]
    with kit.look(file, statements=parse_statements(indicator)) as found:
        assert {key for key, *_ in kit.faults(found)} == {"no-direction"}
    for direction, first in (("1 is most deprived", 1), ("highest is most deprived", 10)):
        said = parse_statements([*indicator, f"direction={direction}"])
        with kit.look(file, statements=said) as found:
            rows = kit.observations(found, tmp_path, "ORDER BY row")
        assert rows[0]["category_order"] == first
        assert {row["breakdown_kind"] for row in rows} == {"deprivation decile"}


def test_the_upload_format_says_dates_ages_and_no_indicator(tmp_path: Path) -> None:
    file = upload(tmp_path, "")
    with kit.look(file) as found:
        assert [key for key, *_ in kit.faults(found)] == ["no-indicator-stated"]
    with kit.look(file, statements=parse_statements(["indicator=fingertips-108"])) as found:
        [row] = kit.observations(found, tmp_path)
    assert (row["indicator"], row["period"], row["age"]) == ("fingertips-108", "2020", "All ages")


def test_numbers_and_words_that_contradict_each_other_are_refused(tmp_path: Path) -> None:
    said = {"Category_Type": "Deprivation decile"}
    rows = [
        fingertips_row(Category=label, **said)
        for label in ("1 most deprived", "10 least deprived", "10 most deprived")
    ]
    with kit.look(fingertips(tmp_path / "a.csv", *rows)) as found:
        assert {key for key, *_ in kit.faults(found)} == {"direction-conflict"}


def small_areas(codes: Sequence[str]) -> str:
    return kit.csv_text(("lsoa", "pop"), [(code, 1000) for code in codes])


@pytest.fixture
def vintages(importer: Actor) -> None:
    """One small area that ended in 2021, one that began then, and one that stands throughout."""

    def small(code: str, **dates: object) -> PlaceDraft:
        return PlaceDraft(code, PlaceKind.SMALL, code, **dates)  # type: ignore[arg-type]

    drafts = [
        small("E01000001"),
        small("E01033000", valid_to=CENSUS_2021),
        small("E01034000", valid_from=CENSUS_2021),
    ]
    places.take_places(by=importer, places=drafts, source="test")


@pytest.mark.usefixtures("vintages")
def test_small_areas_of_two_vintages_are_refused(tmp_path: Path) -> None:
    text = small_areas(["E01000001", "E01033000", "E01034000"])
    with kit.look(kit.write(tmp_path / "pop_2021.csv", text)) as found:
        assert kit.faults(found) == [("mixed-vintages", 3, "lsoa", "E01033000")]


@pytest.mark.usefixtures("vintages")
@pytest.mark.parametrize("other", ["E01033000", "E01034000"])
def test_small_areas_of_one_vintage_are_taken(other: str, tmp_path: Path) -> None:
    text = small_areas(["E01000001", other])
    with kit.look(kit.write(tmp_path / "pop_2021.csv", text)) as found:
        assert found.verdict == "ready"


def test_a_total_line_is_no_place_and_can_be_left_out(tmp_path: Path) -> None:
    text = small_areas(["E01000001", "E01000002", "Grand Total"])
    file = kit.write(tmp_path / "pop_2021.csv", text)
    with kit.look(file) as found:
        assert kit.faults(found) == []  # a column that holds anything but codes isn't recognised
        assert found.verdict == "not recognised"


def test_what_the_name_of_the_file_says_is_noted(tmp_path: Path) -> None:
    text = small_areas(["E01000001", "E01000002"])
    with kit.look(kit.write(tmp_path / "lsoa_mid2019.csv", text)) as found:
        assert {row["period"] for row in kit.observations(found, tmp_path)} == {"2019"}
        assert any("name of the file" in note for note in found.notes)
    with kit.look(kit.write(tmp_path / "lsoa.csv", text)) as found:
        assert kit.faults(found) == [("no-period", None, "", "")]
    with kit.look(tmp_path / "lsoa.csv", statements=parse_statements(["period=2021"])) as found:
        assert {row["period"] for row in kit.observations(found, tmp_path)} == {"2021"}


def test_a_table_without_rows_is_refused(tmp_path: Path) -> None:
    with kit.look(kit.write(tmp_path / "a.csv", kit.csv_text(EXTRACT, []))) as found:
        assert found.verdict == "refused"
        assert [key for key, *_ in kit.faults(found)] == ["no-rows"]


def test_two_columns_with_one_heading_are_refused(tmp_path: Path) -> None:
    header = [*EXTRACT, "value"]
    file = kit.write(tmp_path / "a.csv", kit.csv_text(header, [[*extract_row(), "3"]]))
    with kit.look(file) as found:
        assert kit.faults(found) == [("repeated-heading", 1, "value", "value")]


def test_formulas_of_a_workbook_are_named_by_cell(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(EXTRACT)
    book.active.append(extract_row())
    book.active.append(extract_row(area_code="E08000004", value="=G2*2"))
    book.save(tmp_path / "a.xlsx")
    with kit.look(tmp_path / "a.xlsx") as found:
        assert kit.faults(found) == [("formula", 3, "value", "=G2*2")]


def test_ranks_and_deciles_from_opposite_ends_are_refused(tmp_path: Path) -> None:
    header = "lsoa11_code,IMD_rank,IMD_decile,IMD_score\n"
    text = header + "E01000001,1,10,80.1\nE01000002,32844,1,0.5\n"
    with kit.look(kit.write(tmp_path / "a.csv", text)) as found:
        assert kit.faults(found) == [("opposite-ends", 2, "IMD_decile", "10")]


def test_many_faults_are_counted_and_the_first_are_shown(tmp_path: Path) -> None:
    rows = [extract_row(area_code="na", value=n) for n in range(40)]
    with kit.look(extract(tmp_path / "a.csv", *rows)) as found:
        [group] = found.faults.groups()
        assert (group.count, len(group.first)) == (40, 5)
        assert len(list(found.faults)) == 40
        assert "… and 35 more." in "\n".join(lines(found))


def test_a_code_with_a_slip_is_suggested(tmp_path: Path) -> None:
    with kit.look(extract(tmp_path / "a.csv", extract_row(area_code="e08000003"))) as found:
        [fault] = found.faults
    assert fault.detail == "Did you mean E08000003?"


@pytest.mark.shared
def test_the_subnational_file_is_refused_with_exactly_the_rows_that_are_wrong(shared: Path) -> None:
    file = shared / "data/ons_subnational/subnational_indicators_machine_readable.csv.gz"
    bad_codes = [367, *range(1525, 1539), *range(1558, 1572), 4762, 5106, 5450]
    pairs = [1545, 1547, 1578, 1580, 1959, 2330, 2701, 4666, 10619, 10630]
    with kit.look(file) as found:
        rows = {(key, row) for key, row, *_ in kit.faults(found)}
        listed = row_lists.write(found.faults.rows() or [])
    assert rows == {("bad-code", n) for n in bad_codes} | {
        ("two-values", n + i) for n in pairs for i in (0, 1)
    }
    with kit.look(file, leave_out=row_lists.parse(listed), reason="as published") as found:
        assert found.verdict == "ready"
        assert found.observations is not None
        assert found.observations.taken == 10758 - 52
        assert len(found.left_out) == 52
