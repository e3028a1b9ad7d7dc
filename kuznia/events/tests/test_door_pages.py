"""The door on a phone, as forms without scripts: what it says, and what it keeps."""

from datetime import timedelta
from io import BytesIO
from typing import Any
from uuid import uuid4

import pytest
import segno
from bs4 import Tag
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from kuznia.events.models import Attendance, Event, Registration
from kuznia.events.states import AttendanceSource, RegistrationState
from kuznia.events.tests.desk_pages import desk_url, officer_client, problems, sent
from kuznia.events.tests.factories import (
    DAY,
    make_event,
    make_organisation,
    make_other_office,
    make_registration,
    make_room,
    make_workshop,
)
from kuznia.events.tests.pages import soup
from kuznia.lib.stopped_clock import StoppedClock

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def on_the_day(officer: Client, stopped_clock: StoppedClock) -> StoppedClock:
    """It is the morning of the event."""
    stopped_clock.move_to(DAY)
    return stopped_clock


def _words(tag: Tag | None) -> str:
    return " ".join(tag.get_text(" ").split()) if tag else ""


def _sent(client: Client, event: Event, code: str, **fields: Any) -> Any:
    values = {"code": code, "key": str(uuid4()), "source": "typed"} | fields
    return client.post(desk_url("desk-door-entry", event), values)


def _card(response: Any) -> str:
    return _words(soup(response).select_one(".scanres"))


def _counts(client: Client, event: Event, **query: Any) -> list[str]:
    page = soup(client.get(desk_url("desk-door-counts", event), query))
    return [each.get_text() for each in page.select(".counts dd")]


def test_door_says_who_came_in_when_a_code_is_typed(officer: Client) -> None:
    event = make_event()
    workshop = make_workshop(event, room=make_room(event.venue))
    club = make_organisation("Klub Kowadło")
    registration = make_registration(
        event, session_ids=(workshop.pk,), coming_for="organisation", organisation=club
    )

    response = _sent(officer, event, registration.code)

    assert _card(response) == "Ewa Iskra Fundraising, Sala 1 Wejście o 10.00 Klub Kowadło Cofnij"


def test_second_door_names_the_first_when_the_person_is_inside(
    officer: Client, on_the_day: StoppedClock
) -> None:
    registration = make_registration(make_event())
    _sent(officer, registration.event, registration.code, door="Wejście A")
    on_the_day.move_to(DAY + timedelta(minutes=5))

    response = _sent(officer, registration.event, registration.code, door="Wejście B")

    assert _card(response) == "Ewa Iskra W środku od 10.00, drzwi: Wejście A osoba prywatna Cofnij"


def test_door_answers_with_the_card_alone_when_its_script_asks(officer: Client) -> None:
    registration, key = make_registration(make_event()), str(uuid4())

    page = soup(_sent(officer, registration.event, registration.code, key=key, answer="card"))

    card = page.select_one("[data-answered]")
    assert card is not None
    assert (card["data-answered"], card["data-verdict"], card["data-code"]) == (key, "in", registration.code)
    assert page.select("main") == []


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ("cancelled", "Ewa Iskra Zapis jest odwołany. osoba prywatna Zapisz tę osobę na miejscu"),
        ("covered", "Ewa Iskra Ta osoba ma własny zapis: liczy się jego kod. osoba prywatna"),
        ("waiting", "Ewa Iskra Na liście rezerwowej: miejsca jeszcze nie ma. osoba prywatna"),
        ("pending", "Ewa Iskra Organizator jeszcze nie przyjął tego zapisu. osoba prywatna"),
    ],
)
def test_door_says_why_nobody_is_let_in(officer: Client, state: str, words: str) -> None:
    registration = make_registration(make_event())
    Registration.objects.update(state=state)

    assert _card(_sent(officer, registration.event, registration.code)) == words


def test_door_says_that_a_code_is_not_of_this_event(officer: Client) -> None:
    response = _sent(officer, make_event(), "ABCD2345")

    assert _card(response) == "Nie na to wydarzenie Na to wydarzenie nie ma zapisu z kodem ABCD2345."


def test_door_says_what_to_do_when_no_code_was_typed(officer: Client) -> None:
    response = _sent(officer, make_event(), "")

    assert _card(response) == "Nie wpuszczono Wpisz kod z biletu albo identyfikatora."


@pytest.mark.parametrize("came_at", ["wczoraj", "2026-13-45T99:99", "2026-12-12T08:00:00", ""])
def test_time_of_the_page_is_left_out_when_it_cannot_be_read(officer: Client, came_at: str) -> None:
    registration = make_registration(make_event())

    _sent(officer, registration.event, registration.code, came_at=came_at)

    assert Attendance.objects.get().came_at == DAY


def test_time_of_the_page_is_kept_when_the_phone_had_no_network(officer: Client) -> None:
    registration = make_registration(make_event())

    _sent(officer, registration.event, registration.code, came_at="2026-12-12T08:41:00.000Z")

    assert Attendance.objects.get().came_at == DAY - timedelta(minutes=19)


def test_door_asks_and_moves_when_the_person_chose_another_workshop(officer: Client) -> None:
    event = make_event()
    chosen, here = make_workshop(event), make_workshop(event, "Diagnoza")
    registration = make_registration(event, session_ids=(chosen.pk,))

    question = _sent(officer, event, registration.code, session=here.pk)
    form = soup(question).select_one(".scanres form")
    fields = {each["name"]: each.get("value", "") for each in form.select("input")} if form else {}
    answer = officer.post(desk_url("desk-door-entry", event), fields)

    assert _card(question) == (
        "Ewa Iskra Wybrany warsztat: Fundraising Tu jest 20 wolnych miejsc. osoba prywatna Przenieś tutaj i wpuść"
    )
    assert _card(answer) == "Ewa Iskra Diagnoza Wejście o 10.00 osoba prywatna Cofnij"


@pytest.mark.parametrize(
    ("capacity", "words"), [(1, "Tu wszystkie miejsca są zajęte."), (None, "Tu nie ma limitu miejsc.")]
)
def test_door_says_what_is_free_when_the_person_chose_another_workshop(
    officer: Client, capacity: int | None, words: str
) -> None:
    event = make_event()
    chosen, here = make_workshop(event), make_workshop(event, "Diagnoza", capacity=capacity)
    make_registration(event, session_ids=(here.pk,))
    registration = make_registration(event, session_ids=(chosen.pk,))

    response = _sent(officer, event, registration.code, session=here.pk)

    assert soup(response).select(".scanres p")[1].get_text() == words


def test_entry_is_undone_when_the_button_is_pressed(officer: Client) -> None:
    registration, key = make_registration(make_event()), str(uuid4())
    _sent(officer, registration.event, registration.code, key=key)

    response = officer.post(desk_url("desk-door-undo", registration.event), {"key": key, "door": "A"})
    again = _sent(officer, registration.event, registration.code, key=key)

    assert response.headers["Location"] == f"{desk_url('desk-door', registration.event)}?door=A"
    assert _card(again) == "Ewa Iskra Ten wpis cofnięto. osoba prywatna"


def test_list_shows_who_came_and_when(officer: Client) -> None:
    event = make_event()
    here, away = make_registration(event, name="Łucja Żar"), make_registration(event, name="Adam Miech")
    Registration.objects.filter(pk=away.pk).update(state=RegistrationState.WAITING)
    _sent(officer, event, here.code, source=AttendanceSource.LIST)

    rows = [_words(row) for row in soup(officer.get(desk_url("desk-door", event))).select(".doorlist li")]

    assert rows == [
        "Adam Miech osoba prywatna na liście rezerwowej",
        "Łucja Żar osoba prywatna 10.00 Cofnij : Łucja Żar",
    ]


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ({"q": "zar"}, ["Łucja Żar"]),
        ({"show": "awaited"}, ["Adam Miech"]),
        ({"show": "here"}, ["Łucja Żar"]),
        ({"show": "nonsense"}, ["Adam Miech", "Łucja Żar"]),
        ({"q": "nikt"}, []),
    ],
)
def test_list_is_narrowed(officer: Client, query: dict[str, str], names: list[str]) -> None:
    event = make_event()
    here, _away = make_registration(event, name="Łucja Żar"), make_registration(event, name="Adam Miech")
    _sent(officer, event, here.code)

    page = soup(officer.get(desk_url("desk-door", event), query))

    assert [each.get_text() for each in page.select(".doorlist b")] == names


def test_list_of_a_workshop_has_those_who_chose_it_and_search_finds_everybody(officer: Client) -> None:
    event = make_event()
    chosen, other = make_workshop(event), make_workshop(event, "Diagnoza")
    make_registration(event, name="Łucja Żar", session_ids=(chosen.pk,))
    make_registration(event, name="Adam Miech", session_ids=(other.pk,))
    address = desk_url("desk-door-session", event, chosen.pk)

    names = [
        [each.get_text() for each in soup(officer.get(address, query)).select(".doorlist b")]
        for query in ({}, {"q": "miech"})
    ]

    assert names == [["Łucja Żar"], ["Adam Miech"]]


def test_counts_follow_the_entries(officer: Client) -> None:
    event = make_event()
    workshop = make_workshop(event)
    here, _away = (make_registration(event, session_ids=(workshop.pk,)) for _person in range(2))
    _sent(officer, event, here.code)

    assert _counts(officer, event) == ["1", "1", "2"]
    assert _counts(officer, event, session=workshop.pk) == ["0", "2", "2"]


@pytest.mark.parametrize("number", ["x", "²", "9" * 30, "999"])
def test_session_is_not_there_when_its_number_is_nonsense(officer: Client, number: str) -> None:
    assert officer.get(desk_url("desk-door-counts", make_event()), {"session": number}).status_code == 404


def test_door_says_when_it_opens(officer: Client, on_the_day: StoppedClock) -> None:
    on_the_day.move_to(DAY - timedelta(days=2))

    note = soup(officer.get(desk_url("desk-door", make_event()))).select_one(".note--warn")

    assert _words(note) == (
        "Wpuszczamy od 12 grudnia, godz. 7.00 do 13 grudnia, godz. 16.00. Później obecność poprawia się na liście."
    )


def test_photo_lets_in(officer: Client) -> None:
    registration, picture = make_registration(make_event()), BytesIO()
    segno.make_qr(f"KUZNIA:{registration.code}").save(picture, kind="png", scale=8)
    photo = SimpleUploadedFile("bilet.png", picture.getvalue())

    response = officer.post(
        desk_url("desk-door-photo", registration.event), {"photo": photo, "key": str(uuid4())}
    )

    assert _card(response) == "Ewa Iskra Wejście o 10.00 osoba prywatna Cofnij"
    assert Attendance.objects.get().source == AttendanceSource.QR


def test_photo_is_asked_for_when_none_came(officer: Client) -> None:
    response = officer.post(desk_url("desk-door-photo", make_event()), {"key": str(uuid4())})

    assert _card(response) == "Nie wpuszczono Zrób zdjęcie kodu."


def test_walk_in_is_signed_up_and_her_card_is_shown(officer: Client) -> None:
    event = make_event()
    workshop, club = make_workshop(event), make_organisation("Klub Kowadło")
    answers = {"name": "Piotr Żar", "organisation_name": club.name, "block_1": str(workshop.pk)}

    response = sent(officer, f"{desk_url('desk-walk-in', event)}?door=A", answers)

    assert _card(officer.get(response.headers["Location"])) == (
        "Piotr Żar Fundraising Wejście o 10.00 Klub Kowadło Cofnij"
    )
    assert Attendance.objects.get().door == "A"


def test_walk_in_keeps_what_was_typed_when_there_is_no_seat(officer: Client) -> None:
    event = make_event(capacity=1)
    make_registration(event)

    response = sent(officer, desk_url("desk-walk-in", event), {"name": "Piotr Żar"})

    assert len(problems(response)) == 1
    assert soup(response).select_one("[name=name]")["value"] == "Piotr Żar"  # type: ignore[index]


def test_walk_in_is_told_to_wait_when_her_sign_up_waits(officer: Client) -> None:
    event = make_event()
    make_registration(event, email="zar@example.org")
    Registration.objects.update(state=RegistrationState.WAITING)

    response = sent(
        officer, desk_url("desk-walk-in", event), {"name": "Piotr Żar", "email": "zar@example.org"}
    )

    page = soup(officer.get(response.headers["Location"]))
    assert _words(page.select_one(".messages")) == "Ta osoba ma zapis, który czeka na miejsce: zobacz listę."


def test_absent_are_listed_with_a_way_to_free_the_seat(officer: Client) -> None:
    event = make_event()
    here, away = make_registration(event), make_registration(event, name="Adam Miech")
    _sent(officer, event, here.code)

    page = soup(officer.get(desk_url("desk-absent", event)))

    assert _words(page.select_one("#lista")) == "Nie przyszła 1 osoba z miejscem"
    links = [a["href"] for a in page.select("tbody a")]
    assert links == [
        desk_url("desk-registration", event, away.code),
        desk_url("desk-registration-cancel", event, away.code),
    ]


def test_door_is_not_there_when_the_officer_is_of_another_office(officer: Client) -> None:
    registration, stranger = make_registration(make_event()), officer_client(make_other_office())
    event = registration.event

    statuses = {stranger.get(desk_url(name, event)).status_code for name in ("desk-door", "desk-absent")}
    statuses.add(_sent(stranger, event, registration.code).status_code)
    statuses.add(stranger.post(desk_url("desk-door-undo", event), {"key": str(uuid4())}).status_code)

    assert statuses == {404}
    assert Attendance.objects.count() == 0


def test_ticket_is_a_picture_that_only_its_person_opens(officer: Client) -> None:
    registration = make_registration(make_event())
    own = reverse("events:my-registration-ticket", args=[registration.code])
    guessed = reverse("events:registration-ticket", args=[registration.code, "zgadywanie"])

    assert (officer.get(own).status_code, officer.get(guessed).status_code) == (404, 404)
