"""The course of an event and of a sign-up."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop, pgettext_lazy

from kuznia.events.models import Event
from kuznia.events.states import CHOSEN_KINDS, EventState, RegistrationState
from kuznia.lib.workflow import Machine, Move


def has_programme(event: Event) -> str | None:
    """Refuse an event whose programme is empty."""
    if not event.sessions.exists():
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
    moves=(
        Move(
            name="confirm",
            label=pgettext_lazy("move", "Confirm"),
            sources=(RegistrationState.HELD, RegistrationState.EXPIRED),
            target=RegistrationState.CONFIRMED,
            permission="events.change_registration",
            sentence=gettext_noop("The sign-up was confirmed."),
            stamp="confirmed_at",
            notices=("events.registration_confirmed",),
        ),
        Move(
            name="cancel",
            label=pgettext_lazy("move", "Cancel"),
            sources=(RegistrationState.HELD, RegistrationState.CONFIRMED),
            target=RegistrationState.CANCELLED,
            permission="events.cancel_registration",
            sentence=gettext_noop("The sign-up was cancelled and its seat freed."),
            stamp="ended_at",
            notices=("events.registration_cancelled",),
        ),
        Move(
            name="expire",
            label=pgettext_lazy("move", "Free the seat"),
            sources=(RegistrationState.HELD,),
            target=RegistrationState.EXPIRED,
            permission="events.expire_registration",
            sentence=gettext_noop("Nobody confirmed the sign-up in time; its seat was freed."),
            stamp="ended_at",
            notices=("events.registration_expired",),
        ),
    ),
)
