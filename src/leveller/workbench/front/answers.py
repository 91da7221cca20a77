"""The eight questions of an authority's home, each answered in a card.

What the figures can't answer is said, with the nearest honest substitute labelled as such.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from leveller.workbench.front.sight import Sight
from leveller.workbench.ground.pages import figures
from leveller.workbench.ground.thread.models import Action
from leveller.workbench.ground.thread.states import ActionState
from leveller.workbench.systems.evidence.gaps import Causes, Gap, Measure, Part, Verdict
from leveller.workbench.systems.evidence.presenters import words

LARGEST_CAUSES = 3


@dataclass(frozen=True)
class Number:
    """A figure to remember, with what it is of, its interval, its period and its trace."""

    figure: str
    label: str
    interval: str
    period: str
    trace: str


@dataclass(frozen=True)
class Tag:
    """A verdict in words; the shape beside it repeats them."""

    text: str
    kind: str


@dataclass(frozen=True)
class Answer:
    key: str
    question: str
    numbers: tuple[Number, ...] = ()
    tags: tuple[Tag, ...] = ()
    text: tuple[str, ...] = ()
    substitute: str = ""
    link: str = ""
    link_text: str = ""

    @property
    def is_empty(self) -> bool:
        return not (self.numbers or self.tags or self.text)


def answers(sight: Sight) -> tuple[Answer, ...]:
    found = (
        how_large(sight),
        compared(sight),
        closing(sight),
        how_sure(sight),
        where(sight),
        between_whom(sight),
        which_causes(sight),
        being_done(sight),
    )
    if not sight.lead:
        return tuple(answer for answer in found if not answer.is_empty)
    return tuple(_said_open(answer) if answer.is_empty else answer for answer in found)


def _said_open(answer: Answer) -> Answer:
    """A question that the figures leave open stays on the page."""
    return replace(
        answer,
        text=("The figures can’t say yet.",),
        link="#open",
        link_text="What would settle it",
    )


def number(gap: Gap, label: str) -> Number:
    interval = "" if gap.interval is None else f"95% interval {words.interval(gap)}"
    return Number(
        figure=words.size(gap),
        label=label,
        interval=interval or "No interval published",
        period=figures.period(gap.period.label),
        trace=gap.trace.url,
    )


def how_large(sight: Sight) -> Answer:
    lead = sight.lead
    if not lead:
        return Answer(
            "size",
            "How large is the gap?",
            text=(f"There are no figures yet from which a gap of {sight.place.name} follows.",),
        )
    name = lead[0].indicator.short_name or lead[0].indicator.name
    return Answer(
        "size",
        f"How large is the gap in {name[:1].lower()}{name[1:]}?",
        numbers=tuple(number(gap, _ends_label(gap)) for gap in lead),
        text=_not_by_deprivation(sight, lead),
        link="#gap",
        link_text="The gap in detail",
    )


def _ends_label(gap: Gap) -> str:
    if gap.measure is Measure.RANGE:
        worse, better = gap.ends
        return f"{words.whom(gap)}: {worse.name} to {better.name}"
    if gap.measure is Measure.SLOPE:
        return f"{words.whom(gap)}: most to least deprived"
    return f"{words.whom(gap)}: {words.measure(gap).lower()}"


def _not_by_deprivation(sight: Sight, lead: Sequence[Gap]) -> tuple[str, ...]:
    if lead[0].measure is not Measure.RANGE:
        return ()
    return (
        f"This is the range between councils. No figures by deprivation exist for "
        f"{sight.place.name} as a whole.",
    )


def compared(sight: Sight) -> Answer:
    text = [said for gap in sight.compared if (said := _rank(gap))]
    if text and any(gap.interval is None for gap in sight.compared):
        text.append("No intervals were published, so the order may be due to chance.")
    national = [said for gap in _national(sight) if (said := _national_words(gap))]
    text += national
    if national and sight.compared and sight.lead[0].measure is Measure.RANGE:
        text.append("A range between councils can’t be set against a gap by deprivation.")
    return Answer(
        "compared",
        "Compared with the country and others?",
        text=tuple(text),
        link="#compared",
        link_text="Other authorities",
    )


def _national(sight: Sight) -> tuple[Gap, ...]:
    return sight.national(sight.lead[0].indicator.key) if sight.lead else ()


def _national_words(gap: Gap) -> str:
    return (
        f"{gap.place.name}’s own gap by deprivation, {words.whom(gap).lower()}: "
        f"{words.size(gap)} ({words.interval(gap)}), {figures.period(gap.period.label)}."
    )


def _rank(gap: Gap) -> str:
    """Where the gap stands among the authorities with the same figure, the widest first."""
    if not gap.others:
        return ""
    wider = sum(abs(other.value) > abs(gap.value) for other in gap.others)
    of = len(gap.others) + 1
    return (
        f"{words.whom(gap)}: {words.size(gap)} between councils, the {words.ordinal(wider + 1)} "
        f"widest of {of} authorities."
    )


def closing(sight: Sight) -> Answer:
    tags = tuple(Tag(f"{words.whom(gap)}: {words.verdict(gap)}", _kind(gap)) for gap in sight.lead)
    reasons = dict.fromkeys(words.sentence(gap.change.why) for gap in sight.lead)
    spans = dict.fromkeys(said for gap in sight.lead if (said := words.since(gap)))
    sizes = [f"{words.whom(gap)}: {m}." for gap in sight.lead if (m := words.moved(gap))]
    return Answer(
        "closing",
        "Is it closing?",
        tags=tags,
        text=(*(f"{span[:1].upper()}{span[1:]}." for span in spans), *sizes, *reasons),
        link="#gap",
        link_text="The trend",
    )


def _kind(gap: Gap) -> str:
    return {Verdict.NARROWED: "better", Verdict.WIDENED: "worse"}.get(gap.change.verdict, "unclear")


def how_sure(sight: Sight) -> Answer:
    if not sight.lead:
        return Answer("sure", "How sure are we?")
    unsure = [gap for gap in sight.lead if gap.interval is None]
    text = list(dict.fromkeys(words.sentence(gap.no_interval) for gap in unsure))
    text += dict.fromkeys(caution for gap in sight.lead for caution in gap.cautions)
    if not unsure:
        text.insert(0, "Each figure has a 95% interval; chance alone could move it within that.")
    within = sight.within_councils(sight.lead[0].indicator.key)
    if unsure and within:
        text.append(
            f"Gaps by deprivation within each council do have intervals "
            f"({figures.period(within[0].period.label)})."
        )
    return Answer(
        "sure",
        "How sure are we?",
        text=tuple(text[:3]),
        link="#open",
        link_text="What the data can’t say",
    )


def where(sight: Sight) -> Answer:
    ranges = [gap for gap in sight.lead if gap.measure is Measure.RANGE]
    if not ranges and sight.lead:
        ranges = sight.answers.of(sight.lead[0].indicator.key, Measure.RANGE)
    text = [
        f"{words.whom(gap)}: lowest in {gap.ends[0].name}, "
        f"{figures.quantity(gap.ends[0].value, gap.unit, gap.indicator.decimals)} "
        f"({figures.period(gap.period.label)})."
        for gap in ranges
        if gap.ends[0].value is not None
    ]
    text += [_widest(gap) for gap in _widest_within(sight)]
    return Answer("where", "Where?", text=tuple(text), link="#where", link_text="Map and councils")


def _widest_within(sight: Sight) -> list[Gap]:
    if not sight.lead:
        return []
    within = sight.within_councils(sight.lead[0].indicator.key)
    sexes = dict.fromkeys(gap.sex for gap in within)
    return [next(gap for gap in within if gap.sex == sex) for sex in sexes]


def _widest(gap: Gap) -> str:
    return (
        f"{words.whom(gap)}: widest gap within a council in {gap.place.name}, "
        f"{words.size(gap)} ({words.interval(gap)}), {figures.period(gap.period.label)}."
    )


def between_whom(sight: Sight) -> Answer:
    lead = sight.lead
    if not lead:
        return Answer("whom", "Between whom?")
    own = [gap for gap in lead if gap.measure is Measure.SLOPE]
    shown = own or list(_national(sight))
    text = [_tenths(gap) for gap in shown if None not in (gap.ends[0].value, gap.ends[1].value)]
    place = shown[0].place.name if shown else ""
    label = "" if own or not shown else f"{place}, since no figures exist for {sight.place.name}"
    return Answer(
        "whom",
        "Between whom?",
        text=tuple(text),
        substitute=label,
        link="#deprivation" if text else "",
        link_text="By deprivation",
    )


def _tenths(gap: Gap) -> str:
    low, high = (
        figures.quantity(end.value, gap.indicator.unit, gap.indicator.decimals) for end in gap.ends
    )
    return (
        f"{words.whom(gap)}: {low} in the most deprived tenth of areas, {high} in the least "
        f"({figures.period(gap.period.label)})."
    )


def which_causes(sight: Sight) -> Answer:
    text = [said for causes in sight.causes if (said := _largest(causes))]
    labels = dict.fromkeys(causes.substitute for causes in sight.causes if causes.substitute)
    periods = dict.fromkeys(figures.period(causes.period.label) for causes in sight.causes)
    label = ", ".join([*labels, *periods]) if text else ""
    return Answer(
        "causes",
        "Which causes of death?",
        text=tuple(text),
        substitute=label,
        link="#causes" if text else "",
        link_text="All causes",
    )


def _largest(causes: Causes) -> str:
    known = [part for part in causes.parts if part.share is not None and not _is_rest(part)]
    top = sorted(known, key=lambda part: -(part.share or 0))[:LARGEST_CAUSES]
    if not top:
        return ""
    named = [
        f"{_cause(part.indicator.short_name or part.indicator.name)} "
        f"({figures.number(100 * (part.share or 0), 0)}%)"
        for part in top
    ]
    whom = {"male": "Men", "female": "Women"}.get(causes.sex, "Everyone")
    return f"{whom}: {figures.listed(named)} of the difference in death rates."


def _is_rest(part: Part) -> bool:
    """What no other head holds names no cause."""
    return "other causes" in part.indicator.name.lower()


def _cause(name: str) -> str:
    plain = name.partition(": ")[2] or name
    return plain[:1].lower() + plain[1:]


def being_done(sight: Sight) -> Answer:
    done = sight.doings
    counts = (
        (len(done.needs), "need", "needs"),
        (len(done.actions), "action", "actions"),
        (len(done.decisions), "decision", "decisions"),
        (len(done.data_needs), "data need", "data needs"),
    )
    held = [f"{n} {one if n == 1 else many}" for n, one, many in counts if n]
    text = [f"Written down here: {figures.listed(held)}."] if held else []
    text += _foremost(done.actions)
    text.append(_next_step(sight))
    return Answer(
        "done",
        "What is being done?",
        text=tuple(text),
        link="#done",
        link_text="Needs, actions and decisions",
    )


def _foremost(actions: Sequence[Action]) -> list[str]:
    """The action that is furthest on, and who answers for it."""
    order = [ActionState.UNDER_WAY, ActionState.AGREED, ActionState.PROPOSED, ActionState.DONE]
    for state in order:
        for action in actions:
            if action.state == state:
                owner = f" Owner: {action.owner}." if action.owner else ""
                return [f"{state[:1].upper()}{state[1:]}: {action.title}.{owner}"]
    return []


def _next_step(sight: Sight) -> str:
    done = sight.doings
    if not done.needs:
        return "Nobody has written down a need yet. Start with the largest gap below."
    if not done.actions:
        return "Next: find the levers that reach these needs, and propose an action."
    if not done.decisions:
        return "Next: take the actions to the board, and record what it decides."
    return "Next: see whether the actions move the gap, and review what should stop."
