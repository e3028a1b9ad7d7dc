"""Who opens the office's pages: officers of the office that runs the event, and nobody else."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from kuznia.directory.models import Authority
from kuznia.directory.tests.factories import officer_of, representative_of
from kuznia.events.access_desk import DESK_ACCESS
from kuznia.events.models import Event, Wish
from kuznia.events.services.announcing import add_party
from kuznia.events.services.minutes import ActionEntry, add_action, open_minutes
from kuznia.events.services.reports import SectionEntry, add_section, write_summary
from kuznia.events.tests.desk_pages import desk_url, officer_client
from kuznia.events.tests.factories import (
    make_county,
    make_event,
    make_hall_question,
    make_officer,
    make_organisation,
    make_person,
    make_registration,
    make_workshop,
)
from kuznia.events.tests.question_factories import make_question, make_survey
from kuznia.lib.policy import OfficeRole

# Requests for patronage and proposals are no part of an event: they have doors, and tests, of their own.
NO_EVENTS = {"desk_patronage", "desk_proposal"}
# A certificate belongs to an event that is over, and a question from the hall answers only to an act by name.
NOT_OPENED_HERE = {"desk_certificate", "hall_question"}


def _addresses(event: Event, *, without: frozenset[str] = frozenset()) -> Iterator[tuple[str, str]]:
    """Yield every address of the event's desk with its method."""
    workshop = make_workshop(event)
    survey = make_survey(event, opens_at=event.ends_at, closes_at=event.ends_at + timedelta(days=7))
    things: dict[str, list[object]] = {
        "event_session": [workshop.pk],
        "event_question": [make_question(event).pk],
        "survey_question": [survey.event.questions.filter(purpose="survey").earliest("pk").pk],
        "event_party": [add_party(event=event, role="partner", name="Firma", actor=make_officer()).pk],
        "event_document": [1],
        "desk_certificate": ["AAAAAAAAAA"],
        "hall_question": [make_hall_question(event).pk],
        **_records(event),
        "event_wish": [_wish(event).pk],
        "desk_registration": [event.registrations.latest("pk").code],
    }
    for name, access in DESK_ACCESS.items():
        if access.target and access.target not in NO_EVENTS | without:
            yield access.method, reverse(name, args=[event.slug, *things.get(access.target, [])])


def _records(event: Event) -> dict[str, list[object]]:
    """Begin the minutes and the report of the event and return what their addresses name."""
    officer = make_officer()
    minutes = open_minutes(event=event, actor=officer)
    entry = ActionEntry(task="Zaprosić gminy", owner="Ewa", due_on=date(2026, 12, 24))
    report = write_summary(event=event, summary="Było dobrze.", summary_en="", version=0, actor=officer)
    section = SectionEntry(heading="Przebieg", body="Było dobrze.")
    return {
        "minutes_point": ["point"],
        "minutes_item": ["point", minutes.items.earliest("pk").pk],
        "minutes_action": [add_action(minutes=minutes, entry=entry, actor=officer).pk],
        "report_section": [add_section(report=report, entry=section, actor=officer).pk],
    }


def _wish(event: Event) -> Wish:
    """Return the wish of somebody who sits in one workshop and waits for another."""
    full, beside = make_workshop(event, capacity=1, block=2), make_workshop(event, "Diagnoza", block=2)
    first = event.sessions.get(block=1).pk
    make_registration(event, session_ids=(first, full.pk))
    sits = make_registration(event, session_ids=(first, beside.pk))
    return Wish.objects.create(registration=sits, session=full, block=2, wished_at=sits.arrived_at)


def _statuses(client: Client, event: Event, *, without: frozenset[str] = frozenset()) -> set[int]:
    addresses = _addresses(event, without=without)
    return {client.generic(method, url).status_code for method, url in addresses}


def test_gmina_officer_finds_no_page_of_the_countys_event(officer: Client) -> None:
    gmina = Authority.objects.exclude(pk=make_county().pk).earliest("pk")

    assert _statuses(officer_client(gmina), make_event()) == {404}


def test_gmina_officer_sees_her_own_events_only(officer: Client) -> None:
    gmina = Authority.objects.exclude(pk=make_county().pk).earliest("pk")
    own, foreign = make_event(authority=gmina, title="Nasze"), make_event(title="Cudze")
    client = officer_client(gmina)

    page = client.get(reverse("events:desk-events")).content.decode()

    assert ("Nasze" in page, "Cudze" in page) == (True, False)
    statuses = [client.get(desk_url("desk-event", event)).status_code for event in (own, foreign)]
    assert statuses == [200, 404]


@pytest.mark.parametrize("role", ["resident", "representative", "editor"])
def test_others_are_refused_every_page(officer: Client, client: Client, role: str) -> None:
    people = {
        "resident": make_person,
        "representative": lambda: representative_of(make_organisation()),
        "editor": lambda: officer_of(make_county(), role=OfficeRole.EDITOR),
    }
    client.force_login(people[role]())

    assert _statuses(client, make_event()) == {403}


def test_visitor_is_led_to_sign_in(officer: Client, client: Client) -> None:
    answers = [client.generic(method, url) for method, url in _addresses(make_event())]

    assert {answer.status_code for answer in answers} == {302}
    assert {answer["Location"].partition("?")[0] for answer in answers} == {reverse("account_login")}


def test_administrator_opens_what_an_officer_opens(officer: Client, client: Client) -> None:
    client.force_login(officer_of(make_county(), role=OfficeRole.ADMINISTRATOR))

    assert _statuses(client, make_event(), without=frozenset(NOT_OPENED_HERE)) == {200, 303}


@pytest.mark.parametrize("name", ["desk-event-publish", "desk-event-cancel", "desk-event-edit"])
def test_change_without_the_forms_token_is_refused(officer: Client, name: str) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = officer.cookies

    assert strict.post(desk_url(name, make_event()), {"reason": "x"}).status_code == 403


def test_removals_answer_to_post_only(officer: Client) -> None:
    event = make_event()

    answers = [
        officer.get(desk_url(name, event, 1)) for name in ("desk-party-remove", "desk-document-remove")
    ]

    pages = [desk_url(name, event) for name in ("desk-parties", "desk-documents")]
    assert [answer["Location"] for answer in answers] == pages


def test_what_the_desk_shows_is_kept_by_no_browser(officer: Client) -> None:
    answer = officer.get(desk_url("desk-event", make_event()))

    assert answer["Cache-Control"] == "max-age=0, no-cache, no-store, must-revalidate, private"
