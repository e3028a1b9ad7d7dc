"""What is asked of an event in a storm, written out: composing such a query takes longer than answering it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import connection

from kuznia.events.models import Event, Registration
from kuznia.events.queries import SignUp, sign_up_state

SEATS = """
SELECT id, state, starts_at, ends_at, capacity, taken,
       takes_registrations, registration_opens_at, registration_closes_at,
       EXISTS (SELECT FROM events_registration AS late WHERE late.event_id = event.id AND late.state = 'held'
               AND late.held_until < (SELECT kuznia_clock())) AS has_late
FROM events_event AS event WHERE slug = %s AND (needs_approval OR NOT has_waiting_list)
"""
SEEN = """
SELECT (SELECT id FROM events_registration WHERE form_key = %(form_key)s AND event_id = %(event)s),
       EXISTS (SELECT FROM events_registration AS late WHERE late.event_id = %(event)s AND late.state = 'held'
               AND late.held_until < (SELECT kuznia_clock()))
       OR EXISTS (SELECT FROM events_wish AS wish JOIN events_session AS session ON session.id = wish.session_id
                  WHERE session.event_id = %(event)s AND wish.ended_at IS NULL
                    AND wish.offered_until < (SELECT kuznia_clock()))
"""


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
    return Registration.objects.filter(form_key=form_key).exists()


def seen_before(event: Event, form_key: UUID) -> tuple[int | None, bool]:
    """Return the number of the sign-up that this form has made already, and whether seats are held too long."""
    with connection.cursor() as cursor:
        cursor.execute(SEEN, {"event": event.pk, "form_key": form_key})
        number, has_late = cursor.fetchone()
    return number, has_late
