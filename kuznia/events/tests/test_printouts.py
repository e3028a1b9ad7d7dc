"""Printouts: badges and attendance sheets, the newest only, read by the office only."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils.translation import override

from kuznia.audit.queries import history_of
from kuznia.events.models import Event, Printout
from kuznia.events.services.printouts import forget_old_printouts, start_printout
from kuznia.events.states import PrintoutKind
from kuznia.events.tasks_papers import make_printout
from kuznia.events.tests.certificates import make_certificate, plan
from kuznia.events.tests.desk_pages import desk_url, problems
from kuznia.events.tests.factories import make_event, make_officer, make_registration, make_workshop
from kuznia.events.tests.pages import words
from kuznia.files.models import StoredFile
from kuznia.files.queries import content_of, files_of
from kuznia.jobs.services import start_work
from kuznia.lib import clock
from kuznia.lib.errors import Forbidden, Refused
from kuznia.lib.policy import Actor, AsSelf, System, Visitor
from kuznia.lib.ports import file_owners
from kuznia.lib.stopped_clock import StoppedClock
from tests.pdf_reader import text_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stopped_clock")]


@pytest.fixture(autouse=True)
def store(settings, tmp_path):
    settings.KUZNIA_FILES_DIR = tmp_path


def printed(event: Event, kind: str, *, session: Any = None, blanks: int = 0) -> Printout:
    """Do the work and return what was kept."""
    progress = start_work(task="events.make_printout", name="x", actor=make_officer())
    make_printout(progress, event.pk, kind, session.pk if session else None, blanks)
    return Printout.objects.get(event=event, kind=kind, session=session)


def text(printout: Printout) -> str:
    return text_of(content_of(files_of(printout).get()))


def test_badges_name_everybody_with_workshop_and_code():
    event = make_event()
    workshop = make_workshop(event, "Fundraising")
    registration = make_registration(
        event, session_ids=(workshop.pk,), organisation_name="Iskra", coming_for="informal_group"
    )

    printout = printed(event, PrintoutKind.BADGES, blanks=2)

    said = text(printout)
    assert printout.count == 3
    for part in ("Ewa Iskra", "Fundraising", f"{registration.code[:4]} {registration.code[4:]}"):
        assert part in said


def test_badges_of_one_workshop_leave_out_the_others():
    event = make_event()
    first, second = (make_workshop(event, title) for title in ("Fundraising", "Prawo"))
    make_registration(event, session_ids=(first.pk,))
    make_registration(event, name="Jan Łuska", session_ids=(second.pk,))

    printout = printed(event, PrintoutKind.BADGES, session=second)

    assert (printout.count, "Jan Łuska" in text(printout)) == (1, True)


def test_new_badges_name_those_who_came_since_the_last_printing(stopped_clock: StoppedClock):
    event = make_event()
    make_registration(event)
    printed(event, PrintoutKind.BADGES)
    stopped_clock.move_to(clock.now() + timedelta(hours=1))
    make_registration(event, name="Jan Łuska")

    printout = printed(event, PrintoutKind.NEW_BADGES)

    assert (printout.count, "Jan Łuska" in text(printout)) == (1, True)


def test_new_badges_name_everybody_when_none_were_printed():
    event = make_event()
    make_registration(event)

    assert printed(event, PrintoutKind.NEW_BADGES).count == 1


def test_blank_badges_name_nobody():
    event = make_event()
    make_registration(event)

    printout = printed(event, PrintoutKind.BLANK_BADGES, blanks=8)

    assert (printout.count, "Ewa Iskra" in text(printout)) == (8, False)


def test_badges_are_refused_when_there_is_nobody():
    with pytest.raises(Refused) as refusal:
        printed(make_event(), PrintoutKind.BADGES)

    assert refusal.value.message == "Nie ma nikogo, komu można wydrukować identyfikator."


def test_attendance_sheet_lists_people_by_surname_with_the_case_reference():
    event = make_event(case_reference="OR.062.3.2026")
    make_registration(event, name="Ewa Żar")
    make_registration(event, name="Jan Łuska")

    said = text(printed(event, PrintoutKind.ATTENDANCE))

    assert said.index("Jan Łuska") < said.index("Ewa Żar")
    assert "OR.062.3.2026" in said
    assert "Strona 1 z\xa01" in said


def test_attendance_sheet_says_so_when_nobody_has_a_seat():
    event = make_event()
    workshop = make_workshop(event, "Prawo")

    assert "Nikt nie ma tu jeszcze miejsca." in text(
        printed(event, PrintoutKind.ATTENDANCE, session=workshop)
    )


def test_sample_is_of_a_made_up_person_and_keeps_no_number():
    event = make_event()
    make_workshop(event)
    plan(event)

    assert "Osoba Przykładowa" in text(printed(event, PrintoutKind.CERTIFICATE_SAMPLE))


def test_sample_is_refused_when_nothing_is_planned():
    with pytest.raises(Refused) as refusal:
        printed(make_event(), PrintoutKind.CERTIFICATE_SAMPLE)

    assert refusal.value.message == "Najpierw napisz, co ma być na zaświadczeniach."


def test_all_certificates_stand_in_one_document():
    event = make_certificate().registration.event

    assert "Ewa Iskra" in text(printed(event, PrintoutKind.CERTIFICATES))


def test_certificates_on_paper_are_only_of_those_whom_no_letter_reaches():
    certificate = make_certificate()
    event, person = certificate.registration.event, certificate.registration.person

    with pytest.raises(Refused) as refusal:
        printed(event, PrintoutKind.PAPER_CERTIFICATES)
    type(person).objects.filter(pk=person.pk).update(email=None)

    assert refusal.value.message == "Nie ma takich zaświadczeń do wydruku."
    assert printed(event, PrintoutKind.PAPER_CERTIFICATES).count == 1


def test_new_printout_takes_the_place_of_the_old_one():
    event = make_event()
    make_registration(event)

    for _time in range(2):
        printed(event, PrintoutKind.BADGES)

    assert (Printout.objects.count(), StoredFile.objects.count()) == (1, 1)


def test_history_says_what_was_printed_in_the_language_of_the_reader():
    event = make_event()
    with override("pl"):
        printed(event, PrintoutKind.ATTENDANCE)

    with override("en"):
        told = [line.sentence for line in history_of(event, audiences=("office",))]

    assert told == ["Made for printing: attendance sheet."]


def test_printouts_go_30_days_after_the_event(stopped_clock: StoppedClock):
    event = make_event()
    make_registration(event)
    printed(event, PrintoutKind.BADGES)
    stopped_clock.move_to(event.ends_at + timedelta(days=30, minutes=1))

    gone = forget_old_printouts(actor=System("events.forget_old_printouts"))

    assert (gone, Printout.objects.count(), StoredFile.objects.count()) == (1, 0, 0)


def test_printout_is_read_by_officers_of_the_office_only():
    event = make_event()
    make_registration(event)
    printout = printed(event, PrintoutKind.BADGES)
    owner = next(each for each in file_owners if each.owner_label == "events.Printout")
    readers: list[Actor] = [make_officer(), Visitor(), AsSelf(1, ""), System("x")]

    assert [owner.may_read(reader, printout.pk) for reader in readers] == [True, False, False, False]


@pytest.mark.parametrize(
    ("kind", "told"), [(PrintoutKind.ATTENDANCE, "lista obecności"), (PrintoutKind.BADGES, "identyfikatory")]
)
def test_printout_that_is_taken_stands_in_the_events_history(officer: Client, kind: str, told: str):
    event = make_event()
    workshop = make_workshop(event, "Fundraising")
    make_registration(event, session_ids=(workshop.pk,))
    file = files_of(printed(event, kind, session=workshop)).get()

    officer.get(file.get_absolute_url())

    last = history_of(event, audiences=("office",))[0]
    sentence = f"Pobrano plik: {told}. Pozycji: 1. Filtry: Fundraising."
    assert (last.sentence, last.who) == (sentence, "Jan Urzędowy")


def test_printout_that_is_taken_stands_in_no_history_when_it_names_nobody(officer: Client):
    event = make_event()
    file = files_of(printed(event, PrintoutKind.BLANK_BADGES, blanks=8)).get()
    before = history_of(event, audiences=("office",))

    officer.get(file.get_absolute_url())

    assert history_of(event, audiences=("office",)) == before


def test_printout_stands_in_no_history_when_it_is_only_asked_whether_it_is_there(officer: Client):
    event = make_event()
    make_registration(event)
    file = files_of(printed(event, PrintoutKind.BADGES)).get()
    before = history_of(event, audiences=("office",))

    officer.head(file.get_absolute_url())

    assert history_of(event, audiences=("office",)) == before


def test_printing_is_forbidden_when_a_stranger_asks():
    with pytest.raises(Forbidden):
        start_printout(event=make_event(), kind=PrintoutKind.BADGES, actor=Visitor(), back_url="/")


def test_printing_is_refused_when_too_many_blanks_are_asked_for():
    with pytest.raises(Refused) as refusal:
        start_printout(
            event=make_event(), kind=PrintoutKind.BLANK_BADGES, actor=make_officer(), back_url="/", blanks=201
        )

    assert refusal.value.message == "Naraz można przygotować do 200 pustych identyfikatorów."


def test_officer_begins_a_printout_and_finds_it_among_the_others(officer: Client):
    event = make_event()
    make_registration(event)

    answer = officer.post(desk_url("desk-printouts", event), {"kind": "badges", "blanks": "0"})
    printed(event, PrintoutKind.BADGES)
    page = officer.get(desk_url("desk-printouts", event))

    assert answer.status_code == 303
    assert words(page, "tbody th a") == ["Identyfikatory"]


def test_officer_is_asked_how_many_when_only_blank_badges_are_wanted(officer: Client):
    answer = officer.post(desk_url("desk-printouts", make_event()), {"kind": "blank_badges", "blanks": ""})

    assert problems(answer) == ["Napisz, ile pustych identyfikatorów przygotować."]
