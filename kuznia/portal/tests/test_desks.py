"""The desks: what waits for a person, for a representative and for an officer, and what each of them has."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from kuznia.directory.models import Invitation
from kuznia.directory.services import RoleEntry
from kuznia.directory.services.invitations import InvitationEntry, invite_to_represent
from kuznia.directory.tests.factories import (
    make_organisation,
    make_person,
    officer_of,
    representative_actor,
    representative_of,
    signed_in,
)
from kuznia.events.models import Registration
from kuznia.events.states import EventState
from kuznia.events.tests.factories import DAY, make_delegation, make_event, make_registration
from kuznia.inquiries.tests.factories import make_answered, make_inquiry
from kuznia.lib import clock
from kuznia.lib.policy import AsSelf, OfficeRole, Visitor
from kuznia.lib.ports import TodoItem, todo_items
from kuznia.notify.models import Message
from kuznia.notify.states import MessageState
from kuznia.notify.tests.factories import message
from kuznia.people.models import Person
from kuznia.portal.queries import todo_of

pytestmark = pytest.mark.usefixtures("stopped_clock")
MINE = "/moja-strona/"


def _words(page: Any, selector: str) -> list[str]:
    found = BeautifulSoup(page.content, "html.parser").select(selector)
    return [" ".join(each.get_text(" ").split()) for each in found]


def _acting_for(client: Client, person: Person, organisation_id: int) -> Client:
    signed_in(client, person)
    client.post("/dzialaj-jako/", {"role": f"organisation:{organisation_id}"})
    return client


def _herself(person: Person) -> AsSelf:
    return AsSelf(person.pk, person.name)


def test_desk_is_hidden_from_whoever_acts_for_no_office(client, county):
    assert signed_in(client, make_person()).get("/urzad/").status_code == 404


def test_desk_counts_what_waits_when_an_officer_opens_it(client, county):
    message()
    Message.objects.update(state=MessageState.UNDELIVERED)

    page = signed_in(client, officer_of(county)).get("/urzad/")

    assert [item.title for item in page.context["todo"]] == ["1 wiadomość nie dotarła"]
    assert _words(page, "h1") == ["Dzień dobry. Czeka 1 sprawa"]


def test_desk_says_how_much_is_late(client, county, stopped_clock):
    make_inquiry()
    stopped_clock.move_to(clock.now() + timedelta(days=20))

    page = signed_in(client, officer_of(county)).get("/urzad/")

    assert _words(page, "main > p:not(.meta)") == ["1 jest po terminie."]


def test_todo_is_late_first_then_by_date_then_undated(monkeypatch, county):
    late, soon, later, some_day = (
        TodoItem("d", "", "", due_at=DAY, late=True),
        TodoItem("c", "", "", due_at=DAY),
        TodoItem("b", "", "", due_at=DAY + timedelta(days=1)),
        TodoItem("a", "", ""),
    )

    class Answer:
        def todo_items(self, _actor):
            return [some_day, later, soon, late]

    monkeypatch.setattr(todo_items, "_answers", [Answer()])

    assert todo_of(Visitor()) == [late, soon, later, some_day]


def test_my_page_shows_her_sign_ups_and_nobody_elses(client, county):
    ewa, event = make_person("Ewa Iskra", email="ewa@przyklad.pl"), make_event()
    own = make_registration(event, email=ewa.email, actor=_herself(ewa))
    make_registration(event)

    page = signed_in(client, ewa).get(MINE)

    assert page.context["desk"].coming == [own]


def test_my_page_keeps_past_sign_ups_apart(client, county, stopped_clock):
    ewa = make_person()
    past = make_registration(make_event(), actor=_herself(ewa))
    stopped_clock.move_to(DAY + timedelta(days=10))

    page = signed_in(client, ewa).get(MINE)

    assert (page.context["desk"].coming, page.context["desk"].past) == ([], [past])
    assert _words(page, "details summary")[-1] == "1 wcześniejszy zapis"


def test_my_page_says_that_an_event_is_cancelled(client, county):
    ewa, event = make_person(), make_event()
    make_registration(event, actor=_herself(ewa))
    type(event).objects.update(state=EventState.CANCELLED)

    page = signed_in(client, ewa).get(MINE)

    assert _words(page, "#zapisy ~ ul .tag") == ["odwołane"]


def test_seat_to_confirm_waits_for_its_person(client, county):
    ewa = make_person("Ewa Iskra", email="ewa@przyklad.pl")
    held = make_registration(make_event(title="Piknik"), email=ewa.email)

    page = signed_in(client, ewa).get(MINE)

    assert [(item.title, item.detail, item.due_at) for item in page.context["desk"].todo] == [
        ("Potwierdź miejsce", "Piknik", held.held_until)
    ]


def test_delegation_to_confirm_waits_for_its_contact(client, county):
    delegation = make_delegation(make_event(title="Piknik"))
    until = Registration.objects.filter(delegation=delegation).earliest("held_until").held_until

    page = signed_in(client, delegation.contact).get(MINE)

    assert [(item.title, item.due_at) for item in page.context["desk"].todo] == [
        ("Potwierdź delegację", until)
    ]


def test_invitation_waits_for_the_one_who_was_invited(client, county):
    organisation, ewa = make_organisation("Iskra"), make_person(email="ewa@przyklad.pl")
    signer = representative_actor(organisation, person=representative_of(organisation), may_sign=True)
    entry = InvitationEntry(name="Ewa", email="ewa@przyklad.pl", role=RoleEntry(may_edit=True))
    invite_to_represent(organisation=organisation, entry=entry, actor=signer)

    page = signed_in(client, ewa).get(MINE)

    (item,) = page.context["desk"].todo
    assert item.title == "Masz zaproszenie do reprezentowania: Iskra"
    assert client.get(item.url).status_code == 200
    Invitation.objects.update(cancelled_at=clock.now())
    assert client.get(MINE).context["desk"].todo == []


def test_my_page_shows_what_she_asked_the_office(client, county):
    ewa = make_person()
    make_answered(actor=_herself(ewa), question="Gdzie jest winda?")
    make_inquiry(question="Cudze?")

    page = signed_in(client, ewa).get(MINE)

    assert _words(page, "section[aria-labelledby=pytania] li") == [
        f"16 listopada 2026 · {county.name} Gdzie jest winda? jest odpowiedź"
    ]


def test_my_page_names_the_roles_in_which_she_may_act(client, county):
    person = officer_of(county, role=OfficeRole.EDITOR)

    page = signed_in(client, person).get(MINE)

    assert [(role.words, role.is_current) for role in page.context["desk"].roles] == [
        (f"{county.name} – redaktor", True),
        ("We własnym imieniu", False),
    ]


def test_representative_reads_how_full_her_organisation_is_and_what_helps_most(client, county):
    organisation = make_organisation()
    _acting_for(client, representative_of(organisation), organisation.pk)

    page = client.get(MINE)

    assert page.context["desk"].organisations == [organisation]
    assert _words(page, "#wizytowka") == ["Strona Twojej organizacji"]
    assert _words(page, ".panel .body p") == [
        "Strona jest wypełniona w 0%. Najbardziej pomoże: Napisz w jednym zdaniu, co robicie"
    ]


def test_representative_finds_the_way_to_her_good_practices(client, county):
    organisation = make_organisation()
    _acting_for(client, representative_of(organisation), organisation.pk)

    tiles = _words(client.get(MINE), ".tile b")

    assert "Wasze dobre praktyki" in tiles


def test_representative_who_may_not_edit_is_led_to_no_page_that_refuses_her(client, county):
    organisation = make_organisation()
    _acting_for(client, representative_of(organisation, may_edit=False), organisation.pk)

    tiles = _words(client.get(MINE), ".tile b")

    assert tiles == ["Zapisz delegację", "Zapytaj urząd"]


def test_my_page_sends_a_visitor_to_sign_in(client, county):
    assert client.get(MINE).url == f"/konto/zaloguj/?next={MINE}"
