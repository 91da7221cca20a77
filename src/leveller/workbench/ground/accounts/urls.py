"""Addresses of this room; those of the sign-in library stand in `sign_in_urls`."""

from django.urls import path

from leveller.workbench.ground.accounts import people_views, views
from leveller.workbench.ground.pages import twins

app_name = "accounts"
urlpatterns = [
    path("", views.home, name="home"),
    path("organisation/", views.choose, name="choose"),
    path("second-factor-needed/", views.second_factor_needed, name="second-factor-needed"),
    path("step-in/", views.step_in, name="step-in"),
    path("join/<str:token>/", views.join, name="join"),
    path("people/invite/", people_views.invite, name="invite"),
    path("people/invitations/<int:pk>/withdraw/", people_views.withdraw, name="withdraw"),
    path("people/<int:pk>/", people_views.person, name="person"),
    *twins.paths("people/", people_views.people, "people"),
    *twins.paths("roles/", views.roles, "roles"),
]
