"""Questions to the office as people use them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from kuznia.accounts.services import publish_notice
from kuznia.directory.models import Authority
from kuznia.directory.tests.factories import (
    make_organisation,
    make_person,
    officer_of,
    representative_of,
    signed_in,
)
from kuznia.inquiries.links import key_of
from kuznia.inquiries.models import Inquiry, Topic
from kuznia.inquiries.services.answering import answer, close_by_office
from kuznia.inquiries.states import InquiryState
from kuznia.inquiries.tests.factories import make_answered, make_gmina_office, make_inquiry, make_officer
from kuznia.inquiries.tests.pages import open_form, problems, soup, words
from kuznia.lib import clock
from kuznia.lib.policy import AsSelf, ForAuthority, OfficeRole
from kuznia.lib.stopped_clock import StoppedClock

pytestmark = pytest.mark.django_db
ASK = reverse("inquiries:ask")
ANSWERS = {
    "question": "Czy na konferencję można zabrać dziecko?",
    "name": "Ewa Iskra",
    "email": "ewa@example.org",
    "knows_notice": "on",
}


def _sent(client: Client, at: StoppedClock, **answers: str) -> Any:
    """Open the form, fill it in, which takes a minute, and send it."""
    form = open_form(client, ASK) | {"topic": str(Topic.objects.earliest("position").pk)}
    at.move_to(clock.now() + timedelta(minutes=1))
    return client.post(ASK, form | ANSWERS | answers)


def _own(name: str, inquiry: Inquiry) -> str:
    return reverse(f"inquiries:{name}", args=[inquiry.code, key_of(inquiry)])


def test_visitor_asks_and_reads_until_when_the_office_answers(county, client, stopped_clock):
    page = client.get(_sent(client, stopped_clock)["Location"])

    assert words(page, "h1") == ["Twoje pytanie jest w urzędzie"]
    assert words(page, ".lead") == [
        "Odpowiedź przyjdzie do 23 listopada 2026, e-mailem. Nic nie musisz robić."
    ]


@pytest.mark.parametrize(
    ("answers", "problem"),
    [
        ({"question": ""}, "Wpisz pytanie."),
        ({"question": "\u200b \u200b"}, "Wpisz pytanie."),
        ({"question": "ż" * 10_000}, "Skróć tekst do 4000 znaków. Teraz ma 10000."),
        (
            {"name": "Ewa\r\nBcc: ktos@example.org"},
            "Usuń niewidoczne znaki; jeśli tekst jest wklejony, wpisz go ręcznie.",
        ),
        (
            {"question": "abc\u202edef"},
            "Usuń niewidoczne znaki; jeśli tekst jest wklejony, wpisz go ręcznie.",
        ),
        ({"topic": "1\r\nBcc: x"}, "Wybierz temat."),
        ({"topic": ""}, "Wybierz temat."),
        ({"email": "ewa"}, "Wpisz adres e-mail, na przykład nazwa@example.org."),
        (
            {"homepage": "https://example.org"},
            "Wyczyść pole „Nie wypełniaj” i wyślij formularz jeszcze raz.",
        ),
    ],
)
def test_visitor_reads_what_to_mend_and_keeps_what_she_typed(county, client, stopped_clock, answers, problem):
    page = _sent(client, stopped_clock, **answers)

    kept = soup(page).select_one("[name=question]")
    assert problems(page) == [problem]
    assert kept is not None
    assert kept.get_text().lstrip("\n").strip() == answers.get("question", ANSWERS["question"]).strip()
    assert Inquiry.objects.count() == 0


@pytest.mark.parametrize("question", ["🔥🙂 Kto odpowiada?", "<script>alert(1)</script>", "שלום, מי עונה?"])
def test_unusual_question_is_kept_and_shown_as_typed(county, client, stopped_clock, question):
    page = client.get(_sent(client, stopped_clock, question=question)["Location"])

    assert Inquiry.objects.get().question == question
    assert words(page, ".trail p:not(.trail__when)")[0] == question


def test_form_sent_faster_than_people_type_comes_back(county, client, stopped_clock):
    form = open_form(client, ASK) | ANSWERS | {"topic": str(Topic.objects.earliest("position").pk)}

    page = client.post(ASK, form)

    assert problems(page) == [
        "Sprawdź, co jest wpisane, i wyślij jeszcze raz: formularz przyszedł szybciej, niż człowiek pisze."
    ]


def test_words_of_the_office_are_hidden_when_only_the_form_was_sent(county, client, stopped_clock):
    address = _sent(client, stopped_clock)["Location"]
    asked, officer = Inquiry.objects.get(), make_officer()
    answer(inquiry=asked, body="Numer konta to 12.", form_key=uuid4(), actor=officer)
    close_by_office(inquiry=asked, reason="Już jasne.", actor=officer)

    page, letter = client.get(address), client.get(_own("inquiry", asked))

    shown = [[text in each.content.decode() for text in ("12.", "jasne")] for each in (page, letter)]
    assert shown == [[False, False], [True, True]]


@pytest.mark.parametrize("act", ["dopisek/", "zamkniecie/"])
def test_nothing_is_done_to_the_question_when_only_the_form_was_sent(county, client, stopped_clock, act):
    address = _sent(client, stopped_clock)["Location"]

    page = client.post(address + act, {"body": "Jeszcze jedno."})

    assert (page.status_code, Inquiry.objects.get().state) == (404, InquiryState.NEW)


def test_double_click_asks_once(county, client, stopped_clock):
    form = open_form(client, ASK) | ANSWERS | {"topic": str(Topic.objects.earliest("position").pk)}
    stopped_clock.move_to(clock.now() + timedelta(minutes=1))

    first, second = client.post(ASK, form), client.post(ASK, form)

    assert (first["Location"], Inquiry.objects.count()) == (second["Location"], 1)


def test_changed_notice_is_shown_before_the_question_counts(county, client, stopped_clock):
    form = open_form(client, ASK) | ANSWERS | {"topic": str(Topic.objects.earliest("position").pk)}
    administrator = ForAuthority(make_person().pk, "A", county.pk, "U", OfficeRole.ADMINISTRATOR)
    publish_notice(
        purpose="inquiries.inquiry", after=1, titles=("T", "T"), bodies=("Nowa", "New"), actor=administrator
    )
    stopped_clock.move_to(clock.now() + timedelta(minutes=1))

    page = client.post(ASK, form)

    assert problems(page) == [
        "Informacja o danych osobowych zmieniła się od otwarcia formularza. Przeczytaj ją ponownie."
    ]


def test_representative_asks_without_typing_who_she_is(county, client, stopped_clock):
    organisation = make_organisation("Iskra")
    person = representative_of(organisation)
    signed_in(client, person)

    sent = _sent(client, stopped_clock, organisation=str(organisation.pk), name=person.name)

    asked = Inquiry.objects.get()
    assert (sent.status_code, asked.person, asked.organisation) == (302, person, organisation)
    assert client.get(reverse("inquiries:my-inquiry", args=[asked.code]))["Location"] == sent["Location"]


def test_path_leads_back_to_her_page_only_when_the_asker_is_signed_in(county, client):
    asker = make_person()
    inquiry = make_inquiry(actor=AsSelf(asker.pk, asker.name))
    paths = [words(client.get(_own("inquiry", inquiry)), ".crumbs a")]
    signed_in(client, asker)

    paths.append(words(client.get(_own("inquiry", inquiry)), ".crumbs a"))

    assert paths == [["Strona główna"], ["Strona główna", "Moja strona"]]


def test_form_asks_for_no_organisation_of_whoever_has_none(county, client):
    signed_in(client, make_person())

    names = {str(each["name"]) for each in soup(client.get(ASK)).select("main form [name]")}

    assert names & {"organisation", "email", "authority", "homepage"} == set()


def test_form_offers_the_gmina_office_where_somebody_works(county, client):
    gmina = make_gmina_office()
    officer_of(gmina)

    assert words(client.get(ASK), "#id_authority option") == [county.name, gmina.name]


def test_strange_key_opens_nothing(county, client):
    inquiry = make_inquiry()

    page = client.get(reverse("inquiries:inquiry", args=[inquiry.code, "x" * 26]))

    assert page.status_code == 404


def test_asker_reads_the_answer_and_asks_further(county, client):
    inquiry = make_answered()
    page = client.get(_own("inquiry", inquiry))
    form = open_form(client, _own("inquiry", inquiry), "main form.form") | {"body": "A dwoje dzieci?"}

    client.post(_own("inquiry-follow-up", inquiry), form)
    client.post(_own("inquiry-follow-up", inquiry), form)

    assert words(page, "h1") == ["Urząd odpowiedział"]
    assert Inquiry.objects.get().state == InquiryState.TAKEN
    assert [reply.body for reply in inquiry.replies.all()] == ["Tak, zapraszamy.", "A dwoje dzieci?"]


def test_empty_further_question_comes_back(county, client):
    inquiry = make_inquiry()

    page = client.post(_own("inquiry-follow-up", inquiry), {"body": " "})

    assert problems(page) == ["Wpisz, co chcesz dodać albo o co zapytać."]


def test_asker_closes_her_question(county, client):
    inquiry = make_inquiry()

    page = client.post(_own("inquiry-close", inquiry), follow=True)

    assert words(page, "h1") == ["Twoje pytanie jest zamknięte"]


def test_late_office_says_so(county, client, stopped_clock):
    inquiry = make_inquiry()
    stopped_clock.move_to(clock.now() + timedelta(days=20))

    page = client.get(_own("inquiry", inquiry))

    (lead,) = words(page, ".ph .lead")
    assert lead.startswith("Odpowiedź miała być do 23 listopada 2026. Urząd się spóźnia")


def test_topic_that_was_chosen_on_the_way_is_chosen_in_the_form(county, client):
    topic = Topic.objects.latest("position")

    page = client.get(f"{ASK}?temat={topic.pk}")

    assert words(page, "#id_topic option[selected]") == [topic.name]


def test_refusal_of_the_office_stands_in_the_form(county, client, stopped_clock, monkeypatch):
    gmina = make_gmina_office()
    officer_of(gmina)
    monkeypatch.setattr("kuznia.inquiries.services.asking.offices_that_answer", Authority.objects.none)

    page = _sent(client, stopped_clock, authority=str(gmina.pk))

    assert problems(page) == ["Ten urząd jeszcze tu nie odpowiada. Wybierz inny."]


def test_somebody_elses_question_is_not_there(county, client):
    signed_in(client, make_person())

    assert client.get(reverse("inquiries:my-inquiry", args=[make_inquiry().code])).status_code == 404


def test_representative_finds_her_organisation_chosen(county, client):
    organisation = make_organisation("Iskra")
    signed_in(client, representative_of(organisation))
    client.post("/dzialaj-jako/", {"role": f"organisation:{organisation.pk}"})

    assert words(client.get(ASK), "#id_organisation option[selected]") == ["Iskra"]
