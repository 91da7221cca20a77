"""Places and how they change: identity is never a bare code."""

from leveller.workbench.ground.places.models.authorities import Authority
from leveller.workbench.ground.places.models.places import Place, PlaceCode, PlaceName
from leveller.workbench.ground.places.models.relations import Change, Membership

__all__ = ["Authority", "Change", "Membership", "Place", "PlaceCode", "PlaceName"]
