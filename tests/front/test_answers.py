"""Each question of the home is answered from the figures, or says that they can't answer it."""

from dataclasses import replace
from types import SimpleNamespace

import pytest

from leveller.workbench.front import answers
from leveller.workbench.front.sight import Sight
from leveller.workbench.systems.evidence.gaps import Gap, Measure, Verdict
from leveller.workbench.systems.evidence.gaps.model import Other
from leveller.workbench.systems.evidence.queries import Interval, Spot
from tests.front.region import DAY, GM, change, gap, point

NOBODY = SimpleNamespace(needs=(), actions=(), decisions=(), data_needs=())


class Held(list):
    """Answers of the evidence, as the front is given them."""

    unanswerable = ()

    def of(self, indicator: str, measure: Measure) -> list[Gap]:
        return [g for g in self if g.indicator.key == indicator and g.measure is measure]


def sight(*gaps: Gap, doings: object = NOBODY) -> Sight:
    place = SimpleNamespace(code=GM, name="Greater Manchester", kind="authority")
    made = Sight(None, place, DAY)
    vars(made).update(answers=Held(gaps), causes=(), doings=doings, councils=())
    return made


def other(code: str, value: float) -> Other:
    return Other(Spot(code, code, "authority", (code,)), value, None, gap().ends, 5)


def text(answer: answers.Answer) -> str:
    return " ".join([*answer.text, *(tag.text for tag in answer.tags), answer.substitute])


def test_the_size_stands_with_its_interval_period_and_trace() -> None:
    (number,) = answers.how_large(sight(gap())).numbers
    assert number.figure == "4.6 years"
    assert number.label == "Men: Manchester to Trafford"
    assert number.interval == "95% interval 3.6 to 5.6"
    assert number.period == "2020 to 2022"
    assert number.trace.startswith("/evidence/trace/?release=")


def test_without_figures_the_page_says_so_and_asks_nothing_more() -> None:
    asked = answers.answers(sight())
    assert "no figures yet" in text(asked[0])
    assert {answer.key for answer in asked} == {"size", "done"}


def test_the_range_says_that_it_is_not_by_deprivation() -> None:
    assert "range between councils" in text(answers.how_large(sight(gap())))
    assert answers.how_large(sight(gap(Measure.SLOPE))).text == ()


@pytest.mark.parametrize(("wider", "said"), [(0, "1st widest"), (1, "2nd widest"), (3, "4th")])
def test_the_rank_counts_those_that_are_wider(wider: int, said: str) -> None:
    others = [other(str(n), 9.0) for n in range(wider)] + [other("x", 1.0)]
    answer = answers.compared(sight(gap(others=tuple(others))))
    assert said in text(answer)
    assert f"of {wider + 2} authorities" in text(answer)


@pytest.mark.parametrize(
    ("verdict", "said", "kind"),
    [
        (Verdict.NARROWED, "Narrowed", "better"),
        (Verdict.WIDENED, "Widened", "worse"),
        (Verdict.CANNOT_TELL, "Can’t tell", "unclear"),
    ],
)
def test_whether_it_closes_is_said_as_judged(verdict: Verdict, said: str, kind: str) -> None:
    moved = gap(change=change(verdict, point("2014 - 16", 3.6)))
    answer = answers.closing(sight(moved))
    (tag,) = answer.tags
    assert tag.text == f"Men: {said}"
    assert tag.kind == kind
    assert "2014 to 2016 against 2020 to 2022" in text(answer)


def test_a_missing_interval_is_given_its_reason() -> None:
    unsure = gap(interval=None, no_interval="the release has no intervals")
    assert "The release has no intervals." in text(answers.how_sure(sight(unsure)))
    assert "95% interval" in text(answers.how_sure(sight(gap())))


def test_where_names_the_lowest_council() -> None:
    assert "lowest in Manchester, 74.8 years" in text(answers.where(sight(gap())))


def test_the_country_stands_in_and_is_labelled() -> None:
    country = gap(Measure.SLOPE, 9.3, place=Spot("E92000001", "England", "country", ()),
                  substitute="England, 2014 to 2016", interval=Interval(9.2, 9.4))  # fmt: skip
    answer = answers.between_whom(sight(gap(), country))
    assert answer.substitute == "England, since no figures exist for Greater Manchester"
    own = answers.between_whom(sight(gap(Measure.SLOPE, 9.3)))
    assert own.substitute == ""


def test_what_comes_next_follows_from_what_is_done() -> None:
    needs = replace_doings(needs=("a", "b"))
    ways = (("Later", "proposed", ""), ("Now", "under way", "Housing team"))
    acts = tuple(SimpleNamespace(title=t, state=s, owner=o) for t, s, o in ways)
    both = replace_doings(needs=("a",), actions=acts)
    assert "Nobody has written down a need" in text(answers.being_done(sight()))
    assert "2 needs" in text(answers.being_done(sight(doings=needs)))
    assert "propose an action" in text(answers.being_done(sight(doings=needs)))
    assert "to the board" in text(answers.being_done(sight(doings=both)))
    assert "Under way: Now. Owner: Housing team." in text(answers.being_done(sight(doings=both)))


def replace_doings(**more: tuple[object, ...]) -> object:
    return SimpleNamespace(**(vars(NOBODY) | more))


def test_the_lead_prefers_an_outcome_with_a_gradient() -> None:
    card = replace(gap().indicator, key="smoking", value_type="proportion", name="Smoking")
    smoking = gap(indicator=card)
    assert sight(smoking, gap()).lead == (gap(),)
    assert sight(smoking).lead == (smoking,)
