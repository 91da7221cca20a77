"""What every template may use."""

from django.conf import settings
from django.http import HttpRequest

import leveller
from leveller.workbench.ground.pages import navigation


def site(request: HttpRequest) -> dict[str, object]:
    """An error can come before the middleware that says who asks; then nobody is named."""
    return {
        "actor": getattr(request, "actor", None),
        "is_demonstration": settings.DEMONSTRATION,
        "product_version": leveller.__version__,
        "service_links": navigation.links(navigation.SERVICE, request.path),
        "footer_links": navigation.links(navigation.FOOTER, request.path),
    }
