"""What the front adds to an indicator's page: the causes it is linked to, and what reaches them."""

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.safestring import SafeString

from leveller.workbench.front.presenters import reaches
from leveller.workbench.ground.places.models import Place
from leveller.workbench.ground.thread import addresses
from leveller.workbench.ground.vocabulary.models import Indicator
from leveller.workbench.systems.evidence.panels import Shown
from leveller.workbench.systems.levers import queries as levers


def levers_of_indicator(request: HttpRequest, shown: Shown) -> SafeString:
    """Four queries; empty for an indicator that isn't in the vocabulary."""
    found = Indicator.objects.filter(key=shown.indicator.key).first()
    if found is None:
        return SafeString()
    authority = _authority(shown)
    reach = levers.levers_for_indicator(found, authority, shown.as_at, actor=request.actor)
    may_link = request.actor.organisation is not None and request.actor.may("vocabulary.edit")
    context = {
        "card": shown.indicator,
        "place": shown.place,
        "authority": authority,
        "as_at": shown.as_at,
        "causes": [reaches.cause(each, request.actor) for each in reach.determinants],
        "need": _need(shown, authority, found, reach),
        "may_link": may_link,
        "add": f"{reverse('levers:link-add')}?{urlencode({'indicator': found.key})}",
    }
    return render_to_string("front/parts/reach.html", context, request)


def _authority(shown: Shown) -> Place | None:
    if shown.authority is None:
        return None
    return Place.objects.filter(code=shown.authority.code).first()


def _need(
    shown: Shown, authority: Place | None, indicator: Indicator, reach: levers.IndicatorReach
) -> str:
    """The form for a need, with the first gap of the page and the way back to it."""
    first = shown.gaps[0] if shown.gaps else None
    causes = [each.determinant for each in reach.determinants]
    return addresses.write_need(
        shown.place,  # type: ignore[arg-type]  # only its code is read
        indicator=indicator,
        determinant=causes[0] if causes else None,
        title=f"Gap in {reaches.inside(str(shown.indicator))}" if first else str(shown.indicator),
        figure=reaches.figure(first) if first else None,
    )
