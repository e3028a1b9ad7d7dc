"""Certificates as the office makes them: people who came, what stands on the papers, the work done at once."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

from kuznia.events.models import Attendance, Certificate, Delegation, Event, Registration, Session
from kuznia.events.paper_certificates import certificate_file
from kuznia.events.services.certificates import (
    PlanEntry,
    issue_certificate,
    keep_certificate,
    plan_certificates,
)
from kuznia.events.states import AttendanceSource, ComingFor, RegistrationState
from kuznia.events.tasks_papers import issue_certificates
from kuznia.events.tests.factories import make_event, make_notice, make_officer, make_registration
from kuznia.jobs.models import Progress
from kuznia.jobs.services import begin_work, finish_work
from kuznia.lib import clock
from kuznia.lib.policy import ForAuthority, System
from kuznia.people.models import Person

HOUSE = System("events.issue_certificates")


def plan_entry(**fields: Any) -> PlanEntry:
    """Return what an office types about certificates."""
    values: dict[str, Any] = {
        "hours": 6,
        "demands_workshop": False,
        "signer_name": "Anna Kuźnik",
        "signer_function": "Starosta",
        "place": "Pruszków",
    }
    return PlanEntry(**values | fields)


def plan(event: Event, officer: ForAuthority | None = None, **fields: Any) -> None:
    """Say what stands on the certificates of the event."""
    actor = officer or make_officer(event.authority)
    plan_certificates(event=event, entry=plan_entry(**fields), actor=actor)


def end_of(event: Event) -> Event:
    """Let the event have ended an hour ago, and the sign-ups have come the day before it."""
    now = clock.now()
    event.starts_at, event.ends_at = now - timedelta(hours=7), now - timedelta(hours=1)
    Event.objects.filter(pk=event.pk).update(starts_at=event.starts_at, ends_at=event.ends_at)
    before = event.starts_at - timedelta(days=1)
    Registration.objects.filter(event=event).update(arrived_at=before)
    return event


def let_in(registration: Registration, session: Session | None = None) -> Attendance:
    """Let the person in at the door of the event or of a session, which makes her seat sure."""
    sure = {"state": RegistrationState.CONFIRMED, "confirmed_at": registration.arrived_at}
    Registration.objects.filter(pk=registration.pk, state=RegistrationState.HELD).update(**sure)
    return Attendance.objects.create(
        registration=registration,
        session=session,
        source=AttendanceSource.LIST,
        key=uuid4(),
        came_at=registration.event.starts_at,
        recorded_by=Person.objects.order_by("pk").first() or Person.objects.create(name="Jan Urzędowy"),
    )


def make_participant(event: Event, name: str = "Ewa Iskra", **fields: Any) -> Registration:
    """Return the sign-up of a person who came."""
    chosen = tuple(event.sessions.filter(block__isnull=False).values_list("pk", flat=True)[:1])
    registration = make_registration(event, name=name, **{"session_ids": chosen} | fields)
    let_in(registration)
    return registration


def make_delegation(event: Event, *members: Registration, email: str = "szef@example.org") -> Delegation:
    """Return a delegation of these people with its contact."""
    delegation = Delegation.objects.create(
        event=event,
        contact=Person.objects.create(name="Szef Miech", email=email),
        code=f"DEL{uuid4().hex[:8].upper()}",
        contact_name="Szef Miech",
        coming_for=ComingFor.INFORMAL_GROUP,
        notice=make_notice(),
        form_key=uuid4(),
        arrived_at=clock.now(),
    )
    Registration.objects.filter(pk__in=[each.pk for each in members]).update(delegation=delegation)
    for member in members:
        member.refresh_from_db()
    return delegation


def make_certificate(
    event: Event | None = None, *, officer: ForAuthority | None = None, in_delegation: bool = False
) -> Certificate:
    """Return the certificate of one participant, numbered and set."""
    event = event or make_event()
    registration = make_participant(event)
    if in_delegation:
        make_delegation(event, registration, email=f"{uuid4().hex[:8]}@example.org")
    end_of(event)
    plan(event, officer)
    issued = issue_certificate(registration=registration, actor=HOUSE)
    assert issued is not None
    return keep_certificate(certificate=issued, document=certificate_file(issued), actor=HOUSE)


def done_at_once(progress: Progress, event: Event) -> Progress:
    """Do the work as the worker does."""
    begun = begin_work(progress_id=progress.pk, actor=HOUSE)
    assert begun is not None
    result = issue_certificates(begun, event.pk)
    return finish_work(progress=begun, result=result, actor=HOUSE)


def work_of(event: Event) -> Progress:
    """Return the last long work on the event."""
    return Progress.objects.filter(subject_label="events.Event", subject_id=event.pk).latest("pk")
