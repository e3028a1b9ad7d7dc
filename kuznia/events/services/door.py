"""Walk-ins: people who sign up at the door and come in at once."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from kuznia.accounts.models import PrivacyNotice
from kuznia.audit.services import record
from kuznia.directory.models import Organisation
from kuznia.directory.services.joinings import standing_organisation
from kuznia.events import letters, rush
from kuznia.events.hours import trusted_moment
from kuznia.events.models import Event, Registration, Session
from kuznia.events.queries import absent
from kuznia.events.services import seats
from kuznia.events.services.attendance import Answer, DoorEntry, demand_door_open, let_in
from kuznia.events.states import LIVE, AttendanceSource, ComingFor, RegistrationSource, RegistrationState
from kuznia.lib import clock
from kuznia.lib.errors import Refused
from kuznia.lib.policy import Actor, demand, person_id_of
from kuznia.lib.races import tried_again
from kuznia.lib.text import readable_code
from kuznia.notify.services import post
from kuznia.people.models import Person
from kuznia.people.services import add_person, person_with_email


@dataclass(frozen=True, slots=True, kw_only=True)
class WalkIn:
    """What the officer wrote down about somebody who came without a sign-up; a name suffices."""

    name: str
    email: str = ""
    organisation: Organisation | None = None
    organisation_name: str = ""
    sessions: tuple[Session, ...] = ()
    notice: PrivacyNotice
    language: str
    key: UUID
    door: str = ""
    came_at: datetime | None = None


@tried_again
@transaction.atomic
def take_walk_in(*, event: Event, entry: WalkIn, actor: Actor) -> Answer:
    """Sign the person up, confirmed, and let her in, all in one; refused in words when every seat is taken.

    Whoever has a sign-up under this address already is let in with that one; a form sent twice makes one.
    """
    demand(actor, "events.run_door", event)
    entry = replace(entry, organisation=standing_organisation(entry.organisation))
    event = seats.lock_event(event.pk)
    registration = Registration.objects.filter(form_key=entry.key, event=event).first()
    if registration is None:
        registration = _signed_up(event, entry, actor)
    return let_in(event=event, entry=_at_the_door(registration, entry), actor=actor)


def _at_the_door(registration: Registration, entry: WalkIn) -> DoorEntry:
    return DoorEntry(
        code=registration.code,
        source=AttendanceSource.DOOR,
        key=entry.key,
        door=entry.door,
        came_at=entry.came_at,
    )


def _signed_up(event: Event, entry: WalkIn, actor: Actor) -> Registration:
    came_at = trusted_moment(entry.came_at, clock.now())
    demand_door_open(event, came_at)
    if came_at > event.ends_at:
        raise Refused(_("The event is over: nobody new is signed up."), field="name")
    person = _person_of(entry, actor)
    existing = Registration.objects.filter(event=event, person=person, state__in=LIVE).first()
    if existing is not None:
        return existing
    _demand_seat(event)
    sessions = list(event.sessions.filter(pk__in=[session.pk for session in entry.sessions]).order_by("pk"))
    seats.demand_seats(event=event, sessions=sessions)
    registration = _write(event, entry, person, came_at=came_at, actor=actor)
    rush.sit_down(registration, sessions)
    record(subject=registration, actor=actor, sentence=gettext_noop("The person signed up at the door."))
    if person.email:
        post(posting=letters.confirmed(registration), actor=actor)
    return registration


def _person_of(entry: WalkIn, actor: Actor) -> Person:
    if not entry.email:
        return add_person(name=entry.name, actor=actor, language=entry.language)
    return person_with_email(email=entry.email, name=entry.name, language=entry.language, actor=actor)


def _demand_seat(event: Event) -> None:
    if event.free is None or event.free > 0:
        return
    missing = absent(event, None).count()
    words = ngettext(
        "All seats are taken, so nobody was let in. %(missing)d person with a seat has not come: cancel such a "
        "sign-up to free its seat, or raise the limit.",
        "All seats are taken, so nobody was let in. %(missing)d people with a seat have not come: cancel such a "
        "sign-up to free its seat, or raise the limit.",
        missing,
    )
    if not missing:
        raise Refused(_("All seats are taken, and everybody has come. Nobody was let in."), field="name")
    raise Refused(words % {"missing": missing}, field="name")


def _write(event: Event, entry: WalkIn, person: Person, *, came_at: datetime, actor: Actor) -> Registration:
    has_organisation = bool(entry.organisation or entry.organisation_name)
    return Registration.objects.create(
        event=event,
        person=person,
        state=RegistrationState.CONFIRMED,
        source=RegistrationSource.DOOR,
        entered_by_id=person_id_of(actor),
        code=readable_code(),
        name=entry.name,
        coming_for=ComingFor.ORGANISATION if has_organisation else ComingFor.ONESELF,
        organisation=entry.organisation,
        organisation_name=entry.organisation_name,
        language=entry.language,
        notice=entry.notice,
        form_key=entry.key,
        arrived_at=came_at,
        confirmed_at=came_at,
    )
