"""Releases as publishing makes them, from rows given in a few words."""

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import pyarrow as pa

from leveller.workbench.ground.accounts.actor import Actor
from leveller.workbench.ground.accounts.models import Organisation
from leveller.workbench.ground.places import actions as places
from leveller.workbench.ground.places.drafts import MembershipDraft, PlaceDraft
from leveller.workbench.ground.places.kinds import kind_of
from leveller.workbench.ground.records.models import Release, Source
from leveller.workbench.ground.records.models.releases import ReleaseKind
from leveller.workbench.ground.vocabulary.models import Indicator
from leveller.workbench.ground.vocabulary.models.indicators import ValueType
from leveller.workbench.systems.evidence.models import Series
from leveller.workbench.systems.evidence.store import layout, summaries

Row = dict[str, Any]
BY_NAME = {field.name: field.type for field in layout.SCHEMA}


def dates(label: str) -> tuple[date, date]:
    """Half-open days of the labels that tests use: `2019`, `2021/22`, `2018 - 20`."""
    first = int(label[:4])
    if "/" in label:
        return date(first, 4, 1), date(first + 1, 4, 1)
    last = re.search(r"- ?(\d\d)$", label)
    end = first // 100 * 100 + int(last[1]) if last else first
    return date(first, 1, 1), date(end + 1, 1, 1)


def row(indicator: str, place: str, period: str, value: float | None, **more: Any) -> Row:
    """One observation. `limits=(lower, upper)` is short for the limits at 95%."""
    start, end = dates(period)
    lower, upper = more.pop("limits", (None, None))
    return {
        "indicator": indicator,
        "place": place,
        "period": period,
        "period_start": start,
        "period_end": end,
        "sex": "persons",
        "age": "All ages",
        "age_from": 0,
        "age_to": None,
        "breakdown": "",
        "breakdown_kind": "",
        "category": "",
        "category_order": None,
        "value": value,
        "lower95": lower,
        "upper95": upper,
        "lower998": None,
        "upper998": None,
        "count": None,
        "denominator": None,
        "note": "",
    } | more


def indicator(key: str, **more: Any) -> Indicator:
    words = {"name": key.replace("-", " ").capitalize(), "value_type": ValueType.PROPORTION}
    return Indicator.objects.get_or_create(key=key, defaults=words | more)[0]


def release(
    organisation: Organisation, rows: Iterable[Row], *, title: str = "A file", **more: Any
) -> Release:
    """Publish rows as a release: the folder first, then the rows of the database."""
    numbered = [r | {"row": r.get("row", n)} for n, r in enumerate(rows, 2)]
    content = json.dumps([title, numbered], default=str).encode()
    sha256 = hashlib.sha256(content).hexdigest()
    write(sha256, numbered)
    made = Release.objects.create(
        organisation=organisation,
        sha256=sha256,
        source=source(),
        kind=ReleaseKind.OBSERVATIONS,
        format="test",
        title=title,
        filename=f"{title.lower().replace(' ', '_')}.csv",
        size=len(content),
        rows=len(numbered),
        taken=len(numbered),
        version="test",
        **more,
    )
    catalogue(made, numbered)
    return made


def source() -> Source:
    words = {"name": "Test tables", "publisher": "The tests", "licence": "OGL v3.0"}
    return Source.objects.get_or_create(key="tests", defaults=words | {"attribution": "Tests."})[0]


def write(sha256: str, rows: list[Row]) -> None:
    folder = layout.folder(sha256)
    if folder.exists():
        return
    folder.mkdir(parents=True)
    layout.write(table(rows), folder / layout.OBSERVATIONS)
    summaries.build(folder / layout.OBSERVATIONS, folder)


def table(rows: Iterable[Row]) -> pa.Table:
    def order(row: Row) -> tuple[Any, ...]:
        return tuple((row[name] is not None, row[name]) for name in layout.SORT_ORDER)

    return pa.Table.from_pylist(sorted(rows, key=order), layout.SCHEMA)


def catalogue(made: Release, rows: Iterable[Row]) -> None:
    groups: dict[tuple[str, str, str, str], list[Row]] = {}
    for r in rows:
        kind = str(kind_of(r["place"]))
        key = (r["indicator"], kind, r["breakdown"], r["breakdown_kind"])
        groups.setdefault(key, []).append(r)
    for (key, kind, breakdown, breakdown_kind), own in groups.items():
        Series.objects.create(
            release=made,
            indicator=indicator(key),
            kind=kind,
            breakdown=breakdown,
            breakdown_kind=breakdown_kind,
            sexes=sorted({r["sex"] for r in own}),
            ages=sorted({r["age"] for r in own}),
            periods=list(dict.fromkeys(r["period"] for r in sorted(own, key=_time))),
            first=min(r["period_start"] for r in own),
            last=max(r["period_end"] for r in own),
            rows=len(own),
            places=len({r["place"] for r in own}),
            has_intervals=any(r["lower95"] is not None for r in own),
            has_counts=any(r["count"] is not None for r in own),
        )


def _time(r: Row) -> tuple[date, date]:
    return r["period_end"], r["period_start"]


def region(members: Mapping[str, Iterable[str]], names: Mapping[str, str] | None = None) -> None:
    """Places with who lies in whom; `names` gives names to codes."""
    named = names or {}
    codes = dict.fromkeys([*members, *(child for own in members.values() for child in own)])
    drafts = [PlaceDraft(code, kind_of(code), named.get(code, code)) for code in codes]
    links = [MembershipDraft(parent, child) for parent, own in members.items() for child in own]
    places.take_places(
        by=Actor.of_system("tests"), places=drafts, memberships=links, source="tests"
    )
