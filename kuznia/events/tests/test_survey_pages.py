"""The survey as people answer it by their link, and as the office runs it."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from kuznia.events.links import survey_key_of
from kuznia.events.models import SealedAnswers, Survey, SurveyInvitation
from kuznia.events.queries import survey_figures
from kuznia.events.services.surveys import close_survey
from kuznia.events.states import SurveyState
from kuznia.events.tests.desk_pages import desk_url, sent
from kuznia.events.tests.factories import make_officer
from kuznia.events.tests.pages import soup, words
from kuznia.events.tests.question_factories import answer, make_open_survey, make_past_event, make_survey
from kuznia.lib.stopped_clock import StoppedClock

pytestmark = pytest.mark.django_db


def _url(invitation: SurveyInvitation) -> str:
    return reverse("events:survey", args=[invitation.pk, survey_key_of(invitation)])


def _marks(survey: Survey) -> dict[str, str]:
    scale, text = survey.event.questions.order_by("pk")
    return {scale.field: "5", text.field: "Więcej przerw."}


def test_page_says_what_is_promised_before_it_asks(client: Client, stopped_clock: StoppedClock) -> None:
    survey = make_open_survey()

    page = client.get(_url(survey.invitations.get()))

    promise = words(page, ".note p")
    assert promise[0].startswith("Ta ankieta jest anonimowa. Zapisujemy, że odpowiedź od Ciebie przyszła")
    assert promise[2].startswith("Czego nie możemy obiecać:")


def test_answers_sent_twice_are_one_response_and_thanks_each_time(
    client: Client, stopped_clock: StoppedClock
) -> None:
    survey = make_open_survey()
    url = _url(survey.invitations.get())

    answers = [client.post(url, _marks(survey), follow=True) for _click in range(2)]

    assert [words(page, "h1") for page in answers] == [["Dziękujemy za odpowiedzi"]] * 2
    assert (SealedAnswers.objects.count(), survey_figures(survey).answered) == (1, 1)


def test_answers_set_no_cookie_that_could_follow_the_person(
    client: Client, stopped_clock: StoppedClock
) -> None:
    survey = make_open_survey()

    answer_page = client.post(_url(survey.invitations.get()), _marks(survey))

    assert list(answer_page.cookies) == []


def test_empty_form_is_refused_in_words(client: Client, stopped_clock: StoppedClock) -> None:
    survey = make_open_survey()

    page = client.post(_url(survey.invitations.get()), {})

    assert words(page, ".errsum li") == ["Odpowiedz przynajmniej na jedno pytanie."]


@pytest.mark.parametrize("key", ["x", "0" * 26])
def test_wrong_link_opens_nothing(client: Client, stopped_clock: StoppedClock, key: str) -> None:
    invitation = make_open_survey().invitations.get()

    addresses = [reverse("events:survey", args=[number, key]) for number in (invitation.pk, 10**30)]

    assert [client.get(address).status_code for address in addresses] == [404, 404]


def test_page_says_so_when_the_survey_is_closed(client: Client, stopped_clock: StoppedClock) -> None:
    survey = make_open_survey()
    close_survey(survey=survey, actor=make_officer())

    page = client.get(_url(survey.invitations.get()))

    assert words(page, ".note p") == ["Ankieta jest zamknięta. Dziękujemy za dobre chęci."]


def test_office_sets_the_survey_up_opens_and_closes_it(officer: Client) -> None:
    event = make_past_event()
    sent(officer, desk_url("desk-survey-set-up", event), {"is_anonymous": "anonymous"})
    refused = officer.post(desk_url("desk-survey-open", event))
    make_survey(event)

    officer.post(desk_url("desk-survey-open", event))
    opened = Survey.objects.get().state
    officer.post(desk_url("desk-survey-close", event))

    assert words(refused, '[role="alert"]') == ["Zanim otworzysz ankietę, dodaj przynajmniej jedno pytanie."]
    assert (opened, Survey.objects.get().state) == (SurveyState.OPEN, SurveyState.CLOSED)


def test_office_sees_each_chart_with_the_same_numbers_in_a_table(officer: Client) -> None:
    survey = make_open_survey(people=3)
    for mark, invitation in zip("455", survey.invitations.all(), strict=True):
        answer(invitation, mark, "Dobrze było.")
    close_survey(survey=survey, actor=make_officer())

    page = officer.get(desk_url("desk-survey", survey.event))

    assert words(page, "figure table td.num") == ["0", "0%", "0", "0%", "0", "0%", "1", "33%", "2", "67%"]
    assert words(page, "figure svg .v") == ["0 (0%)", "0 (0%)", "0 (0%)", "1 (33%)", "2 (67%)"]
    assert words(page, "figure .said li") == ["Dobrze było."] * 3


def test_published_result_stands_on_the_events_page(officer: Client, client: Client) -> None:
    survey = make_open_survey(people=3)
    for mark, invitation in zip("455", survey.invitations.all(), strict=True):
        answer(invitation, mark)
    close_survey(survey=survey, actor=make_officer())
    question = survey.event.questions.earliest("pk")

    officer.post(desk_url("desk-survey-result", survey.event, question.pk), {"show": "1"})

    page = client.get(survey.event.get_absolute_url())
    assert words(page, "figure h3") == ["Jak oceniasz konferencję?"]


def test_office_reminds_by_one_button_that_goes_away(officer: Client) -> None:
    survey = make_open_survey()
    url = desk_url("desk-survey", survey.event)
    before = len(soup(officer.get(url)).select('form[action$="przypomnienie/"]'))

    officer.post(desk_url("desk-survey-remind", survey.event))

    after = len(soup(officer.get(url)).select('form[action$="przypomnienie/"]'))
    assert (before, after) == (1, 0)


def _closed_survey(marks: str) -> Survey:
    survey = make_open_survey(people=len(marks))
    for mark, invitation in zip(marks, survey.invitations.all(), strict=True):
        answer(invitation, mark, "=1+1" if mark == "4" else "")
    return close_survey(survey=survey, actor=make_officer())


def test_office_takes_the_counted_results_as_csv(officer: Client) -> None:
    survey = _closed_survey("4445")
    link = soup(officer.get(desk_url("desk-survey", survey.event))).select_one('a[href$=".csv"]')

    answer_file = officer.get(str(link["href"]) if link else "")

    scale = "Jak oceniasz konferencję?"
    assert answer_file["Content-Disposition"] == f'attachment; filename="ankieta-{survey.event.slug}.csv"'
    assert answer_file.content.decode("utf-8-sig").splitlines() == [
        "Pytanie;Odpowiedź;Osoby;Udział;Odpowiedzi na to pytanie",
        *(f"{scale};{mark};0;0%;4" for mark in ("1 (bardzo źle)", "2", "3")),
        f"{scale};4;3;75%;4",
        f"{scale};5 (bardzo dobrze);1;25%;4",
        "Co zmienić?;własnymi słowami;;;3",
    ]


def test_csv_withholds_what_the_page_withholds(officer: Client) -> None:
    survey = _closed_survey("45")

    lines = officer.get(desk_url("desk-survey-csv", survey.event)).content.decode("utf-8-sig").splitlines()

    assert lines[1:] == [
        "Jak oceniasz konferencję?;nie pokazujemy: za mało odpowiedzi;;;2",
        "Co zmienić?;nie pokazujemy: za mało odpowiedzi;;;1",
    ]


def test_csv_of_sealed_answers_is_empty_and_not_offered(officer: Client) -> None:
    survey = make_open_survey(people=3)
    for invitation in survey.invitations.all():
        answer(invitation, "5")

    page = officer.get(desk_url("desk-survey", survey.event))
    lines = officer.get(desk_url("desk-survey-csv", survey.event)).content.decode().splitlines()

    assert (soup(page).select('a[href$=".csv"]'), len(lines)) == ([], 1)


def test_public_csv_holds_the_published_results_alone(officer: Client, client: Client) -> None:
    survey = _closed_survey("4555")
    url = reverse("events:survey-results", args=[survey.event.slug])
    before = client.get(url).status_code
    question = survey.event.questions.earliest("pk")

    officer.post(desk_url("desk-survey-result", survey.event, question.pk), {"show": "1"})

    lines = client.get(url).content.decode("utf-8-sig").splitlines()
    assert (before, len(lines), {line.split(";")[0] for line in lines[1:]}) == (404, 6, {question.wording})
    assert f'href="{url}"' in client.get(survey.event.get_absolute_url()).content.decode()


def test_cell_of_the_results_never_becomes_a_formula(officer: Client) -> None:
    survey = _closed_survey("555")
    survey.event.questions.update(wording="=1+1")

    lines = officer.get(desk_url("desk-survey-csv", survey.event)).content.decode("utf-8-sig").splitlines()

    assert lines[1].startswith("'=1+1;")
