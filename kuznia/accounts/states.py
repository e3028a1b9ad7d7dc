"""What people consent to or are told about: the codes under which notices and consents are kept."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class NoticePurpose(models.TextChoices):
    """The notices that the house ships; an app or an administrator may publish under other codes too."""

    ACCOUNT = "accounts.account", _("Account on this site")
    REGISTRATION = "events.registration", _("Sign-up for an event")
    PHOTOS = "events.photos", _("Photos from an event")
    INQUIRY = "inquiries.inquiry", _("Question to the office")
    PATRONAGE = "events.patronage", _("Request for honorary patronage")


class NoticeStanding(models.TextChoices):
    """How one version of a notice stands now."""

    COMING = "coming", pgettext_lazy("privacy notice", "not in force yet")
    IN_FORCE = "in_force", pgettext_lazy("privacy notice", "in force")
    REPLACED = "replaced", pgettext_lazy("privacy notice", "replaced by a newer one")
