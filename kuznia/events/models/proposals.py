"""Events that organisations propose, before and after an office has said yes."""

from __future__ import annotations

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kuznia.events.models.events import Event
from kuznia.events.states import EventKind, ProposalState, SignUpPlace
from kuznia.lib.clock import Now

LONGEST_PLACE = 150


@pghistory.track(fields=["state", "version", "event", "decided_at"])
class EventProposal(models.Model):
    """An organisation's own event; the office of the gmina of its place, or the county's, makes it public."""

    organisation = models.ForeignKey(
        "directory.Organisation", models.PROTECT, related_name="+", verbose_name=_("organisation")
    )
    state = models.CharField(max_length=20, choices=ProposalState.choices, default=ProposalState.DRAFT)
    kind = models.CharField(_("kind"), max_length=20, choices=EventKind.choices)
    title = models.CharField(_("title"), max_length=200)
    lead = models.TextField(_("lead"), max_length=600)
    starts_at = models.DateTimeField(_("starts"))
    ends_at = models.DateTimeField(_("ends"))
    # A place of the directory, or one that the directory will know once the office has said yes.
    venue = models.ForeignKey(
        "directory.Venue", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("venue")
    )
    place_name = models.CharField(_("name of the place"), max_length=LONGEST_PLACE, blank=True)
    place_address = models.CharField(_("address of the place"), max_length=300, blank=True)
    municipality = models.ForeignKey(
        "directory.Municipality",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("gmina of the place"),
    )
    accessibility = models.TextField(_("accessibility"), max_length=1000, blank=True)
    contact_name = models.CharField(_("contact person"), max_length=150)
    contact_email = models.EmailField(_("contact e-mail"))
    contact_phone = models.CharField(_("contact phone"), max_length=30, blank=True)
    sign_up = models.CharField(
        _("sign-up"), max_length=20, choices=SignUpPlace.choices, default=SignUpPlace.NONE
    )
    sign_up_url = models.URLField(_("address of the sign-up"), max_length=300, blank=True)
    capacity = models.PositiveIntegerField(_("seats"), null=True, blank=True)
    # What the office answered when it sent the proposal back or refused it.
    answer = models.TextField(_("the office’s answer"), max_length=500, blank=True)
    event = models.OneToOneField(Event, models.PROTECT, null=True, blank=True, related_name="proposal")
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    # Raised by every change: the office says yes to what it has read and to nothing newer.
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    submitted_at = models.DateTimeField(null=True, editable=False)
    decided_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = _("proposed event")
        verbose_name_plural = _("proposed events")
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["state", "municipality", "starts_at"], name="proposal_state_municipality"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="proposal_ends_after_start"),
            models.CheckConstraint(
                condition=Q(venue__isnull=False) ^ ~Q(place_name=""), name="proposal_place_once"
            ),
            models.CheckConstraint(
                condition=Q(state="accepted", event__isnull=False)
                | (~Q(state="accepted") & Q(event__isnull=True)),
                name="proposal_accepted_with_event",
            ),
            models.CheckConstraint(
                condition=Q(sign_up="elsewhere") ^ Q(sign_up_url=""), name="proposal_sign_up_address"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def place(self) -> str:
        """The place with its address, in one line."""
        name, address = (
            (self.venue.name, self.venue.address) if self.venue else (self.place_name, self.place_address)
        )
        return f"{name}, {address}" if address else name
