import json

import pytest
from allauth.account.models import EmailAddress
from django.urls import reverse

from kuznia.accounts import queries, services
from kuznia.accounts.labels import kept_in_words
from kuznia.accounts.models import Consent
from kuznia.accounts.tests.factories import (
    ADDRESS,
    as_self,
    enrol,
    last_code,
    letters,
    make_consent,
    make_person,
    sign_in,
)
from kuznia.audit.models import Audience
from kuznia.audit.queries import history_of
from kuznia.lib.errors import Forbidden, Refused
from kuznia.lib.policy import AsSelf, LinkHolder, System, Visitor
from kuznia.people.models import Person

pytestmark = pytest.mark.django_db
ONLY_HERSELF = "Te dane może zobaczyć i zmienić tylko osoba, której dotyczą."
STRANGERS = [Visitor(), LinkHolder("events.registration:1"), System("x"), AsSelf(0, "Jan Miech")]
OWN = {"name": "Ewa Iskra-Młot", "phone": "600100200", "language": "en"}


@pytest.fixture
def person():
    return make_person()


def acts_of(person):
    return [line.sentence for line in history_of(person, audiences=Audience.values)]


def test_correct_own_data_keeps_what_she_wrote(client, person):
    sign_in(client)

    client.post("/konto/moje-dane/", OWN)

    person.refresh_from_db()
    assert (person.name, person.phone, person.language) == ("Ewa Iskra-Młot", "+48 600 100 200", "en")
    assert acts_of(person) == ["Poprawiono własne dane."]


@pytest.mark.parametrize("phone", ["12", "abc", "+48 1", "=1+1", "600100200" * 3])
def test_correct_own_data_says_so_when_the_phone_is_none(client, person, phone):
    sign_in(client)

    response = client.post("/konto/moje-dane/", {**OWN, "phone": phone})

    sentence = "Wpisz numer telefonu: 9 cyfr, a zagraniczny z kierunkowym, na przykład +49."
    assert response.context["form"].errors == {"phone": [sentence]}


@pytest.mark.parametrize("stranger", STRANGERS, ids=lambda actor: type(actor).__name__)
@pytest.mark.parametrize(
    "act",
    [
        lambda person, actor: services.correct_own_data(person=person, **OWN, actor=actor),
        lambda person, actor: services.record_export(person=person, actor=actor),
        lambda person, actor: services.erase_person(person=person, actor=actor),
        lambda person, actor: services.adopt_address(person=person, actor=actor),
        lambda person, actor: services.give_consent(
            person=person, notice=queries.current_notice("events.photos"), actor=actor
        ),
    ],
    ids=["correct", "export", "erase", "adopt", "consent"],
)
def test_act_on_own_data_is_refused_when_another_acts(person, stranger, act):
    with pytest.raises(Forbidden) as refusal:
        act(person, stranger)

    assert refusal.value.message == ONLY_HERSELF


def test_my_data_shows_what_every_app_keeps(client, person):
    make_consent(person)
    sign_in(client)

    page = client.get("/konto/moje-dane/").content.decode()

    assert "<dt>adres e-mail</dt><dd>ewa@przyklad.pl</dd>" in page
    assert "<dt>zgoda</dt><dd>Zgoda na zdjęcia z wydarzenia</dd>" in page


def test_my_data_tells_the_size_and_the_state_in_words():
    assert kept_in_words("size", 8442) == ("rozmiar", "8,2\xa0KB")
    assert kept_in_words("practice_state", "published") == ("stan", "opublikowana")


def test_copy_of_own_data_is_one_file_of_hers_alone(client, person):
    make_person("jan@przyklad.pl", "Jan Miech")
    sign_in(client)

    response = client.post("/konto/moje-dane/pobierz/")

    assert response["Content-Disposition"] == 'attachment; filename="moje-dane.json"'
    assert [row["email"] for row in json.loads(response.content)["account"]] == [ADDRESS]
    assert b"jan@przyklad.pl" not in response.content


def test_copy_of_own_data_takes_a_button(client, person):
    assert client.get("/konto/moje-dane/pobierz/").status_code == 405


def test_copy_leads_back_to_its_button_when_the_person_has_shown_that_it_is_she(client, person):
    client.force_login(person)
    asked = {"next": "/konto/moje-dane/pobierz/"}
    client.post("/konto/potwierdz-kodem/wyslij/", asked)

    page = client.post("/konto/potwierdz-kodem/", {"code": last_code(), **asked}, follow=True)

    assert page.redirect_chain[-1] == ("/konto/moje-dane/", 302)
    assert [str(each) for each in page.context["messages"]] == [
        "Nic się jeszcze nie stało. Naciśnij przycisk jeszcze raz."
    ]


def test_copy_asks_who_is_there_when_the_sign_in_is_old(client, person):
    client.force_login(person)

    response = client.post("/konto/moje-dane/pobierz/")

    assert response.url == "/konto/potwierdz-kodem/?next=%2Fkonto%2Fmoje-dane%2Fpobierz%2F"


def test_copy_asks_for_the_second_factor_when_a_code_from_the_mail_was_used(client, person):
    sign_in(client)
    enrol(person)

    response = client.post("/konto/moje-dane/pobierz/")

    assert response.url == "/konto/zabezpieczenia/potwierdz/?next=%2Fkonto%2Fmoje-dane%2Fpobierz%2F"


def test_copy_asks_for_the_password_when_there_is_one(client, person):
    person.set_password("trzy kowadła i miech")
    person.save()
    client.force_login(person)

    response = client.post("/konto/moje-dane/pobierz/")

    assert response.url == "/konto/potwierdz-haslem/?next=%2Fkonto%2Fmoje-dane%2Fpobierz%2F"


def test_identity_is_confirmed_with_a_code_from_the_mail(client, person):
    client.force_login(person)
    client.post("/konto/potwierdz-kodem/wyslij/", {"next": "/konto/usun/"})

    response = client.post("/konto/potwierdz-kodem/", {"code": last_code(), "next": "/konto/usun/"})

    assert (response.url, client.get("/konto/usun/").status_code) == ("/konto/usun/", 200)


def test_identity_is_asked_for_a_new_code_when_three_were_wrong(client, person):
    client.force_login(person)
    client.post("/konto/potwierdz-kodem/wyslij/")

    said = [client.post("/konto/potwierdz-kodem/", {"code": "x"}).context["form"].errors for _try in range(3)]

    wrong = {"code": ["Ten kod się nie zgadza. Sprawdź cyfry i wpisz go jeszcze raz."]}
    assert said == [wrong, wrong, {"__all__": ["Trzy złe kody. Wyślij nowy."]}]


def test_identity_code_is_refused_when_none_was_sent(client, person):
    client.force_login(person)

    response = client.post("/konto/potwierdz-kodem/", {"code": "1234-5678"})

    assert response.context["form"].non_field_errors() == ["Ten kod już nie działa. Wyślij nowy."]


def test_identity_leads_to_the_account_when_next_leads_away(client, person):
    client.force_login(person)
    client.post("/konto/potwierdz-kodem/wyslij/", {"next": "//zly.example"})

    response = client.post("/konto/potwierdz-kodem/", {"code": last_code(), "next": "//zly.example"})

    assert response.url == "/konto/"


def test_identity_codes_are_limited(client, person):
    client.force_login(person)
    answers = [client.post("/konto/potwierdz-kodem/wyslij/").status_code for _try in range(6)]

    assert answers == [302, 302, 302, 302, 302, 409]


def test_erase_makes_the_person_nobody(client, person):
    make_consent(person)
    sign_in(client)

    client.post("/konto/usun/", {"sure": "on"})

    person.refresh_from_db()
    assert (person.name, person.email, person.phone, person.is_active) == ("usunięta osoba", None, "", False)
    assert (EmailAddress.objects.count(), Consent.objects.count()) == (0, 0)
    assert client.get("/konto/").url == "/konto/zaloguj/?next=/konto/"


def test_erase_keeps_the_history_without_the_name(client, person):
    sign_in(client)

    client.post("/konto/usun/", {"sure": "on"})

    line = history_of(person, audiences=Audience.values)[0]
    assert (line.sentence, line.who) == ("Usunięto konto.", "usunięta osoba")


def test_erase_asks_to_confirm(client, person):
    sign_in(client)

    response = client.post("/konto/usun/", {"x": ""})

    assert response.context["form"].errors == {"sure": ["Zaznacz, że chcesz usunąć konto."]}


def test_erase_says_why_not_when_an_app_holds_the_person(client, person, monkeypatch):
    answers = [lambda person_id: None, lambda person_id: "Jeszcze nie."]
    monkeypatch.setattr(services.erasure_obstacles, "_answers", answers)
    sign_in(client)

    response = client.post("/konto/usun/", {"sure": "on"})

    assert response.context["form"].non_field_errors() == ["Jeszcze nie."]
    assert Person.objects.get().email == ADDRESS


def test_erase_person_is_refused_when_an_app_holds_the_person(person, monkeypatch):
    monkeypatch.setattr(services.erasure_obstacles, "_answers", [lambda person_id: "Jeszcze nie."])

    with pytest.raises(Refused) as refusal:
        services.erase_person(person=person, actor=as_self(person))

    assert refusal.value.message == "Jeszcze nie."


def test_address_changes_when_the_code_sent_to_the_new_one_is_typed(client, person):
    sign_in(client)
    client.post("/konto/adres/", {"email": "Nowy@Przyklad.pl", "action_add": "1"})

    client.post("/konto/potwierdz-adres/", {"code": last_code()})

    person.refresh_from_db()
    assert (person.email, letters()[-1].to) == ("nowy@przyklad.pl", ADDRESS)
    assert letters()[-1].letter["subject"] == "Adres e-mail Twojego konta się zmienił"


def test_address_of_another_is_not_taken_over(client, person):
    make_person("jan@przyklad.pl", "Jan Miech")
    sign_in(client)
    client.post("/konto/adres/", {"email": "jan@przyklad.pl", "action_add": "1"})

    response = client.post("/konto/potwierdz-adres/", {"code": last_code()})

    sentence = "Ten adres należy do innego konta. Zaloguj się nim albo podaj inny."
    assert response.context["form"].errors == {"code": [sentence]}


def test_consent_is_withdrawn_as_easily_as_given(client, person):
    consent = make_consent(person)
    sign_in(client)

    client.post(reverse("accounts:consent-withdraw", args=[consent.pk]))

    assert queries.holds_consent(person, "events.photos") is False
    assert acts_of(person) == [
        "Wycofano zgodę: Zgoda na zdjęcia z wydarzenia, wersja tekstu: 1.",
        "Wyrażono zgodę: Zgoda na zdjęcia z wydarzenia, wersja tekstu: 1.",
    ]


def test_consent_of_another_is_not_found(client, person):
    consent = make_consent(make_person("jan@przyklad.pl", "Jan Miech"))
    sign_in(client)

    assert client.post(reverse("accounts:consent-withdraw", args=[consent.pk])).status_code == 404


def test_consent_of_another_is_not_withdrawn(person):
    consent = make_consent(person)

    with pytest.raises(Forbidden) as refusal:
        services.withdraw_consent(consent=consent, actor=AsSelf(0, "Jan Miech"))

    assert refusal.value.message == ONLY_HERSELF


def test_consent_given_twice_is_kept_once(person):
    assert make_consent(person).pk == make_consent(person).pk


def test_consent_withdrawn_twice_stays_as_it_was(person):
    consent = services.withdraw_consent(consent=make_consent(person), actor=as_self(person))

    again = services.withdraw_consent(consent=consent, actor=as_self(person))

    assert again.withdrawn_at == consent.withdrawn_at


def test_give_first_password_is_refused_when_a_person_acts(person):
    with pytest.raises(Forbidden) as refusal:
        services.give_first_password(person=person, password="x", actor=as_self(person))

    assert refusal.value.message == "Pierwsze hasło może nadać tylko ten, kto prowadzi stronę."
