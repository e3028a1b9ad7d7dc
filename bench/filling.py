"""Fills the measured database by COPY: events, programmes, people, sign-ups, letters, case entries, public texts.

`python -m bench.filling EVENTS SIGN_UPS ORGANISATIONS NEWS`, as the owner's role, on a database that holds the demo.
"""

from __future__ import annotations

import json
import sys
import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import django
from django.db import connection, transaction

from bench import public_texts
from bench.copying import copy_in, count, move_sequence, next_id
from bench.plan import READ_EVENT, STORM_EVENT, STORM_SEATS, STORMS

PER_EVENT_IN_TABLES = 4
DAYS_AROUND = 720
# So long that nobody of those days is to be forgotten yet.
KEPT_MONTHS = 36
UPCOMING_EVERY = 4
PEOPLE_FOR_SIGN_UPS = 0.4
LETTERS_KEPT_EVERY = 10


def main(events: int, sign_ups: int, organisations: int, news: int) -> None:
    """Fills everything in one transaction, then lets PostgreSQL look at what it got."""
    from kuznia.events.models import Event
    from kuznia.lib import clock

    now = clock.now()
    with transaction.atomic():
        model = _model_event(now)
        _measured_events(model)
        first_event = _events(model, events, now)
        first_session = _sessions(first_event, events)
        first_person = _people(int(sign_ups * PEOPLE_FOR_SIGN_UPS))
        _sign_ups(first_event, first_session, first_person, events=events, sign_ups=sign_ups, now=now)
        _count_seats()
        public_texts.organisations(organisations)
        public_texts.news(news)
    public_texts.let_search_read()
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    numbers = f"{Event.objects.count()} events, {count('events_registration')} sign-ups"
    print(
        f"      {numbers}, {count('directory_organisation')} organisations, {count('newsroom_newspage')} news"
    )


def _model_event(now: datetime) -> Any:
    """The demo's open conference with parallel workshops, of which everything measured is a copy."""
    from kuznia.events.models import Event

    open_ones = Event.objects.filter(sessions__block__isnull=False, ends_at__gt=now, state="published")
    return open_ones.order_by("starts_at")[:1].get()


def _measured_events(model: Any) -> None:
    """The event whose page and form are measured, and one with few seats for every storm."""
    _copy_of(model, slug=READ_EVENT, seats=1_000_000)
    for number in range(STORMS):
        _copy_of(model, slug=f"{STORM_EVENT}-{number}", seats=STORM_SEATS)


def _copy_of(model: Any, *, slug: str, seats: int) -> None:
    from kuznia.events.models import Event, EventParty, Session, SessionPerson

    event = Event.objects.get(pk=model.pk)
    event.pk, event.slug, event.capacity, event.taken = None, slug, seats, 0
    # Announced through no service, it would lie in front of every list: let the demo's own stand first.
    event.starts_at, event.ends_at = event.starts_at + timedelta(hours=1), event.ends_at + timedelta(hours=1)
    event.save()
    for session in Session.objects.filter(event=model):
        people = list(SessionPerson.objects.filter(session=session))
        session.pk, session.event, session.taken = None, event, 0
        session.capacity = None if session.block is None else seats
        session.save()
        for person in people:
            person.pk, person.session = None, session
            person.save()
    for party in EventParty.objects.filter(event=model):
        party.pk, party.event = None, event
        party.save()


def _events(model: Any, number: int, now: datetime) -> int:
    first = next_id("events_event")

    def row(index: int) -> tuple[Any, ...]:
        days = index * DAYS_AROUND // number + 1
        starts_at = now + timedelta(days=days if index % UPCOMING_EVERY == 0 else -days)
        what = ("training", "published", f"zebranie-{index}", f"Zebranie organizacji nr {index}", "")
        words = ("Krótko o tym, co zrobimy razem, i czas na pytania.", "", "")
        when = (starts_at, starts_at + timedelta(hours=3))
        where = (model.authority_id, model.venue_id, "", "Anna Kuźnik", "ngo@example.org", "")
        seats = (True, 1_000, 0, 24, False, False, False, 1, starts_at - timedelta(days=40), KEPT_MONTHS)
        return first + index, *what, *words, *when, *where, *seats

    columns = (
        "id kind state slug title title_en lead lead_en motto starts_at ends_at authority_id venue_id accessibility"
        " contact_name contact_email contact_phone takes_registrations capacity taken hold_hours asks_wheelchair"
        " asks_interpreter asks_diet version published_at kept_months"
    )
    copy_in("events_event", columns, (row(index) for index in range(number)))
    return first


def _sessions(first_event: int, events: int) -> int:
    """A talk and three parallel workshops each, the workshops' ids in a row."""
    first = next_id("events_session")
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO events_session"
            " (id, event_id, kind, title, title_en, lead, starts_at, ends_at, block, capacity, taken)"
            " SELECT %s + (event.id - %s) * 4 + number,"
            "  event.id, CASE number WHEN 0 THEN 'talk' ELSE 'workshop' END, 'Część ' || number, '', '',"
            "  event.starts_at + CASE number WHEN 0 THEN interval '0' ELSE interval '1 hour' END,"
            "  event.starts_at + CASE number WHEN 0 THEN interval '1 hour' ELSE interval '2 hours' END,"
            "  CASE number WHEN 0 THEN NULL ELSE 1 END, CASE number WHEN 0 THEN NULL ELSE 500 END, 0"
            " FROM events_event event, generate_series(0, 3) number WHERE event.id >= %s AND event.id < %s",
            [first, first_event, first_event, first_event + events],
        )
    move_sequence("events_session")
    return first


def _people(number: int) -> int:
    first = next_id("people_person")
    rows = (
        (first + index, "!", False, f"Osoba Zmyślona {index}", f"osoba{index}@example.net", "", "pl", True, 0)
        for index in range(number)
    )
    copy_in(
        "people_person", "id password is_superuser name email phone language is_active session_epoch", rows
    )
    return first


@dataclass(frozen=True, slots=True)
class _SignUp:
    """One sign-up: its row, whose it is, what was chosen."""

    pk: int
    number: int
    event: int
    session: int
    person: int
    email: str
    arrived_at: datetime


def _sign_ups(
    first_event: int, first_session: int, first_person: int, *, events: int, sign_ups: int, now: datetime
) -> None:
    """Sign-ups with the chosen workshop, the letter that told the person, and the entry in the case history."""
    first, people, each = (
        next_id("events_registration"),
        int(sign_ups * PEOPLE_FOR_SIGN_UPS),
        sign_ups // events,
    )
    drawn = []
    for number in range(sign_ups):
        event, seat = number % events, number // events
        person = (event * each + seat) % people
        days = event * DAYS_AROUND // events if event % UPCOMING_EVERY else 0
        drawn.append(
            _SignUp(
                pk=first + number,
                number=number,
                event=first_event + event,
                session=first_session + event * PER_EVENT_IN_TABLES + 1 + number % 3,
                person=first_person + person,
                email=f"osoba{person}@example.net",
                arrived_at=now - timedelta(days=days + 3),
            )
        )
    _registrations(drawn, now)
    copy_in(
        "events_place", "registration_id session_id block", ((each.pk, each.session, 1) for each in drawn)
    )
    _letters(drawn)
    told = ("Visitor", "", "The sign-up was sent.", "{}", "", "office")
    columns = "subject_type subject_id actor_kind acted_for sentence params reason audience"
    copy_in("audit_caseentry", columns, (("events.Registration", each.pk, *told) for each in drawn))


def _registrations(drawn: list[_SignUp], now: datetime) -> None:
    from kuznia.accounts.queries import current_notice

    notice = current_notice("events.registration", now).pk

    def row(each: _SignUp) -> tuple[Any, ...]:
        who = (f"W{each.number:07d}", f"Osoba Zmyślona {each.number}", "oneself", "", "pl", notice, False)
        key = str(uuid.UUID(int=each.number + 1))
        return each.pk, each.event, each.person, "confirmed", *who, key, each.arrived_at, each.arrived_at

    columns = (
        "id event_id person_id state code name coming_for organisation_name language notice_id allows_photos form_key"
        " arrived_at confirmed_at"
    )
    copy_in("events_registration", columns, map(row, drawn))


def _letters(drawn: list[_SignUp]) -> None:
    """Letters that went out; most are emptied, as they are after thirty days."""
    from kuznia.notify.models import Message

    sample = Message.objects.exclude(letter={}).filter(matter__startswith="events.registration")[:1].get()
    text = json.dumps(sample.letter)

    def row(each: _SignUp) -> tuple[Any, ...]:
        letter = text if each.number % LETTERS_KEPT_EVERY == 0 else "{}"
        sent = ("sent", 1, f"<bench-{each.number}@example.net>", 250, "OK")
        when = (each.arrived_at, each.arrived_at, each.arrived_at)
        return f"events.registration:{each.pk}:confirm", each.person, each.email, "pl", letter, *sent, *when

    columns = (
        "matter person_id to language letter state attempts message_id answer_code last_answer queued_at tried_at"
        " sent_at"
    )
    copy_in("notify_message", columns, map(row, drawn))


def _count_seats() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE events_event event SET taken = counted.number FROM (SELECT event_id, count(*) AS number"
            " FROM events_registration WHERE state IN ('held', 'confirmed') GROUP BY event_id) counted"
            " WHERE counted.event_id = event.id AND event.taken <> counted.number"
        )
        cursor.execute(
            "UPDATE events_session session SET taken = counted.number FROM (SELECT session_id, count(*) AS number"
            " FROM events_place JOIN events_registration registration ON registration.id = registration_id"
            " WHERE state IN ('held', 'confirmed') GROUP BY session_id) counted"
            " WHERE counted.session_id = session.id AND session.taken <> counted.number"
        )


if __name__ == "__main__":
    django.setup()
    main(*map(int, sys.argv[1:]))
