"""Sign-ups: submitted, confirmed, changed, cancelled, freed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from kuznia.accounts.models import PrivacyNotice
from kuznia.audit.services import record
from kuznia.directory.models import Organisation
from kuznia.events import letters
from kuznia.events.asking import Given
from kuznia.events.door import seen_before
from kuznia.events.models import Event, Needs, Place, Registration, Session
from kuznia.events.queries import SignUp, sign_up_state
from kuznia.events.services import questions, seats
from kuznia.events.states import SEATED, ComingFor, RegistrationState
from kuznia.lib import clock
from kuznia.lib.errors import Refused
from kuznia.lib.policy import Actor, System, demand, person_id_of
from kuznia.lib.races import tried_again
from kuznia.lib.text import readable_code
from kuznia.notify.services import post
from kuznia.people.models import Person
from kuznia.people.services import person_with_email
from kuznia.process.services import make_move


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedsEntry:
    """What a participant says she needs."""

    wheelchair: bool = False
    interpreter: bool = False
    diet: str = ""

    def __bool__(self) -> bool:
        return self.wheelchair or self.interpreter or bool(self.diet)


@dataclass(frozen=True, slots=True, kw_only=True)
class SignUpEntry:
    """A filled-in sign-up form, parsed."""

    name: str
    email: str
    coming_for: str
    organisation: Organisation | None = None
    organisation_name: str = ""
    session_ids: tuple[int, ...] = ()
    needs: NeedsEntry = NeedsEntry()
    answers: tuple[Given, ...] = ()
    allows_photos: bool = False
    notice: PrivacyNotice
    language: str
    form_key: UUID


@tried_again
@transaction.atomic
def sign_up(*, event: Event, entry: SignUpEntry, actor: Actor, arrived_at: datetime) -> Registration:
    """Take a seat for the person and hold it until she confirms; a signed-in person needs no confirmation.

    Whoever has a sign-up already keeps it unchanged and gets an e-mail that says what exists. Refused after the
    deadline (judged by `arrived_at`) and where seats are missing; the refusals are the same for everybody.
    """
    demand(actor, "events.sign_up", event)
    event = seats.lock_event(event.pk)
    # Before the deadline's check: the second click of a form that came in time must not read a refusal.
    sent_before, has_late = seen_before(event, entry.form_key)
    if sent_before is not None:
        return Registration.objects.get(pk=sent_before)
    _demand_open(event, arrived_at)
    if has_late:
        _make_room(event)
    sessions = seats.chosen_sessions(event=event, session_ids=entry.session_ids)
    answers = questions.demand_answers(event=event, answers=entry.answers)
    # Asked before anybody looks who signs up: the refusal must not tell who has a sign-up, and a storm is cheap.
    seats.demand_seats(event=event, sessions=sessions)
    person = _person_of(entry, actor)
    existing = Registration.objects.filter(event=event, person=person, state__in=SEATED).first()
    if existing is not None:
        post(posting=letters.exists(existing, at=arrived_at), actor=actor)
        return existing
    seats.take_seats(event=event, sessions=sessions)
    registration = _write(event, entry, person, actor, arrived_at)
    _write_choices(registration, sessions, entry.needs)
    questions.keep_answers(registration=registration, answers=answers, actor=actor)
    record(subject=registration, actor=actor, sentence=gettext_noop("The sign-up was sent."))
    post(posting=letters.signed_up(registration, sessions=sessions), actor=actor)
    return registration


@tried_again
@transaction.atomic
def confirm_registration(*, registration: Registration, actor: Actor) -> Registration:
    """Make the held seat sure. A seat already freed is taken again while there is one; twice changes nothing."""
    event = seats.lock_event(registration.event_id)
    registration = _locked(registration)
    if registration.state == RegistrationState.CONFIRMED:
        demand(actor, "events.change_registration", registration)
        return registration
    if registration.state == RegistrationState.EXPIRED:
        _take_again(event, registration)
    return make_move(case=registration, move="confirm", actor=actor)


@tried_again
@transaction.atomic
def change_registration(
    *,
    registration: Registration,
    actor: Actor,
    arrived_at: datetime,
    name: str,
    session_ids: Sequence[int],
    needs: NeedsEntry,
    answers: Sequence[Given] | None = None,
) -> Registration:
    """Change name, sessions and needs; the old seat in a session is kept until the new one is sure.

    Answers are changed unless they are None. A change that changes nothing is neither recorded nor told.
    """
    event = seats.lock_event(registration.event_id)
    registration = _locked(registration)
    demand(actor, "events.change_registration", registration)
    if sign_up_state(event, arrived_at) != SignUp.OPEN:
        raise Refused(_("Sign-up has closed: changes are no longer possible. Your sign-up stays as it was."))
    if not registration.is_seated:
        raise Refused(_("This sign-up has ended. Sign up again."))
    has_new_answers = answers is not None and questions.write_answers(
        registration=registration, answers=answers, actor=actor
    )
    if not has_new_answers and _says_already(registration, name, session_ids, needs):
        return registration
    _move_places(event, registration, session_ids)
    registration.name = name
    registration.save(update_fields=["name"])
    _write_needs(registration, needs)
    record(subject=registration, actor=actor, sentence=gettext_noop("The sign-up was changed."))
    post(posting=letters.changed(registration, at=clock.now()), actor=actor)
    return registration


@tried_again
@transaction.atomic
def cancel_registration(*, registration: Registration, actor: Actor, reason: str = "") -> Registration:
    """End the sign-up and free its seats; one that has ended stays as it is."""
    seats.lock_event(registration.event_id)
    registration = _locked(registration)
    if not registration.is_seated:
        demand(actor, "events.cancel_registration", registration)
        return registration
    ended = make_move(case=registration, move="cancel", actor=actor, reason=reason)
    seats.free_seats(registrations=[ended])
    return ended


@transaction.atomic
def free_held_seats(*, event: Event, actor: System) -> int:
    """Free the seats that nobody confirmed in time and return how many sign-ups that ended."""
    locked = seats.lock_event(event.pk)
    late = list(
        Registration.objects.filter(
            event=locked, state=RegistrationState.HELD, held_until__lt=clock.Now()
        ).order_by("pk")
    )
    ended = [make_move(case=registration, move="expire", actor=actor) for registration in late]
    seats.free_seats(registrations=ended)
    return len(ended)


@transaction.atomic
def purge_needs(*, ended_before: datetime, actor: System) -> int:
    """Delete what participants told about their needs at events that ended before the instant; return how many."""
    del actor
    deleted, _by_model = Needs.objects.filter(registration__event__ends_at__lt=ended_before).delete()
    return deleted


def _person_of(entry: SignUpEntry, actor: Actor) -> Person:
    own = person_id_of(actor)
    if own is not None:
        return Person.objects.get(pk=own)
    return person_with_email(email=entry.email, name=entry.name, language=entry.language, actor=actor)


def _locked(registration: Registration) -> Registration:
    return (
        Registration.objects.select_for_update(no_key=True, of=("self",))
        .select_related("event", "person")
        .get(pk=registration.pk)
    )


def _demand_open(event: Event, arrived_at: datetime) -> None:
    refusals = {
        SignUp.NONE: _("Nobody signs up for this event."),
        SignUp.CANCELLED: _("The event is cancelled."),
        SignUp.SOON: _("Sign-up has not opened yet."),
        SignUp.CLOSED: _("Sign-up has closed. You have not been signed up."),
        SignUp.OVER: _("The event is over."),
    }
    state = sign_up_state(event, arrived_at)
    if state != SignUp.OPEN:
        raise Refused(refusals[state])


def _make_room(event: Event) -> None:
    """Free what was held too long before anybody is refused, without waiting for the job that does it."""
    free_held_seats(event=event, actor=System("events.sign_up"))
    event.refresh_from_db(fields=["taken"])


def _write(
    event: Event, entry: SignUpEntry, person: Person, actor: Actor, arrived_at: datetime
) -> Registration:
    is_sure = person_id_of(actor) is not None
    state = RegistrationState.CONFIRMED if is_sure else RegistrationState.HELD
    return Registration.objects.create(
        event=event,
        person=person,
        state=state,
        code=readable_code(),
        name=entry.name,
        coming_for=entry.coming_for,
        organisation=entry.organisation,
        organisation_name="" if entry.coming_for == ComingFor.ONESELF else entry.organisation_name,
        language=entry.language,
        notice=entry.notice,
        allows_photos=entry.allows_photos,
        form_key=entry.form_key,
        arrived_at=arrived_at,
        held_until=None if is_sure else arrived_at + timedelta(hours=event.hold_hours),
        confirmed_at=arrived_at if is_sure else None,
    )


def _write_choices(registration: Registration, sessions: Sequence[Session], needs: NeedsEntry) -> None:
    Place.objects.bulk_create(
        Place(registration=registration, session=session, block=session.block or 0) for session in sessions
    )
    if needs:
        Needs.objects.create(
            registration=registration,
            wheelchair=needs.wheelchair,
            interpreter=needs.interpreter,
            diet=needs.diet,
        )


def _write_needs(registration: Registration, needs: NeedsEntry) -> None:
    if not needs:
        Needs.objects.filter(registration=registration).delete()
        return
    Needs.objects.update_or_create(
        registration=registration,
        defaults={"wheelchair": needs.wheelchair, "interpreter": needs.interpreter, "diet": needs.diet},
    )


def _says_already(
    registration: Registration, name: str, session_ids: Sequence[int], needs: NeedsEntry
) -> bool:
    kept = Needs.objects.filter(registration=registration).values("wheelchair", "interpreter", "diet").first()
    chosen = set(registration.places.values_list("session_id", flat=True))
    told = NeedsEntry(**kept) if kept else NeedsEntry()
    return (registration.name, chosen, told) == (name, set(session_ids), needs)


def _move_places(event: Event, registration: Registration, session_ids: Sequence[int]) -> None:
    wanted = {
        session.block: session for session in seats.chosen_sessions(event=event, session_ids=session_ids)
    }
    held = {place.block: place for place in registration.places.all()}
    moved = [
        session
        for block, session in wanted.items()
        if block not in held or held[block].session_id != session.pk
    ]
    seats.take_places(event=event, sessions=moved)
    for session in moved:
        place = held.get(session.block or 0)
        if place is not None:
            seats.free_place(place)
        Place.objects.update_or_create(
            registration=registration, block=session.block, defaults={"session": session}
        )


def _take_again(event: Event, registration: Registration) -> None:
    _demand_open(event, clock.now())
    if Registration.objects.filter(event=event, person=registration.person_id, state__in=SEATED).exists():
        raise Refused(_("You have signed up again since. Open the link from the newer e-mail."))
    places = registration.places.values_list("session_id", flat=True)
    seats.take_seats(event=event, sessions=seats.chosen_sessions(event=event, session_ids=places))
