"""What every template may use."""

from django.conf import settings
from django.http import HttpRequest

import leveller


def site(request: HttpRequest) -> dict[str, object]:
    return {
        "actor": request.actor,
        "is_demonstration": settings.DEMONSTRATION,
        "product_version": leveller.__version__,
    }
