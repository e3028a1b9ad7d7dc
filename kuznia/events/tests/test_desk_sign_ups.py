"""An office's list of events, the desk of one, and the sign-ups of people."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from kuznia.audit.queries import history_of
from kuznia.events.models import Event, Registration
from kuznia.events.services.registrations import NeedsEntry
from kuznia.events.states import EventState, RegistrationState
from kuznia.events.tests.desk_pages import desk_url, sent
from kuznia.events.tests.factories import DAY, make_event, make_organisation, make_registration, make_workshop
from kuznia.events.tests.pages import words
from kuznia.notify.models import Message

EVENTS = reverse("events:desk-events")


def _names(page: object) -> list[str]:
    return words(page, "[aria-labelledby=zapisy] tbody th a")


def _titles(page: object) -> list[str]:
    return words(page, "tbody th a")


def _end(registration: Registration, state: str) -> None:
    Registration.objects.filter(pk=registration.pk).update(state=state, ended_at=registration.arrived_at)


def test_list_parts_events_that_come_drafts_and_past_ones(officer: Client) -> None:
    make_event(title="Zjazd")
    make_event(title="Szkic", state=EventState.DRAFT)
    make_event(title="Piknik", starts_at=DAY - timedelta(days=60), ends_at=DAY - timedelta(days=59))

    pages = [officer.get(EVENTS, {"list": shelf}) for shelf in ("coming", "drafts", "past")]

    assert [_titles(page) for page in pages] == [["Zjazd"], ["Szkic"], ["Piknik"]]
    assert words(pages[0], ".chip") == ["Nadchodzące (1)", "Szkice (1)", "Minione (1)"]


def test_list_opens_on_drafts_when_nothing_comes(officer: Client) -> None:
    make_event(title="Szkic", state=EventState.DRAFT)

    assert _titles(officer.get(EVENTS)) == ["Szkic"]


def test_list_of_an_office_without_events_says_what_to_do(officer: Client) -> None:
    assert words(officer.get(EVENTS), ".empty") == [
        "Wasz urząd nie ma jeszcze wydarzeń. Przygotuj pierwsze wydarzenie"
    ]


@pytest.mark.parametrize("typed", ["zjazd lodz", "ŁÓDŹ", "  zja  "])
def test_list_finds_a_title_without_diacritics(officer: Client, typed: str) -> None:
    make_event(title="Zjazd w Łodzi – Łódź")
    make_event(title="Konferencja")

    assert _titles(officer.get(EVENTS, {"q": typed})) == ["Zjazd w Łodzi – Łódź"]


@pytest.mark.parametrize("typed", ["\x00", "%", "_", "'; DROP TABLE x; --", "ż" * 5_000, "<script>", "\\"])
def test_search_bears_whatever_is_typed(officer: Client, typed: str) -> None:
    event = make_event(title="Zjazd")
    make_registration(event)

    answers = [officer.get(url, {"q": typed}) for url in (EVENTS, desk_url("desk-event", event))]

    assert [answer.status_code for answer in answers] == [200, 200]


def test_list_has_as_many_queries_for_30_events_as_for_one(officer: Client, count_queries) -> None:
    make_event()
    few = count_queries(lambda: officer.get(EVENTS))
    for _each in range(29):
        make_event()

    assert count_queries(lambda: officer.get(EVENTS)) == few == 7


def test_list_is_cut_into_pages_that_keep_the_search(officer: Client) -> None:
    for number in range(31):
        make_event(title=f"Zjazd {number}")

    page = officer.get(EVENTS, {"q": "zjazd", "page": "2", "list": "coming"})

    assert len(_titles(page)) == 1
    assert 'href="?q=zjazd&amp;page=1&amp;list=coming"' in page.content.decode()


def test_desk_says_from_when_people_sign_up(officer: Client) -> None:
    event = make_event(registration_opens_at=DAY - timedelta(days=7))

    assert words(officer.get(desk_url("desk-event", event)), ".deskhead .tag") == ["zapisy od 5 grudnia"]


def test_desk_shows_five_numbers(officer: Client) -> None:
    event = make_event(capacity=10, asks_diet=True)
    organisation = make_organisation()
    make_registration(
        event, coming_for="organisation", organisation=organisation, organisation_name=organisation.name
    )
    make_registration(event, needs=NeedsEntry(wheelchair=True, diet="bez glutenu"))
    _end(make_registration(event), RegistrationState.EXPIRED)

    assert words(officer.get(desk_url("desk-event", event)), ".kpis div") == [
        "Zapisani 2 z 10 miejsc",
        "Organizacje 1",
        "Bez potwierdzenia 2 najstarsze: 16 listopada, godz. 13.00",
        "Potrzeby dostępności 1 wózek: 1, dieta: 1",
        "Odwołane i wygasłe 1",
    ]


def test_desk_shows_the_seats_of_workshops(officer: Client) -> None:
    event = make_event()
    full, free = (
        make_workshop(event, "Fundraising", capacity=1),
        make_workshop(event, "Diagnoza", capacity=None),
    )
    make_registration(event, session_ids=(full.pk,))
    make_registration(event, session_ids=(free.pk,))

    page = officer.get(desk_url("desk-event", event))

    assert words(page, ".caps li") == ["Fundraising 1 z 1 , komplet", "Diagnoza 1 , bez limitu miejsc"]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("zar", ["Piotr Żar"]),
        ("ŻAR piotr", ["Piotr Żar"]),
        ("mozesz", ["Ewa Iskra"]),
        ("projekt brwinow", ["Olga Hartownik"]),
        ("nikt taki", []),
    ],
)
def test_sign_ups_are_found_by_person_and_by_organisation(
    officer: Client, typed: str, found: list[str]
) -> None:
    event, known = make_event(), make_organisation("Stowarzyszenie Projekt Brwinów")
    make_registration(event, name="Piotr Żar")
    make_registration(
        event, name="Ewa Iskra", coming_for="informal_group", organisation_name="Grupa „Możesz”"
    )
    make_registration(
        event,
        name="Olga Hartownik",
        coming_for="organisation",
        organisation=known,
        organisation_name=known.name,
    )

    assert _names(officer.get(desk_url("desk-event", event), {"q": typed})) == found


@pytest.mark.parametrize("typed", ["rene", "RENÉ", "dvorak"])
def test_sign_ups_are_found_without_the_diacritics_of_other_languages(officer: Client, typed: str) -> None:
    event = make_event()
    make_registration(event, name="René Dvořák")

    assert _names(officer.get(desk_url("desk-event", event), {"q": typed})) == ["René Dvořák"]


def test_sign_ups_are_found_by_code_as_people_type_it(officer: Client) -> None:
    event = make_event()
    make_registration(event, name="Piotr Żar")
    sought = make_registration(event, name="Ewa Iskra")

    page = officer.get(desk_url("desk-event", event), {"q": f"{sought.code[:4]}-{sought.code[4:]}".lower()})

    assert _names(page) == ["Ewa Iskra"]


def test_sign_ups_are_filtered_by_session_and_state_together(officer: Client) -> None:
    event = make_event()
    first, second = make_workshop(event, "Fundraising"), make_workshop(event, "Diagnoza")
    make_registration(event, name="Ewa Iskra", session_ids=(first.pk,))
    _end(make_registration(event, name="Piotr Żar", session_ids=(first.pk,)), RegistrationState.CANCELLED)
    make_registration(event, name="Jan Miech", session_ids=(second.pk,))

    page = officer.get(desk_url("desk-event", event), {"session": str(first.pk), "state": "held"})

    assert _names(page) == ["Ewa Iskra"]
    assert words(page, "#f1 option[selected]") == ["Fundraising (2)"]


@pytest.mark.parametrize(
    "asked", [{"session": "x"}, {"session": "9" * 40}, {"state": "nic"}, {"sort": "id;"}, {"page": "-3"}]
)
def test_filters_that_make_no_sense_ask_for_nothing(officer: Client, asked: dict[str, str]) -> None:
    event = make_event()
    make_registration(event, name="Ewa Iskra")

    assert _names(officer.get(desk_url("desk-event", event), asked)) == ["Ewa Iskra"]


@pytest.mark.parametrize(
    ("sort", "names"),
    [
        ("name", ["Łucja", "Maria", "Żaneta"]),
        ("-name", ["Żaneta", "Maria", "Łucja"]),
        ("when", ["Żaneta", "Łucja", "Maria"]),
        ("", ["Maria", "Łucja", "Żaneta"]),
    ],
)
def test_sign_ups_are_sorted_by_the_polish_alphabet_or_by_time(
    officer: Client, sort: str, names: list[str]
) -> None:
    event = make_event()
    for name in ("Żaneta", "Łucja", "Maria"):
        make_registration(event, name=name)

    assert _names(officer.get(desk_url("desk-event", event), {"sort": sort})) == names


def test_sign_ups_come_50_on_a_page_and_keep_the_filters(officer: Client) -> None:
    event = make_event()
    for _each in range(51):
        make_registration(event)

    page = officer.get(desk_url("desk-event", event), {"state": "held", "page": "2"})

    assert (len(_names(page)), words(page, ".panel__foot span")[0]) == (1, "Zapisy 51–51 z 51")
    assert 'href="?state=held&amp;page=1"' in page.content.decode()


def test_desk_has_as_many_queries_for_30_sign_ups_as_for_one(officer: Client, count_queries) -> None:
    event = make_event(asks_diet=True)
    workshop = make_workshop(event, capacity=None)
    url = desk_url("desk-event", event)
    make_registration(event, session_ids=(workshop.pk,), needs=NeedsEntry(diet="bez mięsa"))
    few = count_queries(lambda: officer.get(url))
    for _each in range(29):
        make_registration(event, session_ids=(workshop.pk,), needs=NeedsEntry(diet="bez mięsa"))

    assert count_queries(lambda: officer.get(url)) == few == 15


def test_hostile_sign_up_is_shown_as_text(officer: Client) -> None:
    event = make_event()
    hostile = "<script>alert(1)</script> שלום 🔥"
    make_registration(event, name=hostile, coming_for="company", organisation_name='"><img src=x>')

    page = officer.get(desk_url("desk-event", event))

    assert _names(page) == [hostile]
    assert b"<img src=x>" not in page.content


def test_sign_up_page_shows_what_was_sent_and_what_happened(officer: Client) -> None:
    event = make_event()
    workshop = make_workshop(event, "Fundraising")
    registration = make_registration(event, session_ids=(workshop.pk,), needs=NeedsEntry(diet="bez mięsa"))

    page = officer.get(desk_url("desk-registration", event, registration.code))

    assert words(page, ".sum dd") == [
        "Ewa Iskra",
        str(registration.person.email),
        "na stronie",
        "osoba prywatna",
        "Fundraising",
        "bez mięsa",
        "poniedziałek, 16 listopada 2026, godz. 13.00",
        "wtorek, 17 listopada 2026, godz. 13.00",
        "nie pokazywać",
        f"wersja {registration.notice.version}",
    ]
    assert words(page, ".log li span:not(.meta)") == ["Wysłano zapis. osoba niezalogowana"]


def test_office_cancels_a_sign_up_with_a_reason_once(officer: Client) -> None:
    event = make_event(capacity=1)
    registration = make_registration(event)
    url = desk_url("desk-registration-cancel", event, registration.code)

    answers = [officer.post(url, {"reason": "Zadzwoniła."}).status_code for _click in range(2)]

    registration.refresh_from_db()
    assert (answers, registration.state, Event.objects.get().taken) == (
        [303, 303],
        RegistrationState.CANCELLED,
        0,
    )
    history = history_of(registration, audiences=["office"])
    assert [line.reason for line in history] == ["Zadzwoniła.", ""]
    assert Message.objects.filter(matter=f"events.registration:{registration.pk}:cancelled").count() == 1


def test_cancelling_a_sign_up_is_refused_when_no_reason_is_given(officer: Client) -> None:
    event = make_event()
    registration = make_registration(event)

    page = sent(officer, desk_url("desk-registration-cancel", event, registration.code), {"reason": ""})

    assert words(page, ".errsum li") == ["Napisz powód w jednym zdaniu."]
    assert Registration.objects.get().state == RegistrationState.HELD


def test_sign_up_of_another_event_is_not_there(officer: Client) -> None:
    registration = make_registration(make_event())

    answer = officer.get(desk_url("desk-registration", make_event(), registration.code))

    assert answer.status_code == 404


def test_history_tells_who_did_what_and_why(officer: Client) -> None:
    event = make_event()
    officer.post(desk_url("desk-event-cancel", event), {"reason": "Powódź."})

    page = officer.get(desk_url("desk-event-history", event))

    assert words(page, ".log li > span") == [
        "Wydarzenie odwołano. Jan Urzędowy, Powiat Pruszkowski Powód: Powódź."
    ]
