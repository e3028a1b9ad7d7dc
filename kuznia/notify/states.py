from django.db import models
from django.utils.translation import gettext_lazy as _


class MessageState(models.TextChoices):
    """How far a message has come."""

    WAITING = "waiting", _("waiting to be sent")
    SENT = "sent", _("sent")
    FAILED = "failed", _("will be tried again")
    UNDELIVERED = "undelivered", _("not delivered")


UNDER_WAY = (MessageState.WAITING, MessageState.FAILED)
