"""What a reviewer decides of a file and of an import: every fault, the reading, the terms."""

import csv
import io
import json
from collections.abc import Iterable, Iterator

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from leveller.workbench.ground.pages import flat
from leveller.workbench.ground.pages.navigation import Crumb
from leveller.workbench.ground.pages.twins import BOM, Page, guarded, respond
from leveller.workbench.ground.vocabulary.forms import take_faults
from leveller.workbench.systems.evidence import actions
from leveller.workbench.systems.evidence.imports import fault_files, keeping, queries, staging
from leveller.workbench.systems.evidence.imports.fault_files import Listed
from leveller.workbench.systems.evidence.imports.forms import (
    ChoicesForm,
    TermsForm,
    initial_of,
    initial_terms,
)
from leveller.workbench.systems.evidence.imports.mapping_form import MappingForm
from leveller.workbench.systems.evidence.imports.rules import FileState
from leveller.workbench.systems.evidence.models import Import, ImportFile
from leveller.workbench.systems.evidence.normalising.headings import fingerprint
from leveller.workbench.systems.evidence.presenters import importing as shown
from leveller.workbench.systems.evidence.views.importing import (
    file_or_404,
    import_crumbs,
    import_or_404,
)

PAGE = 100
BLOCK = 500
# The fields that answer a fault; the others stand behind a heading.
ASKED = {
    "no-period": "period",
    "ambiguous-period": "years",
    "bad-period": "years",
    "no-direction": "direction",
    "no-indicator-stated": "indicator",
    "many-sheets": "sheet",
}


class FaultRange:
    """A sequence of all faults of a file, of which a page reads only its own."""

    def __init__(self, one: ImportFile) -> None:
        self.path = staging.faults_of(one.batch.folder, one.number)

    def __len__(self) -> int:
        return fault_files.count(self.path)

    def __getitem__(self, wanted: slice) -> list[Listed]:
        return fault_files.some(self.path, wanted.start, wanted.stop - wanted.start)


@never_cache
def faults(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Every fault, a page at a time; the CSV and the JSON hold all of them."""
    batch = import_or_404(request, pk)
    one, twin = file_or_404(batch, number), getattr(request, "twin", None)
    held = FaultRange(one)
    if twin:
        return _all_faults(held, one, twin)
    page = Paginator(held, PAGE).get_page(request.GET.get("page"))
    table = shown.faults_table(page.object_list, f"Faults of {one.filename}")
    back = reverse("evidence:import-file", args=[pk, number])
    way = [*import_crumbs(batch, is_last=False), Crumb(one.filename, back), Crumb("Faults")]
    context = {"page": page, "file": one, "back": back, "breadcrumbs": way}
    return respond(request, Page("evidence/import_faults.html", [table], context))


def _all_faults(held: FaultRange, one: ImportFile, twin: str) -> HttpResponse:
    """Streamed, since a file may have a million faults."""
    lines = _csv_lines(held) if twin == "csv" else _json_lines(held, one)
    kind = "text/csv; charset=utf-8; header=present" if twin == "csv" else "application/json"
    response = StreamingHttpResponse(lines, content_type=kind)
    if twin == "csv":
        name = f"faults-{one.batch_id}-{one.number}.csv"
        response["Content-Disposition"] = f'attachment; filename="{name}"'
    response.is_twin = True  # type: ignore[attr-defined]
    return response  # type: ignore[return-value]


def _csv_lines(held: FaultRange) -> Iterator[str]:
    fields = flat.fields(shown.faults_table([], ""))
    yield BOM + _written([[f.heading for f in fields]])
    for block in _blocks(fault_files.every(held.path)):
        rows = shown.faults_table(block, "").rows
        yield _written([guarded(f.of(row)) for f in fields] for row in rows)  # type: ignore[arg-type]


def _json_lines(held: FaultRange, one: ImportFile) -> Iterator[str]:
    yield json.dumps({"file": one.filename, "sha256": one.sha256})[:-1] + ', "faults": [\n'
    before = ""
    for fault in fault_files.every(held.path):
        said = fault._replace(reason=fault.reason.key)._asdict()  # type: ignore[arg-type]
        words = {"sentence": fault.reason.sentence, "to_do": fault.reason.what_to_do_here}
        yield before + json.dumps({**said, **words}, ensure_ascii=False)
        before = ",\n"
    yield "\n]}\n"


def _blocks(found: Iterable[Listed]) -> Iterator[list[Listed]]:
    block: list[Listed] = []
    for fault in found:
        block.append(fault)
        if len(block) == BLOCK:
            yield block
            block = []
    yield block


def _written(rows: Iterable[Iterable[object]]) -> str:
    stream = io.StringIO()
    csv.writer(stream, lineterminator="\r\n").writerows(rows)
    return stream.getvalue()


@never_cache
def choices(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Leave rows out with a reason; say what the file doesn't say. `?rows=faulty` fills them in."""
    batch = import_or_404(request, pk)
    one = file_or_404(batch, number)
    before = keeping.of_kept(one.choices)
    initial = initial_of(before)
    faulty = one.report.get("faulty rows", "")
    if request.GET.get("rows") == "faulty" and faulty:
        initial["leave_out"] = faulty
    sheets = one.report.get("sheets", [])
    form = ChoicesForm(request.POST or None, initial=initial, sheets=sheets)
    if request.method == "POST" and form.is_valid():
        made = _choose(request, one, form, form.choices(before))
        if made:
            return made
    asked = {ASKED[g["reason"]] for g in one.report.get("groups", []) if g["reason"] in ASKED}
    said = {name for name in form.fields if form[name].value() or name in form.errors}
    stated = [n for n in ("sheet", *ChoicesForm.STATED) if n in form.fields]
    context = {
        "form": form,
        "asked": [form[name] for name in stated if name in asked | said],
        "others": [form[name] for name in stated if name not in asked | said],
        "faulty": faulty,
        **_of_file(batch, one, "What the file leaves open"),
    }
    return render(request, "evidence/import_choices.html", context)


@never_cache
def mapping(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """How each column of a table is read; the proposal first, then what was made of it."""
    batch = import_or_404(request, pk)
    one = file_or_404(batch, number)
    table = one.report.get("table")
    if not table:
        raise Http404("The format of this file is known: its columns need no mapping.")
    before = keeping.of_kept(one.choices)
    form = MappingForm(
        request.POST or None, table=table, mapping=before.mapping or one.report.get("mapping")
    )
    if request.method == "POST" and form.is_valid():
        made = _map(request, one, form)
        if made:
            return made
    because = one.report.get("because", [])
    context = {"form": form, "because": because, **_of_file(batch, one, "How columns are read")}
    return render(request, "evidence/import_mapping.html", context)


def _map(request: HttpRequest, one: ImportFile, form: MappingForm) -> HttpResponse | None:
    wanted, name = form.cleaned_data["mapping"], form.cleaned_data["name"]
    before = keeping.of_kept(one.choices)
    chosen = keeping.of_kept({**keeping.kept(before), "mapping": wanted})
    made = _choose(request, one, form, chosen)
    if made and name:
        actions.save_mapping(
            by=request.actor,
            fingerprint=fingerprint(form.headings),
            name=name,
            headings=form.headings,
            mapping=wanted,
        )
        messages.success(request, f"The mapping is kept as {name}.")
    return made


def _choose(
    request: HttpRequest, one: ImportFile, form: Form, chosen: object
) -> HttpResponse | None:
    try:
        actions.choose(by=request.actor, file=one, choices=chosen)
    except ValidationError as error:
        take_faults(form, error)
        return None
    return redirect("evidence:import-file", one.batch_id, one.number)


@never_cache
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    """On what terms the files that are ready are published."""
    batch = import_or_404(request, pk)
    ready = _ready(batch)
    if not ready:
        messages.error(request, "No file is ready to be published.")
        return redirect("evidence:import-review", pk)
    initial = initial_terms(batch.terms, ready)
    form = TermsForm(request.POST or None, files=ready, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            actions.set_terms(by=request.actor, batch=batch, terms=form.terms())
        except ValidationError as error:
            take_faults(form, error)
        else:
            return redirect("evidence:import-check", pk)
    way = [*import_crumbs(batch, is_last=False), Crumb("Publish")]
    context = {"form": form, "batch": batch, "files": ready, "breadcrumbs": way}
    return render(request, "evidence/import_publish.html", context)


@never_cache
def check(request: HttpRequest, pk: int) -> HttpResponse:
    """The answers once more; what is confirmed here is published."""
    batch = import_or_404(request, pk)
    ready = _ready(batch)
    if not ready or not batch.terms:
        return redirect("evidence:import-publish", pk)
    if request.method == "POST":
        try:
            actions.ask_to_publish(by=request.actor, batch=batch)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        return redirect("evidence:import-review", pk)
    way = [*import_crumbs(batch, is_last=False), Crumb("Check your answers")]
    context = {
        "batch": batch,
        "answers": shown.answers(batch, ready),
        "count": len(ready),
        "others": batch.file_count - len(ready),
        "breadcrumbs": way,
    }
    return render(request, "evidence/import_check.html", context)


def _ready(batch: Import) -> list[ImportFile]:
    return [file for file in queries.files_of(batch) if file.state == FileState.READY]


def _of_file(batch: Import, one: ImportFile, title: str) -> dict[str, object]:
    back = reverse("evidence:import-file", args=[batch.pk, one.number])
    way = [*import_crumbs(batch, is_last=False), Crumb(one.filename, back), Crumb(title)]
    return {"batch": batch, "file": one, "title": title, "back": back, "breadcrumbs": way}
