"""A row that totals others is no place: it is passed over, and said so."""

from pathlib import Path

import pytest

from tests.systems.evidence import kit

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("said", ["Grand Total", "total", " TOTALS ", "Sub-total", "Total:"])
def test_a_total_is_passed_over_with_a_note(tmp_path: Path, said: str) -> None:
    total = kit.fingertips_row(Area_Code=said, Area_Name="", Value="99")
    with kit.look(kit.fingertips(tmp_path / "a.csv", kit.fingertips_row(), total)) as found:
        assert found.verdict == "ready"
        assert found.observations is not None
        assert found.observations.taken == 1
        [note] = [note for note in found.notes if "a total of other rows" in note]
        assert "Row 3" in note
        assert repr(said) in note


@pytest.mark.parametrize("said", ["Total wellbeing", "Manchester", "E08"])
def test_other_words_are_still_refused(tmp_path: Path, said: str) -> None:
    wrong = kit.fingertips_row(Area_Code=said)
    with kit.look(kit.fingertips(tmp_path / "a.csv", kit.fingertips_row(), wrong)) as found:
        assert found.verdict == "refused"


@pytest.mark.shared
def test_the_real_file_with_a_grand_total_is_taken(shared: Path) -> None:
    name = "raw_lsoa_mid2019_with_thousands_separators.csv.gz"
    with kit.look(shared / "data/population" / name) as found:
        assert found.verdict == "ready"
        assert found.observations is not None
        assert found.observations.taken == 42_619
