"""Signing up by the form: what it asks, what it refuses and how, what it never tells."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from kuznia.accounts.services import publish_notice
from kuznia.directory.services.representatives import appoint_representative
from kuznia.events.models import Event, Registration
from kuznia.events.states import ComingFor, EventState, RegistrationState
from kuznia.events.tests.factories import (
    DAY,
    PURPOSE,
    make_county,
    make_event,
    make_notice,
    make_organisation,
    make_person,
    make_registration,
    make_workshop,
    office_actor,
)
from kuznia.events.tests.pages import errors, filled_in, opened_form, send, sign_up_url, soup, words
from kuznia.lib.policy import OfficeRole, System
from kuznia.lib.stopped_clock import StoppedClock
from kuznia.notify.models import Message

pytestmark = pytest.mark.django_db
NAME_IT = "Wpisz nazwę organizacji, urzędu albo firmy."


def test_form_asks_only_for_the_needs_that_the_organiser_asks_about(
    client: Client, stopped_clock: StoppedClock
) -> None:
    event = make_event(asks_diet=True)

    page = client.get(sign_up_url(event))

    assert list(page.context["form"].fields) == [
        "name",
        "email",
        "coming_for",
        "organisation_name",
        "diet",
        "form_key",
        "notice_version",
        "allows_photos",
        "homepage",
        "opened",
        "knows_notice",
    ]


def test_sign_up_keeps_the_whole_form(client: Client, stopped_clock: StoppedClock) -> None:
    event = make_event(asks_wheelchair=True, asks_diet=True)
    workshop = make_workshop(event)

    send(
        client,
        event,
        stopped_clock,
        block_1=workshop.pk,
        wheelchair="on",
        diet="bez mięsa",
        allows_photos="on",
    )

    registration = Registration.objects.get()
    assert (registration.name, registration.person.email) == ("Ewa Iskra", "ewa.iskra@example.org")
    assert (registration.coming_for, registration.allows_photos) == (ComingFor.ONESELF, True)
    assert (registration.needs.wheelchair, registration.needs.diet) == (True, "bez mięsa")
    assert [place.session for place in registration.places.all()] == [workshop]


def test_sign_up_links_the_organisation_whose_name_was_typed_in_a_hurry(
    client: Client, stopped_clock: StoppedClock
) -> None:
    event, organisation = make_event(), make_organisation("Stowarzyszenie Kuźnica Żółwin")

    send(
        client,
        event,
        stopped_clock,
        coming_for="organisation",
        organisation_name="stowarzyszenie kuznica zolwin",
    )

    registration = Registration.objects.get()
    assert registration.organisation == organisation
    assert registration.organisation_name == "stowarzyszenie kuznica zolwin"


def test_sign_up_keeps_the_name_of_an_organisation_that_the_directory_does_not_know(
    client: Client, stopped_clock: StoppedClock
) -> None:
    event, _known = make_event(), make_organisation("Stowarzyszenie Kuźnica")

    send(client, event, stopped_clock, coming_for="informal_group", organisation_name="Kuźnica")

    registration = Registration.objects.get()
    assert (registration.organisation, registration.organisation_name) == (None, "Kuźnica")


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ({"name": ""}, {"name": ["Wpisz imię i nazwisko."]}),
        ({"email": ""}, {"email": ["Wpisz swój adres e-mail."]}),
        ({"email": "ewa"}, {"email": ["Wpisz adres e-mail, na przykład nazwa@example.org."]}),
        ({"coming_for": None}, {"coming_for": ["Wybierz, w czyim imieniu przychodzisz."]}),
        ({"coming_for": "nobody", "organisation_name": "X"}, {"coming_for": ["Wybierz jedną z odpowiedzi."]}),
        ({"coming_for": "company"}, {"organisation_name": [NAME_IT]}),
        ({"knows_notice": None}, {"knows_notice": ["Zaznacz, że znasz informację o danych osobowych."]}),
        ({"block_1": None}, {"block_1": ["Wybierz jedno z zajęć."]}),
        ({"block_1": "999999"}, {"block_1": ["Wybierz jedno z zajęć."]}),
    ],
)
def test_sign_up_says_what_to_correct(
    client: Client, stopped_clock: StoppedClock, answers: dict[str, Any], expected: dict[str, list[str]]
) -> None:
    event = make_event()
    workshop = make_workshop(event)

    page = send(client, event, stopped_clock, **{"block_1": workshop.pk} | answers)

    assert errors(page) == expected
    assert Registration.objects.count() == 0


def test_refused_form_keeps_what_was_typed_and_says_that_nobody_is_signed_up(
    client: Client, stopped_clock: StoppedClock
) -> None:
    event = make_event()

    page = send(client, event, stopped_clock, name="Zofia Kowadło", email="")

    assert soup(page).select_one("#id_name")["value"] == "Zofia Kowadło"  # type: ignore[index]
    assert words(page, ".errsum") == [
        "Popraw 1 rzecz Wpisz swój adres e-mail. Nikt nie jest jeszcze zapisany. To, co wpisano, zostało."
    ]
    assert words(page, "title") == ["Błąd: Zapisz się: Konferencja organizacji – Kuźnia"]


def test_sign_up_names_what_is_free_when_the_workshop_filled_up_meanwhile(
    client: Client, stopped_clock: StoppedClock
) -> None:
    event = make_event()
    full, _free = make_workshop(event, "OPP", capacity=1), make_workshop(event, "Fundraising", capacity=20)
    form = filled_in(client, event, stopped_clock, block_1=full.pk)
    make_registration(event, session_ids=(full.pk,))

    page = client.post(sign_up_url(event), form)

    assert errors(page) == {"block_1": ["„OPP”: brak miejsc. Wolne: Fundraising (20 miejsc)."]}
    assert words(page, ".errsum a") == ["„OPP”: brak miejsc. Wolne: Fundraising (20 miejsc)."]
    assert soup(page).select_one(".errsum a")["href"] == "#id_block_1_0"  # type: ignore[index]
    assert soup(page).select_one("#id_block_1_0").parent.select_one("b").text == "Fundraising"  # type: ignore[union-attr]


def test_sign_up_is_refused_when_the_last_seat_went_meanwhile(
    client: Client, stopped_clock: StoppedClock
) -> None:
    event = make_event(capacity=1)
    form = filled_in(client, event, stopped_clock)
    make_registration(event)

    page = client.post(sign_up_url(event), form)

    assert errors(page) == {"__all__": ["Nie ma już wolnych miejsc. Zapis się nie udał."]}
    assert soup(page).select_one("#id_name")["value"] == "Ewa Iskra"  # type: ignore[index]


@pytest.mark.parametrize("email", ["ewa.iskra@example.org", "nowa@example.org"])
def test_refusal_is_the_same_for_a_known_address_and_a_new_one(
    client: Client, stopped_clock: StoppedClock, email: str
) -> None:
    event = make_event(capacity=1)
    form = filled_in(client, event, stopped_clock, email=email)
    make_registration(event, email="ewa.iskra@example.org")

    page = client.post(sign_up_url(event), form)

    assert errors(page) == {"__all__": ["Nie ma już wolnych miejsc. Zapis się nie udał."]}


def test_form_sent_twice_makes_one_sign_up_and_one_letter(
    client: Client, stopped_clock: StoppedClock
) -> None:
    event = make_event(capacity=5)
    form = filled_in(client, event, stopped_clock)

    answers = [client.post(sign_up_url(event), form).status_code for _click in range(2)]

    event.refresh_from_db()
    assert (answers, event.taken, Message.objects.count()) == ([303, 303], 1, 1)


def test_second_click_that_comes_after_the_deadline_reads_no_refusal(
    client: Client, stopped_clock: StoppedClock
) -> None:
    deadline = datetime(2026, 11, 16, 12, 1, tzinfo=UTC)
    event = make_event(registration_closes_at=deadline)
    form = filled_in(client, event, stopped_clock)
    client.post(sign_up_url(event), form)
    stopped_clock.move_to(deadline + timedelta(seconds=1))

    second = client.post(sign_up_url(event), form)

    assert (second.status_code, Registration.objects.count()) == (303, 1)


def test_form_key_of_another_event_does_not_stop_a_sign_up(
    client: Client, stopped_clock: StoppedClock
) -> None:
    key = str(uuid4())

    for event in (make_event(), make_event()):
        send(client, event, stopped_clock, form_key=key)

    assert Registration.objects.count() == 2


@pytest.mark.parametrize("key", ["", "nonsense", "x" * 10_000])
def test_sign_up_is_taken_when_the_form_key_is_spoilt(
    client: Client, stopped_clock: StoppedClock, key: str
) -> None:
    answer = send(client, make_event(), stopped_clock, form_key=key)

    assert (answer.status_code, Registration.objects.count()) == (303, 1)


def test_sign_up_is_taken_in_the_last_second_and_refused_after_it(
    client: Client, stopped_clock: StoppedClock
) -> None:
    deadline = datetime(2026, 11, 16, 12, 1, tzinfo=UTC)
    event = make_event(registration_closes_at=deadline)
    form = filled_in(client, event, stopped_clock)

    in_time = client.post(sign_up_url(event), form)
    stopped_clock.move_to(deadline + timedelta(milliseconds=1))
    late = client.post(sign_up_url(event), form | {"email": "late@example.org", "form_key": str(uuid4())})

    assert in_time.status_code == 303
    assert errors(late) == {"__all__": ["Zapisy są już zamknięte. Zapis się nie udał."]}
    assert soup(late).select_one("#id_email")["value"] == "late@example.org"  # type: ignore[index]
    assert Registration.objects.count() == 1


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        (
            {"registration_opens_at": DAY - timedelta(days=9)},
            "Zapisy otworzymy: czwartek, 3 grudnia 2026, godz. 10.00.",
        ),
        (
            {"registration_closes_at": DAY - timedelta(days=30)},
            "Zapisy zakończyły się: czwartek, 12 listopada 2026, godz. 10.00.",
        ),
        ({"state": EventState.CANCELLED}, "Wydarzenie odwołane ."),
        ({"takes_registrations": False}, "Na to wydarzenie nie prowadzimy zapisów."),
        ({"capacity": 0}, "Teraz nie ma wolnych miejsc. Ktoś może jeszcze zrezygnować: zajrzyj tu później."),
    ],
)
def test_form_is_not_shown_when_nobody_can_sign_up(
    client: Client, stopped_clock: StoppedClock, fields: dict[str, Any], sentence: str
) -> None:
    event = make_event(**fields)

    page = client.get(sign_up_url(event))

    assert words(page, ".note") == [sentence.replace(" .", ".")]
    assert words(page, "main form") == []


def test_version_of_the_notice_is_kept(client: Client, stopped_clock: StoppedClock) -> None:
    send(client, make_event(), stopped_clock)

    assert Registration.objects.get().notice == make_notice()


def test_notice_that_changed_meanwhile_must_be_read_again(
    client: Client, stopped_clock: StoppedClock
) -> None:
    event = make_event()
    form = filled_in(client, event, stopped_clock)
    chief = office_actor(make_county(), role=OfficeRole.ADMINISTRATOR)
    new = publish_notice(
        purpose=PURPOSE, after=2, titles=("Nowa", "New"), bodies=("Treść.", "Text."), actor=chief
    )

    page = client.post(sign_up_url(event), form)

    assert errors(page) == {
        "knows_notice": [
            "Informacja o danych osobowych zmieniła się od otwarcia formularza. Przeczytaj ją ponownie."
        ]
    }
    shown = soup(page)
    assert shown.select_one("[name=notice_version]")["value"] == str(new.version)  # type: ignore[index]
    assert not shown.select_one("[name=knows_notice]").has_attr("checked")  # type: ignore[union-attr]


def test_signed_in_person_signs_up_with_what_the_house_knows(
    client: Client, stopped_clock: StoppedClock
) -> None:
    event, person = make_event(), make_person("Zofia Kowadło", email="zofia@example.org")
    client.force_login(person)
    form = opened_form(client, event) | {"name": "Zofia Kowadło", "coming_for": "oneself"}

    answer = client.post(sign_up_url(event), form)

    registration = Registration.objects.get()
    assert (registration.person, registration.state) == (person, RegistrationState.CONFIRMED)
    assert (answer.status_code, answer["Location"]) == (303, f"/moje/zapisy/{registration.code}/")


def test_signed_in_person_is_led_to_her_sign_up_when_she_has_one(
    client: Client, stopped_clock: StoppedClock
) -> None:
    event, person = make_event(), make_person(email="zofia@example.org")
    client.force_login(person)
    registration = make_registration(event, email="zofia@example.org")

    answer = client.get(sign_up_url(event))
    page = client.get(event.get_absolute_url())

    assert answer["Location"] == f"/moje/zapisy/{registration.code}/"
    assert words(page, "aside .card") == ["Twoje miejsce czeka na potwierdzenie Zobacz swój zapis"]


def test_session_chosen_on_the_event_page_is_chosen_in_the_form(
    client: Client, stopped_clock: StoppedClock
) -> None:
    event = make_event()
    workshop, full = make_workshop(event), make_workshop(event, capacity=0)

    pages = [client.get(f"{sign_up_url(event)}?block_1={chosen.pk}") for chosen in (workshop, full)]

    checked = [[each["value"] for each in soup(page).select(".shop input[checked]")] for page in pages]
    assert checked == [[str(workshop.pk)], []]


def test_english_form_speaks_english_and_writes_english_letters(
    client: Client, stopped_clock: StoppedClock
) -> None:
    event = make_event()
    form = filled_in(client, event, stopped_clock)

    client.post(f"/en{sign_up_url(event)}", form)

    assert Registration.objects.get().language == "en"
    assert Message.objects.get().language == "en"


def test_form_shows_the_seats_of_now_beside_it(client: Client, stopped_clock: StoppedClock) -> None:
    event = make_event(capacity=2)
    make_registration(event)

    page = client.get(sign_up_url(event))

    assert words(page, "aside .big") == ["1 wolne miejsce"]
    assert Event.objects.get().free == 1


def test_form_knows_for_whom_a_representative_acts(client: Client, stopped_clock: StoppedClock) -> None:
    event, person = make_event(), make_person("Zofia Kowadło")
    group = make_organisation("Kuźnica")
    appoint_representative(
        organisation=group,
        person=person,
        may_sign=True,
        may_edit=True,
        may_report=True,
        actor=System("tests"),
    )
    client.force_login(person)
    client.post("/dzialaj-jako/", {"role": f"organisation:{group.pk}"})

    page = soup(client.get(sign_up_url(event)))

    values = {name: page.select_one(f"[name={name}]") for name in ("name", "organisation_name")}
    assert {name: field["value"] for name, field in values.items() if field} == {
        "name": "Zofia Kowadło",
        "organisation_name": "Kuźnica",
    }
    assert [each["value"] for each in page.select("[name=coming_for][checked]")] == ["organisation"]
    assert page.select("[name=email], [name=knows_notice], [name=homepage]") == []
