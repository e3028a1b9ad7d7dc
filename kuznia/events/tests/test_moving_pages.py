"""An officer moves an event with its programme, or moves the programme after it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.test import Client
from django.urls import reverse

from kuznia.events.models import Event, Session
from kuznia.events.tests.desk_pages import desk_url, moment_fields, open_form, sent
from kuznia.events.tests.factories import DAY, make_event, make_session
from kuznia.events.tests.pages import words

WEEK = timedelta(days=7)
NEW_START = moment_fields("starts_at", DAY + WEEK)


def _decline(officer: Client, event: Event) -> None:
    """Move the event alone, with the box unticked."""
    url = desk_url("desk-event-edit", event)
    form = open_form(officer, url) | NEW_START | moment_fields("ends_at", event.ends_at + WEEK)
    officer.post(url, {name: value for name, value in form.items() if name != "moves_along"}, follow=True)


def _starts(event: Event) -> list[Any]:
    return [Event.objects.get(pk=event.pk).starts_at, *event.sessions.values_list("starts_at", flat=True)]


def test_programme_moves_along_unless_the_officer_declines(officer: Client) -> None:
    event = make_session(make_event()).event

    sent(officer, desk_url("desk-event-edit", event), NEW_START)

    assert _starts(event) == [DAY + WEEK, DAY + WEEK]


def test_same_move_sent_twice_moves_once(officer: Client) -> None:
    event = make_session(make_event()).event
    url = desk_url("desk-event-edit", event)
    form = open_form(officer, url) | NEW_START

    answers = [officer.post(url, form).status_code for _click in range(2)]

    assert (answers, _starts(event)) == ([303, 303], [DAY + WEEK, DAY + WEEK])


def test_stale_move_is_shown_beside_what_was_saved_and_can_be_made_then(officer: Client) -> None:
    event = make_session(make_event()).event
    url = desk_url("desk-event-edit", event)
    stale = open_form(officer, url) | NEW_START
    sent(officer, url, {"title": "Cudzy"})

    page = officer.post(url, stale)
    officer.post(url, stale | {"version": page.context["form"]["version"].value()})

    assert words(page, "[aria-labelledby=wersje] tbody th") == ["Tytuł", "Początek", "Koniec"]
    assert _starts(event) == [DAY + WEEK, DAY + WEEK]


def test_officer_reads_what_did_not_move(officer: Client) -> None:
    event = make_event(registration_opens_at=DAY - timedelta(days=40))
    url = desk_url("desk-event-edit", event)

    page = officer.post(
        url, open_form(officer, url) | moment_fields("starts_at", DAY + timedelta(days=60)), follow=True
    )

    assert "Nie przesunęło się z wydarzeniem i wymaga sprawdzenia: początek zapisów." in str(
        words(page, ".note")
    )


def test_new_event_is_not_asked_what_moves(officer: Client) -> None:
    form = open_form(officer, reverse("events:desk-event-new"))

    assert "moves_along" not in form


def test_programme_left_behind_is_moved_by_its_button_once(officer: Client) -> None:
    event = make_session(make_event()).event
    _decline(officer, event)
    form = open_form(officer, desk_url("desk-programme", event))

    answers = [officer.post(desk_url("desk-programme-move", event), form)["Location"] for _click in range(2)]

    assert (answers, _starts(event)) == ([desk_url("desk-programme", event)] * 2, [DAY + WEEK, DAY + WEEK])


def test_button_moves_nothing_when_its_page_is_stale(officer: Client) -> None:
    event = make_session(make_event()).event
    _decline(officer, event)

    page = officer.post(desk_url("desk-programme-move", event), {"version": "1"}, follow=True)

    assert words(page, ".note")[0] == (
        "Ktoś zmienił to wydarzenie, odkąd masz je otwarte. Porównaj i zapisz jeszcze raz."
    )
    assert Session.objects.get().starts_at == DAY


def test_both_pages_offer_the_button_only_where_the_programme_was_left_behind(officer: Client) -> None:
    event = make_session(make_event()).event
    pages = [desk_url(name, event) for name in ("desk-event", "desk-programme")]
    before = [words(officer.get(url), ".note--warn button") for url in pages]

    _decline(officer, event)

    offered = [words(officer.get(url), ".note--warn button") for url in pages]
    assert (before, offered) == ([[], []], [["Przesuń cały program za wydarzeniem"]] * 2)
