"""Who came: let in at the door of the event or of a session, undone, corrected afterwards."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import cast
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from kuznia.audit.services import record
from kuznia.events.hours import door_hours, is_door_closed, is_door_open, trusted_moment
from kuznia.events.models import Attendance, Event, Place, Registration, Session, Wish
from kuznia.events.queries import live_attendance, registration_at_door
from kuznia.events.services import places, seats, waiting
from kuznia.events.states import AttendanceSource, EventState, RegistrationState
from kuznia.lib import clock
from kuznia.lib.errors import Refused
from kuznia.lib.policy import Actor, ForAuthority, demand, person_id_of
from kuznia.lib.races import tried_again
from kuznia.lib.text import typed_code
from kuznia.process.services import make_move


class Verdict(StrEnum):
    """What the door says."""

    IN = "in"
    ALREADY = "already"
    UNDONE = "undone"
    UNKNOWN = "unknown"
    ENDED = "ended"
    WAITING = "waiting"
    ELSEWHERE = "elsewhere"


@dataclass(frozen=True, slots=True, kw_only=True)
class DoorEntry:
    """One entry as the door's page made it; the same key, sent again, is the same entry."""

    code: str
    source: str
    key: UUID
    session: Session | None = None
    door: str = ""
    came_at: datetime | None = None
    # The officer has read that the person chose another session, and lets her in all the same.
    moves: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What came of an entry; `chosen` is the parallel session that the person chose instead of this one."""

    verdict: Verdict
    registration: Registration | None = None
    attendance: Attendance | None = None
    session: Session | None = None
    chosen: Session | None = None


@tried_again
@transaction.atomic
def let_in(*, event: Event, entry: DoorEntry, actor: Actor) -> Answer:
    """Count the person in, once, or say why not; an entry that was answered before gets the same answer."""
    demand(actor, "events.run_door", event)
    event = seats.lock_event(event.pk)
    registration = registration_at_door(event, typed_code(entry.code))
    if registration is None:
        return Answer(verdict=Verdict.UNKNOWN, session=entry.session)
    sent_before = _sent_before(registration, entry)
    if sent_before is not None:
        return sent_before
    came_at = trusted_moment(entry.came_at, clock.now())
    is_correction = _is_correction(event, entry, came_at)
    if is_correction:
        # Nobody knows the minute any more: the start stands for it.
        demand_announced(event)
        came_at = (entry.session or event).starts_at
    else:
        demand_door_open(event, came_at)
    answer = _stopped(registration, entry) or _placed(event, registration, entry)
    if answer is not None:
        return answer
    sentence = _CORRECTED if is_correction else _CAME
    attendance = _write(registration, entry, came_at=came_at, sentence=sentence, actor=actor)
    return _answer(Verdict.IN, registration, entry, attendance)


@tried_again
@transaction.atomic
def undo_attendance(*, event: Event, key: UUID, actor: Actor) -> Attendance | None:
    """Take one entry back; who did it and when stays. One that is taken back already, or unknown, stays as it is."""
    demand(actor, "events.run_door", event)
    event = seats.lock_event(event.pk)
    attendance = (
        Attendance.objects.select_related("registration", "session")
        .filter(registration__event=event, key=key)
        .first()
    )
    if attendance is None or attendance.undone_at is not None:
        return attendance
    attendance.undone_at = clock.now()
    attendance.undone_by_id = person_id_of(actor)
    attendance.save(update_fields=["undone_at", "undone_by"])
    record(
        subject=attendance.registration,
        actor=actor,
        sentence=gettext_noop("The entry was taken back: %(where)s."),
        params={"where": _where(attendance.session)},
    )
    return attendance


def demand_announced(event: Event) -> None:
    """Refuse a draft and a cancelled event: nobody comes to either."""
    if event.state != EventState.PUBLISHED:
        raise Refused(_("Nobody is let in to a draft or to a cancelled event."))


def demand_door_open(event: Event, at: datetime) -> None:
    """Refuse entries too early and too late, and say when they are taken."""
    demand_announced(event)
    if not is_door_open(event, at):
        raise Refused(door_hours(event))


def _is_correction(event: Event, entry: DoorEntry, came_at: datetime) -> bool:
    """True for an entry from the list after the hours of the door."""
    return entry.source == AttendanceSource.LIST and is_door_closed(event, came_at)


def _stopped(registration: Registration, entry: DoorEntry) -> Answer | None:
    """Say why this sign-up lets nobody in, or that the person is inside already."""
    if registration.state in {RegistrationState.PENDING, RegistrationState.WAITING}:
        return _answer(Verdict.WAITING, registration, entry)
    if not registration.is_seated:
        return _answer(Verdict.ENDED, registration, entry)
    present = live_attendance(registration, entry.session)
    return _answer(Verdict.ALREADY, registration, entry, present) if present else None


def _sent_before(registration: Registration, entry: DoorEntry) -> Answer | None:
    """Return the answer to an entry that came before, whatever happened to it since."""
    attendance = Attendance.objects.filter(
        key=entry.key, registration=registration, session=entry.session
    ).first()
    if attendance is None:
        return None
    verdict = Verdict.UNDONE if attendance.undone_at else Verdict.IN
    return _answer(verdict, registration, entry, attendance)


def _placed(event: Event, registration: Registration, entry: DoorEntry) -> Answer | None:
    """Give the person a place in a parallel session, or ask where she chose another one; refuse where it is full."""
    if entry.session is None or entry.session.block is None:
        return None
    session, block = event.sessions.get(pk=entry.session.pk), entry.session.block
    chosen = Place.objects.select_related("session").filter(registration=registration, block=block)
    held = chosen.first()
    if held is not None and held.session_id == session.pk:
        return None
    if held is not None and not entry.moves:
        return _answer(Verdict.ELSEWHERE, registration, entry, chosen=held.session)
    _sit_down(event, registration, session, held)
    return None


def _sit_down(event: Event, registration: Registration, session: Session, held: Place | None) -> None:
    """Give her a place in the session, and her old one to the next; the seat kept for her wish is hers already."""
    wishes = Wish.objects.select_related("session", "registration")
    wish = wishes.filter(registration=registration, session=session, ended_at__isnull=True).first()
    if wish is not None and wish.is_offered:
        places.settle(wish=wish)
    else:
        seats.take_places(event=event, sessions=[session])
        if wish is not None:
            places.end(wish=wish, at=clock.now())
        if held is not None:
            seats.free_place(held)
        Place.objects.update_or_create(
            registration=registration, block=session.block, defaults={"session": session}
        )
    waiting.hand_on(event=event)


def _write(
    registration: Registration, entry: DoorEntry, *, came_at: datetime, sentence: str, actor: Actor
) -> Attendance:
    if registration.state == RegistrationState.HELD:
        registration.state = make_move(case=registration, move="admit", actor=actor).state
    attendance = Attendance.objects.create(
        registration=registration,
        session=entry.session,
        source=entry.source,
        key=_free_key(entry.key),
        came_at=came_at,
        door=entry.door,
        recorded_by_id=cast(ForAuthority, actor).person_id,
    )
    record(
        subject=registration,
        actor=actor,
        sentence=sentence,
        params={"where": _where(entry.session), "moment": {"moment": came_at.isoformat()}},
    )
    return attendance


_CAME = gettext_noop("The person came, %(moment)s: %(where)s.")
_CORRECTED = gettext_noop("Attendance was added after the event: %(where)s.")


def _free_key(key: UUID) -> UUID:
    """Return the key, or another one where a page gave one key to entries of two people: neither may be lost."""
    return uuid4() if Attendance.objects.filter(key=key).exists() else key


def _where(session: Session | None) -> object:
    return session.title if session else {"text": gettext_noop("the event")}


def _answer(
    verdict: Verdict,
    registration: Registration,
    entry: DoorEntry,
    attendance: Attendance | None = None,
    chosen: Session | None = None,
) -> Answer:
    return Answer(
        verdict=verdict,
        registration=registration,
        attendance=attendance,
        session=entry.session,
        chosen=chosen,
    )
