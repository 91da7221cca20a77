"""What examining a file needs to know of the store. Reads only."""

from collections.abc import Collection, Mapping

from leveller.workbench.ground.accounts.models import Organisation
from leveller.workbench.ground.records.models import Release
from leveller.workbench.ground.records.models.releases import ReleaseState
from leveller.workbench.ground.vocabulary.models import Indicator
from leveller.workbench.ground.vocabulary.models.indicators import Polarity, ValueType
from leveller.workbench.systems.evidence.formats.recognising import Saved
from leveller.workbench.systems.evidence.indicators import Alias, Book, Definition, shipped
from leveller.workbench.systems.evidence.models import SavedMapping, SourceFile


def book() -> Book:
    """The definitions that ship, and those that earlier files brought."""
    rows = Indicator.objects.exclude(key__in=shipped().by_key).prefetch_related("aliases")
    return shipped().extended([_definition(row) for row in rows])


def saved_mappings(organisation: Organisation | None) -> Mapping[str, Saved]:
    """By fingerprint of the headings."""
    rows = SavedMapping.objects.filter(organisation=organisation)
    return {row.fingerprint: Saved(row.name, row.mapping) for row in rows}


def releases_of(sha256: str, organisation: Organisation | None) -> list[Release]:
    """Every release that was made from these bytes, the standing one first."""
    rows = SourceFile.objects.filter(sha256=sha256, release__organisation=organisation)
    found = [row.release for row in rows.select_related("release")]
    return sorted(found, key=lambda release: release.state != ReleaseState.PUBLISHED)


def named_releases(sha256s: Collection[str]) -> set[str]:
    """Those of the addresses that a row names, of whichever organisation."""
    rows = Release.objects.filter(sha256__in=list(sha256s))
    return set(rows.values_list("sha256", flat=True))


def _definition(row: Indicator) -> Definition:
    return Definition(
        key=row.key,
        name=row.name,
        short_name=row.short_name,
        theme=row.theme,
        unit=row.unit,
        multiplier=row.multiplier,
        value_type=ValueType(row.value_type),
        polarity=Polarity(row.polarity),
        decimals=row.decimals,
        aliases=tuple(Alias(a.scheme, a.name) for a in row.aliases.all()),
    )
