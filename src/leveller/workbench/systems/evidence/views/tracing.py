"""A figure led back to its file and rows, and worked out again from them."""

import json

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from leveller.workbench.ground.pages import documents
from leveller.workbench.ground.pages.navigation import Crumb
from leveller.workbench.ground.pages.twins import Page, respond
from leveller.workbench.ground.places.models import Place
from leveller.workbench.ground.vocabulary.models import Indicator
from leveller.workbench.systems.evidence import queries
from leveller.workbench.systems.evidence.answers.recomputing import PAGES, Recomputed, recomputed
from leveller.workbench.systems.evidence.presenters import tracing as shown
from leveller.workbench.systems.evidence.schemas import TraceOut
from leveller.workbench.systems.evidence.views.crumbs import crumbs


def page(request: HttpRequest) -> HttpResponse:
    """The address names release, selection, measure, version and figure: see `traces`."""
    if not request.GET:
        return _refused(request, "", 200)
    try:
        resolved = queries.trace(request.actor, dict(request.GET.lists()))
    except queries.TraceError as error:
        return _refused(request, str(error), 404)
    found = recomputed(resolved)
    if getattr(request, "twin", None) == "json":
        return _machine_readable(resolved, found)
    numbered = list(enumerate(zip(resolved.trace.selections, resolved.rows, strict=True), 1))
    names = _names(resolved)
    tables = [shown.rows_table(n, selection, rows, names) for n, (selection, rows) in numbered]
    words, tag = shown.verdict(found)
    context = {
        "facts": shown.facts(resolved),
        "found": found,
        "figure": "" if found.figure is None else shown.plain(found.figure),
        "verdict": words,
        "tag": tag,
        "method": documents.method(PAGES.get(resolved.trace.measure, "")),
        "left_off": resolved.left_off,
        "parts": [
            (selection.release, shown.selection_facts(selection, names), table)
            for (_, (selection, _)), table in zip(numbered, tables, strict=True)
        ],
        "json": f"data.json?{request.GET.urlencode()}",
        "breadcrumbs": crumbs(Crumb("Trace of a figure")),
    }
    return respond(request, Page("evidence/trace.html", tables, context))


def _names(resolved: queries.Resolved) -> dict[str, str]:
    """Names of the places and indicators that the trace gives by code."""
    selections = [selection.filter for selection in resolved.trace.selections]
    codes = {o.place for rows in resolved.rows for o in rows}
    codes |= {code for where in selections for code in where.get("place", ())}
    keys = {key for where in selections for key in where.get("indicator", ())}
    places = Place.objects.filter(code__in=codes).values_list("code", "name")
    indicators = Indicator.objects.filter(key__in=keys).values_list("key", "name")
    return {code: f"{name} ({code})" for code, name in (*places, *indicators)}


def _machine_readable(resolved: queries.Resolved, found: Recomputed) -> HttpResponse:
    """The trace with its rows, as the API gives it, and what came of working it out again."""
    body = {
        **TraceOut.from_orm(resolved).model_dump(mode="json"),
        "recomputed": {"figure": found.figure, "how": found.how, "agrees": found.agrees},
    }
    text = json.dumps(body, ensure_ascii=False, indent=1)
    response = HttpResponse(text, content_type="application/json; charset=utf-8")
    response.is_twin = True  # type: ignore[attr-defined]
    return response


def _refused(request: HttpRequest, why: str, status: int) -> HttpResponse:
    context = {"why": why, "breadcrumbs": crumbs(Crumb("Trace of a figure"))}
    return render(request, "evidence/trace_refused.html", context, status=status)
