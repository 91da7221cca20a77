"""Releases as the pages show them: the catalogue of vintages, and one with all that is known."""

from collections.abc import Iterable, Sequence

from django.urls import reverse

from leveller.workbench.ground.accounts.actor import Actor
from leveller.workbench.ground.pages import figures
from leveller.workbench.ground.pages.parts import SummaryRow
from leveller.workbench.ground.pages.tables import Cell, Column, Kind, Row, Table
from leveller.workbench.ground.places.kinds import PlaceKind
from leveller.workbench.ground.records.models import Release
from leveller.workbench.ground.records.models.releases import ReleaseKind, ReleaseState
from leveller.workbench.ground.records.presenters import moment
from leveller.workbench.systems.evidence.answers import control, kept
from leveller.workbench.systems.evidence.import_report import NOUNS
from leveller.workbench.systems.evidence.models import Series

KINDS = {
    ReleaseKind.OBSERVATIONS: "Figures",
    ReleaseKind.LOOKUP: "Lookup",
    ReleaseKind.BOUNDARIES: "Boundaries",
    ReleaseKind.METADATA: "Metadata",
}
STATES = {ReleaseState.PUBLISHED: "In use", ReleaseState.WITHDRAWN: "Withdrawn"}


def address(release: Release) -> str:
    return reverse("evidence:release", args=[release.sha256])


def releases_table(releases: Iterable[Release], key: str = "releases", caption: str = "") -> Table:
    columns = (
        Column("title", "Release", Kind.LINK),
        Column("source", "Source"),
        Column("kind", "Kind"),
        Column("periods", "Periods"),
        Column("published", "Published here", Kind.DATE),
        Column("seen", "Seen by"),
        Column("state", "State"),
        Column("sha256", "Address (SHA-256)"),
    )
    caption = caption or "Releases, newest first"
    rows = [_release(release) for release in releases]
    return Table(key, caption, columns, rows, empty="No release fits. Choose fewer filters.")


def _release(release: Release) -> Row:
    return Row(
        {
            "title": Cell(release.title, link=address(release), note=_file(release)),
            "source": str(release.source or "not named"),
            "kind": KINDS[ReleaseKind(release.kind)],
            "periods": periods(release),
            "published": release.published_at.date(),
            "seen": "everyone" if release.is_public else str(release.organisation),
            "state": STATES[ReleaseState(release.state)],
            "sha256": Cell(release.sha256, f"{release.sha256[:12]}…"),
        }
    )


def _file(release: Release) -> str:
    """The name of the file, where the title doesn't say it."""
    return "" if release.filename in release.title else release.filename


def periods(release: Release) -> str:
    ends = dict.fromkeys(p for p in (release.first_period, release.last_period) if p)
    return " to ".join(figures.short_period(label) for label in ends)


def facts(release: Release, actor: Actor) -> list[SummaryRow]:
    one, many = NOUNS[ReleaseKind(release.kind)]
    rows: list[tuple[str, str | Sequence[str]]] = [
        ("Kind", KINDS[ReleaseKind(release.kind)]),
        ("Periods", periods(release)),
        ("Source", _source(release)),
        ("Licence", release.source.licence if release.source else "Not known"),
        ("Thanks", release.source.attribution if release.source else ""),
        ("File", (release.filename, figures.size(release.size), f"Format: {release.format}")),
        ("Address (SHA-256)", _in_groups(release.sha256)),
        ("Taken", f"{figures.number(release.taken)} {one if release.taken == 1 else many} "
                  f"out of {figures.number(release.rows)} rows"),
        ("Left out by hand", f"{figures.number(len(release.left_out))} rows"
                             if release.left_out else ""),
        ("Published here", _published(release, actor)),
        ("Seen by", "Everyone" if release.is_public else f"People of {release.organisation}"),
        ("Disclosure control", control.RULES.get(release.disclosure, release.disclosure)),
    ]  # fmt: skip
    return [SummaryRow(key, value) for key, value in rows if value]


def _in_groups(sha256: str) -> str:
    """Sixteen characters at a time, so that it breaks where a screen is narrow."""
    return " ".join(sha256[n : n + 16] for n in range(0, len(sha256), 16))


def _source(release: Release) -> str:
    if release.source is None:
        return "Not named"
    return f"{release.source.name}, {release.source.publisher}"


def _published(release: Release, actor: Actor) -> tuple[str, ...]:
    """Who it was by name is for colleagues; everybody else reads which organisation."""
    is_colleague = kept.owns(actor, release) or bool(actor.system)
    by = f" by {release.published_by}" if is_colleague and release.published_by else ""
    return (
        f"{moment(release.published_at)}{by}, {release.organisation}",
        f"Read by Leveller {release.version}",
    )


def series_table(series: Iterable[Series]) -> Table:
    columns = (
        Column("indicator", "Indicator", Kind.LINK),
        Column("kind", "For each"),
        Column("breakdown", "By"),
        Column("periods", "Periods"),
        Column("places", "Places", Kind.NUMBER, decimals=0),
        Column("rows", "Figures", Kind.NUMBER, decimals=0),
        Column("intervals", "With intervals"),
    )
    return Table("series", "What it holds", columns, [_series(each) for each in series])


def _series(each: Series) -> Row:
    ends = dict.fromkeys([*each.periods[:1], *each.periods[-1:]])
    name = each.indicator.short_name or each.indicator.name
    return Row(
        {
            "indicator": Cell(name, link=f"/evidence/indicators/{each.indicator.key}/"),
            "kind": PlaceKind(each.kind).label,
            "breakdown": each.breakdown,
            "periods": " to ".join(figures.short_period(label) for label in ends),
            "places": each.places,
            "rows": each.rows,
            "intervals": each.has_intervals,
        }
    )


def vintages_table(found: kept.Vintages) -> Table:
    """Newer ones first: a reader looks for those that supersede the one at hand."""
    columns = (
        Column("title", "Release", Kind.LINK),
        Column("age", "Against this one"),
        Column("periods", "Periods"),
        Column("published", "Published here", Kind.DATE),
        Column("state", "State"),
    )
    marked = [(r, "Newer") for r in found.newer] + [(r, "Older") for r in found.older]
    rows = [
        {
            "title": Cell(release.title, link=address(release), note=_file(release)),
            "age": age,
            "periods": periods(release),
            "published": release.published_at.date(),
            "state": STATES[ReleaseState(release.state)],
        }
        for release, age in marked
    ]
    caption = "Other releases of this source with the same indicators"
    return Table("vintages", caption, columns, rows)
