"""An event in a storm: its visitors come to the seats in turn, and what is asked of it is written out.

Composing such a query takes longer than answering it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from threading import Lock
from typing import Any
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, connection

from kuznia.events.models import Event, Registration, Session
from kuznia.events.queries import SignUp, sign_up_state
from kuznia.events.states import LIVE
from kuznia.lib.text import email_key

SEATS = """
SELECT id, state, starts_at, ends_at, capacity, taken,
       takes_registrations, registration_opens_at, registration_closes_at,
       EXISTS (SELECT FROM events_registration AS late WHERE late.event_id = event.id AND late.state = 'held'
               AND late.held_until < (SELECT kuznia_clock())) AS has_late
FROM events_event AS event WHERE slug = %s AND (needs_approval OR NOT has_waiting_list)
"""
SENT = "SELECT EXISTS (SELECT FROM events_registration WHERE form_key = %s)"
SEEN = """
SELECT (SELECT id FROM events_registration WHERE form_key = %(form_key)s AND event_id = %(event)s),
       EXISTS (SELECT FROM events_registration AS late WHERE late.event_id = %(event)s AND late.state = 'held'
               AND late.held_until < (SELECT kuznia_clock()))
       OR EXISTS (SELECT FROM events_wish AS wish JOIN events_session AS session ON session.id = wish.session_id
                  WHERE session.event_id = %(event)s AND wish.ended_at IS NULL
                    AND wish.offered_until < (SELECT kuznia_clock())),
       EXISTS (SELECT FROM events_question AS question WHERE question.event_id = %(event)s
               AND question.purpose = 'sign_up' AND question.withdrawn_at IS NULL),
       (SELECT id FROM events_registration
        WHERE event_id = %(event)s AND state IN ({live}) AND forgotten_at IS NULL
          AND person_id = coalesce(%(person)s, (SELECT id FROM people_person WHERE email = %(email)s))),
       {sessions}
FROM (SELECT) AS one LEFT JOIN events_session AS session ON event_id = %(event)s AND block IS NOT NULL
ORDER BY session.id
"""

COUNT_IN = """
WITH seated AS (UPDATE events_event SET taken = taken + 1 WHERE id = %(event)s)
UPDATE events_session SET taken = taken + 1 WHERE id = ANY(%(sessions)s)
"""
SIT_DOWN = """
WITH seated AS (UPDATE events_event SET taken = taken + 1 WHERE id = %(event)s AND %(counts)s),
     counted AS (UPDATE events_session SET taken = taken + 1 WHERE id = ANY(%(sessions)s) AND %(counts)s)
INSERT INTO events_place (registration_id, session_id, block)
SELECT %(registration)s, id, coalesce(block, 0) FROM events_session WHERE id = ANY(%(sessions)s)
"""
# Events share these locks, and so few that an address made up by a robot takes no memory.
_TURNS = [Lock() for _number in range(64)]
LONGEST_WAIT = 3.0


@contextmanager
def in_turn(slug: str) -> Iterator[None]:
    """Let the forms of one event pass one after another in this process, so that a storm waits where it costs nothing.

    Whoever waits gives her connection back and takes no processor time from the one who is being seated. It spares
    work and guards nothing: seats are held by the lock of the event's row, and after three seconds one goes on.
    """
    turn = _TURNS[hash(slug) % len(_TURNS)]
    has_turn = turn.acquire(blocking=False)
    if not has_turn:
        connection.close()
        has_turn = turn.acquire(timeout=LONGEST_WAIT)
    try:
        yield
    finally:
        if has_turn:
            turn.release()


def count_in(event: Event, sessions: Sequence[Session]) -> None:
    """Count one seat at the event and one in each session as taken; the caller holds the event's lock."""
    with connection.cursor() as cursor:
        cursor.execute(COUNT_IN, {"event": event.pk, "sessions": [session.pk for session in sessions]})


def sit_down(registration: Registration, sessions: Sequence[Session]) -> None:
    """Write down the sessions of a new sign-up, and where it has a seat count it there and at the event.

    The caller holds the event's lock and has found them free.
    """
    values: dict[str, Any] = {"event": registration.event_id, "registration": registration.pk}
    values |= {"sessions": [session.pk for session in sessions], "counts": registration.is_seated}
    with connection.cursor() as cursor:
        cursor.execute(SIT_DOWN, values)


def visibly_full_event(slug: str, at: datetime) -> int | None:
    """Return the number of the event of that address where every seat is taken and sign-up is open, else None.

    Under no lock: it may refuse, for every seat was taken when it looked, but it never gives one. A seat that is
    held too long makes an event not visibly full, for whoever holds the lock frees it; nor is an event with a
    waiting list refused here, for one may join that.
    """
    with connection.cursor() as cursor:
        cursor.execute(SEATS, [slug])
        row = cursor.fetchone()
        names = [column.name for column in cursor.description or ()]
    if row is None:
        return None
    seen = dict(zip(names, row, strict=True))
    has_late, event = seen.pop("has_late"), Event(**seen)
    if event.free is None or event.free > 0 or has_late:
        return None
    return event.pk if sign_up_state(event, at) == SignUp.OPEN else None


def is_sent_before(form_key: UUID) -> bool:
    """True where the form of that key has made a sign-up already."""
    with connection.cursor() as cursor:
        cursor.execute(SENT, [form_key])
        return bool(cursor.fetchone()[0])


@dataclass(frozen=True, slots=True)
class Seen:
    """What the form of a sign-up meets under the lock of its event."""

    # The number of the sign-up that this form has made already.
    sent_before: int | None
    # Whether seats are held too long, and whether the organiser asks questions.
    has_late: bool
    has_questions: bool
    # The number of the sign-up that the person has for the event until it ends.
    live: int | None
    # The sessions to choose from, in the order of their numbers.
    sessions: list[Session]


def seen(event: Event, form_key: UUID, *, email: str, person: int | None) -> Seen:
    """Return what the form of a person meets, known by number or by address; the caller holds the event's lock."""
    values: dict[str, Any] = {"event": event.pk, "form_key": form_key}
    values |= {"person": person, "email": email_key(email)}
    with connection.cursor() as cursor:
        cursor.execute(_look(), values)
        rows = cursor.fetchall()
    sent_before, has_late, has_questions, live, *first = rows[0]
    sessions = [] if first[0] is None else [_session(event, row[-len(first) :]) for row in rows]
    return Seen(sent_before, has_late, has_questions, live, sessions)


@cache
def _look() -> str:
    # The states stand in the text: so the planner knows that the index of live sign-ups holds the one that is sought.
    return SEEN.format(
        live=", ".join(f"'{state}'" for state in LIVE),
        sessions=", ".join(f"session.{field.column}" for field in Session._meta.concrete_fields),
    )


def _session(event: Event, values: tuple[Any, ...]) -> Session:
    names = [field.attname for field in Session._meta.concrete_fields]
    session = Session.from_db(DEFAULT_DB_ALIAS, names, values)
    session.event = event
    return session
