"""Who sees, follows up and answers a question to the office."""

from __future__ import annotations

from uuid import uuid4

import pytest

from kuznia.directory.models import Post, StandIn
from kuznia.directory.tests.factories import make_person, office_actor, officer_of
from kuznia.inquiries.models import AnswerTerm, Inquiry, Reply, Topic
from kuznia.inquiries.queries import inquiries_visible_to, inquiries_waiting_for, link_to
from kuznia.inquiries.services.answering import take
from kuznia.inquiries.services.asking import follow_up
from kuznia.inquiries.services.ties import TIES
from kuznia.inquiries.tests.factories import make_answered, make_inquiry, make_office, make_officer
from kuznia.lib import clock
from kuznia.lib.policy import AsSelf, LinkHolder, Visitor, decide

pytestmark = pytest.mark.django_db


def test_question_is_seen_by_its_person_its_link_and_its_office():
    inquiry = make_inquiry()
    actors = (
        AsSelf(inquiry.person_id, "Ewa"),
        LinkHolder(opens=link_to(inquiry)),
        make_officer(),
        LinkHolder(opens="inquiries.inquiry:²"),
        Visitor(),
    )

    seen = [
        (decide(actor, "inquiries.see", inquiry).allowed, inquiries_visible_to(actor).exists())
        for actor in actors
    ]

    assert seen == [(True, True)] * 3 + [(False, False)] * 2


@pytest.mark.parametrize("rule", ["inquiries.answer", "inquiries.follow_up", "inquiries.see"])
def test_nothing_is_allowed_about_something_else(rule):
    assert decide(make_officer(), rule, make_office()).allowed is False


def test_forgotten_question_is_nobodys(stopped_clock):
    inquiry = make_inquiry()
    Inquiry.objects.update(forgotten_at=clock.now())
    inquiry.refresh_from_db()

    allowed = [decide(actor, "inquiries.see", inquiry).allowed for actor in (make_officer(), Visitor())]

    assert (allowed, list(inquiries_waiting_for(make_officer(), clock.today()))) == ([False, False], [])


def test_nothing_waits_for_whoever_is_no_officer():
    make_inquiry()

    assert list(inquiries_waiting_for(Visitor(), clock.today())) == []


def test_further_question_waits_for_every_officer_when_its_holder_has_left(county):
    person = officer_of(county)
    leaver = office_actor(county, person=person)
    inquiry, colleague = make_answered(leaver), make_officer()
    asker = LinkHolder(opens=link_to(inquiry))
    follow_up(inquiry=inquiry, body="A kiedy?", form_key=uuid4(), actor=asker)
    waiting = [list(inquiries_waiting_for(colleague, clock.today()))]

    Post.objects.filter(person=person).update(until_at=clock.now())

    waiting.append(list(inquiries_waiting_for(colleague, clock.today())))
    assert waiting == [[], [inquiry]]


def test_question_waits_for_a_stand_in_alone_until_her_days_are_over(county):
    post = Post.objects.get(person=officer_of(county))
    today, person = clock.today(), make_person("Ola Zastępcza")
    StandIn.objects.create(post=post, person=person, since_on=today, until_on=today)
    inquiry = take(inquiry=make_inquiry(), actor=office_actor(county, person=person))
    waiting = [list(inquiries_waiting_for(make_officer(), today))]

    StandIn.objects.update(ended_at=clock.now())

    waiting.append(list(inquiries_waiting_for(make_officer(), today)))
    assert waiting == [[], [inquiry]]


def test_records_say_what_they_are(county):
    inquiry = make_answered(question="Czy " + "bardzo " * 20 + "długie?")
    term = AnswerTerm.objects.create(authority=county, working_days=3)

    assert (str(inquiry), str(term)) == (
        f"{inquiry.code} Czy " + "bardzo " * 11 + "bardzo…",
        f"{county.pk}: 3",
    )
    assert (str(Reply.objects.get()), str(Topic.objects.earliest("position"))) == (
        f"{inquiry.pk} answer",
        "Zapisy na wydarzenia",
    )


def test_tie_is_called_what_the_office_reads():
    assert TIES.labels() == {"inquiries.Inquiry.organisation": "questions to the office"}
