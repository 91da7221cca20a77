"""Pages of the product itself, and the pictures that other pages show."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from leveller.workbench.ground.pages import assets, documents, glossary, pictures
from leveller.workbench.ground.pages.navigation import Crumb

A_YEAR = "public, max-age=31536000, immutable"


def picture(request: HttpRequest, name: str) -> HttpResponse:
    """A name holds a hash of what is drawn, so what stands under it never changes."""
    found = pictures.picture(name)
    if found is None:
        raise Http404("This picture is no longer kept. Open the page that shows it again.")
    response = HttpResponse(found.content, content_type=found.media_type)
    response["Cache-Control"] = A_YEAR
    if found.filename:
        response["Content-Disposition"] = f'attachment; filename="{found.filename}"'
    return response


def show_glossary(request: HttpRequest) -> HttpResponse:
    return render(request, "pages/texts/glossary.html", {"chapters": glossary.chapters()})


def methods(request: HttpRequest) -> HttpResponse:
    return render(request, "pages/texts/methods.html", {"methods": documents.methods()})


def method(request: HttpRequest, slug: str) -> HttpResponse:
    found = documents.method(slug)
    if found is None:
        raise Http404(f"No method is called {slug}. The list of methods names them all.")
    crumbs = [Crumb("Methods", reverse("pages:methods")), Crumb(found.title)]
    return render(request, "pages/texts/method.html", {"method": found, "breadcrumbs": crumbs})


def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "pages/texts/accessibility.html")


def licences(request: HttpRequest) -> HttpResponse:
    return render(request, "pages/texts/licences.html", {"vendored": assets.table()})
