"""What a piece of news is about."""

from django.db import models
from django.utils.translation import gettext_lazy as _

# The kind under which the calendar's events are public; they stand on a higher floor, so a number names one.
EVENT_KIND = "event"


class Category(models.TextChoices):
    """One subject of the news; it stands above the title."""

    COUNTY = "county", _("County")
    NGO = "ngo", _("NGO")
    EVENTS = "events", _("Events")
    TRAINING = "training", _("Training")
    GRANTS = "grants", _("Grants")
