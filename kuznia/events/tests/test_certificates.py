"""Certificates: numbers in a row, who gets one, letters once, corrections under the same number."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core.management import call_command

from kuznia.events.models import Certificate, Event, Registration
from kuznia.events.paper_certificates import certificate_file
from kuznia.events.queries import (
    awaiting_certificates,
    candidates_of,
    events_awaiting_certificates,
    made_certificates,
)
from kuznia.events.services.certificates import (
    choose_for_certificate,
    correct_certificate,
    issue_certificate,
    keep_certificate,
    revoke_certificate,
    start_issuing,
)
from kuznia.events.tasks_papers import finish_certificates
from kuznia.events.tests.certificates import (
    HOUSE,
    done_at_once,
    end_of,
    let_in,
    make_certificate,
    make_delegation,
    make_participant,
    plan,
    work_of,
)
from kuznia.events.tests.factories import make_event, make_officer, make_registration, make_workshop
from kuznia.files.models import StoredFile
from kuznia.files.queries import content_of, files_of
from kuznia.jobs.models import Progress
from kuznia.lib import clock
from kuznia.lib.errors import Forbidden, Refused
from kuznia.lib.policy import Visitor
from kuznia.lib.stopped_clock import StoppedClock
from kuznia.notify.models import Message
from tests.pdf_reader import text_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stopped_clock")]
BACK = "/urzad/"


@pytest.fixture(autouse=True)
def store(settings, tmp_path):
    settings.KUZNIA_FILES_DIR = tmp_path


def held(*names: str, **fields: Any) -> Event:
    """Return an event that has taken place, described, at which these people came."""
    event = make_event(**fields)
    for name in names:
        make_participant(event, name)
    plan(event)
    return end_of(event)


def issue_all(event: Event) -> Progress:
    """Press the button and do the work."""
    officer = make_officer(event.authority)
    progress = start_issuing(event=event, actor=officer, back_url=BACK)
    return done_at_once(progress, event)


def numbers(event: Event) -> list[tuple[str, str]]:
    return [(each.full_number, each.name) for each in made_certificates(event)]


def letters(part: str) -> list[str]:
    found = Message.objects.filter(matter__contains=part).order_by("pk")
    return [message.to for message in found]


def test_certificates_are_numbered_by_surname_when_all_are_issued():
    event = held("Ewa Żar", "Jan Łuska", "Ola Lis")

    issue_all(event)

    assert numbers(event) == [("1/2026", "Ola Lis"), ("2/2026", "Jan Łuska"), ("3/2026", "Ewa Żar")]
    call_command("verify", verbosity=0)


def test_numbers_of_an_office_go_on_when_another_event_follows():
    issue_all(held("Ewa Żar"))
    second = held("Jan Łuska")

    issue_all(second)

    assert numbers(second) == [("2/2026", "Jan Łuska")]


def test_numbers_begin_again_when_the_year_changes(stopped_clock: StoppedClock):
    issue_all(held("Ewa Żar"))
    stopped_clock.move_to(datetime(2026, 12, 31, 23, 30, tzinfo=UTC))
    tomorrow = clock.now() + timedelta(days=1)
    second = held("Jan Łuska", starts_at=tomorrow, ends_at=tomorrow + timedelta(hours=6))

    issue_all(second)

    assert numbers(second) == [("1/2027", "Jan Łuska")]


def test_nobody_gets_two_when_the_work_is_done_twice():
    event = held("Ewa Żar", "Jan Łuska")

    issue_all(event)
    issue_all(event)

    assert [number for number, _name in numbers(event)] == ["1/2026", "2/2026"]
    assert len(letters("certificate:1")) == 2
    assert StoredFile.objects.filter(owner_label="events.Certificate").count() == 2


def test_letter_leads_to_the_own_page_when_the_certificate_is_ready():
    event = held("Ewa Żar")

    issue_all(event)

    letter = Message.objects.get(matter__contains="certificate:1").letter
    assert letter["subject"] == "Twoje zaświadczenie: Konferencja organizacji"
    assert "/zapisy/" in letter["button"][1]


def test_contact_gets_one_letter_about_all_when_they_came_in_a_delegation():
    event = make_event()
    members = [make_participant(event, name) for name in ("Ewa Żar", "Jan Łuska")]
    for member in members:
        type(member.person).objects.filter(pk=member.person_id).update(email=None)
    make_delegation(event, *members)
    plan(event)

    issue_all(end_of(event))

    assert letters("certificate") == ["szef@example.org"]


def test_document_says_all_when_it_is_set():
    certificate = make_certificate()

    text = text_of(_bytes(certificate))

    for words in (
        "Zaświadczenie",
        "Ewa Iskra",
        "Konferencja organizacji",
        "1/2026",
        "6 godzin",
        "Anna Kuźnik",
    ):
        assert words in text


def test_sessions_stand_on_the_certificate_when_she_was_counted_there():
    event = make_event()
    workshop = make_workshop(event, "Fundraising")
    registration = make_participant(event)
    let_in(registration, workshop)
    plan(event)

    issued = issue_certificate(registration=registration, actor=HOUSE)

    assert issued is not None
    assert issued.sessions == ["Fundraising"]


def test_nobody_gets_one_when_nobody_let_her_in():
    event = make_event()
    registration = make_registration(event)
    plan(event)

    issued = issue_certificate(registration=registration, actor=HOUSE)

    assert issued is None
    assert [each.why_not for each in candidates_of(event)] == ["przy wejściu nie odnotowano obecności"]


def test_nobody_gets_one_when_the_plan_demands_a_workshop_and_she_came_to_none():
    event = make_event()
    make_participant(event)
    plan(event, demands_workshop=True)

    waiting = awaiting_certificates(event)

    assert waiting == []
    assert [each.why_not for each in candidates_of(event)] == ["bez udziału w warsztacie"]


def test_office_is_reminded_only_of_events_where_somebody_is_entitled():
    event = make_event()
    workshop = make_workshop(event)
    registration = make_participant(event)
    plan(end_of(event), demands_workshop=True)

    before = list(events_awaiting_certificates(Event.objects.all()))
    let_in(registration, workshop)
    after = list(events_awaiting_certificates(Event.objects.all()))

    assert (before, after) == ([], [event])


def test_issuing_is_refused_when_nothing_is_planned():
    event = end_of(make_event())

    with pytest.raises(Refused) as refusal:
        start_issuing(event=event, actor=make_officer(), back_url=BACK)

    assert refusal.value.message == "Najpierw napisz, co ma być na zaświadczeniach."


def test_issuing_is_refused_when_the_event_has_not_taken_place():
    event = make_event()
    plan(event)

    with pytest.raises(Refused) as refusal:
        start_issuing(event=event, actor=make_officer(), back_url=BACK)

    assert refusal.value.message == "Zaświadczenia wydaje się po wydarzeniu."


def test_issuing_is_forbidden_when_a_stranger_asks():
    event = held("Ewa Żar")

    with pytest.raises(Forbidden):
        start_issuing(event=event, actor=Visitor(), back_url=BACK)


def _absent() -> Registration:
    event = make_event()
    registration = make_registration(event)
    plan(event)
    end_of(event)
    registration.refresh_from_db()
    return registration


def test_absent_person_gets_one_when_an_officer_answers_for_it():
    registration = _absent()

    issued = choose_for_certificate(
        registration=registration, reason="Widziałam ją na sali.", actor=make_officer(), back_url=BACK
    )
    finish_certificates(work_of(registration.event), registration.event_id)

    assert (issued.full_number, issued.chosen_by is None) == ("1/2026", False)
    assert numbers(registration.event) == [("1/2026", "Ewa Iskra")]
    call_command("verify", verbosity=0)


def test_person_keeps_her_certificate_when_she_is_chosen_twice():
    registration = _absent()
    choice: dict[str, Any] = {
        "registration": registration,
        "reason": "Była.",
        "actor": make_officer(),
        "back_url": BACK,
    }

    numbered = [choose_for_certificate(**choice).full_number for _click in range(2)]

    assert numbered == ["1/2026", "1/2026"]


def test_choice_is_refused_when_the_sign_up_has_ended():
    registration = _absent()
    Registration.objects.filter(pk=registration.pk).update(state="cancelled")
    registration.refresh_from_db()

    with pytest.raises(Refused) as refusal:
        choose_for_certificate(registration=registration, reason="Była.", actor=make_officer(), back_url=BACK)

    assert refusal.value.message == "Ten zapis się zakończył, więc zaświadczenia nie będzie."


def _corrected(certificate: Certificate, name: str) -> Certificate:
    return correct_certificate(
        certificate=certificate, name=name, reason="Literówka.", actor=make_officer(), back_url=BACK
    )


def test_name_is_printed_anew_under_the_same_number_when_it_is_corrected():
    certificate = make_certificate()
    event = certificate.registration.event

    corrected = _corrected(certificate, "Ewa Iskra-Żar")
    finish_certificates(work_of(event), event.pk)

    assert (corrected.number, corrected.code, corrected.version) == (1, certificate.code, 2)
    assert "Ewa Iskra-Żar" in text_of(_bytes(certificate))
    assert files_of(certificate).count() == 1
    assert len(letters("certificate:2")) == 1


def test_correction_is_refused_when_the_name_is_the_same():
    certificate = make_certificate()

    with pytest.raises(Refused) as refusal:
        _corrected(certificate, "Ewa Iskra")

    assert refusal.value.message == "Na zaświadczeniu jest już to imię i nazwisko."


def test_correction_is_refused_when_the_certificate_is_revoked():
    certificate = make_certificate()
    revoke_certificate(certificate=certificate, reason="Pomyłka.", actor=make_officer())

    with pytest.raises(Refused) as refusal:
        _corrected(certificate, "Ewa Żar")

    assert refusal.value.message == "To zaświadczenie jest cofnięte i nie zmienia się."


def test_older_document_is_left_alone_when_the_name_was_corrected_meanwhile():
    certificate = make_certificate()
    corrected = _corrected(certificate, "Ewa Żar")

    kept = keep_certificate(certificate=certificate, document=certificate_file(certificate), actor=HOUSE)

    assert (kept.version, kept.is_made, files_of(corrected).count()) == (2, False, 0)


def test_document_goes_and_the_person_is_told_once_when_it_is_revoked():
    certificate = make_certificate()

    for _click in range(2):
        revoked = revoke_certificate(certificate=certificate, reason="Pomyłka.", actor=make_officer())

    assert (revoked.number, revoked.is_revoked, files_of(certificate).count()) == (1, True, 0)
    assert len(letters("certificate-revoked")) == 1
    call_command("verify", verbosity=0)


def test_contact_is_told_when_a_certificate_of_her_delegation_is_revoked():
    certificate = make_certificate(in_delegation=True)
    person = certificate.registration.person
    type(person).objects.filter(pk=person.pk).update(email=None)

    revoke_certificate(certificate=certificate, reason="Pomyłka.", actor=make_officer())

    contact = certificate.registration.delegation
    assert contact is not None
    assert letters("certificate-revoked") == [contact.contact.email]


def test_certificate_keeps_its_words_when_the_event_is_renamed():
    certificate = make_certificate()
    Event.objects.update(title="Inna", ends_at=clock.now() + timedelta(days=1))

    certificate.refresh_from_db()

    assert certificate.title == "Konferencja organizacji"


def _bytes(certificate: Certificate) -> bytes:
    return content_of(files_of(certificate).get())
