"""The course of an event and of a sign-up."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop, pgettext_lazy

from kuznia.events.models import Event, EventProposal, Minutes, Registration, Survey
from kuznia.events.queries import asked_questions, why_off
from kuznia.events.states import (
    CHOSEN_KINDS,
    COVERED,
    LIVE,
    QUEUED,
    SEATED,
    EventState,
    HallQuestionState,
    PatronageState,
    QuestionPurpose,
    RecordState,
    RegistrationState,
    SurveyState,
)
from kuznia.lib import clock
from kuznia.lib.workflow import Machine, Move


def has_programme(event: Event) -> str | None:
    """Refuse an event of an office whose programme is empty; an organisation proposes its event without one."""
    if not event.sessions.exists() and not EventProposal.objects.filter(event=event).exists():
        return str(_("Add at least one item to the programme before publishing."))
    return None


def has_choosable_blocks(event: Event) -> str | None:
    """Refuse workshops that nobody could choose: each stands in a block of parallel sessions."""
    if (
        event.takes_registrations
        and event.sessions.filter(kind__in=CHOSEN_KINDS, block__isnull=True).exists()
    ):
        return str(_("Give every workshop the number of its parallel block."))
    return None


def is_not_over(event: Event) -> str | None:
    """Refuse to cancel what has taken place: everybody who came would read that it doesn’t."""
    if event.ends_at <= clock.now():
        return str(_("The event is over, so it can no longer be cancelled."))
    return None


def has_event_on(registration: Registration) -> str | None:
    """Refuse a sure seat at an event that is cancelled or over."""
    return why_off(registration.event, clock.now())


def has_questions(survey: Survey) -> str | None:
    """Refuse a survey that asks nothing."""
    if not asked_questions(survey.event, QuestionPurpose.SURVEY):
        return str(_("Add at least one question before opening the survey."))
    return None


def has_event_kept(survey: Survey) -> str | None:
    """Refuse to ask about an event that was cancelled."""
    return str(_("The event is cancelled.")) if survey.event.state == EventState.CANCELLED else None


EVENT = Machine(
    model="events.Event",
    states=EventState,
    initial=EventState.DRAFT,
    moves=(
        Move(
            name="publish",
            label=pgettext_lazy("move", "Publish"),
            sources=(EventState.DRAFT,),
            target=EventState.PUBLISHED,
            permission="events.publish_event",
            sentence=gettext_noop("The event was announced."),
            guards=(has_programme, has_choosable_blocks),
            stamp="published_at",
            public=True,
        ),
        Move(
            name="cancel",
            label=pgettext_lazy("move", "Cancel the event"),
            sources=(EventState.PUBLISHED,),
            target=EventState.CANCELLED,
            permission="events.cancel_event",
            sentence=gettext_noop("The event was cancelled."),
            guards=(is_not_over,),
            stamp="cancelled_at",
            needs_reason=True,
            notices=("events.event_cancelled",),
            public=True,
        ),
    ),
)

REGISTRATION = Machine(
    model="events.Registration",
    states=RegistrationState,
    initial=RegistrationState.HELD,
    # Confirmed at once: who is signed in, or whom the office entered. Pending: the organiser accepts sign-ups.
    # Covered: a delegation names somebody who has a sign-up of her own (docs/adr/0020, 0039).
    also_initial=(
        RegistrationState.CONFIRMED,
        RegistrationState.PENDING,
        RegistrationState.WAITING,
        RegistrationState.COVERED,
        RegistrationState.COVERED_WAITING,
    ),
    moves=(
        Move(
            name="confirm",
            label=pgettext_lazy("move", "Confirm"),
            sources=(RegistrationState.HELD, RegistrationState.EXPIRED),
            target=RegistrationState.CONFIRMED,
            permission="events.change_registration",
            sentence=gettext_noop("The sign-up was confirmed."),
            guards=(has_event_on,),
            stamp="confirmed_at",
            notices=("events.registration_confirmed",),
        ),
        Move(
            name="cancel",
            label=pgettext_lazy("move", "Cancel"),
            sources=SEATED,
            target=RegistrationState.CANCELLED,
            permission="events.cancel_registration",
            sentence=gettext_noop("The sign-up was cancelled and its seat freed."),
            stamp="ended_at",
            notices=("events.registration_cancelled",),
        ),
        Move(
            name="withdraw",
            label=pgettext_lazy("move", "Withdraw"),
            sources=(RegistrationState.PENDING, *QUEUED, RegistrationState.COVERED),
            target=RegistrationState.CANCELLED,
            permission="events.cancel_registration",
            sentence=gettext_noop("The sign-up was withdrawn before it had a seat."),
            stamp="ended_at",
            notices=("events.registration_withdrawn",),
        ),
        Move(
            name="accept",
            label=pgettext_lazy("move", "Accept"),
            sources=(RegistrationState.PENDING,),
            target=RegistrationState.CONFIRMED,
            permission="events.decide_registration",
            sentence=gettext_noop("The organiser accepted the sign-up."),
            guards=(has_event_on,),
            stamp="confirmed_at",
            notices=("events.registration_confirmed",),
        ),
        Move(
            name="refuse",
            label=pgettext_lazy("move", "Refuse"),
            sources=(RegistrationState.PENDING,),
            target=RegistrationState.REFUSED,
            permission="events.decide_registration",
            sentence=gettext_noop("The organiser refused the sign-up."),
            stamp="ended_at",
            needs_reason=True,
            notices=("events.registration_refused",),
        ),
        Move(
            name="offer",
            label=pgettext_lazy("move", "Offer the seat"),
            sources=(RegistrationState.WAITING,),
            target=RegistrationState.HELD,
            permission="events.offer_seat",
            sentence=gettext_noop("A seat became free and was offered from the waiting list."),
            stamp="offered_at",
            notices=("events.seat_offered",),
        ),
        Move(
            name="pass_by",
            label=pgettext_lazy("move", "Leave the seat to the next"),
            sources=(RegistrationState.COVERED_WAITING,),
            target=RegistrationState.COVERED,
            permission="events.offer_seat",
            sentence=gettext_noop(
                "A seat could have been offered; the person has a sign-up of her own, so none was taken."
            ),
            stamp="offered_at",
        ),
        Move(
            name="cover",
            label=pgettext_lazy("move", "Leave to the other sign-up"),
            sources=(RegistrationState.EXPIRED,),
            target=RegistrationState.COVERED,
            permission="events.change_registration",
            sentence=gettext_noop("The person has signed up herself since; that sign-up counts."),
            stamp="confirmed_at",
        ),
        Move(
            name="admit",
            label=pgettext_lazy("move", "Let in"),
            sources=(RegistrationState.HELD,),
            target=RegistrationState.CONFIRMED,
            permission="events.admit_registration",
            sentence=gettext_noop("The person came: that confirms the sign-up."),
            stamp="confirmed_at",
        ),
        Move(
            name="expire",
            label=pgettext_lazy("move", "Free the seat"),
            sources=(RegistrationState.HELD, RegistrationState.COVERED),
            target=RegistrationState.EXPIRED,
            permission="events.expire_registration",
            sentence=gettext_noop("Nobody confirmed the sign-up in time; its seat was freed."),
            stamp="ended_at",
            notices=("events.registration_expired",),
        ),
        # Tells her nothing: a letter would keep the name and address that are being deleted.
        Move(
            name="erase",
            label=pgettext_lazy("move", "End with the account"),
            sources=(*LIVE, *COVERED),
            target=RegistrationState.CANCELLED,
            permission="events.expire_registration",
            sentence=gettext_noop("The person had her data deleted, and the sign-up ended with them."),
            stamp="ended_at",
        ),
    ),
)


def has_course(minutes: Minutes) -> str | None:
    """Refuse minutes that say nothing of what was said."""
    if not minutes.items.exclude(course="").exists():
        return str(_("Write at least one sentence to one point of the agenda before publishing."))
    return None


MINUTES = Machine(
    model="events.Minutes",
    states=RecordState,
    initial=RecordState.DRAFT,
    moves=(
        Move(
            name="publish",
            label=pgettext_lazy("record", "Publish"),
            sources=(RecordState.DRAFT,),
            target=RecordState.PUBLISHED,
            permission="events.keep_minutes",
            sentence=gettext_noop("The minutes were published."),
            guards=(has_course,),
            stamp="published_at",
        ),
        Move(
            name="withdraw",
            label=pgettext_lazy("record", "Take back to correct"),
            sources=(RecordState.PUBLISHED,),
            target=RecordState.DRAFT,
            permission="events.keep_minutes",
            sentence=gettext_noop("The minutes were taken back to be corrected."),
            needs_reason=True,
        ),
    ),
)

REPORT = Machine(
    model="events.EventReport",
    states=RecordState,
    initial=RecordState.DRAFT,
    moves=(
        Move(
            name="publish",
            label=pgettext_lazy("record", "Publish"),
            sources=(RecordState.DRAFT,),
            target=RecordState.PUBLISHED,
            permission="events.write_report",
            sentence=gettext_noop("The report was published."),
            stamp="published_at",
        ),
        Move(
            name="withdraw",
            label=pgettext_lazy("record", "Take back to correct"),
            sources=(RecordState.PUBLISHED,),
            target=RecordState.DRAFT,
            permission="events.write_report",
            sentence=gettext_noop("The report was taken back to be corrected."),
            needs_reason=True,
        ),
    ),
)

PATRONAGE = Machine(
    model="events.PatronageRequest",
    states=PatronageState,
    initial=PatronageState.SUBMITTED,
    moves=(
        Move(
            name="grant",
            label=pgettext_lazy("patronage", "Grant patronage"),
            sources=(PatronageState.SUBMITTED,),
            target=PatronageState.GRANTED,
            permission="events.decide_patronage",
            sentence=gettext_noop("Honorary patronage was granted."),
            stamp="decided_at",
            notices=("events.patronage_granted",),
        ),
        Move(
            name="refuse",
            label=pgettext_lazy("patronage", "Refuse"),
            sources=(PatronageState.SUBMITTED,),
            target=PatronageState.REFUSED,
            permission="events.decide_patronage",
            sentence=gettext_noop("Honorary patronage was refused."),
            stamp="decided_at",
            needs_reason=True,
            notices=("events.patronage_refused",),
        ),
        Move(
            name="withdraw",
            label=pgettext_lazy("patronage", "Withdraw"),
            sources=(PatronageState.SUBMITTED,),
            target=PatronageState.WITHDRAWN,
            permission="events.withdraw_patronage",
            sentence=gettext_noop("The request for patronage was withdrawn."),
            stamp="decided_at",
        ),
    ),
)

SURVEY = Machine(
    model="events.Survey",
    states=SurveyState,
    initial=SurveyState.DRAFT,
    moves=(
        Move(
            name="open",
            label=pgettext_lazy("move", "Open the survey"),
            sources=(SurveyState.DRAFT,),
            target=SurveyState.OPEN,
            permission="events.run_survey",
            sentence=gettext_noop("The survey was opened."),
            guards=(has_event_kept, has_questions),
            stamp="opened_at",
        ),
        Move(
            name="close",
            label=pgettext_lazy("move", "Close the survey"),
            sources=(SurveyState.OPEN,),
            target=SurveyState.CLOSED,
            permission="events.close_survey",
            sentence=gettext_noop("The survey was closed."),
            stamp="closed_at",
        ),
    ),
)

HALL_QUESTION = Machine(
    model="events.HallQuestion",
    states=HallQuestionState,
    initial=HallQuestionState.ASKED,
    moves=(
        Move(
            name="show",
            label=pgettext_lazy("move", "Show to the hall"),
            sources=(HallQuestionState.ASKED, HallQuestionState.HIDDEN, HallQuestionState.ANSWERED),
            target=HallQuestionState.SHOWN,
            permission="events.moderate_question",
            sentence=gettext_noop("The question was shown to the hall."),
        ),
        Move(
            name="answer",
            label=pgettext_lazy("move", "Answered"),
            sources=(HallQuestionState.ASKED, HallQuestionState.SHOWN),
            target=HallQuestionState.ANSWERED,
            permission="events.moderate_question",
            sentence=gettext_noop("The question was answered."),
        ),
        Move(
            name="hide",
            label=pgettext_lazy("move", "Hide"),
            sources=(HallQuestionState.ASKED, HallQuestionState.SHOWN),
            target=HallQuestionState.HIDDEN,
            permission="events.moderate_question",
            sentence=gettext_noop("The question was hidden."),
        ),
    ),
)
