"""The CSV and the JSON of a page's tables, at addresses beside the page's own.

`/evidence/indicators/X/` has its twins at `/evidence/indicators/X/data.csv` (`?table=` chooses one
when there are several) and `/evidence/indicators/X/data.json` (all of them). A twin is the same
route as its page, so whoever may open the one may open the other.
"""

import csv
import io
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import wraps

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path, register_converter

import leveller
from leveller.workbench.ground.pages import figures, flat
from leveller.workbench.ground.pages.tables import Source, Table

BOM = "\ufeff"
STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")

View = Callable[..., HttpResponse]


class TwinConverter:
    regex = r"data\.(?:csv|json)"

    def to_python(self, value: str) -> str:
        return value.removeprefix("data.")

    def to_url(self, value: str) -> str:
        return f"data.{value.removeprefix('data.')}"


register_converter(TwinConverter, "twin")


@dataclass(frozen=True)
class Page:
    """What a view hands over: a template with its context, and the tables that it shows."""

    template: str
    tables: Sequence[Table]
    context: Mapping[str, object] = field(default_factory=dict)


def paths(route: str, view: View, name: str) -> list[URLPattern]:
    """The page and its twins, under one name: `urlpatterns += twins.paths("x/", views.x, "x")`."""
    return [path(route, view, name=name), path(f"{route}<twin:twin>", _as_twin(view), name=name)]


def _as_twin(view: View) -> View:
    @wraps(view)
    def serve(request: HttpRequest, *args: object, twin: str, **kwargs: object) -> HttpResponse:
        request.twin = twin
        response = view(request, *args, **kwargs)
        if response.status_code == 200 and not getattr(response, "is_twin", False):
            raise Http404("This page has no figures to download.")
        return response

    return serve


def respond(request: HttpRequest, page: Page) -> HttpResponse:
    """The page, or the twin of it that the address asks for."""
    twin = getattr(request, "twin", None)
    if twin is None:
        tables = {table.key: table for table in page.tables}
        thanks = dict.fromkeys(t.source.attribution for t in page.tables if t.source)
        shown = {"tables": tables, "has_twins": True, "attributions": [t for t in thanks if t]}
        context = {**shown, **page.context}
        return render(request, page.template, context)
    response = _csv_response(request, page) if twin == "csv" else _json_response(request, page)
    response.is_twin = True
    return response


def chosen(tables: Sequence[Table], key: str | None) -> Table:
    """The table that was asked for, else the first. A key that isn't there is a 404, in words."""
    for table in tables:
        if key in (None, "", table.key):
            return table
    keys = figures.listed([table.key for table in tables], "or")
    raise Http404(f"This page has no table called {key}. Choose {keys}." if keys else "No tables.")


def guarded(value: flat.Flat) -> flat.Flat:
    """Text that a spreadsheet would run as a formula gets an apostrophe before it."""
    if isinstance(value, str) and value.startswith(STARTS_A_FORMULA):
        return f"'{value}"
    return value


def to_csv(table: Table) -> str:
    """UTF-8 with a byte order mark, without which Excel reads `£` and `–` as other letters."""
    fields = flat.fields(table)
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow([guarded(f.heading) for f in fields])
    writer.writerows([guarded(f.of(row)) for f in fields] for row in table.rows)
    return BOM + stream.getvalue()


def to_json(table: Table) -> dict[str, object]:
    fields = flat.fields(table)
    return {
        "key": table.key,
        "caption": table.caption,
        "columns": [_column(f) for f in fields],
        "rows": [{f.key: f.of(row) for f in fields} for row in table.rows],
        "notes": list(table.notes),
        "source": _source(table.source),
        "traces": [dict(trace) for trace in table.traces],
    }


def _column(f: flat.Field) -> dict[str, object]:
    column = f.column
    facts = {"unit": column.unit, "decimals": column.decimals, "note": column.note}
    return {"key": f.key, "label": f.heading, "kind": column.kind, "part": f.part, **facts}


def _source(source: Source | None) -> dict[str, str] | None:
    if source is None:
        return None
    return {
        "text": source.text,
        "address": source.link,
        "licence": source.licence,
        "attribution": source.attribution,
    }


def _csv_response(request: HttpRequest, page: Page) -> HttpResponse:
    table = chosen(page.tables, request.GET.get("table"))
    response = HttpResponse(to_csv(table), content_type="text/csv; charset=utf-8; header=present")
    name = f"{request.resolver_match.url_name or 'page'}-{table.key}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Link"] = '<data.json>; rel="describedby"; type="application/json"'
    return response


def _json_response(request: HttpRequest, page: Page) -> HttpResponse:
    body = {
        "page": request.path.removesuffix("data.json"),
        "product": f"Leveller {leveller.__version__}",
        "tables": [to_json(table) for table in page.tables],
    }
    text = json.dumps(body, ensure_ascii=False, indent=1, default=str, allow_nan=False)
    return HttpResponse(text, content_type="application/json; charset=utf-8")
