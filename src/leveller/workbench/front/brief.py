"""The inequality brief of a place: the same line of sight as its page, as a paper for a board."""

from collections.abc import Iterable, Sequence
from datetime import date

from django.utils.html import strip_tags

from leveller.workbench.front import changing
from leveller.workbench.front.presenters import around, reaches
from leveller.workbench.front.sight import Sight
from leveller.workbench.ground.pages import figures as written
from leveller.workbench.ground.pages import glossary
from leveller.workbench.ground.papers import drawings, sentences, tree
from leveller.workbench.ground.papers.figures import Source
from leveller.workbench.ground.papers.runs import Link, Paragraph, say
from leveller.workbench.ground.thread.models import Action
from leveller.workbench.ground.thread.states import NeedState
from leveller.workbench.systems.evidence.gaps import Gap, Measure, Unanswerable
from leveller.workbench.systems.evidence.presenters import claims, maps, words
from leveller.workbench.systems.evidence.presenters import gaps as shown
from leveller.workbench.systems.evidence.queries import ReleaseCard

MOST_COUNCILS = 4
STANDING = [NeedState.ADOPTED, NeedState.PROPOSED]
TERMS = (
    "Gap",
    "Interval",
    "Slope index of inequality",
    "Life expectancy",
    "Healthy life expectancy",
    "Deprivation decile",
    "Lever",
    "Data need",
)


def paper(sight: Sight, *, dated: date, site: str = "") -> tree.Paper:
    """Every sentence holds its figures, and every figure the way back to its release."""
    sections = (
        _gap(sight),
        _change(sight),
        _where(sight),
        _deprivation(sight),
        _causes(sight),
        _levers(sight),
        _done(sight),
        _open(sight),
        _method(sight),
    )
    return tree.Paper(
        kind="inequality brief",
        title=f"Inequality brief: {sight.place.name}",
        subtitle="The health gap, its certainty and trend, and the levers that reach its causes",
        organisation=sight.authority.full_name if sight.authority else sight.place.name,
        dated=dated,
        summary=_summary(sight),
        sections=tuple(section for section in sections if section.blocks),
        sources=tuple(_sources(sight)),
        glossary=tuple(_terms()),
        site=site,
    )


def _summary(sight: Sight) -> tuple[tree.Block, ...]:
    lead = sight.lead
    if not lead:
        return (Paragraph.of(f"No gap of {sight.place.name} follows from the figures yet."),)
    keys = tuple(sentences.key_gap(claims.claim(gap), _label(gap)) for gap in lead)
    verdicts: dict[str, list[str]] = {}
    for gap in lead:
        said = f"{words.verdict(gap).lower()}, since {gap.change.why}."
        verdicts.setdefault(said, []).append(words.whom(gap))
    asked = f"Has the gap in {claims.noun(lead[0].indicator)} changed?"
    return (
        tree.KeyFigures(keys),
        Paragraph.of(asked, *(f"{_all(whom)}: {said}" for said, whom in verdicts.items())),
        Paragraph.of(_next(sight)),
    )


def _all(whom: Sequence[str]) -> str:
    first, *others = whom
    return written.listed([first, *(name.lower() for name in others)])


def _label(gap: Gap) -> str:
    name = claims.noun(gap.indicator)
    whom = claims.group(gap.sex)
    of = f"{name} for {whom}" if whom else name
    if gap.measure is Measure.RANGE:
        return f"between councils in {of}"
    return f"between the most and the least deprived in {of}"


def _next(sight: Sight) -> str:
    done = sight.doings
    if not done.needs:
        return "No need has been written down for this place yet. That is the next step."
    standing = [need for need in done.needs if need.state in STANDING]
    if not standing:
        return "No need of this place stands: each is met or set aside."
    standing.sort(key=lambda need: STANDING.index(need.state))
    named = written.listed([f"“{need.title}” ({need.state})" for need in standing[:3]])
    return f"Needs written down: {named}."


def _gap(sight: Sight) -> tree.Section:
    blocks: list[tree.Block] = [_said(sight, gap) for gap in sight.lead]
    if sight.lead:
        key = sight.lead[0].indicator.key
        blocks += [_said(sight, gap) for gap in sight.national(key)]
        blocks += [_said(sight, gap) for gap in sight.from_country(key)]
    further = [gaps for gaps in reaches.ordered(sight) if gaps != sight.lead]
    blocks += [_said(sight, gap) for gaps in further if _is_outcome(gaps[0]) for gap in gaps]
    return tree.Section("How large the gap is", tuple(blocks))


def _is_outcome(gap: Gap) -> bool:
    return gap.indicator.value_type == "life expectancy"


def _said(sight: Sight, gap: Gap) -> Paragraph:
    return claims.paragraph(gap, len(sight.councils))


def _change(sight: Sight) -> tree.Section:
    blocks: list[tree.Block] = [changing.paragraph(gap) for gap in sight.lead]
    for gap in sight.lead:
        if chart := shown.history(gap):
            blocks.append(drawings.chart_block(chart, claims.source(gap.release)))
    return tree.Section("Whether it is closing", tuple(blocks))


def _where(sight: Sight) -> tree.Section:
    drawn = maps.councils(sight.across, sight.boundaries)
    blocks: list[tree.Block] = []
    if drawn and sight.across:
        blocks.append(drawings.map_block(drawn, claims.source(sight.across.release)))
    if len(sight.councils) > 1:
        sources = (claims.source(sight.across.release),) if sight.across else ()
        blocks.append(tree.TableBlock(around.councils(sight), sources))
    return tree.Section("Where", tuple(blocks))


def _deprivation(sight: Sight) -> tree.Section:
    key = sight.lead[0].indicator.key if sight.lead else ""
    within, national = sight.within_councils(key), sight.national(key)
    blocks: list[tree.Block] = []
    for sex in dict.fromkeys(gap.sex for gap in within):
        widest = next(gap for gap in within if gap.sex == sex)
        blocks.append(sentences.gap_sentence(claims.claim(widest)))
    for chart in shown.within_councils(within, national):
        blocks.append(drawings.chart_block(chart, claims.source(within[0].release)))
    return tree.Section("Between more and less deprived areas", tuple(blocks))


def _causes(sight: Sight) -> tree.Section:
    chart = shown.causes(sight.causes)
    if chart is None:
        return tree.Section("Which causes of death")
    release = sight.causes[0].total.release
    label = sight.causes[0].substitute
    said = (
        f"No release has deaths by cause and deprivation for {sight.place.name}. "
        f"These are the figures for {label.partition(',')[0]}."
        if label
        else ""
    )
    block = drawings.chart_block(chart, claims.source(release))
    return tree.Section("Which causes of death", (*((Paragraph.of(said),) if said else ()), block))


def _levers(sight: Sight) -> tree.Section:
    table = reaches.table(sight, is_printed=True)
    if not table.rows:
        return tree.Section("The levers that reach the causes")
    lead = Paragraph.of(
        "Each indicator is linked to causes of health, and each cause to levers that reach it.",
        f"The table names the levers that {sight.place.name} can pull today.",
        say("Powers are shown as at ", written.day(sight.as_at), ": ", _policy_map(sight), "."),
    )
    return tree.Section("The levers that reach the causes", (lead, tree.TableBlock(table)))


def _policy_map(sight: Sight) -> Link:
    return Link(f"policy map of {sight.place.name}", f"/levers/{sight.place.code}/")


def _done(sight: Sight) -> tree.Section:
    done = sight.doings
    items = [
        *(f"Need: {need.title} ({need.state})." for need in done.needs),
        *(f"Action to {a.kind}: {a.title} ({_standing(a)})." for a in done.actions),
        *(f"Decision of {d.body}, {written.day(d.decided_on)}: {d.title}." for d in done.decisions),
    ]
    if not items:
        text = "Nothing has been written down yet: no need, no action, no decision."
        return tree.Section("What is being done", (Paragraph.of(text),))
    return tree.Section(
        "What is being done", (tree.Bullets(tuple(Paragraph.of(item) for item in items)),)
    )


def _standing(action: Action) -> str:
    return f"{action.state}; owner: {action.owner}" if action.owner else action.state


def _open(sight: Sight) -> tree.Section:
    alike: dict[tuple[str, ...], list[Unanswerable]] = {}
    for one in sight.open_questions:
        alike.setdefault((one.substitute, one.would_settle, one.supplier), []).append(one)
    blocks = tuple(_data_need(questions) for questions in alike.values())
    return tree.Section("What the data cannot say", blocks)


def _data_need(questions: Sequence[Unanswerable]) -> tree.Callout:
    """One question, or several that the same figures would settle."""
    first, several = questions[0], len(questions) > 1
    asked = [f"{one.question} {words.sentence(one.why)}" for one in questions if several]
    said = (
        *(asked or [words.sentence(first.why)]),
        f"Shown meanwhile: {words.sentence(first.substitute)}" if first.substitute else "",
        f"What would settle {'them' if several else 'it'}: {words.sentence(first.would_settle)}",
        f"Who could supply it: {words.sentence(first.supplier)}",
    )
    heading = f"{len(questions)} questions of one kind" if several else first.question
    paragraphs = tuple(Paragraph.of(text) for text in said if text)
    return tree.Callout(tree.CalloutKind.DATA_NEED, paragraphs, heading=heading)


def _method(sight: Sight) -> tree.Section:
    methods = dict.fromkeys(words.sentence(gap.method) for gap in _used(sight))
    cautions = dict.fromkeys(words.sentence(c) for gap in _used(sight) for c in gap.cautions)
    said = (
        "Figures are taken from one release at a time and never averaged over releases.",
        "A gap is called wider or narrower only where the interval of the change leaves out zero.",
        *methods,
        *cautions,
    )
    bullets = tree.Bullets(tuple(Paragraph.of(text) for text in said))
    return tree.Section("How this was worked out", (bullets,))


def _used(sight: Sight) -> tuple[Gap, ...]:
    key = sight.lead[0].indicator.key if sight.lead else ""
    return (*sight.lead, *sight.within_councils(key), *sight.national(key))


def _sources(sight: Sight) -> Iterable[Source]:
    releases: Sequence[ReleaseCard] = [
        *(gap.release for gap in sight.answers),
        *(causes.total.release for causes in sight.causes),
        *sight.boundaries.vintages,
    ]
    return (claims.source(release) for release in dict.fromkeys(releases))


def _terms() -> Iterable[tree.Term]:
    for name in TERMS:
        if found := glossary.term(name):
            yield tree.Term(found.name, " ".join(strip_tags(found.meaning).split()))
