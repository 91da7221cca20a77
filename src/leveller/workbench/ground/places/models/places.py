"""A place, and the codes and names that it bore, each with its half-open dates."""

from django.db import models

from leveller.workbench.ground.places.kinds import PlaceKind


class Place(models.Model):
    """Any statistical geography. `code` and `name` repeat the current ones, for reading only."""

    kind = models.CharField(max_length=24, choices=[(k, k.label) for k in PlaceKind])
    code = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=200)
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True, help_text="First day on which it is no more.")
    is_linked = models.BooleanField(
        default=True, help_text="False when only its code is known, from a file that named it."
    )

    class Meta:
        ordering = ("name",)
        indexes = (models.Index(fields=("kind", "name")),)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(valid_to__isnull=True)
                | models.Q(valid_from__isnull=True)
                | models.Q(valid_to__gt=models.F("valid_from")),
                name="place_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=list(PlaceKind)), name="place_kind_known"
            ),
        )

    def __str__(self) -> str:
        return self.name


class PlaceCode(models.Model):
    place = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="codes")
    code = models.CharField(max_length=40, unique=True)
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)

    def __str__(self) -> str:
        return self.code


class PlaceName(models.Model):
    place = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="names")
    name = models.CharField(max_length=200)
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("place", "name", "valid_from"), name="place_name_once_a_date"
            ),
        )

    def __str__(self) -> str:
        return self.name
