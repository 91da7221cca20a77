"""Pages for what isn't there: they say so, and what to do instead."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from leveller.workbench.systems.evidence import company, queries
from leveller.workbench.systems.evidence.views.asked import resembling

MOST = 8
SHORTEST = 3


def place(request: HttpRequest, asked: str, address: str) -> HttpResponse:
    """A code or a name that no place has; `address` is that of the page without the place."""
    close = resembling(asked, company.large())
    context = {
        "title": "No such place",
        "said": f"No place has the code or the name “{asked}”.",
        "advice": "Write a name as the statistics write it, or a code such as E47000001.",
        "close": [(f"{s.name} ({s.code})", f"{address}?place={s.code}") for s in close],
        "elsewhere": [("Find a place", "/places/"), ("This page without a place", address)],
    }
    return render(request, "evidence/missing.html", context, status=404)


def indicator(request: HttpRequest, key: str) -> HttpResponse:
    close = _like(request, key)
    context = {
        "title": "No such indicator",
        "said": f"No indicator that is open to you has the key “{key}”.",
        "advice": "Look for it by a word of its name, or by its theme.",
        "close": [(str(c), reverse("evidence:indicator", args=[c.key])) for c in close],
        "elsewhere": [
            ("Look for it in all indicators", f"{_home()}?{urlencode({'words': _word(key)})}"),
            ("All indicators", _home()),
        ],
    }
    return render(request, "evidence/missing.html", context, status=404)


def figures(request: HttpRequest, described: queries.Metadata) -> HttpResponse:
    """An indicator that is known, of which no release that is open has a figure."""
    card = described.indicator
    context = {
        "title": f"{card}: no figures yet",
        "said": f"“{card.name}” is known, but no release that is open to you has a figure of it.",
        "advice": "Bring in a file that has it, or look for another indicator of its theme.",
        "definition": described.definition,
        "close": [],
        "elsewhere": [
            ("Other indicators of this theme", f"{_home()}?{urlencode({'theme': card.theme})}"),
            ("All indicators", _home()),
        ],
    }
    return render(request, "evidence/missing.html", context, status=404)


def _home() -> str:
    return reverse("evidence:home")


def _word(key: str) -> str:
    """The longest word of a key: the likeliest to stand in a name."""
    return max(key.replace("_", "-").split("-"), key=len, default="")


def _like(request: HttpRequest, key: str) -> list[queries.IndicatorCard]:
    """Those whose key or name has most of the words of the key that was asked for."""
    words = {w for w in key.replace("_", "-").lower().split("-") if len(w) >= SHORTEST}
    cards = [entry.indicator for entry in queries.catalogue(request.actor)]
    shared = [(sum(w in f"{c.key} {c.name}".lower() for w in words), c) for c in cards]
    found = sorted((pair for pair in shared if pair[0]), key=lambda pair: -pair[0])
    return [card for _, card in found[:MOST]]
