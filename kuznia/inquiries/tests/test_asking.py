"""Asking an office: once per form, with a promised day, a letter and a page of one's own."""

from __future__ import annotations

from datetime import UTC, date, datetime
from uuid import uuid4

import pytest

from kuznia.audit.queries import history_of
from kuznia.directory.tests.factories import make_organisation, make_person, officer_of, representative_of
from kuznia.inquiries.letters import received
from kuznia.inquiries.links import inquiry_url
from kuznia.inquiries.models import Inquiry, Reply
from kuznia.inquiries.queries import link_to, working_days_of
from kuznia.inquiries.services.asking import ask, close, follow_up
from kuznia.inquiries.services.settings import set_answer_term
from kuznia.inquiries.states import InquiryState, ReplyKind
from kuznia.inquiries.tests.factories import (
    make_answered,
    make_entry,
    make_gmina_office,
    make_inquiry,
    make_office,
    make_officer,
)
from kuznia.lib import clock
from kuznia.lib.errors import Forbidden, Refused
from kuznia.lib.policy import AsSelf, LinkHolder, OfficeRole, System, Visitor
from kuznia.notify.models import Message

pytestmark = pytest.mark.django_db


def _matters() -> list[str]:
    letters = Message.objects.filter(matter__startswith="inquiries.")
    return [message.matter.split(":")[2] for message in letters.order_by("pk")]


def _holder(inquiry: Inquiry) -> LinkHolder:
    return LinkHolder(opens=link_to(inquiry))


def test_question_waits_until_the_promised_working_day(stopped_clock):
    stopped_clock.move_to(datetime(2026, 11, 9, 10, tzinfo=UTC))

    inquiry = make_inquiry()

    assert (inquiry.state, inquiry.due_on) == (InquiryState.NEW, date(2026, 11, 17))
    assert _matters() == ["received"]


def test_question_is_asked_once_when_the_form_is_sent_twice():
    entry = make_entry()

    first = ask(entry=entry, actor=Visitor(), arrived_at=clock.now())
    second = ask(entry=entry, actor=Visitor(), arrived_at=clock.now())

    assert (first, Inquiry.objects.count(), _matters()) == (second, 1, ["received"])


def test_question_is_due_as_the_office_has_set_it(stopped_clock):
    stopped_clock.move_to(datetime(2026, 11, 9, 10, tzinfo=UTC))
    office = make_office()
    administrator = officer_of(office, role=OfficeRole.ADMINISTRATOR)
    actor = make_officer()
    set_answer_term(
        working_days=1, actor=actor.__class__(administrator.pk, "A", office.pk, "U", OfficeRole.ADMINISTRATOR)
    )

    inquiry = make_inquiry()

    assert (working_days_of(office.pk), inquiry.due_on) == (1, date(2026, 11, 10))


def test_signed_in_person_asks_in_the_name_of_her_organisation():
    make_office()
    organisation = make_organisation()
    person = representative_of(organisation)

    inquiry = make_inquiry(actor=AsSelf(person.pk, person.name), organisation=organisation, email="")

    assert (inquiry.person, inquiry.organisation) == (person, organisation)


def test_question_is_refused_when_she_does_not_act_for_the_organisation():
    make_office()
    person = make_person()

    with pytest.raises(Refused) as refusal:
        make_inquiry(actor=AsSelf(person.pk, person.name), organisation=make_organisation())

    assert (refusal.value.message, refusal.value.field) == (
        "Nie działasz w imieniu tej organizacji.",
        "organisation",
    )


def test_question_is_refused_when_nobody_works_in_the_office():
    with pytest.raises(Refused) as refusal:
        make_inquiry(authority=make_gmina_office())

    assert refusal.value.message == "Ten urząd jeszcze tu nie odpowiada. Wybierz inny."


def test_gmina_is_asked_when_an_officer_works_there():
    gmina = make_gmina_office()
    officer_of(gmina)

    assert make_inquiry(authority=gmina).authority == gmina


def test_question_is_refused_when_the_house_asks():
    with pytest.raises(Forbidden) as refusal:
        make_inquiry(actor=System("tests"))

    assert refusal.value.message == "System sam o nic nie pyta."


def test_letter_repeats_nothing_that_was_typed():
    inquiry = make_inquiry(name="Kup Pan Cegłę", question="Wygrałeś! Wejdź na zly.example")

    letter = received(inquiry).letter

    assert "Cegłę" not in str(letter.to_json())
    assert "zly.example" not in str(letter.to_json())
    assert letter.button == ("Zobacz swoje pytanie", inquiry_url(inquiry))


def test_further_question_waits_for_the_one_who_answered(stopped_clock):
    stopped_clock.move_to(datetime(2026, 11, 9, 10, tzinfo=UTC))
    officer = make_officer()
    inquiry = make_answered(officer)
    stopped_clock.move_to(datetime(2026, 11, 23, 10, tzinfo=UTC))

    asked = follow_up(inquiry=inquiry, body="A dwoje dzieci?", form_key=uuid4(), actor=_holder(inquiry))

    assert (asked.state, asked.holder_id, asked.due_on) == (
        InquiryState.TAKEN,
        officer.person_id,
        date(2026, 11, 30),
    )


def test_something_added_changes_no_state_while_the_question_waits():
    inquiry = make_inquiry()

    added = follow_up(inquiry=inquiry, body="Dziecko ma 3 lata.", form_key=uuid4(), actor=_holder(inquiry))

    assert (added.state, [reply.kind for reply in added.replies.all()]) == (
        InquiryState.NEW,
        [ReplyKind.FOLLOW_UP],
    )


def test_closed_question_opens_anew_when_she_writes_again():
    inquiry = make_inquiry()
    close(inquiry=inquiry, actor=_holder(inquiry))

    asked = follow_up(inquiry=inquiry, body="Jednak pytam.", form_key=uuid4(), actor=_holder(inquiry))

    assert (asked.state, asked.holder_id, asked.closed_at) == (InquiryState.NEW, None, None)


def test_further_question_is_written_once_when_sent_twice():
    inquiry, key = make_answered(), uuid4()

    for _click in range(2):
        follow_up(inquiry=inquiry, body="Dzięki!", form_key=key, actor=_holder(inquiry))

    assert Reply.objects.filter(kind=ReplyKind.FOLLOW_UP).count() == 1


def test_question_closes_once_when_clicked_twice():
    inquiry = make_inquiry()

    closed = [close(inquiry=inquiry, actor=_holder(inquiry)) for _click in range(2)]

    assert closed[1].state == InquiryState.CLOSED
    assert len(history_of(inquiry, audiences=("office",))) == 2


@pytest.mark.parametrize("act", ["follow_up", "close"])
def test_stranger_neither_writes_nor_closes(act):
    inquiry = make_inquiry()
    acts = {
        "follow_up": lambda: follow_up(inquiry=inquiry, body="x", form_key=uuid4(), actor=Visitor()),
        "close": lambda: close(inquiry=inquiry, actor=LinkHolder(opens="inquiries.inquiry:0")),
    }

    with pytest.raises(Forbidden) as refusal:
        acts[act]()

    assert refusal.value.message == "Dopisywać i zamykać może tylko osoba, która zapytała."
