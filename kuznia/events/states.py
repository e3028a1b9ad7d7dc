"""The closed vocabularies of events."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class EventKind(TextChoices):
    CONFERENCE = "conference", _("conference")
    CONGRESS = "congress", _("congress")
    MEETING = "meeting", _("meeting")
    TRAINING = "training", _("training")
    PICNIC = "picnic", _("picnic")


class EventState(TextChoices):
    DRAFT = "draft", _("draft")
    PUBLISHED = "published", _("published")
    CANCELLED = "cancelled", _("cancelled")


class SessionKind(TextChoices):
    TALK = "talk", _("talk")
    PANEL = "panel", _("panel")
    WORKSHOP = "workshop", _("workshop")
    DISCUSSION_GROUP = "discussion_group", _("discussion group")
    BREAK = "break", _("break")


class SessionRole(TextChoices):
    SPEAKER = "speaker", _("speaker")
    PANELLIST = "panellist", _("panellist")
    MODERATOR = "moderator", _("moderator")
    LEADER = "leader", _("leader")


class PartyRole(TextChoices):
    CO_ORGANISER = "co_organiser", _("co-organiser")
    PATRON = "patron", _("patron")
    PARTNER = "partner", _("partner")


class ComingFor(TextChoices):
    ORGANISATION = "organisation", _("a non-governmental organisation")
    INFORMAL_GROUP = "informal_group", _("an informal group")
    OFFICE = "office", _("a gmina or county office")
    INSTITUTION = "institution", _("an institution")
    COMPANY = "company", _("a company")
    ONESELF = "oneself", _("myself")


class RegistrationState(TextChoices):
    HELD = "held", _("waits for confirmation")
    CONFIRMED = "confirmed", _("seat confirmed")
    CANCELLED = "cancelled", _("cancelled")
    EXPIRED = "expired", _("not confirmed in time")


# Those who sit on a seat: both count against every limit.
SEATED = (RegistrationState.HELD, RegistrationState.CONFIRMED)
# Kinds of sessions that a participant chooses between.
CHOSEN_KINDS = (SessionKind.WORKSHOP, SessionKind.DISCUSSION_GROUP)
