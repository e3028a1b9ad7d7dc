"""Questions to an office: what they are about, what was asked and answered, how soon the office promises to answer."""

from __future__ import annotations

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from kuznia.inquiries.states import OPEN, InquiryState, ReplyKind
from kuznia.lib.clock import Now

LONGEST_QUESTION = 4_000
LONGEST_ANSWER = 10_000
MOST_DAYS = 30
FIRST_LINE = 90


class Topic(models.Model):
    """What a question may be about; the county office keeps the list."""

    name = models.CharField(_("name of the topic"), max_length=80)
    name_en = models.CharField(_("name in English"), max_length=80, blank=True)
    position = models.PositiveSmallIntegerField(default=100)
    is_offered = models.BooleanField(_("offered in the form"), default=True)

    class Meta:
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        ordering = ["position", "id"]
        constraints = [models.UniqueConstraint(fields=["name"], name="topic_named_once")]

    def __str__(self) -> str:
        return self.spoken_name

    @property
    def spoken_name(self) -> str:
        """The name in the language of the page, where there is one."""
        return self.name_en if get_language() == "en" and self.name_en else self.name


class AnswerTerm(models.Model):
    """Within how many working days an office promises to answer."""

    authority = models.OneToOneField("directory.Authority", models.PROTECT, related_name="+")
    working_days = models.PositiveSmallIntegerField(_("working days"))

    class Meta:
        verbose_name = _("term of answering")
        verbose_name_plural = _("terms of answering")
        constraints = [
            models.CheckConstraint(
                condition=Q(working_days__gte=1, working_days__lte=MOST_DAYS), name="answer_term_in_bounds"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.authority_id}: {self.working_days}"


@pghistory.track(fields=["state", "authority", "holder", "due_on"])
class Inquiry(models.Model):
    """A question to an office: who asks, what, who has it, until when it is to be answered."""

    authority = models.ForeignKey("directory.Authority", models.PROTECT, related_name="+")
    topic = models.ForeignKey(Topic, models.PROTECT, related_name="inquiries")
    state = models.CharField(max_length=20, choices=InquiryState.choices, default=InquiryState.NEW)
    code = models.CharField(max_length=12, unique=True)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    name = models.CharField(pgettext_lazy("inquiry", "who asks"), max_length=150)
    organisation = models.ForeignKey(
        "directory.Organisation", models.PROTECT, null=True, blank=True, related_name="+"
    )
    question = models.TextField(_("question"), max_length=LONGEST_QUESTION)
    language = models.CharField(max_length=2, default="pl")
    notice = models.ForeignKey("accounts.PrivacyNotice", models.PROTECT, related_name="+")
    holder = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    due_on = models.DateField(_("answer promised until"))
    # One filled-in form makes one question, however often it is sent.
    form_key = models.UUIDField(unique=True)
    arrived_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    # When the last thing happened: from here the time of keeping runs.
    moved_at = models.DateTimeField(db_default=Now())
    forgotten_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("question to the office")
        verbose_name_plural = _("questions to the office")
        ordering = ["-id"]
        indexes = [models.Index(fields=["authority", "state", "due_on"], name="inquiry_queue")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state=InquiryState.NEW, holder__isnull=True)
                | Q(state__in=[InquiryState.TAKEN, InquiryState.ANSWERED], holder__isnull=False)
                | Q(state=InquiryState.CLOSED),
                name="inquiry_held_when_taken",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.first_line}"

    @property
    def is_open(self) -> bool:
        """Whether the office still owes an answer."""
        return self.state in OPEN

    @property
    def first_line(self) -> str:
        """The beginning of the question on one line, as lists show it."""
        line = " ".join(self.question.split())
        if len(line) <= FIRST_LINE:
            return line
        return f"{line[:FIRST_LINE].rsplit(' ', 1)[0]}…"


class Reply(models.Model):
    """What was written under a question: by whoever asks, by the office, or a note of the office's own."""

    inquiry = models.ForeignKey(Inquiry, models.CASCADE, related_name="replies")
    kind = models.CharField(max_length=20, choices=ReplyKind.choices)
    body = models.TextField(max_length=LONGEST_ANSWER)
    # Nobody where whoever asks writes: the question says who she is.
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    authority = models.ForeignKey(
        "directory.Authority", models.PROTECT, null=True, blank=True, related_name="+"
    )
    written_at = models.DateTimeField(db_default=Now())
    form_key = models.UUIDField(unique=True)

    class Meta:
        verbose_name = _("reply")
        verbose_name_plural = _("replies")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind=ReplyKind.FOLLOW_UP, written_by__isnull=True, authority__isnull=True)
                | (~Q(kind=ReplyKind.FOLLOW_UP) & Q(written_by__isnull=False, authority__isnull=False)),
                name="reply_written_by_the_office_or_not",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.inquiry_id} {self.kind}"
