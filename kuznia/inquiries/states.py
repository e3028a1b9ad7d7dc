"""Where a question to the office stands, and what is written under it."""

from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy


class InquiryState(TextChoices):
    """The state of a question to the office."""

    NEW = "new", pgettext_lazy("inquiry", "waits for somebody to take it")
    TAKEN = "taken", pgettext_lazy("inquiry", "somebody is working on it")
    ANSWERED = "answered", pgettext_lazy("inquiry", "answered")
    CLOSED = "closed", pgettext_lazy("inquiry", "closed")


class ReplyKind(TextChoices):
    """What was written under a question; a note is for the office alone."""

    FOLLOW_UP = "follow_up", pgettext_lazy("inquiry", "further question")
    ANSWER = "answer", pgettext_lazy("inquiry", "answer")
    NOTE = "note", pgettext_lazy("inquiry", "note for the office")
    REASON = "reason", pgettext_lazy("inquiry", "why it was handed on or closed")


OPEN = (InquiryState.NEW, InquiryState.TAKEN)
SHOWN_TO_ASKER = (ReplyKind.FOLLOW_UP, ReplyKind.ANSWER, ReplyKind.REASON)
