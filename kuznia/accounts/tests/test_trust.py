"""What an outsider must not learn, move or break."""

import pytest
from django.urls import reverse

from kuznia.accounts.tests.factories import ADDRESS, last_code, letters, make_person, sign_in
from kuznia.people.models import Person

pytestmark = pytest.mark.django_db
UNKNOWN = "nikt@przyklad.pl"
FORMS = {
    "account_login": lambda email: {"login": email},
    "account_signup": lambda email: {"email": email, "name": "Jan Miech"},
    "account_reset_password": lambda email: {"email": email},
}


def told(client, name, email):
    """Return what somebody sees who types the address: status, where it leads, and that page without the address."""
    response = client.post(reverse(name), FORMS[name](email), REMOTE_ADDR="192.0.2.7")
    page = client.get(response.url)
    token = page.context["csrf_token"]
    text = page.content.decode().replace(email, "…").replace(str(token), "…")
    return response.status_code, response.url, page.status_code, text


@pytest.mark.parametrize("name", FORMS)
def test_page_tells_the_same_of_an_address_with_an_account_and_one_without(django_clients, name):
    make_person()
    first, second = django_clients

    assert told(first, name, ADDRESS) == told(second, name, UNKNOWN)
    assert [message.to for message in letters()] == [ADDRESS, UNKNOWN]


@pytest.mark.parametrize(
    ("name", "known", "unknown"),
    [
        ("account_login", "Twój kod do logowania: ", "Nie mamy konta z tym adresem"),
        ("account_signup", "Masz już konto", "Twój kod: "),
        ("account_reset_password", "Kod do ustawienia hasła: ", "Nie mamy konta z tym adresem"),
    ],
)
def test_letter_says_what_the_page_does_not(django_clients, name, known, unknown):
    make_person()
    for browser, email in zip(django_clients, (ADDRESS, UNKNOWN), strict=True):
        browser.post(reverse(name), FORMS[name](email))

    subjects = [message.letter["subject"] for message in letters()]

    assert (subjects[0].startswith(known), subjects[1].startswith(unknown)) == (True, True)


def test_sign_up_makes_nobody_anew_when_the_address_has_an_account(client):
    make_person()

    client.post(reverse("account_signup"), FORMS["account_signup"](ADDRESS))

    assert list(Person.objects.values_list("email", "name")) == [(ADDRESS, "Ewa Iskra")]


def test_limit_stops_codes_for_one_address_when_five_were_asked_for(client):
    make_person()
    for _try in range(5):
        client.post("/konto/zaloguj/", {"login": ADDRESS})
        client.post("/konto/wyloguj/")

    response = client.post("/konto/zaloguj/", {"login": ADDRESS})

    assert response.context["form"].errors["login"] == [
        "Za dużo prób. Poczekaj kilka minut i wyślij nowy kod."
    ]
    assert len(letters()) == 5


def test_limit_counts_an_unknown_address_alike(client):
    for _try in range(5):
        client.post("/konto/zaloguj/", {"login": UNKNOWN})
        client.post("/konto/wyloguj/")

    response = client.post("/konto/zaloguj/", {"login": UNKNOWN})

    assert response.context["form"].errors["login"] == [
        "Za dużo prób. Poczekaj kilka minut i wyślij nowy kod."
    ]


def test_limit_of_a_network_is_not_moved_when_forwarded_for_lies(client):
    for number in range(30):
        client.post(
            "/konto/zaloguj/",
            {"login": f"{number}@przyklad.pl"},
            headers={"X-Forwarded-For": f"10.0.0.{number}"},
        )
        client.post("/konto/wyloguj/")

    response = client.post("/konto/zaloguj/", {"login": ADDRESS}, headers={"X-Forwarded-For": "10.9.9.9"})

    assert response.status_code == 429


def test_limit_counts_the_client_when_a_trusted_proxy_names_it(client, settings):
    settings.KUZNIA_TRUSTED_PROXIES = 1
    for number in range(31):
        last = client.post(
            "/konto/zaloguj/",
            {"login": f"{number}@przyklad.pl"},
            headers={"X-Forwarded-For": f"lie, 10.0.0.{number}"},
        )
        client.post("/konto/wyloguj/")

    assert last.status_code == 302


def test_letter_leads_to_our_own_address_when_the_host_lies(client, settings):
    settings.ALLOWED_HOSTS = ["*"]

    lie = {"Host": "zly.example", "X-Forwarded-Host": "zly.example"}
    client.post("/konto/zaloguj/", {"login": UNKNOWN}, headers=lie)

    assert letters()[0].letter["button"][1] == "http://localhost:8000/konto/zaloz/"


HOSTILE = [
    "<script>alert(1)</script>@przyklad.pl",
    "ewa@przyklad.pl\r\nBcc: zly@przyklad.pl",
    "a" * 10_000 + "@przyklad.pl",
    "ewa@przy\u202eklad.pl",
    "=1+1",
    "😀",
    "' OR 1=1 --",
    "\x00",
]


@pytest.mark.parametrize("typed", HOSTILE)
def test_sign_in_answers_in_words_when_the_address_is_odd(client, typed):
    response = client.post("/konto/zaloguj/", {"login": typed})

    assert (response.status_code, bool(response.context["form"].errors["login"]), letters()) == (
        200,
        True,
        [],
    )


@pytest.mark.parametrize("typed", HOSTILE)
def test_code_answers_in_words_when_it_is_odd(client, typed):
    make_person()
    client.post("/konto/zaloguj/", {"login": ADDRESS})

    response = client.post("/konto/zaloguj/kod/", {"code": typed})

    assert (response.status_code, bool(response.context["form"].errors["code"])) == (200, True)


def test_sign_up_keeps_only_its_fields_when_more_are_sent(client):
    client.post(
        reverse("account_signup"), {**FORMS["account_signup"](ADDRESS), "is_superuser": "1", "phone": "1"}
    )

    assert list(Person.objects.values_list("is_superuser", "phone")) == [(False, "")]


def test_sign_up_makes_nobody_when_a_robot_fills_the_trap(client):
    client.post(reverse("account_signup"), {**FORMS["account_signup"](ADDRESS), "homepage": "http://x"})

    assert (Person.objects.count(), letters()) == (0, [])


def test_sign_up_opens_an_account_when_the_code_is_typed(client):
    client.post(reverse("account_signup"), FORMS["account_signup"](ADDRESS))

    client.post("/konto/potwierdz-adres/", {"code": last_code()})

    assert client.get("/konto/").context["person"].name == "Jan Miech"


def test_password_reset_sets_the_password_when_the_code_is_typed(client):
    person = make_person()
    client.post("/konto/haslo/nowe/", {"email": ADDRESS})
    client.post("/konto/haslo/nowe/kod/", {"code": last_code()})

    client.post("/konto/haslo/nowe/ustaw/", {"password1": "kowadło miech obcęgi"})

    person.refresh_from_db()
    assert person.check_password("kowadło miech obcęgi") is True
    assert letters()[-1].letter["subject"] == "Twoje hasło się zmieniło"


def test_account_page_sends_a_visitor_to_sign_in(client):
    assert client.get("/konto/").url == "/konto/zaloguj/?next=/konto/"


def test_sign_in_page_leads_on_when_the_person_is_signed_in(client):
    make_person()
    sign_in(client)

    assert client.get("/konto/zaloguj/").url == reverse("portal:my-page")


@pytest.mark.parametrize("demo", [False, True])
def test_sign_in_page_offers_made_up_people_in_the_demo_only(client, settings, monkeypatch, demo):
    from kuznia.accounts import demo_port

    settings.KUZNIA_DEMO = demo
    account = demo_port.DemoAccount("Mieszkanka", "Ewa Iskra: zapisy", "EI", "5", "/wejdz/", "resident")
    monkeypatch.setattr(demo_port.demo_accounts, "_answers", [lambda: [account]])

    page = client.get("/konto/zaloguj/").content.decode()

    assert ('name="account" value="resident"' in page) is demo


@pytest.fixture
def django_clients():
    from django.test import Client

    return Client(), Client()
