"""Addresses of the sign-in library, which names its routes without a namespace.

It would also bring redirects from addresses of former releases; those are left out.
"""

from allauth.urls import build_provider_urlpatterns
from django.urls import include, path

urlpatterns = [
    path("", include("allauth.account.urls")),
    path("2fa/", include("allauth.mfa.urls")),
    path("sessions/", include("allauth.usersessions.urls")),
    path("provider/", include("allauth.socialaccount.urls")),
    *build_provider_urlpatterns(),
]
