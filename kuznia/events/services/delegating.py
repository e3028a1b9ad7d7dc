"""A delegation signs up in one go, is confirmed in one go and cancelled in one go (docs/adr/0020)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID, uuid5

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from kuznia.accounts.models import PrivacyNotice
from kuznia.audit.services import record
from kuznia.directory.models import Organisation
from kuznia.directory.services.joinings import standing_organisation
from kuznia.events import letters
from kuznia.events.models import Delegation, Event, Place, Registration, Session
from kuznia.events.queries import why_off
from kuznia.events.services import seats
from kuznia.events.services.registrations import (
    demand_open,
    end_together,
    first_moments,
    first_state,
    make_room,
)
from kuznia.events.states import ENDED, LIVE, QUEUED, RegistrationSource, RegistrationState
from kuznia.lib import clock
from kuznia.lib.errors import Refused
from kuznia.lib.policy import Actor, demand, person_id_of
from kuznia.lib.races import tried_again
from kuznia.lib.text import email_key, readable_code
from kuznia.notify.services import post
from kuznia.people.models import Person
from kuznia.people.services import add_person, person_with_email
from kuznia.process.services import make_move

MOST_PEOPLE = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class DelegateEntry:
    """One filled-in row of the form; `row` is its number there."""

    row: int
    name: str
    email: str = ""
    session_ids: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DelegationEntry:
    """A filled-in form of a delegation, parsed."""

    contact_name: str
    contact_email: str
    contact_phone: str = ""
    coming_for: str
    organisation: Organisation | None = None
    organisation_name: str = ""
    people: tuple[DelegateEntry, ...]
    all_or_none: bool = False
    # Those for whom there is no seat wait for one: nobody is put on the waiting list unasked.
    accepts_waiting: bool = False
    notice: PrivacyNotice
    language: str
    form_key: UUID


@dataclass(frozen=True, slots=True)
class Guest:
    """One person of the form with her sessions and, where there is no seat for her, why."""

    entry: DelegateEntry
    sessions: list[Session]
    refusal: str = ""


@tried_again
@transaction.atomic
def sign_up_delegation(
    *, event: Event, entry: DelegationEntry, actor: Actor, arrived_at: datetime
) -> Delegation:
    """Take seats for the people in the order of the form; the contact confirms them, or is signed in.

    With `all_or_none` everybody gets a seat or the refusal says what is free; with `accepts_waiting` those without a
    seat join the event's waiting list in that order. Whoever has a sign-up of her own keeps it, gets a letter that
    says so, and is listed like the others: the contact doesn't learn who had signed up.
    """
    demand(actor, "events.sign_up", event)
    entry = replace(entry, organisation=standing_organisation(entry.organisation))
    event = seats.lock_event(event.pk)
    sent_before = Delegation.objects.filter(form_key=entry.form_key, event=event).first()
    if sent_before is not None:
        return sent_before
    demand_open(event, arrived_at)
    _demand_people(entry.people)
    _demand_one_wish(entry)
    make_room(event)
    # Asked before anybody looks who is named: what fits must not tell who has a sign-up.
    guests = _guests(event, entry)
    left_out = [] if _lets_wait(event, entry) else [guest for guest in guests if guest.refusal]
    delegation = _write_delegation(event, entry, actor, arrived_at)
    _write_people(delegation, [guest for guest in guests if guest not in left_out], entry, actor)
    record(
        subject=delegation,
        actor=actor,
        sentence=gettext_noop("The delegation was signed up; people on the form: %(asked)s."),
        params={"asked": delegation.asked},
    )
    words = [f"{guest.entry.name}: {guest.refusal}" for guest in left_out]
    post(posting=letters.delegation_signed_up(delegation, left_out=words), actor=actor)
    return delegation


@tried_again
@transaction.atomic
def confirm_delegation(*, delegation: Delegation, actor: Actor) -> Delegation:
    """Make every held seat sure, or where nobody has one take freed ones again, all or none; twice changes nothing.

    An offered seat that nobody took in time stays with those who come next in the queue.
    """
    event = seats.lock_event(delegation.event_id)
    demand(actor, "events.change_delegation", delegation)
    rows = _locked_people(delegation)
    held = [row for row in rows if row.state == RegistrationState.HELD]
    covered = [row for row in rows if row.state == RegistrationState.COVERED and _is_unconfirmed(row)]
    late = [row for row in rows if _may_return(row)] if all(map(_is_without_seat, rows)) else []
    if (held or late or covered) and (refusal := why_off(event, clock.now())):
        raise Refused(refusal)
    for row in [*held, *_taken_again(event, late, actor)]:
        make_move(case=row, move="confirm", actor=actor)
    Registration.objects.filter(pk__in=[row.pk for row in covered]).update(confirmed_at=clock.now())
    if held or late or covered:
        record(subject=delegation, actor=actor, sentence=gettext_noop("The delegation was confirmed."))
        post(posting=letters.delegation_confirmed(delegation), actor=actor)
    return delegation


@tried_again
@transaction.atomic
def cancel_delegation(*, delegation: Delegation, actor: Actor) -> Delegation:
    """End the sign-up of everybody on the list and free their seats; twice changes nothing."""
    seats.lock_event(delegation.event_id)
    demand(actor, "events.change_delegation", delegation)
    coming = [row for row in _locked_people(delegation) if row.state not in ENDED]
    if coming:
        end_together(registrations=coming, actor=actor)
        record(subject=delegation, actor=actor, sentence=gettext_noop("The delegation was cancelled."))
        post(posting=letters.delegation_cancelled(delegation, at=clock.now()), actor=actor)
    return delegation


def _demand_people(people: Sequence[DelegateEntry]) -> None:
    """Refuse an empty list, one that is too long, and one address in two rows."""
    if not people:
        raise Refused(_("Type the name of at least one person."), field="row_0_name")
    if len(people) > MOST_PEOPLE:
        raise Refused(_("One delegation has at most %(most)d people.") % {"most": MOST_PEOPLE})
    seen: set[str] = set()
    for person in people:
        key = email_key(person.email)
        if key and key in seen:
            raise Refused(
                _("This address stands in another row already. Each person has her own, or none."),
                field=f"row_{person.row}_email",
            )
        seen.add(key)


def _demand_one_wish(entry: DelegationEntry) -> None:
    if entry.all_or_none and entry.accepts_waiting:
        raise Refused(
            _("All or nobody, or a wait for those without a seat: tick one of the two."),
            field="accepts_waiting",
        )


def _lets_wait(event: Event, entry: DelegationEntry) -> bool:
    """True where those without a seat wait for one: the event keeps a list, and the contact said so."""
    return event.lets_wait and entry.accepts_waiting


def _guests(event: Event, entry: DelegationEntry) -> list[Guest]:
    """Return the people with who gets no seat and why, or refuse where nobody or, if so asked, not everybody does.

    Where they wait without a seat, nobody is refused.
    """
    chosen = seats.chosen_by_each(event=event, choices=[person.session_ids for person in entry.people])
    left = _Left(event)
    guests = [
        Guest(person, sessions, left.refusal(sessions))
        for person, sessions in zip(entry.people, chosen, strict=True)
    ]
    refused = [guest for guest in guests if guest.refusal]
    if refused and entry.all_or_none:
        raise Refused(_not_all(event, guests))
    if len(refused) == len(guests) and not _lets_wait(event, entry):
        seats.demand_seats(event=event, sessions=[])
        words = _("There is no seat for anybody on the list: %(why)s") % {"why": refused[0].refusal}
        raise Refused(seats.with_list_named(event, words), field="accepts_waiting")
    return guests


class _Left:
    """The seats that are left while people take them one after another."""

    def __init__(self, event: Event) -> None:
        self._event = event.free
        self._taken: Counter[int] = Counter()
        self._count = 0

    def refusal(self, sessions: Sequence[Session]) -> str:
        """Take a seat at the event and in each session, or say why there is none."""
        if self._event is not None and self._count >= self._event:
            return _("there are no free seats any more.")
        for session in sessions:
            if session.free is not None and self._taken[session.pk] >= session.free:
                return _("“%(title)s” is full.") % {"title": session.spoken_title}
        self._count += 1
        self._taken.update(session.pk for session in sessions)
        return ""


def _not_all(event: Event, guests: Sequence[Guest]) -> str:
    """Say what is free, for a list of which everybody comes or nobody."""
    if event.free is not None and event.free < len(guests):
        words = ngettext(
            "There is %(free)d free seat for %(asked)d people on the list. Nobody has been signed up.",
            "There are %(free)d free seats for %(asked)d people on the list. Nobody has been signed up.",
            event.free,
        )
        return words % {"free": event.free, "asked": len(guests)}
    wanted = Counter(session.pk for guest in guests for session in guest.sessions)
    by_id = {session.pk: session for guest in guests for session in guest.sessions}
    short = [each for each in by_id.values() if each.free is not None and wanted[each.pk] > each.free]
    named = ", ".join(seats.free_words(session) for session in short)
    return _("There is not enough room: %(named)s. Nobody has been signed up.") % {"named": named}


def _write_delegation(event: Event, entry: DelegationEntry, actor: Actor, arrived_at: datetime) -> Delegation:
    return Delegation.objects.create(
        event=event,
        contact=_contact(entry, actor),
        code=readable_code(),
        contact_name=entry.contact_name,
        contact_phone=entry.contact_phone,
        coming_for=entry.coming_for,
        organisation=entry.organisation,
        organisation_name=entry.organisation_name,
        language=entry.language,
        notice=entry.notice,
        asked=len(entry.people),
        form_key=entry.form_key,
        arrived_at=arrived_at,
    )


def _contact(entry: DelegationEntry, actor: Actor) -> Person:
    own = person_id_of(actor)
    if own is not None:
        return Person.objects.get(pk=own)
    return person_with_email(
        email=entry.contact_email, name=entry.contact_name, language=entry.language, actor=actor
    )


def _write_people(
    delegation: Delegation, guests: Sequence[Guest], entry: DelegationEntry, actor: Actor
) -> None:
    people = [_person(guest, entry, actor) for guest in guests]
    own = Registration.objects.filter(event=delegation.event, person__in=people, state__in=LIVE)
    existing = {row.person_id: row for row in own.select_related("event", "person", "delegation")}
    seated = first_state(delegation.event, actor)
    rows = [
        _row(delegation, guest, person, seated=seated, is_covered=person.pk in existing)
        for guest, person in zip(guests, people, strict=True)
    ]
    sitting = [guest.sessions for guest, row in zip(guests, rows, strict=True) if row.is_seated]
    if sitting:
        seats.take_many(event=delegation.event, chosen=sitting)
    Registration.objects.bulk_create(rows)
    _write_places(rows, guests)
    for row in rows:
        record(
            subject=row,
            actor=actor,
            sentence=gettext_noop("Signed up in the delegation %(code)s."),
            params={"code": delegation.code},
        )
    for registration in existing.values():
        post(posting=letters.exists(registration, at=delegation.arrived_at), actor=actor)


def _person(guest: Guest, entry: DelegationEntry, actor: Actor) -> Person:
    named = guest.entry
    return add_person(name=named.name, email=named.email or None, language=entry.language, actor=actor)


def _row(
    delegation: Delegation, guest: Guest, person: Person, *, seated: RegistrationState, is_covered: bool
) -> Registration:
    """Return the sign-up of somebody who begins in the state `seated`, or waits, or has a sign-up of her own."""
    state, covered = seated, RegistrationState.COVERED
    if guest.refusal:
        state, covered = RegistrationState.WAITING, RegistrationState.COVERED_WAITING
    return Registration(
        event=delegation.event,
        person=person,
        state=covered if is_covered else state,
        code=readable_code(),
        name=guest.entry.name,
        coming_for=delegation.coming_for,
        organisation=delegation.organisation,
        organisation_name=delegation.organisation_name,
        source=RegistrationSource.DELEGATION,
        delegation=delegation,
        language=delegation.language,
        notice=delegation.notice,
        form_key=uuid5(delegation.form_key, f"row:{guest.entry.row}"),
        arrived_at=delegation.arrived_at,
        # A covered row carries the same moments: the contact reads from them what the others' rows say.
        **first_moments(delegation.event, state, delegation.arrived_at),
    )


def _write_places(rows: Sequence[Registration], guests: Sequence[Guest]) -> None:
    Place.objects.bulk_create(
        Place(registration=row, session=session, block=session.block or 0)
        for row, guest in zip(rows, guests, strict=True)
        for session in guest.sessions
    )


def _is_unconfirmed(row: Registration) -> bool:
    """True for somebody with a sign-up of her own, as long as the others of the list wait for the confirmation."""
    return row.held_until is not None and row.confirmed_at is None


def _is_without_seat(row: Registration) -> bool:
    """True for somebody of whom the contact reads that she no longer comes, or waits for a seat."""
    return row.state in (*ENDED, *QUEUED)


def _may_return(row: Registration) -> bool:
    """True for somebody whose seat was freed; one that came from the waiting list has gone on to the next."""
    return row.state == RegistrationState.EXPIRED and row.offered_at is None


def _locked_people(delegation: Delegation) -> list[Registration]:
    rows = Registration.objects.select_for_update(no_key=True, of=("self",))
    related = ("event", "person", "delegation")
    return list(rows.select_related(*related).filter(delegation=delegation).order_by("pk"))


def _taken_again(event: Event, late: Sequence[Registration], actor: Actor) -> list[Registration]:
    """Take the freed seats again for everybody, or refuse; who has a sign-up of her own keeps that one."""
    if not late:
        return []
    demand_open(event, clock.now())
    make_room(event)
    choices = [list(row.places.values_list("session_id", flat=True)) for row in late]
    chosen = seats.chosen_by_each(event=event, choices=choices)
    left = _Left(event)
    if any(left.refusal(sessions) for sessions in chosen):
        raise Refused(_("There are no free seats for everybody on the list any more."))
    people = [row.person_id for row in late]
    own = Registration.objects.filter(event=event, person__in=people, state__in=LIVE)
    elsewhere = set(own.values_list("person_id", flat=True))
    for row in late:
        if row.person_id in elsewhere:
            make_move(case=row, move="cover", actor=actor)
    back = [row for row in late if row.person_id not in elsewhere]
    sessions_of = {row.pk: sessions for row, sessions in zip(late, chosen, strict=True)}
    seats.take_many(event=event, chosen=[sessions_of[row.pk] for row in back])
    return back
