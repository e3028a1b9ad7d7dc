"""What waits in an office in which nobody works any more passes to the county office."""

from __future__ import annotations

import pytest

from kuznia.audit.queries import history_of
from kuznia.directory.models import Authority, Post
from kuznia.directory.tests.factories import office_actor, officer_of
from kuznia.inquiries.models import Inquiry
from kuznia.inquiries.queries import inquiries_waiting_for
from kuznia.inquiries.services.answering import pass_on, take
from kuznia.inquiries.states import InquiryState
from kuznia.inquiries.tasks import pass_on_abandoned_inquiries
from kuznia.inquiries.tests.factories import (
    make_answered,
    make_gmina_office,
    make_inquiry,
    make_office,
    make_officer,
)
from kuznia.lib import clock
from kuznia.lib.errors import Forbidden
from kuznia.lib.policy import System
from kuznia.notify.models import Message

pytestmark = pytest.mark.django_db
HOUSE = System("tests")


@pytest.fixture
def gmina() -> Authority:
    """A gmina office in which one person works."""
    office = make_gmina_office()
    officer_of(office)
    return office


def _everybody_leaves(office: Authority) -> None:
    Post.objects.filter(authority=office).update(until_at=clock.now())


def test_question_passes_to_the_county_when_the_last_officer_has_left(gmina):
    inquiry = take(inquiry=make_inquiry(authority=gmina), actor=office_actor(gmina))
    _everybody_leaves(gmina)

    pass_on_abandoned_inquiries()

    due_on = inquiry.due_on
    inquiry.refresh_from_db()
    assert (inquiry.authority, inquiry.state, inquiry.holder, inquiry.due_on) == (
        make_office(),
        InquiryState.NEW,
        None,
        due_on,
    )
    assert list(inquiries_waiting_for(make_officer(), clock.today())) == [inquiry]


def test_whoever_asked_is_told_once_when_the_job_runs_twice(gmina):
    inquiry = make_inquiry(authority=gmina)
    _everybody_leaves(gmina)

    pass_on_abandoned_inquiries()
    pass_on_abandoned_inquiries()

    (message,) = Message.objects.filter(matter__contains=":handed-over:")
    assert message.letter["paragraphs"][:2] == [
        "Twoje pytanie ma teraz: Powiat Pruszkowski.",
        "Powód: Nikt w tamtym urzędzie już tu nie odpowiada na pytania.",
    ]
    assert len(history_of(inquiry, audiences=("office",))) == 2


def test_question_stays_where_somebody_works_and_where_it_is_settled(gmina):
    here, settled = make_inquiry(), make_answered(authority=gmina)
    still = make_inquiry(authority=gmina)

    pass_on_abandoned_inquiries()
    passed = pass_on(inquiry=still, actor=HOUSE)
    _everybody_leaves(gmina)
    passed_settled = pass_on(inquiry=settled, actor=HOUSE)

    offices = Inquiry.objects.order_by("pk").values_list("authority_id", flat=True)
    assert (passed, passed_settled) == (False, False)
    assert list(offices) == [here.authority_id, gmina.pk, gmina.pk]


def test_passing_on_is_for_the_house_only(gmina):
    with pytest.raises(Forbidden) as refusal:
        pass_on(inquiry=make_inquiry(authority=gmina), actor=make_officer())  # type: ignore[arg-type]

    assert refusal.value.message == "Pytania z urzędu, w którym nikt już nie pracuje, przekazuje sam system."
