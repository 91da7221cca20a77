"""What a published file brings into the shared rooms: places, indicators, sources, descriptions.

Called by `actions` inside its transaction.
"""

from collections.abc import Mapping
from dataclasses import asdict
from functools import cache
from typing import Any

import yaml

from leveller.config import paths
from leveller.workbench.ground.accounts.actor import Actor
from leveller.workbench.ground.places import actions as places
from leveller.workbench.ground.places import queries as known_places
from leveller.workbench.ground.places.drafts import PlaceDraft
from leveller.workbench.ground.places.kinds import kind_of
from leveller.workbench.ground.records.models import Release, Source
from leveller.workbench.ground.vocabulary.models import (
    Indicator,
    IndicatorAlias,
    IndicatorMetadata,
)
from leveller.workbench.ground.vocabulary.models.indicators import Polarity, ValueType
from leveller.workbench.systems.evidence import unsaid
from leveller.workbench.systems.evidence.formats.matches import Drafts, IndicatorText
from leveller.workbench.systems.evidence.indicators import Definition, provisional, shipped
from leveller.workbench.systems.evidence.observations.catalogue import SeriesDraft
from leveller.workbench.systems.evidence.observations.content import Observations

FICTIONAL = "X"  # first letter of the codes of the demonstration region
DEMONSTRATION = "demonstration"  # key of its source
LONGEST_TITLE = 280
VALUE_TYPES = {
    "proportion": ValueType.PROPORTION,
    "crude rate": ValueType.CRUDE_RATE,
    "directly standardised rate": ValueType.STANDARDISED_RATE,
    "indirectly standardised rate": ValueType.RATIO,
    "indirectly standardised ratio": ValueType.RATIO,
    "indirectly standardised proportion": ValueType.RATIO,
    "life expectancy": ValueType.LIFE_EXPECTANCY,
    "mean": ValueType.MEAN,
    "score": ValueType.SCORE,
    "count": ValueType.COUNT,
}
TEXTS = {
    "definition", "rationale", "numerator", "denominator", "data_source", "method",
    "interval_method", "caveats", "disclosure_control", "licence", "updated",
}  # fmt: skip


def take_places(
    *, by: Actor, names: Mapping[str, str], kinds: Mapping[str, str], source: str
) -> dict[str, str]:
    """Take the places that observations name; gives the kind of each code.

    `kinds` holds those that were known when the file was examined. A code that nobody has
    introduced yet is taken as it is, without what it lies in.
    """
    countries = {code: name for name, code in unsaid.country_names().items()}
    known = known_places.known_codes([code for code in names if code not in kinds])
    new = [
        PlaceDraft(
            code, kind_of(code), countries.get(code) or name or code, is_linked=code in countries
        )
        for code, name in sorted(names.items())
        if code not in known and code not in kinds
    ]
    if new:
        places.take_places(by=by, places=new, source=source)
    found = {draft.code: str(draft.kind) for draft in new}
    return {**found, **{code: str(place.kind) for code, place in known.items()}, **kinds}


def take_drafts(*, by: Actor, drafts: Drafts, release: Release) -> None:
    """Take what a lookup, boundaries or metadata say of places and indicators."""
    if drafts.places:
        places.take_places(
            by=by,
            places=drafts.places,
            memberships=drafts.memberships,
            changes=drafts.changes,
            source=release.title,
        )
    for text in drafts.indicators:
        _describe(text, release)


def take_indicators(
    *, by: Actor, definitions: Mapping[str, Definition], scheme: str
) -> dict[str, Indicator]:
    """The indicators of the definitions by key, made where they don't stand yet."""
    standing = {row.key: row for row in Indicator.objects.filter(key__in=definitions)}
    for key, definition in definitions.items():
        if key not in standing:
            standing[key] = take_definition(definition, by)
            _alias(standing[key], definition, scheme)
    return standing


def take_definition(definition: Definition, by: Actor) -> Indicator:
    """Make an indicator, or bring it in line with its definition."""
    row, _ = Indicator.objects.update_or_create(key=definition.key, defaults=_columns(definition))
    for alias in definition.aliases:
        IndicatorAlias.objects.get_or_create(
            scheme=alias.scheme, name=alias.name, defaults={"indicator": row}
        )
    return row


def take_source(key: str) -> Source | None:
    """Who publishes, by the key of the reference data; None where it is not known."""
    row = sources().get(key)
    if row is None:
        return Source.objects.filter(key=key).first()
    columns = {name: str(row.get(name) or "") for name in SOURCE_COLUMNS}
    return Source.objects.get_or_create(key=key, defaults=columns)[0]


def knows_source(key: str) -> bool:
    return key in sources() or Source.objects.filter(key=key).exists()


SOURCE_COLUMNS = ("name", "publisher", "licence", "licence_url", "attribution", "address")


@cache
def sources() -> dict[str, dict[str, Any]]:
    file = paths.reference() / "sources" / "sources.yaml"
    rows: list[dict[str, Any]] = yaml.safe_load(file.read_text(encoding="utf-8"))
    return {row["key"]: row for row in rows}


def source_of(key: str, content: Observations | Drafts) -> str:
    """Figures of the demonstration region are nobody's official ones, whatever their format."""
    codes = (
        list(content.names)
        if isinstance(content, Observations)
        else [place.code for place in content.places]
    )
    return DEMONSTRATION if codes and all(c.startswith(FICTIONAL) for c in codes) else key


def title_of(title: str, source: str) -> str:
    """The format of a fictional file names a real publication, so the title says what it is."""
    return f"{title[:LONGEST_TITLE]} (fictional)" if source == DEMONSTRATION else title


def fields(draft: SeriesDraft) -> dict[str, Any]:
    return {name: value for name, value in asdict(draft).items() if name != "indicator"}


def _columns(definition: Definition) -> dict[str, Any]:
    return {
        "name": definition.name,
        "short_name": definition.short_name,
        "theme": definition.theme,
        "unit": definition.unit,
        "multiplier": definition.multiplier,
        "value_type": definition.value_type,
        "polarity": definition.polarity,
        "decimals": definition.decimals,
        "is_headline": definition.is_headline,
        "order": definition.order,
        "reviewed_by": definition.checked_by,
        "reviewed_on": definition.date_reviewed,
    }


def _alias(row: Indicator, definition: Definition, scheme: str) -> None:
    """A name that a file brought leads to the same indicator when it comes again."""
    if definition.key not in shipped().by_key and scheme:
        IndicatorAlias.objects.get_or_create(
            scheme=scheme, name=definition.name, defaults={"indicator": row}
        )


def _describe(text: IndicatorText, release: Release) -> None:
    """Keep what a publisher says. What nobody has reviewed takes its unit and type from it."""
    shipped_one = shipped().by_key.get(text.key)
    row = Indicator.objects.filter(key=text.key).first()
    if row is None:
        row = Indicator.objects.create(
            key=text.key, **_columns(shipped_one or provisional(text.key, text.name))
        )
    if shipped_one is None:
        Indicator.objects.filter(pk=row.pk).update(**_published(text))
    IndicatorMetadata.objects.create(
        indicator=row,
        release=release,
        **{name: value for name, value in text.fields.items() if name in TEXTS},
        other={"name": text.name, **text.other},
    )


def _published(text: IndicatorText) -> dict[str, Any]:
    """Columns of an indicator as its publisher describes it."""
    other = text.other
    polarity = str(other.get("polarity", "")).lower()
    unit = str(other.get("unitLabel", "")).strip()
    return {
        "name": text.name[:400],
        "unit": unit[:80],
        "multiplier": float(other.get("unitValue") or 1),
        "value_type": VALUE_TYPES.get(str(other.get("valueType", "")).lower(), ValueType.OTHER),
        "polarity": polarity if polarity in set(Polarity) else Polarity.NO_JUDGEMENT,
    }
