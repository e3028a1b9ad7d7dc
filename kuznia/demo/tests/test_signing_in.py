"""One click signs in as a made-up person: in the demo, and nowhere else."""

from __future__ import annotations

import pytest
from django.contrib.auth import SESSION_KEY
from django.urls import reverse

from kuznia.demo.accounts import EDITOR, OFFICER, PEOPLE, REPRESENTATIVE, RESIDENT
from kuznia.people.models import Person

ADDRESS = "/demo/zaloguj-jako/"


def who(client) -> str | None:
    return Person.objects.get(pk=client.session[SESSION_KEY]).email


@pytest.mark.parametrize("account", PEOPLE, ids=lambda person: person.key)
def test_sign_in_as_starts_a_session_of_the_person_whose_button_was_pressed(client, demo, account):
    client.post(ADDRESS, {"account": account.key})

    assert who(client) == account.email


@pytest.mark.parametrize(
    ("account", "page"),
    [
        (RESIDENT, "/moja-strona/"),
        (REPRESENTATIVE, "/moja-strona/"),
        (OFFICER, "/urzad/"),
        (EDITOR, "/urzad/"),
    ],
)
def test_sign_in_as_leads_an_office_to_its_desk_and_others_to_their_page(client, demo, account, page):
    response = client.post(ADDRESS, {"account": account.key})

    assert response.url == page
    assert client.get(page).status_code == 200


def test_sign_in_as_leads_on_to_the_page_that_asked(client, demo):
    response = client.post(ADDRESS, {"account": RESIDENT.key, "next": "/wydarzenia/"})

    assert response.url == "/wydarzenia/"


@pytest.mark.parametrize("onward", ["https://zly.example/", "//zly.example/", "javascript:alert(1)"])
def test_sign_in_as_stays_on_the_site_when_told_to_leave_it(client, demo, onward):
    response = client.post(ADDRESS, {"account": RESIDENT.key, "next": onward})

    assert response.url == "/moja-strona/"


def test_sign_in_as_changes_the_key_of_the_session_that_a_visitor_came_with(client, demo):
    planted = client.session
    planted.save()

    client.post(ADDRESS, {"account": RESIDENT.key})

    assert client.session.session_key != planted.session_key
    assert not client.session.exists(planted.session_key)


def test_sign_in_as_keeps_nothing_of_the_person_before(client, demo):
    client.post(ADDRESS, {"account": OFFICER.key})
    session = client.session
    session["left"] = "behind"
    session.save()

    client.post(ADDRESS, {"account": RESIDENT.key})

    assert (who(client), "left" in client.session) == (RESIDENT.email, False)


@pytest.mark.parametrize("account", ["", "kto.inny", "ewa.iskra@example.org"])
def test_sign_in_as_finds_nobody_when_no_button_bears_the_name(client, demo, account):
    response = client.post(ADDRESS, {"account": account})

    assert (response.status_code, SESSION_KEY in client.session) == (404, False)


@pytest.mark.parametrize(("is_demo", "is_production"), [(False, False), (True, True), (False, True)])
def test_sign_in_as_is_not_there_outside_the_demo(client, demo, settings, is_demo, is_production):
    settings.KUZNIA_DEMO, settings.KUZNIA_PRODUCTION = is_demo, is_production

    response = client.post(ADDRESS, {"account": RESIDENT.key})

    assert (response.status_code, SESSION_KEY in client.session) == (404, False)


def test_sign_in_as_is_never_a_link(client, demo):
    assert client.get(ADDRESS).status_code == 405


def test_sign_in_page_offers_a_button_for_each_person(client, demo):
    offered = client.get(reverse("account_login")).context["demo_accounts"]

    assert [(account.value, account.url) for account in offered] == [(each.key, ADDRESS) for each in PEOPLE]


def test_sign_in_page_offers_nobody_outside_the_demo(client, demo, settings):
    settings.KUZNIA_DEMO = False

    assert client.get(reverse("account_login")).context["demo_accounts"] == []
