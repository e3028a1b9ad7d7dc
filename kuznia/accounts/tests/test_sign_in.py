from datetime import timedelta

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.urls import reverse

from kuznia.accounts.tests.factories import (
    ADDRESS,
    PASSWORD,
    as_self,
    last_code,
    letters,
    make_person,
    sign_in,
)
from kuznia.lib import clock
from kuznia.people.models import Person
from kuznia.people.services import end_sessions, set_password

pytestmark = pytest.mark.django_db
LOGIN, CODE = "/konto/zaloguj/", "/konto/zaloguj/kod/"


@pytest.fixture
def person():
    return make_person()


def signed_in_as(client):
    return client.session.get("_auth_user_id")


def test_sign_in_by_code_opens_a_session(client, person):
    client.post(LOGIN, {"login": ADDRESS})

    response = client.post(CODE, {"code": last_code()})

    assert (response.status_code, signed_in_as(client)) == (302, str(person.pk))


def test_sign_in_sends_one_letter_with_the_code(client, person):
    client.post(LOGIN, {"login": ADDRESS})

    (message,) = letters()
    assert (message.to, message.language, message.person_id) == (ADDRESS, "pl", person.pk)
    assert message.letter["subject"] == f"Twój kod do logowania: {last_code()}"


def test_sign_in_proves_the_address_when_the_person_came_by_a_sign_up(client, person):
    sign_in(client)

    assert list(EmailAddress.objects.values_list("email", "verified", "primary")) == [(ADDRESS, True, True)]


@pytest.mark.parametrize("typed", ["EWA@Przyklad.PL", " ewa@przyklad.pl ", "ewa@PRZYKLAD.pl"])
def test_sign_in_finds_the_person_when_the_address_is_written_otherwise(client, person, typed):
    sign_in(client, typed)

    assert signed_in_as(client) == str(person.pk)


@pytest.mark.parametrize("change", [str.lower, lambda code: code.replace("-", ""), lambda code: f" {code} "])
def test_sign_in_takes_the_code_as_people_type_it(client, person, change):
    client.post(LOGIN, {"login": ADDRESS})

    client.post(CODE, {"code": change(last_code())})

    assert signed_in_as(client) == str(person.pk)


def test_sign_in_says_so_when_the_code_is_wrong(client, person):
    client.post(LOGIN, {"login": ADDRESS})

    response = client.post(CODE, {"code": "0000-000x"})

    sentence = "Ten kod się nie zgadza. Sprawdź cyfry i wpisz go jeszcze raz."
    assert response.context["form"].errors == {"code": [sentence]}


def test_sign_in_asks_for_a_new_code_when_three_were_wrong(client, person):
    client.post(LOGIN, {"login": ADDRESS})

    for _try in range(3):
        response = client.post(CODE, {"code": "x"}, follow=True)

    assert said(response) == ["Za dużo prób. Poczekaj kilka minut i wyślij nowy kod."]
    assert response.redirect_chain[-1][0] == LOGIN


def test_sign_in_refuses_a_code_when_it_is_older_than_a_quarter_of_an_hour(client, person):
    client.post(LOGIN, {"login": ADDRESS})
    code = last_code()

    with time_machine.travel(clock.now() + timedelta(minutes=16)):
        response = client.post(CODE, {"code": code}, follow=True)

    assert said(response) == ["Ten kod już nie działa. Wyślij nowy."]


def test_sign_in_refuses_a_code_when_it_was_used(client, person):
    sign_in(client)
    client.post("/konto/wyloguj/")

    response = client.post(CODE, {"code": last_code()}, follow=True)

    assert said(response) == ["Nastąpiło wylogowanie.", "Ten kod już nie działa. Wyślij nowy."]
    assert signed_in_as(client) is None


def test_sign_in_refuses_a_code_when_it_is_typed_in_another_browser(client, person, django_client):
    client.post(LOGIN, {"login": ADDRESS})

    django_client.post(CODE, {"code": last_code()})

    assert signed_in_as(django_client) is None


def test_sign_in_sends_the_code_again_when_asked(client, person):
    client.post(LOGIN, {"login": ADDRESS})
    first = last_code()

    client.post(CODE, {"action": "resend"})

    assert (len(letters()), last_code() == first) == (2, False)


def test_sign_in_refuses_when_the_account_is_closed(client, person):
    Person.objects.filter(pk=person.pk).update(is_active=False)

    client.post(LOGIN, {"login": ADDRESS})

    assert [message.letter["subject"] for message in letters()] == ["Nie mamy konta z tym adresem"]


def test_sign_in_by_password_opens_a_session(client, person):
    with_password(client, person)

    client.post(LOGIN, {"login": ADDRESS, "password": PASSWORD})

    assert signed_in_as(client) == str(person.pk)


@pytest.mark.parametrize("address", [ADDRESS, "nikt@przyklad.pl"])
def test_sign_in_by_password_says_the_same_of_every_address_when_it_fails(client, person, address):
    with_password(client, person)

    response = client.post(LOGIN, {"login": address, "password": "zgaduję hasło cudze"})

    sentence = "Ten adres i hasło do siebie nie pasują. Spróbuj jeszcze raz albo zaloguj się kodem."
    assert response.context["form"].non_field_errors() == [sentence]


def test_session_id_changes_at_sign_in(client, person):
    client.post(LOGIN, {"login": ADDRESS})
    before = client.session.session_key

    client.post(CODE, {"code": last_code()})

    assert client.session.session_key != before


def test_session_ends_when_a_role_is_taken_away(client, person):
    sign_in(client)

    end_sessions(person=person, actor=as_self(person))

    assert client.get("/konto/").url == "/konto/zaloguj/?next=/konto/"


def test_session_ends_on_other_devices_when_the_password_changes(client, person):
    sign_in(client)

    set_password(person=person, password=PASSWORD, actor=as_self(person))

    assert client.get("/konto/").url == "/konto/zaloguj/?next=/konto/"


@pytest.mark.parametrize(
    "onward",
    [
        "https://zly.example/",
        "//zly.example",
        "/\\zly.example",
        "https:zly.example",
        "javascript:alert(1)",
        "\thttps://zly.example",
    ],
)
def test_sign_in_stays_on_the_site_when_next_leads_away(client, person, onward):
    client.post(LOGIN, {"login": ADDRESS, "next": onward})

    response = client.post(CODE, {"code": last_code(), "next": onward})

    assert response.url == reverse("portal:my-page")


def test_sign_in_leads_on_when_next_is_a_page_of_the_site(client, person):
    client.post(LOGIN, {"login": ADDRESS, "next": "/konto/moje-dane/"})

    response = client.post(f"{CODE}?next=/konto/moje-dane/", {"code": last_code()})

    assert response.url == "/konto/moje-dane/"


def test_sign_out_ends_the_session_and_takes_a_button(client, person):
    sign_in(client)

    assert client.get("/konto/wyloguj/").status_code == 200
    assert signed_in_as(client) == str(person.pk)
    client.post("/konto/wyloguj/")

    assert signed_in_as(client) is None


def said(response):
    return [str(message) for message in response.context["messages"]]


def with_password(client, person):
    set_password(person=person, password=PASSWORD, actor=as_self(person))
    EmailAddress.objects.create(user=person, email=ADDRESS, verified=True, primary=True)


@pytest.fixture
def django_client():
    from django.test import Client

    return Client()
