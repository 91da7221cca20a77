"""People, the organisations that they work for, and the roles that they hold there."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from leveller.workbench.ground.accounts import roles


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, name: str = "") -> "User":
        user = self.model(email=self.normalize_email(email).lower(), name=name)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, email: str) -> "User":
        return self.get(email__iexact=email)


class User(AbstractBaseUser):
    email = models.EmailField(unique=True)
    name = models.CharField(max_length=150, blank=True)
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects = UserManager()

    def __str__(self) -> str:
        return self.name or self.email

    def get_full_name(self) -> str:
        return str(self)


class Organisation(models.Model):
    """Whoever owns work: an authority, a council, an anchor institution, a partner."""

    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=200, unique=True)
    area_code = models.CharField(
        max_length=40, blank=True, help_text="Code of the place that it works for, if it has one."
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class RoleGrant(models.Model):
    """One role of one person in one organisation."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="grants")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="grants")
    role = models.CharField(max_length=40, choices=roles.CHOICES)
    granted_at = models.DateTimeField(auto_now_add=True)
    granted_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("user", "organisation", "role"), name="role_granted_once"
            ),
            models.CheckConstraint(
                condition=models.Q(role__in=[key for key, _ in roles.CHOICES]), name="role_known"
            ),
        )

    def __str__(self) -> str:
        return f"{self.user}: {self.role} at {self.organisation}"


class Invitation(models.Model):
    """An address that was asked to join an organisation in a role.

    Only the hash of the link's token is kept: whoever reads the database can't use it.
    """

    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="invitations"
    )
    email = models.EmailField()
    role = models.CharField(max_length=40, choices=roles.CHOICES)
    token_hash = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    invited_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    accepted_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    settled_at = models.DateTimeField(null=True, help_text="When it was accepted or withdrawn.")

    class Meta:
        ordering = ("-invited_at",)
        constraints = (
            models.UniqueConstraint(
                fields=("organisation", "email", "role"),
                condition=models.Q(settled_at__isnull=True),
                name="invited_once",
            ),
            models.CheckConstraint(
                condition=models.Q(role__in=[key for key, _ in roles.CHOICES]),
                name="invited_role_known",
            ),
        )

    def __str__(self) -> str:
        return f"{self.email}: {self.role} at {self.organisation}"
