"""The facts that ship of this room: determinants, groups, frameworks, and links onto them."""

from collections.abc import Sequence

from django.db.models import Q

from leveller.workbench.ground.accounts.actor import Actor
from leveller.workbench.ground.records import reference, taking
from leveller.workbench.ground.records.models import ReferenceRow
from leveller.workbench.ground.vocabulary.models import (
    Determinant,
    DeterminantLink,
    Framework,
    FrameworkHeading,
    Indicator,
    PopulationGroup,
)

CONTENT = ("role", "strength", "evidence", "source", "author", "status")
Rows = Sequence[ReferenceRow]


@reference.loader("determinants")
def load_determinants(rows: Rows, *, by: Actor) -> None:
    heads = [row for row in rows if not row.fields["parent"]]
    known = taking.words(Determinant, heads, _described)
    leaves = [row for row in rows if row.fields["parent"]]
    taking.words(
        Determinant, leaves, lambda row: _described(row) | {"parent": known[row.fields["parent"]]}
    )


@reference.loader("population_groups")
def load_population_groups(rows: Rows, *, by: Actor) -> None:
    taking.words(PopulationGroup, rows, _described)


@reference.loader("frameworks")
def load_frameworks(rows: Rows, *, by: Actor) -> None:
    taking.words(Framework, rows, _described)


@reference.loader("framework_headings", after=("frameworks",))
def load_framework_headings(rows: Rows, *, by: Actor) -> None:
    frameworks = {framework.key: framework for framework in Framework.objects.all()}

    def values(row: ReferenceRow) -> dict[str, object]:
        framework = frameworks[row.fields["framework"]]
        return _described(row) | {"framework": framework, "key": row.fields["heading"]}

    taking.words(
        FrameworkHeading, rows, values, identity=lambda heading: (heading.framework_id, heading.key)
    )


@reference.loader("heading_links", after=("framework_headings", "determinants"))
def load_heading_links(rows: Rows, *, by: Actor) -> None:
    headings = {
        (heading.framework.key, heading.key): heading
        for heading in FrameworkHeading.objects.select_related("framework")
    }
    determinants = _determinants()
    taking.arguments(
        DeterminantLink,
        [
            DeterminantLink(
                heading=headings[row.fields["framework"], row.fields["heading"]],
                determinant=determinants[row.fields["determinant"]],
                **_argument(row),
            )
            for row in rows
        ],
        among=Q(heading__isnull=False),
        subject=lambda link: (link.heading_id, link.determinant_id),
        content=CONTENT,
    )


@reference.loader("indicator_links", after=("indicators", "determinants"))
def load_indicator_links(rows: Rows, *, by: Actor) -> None:
    """Links of indicators that are known by now. Run it again when more are: see `relink`."""
    indicators = {indicator.key: indicator for indicator in Indicator.objects.all()}
    determinants = _determinants()
    taking.arguments(
        DeterminantLink,
        [
            DeterminantLink(
                indicator=indicators[row.fields["indicator"]],
                determinant=determinants[row.fields["determinant"]],
                **_argument(row),
            )
            for row in rows
            if row.fields["indicator"] in indicators
        ],
        among=Q(indicator__isnull=False),
        subject=lambda link: (link.indicator_id, link.determinant_id),
        content=CONTENT,
    )


def _determinants() -> dict[str, Determinant]:
    return {determinant.key: determinant for determinant in Determinant.objects.all()}


def _described(row: ReferenceRow) -> dict[str, object]:
    return {
        "key": row.key,
        "name": row.fields["name"],
        "description": row.fields["description"],
        "order": int(row.fields["order"]),
    }


def _argument(row: ReferenceRow) -> dict[str, object]:
    return {
        **{name: row.fields[name] for name in ("role", "strength", "evidence", "author")},
        "source": row.source,
        "status": row.status,
        "reference_row": row,
    }
