"""The table of every route with who may open it, and the rule that it gives for each.

`config/access.csv` is the one place that says so. A route that isn't in it opens for nobody,
and a test fails until somebody has classified it.
"""

import csv
from dataclasses import dataclass
from functools import cache

from django.conf import settings
from django.http import HttpRequest

from leveller.config import paths
from leveller.workbench.ground.accounts import roles

PUBLIC = "public"
SIGNED_IN = "signed-in"
OWN_ACCOUNT = "own-account"  # signed in; not in a demonstration, whose accounts many share
DEMONSTRATION = "demonstration"
NOBODY = "nobody"
WHO = {PUBLIC, SIGNED_IN, OWN_ACCOUNT, DEMONSTRATION, NOBODY, *roles.PERMISSIONS}


@dataclass(frozen=True)
class Rule:
    route: str
    who: str
    why: str

    def allows(self, request: HttpRequest) -> bool:
        if self.who == PUBLIC:
            return True
        if self.who == DEMONSTRATION:
            return settings.DEMONSTRATION
        if self.who == OWN_ACCOUNT:
            return request.user.is_authenticated and not settings.DEMONSTRATION
        if self.who == SIGNED_IN:
            return request.user.is_authenticated
        return self.who in roles.PERMISSIONS and request.actor.may(self.who)


@cache
def table() -> dict[str, Rule]:
    with (paths.PACKAGE / "config" / "access.csv").open(newline="", encoding="utf-8") as stream:
        return {row["route"]: Rule(**row) for row in csv.DictReader(stream)}


def rule_for(route: str) -> Rule:
    return table().get(route) or Rule(route, NOBODY, "not classified")
