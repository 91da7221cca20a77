"""One indicator at one place: what the page says, and that it says nothing that the data don't."""

import re

import pytest

from tests.systems.evidence.pages.world import BOLTON, BURY, ENGLAND, GM, LIFE, MANCHESTER, SMOKING

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("country")]
OF_SMOKING = f"/evidence/indicators/{SMOKING}/"
AT_BOLTON = f"{OF_SMOKING}?place={BOLTON}"


def test_the_headline_has_value_interval_period_people_and_trace(markup, words):
    said = words(AT_BOLTON)
    assert "Smoking: Bolton" in said
    assert "15.0% : where this comes from" in said
    assert "95% interval 14.2 to 15.8" in said
    assert "2022" in said
    assert "Count: 1,500 of 10,000" in said
    assert re.search(
        r'evidence-answer__figure" href="/evidence/trace/\?release=', markup(AT_BOLTON)
    )


def test_the_comparison_is_said_in_words_and_shown_by_a_shape(markup, words):
    assert "Worse than England, 13.0%" in words(AT_BOLTON)
    shown = markup(AT_BOLTON)
    assert re.search(r'app-benchmark--worse"><span aria-hidden="true">■', shown)
    assert "Better than England" in words(f"{OF_SMOKING}?place={BURY}")


def test_the_place_stands_in_order_among_its_fellows(words):
    assert "2nd highest of 3 councils of Greater Manchester, 2022" in words(AT_BOLTON)
    assert "Highest of 3 councils" in words(f"{OF_SMOKING}?place={MANCHESTER}")


def test_the_recent_trend_is_tested(words):
    assert "Decreasing: getting better" in words(AT_BOLTON)


def test_another_period_is_shown_when_it_is_asked_for(words):
    said = words(f"{AT_BOLTON}&period=2019")
    assert "18.0%" in said
    assert "Worse than England, 16.0%" in said
    assert "of Greater Manchester, 2019" in said


def test_the_place_may_be_named(words):
    assert "Smoking: Bolton" in words(f"{OF_SMOKING}?place=bolton")


def test_an_authority_without_a_figure_gets_one_made_of_its_councils_and_is_told_so(words):
    said = words(f"{OF_SMOKING}?place={GM}")
    assert "15.3%" not in said or "made out of" in said
    assert "This one is made out of its councils’: the councils' counts over" in said
    assert "13.7%" in said
    assert "Raise this as a data need" in said


def test_what_cannot_be_put_together_says_why_and_asks_for_data(markup, words):
    address = f"/evidence/indicators/{LIFE}/?place={GM}"
    said = words(address)
    assert "No figure for Greater Manchester" in said
    assert "Life expectancy comes out of a life table" in said
    assert f"/thread/data-needs/add/?place={GM}&amp;indicator={LIFE}" in markup(address)


def test_the_gradient_of_the_country_is_labelled_as_a_substitute(words):
    said = words(AT_BOLTON)
    assert "These are figures for England" in said
    assert "Between most and least deprived in England" in said
    assert "20.0 percentage points" in said
    assert "Higher among the most deprived" in said


def test_the_slope_is_the_countrys_own_on_its_own_page(words):
    said = words(f"{OF_SMOKING}?place={ENGLAND}")
    assert "These are figures for England" not in said
    assert "Slope index −20.0 percentage points (95% interval" in said
    assert "Relative index" in said


def test_without_intervals_nothing_is_called_better_or_worse(words):
    said = words(f"/evidence/indicators/{LIFE}/?place={BOLTON}")
    assert "No interval published" in said
    assert not re.search(r"\b(Better|Worse|Higher|Lower) than\b", said)


def test_without_a_place_it_is_the_country_with_a_list_of_authorities(markup):
    shown = markup(OF_SMOKING)
    assert "Smoking: England" in shown
    assert f'href="{OF_SMOKING}?place={GM}">Greater Manchester</a>' in shown


def test_the_gap_comes_with_its_ends_and_its_verdict(words):
    said = words(f"{OF_SMOKING}?place={GM}")
    assert "Lowest to highest council" in said
    assert "12.0 percentage points" in said
    assert "Can’t tell" in said


def test_what_nobody_reviewed_is_to_be_confirmed(words):
    said = words(AT_BOLTON)
    assert "To be confirmed Nobody has checked the unit and the direction" in said


def test_every_chart_has_its_figures_and_their_twins_exist(markup, rows):
    shown = markup(AT_BOLTON)
    keys = set(re.findall(r"data\.csv\?[^\"]*table=([a-z0-9-]+)", shown))
    assert {"trend", "places", "map", "deprivation", "gaps"} <= keys
    for key in keys:
        assert rows(f"{OF_SMOKING}data.csv?place={BOLTON}&table={key}"), key


def test_the_first_table_is_the_series_beside_its_benchmark(rows):
    found = rows(f"{OF_SMOKING}data.csv?place={BOLTON}")
    assert [row["Period"] for row in found][-1] == "2022"
    assert found[-1]["Bolton (%)"] == "15.0"
    assert found[-1]["England (%)"] == "13.0"


def test_the_json_leads_every_table_of_figures_back_to_a_release(tables):
    found = tables(f"{OF_SMOKING}data.json?place={BOLTON}")
    for key in ("trend", "places", "map", "deprivation", "gaps"):
        assert found[key]["traces"], key


def test_sexes_and_ages_can_be_chosen(words):
    address = f"/evidence/indicators/{LIFE}/?place={BOLTON}"
    assert "84.0 years" in words(f"{address}&sex=female")
    assert "80.0 years" in words(f"{address}&sex=male")


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("sex=x", "There is no sex “x” here"),
        ("period=1850", "There is no period “1850” here"),
        ("kind=planet", "There is no kind of place “planet” here"),
        ("as_at=yesterday", "“yesterday” is not a day"),
        ("as_at=9999-12-31", "is not a day"),
    ],
)
def test_what_is_not_there_is_said_and_a_default_is_shown(words, asked, said):
    found = words(f"/evidence/indicators/{LIFE}/?place={BOLTON}&{asked}")
    assert said in found
    assert "years" in found


def test_an_unknown_indicator_ends_in_a_page_that_helps(words):
    said = words("/evidence/indicators/smoking-in-teenagers/", 404)
    assert "No indicator that is open to you has the key “smoking-in-teenagers”" in said
    assert "Did you mean one of these? Smoking" in said


def test_an_unknown_place_ends_in_a_page_that_helps(markup, words):
    said = words(f"{OF_SMOKING}?place=Boltom", 404)
    assert "No place has the code or the name “Boltom”" in said
    assert f'href="{OF_SMOKING}?place={BOLTON}"' in markup(f"{OF_SMOKING}?place=Boltom", 404)


def test_a_known_indicator_without_figures_says_so(words):
    from tests.systems.evidence.factory import indicator

    indicator("empty", name="Nothing yet")
    assert "no release that is open to you has a figure of it" in words(
        "/evidence/indicators/empty/", 404
    )


def test_the_map_shades_councils_and_leads_to_each(markup):
    shown = markup(AT_BOLTON)
    assert shown.count('class="app-map__drawing"') == 1
    assert f'<a href="{OF_SMOKING}?place={BURY}&amp;sex=persons"' in shown
