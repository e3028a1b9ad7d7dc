"""The desk where an officer decides about sign-ups, and what the lists and files say of how they came."""

from __future__ import annotations

import csv
from io import StringIO

import pytest
from django.test import Client

from kuznia.events.answers import PERSONAL_DATA
from kuznia.events.models import Delegation, Event, Registration
from kuznia.events.services.entering import enter_registration
from kuznia.events.states import RegistrationState
from kuznia.events.tests.desk_pages import desk_url, open_form, problems, sent
from kuznia.events.tests.factories import (
    delegation_path,
    make_delegation,
    make_desk_entry,
    make_event,
    make_officer,
    make_person,
    make_registration,
    path_of,
)
from kuznia.events.tests.pages import send, soup, words
from kuznia.lib.policy import AsSelf
from kuznia.lib.stopped_clock import StoppedClock

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stopped_clock")]
PENDING, CONFIRMED, REFUSED = (
    RegistrationState.PENDING,
    RegistrationState.CONFIRMED,
    RegistrationState.REFUSED,
)


def _event(**fields: object) -> Event:
    return make_event(needs_approval=True, **fields)


def _states(event: Event) -> list[str]:
    return list(event.registrations.order_by("pk").values_list("state", flat=True))


def test_officer_accepts_several_sign_ups_at_once(officer: Client) -> None:
    event = _event(capacity=1)
    codes = [make_registration(event, name=name).code for name in ("Ewa Iskra", "Adam Żar")]

    page = officer.post(desk_url("desk-decisions", event), {"code": codes, "decision": "accept"}, follow=True)

    assert _states(event) == [CONFIRMED, PENDING]
    assert words(page, "[role=status]") == [
        "1 zapis przyjęty. Zabrakło miejsc dla: Adam Żar. Te zapisy nadal czekają na Twoją decyzję."
    ]
    assert words(page, "tbody th a") == ["Adam Żar"]


def test_officer_reads_why_nobody_was_accepted(officer: Client) -> None:
    event = _event(capacity=1)
    first, second = (make_registration(event).code for _time in range(2))
    address = desk_url("desk-decisions", event)
    officer.post(address, {"code": first, "decision": "accept"})

    page = officer.post(address, {"code": second, "decision": "accept"}, follow=True)

    assert "Nie ma już wolnych miejsc. Zapis się nie udał." in words(page, "[role=status]")[0]


def test_officer_refuses_with_a_reason(officer: Client) -> None:
    event = _event()
    registration = make_registration(event)
    address = desk_url("desk-decisions", event)

    asked = officer.post(address, {"code": registration.code, "decision": "refuse"})
    again = officer.post(address, {"code": registration.code, "decision": "refused", "reason": " "})
    officer.post(address, {"code": registration.code, "decision": "refused", "reason": "Dla NGO."})

    assert (words(asked, "h1"), problems(asked)) == (["Odmówić przyjęcia 1 zapisu?"], [])
    assert problems(again) == ["Napisz powód w jednym zdaniu."]
    assert _states(event) == [REFUSED]
    assert words(Client().get(path_of(registration)), "h1, .ph .lead") == [
        "Organizator nie może przyjąć Twojego zapisu",
        "Dla NGO.",
    ]


def test_officer_is_asked_to_tick_something(officer: Client) -> None:
    event = _event()
    make_registration(event)

    page = officer.post(desk_url("desk-decisions", event), {"decision": "accept"})

    assert words(page, "[role=status]") == ["Zaznacz zapisy, o których decydujesz."]
    assert _states(event) == [PENDING]


def test_desk_says_how_many_sign_ups_wait(officer: Client) -> None:
    event = _event()
    make_registration(event)

    assert words(officer.get(desk_url("desk-event", event)), ".note--warn a") == [
        "1 zapis czeka na Twoją decyzję"
    ]


def test_page_says_that_nothing_waits(officer: Client) -> None:
    assert words(officer.get(desk_url("desk-decisions", make_event())), "main h2") == ["Nic nie czeka"]


def test_officer_asks_for_approval_in_the_form_of_the_event(officer: Client) -> None:
    event = make_event()

    sent(officer, desk_url("desk-event-edit", event), {"needs_approval": "on"})

    assert Event.objects.get(pk=event.pk).needs_approval
    assert open_form(officer, desk_url("desk-event-edit", event))["needs_approval"] == "on"


def test_own_page_says_that_the_organiser_decides_and_withdraws(client: Client) -> None:
    registration = make_registration(_event())
    page = path_of(registration)

    said = words(client.get(page), "h1")
    asked = words(client.get(f"{page}rezygnacja/"), "form p")
    client.post(f"{page}rezygnacja/")

    assert said == ["Organizator decyduje o Twoim zapisie"]
    assert asked[0] == "Nie będziesz już czekać. Dopóki trwają zapisy, możesz zapisać się jeszcze raz."
    assert Registration.objects.get().state == RegistrationState.CANCELLED


def test_next_step_says_that_the_organiser_decides(client: Client, stopped_clock: StoppedClock) -> None:
    answer = send(client, _event(), stopped_clock)

    page = client.get(answer["Location"])
    assert words(page, "h1") == ["Twój zapis jest u organizatora"]
    assert words(page, ".ph .lead") == [
        "Napisaliśmy na adres e…@example.org. Napiszemy ponownie, gdy tylko organizator zdecyduje."
    ]


def test_public_page_says_that_the_organiser_accepts_sign_ups(client: Client) -> None:
    page = client.get(_event().get_absolute_url())

    assert "Organizator przyjmuje zapisy: miejsce masz, gdy przyjmie Twój." in words(page, ".card .meta")


def test_page_of_a_delegation_says_that_the_organiser_decides(client: Client) -> None:
    page = client.get(delegation_path(make_delegation(_event())))

    assert words(page, "h1") == ["Organizator decyduje o Waszej liście"]


def test_desk_lists_how_sign_ups_came_and_filters_by_it(officer: Client) -> None:
    event = make_event()
    make_registration(event, name="Zofia Sama")
    delegation = make_delegation(event, "Ewa Iskra")
    address = desk_url("desk-event", event)

    listed = officer.get(address, {"source": "delegation"})
    named = officer.get(address, {"delegation": delegation.code})

    assert words(listed, "tbody th a") == words(named, "tbody th a") == ["Ewa Iskra"]
    assert words(listed, "tbody th .meta") == ["Koło Gospodyń", f"w delegacji {delegation.code}"]


def test_desk_shows_delegation_and_phone_of_a_sign_up(officer: Client) -> None:
    event = make_event()
    entered = enter_registration(event=event, entry=make_desk_entry(phone="600 700"), actor=make_officer())
    delegation = make_delegation(event, contact_email="jan@example.org", contact_phone="22 333")
    member = delegation.registrations.earliest("pk")

    by_phone = words(officer.get(desk_url("desk-registration", event, entered.code)), ".panel dd")
    named = words(officer.get(desk_url("desk-registration", event, member.code)), ".panel dd")

    assert "600 700" in by_phone
    assert f"{delegation.code} : Jan Miech, jan@example.org , 22 333" in named


def test_file_says_how_sign_ups_came(officer: Client) -> None:
    event = make_event()
    delegation = make_delegation(event, "Ewa Iskra", contact_email="jan@example.org")

    content = officer.get(desk_url("desk-registrations-csv", event)).content.decode("utf-8-sig")

    (row,) = list(csv.DictReader(StringIO(content), delimiter=";"))
    assert (row["Sposób zapisu"], row["Delegacja"], row["Osoba kontaktowa delegacji"]) == (
        "w delegacji",
        delegation.code,
        "Jan Miech, jan@example.org",
    )


def test_contact_gets_her_delegations_with_her_data_and_has_them_erased() -> None:
    contact = make_person("Jan Miech")
    delegation = make_delegation(make_event(), actor=AsSelf(contact.pk, contact.name), contact_phone="22 333")

    exported = PERSONAL_DATA.export(contact.pk)
    PERSONAL_DATA.erase(contact.pk)

    kept = Delegation.objects.get(pk=delegation.pk)
    assert [(row["delegation"], row["contact_phone"], row["people"]) for row in exported] == [
        (delegation.code, "22 333", 2)
    ]
    assert (kept.contact_name, kept.contact_phone, kept.organisation_name) == ("—", "", "")


def test_copy_of_ones_data_says_how_the_sign_up_came() -> None:
    registration = make_registration(make_event())

    (row,) = PERSONAL_DATA.export(registration.person_id)

    assert (row["source"], row["delegation"], row["phone"]) == ("web", "", "")


def test_my_page_lists_the_delegations_of_the_contact(client: Client) -> None:
    contact = make_person("Jan Miech")
    delegation = make_delegation(make_event(), actor=AsSelf(contact.pk, contact.name))
    client.force_login(contact)

    links = soup(client.get("/moja-strona/")).select("main h3 a")

    assert f"/moje/delegacje/{delegation.code}/" in [link["href"] for link in links]
