"""How long events keep people: the nightly job, the plan on the desk, the command, erasure."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.urls import reverse

from kuznia.audit.models import CaseEntry
from kuznia.events.answers import PERSONAL_DATA
from kuznia.events.answers_papers import PERSONAL_DATA as PAPERS
from kuznia.events.answers_patronage import PERSONAL_DATA as PATRONAGE
from kuznia.events.invariants import INVARIANTS
from kuznia.events.models import (
    Answer,
    Certificate,
    Delegation,
    Event,
    HallQuestion,
    Needs,
    PatronageRequest,
    Registration,
    Survey,
    SurveyResponse,
)
from kuznia.events.queries import figures_of_record
from kuznia.events.queries.retention import due_for_forgetting, retention_plan
from kuznia.events.services.retention import forget_sign_ups
from kuznia.events.states import QuestionKind, QuestionPurpose, RegistrationState
from kuznia.events.tasks import forget_sign_ups_of_past_events
from kuznia.events.tests.certificates import let_in, make_certificate
from kuznia.events.tests.factories import (
    make_delegation,
    make_event,
    make_hall_question,
    make_officer,
    make_organisation,
    make_patronage_request,
    make_registration,
)
from kuznia.events.tests.pages import sign_up_url, soup
from kuznia.lib.policy import System
from kuznia.people.models import Person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stopped_clock")]
HOUSE = System("events.forget_sign_ups")
# The events of the tests end on 12 December 2026 and keep for 12 months.
LAST_DAY = datetime(2027, 12, 12, 22, 59, tzinfo=UTC)
DUE = datetime(2027, 12, 13, 3, 40, tzinfo=UTC)
TOKEN = "Żaróweczka7391"
RETENTION = "events: no sign-up keeps a person after the organiser's months (two days' grace for the job)"
BARE = "events: a forgotten sign-up bears no name, phone, answer or need"
ONCE = "events: one person has one seated sign-up at an event"

ANSWERS = (PERSONAL_DATA, PAPERS, PATRONAGE)
REMAINDERS = {
    "events_hallquestion": "what was asked before the whole hall; nothing leads from it to her any more",
    "events_patronagerequest": "the organisation is in the case that the office decided",
}


@pytest.fixture(autouse=True)
def store(settings, tmp_path):
    settings.KUZNIA_FILES_DIR = tmp_path


def seated(event: Event, **fields) -> Registration:
    registration = make_registration(event, **fields)
    registration.state = RegistrationState.CONFIRMED
    registration.save()
    return registration


def told_about(registration: Registration) -> None:
    """Let the person have answered, asked for a meal and asked a question in the hall, always with the token."""
    question = registration.event.questions.create(
        purpose=QuestionPurpose.SIGN_UP, kind=QuestionKind.TEXT, wording="Skąd wiesz?"
    )
    Answer.objects.create(registration=registration, question=question, text=TOKEN)
    Needs.objects.create(registration=registration, diet=TOKEN)
    make_hall_question(registration.event, registration=registration, text=TOKEN)


def answered_by_name(registration: Registration) -> None:
    """Let the person have answered a survey with names."""
    event = registration.event
    question = event.questions.create(
        purpose=QuestionPurpose.SURVEY, kind=QuestionKind.TEXT, wording="Co dalej?"
    )
    survey = Survey.objects.create(
        event=event, is_anonymous=False, opens_at=event.ends_at, closes_at=event.ends_at + timedelta(days=7)
    )
    SurveyResponse.objects.create(
        survey=survey,
        registration=registration,
        is_anonymous=False,
        answers={str(question.pk): {"keys": [], "text": TOKEN}},
    )


def person_who_is_everywhere() -> Person:
    """Return a person of whom events keep the token in every field that people fill in."""
    certificate = make_certificate()
    registration, person = certificate.registration, certificate.registration.person
    told_about(registration)
    answered_by_name(registration)
    held = make_registration(make_event())
    Registration.objects.filter(pk=held.pk).update(person=person)
    Registration.objects.update(name=TOKEN, phone=TOKEN, organisation_name=TOKEN)
    Certificate.objects.update(name=TOKEN)
    make_delegation(held.event)
    Delegation.objects.update(
        contact=person, contact_name=TOKEN, contact_phone=TOKEN, organisation_name=TOKEN
    )
    make_patronage_request()
    PatronageRequest.objects.update(person=person, name=TOKEN, phone=TOKEN, organisation_name=TOKEN)
    return person


def broken(name: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(INVARIANTS[name])
        return list(cursor.fetchall())


def tables_with(token: str) -> list[str]:
    """Return the tables of events in which the token stands."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE tablename LIKE 'events\\_%'")
        names = sorted(name for (name,) in cursor.fetchall())
        found = []
        for name in names:
            cursor.execute(f'SELECT count(*) FROM "{name}" t WHERE t::text LIKE %s', [f"%{token}%"])
            found += [name] * bool(cursor.fetchone()[0])
    return found


def told(*arguments: str) -> list[str]:
    out = StringIO()
    call_command("retention", *arguments, stdout=out)
    return out.getvalue().splitlines()


def test_forget_sign_ups_cuts_the_person_out_when_the_time_has_passed(stopped_clock):
    organisation = make_organisation()
    registration = seated(make_event(), name=TOKEN, organisation_name=TOKEN)
    Registration.objects.update(phone=TOKEN, organisation=organisation)
    told_about(registration)
    answered_by_name(registration)
    stopped_clock.move_to(DUE)

    count = forget_sign_ups(event=registration.event, actor=HOUSE)

    registration.refresh_from_db()
    kept = (registration.name, registration.phone, registration.organisation_name, registration.organisation)
    whose = registration.person
    assert (count, kept) == (1, ("—", "", "", organisation))
    assert (whose.name, whose.email, whose.is_active, whose.erased_at) == (
        "usunięta osoba",
        None,
        False,
        None,
    )
    assert (registration.forgotten_at, tables_with(TOKEN)) == (DUE, ["events_hallquestion"])
    assert HallQuestion.objects.get().registration is None


def test_forget_sign_ups_leaves_everything_when_the_last_day_is_not_over(stopped_clock):
    registration = seated(make_event(), name=TOKEN)
    stopped_clock.move_to(LAST_DAY)

    count = forget_sign_ups(event=registration.event, actor=HOUSE)

    registration.refresh_from_db()
    assert (count, registration.name, registration.forgotten_at) == (0, TOKEN, None)


def test_forget_sign_ups_lets_two_seats_point_at_nobody_when_both_are_live(stopped_clock):
    event = make_event(taken=2)
    first, second = seated(event), seated(event)
    stopped_clock.move_to(DUE)

    forget_sign_ups(event=event, actor=HOUSE)

    first.refresh_from_db()
    second.refresh_from_db()
    assert first.person == second.person
    assert (broken(ONCE), broken(BARE), broken(RETENTION)) == ([], [], [])


def test_forget_sign_ups_keeps_the_figures_when_people_came(stopped_clock):
    event = make_event()
    let_in(seated(event))
    seated(event)
    Registration.objects.update(organisation=make_organisation())
    event.refresh_from_db()
    before, taken = figures_of_record(event), event.taken
    stopped_clock.move_to(DUE)

    count = forget_sign_ups(event=event, actor=HOUSE)

    event.refresh_from_db()
    assert count == 2
    assert (figures_of_record(event), event.taken) == (before, taken)
    assert [figure.value for figure in before][:2] == [2, 1]


def test_forget_sign_ups_cuts_out_the_contact_when_a_delegation_came(stopped_clock):
    delegation = make_delegation(make_event(), contact_name=TOKEN, organisation_name=TOKEN)
    Delegation.objects.update(contact_phone=TOKEN)
    stopped_clock.move_to(DUE)

    forget_sign_ups(event=delegation.event, actor=HOUSE)

    delegation.refresh_from_db()
    assert delegation.contact == delegation.registrations.earliest("pk").person
    assert (delegation.contact_name, delegation.forgotten_at, tables_with(TOKEN)) == ("—", DUE, [])


def test_forget_sign_ups_keeps_number_and_code_when_a_certificate_was_issued(stopped_clock):
    certificate = make_certificate()
    stopped_clock.move_to(DUE)

    forget_sign_ups(event=certificate.registration.event, actor=HOUSE)

    before = (certificate.number, certificate.code, certificate.issued_at)
    certificate.refresh_from_db()
    assert (certificate.number, certificate.code, certificate.issued_at) == before
    assert certificate.name == "—"


def test_forget_sign_ups_writes_the_log_once_when_it_runs_twice(stopped_clock):
    event = make_event(kept_months=6)
    seated(event)
    stopped_clock.move_to(DUE)

    forget_sign_ups_of_past_events()
    forget_sign_ups_of_past_events()

    sentence = "Personal data of %(count)s sign-ups were deleted after %(months)s months."
    entries = CaseEntry.objects.filter(subject_id=event.pk, sentence=sentence)
    assert [(entry.params, entry.audience) for entry in entries] == [({"count": 1, "months": 6}, "office")]
    assert forget_sign_ups(event=event, actor=HOUSE) == 0


def test_due_for_forgetting_names_only_what_is_over_when_months_differ():
    short, long = make_event(kept_months=6), make_event(kept_months=60)
    seated(short)
    seated(long)

    assert due_for_forgetting(DUE) == [short]


def test_retention_invariant_finds_the_event_when_the_job_did_not_run(stopped_clock):
    event = make_event()
    seated(event)

    stopped_clock.move_to(datetime(2027, 12, 13, 22, 59, tzinfo=UTC))
    in_time = broken(RETENTION)
    stopped_clock.move_to(datetime(2027, 12, 13, 23, 1, tzinfo=UTC))

    assert (in_time, broken(RETENTION)) == ([], [(event.pk,)])


def test_retention_plan_counts_what_would_go_when_the_event_is_due(stopped_clock):
    event = make_event()
    told_about(seated(event))
    seated(event)
    stopped_clock.move_to(DUE)

    (row,) = retention_plan(make_officer())

    assert (row.sign_ups, row.needs, row.forgotten, row.is_due) == (2, 1, 0, True)
    assert (row.needs_kept_to.isoformat(), row.kept_to.isoformat()) == ("2026-12-19", "2027-12-12")


def test_retention_command_writes_nothing_when_it_is_a_dry_run(stopped_clock):
    event = make_event()
    seated(event, name=TOKEN)

    said = told("--dry-run", "--at", DUE.isoformat())

    assert said == [f"{event.slug}: personal data of 1 sign-ups would go"]
    assert (told("--dry-run"), Registration.objects.get().name) == ([], TOKEN)


def test_retention_command_deletes_when_the_time_has_passed(stopped_clock):
    event = make_event()
    seated(event)
    stopped_clock.move_to(DUE)

    assert told() == [f"{event.slug}: personal data of 1 sign-ups deleted"]
    assert told() == []


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--at", "2027-12-13T04:00Z"), "--at goes with --dry-run: nothing is deleted before its time."),
        (("--dry-run", "--at", "jutro"), "--at takes an instant such as 2027-12-13T04:00Z."),
        (
            ("--dry-run", "--at", "2027-12-13T04:00"),
            "--at takes an instant with its zone, such as 2027-12-13T04:00Z.",
        ),
    ],
)
def test_retention_command_refuses_when_the_instant_is_no_use(arguments, words):
    with pytest.raises(CommandError) as refused:
        told(*arguments)

    assert str(refused.value) == words


def test_retention_page_shows_until_when_when_people_have_signed_up(officer):
    seated(make_event())

    page = soup(officer.get(reverse("events:desk-retention")))

    (row,) = page.select("tbody tr")
    cells = [" ".join(cell.get_text(" ").split()) for cell in row.select("td")]
    assert cells == ["1", "19 grudnia 2026", "12 grudnia 2027 12 miesięcy po wydarzeniu", "–"]


def test_retention_page_says_what_went_when_the_job_has_run(officer):
    event = seated(make_event(kept_months=1)).event
    ended = datetime(2026, 9, 30, 12, tzinfo=UTC)
    Event.objects.filter(pk=event.pk).update(starts_at=ended - timedelta(hours=3), ends_at=ended)
    forget_sign_ups_of_past_events()

    (row,) = soup(officer.get(reverse("events:desk-retention"))).select("tbody tr")

    cells = [" ".join(cell.get_text(" ").split()) for cell in row.select("td")]
    assert cells == [
        "0",
        "7 października 2026",
        "30 października 2026 1 miesiąc po wydarzeniu",
        "16 listopada 2026 1 zapis",
    ]


def test_erasure_leaves_only_what_is_listed_when_she_is_everywhere():
    person = person_who_is_everywhere()
    exported = str([answer.export(person.pk) for answer in ANSWERS])

    for answer in ANSWERS:
        answer.erase(person.pk)

    # Two sign-ups and a delegation with three fields each, three of patronage, five answers and papers.
    assert exported.count(TOKEN) == 3 * 3 + 3 + 5
    assert tables_with(TOKEN) == sorted(REMAINDERS)
    assert Registration.objects.filter(person=person, name="—").count() == 2


@pytest.mark.parametrize(("months", "words"), [(1, "1 miesiąc"), (24, "24 miesiące"), (36, "36 miesięcy")])
def test_form_says_for_how_long_this_organiser_keeps_sign_ups(client, months, words):
    page = client.get(sign_up_url(make_event(kept_months=months)))

    assert f"Organizator tego wydarzenia przechowuje zapisy przez {words} po nim." in page.content.decode()
