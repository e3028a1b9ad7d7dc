"""The pages of a delegation: the form with its rows, what happens next, and the contact's own page."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from kuznia.directory.services.representatives import appoint_representative
from kuznia.events.models import Delegation, Event, Registration
from kuznia.events.states import RegistrationState
from kuznia.events.tests.factories import (
    delegation_path,
    make_delegates,
    make_delegation,
    make_event,
    make_organisation,
    make_person,
    make_registration,
    make_workshop,
)
from kuznia.events.tests.pages import errors, soup, words
from kuznia.lib import clock
from kuznia.lib.policy import System
from kuznia.lib.stopped_clock import StoppedClock

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stopped_clock")]
HELD, CONFIRMED, CANCELLED = RegistrationState.HELD, RegistrationState.CONFIRMED, RegistrationState.CANCELLED
ANSWERS = {
    "contact_name": "Jan Miech",
    "email": "jan.miech@example.org",
    "coming_for": "informal_group",
    "organisation_name": "Koło Gospodyń",
    "row_0_name": "Ewa Iskra",
    "row_1_name": "Adam Żar",
    "knows_notice": "on",
}


def _url(event: Event) -> str:
    return f"{event.get_absolute_url()}zapisy/delegacja/"


def _hidden(page: Any) -> dict[str, str]:
    form = soup(page).select_one("form.sign-up")
    assert form is not None
    inputs = form.select("input[type=hidden][name]")
    kept = {str(each["name"]): str(each.get("value", "")) for each in inputs}
    return {name: value for name, value in kept.items() if name != "csrfmiddlewaretoken"}


def _typed(page: Any, name: str) -> str:
    found = soup(page).find("input", {"name": name})
    return str(found["value"]) if found is not None and found.has_attr("value") else ""


def _filled_in(client: Client, event: Event, at: StoppedClock, **answers: Any) -> dict[str, Any]:
    form = _hidden(client.get(_url(event))) | ANSWERS | answers
    at.move_to(clock.now() + timedelta(minutes=1))
    return {name: value for name, value in form.items() if value is not None}


def _send(client: Client, event: Event, at: StoppedClock, **answers: Any) -> Any:
    return client.post(_url(event), _filled_in(client, event, at, **answers))


def _states(delegation: Delegation) -> list[str]:
    return list(delegation.registrations.order_by("pk").values_list("state", flat=True))


def _member_path(delegation: Delegation, page: str) -> str:
    first = delegation.registrations.earliest("pk")
    return f"{delegation_path(delegation)}osoby/{first.code}/{page}/"


def test_form_has_five_rows_and_a_choice_in_each(client: Client) -> None:
    event = make_event()
    make_workshop(event)

    page = client.get(_url(event))

    assert len(soup(page).select(".entry-row")) == 5
    assert words(page, "select[name=row_0_block_1] option") == ["Wybierz", "Fundraising (20 miejsc)"]


def test_delegation_is_sent_and_leads_to_the_next_step(client: Client, stopped_clock: StoppedClock) -> None:
    event = make_event()

    answer = _send(client, event, stopped_clock)

    page = client.get(answer["Location"])
    assert (answer.status_code, _states(Delegation.objects.get())) == (303, [HELD, HELD])
    assert words(page, ".ph .lead") == [
        "Napisaliśmy na adres j…@example.org. Otwórz odnośnik z e-maila i potwierdź miejsca wszystkich osób."
    ]


def test_more_rows_keep_everything_typed(client: Client, stopped_clock: StoppedClock) -> None:
    event = make_event()
    form = _filled_in(client, event, stopped_clock, row_1_name="", row_4_email="bez małpy", more="1")

    page = client.post(_url(event), form)

    assert len(soup(page).select(".entry-row")) == 10
    assert (_typed(page, "row_0_name"), _typed(page, "row_4_email")) == ("Ewa Iskra", "bez małpy")
    assert (_hidden(page)["form_key"], words(page, ".err, .errsum")) == (form["form_key"], [])
    assert not Delegation.objects.exists()


def test_longer_form_is_sent_with_the_people_of_its_last_rows(
    client: Client, stopped_clock: StoppedClock
) -> None:
    event = make_event()
    form = _filled_in(client, event, stopped_clock, more="1")
    grown = form | _hidden(client.post(_url(event), form)) | {"row_9_name": "Jan Miech"}
    del grown["more"]

    client.post(_url(event), grown)

    assert Registration.objects.latest("pk").name == "Jan Miech"


@pytest.mark.parametrize(("rows", "shown"), [("28", 30), ("999", 10), ("x", 10)])
def test_form_has_at_most_thirty_rows(
    client: Client, stopped_clock: StoppedClock, rows: str, shown: int
) -> None:
    event = make_event()
    form = _filled_in(client, event, stopped_clock, rows=rows, more="1")

    assert len(soup(client.post(_url(event), form)).select(".entry-row")) == shown


def test_form_says_what_to_correct_at_the_row(client: Client, stopped_clock: StoppedClock) -> None:
    event = make_event()
    make_workshop(event)

    answer = _send(client, event, stopped_clock, row_1_name="", row_1_email="adam@example.org")

    choose = "Wybierz jedno z zajęć."
    assert errors(answer) == {
        "row_0_block_1": [choose],
        "row_1_name": ["Wpisz imię i nazwisko albo zostaw cały wiersz pusty."],
        "row_1_block_1": [choose],
    }


def test_form_asks_for_one_person_at_least(client: Client, stopped_clock: StoppedClock) -> None:
    answer = _send(client, make_event(), stopped_clock, row_0_name="", row_1_name=" ")

    assert errors(answer) == {"row_0_name": ["Wpisz imię i nazwisko przynajmniej jednej osoby."]}


def test_form_says_at_the_row_that_an_address_stands_twice(
    client: Client, stopped_clock: StoppedClock
) -> None:
    one = "ewa@example.org"

    answer = _send(client, make_event(), stopped_clock, row_0_email=one, row_1_email=one)

    assert errors(answer) == {
        "row_1_email": ["Ten adres jest już w innym wierszu. Każda osoba ma swój własny albo żaden."]
    }


def test_form_keeps_what_was_typed_when_seats_are_too_few(
    client: Client, stopped_clock: StoppedClock
) -> None:
    event = make_event(capacity=1)

    answer = _send(client, event, stopped_clock, all_or_none="on")

    assert errors(answer) == {
        "__all__": ["Jest 1 wolne miejsce, a na liście osób: 2. Nikt nie został zapisany."]
    }
    assert _typed(answer, "row_1_name") == "Adam Żar"


def test_next_step_says_for_how_many_there_was_no_seat(client: Client, stopped_clock: StoppedClock) -> None:
    answer = _send(client, make_event(capacity=1), stopped_clock)

    assert words(client.get(answer["Location"]), ".note--warn") == [
        "Dla 1 osoby z listy zabrakło miejsca. E-mail mówi, dla kogo."
    ]


def test_robot_is_caught_by_the_hidden_field(client: Client, stopped_clock: StoppedClock) -> None:
    answer = _send(client, make_event(), stopped_clock, homepage="https://example.org")

    assert errors(answer) == {"__all__": ["Wyczyść pole „Nie wypełniaj” i wyślij formularz jeszcze raz."]}


def test_next_step_leads_to_the_event_when_its_key_is_spoilt(client: Client) -> None:
    event = make_event()

    answer = client.get(f"{_url(event)}wyslano/", {"k": "zepsuty"})

    assert (answer.status_code, answer["Location"]) == (302, event.get_absolute_url())


def test_form_is_closed_when_there_are_no_seats(client: Client) -> None:
    event = make_event(capacity=1)
    make_registration(event)

    page = client.get(_url(event))

    assert not soup(page).select("form.sign-up")


def test_signed_in_contact_is_led_to_her_own_page(client: Client, stopped_clock: StoppedClock) -> None:
    event, person = make_event(capacity=1), make_person("Jan Miech")
    client.force_login(person)

    answer = _send(client, event, stopped_clock, email=None, knows_notice=None)

    delegation = Delegation.objects.get()
    page = client.get(answer["Location"])
    assert (answer["Location"], delegation.contact) == (f"/moje/delegacje/{delegation.code}/", person)
    assert _states(delegation) == [CONFIRMED]
    assert words(page, "h1") == ["Delegacja ma swoje miejsca"]


def test_contact_confirms_by_her_link(client: Client) -> None:
    delegation = make_delegation(make_event())
    page = delegation_path(delegation)

    said = words(client.get(page), "h1")
    answer = client.post(f"{page}potwierdz/")

    assert (said, words(client.get(answer["Location"]), "h1")) == (
        ["Potwierdź miejsca"],
        ["Delegacja ma swoje miejsca"],
    )
    assert _states(delegation) == [CONFIRMED, CONFIRMED]


def test_contact_reads_why_freed_seats_are_not_taken_again(
    client: Client, stopped_clock: StoppedClock
) -> None:
    event = make_event(capacity=2)
    delegation = make_delegation(event)
    stopped_clock.move_to(clock.now() + timedelta(hours=25))
    make_registration(event)

    answer = client.post(f"{delegation_path(delegation)}potwierdz/", follow=True)

    assert words(answer, "h1") == ["Miejsca zostały zwolnione"]
    assert words(answer, "[role=status]") == ["Nie ma już wolnych miejsc dla wszystkich osób z listy."]


def test_contact_changes_a_person(client: Client) -> None:
    event = make_event()
    old, new = make_workshop(event), make_workshop(event, "Diagnoza")
    delegation = make_delegation(event, session_ids=(old.pk,))
    address = _member_path(delegation, "zmiana")

    shown = client.get(address)
    answer = client.post(address, {"name": "Zofia Nowa", "block_1": new.pk})

    assert (_typed(shown, "name"), answer["Location"]) == ("Ewa Iskra", delegation_path(delegation))
    assert words(client.get(answer["Location"]), "tbody th, tbody td:nth-of-type(1)") == [
        "Zofia Nowa",
        "Diagnoza",
        "Adam Żar",
        "Fundraising",
    ]


def test_contact_reads_why_a_person_was_not_changed(client: Client) -> None:
    event = make_event()
    old, full = make_workshop(event), make_workshop(event, "Diagnoza", capacity=1)
    delegation = make_delegation(event, session_ids=(old.pk,))
    make_registration(event, session_ids=(full.pk,))

    answer = client.post(_member_path(delegation, "zmiana"), {"name": "Ewa", "block_1": full.pk})

    assert errors(answer) == {"block_1": ["„Diagnoza”: brak miejsc. Wolne: Fundraising (18 miejsc)."]}


def test_contact_takes_a_person_off_the_list(client: Client) -> None:
    delegation = make_delegation(make_event())
    address = _member_path(delegation, "wypisanie")

    asked = words(client.get(address), "h1")
    answer = client.post(address, follow=True)

    assert asked == ["Wykreślić z listy: Ewa Iskra?"]
    assert _states(delegation) == [CANCELLED, HELD]
    assert words(answer, "[role=status]") == ["Na liście nie ma już osoby: Ewa Iskra. Miejsce jest wolne."]
    assert words(client.get(address), "h1") == ["Ewa Iskra: na liście już tej osoby nie ma"]


def test_change_of_a_person_off_the_list_leads_back(client: Client) -> None:
    delegation = make_delegation(make_event())
    client.post(_member_path(delegation, "wypisanie"))

    answer = client.get(_member_path(delegation, "zmiana"))

    assert answer["Location"] == delegation_path(delegation)


def test_contact_cancels_everybody(client: Client) -> None:
    delegation = make_delegation(make_event())
    page = delegation_path(delegation)

    asked = words(client.get(f"{page}rezygnacja/"), "h1")
    client.post(f"{page}rezygnacja/")

    assert (asked, _states(delegation)) == (["Czy chcesz odwołać całą delegację?"], [CANCELLED, CANCELLED])
    assert words(client.get(page), "h1") == ["Nikt z tej listy już nie przychodzi"]
    assert words(client.get(f"{page}rezygnacja/"), "h1") == ["Nie ma z czego rezygnować"]


def test_page_is_the_same_whether_a_person_had_signed_up_or_not(client: Client) -> None:
    pages = []
    for has_own in (False, True):
        event = make_event(slug=f"wydarzenie-{has_own}")
        if has_own:
            make_registration(event, email="ewa@example.org")
        delegation = make_delegation(event, people=make_delegates("Ewa <ewa@example.org>", "Adam"))
        pages.append(words(client.get(delegation_path(delegation)), "tbody, h1, .lead"))

    assert pages[0] == pages[1]


@pytest.mark.parametrize("page", ["", "rezygnacja/", "osoby/NIKT/zmiana/", "osoby/NIKT/wypisanie/"])
def test_spoilt_link_opens_nothing(client: Client, page: str) -> None:
    delegation = make_delegation(make_event())

    assert client.get(f"/delegacje/{delegation.code}/zepsuty/{page}").status_code == 404


@pytest.mark.parametrize("page", ["zmiana", "wypisanie"])
def test_person_of_another_list_is_not_found(client: Client, page: str) -> None:
    event = make_event()
    delegation, other = make_delegation(event), make_delegation(event)
    code = other.registrations.earliest("pk").code

    assert client.get(f"{delegation_path(delegation)}osoby/{code}/{page}/").status_code == 404


def test_representative_finds_her_organisation_filled_in(client: Client) -> None:
    organisation, person = make_organisation("Stowarzyszenie Iskra"), make_person("Jan Miech")
    appoint_representative(organisation=organisation, person=person, actor=System("test"))
    client.force_login(person)
    client.post("/dzialaj-jako/", {"role": f"organisation:{organisation.pk}"})

    page = client.get(_url(make_event()))

    assert (_typed(page, "contact_name"), _typed(page, "organisation_name")) == (
        "Jan Miech",
        "Stowarzyszenie Iskra",
    )
