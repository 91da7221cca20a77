"""The gallery's pages."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from leveller.workbench.ground.pages import twins
from leveller.workbench.ground.pages.benchmarks import Benchmark
from leveller.workbench.ground.pages.gallery import figures
from leveller.workbench.ground.pages.gallery.forms import EveryControl
from leveller.workbench.ground.pages.navigation import Crumb
from leveller.workbench.ground.pages.parts import Change, SummaryRow, Task, TaskState

PAGES = {
    "gallery-tables": "Tables",
    "gallery-charts": "Charts",
    "gallery-maps": "Maps",
    "gallery-forms": "Forms",
    "gallery-parts": "Smaller parts",
}
WRITTEN = """We asked **200 people** what keeps them from walking.

- Lorries on *Mill Road*
- No lights after five

| Answer | People |
| --- | --- |
| Traffic | 120 |

<script>alert("not run")</script> and a [link](https://example.org/)."""


def _crumbs(name: str) -> list[Crumb]:
    return [Crumb("Gallery", reverse("pages:gallery")), Crumb(PAGES[name])]


def index(request: HttpRequest) -> HttpResponse:
    links = [(label, reverse(f"pages:{name}")) for name, label in PAGES.items()]
    return render(request, "pages/gallery/index.html", {"links": links})


def tables(request: HttpRequest) -> HttpResponse:
    shown = [figures.table(), figures.empty_table()]
    context = {"shown": shown, "breadcrumbs": _crumbs("gallery-tables")}
    return twins.respond(request, twins.Page("pages/gallery/tables.html", shown, context))


def charts(request: HttpRequest) -> HttpResponse:
    shown = figures.every_chart()
    context = {"charts": shown, "breadcrumbs": _crumbs("gallery-charts")}
    page = twins.Page("pages/gallery/charts.html", [chart.table for chart in shown], context)
    return twins.respond(request, page)


def maps(request: HttpRequest) -> HttpResponse:
    from leveller.workbench.ground.pages.gallery.shapes import every_map

    shown = every_map()
    context = {"maps": shown, "breadcrumbs": _crumbs("gallery-maps")}
    page = twins.Page("pages/gallery/maps.html", [one.table for one in shown], context)
    return twins.respond(request, page)


def forms(request: HttpRequest) -> HttpResponse:
    form = EveryControl(request.POST or None, request.FILES or None)
    context = {"form": form, "breadcrumbs": _crumbs("gallery-forms")}
    if form.is_valid():
        return render(request, "pages/gallery/answers.html", {**context, "rows": _answers(form)})
    return render(request, "pages/gallery/forms.html", context)


def _answers(form: EveryControl) -> list[SummaryRow]:
    kept = ("title", "reason", "kind", "groups", "due", "cost")
    here = reverse("pages:gallery-forms")
    return [
        SummaryRow(
            form[name].label,
            [str(form.cleaned_data[name])],
            (Change(f"{here}#{form[name].first_id}", form[name].label.lower()),),
        )
        for name in kept
    ]


def parts(request: HttpRequest) -> HttpResponse:
    if "done" in request.GET:
        messages.success(request, "The need was saved.")
    tasks = [
        Task("Say what the need is", TaskState.DONE, "#one"),
        Task("Add the evidence", TaskState.IN_PROGRESS, "#two", "Figures, and what people say."),
        Task("Name the levers", TaskState.NOT_STARTED, "#three"),
        Task("Check the figures", TaskState.WRONG, "#four"),
        Task("Send it to the board", TaskState.CANNOT_START, hint="When all else is completed."),
    ]
    rows = [
        SummaryRow("Place", "Northmoor"),
        SummaryRow("Address", ["Town Hall", "Northmoor"], (Change("#", "the address"),)),
        SummaryRow(
            "Need",
            "Men live long lives",
            (Change("#", "the need"), Change("#", "the need", "Remove")),
        ),
    ]
    context = {
        "tasks": tasks,
        "rows": rows,
        "benchmarks": list(Benchmark),
        "page": Paginator(range(200), 10).get_page(request.GET.get("page")),
        "written": WRITTEN,
        "breadcrumbs": _crumbs("gallery-parts"),
    }
    return render(request, "pages/gallery/parts.html", context)
