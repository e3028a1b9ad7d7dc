"""The closed lists of the newsroom."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

# What search calls them.
GUIDE_KIND, PRACTICE_KIND = "guide", "practice"

# The kind under which the calendar's events are public; they stand on a higher floor, so a number names one.
EVENT_KIND = "event"


class Category(models.TextChoices):
    """One subject of the news; it stands above the title."""

    COUNTY = "county", _("County")
    NGO = "ngo", _("NGO")
    EVENTS = "events", _("Events")
    TRAINING = "training", _("Training")
    GRANTS = "grants", _("Grants")


class PracticeState(models.TextChoices):
    """How far the card of a good practice has come."""

    PROPOSED = "proposed", pgettext_lazy("practice", "waits for an editor")
    RETURNED = "returned", pgettext_lazy("practice", "to be corrected")
    PUBLISHED = "published", pgettext_lazy("practice", "published")
    REFUSED = "refused", pgettext_lazy("practice", "refused")
    WITHDRAWN = "withdrawn", pgettext_lazy("practice", "withdrawn by the organisation")
    TAKEN_DOWN = "taken_down", pgettext_lazy("practice", "taken down")


# The organisation may change the card as long as it stands in one of these.
CHANGEABLE = (PracticeState.PROPOSED, PracticeState.RETURNED)
# It may take the card back as long as somebody reads it or an editor may let somebody.
WITHDRAWABLE = (*CHANGEABLE, PracticeState.PUBLISHED, PracticeState.TAKEN_DOWN)
