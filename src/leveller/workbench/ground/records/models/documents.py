"""Documents that were made and kept: a brief that went to a board, with what it was made from."""

from django.db import models

from leveller.workbench.ground.accounts.models import Organisation, User


class Document(models.Model):
    """One file, addressed by its content, under `documents/` of the home folder."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT)
    kind = models.CharField(max_length=40)
    title = models.CharField(max_length=300)
    filename = models.CharField(max_length=200)
    media_type = models.CharField(max_length=100)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    made_from = models.JSONField(default=dict, help_text="Releases and versions that it rests on.")
    made_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("-made_at",)
        indexes = (models.Index(fields=("sha256",)),)

    def __str__(self) -> str:
        return self.title
