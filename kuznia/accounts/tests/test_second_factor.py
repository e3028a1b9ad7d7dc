import pytest
from allauth.mfa.models import Authenticator
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import reverse

from kuznia.accounts.adapter import MFAAdapter
from kuznia.accounts.middleware import second_factor
from kuznia.accounts.tests.factories import enrol, factor_code, letters, make_person, sign_in
from kuznia.lib.policy import AsSelf, ForAuthority
from kuznia.lib.second_factor import open_without_second_factor

pytestmark = pytest.mark.django_db
ACTIVATE, INDEX = "/konto/zabezpieczenia/wlacz/", "/konto/zabezpieczenia/"


@pytest.fixture
def person():
    return make_person()


@pytest.fixture
def acting(monkeypatch):
    """Let every request act for the office, as the middleware of directory does for an officer."""

    def act_for_the_office(person):
        actor = ForAuthority(person.pk, person.name, 1, "Starostwo Powiatowe")
        monkeypatch.setattr("kuznia.directory.middleware._actor", lambda request: actor)

    return act_for_the_office


def test_second_factor_is_turned_on_with_a_code_of_the_application(
    client, person, django_capture_on_commit_callbacks
):
    sign_in(client)
    secret = client.get(ACTIVATE).context["form"].secret

    with django_capture_on_commit_callbacks(execute=True):
        response = client.post(ACTIVATE, {"code": factor_code(secret)})

    assert response.url == "/konto/zabezpieczenia/kody/"
    assert letters()[-1].letter["subject"] == "Drugi składnik logowania jest włączony"


def test_second_factor_page_draws_the_code_without_inline_style(client, person):
    sign_in(client)

    page = client.get(ACTIVATE).content.decode()

    assert ('<svg class="qr" ' in page, "style=" in page) == (True, False)


def test_second_factor_stays_off_when_the_code_is_wrong(client, person):
    sign_in(client)
    client.get(ACTIVATE)

    response = client.post(ACTIVATE, {"code": "000000x"})

    sentence = "Ten kod się nie zgadza. Poczekaj na następny w aplikacji i wpisz go."
    assert (response.context["form"].errors["code"], Authenticator.objects.count()) == ([sentence], 0)


def test_sign_in_asks_for_the_second_factor_when_it_is_on(client, person):
    secret = enrol(person)
    response = sign_in(client)

    assert response.url == "/konto/zaloguj/drugi-skladnik/"
    client.post(response.url, {"code": factor_code(secret)})
    assert client.get("/konto/").status_code == 200


def test_second_factor_takes_a_code_once(client, person, other_client):
    secret = enrol(person)
    code = factor_code(secret)
    client.post(sign_in(client).url, {"code": code})

    response = other_client.post(sign_in(other_client).url, {"code": code})

    sentence = "Ten kod się nie zgadza. Poczekaj na następny w aplikacji i wpisz go."
    assert response.context["form"].errors["code"] == [sentence]


def test_recovery_code_signs_in_once(client, person, other_client):
    codes = recovery_codes(client, person)

    first = other_client.post(sign_in(other_client).url, {"code": codes[0]})
    other_client.post("/konto/wyloguj/")
    second = other_client.post(sign_in(other_client).url, {"code": codes[0]})

    assert (first.status_code, second.status_code) == (302, 200)


def test_second_factor_says_so_when_it_was_guessed_too_often(client, person):
    enrol(person)
    url = sign_in(client).url
    for _try in range(5):
        client.post(url, {"code": "x"})

    response = client.post(url, {"code": "x"})

    assert response.context["form"].errors["code"] == [
        "Za dużo prób. Poczekaj kilka minut i wyślij nowy kod."
    ]


def test_officer_is_led_to_turn_the_second_factor_on_when_she_has_none(client, person, acting):
    sign_in(client)
    acting(person)

    assert client.get(reverse("ui:styleguide")).url == ACTIVATE


def test_officer_is_led_to_her_second_factor_when_this_session_has_not_used_it(client, person, acting):
    sign_in(client)
    enrol(person)
    acting(person)
    page = reverse("ui:styleguide")

    assert client.get(page).url == f"/konto/zabezpieczenia/potwierdz/?next={page.replace('/', '%2F')}"


def test_officer_goes_on_when_she_signed_in_with_her_second_factor(client, person, acting):
    secret = enrol(person)
    client.post(sign_in(client).url, {"code": factor_code(secret)})
    acting(person)

    assert not client.get(reverse("ui:styleguide")).headers.get("Location", "").startswith(INDEX)


def test_officer_goes_on_when_she_has_just_turned_it_on(client, person, acting):
    sign_in(client)
    acting(person)
    secret = client.get(ACTIVATE).context["form"].secret
    client.post(ACTIVATE, {"code": factor_code(secret)})

    assert not client.get(reverse("ui:styleguide")).headers.get("Location", "").startswith(INDEX)


@pytest.mark.parametrize("page", ["/konto/", "/konto/wyloguj/", INDEX, "/zdrowie/"])
def test_page_stays_open_when_an_officer_has_no_second_factor(client, person, acting, page):
    sign_in(client)
    acting(person)

    assert client.get(page).status_code == 200


def test_officer_of_the_demo_needs_no_second_factor(client, person, acting, settings):
    settings.KUZNIA_DEMO = True
    sign_in(client)
    acting(person)

    assert not client.get(reverse("ui:styleguide")).headers.get("Location", "").startswith(INDEX)


def test_officer_keeps_the_second_factor_while_she_acts_for_the_office(client, person, acting):
    secret = enrol(person)
    client.post(sign_in(client).url, {"code": factor_code(secret)})
    acting(person)

    response = client.post("/konto/zabezpieczenia/wylacz/")

    sentence = "Kto działa w imieniu urzędu, ma drugi składnik logowania włączony."
    assert (response.context["form"].non_field_errors(), Authenticator.objects.count()) == ([sentence], 1)


def test_resident_turns_the_second_factor_off(client, person):
    secret = enrol(person)
    client.post(sign_in(client).url, {"code": factor_code(secret)})

    client.post("/konto/zabezpieczenia/wylacz/")

    assert Authenticator.objects.count() == 0
    assert letters()[-1].letter["subject"] == "Drugi składnik logowania jest wyłączony"


def test_secret_of_the_application_is_sealed_in_the_database(person):
    secret = enrol(person)

    kept = Authenticator.objects.get().data["secret"]

    assert (kept == secret, MFAAdapter().decrypt(kept)) == (False, secret)


@pytest.mark.parametrize(
    ("address", "answered"), [("/konto/", 200), ("/urzad/klauzule/", 302), ("/urzad/klauzule/x/", 302)]
)
def test_pages_of_the_account_are_open_before_the_second_factor_but_not_those_of_the_office(
    client, person, acting, address, answered
):
    sign_in(client)
    acting(person)

    response = client.get(address)

    assert (response.status_code, response.headers.get("Location")) == (
        answered,
        "/konto/zabezpieczenia/wlacz/" if answered == 302 else None,
    )


def test_marked_view_stays_open_before_the_second_factor(person):
    request = asked_as(ForAuthority(person.pk, person.name, 1, "Starostwo Powiatowe"))
    view = open_without_second_factor(lambda request: HttpResponse())

    assert ask_first(request, view) is None


def test_resident_needs_no_second_factor(person):
    request = asked_as(AsSelf(person.pk, person.name))

    assert ask_first(request, HttpResponse) is None


def asked_as(actor):
    request = RequestFactory().get("/")
    request.__dict__.update(actor=actor, resolver_match=None)
    return request


def ask_first(request, view):
    return vars(second_factor(view))["process_view"](request, view, (), {})


def recovery_codes(client, person):
    sign_in(client)
    secret = client.get(ACTIVATE).context["form"].secret
    client.post(ACTIVATE, {"code": factor_code(secret)})
    return client.get("/konto/zabezpieczenia/kody/").context["unused_codes"]


@pytest.fixture
def other_client():
    from django.test import Client

    return Client()
