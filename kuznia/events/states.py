"""The closed vocabularies of events."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

# What search calls an announced event.
PUBLIC_KIND = "event"


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


class RegistrationSource(TextChoices):
    WEB = "web", _("on the site")
    DELEGATION = "delegation", _("in a delegation")
    PHONE = "phone", _("by phone")
    PAPER = "paper", _("on paper")
    DOOR = "door", _("at the door")


class RegistrationState(TextChoices):
    PENDING = "pending", _("waits for the organiser’s yes")
    WAITING = "waiting", _("on the waiting list")
    HELD = "held", _("waits for confirmation")
    CONFIRMED = "confirmed", _("seat confirmed")
    CANCELLED = "cancelled", _("cancelled")
    EXPIRED = "expired", _("not confirmed in time")
    REFUSED = "refused", _("refused by the organiser")
    COVERED = "covered", _("has a sign-up of their own")
    COVERED_WAITING = "covered_waiting", _("on the waiting list, has a sign-up of their own")


class AttendanceSource(TextChoices):
    QR = "qr", _("code of the badge or ticket")
    TYPED = "typed", _("typed code")
    LIST = "list", _("from the list")
    DOOR = "door", _("signed up at the door")


class PrintoutKind(TextChoices):
    BADGES = "badges", _("badges")
    NEW_BADGES = "new_badges", _("badges of those who came to the list since the last printing")
    BLANK_BADGES = "blank_badges", _("blank badges")
    ATTENDANCE = "attendance", _("attendance sheet")
    CERTIFICATES = "certificates", _("all certificates")
    PAPER_CERTIFICATES = "paper_certificates", _("certificates of people without an e-mail address")
    CERTIFICATE_SAMPLE = "certificate_sample", _("sample certificate")


class PatronageState(TextChoices):
    SUBMITTED = "submitted", _("waits for the office")
    GRANTED = "granted", pgettext_lazy("patronage", "granted")
    REFUSED = "refused", pgettext_lazy("patronage", "refused")
    WITHDRAWN = "withdrawn", pgettext_lazy("patronage", "withdrawn")


class ProposalState(TextChoices):
    """An event that an organisation proposes."""

    DRAFT = "draft", pgettext_lazy("proposal", "being written")
    SUBMITTED = "submitted", pgettext_lazy("proposal", "waits for the office")
    RETURNED = "returned", pgettext_lazy("proposal", "sent back for correction")
    ACCEPTED = "accepted", pgettext_lazy("proposal", "announced")
    REFUSED = "refused", pgettext_lazy("proposal", "refused")
    WITHDRAWN = "withdrawn", pgettext_lazy("proposal", "withdrawn")


class SignUpPlace(TextChoices):
    """Where people sign up for an organisation's own event."""

    NONE = "none", _("nobody signs up: people just come")
    ELSEWHERE = "elsewhere", _("on our own page")
    HERE = "here", _("here, in Kuźnia")


class RecordState(TextChoices):
    """Minutes and reports: written by the office, then read by everybody."""

    DRAFT = "draft", pgettext_lazy("record", "draft")
    PUBLISHED = "published", pgettext_lazy("record", "published")


class BroadcastGroup(TextChoices):
    SEATED = "seated", _("everybody who has a seat")
    CONFIRMED = "confirmed", _("those whose seat is confirmed")
    HELD = "held", _("those who have not confirmed yet")
    WAITING = "waiting", _("those on the waiting list")
    SESSION = "session", _("those who chose one session")
    CAME = "came", _("those who came")
    MISSED = "missed", _("those who had a seat and did not come")


class QuestionPurpose(TextChoices):
    SIGN_UP = "sign_up", _("at sign-up")
    SURVEY = "survey", _("in the survey")


class QuestionKind(TextChoices):
    TEXT = "text", _("an answer in words")
    CHOICE = "choice", _("one of several answers")
    SEVERAL = "several", _("several answers at once")
    YES_NO = "yes_no", _("yes or no")
    SCALE = "scale", _("a scale from 1 to 5")


class SurveyState(TextChoices):
    DRAFT = "draft", _("being prepared")
    OPEN = "open", _("open")
    CLOSED = "closed", _("closed")


class HallQuestionState(TextChoices):
    ASKED = "asked", _("waits for the moderator")
    SHOWN = "shown", _("on the screen")
    ANSWERED = "answered", pgettext_lazy("question", "answered")
    HIDDEN = "hidden", pgettext_lazy("question", "hidden")


# Those who sit on a seat: both count against every limit.
SEATED = (RegistrationState.HELD, RegistrationState.CONFIRMED)
# Those who have ended; who is covered named in a delegation sits, or waits, by a sign-up of her own.
ENDED = (RegistrationState.CANCELLED, RegistrationState.EXPIRED, RegistrationState.REFUSED)
# Those who have not ended: one person has one of them at an event.
LIVE = (*SEATED, RegistrationState.PENDING, RegistrationState.WAITING)
# Those whom a delegation names and who sit, or wait, by a sign-up of their own (docs/adr/0020).
COVERED = (RegistrationState.COVERED, RegistrationState.COVERED_WAITING)
# Those who stand in the queue; whoever is covered takes no seat there (docs/adr/0039).
QUEUED = (RegistrationState.WAITING, RegistrationState.COVERED_WAITING)
# What its organisation may still write.
WRITABLE = (ProposalState.DRAFT, ProposalState.RETURNED)
# Kinds of sessions that a participant chooses between.
CHOSEN_KINDS = (SessionKind.WORKSHOP, SessionKind.DISCUSSION_GROUP)
# Kinds whose answers the office words itself.
OWN_ANSWERS = (QuestionKind.CHOICE, QuestionKind.SEVERAL)
