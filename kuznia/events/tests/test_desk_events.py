"""An office drafts events, changes them, announces and cancels them: over HTTP, as an officer does."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from kuznia.audit.queries import history_of
from kuznia.events.answers import TODO
from kuznia.events.models import Event
from kuznia.events.states import EventState
from kuznia.events.tests.desk_pages import desk_url, moment_fields, open_form, problems, sent
from kuznia.events.tests.factories import (
    DAY,
    make_event,
    make_officer,
    make_organisation,
    make_registration,
    make_session,
    make_venue,
    make_workshop,
)
from kuznia.events.tests.pages import errors, words
from kuznia.jobs.worker import run_waiting_jobs
from kuznia.lib import clock
from kuznia.lib.stopped_clock import StoppedClock
from kuznia.notify.models import Message

NEW = reverse("events:desk-event-new")
HOSTILE = '=HYPERLINK("x") <script>alert(1)</script> שלום 🔥 \'"&'


def _filled_in(**changes: str) -> dict[str, str]:
    return {
        "kind": "conference",
        "title": "Konferencja Organizacji",
        "lead": "Trzy warsztaty i rozmowa.",
        "venue": str(make_venue().pk),
        "takes_registrations": "on",
        "hold_hours": "24",
        "kept_months": "12",
        "reminder_hours": "48",
        "answer_hours": "24",
        "contact_name": "Anna Kuźnik",
        "contact_email": "ngo@example.org",
        **moment_fields("starts_at", DAY),
        **moment_fields("ends_at", DAY + timedelta(hours=6)),
    } | changes


def test_officer_leads_an_event_from_draft_to_cancelling(officer: Client) -> None:
    officer.post(NEW, _filled_in())
    event = Event.objects.get()
    sent(officer, desk_url("desk-session-new", event), {"title": "Otwarcie"})
    officer.post(desk_url("desk-event-publish", event))
    make_registration(Event.objects.get())
    sent(officer, desk_url("desk-event-edit", event), {"title": "Konferencja NGO"})
    run_waiting_jobs()
    officer.post(desk_url("desk-event-cancel", event), {"reason": "Powódź."})
    run_waiting_jobs()

    event.refresh_from_db()
    assert (event.state, event.title) == (EventState.CANCELLED, "Konferencja NGO")
    assert [line.sentence for line in history_of(event)] == [
        "Wydarzenie odwołano.",
        "Tytuł: było „Konferencja Organizacji”, jest „Konferencja NGO”.",
        "Wydarzenie ogłoszono.",
    ]
    letters = Message.objects.filter(matter__startswith="events.")
    matters = [message.matter.split(":")[2] for message in letters.order_by("pk")]
    assert matters == ["confirm", "event-changed", "event-cancelled"]


def test_new_event_is_a_draft_of_the_officers_office(officer: Client) -> None:
    answer = officer.post(NEW, _filled_in(title=HOSTILE))

    event = Event.objects.get()
    assert (event.state, event.title, event.authority.name) == (
        EventState.DRAFT,
        HOSTILE,
        "Powiat Pruszkowski",
    )
    assert (answer.status_code, answer["Location"]) == (303, desk_url("desk-programme", event))


def test_new_event_is_made_once_when_the_form_is_sent_twice(officer: Client) -> None:
    officer.post(NEW, _filled_in())
    officer.post(NEW, _filled_in())

    assert Event.objects.count() == 1


def test_new_event_asks_for_what_is_missing_in_words(officer: Client) -> None:
    page = officer.post(
        NEW,
        {
            "kind": "conference",
            "hold_hours": "0",
            "answer_hours": "0",
            "capacity": "dużo",
            "starts_at_0": "0001-01-01",
        },
    )

    assert errors(page) == {
        "title": ["Uzupełnij pole „Tytuł”."],
        "lead": ["Uzupełnij pole „W dwóch zdaniach”."],
        "starts_at": ["Podaj także godzinę."],
        "ends_at": ["Podaj dzień i godzinę: „Koniec”."],
        "venue": ["Wybierz odpowiedź: „Miejsce”."],
        "contact_name": ["Uzupełnij pole „Osoba do kontaktu”."],
        "contact_email": ["Uzupełnij pole „E-mail do pytań”."],
        "capacity": ["„Miejsca”: wpisz liczbę całkowitą od 1 do 20\u00a0000."],
        "hold_hours": ["„Ile godzin miejsce czeka na potwierdzenie”: wpisz liczbę całkowitą od 1 do 336."],
        "reminder_hours": ["Uzupełnij pole „Na ile godzin przed początkiem wysłać przypomnienie”."],
        "kept_months": ["Uzupełnij pole „Przez ile miesięcy przechowujemy dane z zapisów”."],
        "answer_hours": [
            "„Ile godzin jest na przyjęcie zwolnionego miejsca”: wpisz liczbę całkowitą od 1 do 336."
        ],
    }


@pytest.mark.parametrize("year", ["0001", "9999"])
def test_new_event_is_refused_when_its_year_is_a_slip(officer: Client, year: str) -> None:
    page = officer.post(NEW, _filled_in(starts_at_0=f"{year}-01-01"))

    assert errors(page)["starts_at"] == ["Sprawdź rok: ma mieć cztery cyfry, jak 2026."]


def test_new_event_keeps_what_is_typed_when_it_is_too_long(officer: Client) -> None:
    page = officer.post(NEW, _filled_in(title="ż" * 10_000))

    assert problems(page) == ["Skróć tekst do 200 znaków. Teraz ma 10000."]
    assert page.context["form"]["title"].value() == "ż" * 10_000


def test_new_event_finds_its_host_by_name(officer: Client) -> None:
    host = make_organisation("Stowarzyszenie „Możesz”")

    officer.post(NEW, _filled_in(host_organisation="stowarzyszenie „mozesz”"))

    assert Event.objects.get().host_organisation == host


def test_new_event_is_refused_when_nobody_knows_its_host(officer: Client) -> None:
    page = officer.post(NEW, _filled_in(host_organisation="Nikt"))

    assert errors(page) == {
        "host_organisation": [
            "W katalogu nie ma działającej organizacji o dokładnie takiej nazwie. Wybierz jedną z podpowiedzi."
        ]
    }


def test_new_event_is_refused_when_it_ends_before_it_starts(officer: Client) -> None:
    page = officer.post(NEW, _filled_in(**moment_fields("ends_at", DAY - timedelta(hours=1))))

    assert errors(page) == {"ends_at": ["Koniec musi być później niż początek."]}
    assert not Event.objects.exists()


def test_change_is_refused_when_the_end_comes_before_the_start(officer: Client) -> None:
    event = make_event()

    page = sent(
        officer, desk_url("desk-event-edit", event), moment_fields("ends_at", DAY - timedelta(hours=1))
    )

    assert errors(page) == {"ends_at": ["Koniec musi być później niż początek."]}


def test_change_is_refused_when_fewer_seats_than_signed_up_would_be_left(officer: Client) -> None:
    event = make_event(capacity=5)
    for _each in range(3):
        make_registration(event)

    page = sent(officer, desk_url("desk-event-edit", event), {"capacity": "2"})

    assert errors(page) == {"capacity": ["Zapisane są 3 osoby: limit nie może być niższy."]}
    assert Event.objects.get().capacity == 5


def test_stale_change_shows_both_versions_and_loses_nothing(officer: Client) -> None:
    event = make_event(title="Konferencja")
    url = desk_url("desk-event-edit", event)
    stale = open_form(officer, url) | {"title": "Mój tytuł", "motto": "Razem"}
    sent(officer, url, {"title": "Cudzy tytuł"})

    page = officer.post(url, stale)

    assert problems(page) == [
        "Ktoś zmienił to wydarzenie, odkąd masz je otwarte. Porównaj i zapisz jeszcze raz."
    ]
    assert words(page, "[aria-labelledby=wersje] tbody tr") == [
        "Tytuł Mój tytuł Cudzy tytuł",
        "Motto Razem –",
    ]
    assert Event.objects.get().title == "Cudzy tytuł"


def test_stale_change_is_saved_when_it_is_sent_again_knowingly(officer: Client) -> None:
    event = make_event()
    url = desk_url("desk-event-edit", event)
    stale = open_form(officer, url) | {"title": "Mój tytuł"}
    sent(officer, url, {"title": "Cudzy tytuł"})
    page = officer.post(url, stale)

    answer = officer.post(url, stale | {"version": page.context["form"]["version"].value()})

    assert (answer.status_code, Event.objects.get().title) == (303, "Mój tytuł")


def test_change_sent_twice_is_saved_once_and_shows_no_conflict(officer: Client) -> None:
    event = make_event()
    url = desk_url("desk-event-edit", event)
    form = open_form(officer, url) | {"title": "Nowy tytuł"}
    officer.post(url, form)

    answer = officer.post(url, form)

    assert (answer.status_code, Event.objects.get().version) == (303, 2)


@pytest.mark.parametrize("version", ["", "x", "9" * 30, "-1"])
def test_change_is_not_saved_when_its_version_is_tampered_with(officer: Client, version: str) -> None:
    event = make_event(title="Konferencja")

    sent(officer, desk_url("desk-event-edit", event), {"title": "Inny", "version": version})

    assert Event.objects.get().title == "Konferencja"


def test_publishing_is_refused_in_words_when_the_programme_is_empty(officer: Client) -> None:
    event = make_event(state=EventState.DRAFT)

    page = officer.post(desk_url("desk-event-publish", event))

    assert words(page, ".note b") == ["Przed ogłoszeniem dodaj do programu co najmniej jeden punkt."]
    assert Event.objects.get().state == EventState.DRAFT


def test_publishing_twice_is_one_publishing(officer: Client) -> None:
    event = make_event(state=EventState.DRAFT)
    make_session(event)

    answers = [officer.post(desk_url("desk-event-publish", event)).status_code for _click in range(2)]

    assert (answers, len(history_of(event))) == ([303, 303], 1)


def test_opening_the_confirmation_pages_changes_nothing(officer: Client) -> None:
    draft, announced = make_event(state=EventState.DRAFT), make_event()

    officer.get(desk_url("desk-event-publish", draft))
    officer.get(desk_url("desk-event-cancel", announced))

    assert set(Event.objects.values_list("state", flat=True)) == {EventState.DRAFT, EventState.PUBLISHED}


def test_cancelling_is_refused_when_no_reason_is_given(officer: Client) -> None:
    event = make_event()

    page = officer.post(desk_url("desk-event-cancel", event), {"reason": "  "})

    assert errors(page) == {"reason": ["Napisz powód w jednym zdaniu."]}
    assert Event.objects.get().state == EventState.PUBLISHED


def test_cancelling_twice_is_one_cancelling(officer: Client) -> None:
    event = make_event()

    answers = [
        officer.post(desk_url("desk-event-cancel", event), {"reason": "Powódź."}) for _click in range(2)
    ]

    assert ([answer.status_code for answer in answers], len(history_of(event))) == ([303, 303], 1)


def test_draft_is_not_cancelled(officer: Client) -> None:
    event = make_event(state=EventState.DRAFT)

    page = officer.post(desk_url("desk-event-cancel", event), {"reason": "Powódź."})

    assert words(page, ".note p") == [
        "O szkicu nikt nie wie, więc się go nie odwołuje. Odwołać można ogłoszone wydarzenie."
    ]
    assert Event.objects.get().state == EventState.DRAFT


def test_event_that_is_over_is_not_cancelled(officer: Client, stopped_clock: StoppedClock) -> None:
    event, address = make_event(), "desk-event-cancel"
    stopped_clock.move_to(event.ends_at)

    page = officer.post(desk_url(address, event), {"reason": "Pomyłka."})

    assert words(page, ".note p") == ["Wydarzenie już się skończyło, więc nie można go odwołać."]
    assert desk_url(address, event) not in officer.get(desk_url("desk-event", event)).content.decode()
    assert Event.objects.get().state == EventState.PUBLISHED


def test_preview_shows_the_public_page_of_a_draft(officer: Client) -> None:
    event = make_event(state=EventState.DRAFT, title="Zjazd")
    make_workshop(event)

    page = officer.get(desk_url("desk-event-preview", event))

    assert words(page, "h1") == ["Zjazd"]
    sentences = (
        "Podgląd. Tak każdy zobaczy tę stronę po ogłoszeniu wydarzenia. Nikt się tu jeszcze nie zapisze."
    )
    assert words(page, ".note p") == [f"{sentences} Wróć do panelu wydarzenia"]


def test_desk_warns_when_the_event_was_moved_away_from_its_programme(officer: Client) -> None:
    event = make_event()
    make_session(event, starts_at=DAY - timedelta(days=1), ends_at=DAY)

    page = officer.get(desk_url("desk-event", event))

    assert words(page, ".note p") == ["1 punkt programu wypada poza czasem wydarzenia. Popraw program"]


def test_desk_has_no_sign_up_parts_when_nobody_signs_up_for_the_event(officer: Client) -> None:
    event = make_event(takes_registrations=False, starts_at=clock.now() + timedelta(days=2))

    page = officer.get(desk_url("desk-event", event))

    assert words(page, ".kpis div, #zapisy, .ilink") == []
    assert words(page, ".chip[aria-current]") == ["Przegląd"]
    assert words(page, ".note") == ["Na to wydarzenie nie ma tu zapisów."]
    assert [item.detail for item in TODO.todo_items(make_officer())] == [
        "Na to wydarzenie nie ma tu zapisów."
    ]


def test_desk_keeps_who_signed_up_when_the_office_takes_sign_ups_no_longer(officer: Client) -> None:
    event = make_event()
    make_registration(event, name="Ewa Iskra")
    Event.objects.filter(pk=event.pk).update(takes_registrations=False)

    page = officer.get(desk_url("desk-event", event))

    assert words(page, "#zapisy") == ["Zapisy"]
    assert words(page, ".ilink") == ["CSV", "XLSX"]
