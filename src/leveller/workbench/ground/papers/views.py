"""Kept papers: their list, and each to take away."""

from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from leveller.workbench.ground.pages.twins import Page, respond
from leveller.workbench.ground.papers import presenters, queries, shelf

PAGE = 50


@never_cache
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    documents = Paginator(queries.documents_visible_to(request.actor), PAGE)
    page = documents.get_page(request.GET.get("page"))
    table = presenters.documents_table(page.object_list)
    return respond(request, Page("papers/home.html", [table], {"page": page}))


@never_cache
@require_safe
def download(request: HttpRequest, pk: int) -> FileResponse:
    """Always as a file to keep: a page that was printed once must not run within the product."""
    document = queries.document_visible_to(request.actor, pk)
    if document is None:
        raise Http404("No paper of your organisation has this number.")
    try:
        content = shelf.path(document.sha256).open("rb")
    except FileNotFoundError as lost:
        raise Http404("This file is gone from the store. Make the paper again.") from lost
    response = FileResponse(
        content,
        as_attachment=True,
        filename=document.filename,
        content_type=document.media_type,
    )
    response["ETag"] = f'"{document.sha256}"'
    return response
