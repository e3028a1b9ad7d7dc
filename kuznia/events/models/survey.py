"""The evaluation survey of an event: whom it was sent to, and what they answered.

In an anonymous survey nothing leads from an answer to a person (docs/adr/0022): until it closes, the answers lie
sealed; when it closes, all are opened in one transaction and written anew in random order.
"""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

import pghistory
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kuznia.events.models.events import Event
from kuznia.events.models.registrations import Registration
from kuznia.events.states import SurveyState

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import RelatedManager


@pghistory.track()
class Survey(models.Model):
    """The survey after one event; its questions are those of the event that are asked in the survey."""

    event = models.OneToOneField(Event, models.CASCADE, related_name="survey")
    state = models.CharField(
        _("state"), max_length=20, choices=SurveyState.choices, default=SurveyState.DRAFT
    )
    is_anonymous = models.BooleanField(_("anonymous"), default=True)
    opens_at = models.DateTimeField(_("opens"))
    closes_at = models.DateTimeField(_("closes"))
    opened_at = models.DateTimeField(null=True, editable=False)
    closed_at = models.DateTimeField(null=True, editable=False)
    reminded_at = models.DateTimeField(null=True, editable=False)

    if TYPE_CHECKING:
        invitations: RelatedManager[SurveyInvitation]
        responses: RelatedManager[SurveyResponse]
        sealed: RelatedManager[SealedAnswers]

    class Meta:
        verbose_name = _("survey")
        constraints = [
            models.CheckConstraint(
                condition=Q(closes_at__gt=F("opens_at")), name="survey_closes_after_opening"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.event_id}: {self.state}"


class SurveyInvitation(models.Model):
    """That a participant was asked, and whether she has answered: never what, and never when."""

    survey = models.ForeignKey(Survey, models.CASCADE, related_name="invitations")
    registration = models.ForeignKey(Registration, models.PROTECT, related_name="+")
    has_answered = models.BooleanField(_("has answered"), default=False)

    class Meta:
        verbose_name = _("invitation to the survey")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["survey", "registration"], name="survey_invitation_once"),
        ]

    def __str__(self) -> str:
        return f"{self.survey_id}: {self.registration_id}"


class SealedAnswers(models.Model):
    """One anonymous response while the survey is open: encrypted, all of one length, without person or time."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    survey = models.ForeignKey(Survey, models.CASCADE, related_name="sealed")
    sealed = models.TextField(_("sealed answers"))

    class Meta:
        verbose_name = _("sealed answers")

    def __str__(self) -> str:
        return str(self.id)


class SurveyResponse(models.Model):
    """What one person answered in the survey; whose it is stands here only where the survey is not anonymous."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    survey = models.ForeignKey(Survey, models.CASCADE, related_name="responses")
    registration = models.ForeignKey(Registration, models.PROTECT, null=True, related_name="+")
    is_anonymous = models.BooleanField(_("anonymous"))
    # {"12": {"keys": ["yes"], "text": ""}} by the number of the question.
    answers = models.JSONField(_("answers"), default=dict)

    class Meta:
        verbose_name = _("response to the survey")
        constraints = [
            models.UniqueConstraint(fields=["survey", "registration"], name="survey_response_once"),
            models.CheckConstraint(
                condition=Q(is_anonymous=True, registration__isnull=True)
                | Q(is_anonymous=False, registration__isnull=False),
                name="survey_response_names_nobody_when_anonymous",
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)
