"""The office takes, answers, hands on, closes and opens questions again."""

from __future__ import annotations

from uuid import uuid4

import pytest

from kuznia.audit.queries import history_of
from kuznia.directory.tests.factories import officer_of
from kuznia.inquiries.models import Inquiry
from kuznia.inquiries.queries import replies_of
from kuznia.inquiries.services.answering import (
    add_note,
    answer,
    close_by_office,
    hand_over,
    put_back,
    reopen,
    take,
)
from kuznia.inquiries.states import InquiryState
from kuznia.inquiries.tests.factories import (
    make_answered,
    make_gmina_office,
    make_inquiry,
    make_office,
    make_officer,
)
from kuznia.lib.errors import Forbidden, Refused
from kuznia.lib.policy import ForAuthority
from kuznia.notify.letters import Letter
from kuznia.notify.models import Message

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer() -> ForAuthority:
    return make_officer()


def _last_letter() -> Letter:
    return Letter.from_json(Message.objects.latest("pk").letter)


def test_officer_takes_a_question_once_when_she_clicks_twice(officer):
    inquiry = make_inquiry()

    taken = [take(inquiry=inquiry, actor=officer) for _click in range(2)][1]

    assert (taken.state, taken.holder_id) == (InquiryState.TAKEN, officer.person_id)
    assert len(history_of(inquiry, audiences=("office",))) == 2


def test_colleague_takes_a_question_over(officer):
    inquiry = take(inquiry=make_inquiry(), actor=officer)
    colleague = make_officer()

    assert take(inquiry=inquiry, actor=colleague).holder_id == colleague.person_id


def test_question_put_back_is_nobodys(officer):
    inquiry = take(inquiry=make_inquiry(), actor=officer)

    put = put_back(inquiry=inquiry, actor=officer)

    assert (put.state, put.holder_id) == (InquiryState.NEW, None)


def test_answer_goes_out_with_its_paragraphs(officer):
    inquiry = make_inquiry()

    answered = answer(inquiry=inquiry, body="Tak.\n\nZapraszamy.", form_key=uuid4(), actor=officer)

    letter = _last_letter()
    assert (answered.state, answered.holder_id) == (InquiryState.ANSWERED, officer.person_id)
    assert (letter.heading, letter.paragraphs) == ("Urząd odpowiedział", ("Tak.", "Zapraszamy."))


def test_question_is_answered_once_when_the_form_is_sent_twice(officer):
    inquiry, key = make_inquiry(), uuid4()

    for _click in range(2):
        answer(inquiry=inquiry, body="Tak.", form_key=key, actor=officer)

    assert inquiry.replies.count() == 1


def test_second_answer_is_refused_when_a_colleague_was_quicker(officer):
    inquiry = make_answered(officer)

    with pytest.raises(Refused) as refusal:
        answer(inquiry=inquiry, body="Nie.", form_key=uuid4(), actor=make_officer())

    assert refusal.value.message == "Tego już nie można zrobić: obecny stan to „jest odpowiedź”."
    assert inquiry.replies.count() == 1


def test_note_is_shown_to_the_office_alone(officer):
    inquiry, key = make_inquiry(), uuid4()

    for _click in range(2):
        add_note(inquiry=inquiry, body="Pyta trzeci raz.", form_key=key, actor=officer)

    assert [reply.body for reply in replies_of(inquiry, for_asker=False)] == ["Pyta trzeci raz."]
    assert replies_of(inquiry, for_asker=True) == []


def test_question_handed_on_is_the_other_offices(officer):
    gmina = make_gmina_office()
    officer_of(gmina)
    inquiry = take(inquiry=make_inquiry(), actor=officer)

    handed = hand_over(inquiry=inquiry, authority=gmina, reason="To droga gminna.", actor=officer)

    assert (handed.authority, handed.state, handed.holder_id) == (gmina, InquiryState.NEW, None)
    assert handed.due_on == inquiry.due_on
    assert [reply.body for reply in replies_of(handed, for_asker=True)] == ["To droga gminna."]
    assert _last_letter().paragraphs[1] == "Powód: To droga gminna."


def test_question_is_not_handed_on_to_the_office_that_has_it(officer):
    with pytest.raises(Refused) as refusal:
        hand_over(inquiry=make_inquiry(), authority=make_office(), reason="x", actor=officer)

    assert (refusal.value.message, refusal.value.field) == ("Ten urząd już ma to pytanie.", "authority")


def test_question_is_not_handed_on_where_nobody_works(officer):
    with pytest.raises(Refused) as refusal:
        hand_over(inquiry=make_inquiry(), authority=make_gmina_office(), reason="x", actor=officer)

    assert refusal.value.message == "W tym urzędzie nikt jeszcze tu nie pracuje."


def test_office_closes_with_a_reason_that_the_letter_tells(officer):
    inquiry = make_inquiry()

    closed = close_by_office(inquiry=inquiry, reason=" To reklama. ", actor=officer)

    assert closed.state == InquiryState.CLOSED
    assert [reply.body for reply in replies_of(closed, for_asker=True)] == ["To reklama."]
    assert _last_letter().paragraphs[0] == "Powód: To reklama."


def test_office_does_not_close_without_a_reason(officer):
    with pytest.raises(Refused) as refusal:
        close_by_office(inquiry=make_inquiry(), reason=" ", actor=officer)

    assert (refusal.value.message, refusal.value.field) == ("Napisz powód w jednym zdaniu.", "reason")


def test_reopened_question_is_the_officers_and_gets_another_answer(officer):
    inquiry = close_by_office(inquiry=make_inquiry(), reason="To reklama.", actor=officer)

    again = reopen(inquiry=inquiry, actor=officer)
    answer(inquiry=again, body="Przepraszamy, już odpowiadamy.", form_key=uuid4(), actor=officer)

    assert (again.state, again.closed_at) == (InquiryState.TAKEN, None)
    assert Inquiry.objects.get().state == InquiryState.ANSWERED


@pytest.mark.parametrize("act", [take, add_note, hand_over])
def test_officer_of_another_office_may_do_nothing(act):
    inquiry, stranger = make_inquiry(), make_officer(make_gmina_office())
    arguments = {
        take: {},
        add_note: {"body": "x", "form_key": uuid4()},
        hand_over: {"authority": make_gmina_office(), "reason": "x"},
    }[act]

    with pytest.raises(Forbidden) as refusal:
        act(inquiry=inquiry, actor=stranger, **arguments)

    assert refusal.value.message == "Na to pytanie odpowiadają tylko urzędnicy urzędu, do którego trafiło."
