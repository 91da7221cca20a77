"""Publishing, withdrawing and restoring releases, and sweeping the store of them."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Max

import leveller
from leveller.workbench.ground.accounts.actor import Actor
from leveller.workbench.ground.records import actions as records
from leveller.workbench.ground.records.models import Release
from leveller.workbench.ground.records.models.releases import ReleaseKind, ReleaseState
from leveller.workbench.ground.vocabulary import actions as vocabulary
from leveller.workbench.ground.vocabulary.models import Indicator
from leveller.workbench.systems.evidence import knowledge, publishing, relating, taking
from leveller.workbench.systems.evidence.answers import control
from leveller.workbench.systems.evidence.formats.matches import Drafts
from leveller.workbench.systems.evidence.importing import Examination, Verdict
from leveller.workbench.systems.evidence.models import SavedMapping, Series, SourceFile
from leveller.workbench.systems.evidence.observations.content import OBSERVATIONS, Observations
from leveller.workbench.systems.evidence.reading.opening import Opened

SUMMARIES = "leveller.workbench.systems.evidence.store.summaries"
TABLES = {ReleaseKind.BOUNDARIES: "boundaries.parquet"}
LOOKUP = "lookup.parquet"
Progress = Callable[[str], None]


class NotReadyError(ValueError):
    """The examination found faults, or didn't recognise the file; nothing was published."""


@dataclass(frozen=True)
class Terms:
    """On what terms a release is published; `source` overrules the one that was recognised."""

    public: bool
    source: str
    disclosure: str

    def check(self) -> None:
        """Raise `ValidationError` for a source or a rule that nobody knows."""
        faults = {}
        if self.source and not taking.knows_source(self.source):
            known = ", ".join(sorted(taking.sources()))
            faults["source"] = f"{self.source!r} is no known source. Choose one of: {known}."
        if self.disclosure not in control.RULES:
            rules = ", ".join(control.RULES)
            faults["disclosure"] = f"{self.disclosure!r} is no known rule. Choose one of: {rules}."
        if faults:
            raise ValidationError(faults)


def publish(
    *,
    by: Actor,
    examination: Examination,
    public: bool = True,
    source: str = "",
    disclosure: str = control.NONE,
    progress: Progress | None = None,
) -> Release:
    """Publish what an examination found: files first, the row last, all or nothing.

    `source` is the key of a source, in place of the recognised one; `disclosure` a rule of
    `control.RULES`. The same file read in the same way is published once; asked again, its release
    is given back. Raises `NotReadyError` when the file was refused or not recognised.
    """
    by.must("evidence.import")
    if by.organisation is None:
        raise PermissionDenied("A release belongs to an organisation. Choose one first.")
    terms = Terms(public, source, disclosure)
    terms.check()
    if examination.verdict == Verdict.ALREADY_THERE and examination.existing:
        return examination.existing
    if examination.verdict != Verdict.READY or examination.opened is None:
        raise NotReadyError(f"{examination.filename}: {examination.verdict}.")
    tell = progress or (lambda step: None)
    with publishing.attempt() as folder:
        tell("Writing")
        staged = _stage(folder, examination, examination.opened)
        tell("Publishing")
        return _commit(by, examination, staged, terms)


def _stage(folder: Path, examination: Examination, opened: Opened) -> publishing.Staged:
    """Write everything of the release but its row into the folder."""
    source = folder / f"source.{opened.extension}"
    with ThreadPoolExecutor(1) as beside:
        copied = beside.submit(publishing.copy_source, examination.path, source, opened.sha256)
        _write_content(folder, examination)
        copied.result()
    return publishing.seal(folder, _about(examination, opened), {source.name: opened.sha256})


def _write_content(folder: Path, examination: Examination) -> None:
    if isinstance(examination.content, Observations):
        examination.content.write(folder)
        _summarise(folder)
    else:
        assert examination.match is not None
        name = TABLES.get(examination.match.kind, LOOKUP)
        pq.write_table(examination.content.table, folder / name, compression="zstd")


def _summarise(folder: Path) -> None:
    """The seam to the summaries that place pages read, built where that part is installed."""
    try:
        summaries = import_module(SUMMARIES)
    except ModuleNotFoundError:
        return
    summaries.build(folder / OBSERVATIONS, folder)


def _about(examination: Examination, opened: Opened) -> dict[str, Any]:
    assert examination.match is not None
    return {
        "address": examination.address,
        "choices": examination.chosen,
        "filename": opened.filename,
        "format": examination.match.format,
        "left out": examination.left_out,
        "left out because": examination.choices.reason,
        "notes": examination.notes,
        "read by version": leveller.__version__,
        "sha256": opened.sha256,
        "title": examination.title,
    }


def _commit(
    by: Actor, examination: Examination, staged: publishing.Staged, terms: Terms
) -> Release:
    """Move the files into place and write the row; take the files back if the row fails."""
    address = examination.address
    with publishing.store_locked():
        standing = Release.objects.filter(organisation=by.organisation, sha256=address).first()
        if standing:
            return standing
        moved = publishing.install(staged, address, bool(knowledge.named_releases([address])))
        try:
            return _publish_row(
                by=by, examination=examination, manifest=staged.manifest_sha256, terms=terms
            )
        except BaseException:
            if moved:
                publishing.remove(address)
            raise


@transaction.atomic
def _publish_row(*, by: Actor, examination: Examination, manifest: str, terms: Terms) -> Release:
    content, match = examination.content, examination.match
    assert match is not None
    release = _release(by, examination, terms)
    newest_indicator = _newest_indicator()
    if isinstance(content, Drafts):
        taking.take_drafts(by=by, drafts=content, release=release)
        relating.relate_middle_layer(by=by, release=release)
    else:
        kinds = taking.take_places(
            by=by, names=content.names, kinds=examination.kinds, source=release.title
        )
        indicators = taking.take_indicators(
            by=by, definitions=content.definitions, scheme=content.scheme
        )
        Series.objects.bulk_create(
            Series(release=release, indicator=indicators[d.indicator], **taking.fields(d))
            for d in content.series(kinds)
        )
    if _newest_indicator() != newest_indicator:
        vocabulary.relink_indicators(by=by)
    SourceFile.objects.create(
        release=release,
        sha256=examination.opened.sha256 if examination.opened else "",
        choices=examination.chosen,
        manifest_sha256=manifest,
    )
    if examination.mapping is not None and match.table is not None:
        _save_mapping(by, examination, match.table.headings)
    records.record(
        by=by,
        verb="evidence.published",
        subject=release,
        detail={
            "sha256": release.sha256,
            "manifest": manifest,
            "taken": release.taken,
            "left out": len(examination.left_out),
            "public": release.is_public,
            "disclosure": release.disclosure,
        },
    )
    return release


def _newest_indicator() -> int | None:
    """Tells whether an indicator came about; those that ship link to its determinants then."""
    return Indicator.objects.aggregate(newest=Max("pk"))["newest"]


def _release(by: Actor, examination: Examination, terms: Terms) -> Release:
    content, match, opened = examination.content, examination.match, examination.opened
    assert match is not None
    assert opened is not None
    source = terms.source or taking.source_of(match.source, content)
    observations = content if isinstance(content, Observations) else None
    return Release.objects.create(
        sha256=examination.address,
        organisation=by.organisation,
        source=taking.take_source(source),
        kind=match.kind,
        format=match.format,
        title=taking.title_of(examination.title, source),
        filename=opened.filename[-300:],
        size=opened.size,
        rows=observations.rows if observations else len(content.table),  # type: ignore[union-attr]
        taken=content.taken,
        first_period=observations.first_period if observations else "",
        last_period=observations.last_period if observations else "",
        notes=examination.notes,
        left_out=_left_out(examination),
        mapping=examination.mapping,
        is_public=terms.public,
        disclosure=terms.disclosure,
        published_by=by.user,
        version=leveller.__version__,
    )


def _left_out(examination: Examination) -> list[dict[str, Any]]:
    reason = examination.choices.reason
    return [{**row, "reason": reason} for row in examination.left_out]


def _save_mapping(by: Actor, examination: Examination, headings: tuple[str, ...]) -> None:
    SavedMapping.objects.update_or_create(
        organisation=by.organisation,
        fingerprint=examination.fingerprint,
        defaults={
            "name": examination.filename[:200],
            "headings": list(headings),
            "mapping": examination.mapping,
            "saved_by": by.user,
        },
    )


@transaction.atomic
def withdraw_release(*, by: Actor, release: Release, reason: str) -> Release:
    """Take a release out of use. Its files stay, so that what rested on it can still be traced."""
    return _turn(by, release, ReleaseState.WITHDRAWN, reason, "evidence.withdrawn")


@transaction.atomic
def restore_release(*, by: Actor, release: Release, reason: str) -> Release:
    """Bring a withdrawn release back into use."""
    return _turn(by, release, ReleaseState.PUBLISHED, reason, "evidence.restored")


def _turn(by: Actor, release: Release, state: ReleaseState, reason: str, verb: str) -> Release:
    by.must("evidence.withdraw")
    if by.organisation is None or release.organisation_id != by.organisation.pk:
        raise PermissionDenied("The release belongs to another organisation.")
    if not reason.strip():
        raise ValidationError({"reason": "Say why."})
    if release.state == state:
        raise ValidationError(f"The release is {state} already.")
    release.state, release.state_reason = state, reason.strip()
    release.save(update_fields=["state", "state_reason"])
    records.record(by=by, verb=verb, subject=release, detail={"reason": reason.strip()})
    return release
