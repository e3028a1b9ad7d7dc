"""Questions from the hall: asked from a phone with the code of a badge, put in order by the moderator."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from kuznia.events.models.events import Event
from kuznia.events.models.registrations import Registration
from kuznia.events.models.sessions import Session
from kuznia.events.states import HallQuestionState

LONGEST_QUESTION = 300


class HallQuestion(models.Model):
    """What a participant asks in one session, or of the whole event; the hall sees it only once it is shown."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="hall_questions")
    session = models.ForeignKey(
        Session,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="hall_questions",
        verbose_name=_("session"),
    )
    # Emptied when the person has her data erased: the question stays, nobody's.
    registration = models.ForeignKey(Registration, models.SET_NULL, null=True, related_name="hall_questions")
    state = models.CharField(
        max_length=20, choices=HallQuestionState.choices, default=HallQuestionState.ASKED
    )
    text = models.TextField(_("question"), max_length=LONGEST_QUESTION)
    is_anonymous = models.BooleanField(_("without my name"), default=False)
    is_pinned = models.BooleanField(_("pinned"), default=False)
    position = models.PositiveIntegerField(default=0)
    asked_at = models.DateTimeField()
    # One filled-in form asks once, however often it is sent.
    form_key = models.UUIDField(unique=True)

    class Meta:
        verbose_name = _("question from the hall")
        verbose_name_plural = _("questions from the hall")
        ordering = ["-is_pinned", "position", "id"]
        indexes = [models.Index(fields=["event", "state"], name="hall_question_state")]

    def __str__(self) -> str:
        return self.text[:60]
