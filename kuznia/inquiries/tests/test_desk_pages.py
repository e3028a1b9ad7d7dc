"""The office's queue of questions, one question and the settings, as officers use them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from kuznia.directory.tests.factories import (
    officer_of,
    signed_in,
)
from kuznia.inquiries.links import key_of
from kuznia.inquiries.models import Inquiry, Topic
from kuznia.inquiries.states import InquiryState
from kuznia.inquiries.tests.factories import make_answered, make_gmina_office, make_inquiry, make_office
from kuznia.inquiries.tests.pages import open_form, problems, soup, words
from kuznia.lib.policy import OfficeRole
from kuznia.lib.stopped_clock import StoppedClock
from kuznia.notify.models import Message

pytestmark = pytest.mark.django_db
QUEUE = reverse("inquiries:desk-inquiries")


@pytest.fixture
def officer(stopped_clock: StoppedClock, settings: Any) -> Client:
    """The browser of an officer of the county, past her second factor."""
    settings.KUZNIA_DEMO = True
    return signed_in(Client(), officer_of(make_office()))


def _own(name: str, inquiry: Inquiry) -> str:
    return reverse(f"inquiries:{name}", args=[inquiry.code, key_of(inquiry)])


def _desk(name: str, inquiry: Inquiry) -> str:
    return reverse(f"inquiries:desk-{name}", args=[inquiry.code])


def test_note_of_the_office_is_not_on_the_askers_page(officer, client):
    inquiry = make_inquiry()
    form = open_form(officer, _desk("inquiry", inquiry), "form.cols")
    officer.post(_desk("note", inquiry), form | {"note-body": "Pyta trzeci raz."})

    page, desk = client.get(_own("inquiry", inquiry)), officer.get(_desk("inquiry", inquiry))

    assert "Pyta trzeci raz." not in page.content.decode()
    assert "Pyta trzeci raz." in desk.content.decode()


def test_officer_takes_and_answers(officer):
    inquiry = make_inquiry()
    officer.post(_desk("take", inquiry))
    form = open_form(officer, _desk("inquiry", inquiry), "form.cols")

    page = officer.post(_desk("answer", inquiry), form | {"answer-body": "Tak."}, follow=True)

    assert words(page, ".panel .tag--ok") == ["jest odpowiedź"]
    assert Message.objects.latest("pk").matter.startswith(f"inquiries.inquiry:{inquiry.pk}:answered:")


@pytest.mark.parametrize(
    ("act", "typed"), [("note", {"note-body": "Pyta trzeci raz."}), ("take", {}), ("note", {"note-body": ""})]
)
def test_answer_that_is_typed_stays_when_another_button_is_pressed(officer, act, typed):
    inquiry = make_inquiry()
    form = open_form(officer, _desk("inquiry", inquiry), "form.cols")

    page = officer.post(_desk(act, inquiry), form | {"answer-body": "Tak, \nprosimy."} | typed, follow=True)

    (answer,) = soup(page).select("textarea[name=answer-body]")
    assert answer.get_text().strip() == "Tak, \nprosimy."
    assert not soup(page).select("[name=answer-body][aria-invalid]")


def test_answer_that_is_typed_stays_when_a_colleague_was_faster(officer):
    inquiry = make_answered()

    page = officer.post(_desk("answer", inquiry), {"answer-body": "Nie."})

    assert problems(page) == ["Tego już nie można zrobić: obecny stan to „jest odpowiedź”."]
    assert words(page, "textarea[name=answer-body]") == ["Nie."]


def test_what_is_typed_beside_comes_back_once(officer):
    inquiry = make_inquiry()
    form = open_form(officer, _desk("inquiry", inquiry), "form.cols")
    officer.post(_desk("take", inquiry), form | {"answer-body": "Tak."})

    pages = [officer.get(_desk("inquiry", inquiry)) for _time in range(2)]

    assert [words(page, "textarea[name=answer-body]") for page in pages] == [["Tak."], [""]]


@pytest.mark.parametrize(("act", "reason"), [("hand-over", "hand-reason"), ("close", "close-reason")])
def test_question_does_not_leave_while_an_answer_is_typed(officer, act, reason):
    inquiry, gmina = make_inquiry(), make_gmina_office()
    officer_of(gmina)
    typed = {
        "hand-authority": gmina.pk if act == "hand-over" else "",
        reason: "Reklama.",
        "answer-body": "Tak.",
    }

    page = officer.post(_desk(act, inquiry), typed)

    assert problems(page) == ["Na tej stronie wpisano też coś innego. Najpierw to wyślij albo usuń."]
    assert words(page, "textarea[name=answer-body]") == ["Tak."]


def test_empty_answer_comes_back(officer):
    inquiry = make_inquiry()

    page = officer.post(_desk("answer", inquiry), {"answer-body": ""})

    assert problems(page) == ["Wpisz odpowiedź."]


def test_officer_hands_a_question_on_and_no_longer_sees_it(officer):
    inquiry, gmina = make_inquiry(), make_gmina_office()
    officer_of(gmina)

    page = officer.post(
        _desk("hand-over", inquiry), {"hand-authority": gmina.pk, "hand-reason": "Droga gminna."}, follow=True
    )

    assert page.redirect_chain == [(QUEUE, 302)]
    assert officer.get(_desk("inquiry", inquiry)).status_code == 404


def test_officer_closes_and_opens_again(officer):
    inquiry = make_inquiry()
    officer.post(_desk("close", inquiry), {"close-reason": "To reklama."})
    closed = Inquiry.objects.get().state

    officer.post(_desk("reopen", inquiry))

    assert (closed, Inquiry.objects.get().state) == (InquiryState.CLOSED, InquiryState.TAKEN)


def test_late_click_is_told_how_the_question_stands(officer):
    inquiry = make_answered()

    page = officer.post(_desk("put-back", inquiry), follow=True)

    assert words(page, ".note--warn") == ["Tego już nie można zrobić: obecny stan to „jest odpowiedź”."]


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ("", ["Nowe?", "Wzięte?"]),
        ("?stan=new", ["Nowe?"]),
        ("?stan=answered", ["Z odpowiedzią?"]),
        ("?stan=all", ["Nowe?", "Wzięte?", "Z odpowiedzią?"]),
        ("?kto=me", ["Wzięte?"]),
        ("?kto=nobody", ["Nowe?"]),
        ("?temat=0", []),
        ("?temat=x'%20OR%201=1&stan=nic&page=zz", ["Nowe?", "Wzięte?"]),
    ],
)
def test_queue_shows_what_is_asked_of_it(officer, asked, shown):
    make_inquiry(question="Nowe?")
    officer.post(_desk("take", make_inquiry(question="Wzięte?")))
    make_answered(question="Z odpowiedzią?")

    page = officer.get(f"{QUEUE}{asked}")

    assert words(page, "tbody th a") == shown


def test_queue_marks_what_is_late_and_the_desk_tells_it_first(officer, stopped_clock):
    make_inquiry()
    stopped_clock.move_to(datetime(2026, 11, 30, 9, tzinfo=UTC))

    queue, desk = officer.get(QUEUE), officer.get(reverse("portal:desk"))

    assert words(queue, "tbody .tag--err") == ["po terminie"]
    assert words(desk, ".todo .late .tt") == [
        "Odpowiedz na pytanie: Czy na konferencję można zabrać dziecko?"
    ]


def test_queue_costs_as_much_with_many_questions(officer, django_assert_num_queries):
    for number in range(12):
        make_inquiry(question=f"Pytanie {number}?")
    officer.get(QUEUE)

    with django_assert_num_queries(8):
        officer.get(QUEUE)


def test_administrator_keeps_topics_and_the_term(settings, stopped_clock):
    settings.KUZNIA_DEMO = True
    browser = signed_in(Client(), officer_of(make_office(), role=OfficeRole.ADMINISTRATOR))
    topic = Topic.objects.earliest("position")

    browser.post(reverse("inquiries:desk-term"), {"term-working_days": "3"})
    browser.post(reverse("inquiries:desk-topic-add"), {"name": "Wolontariat", "is_offered": "on"})
    browser.post(reverse("inquiries:desk-topic", args=[topic.pk]), {"name": "Zapisy", "is_offered": "on"})

    page = browser.get(reverse("inquiries:desk-settings"))
    names = words(page, "tbody th")
    assert (names[0], names[-1]) == ("Zapisy", "Wolontariat")
    assert soup(page).select_one("#id_term-working_days")["value"] == "3"  # type: ignore[index]


@pytest.mark.parametrize(
    ("name", "typed", "problem"),
    [
        ("desk-term", {"term-working_days": "sto"}, "Podaj liczbę dni od 1 do 30."),
        ("desk-topic-add", {"name": ""}, "Wpisz nazwę tematu."),
        ("desk-topic-add", {"name": "Dostępność"}, "Temat o tej nazwie już jest."),
    ],
)
def test_administrator_reads_what_to_mend(settings, stopped_clock, name, typed, problem):
    settings.KUZNIA_DEMO = True
    browser = signed_in(Client(), officer_of(make_office(), role=OfficeRole.ADMINISTRATOR))

    page = browser.post(reverse(f"inquiries:{name}"), typed)

    assert problems(page) == [problem]


@pytest.mark.parametrize(
    ("act", "typed", "problem"),
    [
        ("note", {"note-body": ""}, "Wpisz notatkę."),
        ("hand-over", {"hand-reason": "Droga."}, "Wybierz urząd."),
        ("close", {"close-reason": " "}, "Napisz powód w jednym zdaniu."),
    ],
)
def test_officer_reads_what_to_mend(officer, act, typed, problem):
    page = officer.post(_desk(act, make_inquiry()), typed)

    assert problems(page) == [problem]


def test_officer_leaves_a_question_to_others(officer):
    inquiry = make_inquiry()
    officer.post(_desk("take", inquiry))

    officer.post(_desk("put-back", inquiry))

    assert Inquiry.objects.get().state == InquiryState.NEW


def test_topic_of_a_taken_name_comes_back(settings, stopped_clock):
    settings.KUZNIA_DEMO = True
    browser = signed_in(Client(), officer_of(make_office(), role=OfficeRole.ADMINISTRATOR))
    topic = Topic.objects.earliest("position")

    page = browser.post(reverse("inquiries:desk-topic", args=[topic.pk]), {"name": "Dostępność"})

    assert problems(page) == ["Temat o tej nazwie już jest."]
