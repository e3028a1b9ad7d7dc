"""Who comes: sign-ups, the sessions they chose, what they need, and delegations."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kuznia.events.models.events import Event
from kuznia.events.models.sessions import Session
from kuznia.events.states import LIVE, QUEUED, SEATED, ComingFor, RegistrationSource, RegistrationState

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import RelatedManager

    from kuznia.events.models.attendance import Attendance
    from kuznia.events.models.hall import HallQuestion
    from kuznia.events.models.questions import Answer
    from kuznia.events.models.waiting import Wish


@pghistory.track(fields=["event", "coming_for"])
class Delegation(models.Model):
    """People whom one contact signed up for one event in one go; every letter goes to the contact."""

    event = models.ForeignKey(Event, models.PROTECT, related_name="delegations")
    contact = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    code = models.CharField(max_length=12, unique=True)
    contact_name = models.CharField(_("contact person"), max_length=150)
    contact_phone = models.CharField(_("phone"), max_length=30, blank=True)
    coming_for = models.CharField(_("who you come for"), max_length=20, choices=ComingFor.choices)
    organisation = models.ForeignKey(
        "directory.Organisation", models.PROTECT, null=True, blank=True, related_name="+"
    )
    organisation_name = models.CharField(_("its name"), max_length=200, blank=True)
    language = models.CharField(max_length=2, default="pl")
    notice = models.ForeignKey("accounts.PrivacyNotice", models.PROTECT, related_name="+")
    # How many people stood on the form: those for whom there was no seat are counted and not kept.
    asked = models.PositiveSmallIntegerField(_("people on the form"), default=0)
    # One filled-in form makes one delegation, however often it is sent.
    form_key = models.UUIDField(unique=True)
    arrived_at = models.DateTimeField()
    # When the time of keeping passed and the contact was cut out.
    forgotten_at = models.DateTimeField(null=True, editable=False)

    if TYPE_CHECKING:
        registrations: RelatedManager[Registration]

    class Meta:
        verbose_name = _("delegation")
        verbose_name_plural = _("delegations")
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.code} {self.organisation_name or self.contact_name}"


@pghistory.track(fields=["event", "state", "coming_for", "held_until", "confirmed_at", "ended_at"])
class Registration(models.Model):
    """One person's sign-up for one event. Held until she confirms; a seat is hers while held or confirmed."""

    event = models.ForeignKey(Event, models.PROTECT, related_name="registrations")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    state = models.CharField(max_length=20, choices=RegistrationState.choices, default=RegistrationState.HELD)
    code = models.CharField(max_length=12, unique=True)
    name = models.CharField(_("name"), max_length=150)
    coming_for = models.CharField(_("who you come for"), max_length=20, choices=ComingFor.choices)
    organisation = models.ForeignKey(
        "directory.Organisation", models.PROTECT, null=True, blank=True, related_name="+"
    )
    organisation_name = models.CharField(_("its name"), max_length=200, blank=True)
    source = models.CharField(
        _("how it came"), max_length=20, choices=RegistrationSource.choices, default=RegistrationSource.WEB
    )
    # Who took it down, where it came by phone, on paper or at the door.
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    delegation = models.ForeignKey(Delegation, models.PROTECT, null=True, related_name="registrations")
    phone = models.CharField(_("phone"), max_length=30, blank=True)
    language = models.CharField(max_length=2, default="pl")
    notice = models.ForeignKey("accounts.PrivacyNotice", models.PROTECT, related_name="+")
    allows_photos = models.BooleanField(_("may be photographed"), default=False)
    # One filled-in form makes one registration, however often it is sent.
    form_key = models.UUIDField(unique=True)
    arrived_at = models.DateTimeField()
    held_until = models.DateTimeField(null=True, blank=True)
    # When a seat was offered from the waiting list; None where she never waited.
    offered_at = models.DateTimeField(null=True, blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    # When the time of keeping passed: from then on the row is nobody's, and only counts; acts stay in the history.
    forgotten_at = models.DateTimeField(null=True, editable=False)

    if TYPE_CHECKING:
        answers: RelatedManager[Answer]
        attendances: RelatedManager[Attendance]
        hall_questions: RelatedManager[HallQuestion]
        places: RelatedManager[Place]
        wishes: RelatedManager[Wish]

    class Meta:
        verbose_name = _("sign-up")
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["event", "state", "-id"], name="registration_event_state"),
            models.Index(
                fields=["event", "held_until"],
                condition=Q(state="held") | Q(state="covered", confirmed_at__isnull=True),
                name="registration_unconfirmed",
            ),
            models.Index(fields=["person"], name="registration_person"),
            models.Index(
                fields=["event", "arrived_at", "id"],
                condition=Q(state__in=QUEUED),
                name="registration_queued",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["event", "person"],
                condition=Q(state__in=LIVE, forgotten_at__isnull=True),
                name="registration_once_per_event",
            ),
            models.CheckConstraint(
                condition=~Q(state="held") | Q(held_until__isnull=False), name="registration_held_until_set"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"

    @property
    def is_live(self) -> bool:
        """True until the sign-up has ended: it sits, waits for a seat, or for the organiser's yes."""
        return self.state in LIVE

    @property
    def is_waiting(self) -> bool:
        """True while it stands on the waiting list."""
        return self.state == RegistrationState.WAITING

    @property
    def is_seated(self) -> bool:
        """True while a seat belongs to this sign-up."""
        return self.state in SEATED


class Place(models.Model):
    """The session that a participant chose in one block; it counts while her registration is seated.

    Before that, on the waiting list, it is what she waits for.
    """

    registration = models.ForeignKey(Registration, models.CASCADE, related_name="places")
    session = models.ForeignKey(Session, models.PROTECT, related_name="+")
    block = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["registration", "block"], name="place_one_per_block"),
        ]

    def __str__(self) -> str:
        return f"{self.registration_id}: {self.session_id}"


class Needs(models.Model):
    """What a participant needs, as she told the organiser who asked. Deleted 7 days after the event."""

    registration = models.OneToOneField(Registration, models.CASCADE, related_name="needs")
    wheelchair = models.BooleanField(_("I use a wheelchair"), default=False)
    interpreter = models.BooleanField(_("I need a sign-language interpreter"), default=False)
    diet = models.CharField(_("diet"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("needs")
        verbose_name_plural = _("needs")

    def __str__(self) -> str:
        return str(self.registration_id)
