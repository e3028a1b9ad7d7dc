"""Events and those who make them.

A seat is a number on a row that everybody locks first: `Event.taken` and `Session.taken` with a CHECK as the last
word. `manage.py verify` compares them with the registrations (docs/adr/0007).
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import pghistory
from django.contrib.postgres.indexes import GistIndex
from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from kuznia.events.states import EventKind, EventState, PartyRole
from kuznia.lib.clock import Now
from kuznia.lib.slugs import slug_address
from kuznia.lib.spans import Span

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import RelatedManager

    from kuznia.events.models.hall import HallQuestion
    from kuznia.events.models.questions import Question
    from kuznia.events.models.registrations import Registration
    from kuznia.events.models.sessions import Session
    from kuznia.events.models.survey import Survey

HOLD_HOURS = 24
ANSWER_HOURS = 24
REMINDER_HOURS = 48
KEPT_MONTHS = 12


@pghistory.track(exclude=["contact_name", "contact_email", "contact_phone", "taken", "reminded_for"])
class Event(models.Model):
    """One public event. Its host is an organisation or else the authority whose officers look after it."""

    kind = models.CharField(_("kind"), max_length=20, choices=EventKind.choices)
    state = models.CharField(_("state"), max_length=20, choices=EventState.choices, default=EventState.DRAFT)
    slug = models.SlugField(_("address"), max_length=80, unique=True)
    title = models.CharField(_("title"), max_length=200)
    title_en = models.CharField(_("title in English"), max_length=200, blank=True)
    lead = models.TextField(_("lead"), max_length=600)
    lead_en = models.TextField(_("lead in English"), max_length=600, blank=True)
    motto = models.CharField(_("motto"), max_length=200, blank=True)
    starts_at = models.DateTimeField(_("starts"))
    ends_at = models.DateTimeField(_("ends"))
    authority = models.ForeignKey(
        "directory.Authority", models.PROTECT, related_name="+", verbose_name=_("office")
    )
    host_organisation = models.ForeignKey(
        "directory.Organisation",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("organisation that hosts"),
    )
    venue = models.ForeignKey("directory.Venue", models.PROTECT, related_name="+", verbose_name=_("venue"))
    accessibility = models.TextField(_("accessibility"), max_length=1000, blank=True)
    contact_name = models.CharField(_("contact person"), max_length=150)
    contact_email = models.EmailField(_("contact e-mail"))
    contact_phone = models.CharField(_("contact phone"), max_length=30, blank=True)
    takes_registrations = models.BooleanField(_("people sign up"), default=True)
    # Where people sign up with the organisation that hosts it; then they don't sign up here.
    sign_up_url = models.URLField(_("sign-up on another page"), max_length=300, blank=True)
    registration_opens_at = models.DateTimeField(_("sign-up opens"), null=True, blank=True)
    registration_closes_at = models.DateTimeField(_("sign-up closes"), null=True, blank=True)
    capacity = models.PositiveIntegerField(_("seats"), null=True, blank=True)
    taken = models.PositiveIntegerField(_("seats taken"), default=0, editable=False)
    hold_hours = models.PositiveSmallIntegerField(_("hours a seat is held"), default=HOLD_HOURS)
    # A sign-up then takes a seat only when the organiser has accepted it.
    needs_approval = models.BooleanField(_("the organiser accepts each sign-up"), default=False)
    has_waiting_list = models.BooleanField(_("keep a waiting list"), default=False)
    answer_hours = models.PositiveSmallIntegerField(_("hours to take an offered seat"), default=ANSWER_HOURS)
    reminder_hours = models.PositiveSmallIntegerField(
        _("hours before the start at which a reminder goes out"), default=REMINDER_HOURS
    )
    kept_months = models.PositiveSmallIntegerField(
        _("months that personal data of sign-ups are kept"), default=KEPT_MONTHS
    )
    case_reference = models.CharField(_("case reference"), max_length=60, blank=True)
    asks_wheelchair = models.BooleanField(_("ask about a wheelchair"), default=False)
    asks_interpreter = models.BooleanField(_("ask about a sign-language interpreter"), default=False)
    asks_diet = models.BooleanField(_("ask about diet"), default=False)
    follows = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="followed_by",
        verbose_name=_("follow-up of"),
    )
    # Raised by every change: a stale form is shown, never merged; it is also the SEQUENCE of the .ics.
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    # The start of which participants were reminded; another start is reminded of anew.
    reminded_for = models.DateTimeField(null=True, editable=False)
    published_at = models.DateTimeField(null=True, editable=False)
    cancelled_at = models.DateTimeField(null=True, editable=False)

    if TYPE_CHECKING:
        questions: RelatedManager[Question]
        sessions: RelatedManager[Session]
        survey: Survey
        parties: RelatedManager[EventParty]
        registrations: RelatedManager[Registration]
        hall_questions: RelatedManager[HallQuestion]

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        ordering = ["starts_at", "id"]
        indexes = [
            models.Index(fields=["state", "starts_at"], name="event_state_starts"),
            # What takes place in a month, among the events of many years.
            GistIndex(Span("starts_at", "ends_at"), name="event_span"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="event_ends_after_start"),
            models.CheckConstraint(
                condition=Q(capacity__isnull=True) | Q(taken__lte=F("capacity")), name="event_not_oversold"
            ),
            models.CheckConstraint(
                condition=Q(hold_hours__gte=1, hold_hours__lte=336), name="event_hold_hours"
            ),
            models.CheckConstraint(
                condition=Q(answer_hours__gte=1, answer_hours__lte=336), name="event_answer_hours"
            ),
            models.CheckConstraint(condition=Q(reminder_hours__lte=336), name="event_reminder_hours"),
            models.CheckConstraint(
                condition=Q(kept_months__gte=1, kept_months__lte=60), name="event_kept_months"
            ),
            models.CheckConstraint(
                condition=Q(registration_closes_at__isnull=True)
                | Q(registration_closes_at__lte=F("ends_at")),
                name="event_sign_up_closes_in_time",
            ),
            models.CheckConstraint(
                condition=Q(takes_registrations=False) | Q(sign_up_url=""), name="event_sign_up_in_one_place"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Return the public address."""
        return slug_address("events:event", self.slug)

    @property
    def spoken_title(self) -> str:
        """The title in the reader's language, or in Polish where nobody wrote an English one."""
        return self.title_en if self.title_en and get_language() == "en" else self.title

    @property
    def spoken_lead(self) -> str:
        """The lead in the reader's language, or in Polish where nobody wrote an English one."""
        return self.lead_en if self.lead_en and get_language() == "en" else self.lead

    @property
    def title_language(self) -> str:
        """The language that `spoken_title` is in."""
        return "en" if self.title_en and get_language() == "en" else "pl"

    @property
    def closes_at(self) -> datetime:
        """The instant after which nobody signs up: the deadline, or the start where none was set."""
        return self.registration_closes_at or self.starts_at

    @property
    def free(self) -> int | None:
        """How many seats are free; None where there is no limit."""
        return None if self.capacity is None else self.capacity - self.taken

    @property
    def lets_wait(self) -> bool:
        """True where who finds no seat can wait in the queue; where the organiser decides, people wait for that."""
        return self.has_waiting_list and not self.needs_approval


class EventParty(models.Model):
    """A co-organiser, patron or partner: an organisation of the directory, or a name as printed."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="parties")
    role = models.CharField(_("role"), max_length=20, choices=PartyRole.choices)
    organisation = models.ForeignKey(
        "directory.Organisation",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("organisation"),
    )
    name = models.CharField(_("name as printed"), max_length=200, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["role", "position", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(organisation__isnull=False) ^ ~Q(name=""), name="event_party_named_once"
            ),
        ]

    def __str__(self) -> str:
        return self.name or str(self.organisation)
