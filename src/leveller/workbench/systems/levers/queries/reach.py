"""From an indicator to the levers that reach its causes, and who holds the power behind each.

This is what the authority's home and the indicator's page show beside a large gap.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from leveller.workbench.ground.accounts.actor import Actor
from leveller.workbench.ground.places import rules as places
from leveller.workbench.ground.places.models import Place
from leveller.workbench.ground.thread import queries as thread
from leveller.workbench.ground.thread.models import Lever, LeverReach
from leveller.workbench.ground.vocabulary import queries as vocabulary
from leveller.workbench.ground.vocabulary.models import Determinant, DeterminantLink, Indicator
from leveller.workbench.ground.vocabulary.viewpoint import Viewpoint
from leveller.workbench.systems.levers import rules
from leveller.workbench.systems.levers.models import Holding, Standing
from leveller.workbench.systems.levers.queries.cells import holdings, standing

NEEDS_NO_POWER = "no power needed"


@dataclass(frozen=True)
class LeverInReach:
    """A lever that reaches a determinant, and how the authority stands to the power behind it.

    `standing` is one of `Standing`, `not known`, or `no power needed` for a lever that rests on
    no power domain.
    """

    lever: Lever
    reach: LeverReach
    standing: str

    @property
    def is_usable(self) -> bool:
        """Whether the authority can pull it today, alone or with others."""
        return self.standing == NEEDS_NO_POWER or self.standing in rules.USABLE


@dataclass(frozen=True)
class DeterminantReach:
    """A determinant that an indicator is linked to, the link, and the levers that reach it."""

    determinant: Determinant
    link: DeterminantLink
    levers: tuple[LeverInReach, ...]

    @property
    def usable(self) -> tuple[LeverInReach, ...]:
        return tuple(lever for lever in self.levers if lever.is_usable)


@dataclass(frozen=True)
class IndicatorReach:
    indicator: Indicator
    determinants: tuple[DeterminantReach, ...]

    @property
    def usable_levers(self) -> tuple[LeverInReach, ...]:
        """Levers that the authority can pull on any of the causes, each once.

        Those of the strongest link to a cause come first, then those that reach it strongest.
        """
        order = {strength: n for n, strength in enumerate(("strong", "moderate", "weak"))}
        ranked = [
            ((order[item.link.strength], order[lever.reach.strength]), lever)
            for item in self.determinants
            for lever in item.usable
        ]
        ranked.sort(key=lambda pair: pair[0])
        found: dict[int, LeverInReach] = {}
        for _, lever in ranked:
            found.setdefault(lever.lever.pk, lever)
        return tuple(found.values())


def levers_for_indicator(
    indicator: Indicator,
    authority: Place | None,
    as_at: date,
    *,
    actor: Actor | None = None,
) -> IndicatorReach:
    """See `levers_for_indicators`; three queries."""
    return levers_for_indicators([indicator], authority, as_at, actor=actor)[0]


def levers_for_indicators(
    indicators: Sequence[Indicator],
    authority: Place | None,
    as_at: date,
    *,
    actor: Actor | None = None,
) -> list[IndicatorReach]:
    """For each indicator, in order: its determinants, and the levers that reach them.

    Three queries whatever the number of indicators. Links and levers are those that ship, with
    the words of the reader's organisation, and else of the authority's own, in their place.
    Without an authority every standing is `not known`.
    """
    view = Viewpoint.of(actor or Actor.public(), authority.code if authority else "")
    links = vocabulary.links_of_indicators(indicators, view)
    wanted = {link.determinant_id for group in links.values() for link in group}
    reaches = thread.reaches_of_determinants(wanted, view)
    standings = standings_of(authority, view, as_at) if authority else {}
    return [
        IndicatorReach(
            indicator,
            tuple(
                DeterminantReach(
                    link.determinant,
                    link,
                    _levers(reaches[link.determinant_id], standings),
                )
                for link in links[indicator.pk]
            ),
        )
        for indicator in indicators
    ]


def standings_of(authority: Place, view: Viewpoint, as_at: date) -> dict[str, str]:
    """How the authority stands to each power domain, by the domain's key. One query."""
    rows = standing(holdings(view).filter(authority=authority).select_related("domain"), view)
    return _by_domain(rules.on(rows, as_at))


def holders_of(
    domains: Collection[str], actor: Actor, as_at: date
) -> dict[str, list[tuple[Place, str]]]:
    """Which authorities can use a domain on the day, by its key, the strongest first. One query."""
    view = Viewpoint.of(actor)
    known = holdings(view).filter(domain__key__in=domains).select_related("authority", "domain")
    said: dict[tuple[str, Place], list[str]] = {}
    for row in rules.on(standing(known, view), as_at):
        if places.holds_at(row.authority.valid_from, row.authority.valid_to, as_at):
            said.setdefault((row.domain.key, row.authority), []).append(row.standing)
    found: dict[str, list[tuple[Place, str]]] = {key: [] for key in domains}
    for (key, place), standings in said.items():
        held = rules.strongest(standings)
        if held in rules.USABLE:
            found[key].append((place, held))
    return {key: sorted(pairs, key=_most_power_first) for key, pairs in found.items()}


def _most_power_first(pair: tuple[Place, str]) -> tuple[int, str]:
    return rules.ORDER.index(Standing(pair[1])), pair[0].name


def _by_domain(rows: Iterable[Holding]) -> dict[str, str]:
    found: dict[str, list[str]] = {}
    for row in rows:
        found.setdefault(row.domain.key, []).append(row.standing)
    return {key: rules.strongest(standings) for key, standings in found.items()}


def _levers(reaches: Iterable[LeverReach], standings: dict[str, str]) -> tuple[LeverInReach, ...]:
    return tuple(
        LeverInReach(reach.lever, reach, _standing_behind(reach.lever, standings))
        for reach in reaches
    )


def _standing_behind(lever: Lever, standings: dict[str, str]) -> str:
    if not lever.power_domain:
        return NEEDS_NO_POWER
    return standings.get(lever.power_domain, rules.UNKNOWN)
