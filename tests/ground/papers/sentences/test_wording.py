"""The sentences as they are read. Each rule has an example; the properties hold for all others."""

import pytest

from leveller.workbench.ground.papers import claims, sentences
from leveller.workbench.ground.papers.claims import Direction
from leveller.workbench.ground.papers.figures import FigureError, Instead, Substitute
from tests.ground.papers import sample
from tests.ground.papers.sample import LEAST, MOST, figure

THEN = {"period": "2014 - 16"}
IN_THE_REGION = "In Wherrydale in 2018 to 2020, life expectancy at birth for men was "
CANNOT_TELL = "We cannot tell from these data whether life expectancy at birth for "


def gap(*numbers, **facts):
    return claims.Gap(figure(*numbers, **facts), MOST, LEAST)


def test_one_figure():
    assert sentences.value_sentence(figure(77.9, 77.6, 78.1)).text == (
        f"{IN_THE_REGION}77.9 years (95% confidence interval between 77.6 and 78.1 years)."
    )


def test_one_figure_without_an_interval():
    assert sentences.value_sentence(figure(77.9)).text == (
        f"{IN_THE_REGION}77.9 years (no interval was published)."
    )


def test_what_was_counted_in_full_needs_no_interval():
    counted = figure(
        395, unit="", measure="deaths under 75", group="", is_plural=True, is_exact=True
    )
    assert sentences.value_sentence(counted).text == (
        "In Wherrydale in 2018 to 2020, deaths under 75 were 395."
    )


def test_a_clear_gap():
    assert sentences.gap_sentence(sample.GAP).text == (
        f"{IN_THE_REGION}9.4 years lower in the most deprived areas than in the least deprived "
        "areas. The 95% confidence interval is between 9.0 and 9.7 years."
    )


def test_a_gap_of_percentages_is_in_percentage_points():
    smokers = gap(11.2, 9.8, 12.6, unit="percentage points", measure="smoking", group="adults")
    assert sentences.gap_sentence(smokers).text == (
        "In Wherrydale in 2018 to 2020, smoking for adults was 11.2 percentage points higher in "
        "the most deprived areas than in the least deprived areas. "
        "The 95% confidence interval is between 9.8 and 12.6 percentage points."
    )


def test_a_gap_that_the_data_cannot_tell():
    assert sentences.gap_sentence(sample.UNCLEAR).text == (
        f"{CANNOT_TELL}women differed between the most deprived areas and the least deprived areas "
        "in Wherrydale in 2018 to 2020. "
        "The estimated difference is −0.4 years (the most deprived areas minus the least deprived "
        "areas). Its 95% confidence interval is between −1.2 and 0.4 years, which includes no "
        "difference."
    )


def test_a_gap_without_an_interval():
    assert sentences.gap_sentence(gap(-9.4)).text == (
        "In Wherrydale in 2018 to 2020, the published difference in life expectancy at birth for "
        "men was −9.4 years (the most deprived areas minus the least deprived areas). "
        "No interval was published, so we cannot say how sure this is."
    )


def test_a_ratio():
    assert sentences.gap_sentence(sample.RATIO).text == (
        "In Wherrydale in 2018 to 2020, the death rate under 75 for people was higher in the most "
        "deprived areas than in the least deprived areas: 2.13 times as high. "
        "The 95% confidence interval is between 1.94 and 2.31 times."
    )


def test_a_gap_between_people():
    sexes = claims.Side("men", "for"), claims.Side("women", "for")
    text = sentences.gap_sentence(claims.Gap(figure(-3.6, -4, -3.2, group=""), *sexes)).text
    assert "was 3.6 years lower for men than for women." in text


def test_an_end_that_is_not_nought_is_not_printed_as_nought():
    assert "between 0.04 and 0.90 years" in sentences.gap_sentence(gap(0.5, 0.04, 0.9)).text


def test_a_fall():
    change = claims.Change(
        figure(77.9, **THEN),
        figure(77.2),
        figure(-0.7, -1, -0.4),
        claims.Polarity.HIGH_IS_GOOD,
    )
    assert sentences.trend_sentence(change).text == (
        "In Wherrydale, life expectancy at birth for men fell. "
        "It was 77.9 years in 2014 to 2016 and 77.2 years in 2018 to 2020. "
        "The fall was 0.7 years (95% confidence interval between 0.4 and 1.0 years). "
        "This is a change for the worse."
    )


def test_a_change_that_the_data_cannot_tell():
    change = claims.Change(figure(77.9, **THEN), figure(77.7), figure(-0.2, -1, 0.4))
    assert sentences.trend_sentence(change).text == (
        f"{CANNOT_TELL}men in Wherrydale has changed. "
        "It was 77.9 years in 2014 to 2016 and 77.7 years in 2018 to 2020. "
        "The estimated change is −0.2 years. "
        "Its 95% confidence interval is between −1.0 and 0.4 years, which includes no change."
    )


def test_a_gap_that_widened():
    change = claims.GapChange(sample.GAP_BEFORE, sample.GAP, figure(-0.5, -0.9, -0.1))
    text = sentences.gap_trend_sentence(change).text
    assert text.startswith(
        "The gap in life expectancy at birth for men between the most deprived areas and the "
        "least deprived areas in Wherrydale widened. It was 8.9 years in 2014 to 2016"
    )
    assert text.endswith(
        "The change was 0.5 years (95% confidence interval between 0.1 and 0.9 years)."
    )


def test_a_gap_of_which_we_cannot_tell_whether_it_changed():
    text = sentences.gap_trend_sentence(sample.WIDENED).text
    assert text.startswith("We cannot tell from these data whether the gap in life expectancy")
    assert text.endswith(
        "The estimated change is 0.5 years. "
        "Its 95% confidence interval is between −0.2 and 1.1 years, which includes no change."
    )


def test_a_gap_that_changed_sides_neither_widened_nor_narrowed():
    change = claims.GapChange(sample.GAP_BEFORE, gap(1.2, 0.4, 2), figure(10.1, 9, 11))
    assert change.direction is Direction.TURNED
    text = sentences.gap_trend_sentence(change).text
    assert "changed sides" in text
    assert "Each is the figure for the most deprived areas minus that for the least" in text


def test_a_comparison():
    here, there = figure(77.9, 77.6, 78.1), figure(79.4, 79.3, 79.5, place="Albany")
    assert sentences.comparison_sentence(claims.Comparison(here, there)).text == (
        "In 2018 to 2020, life expectancy at birth for men was lower in Wherrydale than in Albany. "
        "It was 77.9 years (95% confidence interval between 77.6 and 78.1 years) in Wherrydale. "
        "It was 79.4 years (95% confidence interval between 79.3 and 79.5 years) in Albany."
    )


def test_a_comparison_of_two_periods_says_so():
    here, there = figure(77.9, 77.6, 78.1), figure(79.4, place="Albany", **THEN)
    text = sentences.comparison_sentence(claims.Comparison(here, there)).text
    assert text.startswith("On these figures, life expectancy at birth for men was lower")
    assert text.endswith("The periods differ, so compare these figures with care.")


def test_figures_that_would_be_printed_alike_get_another_decimal():
    here, there = figure(77.94, 77.92, 77.95), figure(77.91, place="Albany")
    text = sentences.comparison_sentence(claims.Comparison(here, there)).text
    assert "higher in Wherrydale" in text
    assert "77.94 years" in text
    assert "77.91 years" in text


def test_the_rule_of_a_comparison_is_chosen():
    here, there = figure(77.9, 77.6, 78.1), figure(78.2, 78.0, 78.4, place="Albany")
    assert claims.Comparison(here, there).direction is Direction.DOWN
    assert claims.Comparison(here, there, claims.Rule.BOTH).direction is Direction.UNCLEAR


def test_a_range():
    low = figure(58.1, 56.2, 60, place="Coldharbour")
    high = figure(66, 64, 68, place="Trafalgar")
    spread = claims.Range(low, high, 10, "councils", "Wherrydale", figure(7.9))
    assert sentences.range_sentence(spread).text == (
        "Among the 10 councils of Wherrydale in 2018 to 2020, life expectancy at birth for men was "
        "lowest at 58.1 years in Coldharbour (95% confidence interval between 56.2 and 60.0 years) "
        "and highest at 66.0 years in Trafalgar (95% confidence interval between 64.0 and 68.0 "
        "years). The gap between them was 7.9 years."
    )


def test_a_range_whose_ends_cannot_be_told_apart():
    low, high = figure(58.1, 56, 65, place="Coldharbour"), figure(66, 64, 68, place="Trafalgar")
    text = sentences.range_sentence(claims.Range(low, high, 10, "councils", "Wherrydale")).text
    assert "ran from 58.1 years in Coldharbour" in text
    assert text.endswith("Their intervals overlap, so we cannot tell these two places apart.")


def test_a_share_with_its_counts():
    share = claims.Share(
        figure(23.61, unit="%", is_exact=True, period="2019", measure="small areas"),
        figure(395, unit=""),
        figure(1673, unit=""),
        "small areas",
        "were among the most deprived tenth in Albany",
    )
    assert sentences.share_sentence(share).text == (
        "In Wherrydale in 2019, 23.6% of small areas (395 of 1,673) were among the most deprived "
        "tenth in Albany."
    )


def test_what_is_missing():
    missing = claims.Missing(
        "smoking", "Wherrydale", "2021 - 23", "men", "The survey ended in 2020."
    )
    assert sentences.missing_sentence(missing).text == (
        "We have no figure for smoking for men in Wherrydale in 2021 to 2023. "
        "The survey ended in 2020."
    )


@pytest.mark.parametrize(
    ("instead", "stands_in"),
    [
        (Instead.PLACE, "the figure for Wherrydale stands in for it."),
        (Instead.PERIOD, "the figure for 2018 to 2020 stands in for it."),
        (Instead.MEASURE, "the figure for life expectancy at birth stands in for it."),
    ],
)
def test_a_substitute_says_what_it_stands_in_for(instead, stands_in):
    text = sentences.value_sentence(figure(1, substitute=Substitute("the wards", instead))).text
    assert text.endswith(f"We have no figure for the wards, so {stands_in}")


def test_a_recent_trend():
    trend = claims.Trend(
        figure(16.1, unit="%", measure="smoking", group="adults", period="2015"),
        figure(13, unit="%", measure="smoking", group="adults", period="2019"),
        5,
        claims.Verdict.FALLING,
        claims.Polarity.LOW_IS_GOOD,
    )
    assert sentences.recent_trend_sentence(trend).text == (
        "In Wherrydale, smoking for adults fell over the last 5 periods. "
        "It was 16.1% in 2015 and 13.0% in 2019. This is a change for the better."
    )


def test_a_trend_that_could_not_be_worked_out_says_why():
    trend = claims.Trend(
        figure(1, **THEN),
        figure(2),
        3,
        claims.Verdict.NOT_CALCULATED,
        reason="It needs five years.",
    )
    assert sentences.recent_trend_sentence(trend).text.startswith(
        "No trend was worked out for life expectancy at birth for men in Wherrydale. It needs five"
    )


@pytest.mark.parametrize(
    ("name", "inside"),
    [
        ("Life expectancy at birth", "life expectancy at birth"),
        ("HIV late diagnosis", "HIV late diagnosis"),
        ("A&E attendances", "A&E attendances"),
        ("Under 75 mortality rate", "under 75 mortality rate"),
        ("% of adults who smoke", "% of adults who smoke"),
    ],
)
def test_an_indicator_s_name_inside_a_sentence(name, inside):
    assert sentences.as_noun(name) == inside


def test_a_key_figure_says_when_nobody_can_tell():
    item = sentences.key_gap(sample.UNCLEAR, "gap for women")
    assert item.text == "−0.4 years"
    assert item.detail.text.endswith(
        "We cannot tell from these data whether there is a difference."
    )
    assert sentences.key_gap(sample.GAP, "gap for men").text == "9.4 years"


@pytest.mark.parametrize(
    "make",
    [
        lambda: claims.Change(figure(1, unit="%"), figure(1), figure(0)),
        lambda: claims.Comparison(figure(1), figure(1, measure="another")),
        lambda: claims.Range(figure(2), figure(1), 3, "councils", "Wherrydale"),
        lambda: claims.Range(figure(1), figure(2), 1, "councils", "Wherrydale"),
        lambda: claims.Gap(figure(-1), MOST, LEAST, claims.Kind.RATIO),
        lambda: claims.GapChange(sample.GAP, claims.Gap(figure(1), LEAST, MOST), figure(1)),
    ],
)
def test_figures_that_do_not_belong_together_are_refused(make):
    with pytest.raises(FigureError):
        make()
