"""Saved mappings: which there are, what each says, renaming and deleting one."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from leveller.workbench.ground.pages.navigation import Crumb
from leveller.workbench.ground.pages.twins import Page, respond
from leveller.workbench.ground.vocabulary.forms import take_faults
from leveller.workbench.systems.evidence import actions
from leveller.workbench.systems.evidence.imports import queries
from leveller.workbench.systems.evidence.imports.forms import NameForm
from leveller.workbench.systems.evidence.models import SavedMapping
from leveller.workbench.systems.evidence.presenters import mappings as shown
from leveller.workbench.systems.evidence.views.crumbs import crumbs


def listing(request: HttpRequest) -> HttpResponse:
    table = shown.mappings_table(queries.mappings_visible_to(request.actor))
    context = {"breadcrumbs": crumbs(Crumb("Saved mappings"))}
    return respond(request, Page("evidence/mappings.html", [table], context))


def page(request: HttpRequest, pk: int) -> HttpResponse:
    mapping = _mapping_or_404(request, pk)
    context = {
        "mapping": mapping,
        "said": shown.said(mapping),
        "breadcrumbs": _crumbs(mapping, is_last=True),
    }
    return respond(request, Page("evidence/mapping.html", [shown.columns_table(mapping)], context))


def rename(request: HttpRequest, pk: int) -> HttpResponse:
    mapping = _mapping_or_404(request, pk)
    form = NameForm(request.POST or None, initial={"name": mapping.name})
    if request.method == "POST" and form.is_valid():
        try:
            actions.rename_mapping(
                by=request.actor, mapping=mapping, name=form.cleaned_data["name"]
            )
        except ValidationError as error:
            take_faults(form, error)
        else:
            messages.success(request, "The mapping has its new name.")
            return redirect("evidence:mapping", pk)
    context = {
        "mapping": mapping,
        "form": form,
        "breadcrumbs": [*_crumbs(mapping), Crumb("Rename")],
    }
    return render(request, "evidence/mapping_rename.html", context)


def delete(request: HttpRequest, pk: int) -> HttpResponse:
    mapping = _mapping_or_404(request, pk)
    if request.method == "POST":
        actions.delete_mapping(by=request.actor, mapping=mapping)
        messages.success(request, f"The mapping {mapping.name} is deleted.")
        return redirect("evidence:mappings")
    context = {"mapping": mapping, "breadcrumbs": [*_crumbs(mapping), Crumb("Delete")]}
    return render(request, "evidence/mapping_delete.html", context)


def _mapping_or_404(request: HttpRequest, pk: int) -> SavedMapping:
    found = queries.mappings_visible_to(request.actor).filter(pk=pk).first()
    if found is None:
        raise Http404("Your organisation has no such mapping.")
    return found


def _crumbs(mapping: SavedMapping, *, is_last: bool = False) -> list[Crumb]:
    address = "" if is_last else reverse("evidence:mapping", args=[mapping.pk])
    all_of_them = Crumb("Saved mappings", reverse("evidence:mappings"))
    return crumbs(all_of_them, Crumb(mapping.name, address))
