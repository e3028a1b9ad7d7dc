"""Places and their rooms; a later app adds hours and bookings to the same rooms."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kuznia.directory.models.authorities import Authority, Municipality
from kuznia.directory.models.organisations import Organisation

MOST_SEATS = 20_000


class Venue(models.Model):
    """A place where people meet, with what it offers to those who need it."""

    name = models.CharField(_("proper name"), max_length=150)
    address = models.CharField(_("address"), max_length=300)
    municipality = models.ForeignKey(
        Municipality, models.PROTECT, null=True, blank=True, verbose_name=_("gmina"), related_name="venues"
    )
    authority = models.ForeignKey(
        Authority,
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name=_("run by the office"),
        related_name="venues",
    )
    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name=_("run by the organisation"),
        related_name="venues",
    )
    step_free = models.BooleanField(_("step-free entrance"), default=False)
    lift = models.BooleanField(_("lift"), default=False)
    accessible_toilet = models.BooleanField(_("accessible toilet"), default=False)
    induction_loop = models.BooleanField(_("induction loop"), default=False)
    sign_language = models.BooleanField(_("sign-language interpreter on request"), default=False)
    accessible_parking = models.BooleanField(_("parking places for disabled people"), default=False)
    accessibility = models.TextField(_("accessibility in words"), max_length=2000, blank=True)
    directions = models.TextField(_("how to get there"), max_length=2000, blank=True)
    in_use = models.BooleanField(_("in use"), default=True)

    class Meta:
        verbose_name = _("venue")
        verbose_name_plural = _("venues")
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(fields=["name", "address"], name="venue_once"),
            models.CheckConstraint(
                condition=Q(authority__isnull=True) | Q(organisation__isnull=True), name="venue_one_owner"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Room(models.Model):
    """A room of a venue."""

    venue = models.ForeignKey(Venue, models.PROTECT, verbose_name=_("venue"), related_name="rooms")
    name = models.CharField(_("proper name"), max_length=100)
    floor = models.CharField(_("floor"), max_length=40, blank=True)
    seats = models.PositiveIntegerField(_("number of seats"))
    step_free = models.BooleanField(_("reached without steps"), default=False)
    induction_loop = models.BooleanField(_("induction loop"), default=False)
    in_use = models.BooleanField(_("in use"), default=True)

    class Meta:
        verbose_name = _("room")
        verbose_name_plural = _("rooms")
        ordering = ["venue", "name", "id"]
        constraints = [
            models.UniqueConstraint(fields=["venue", "name"], name="room_once_in_venue"),
            models.CheckConstraint(
                condition=Q(seats__gte=1, seats__lte=MOST_SEATS), name="room_seats_sensible"
            ),
        ]

    def __str__(self) -> str:
        return self.name
