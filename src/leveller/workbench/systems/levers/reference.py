"""The facts that ship of this room: powers, who holds them, what is done, what changed when."""

from collections.abc import Sequence
from datetime import date

from leveller.workbench.ground.accounts.actor import Actor
from leveller.workbench.ground.places.models import Place
from leveller.workbench.ground.records import reference, taking
from leveller.workbench.ground.records.models import ReferenceRow
from leveller.workbench.ground.records.reference_files import ReferenceFileError
from leveller.workbench.ground.thread.models import Lever
from leveller.workbench.ground.vocabulary.models import Determinant, FrameworkHeading
from leveller.workbench.systems.levers import rules
from leveller.workbench.systems.levers.models import (
    Activity,
    DomainMapping,
    Holding,
    PolicyEvent,
    Power,
)

Rows = Sequence[ReferenceRow]
PROJECT = "Leveller project"
CONTENT = ("standing", "valid_from", "valid_to", "source", "status", "note", "author")


@reference.loader("powers", after=("framework_headings",))
def load_powers(rows: Rows, *, by: Actor) -> None:
    domains = headings(rules.DOMAINS)

    def values(row: ReferenceRow) -> dict[str, object]:
        names = ("name", "kind", "legal_basis", "description")
        texts = {name: row.fields[name] for name in names}
        return {"key": row.key, "domain": domains[row.fields["domain"]], **texts}

    taking.words(Power, rows, values)


@reference.loader("domain_mappings", after=("framework_headings",))
def load_domain_mappings(rows: Rows, *, by: Actor) -> None:
    domains, competences = headings(rules.DOMAINS), headings(rules.COMPETENCES)

    def values(row: ReferenceRow) -> dict[str, object]:
        return {
            "key": row.key,
            "domain": domains[row.fields["domain"]],
            "competence": competences[row.fields["competence"]],
            "note": row.fields["note"],
        }

    taking.words(DomainMapping, rows, values)


@reference.loader("policy_events")
def load_policy_events(rows: Rows, *, by: Actor) -> None:
    def values(row: ReferenceRow) -> dict[str, object]:
        texts = {name: row.fields[name] for name in ("title", "kind", "effect")}
        return {"key": row.key, "happened_on": day(row.fields["happened_on"]), **texts}

    taking.words(PolicyEvent, rows, values)


@reference.loader("holdings", after=("powers", "authorities"))
def load_holdings(rows: Rows, *, by: Actor) -> None:
    places = {place.code: place for place in Place.objects.filter(authority__isnull=False)}
    domains = headings(rules.DOMAINS)
    powers = {power.key: power for power in Power.objects.select_related("domain")}
    faults = rules.faults(
        [draft_of(row) for row in rows],
        authorities=places,
        domains=domains,
        powers={key: power.domain.key for key, power in powers.items()},
    )
    if faults:
        raise ReferenceFileError([f"holdings: {fault}" for fault in faults])
    taking.arguments(
        Holding,
        [
            Holding(
                authority=places[row.fields["authority"]],
                domain=domains[row.fields["domain"]],
                power=powers.get(row.fields["power"]),
                standing=row.fields["standing"],
                valid_from=day(row.fields["valid_from"]),
                valid_to=day(row.fields["valid_to"]),
                note=row.fields["note"],
                author=PROJECT,
                source=row.source,
                status=row.status,
                reference_row=row,
            )
            for row in rows
        ],
        subject=lambda h: (h.authority_id, h.domain_id, h.power_id, h.valid_from),
        content=CONTENT,
    )


@reference.loader("activities", after=("authorities", "framework_headings", "levers"))
def load_activities(rows: Rows, *, by: Actor) -> None:
    places = {place.code: place for place in Place.objects.filter(authority__isnull=False)}
    domains = headings(rules.DOMAINS)
    determinants = {determinant.key: determinant for determinant in Determinant.objects.all()}
    levers = {lever.key: lever for lever in Lever.objects.all()}

    def values(row: ReferenceRow) -> dict[str, object]:
        return {
            "key": row.key,
            "authority": places[row.fields["authority"]],
            "domain": domains[row.fields["domain"]],
            "determinant": determinants.get(row.fields["determinant"]),
            "lever": levers.get(row.fields["lever"]),
            "started_on": day(row.fields["started"]),
            "ended_on": day(row.fields["ended"]),
            **{name: row.fields[name] for name in ("name", "description", "evidence")},
        }

    taking.words(Activity, rows, values)


def draft_of(row: ReferenceRow) -> rules.HoldingDraft:
    """The row as the rules check it. A date that is no date is a fault of its own, raised here."""
    return rules.HoldingDraft(
        authority=row.fields["authority"],
        domain=row.fields["domain"],
        power=row.fields["power"],
        standing=row.fields["standing"],
        valid_from=_certain(day(row.fields["valid_from"]), row),
        valid_to=day(row.fields["valid_to"]),
        source=row.source,
        status=row.status,
        label=row.key,
    )


def headings(framework: str) -> dict[str, FrameworkHeading]:
    rows = FrameworkHeading.objects.filter(framework__key=framework)
    return {heading.key: heading for heading in rows}


def day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _certain(value: date | None, row: ReferenceRow) -> date:
    if value is None:
        raise ReferenceFileError([f"holdings: {row.key}: `valid_from` is missing."])
    return value
