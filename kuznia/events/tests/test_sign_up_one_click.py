"""Signing up with an account: the event's page, the form, and it is done."""

import pytest
from django.test import Client

from kuznia.events.tests.factories import make_event, make_person
from kuznia.events.tests.pages import sign_up_url, soup

pytestmark = pytest.mark.django_db


def test_form_needs_one_click_when_a_person_comes_for_herself(client: Client) -> None:
    event, person = make_event(), make_person("Ewa Iskra")
    client.force_login(person)

    page = soup(client.get(sign_up_url(event)))

    assert [each["value"] for each in page.select("[name=name], [name=coming_for][checked]")] == [
        "Ewa Iskra",
        "oneself",
    ]
