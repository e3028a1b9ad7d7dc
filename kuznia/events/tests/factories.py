"""The smallest valid things of events; sign-ups are made by the service, as people make them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any
from uuid import uuid4

from kuznia.accounts.models import PrivacyNotice
from kuznia.accounts.queries import current_notice
from kuznia.directory.models import Authority, Organisation, Room, Venue
from kuznia.directory.queries import county_authority
from kuznia.directory.tests.factories import make_county as set_up
from kuznia.directory.tests.factories import (
    make_organisation,
    make_person,
    office_actor,
    representative_actor,
)
from kuznia.directory.tests.factories import make_venue as add_venue
from kuznia.events.links import delegation_url, registration_url
from kuznia.events.models import (
    Delegation,
    Event,
    HallQuestion,
    PatronageRequest,
    Registration,
    Session,
    SessionPerson,
)
from kuznia.events.services.delegating import DelegateEntry, DelegationEntry, sign_up_delegation
from kuznia.events.services.entering import DeskEntry
from kuznia.events.services.patronage import PatronageEntry, request_patronage
from kuznia.events.services.registrations import NeedsEntry, SignUpEntry, sign_up
from kuznia.events.states import ComingFor, EventKind, EventState, RegistrationSource, SessionKind
from kuznia.lib import clock, stopped_clock
from kuznia.lib.policy import Actor, ForAuthority, Visitor
from kuznia.people.models import Person

__all__ = [
    "Organisation",
    "Person",
    "make_organisation",
    "make_person",
    "office_actor",
    "representative_actor",
]

# Where the clock stands at noon (UTC) of 16 November 2026, the events of the tests are on a Saturday after it.
DAY = datetime(2026, 12, 12, 9, tzinfo=UTC)
DAYS_AHEAD = timedelta(days=26)
PURPOSE = "events.registration"
_numbers = count(1)


def make_county() -> Authority:
    """Return the county office, set up once."""
    return county_authority() or set_up()


def make_officer(authority: Authority | None = None) -> ForAuthority:
    """Return an officer who acts for the county or another office."""
    return office_actor(authority or make_county())


def make_other_office() -> Authority:
    """Return the office of a gmina of the county."""
    return Authority.objects.exclude(pk=make_county().pk).earliest("pk")


def make_venue() -> Venue:
    """Return the place of the tests, made once."""
    return Venue.objects.first() or add_venue()


def make_room(venue: Venue, name: str = "Sala 1") -> Room:
    """Return a room of the place."""
    return Room.objects.create(venue=venue, name=name, seats=30)


def make_notice() -> PrivacyNotice:
    """Return the notice that is shown at sign-up."""
    return current_notice(PURPOSE)


def coming_day() -> datetime:
    """Return when the events of the tests start: as far ahead when the clock runs as when it stands."""
    if stopped_clock.is_running():
        return (clock.now() + DAYS_AHEAD).replace(hour=9, minute=0, second=0, microsecond=0)
    return DAY


def make_event(**fields: Any) -> Event:
    """Return an announced event without limit or deadline."""
    starts_at = fields.get("starts_at") or coming_day()
    values: dict[str, Any] = {
        "kind": EventKind.CONFERENCE,
        "state": EventState.PUBLISHED,
        "slug": f"konferencja-{next(_numbers)}",
        "title": "Konferencja organizacji",
        "lead": "Trzy warsztaty i rozmowa o współpracy.",
        "starts_at": starts_at,
        "ends_at": starts_at + timedelta(hours=6),
        "contact_name": "Anna Kuźnik",
        "contact_email": "ngo@example.org",
    } | fields
    return Event.objects.create(**{"authority": make_county(), "venue": make_venue()} | values)


def make_session(event: Event, **fields: Any) -> Session:
    """Return one talk of the programme."""
    values: dict[str, Any] = {
        "kind": SessionKind.TALK,
        "title": "Powitanie",
        "starts_at": event.starts_at,
        "ends_at": event.starts_at + timedelta(minutes=30),
    }
    return Session.objects.create(event=event, **values | fields)


def make_workshop(
    event: Event, title: str = "Fundraising", *, capacity: int | None = 20, **fields: Any
) -> Session:
    """Return one of the parallel workshops of block 1."""
    starts_at = event.starts_at + timedelta(hours=2)
    values: dict[str, Any] = {"starts_at": starts_at, "ends_at": starts_at + timedelta(hours=1), "block": 1}
    return make_session(event, kind=SessionKind.WORKSHOP, title=title, capacity=capacity, **values | fields)


def add_person(session: Session, name: str, *, role: str, title: str = "") -> SessionPerson:
    """Put a person into an item of the programme, after those who stand there."""
    position = session.people.count()
    person = make_person(name)
    return SessionPerson.objects.create(
        session=session, person=person, role=role, title=title, position=position
    )


def make_entry(**fields: Any) -> SignUpEntry:
    """Return a form filled in by a new person who comes for herself."""
    values: dict[str, Any] = {
        "name": "Ewa Iskra",
        "email": f"zapis{next(_numbers)}@example.org",
        "coming_for": ComingFor.ONESELF,
        "language": "pl",
        "form_key": uuid4(),
    } | fields
    if "notice" not in values:
        values["notice"] = make_notice()
    return SignUpEntry(**values)


def make_registration(event: Event, *, actor: Actor | None = None, **fields: Any) -> Registration:
    """Return the sign-up of a visitor, or of whoever acts, sent just now."""
    entry = make_entry(**fields)
    return sign_up(event=event, entry=entry, actor=actor or Visitor(), arrived_at=clock.now())


def make_hall_question(event: Event, **fields: Any) -> HallQuestion:
    """Return a question that waits for the moderator."""
    values: dict[str, Any] = {
        "text": "Kiedy będzie konkurs?",
        "position": event.hall_questions.count() + 1,
        "asked_at": clock.now(),
        "form_key": uuid4(),
    } | fields
    return HallQuestion.objects.create(event=event, **values)


def make_delegates(
    *names: str, session_ids: tuple[int, ...] = (), first_row: int = 0
) -> tuple[DelegateEntry, ...]:
    """Return filled-in rows of a delegation's form, from names or names with addresses: "Ewa <ewa@example.org>"."""
    return tuple(
        DelegateEntry(row=row, name=name.strip(), email=email.rstrip(">"), session_ids=session_ids)
        for row, (name, _sign, email) in enumerate((each.partition("<") for each in names), start=first_row)
    )


def make_delegation_entry(*names: str, session_ids: tuple[int, ...] = (), **fields: Any) -> DelegationEntry:
    """Return the form of a delegation filled in by a new contact, with two people unless they are named."""
    values: dict[str, Any] = {
        "contact_name": "Jan Miech",
        "contact_email": f"delegacja{next(_numbers)}@example.org",
        "coming_for": ComingFor.ORGANISATION,
        "organisation_name": "Koło Gospodyń",
        "people": make_delegates(*(names or ("Ewa Iskra", "Adam Żar")), session_ids=session_ids),
        "language": "pl",
        "form_key": uuid4(),
    } | fields
    if "notice" not in values:
        values["notice"] = make_notice()
    return DelegationEntry(**values)


def make_delegation(event: Event, *names: str, actor: Actor | None = None, **fields: Any) -> Delegation:
    """Return the delegation that a visitor, or whoever acts, signed up just now."""
    entry = make_delegation_entry(*names, **fields)
    return sign_up_delegation(event=event, entry=entry, actor=actor or Visitor(), arrived_at=clock.now())


def make_desk_entry(**fields: Any) -> DeskEntry:
    """Return what an officer took down by phone of a person without an address."""
    values: dict[str, Any] = {
        "source": RegistrationSource.PHONE,
        "name": "Ewa Iskra",
        "coming_for": ComingFor.ONESELF,
        "needs": NeedsEntry(),
        "form_key": uuid4(),
    } | fields
    if "notice" not in values:
        values["notice"] = make_notice()
    return DeskEntry(**values)


def delegation_path(delegation: Delegation) -> str:
    """Return the address that the link of the contact's e-mail opens, without the host."""
    return "/" + delegation_url(delegation).split("/", 3)[3]


def path_of(registration: Registration) -> str:
    """Return the address that the e-mail's link opens, without the host."""
    return "/" + registration_url(registration).split("/", 3)[3]


def make_patronage_request(
    *, authority: Authority | None = None, actor: Actor | None = None, **fields: Any
) -> PatronageRequest:
    """Return a request for the county's patronage over a picnic, sent just now."""
    values: dict[str, Any] = {
        "name": "Ewa Iskra",
        "email": f"patronat{next(_numbers)}@example.org",
        "organisation_name": "Stowarzyszenie Iskra",
        "title": "Piknik sąsiedzki",
        "starts_on": coming_day().date(),
        "place": "Park Potulickich",
        "about": "Sąsiedzi poznają organizacje.",
        "audience": "mieszkańcy, około 200 osób",
        "notice": current_notice("events.patronage"),
        "language": "pl",
        "form_key": uuid4(),
    } | fields
    return request_patronage(
        entry=PatronageEntry(**values),
        authority=authority or make_county(),
        actor=actor or Visitor(),
        arrived_at=clock.now(),
    )
