"""An office puts a programme together: items, people, order of forms sent."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from kuznia.directory.tests.factories import make_venue as add_venue
from kuznia.events.models import Event, Session
from kuznia.events.states import EventState
from kuznia.events.tests.desk_pages import desk_url, moment_fields, open_form, problems, sent
from kuznia.events.tests.factories import (
    DAY,
    add_person,
    make_event,
    make_person,
    make_registration,
    make_room,
    make_session,
    make_workshop,
)
from kuznia.events.tests.pages import words
from kuznia.people.models import Person


def _cast(session: Session) -> list[tuple[str, str, str]]:
    return [(each.person.name, each.role, each.title) for each in session.people.select_related("person")]


def test_item_is_added_with_its_people_in_order(officer: Client) -> None:
    event = make_event()
    people = {"person-0-name": "Jan Miech", "person-0-role": "panellist", "person-0-title": "burmistrz"}
    more = {"person-2-name": "Zofia Kowadło", "person-2-role": "moderator"}

    answer = sent(
        officer, desk_url("desk-session-new", event), {"kind": "panel", "title": "Rozmowa"} | people | more
    )

    assert (answer.status_code, answer["Location"]) == (303, desk_url("desk-programme", event))
    assert _cast(Session.objects.get()) == [
        ("Jan Miech", "panellist", "burmistrz"),
        ("Zofia Kowadło", "moderator", ""),
    ]


def test_item_finds_a_person_who_stands_in_a_programme_already(officer: Client) -> None:
    event = make_event()
    known = add_person(make_session(event), "Jan Miech", role="speaker").person

    sent(
        officer,
        desk_url("desk-session-new", event),
        {"title": "Drugi punkt", "person-0-name": "Jan Miech", "person-0-role": "speaker"},
    )

    assert Session.objects.get(title="Drugi punkt").people.get().person == known


def test_item_never_names_somebody_by_her_account(officer: Client) -> None:
    event, namesake = make_event(), make_person("Jan Miech")

    sent(
        officer,
        desk_url("desk-session-new", event),
        {"title": "Punkt", "person-0-name": "Jan Miech", "person-0-role": "speaker"},
    )

    assert Session.objects.get().people.get().person != namesake


def test_item_offers_the_rooms_of_the_venue_with_their_seats(officer: Client) -> None:
    event = make_event()
    make_room(event.venue, "Sala 1")
    make_room(add_venue("Inny dom"), "Sala obca")

    page = officer.get(desk_url("desk-session-new", event))

    assert words(page, "#id_room option") == ["Bez sali", "Sala 1, 30 miejsc"]


def test_stale_new_item_is_shown_again_with_all_that_was_typed(officer: Client) -> None:
    event = make_event()
    url = desk_url("desk-session-new", event)
    stale = open_form(officer, url) | {"title": "Kawa"}
    sent(officer, url, {"title": "Otwarcie"})

    page = officer.post(url, stale)

    assert problems(page) == [
        "Ktoś zmienił to wydarzenie, odkąd masz je otwarte. Porównaj i zapisz jeszcze raz."
    ]
    assert page.context["page"].item["title"].value() == "Kawa"


def test_item_is_changed_with_its_people(officer: Client) -> None:
    session = make_session(make_event())
    add_person(session, "Jan Miech", role="speaker")

    sent(
        officer,
        desk_url("desk-session-edit", session.event, session.pk),
        {"title": "Nowy", "person-0-name": ""},
    )

    session.refresh_from_db()
    assert (session.title, _cast(session)) == ("Nowy", [])


def test_more_rows_keep_what_was_typed_and_judge_nothing(officer: Client) -> None:
    event = make_event()
    url = desk_url("desk-session-new", event)

    page = sent(
        officer, url, {"title": "Rozmowa", "starts_at_1": "25:99", "person-0-name": "Ewa", "add_row": "1"}
    )

    item, rows = page.context["page"].item, page.context["page"].rows
    assert (item["title"].value(), rows[0]["name"].value(), len(rows)) == ("Rozmowa", "Ewa", 6)
    assert 'value="25:99"' in str(item["starts_at"])
    assert (problems(page), Session.objects.count()) == ([], 0)


@pytest.mark.parametrize("rows", ["-1", "x", "999999", "٣"])
def test_number_of_rows_is_not_believed(officer: Client, rows: str) -> None:
    page = sent(officer, desk_url("desk-session-new", make_event()), {"rows": rows, "add_row": "1"})

    assert (page.status_code, page.context["page"].row_count <= 40) == (200, True)


def test_rows_begun_and_not_finished_are_refused_at_their_fields(officer: Client) -> None:
    begun = {"title": "Punkt", "person-0-name": "Jan Miech", "person-1-title": "burmistrz"}

    page = sent(officer, desk_url("desk-session-new", make_event()), begun)

    assert problems(page) == [
        "Wybierz rolę tej osoby.",
        "Wpisz, kogo dotyczy ten opis, albo wyczyść cały wiersz.",
    ]


def test_person_named_twice_in_one_role_is_refused(officer: Client) -> None:
    rows = {
        f"person-{number}-{name}": value
        for number in (0, 1)
        for name, value in (("name", "Ewa"), ("role", "speaker"))
    }

    page = sent(officer, desk_url("desk-session-new", make_event()), {"title": "Punkt"} | rows)

    assert (problems(page), Session.objects.count()) == (["Ta osoba ma już tę rolę."], 0)


def test_item_outside_the_event_is_refused_and_adds_nobody(officer: Client) -> None:
    early = moment_fields("starts_at", DAY - timedelta(hours=2))
    changes = {"title": "Punkt", "person-0-name": "Nowa Osoba", "person-0-role": "speaker"} | early

    page = sent(officer, desk_url("desk-session-new", make_event()), changes)

    assert problems(page) == ["Punkt programu musi się mieścić w czasie wydarzenia."]
    assert not Person.objects.filter(name="Nowa Osoba").exists()


def test_seats_of_a_talk_are_refused(officer: Client) -> None:
    page = sent(officer, desk_url("desk-session-new", make_event()), {"title": "Wykład", "capacity": "5"})

    assert problems(page) == ["Własne miejsca mają tylko warsztaty i grupy dyskusyjne."]


def test_workshop_cannot_have_fewer_seats_than_people(officer: Client) -> None:
    event = make_event()
    workshop = make_workshop(event)
    for _each in range(2):
        make_registration(event, session_ids=(workshop.pk,))

    page = sent(officer, desk_url("desk-session-edit", event, workshop.pk), {"capacity": "1"})

    assert problems(page) == ["2 osoby wybrały tę sesję: limit nie może być niższy."]


def test_stale_item_is_shown_beside_the_saved_one(officer: Client) -> None:
    session = make_session(make_event(), title="Powitanie")
    url = desk_url("desk-session-edit", session.event, session.pk)
    stale = open_form(officer, url) | {"title": "Mój"}
    sent(officer, url, {"title": "Cudzy"})

    page = officer.post(url, stale)

    assert words(page, "[aria-labelledby=wersje] tbody tr") == ["Tytuł Mój Cudzy"]
    assert page.context["page"].item["version"].value() == str(Event.objects.get().version)


def test_new_item_sent_twice_stands_once(officer: Client) -> None:
    event = make_event()
    url = desk_url("desk-session-new", event)
    form = open_form(officer, url) | {"title": "Kawa", "kind": "break"}

    answers = [officer.post(url, form).status_code for _click in range(2)]

    assert (answers, Session.objects.count()) == ([303, 303], 1)


def test_item_is_taken_off_once(officer: Client) -> None:
    session = make_session(make_event())
    url = desk_url("desk-session-remove", session.event, session.pk)
    form = open_form(officer, url)

    answers = [officer.post(url, form).status_code for _click in range(2)]

    assert (answers, Session.objects.count()) == ([303, 303], 0)


def test_item_that_somebody_chose_is_not_taken_off(officer: Client) -> None:
    event = make_event()
    workshop = make_workshop(event)
    make_registration(event, session_ids=(workshop.pk,))

    page = sent(officer, desk_url("desk-session-remove", event, workshop.pk), {})

    assert words(page, ".note b") == ["Ktoś wybrał tę sesję. Najpierw odwołaj albo przenieś te zapisy."]
    assert Session.objects.count() == 1


def test_item_of_another_event_is_not_there(officer: Client) -> None:
    event, session = make_event(), make_session(make_event())

    answers = [
        officer.get(desk_url(name, event, session.pk))
        for name in ("desk-session-edit", "desk-session-remove")
    ]

    assert [answer.status_code for answer in answers] == [404, 404]


def test_programme_page_has_as_many_queries_for_30_items_as_for_one(officer: Client, count_queries) -> None:
    event = make_event(state=EventState.DRAFT)
    add_person(make_session(event), "Jan Miech", role="speaker")
    url = desk_url("desk-programme", event)
    few = count_queries(lambda: officer.get(url))
    for number in range(29):
        add_person(make_session(event, title=f"Punkt {number}"), f"Osoba {number}", role="speaker")

    assert count_queries(lambda: officer.get(url)) == few


def test_programme_warns_when_two_items_share_a_room_or_a_limit_is_above_its_seats(officer: Client) -> None:
    event = make_event()
    room = make_room(event.venue)
    make_workshop(event, "OPP", capacity=room.seats + 1, room=room)
    make_workshop(event, "Media", capacity=room.seats, room=room)

    page = officer.get(desk_url("desk-programme", event))

    assert words(page, ".note--warn p") == [
        "„OPP” i „Media” są w jednej sali w tym samym czasie: Sala 1, 12.00–13.00.",
        f"„OPP”: limit miejsc wynosi {room.seats + 1}, a sala Sala 1 ma ich tylko {room.seats}.",
    ]


def test_programme_warns_of_nothing_when_items_follow_each_other_or_one_is_a_break(officer: Client) -> None:
    event = make_event()
    room = make_room(event.venue)
    first = make_workshop(event, "OPP", capacity=room.seats, room=room)
    end = first.ends_at + timedelta(hours=1)
    make_workshop(event, "Media", room=room, starts_at=first.ends_at, ends_at=end)
    make_session(
        event, kind="break", title="Kawa", room=room, starts_at=first.starts_at, ends_at=first.ends_at
    )

    page = officer.get(desk_url("desk-programme", event))

    assert words(page, ".note--warn") == []
