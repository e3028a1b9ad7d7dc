"""An office writes to participants: previewed, sent by a job, to each person once."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import Client

from kuznia.audit.queries import history_of
from kuznia.events import letters
from kuznia.events.models import Attendance, Broadcast, Event, Registration
from kuznia.events.queries import link_to, recipients
from kuznia.events.services.broadcasts import BroadcastEntry, note_reached, send_broadcast
from kuznia.events.services.registrations import cancel_registration, confirm_registration
from kuznia.events.states import AttendanceSource, BroadcastGroup, RegistrationState
from kuznia.events.tests.desk_pages import desk_url, problems, sent
from kuznia.events.tests.factories import (
    make_event,
    make_officer,
    make_registration,
    make_workshop,
)
from kuznia.events.tests.pages import words
from kuznia.jobs.models import Progress
from kuznia.jobs.services import advance, begin_work, plan_work
from kuznia.jobs.worker import run_waiting_jobs
from kuznia.lib import clock
from kuznia.lib.errors import Forbidden, Refused
from kuznia.lib.policy import ForAuthority, LinkHolder, System, Visitor
from kuznia.notify.models import Message
from kuznia.notify.services import post

pytestmark = pytest.mark.django_db
WRITTEN = {"group": "seated", "title": "Zmiana sali", "body": "Spotykamy się w sali 2.\n\nDo zobaczenia."}


def _entry(**fields: Any) -> BroadcastEntry:
    values = {"session": None, "form_key": uuid4(), **WRITTEN} | fields
    return BroadcastEntry(**values)


def _send(event: Event, **fields: Any) -> Progress:
    return send_broadcast(event=event, entry=_entry(**fields), actor=make_officer())


def _letters() -> list[Message]:
    return list(Message.objects.filter(matter__startswith="events.broadcast:").order_by("pk"))


def _attend(registration: Registration, officer: ForAuthority, **fields: Any) -> Attendance:
    return Attendance.objects.create(
        registration=registration,
        source=AttendanceSource.LIST,
        key=uuid4(),
        came_at=clock.now(),
        recorded_by_id=officer.person_id,
        **fields,
    )


def test_message_reaches_everybody_with_a_seat_once():
    event = make_event()
    people = [make_registration(event) for _ in range(3)]
    cancel_registration(registration=people[2], actor=make_officer())

    _send(event)
    run_waiting_jobs()

    letters = _letters()
    assert [letter.to for letter in letters] == [one.person.email for one in people[:2]]
    assert letters[0].letter["paragraphs"] == ["Spotykamy się w sali 2.", "Do zobaczenia."]
    assert Broadcast.objects.get().reached == 2


def test_message_is_one_when_its_form_is_sent_twice():
    event, key = make_event(), uuid4()
    make_registration(event)

    first, second = _send(event, form_key=key), _send(event, form_key=key)
    run_waiting_jobs()

    assert (first.pk, Broadcast.objects.count(), len(_letters())) == (second.pk, 1, 1)


def test_message_reaches_nobody_twice_when_its_job_runs_again():
    event, key = make_event(), UUID(int=7)
    make_registration(event)
    _send(event, form_key=key)
    run_waiting_jobs()

    _send(event, form_key=key)
    run_waiting_jobs()

    assert (len(_letters()), Broadcast.objects.get().reached) == (1, 1)


def test_message_reaches_the_others_when_its_job_died_and_somebody_left_before_it_was_tried_again():
    event = make_event()
    people = [make_registration(event) for _ in range(3)]
    progress, house = _send(event), System("test")
    begin_work(progress_id=progress.pk, actor=house)
    plan_work(progress=progress, total=3, actor=house)
    post(posting=letters.broadcast(people[0], message=Broadcast.objects.get()), actor=house)
    advance(progress=progress, done=1, actor=house)

    cancel_registration(registration=people[0], actor=make_officer())
    run_waiting_jobs()

    assert [letter.to for letter in _letters()] == [one.person.email for one in people]
    assert Broadcast.objects.get().reached == 3


def test_message_stands_in_the_offices_history():
    event = make_event()
    make_registration(event)

    _send(event)

    assert history_of(event, audiences=("office",))[0].sentence == "Napisano do uczestników: „Zmiana sali”."


def test_message_is_refused_when_nobody_is_in_the_group():
    with pytest.raises(Refused) as refused:
        _send(make_event(), group=BroadcastGroup.CAME)

    assert (refused.value.field, refused.value.message) == ("group", "W tej grupie nikogo teraz nie ma.")


def test_message_is_forbidden_to_everybody_but_the_office_of_the_event():
    with pytest.raises(Forbidden) as refused:
        send_broadcast(event=make_event(), entry=_entry(), actor=Visitor())

    assert refused.value.message == "To mogą zrobić tylko urzędnicy urzędu, który prowadzi to wydarzenie."


def test_number_of_people_reached_is_written_down_by_the_house_alone():
    with pytest.raises(Forbidden) as refused:
        note_reached(message=Broadcast(), reached=1, actor=make_officer())

    assert refused.value.message == "To, co ma wyjść w terminie, wysyła tylko sam system."


def test_groups_are_told_apart():
    event, officer = make_event(), make_officer()
    workshop, other = make_workshop(event), make_workshop(event, "OPP")
    held = make_registration(event, session_ids=(workshop.pk,))
    came = _confirmed(make_registration(event, session_ids=(other.pk,)))
    missed = _confirmed(make_registration(event, session_ids=(other.pk,)))
    waiting = make_registration(event, session_ids=(other.pk,))
    Registration.objects.filter(pk=waiting.pk).update(state=RegistrationState.WAITING)
    _attend(came, officer)
    _attend(missed, officer, undone_at=clock.now(), undone_by_id=officer.person_id)

    groups = {
        group: [one.pk for one in recipients(event=event, group=group, session=workshop)]
        for group in BroadcastGroup.values
    }

    assert groups == {
        "seated": [held.pk, came.pk, missed.pk],
        "confirmed": [came.pk, missed.pk],
        "held": [held.pk],
        "waiting": [waiting.pk],
        "session": [held.pk],
        "came": [came.pk],
        "missed": [missed.pk],
    }


def _confirmed(registration: Registration) -> Registration:
    return confirm_registration(registration=registration, actor=_owner(registration))


def _owner(registration: Registration) -> Any:
    return LinkHolder(opens=link_to(registration))


def test_officer_reads_the_letter_before_it_is_sent(officer: Client):
    event = make_event()
    make_registration(event)

    page = sent(officer, desk_url("desk-broadcasts", event), {**WRITTEN, "step": "preview"})

    assert words(page, ".note")[0].startswith("Dostanie ją 1 osoba (wszyscy, którzy mają miejsce).")
    assert words(page, "#list") == ["Zmiana sali"]
    assert Broadcast.objects.count() == 0


def test_officer_sends_what_she_previewed_and_sees_how_far_it_is(officer: Client):
    event = make_event()
    make_registration(event)
    preview = sent(officer, desk_url("desk-broadcasts", event), {**WRITTEN, "step": "preview"})
    key = preview.context["form"]["form_key"].value()

    answer = officer.post(desk_url("desk-broadcasts", event), {**WRITTEN, "form_key": key, "step": "send"})
    run_waiting_jobs()

    assert answer["Location"] == Progress.objects.get().get_absolute_url()
    assert words(officer.get(desk_url("desk-broadcasts", event)), "tbody td")[1] == "1"


def test_officer_goes_back_to_change_and_finds_what_she_typed(officer: Client):
    event = make_event()

    page = officer.post(desk_url("desk-broadcasts", event), {**WRITTEN, "step": "edit"})

    assert page.context["form"]["body"].value() == WRITTEN["body"]


def test_officer_reads_what_is_missing(officer: Client):
    event = make_event()
    make_workshop(event)

    page = sent(
        officer, desk_url("desk-broadcasts", event), {"group": "session", "title": "", "step": "preview"}
    )

    assert problems(page) == [
        "Wybierz warsztat.",
        "Uzupełnij pole „Temat”.",
        "Uzupełnij pole „Wiadomość”.",
    ]


def test_officer_reads_that_nobody_is_left_when_the_group_emptied_meanwhile(officer: Client):
    event = make_event()

    page = officer.post(desk_url("desk-broadcasts", event), {**WRITTEN, "step": "send"})

    assert problems(page) == ["W tej grupie nikogo teraz nie ma."]
