"""Every page of the account opens, in both languages, and asks the same of the database for one row and for many."""

from dataclasses import replace

import pytest

from kuznia.accounts.navigation import AccountNavigation
from kuznia.accounts.services import publish_notice
from kuznia.accounts.tests.factories import (
    ADDRESS,
    PASSWORD,
    as_self,
    letters,
    make_consent,
    make_person,
    sign_in,
)
from kuznia.lib.policy import AsSelf, ForAuthority, OfficeRole
from kuznia.people.services import set_password

pytestmark = pytest.mark.django_db
ENTRANCE = [
    "/konto/zaloguj/",
    "/konto/zaloz/",
    "/konto/haslo/nowe/",
    "/konto/haslo/nowe/gotowe/",
    "/konto/zamkniete/",
]
OWN = [
    "/konto/",
    "/konto/moje-dane/",
    "/konto/adres/",
    "/konto/haslo/ustaw/",
    "/konto/usun/",
    "/konto/zabezpieczenia/",
    "/konto/zabezpieczenia/wlacz/",
    "/konto/wyloguj/",
    "/konto/potwierdz-kodem/",
]
TOO_SHORT = "Hasło jest za krótkie. Wpisz co najmniej 12 znaków, na przykład trzy lub cztery słowa."
TOO_COMMON = "Tego hasła używa wiele osób, więc łatwo je odgadnąć. Wymyśl inne."
TOO_LIKE_HER = "Hasło za bardzo przypomina Twoje imię, nazwisko albo adres e-mail. Wymyśl inne."
IN_TWO_LANGUAGES = pytest.mark.parametrize("prefix", ["", "/en"])


@IN_TWO_LANGUAGES
@pytest.mark.parametrize("address", ENTRANCE)
def test_entrance_opens(client, prefix, address):
    page = client.get(prefix + address)

    assert (page.status_code, page.content.decode().count("<h1>")) == (200, 1)


@IN_TWO_LANGUAGES
@pytest.mark.parametrize("address", OWN)
def test_own_page_opens(client, prefix, address):
    make_person()
    sign_in(client)

    page = client.get(prefix + address)

    assert (page.status_code, page.content.decode().count("<h1>")) == (200, 1)


@pytest.mark.parametrize("address", ENTRANCE)
def test_page_of_sign_in_is_not_kept_by_search_engines(client, address):
    assert '<meta name="robots" content="noindex">' in client.get(address).content.decode()


def test_wrong_form_says_so_in_the_title(client):
    page = client.post("/konto/zaloguj/", {"login": ""})

    assert "<title>Błąd: Zaloguj się – Kuźnia</title>" in page.content.decode()
    assert page.context["form"].errors == {"login": ["Wpisz swój adres e-mail."]}


def test_password_is_set_once_and_then_changed(client):
    person = make_person()
    sign_in(client)
    client.post("/konto/haslo/ustaw/", {"password1": PASSWORD})

    client.post("/konto/haslo/", {"oldpassword": PASSWORD, "password1": "obcęgi kleszcze miech"})

    person.refresh_from_db()
    assert person.check_password("obcęgi kleszcze miech") is True
    assert [message.letter["subject"] for message in letters()[1:]] == [
        "Twoje konto ma teraz hasło",
        "Twoje hasło się zmieniło",
    ]


def test_password_stays_when_the_present_one_is_wrong(client):
    person = make_person()
    sign_in(client)
    set_password(person=person, password=PASSWORD, actor=as_self(person))
    client.force_login(person)

    response = client.post("/konto/haslo/", {"oldpassword": "x", "password1": "obcęgi kleszcze miech"})

    sentence = "To nie jest Twoje obecne hasło. Wpisz je jeszcze raz."
    assert response.context["form"].errors == {"oldpassword": [sentence]}


@pytest.mark.parametrize(
    ("prefix", "password", "sentences"),
    [
        ("", "krótkie", [TOO_SHORT]),
        ("", "hasłohasło1", [TOO_SHORT]),
        ("", "qwerty", [TOO_SHORT, TOO_COMMON]),
        ("", "12345678901234567890", [TOO_COMMON]),
        ("", ADDRESS, [TOO_LIKE_HER]),
        ("", "Ewa Iskra 123", [TOO_LIKE_HER]),
        (
            "/en",
            "qwerty",
            [
                "This password is too short. Type at least 12 characters, for example three or four words.",
                "Many people use this password, so it is easy to guess. Think of another one.",
            ],
        ),
        (
            "/en",
            ADDRESS,
            ["This password is too much like your name or e-mail address. Think of another one."],
        ),
    ],
)
def test_password_is_refused_when_it_is_easy_to_guess(client, prefix, password, sentences):
    person = make_person()
    sign_in(client)

    response = client.post(f"{prefix}/konto/haslo/ustaw/", {"password1": password})

    person.refresh_from_db()
    assert person.has_usable_password() is False
    assert response.context["form"].errors == {"password1": sentences}


def test_password_of_plain_words_is_taken_when_it_shares_letters_with_a_long_name(client):
    person = make_person(name="Katarzyna Wiśniewska")
    sign_in(client)

    client.post("/konto/haslo/ustaw/", {"password1": "ranna kawa z mlekiem"})

    person.refresh_from_db()
    assert person.has_usable_password() is True


def test_my_data_asks_the_database_alike_for_one_consent_and_for_thirty(client, count_queries):
    person = make_person()
    sign_in(client)

    # How many sections there are is the business of the apps that register them, so no number stands here.
    asked = []
    for consents in (range(1), range(1, 30)):
        give_consents(person, consents)
        asked.append(count_queries(lambda: client.get("/konto/moje-dane/")))

    assert asked[0] == asked[1]


def give_consents(person, numbers):
    for number in numbers:
        notice = publish_notice(
            purpose=f"cel.{number}",
            after=0,
            titles=("Cel", "Aim"),
            bodies=("Treść", "Text"),
            actor=administrator(person),
        )
        make_consent(person, notice)


def test_account_stands_in_the_office_menu_alone():
    office = ForAuthority(1, "Anna Kuźnik", 1, "Starostwo Powiatowe")

    own = [
        AccountNavigation().desk_menu(AsSelf(1, "Ewa Iskra")),
        AccountNavigation().public_menu(),
        AccountNavigation().footer_menu(),
    ]

    assert own == [(), (), ()]
    assert [item.url_name for item in AccountNavigation().desk_menu(office)] == ["accounts:account"]


def test_administrators_of_the_county_alone_find_the_notices_in_the_menu():
    county = ForAuthority(1, "Piotr Żar", 1, "Starostwo Powiatowe", OfficeRole.ADMINISTRATOR)
    gmina = replace(county, authority_id=2, municipality_id=1)

    menus = [[item.url_name for item in AccountNavigation().desk_menu(actor)] for actor in (county, gmina)]

    assert menus == [["accounts:desk-notices", "accounts:account"], ["accounts:account"]]


def administrator(person):
    return ForAuthority(person.pk, person.name, 1, "Starostwo Powiatowe", OfficeRole.ADMINISTRATOR)
