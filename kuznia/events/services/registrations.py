"""Sign-ups: submitted, confirmed, changed, cancelled, freed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from kuznia.accounts.models import PrivacyNotice
from kuznia.audit.services import record
from kuznia.directory.models import Organisation
from kuznia.directory.services.joinings import standing_organisation
from kuznia.events import letters, rush
from kuznia.events.asking import Given
from kuznia.events.models import Event, Needs, Registration, Session
from kuznia.events.queries import SignUp, late_holds, sign_up_state
from kuznia.events.services import consents, places, questions, seats, waiting
from kuznia.events.states import ENDED, LIVE, QUEUED, SEATED, ComingFor, EventState, RegistrationState
from kuznia.lib import clock
from kuznia.lib.errors import Refused
from kuznia.lib.once import Added
from kuznia.lib.policy import Actor, System, demand, person_id_of
from kuznia.lib.races import tried_again
from kuznia.lib.text import readable_code
from kuznia.notify.services import post
from kuznia.people.models import Person
from kuznia.people.services import person_with_email
from kuznia.process.services import make_move

_SIGN_UPS = Added(Registration)
# What its person may still change: a seat, or what waits without one.
CHANGEABLE = (*SEATED, RegistrationState.PENDING, RegistrationState.COVERED)


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
    # Nobody is put on the waiting list unasked.
    accepts_waiting: bool = False
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

    Where the organiser accepts sign-ups, the sign-up waits for that without a seat; where a seat is missing and the
    event keeps a waiting list, she joins its end if she said so. Whoever has a sign-up already keeps it unchanged and
    gets an e-mail that says what exists. Refused after the deadline (judged by `arrived_at`) and where seats are
    missing; the refusals are the same for everybody.
    """
    demand(actor, "events.sign_up", event)
    entry = replace(entry, organisation=standing_organisation(entry.organisation))
    event = seats.lock_event(event.pk)
    # Before the deadline's check: the second click of a form that came in time must not read a refusal.
    look = partial(rush.seen, event, entry.form_key, email=entry.email, person=person_id_of(actor))
    found = look()
    if found.sent_before is not None:
        return Registration.objects.get(pk=found.sent_before)
    demand_open(event, arrived_at)
    if found.has_late:
        make_room(event)
        found = look()
    sessions = seats.chosen_among(found.sessions, entry.session_ids)
    answers = questions.demand_answers(event=event, answers=entry.answers, is_asking=found.has_questions)
    # Asked before anybody looks who signs up: the refusal must not tell who has a sign-up, and a storm is cheap.
    if not (entry.accepts_waiting and event.lets_wait):
        seats.demand_seats(event=event, sessions=sessions)
    person = _person_of(entry, actor)
    if found.live is not None:
        existing = Registration.objects.get(pk=found.live)
        post(posting=letters.exists(existing, at=arrived_at), actor=actor)
        return existing
    registration = _filled_in(event, entry, person, actor, arrived_at)
    _keep(registration, sessions, actor)
    write_choices(registration, sessions, entry.needs)
    if answers:
        questions.keep_answers(registration=registration, answers=answers, actor=actor)
    post(posting=letters.signed_up(registration, sessions=sessions), actor=actor)
    return registration


@tried_again
@transaction.atomic
def confirm_registration(*, registration: Registration, actor: Actor) -> Registration:
    """Make the held seat sure. A seat already freed is taken again while there is one; twice changes nothing."""
    event = seats.lock_event(registration.event_id)
    registration = locked(registration)
    if registration.state == RegistrationState.CONFIRMED:
        demand(actor, "events.change_registration", registration)
        return registration
    if registration.state == RegistrationState.EXPIRED:
        _take_again(event, registration)
    confirmed = make_move(case=registration, move="confirm", actor=actor)
    tell_contact(confirmed, actor)
    return confirmed


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
    accepts_waiting: bool = False,
    answers: Sequence[Given] | None = None,
    allows_photos: bool | None = None,
) -> Registration:
    """Change what a sign-up says; the old seat in a session is kept until the new one is sure.

    For a full session she waits if she said so, where the event keeps a waiting list. Answers and the yes to
    photographs are changed unless they are None. A change that changes nothing is neither recorded nor told.
    """
    event = seats.lock_event(registration.event_id)
    registration = locked(registration)
    demand(actor, "events.change_registration", registration)
    _demand_changeable(event, registration, arrived_at)
    has_new_answers = answers is not None and questions.write_answers(
        registration=registration, answers=answers, actor=actor
    )
    has_new_yes = consents.write_photos(registration=registration, allows=allows_photos, actor=actor)
    if not (has_new_answers or has_new_yes) and _says_already(registration, name, session_ids, needs):
        return registration
    places.move_places(
        event=event,
        registration=registration,
        session_ids=session_ids,
        accepts_waiting=accepts_waiting,
        actor=actor,
    )
    _write_words(registration, name, needs)
    record(subject=registration, actor=actor, sentence=gettext_noop("The sign-up was changed."))
    _tell_of_change(registration, actor)
    waiting.hand_on(event=event)
    return registration


@tried_again
@transaction.atomic
def cancel_registration(*, registration: Registration, actor: Actor, reason: str = "") -> Registration:
    """End the sign-up and hand its seats on; one that has ended stays as it is, one without a seat is withdrawn."""
    seats.lock_event(registration.event_id)
    registration = locked(registration)
    if registration.state in ENDED:
        demand(actor, "events.cancel_registration", registration)
        return registration
    ended = end_together(registrations=[registration], actor=actor, reason=reason)[0]
    tell_contact(ended, actor, reason=reason)
    return ended


def end_together(
    *, registrations: Sequence[Registration], actor: Actor, reason: str = ""
) -> list[Registration]:
    """End locked sign-ups of one event that have not ended, and hand their seats on to none of them.

    The caller tells a delegation's contact.
    """
    ended = [
        make_move(case=each, move="cancel" if each.is_seated else "withdraw", actor=actor, reason=reason)
        for each in registrations
    ]
    give_back(registrations)
    return ended


def give_back(registrations: Sequence[Registration]) -> None:
    """Free the seats that these sign-ups of one event had before they were ended just now, and hand them on."""
    seated = [each for each in registrations if each.is_seated]
    seats.free_seats(registrations=seated)
    places.end_wishes_of(registrations=seated)
    # Whoever was covered sat in the eyes of her contact: others of that list may be next now.
    waiting.hand_on(event=registrations[0].event)


@transaction.atomic
def free_held_seats(*, event: Event, actor: System) -> int:
    """Free the seats that nobody confirmed or took in time, hand them on, and return how many were late.

    Whoever is covered is late with the others of her list, and frees no seat. Of a cancelled event every sign-up stays
    as it was: its people have been told, and no seat is worth a letter.
    """
    locked = seats.lock_event(event.pk)
    if locked.state == EventState.CANCELLED:
        return 0
    late = list(late_holds().filter(event=locked).order_by("pk"))
    ended = [make_move(case=registration, move="expire", actor=actor) for registration in late]
    seats.free_seats(registrations=[registration for registration in late if registration.is_seated])
    places.end_wishes_of(registrations=ended)
    lapsed = places.end_late_offers(event=locked, actor=actor)
    _tell_contacts_of_late(ended, actor)
    waiting.hand_on(event=locked)
    return len(ended) + lapsed


@transaction.atomic
def purge_needs(*, ended_before: datetime, actor: System) -> int:
    """Delete what participants told about their needs at events that ended before the instant; return how many."""
    del actor
    deleted, _by_model = Needs.objects.filter(registration__event__ends_at__lt=ended_before).delete()
    return deleted


def _tell_contacts_of_late(ended: Sequence[Registration], actor: Actor) -> None:
    """Tell each contact that the seats of her list were freed, and which offered ones went to the next."""
    for delegation in {registration.delegation for registration in ended if registration.delegation}:
        late = [registration for registration in ended if registration.delegation_id == delegation.pk]
        lapsed = [registration for registration in late if registration.offered_at is not None]
        if len(lapsed) < len(late):
            post(posting=letters.delegation_expired(delegation), actor=actor)
        if lapsed:
            post(posting=letters.delegation_offer_lapsed(delegation, people=lapsed), actor=actor)


def _tell_of_change(registration: Registration, actor: Actor) -> None:
    """Write to the person herself, or to the contact of her delegation."""
    if registration.delegation is None:
        post(posting=letters.changed(registration, at=clock.now()), actor=actor)
    tell_contact(registration, actor)


def tell_contact(registration: Registration, actor: Actor, *, reason: str = "") -> None:
    """Tell the contact of the delegation that names the person, if one does, what its list says now."""
    if registration.delegation is not None:
        posting = letters.delegation_changed(registration.delegation, at=clock.now(), reason=reason)
        post(posting=posting, actor=actor)


def _person_of(entry: SignUpEntry, actor: Actor) -> Person:
    own = person_id_of(actor)
    if own is not None:
        return Person.objects.get(pk=own)
    return person_with_email(email=entry.email, name=entry.name, language=entry.language, actor=actor)


def locked(registration: Registration) -> Registration:
    """Return the sign-up, read anew, its row locked; the caller holds the event's lock."""
    return (
        Registration.objects.select_for_update(no_key=True, of=("self",))
        .select_related("event", "person")
        .get(pk=registration.pk)
    )


def demand_open(event: Event, arrived_at: datetime) -> None:
    """Refuse in words unless people sign up for the event at that instant."""
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


def make_room(event: Event) -> None:
    """Free what was held too long before anybody is refused, without waiting for the job that does it."""
    free_held_seats(event=event, actor=System("events.sign_up"))
    event.refresh_from_db(fields=["taken"])


def _filled_in(
    event: Event, entry: SignUpEntry, person: Person, actor: Actor, arrived_at: datetime
) -> Registration:
    """Return the sign-up as the form says it, not saved yet."""
    state = first_state(event, actor)
    return Registration(
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
        **first_moments(event, state, arrived_at),
    )


def _keep(registration: Registration, sessions: Sequence[Session], actor: Actor) -> None:
    """Keep the sign-up, at the end of the queue where a seat is missing."""
    if seats.is_any_full(event=registration.event, sessions=sessions):
        waiting.join(registration=registration, actor=actor)
    else:
        _SIGN_UPS.add(registration)
        record(subject=registration, actor=actor, sentence=gettext_noop("The sign-up was sent."))


def first_state(event: Event, actor: Actor) -> RegistrationState:
    """Return the state in which a sign-up begins when `actor` sends the form of the event."""
    if event.needs_approval:
        return RegistrationState.PENDING
    return RegistrationState.HELD if person_id_of(actor) is None else RegistrationState.CONFIRMED


def first_moments(event: Event, state: RegistrationState, arrived_at: datetime) -> dict[str, datetime]:
    """Return until when a sign-up that begins in the state is held, or since when it is sure."""
    if state == RegistrationState.HELD:
        return {"held_until": arrived_at + timedelta(hours=event.hold_hours)}
    return {"confirmed_at": arrived_at} if state == RegistrationState.CONFIRMED else {}


def write_choices(registration: Registration, sessions: Sequence[Session], needs: NeedsEntry) -> None:
    """Write down the sessions and needs of a new sign-up, and count its seats where it has any."""
    rush.sit_down(registration, sessions)
    if needs:
        Needs.objects.create(
            registration=registration,
            wheelchair=needs.wheelchair,
            interpreter=needs.interpreter,
            diet=needs.diet,
        )


def _demand_changeable(event: Event, registration: Registration, arrived_at: datetime) -> None:
    if sign_up_state(event, arrived_at) != SignUp.OPEN:
        raise Refused(_("Sign-up has closed: changes are no longer possible. Your sign-up stays as it was."))
    if registration.state in QUEUED:
        raise Refused(_("You wait for a seat: what you chose can be changed when you have one."))
    if registration.state not in CHANGEABLE:
        raise Refused(_("This sign-up has ended. Sign up again."))


def _write_words(registration: Registration, name: str, needs: NeedsEntry) -> None:
    registration.name = name
    registration.save(update_fields=["name"])
    _write_needs(registration, needs)


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
    told = NeedsEntry(**kept) if kept else NeedsEntry()
    is_same = (registration.name, told) == (name, needs)
    return is_same and places.is_chosen_already(registration=registration, session_ids=session_ids)


def _take_again(event: Event, registration: Registration) -> None:
    demand_open(event, clock.now())
    make_room(event)
    if Registration.objects.filter(event=event, person=registration.person_id, state__in=LIVE).exists():
        raise Refused(_("You have signed up again since. Open the link from the newer e-mail."))
    places = registration.places.values_list("session_id", flat=True)
    seats.take_seats(event=event, sessions=seats.chosen_sessions(event=event, session_ids=places))
