"""The one record of a human being, which is also the user model."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models import Q
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from kuznia.lib.clock import Now
from kuznia.lib.text import email_key


class PersonManager(BaseUserManager["Person"]):
    """Finds people by what they sign in with; making them is the work of services."""

    def get_by_natural_key(self, username: str | None) -> Person:
        return self.get(email=email_key(username or ""))


class Person(AbstractBaseUser, PermissionsMixin):
    """A human being, once. Without an e-mail address she cannot sign in (a panellist, someone in a delegation)."""

    name = models.CharField(_("name"), max_length=150)
    email = models.EmailField(_("e-mail"), null=True, blank=True)  # noqa: DJ001 - many people without an address, none with an empty one
    phone = models.CharField(_("phone"), max_length=30, blank=True)
    language = models.CharField(_("language"), max_length=2, default="pl")
    is_active = models.BooleanField(_("may sign in"), default=True)
    # Raised when a role or the password changes: every session begun before then ends.
    session_epoch = models.PositiveIntegerField(default=0)
    joined_at = models.DateTimeField(db_default=Now())
    erased_at = models.DateTimeField(null=True, blank=True)

    objects = PersonManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints = [
            models.UniqueConstraint(fields=["email"], name="person_email_once"),
            models.CheckConstraint(
                condition=Q(email__isnull=True) | (Q(email=models.functions.Lower("email")) & ~Q(email="")),
                name="person_email_folded",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_full_name(self) -> str:
        """Return the name as people say it; Wagtail's admin asks for it."""
        return self.name

    @property
    def is_staff(self) -> bool:
        """False: nobody enters Django's own admin, which is not installed."""
        return False

    def get_session_auth_hash(self) -> str:
        """Return what a session must carry to stay valid: it changes with the password and with `session_epoch`."""
        secret = f"{self.password}:{self.session_epoch}"
        return salted_hmac("kuznia.people.Person.session", secret, algorithm="sha256").hexdigest()

    def get_session_auth_fallback_hash(self) -> list[str]:
        """Return none: a session signed with a retired key ends."""
        return []
