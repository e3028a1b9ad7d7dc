"""People are cut out of questions in time or when they ask for it; counts stay."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.db import connection

from kuznia.audit.models import CaseEntry
from kuznia.directory.tests.factories import make_organisation, office_actor, officer_of
from kuznia.inquiries.answers import PERSONAL_DATA
from kuznia.inquiries.invariants import INVARIANTS
from kuznia.inquiries.models import Inquiry
from kuznia.inquiries.services.answering import close_by_office, hand_over
from kuznia.inquiries.services.forgetting import forget_inquiries_of, forget_settled
from kuznia.inquiries.services.ties import TIES
from kuznia.inquiries.states import InquiryState
from kuznia.inquiries.tasks import forget_settled_inquiries
from kuznia.inquiries.tests.factories import make_answered, make_gmina_office, make_inquiry, make_officer
from kuznia.lib.errors import Forbidden
from kuznia.lib.policy import System

pytestmark = pytest.mark.django_db
HOUSE = System("tests")
ASKED = datetime(2026, 11, 16, 10, tzinfo=UTC)


def _broken() -> list[str]:
    broken = []
    for name, query in INVARIANTS.items():
        with connection.cursor() as cursor:
            cursor.execute(query)
            broken += [name] if cursor.fetchall() else []
    return broken


@pytest.mark.parametrize(("day", "gone"), [(16, False), (17, True)])
def test_settled_question_is_forgotten_after_twelve_months(stopped_clock, day, gone):
    stopped_clock.move_to(ASKED)
    inquiry = make_answered()
    stopped_clock.move_to(datetime(2027, 11, day, 10, tzinfo=UTC))

    forget_settled_inquiries()
    forget_settled_inquiries()

    inquiry.refresh_from_db()
    assert (inquiry.forgotten_at is not None, inquiry.question == "", inquiry.replies.count()) == (
        gone,
        gone,
        0 if gone else 1,
    )
    assert _broken() == []


def test_waiting_question_is_never_forgotten(stopped_clock):
    stopped_clock.move_to(ASKED)
    inquiry = make_inquiry()
    stopped_clock.move_to(datetime(2030, 1, 1, tzinfo=UTC))

    assert forget_settled(inquiry=inquiry, actor=HOUSE) is False


def test_forgetting_is_for_the_house_only():
    with pytest.raises(Forbidden) as refusal:
        forget_settled(inquiry=make_answered(), actor=make_officer())  # type: ignore[arg-type]

    assert refusal.value.message == "Dane z pytań usuwa sam system."


def test_erasure_closes_what_waits_and_empties_everything():
    waiting = make_inquiry(email="ewa@example.org")
    answered = make_answered(email="ewa@example.org")

    count = PERSONAL_DATA.erase(waiting.person_id)

    states = Inquiry.objects.order_by("pk").values_list("state", "name", "question")
    assert (count, list(states)) == (2, [(InquiryState.CLOSED, "—", "")] * 2)
    assert answered.person_id == waiting.person_id
    assert (forget_inquiries_of(person_id=waiting.person_id, actor=HOUSE), _broken()) == (0, [])


def test_erasure_empties_a_closed_question_too_and_its_history_never_knew_why():
    officer, gmina = make_officer(), make_gmina_office()
    officer_of(gmina)
    inquiry = hand_over(inquiry=make_inquiry(), authority=gmina, reason="Droga gminna.", actor=officer)
    close_by_office(inquiry=inquiry, reason="Reklama.", actor=office_actor(gmina))

    PERSONAL_DATA.erase(inquiry.person_id)

    inquiry.refresh_from_db()
    reasons = {entry.reason for entry in CaseEntry.objects.filter(subject_id=inquiry.pk)}
    assert (inquiry.question, inquiry.replies.count(), reasons) == ("", 0, {""})


def test_copy_of_her_data_holds_question_and_answer(stopped_clock):
    stopped_clock.move_to(ASKED)
    inquiry = make_answered()

    (copy,) = PERSONAL_DATA.export(inquiry.person_id)

    assert copy == {
        "inquiry_code": inquiry.code,
        "office": inquiry.authority.name,
        "topic": "Zapisy na wydarzenia",
        "name": "Ewa Iskra",
        "question": "Czy na konferencję można zabrać dziecko?",
        "replies": [{"reply": "Tak, zapraszamy.", "made_at": ASKED.isoformat()}],
        "inquiry_state": "answered",
        "privacy_notice_version": 1,
        "made_at": ASKED.isoformat(),
    }


def test_copy_of_her_data_holds_why_the_office_closed_it():
    inquiry = close_by_office(inquiry=make_inquiry(), reason="To reklama.", actor=make_officer())

    (copy,) = PERSONAL_DATA.export(inquiry.person_id)

    assert [reply["reply"] for reply in copy["replies"]] == ["To reklama."]


def test_copy_of_her_data_costs_no_query_for_each_question(django_assert_num_queries):
    asked = [make_inquiry(email="ewa@example.org") for _question in range(3)]

    with django_assert_num_queries(2):
        copies = PERSONAL_DATA.export(asked[0].person_id)

    assert len(copies) == 3


def test_questions_follow_a_joined_organisation_and_come_back():
    kept, joined = make_organisation("Zostaje"), make_organisation("Dołącza")
    inquiry = make_inquiry()
    Inquiry.objects.filter(pk=inquiry.pk).update(organisation=joined)

    counted = TIES.counts(joined.pk)
    moved = TIES.move_ties(from_id=joined.pk, to_id=kept.pk, actor=HOUSE)
    there = Inquiry.objects.get().organisation
    TIES.return_ties(from_id=kept.pk, to_id=joined.pk, moved=moved, actor=HOUSE)

    assert (counted, there) == ({"inquiries.Inquiry.organisation": 1}, kept)
    assert Inquiry.objects.get().organisation == joined
