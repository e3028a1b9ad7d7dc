"""The office takes down a sign-up that came by phone or on paper."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from kuznia.accounts.models import PrivacyNotice
from kuznia.audit.services import record
from kuznia.directory.models import Organisation
from kuznia.directory.services.joinings import standing_organisation
from kuznia.events import letters
from kuznia.events.asking import Given
from kuznia.events.models import Event, Registration, Session
from kuznia.events.queries import SignUp, live_registration, sign_up_state
from kuznia.events.services import questions, seats, waiting
from kuznia.events.services.registrations import NeedsEntry, make_room, write_choices
from kuznia.events.states import ComingFor, RegistrationSource, RegistrationState
from kuznia.lib import clock
from kuznia.lib.errors import Refused
from kuznia.lib.policy import Actor, demand, person_id_of
from kuznia.lib.races import tried_again
from kuznia.lib.text import readable_code
from kuznia.notify.services import post
from kuznia.people.models import Person
from kuznia.people.services import add_person

_SENTENCES = {
    RegistrationSource.PHONE: gettext_noop("The office took the sign-up by phone; the notice was read out."),
    RegistrationSource.PAPER: gettext_noop("The office took the sign-up from paper; the notice was shown."),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskEntry:
    """What the officer took down."""

    source: RegistrationSource
    name: str
    email: str = ""
    phone: str = ""
    coming_for: str
    organisation: Organisation | None = None
    organisation_name: str = ""
    session_ids: tuple[int, ...] = ()
    # The person said that she would wait.
    accepts_waiting: bool = False
    needs: NeedsEntry
    answers: tuple[Given, ...] = ()
    allows_photos: bool = False
    notice: PrivacyNotice
    form_key: UUID


@tried_again
@transaction.atomic
def enter_registration(*, event: Event, entry: DeskEntry, actor: Actor) -> Registration:
    """Take a seat for a person who phoned or wrote, sure at once; a letter goes out where there is an address.

    Where a seat is missing and the event keeps a waiting list, whoever has an address joins its end if she said so.
    Possible after the public deadline, until the event is over. Refused where the address has a sign-up already.
    """
    entry = replace(entry, organisation=standing_organisation(entry.organisation))
    event = seats.lock_event(event.pk)
    demand(actor, "events.enter_registration", event)
    sent_before = Registration.objects.filter(form_key=entry.form_key, event=event).first()
    if sent_before is not None:
        return sent_before
    _demand_coming(event)
    make_room(event)
    sessions = seats.chosen_sessions(event=event, session_ids=entry.session_ids)
    answers = questions.demand_answers(event=event, answers=entry.answers)
    person = add_person(name=entry.name, email=entry.email or None, actor=actor)
    _demand_first(event, person)
    registration = _filled_in(event, entry, person, actor)
    _keep(registration, entry, sessions, actor)
    write_choices(registration, sessions, entry.needs)
    questions.keep_answers(registration=registration, answers=answers, actor=actor)
    record(subject=registration, actor=actor, sentence=_SENTENCES[entry.source])
    post(posting=letters.signed_up(registration, sessions=sessions), actor=actor)
    return registration


def _demand_coming(event: Event) -> None:
    refusals = {
        SignUp.NONE: _("Nobody signs up for this event."),
        SignUp.CANCELLED: _("The event is cancelled."),
        SignUp.OVER: _("The event is over."),
    }
    state = sign_up_state(event, clock.now())
    if state in refusals:
        raise Refused(refusals[state])


def _demand_first(event: Event, person: Person) -> None:
    # The officer sees every sign-up of her event: here nothing leaks.
    existing = live_registration(event, person.pk)
    if existing is not None:
        raise Refused(
            _("This address has a sign-up already: %(name)s, code %(code)s.")
            % {"name": existing.name, "code": existing.code},
            field="email",
        )


def _keep(registration: Registration, entry: DeskEntry, sessions: Sequence[Session], actor: Actor) -> None:
    """Keep the sign-up, at the end of the queue where a seat is missing and the person waits."""
    event = registration.event
    if not (entry.accepts_waiting and event.lets_wait):
        seats.demand_seats(event=event, sessions=sessions)
    if not seats.is_any_full(event=event, sessions=sessions):
        registration.save()
        return
    if not entry.email:
        raise Refused(
            _("A free seat is offered by e-mail: whoever waits needs an address here."), field="email"
        )
    waiting.join(registration=registration, actor=actor)


def _filled_in(event: Event, entry: DeskEntry, person: Person, actor: Actor) -> Registration:
    now = clock.now()
    return Registration(
        event=event,
        person=person,
        state=RegistrationState.CONFIRMED,
        code=readable_code(),
        name=entry.name,
        coming_for=entry.coming_for,
        organisation=entry.organisation,
        organisation_name="" if entry.coming_for == ComingFor.ONESELF else entry.organisation_name,
        source=entry.source,
        entered_by_id=person_id_of(actor),
        phone=entry.phone,
        notice=entry.notice,
        allows_photos=entry.allows_photos,
        form_key=entry.form_key,
        arrived_at=now,
        confirmed_at=now,
    )
